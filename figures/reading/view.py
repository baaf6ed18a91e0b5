"""The text as the rules see it, and the way back to the text as given.

The rules look at a folded text: composed characters (NFC), one kind of space, one kind of apostrophe and hyphen, nothing of
zero width, and decimal digits of every script (full width, Arabic, Devanagari …) as the digits 0 to 9 they stand for.
Folding keeps the length wherever it can; where it cannot (decomposed accents, zero-width characters) a map leads every
offset back, so that a claim's span is exact in the text as given.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from unicodedata import decimal, is_normalized, normalize

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
# Those of them that the code page of western Europe holds, and those of plain text.
_WESTERN = tuple((mark, plain) for mark, plain in _ONE_FOR_ONE if mark in "\u00a0\t\r\x0b\x0c\u2018\u2019\u00b4`")
_PLAIN = tuple((mark, plain) for mark, plain in _ONE_FOR_ONE if mark.isascii())
# The noughts of the scripts of the basic plane, each the first of ten digits in order.
_NOUGHTS = tuple(
    code for code in range(0x80, 0xFFFF) if chr(code).isdecimal() and decimal(chr(code)) == 0 and chr(code + 9).isdecimal()
)
# The one invisible character of the code page of western Europe.
_SOFT_HYPHEN = "\u00ad"
_NOT_SEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_INVISIBLE = re.compile(f"[{_NOT_SEEN}]")
_OTHER_DIGITS = re.compile(f"[{''.join(f'{chr(nought)}-{chr(nought + 9)}' for nought in _NOUGHTS)}]")
# What folding may change: letters with marks behind them, few invisible characters between or not; anything invisible;
# characters that have another composed form.
_CLUSTER = regex.compile(
    rf"\P{{M}}?(?:[{_NOT_SEEN}]{{0,4}}+\p{{M}})++"
    r"|[[\p{Cf}\p{Lo}\p{So}\p{Sm}\p{Zs}\p{Pi}\p{Ps}\p{Pe}\p{Po}\p{Lu}\u0374\u1f71-\u1ffd]--\p{ASCII}]",
    regex.V1,
)


# What `Span(start, end)` comes to, without the call between.
_span = tuple.__new__


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of folded text and where it stands: character by character from `start` on, or all at `start` to `end`."""

    folded: int
    start: int
    end: int | None


@dataclass(frozen=True, slots=True)
class View:
    """`text` as given, `folded` as the rules see it, and the stretches by which the one is found in the other.

    `stretches` is empty where the two agree place by place.
    """

    text: str
    folded: str
    stretches: tuple[Stretch, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """The span in the text as given of a span in the folded text that is not empty."""
        if not self.stretches:
            return _span(Span, (start, end))
        return Span(self._place(start)[0], self._place(end - 1)[1])

    def _place(self, offset: int) -> tuple[int, int]:
        """Where a character of the folded text begins and ends in the text as given."""
        stretch = self.stretches[bisect_right(self.stretches, offset, key=lambda stretch: stretch.folded) - 1]
        if stretch.end is not None:
            return stretch.start, stretch.end
        start = stretch.start + offset - stretch.folded
        return start, start + 1


def view(text: str) -> View:
    """Fold a text.

    >>> seen = view("16\\u202f000 e\\u0301toiles")
    >>> seen.folded, seen.text[slice(*seen.span(7, 14))] == "e\\u0301toiles"
    ('16 000 étoiles', True)
    """
    stretches: tuple[Stretch, ...] = ()
    folded = text
    ascii_only = text.isascii()
    western = ascii_only or _western(text)
    if not western and (not is_normalized("NFC", text) or _INVISIBLE.search(text)):
        folded, stretches = _composed(text)
    for mark, plain in _PLAIN if ascii_only else _WESTERN if western else _ONE_FOR_ONE:
        folded = folded.replace(mark, plain)
    if not western and _OTHER_DIGITS.search(folded):
        folded = _OTHER_DIGITS.sub(lambda match: str(decimal(match.group())), folded)
    return View(text, folded, stretches)


def _western(text: str) -> bool:
    """True where a text has but the letters and signs of western Europe, all composed, visible and with plain digits.

    Asking whether a code page holds a text costs a fraction of a search for what folding changes.
    """
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return _SOFT_HYPHEN not in text


def _composed(text: str) -> tuple[str, tuple[Stretch, ...]]:
    """The text with its letters and accents composed and nothing invisible, and the stretches that lead back."""
    pieces: list[str] = []
    stretches: list[Stretch] = []
    size = at = 0
    for match in _CLUSTER.finditer(text):
        cluster = match.group()
        composed = normalize("NFC", _INVISIBLE.sub("", cluster))
        if composed == cluster:
            continue
        start, end = match.span()
        if start > at:
            stretches.append(Stretch(size, at, None))
            pieces.append(text[at:start])
            size += start - at
        if composed:
            stretches.append(Stretch(size, start, end))
            pieces.append(composed)
            size += len(composed)
        at = end
    if at < len(text):
        stretches.append(Stretch(size, at, None))
        pieces.append(text[at:])
    return "".join(pieces), tuple(stretches)
