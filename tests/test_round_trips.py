"""What others write is read back: numbers, sums, measures, dates and ordinals by Babel and num2words, in every language.

Babel writes by the Unicode locale data, num2words by grammars of its own; neither knows how this project reads. What is
not read back yet stands in a table with its reason, and its test fails on the day it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any, Literal

import pytest
from babel.dates import format_date, format_time
from babel.numbers import format_compact_decimal, format_currency, format_decimal, format_percent
from babel.units import format_unit
from hypothesis import example, given, settings
from hypothesis import strategies as st
from num2words import num2words

from figures.model import Claim
from figures.pipeline import extract
from tests.frames import COST, COUNTED, LANGUAGES, LEFT, LOCALES, RANKED

every_language = pytest.mark.parametrize("language", LANGUAGES)
every_locale = pytest.mark.parametrize(
    ("language", "locale"), [(language, locale) for language, locales in LOCALES.items() for locale in locales]
)
Case = tuple[str, ...]
a_few = settings(max_examples=25)


def cases(asked: Iterable[Case], known: Mapping[Case, str]) -> list[Any]:
    """Every case, and those that are known to fail marked with the reason."""
    marks = {case: [pytest.mark.xfail(reason=reason, strict=True)] for case, reason in known.items()}
    listed = list(asked)
    assert set(marks) <= set(listed)
    return [pytest.param(*case, marks=marks.get(case, []), id="-".join(case)) for case in listed]


def only(language: str, text: str) -> Claim:
    """The one claim of a text."""
    claims = extract(text, language=language)
    assert len(claims) == 1, (text, [claim.exact for claim in claims])
    return claims[0]


def readings(claim: Claim) -> tuple[Decimal | None, Decimal | None]:
    """The value and, where the separators leave a doubt, the other one."""
    return claim.quantity.value, claim.quantity.alternative


# --- numbers in digits --------------------------------------------------------------------------------------------

# Four digits in one piece may be a year: some locales write them so.
integers = st.one_of(st.integers(2, 999), st.integers(10_000, 10**12))


@every_locale
@a_few
@given(number=integers)
@example(number=1_234_567)
@example(number=12_000)
def test_integers(language: str, locale: str, number: int) -> None:
    sentence, noun = COUNTED[language]
    claim = only(language, sentence.format(format_decimal(number, locale=locale)))
    assert number in readings(claim)
    assert claim.noun.text == noun


@every_locale
@a_few
@given(number=st.decimals(0, 10**9, places=2))
@example(number=Decimal("1234.5"))
@example(number=Decimal("1234567.89"))
def test_decimals_and_percentages(language: str, locale: str, number: Decimal) -> None:
    written = format_decimal(number, locale=locale)
    assert number in readings(only(language, COST[language].format(written)))
    share = only(language, COST[language].format(format_percent(number / 100, locale=locale, decimal_quantization=False)))
    assert number in readings(share)
    assert share.quantity.unit == "percent"


@every_locale
@a_few
@given(tenths=st.integers(11, 9_999), power=st.sampled_from([6, 9]))
@example(tenths=15, power=9)
@example(tenths=20, power=6)
def test_scale_words(language: str, locale: str, tenths: int, power: int) -> None:
    number = tenths * 10 ** (power - 1)
    written = format_compact_decimal(number, format_type="long", locale=locale, fraction_digits=1)
    claim = only(language, COST[language].format(written))
    assert claim.quantity.value == number
    assert claim.exact == written


# --- numbers in words ---------------------------------------------------------------------------------------------

#: Where num2words itself is wrong: in Italian it makes milleottocentodicotto of 1818.
MISSPELT = {"it": ("dicotto", "diciotto")}


def words(language: str, number: int, to: str = "cardinal") -> str:
    said = str(num2words(number, lang=language, to=to))
    return said.replace(*MISSPELT.get(language, ("", "")))


def said_back(language: str, number: int, write: Callable[[str, int], str]) -> list[tuple[str, Decimal | None]]:
    text = COUNTED[language][0].format(write(language, number))
    return [(claim.exact, claim.quantity.value) for claim in extract(text, language=language)]


@every_language
def test_number_words_up_to_a_thousand(language: str) -> None:
    wrong = [n for n in range(2, 1001) if said_back(language, n, words) != [(words(language, n), n)]]
    assert wrong == []


def unjoined(language: str, number: int) -> str:
    """Without what stands between a scale word and the number behind it: the comma in English, the e in Italian."""
    joiner = {"it": "(?<=one|oni) e(?= )", "en": ","}.get(language, "(?!)")
    return re.sub(joiner, "", words(language, number))


def not_one_over(number: int) -> int:
    """Any other number than a million and one: un milione uno is known to fail, below."""
    return number + (number % 1_000_000 == 1)


@every_language
@given(number=st.one_of(st.integers(1_001, 999_999), st.integers(1_000_000, 999_999_999)).map(not_one_over))
@example(number=1_984)
@example(number=21_021)
@example(number=2_500_000)
def test_number_words_of_any_size(language: str, number: int) -> None:
    assert said_back(language, number, unjoined) == [(unjoined(language, number), number)]


#: Joined numbers: a language, a number, and why it is not read as num2words joins it.
JOINED: dict[Case, str] = {
    ("en", "1710"): "",
    ("en", "2500000"): "",
    ("it", "2800002"): "",
    ("it", "1000001"): "uno is an article wherever it stands alone",
}


@pytest.mark.parametrize(("language", "number"), cases(JOINED, {case: why for case, why in JOINED.items() if why}))
def test_number_words_joined_behind_a_scale_word(language: str, number: str) -> None:
    assert said_back(language, int(number), words) == [(words(language, int(number)), int(number))]


# --- money and measures -------------------------------------------------------------------------------------------

Form = Literal["name", "standard"]
CURRENCIES = ("EUR", "USD", "GBP", "JPY", "CHF", "RUB", "UAH", "PLN", "CNY", "CAD", "AUD", "INR", "KRW")
_ADJECTIVE = "the pack does not know the currency by the name with its country"
_SIGN = "a sign with letters is read as the sign alone, or not at all"
UNKNOWN_MONEY: dict[Case, str] = {
    ("uk", "GBP", "name"): _ADJECTIVE,
    ("uk", "KRW", "name"): _ADJECTIVE,
    ("fr", "AUD", "standard"): _SIGN,
}
MONEY = [(language, code, form) for language in LANGUAGES for code in CURRENCIES for form in ("name", "standard")]


@pytest.mark.parametrize(("language", "code", "form"), cases(MONEY, UNKNOWN_MONEY))
def test_sums_of_money(language: str, code: str, form: Form) -> None:
    wrong = []
    for number in (1, 2, 5, 12, 1_250 if code in ("JPY", "KRW") else Decimal("1234.5"), 2_500_000):
        text = COST[language].format(format_currency(number, code, locale=language, format_type=form))
        read = [(number in readings(claim), claim.quantity.unit) for claim in extract(text, language=language)]
        if read != [(True, code)]:
            wrong.append(text)
    assert wrong == []


UNITS = {
    "length-kilometer": "kilometre",
    "length-meter": "metre",
    "length-centimeter": "centimetre",
    "mass-kilogram": "kilogram",
    "mass-gram": "gram",
    "mass-tonne": "tonne",
    "duration-second": "second",
    "duration-minute": "minute",
    "duration-hour": "hour",
    "duration-day": "day",
    "duration-week": "week",
    "duration-month": "month",
    "duration-year": "year",
    "volume-liter": "litre",
    "temperature-celsius": "degree_Celsius",
    "area-hectare": "hectare",
    "area-square-kilometer": "kilometre ** 2",
    "area-square-meter": "metre ** 2",
    "volume-cubic-meter": "metre ** 3",
    "speed-kilometer-per-hour": "kilometre / hour",
    "power-kilowatt": "kilowatt",
    "power-megawatt": "megawatt",
    "energy-kilowatt-hour": "kilowatt_hour",
    "frequency-megahertz": "megahertz",
    "digital-gigabyte": "gigabyte",
}
_UNLISTED = "the pack does not list the unit, or not in this form"
UNKNOWN_UNITS: dict[Case, str] = {
    ("fr", "energy-kilowatt-hour"): _UNLISTED,
    ("uk", "mass-tonne"): _UNLISTED,
    ("uk", "speed-kilometer-per-hour"): _UNLISTED,
}


@pytest.mark.parametrize(
    ("language", "unit"), cases([(language, unit) for language in LANGUAGES for unit in UNITS], UNKNOWN_UNITS)
)
def test_measures(language: str, unit: str) -> None:
    wrong = []
    for number in ("2", "5", "12", "37.5", "1234"):
        measure = format_unit(Decimal(number), unit, length="long", locale=language)
        text = LEFT[language].format(measure)
        read = [(Decimal(number) in readings(claim), claim.quantity.unit) for claim in extract(text, language=language)]
        # For want of a name in the language Babel writes the unit's own.
        if unit not in measure and read != [(True, UNITS[unit])]:
            wrong.append(text)
    assert wrong == []


# --- what is no figure --------------------------------------------------------------------------------------------

Length = Literal["short", "medium", "long", "full"]
EVERY_LOCALE = [(language, locale) for language, locales in LOCALES.items() for locale in locales]
_SHORT_MONTH = "a short name of a month is not known, or not in this order"
UNKNOWN_DATES: dict[Case, str] = {
    ("fr", "fr_CA", "medium"): _SHORT_MONTH,
    ("ru", "ru", "medium"): "the stop of a month's abbreviation ends the sentence",
}
DATES = [(*where, length) for where in EVERY_LOCALE for length in ("short", "medium", "long", "full")]


@pytest.mark.parametrize(("language", "locale", "length"), cases(DATES, UNKNOWN_DATES))
def test_dates_are_no_figures(language: str, locale: str, length: Length) -> None:
    days = [date(year, month, day) for year in (1789, 2024) for month in range(1, 13) for day in (1, 9, 21, 28)]
    written = {format_date(day, format=length, locale=locale) for day in days}
    assert {text: claims for text in written if (claims := extract(f"({text})", language=language))} == {}


TIMES = [(*where, length) for where in EVERY_LOCALE for length in ("short", "medium")]
UNKNOWN_TIMES: dict[Case, str] = {("fr", "fr_CA", "medium"): "seconds behind hours and minutes are read as a duration"}


@pytest.mark.parametrize(("language", "locale", "length"), cases(TIMES, UNKNOWN_TIMES))
def test_times_are_no_figures(language: str, locale: str, length: Length) -> None:
    written = {format_time(time(hour, 5, 30), format=length, locale=locale) for hour in range(24)}
    assert {text: claims for text in written if (claims := extract(f"({text})", language=language))} == {}


_TENS = "the number words before the last word of an ordinal are read as a number"
UNKNOWN_ORDINALS: dict[Case, str] = {(language,): _TENS for language in ("fr", "en", "ru", "uk")}


@pytest.mark.parametrize("language", cases([(language,) for language in LANGUAGES], UNKNOWN_ORDINALS))
def test_ordinals_in_words_are_no_figures(language: str) -> None:
    texts = [RANKED[language].format(words(language, number, "ordinal")) for number in range(2, 130)]
    assert [text for text in texts if extract(text, language=language)] == []
