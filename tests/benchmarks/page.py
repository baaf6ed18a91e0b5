"""Measured tables in Markdown, and the pages of `docs/` that keep them between two marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

#: What stands before and behind the measures of a mark.
MARK = "measured"
BEGIN, END = f"<!-- {MARK} -->", f"<!-- /{MARK} -->"


def replaced(page: str, measured: str, mark: str = MARK) -> str:
    """The page with what was measured between its marks; `ValueError` for a page that has not one of each, in order.

    >>> replaced("Before.\\n<!-- measured -->old<!-- /measured -->\\nAfter.\\n", "new")
    'Before.\\n<!-- measured -->\\n\\nnew\\n\\n<!-- /measured -->\\nAfter.\\n'
    """
    first, last = f"<!-- {mark} -->", f"<!-- /{mark} -->"
    before, begin, rest = page.partition(first)
    _, end, after = rest.partition(last)
    if not (begin and end) or first in rest or last in before + after:
        raise ValueError(f"the page must have {first} and {last}, once each and in this order")
    return f"{before}{first}\n\n{measured}\n\n{last}{after}"


def write(page: Path, measured: str, mark: str = MARK) -> None:
    """Put what was measured where the page keeps it."""
    page.write_text(replaced(page.read_text(encoding="utf-8"), measured, mark), encoding="utf-8")


def table(head: Sequence[str], rows: Iterable[Sequence[str]], *, words: int = 1) -> str:
    """A Markdown table; the first `words` columns hold words, and the others figures, which stand to the right.

    >>> print(table(["text", "MB/s"], [["fr", "8.2"]]))
    | text | MB/s |
    |---|---:|
    | fr | 8.2 |
    """
    rule = "|" + "---|" * words + "---:|" * (len(head) - words)
    return "\n".join([_row(head), rule, *map(_row, rows)])


def figure(value: float | None, *, digits: int = 3) -> str:
    """A value to so many significant digits, and never with an exponent; empty for none.

    >>> figure(1234.5), figure(14.26), figure(0.00471), figure(None)
    ('1234', '14.3', '0.00471', '')
    """
    if value is None:
        return ""
    if value == 0 or value in (float("inf"), float("-inf")):
        return f"{value:g}"
    # The exponent after rounding, so that 9.996 is 10.0 and not 10.00.
    exponent = int(f"{value:.{digits - 1}e}".split("e")[1])
    return f"{value:.{max(0, digits - 1 - exponent)}f}"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
