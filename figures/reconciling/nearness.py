"""Claims that come near to answering one question: comparable, and one aspect short of being put together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from heapq import nsmallest
from typing import NamedTuple

from figures.model import ASPECTS
from figures.reconciling.aspects import Aspects
from figures.reconciling.levels import ENOUGH, Levels

#: How many pairs of a block are kept.
OF_BLOCK = 100


class Near(NamedTuple):
    """Two claims of two groups, one aspect short of safe; the nearer, the smaller `order`."""

    order: int
    a: Aspects
    b: Aspects


@cache
def missing(course: str, levels: Levels) -> str | None:
    """The one aspect that would have to be a level surer for two comparable claims to be put together, if it is one.

    What is counted is never that aspect: two figures on other things are no one question in waiting.
    """
    found = None
    for row in ENOUGH[course]:
        short = [ASPECTS[i] for i, least in row if levels[i] < least]
        near = len(row) > 1 and all(levels[i] >= least - 1 for i, least in row)
        if near and len(short) == 1 and short[0] != "counted":
            found = found or short[0]
    return found


def nearest(
    pairs: Iterable[tuple[int, int, int]], part_of: Sequence[int], members: Sequence[Aspects]
) -> tuple[list[Near], int]:
    """Of pairs of a block (order, place, place) the nearest of each two parts, and how many of these are not kept."""
    of_parts: dict[tuple[int, int], tuple[int, int, int]] = {}
    for pair in pairs:
        a, b = sorted((part_of[pair[1]], part_of[pair[2]]))
        if a != b and pair < of_parts.get((a, b), (1, 0, 0)):
            of_parts[a, b] = pair
    kept = nsmallest(OF_BLOCK, of_parts.values())
    return [Near(order, members[i], members[j]) for order, i, j in kept], len(of_parts) - len(kept)
