"""A text cut where marks begin and end, so that each piece can be shown with the marks that lie on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from figures.model import Span

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")


class Segment(NamedTuple):
    """Words of a text with the names of the marks that lie on all of them, and of those that begin with them."""

    words: str
    names: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()


def segments(text: str, marks: Iterable[tuple[Span, str]]) -> list[Segment]:
    """The whole text in pieces; marks may overlap, and what of one lies outside the text is left out.

    >>> segments("12 hommes", [(Span(0, 2), "figure"), (Span(0, 9), "all")])
    [Segment(words='12', names=('figure', 'all'), begins=('figure', 'all')),
     Segment(words=' hommes', names=('all',), begins=())]
    """
    kept = [(Span(max(span.start, 0), min(span.end, len(text))), name) for span, name in marks]
    kept = sorted(((span, name) for span, name in kept if span.start < span.end), key=lambda mark: mark[0])
    edges = sorted({0, len(text), *(edge for span, _ in kept for edge in span)})
    found, open_marks, coming = [], list[tuple[Span, str]](), 0
    for start, end in pairwise(edges):
        open_marks = [mark for mark in open_marks if mark[0].end > start]
        begun = coming
        while coming < len(kept) and kept[coming][0].start == start:
            coming += 1
        open_marks += kept[begun:coming]
        found.append(Segment(text[start:end], _names(open_marks), _names(kept[begun:coming])))
    return found


def paragraphs(pieces: Sequence[Segment]) -> list[list[Segment]]:
    r"""Pieces of a text by paragraph: a blank line ends one, unless a mark lies on it.

    >>> [["".join(piece.words for piece in part)] for part in paragraphs([Segment("a\n\nb\nc")])]
    [['a'], ['b\nc']]
    """
    found: list[list[Segment]] = [[]]
    for piece in pieces:
        if piece.names:
            found[-1].append(piece)
            continue
        first, *others = _BLANK_LINE.split(piece.words)
        found[-1].append(Segment(first))
        found += [[Segment(words)] for words in others]
    return [kept for part in found if (kept := [piece for piece in part if piece.words])]


def _names(marks: Iterable[tuple[Span, str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for _, name in marks))
