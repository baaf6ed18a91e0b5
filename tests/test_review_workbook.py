"""Decisions out of the workbook: whatever was decided comes back as it was, what is no decision is named with its cell."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

import figures
from figures.model import Correction, Decision
from figures.reconciling.evidence import evidence_of, reading_of
from figures.reporting.belongings import run
from figures.reporting.decided import IDS_IN_A_CELL
from figures.reporting.returned import Returned, read_workbook
from figures.reporting.workbook import write_workbook
from figures.reviewing import LedgerError, unite
from tests.decision_builder import decisions

TEXTS = [
    figures.Document("Selon la police, 2 000 personnes ont défilé à Lyon.", id="a", language="fr", published="2025-05-01"),
    figures.Document(
        "Selon la CGT, 9 000 personnes ont défilé à Lyon. Une foule a suivi.", id="b", language="fr", published="2025-05-01"
    ),
    figures.Document("The pilot counted 40 barges in Tolm.", id="c", language="en", published="2025-05-01"),
    figures.Document("The mayor counted 70 barges in Orvault.", id="d", language="en", published="2025-05-01"),
]
RUN = figures.reconcile(TEXTS)
CLAIMS = {claim.exact: claim for claim in RUN.claims}
CLASH = next(finding for finding in RUN.findings if finding.kind == "conflict")
CROWD, *BARGES = sorted(RUN.groups, key=lambda group: -len(group.claim_ids))
BARGES.sort(key=lambda group: group.low or 0)

#: What is decided of, id, fingerprint, claims, kind of a finding: everything in the run.
TARGETS = [
    *(("claim", claim.claim_id, reading_of(claim), (), None) for claim in RUN.claims),
    *(
        ("group", group.group_id, evidence_of(map(RUN.claim, group.claim_ids)), tuple(sorted(group.claim_ids)), None)
        for group in RUN.groups
    ),
    *(
        ("finding", f.finding_id, evidence_of(map(RUN.claim, f.claim_ids)), tuple(sorted(f.claim_ids)), f.kind)
        for f in RUN.findings
    ),
]
SAID = {target[1]: target for target in TARGETS}


def book_of(path: Path, *given_: Decision) -> Path:
    """The workbook of a run that knows of these decisions."""
    write_workbook(run(figures.reconcile(TEXTS, decisions=given_)), path, language="en")
    return path


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(given_=st.lists(decisions(TARGETS), max_size=6))
def test_decisions_come_back_from_a_workbook_as_they_went_in(
    given_: list[Decision], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = book_of(tmp_path_factory.mktemp("book") / "x.xlsx", *given_)
    back = read_workbook(path)
    assert set(back.decisions) == set(given_)
    assert back.shown == {decision.decision_id for decision in given_}
    assert set(unite(given_, back.decisions, back.shown).decisions) == set(given_)


def test_a_decision_on_more_figures_than_a_cell_holds_comes_back(tmp_path: Path) -> None:
    many = tuple(f"c{n:012x}" for n in range(2 * IDS_IN_A_CELL + 7))
    both = [Decision("merged", "g1", many, "e1"), Decision("split", "g2", many, split_off=many[:2000], rationale="so")]
    assert set(read_workbook(book_of(tmp_path / "x.xlsx", *both)).decisions) == set(both)


# --- Filled in by hand ------------------------------------------------------------------------------------------------

Cells = dict[tuple[str, str, str], Any]


def place(sheet: Worksheet, row_id: str, column: str) -> Any:
    head = [cell.value for cell in sheet[1]]
    first = [cell.value for cell in sheet["A"]]
    return sheet.cell(first.index(row_id) + 1, head.index(column) + 1)


def filled(path: Path, cells: Cells) -> Path:
    """The workbook with some cells filled in and saved by openpyxl; a row of `missed` goes by its number."""
    book = load_workbook(path)
    for (sheet, row_id, column), value in cells.items():
        if sheet == "missed":
            head = [cell.value for cell in book[sheet][1]]
            book[sheet].cell(int(row_id), head.index(column) + 1).value = value
        else:
            place(book[sheet], row_id, column).value = value
    book.save(path)
    return path


def on(row_id: str, word: str, **rest: Any) -> Decision:
    _, target_id, fingerprint, claim_ids, kind = SAID[row_id]
    return Decision(word, target_id, claim_ids, fingerprint, kind, **rest)


F, G, C = CLASH.finding_id, CROWD.group_id, CLAIMS["9 000"].claim_id
FORTY, SEVENTY = (group.claim_ids[0] for group in BARGES)
BOTH = evidence_of(map(RUN.claim, (FORTY, SEVENTY)))

FILLED: dict[str, tuple[Cells, Decision]] = {
    "a finding is dismissed": (
        {("findings", F, "decision"): " Dismissed ", ("findings", F, "rationale"): "two counts"},
        on(F, "dismissed", rationale="two counts"),
    ),
    "signed and dated": (
        {
            ("findings", F, "decision"): "fixed",
            ("findings", F, "coder"): 12,
            ("findings", F, "decided_on"): datetime(2025, 5, 2),  # noqa: DTZ001 a cell has no zone
        },
        on(F, "fixed", coder="12", decided_on=datetime(2025, 5, 2).date()),  # noqa: DTZ001
    ),
    "a value is chosen": (
        {("groups", G, "chosen_value"): 8000.0, ("groups", G, "resolution_method"): "range"},
        on(G, "resolved", chosen_value=Decimal(8000), resolution_method="range"),
    ),
    "a number typed as text": (
        {("groups", G, "chosen_value"): "8000.5"},
        on(G, "resolved", chosen_value=Decimal("8000.5")),
    ),
    "a figure is corrected": (
        {("figures", C, "corrected_value"): 9500, ("figures", C, "corrected_noun"): "soldats"},
        on(C, "misread", correction=Correction(value=Decimal(9500), noun="soldats")),
    ),
    "a source is judged": (
        {("figures", C, "corrected_reliability"): "B", ("figures", C, "corrected_credibility"): 2},
        on(C, "confirmed", correction=Correction(reliability="B", credibility=2)),
    ),
    "no figure": ({("figures", C, "decision"): "not_a_figure"}, on(C, "not_a_figure")),
    "a figure was missed": (
        {("missed", "2", "document_id"): "b", ("missed", "2", "exact"): "foule", ("missed", "2", "low"): 1000},
        Decision("missed", "b", exact="foule", correction=Correction(low=Decimal(1000))),
    ),
    "questions are one": (
        {("groups", BARGES[0].group_id, "merge_with"): f" {BARGES[1].group_id};"},
        Decision("merged", BARGES[0].group_id, (FORTY, SEVENTY), BOTH),
    ),
    "a figure leaves": (
        {("groups", G, "split_off"): CLAIMS["2 000"].claim_id},
        on(G, "split", split_off=(CLAIMS["2 000"].claim_id,)),
    ),
}


@pytest.mark.parametrize("told", FILLED)
def test_what_is_filled_in_is_a_decision(told: str, tmp_path: Path) -> None:
    cells, decision = FILLED[told]
    back = read_workbook(filled(book_of(tmp_path / "x.xlsx"), cells))
    assert back == Returned((decision,), frozenset())
    [again] = figures.reconcile(TEXTS, decisions=back.decisions).decisions
    assert again.standing == "applied"


def test_a_value_chosen_beside_a_merger_is_chosen_for_the_whole(tmp_path: Path) -> None:
    first = BARGES[0].group_id
    cells: Cells = {("groups", first, "merge_with"): BARGES[1].group_id, ("groups", first, "chosen_value"): 55}
    back = read_workbook(filled(book_of(tmp_path / "x.xlsx"), cells)).decisions
    result = figures.reconcile(TEXTS, decisions=back)
    assert {each.standing for each in result.decisions} == {"applied"}
    [group] = [group for group in result.groups if FORTY in group.claim_ids]
    assert (group.chosen_value, len(group.claim_ids)) == (55, 2)


def test_a_coder_may_be_named_for_all_rows_that_nobody_signed(tmp_path: Path) -> None:
    cells: Cells = {
        ("findings", F, "decision"): "fixed",
        ("figures", C, "decision"): "confirmed",
        ("figures", C, "coder"): "B",
    }
    back = read_workbook(filled(book_of(tmp_path / "x.xlsx"), cells), coder="A")
    assert {decision.coder for decision in back.decisions} == {"A", "B"}


def test_what_nobody_signed_before_is_not_signed_by_another(tmp_path: Path) -> None:
    before = on(F, "fixed")
    path = filled(book_of(tmp_path / "x.xlsx", before), {("figures", C, "decision"): "confirmed"})
    assert set(read_workbook(path, coder="A").decisions) == {before, on(C, "confirmed", coder="A")}


def test_a_decision_in_a_row_on_which_coders_differ_settles_it(tmp_path: Path) -> None:
    ada, ben = on(F, "accepted", coder="Ada"), on(F, "dismissed", coder="Ben")
    path = book_of(tmp_path / "x.xlsx", ada, ben)
    assert place(load_workbook(path)["findings"], F, "earlier_decisions").value == (
        "unsettled: accepted (Ada); unsettled: dismissed (Ben)"
    )
    back = read_workbook(filled(path, {("findings", F, "decision"): "dismissed", ("findings", F, "coder"): "both"}))
    settled = on(F, "dismissed", coder="both", settles=True)
    assert set(back.decisions) == {ada, ben, settled}
    path = book_of(path, *back.decisions)
    assert place(load_workbook(path)["findings"], F, "decision").value == "dismissed"
    assert set(read_workbook(path).decisions) == set(back.decisions)


def test_a_stale_decision_stands_in_the_list_until_it_is_taken_anew(tmp_path: Path) -> None:
    old = replace(on(F, "dismissed", coder="Ada"), fingerprint="e0")
    path = book_of(tmp_path / "x.xlsx", old)
    sheet = load_workbook(path)["findings"]
    assert (place(sheet, F, "decision").value, place(sheet, F, "state").value) == (None, "open")
    assert place(sheet, F, "earlier_decisions").value == "stale: dismissed (Ada)"
    back = read_workbook(filled(path, {("findings", F, "decision"): "dismissed", ("findings", F, "coder"): "Ada"}))
    assert {each.standing for each in figures.reconcile(TEXTS, decisions=back.decisions).decisions} == {"stale", "applied"}


def test_a_row_that_is_emptied_withdraws_its_decision(tmp_path: Path) -> None:
    ada, other = on(F, "accepted", coder="Ada"), on(C, "confirmed", coder="Ben")
    path = book_of(tmp_path / "x.xlsx", ada)
    back = read_workbook(filled(path, {("findings", F, "decision"): None, ("findings", F, "coder"): None}))
    assert back.decisions == ()
    taken = unite([ada, other], back.decisions, back.shown)
    assert (taken.decisions, taken.withdrawn, taken.kept) == ((other,), (ada,), 1)


GONE, HERE = Decision("fixed", "f0", coder="Ada"), on(F, "accepted", coder="Ada")
MISSED = Decision("missed", "b", exact="Une foule", correction=Correction(value=Decimal(60)))


def delete(path: Path, sheet: str, row_id: str) -> Path:
    book = load_workbook(path)
    [row] = [number for number, cells in enumerate(book[sheet].iter_rows(values_only=True), 1) if row_id in cells]
    book[sheet].delete_rows(row)
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("sheet", "row_id"),
    [("decisions", GONE.decision_id), ("findings", F), ("missed", MISSED.decision_id), ("decisions", HERE.decision_id)],
)
def test_a_row_that_is_gone_withdraws_nothing(sheet: str, row_id: str, tmp_path: Path) -> None:
    before = [GONE, HERE, MISSED]
    back = read_workbook(delete(book_of(tmp_path / "x.xlsx", *before), sheet, row_id))
    taken = unite(before, back.decisions, back.shown)
    assert set(taken.decisions) == set(before)
    assert taken.withdrawn == ()


def test_a_decision_of_the_list_is_withdrawn_by_its_emptied_cell(tmp_path: Path) -> None:
    path = book_of(tmp_path / "x.xlsx", GONE, HERE, MISSED)
    back = read_workbook(filled(path, {("decisions", GONE.decision_id, "decision"): None}))
    assert unite([GONE, HERE, MISSED], back.decisions, back.shown).withdrawn == (GONE,)


def test_a_missed_figure_is_withdrawn_by_its_emptied_cells(tmp_path: Path) -> None:
    path = book_of(tmp_path / "x.xlsx", GONE, MISSED)
    back = read_workbook(filled(path, {("missed", "2", column): None for column in ("document_id", "exact", "value")}))
    assert unite([GONE, MISSED], back.decisions, back.shown).withdrawn == (MISSED,)


LOST = [
    *[("findings", "finding_id"), ("findings", "decision"), ("groups", "group_id"), ("groups", "chosen_value")],
    *[("figures", "claim_id"), ("figures", "corrected_value"), ("missed", "exact"), ("decisions", "target_id")],
]


@pytest.mark.parametrize(("sheet", "column"), LOST)
def test_a_sheet_that_lacks_a_column_is_refused(sheet: str, column: str, tmp_path: Path) -> None:
    path = book_of(tmp_path / "x.xlsx", HERE)
    book = load_workbook(path)
    book[sheet].delete_cols([cell.value for cell in book[sheet][1]].index(column) + 1)
    book.save(path)
    with pytest.raises(LedgerError) as error:
        read_workbook(path)
    assert error.value.problems == (f"x.xlsx: {sheet}, row 1: the header lacks {column}",)


TO_NOTHING: list[tuple[Cells, str]] = [
    ({("figures", C, "decision"): "misread"}, r"figures, row \d+: misread: no corrected_ column"),
    (
        {("missed", "2", "document_id"): "z", ("missed", "2", "exact"): "12"},
        "missed, row 2: missed: there is no document 'z'",
    ),
]


@pytest.mark.parametrize(("cells", "told"), TO_NOTHING)
def test_what_can_come_to_nothing_is_named_with_its_row(cells: Cells, told: str, tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=told):
        read_workbook(filled(book_of(tmp_path / "x.xlsx"), cells))


def test_what_the_workbook_was_written_with_is_taken_back_whatever_it_says(tmp_path: Path) -> None:
    before = [on(C, "misread"), Decision("missed", "z", exact="12")]
    assert set(read_workbook(book_of(tmp_path / "x.xlsx", *before)).decisions) == set(before)


def test_a_sheet_that_lost_its_header_is_refused(tmp_path: Path) -> None:
    path = book_of(tmp_path / "x.xlsx", HERE)
    book = load_workbook(path)
    book["findings"].delete_rows(1)
    book.save(path)
    with pytest.raises(LedgerError, match=r"findings, row 1: the header lacks finding_id, decision"):
        read_workbook(path)


def test_the_list_can_be_edited_where_it_says_so(tmp_path: Path) -> None:
    gone, here = Decision("fixed", "f0", coder="Ada"), on(F, "accepted", coder="Ada")
    path = book_of(tmp_path / "x.xlsx", gone, here)
    back = read_workbook(filled(path, {("decisions", gone.decision_id, "rationale"): "typo"}))
    assert set(back.decisions) == {here, replace(gone, rationale="typo")}
    assert unite([gone, here], back.decisions, back.shown).decisions == tuple(
        sorted(back.decisions, key=lambda decision: decision.target_id)
    )
    with pytest.raises(LedgerError, match="this decision stands in the sheet findings; change it there"):
        read_workbook(filled(path, {("decisions", here.decision_id, "rationale"): "typo"}))


MISTAKES: dict[str, tuple[Cells, str]] = {
    "a word that is none": (
        {("findings", F, "decision"): "acepted"},
        "findings, row 2: decision 'acepted' is none of accepted",
    ),
    "a word of another sheet": ({("findings", F, "decision"): "misread"}, "is none of accepted, dismissed, fixed"),
    "a reason alone": ({("groups", G, "rationale"): "hm"}, "a rationale without a decision"),
    "a number that is none": ({("groups", G, "chosen_value"): "12 000"}, "chosen_value must be a number such as 12000"),
    "a method that is none": ({("groups", G, "resolution_method"): "vote"}, "resolution_method 'vote' is none of"),
    "a group that is none": ({("groups", G, "merge_with"): "g0"}, "there is no group 'g0'"),
    "itself": ({("groups", G, "merge_with"): G}, "this is the group itself"),
    "a figure of another group": ({("groups", G, "split_off"): FORTY}, "there is no figure .* in this group"),
    "all of it": ({("groups", G, "split_off"): "; ".join(CROWD.claim_ids)}, "no figure would stay"),
    "too much": ({("figures", C, "corrected_value"): 1, ("figures", C, "corrected_low"): 1}, "a value stands without"),
    "no words": ({("missed", "5", "document_id"): "b", ("missed", "5", "value"): 1}, "missed, row 5: .*needs exact"),
    "no document": ({("missed", "5", "exact"): "foule"}, "missed, row 5: document_id is empty"),
    "no day": ({("findings", F, "decision"): "fixed", ("findings", F, "decided_on"): "in May"}, "an ISO date"),
    "half a grade": ({("figures", C, "corrected_credibility"): 1.5}, "credibility must be a whole number"),
}


@pytest.mark.parametrize("told", MISTAKES)
def test_a_mistake_is_named_with_its_place(told: str, tmp_path: Path) -> None:
    cells, problem = MISTAKES[told]
    with pytest.raises(LedgerError, match=problem):
        read_workbook(filled(book_of(tmp_path / "x.xlsx"), cells))


def test_every_mistake_is_named_at_once(tmp_path: Path) -> None:
    cells = {
        key: value
        for name in ("a word that is none", "a reason alone", "no document")
        for key, value in MISTAKES[name][0].items()
    }
    with pytest.raises(LedgerError) as caught:
        read_workbook(filled(book_of(tmp_path / "x.xlsx"), cells))
    assert len(caught.value.problems) == 3


def test_another_file_is_refused(tmp_path: Path) -> None:
    text = tmp_path / "x.xlsx"
    text.write_text("no workbook")
    with pytest.raises(LedgerError, match=r"x\.xlsx is no workbook"):
        read_workbook(text)
    other = load_workbook(book_of(tmp_path / "y.xlsx"))
    other.remove(other["missed"])
    other.save(tmp_path / "y.xlsx")
    with pytest.raises(LedgerError, match="has not all of its sheets"):
        read_workbook(tmp_path / "y.xlsx")


def test_a_table_in_two_sheets_comes_back(tmp_path: Path) -> None:
    given_ = [on(CLAIMS[exact].claim_id, "confirmed", coder="A") for exact in ("2 000", "9 000", "40")]
    result = figures.reconcile(TEXTS, decisions=given_)
    write_workbook(run(result), tmp_path / "x.xlsx", language="en", most_rows=2)
    assert "figures 2" in load_workbook(tmp_path / "x.xlsx").sheetnames
    assert set(read_workbook(tmp_path / "x.xlsx").decisions) == set(given_)


def converted(path: Path, office: str) -> Path:
    """The workbook as LibreOffice saves it."""
    out = path.parent / "saved"
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    line = [office, profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), str(path)]
    subprocess.run(line, check=True, capture_output=True, timeout=180)
    return out / path.name


def test_decisions_come_back_from_a_workbook_that_libreoffice_saved(tmp_path: Path) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip(reason="LibreOffice is not installed")
    given_ = [
        on(F, "dismissed", coder="=Ada", rationale="+12 %; \u202fune\nligne é"),
        on(C, "misread", correction=Correction(low=Decimal("1.5"), noun="=1+1", reliability="A", credibility=3)),
        Decision("missed", "b", exact="16 000", sentence="'=1", correction=Correction(value=Decimal(16000))),
        Decision("resolved", "g0", chosen_value=Decimal("0.1234567890123456789"), settles=True),
    ]
    path = book_of(tmp_path / "x.xlsx", *given_)
    saved = converted(path, office)
    assert read_workbook(saved).decisions == read_workbook(path).decisions
    assert set(read_workbook(saved).decisions) == set(given_)
