"""Quantities as pint knows them: for whoever wants to go on reckoning. Nothing else of this package imports pint."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

import pint

from figures.model import Claim, Quantity
from figures.units.definitions import definition_file, definitions

if TYPE_CHECKING:
    from pint.facets.plain import PlainQuantity

_NO_NAME = re.compile(r"\W+")


@cache
def registry() -> pint.UnitRegistry[Any]:
    """The one registry of the definition file, in decimals; quantities of one registry add, those of two do not."""
    # pint's types know of numbers in general, and its stubs of floats alone.
    decimals: Any = Decimal
    return pint.UnitRegistry(str(definition_file()), non_int_type=decimals)


def pint_quantity(item: Claim | Quantity) -> PlainQuantity[Any]:
    """The best value of a claim or a quantity as a pint quantity, in decimals.

    Things counted are units of their own, by their concept or else by their lemma, so that soldiers and missiles never
    add; a bare quantity does not know what it counts, and is a plain number. A range is told by its middle. Raises
    `ValueError` where the words give no best value.

    >>> import figures
    >>> [wall] = figures.extract("The wall is 30 feet long.", language="en")
    >>> print(figures.pint_quantity(wall).to("metre"))
    9.1440 metre
    """
    quantity = item.quantity if isinstance(item, Claim) else item
    best = quantity.interval().best
    if best is None:
        raise ValueError("the quantity has no best value")
    unit = quantity.unit or (_counted(item) if isinstance(item, Claim) and quantity.kind == "count" else "")
    return registry().Quantity(best, unit)


def _counted(claim: Claim) -> str:
    """The unit of things counted: the concept, which every language shares, or the lemma, made a unit of its own."""
    noun = claim.noun
    name = _NO_NAME.sub("_", (noun.concept or noun.lemma or noun.resolved or "").casefold()).strip("_")
    if not name:
        return ""
    units = registry()
    # A concept the file does not list, and any lemma: a bar where people drink is no pressure.
    unit = name if noun.concept in definitions().units else f"counted_{name}"
    if unit not in units:
        units.define(f"{unit} = [{unit}]")
    return unit
