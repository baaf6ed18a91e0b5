"""A scale for a plot: where a number or a day stands between two edges, and which round ones to mark on it."""

from __future__ import annotations

import math
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

#: From this ratio of the largest to the smallest on, a linear scale would press the small ones together.
LOGARITHMIC = 50
#: A linear scale begins at nought unless the smallest number is above this part of the largest.
NEAR_NOUGHT = 0.6
_AIR, _ROOM = 0.06, 0.18
_STEPS = (1, 2, 5)
#: What a scale can hold beside nought: beyond these, labels would be wider than the picture.
SMALLEST, LARGEST = 1e-12, 1e18
_MANTISSAS = ((1, 2, 5), (1, 3), (1,))
_MONTHS = (1, 2, 3, 6)
_DAYS = (1, 2, 7, 14)


class Scale(NamedTuple):
    """From numbers between `first` and `last` to places between `begin` and `end`."""

    first: float
    last: float
    begin: float
    end: float
    logarithmic: bool = False

    def at(self, value: float) -> float:
        """The place of a number; one beyond the ends of the scale stands at the end.

        >>> Scale(0, 10, 100, 200).at(5), Scale(1, 100, 0, 100, logarithmic=True).at(10)
        (150.0, 50.0)
        """
        value = min(max(value, self.first), self.last)
        if self.logarithmic:
            part = math.log(value / self.first) / math.log(self.last / self.first)
        else:
            part = (value - self.first) / (self.last - self.first)
        return self.begin + part * (self.end - self.begin)


def holds(value: float) -> bool:
    """True of a number that can stand on a scale.

    >>> holds(0), holds(-16000), holds(1e-300), holds(float("inf"))
    (True, True, False, False)
    """
    return value == 0 or SMALLEST <= abs(value) <= LARGEST


def scale(values: Sequence[float], begin: float, end: float, *, rising: bool = False) -> Scale:
    """A scale on which all of these numbers stand, with some air beyond them, and more above where something goes on.

    It begins at nought where that leaves room enough to tell the numbers apart, and counts in powers of ten where one of
    them is fifty times another.

    >>> scale([8000, 40000], 0, 100)[:2]
    (0, 42400.0)
    >>> scale([55, 500000], 0, 100).logarithmic
    True
    """
    low, high = min(values), max(values)
    if low > 0 and high >= LOGARITHMIC * low:
        air = (high / low) ** _AIR
        return Scale(low / air, high * (air**2 if rising else air), begin, end, logarithmic=True)
    if low == high:
        low, high = (low - abs(low) / 10, high + abs(high) / 10) if low else (-1, 1)
    from_nought = 0 <= low <= high * NEAR_NOUGHT
    span = high if from_nought else high - low
    return Scale(0 if from_nought else low - span * _AIR, high + span * (_ROOM if rising else _AIR), begin, end)


def ticks(on: Scale, at_most: int, *, whole: bool = False) -> list[Decimal]:
    """The round numbers to mark on a scale, as many as there may be; `whole` ones alone for what cannot be halved.

    >>> [str(tick) for tick in ticks(Scale(0, 42400, 0, 100), 5)]
    ['0', '10000', '20000', '30000', '40000']
    >>> [str(tick) for tick in ticks(Scale(50, 530000, 0, 100, logarithmic=True), 5)]
    ['100', '1000', '10000', '100000']
    """
    if on.logarithmic:
        return _powers(on, at_most)
    power = math.floor(math.log10((on.last - on.first) / at_most)) - 1
    for exponent in range(power, max(power + 4, 1)):
        for step in (Decimal(n).scaleb(exponent) for n in _STEPS):
            first, last = math.ceil(on.first / float(step)), math.floor(on.last / float(step))
            if last - first < at_most and not (whole and step < 1):
                return [_plain(step * n) for n in range(first, last + 1)]
    return []


def _powers(on: Scale, at_most: int) -> list[Decimal]:
    exponents = range(math.floor(math.log10(on.first)), math.ceil(math.log10(on.last)) + 1)
    every = [[Decimal(n).scaleb(power) for power in exponents for n in mantissas] for mantissas in _MANTISSAS]
    every += [[Decimal(1).scaleb(power) for power in exponents[::n]] for n in range(2, len(exponents) + 1)]
    for numbers in every:
        found = [_plain(number) for number in numbers if on.first <= number <= on.last]
        if len(found) <= at_most:
            return found
    return []


def _plain(number: Decimal) -> Decimal:
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


class Days(NamedTuple):
    """The days to mark on a scale of days: each the first of its `unit` (`day`, `month` or `year`)."""

    unit: str
    days: tuple[date, ...]

    def until(self, day: date) -> date:
        """The last day of the unit that begins with a day.

        >>> Days("month", ()).until(date(2024, 2, 1))
        datetime.date(2024, 2, 29)
        """
        if self.unit == "month":
            return day.replace(day=monthrange(day.year, day.month)[1])
        return date(day.year, 12, 31) if self.unit == "year" else day


def days(first: date, last: date, at_most: int) -> Days:
    """The days to mark between two days, in the finest unit that does not give too many.

    >>> days(date(2023, 10, 16), date(2025, 7, 13), 5).unit
    'month'
    >>> [day.isoformat() for day in days(date(2023, 10, 16), date(2025, 7, 13), 5).days]
    ['2024-01-01', '2024-07-01', '2025-01-01', '2025-07-01']
    """
    found = (choice for choice in _choices(first, last, at_most) if len(choice.days) <= at_most)
    return next(found, Days("day", (first, last)))


def _choices(first: date, last: date, at_most: int) -> Iterator[Days]:
    """From fine to coarse; a choice that marks nothing is left out."""
    span = last.toordinal() - first.toordinal()
    for step in _DAYS:
        if span // step < at_most:
            yield Days("day", tuple(date.fromordinal(first.toordinal() + n) for n in range(0, span + 1, step)))
    months = [(number // 12, number % 12 + 1) for number in range(_month(first), _month(last) + 1)]
    for step in _MONTHS:
        begun = [date(year, month, 1) for year, month in months if (month - 1) % step == 0]
        yield from _within(Days("month", tuple(begun)), first, last)
    for step in (step * 10**power for power in range(4) for step in _STEPS):
        begun = [date(year, 1, 1) for year in range(first.year, last.year + 1) if year % step == 0]
        yield from _within(Days("year", tuple(begun)), first, last)


def _within(choice: Days, first: date, last: date) -> Iterator[Days]:
    inside = tuple(day for day in choice.days if first <= day <= last)
    if inside:
        yield Days(choice.unit, inside)


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1
