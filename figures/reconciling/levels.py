"""The levels of two claims that are held against each other, and the table of what is enough to compare them."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from figures.model import ASPECTS
from figures.reconciling.traits import COURSES

#: Levels in rising order; their names are those of `figures.model.LEVELS_OF_ASPECT`.
DIFFERENT, UNKNOWN, COMPATIBLE, SAME = range(4)


class Levels(NamedTuple):
    """The level of each aspect, under its name in `ASPECTS`."""

    counted: int
    status: int
    sides: int
    narrowing: int
    unit: int
    place: int
    time: int
    telling: int
    context: int
    figure: int


@cache
def weighed(course: str, *found: int) -> tuple[Levels, bool]:
    """The levels, one value for all pairs that have the same, and whether they are enough."""
    return Levels(*found), any(all(found[i] >= least for i, least in row) for row in ENOUGH[course])


@cache
def stricter(a: str, b: str) -> str:
    """Of two courses, the one that asks for more certainty; `COURSES` is in that order."""
    return a if _STRICTNESS[a] <= _STRICTNESS[b] else b


_STRICTNESS = {course: i for i, course in enumerate(COURSES)}


def _at_least(**levels: int) -> tuple[tuple[int, int], ...]:
    return tuple((ASPECTS.index(name), level) for name, level in levels.items())


#: What is enough to compare, by course: one of the rows, every aspect of it at that level or above.
ENOUGH: dict[str, tuple[tuple[tuple[int, int], ...], ...]] = {
    "event": (
        _at_least(counted=COMPATIBLE, place=SAME, time=SAME),
        _at_least(counted=COMPATIBLE, place=COMPATIBLE, time=SAME, context=COMPATIBLE),
        _at_least(counted=COMPATIBLE, time=SAME, context=SAME),
    ),
    "losses": (
        _at_least(counted=COMPATIBLE, status=SAME, sides=SAME),
        _at_least(counted=COMPATIBLE, status=SAME, context=COMPATIBLE, figure=SAME),
        _at_least(counted=COMPATIBLE, status=SAME, context=SAME),
    ),
    "toll": (
        _at_least(counted=COMPATIBLE, status=SAME, place=COMPATIBLE, time=SAME),
        _at_least(counted=COMPATIBLE, status=SAME, time=SAME, context=COMPATIBLE),
        _at_least(counted=COMPATIBLE, status=SAME, context=SAME),
    ),
    "cumulative": (
        _at_least(counted=SAME, status=SAME, context=COMPATIBLE),
        _at_least(counted=SAME, context=COMPATIBLE, figure=SAME),
        _at_least(counted=SAME, context=SAME),
    ),
    "stock": (
        _at_least(counted=SAME, status=SAME, sides=SAME),
        _at_least(counted=COMPATIBLE, context=COMPATIBLE, figure=SAME),
        _at_least(counted=SAME, status=SAME, context=SAME),
    ),
    "plain": (
        _at_least(counted=SAME, context=SAME),
        _at_least(counted=SAME, context=COMPATIBLE, figure=SAME),
    ),
    "amount": (
        _at_least(context=SAME),
        _at_least(counted=SAME, context=COMPATIBLE, figure=SAME),
    ),
}
