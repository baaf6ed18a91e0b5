"""Rows of a table written with bars: the cell that says whose figures the row holds."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

_BAR = "|"
# A longer table is one nobody reads under its heads any more; it also bounds the walk up to them.
_MOST_ROWS = 200


class Cell(NamedTuple):
    """A cell of a row: its first and last offset in the text, without the spaces around it, and its words."""

    start: int
    end: int
    words: str


def source_cell(text: str, offset: int, heads: Collection[str]) -> tuple[Cell, Cell] | None:
    """The cell of a row under a head that says *source*, and that head; `None` where a table has no such column.

    `offset` is anywhere in the row, `heads` are the heads to look for, folded.

    >>> table = "| Source | Dead |\\n|---|---|\\n| Red Cross | 74 |\\n"
    >>> [cell.words for cell in source_cell(table, table.index("74"), {"source"})]
    ['Red Cross', 'Source']
    """
    first = last = text.rfind("\n", 0, offset) + 1
    if not _is_row(text, first):
        return None
    for _ in range(_MOST_ROWS):
        above = text.rfind("\n", 0, first - 1) + 1 if first else 0
        if first == 0 or not _is_row(text, above):
            break
        first = above
    if first == last:
        return None
    for head, cell in zip(_cells(text, first), _cells(text, last), strict=False):
        if head.words.casefold() in heads:
            return (cell, head) if cell.words else None
    return None


def _is_row(text: str, start: int) -> bool:
    """True where a line begins with a bar."""
    while text[start : start + 1] == " ":
        start += 1
    return text[start : start + 1] == _BAR


def _cells(text: str, start: int) -> Iterator[Cell]:
    """The cells of the line that begins at an offset."""
    end = text.find("\n", start)
    line = text[start : end if end >= 0 else None]
    at = start + line.index(_BAR) + 1
    for written in text[at : start + len(line)].split(_BAR):
        words = written.strip()
        first = at + len(written) - len(written.lstrip()) if words else at
        yield Cell(first, first + len(words), words)
        at += len(written) + 1
