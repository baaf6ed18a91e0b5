"""The text as the rules see it, and the way back to the text as given.

The rules look at a folded text: composed characters (NFC), one kind of space, one kind of apostrophe and hyphen, nothing of
zero width. Folding keeps the length wherever it can; where it cannot (decomposed accents, zero-width characters) a map
leads every offset back, so that a claim's span is exact in the text as given.
"""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import is_normalized, normalize

import regex

from figures.model import Span

_ONE_FOR_ONE = tuple(
    (mark, plain)
    for marks, plain in (
        ("\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\r\x0b\x0c", " "),
        ("\u2018\u2019\u02bc\u00b4`", "'"),
        ("\u2010\u2011\u2212", "-"),
    )
    for mark in marks
)
_INVISIBLE = regex.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_CLUSTER = regex.compile(r"[^\p{M}]\p{M}*|\p{M}+")


@dataclass(frozen=True, slots=True)
class View:
    """`text` as given, `folded` as the rules see it; `places[i]` is where `folded[i]` stands in `text`, begin and end.

    `places` is `None` where the two agree place by place.
    """

    text: str
    folded: str
    places: tuple[tuple[int, int], ...] | None

    def span(self, start: int, end: int) -> Span:
        """The span in the text as given of a span in the folded text that is not empty."""
        if self.places is None:
            return Span(start, end)
        return Span(self.places[start][0], self.places[end - 1][1])


def view(text: str) -> View:
    """Fold a text.

    >>> seen = view("16\\u202f000 e\\u0301toiles")
    >>> seen.folded, seen.text[slice(*seen.span(7, 14))] == "e\\u0301toiles"
    ('16 000 étoiles', True)
    """
    places: tuple[tuple[int, int], ...] | None = None
    folded = text
    if not text.isascii() and (not is_normalized("NFC", text) or _INVISIBLE.search(text)):
        folded, places = _composed(text)
    for mark, plain in _ONE_FOR_ONE:
        folded = folded.replace(mark, plain)
    return View(text, folded, places)


def _composed(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text with its letters and accents composed, and the place of the cluster each character comes from."""
    pieces: list[str] = []
    places: list[tuple[int, int]] = []
    for match in _CLUSTER.finditer(text):
        cluster = match.group()
        if _INVISIBLE.match(cluster):
            continue
        composed = normalize("NFC", cluster)
        pieces.append(composed)
        places += [match.span()] * len(composed)
    return "".join(pieces), tuple(places)
