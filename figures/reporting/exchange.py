"""Tables for other programs: CSV after RFC 4180 and JSON Lines, the same bytes for the same rows."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import NamedTuple

from figures.reporting.tables import JOINT, Cell, Table


class Dialect(NamedTuple):
    """How a CSV file separates cells and writes decimals, and whether it opens with a byte-order mark."""

    separator: str
    decimal: str
    mark: str


#: What every program outside French spreadsheets reads.
ISO = Dialect(",", ".", "")


def csv_lines(table: Table, dialect: Dialect = ISO) -> Iterator[str]:
    r"""The lines of a CSV file, header first, each with its CRLF.

    A list is one cell with `; ` between its entries, true and false are written so, and nothing is an empty cell.

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
        writer.writerow([_written(row[name], dialect) for name in names])
        yield _taken(buffer)


def json_lines(table: Table) -> Iterator[str]:
    r"""One JSON object a row and line, its keys in the order of the columns, letters of every script as they are.

    U+2028, U+2029 and U+0085 are escaped: they end a line for many a reader of lines.
    """
    names = [column.name for column in table.columns]
    for row in table.rows():
        line = json.dumps({name: row[name] for name in names}, ensure_ascii=False)
        yield line.translate(_LINE_ENDS) + "\n"


_LINE_ENDS = {code: f"\\u{code:04x}" for code in (0x85, 0x2028, 0x2029)}


def _written(cell: Cell, dialect: Dialect) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case float():
            return repr(cell).replace(".", dialect.decimal)
        case list():
            return JOINT.join(cell)
        case _:
            return str(cell)


def _taken(buffer: io.StringIO) -> str:
    line = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return line
