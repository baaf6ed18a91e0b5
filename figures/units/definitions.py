"""The definition file of the units, `parsers/units.txt`, read as far as it goes: pint's format without its pint.

What the file needs of that format is this: a line is a prefix, a base unit or a unit made of others; what a unit is made
of is a product of numbers and names with whole exponents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import NamedTuple

from figures.datafolders import data_folder

_FACTOR = re.compile(r"(?P<number>\d+(?:\.\d+)?(?:e[+-]?\d+)?)|(?P<name>[^\W\d]\w*|[%‰°Åµ]\w*)", re.IGNORECASE)
_POWER = re.compile(r"\s*(?:\*\*|\^)\s*(?P<exponent>-?\d+)")
_OPERATOR = re.compile(r"\s*(?P<operator>[*/])\s*")
_NO_SYMBOL = "_"


class Factor(NamedTuple):
    """One factor of a product: a number, or the name of a unit, to a whole power."""

    number: Fraction | None
    name: str
    exponent: int


class Definition(NamedTuple):
    """A unit as the file writes it: what it is made of, and where its nought lies; a base unit is made of nothing.

    `base` is the dimension a base unit opens (`[length]`), empty for any other.
    """

    name: str
    base: str
    factors: tuple[Factor, ...]
    offset: Fraction


class Definitions(NamedTuple):
    """The whole file: units by their name, symbol and other names, and what prefixes multiply by."""

    units: dict[str, Definition]
    prefixes: dict[str, Fraction]


def definition_file() -> Path:
    """Where the one definition file stands, for pint and for whoever wants to read it."""
    return data_folder("parsers") / "units.txt"


def factors_of(expression: str) -> Iterator[Factor]:
    """The factors of a product of numbers and names; `ValueError` for anything else.

    >>> [(factor.name, factor.exponent) for factor in factors_of("kilometre / hour ** 2")]
    [('kilometre', 1), ('hour', -2)]
    """
    text, at, sign = expression.strip(), 0, 1
    while True:
        found = _FACTOR.match(text, at)
        if found is None:
            raise ValueError(f"no product of units: {expression!r}")
        power = _POWER.match(text, found.end())
        exponent = sign * int(power["exponent"]) if power else sign
        yield Factor(Fraction(found["number"]) if found["number"] else None, found["name"] or "", exponent)
        at = power.end() if power else found.end()
        if at == len(text):
            return
        operator = _OPERATOR.match(text, at)
        if operator is None:
            raise ValueError(f"no product of units: {expression!r}")
        sign = 1 if operator["operator"] == "*" else -1
        at = operator.end()


@cache
def definitions() -> Definitions:
    """The definition file, read once a process."""
    units: dict[str, Definition] = {}
    prefixes: dict[str, Fraction] = {}
    for line in definition_file().read_text(encoding="utf-8").splitlines():
        written = line.partition("#")[0].strip()
        if not written:
            continue
        name, value, *others = (part.strip() for part in written.split("="))
        if name.endswith("-"):
            prefixes.update((prefix.removesuffix("-"), Fraction(value)) for prefix in (name, *others))
            continue
        definition = _definition(name, value)
        units.update((known, definition) for known in (name, *others) if known != _NO_SYMBOL)
    return Definitions(units, prefixes)


def _definition(name: str, value: str) -> Definition:
    if value.startswith("["):
        return Definition(name, value, (), Fraction(0))
    made_of, _, offset = value.partition(";")
    nought = Fraction(1)
    for factor in factors_of(offset.partition(":")[2]) if offset else ():
        nought *= (factor.number or Fraction(0)) ** factor.exponent
    return Definition(name, "", tuple(factors_of(made_of)), nought if offset else Fraction(0))
