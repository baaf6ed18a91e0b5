"""The words of both languages: complete, alike in shape, and written as their readers write."""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from figures.datafolders import data_folder
from figures.model import Interval, Quantity, Vague
from figures.reconciling.rules import RULES, Rule
from figures.wording import Number, Wording, languages, templates, wording

FR, EN = wording("fr"), wording("en")


def placeholders(entry: object) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(entry) if name is not None} if isinstance(entry, str) else set()


def test_there_are_french_and_english() -> None:
    assert languages() == ("en", "fr")


def test_every_topic_has_a_file_in_every_language() -> None:
    topics = {lang: {p.name.split(".")[0] for p in templates().glob(f"*.{lang}.toml")} for lang in languages()}
    assert topics["fr"] == topics["en"]


def test_both_languages_have_the_same_keys() -> None:
    assert sorted(FR.entries) == sorted(EN.entries)


@pytest.mark.parametrize("key", sorted(set(FR.entries) & set(EN.entries)))
def test_a_key_has_the_same_shape_in_both_languages(key: str) -> None:
    fr, en = FR.entries[key], EN.entries[key]
    assert type(fr) is type(en)
    assert placeholders(fr) == placeholders(en)
    if isinstance(fr, str) and isinstance(en, str):
        assert bool(fr) == bool(en), "empty in one language alone"
    if isinstance(fr, list) and isinstance(en, list):
        assert len(fr) == len(en)


def test_an_unknown_language_is_refused_with_those_there_are() -> None:
    with pytest.raises(ValueError, match=r"no wording for language 'de'; there are: en, fr"):
        wording("de")


def test_a_missing_key_names_key_and_language() -> None:
    with pytest.raises(KeyError, match=r"no\.such\.key.*'fr'"):
        FR.text("no.such.key")


def test_a_missing_value_names_key_language_and_placeholder() -> None:
    with pytest.raises(KeyError, match=r"locale\.quote.*'en'.*text"):
        EN.text("locale.quote")


def test_a_value_with_braces_is_not_a_pattern() -> None:
    assert EN.quote("{oops} {0}") == "“{oops} {0}”"


NUMBERS: list[tuple[Number, str, str]] = [
    (0, "0", "0"),
    (999, "999", "999"),
    (1000, "1\u202f000", "1,000"),
    (-12000, "\u221212\u202f000", "-12,000"),
    (1_234_567, "1\u202f234\u202f567", "1,234,567"),
    (Decimal("1.5"), "1,5", "1.5"),
    (Decimal("1.50"), "1,50", "1.50"),
    (Decimal("16000.0"), "16\u202f000", "16,000"),
    (Decimal("1.2E+4"), "12\u202f000", "12,000"),
    (Decimal("1E+30"), "1" + "\u202f000" * 10, "1" + ",000" * 10),
    (Decimal("1E-7"), "0,0000001", "0.0000001"),
    (0.667, "0,667", "0.667"),
    (16000.0, "16\u202f000", "16,000"),
    (None, "—", "—"),
]


@pytest.mark.parametrize(("value", "fr", "en"), NUMBERS)
def test_number(value: Number, fr: str, en: str) -> None:
    assert (FR.number(value), EN.number(value)) == (fr, en)


DATES: list[tuple[date | None, str, str]] = [
    (date(2025, 4, 26), "26\u00a0avril 2025", "26\u00a0April 2025"),
    (date(2024, 8, 1), "1er\u00a0août 2024", "1\u00a0August 2024"),
    (None, "—", "—"),
]


@pytest.mark.parametrize(("day", "fr", "en"), DATES)
def test_date(day: date | None, fr: str, en: str) -> None:
    assert (FR.date(day), EN.date(day)) == (fr, en)


PERIODS: list[tuple[date, date, str, str]] = [
    (date(2025, 1, 1), date(2025, 12, 31), "2025", "2025"),
    (date(2024, 2, 1), date(2024, 2, 29), "février 2024", "February 2024"),
    (date(2023, 2, 1), date(2023, 2, 28), "février 2023", "February 2023"),
    (date(2025, 4, 30), date(2025, 4, 30), "30\u00a0avril 2025", "30\u00a0April 2025"),
    (
        date(2025, 4, 1),
        date(2025, 4, 29),
        "du 1er\u00a0avril 2025 au 29\u00a0avril 2025",
        "1\u00a0April 2025 to 29\u00a0April 2025",
    ),
]


@pytest.mark.parametrize(("first", "last", "fr", "en"), PERIODS)
def test_period(first: date, last: date, fr: str, en: str) -> None:
    assert (FR.period(first, last), EN.period(first, last)) == (fr, en)


