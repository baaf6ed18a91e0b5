"""CSV in both dialects and JSON Lines: what is read back is what was written, and no spreadsheet runs or misreads a text."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from figures.reporting.columns import Column, recorded
from figures.reporting.exchange import DIALECTS, FR, ISO, Dialect, csv_lines, json_lines
from figures.reporting.guarding import guarded, unguarded
from figures.reporting.importing import read_csv, read_json_lines, read_table
from figures.reporting.tables import Table

every_dialect = pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS)

COLUMNS = (
    Column("text"),
    Column("words", required=True),
    Column("number", "number"),
    Column("offset", "integer"),
    Column("true", "boolean"),
    Column("day", "date"),
    Column("list", "ids", required=True),
    Column("bound", values=("=", "≥"), required=True),
)

#: Texts that a spreadsheet runs or misreads, that a CSV file cannot hold, or that look like what stands for such a one.
NASTY = [
    *("=1+1", "+12 %", "-3", "@SUM(A1)", "\t=1", "\r", " =1", "＝1", "'=1", "''=1", "'", "''", "'tis", ""),
    *("22.5", "'22.5", "3-4", "14:30", "1e5", "007", "1er mai", "26 février 2024", "mai", "12345678901234567"),
    *("40,000", "16 000", "'16", " 16", "16 "),
    *("a;b", "a,b", 'a "b"', '"', "a\r\nb", "\n", " x ", "\ufeff", "\x85", "\u2028", "true", "null"),
    *("\x00", "\\u0000", "\\\\u0000", "\\\x00", "\ud800", "\\ud800", "\\\\\ud800", "\udfffd800", "\\u00e9", "C:\\udc00"),
]
#: Any text at all, half a surrogate pair too; two halves that make a pair are the character, as in JSON.
TEXTS = st.text(st.characters(), max_size=30).map(
    lambda text: text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
)
ANY = TEXTS | st.sampled_from(NASTY)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "text": st.none() | ANY,
            "words": ANY,
            "number": st.none() | st.integers() | st.floats(allow_nan=False, allow_infinity=False),
            "offset": st.none() | st.integers(),
            "true": st.none() | st.booleans(),
            "day": st.none() | st.dates().map(str),
            "list": st.lists(st.from_regex(r"c[0-9a-f]{12}", fullmatch=True), max_size=3),
            "bound": st.sampled_from(["=", "≥"]),
        }
    ),
    max_size=5,
)


def rows_of(**cells: Any) -> list[dict[str, Any]]:
    empty: dict[str, Any] = dict.fromkeys(column.name for column in COLUMNS)
    return [{**empty, "words": "", "list": [], "bound": "=", **cells}]


def table(rows: list[dict[str, Any]]) -> Table:
    return Table("x", COLUMNS, rows, dict)


@every_dialect
@given(rows=ROWS)
@example(rows=rows_of(text="\\\x00", words="'"))
@example(rows=rows_of(number=22.5, list=["c0123456789ab", "c0123456789ac"]))
def test_csv_reads_back_as_it_was_written(dialect: Dialect, rows: list[dict[str, Any]]) -> None:
    written = "".join(csv_lines(table(rows), dialect))
    assert read_csv(io.StringIO(written, newline=""), COLUMNS, dialect) == rows


@every_dialect
@given(rows=ROWS)
def test_a_csv_file_is_utf_8_without_nul_and_its_dialect_is_known_by_its_header(
    dialect: Dialect, rows: list[dict[str, Any]]
) -> None:
    written = "".join(csv_lines(table(rows), dialect))
    assert b"\x00" not in written.encode("utf-8")
    assert read_csv(io.StringIO(written, newline=""), COLUMNS) == rows


@every_dialect
@given(rows=ROWS)
def test_no_text_in_csv_begins_as_a_formula_does(dialect: Dialect, rows: list[dict[str, Any]]) -> None:
    written = "".join(csv_lines(table(rows), dialect)).removeprefix(dialect.mark)
    for row in list(csv.reader(io.StringIO(written, newline=""), delimiter=dialect.separator))[1:]:
        assert not any(re.match(r"\s*[-=+@\t\r\n＝＋－＠]", cell) for cell in row[:2])


@given(rows=ROWS)
def test_json_lines_read_back_as_they_were_written_and_are_one_line_each(rows: list[dict[str, Any]]) -> None:
    lines = list(json_lines(table(rows)))
    assert read_json_lines(lines, COLUMNS) == rows
    assert all(len(line.splitlines()) == 1 and line.endswith("\n") for line in lines)
    assert all(list(json.loads(line)) == [column.name for column in COLUMNS] for line in lines)
    assert "".join(lines).encode("utf-8")[:0] == b""


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("months", [None, "fr"])
@pytest.mark.parametrize("never_empty", [True, False])
def test_a_guarded_text_comes_back(text: str, months: str | None, never_empty: bool) -> None:
    cell = guarded(text, month_language=months, never_empty=never_empty)
    assert unguarded(cell, month_language=months, never_empty=never_empty) == text
    assert cell or not never_empty


#: What a spreadsheet in French makes another thing of, and what it shows as it is written.
MISREAD = [
    "22.5",
    "3-4",
    "1/2",
    "14:30",
    "2024-03-05",
    "1e5",
    "007",
    "12 mars",
    "1 janv. 2024",
    "mai 2025",
    "août",
    "Février",
]
LEFT = [
    "16",
    "0",
    "123456789012345",
    "1,5 million",
    "45 arbres",
    "12 maires",
    "c0123",
    "n° 2",
    "marsouins",
    "3 tonnes de riz",
    "T-72",
]


@pytest.mark.parametrize("text", MISREAD)
def test_a_text_that_would_become_a_day_is_kept_in_french(text: str) -> None:
    assert guarded(text, month_language="fr") == f"'{text}"
    assert guarded(text) == text


@pytest.mark.parametrize("text", LEFT)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert guarded(text, month_language="fr") == text


def test_a_dialect_has_its_separator_decimal_and_mark() -> None:
    row = rows_of(text="a;b", words="+12 %", number=22.5, true=True, day="2024-03-05")
    assert list(csv_lines(table(row), FR)) == [
        "\ufefftext;words;number;offset;true;day;list;bound\r\n",
        '"a;b";\'+12 %;22,5;;true;2024-03-05;;=\r\n',
    ]
    assert list(csv_lines(table(row), ISO))[1] == "a;b,'+12 %,22.5,,true,2024-03-05,,=\r\n"


def test_json_lines_keep_the_letters_of_every_script() -> None:
    assert "≥ милиарды" in "".join(json_lines(Table("x", (Column("a"),), [{"a": "≥ милиарды"}], dict)))


HEADER = ",".join(column.name for column in recorded("documents"))
#: A file that is no table, and what reading it says.
BROKEN = [
    ("skipped.csv", "path,reason\r\na,b\r\n", "the header lacks detail"),
    ("skipped.csv", "path,reason,detail,note\r\n", "the header has unknown note"),
    ("skipped.csv", "path,reason,detail,detail\r\n", "the header names a column twice"),
    ("skipped.csv", "path,reason,detail\r\na,b\r\n", "row 2 has 2 cells, the header 3"),
    ("skipped.csv", 'path,reason,detail\r\na,"b,c\r\n', "no CSV at line"),
    ("skipped.csv", "", "the header lacks path, reason, detail"),
    ("documents.csv", f"{HEADER}\r\na,,,,,,,,x,,,\r\n", "row 2, column n_claims: 'x' is no integer"),
    ("skipped.jsonl", "{", "line 1 is no JSON"),
    ("skipped.jsonl", "[]", "line 1 is no JSON object"),
    ("skipped.jsonl", '{"path": "a"}', "line 1 lacks reason, detail"),
    ("others.csv", "", "no table of a run; there are claims"),
    ("skipped.ods", "", "no table of a run"),
]


@pytest.mark.parametrize(("name", "content", "said"), BROKEN)
def test_what_is_no_table_is_refused_with_the_place(name: str, content: str, said: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8", newline="")
    with pytest.raises(ValueError, match=re.escape(said)) as refused:
        read_table(tmp_path / name)
    assert str(tmp_path / name) in str(refused.value)


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "skipped.csv").write_bytes("path,reason,detail\r\nété,,\r\n".encode("latin-1"))
    with pytest.raises(ValueError, match=r"skipped\.csv is not UTF-8"):
        read_table(tmp_path / "skipped.csv")


def test_columns_may_stand_in_another_order_and_cells_be_as_long_as_they_like() -> None:
    long = "é" * 200_000
    read = read_csv(["detail,path,reason\r\n", f"{long},a,b\r\n"], recorded("skipped"))
    assert read == [{"path": "a", "reason": "b", "detail": long}]
    assert csv.field_size_limit() < len(long)
