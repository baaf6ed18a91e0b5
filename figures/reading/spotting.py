"""Where the numerals of a text stand, and nothing more: what a first look at a large collection needs."""

from __future__ import annotations

from figures.model import Span
from figures.reading.line import Line
from figures.reading.mentions import read_numeral
from figures.reading.pack import Pack
from figures.reading.view import view

# How vague words are read makes no difference to where they stand.
_POLICY = "ccc"


def spot(text: str, pack: Pack) -> list[Span]:
    """The spans of the numerals of a text, in order, as they are written: dates, codes and ordinals in digits among them."""
    seen = view(text)
    lexicon = pack.lexicon
    solid = lexicon.solid(seen.folded)
    letters, steps, start = lexicon.read(lexicon.chunks(solid, 0, len(solid)), 0)
    places = pack.numerals.places(letters).get("numeral")
    if not places:
        return []
    line = Line(seen, lexicon.bounds_of(steps, start), letters, {})
    found: list[Span] = []
    free = 0
    for place in places:
        if place >= free:
            first, last, mention = read_numeral(place, free, line, {}, pack, _POLICY)
            if mention is not None:
                found.append(line.span(first, last))
            free = last
    return found
