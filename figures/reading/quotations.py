"""Where quotations open and close, across sentences and paragraphs, and which way straight marks point."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

# What closes a quotation, by the mark that opens it; » opens one where German is set with its points inward.
_CLOSERS = {"«": "»", "“": "”", "„": "“”", "»": "«"}
_MARKS = re.compile("[«»“”„]")
# A quotation is taken to end here, closed or not.
_LONGEST = 4_000
# With fewer spaces inside, marks hold a title, a name or a word held at arm's length: nobody is speaking.
_LEAST_SPACES = 4

_STRAIGHT = re.compile(r"\"|''|\n\s*(?:\n|(?=\"|''))")
_BEFORE_OPENING = frozenset("([-–—/:«“„'")
_BEHIND_CLOSING = frozenset(",.;:!?)")
# The end of a quotation whose marks stand between spaces.
_SPACED_END = re.compile(r"(?<=\s)(?:\"|'')(?=[\s,.;:!?)]|$)")


def directed(folded: str) -> str:
    r"""The text with straight quotation marks as the opening and closing ones they stand for; its length stays.

    A mark without a partner, as of inches, stays as it is. Two apostrophes, as some archives write a mark, become one
    mark and a space. Each paragraph begins anew.

    >>> directed('"We lost 12," he said of the 5\' 10" boat.')
    '“We lost 12,” he said of the 5\' 10" boat.'
    >>> directed('" We lost 12 ", he said of the 5\' 10 " boat.')
    '“ We lost 12 ”, he said of the 5\' 10 " boat.'
    """
    if '"' not in folded and "''" not in folded:
        return folded
    return "".join(_pointed(folded))


def _pointed(folded: str) -> Iterator[str]:
    inside, done = False, 0
    for match in _STRAIGHT.finditer(folded):
        mark = match.group()
        if mark[0] == "\n":
            inside = False
            continue
        start, end = match.span()
        before, after = folded[start - 1 : start], folded[end : end + 1]
        free = not before or before.isspace() or before in _BEFORE_OPENING
        if free and (not after or after.isspace() or after in _BEHIND_CLOSING):
            # Marks between spaces, as tokenised texts have them, open and close in turn.
            opens = not inside and _SPACED_END.search(folded, end, _paragraph_end(folded, end)) is not None
            if not opens and not inside:
                continue
            inside = opens
        elif after and not after.isspace() and free:
            # One that opens inside another is not its end: the end was forgotten.
            inside = True
        elif inside and before and not before.isspace():
            inside = False
        else:
            continue
        pointed = "“" if inside else "”"
        if mark != '"':
            pointed = " “" if inside else "” "
        yield folded[done:start]
        yield pointed
        done = end
    yield folded[done:]


@dataclass(frozen=True, slots=True)
class Quotations:
    """Offsets of the opening marks of what somebody says and, beside each, of where it ends."""

    opened: tuple[int, ...]
    closed: tuple[int, ...]

    def opening(self, offset: int) -> int | None:
        """The opening mark of the quotation an offset stands in, or `None`."""
        index = bisect_right(self.opened, offset) - 1
        return self.opened[index] if index >= 0 and offset < self.closed[index] else None

    def closing(self, opened: int) -> int:
        """Where the quotation opened at an offset ends: its closing mark, or the end of its paragraph."""
        return self.closed[bisect_right(self.opened, opened) - 1]


_NONE = Quotations((), ())


def quotations_of(folded: str) -> Quotations:
    """The quotations of a text that are long enough to be speech.

    A mark that opens again at the head of a paragraph goes on with the quotation of the paragraph before; one that is
    never closed ends with its paragraph.

    >>> quotations_of("« Oui, nous le savons bien », dit-il. « Non, nous ne le savons pas »").opening(50)
    38
    """
    marks = [(match.start(), match.group()) for match in _MARKS.finditer(folded)]
    if not marks:
        return _NONE
    opened: list[int] = []
    closed: list[int] = []
    at = 0
    while at < len(marks):
        start, mark = marks[at]
        at += 1
        if mark == "”" or (mark == "»" and not _opens(folded, start)):
            continue
        end, at = _end(folded, marks, at, mark)
        if folded.count(" ", start, end) >= _LEAST_SPACES:
            opened.append(start)
            closed.append(end)
    return Quotations(tuple(opened), tuple(closed))


def _opens(folded: str, place: int) -> bool:
    """True for a mark with a space before and a letter behind."""
    return folded[place + 1 : place + 2].isalnum() and not folded[place - 1 : place].strip()


def _end(folded: str, marks: list[tuple[int, str]], at: int, mark: str) -> tuple[int, int]:
    """Where a quotation ends whose opening mark stands before the mark at an index, and the index to go on from."""
    start = marks[at - 1][0]
    paragraph = _paragraph_end(folded, start)
    limit = start + _LONGEST
    for index in range(at, len(marks)):
        place, other = marks[index]
        if place >= limit:
            return min(paragraph, limit), index
        if other in _CLOSERS[mark]:
            return place, index + 1
        if other != mark:
            continue
        if place < paragraph or not folded[paragraph:place].isspace():
            return min(paragraph, place), index
        paragraph = _paragraph_end(folded, place)
    return min(paragraph, limit), len(marks)


def _paragraph_end(folded: str, start: int) -> int:
    found = folded.find("\n", start)
    return found if found >= 0 else len(folded)
