"""Claims as a table for a terminal: as wide as the window, and saying where it had to shorten."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from tabulate import tabulate

from figures.model import Claim
from figures.reporting.cells import voice
from figures.wording import Wording, wording

_ELLIPSIS = "…"
#: The columns with the least and the most they take of a line; the sentence takes what is left.
_COLUMNS = {"figure": (14, 36), "who": (8, 30), "document": (8, 22), "sentence": (20, 10_000)}
_GAP = 2
#: How much of a sentence is wanted behind its figure: what is counted stands there.
_AFTER = 24
_UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def claims_table(claims: Sequence[Claim], *, language: str, width: int) -> str:
    """Figure, source, document and sentence of each claim, no line wider than `width` columns (60 at least).

    A cell that does not fit ends in an ellipsis and a last line says how many do. Of a sentence, the part around the
    figure is shown. Control characters of a text never reach the terminal.
    """
    words = wording(language)
    if not claims:
        return words.text("report.terminal.none")
    rows = [_row(claim, words) for claim in claims]
    headers = [words.text(f"report.column.{name}") for name in _COLUMNS]
    widths = _widths([headers, *([*row[:-1], ""] for row in rows)], max(width, 60))
    cut = 0
    cells: list[list[str]] = []
    for row, claim in zip(rows, claims, strict=True):
        fitted = [_fitted(cell, wide) for cell, wide in zip(row[:-1], widths, strict=False)]
        fitted.append(_around(row[-1], _clean(claim.exact), widths[-1]))
        cut += sum(before != after for before, after in zip(row, fitted, strict=True))
        cells.append([_padded(cell, wide) for cell, wide in zip(fitted, widths, strict=True)])
    heads = [_padded(_fitted(head, wide), wide) for head, wide in zip(headers, widths, strict=True)]
    table = tabulate(cells, headers=heads, tablefmt="plain", disable_numparse=True, stralign=None)
    lines = [line.rstrip() for line in table.splitlines()]
    lines.insert(1, (" " * _GAP).join("─" * wide for wide in widths))
    if cut:
        lines += ["", words.count("report.terminal.cut", cut)]
    return "\n".join(lines)


def _row(claim: Claim, words: Wording) -> list[str]:
    who, note = voice(claim, words)
    origin = claim.origin
    cells = [
        f"{words.figure(claim)} {claim.noun.text or claim.noun.resolved or ''}",
        f"{who} {words.text('report.aside', note=note)}" if who and note else who or note,
        origin.publisher or origin.title or origin.document_id,
        claim.sentence,
    ]
    return [_clean(cell) for cell in cells]


def _clean(words: str) -> str:
    """One line without anything a terminal would obey, its blanks plain ones."""
    return _UNSHOWN.sub("", " ".join(words.split()))


def _columns(character: str) -> int:
    """The columns of a terminal a character takes: none for a combining mark, two for a wide letter."""
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _wide(words: str) -> int:
    return sum(map(_columns, words))


def _widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """What each column needs within its bounds; the last takes the rest of the line."""
    bounds = list(_COLUMNS.values())
    needed = [max(_wide(row[place]) for row in rows) for place in range(len(bounds))]
    widths = [max(least, min(need, most)) for need, (least, most) in zip(needed, bounds, strict=True)]
    rest = width - sum(widths[:-1]) - _GAP * (len(widths) - 1)
    # A narrow window takes from the widest column until the sentence has its least.
    while rest < bounds[-1][0]:
        widest = max(range(len(widths) - 1), key=lambda place: widths[place] - bounds[place][0])
        if widths[widest] == bounds[widest][0]:
            break
        widths[widest] -= 1
        rest += 1
    return [*widths[:-1], max(rest, 8)]


def _fitted(words: str, width: int) -> str:
    if _wide(words) <= width:
        return words
    kept, room = "", width - 1
    for character in words:
        room -= _columns(character)
        if room < 0:
            break
        kept += character
    return kept + _ELLIPSIS


def _around(sentence: str, exact: str, width: int) -> str:
    """As much of a sentence as fits, with the figure in it."""
    at = sentence.find(exact)
    if _wide(sentence) <= width or at < 0 or _wide(sentence[: at + len(exact) + _AFTER]) < width:
        return _fitted(sentence, width)
    begin = at
    while begin > 0 and _wide(sentence[begin - 1 : at + len(exact)]) < width // 2:
        begin -= 1
    return _fitted(_ELLIPSIS + sentence[begin:], width)


def _padded(words: str, width: int) -> str:
    return words + " " * (width - _wide(words))
