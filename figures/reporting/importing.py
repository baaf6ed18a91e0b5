"""Tables read back from the files a run wrote: JSON Lines, and CSV in either dialect, also after a spreadsheet saved it.

Reading back gives the rows that were written, cell for cell.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from figures.model import Claim
from figures.model.records import claim_of
from figures.reporting.columns import TABLES, Column, recorded
from figures.reporting.exchange import FR, ISO, Dialect
from figures.reporting.guarding import unguarded
from figures.reporting.tables import JOINT, Cell, Table

Row = dict[str, Cell]
_TRUTH = {"true": True, "false": False}
_WHOLE = re.compile(r"[+-]?\d+")


def read_table(path: Path) -> Table:
    """A table from `<name>.jsonl` or `<name>.csv`, whose dialect shows in its header.

    Raises `ValueError`, which names file, row and column, for what is no such table, and `OSError` where the file cannot
    be read.
    """
    name, _, form = path.name.partition(".")
    if name not in TABLES or form not in ("csv", "jsonl"):
        raise ValueError(f"{path} is no table of a run; there are {', '.join(TABLES)}, each as .csv and .jsonl")
    columns = recorded(name)
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = read_csv(lines, columns) if form == "csv" else read_json_lines(lines, columns)
    except UnicodeDecodeError as error:
        raise ValueError(f"{path} is not UTF-8: {error.reason} at byte {error.start}") from None
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from None
    return Table(name, columns, rows, dict)


def read_claims(path: Path) -> list[Claim]:
    """The claims of `claims.jsonl` or `claims.csv`, which `figures.reconcile` takes like those of texts.

    Raises `ValueError` for what is no table of claims, and `OSError` where the file cannot be read.
    """
    table = read_table(path)
    if table.name != "claims":
        raise ValueError(f"{path} is a table of {table.name}, not of claims")
    return [claim_of(row) for row in table.rows()]


def read_json_lines(lines: Iterable[str], columns: Sequence[Column]) -> list[Row]:
    r"""The rows of JSON Lines; `ValueError` names the line that is none, and the column that is missing or unknown.

    >>> read_json_lines(['{"path": "a.pdf", "reason": "binary", "detail": ""}\n'], recorded("skipped"))
    [{'path': 'a.pdf', 'reason': 'binary', 'detail': ''}]
    """
    rows = []
    for number, line in enumerate(lines, 1):
        try:
            row = json.loads(line)
        except ValueError as error:
            raise ValueError(f"line {number} is no JSON: {error}") from None
        if not isinstance(row, dict):
            raise ValueError(f"line {number} is no JSON object")  # noqa: TRY004 - of a file, not of an argument
        _check_names(row, columns, f"line {number}")
        rows.append({column.name: row[column.name] for column in columns})
    return rows


def read_csv(lines: Iterable[str], columns: Sequence[Column], dialect: Dialect | None = None) -> list[Row]:
    r"""The rows of a CSV file, its columns in any order; without a dialect it is the one its header is written in.

    `lines` keep their ends (`open(..., newline="")`). Raises `ValueError` for a header or a cell that does not fit.

    >>> read_csv(["path;reason;detail\r\n", "'=a.pdf;binary;\r\n"], recorded("skipped"))
    [{'path': '=a.pdf', 'reason': 'binary', 'detail': ''}]
    """
    lines = iter(lines)
    head = next(lines, "").removeprefix(FR.mark)
    spoken = dialect or (FR if FR.separator in head else ISO)
    with _cells_of_any_length():
        return list(_rows(_chained(head, lines), columns, spoken))


def _rows(lines: Iterator[str], columns: Sequence[Column], dialect: Dialect) -> Iterator[Row]:
    reader = csv.reader(lines, delimiter=dialect.separator, strict=True)
    by_name = {column.name: column for column in columns}
    try:
        header = next(reader, [])
        _check_names(header, columns, "the header")
        order = [by_name[name] for name in header]
        for number, cells in enumerate(reader, 2):
            if len(cells) != len(order):
                raise ValueError(f"row {number} has {len(cells)} cells, the header {len(order)}")
            read = {column.name: _cell(cell, column, dialect, number) for column, cell in zip(order, cells, strict=True)}
            yield {name: read[name] for name in by_name}
    except csv.Error as error:
        raise ValueError(f"no CSV at line {reader.line_num}: {error}") from None


def _cell(cell: str, column: Column, dialect: Dialect, row: int) -> Cell:
    if column.type == "ids":
        return cell.split(JOINT) if cell else []
    if column.type == "string":
        if not cell:
            return "" if column.required else None
        if column.values:
            return cell
        return unguarded(cell, month_language=dialect.months, never_empty=not column.required)
    if not cell:
        return None
    try:
        return _TYPED[column.type](cell.replace(dialect.decimal, "."))
    except (ValueError, KeyError):
        raise ValueError(f"row {row}, column {column.name}: {cell!r} is no {column.type}") from None


def _number(cell: str) -> int | float:
    return int(cell) if _WHOLE.fullmatch(cell) else float(cell)


_TYPED: dict[str, Callable[[str], Cell]] = {
    "integer": int,
    "number": _number,
    "boolean": lambda cell: _TRUTH[cell.lower()],
    "date": str,
}


def _check_names(found: Iterable[str], columns: Sequence[Column], where: str) -> None:
    names, known = list(found), [column.name for column in columns]
    missing = [name for name in known if name not in names]
    unknown = [name for name in names if name not in known]
    if missing or unknown or len(names) != len(known):
        told = [f"{what} {', '.join(which)}" for what, which in (("lacks", missing), ("has unknown", unknown)) if which]
        raise ValueError(f"{where} {' and '.join(told) or 'names a column twice'}")


def _chained(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


@contextmanager
def _cells_of_any_length() -> Iterator[Any]:
    """The reader's limit is one of the whole process; a sentence may be longer than it."""
    before = csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    try:
        yield
    finally:
        csv.field_size_limit(before)
