"""A number as written, with its bounds and unit, and the interval that comparison uses."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

#: How a quantity is bounded: exact, at least, more than, at most, less than, from-to.
BOUNDS = ("=", "≥", ">", "≤", "<", "range")
#: What sort of quantity it is.
KINDS = ("count", "share", "money", "measure", "duration", "age", "ratio", "rate")

_NEVER_MORE = Decimal("0.05")
_APPROXIMATELY = Decimal("0.1")
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Vague:
    """The policy row of a number given in words without a number (*des milliers*): `best` and what it may mean."""

    policy: str
    low: Decimal
    best: Decimal | None
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class Interval:
    """What the words leave open: every value in [low, high] is compatible with them. `None` is an open end."""

    best: Decimal | None
    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as written.

    `value`, `low`, `high` follow the wording: exact, all three equal; at least, value and low; at most, value and high;
    a range, low and high; approximate, value only; a vague plural, low only. `step` is the place value of the last digit
    written (12 000 → 1000, 1,5 million → 100 000): half of it is the rounding. `unit` is pint's canonical singular name, an
    ISO 4217 code, or `None` for things counted. `assumed` names what the reader supplied (`unit` for a bare *dollar*);
    `alternative` is the other reading of an ambiguous numeral (`1.200`).
    """

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    bound: str = "="
    approximate: bool = False
    kind: str = "count"
    unit: str | None = None
    step: Decimal = _ONE
    vague: Vague | None = None
    assumed: str | None = None
    alternative: Decimal | None = None

    def interval(self) -> Interval:
        """The closed interval comparison uses; bounds are closed, so that *more than 12* and *12* are compatible.

        Rounding is half of the last significant digit as written, never more than 5 %; a count below 100 is exact, and
        so is any other number below 100 to its last digit. Approximate is ±10 %.

        >>> Quantity(Decimal(12000), Decimal(12000), Decimal(12000), step=Decimal(1000)).interval()
        Interval(best=Decimal('12000'), low=Decimal('11500'), high=Decimal('12500'))
        """
        if self.vague is not None:
            return Interval(self.vague.best, self.vague.low, self.vague.high)
        if self.bound == "range":
            return self._range()
        value = self.value
        if value is None:
            return Interval(self.low, self.low, self.high)
        slack = abs(value) * _APPROXIMATELY if self.approximate else self.rounding(value)
        low: Decimal | None = value - slack
        high: Decimal | None = value + slack
        if self.bound in ("≥", ">"):
            low, high = (low if self.approximate else value), None
        elif self.bound in ("≤", "<"):
            low, high = None, (high if self.approximate else value)
        return Interval(value, low, high)

    def rounding(self, value: Decimal) -> Decimal:
        """Half of the last significant digit, at most 5 % of the value; nothing for a count given to its last unit."""
        if self.kind == "count" and (abs(value) < 100 or self.step <= 1) and value == value.to_integral_value():
            return Decimal(0)
        return min(self.step / 2, abs(value) * _NEVER_MORE)

    def _range(self) -> Interval:
        low, high = self.low, self.high
        if low is None or high is None:
            return Interval(None, low, high)
        slack = _APPROXIMATELY if self.approximate else Decimal(0)
        return Interval((low + high) / 2, low - abs(low) * slack, high + abs(high) * slack)


def number(value: Decimal | None) -> int | float | None:
    """The JSON number of a Decimal: an `int` where it is whole, else a `float`.

    >>> number(Decimal("16000.0")), number(Decimal("1.5")), number(None)
    (16000, 1.5, None)
    """
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
