"""The workbook, reopened as people open it: typed cells, every text unharmed, the same bytes for the same run."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from openpyxl.workbook import Workbook

import figures
from figures.model import Decision, Reconciliation, Standing
from figures.reporting.belongings import run
from figures.reporting.columns import TABLES, WORKBOOK_ONLY
from figures.reporting.workbook import LONGEST_CELL, write_workbook
from figures.wording import languages
from tests.claim_builder import (
    about,
    at_least,
    between,
    claim,
    exactly,
    finding,
    group,
    origin,
    reconciliation,
    refusal,
    said_by,
)

SHEETS = [
    *("README", "figures", "groups", "findings", "matrix", "possible", "documents", "sources", "decisions", "missed"),
    *("not_counted", "skipped", "codebook"),
]


class Entry(NamedTuple):
    path: str
    reason: str
    detail: str = ""


A = origin("quai", "fr", title="=1+1", publisher="Le Quai", published="2024-03-05")
B = origin("port", "en", title="@port", published="1897-05-01", url="https://example.org/x")
BOATS = claim(
    "Selon le pilote, environ 12 000 bateaux.", "12 000", about(12000), noun="bateaux", by=said_by("le pilote"), at=A
)
FIFTEEN = claim("The pilot saw 15,000 to 18,000 boats.", "15,000 to 18,000", between(15000, 18000), noun="boats", at=B)
TONS = claim("At least 1.5 tonnes.", "1.5 tonnes", at_least("1.5", "tonne", kind="measure"), at=B, offset=60)
FLEET = group("boats", [BOATS, FIFTEEN], "conflict")
CLASH = finding("conflict", "error", [BOATS, FIFTEEN], "+ 25 % apart", workings="-1\n=2", of=FLEET)
NOBODY = finding("unsourced", "warning", [TONS], "Who weighed it?")
RESULT = reconciliation([BOATS, FIFTEEN, TONS], [FLEET], [CLASH, NOBODY], [refusal("Quai 4.", "4", "label", A)])


def written(result: Reconciliation, path: Path, language: str = "en", **more: Any) -> Workbook:
    write_workbook(run(result, skipped=[Entry("a.pdf", "unsupported")]), path, language=language, **more)
    return load_workbook(path)


def rows(book: Workbook, sheet: str) -> list[dict[str, Any]]:
    header, *body = book[sheet].iter_rows(values_only=True)
    names = [str(cell) for cell in header]
    return [dict(zip(names, row, strict=True)) for row in body]


@pytest.mark.parametrize("language", languages())
def test_the_sheets_and_their_columns_are_the_same_in_every_language(language: str, tmp_path: Path) -> None:
    book = written(RESULT, tmp_path / "x.xlsx", language)
    assert book.sheetnames == SHEETS
    for name, columns in (TABLES | WORKBOOK_ONLY).items():
        if name == "matrix":
            continue
        header = next(book["figures" if name == "claims" else name].iter_rows(values_only=True))
        assert sorted(str(cell) for cell in header) == sorted(column.name for column in columns)


def test_numbers_dates_and_truths_are_typed(tmp_path: Path) -> None:
    first, second, third = rows(written(RESULT, tmp_path / "x.xlsx"), "figures")
    assert (first["value"], first["best"], first["approximate"]) == (12000, 12000, True)
    assert (first["interval_low"], first["interval_high"]) == (10800, 13200)
    assert first["published"] == datetime(2024, 3, 5)  # noqa: DTZ001 a cell has no zone
    assert (second["value"], second["low"], second["high"], second["approximate"]) == (None, 15000, 18000, False)
    assert (third["value"], third["unit"]) == (1.5, "tonne")
    assert second["published"] == "1897-05-01", "older than the calendar of a workbook: as text"


def test_the_rows_are_those_of_the_records(tmp_path: Path) -> None:
    book = written(RESULT, tmp_path / "x.xlsx")
    for item, row in zip(RESULT.claims, rows(book, "figures"), strict=True):
        for name, cell in item.record().items():
            if not name.startswith("published"):
                assert row[name] == cell, name
    [row] = rows(book, "groups")
    assert (row["claim_ids"], row["n_claims"]) == ("; ".join(FLEET.claim_ids), 2)
    assert [row["kind"] for row in rows(book, "findings")] == ["conflict", "unsourced"]


def test_headers_stay_in_sight_and_can_be_filtered(tmp_path: Path) -> None:
    book = written(RESULT, tmp_path / "x.xlsx")
    for name in SHEETS[1:]:
        assert book[name].freeze_panes == "B2", name
        assert book[name].auto_filter.ref.startswith("A1:")
        widths = [dimension.width for dimension in book[name].column_dimensions.values()]
        assert all(8 < width < 80 for width in widths)


def test_levels_are_coloured(tmp_path: Path) -> None:
    sheet = written(RESULT, tmp_path / "x.xlsx")["findings"]
    coloured = {}
    for rules in sheet.conditional_formatting:
        [place] = rules.sqref.ranges
        assert (place.min_row, place.max_row) == (2, 3)
        coloured[sheet.cell(1, place.min_col).value] = [rule.formula for rule in rules.rules]
    assert coloured == {
        "level": [['"error"'], ['"warning"'], ['"note"']],
        "state": [['"accepted"'], ['"dismissed"'], ['"fixed"']],
    }


FORMULAS = [
    "=1+1",
    "+12 %",
    "-3",
    "@port",
    "\t=1",
    "\r=1",
    '=HYPERLINK("http://x")',
    "{=1}",
    "'=1",
    "https://example.org",
    "mailto:x@y.z",
]


@pytest.mark.parametrize("words", FORMULAS)
def test_a_text_is_never_a_formula_nor_a_link(words: str, tmp_path: Path) -> None:
    sentence = f"{words} 45 trees"
    tree = claim(sentence, "45", exactly(45), noun="trees", by=said_by(words), at=origin(words, "en", title=words))
    book = written(
        reconciliation([tree], [group(words, [tree])], [finding("x", "note", [tree], words)]), tmp_path / "x.xlsx"
    )
    sheet = book["figures"]
    header = [str(cell.value) for cell in sheet[1]]
    for name in ("source", "title", "document_id", "sentence"):
        cell = sheet.cell(2, header.index(name) + 1)
        assert cell.data_type == "s", name
        assert unescape(str(cell.value)).startswith(words), name
        assert cell.hyperlink is None or (name, cell.hyperlink.location) == ("document_id", "'documents'!A2")
    with zipfile.ZipFile(tmp_path / "x.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert not [name for name, part in parts.items() if b"<f>" in part]
    led = {
        target for name, part in parts.items() if name.endswith(".rels") for target in re.findall(rb'Target="([^"]*)"', part)
    }
    assert {target for target in led if b"://" in target and b"schemas" not in target} == set()
    assert {target for target in led if b".html" in target} <= {b"report.html"}


NASTY = [
    "<r><t>x</t></r>",
    "<r>a<b></r>",
    "_x0041_ is not A",
    "bell \x07 and null \x00 and escape \x1b",
    "half a pair \ud83d here",
    "no character \ufffe \uffff",
    "😀 beyond the plane",
    " blanks about ",
    "e\u0301 decomposed, \u202f narrow",
    "& < > \" '",
]


@pytest.mark.parametrize("words", NASTY)
def test_no_text_is_lost(words: str, tmp_path: Path) -> None:
    result = reconciliation([], [], [finding("x", "note", [], words)])
    [row] = rows(written(result, tmp_path / "x.xlsx"), "findings")
    told = words.replace("\ud83d", "\\ud83d").replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")
    assert unescape(row["message"]).rstrip() == told.rstrip()


# What XML forbids is written as its escape, and comes back so.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=40)


@settings(max_examples=40)
@given(words=TEXTS | st.sampled_from(FORMULAS))
def test_any_text_reads_back(words: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    result = reconciliation([], [], [finding("x", "note", [], words, workings=words)])
    [row] = rows(written(result, tmp_path_factory.mktemp("book") / "x.xlsx"), "findings")
    for cell in (row["message"], row["workings"]):
        assert unescape(cell) in (words, words + " ")


@pytest.mark.parametrize("filler", ["a", "é", "😀"])
def test_a_text_longer_than_a_cell_says_so_in_the_cell_and_in_the_readme(filler: str, tmp_path: Path) -> None:
    message = "begins " + filler * LONGEST_CELL
    result = reconciliation([], [], [finding("x", "note", [], message)])
    book = written(result, tmp_path / "x.xlsx", "fr")
    [row] = rows(book, "findings")
    cell = row["message"]
    assert len(cell.encode("utf-16-le")) // 2 <= LONGEST_CELL
    assert cell.startswith("begins " + filler * 1000)
    assert "32\u202f774 caractères" in cell
    readme = [row[0] for row in book["README"].iter_rows(values_only=True)]
    assert any("1 case n'a pu contenir son texte" in str(line) for line in readme)


def test_a_text_that_just_fits_is_whole(tmp_path: Path) -> None:
    message = "é" * LONGEST_CELL
    [row] = rows(written(reconciliation([], [], [finding("x", "note", [], message)]), tmp_path / "x.xlsx"), "findings")
    assert row["message"] == message


def test_a_number_that_a_cell_would_round_is_text(tmp_path: Path) -> None:
    long = claim("12345678901234567891 grains", "12345678901234567891", exactly("12345678901234567891"))
    [row] = rows(written(reconciliation([long]), tmp_path / "x.xlsx"), "figures")
    assert row["value"] == "12345678901234567891"


def test_rows_beyond_a_sheet_go_on_in_the_next(tmp_path: Path) -> None:
    claims = [claim(f"{n} trees", str(n), exactly(n), noun="trees") for n in range(1, 8)]
    book = written(reconciliation(claims), tmp_path / "x.xlsx", most_rows=3)
    assert book.sheetnames[:5] == ["README", "figures", "figures 2", "figures 3", "groups"]
    assert [row["value"] for name in book.sheetnames[1:4] for row in rows(book, name)] == [1, 2, 3, 4, 5, 6, 7]
    assert [row[:2] for row in book["README"].iter_rows(values_only=True) if str(row[0]).startswith("figures")] == [
        ("figures", 3),
        ("figures 2", 3),
        ("figures 3", 1),
    ]


def test_an_empty_run_has_every_sheet_with_its_header(tmp_path: Path) -> None:
    book = written(reconciliation([]), tmp_path / "x.xlsx")
    assert book.sheetnames == SHEETS
    assert [len(rows(book, name)) for name in ("figures", "groups", "findings", "documents", "not_counted")] == [0] * 5


@pytest.mark.parametrize("decided", [False, True])
def test_two_runs_make_the_same_bytes(decided: bool, tmp_path: Path) -> None:
    one, two = tmp_path / "one.xlsx", tmp_path / "two.xlsx"
    noted = [Standing(Decision("dismissed", CLASH.finding_id, coder=name), "applied") for name in ("Ada", "Ben")]
    result = replace(RESULT, decisions=tuple(noted) if decided else ())
    written(result, one)
    written(result, two)
    assert one.read_bytes() == two.read_bytes()
    with zipfile.ZipFile(one) as archive:
        assert {info.date_time[0] for info in archive.infolist()} == {1980}
        core = archive.read("docProps/core.xml").decode()
    assert set(re.findall(r">(\d{4}-[^<]*)<", core)) == {"1980-01-01T00:00:00Z"}


def test_the_readme_names_version_policy_and_sheets(tmp_path: Path) -> None:
    cells = [cell for row in written(RESULT, tmp_path / "x.xlsx")["README"].iter_rows(values_only=True) for cell in row]
    told = "\n".join(str(cell) for cell in cells if cell is not None)
    assert f"figures {figures.__version__}" in told
    assert "policy ccc" in told
    assert set(SHEETS) - {"README"} <= set(cells)


def test_the_codebook_has_every_column_in_both_languages(tmp_path: Path) -> None:
    book = written(RESULT, tmp_path / "x.xlsx")
    listed = {(row["sheet"], row["column"]) for row in rows(book, "codebook")}
    heads = {(name, str(cell)) for name in SHEETS[1:-1] for cell in next(book[name].iter_rows(values_only=True))}
    assert listed == heads - {("matrix", "quai"), ("matrix", "port")}
    assert all(row["meaning_fr"] and row["meaning_en"] and row["type"] for row in rows(book, "codebook"))


def test_a_figure_leads_to_its_document_and_its_passage(tmp_path: Path) -> None:
    at = origin("a", "en", url="https://example.org/x")
    tree = claim("Hardly a tree fell: 45 trees - not one more - in this case.", "45", exactly(45), noun="trees", at=at)
    book = written(reconciliation([BOATS, tree]), tmp_path / "x.xlsx")
    sheet = book["figures"]
    header = [str(cell.value) for cell in sheet[1]]

    def link(row: int, name: str) -> Any:
        return sheet.cell(row, header.index(name) + 1).hyperlink

    for row in (2, 3):
        sheet_name, place = link(row, "document_id").location.split("!")
        [[named]] = book[sheet_name.strip("'")].iter_rows(
            min_row=int(place[1:]), max_row=int(place[1:]), max_col=1, values_only=True
        )
        assert named == sheet.cell(row, header.index("document_id") + 1).value
        claim_id = sheet.cell(row, 1).value
        assert (link(row, "exact").target, link(row, "exact").location) == ("report.html", claim_id)
    assert link(2, "url") is None
    there = link(3, "url")
    fragment = ":~:text=Hardly%20a%20tree%20fell%3A-,45,-trees%20%2D%20not%20one%20more%20%2D%20in%20this"
    assert (there.target, there.location) == ("https://example.org/x", fragment)


def test_more_figures_than_a_sheet_has_links_lead_to_their_documents_by_formula(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("figures.reporting.links.MOST_LINKS", 1)
    sheet = written(RESULT, tmp_path / "x.xlsx")["figures"]
    header = [str(cell.value) for cell in sheet[1]]
    cells = [sheet.cell(row, header.index("document_id") + 1).value for row in (2, 3, 4)]
    assert cells == [
        f'=HYPERLINK("#\'documents\'!A{row}","{name}")' for row, name in ((2, "quai"), (3, "port"), (3, "port"))
    ]
    [row, *_] = rows(load_workbook(tmp_path / "x.xlsx", data_only=True), "figures")
    assert row["document_id"] == "quai"


def test_the_matrix_has_a_row_a_question_and_a_column_a_document(tmp_path: Path) -> None:
    again = claim("The pilot saw 12 000 boats.", "12 000", exactly(12000), noun="boats", at=B, offset=200)
    fleet = group("boats", [BOATS, FIFTEEN, again], "conflict")
    book = written(reconciliation([BOATS, FIFTEEN, again, TONS], [fleet, group("tonnes", [TONS])]), tmp_path / "x.xlsx")
    first, second = rows(book, "matrix")
    assert list(first) == ["group_id", "label", "state", "n_documents", "port", "quai"], (
        "documents in the order of their days"
    )
    assert (first["label"], first["n_documents"]) == ("boats", 2)
    assert (first["quai"], first["port"]) == ("≈\u00a012,000", "15,000\u00a0– 18,000; 12,000")
    assert (second["quai"], second["port"]) == (None, "≥\u00a01.5 t")


def test_a_question_has_the_sizes_of_its_field(tmp_path: Path) -> None:
    again = claim("The pilot saw 24 000 boats.", "24 000", exactly(24000), noun="boats", at=B, offset=200)
    nine = claim("9 trees", "9", exactly(9), noun="trees", at=A, offset=300)
    groups = [group("boats", [BOATS, again], "conflict"), group("tonnes", [TONS]), group("trees", [nine])]
    boats, tonnes, trees = rows(written(reconciliation([BOATS, again, TONS, nine], groups), tmp_path / "x.xlsx"), "groups")
    assert (boats["size_mean"], boats["size_cat"], boats["spread_ratio"]) == (18000, 4, 2.222)
    assert (tonnes["size_mean"], tonnes["size_cat"], tonnes["spread_ratio"]) == (1.5, None, None)
    assert (trees["size_mean"], trees["size_cat"], trees["spread_ratio"]) == (9, 1, 1)


def test_a_figure_has_its_line_and_column_and_what_its_unit_measures(tmp_path: Path) -> None:
    text = figures.Document("The harbour.\n\nIt holds 300 tonnes of rice and 45 boats.", id="a", language="en")
    write_workbook(run(figures.reconcile([text]), texts=[text]), tmp_path / "x.xlsx", language="en")
    told = rows(load_workbook(tmp_path / "x.xlsx"), "figures")
    assert [(row["path"], row["line"], row["column"], row["dimension"]) for row in told] == [
        ("a", 3, 10, "[mass]"),
        ("a", 3, 33, None),
    ]
    [found, *_] = rows(load_workbook(tmp_path / "x.xlsx"), "findings")
    assert found["positions"].startswith("a:3:10")


def test_a_run_has_an_identity(tmp_path: Path) -> None:
    from figures.reporting.workbook import run_id

    assert run_id(run(RESULT)) == run_id(run(reconciliation([BOATS, FIFTEEN, TONS], [FLEET], [CLASH, NOBODY])))
    assert run_id(run(RESULT)) != run_id(run(reconciliation([BOATS, FIFTEEN, TONS], [FLEET], [CLASH])))


def test_without_a_page_nothing_leads_to_one(tmp_path: Path) -> None:
    write_workbook(run(RESULT), tmp_path / "x.xlsx", language="en", command="figures report a", page=False)
    with zipfile.ZipFile(tmp_path / "x.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert not [name for name, part in parts.items() if b"report.html" in part]
    told = [row[0] for row in load_workbook(tmp_path / "x.xlsx")["README"].iter_rows(values_only=True)]
    assert "Command: figures report a" in told


def test_a_source_has_one_row_under_all_its_names(tmp_path: Path) -> None:
    by = [
        replace(said_by(name), identity="prefecture", country="FR") for name in ("la police", "la préfecture", "la police")
    ]
    claims = [
        claim(f"{n} trees", str(n), exactly(n), noun="trees", by=who, at=A) for n, who in zip((3, 4, 5), by, strict=True)
    ]
    told = rows(written(reconciliation([*claims, BOATS]), tmp_path / "x.xlsx"), "sources")
    assert [(row["source"], row["aliases"], row["n_claims"], row["n_documents"]) for row in told] == [
        ("la police", "la préfecture", 3, 1),
        ("le pilote", None, 1, 1),
    ]


def test_what_is_to_be_filled_in_has_lists_to_choose_from(tmp_path: Path) -> None:
    book = written(RESULT, tmp_path / "x.xlsx")
    chosen: dict[tuple[str, str], str] = {}
    for name in ("figures", "groups", "findings", "missed"):
        for rule in book[name].data_validations.dataValidation:
            [place] = rule.sqref.ranges
            chosen[name, str(book[name].cell(1, place.min_col).value)] = rule.formula1
    assert chosen["findings", "decision"] == '"accepted,dismissed,fixed"'
    assert chosen["figures", "decision"] == '"confirmed,misread,not_a_figure"'
    assert chosen["groups", "resolution_method"] == '"prioritised,range,deferred,pending,asked_source"'
    assert chosen["missed", "document_id"] == "documents!$A$2:$A$3"
    columns = TABLES | WORKBOOK_ONLY
    asked = {
        (sheet, column.name)
        for sheet, table in (("figures", "claims"), ("groups", "groups"), ("findings", "findings"), ("missed", "missed"))
        for column in columns[table]
        if column.asked and column.values
    }
    assert set(chosen) == asked | {("missed", "document_id")}


@pytest.mark.slow
def test_a_workbook_of_very_many_claims_is_written_in_time_and_memory(root: Path, tmp_path: Path) -> None:
    line = [sys.executable, "-m", "tests.benchmarks.large_workbook", "100000", str(tmp_path / "x.xlsx")]
    done = subprocess.run(line, check=True, capture_output=True, text=True, cwd=root)
    # Processor time: the machine may be busy with something else.
    told = json.loads(done.stdout)
    assert told["processor"] < 60
    assert told["megabytes"] < 400


def test_libreoffice_reads_it_as_it_was_written(tmp_path: Path) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip(reason="LibreOffice is not installed")
    path = tmp_path / "x.xlsx"
    written(RESULT, path)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    line = [office, profile, "--headless", "--convert-to", "fods", "--outdir", str(tmp_path), str(path)]
    subprocess.run(line, check=True, capture_output=True, timeout=180)
    sheet = (tmp_path / "x.fods").read_text(encoding="utf-8")
    assert re.findall(r'<table:table table:name="([^"]*)"', sheet) == SHEETS
    assert 'office:value-type="float" office:value="12000"' in sheet
    assert 'office:date-value="2024-03-05"' in sheet
    assert "<text:p>=1+1</text:p>" in sheet
    # It shows a truth value as the formula of its own making.
    assert set(re.findall(r'table:formula="([^"]*)"', sheet)) <= {"of:=TRUE()", "of:=FALSE()"}
