"""CSV opened by a real spreadsheet in French: numbers are numbers, accents are right, and no text becomes anything else.

LibreOffice opens the files as a person in France would, once recognising every number and date it can, which is what
Excel always does, and once plain numbers alone.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from figures.corpus import load
from figures.pipeline import reconcile
from figures.reporting import write_report
from figures.reporting.columns import Column, recorded
from figures.reporting.exchange import FR, csv_lines
from figures.reporting.guarding import guarded, unguarded
from figures.reporting.importing import read_csv
from figures.reporting.tables import Table
from tests.conftest import ROOT

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed (Debian: libreoffice-calc)")

#: The locale of the user, as a profile of LibreOffice tells it.
FRENCH = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>fr-FR</value></prop>
</item>
</oor:items>
"""
COLUMNS = (Column("text", required=True), Column("number", "number"), Column("whole", "integer"), Column("day", "date"))
#: Texts that every spreadsheet leaves alone.
PLAIN = ["été ; « ça » – œuvre", "a\nb", 'dit "oui"', "16 000 conteneurs", "n° 2", "c0123456789ab"]
#: Texts a spreadsheet would run, or make a day, a time or another number of.
TEXTS = [
    *PLAIN,
    *("22.5", "+12 %", "=1+1", "-3", "@SUM(A1)", "\t=1+1", '=HYPERLINK("http://x";"y")', "1/2", "3-4", "14:30"),
    *("40,000", "16 000", "90 %", "$5"),
    *("1e5", "007", "12 mars", "août", "12345678901234567", "'=1", "16\u202f000"),
]
NUMBERS = [22.5, -3, 0.667, 16000, 1.5e-05, 1000000.25]

Opened = list[list[tuple[str, Any]]]
Office = Callable[..., Path]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Open a CSV file in a French LibreOffice and save it in another form; returns the new file."""
    home = tmp_path_factory.mktemp("office")
    (home / "user").mkdir()
    (home / "user" / "registrymodifications.xcu").write_text(FRENCH, encoding="utf-8")

    def saved(path: Path, form: str, *, recognise: bool) -> Path:
        # Separator, quote, UTF-8, first line, no formats of columns, French, quoted numbers are numbers all the same.
        options = f"{ord(FR.separator)},34,76,1,,1036,false,{str(recognise).lower()},false"
        line = [str(OFFICE), f"-env:UserInstallation=file://{home}", "--headless", f"--infilter=CSV:{options}"]
        line += ["--convert-to", form, "--outdir", str(path.parent / "saved"), str(path)]
        subprocess.run(line, check=True, capture_output=True, timeout=180)
        return path.parent / "saved" / path.with_suffix(f".{form.partition(':')[0]}").name

    return saved


def cells(path: Path) -> Opened:
    """What sort of cell each is (`s` text, `n` number, `d` day, `f` formula), and what it holds."""
    rows = load_workbook(path).worksheets[0].iter_rows()
    return [[(cell.data_type, cell.value) for cell in row] for row in rows]


def written(path: Path, rows: list[dict[str, Any]]) -> Path:
    lines = csv_lines(Table("x", COLUMNS, rows, dict), FR)
    path.write_text("".join(lines), encoding="utf-8", newline="")
    return path


DAY = datetime(2024, 3, 5, tzinfo=UTC).replace(tzinfo=None)
ROWS: list[dict[str, Any]] = [
    {"text": text, "number": NUMBERS[place % len(NUMBERS)], "whole": place, "day": "2024-03-05"}
    for place, text in enumerate(TEXTS)
]


@pytest.mark.parametrize("recognise", [True, False])
def test_a_file_in_french_is_opened_as_it_was_meant(recognise: bool, office: Office, tmp_path: Path) -> None:
    header, *rows = cells(office(written(tmp_path / "x.csv", ROWS), "xlsx", recognise=recognise))
    assert [value for _, value in header] == [column.name for column in COLUMNS]
    assert len(rows) == len(ROWS)
    for row, meant in zip(rows, ROWS, strict=True):
        (sort, text), (_, number), (_, whole), (_, day) = row
        assert (sort, unguarded(text, month_language=FR.months)) == ("s", meant["text"])
        assert (number, whole, day) == (meant["number"], meant["whole"], DAY)


def test_without_an_apostrophe_the_texts_are_run_and_misread(office: Office, tmp_path: Path) -> None:
    """The apostrophes are there for a reason, and not for more than one: other texts have none."""
    (tmp_path / "x.csv").write_text("=1+1\r\n-3\r\n1/2\r\n14:30\r\n12 mars\r\n007\r\n40,000", encoding="utf-8-sig")
    sorts = [sort for [(sort, _)] in cells(office(tmp_path / "x.csv", "xlsx", recognise=True))]
    assert sorts == ["f", "n", "d", "d", "d", "n", "n"]
    assert [guarded(text, month_language="fr") for text in PLAIN] == PLAIN


def test_what_the_spreadsheet_saves_is_read_back(office: Office, tmp_path: Path) -> None:
    """As CSV in French once more, with every cell as it is and not as it is shown."""
    form = "csv:Text - txt - csv (StarCalc):59,34,76,1,,1036,false,false,false"
    saved = office(written(tmp_path / "x.csv", ROWS), form, recognise=False)
    with saved.open(encoding="utf-8-sig", newline="") as lines:
        assert read_csv(lines, COLUMNS) == ROWS


def test_the_tables_of_a_run_are_opened_cell_for_cell(office: Office, tmp_path: Path) -> None:
    corpus = load([ROOT / "seeds" / "foule"])
    result = reconcile(corpus.documents, language="fr")
    write_report(result, tmp_path, formats=["csv"], dialect=FR)
    header, *rows = cells(office(tmp_path / "claims.csv", "xlsx", recognise=True))
    names = [value for _, value in header]
    meant = [claim.record() for claim in result.claims]
    assert len(rows) == len(meant) > 5
    columns = recorded("claims")
    for row, record in zip(rows, meant, strict=True):
        for (sort, value), column in zip(row, columns, strict=True):
            said = record[names[columns.index(column)]]
            if column.type in ("number", "integer") and said is not None:
                assert (sort, value) == ("n", pytest.approx(said)), column.name
            elif column.name in ("exact", "sentence", "prefix", "suffix", "publisher", "noun") and said:
                assert unguarded(str(value), month_language=FR.months) == said, column.name
                assert sort == "s" or str(said).isdigit(), column.name
