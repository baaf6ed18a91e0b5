"""Can two quantities both be true? A table of pairs, and what has to hold for every pair there is."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.model import Quantity, Vague
from figures.reconciling.comparison import Reading, compare, compare_readings


def exact(value: int, step: int = 1) -> Quantity:
    v = Decimal(value)
    return Quantity(v, v, v, step=Decimal(step))


def about(value: int) -> Quantity:
    return Quantity(Decimal(value), None, None, approximate=True)


def more(value: int, bound: str = ">") -> Quantity:
    return Quantity(Decimal(value), Decimal(value), None, bound=bound)


def less(value: int, bound: str = "<") -> Quantity:
    return Quantity(Decimal(value), None, Decimal(value), bound=bound)


def between(low: int, high: int) -> Quantity:
    return Quantity(None, Decimal(low), Decimal(high), bound="range")


def vague(low: int, best: int | None, high: int) -> Quantity:
    meant = Vague("ccc", Decimal(low), None if best is None else Decimal(best), Decimal(high))
    return Quantity(None, Decimal(low), None, vague=meant)


def of(quantity: Quantity, unit: str) -> Quantity:
    return replace(quantity, kind="measure", unit=unit)


CASES = [
    # two units of one dimension; of two dimensions the numbers alone are looked at
    (of(exact(30, 10), "foot"), of(exact(9), "metre"), "agree"),
    (of(exact(30, 10), "foot"), of(exact(12), "metre"), "conflict"),
    (of(more(10), "mile"), of(exact(20, 10), "kilometre"), "compatible"),
    (of(exact(32), "degree_Fahrenheit"), of(exact(0), "degree_Celsius"), "agree"),
    (of(exact(32), "degree_Fahrenheit"), of(exact(10), "degree_Celsius"), "conflict"),
    (of(exact(30), "foot"), of(exact(30), "litre"), "agree"),
    (of(exact(30), "cubit"), of(exact(30), "ell"), "agree"),
    # two plain numbers, as far as their last digit reaches
    (exact(12000, 1000), exact(12000, 1000), "agree"),
    (exact(12000, 1000), exact(12345), "agree"),
    (exact(12000, 1000), exact(12600, 100), "conflict"),
    (exact(12000, 1000), exact(13000, 1000), "compatible"),
    (exact(12000, 1000), exact(14000, 1000), "conflict"),
    (exact(4), exact(5), "conflict"),
    (exact(8000, 1000), exact(8250, 10), "agree"),
    (exact(40000, 10000), exact(8000, 1000), "conflict"),
    # about
    (about(12000), exact(12500, 100), "agree"),
    (about(12000), about(15000), "conflict"),
    (about(4700), exact(4100, 100), "conflict"),
    (about(100), exact(109), "agree"),
    # bounds are closed
    (more(12), exact(12), "compatible"),
    (more(10000), about(6700), "conflict"),
    (more(10000), exact(28000, 1000), "compatible"),
    (more(10000), more(10000), "agree"),
    (more(10000), more(12000), "compatible"),
    (more(5), less(5), "compatible"),
    (more(6), less(5), "conflict"),
    (less(50), exact(80), "conflict"),
    (more(2000000), exact(740000, 10000), "conflict"),
    # ranges
    (between(15000, 18000), exact(15000, 1000), "compatible"),
    (between(15000, 18000), between(15000, 18000), "agree"),
    (between(15000, 18000), exact(12000, 1000), "conflict"),
    (between(15000, 18000), exact(18500, 100), "conflict"),
    # words without a number
    (vague(200, 200, 999), exact(450), "compatible"),
    (vague(200, 200, 999), exact(1200, 100), "conflict"),
    (vague(200, None, 999), vague(200, None, 999), "agree"),
]


@pytest.mark.parametrize(("a", "b", "outcome"), CASES)
def test_what_two_quantities_say_of_each_other(a: Quantity, b: Quantity, outcome: str) -> None:
    assert compare(a, b).outcome == outcome
    assert compare(b, a).outcome == outcome


@pytest.mark.parametrize(
    ("a", "b", "gap", "difference", "ratio"),
    [
        (exact(40000, 10000), exact(8000, 1000), 29600, 32000, 5),
        (more(10000), about(6700), 2630, 3300, Decimal(10000) / 6700),
        (exact(0), exact(5), 5, 5, None),
        (less(10), exact(10), 0, 0, 1),
    ],
)
def test_how_far_apart_two_quantities_are(
    a: Quantity, b: Quantity, gap: int, difference: int, ratio: Decimal | int | None
) -> None:
    found = compare(a, b)
    assert (found.gap, found.difference, found.ratio) == (gap, difference, ratio)


values = st.decimals(min_value=-(10**9), max_value=10**9, allow_nan=False, places=2)
ends = st.one_of(st.none(), values)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """An interval with any of its ends open, a best value inside it or none, and a point or not."""
    low, high = draw(ends), draw(ends)
    if low is not None and high is not None and low > high:
        low, high = high, low
    inside = [x for x in (low, high) if x is not None]
    best = draw(st.one_of(st.none(), st.sampled_from(inside))) if inside else None
    return Reading(low, best, high, best is not None and draw(st.booleans()))


@given(readings(), readings())
def test_comparison_is_symmetric(a: Reading, b: Reading) -> None:
    assert compare_readings(a, b) == compare_readings(b, a)


@given(readings(), readings(), st.decimals(0, 1000, places=2), st.decimals(0, 1000, places=2))
def test_widening_an_interval_never_creates_a_conflict(a: Reading, b: Reading, below: Decimal, above: Decimal) -> None:
    wide = a._replace(low=None if a.low is None else a.low - below, high=None if a.high is None else a.high + above)
    if compare_readings(a, b).outcome != "conflict":
        assert compare_readings(wide, b).outcome != "conflict"
    assert compare_readings(wide, b).gap <= compare_readings(a, b).gap


@given(readings())
def test_a_reading_agrees_with_itself(a: Reading) -> None:
    assert compare_readings(a, a).outcome == "agree"


@given(readings(), readings())
def test_a_conflict_is_a_gap_and_nothing_else_is(a: Reading, b: Reading) -> None:
    found = compare_readings(a, b)
    assert (found.outcome == "conflict") == (found.gap > 0)


@given(st.integers(1, 10**9), st.integers(1, 10**9), st.integers(1, 10**6))
def test_a_common_factor_changes_no_answer(a: int, b: int, factor: int) -> None:
    """Counts in thousands or in units: the answer is one."""
    large = [replace(exact(x * factor), step=Decimal(factor)) for x in (a, b)]
    small = [replace(exact(x), kind="measure") for x in (a, b)]
    plain = [replace(x, kind="measure") for x in large]
    assert compare(plain[0], plain[1]).outcome == compare(small[0], small[1]).outcome
