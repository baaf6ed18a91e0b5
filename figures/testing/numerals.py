"""Numbers as people write them: digits with any separator, words, digits with a scale word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from hypothesis import strategies as st

from figures.testing.vocabulary import Vocabulary, compile_pack, vocabulary_of

#: How a number may be written; `mixed` is any of the others that has a number between the bounds.
STYLES = ("digits", "decimal", "words", "scaled", "mixed")
#: What may stand between groups of three digits, by name; the empty string leaves them ungrouped.
SEPARATORS = {
    "none": "",
    "space": " ",
    "no-break space": "\u00a0",
    "narrow no-break space": "\u202f",
    "thin space": "\u2009",
    "point": ".",
    "comma": ",",
    "apostrophe": "'",
    "typographic apostrophe": "’",
}

_THOUSAND = 1_000
_MILLION = 1_000_000
# From here on names of numbers differ between countries of one language (billion, trillón).
_BEYOND = 1_000_000_000_000
# Up to here a number in words is one that people write.
_WORDY = 999_999_999_999
_YEARS = range(1000, 2200)
_BEHIND_THE_YEARS = 1200
Move = Callable[[int], int]


class Numeral(NamedTuple):
    """A number as written, and its value."""

    text: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Writing:
    """How numbers are asked for: the words, the styles, the bounds, the separator (`None` is any)."""

    words: Vocabulary
    styles: tuple[str, ...]
    low: int
    high: int
    separator: str | None
    years: bool = False

    def fits(self, style: str) -> bool:
        """True where a number between the bounds can be written so."""
        if style == "scaled":
            return bool(self.scales())
        if style == "words":
            if speaks(self.words.code):
                return self.high >= 2 and self.low <= _WORDY
            return any(max(2, self.low) <= number <= self.high for number in self.words.numbers)
        return style != "decimal" or self.low < self.high

    def scales(self) -> list[int]:
        """The scale words that can be written with a number before them: 1.1 of it or more lies between the bounds."""
        found = (scale for scale in self.words.scales if _MILLION <= scale < _BEYOND)
        return [scale for scale in found if ends(self, scale)[0] <= ends(self, scale)[1]]


def numerals(
    language: str = "fr",
    *,
    style: str = "mixed",
    min_value: int = 2,
    max_value: int = 1_000_000_000,
    separator: str | None = None,
    years: bool = False,
) -> st.SearchStrategy[Numeral]:
    """Numbers as they are written in a language, each with its value.

    `style` is one of `STYLES`: `digits` (*16 000*), `decimal` (*16 000,5*), `words` (*seize mille*), `scaled` (*1,5
    million*).
    `separator` is a value of `SEPARATORS` and stands between groups of digits; without one any does that leaves no doubt,
    where the language's decimal mark never groups. With that mark for a separator only numbers are written that cannot be
    taken for decimals.

    Four digits in one piece may be a year (1000 to 2199): they are only written with `years=True`. What the pack takes for a
    telephone number (Spanish *600000001*) is never written. Neither is a number below two in words, for whether *un* is a
    number is for the sentence to say; `counted` writes the sentence.

    Raises `ValueError` for a language without a pack, a style or separator that is none, and bounds between which there is
    no number to write so.

    >>> from hypothesis import find
    >>> find(numerals("fr", style="words", min_value=80), lambda numeral: True)
    Numeral(text='quatre-vingts', value=Decimal('80'))
    """
    asked = writing(language, style, min_value, max_value, separator, years=years)
    compile_pack(language)
    return st.one_of([written(asked, each) for each in asked.styles])


def writing(language: str, style: str, min_value: int, max_value: int, separator: str | None, *, years: bool) -> Writing:
    """The arguments that all strategies share, looked through; raises `ValueError` naming the one that is wrong.

    `mixed` becomes every style in which a number lies between the bounds.
    """
    if style not in STYLES:
        raise ValueError(f"style must be one of {', '.join(STYLES)}, not {style!r}")
    if separator is not None and separator not in SEPARATORS.values():
        raise ValueError(f"separator must be a value of figures.testing.SEPARATORS, not {separator!r}")
    if not 0 <= min_value <= max_value:
        raise ValueError(f"min_value must lie between 0 and max_value ({max_value}), not {min_value!r}")
    styles = tuple(each for each in STYLES if each != "mixed" and style in (each, "mixed"))
    asked = Writing(vocabulary_of(language), styles, min_value, max_value, separator, years)
    fitting = tuple(filter(asked.fits, styles))
    if not fitting:
        raise ValueError(f"style {style!r} writes no number between min_value {min_value} and max_value {max_value}")
    return replace(asked, styles=fitting)


def written(asked: Writing, style: str, *, move: Move = int) -> st.SearchStrategy[Numeral]:
    """Numbers in one style; `move` shifts a whole number to one that the sentence goes with."""
    if style == "decimal":
        tails = st.text("0123456789", min_size=1, max_size=2)
        return st.builds(partial(_pointed, asked), st.integers(asked.low, asked.high - 1), tails, separators(asked))
    if style == "scaled":
        return st.one_of([_of_scale(asked, scale) for scale in asked.scales()])
    moved = wholes(asked, style) if style == "words" and not speaks(asked.words.code) else wholes(asked, style).map(move)
    numerals = st.builds(partial(whole, asked, style), moved, separators(asked))
    return numerals.filter(lambda numeral: not asked.words.dials(numeral.text)) if style == "digits" else numerals


def wholes(asked: Writing, style: str) -> st.SearchStrategy[int]:
    """Whole numbers to be written in digits or in words.

    In words small numbers are as likely as large ones: they are what people write so. Where the separator is the language's
    decimal mark, digits are mostly those that cannot be taken for decimals.
    """
    low, high = asked.low, asked.high
    stretches = [(low, high, 1)]
    if style == "words":
        low, high = max(2, low), min(high, _WORDY)
        if not speaks(asked.words.code):
            return st.sampled_from([number for number in asked.words.numbers if low <= number <= high])
        stretches = [(low, size, 1) for size in sorted({min(size, high) for size in (100, 10_000, high)})]
    elif asked.separator == asked.words.decimal:
        below, between = (low, min(high, _THOUSAND - 1), 1), (-(-low // _THOUSAND), high // _THOUSAND, _THOUSAND)
        stretches = [below, between, (max(low, _MILLION), high, 1)]
    options = [st.integers(first, last).map(step.__mul__) for first, last, step in stretches if first <= last]
    return st.one_of(options or [st.integers(low, high)])


def separators(asked: Writing) -> st.SearchStrategy[str]:
    """The separator that was asked for, or any but the language's decimal mark."""
    if asked.separator is not None:
        return st.just(asked.separator)
    return st.sampled_from([mark for mark in SEPARATORS.values() if mark != asked.words.decimal])


