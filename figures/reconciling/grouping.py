"""Claims that answer one question, brought together: safe links inside a block, and the groups the links make.

Links are joined from the strongest down, and never across a pair that is different, so that *Paris* and *France* cannot
meet through a sentence that names neither. The result does not depend on the order of the claims.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from figures.reconciling.aspects import Aspects, in_one_unit
from figures.reconciling.blocking import Block, Candidates, block_of, candidates, within
from figures.reconciling.comparability import Comparability, comparability
from figures.reconciling.levels import SAME
from figures.reconciling.nearness import Near, missing, nearest
from figures.reconciling.opposition import by_one_text_alone, two_voices_opposed
from figures.reconciling.timeline import time_key
from figures.reconciling.traits import STATED
from figures.reconciling.union import Union


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
            links.append(Link(-_surety(found), i, j))
        elif missing(found.course, found.levels):
            short.append(Link(-_surety(found), i, j))
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


def _surety(found: Comparability) -> int:
    """How sure it is that two claims answer one question.

    What is counted outweighs an equal figure: of 140 dead, 30 of them civilians, it is the 30 that 140 dead civilians belong
    beside.
    """
    agree, counted = found.comparison.outcome == "agree", found.levels.counted == SAME
    return 2 * found.levels.count(SAME) + 3 * agree + 4 * counted


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


def _different(links: Iterable[Link], apart: array[int], n: int) -> Mapping[int, set[int]]:
    """With whom each of `n` claims must not be joined, as far as links could lead there.

    `apart` has the pairs that are different, the pair of i and j as `i * n + j`.
    """
    reach = Union(n)
    for _, i, j in links:
        reach.join(i, j)
    root = [reach.find(i) for i in range(n)]
    different: dict[int, set[int]] = defaultdict(set)
    for pair in within(apart, root):
        i, j = divmod(pair, n)
        different[i].add(j)
        different[j].add(i)
    return different
