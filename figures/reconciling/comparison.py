"""Can two quantities both be true of one thing? A small pure function over what their words leave open."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from figures.model import Quantity
from figures.units import UnitUnknown, convert, dimension_of

#: What a comparison may say, from the calmest to the gravest.
OUTCOMES = ("agree", "compatible", "conflict")

_NOTHING, _ONE = Decimal(0), Decimal(1)


class Reading(NamedTuple):
    """A quantity as comparison sees it: its closed interval, and whether it names one point (no bound, no range).

    `tolerance` is the share of itself by which each end is taken wider when two are held against each other: nothing
    that is shown of the interval has it.
    """

    low: Decimal | None
    best: Decimal | None
    high: Decimal | None
    point: bool
    tolerance: Decimal = _NOTHING

    def widened(self) -> Reading:
        """The reading with its tolerance taken in.

        >>> Reading(Decimal(90), Decimal(100), None, point=True, tolerance=Decimal("0.1")).widened().low
        Decimal('81.0')
        """
        low = None if self.low is None else self.low - abs(self.low) * self.tolerance
        high = None if self.high is None else self.high + abs(self.high) * self.tolerance
        return Reading(low, self.best, high, self.point)


class Comparison(NamedTuple):
    """What two quantities say of each other.

    `outcome` is one of `OUTCOMES`. `gap` is the room between the two intervals (0 where they meet), `difference` and
    `ratio` (larger by smaller, at least 1) compare the best values; `None` where a best value is missing or zero.
    """

    outcome: str
    gap: Decimal
    difference: Decimal | None
    ratio: Decimal | None


_SAME = Comparison("agree", _NOTHING, _NOTHING, _ONE)


@lru_cache(maxsize=1 << 16)
def read(quantity: Quantity, tolerance: Decimal = _NOTHING) -> Reading:
    """The interval of a quantity, and whether it stands for one point."""
    interval = quantity.interval()
    point = quantity.bound == "=" and quantity.vague is None
    return Reading(interval.low, interval.best, interval.high, point, tolerance)


def checked_tolerance(tolerance: Decimal | float | str) -> Decimal:
    """A tolerance as a share of one, from 0 up to but not including 1; `ValueError` names anything else.

    >>> checked_tolerance(0.05)
    Decimal('0.05')
    >>> checked_tolerance(5)
    Traceback (most recent call last):
        ...
    ValueError: tolerance must be a share from 0 to less than 1, such as 0.05 for 5 %, not 5
    """
    share = _NOTHING - 1
    with suppress(ArithmeticError):
        share = Decimal(str(tolerance))
    if not (share.is_finite() and _NOTHING <= share < 1):
        raise ValueError(f"tolerance must be a share from 0 to less than 1, such as 0.05 for 5 %, not {tolerance}")
    return share


def compare(a: Quantity, b: Quantity, *, tolerance: Decimal | float = _NOTHING) -> Comparison:
    """Whether two quantities of one thing agree, are compatible, or conflict.

    Intervals are closed and come from the wording: rounding, approximation, bounds, vague policies. They *conflict*
    where they do not meet; *agree* where two points are equal within the coarser rounding of the two, or where both
    say the same; else they are *compatible*. Symmetric; widening an interval never creates a conflict. Of two units of
    one dimension (feet and metres) both are told in the one that comes first in the alphabet, which `gap` and
    `difference` are in; other units are taken as equal. `tolerance` widens both intervals by that share of their ends.

    >>> about = Quantity(Decimal(6700), None, None, approximate=True)
    >>> more = Quantity(Decimal(10000), Decimal(10000), None, ">")
    >>> compare(about, more).outcome, compare(about, more).gap
    ('conflict', Decimal('2630.0'))
    >>> compare(Quantity(Decimal(12000), Decimal(12000), None, ">"), more).outcome
    'compatible'
    """
    share = checked_tolerance(tolerance)
    return compare_readings(*in_common(read(a, share), a.unit, read(b, share), b.unit))


def compare_readings(a: Reading, b: Reading) -> Comparison:
    """`compare` for quantities that were read before."""
    if (a is b or a == b) and a.best:
        return _SAME
    gap = separation(a, b)
    difference = ratio = None
    if a.best is not None and b.best is not None:
        difference = abs(a.best - b.best)
        small, large = abs(a.best), abs(b.best)
        if small > large:
            small, large = large, small
        ratio = large / small if small else None
    if gap > _NOTHING:
        return Comparison("conflict", gap, difference, ratio)
    return Comparison("agree" if agrees(a, b) else "compatible", _NOTHING, difference, ratio)


@cache
def dimension_told(unit: str | None) -> str | None:
    """What a unit measures, or the unit itself where the definitions do not know it; `None` for things counted."""
    if unit is None:
        return None
    try:
        return dimension_of(unit) or "share"
    except UnitUnknown:
        return unit


def in_common(a: Reading, of_a: str | None, b: Reading, of_b: str | None) -> tuple[Reading, Reading]:
    """Two readings in one unit where their units are of one dimension; as they stand where they are not."""
    if of_a == of_b or of_a is None or of_b is None or dimension_told(of_a) != dimension_told(of_b):
        return a, b
    unit = min(of_a, of_b)
    return in_unit(a, of_a, unit), in_unit(b, of_b, unit)


def in_unit(reading: Reading, unit: str | None, to: str | None) -> Reading:
    """A reading told in another unit of its dimension."""
    if unit == to or unit is None or to is None:
        return reading
    low, best, high = (None if x is None else convert(x, unit, to) for x in reading[:3])
    return Reading(low, best, high, reading.point, reading.tolerance)


def separation(a: Reading, b: Reading) -> Decimal:
    """How far apart two closed intervals stand; 0 where they meet. An open end reaches everything on its side."""
    if a.tolerance or b.tolerance:
        a, b = a.widened(), b.widened()
    if a.high is not None and b.low is not None and a.high < b.low:
        return b.low - a.high
    if b.high is not None and a.low is not None and b.high < a.low:
        return a.low - b.high
    return _NOTHING


def exceeds(part: Reading, whole: Reading) -> bool:
    """True where what can only be a part is larger than its whole may be: 27 civilians dead of 15 dead."""
    return part.low is not None and whole.high is not None and part.low > whole.high


def agrees(a: Reading, b: Reading) -> bool:
    """Equal within rounding: two points no farther apart than the coarser one's slack, or two equal wordings."""
    if a == b:
        return True
    if a.tolerance or b.tolerance:
        a, b = a.widened(), b.widened()
    if not (a.point and b.point) or a.best is None or b.best is None or a.high is None or b.high is None:
        return False
    return abs(a.best - b.best) <= max(a.high - a.best, b.high - b.best)
