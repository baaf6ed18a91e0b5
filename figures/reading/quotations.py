"""Where quotations open and close, across sentences and paragraphs."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

_MARKS = "«»“”„"
_OPEN = frozenset("«“„")
# A quotation nobody closed is taken to end here.
_LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class Quotations:
    """Offsets of the opening marks and, beside each, of its closing mark or `None`."""

    opened: tuple[int, ...]
    closed: tuple[int | None, ...]

    def opening(self, offset: int) -> int | None:
        """The opening mark of the quotation an offset stands in, or `None`."""
        index = bisect_right(self.opened, offset) - 1
        if index < 0:
            return None
        start, end = self.opened[index], self.closed[index]
        return start if offset < (end if end is not None else min(start + _LONGEST, offset)) else None

    def closing(self, opened: int) -> int | None:
        """The closing mark of the quotation opened at an offset."""
        return self.closed[bisect_right(self.opened, opened) - 1]


def _places(folded: str) -> list[int]:
    """Where the marks stand, one kind after another: looking for one character costs far less than for one of several."""
    found: list[int] = []
    for mark in _MARKS:
        place = folded.find(mark)
        while place >= 0:
            found.append(place)
            place = folded.find(mark, place + 1)
    return found


def quotations_of(folded: str) -> Quotations:
    """The quotations of a text; a mark that opens again inside one (each paragraph of a long quotation) belongs to it.

    >>> quotations_of("« Oui », dit-il. « Non »").opening(18)
    17
    """
    opened: list[int] = []
    closed: list[int | None] = []
    inside = False
    for place in sorted(_places(folded)):
        if folded[place] in _OPEN:
            if not inside:
                opened.append(place)
                closed.append(None)
                inside = True
        elif inside:
            closed[-1] = place
            inside = False
    return Quotations(tuple(opened), tuple(closed))