def whole(asked: Writing, style: str, number: int, separator: str) -> Numeral:
    """A whole number in words, or in digits with that separator.

    Digits are in one piece where groups would make another number of them: 12,345 is a decimal where 12,000 is none.
    """
    if style == "words":
        return Numeral(_in_words(asked.words, number), Decimal(number))
    if separator == asked.words.decimal and number < _MILLION and number % _THOUSAND:
        separator = ""
    if not separator and not asked.years:
        number = _no_year(asked, number)
        separator = " " if number in _YEARS and asked.separator is None else separator
    return Numeral(_grouped(number, separator), Decimal(number))


def _no_year(asked: Writing, number: int) -> int:
    """Another number for one that may be a year, if the bounds allow, with the same last digits for the noun's sake."""
    if number not in _YEARS or asked.separator is None:
        return number
    others = (number + _BEHIND_THE_YEARS, number % _THOUSAND)
    return next((other for other in others if max(2, asked.low) <= other <= asked.high), number)


def _grouped(number: int, separator: str) -> str:
    return f"{number:,}".replace(",", separator)


def _pointed(asked: Writing, number: int, tail: str, separator: str) -> Numeral:
    """Behind groups with the language's decimal mark between them, the other mark is the decimal one."""
    other = "." if asked.words.decimal == "," else ","
    mark = other if separator == asked.words.decimal else asked.words.decimal
    return Numeral(f"{_grouped(number, separator)}{mark}{tail}", Decimal(f"{number}.{tail}"))


def speaks(language: str) -> bool:
    """True where num2words has the language; else only numbers that are one word of the pack are written in words."""
    from num2words import CONVERTER_CLASSES

    return language in CONVERTER_CLASSES


def _in_words(words: Vocabulary, number: int) -> str:
    """A number in words by num2words, and for a language it does not know the single word of the pack."""
    if not speaks(words.code):
        return words.numbers[number]
    from num2words import num2words

    text = str(num2words(number, lang=words.code))
    for group in f"{number:,}".split(","):
        teen = int(group) % 100
        if 10 < teen < 20:
            text = _unelided(text, str(num2words(teen, lang=words.code)))
    return text


def _unelided(text: str, word: str) -> str:
    """The text with a word whole from which num2words took a letter, as in Italian it does: milleottocentodicotto."""
    shorter = (word[:at] + word[at + 1 :] for at in range(len(word)))
    elided = next((short for short in shorter if short in text), word)
    return text if word in text else text.replace(elided, word)


def _of_scale(asked: Writing, scale: int) -> st.SearchStrategy[Numeral]:
    return st.integers(*ends(asked, scale)).map(partial(scaled, asked.words, scale))


def ends(asked: Writing, scale: int) -> tuple[int, int]:
    """The least and the most tenths of a scale word between the bounds: from 1.1 to 999.9 of it."""
    tenth = scale // 10
    return max(11, -(-asked.low // tenth)), min(9_999, asked.high // tenth)


def scaled(words: Vocabulary, scale: int, tenths: int) -> Numeral:
    """So many tenths of a scale word, in the form of the word that goes with them: 1,5 миллиона, 5 миллионов.

    Without the language's plural rules it is the word the pack has first.
    """
    value = Decimal(tenths * scale // 10)
    if words.locale is None:
        return Numeral(f"{tenths / 10:g}".replace(".", words.decimal) + f" {words.scales[scale]}", value)
    from babel.numbers import format_compact_decimal

    return Numeral(format_compact_decimal(value, format_type="long", locale=words.locale, fraction_digits=1), value)
