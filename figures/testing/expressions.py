"""Numbers in their sentence: counted, hedged, as a range, each with what the sentence says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from functools import cache, partial
from typing import NamedTuple

from hypothesis import strategies as st

from figures.testing.numerals import Numeral, Writing, ends, scaled, separators, speaks, whole, wholes, writing, written
from figures.testing.patterns import NUMBER, Phrase, Unwritable, phrases
from figures.testing.vocabulary import Frame, Vocabulary, compile_pack

#: The bound and the approximation that the lists of `[bounds]` stand for.
_BOUNDS = {
    "approximately": ("=", True),
    "more": (">", False),
    "atleast": ("≥", False),
    "less": ("<", False),
    "atmost": ("≤", False),
    "exactly": ("=", False),
}
_THOUSAND = 1_000
_BILLION = 1_000_000_000
_BETWEEN_DIGITS = re.compile(r" ([-–—]) (?=[0-9])")
_DASHED = re.compile(r"\{[^{}]*(?:hyphen|dash)")


Framed = tuple[Frame, Numeral]
Pair = tuple[Numeral, Numeral]
#: The two ends, the sentence, the words of the range, and what stands around a dash.
Parts = tuple[Pair, Frame, Phrase, str]


class Counted(NamedTuple):
    """A sentence, the one number in it, and what it counts."""

    text: str
    value: Decimal
    noun: str


class Hedged(NamedTuple):
    """A text with one number, its bound (one of `figures.model.BOUNDS`), and whether it is approximate."""

    text: str
    value: Decimal
    bound: str
    approximate: bool


class Range(NamedTuple):
    """A text with one range, from its lower to its upper end."""

    text: str
    low: Decimal
    high: Decimal


def counted(
    language: str = "fr",
    *,
    style: str = "mixed",
    min_value: int = 2,
    max_value: int = _BILLION,
    separator: str | None = None,
    years: bool = False,
) -> st.SearchStrategy[Counted]:
    """Sentences in which one number counts something: *Le port abrite 16 000 conteneurs.*

    The sentences are those examples of the pack that show a number in digits, with another number in its place, one that
    goes with the form of the noun. The options are those of `numerals`, but for `decimal`: what is counted is whole.

    >>> from hypothesis import find
    >>> find(counted("en", style="digits", separator=","), lambda c: c.value > 9999).text
    'The port holds 10,000 containers.'
    """
    asked = counting(language, style, min_value, max_value, separator, years=years)
    compile_pack(language)
    return sentences(asked).map(lambda found: Counted(found.text, found.numeral.value, found.frame.noun))


def hedged(
    language: str = "fr",
    *,
    style: str = "mixed",
    min_value: int = 2,
    max_value: int = _BILLION,
    separator: str | None = None,
    years: bool = False,
    sentence: bool = True,
) -> st.SearchStrategy[Hedged]:
    """Numbers with a word of bound or approximation: *plus de 16 000*, *16 000 environ*; each word of the pack's lists.

    With `sentence=False` the text is hedge and number alone; the other options are those of `counted`.

    >>> from hypothesis import find
    >>> find(hedged("en", style="digits", sentence=False), lambda h: h.text.startswith("not more than"))
    Hedged(text='not more than 2', value=Decimal('2'), bound='≤', approximate=False)
    """
    asked = counting(language, style, min_value, max_value, separator, years=years)
    hedges = [
        (side, word, bound, approximate)
        for side in ("before", "after")
        for name, (bound, approximate) in _BOUNDS.items()
        for word in asked.words.lists.get(f"{side}_{name}", ())
    ]
    if not hedges:
        raise ValueError(f"the pack {language!r} has no words of bound or approximation")
    compile_pack(language)
    return st.builds(partial(_hedged, sentence), st.sampled_from(hedges), framed(asked))


def _hedged(sentence: bool, hedge: tuple[str, str, str, bool], framed: Framed) -> Hedged:  # noqa: FBT001
    side, word, bound, approximate = hedge
    frame, numeral = framed
    text = f"{word} {numeral.text}" if side == "before" else f"{numeral.text} {word}"
    if sentence:
        # Behind the number a noun would stand between the two.
        text = frame.around(text)[0] if side == "before" else frame.ended(text)
    return Hedged(text, numeral.value, bound, approximate)


def ranges(
    language: str = "fr",
    *,
    style: str = "mixed",
    min_value: int = 2,
    max_value: int = _BILLION,
    separator: str | None = None,
    years: bool = False,
    sentence: bool = True,
) -> st.SearchStrategy[Range]:
    """Ranges as the patterns of the pack have them: *entre 12 et 15*, *12 à 15*, *2 à 3 millions*; the ends differ.

    With `sentence=False` the text is the range alone; the other options are those of `counted`. Where both ends are words a
    word stands between them, for a dash between words joins them.

    >>> from hypothesis import find
    >>> find(ranges("es", sentence=False, style="digits"), lambda r: r.text.startswith("entre"))
    Range(text='entre 2 y 3', low=Decimal('2'), high=Decimal('3'))
    """
    asked = counting(language, style, min_value, max_value, separator, years=years)
    if min_value == max_value:
        raise ValueError(f"min_value and max_value must differ, but both are {min_value}")
    options = [option for each in asked.styles for option in _ranges(asked, each)]
    if not options:
        raise ValueError(f"the pack {language!r} has no pattern of a range, or no sentence for one in the style {style!r}")
    compile_pack(language)
    return st.builds(partial(_range, sentence), st.one_of(options))


@cache
def _ranges(asked: Writing, style: str) -> list[st.SearchStrategy[Parts]]:
    """The parts of ranges in one style: for each form of a noun, and each scale word, one strategy."""
    writable, found = [], []
    for pattern in asked.words.ranges:
        if "{stop}" in pattern:
            # Three points are one mark, which tokens with spaces between them do not write.
            continue
        with suppress(Unwritable):
            writable += [phrases(pattern, asked.words)] if style != "words" or not _DASHED.search(pattern) else []
    for plural, frames in _by_plural(_still(asked.words, style)) if writable else ():
        for pairs in _scaled_pairs(asked) if style == "scaled" else _whole_pairs(asked, style, plural):
            parts = st.tuples(pairs, st.sampled_from(frames), st.one_of(writable), st.sampled_from(["", " "]))
            found.append(parts)
    return found


def _range(sentence: bool, parts: Parts) -> Range:  # noqa: FBT001
    (low, high), frame, tokens, glue = parts
    text = _joined(tokens, low.text, high.text, glue)
    return Range(frame.around(text)[0] if sentence else text, low.value, high.value)


def _still(words: Vocabulary, style: str) -> tuple[Frame, ...]:
    """The sentences without a verb of change, which makes of two numbers a beginning and an end: passer de 12 à 15."""
    changes = set(words.lists.get("change", ()))
    return tuple(frame for frame in frames_for(words, style) if changes.isdisjoint(frame.before.lower().split()))


def _whole_pairs(asked: Writing, style: str, plural: str | None) -> Iterator[st.SearchStrategy[Pair]]:
    """Two different whole numbers, the second one that goes with the noun.

    In words both lie within one step of a thousand: *deux à trois mille* begins at two thousand.
    """
    steps = [(max(asked.low, step), min(asked.high, 1000 * step - 1)) for step in (1, 10**3, 10**6, 10**9)]
    for low, high in [(asked.low, asked.high)] if style == "digits" else steps:
        if max(low, 2) < high and (style == "digits" or speaks(asked.words.code)):
            within = replace(asked, low=low, high=high - 1)
            numbers, marks = wholes(within, style), separators(asked)
            pairs = st.builds(partial(_pair, asked, style, plural, high), numbers, numbers, marks, marks)
            yield pairs.filter(partial(_says_both, asked.words)) if style == "digits" else pairs


def _says_both(words: Vocabulary, pair: Pair) -> bool:
    """False of a telephone number, and where the thousands of both ends may stand at the higher one alone: *10 à 15 000*."""
    if any(words.dials(end.text) for end in pair):
        return False
    low, high = (end.value for end in pair)
    return low >= _THOUSAND or not _THOUSAND <= high < _THOUSAND**2 or bool(high % _THOUSAND)


def _pair(asked: Writing, style: str, plural: str | None, most: int, one: int, other: int, *marks: str) -> Pair:
    """The two in their order, the higher one moved up by one, and on to one that goes with the noun."""
    low = whole(asked, style, min(one, other), marks[0])
    least = int(low.value) + 1
    higher = max(max(one, other) + 1, least)
    high = whole(asked, style, asked.words.agreeing(higher, plural, least, most), marks[1])
    return (low, high) if low.value < high.value else (high, low)


def _scaled_pairs(asked: Writing) -> Iterator[st.SearchStrategy[Pair]]:
    """Both ends with the same scale word, which the first may leave to the second: 2 à 3 millions."""
    for scale in asked.scales():
        least, most = ends(asked, scale)
        if least < most:
            tenths = st.integers(least, most - 1)
            yield st.builds(partial(_scaled_pair, asked.words, scale), tenths, tenths, st.sampled_from([1, None]))


def _scaled_pair(words: Vocabulary, scale: int, one: int, other: int, shown: int | None) -> Pair:
    low, high = scaled(words, scale, min(one, other)), scaled(words, scale, max(one, other) + 1)
    return Numeral(" ".join(low.text.split()[:shown]), low.value), high


def _joined(tokens: Phrase, low: str, high: str, glue: str) -> str:
    """The tokens with the two numbers in their places: a comma against the word before it, `glue` around a single dash."""
    numbers = iter((low, high))
    text = " ".join(next(numbers) if token == NUMBER else token for token in tokens)
    text = text.replace(" ,", ",").replace("' ", "'").replace("- -", "--")
    return _BETWEEN_DIGITS.sub(lambda match: match[1] if match[1] == "-" else f"{glue}{match[1]}{glue}", text)


class Sentence(NamedTuple):
    """A sentence, the number in it, where that begins, and the frame it was put in."""

    text: str
    numeral: Numeral
    start: int
    frame: Frame


@cache
def sentences(asked: Writing) -> st.SearchStrategy[Sentence]:
    """Sentences in which one number counts something."""
    return framed(asked).map(_sentence)


def _sentence(framed: Framed) -> Sentence:
    frame, numeral = framed
    text, start = frame.around(numeral.text)
    return Sentence(text, numeral, start, frame)


@cache
def framed(asked: Writing) -> st.SearchStrategy[Framed]:
    """Sentences, each with a number that goes with its noun."""
    options = []
    for style in asked.styles:
        for plural, frames in _by_plural(frames_for(asked.words, style)):
            move = partial(asked.words.agreeing, plural=plural, low=asked.low, high=asked.high)
            options.append(st.tuples(st.sampled_from(frames), written(asked, style, move=move)))
    return st.one_of(options)


def _by_plural(frames: Sequence[Frame]) -> Iterator[tuple[str | None, list[Frame]]]:
    """The sentences by the plural category that their nouns go with."""
    for plural in dict.fromkeys(frame.plural for frame in frames):
        yield plural, [frame for frame in frames if frame.plural == plural]


def frames_for(words: Vocabulary, style: str) -> tuple[Frame, ...]:
    """The sentences that a number in that style fits into."""
    if style == "decimal":
        return ()
    return words.scaled_frames if style == "scaled" else words.frames


def counting(language: str, style: str, min_value: int, max_value: int, separator: str | None, *, years: bool) -> Writing:
    """The arguments looked through, with those styles for which the pack has a sentence; raises `ValueError`."""
    asked = writing(language, style, min_value, max_value, separator, years=years)
    styles = tuple(each for each in asked.styles if frames_for(asked.words, each))
    if styles:
        return replace(asked, styles=styles)
    if style == "decimal":
        raise ValueError("style must not be 'decimal': what is counted is whole")
    rule = "numerals.scale" if style == "scaled" else "digits"
    raise ValueError(f"the pack {language!r} has no example of the rule {rule!r} with one number that counts something")
