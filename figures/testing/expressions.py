"""Numbers in their sentence: counted, hedged, as a range, each with what the sentence says of them."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from hypothesis import strategies as st

from figures.testing.numerals import Numeral, Writing, ends, scaled, writing, written
from figures.testing.patterns import NUMBER, Phrase, Unwritable, phrases
from figures.testing.vocabulary import Frame, Vocabulary

#: The bound and the approximation that the lists of `[bounds]` stand for.
_BOUNDS = {
    "approximately": ("=", True),
    "more": (">", False),
    "atleast": ("≥", False),
    "less": ("<", False),
    "atmost": ("≤", False),
    "exactly": ("=", False),
}
_BILLION = 1_000_000_000
_BETWEEN_DIGITS = re.compile(r" ([-–—]) (?=[0-9])")
_DASHED = re.compile(r"\{[^{}]*(?:hyphen|dash)")


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
    >>> find(hedged("en", style="digits", sentence=False), lambda h: h.bound == "≤" and h.text.startswith("not"))
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
    return _hedged(asked, hedges, sentence=sentence)


@st.composite
def _hedged(draw: st.DrawFn, asked: Writing, hedges: list[tuple[str, str, str, bool]], *, sentence: bool) -> Hedged:
    side, word, bound, approximate = draw(st.sampled_from(hedges))
    frame, numeral = draw(_framed(asked))
    if side == "before":
        text = f"{word} {numeral.text}"
        text = frame.around(text)[0] if sentence else text
    else:
        # Behind the number the noun would stand between them.
        text = f"{numeral.text} {word}"
        text = frame.ended(text) if sentence else text
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
    styles = [each for each in asked.styles if _still(asked.words, each)]
    options: dict[str, list[st.SearchStrategy[Phrase]]] = {each: [] for each in styles}
    for pattern in asked.words.ranges:
        try:
            phrase = phrases(pattern, asked.words)
        except Unwritable:
            continue
        for each, fitting in options.items():
            if each != "words" or not _DASHED.search(pattern):
                fitting.append(phrase)
    writable = {each: st.one_of(fitting) for each, fitting in options.items() if fitting}
    if not writable:
        raise ValueError(f"the pack {language!r} has no pattern of a range, or no sentence for one in the style {style!r}")
    return _ranges(asked, writable, sentence=sentence)


@st.composite
def _ranges(draw: st.DrawFn, asked: Writing, writable: dict[str, st.SearchStrategy[Phrase]], *, sentence: bool) -> Range:
    style = draw(st.sampled_from(sorted(writable)))
    frame = draw(st.sampled_from(_still(asked.words, style)))
    if style == "scaled":
        low, high = draw(_scaled_ends(asked))
    else:
        least, middle, most = draw(_apart(asked, alike=style == "words"))
        low = draw(written(replace(asked, low=least, high=middle), style))
        move = asked.words.agreeing(frame, middle + 1, most)
        high = draw(written(replace(asked, low=middle + 1, high=most), style, move=move))
    text = _joined(draw(writable[style]), low.text, high.text, draw(st.sampled_from(["", " "])))
    return Range(frame.around(text)[0] if sentence else text, low.value, high.value)


def _still(words: Vocabulary, style: str) -> tuple[Frame, ...]:
    """The sentences without a verb of change, which makes of two numbers a beginning and an end: passer de 12 à 15."""
    changes = set(words.lists.get("change", ()))
    return tuple(frame for frame in frames_for(words, style) if changes.isdisjoint(frame.before.lower().split()))


@st.composite
def _apart(draw: st.DrawFn, asked: Writing, *, alike: bool) -> tuple[int, int, int]:
    """Where the lower end may lie, from least to middle, and the upper end above it, up to most.

    With `alike` both lie within one step of a thousand: *deux à trois mille* begins at two thousand.
    """
    least, most = asked.low, asked.high
    if alike:
        least = max(2, least)
        steps = [1000**power for power in range(4) if max(least, 1000**power) < min(most, 1000 ** (power + 1) - 1)]
        if steps:
            step = draw(st.sampled_from(steps))
            least, most = max(least, step), min(most, step * 1000 - 1)
    return least, draw(st.integers(least, most - 1)), most


def _scaled_ends(asked: Writing) -> st.SearchStrategy[tuple[Numeral, Numeral]]:
    """Both ends with the same scale word, which the first may leave to the second: 2 à 3 millions."""

    def of_scale(scale: int) -> st.SearchStrategy[tuple[Numeral, Numeral]]:
        least, most = ends(asked, scale)
        pairs = st.integers(least, most - 1).flatmap(lambda low: st.tuples(st.just(low), st.integers(low + 1, most)))
        return st.builds(both, st.just(scale), pairs, st.sampled_from([1, None]))

    def both(scale: int, pair: tuple[int, int], shown: int | None) -> tuple[Numeral, Numeral]:
        low, high = (scaled(asked.words, number, scale) for number in pair)
        return Numeral(" ".join(low.text.split()[:shown]), low.value), high

    scales = [scale for scale in asked.scales() if ends(asked, scale)[0] < ends(asked, scale)[1]]
    return st.sampled_from(scales).flatmap(of_scale)


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


@st.composite
def sentences(draw: st.DrawFn, asked: Writing) -> Sentence:
    """Sentences in which one number counts something."""
    frame, numeral = draw(_framed(asked))
    text, start = frame.around(numeral.text)
    return Sentence(text, numeral, start, frame)


@st.composite
def _framed(draw: st.DrawFn, asked: Writing) -> tuple[Frame, Numeral]:
    style = draw(st.sampled_from(asked.styles))
    frame = draw(st.sampled_from(frames_for(asked.words, style)))
    return frame, draw(written(asked, style, move=asked.words.agreeing(frame, asked.low, asked.high)))


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
