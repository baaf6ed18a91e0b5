"""Claims that answer one question, brought together: blocks, safe links inside them, and the groups the links make.

Nothing is all-pairs: claims meet only inside a block (kind, unit, what is counted, what happens to it), a large block
is split by what the claims name, and where that still leaves a hub, each claim meets its neighbours in time and size.
Links are joined from the strongest down, and never across a pair that is different, so that *Paris* and *France* cannot
meet through a sentence that names neither. The result does not depend on the order of the claims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from figures.reconciling.aspects import Aspects
from figures.reconciling.comparability import SAME, comparability
from figures.reconciling.timeline import time_key
from figures.reconciling.traits import CASUALTY_STATUSES, STATED

#: Up to this many claims of a block are compared each with each.
ALL_PAIRS = 48
#: In a larger block, with how many neighbours on each side a claim is compared, in time and in size.
NEIGHBOURS = 8

Block = tuple[str, str | None, str | None, str | None, str]
Pair = tuple[int, int]


class Link(NamedTuple):
    """Two claims of a block that answer one question: the surer, the smaller `order`; then their places in it."""

    order: int
    a: int
    b: int


class Grouping(NamedTuple):
    """Groups, each in the order of time; and how many claims stood in hubs too large to compare each with each."""

    groups: list[list[Aspects]]
    in_hubs: int


def group(rows: Iterable[Aspects]) -> Grouping:
    """Every stated claim in exactly one group; what is negated, hypothetical or asked is in none."""
    blocks: dict[Block, list[Aspects]] = defaultdict(list)
    for row in rows:
        if row.claim.modality in STATED:
            blocks[block_of(row)].append(row)
    groups: list[list[Aspects]] = []
    in_hubs = 0
    for members in blocks.values():
        if len(members) == 1:
            groups.append(members)
            continue
        members.sort(key=time_key)
        pairs, capped = candidates(members)
        in_hubs += capped
        groups.extend(_grouped(members, pairs))
    groups.sort(key=lambda group: time_key(group[0]))
    return Grouping(groups, in_hubs)


def block_of(row: Aspects) -> Block:
    """What two claims must share before anything else is looked at."""
    quantity = row.claim.quantity
    status = row.status if row.status in CASUALTY_STATUSES else None
    family = row.family if row.course != "amount" else None
    moment = "forecast" if row.claim.modality == "forecast" else "stated"
    return quantity.kind, quantity.unit, family, status, moment


def candidates(members: Sequence[Aspects]) -> tuple[Iterable[Pair], int]:
    """Pairs worth comparing, each once, and how many claims stood in parts too large for all their pairs.

    `members` are in the order of time. Comparable claims share a place, a side, a name or a word, so that a part of a
    large block is whatever shares one of those.
    """
    if len(members) <= ALL_PAIRS:
        return combinations(range(len(members)), 2), 0
    parts: dict[str, list[int]] = defaultdict(list)
    for i, row in enumerate(members):
        for token in tokens_of(row):
            parts[token].append(i)
    pairs: set[Pair] = set()
    hub: set[int] = set()
    for part in parts.values():
        if len(part) <= ALL_PAIRS:
            pairs.update(combinations(part, 2))
        else:
            hub.update(part)
            pairs.update(neighbours(members, part))
    return sorted(pairs), len(hub)


def tokens_of(row: Aspects) -> set[str]:
    """Whatever a comparable claim would share one of."""
    tokens = set(row.words)
    tokens.update(f"place {place}" for place in row.places)
    tokens.update(f"side {side}" for side in row.sides)
    if row.course not in ("plain", "amount"):
        tokens.update(f"topic {name}" for name in row.topic)
    return tokens


def neighbours(members: Sequence[Aspects], part: Sequence[int]) -> Iterator[Pair]:
    """Pairs next to each other in time, and next to each other in size."""
    by_size = sorted(part, key=lambda i: (members[i].reading.low or members[i].reading.high or 0, i))
    for order in (part, by_size):
        for place, i in enumerate(order):
            for j in order[place + 1 : place + 1 + NEIGHBOURS]:
                yield (i, j) if i < j else (j, i)


def _grouped(members: Sequence[Aspects], pairs: Iterable[Pair]) -> list[list[Aspects]]:
    """Join the safe links from the strongest down, never across a pair that is different."""
    links: list[Link] = []
    different: dict[int, set[int]] = defaultdict(set)
    for i, j in pairs:
        found = comparability(members[i], members[j])
        if found is None:
            different[i].add(j)
            different[j].add(i)
        elif found.safe:
            sure = 2 * found.levels.count(SAME) + 3 * (found.comparison.outcome == "agree")
            links.append(Link(-sure, i, j))
    links.sort()
    part_of = list(range(len(members)))
    parts = {i: {i} for i in part_of}
    for _, i, j in links:
        a, b = part_of[i], part_of[j]
        if a == b:
            continue
        large, small = (a, b) if (len(parts[a]), -a) >= (len(parts[b]), -b) else (b, a)
        if any(not different[k].isdisjoint(parts[large]) for k in parts[small]):
            continue
        for k in parts[small]:
            part_of[k] = large
        parts[large] |= parts.pop(small)
    return [[members[i] for i in sorted(part)] for part in parts.values()]
