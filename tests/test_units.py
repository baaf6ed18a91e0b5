"""The definition file, read without pint and held against pint; and that nothing adds which should not."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections import Counter, defaultdict
from dataclasses import replace
from decimal import Decimal
from itertools import permutations
from operator import add
from typing import Any

import pint
import pytest
from hypothesis import given
from hypothesis import strategies as st

import figures
from figures.datafolders import data_folder
from figures.model import Document, Noun, Quantity, Span
from figures.units import Incommensurable, UnitUnknown, commensurable, convert, dimension_of, scale_of
from figures.units.definitions import definition_file, definitions, factors_of
from figures.units.registry import pint_quantity, registry

PARSERS = data_folder("parsers")
FILES = [PARSERS / "universal.toml", *sorted(PARSERS.glob("*/*.toml"))]
#: Tables of [units.*] that hold words a unit goes by; `age` holds patterns as well.
KINDS = ("share", "duration", "measure", "rate", "money", "assumed")


def tables(name: str) -> list[tuple[str, dict[str, Any]]]:
    """A table of every file that has it, with the file's name."""
    read = ((path, tomllib.loads(path.read_text(encoding="utf-8"))) for path in FILES if path.name != "examples.toml")
    return [(path.relative_to(PARSERS).as_posix(), file[name]) for path, file in read if name in file]


def units_of_packs() -> set[str]:
    return {unit for _, table in tables("units") for kind in KINDS for unit in table.get(kind, {})}


CONCEPTS = {concept for _, table in tables("concepts") for concept in table}


def names_by_dimension() -> dict[str, list[str]]:
    """Every unit of the file and of the packs, by what it measures."""
    found: dict[str, set[str]] = defaultdict(set)
    for unit in {definition.name for definition in definitions().units.values()} | units_of_packs() | set(PREFIXED):
        found[dimension_of(unit)].add(unit)
    return {dimension: sorted(units) for dimension, units in sorted(found.items())}


#: Prefixes and products, beside what the packs hold of them.
PREFIXED = ("kilowatt_hour", "megatonne", "micrometre", "gigabyte", "decilitre", "hectopascal", "EUR / month", "pound / day")
#: As near as two ways of rounding to 28 digits come, of the larger value; and for temperatures, of their distance to nought.
NEAR, NEAR_NOUGHT = Decimal("1e-25"), Decimal("1e-20")


def near(a: Decimal, b: Decimal, *units: str) -> bool:
    least = NEAR_NOUGHT if any(scale_of(unit).offset for unit in units) else Decimal(0)
    return abs(a - b) <= max(NEAR * max(abs(a), abs(b), key=abs), least)


# --- the file and the packs ---------------------------------------------------------------------------------------


def test_every_concept_of_a_pack_is_a_unit() -> None:
    missing = {concept for concept in CONCEPTS if concept not in definitions().units}
    assert missing == set(), "parsers/units.txt wants a line `concept = [concept]` for each"
    assert len({dimension_of(concept) for concept in CONCEPTS}) == len(CONCEPTS)


def test_no_name_is_defined_twice() -> None:
    lines = [line.partition("#")[0] for line in definition_file().read_text(encoding="utf-8").splitlines()]
    parts = [[part.strip() for part in line.split("=")] for line in lines if "=" in line]
    names = Counter(name for name, _, *others in parts for name in (name, *others) if name != "_")
    assert {name for name, times in names.items() if times > 1} == set()


def test_every_currency_is_a_dimension_of_its_own() -> None:
    codes = [name for name in definitions().units if len(name) == 3 and name.isascii() and name.isupper()]
    money = [code for code in codes if code != "TEU"]
    assert len(money) > 150
    assert {code for code in money if dimension_of(code) != f"[{code}]"} == set()


def test_what_is_no_product_of_units_is_refused() -> None:
    for written in ("", "metre per second", "metre *", "3 metre", "furlong_and_a_half", "metre + foot"):
        with pytest.raises(UnitUnknown):
            scale_of(written)
    with pytest.raises(ValueError, match="no product"):
        list(factors_of("metre second"))


# --- the same as pint ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("dimension", "units"), names_by_dimension().items(), ids=lambda value: str(value)[:40])
def test_every_conversion_within_a_dimension_is_that_of_pint(dimension: str, units: list[str]) -> None:
    assert {dimension_of(unit) for unit in units} == {dimension}
    wrong = []
    for unit, to in permutations(units, 2):
        value = Decimal("12.5")
        ours, theirs = convert(value, unit, to), registry().Quantity(value, unit).to(to).magnitude
        assert isinstance(theirs, Decimal)
        if not near(ours, theirs, unit, to):
            wrong.append(f"{unit} to {to}: {ours} here, {theirs} by pint")
    assert wrong == []


def test_what_is_commensurable_is_so_for_pint() -> None:
    by_dimension = names_by_dimension()
    first = {dimension: registry().Quantity(Decimal(1), units[0]) for dimension, units in by_dimension.items()}
    sizes = Counter(str(quantity.dimensionality) for quantity in first.values())
    assert {dimension for dimension, times in sizes.items() if times > 1} == set()


