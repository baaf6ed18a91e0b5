"""One run, many outputs: a finding has the same id and the same words in every one of them, in French and in English."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from figures.corpus import load
from figures.model import Reconciliation
from figures.pipeline import reconcile
from figures.reporting import FORMATS, write_report
from figures.reporting.exchange import DIALECTS
from figures.reporting.importing import read_table
from figures.reporting.sarif import FINGERPRINT
from figures.wording import languages
from tests.conftest import ROOT

Told = set[tuple[str, str]]
Reader = Callable[[Path, Reconciliation], Told]


def in_table(name: str) -> Reader:
    def read(folder: Path, _result: Reconciliation) -> Told:
        return {(str(row["finding_id"]), str(row["message"])) for row in read_table(folder / name).rows()}

    return read


def in_workbook(folder: Path, _result: Reconciliation) -> Told:
    header, *rows = load_workbook(folder / "figures.xlsx", read_only=True)["findings"].iter_rows(values_only=True)
    places = [header.index(name) for name in ("finding_id", "message")]
    return {(str(row[places[0]]), str(row[places[1]])) for row in rows}


def in_sarif(folder: Path, _result: Reconciliation) -> Told:
    [log] = json.loads((folder / "figures.sarif").read_text(encoding="utf-8"))["runs"]
    return {(result["partialFingerprints"][FINGERPRINT], result["message"]["text"]) for result in log["results"]}


def plain(page: str) -> str:
    """The words of a page of Markdown or HTML, blanks as one and without the marks of either."""
    words = html.unescape(re.sub(r"<[^>]*>|\\(?=[!-/:-@\[-`{-~])", "", page))
    return " ".join(words.split())


def on_page(name: str) -> Reader:
    """The findings whose id and whole message a page shows."""

    def read(folder: Path, result: Reconciliation) -> Told:
        page = (folder / name).read_text(encoding="utf-8")
        words = plain(page)
        return {
            (finding.finding_id, finding.message)
            for finding in result.findings
            if finding.finding_id in page and " ".join(finding.message.split()) in words
        }

    return read


#: How each output is read. What tells of claims alone and of no finding stands below.
READERS: dict[str, Reader] = {
    "figures.xlsx": in_workbook,
    "findings.csv": in_table("findings.csv"),
    "findings.jsonl": in_table("findings.jsonl"),
    "figures.sarif": in_sarif,
    "report.md": on_page("report.md"),
    "report.html": on_page("report.html"),
}
#: The formats that hold no findings.
OF_CLAIMS = {"annotations", "schema-org"}


def test_every_format_is_read_here_or_holds_no_findings() -> None:
    assert {name for name, files in FORMATS.items() if not READERS.keys() & set(files)} == OF_CLAIMS


@pytest.fixture(scope="module", params=[(language, name) for language in languages() for name in DIALECTS])
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Reconciliation]:
    """A report on the seeds in every format, in one language and one dialect, and what it is of."""
    language, dialect = request.param
    corpus = load([ROOT / "seeds" / name for name in ("koursk", "livraisons", "foule")])
    result = reconcile(corpus.documents, language=language)
    folder = tmp_path_factory.mktemp("outputs")
    write_report(
        result, folder, sources=corpus.sources, documents=corpus.documents, formats=FORMATS, dialect=DIALECTS[dialect]
    )
    return folder, result


@pytest.mark.parametrize("name", READERS)
def test_a_finding_has_one_id_and_one_text(run: tuple[Path, Reconciliation], name: str) -> None:
    folder, result = run
    told = {(finding.finding_id, finding.message) for finding in result.findings}
    assert len(told) == len(result.findings) > 20
    assert READERS[name](folder, result) == told


@pytest.mark.parametrize("name", [name for name in FORMATS["jsonl"] if name.endswith(".jsonl")])
def test_csv_holds_the_rows_of_the_json_lines(run: tuple[Path, Reconciliation], name: str) -> None:
    lines = read_table(run[0] / name)
    assert list(read_table(run[0] / name.replace(".jsonl", ".csv")).rows()) == list(lines.rows())
