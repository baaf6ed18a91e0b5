"""Which claims are worth comparing: blocks, and inside a large block the pairs that share something telling.

Nothing is all-pairs: claims meet only inside a block (kind, dimension, what is counted, what happens to it), a large block
is split by what its claims name, and where that still leaves a hub, each claim meets its neighbours in time and size.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from figures.reconciling.aspects import Aspects
from figures.reconciling.traits import CASUALTY_STATUSES

#: Up to this many claims of a block are compared each with each.
WHOLE_BLOCK = 128
#: Up to this many claims of a part of a larger block, or of a group, are compared each with each.
ALL_PAIRS = 48
#: In a larger part, with how many neighbours a claim is compared, in time and in size.
NEIGHBOURS = 4
#: In how many parts that large one claim is looked at.
HUBS = 3

#: How much two claims of a large block have to share to be compared.
ENOUGH_SHARED = 2

Block = tuple[str, str | None, str | None, str | None, str]
Pair = tuple[int, int]


def block_of(row: Aspects) -> Block:
    """What two claims must share before anything else is looked at."""
    quantity = row.claim.quantity
    status = row.status if row.status in CASUALTY_STATUSES else None
    family = row.family if row.course != "amount" else None
    moment = "forecast" if row.claim.modality == "forecast" else "stated"
    return quantity.kind, row.dimension, family, status, moment


class Candidates(NamedTuple):
    """Pairs of a block worth comparing, each once.

    `apart` has pairs that were seen to differ on the way, the pair of i and j of n claims as `i * n + j`; `in_hubs` is how
    many claims stood in parts too large for all their pairs.
    """

    pairs: Iterable[Pair]
    apart: array[int]
    in_hubs: int


def candidates(members: Sequence[Aspects]) -> Candidates:
    """Pairs worth comparing.

    `members` are in the order of time. A part of a large block is whatever shares a token. Two claims are worth
    comparing when they share two words, or one place, side or name; in a part too large, when they are neighbours.
    """
    if len(members) <= WHOLE_BLOCK:
        return Candidates(combinations(range(len(members)), 2), array("q"), 0)
    # Columns of numbers take a tenth of a second to load, which few dossiers need.
    from figures.reconciling import incidence as columns

    n = len(members)
    found = columns.incidence_of(map(tokens_of, members), ENOUGH_SHARED)
    hubs = columns.hubs_of(found, ALL_PAIRS, HUBS)
    beside = columns.neighbouring(hubs, [float(_size(row)) for row in members], n, NEIGHBOURS)
    near, apart = columns.divided(beside, members, found, ALL_PAIRS)
    worth = columns.either(columns.sharing(found, n, ENOUGH_SHARED, ALL_PAIRS), near)
    return Candidates((divmod(pair, n) for pair in worth), array("q", apart), hubs.claims)


def within(pairs: array[int], part_of: Sequence[int]) -> Iterable[int]:
    """Of pairs, told as those of `Candidates.apart`, the ones of one part; `part_of` has the part of each claim."""
    n = len(part_of)
    if n > WHOLE_BLOCK:
        from figures.reconciling import incidence as columns

        return columns.within(pairs, part_of)
    return [pair for pair in pairs if part_of[pair // n] == part_of[pair % n]]


def tokens_of(row: Aspects) -> tuple[Collection[str], Collection[str]]:
    """Whatever a comparable claim would share: its words, and the names that tell more than a word does."""
    named = (*_telling("place", row.places), *_telling("side", row.sides))
    return row.about.stems, named if row.course in ("plain", "amount") else (*named, *_telling("topic", row.topic))


@lru_cache(maxsize=1 << 12)
def _telling(aspect: str, names: frozenset[str]) -> tuple[str, ...]:
    return tuple(f"{aspect} {name}" for name in names)


def neighbours(members: Sequence[Aspects], part: Sequence[int]) -> Iterator[Pair]:
    """Pairs of a part next to each other in time, and next to each other in size; `part` is in the order of time."""
    by_size = sorted(part, key=lambda i: (_size(members[i]), i))
    for order in (part, by_size):
        for apart in range(1, NEIGHBOURS + 1):
            for i, j in zip(order, order[apart:], strict=False):
                yield (i, j) if i < j else (j, i)


def _size(row: Aspects) -> Decimal:
    return row.reading.low or row.reading.high or Decimal(0)