CONVERSIONS = [
    ("30", "foot", "metre", "9.144"),
    ("1", "mile", "kilometre", "1.609344"),
    ("5", "acre", "hectare", "2.02342821120"),
    ("1", "barrel", "litre", "158.987294928"),
    ("20", "gallon", "litre", "75.70823568"),
    ("1", "ton", "kilogram", "907.18474"),
    ("1", "stone", "pound", "14"),
    ("100", "kilometre / hour", "metre / second", "27.77777777777777777777777778"),
    ("100", "degree_Celsius", "degree_Fahrenheit", "212"),
    ("32", "degree_Fahrenheit", "degree_Celsius", "0"),
    ("0", "kelvin", "degree_Celsius", "-273.15"),
    ("1", "kilowatt_hour", "megajoule", "3.6"),
    ("1", "atmosphere", "hectopascal", "1013.25"),
    ("50", "USD_cent", "USD", "0.5"),
    ("3", "RUB_kopeck", "RUB", "0.03"),
    ("90", "minute", "hour", "1.5"),
    ("18", "month", "year", "1.5"),
    ("2", "decade", "century", "0.2"),
    ("50", "basis_point", "percentage_point", "0.5"),
    ("5", "permille", "percent", "0.5"),
    ("1", "gigabyte", "megabit", "8000"),
    ("20", "knot", "kilometre / hour", "37.04"),
]


@pytest.mark.parametrize(("value", "unit", "to", "expected"), CONVERSIONS)
def test_a_conversion_known_by_heart(value: str, unit: str, to: str, expected: str) -> None:
    assert convert(Decimal(value), unit, to) == Decimal(expected)


#: Pairs of units that look alike and measure two things.
APART = [
    tuple(line.split(", "))
    for line in """
soldier, missile
soldier, person
USD, EUR
EUR, FRF
USD_cent, EUR_cent
cent, USD
percent, percentage_point
percent, degree
metre, metre ** 2
litre, kilogram
watt, joule
degree, degree_Celsius
kilometre, kilometre / hour
bit, percent
EUR, EUR / month
barrel, barrel / day
tonne, gross_tonnage
soldier / day, soldier
""".strip().splitlines()
]


@pytest.mark.parametrize(("unit", "to"), APART)
def test_what_never_adds(unit: str, to: str) -> None:
    assert not commensurable(unit, to)
    with pytest.raises(Incommensurable):
        convert(Decimal(1), unit, to)
    with pytest.raises(pint.DimensionalityError):
        add(registry().Quantity(Decimal(1), unit), registry().Quantity(Decimal(1), to))


# --- properties ---------------------------------------------------------------------------------------------------

values = st.decimals(min_value=-(10**9), max_value=10**9, allow_nan=False, places=3)
pairs = st.sampled_from([units for units in names_by_dimension().values() if len(units) > 1]).flatmap(
    lambda units: st.tuples(st.sampled_from(units), st.sampled_from(units))
)


@given(values, pairs)
def test_there_and_back_again(value: Decimal, pair: tuple[str, str]) -> None:
    unit, to = pair
    back = convert(convert(value, unit, to), to, unit)
    assert near(back, value, unit, to)


@given(values, values, pairs)
def test_conversion_keeps_the_order(a: Decimal, b: Decimal, pair: tuple[str, str]) -> None:
    unit, to = pair
    small, large = sorted((a, b))
    assert convert(small, unit, to) <= convert(large, unit, to)


counted = st.sampled_from(sorted({*CONCEPTS, "arbre", "ship-to-ship", "vœu"}))


@given(counted, counted, st.integers(1, 10**6), st.integers(1, 10**6))
def test_things_counted_add_to_their_like_alone(one: str, other: str, n: int, m: int) -> None:
    a, b = pint_quantity(claim(one, n)), pint_quantity(claim(other, m))
    if one == other:
        total: Any = add(a, b)
        assert total.magnitude == n + m
    else:
        with pytest.raises(pint.DimensionalityError):
            add(a, b)


# --- a claim as a quantity of pint ----------------------------------------------------------------------------------


def claim(name: str, n: int) -> figures.Claim:
    concept = name if name in definitions().units else None
    noun = Noun(name, Span(2, 3), name, concept)
    value = Decimal(n)
    origin = Document("text").origin
    return figures.Claim("c", origin, Span(0, 1), Span(0, 1), str(n), Quantity(value, value, value), noun)


def quantity(value: str | None, **rest: Any) -> Quantity:
    exact = None if value is None else Decimal(value)
    return Quantity(exact, exact, exact, **rest)


def test_a_quantity_is_one_of_pint_in_decimals() -> None:
    found = figures.pint_quantity(quantity("1.5", kind="measure", unit="kilometre"))
    assert (found.magnitude, str(found.units)) == (Decimal("1.5"), "kilometre")
    assert found.to("mile").magnitude.quantize(Decimal("0.0001")) == Decimal("0.9321")


def test_a_range_is_told_by_its_middle_and_nothing_by_nothing() -> None:
    between = Quantity(None, Decimal(2), Decimal(3), "range", kind="duration", unit="hour")
    assert figures.pint_quantity(between).magnitude == Decimal("2.5")
    with pytest.raises(ValueError, match="no best value"):
        figures.pint_quantity(Quantity(None, None, None))


def test_a_count_of_nothing_named_is_a_number() -> None:
    assert figures.pint_quantity(quantity("12")).dimensionless


def test_a_word_that_is_also_a_unit_is_counted_all_the_same() -> None:
    """Bars are no pressure, and the seconds of a duel no time."""
    for word, unit in (("bar", "pascal"), ("second", "hour")):
        found = replace(claim("house", 3), noun=Noun(word, Span(2, 5), word))
        assert not figures.pint_quantity(found).is_compatible_with(unit)


def test_conversion_does_without_pint() -> None:
    """The hot path pays for no registry."""
    code = "import sys, figures.units as u, figures.reconciling; u.scale_of('watt_hour'); sys.exit('pint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
