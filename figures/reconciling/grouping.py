"""Claims that answer one question, brought together: blocks, safe links inside them, and the groups the links make.

Nothing is all-pairs: claims meet only inside a block (kind, dimension, what is counted, what happens to it), a large block
is split by what the claims name, and where that still leaves a hub, each claim meets its neighbours in time and size.
Links are joined from the strongest down, and never across a pair that is different, so that *Paris* and *France* cannot
meet through a sentence that names neither. The result does not depend on the order of the claims.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from heapq import nsmallest
from itertools import combinations
from typing import NamedTuple

from figures.reconciling.aspects import Aspects, in_one_unit
from figures.reconciling.comparability import SAME, comparability, told_apart
from figures.reconciling.nearness import Near, missing, nearest
from figures.reconciling.opposition import by_one_text_alone, two_voices_opposed
from figures.reconciling.timeline import time_key
from figures.reconciling.traits import CASUALTY_STATUSES, STATED
from figures.reconciling.union import Union

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


class Link(NamedTuple):
    """Two claims of a block that answer one question: the surer, the smaller `order`; then their places in it."""

    order: int
    a: int
    b: int


class Hub(NamedTuple):
    """A block with parts too large for all pairs: its first claim in time, and how many claims stood in such parts."""

    first: Aspects
    claims: int


class Grouping(NamedTuple):
    """Groups, each in the order of time; and the hubs, where claims were held against their neighbours alone.

    `near` are pairs of claims of two groups that come near to being one, `unkept` is how many more such pairs there were.
    """

    groups: list[list[Aspects]]
    hubs: list[Hub]
    near: list[Near]
    unkept: int


def group(rows: Iterable[Aspects]) -> Grouping:
    """Every stated claim in exactly one group; what is negated, hypothetical or asked is in none."""
    blocks: dict[Block, list[Aspects]] = defaultdict(list)
    for row in rows:
        if row.claim.modality in STATED:
            blocks[block_of(row)].append(row)
    groups: list[list[Aspects]] = []
    hubs: list[Hub] = []
    near: list[Near] = []
    unkept = 0
    for members in blocks.values():
        if len(members) == 1:
            groups.append(members)
            continue
        members.sort(key=time_key)
        found = candidates(members)
        if found.in_hubs:
            hubs.append(Hub(members[0], found.in_hubs))
        parts = _grouped(members, found)
        groups.extend(parts.groups)
        near.extend(parts.near)
        unkept += parts.unkept
    groups.sort(key=lambda group: time_key(group[0]))
    hubs.sort(key=lambda hub: time_key(hub.first))
    return Grouping(groups, hubs, near, unkept)


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
    apart = array("q")
    if len(members) <= WHOLE_BLOCK:
        return Candidates(combinations(range(len(members)), 2), apart, 0)
    tokens = [tokens_of(row) for row in members]
    parts: dict[str, list[int]] = defaultdict(list)
    for i, named in enumerate(tokens):
        for token in named:
            parts[token].append(i)
    near, in_hubs = _near(members, tokens, parts, apart)
    return Candidates(_pairs_of_parts(tokens, parts, near), apart, in_hubs)


def _near(
    members: Sequence[Aspects],
    tokens: Sequence[Mapping[str, int]],
    parts: Mapping[str, list[int]],
    apart: array[int],
) -> tuple[Mapping[int, set[int]], int]:
    """Neighbours inside the parts too large for all pairs; a claim is looked at in the smallest few of its own."""
    looked_at: dict[str, list[int]] = defaultdict(list)
    in_hubs = 0
    for i, named in enumerate(tokens):
        large = [(len(part), token) for token in named if len(part := parts[token]) > ALL_PAIRS]
        in_hubs += bool(large)
        for _, token in nsmallest(HUBS, large) if len(large) > HUBS else large:
            looked_at[token].append(i)
    near: dict[int, set[int]] = defaultdict(set)
    n = len(members)
    for part in looked_at.values():
        for i, j in neighbours(members, part):
            if told_apart(members[i], members[j]):
                apart.append(i * n + j)
            else:
                near[i].add(j)
    return near, in_hubs


def _pairs_of_parts(
    tokens: Sequence[Mapping[str, int]], parts: Mapping[str, list[int]], near: Mapping[int, set[int]]
) -> Iterator[Pair]:
    """Each claim with the later ones that share a telling token with it, or two words, or are its neighbours."""
    for i, named in enumerate(tokens):
        shared: set[int] = set()
        worth: set[int] = set()
        for token, weight in named.items():
            part = parts[token]
            if 1 < len(part) <= ALL_PAIRS:
                later = part[bisect_right(part, i) :]
                worth.update(later if weight >= ENOUGH_SHARED else shared.intersection(later))
                shared.update(later)
        for j in worth | near[i] if i in near else worth:
            yield i, j


def tokens_of(row: Aspects) -> dict[str, int]:
    """Whatever a comparable claim would share, and how much sharing it says: a word one, anything more telling two."""
    tokens = dict.fromkeys(row.words, 1)
    tokens.update(_telling("place", row.places))
    tokens.update(_telling("side", row.sides))
    if row.course not in ("plain", "amount"):
        tokens.update(_telling("topic", row.topic))
    return tokens


@lru_cache(maxsize=1 << 12)
def _telling(aspect: str, names: frozenset[str]) -> dict[str, int]:
    return {f"{aspect} {name}": ENOUGH_SHARED for name in names}


def neighbours(members: Sequence[Aspects], part: Sequence[int]) -> Iterator[Pair]:
    """Pairs of a part next to each other in time, and next to each other in size; `part` is in the order of time."""
    by_size = sorted(part, key=lambda i: (members[i].reading.low or members[i].reading.high or 0, i))
    for order in (part, by_size):
        for apart in range(1, NEIGHBOURS + 1):
            for i, j in zip(order, order[apart:], strict=False):
                yield (i, j) if i < j else (j, i)


def _grouped(members: Sequence[Aspects], candidates: Candidates) -> Grouping:
    """Join the safe links from the strongest down, never across a pair that is different."""
    links: list[Link] = []
    short: list[Link] = []
    n, apart = len(members), candidates.apart
    for i, j in candidates.pairs:
        found = comparability(members[i], members[j])
        if found is None:
            apart.append(i * n + j)
        elif found.safe:
            sure = 2 * found.levels.count(SAME) + 3 * (found.comparison.outcome == "agree")
            links.append(Link(-sure, i, j))
        elif missing(found.course, found.levels):
            short.append(Link(-2 * found.levels.count(SAME) - 3 * (found.comparison.outcome == "agree"), i, j))
    different = _different(links, apart, n)
    links.sort()
    part_of = list(range(len(members)))
    parts = {i: {i} for i in part_of}
    _join(links, different, part_of, parts)
    opposed = [link for link in links if part_of[link.a] != part_of[link.b] and _opposed(members, link)]
    if opposed:
        _join(opposed, _told_by_two(different, members), part_of, parts)
    near, unkept = nearest(short, part_of, members)
    return Grouping([in_one_unit([members[i] for i in sorted(part)]) for part in parts.values()], [], near, unkept)


def _join(links: Iterable[Link], different: Mapping[int, set[int]], part_of: list[int], parts: dict[int, set[int]]) -> None:
    """Bring parts together along the links, in their order, where no two of their claims are different."""
    for _, i, j in links:
        a, b = part_of[i], part_of[j]
        if a == b:
            continue
        large, small = (a, b) if (len(parts[a]), -a) >= (len(parts[b]), -b) else (b, a)
        if any(k in different and not different[k].isdisjoint(parts[large]) for k in parts[small]):
            continue
        for k in parts[small]:
            part_of[k] = large
        parts[large] |= parts.pop(small)


def _opposed(members: Sequence[Aspects], link: Link) -> bool:
    return two_voices_opposed(members[link.a], members[link.b])


def _told_by_two(different: Mapping[int, set[int]], members: Sequence[Aspects]) -> Mapping[int, set[int]]:
    """What is different for more than that one text gives both figures, one of them without a voice."""
    return {i: {j for j in others if not by_one_text_alone(members[i], members[j])} for i, others in different.items()}


def _different(links: Iterable[Link], apart: Iterable[int], n: int) -> Mapping[int, set[int]]:
    """With whom each of `n` claims must not be joined, as far as links could lead there.

    `apart` has the pairs that are different, the pair of i and j as `i * n + j`.
    """
    reach = Union(n)
    for _, i, j in links:
        reach.join(i, j)
    root = [reach.find(i) for i in range(n)]
    different: dict[int, set[int]] = defaultdict(set)
    for pair in apart:
        i, j = divmod(pair, n)
        if root[i] == root[j]:
            different[i].add(j)
            different[j].add(i)
    return different
