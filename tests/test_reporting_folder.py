"""The folder of a report: every file whole or not at all, equal bytes for equal runs, the same findings in all."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from figures.model import Document
from figures.reporting import ALL_FILES, FILES, FOLDER, FORMATS, write_report
from figures.reporting.exchange import DIALECTS
from figures.reporting.importing import read_table
from figures.wording import languages
from tests.claim_builder import (
    about,
    at_least,
    claim,
    exactly,
    finding,
    group,
    origin,
    reconciliation,
    refusal,
    said_by,
)

WIRE = origin("wire", "en", publisher="Coast Wire", published="2024-02-26")
QUAI = origin("quai", "fr", publisher="Le Quai", published="2024-02-26")
SILOS = claim("The port counted about 6,700 silos.", "6,700", about(6700), noun="silos", by=said_by("The port"), at=WIRE)
MORE = claim("Selon le maire, plus de 10 000 silos.", "10 000", at_least(10000, bound=">"), noun="silos", at=QUAI)
FULL = group("silos", [SILOS, MORE], "conflict")
FOUND = [
    finding("conflict", "error", [SILOS, MORE], "About 6,700 | more than 10,000.", workings="a\nb", of=FULL),
    finding("unsourced", "warning", [MORE], "=Nobody says so."),
]
RESULT = reconciliation([SILOS, MORE], [FULL], FOUND, [refusal("Le 26 février.", "26 février", "date", QUAI)])


@pytest.mark.parametrize("language", languages())
def test_every_file_is_written_and_its_path_returned(language: str, tmp_path: Path) -> None:
    written = write_report(RESULT, tmp_path / "a" / "b", language=language)
    assert written == [tmp_path / "a" / "b" / name for name in FILES]
    assert sorted(path.name for path in (tmp_path / "a" / "b").iterdir()) == sorted([*FILES, FOLDER])
    assert [path.name for path in written if not path.stat().st_size] == ["possible.jsonl", "skipped.jsonl"]


def test_a_conflict_has_its_picture_in_a_folder_of_its_own(tmp_path: Path) -> None:
    write_report(RESULT, tmp_path)
    [picture] = (tmp_path / FOLDER).iterdir()
    assert picture.name == f"{FOUND[0].finding_id}.svg"
    assert f"]({FOLDER}/{picture.name})" in (tmp_path / "report.md").read_text(encoding="utf-8")


def test_pictures_of_an_earlier_run_go_and_those_of_others_stay(tmp_path: Path) -> None:
    write_report(RESULT, tmp_path)
    (tmp_path / FOLDER / "mine.svg").write_text("mine", encoding="utf-8")
    write_report(reconciliation([]), tmp_path)
    assert [path.name for path in (tmp_path / FOLDER).iterdir()] == ["mine.svg"]


def test_the_lines_are_the_records(tmp_path: Path) -> None:
    write_report(RESULT, tmp_path)
    for name, items in (("claims", RESULT.claims), ("groups", RESULT.groups), ("findings", RESULT.findings)):
        lines = (tmp_path / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        assert [json.loads(line) for line in lines] == [item.record() for item in items]


def test_two_runs_make_the_same_bytes(tmp_path: Path) -> None:
    read = [Document(SILOS.sentence, id="wire")]
    for name in ("one", "two"):
        write_report(RESULT, tmp_path / name, language="fr", documents=read, formats=FORMATS)
    one, two = ([path.read_bytes() for path in sorted((tmp_path / name).rglob("*.*"))] for name in ("one", "two"))
    assert one == two
    assert len(one) == len(ALL_FILES) + 1


#: Words that a form may stumble over: half a surrogate pair, a NUL, line ends of other alphabets, markup, quotes.
NASTY = "A \ud800 B \x00 C \u2028 D \x85 </script> `|` \"E\" 'F' \r G \\ud800 counted 45 silos."


@pytest.mark.parametrize("dialect", DIALECTS)
def test_any_text_goes_into_every_form_and_comes_back(dialect: str, tmp_path: Path) -> None:
    one = claim(NASTY, "45", at_least(45), noun="silos", by=said_by(NASTY), at=origin(NASTY, "en", title=NASTY, url=NASTY))
    found = finding("unsourced", "warning", [one], NASTY)
    result = reconciliation([one], [group(NASTY, [one])], [found])
    write_report(result, tmp_path, formats=FORMATS, dialect=DIALECTS[dialect], documents=[Document(NASTY, id=NASTY)])
    for name, item in (("claims", one), ("findings", found), ("groups", result.groups[0])):
        for form in ("csv", "jsonl"):
            assert list(read_table(tmp_path / f"{name}.{form}").rows()) == [item.record()]
    for name in ("figures.sarif", "annotations.jsonld", "claims.jsonld", "datapackage.json"):
        assert json.loads((tmp_path / name).read_text(encoding="utf-8"))
    [log] = json.loads((tmp_path / "figures.sarif").read_text(encoding="utf-8"))["runs"]
    assert log["results"][0]["message"]["text"] == NASTY


def test_only_the_formats_asked_for_are_written_beside_those_that_always_are(tmp_path: Path) -> None:
    written = write_report(RESULT, tmp_path, formats=["csv"])
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*(path.name for path in written), FOLDER])
    assert {"claims.csv", "claims.jsonl", "report.md"} <= {path.name for path in written}
    assert "figures.xlsx" not in (tmp_path / "report.md").read_text(encoding="utf-8")


def test_an_unknown_format_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no format 'odt'; there are xlsx"):
        write_report(RESULT, tmp_path / "out", formats=["odt"])
    assert list(tmp_path.iterdir()) == []


def test_a_run_leaves_no_form_of_an_earlier_run_behind(tmp_path: Path) -> None:
    write_report(RESULT, tmp_path, formats=FORMATS)
    written = write_report(RESULT, tmp_path, formats=["csv"])
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*(path.name for path in written), FOLDER])


def test_a_file_of_somebody_else_is_not_taken_for_one_of_an_earlier_run(tmp_path: Path) -> None:
    (tmp_path / "figures.xlsx").write_text("mine", encoding="utf-8")
    write_report(RESULT, tmp_path, formats=["csv"])
    assert (tmp_path / "figures.xlsx").read_text(encoding="utf-8") == "mine"


def test_a_second_run_replaces_the_first_and_leaves_other_files_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    write_report(RESULT, tmp_path)
    write_report(reconciliation([]), tmp_path)
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "claims.jsonl").read_bytes() == b""
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*FILES, "notes.txt"])


def test_the_language_is_that_of_the_run_unless_said(tmp_path: Path) -> None:
    write_report(reconciliation([], language="fr"), tmp_path)
    assert '## <a id="summary"></a>Résumé' in (tmp_path / "report.md").read_text(encoding="utf-8")


def test_a_language_without_words_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no wording for language 'de'; there are: en, fr"):
        write_report(RESULT, tmp_path / "out", language="de")
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_a_file_is_refused_and_the_file_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError):
        write_report(RESULT, tmp_path / "out")
    assert (tmp_path / "out").read_text(encoding="utf-8") == "mine"


def test_a_file_that_cannot_be_written_leaves_no_half_file_behind(tmp_path: Path) -> None:
    (tmp_path / "report.md").mkdir()
    with pytest.raises(OSError, match="report"):
        write_report(RESULT, tmp_path)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_texts_that_utf8_has_no_bytes_for_are_written_as_their_escape(tmp_path: Path) -> None:
    half = claim("Half \ud83d of 45 trees.", "45", exactly(45), noun="trees", at=origin("x", "en", title="\udc80"))
    write_report(reconciliation([half]), tmp_path)
    [line] = (tmp_path / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["sentence"] == half.sentence
    assert "\\ud83d of" in (tmp_path / "claims.csv").read_text(encoding="utf-8")
    assert "\\ud83d of" in (tmp_path / "report.md").read_text(encoding="utf-8")


@pytest.mark.skipif(os.name == "nt", reason="rights are a matter of POSIX systems")
def test_files_have_the_rights_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    written = write_report(RESULT, tmp_path / "out")
    assert {path.stat().st_mode for path in written} == {(tmp_path / "plain").stat().st_mode}
