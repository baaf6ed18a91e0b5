"""Units as scales: a dimension, how many of its base units one is, and where nought lies; exact, and without pint."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from figures.units.definitions import Definition, definitions, factors_of

_ONE, _NOTHING = Fraction(1), Fraction(0)
_REMEMBERED = 4096

_Powers = dict[str, int]


class UnitUnknown(ValueError):
    """A unit that the definition file does not hold; the message names it."""

    def __init__(self, unit: str) -> None:
        super().__init__(f"unknown unit {unit!r}")
        self.unit = unit


class Incommensurable(ValueError):
    """Two units of different dimensions: no factor leads from one to the other."""

    def __init__(self, unit: str, to: str) -> None:
        super().__init__(f"{unit!r} does not convert to {to!r}: {dimension_of(unit)} is not {dimension_of(to)}")


class Scale(NamedTuple):
    """A unit: `value * factor + offset` is the value in the base units of its dimension.

    `dimension` is written like a unit, of base dimensions in alphabetical order (`[length] / [time]`), and empty for a
    share. Factors are ratios, since five ninths have no last digit.
    """

    dimension: str
    factor: Fraction
    offset: Fraction


@lru_cache(maxsize=_REMEMBERED)
def scale_of(unit: str) -> Scale:
    """The scale of a unit or of a product of units, by any name the definition file has; raises `UnitUnknown`.

    >>> scale_of("kilometre / hour")
    Scale(dimension='[length] / [time]', factor=Fraction(5, 18), offset=Fraction(0, 1))
    """
    factor, powers, offset = _known(unit) or _product(unit)
    return Scale(_written(powers), factor, offset)


def dimension_of(unit: str) -> str:
    """What a unit measures: two units convert into each other where this is one; raises `UnitUnknown`.

    >>> dimension_of("acre"), dimension_of("USD_cent"), dimension_of("permille")
    ('[length] ** 2', '[USD]', '')
    """
    return scale_of(unit).dimension


def commensurable(a: str, b: str) -> bool:
    """True where values of the two units can be compared: feet and metres, cents and dollars, never soldiers and missiles.

    >>> commensurable("foot", "kilometre"), commensurable("soldier", "missile"), commensurable("percent", "percentage_point")
    (True, False, False)
    """
    return a == b or scale_of(a).dimension == scale_of(b).dimension


def convert(value: Decimal, unit: str, to: str) -> Decimal:
    """A value of one unit in another: exact where a decimal can be, else to the digits of the decimal context.

    Raises `UnitUnknown` for a unit that is none, `Incommensurable` where the two measure different things.

    >>> convert(Decimal(30), "foot", "metre"), convert(Decimal(50), "USD_cent", "USD")
    (Decimal('9.144'), Decimal('0.5'))
    >>> convert(Decimal(-40), "degree_Fahrenheit", "degree_Celsius")
    Decimal('-40')
    """
    if unit == to:
        return value
    a, b = scale_of(unit), scale_of(to)
    if a.dimension != b.dimension:
        raise Incommensurable(unit, to)
    exact = (Fraction(value) * a.factor + a.offset - b.offset) / b.factor
    return Decimal(exact.numerator) / Decimal(exact.denominator)


_Found = tuple[Fraction, _Powers, Fraction]


def _known(name: str) -> _Found | None:
    """A name of the file, or one with a prefix; a prefix moves no nought."""
    units, prefixes = definitions()
    definition = units.get(name)
    if definition is not None:
        return _resolved(definition)
    for end in range(len(name) - 1, 0, -1):
        prefix, prefixed = prefixes.get(name[:end]), units.get(name[end:])
        if prefix is not None and prefixed is not None:
            factor, powers, _ = _resolved(prefixed)
            return prefix * factor, powers, _NOTHING
    return None


def _resolved(definition: Definition) -> _Found:
    if definition.base:
        return _ONE, {definition.base: 1}, _NOTHING
    factor, powers = _ONE, _Powers()
    for part in definition.factors:
        if part.number is not None:
            factor *= part.number**part.exponent
        else:
            factor *= _raised(part.name, part.exponent, powers)
    return factor, powers, definition.offset


def _product(expression: str) -> _Found:
    """Units multiplied: a degree of temperature in a product is one of difference, whose nought is nought."""
    factor, powers = _ONE, _Powers()
    try:
        for part in factors_of(expression):
            if part.number is not None and part.number != 1:
                raise UnitUnknown(expression)
            factor *= _raised(part.name, part.exponent, powers) if part.name else _ONE
    except ValueError as error:
        raise UnitUnknown(expression) from error
    return factor, powers, _NOTHING


def _raised(name: str, exponent: int, powers: _Powers) -> Fraction:
    """The factor of a named unit to a power; what it measures is added to `powers`."""
    found = _known(name)
    if found is None:
        raise UnitUnknown(name)
    for base, power in found[1].items():
        powers[base] = powers.get(base, 0) + power * exponent
    return found[0] ** exponent


def _written(powers: _Powers) -> str:
    above = [_power(base, power) for base, power in sorted(powers.items()) if power > 0]
    below = [_power(base, -power) for base, power in sorted(powers.items()) if power < 0]
    return " / ".join(filter(None, (" * ".join(above) or ("1" if below else ""), *below)))


def _power(base: str, power: int) -> str:
    return base if power == 1 else f"{base} ** {power}"
