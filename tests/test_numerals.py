"""Digits and number words: every way of writing a number reads back as the number.

Tables for what people write, and the reverse as a property: numbers are rendered by rules of their own (here, from the
grammars) and have to come back, whatever separates the groups and however the words are joined.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from figures.model import Claim
from figures.pipeline import extract
from figures.reading.languages import load_pack
from figures.reading.numerals import read_digits, read_number
from figures.reading.pack import Pack

#: A number as written, the language's decimal mark, its value, its last place, and the other reading where there is one.
DIGITS: list[tuple[str, str, str, str, str | None]] = [
    ("7", ",", "7", "1", None),
    ("0", ",", "0", "1", None),
    ("007", ",", "7", "1", None),
    ("10", ",", "10", "10", None),
    ("12000", ",", "12000", "1000", None),
    ("12 000", ",", "12000", "1000", None),
    ("12 345", ",", "12345", "1", None),
    ("1 234 567", ".", "1234567", "1", None),
    ("12'000", ",", "12000", "1000", None),
    ("1'234'567.50", ".", "1234567.50", "0.01", None),
    # A mark that is not the language's decimal mark groups three digits.
    ("12.345", ",", "12345", "1", "12.345"),
    ("12,345", ".", "12345", "1", "12.345"),
    # The language's own decimal mark: a decimal, and grouped beside it, unless nought three times tells it groups.
    ("12,345", ",", "12.345", "0.001", "12345"),
    ("12.345", ".", "12.345", "0.001", "12345"),
    ("12,000", ",", "12000", "1000", None),
    ("12.000", ".", "12000", "1000", None),
    # No group begins with nought, and none has more than three digits before it.
    ("0,125", ",", "0.125", "0.001", None),
    ("0.125", ",", "0.125", "0.001", None),
    ("1234,567", ",", "1234.567", "0.001", None),
    # Two marks of one kind group; of two kinds the last one is the decimal mark.
    ("1.234.567", ",", "1234567", "1", None),
    ("1,234,567", ",", "1234567", "1", None),
    ("1.234,5", ",", "1234.5", "0.1", None),
    ("1,234.5", ",", "1234.5", "0.1", None),
    ("1 234,5", ",", "1234.5", "0.1", None),
    ("1,5", ",", "1.5", "0.1", None),
    ("1.5", ",", "1.5", "0.1", None),
    ("1,50", ",", "1.50", "0.01", None),
    ("-3,2", ",", "-3.2", "0.1", None),
    ("+40", ",", "40", "10", None),
    ("-12 000", ",", "-12000", "1000", None),
]


@pytest.mark.parametrize(("written", "decimal", "value", "step", "alternative"), DIGITS)
def test_digits(written: str, decimal: str, value: str, step: str, alternative: str | None) -> None:
    numeral = read_digits(written, decimal)
    assert (numeral.value, numeral.step) == (Decimal(value), Decimal(step))
    assert numeral.alternative == (Decimal(alternative) if alternative else None)


# --- rendered and read back ---------------------------------------------------------------------------------------

SEPARATORS = (" ", "\u00a0", "\u202f", "\u2009", ".", ",", "'", "’", "")
FRAMES = {"fr": "Le registre donne {} navires.", "en": "The register shows {} ships."}
RATES = {"fr": "Le taux est de {}.", "en": "The rate is {}."}
NOUNS = {"fr": "navires", "en": "ships"}
every_language = pytest.mark.parametrize("language", sorted(FRAMES))


def grouped(number: int, separator: str) -> str:
    return f"{number:,}".replace(",", separator)


def only(language: str, written: str, frames: dict[str, str] = FRAMES) -> Claim:
    text = frames[language].format(written)
    claims = extract(text, language=language)
    assert [claim.exact for claim in claims] == [written], text
    return claims[0]


@every_language
@pytest.mark.parametrize("separator", SEPARATORS)
@given(number=st.one_of(st.integers(2, 9_999), st.integers(10_000, 10**12)))
@example(number=1_000)
@example(number=1_001)
@example(number=100_000)
@example(number=999_999)
@example(number=1_234_567)
def test_integers_grouped_by_any_separator_come_back(language: str, separator: str, number: int) -> None:
    # Four digits in one piece may be a year, and what stands around them decides.
    assume(separator or not 1000 <= number < 2200)
    claim = only(language, grouped(number, separator))
    quantity = claim.quantity
    decimal_mark = load_pack(language).decimal
    if separator == decimal_mark and 1_000 <= number < 1_000_000 and number % 1_000:
        assert quantity.alternative == number
        assert quantity.value == Decimal(number) / 1_000
    elif separator == "." and language == "fr" and 1_000 <= number < 1_000_000 and number % 1_000:
        # No French group is written so: it may be a decimal from elsewhere.
        assert (quantity.value, quantity.alternative) == (number, Decimal(number) / 1_000)
    else:
        assert (quantity.value, quantity.alternative) == (number, None)
    assert claim.noun.text == NOUNS[language]


@pytest.mark.parametrize(
    ("language", "separator"),
    [(language, mark) for language, marks in {"fr": " \u00a0\u202f.", "en": " \u00a0\u202f,"}.items() for mark in marks],
)
@given(number=st.integers(0, 10**9), decimals=st.text("0123456789", min_size=1, max_size=2))
@example(number=1_234_567, decimals="5")
def test_decimals_come_back(language: str, separator: str, number: int, decimals: str) -> None:
    mark = load_pack(language).decimal
    claim = only(language, f"{grouped(number, separator)}{mark}{decimals} %", RATES)
    assert claim.quantity.value == Decimal(f"{number}.{decimals}")
    assert claim.quantity.step == Decimal(1).scaleb(-len(decimals))


SCALES = {"fr": {"millions": 10**6, "milliards": 10**9}, "en": {"million": 10**6, "billion": 10**9, "trillion": 10**12}}


@every_language
@given(tenths=st.integers(21, 99_999), data=st.data())
def test_scale_words_multiply(language: str, tenths: int, data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(sorted(SCALES[language])))
    mark = load_pack(language).decimal
    number = f"{tenths // 10}{mark}{tenths % 10}"
    claim = only(language, f"{number} {word}" + (" d'euros" if language == "fr" else " euros"), RATES)
    assert claim.quantity.value == Decimal(tenths) / 10 * SCALES[language][word]
    assert claim.quantity.step == Decimal(SCALES[language][word]) / 10
    assert claim.quantity.unit == "EUR"


# --- number words, by grammars of their own -----------------------------------------------------------------------


def listed(words: str, *, first: int = 0, step: int = 1) -> dict[int, str]:
    """Words by their numbers."""
    return {first + step * index: word for index, word in enumerate(words.split())}


_FR_SMALL = listed(
    """zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit
    dix-neuf"""
)
_FR_TENS = listed("vingt trente quarante cinquante soixante", first=20, step=10)
_EN_SMALL = listed(
    """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen"""
)
_EN_TENS = listed("twenty thirty forty fifty sixty seventy eighty ninety", first=20, step=10)


def _french_below_100(number: int, *, last: bool) -> str:
    if number < 20:
        return _FR_SMALL[number]
    tens, unit = divmod(number, 10)
    if tens in (7, 9):
        tens, unit = tens - 1, unit + 10
    if tens == 8:
        return "quatre-vingt" + (f"-{_FR_SMALL[unit]}" if unit else "s" if last else "")
    name = _FR_TENS[tens * 10]
    if not unit:
        return name
    return f"{name} et {_FR_SMALL[unit]}" if unit in (1, 11) else f"{name}-{_FR_SMALL[unit]}"


def _french_below_1000(number: int, *, last: bool) -> str:
    hundreds, rest = divmod(number, 100)
    words = []
    if hundreds:
        words.append("cent" if hundreds == 1 else f"{_FR_SMALL[hundreds]} cent" + ("s" if last and not rest else ""))
    if rest or not hundreds:
        words.append(_french_below_100(rest, last=last))
    return " ".join(words)


def french(number: int) -> str:
    """A whole number in French, in the spelling before 1990."""
    words = []
    for scale, one, many in ((10**9, "un milliard", "milliards"), (10**6, "un million", "millions")):
        count, number = divmod(number, scale)
        if count:
            words.append(one if count == 1 else f"{_french_below_1000(count, last=True)} {many}")
    thousands, rest = divmod(number, 1000)
    if thousands:
        words.append("mille" if thousands == 1 else f"{_french_below_1000(thousands, last=False)} mille")
    if rest or not words:
        words.append(_french_below_1000(rest, last=True))
    return " ".join(words)


def rectified(number: int) -> str:
    """A whole number in French, all hyphens, as the spelling of 1990 has it up to the millions."""
    return french(number).replace(" ", "-")


def belgian(number: int) -> str:
    """A whole number in French, with septante and nonante."""
    words = french(number)
    for tens, simple in ((70, "septante"), (90, "nonante")):
        for unit in range(9, -1, -1):
            plain = _french_below_100(tens + unit, last=True)
            short = simple + (f" et {_FR_SMALL[1]}" if unit == 1 else f"-{_FR_SMALL[unit]}" if unit else "")
            words = words.replace(plain, short)
    return words


def _english_below_1000(number: int, *, british: bool) -> str:
    hundreds, rest = divmod(number, 100)
    words = [f"{_EN_SMALL[hundreds]} hundred"] if hundreds else []
    if rest:
        words += ["and"] if hundreds and british else []
        words.append(
            _EN_SMALL[rest] if rest < 20 else _EN_TENS[rest - rest % 10] + (f"-{_EN_SMALL[rest % 10]}" if rest % 10 else "")
        )
    return " ".join(words)


def english(number: int, *, british: bool = False) -> str:
    """A whole number in English."""
    words = []
    for scale, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        count, number = divmod(number, scale)
        if count:
            words.append(f"{_english_below_1000(count, british=british)} {name}")
    if number:
        words += ["and"] if words and british and number < 100 else []
        words.append(_english_below_1000(number, british=british))
    return " ".join(words) or _EN_SMALL[0]


def british(number: int) -> str:
    """A whole number in English, with *and* before tens and units."""
    return english(number, british=True)


def unhyphenated(number: int) -> str:
    """A whole number in English, without hyphens."""
    return english(number).replace("-", " ")


#: A grammar by its name: the language, what writes a number, and the largest it writes.
GRAMMARS: dict[str, tuple[str, Callable[[int], str], int]] = {
    "french": ("fr", french, 10**12 - 1),
    "rectified": ("fr", rectified, 999_999),
    "belgian": ("fr", belgian, 10**9),
    "english": ("en", english, 10**12 - 1),
    "british": ("en", british, 10**12 - 1),
    "unhyphenated": ("en", unhyphenated, 10**12 - 1),
}


def test_the_grammars_write_what_a_grammar_book_has() -> None:
    """The renderers are checked against the books, or reading back would prove nothing."""
    assert [french(n) for n in (21, 71, 80, 81, 91, 99, 200, 201, 1000, 1100, 80_000, 200_000, 3_000_080)] == [
        *("vingt et un", "soixante et onze", "quatre-vingts", "quatre-vingt-un", "quatre-vingt-onze"),
        *("quatre-vingt-dix-neuf", "deux cents", "deux cent un", "mille", "mille cent"),
        *("quatre-vingt mille", "deux cent mille", "trois millions quatre-vingts"),
    ]
    assert (rectified(123), belgian(71), belgian(99)) == ("cent-vingt-trois", "septante et un", "nonante-neuf")
    assert (english(342), british(1_005)) == ("three hundred forty-two", "one thousand and five")


@cache
def words_frame(language: str) -> str:
    return {"fr": "Au total {} navires ont coulé.", "en": "In all {} ships sank."}[language]


def read_back(language: str, words: str, number: int) -> list[tuple[str, Decimal | None, str | None]]:
    # A number that ends on a scale word takes its noun behind de.
    text = words_frame(language).format(words)
    if language == "fr" and number >= 10**6 and number % 10**6 == 0:
        text = text.replace(" navires", " de navires")
    return [(claim.exact, claim.quantity.value, claim.noun.text) for claim in extract(text, language=language)]


every_grammar = pytest.mark.parametrize("grammar", GRAMMARS)


@every_grammar
def test_every_number_word_up_to_a_thousand_comes_back(grammar: str) -> None:
    language, write, _ = GRAMMARS[grammar]
    words = {number: write(number) for number in range(2, 1_001)}
    wrong = [
        word for number, word in words.items() if read_back(language, word, number) != [(word, number, NOUNS[language])]
    ]
    assert wrong == []


@every_grammar
@given(drawn=st.one_of(st.integers(0, 10**12), st.integers(0, 10**9).map(lambda n: n * 1000)))
@example(drawn=0)
@example(drawn=999)
def test_number_words_of_any_size_come_back(grammar: str, drawn: int) -> None:
    language, write, largest = GRAMMARS[grammar]
    number = 1_001 + drawn % (largest - 1_000)
    words = write(number)
    assert read_back(language, words, number) == [(words, number, NOUNS[language])]


@given(number=st.integers(2, 10**6))
@example(number=80)
@example(number=1_984)
def test_capitals_are_no_hindrance(number: int) -> None:
    words = french(number).capitalize()
    text = f"{words} navires ont coulé." if number % 10**6 else f"{words} de navires ont coulé."
    assert [claim.quantity.value for claim in extract(text, language="fr")] == [number]
    assert [claim.quantity.value for claim in extract(text.upper(), language="fr")] == [number]


# --- how precisely it was written ---------------------------------------------------------------------------------

#: What is written, in which language, and the interval that comparison takes it for.
ROUNDINGS = [
    ("fr", "12 000 navires", "11500", "12500"),
    ("fr", "12 345 navires", "12345", "12345"),
    ("fr", "12 navires", "12", "12"),
    ("fr", "100 navires", "95", "105"),  # never more than 5 %
    ("fr", "1 500 navires", "1450", "1550"),
    ("fr", "1,5 million de navires", "1450000", "1550000"),
    ("fr", "deux millions de navires", "1900000", "2100000"),
    ("en", "2,340 ships", "2335", "2345"),
    ("en", "two thousand three hundred ships", "2250", "2350"),
    ("en", "$4.25 million", "4245000", "4255000"),
]


@pytest.mark.parametrize(("language", "written", "low", "high"), ROUNDINGS)
def test_rounding_is_half_of_the_last_place_written(language: str, written: str, low: str, high: str) -> None:
    [claim] = extract(written, language=language)
    interval = claim.quantity.interval()
    assert (interval.low, interval.high) == (Decimal(low), Decimal(high))


# --- runs of words that are not one number ------------------------------------------------------------------------

#: Words, in which language, the value of the first number, and how many words it takes.
RUNS = [
    ("fr", "deux trois", 2, 1),
    ("fr", "vingt deux cents", 22, 2),
    ("fr", "cent vingt trois", 123, 3),
    ("fr", "mille neuf cent quatre-vingt-quatre", 1984, 4),
    ("fr", "soixante dix sept", 77, 3),
    ("fr", "dix vingt", 10, 1),
    ("en", "twenty twenty", 20, 1),
    ("en", "two hundred three hundred", 203, 3),
    ("en", "five hundred thousand two", 500_002, 4),
    ("en", "one two three", 1, 1),
]


@pytest.fixture(params=sorted(FRAMES))
def pack(request: pytest.FixtureRequest) -> Pack:
    return load_pack(str(request.param))


@pytest.mark.parametrize(("language", "words", "value", "taken"), RUNS)
def test_runs_of_number_words(language: str, words: str, value: int, taken: int) -> None:
    numeral, used = read_number(words.split(), load_pack(language))
    assert (numeral.value, used) == (value, taken)


def test_every_number_word_of_a_pack_is_its_value(pack: Pack) -> None:
    for word, number in pack.numbers.items():
        if number.role in ("add", "hundred", "scale"):
            assert read_number([word], pack)[0].value == number.value, word