def dec(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def q(value: str | None, low: str | None, high: str | None, bound: str = "=", **rest: object) -> Quantity:
    return Quantity(dec(value), dec(low), dec(high), bound, **rest)  # type: ignore[arg-type]


THOUSANDS = Vague("ccc", Decimal(2000), Decimal(2000), Decimal(9999))
QUANTITIES: list[tuple[Quantity, str, str]] = [
    (q("16000", "16000", "16000"), "16\u202f000", "16,000"),
    (q("10000", "10000", None, "≥"), "≥\u00a010\u202f000", "≥\u00a010,000"),
    (q("10000", "10000", None, ">"), ">\u00a010\u202f000", ">\u00a010,000"),
    (q("90", None, "90", "≤", kind="share", unit="percent"), "≤\u00a090\u202f%", "≤\u00a090%"),
    (q("8", None, "8", "<"), "<\u00a08", "<\u00a08"),
    (q("12000", None, None, approximate=True), "≈\u00a012\u202f000", "≈\u00a012,000"),
    (q("12000", "12000", None, ">", approximate=True), ">\u00a0≈\u00a012\u202f000", ">\u00a0≈\u00a012,000"),
    (q(None, "15000", "18000", "range"), "15\u202f000\u00a0– 18\u202f000", "15,000\u00a0– 18,000"),
    (q(None, "2", "3", "range", unit="year", kind="duration"), "2\u00a0– 3\u202fans", "2\u00a0– 3 years"),
    (q("1", "1", "1", unit="year", kind="duration"), "1\u202fan", "1 year"),
    (q("1.5", "1.5", "1.5", unit="year", kind="duration"), "1,5\u202fan", "1.5 years"),
    (q("0", "0", "0", unit="day", kind="duration"), "0\u202fjour", "0 days"),
    (q("1500000", "1500000", "1500000", unit="EUR", kind="money"), "1\u202f500\u202f000\u202f€", "€1,500,000"),
    (q("3", "3", "3", unit="XYZ", kind="money"), "3 XYZ", "3 XYZ"),
    (q("60", "60", "60", unit="kilometre / hour", kind="rate"), "60\u202fkm/h", "60 km/h"),
    (q(None, "2000", None, vague=THOUSANDS), "2\u202f000\u00a0– 9\u202f999", "2,000\u00a0– 9,999"),
    (q(None, None, None), "—", "—"),
]


@pytest.mark.parametrize(("quantity", "fr", "en"), QUANTITIES)
def test_quantity(quantity: Quantity, fr: str, en: str) -> None:
    assert (FR.quantity(quantity), EN.quantity(quantity)) == (fr, en)


def test_a_rate_without_words_of_its_own_is_told_by_its_parts() -> None:
    monthly = q("300", "300", "300", unit="EUR / month", kind="rate")
    assert (FR.quantity(monthly), EN.quantity(monthly)) == ("300\u202f€ par mois", "€300 a month")
    deaths = q("12", "12", "12", unit="1 / day", kind="rate")
    assert (FR.quantity(deaths), EN.quantity(deaths)) == ("12 par jour", "12 a day")
    assert EN.quantity(q("3", "3", "3", unit="EUR / cubit", kind="rate")) == "3 EUR / cubit"


def test_a_vague_quantity_shows_its_words_first() -> None:
    assert EN.quantity(q(None, "2000", None, vague=THOUSANDS), "thousands") == "thousands (2,000\u00a0– 9,999)"


INTERVALS: list[tuple[str | None, str | None, str]] = [
    ("11500", "12500", "11,500\u00a0– 12,500"),
    ("64", "64", "64"),
    ("10000", None, "≥\u00a010,000"),
    (None, "90", "≤\u00a090"),
    (None, None, "—"),
]


@pytest.mark.parametrize(("low", "high", "text"), INTERVALS)
def test_interval(low: str | None, high: str | None, text: str) -> None:
    assert EN.interval(Interval(None, dec(low), dec(high))) == text


@pytest.mark.parametrize(
    ("words", "n", "text"),
    [
        (FR, 0, "0\u202fheure"),
        (FR, 1, "1\u202fheure"),
        (FR, 2, "2\u202fheures"),
        (EN, 0, "0 hours"),
        (EN, 1, "1 hour"),
        (EN, 2000, "2,000 hours"),
    ],
)
def test_counted_words(words: Wording, n: int, text: str) -> None:
    assert words.count("unit.hour", n) == text


# What the packs and rules can say has words for it.

PARSERS = data_folder("parsers")
PACKS = sorted(PARSERS.glob("*/"))


def pack(path: Path) -> dict[str, Any]:
    """The tables of every file of a pack, and of the file that all packs share."""
    files = [PARSERS / "universal.toml", *sorted(path.glob("*.toml"))]
    tables: dict[str, Any] = {"refusal": [], "status": {}, "units": {}, "place": {}}
    for file in files:
        read = tomllib.loads(file.read_text(encoding="utf-8"))
        tables["refusal"] += read.get("refusal", [])
        tables["status"] |= read.get("status", {})
        tables["place"] |= read.get("places", {}) | read.get("demonyms", {})
        for sort in ("measure", "duration", "share", "money", "rate", "assumed"):
            tables["units"] |= read.get("units", {}).get(sort, {})
    return tables


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.name)
@pytest.mark.parametrize("words", [FR, EN], ids=["fr", "en"])
def test_what_a_pack_can_say_has_words(path: Path, words: Wording) -> None:
    tables = pack(path)
    assert len(tables["status"]) > 3
    assert len(tables["refusal"]) > 3
    # What the rest of a text settles comes out as another status.
    told = [slug for slug, table in tables["status"].items() if table.keys().isdisjoint({"settled", "needs"})]
    assert [slug for slug in told if f"status.{slug}" not in words] == []
    assert [name for name in tables["place"] if f"place.{name}" not in words] == []
    assert [rule["id"] for rule in tables["refusal"] if f"reason.{rule['id']}" not in words] == []
    assert [unit for unit in tables["units"] if not has_words(unit, words)] == []


def has_words(unit: str, words: Wording) -> bool:
    """Words of its own, or a rate that is told by its parts."""
    of, _, per = unit.rpartition(" / ")
    return f"unit.{unit}" in words or f"unit.{unit}.one" in words or (f"per.{per}" in words and has_words(of, words))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rule_id)
def test_every_kind_of_finding_has_a_name_and_a_meaning(rule: Rule) -> None:
    assert all(f"{topic}.{rule.kind}" in words for words in (FR, EN) for topic in ("kind", "meaning"))
