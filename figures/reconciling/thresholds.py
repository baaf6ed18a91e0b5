"""Where a number decides something: thresholds that a user set, so that a conflict across one stands out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

#: Stands for every power of ten (the size classes of the Crowd Counting Consortium).
MAGNITUDE = "magnitude"


class Thresholds(NamedTuple):
    """Numbers in rising order, each the least value of what lies above it; with `magnitude`, every power of ten as well."""

    values: tuple[Decimal, ...] = ()
    magnitude: bool = False

    def __bool__(self) -> bool:
        """True where there is any."""
        return bool(self.values) or self.magnitude

    def between(self, low: Decimal, high: Decimal) -> Iterator[Decimal]:
        """The thresholds above `low` that `high` reaches; of the powers of ten, the highest.

        >>> [str(x) for x in checked_thresholds([500, "magnitude"]).between(Decimal(90), Decimal(2500))]
        ['500', '1000']
        """
        yield from (value for value in self.values if low < value <= high)
        if self.magnitude and high > 0:
            power = Decimal(10) ** high.adjusted()
            if low < power:
                yield power


NO_THRESHOLDS = Thresholds()


def checked_thresholds(asked: Iterable[Decimal | float | str]) -> Thresholds:
    """Thresholds as they are asked for; `ValueError` names what is neither a number nor `magnitude`.

    >>> checked_thresholds(["1000", 100.0]).values
    (Decimal('100.0'), Decimal('1000'))
    >>> checked_thresholds(["many"])
    Traceback (most recent call last):
        ...
    ValueError: thresholds: neither a number nor 'magnitude': 'many'
    """
    if isinstance(asked, str):
        raise TypeError("thresholds must be an iterable of numbers, not a string")
    each = list(asked)
    return Thresholds(tuple(sorted({_number(one) for one in each if one != MAGNITUDE})), MAGNITUDE in each)


def _number(asked: Decimal | float | str) -> Decimal:
    try:
        value = Decimal(str(asked).strip())
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise ValueError(f"thresholds: neither a number nor {MAGNITUDE!r}: {asked!r}")
    return value
