"""Numbers as people write them: digits with any separator, words, digits with a scale word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from hypothesis import strategies as st

from figures.testing.vocabulary import Vocabulary, vocabulary_of

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
_Move = Callable[[int], int]


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
            longest = _WORDY if _speaks(self.words.code) else max(self.words.numbers, default=0)
            return self.high >= 2 and self.low <= longest
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

    Four digits in one piece may be a year (1000 to 2199): they are only written with `years=True`. Neither is a number below
    two in words, for whether *un* is a number is for the sentence to say; `counted` writes the sentence.

    Raises `ValueError` for a language without a pack, a style or separator that is none, and bounds between which there is
    no number to write so.

    >>> from hypothesis import find
    >>> find(numerals("fr", style="words", min_value=80), lambda numeral: True)
    Numeral(text='quatre-vingts', value=Decimal('80'))
    """
    asked = writing(language, style, min_value, max_value, separator, years=years)
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


def written(asked: Writing, style: str, *, move: _Move | None = None) -> st.SearchStrategy[Numeral]:
    """Numbers in one style; `move` shifts a whole number to one that the sentence goes with."""
    if style == "scaled":
        return _scaled(asked)
    if style == "decimal":
        return _decimals(asked)
    stay: _Move = move or int
    if style == "words":
        return _in_words(asked, stay)
    return st.builds(_in_digits, st.just(asked), _whole(asked).map(stay), _separators(asked))


def _separators(asked: Writing) -> st.SearchStrategy[str]:
    if asked.separator is not None:
        return st.just(asked.separator)
    return st.sampled_from([mark for mark in SEPARATORS.values() if mark != asked.words.decimal])


def _whole(asked: Writing) -> st.SearchStrategy[int]:
    """Whole numbers; where the separator is the language's decimal mark, mostly those that cannot be taken for decimals."""
    low, high = asked.low, asked.high
    if asked.separator != asked.words.decimal:
        return st.integers(low, high)
    below, between = (low, min(high, _THOUSAND - 1), 1), (-(-low // _THOUSAND), high // _THOUSAND, _THOUSAND)
    stretches = (below, between, (max(low, _MILLION), high, 1))
    options = [st.integers(first, last).map(step.__mul__) for first, last, step in stretches if first <= last]
    return st.one_of(options or [st.integers(low, high)])


def _in_digits(asked: Writing, number: int, separator: str) -> Numeral:
    """In groups, but in one piece where the groups would make another number: 12,345 is a decimal where 12,000 is none."""
    if separator == asked.words.decimal and number < _MILLION and number % _THOUSAND:
        separator = ""
    if not separator and number in _YEARS and not asked.years:
        if asked.separator is None:
            separator = " "
        else:
            # Neither of the two changes the last digits, and with them the form of the noun.
            others = (number + _BEHIND_THE_YEARS, number % _THOUSAND)
            number = next((other for other in others if max(2, asked.low) <= other <= asked.high), number)
    return Numeral(_grouped(number, separator), Decimal(number))


def _grouped(number: int, separator: str) -> str:
    return f"{number:,}".replace(",", separator)


def _decimals(asked: Writing) -> st.SearchStrategy[Numeral]:
    whole, tail = st.integers(asked.low, asked.high - 1), st.text("0123456789", min_size=1, max_size=2)
    return st.builds(_pointed, st.just(asked), whole, tail, _separators(asked))


def _pointed(asked: Writing, whole: int, tail: str, separator: str) -> Numeral:
    """Behind groups with the language's decimal mark between them, the other mark is the decimal one."""
    other = "." if asked.words.decimal == "," else ","
    mark = other if separator == asked.words.decimal else asked.words.decimal
    return Numeral(f"{_grouped(whole, separator)}{mark}{tail}", Decimal(f"{whole}.{tail}"))


def _speaks(language: str) -> bool:
    from num2words import CONVERTER_CLASSES

    return language in CONVERTER_CLASSES


def _in_words(asked: Writing, move: _Move) -> st.SearchStrategy[Numeral]:
    """Numbers in words by num2words, and for a language it does not know the single words of the pack.

    Small numbers are as likely as large ones: they are what people write in words.
    """
    low, high = max(2, asked.low), min(asked.high, _WORDY)
    if not _speaks(asked.words.code):
        known = asked.words.numbers.items()
        return st.sampled_from([Numeral(word, Decimal(number)) for number, word in known if low <= number <= high])
    sizes = sorted({min(size, high) for size in (100, 10_000, high) if size >= low})
    numbers = st.sampled_from(sizes).flatmap(lambda size: st.integers(low, size))
    return numbers.map(move).map(lambda number: _worded(asked.words.code, number, low))


def _worded(language: str, number: int, low: int) -> Numeral:
    from num2words import num2words

    text = str(num2words(number, lang=language))
    teens = [group % 100 for group in _groups(number) if 10 < group % 100 < 20]
    if number > low and not all(str(num2words(teen, lang=language)) in text for teen in teens):
        # num2words elides a vowel too many in Italian (milleottocentodicotto), and only there.
        return _worded(language, number - 1, low)
    return Numeral(text, Decimal(number))


def _groups(number: int) -> list[int]:
    """The digits in threes, from the last on."""
    return [number % 1000, *(_groups(number // 1000) if number >= 1000 else ())]


def _scaled(asked: Writing) -> st.SearchStrategy[Numeral]:
    def of_scale(scale: int) -> st.SearchStrategy[Numeral]:
        return st.integers(*ends(asked, scale)).map(lambda number: scaled(asked.words, number, scale))

    return st.sampled_from(asked.scales()).flatmap(of_scale)


def ends(asked: Writing, scale: int) -> tuple[int, int]:
    """The least and the most tenths of a scale word between the bounds: from 1.1 to 999.9 of it."""
    tenth = scale // 10
    return max(11, -(-asked.low // tenth)), min(9_999, asked.high // tenth)


def scaled(words: Vocabulary, number: int, scale: int) -> Numeral:
    """So many tenths of a scale word, in the form of the word that goes with them: 1,5 миллиона, 5 миллионов.

    Without the language's plural rules it is the word the pack has first.
    """
    value = Decimal(number * scale // 10)
    if words.locale is None:
        return Numeral(f"{number / 10:g}".replace(".", words.decimal) + f" {words.scales[scale]}", value)
    from babel.numbers import format_compact_decimal

    return Numeral(format_compact_decimal(value, format_type="long", locale=words.locale, fraction_digits=1), value)
