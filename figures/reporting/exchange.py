"""Tables for other programs: CSV after RFC 4180, JSON Lines and lists in JSON, the same bytes for the same rows."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from figures.reporting.columns import Column
from figures.reporting.guarding import guarded
from figures.reporting.tables import JOINT, Cell, Table


class Dialect(NamedTuple):
    """How a CSV file separates cells and writes decimals, and whether it opens with a byte-order mark.

    `months` is the language of a spreadsheet that would make dates of some texts; without it only what begins like a
    formula is kept from it.
    """

    separator: str
    decimal: str
    mark: str
    months: str | None = None


#: What every program outside French spreadsheets reads.
ISO = Dialect(",", ".", "")
#: What a spreadsheet in French opens without a question.
FR = Dialect(";", ",", "\ufeff", "fr")
#: The dialects by the names that people give them.
DIALECTS = {"iso": ISO, "fr": FR}


def csv_lines(table: Table, dialect: Dialect = ISO) -> Iterator[str]:
    r"""The lines of a CSV file, header first, each with its CRLF.

    A list is one cell with `; ` between its entries, true and false are written so, and nothing is an empty cell. A text
    that a spreadsheet would run or misread keeps an apostrophe before it (`figures.reporting.guarding`), which
    `figures.reporting.importing` takes away again. The words of a closed list stay as they are.

    >>> from figures.reporting.columns import recorded
    >>> row = {"path": "a.pdf", "reason": "a,b", "detail": None}
    >>> list(csv_lines(Table("skipped", recorded("skipped"), [row], dict)))
    ['path,reason,detail\r\n', 'a.pdf,"a,b",\r\n']
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=dialect.separator, lineterminator="\r\n")
    names = [column.name for column in table.columns]
    writer.writerow([dialect.mark + names[0], *names[1:]])
    yield _taken(buffer)
    for row in table.rows():
        writer.writerow([_written(row[column.name], column, dialect) for column in table.columns])
        yield _taken(buffer)


def json_lines(table: Table) -> Iterator[str]:
    r"""One JSON object a row and line, its keys in the order of the columns, letters of every script as they are.

    U+2028, U+2029 and U+0085 are escaped: they end a line for many a reader of lines. So is half a surrogate pair, for
    which UTF-8 has no bytes.
    """
    names = [column.name for column in table.columns]
    for row in table.rows():
        line = json.dumps({name: row[name] for name in names}, ensure_ascii=False)
        yield _UNSAFE.sub(_escape, line) + "\n"


def nested(head: Iterable[str], items: Iterable[Mapping[str, object]], foot: str) -> Iterator[str]:
    r"""The lines of a JSON object whose last member is a list, an item a line, so that no two of them are in memory.

    `head` is what stands before the items, the brace that opens the object left out, and `foot` closes what it opened.

    >>> print("".join(nested([*members({"n": 2}), '"all": ['], [{"a": 1}, {"a": 2}], "]}")))
    {
    "n": 2,
    "all": [
    {"a": 1},
    {"a": 2}
    ]}
    <BLANKLINE>
    """
    yield "{\n" + "\n".join(head) + "\n"
    before = ""
    for item in items:
        yield before + json.dumps(item, ensure_ascii=False)
        before = ",\n"
    yield f"\n{foot}\n"


def members(entry: Mapping[str, object]) -> list[str]:
    """The members of a JSON object, a line each, with the comma behind it."""
    return [f"{json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}," for name, value in entry.items()]


_UNSAFE = re.compile("[\x85\u2028\u2029\ud800-\udfff]")


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _written(cell: Cell, column: Column, dialect: Dialect) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case float():
            return repr(cell).replace(".", dialect.decimal)
        case list():
            return JOINT.join(cell)
        case str() if column.type == "string" and not column.values:
            return guarded(cell, month_language=dialect.months, never_empty=not column.required)
        case _:
            return str(cell)


def _taken(buffer: io.StringIO) -> str:
    line = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return line
