"""Where the numerals of a text stand, and nothing more: what a first look at a large collection needs."""

from __future__ import annotations

from figures.model import Span
from figures.reading.line import Line
from figures.reading.mentions import read_numeral
from figures.reading.pack import Pack
from figures.reading.tokens import Tokens
from figures.reading.view import view

# How vague words are read makes no difference to where they stand.
_POLICY = "ccc"


def spot(text: str, pack: Pack) -> list[Span]:
    """The spans of the numerals of a text, in order, as they are written: dates, codes and ordinals in digits among them."""
    seen = view(text)
    tokens = Tokens(seen.folded, [0], pack.lexicon)
    first, last = tokens.firsts[0], tokens.firsts[1] - 1
    places = pack.numerals.places(tokens.letters[first:last]).get("numeral")
    if not places:
        return []
    line = Line(seen, tokens.bounds[2 * first : 2 * last], tokens.letters[first:last], {})
    found: list[Span] = []
    free = 0
    for place in places:
        if place >= free:
            first, last, mention = read_numeral(place, free, line, {}, pack, _POLICY)
            if mention is not None:
                found.append(line.span(first, last))
            free = last
    return found
