"""Groups that may answer one question: what is comparable, and one aspect short of being put together.

They are shown beside the groups and never merged. A question has no more than a few of them and a run no more than some
hundreds; how many more there are is told.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from figures.model import ASPECTS, LEVELS_OF_ASPECT, Possible
from figures.reconciling.aspects import Aspects
from figures.reconciling.comparability import Comparability, comparability, levels_of
from figures.reconciling.levels import DIFFERENT, Levels
from figures.reconciling.nearness import Near, missing
from figures.reconciling.summary import Settled
from figures.reconciling.timeline import time_key

#: Beside how many others one question is shown, and how many pairs a run has at most.
OF_ONE = 3
OF_RUN = 500
#: What follows from the levels of two claims, the nearer to one question the later.
VERDICTS = ("different", "apart", "possible", "together")
#: Of two groups, so many pairs of claims are looked at for the nearest.
_HELD = 10_000
#: So many claims of either group are looked at for one that tells the two apart.
_LOOKED_AT = 12


def possible(near: Iterable[Near], group_of: Mapping[str, Settled]) -> tuple[tuple[Possible, ...], int]:
    """The pairs of groups to show, the nearest first, and how many more there are.

    `group_of` has the group of each claim as it stands in the end: two that a person joined are no pair any more, and two of
    which some claims are told apart never were.
    """
    shown: list[Possible] = []
    taken: Counter[str] = Counter()
    met: dict[str, set[str]] = defaultdict(set)
    left_out = 0
    for pair in sorted(near, key=lambda pair: (pair.order, time_key(pair.a), time_key(pair.b))):
        settled, others = group_of[pair.a.claim.claim_id], group_of[pair.b.claim.claim_id]
        one, other = settled.group.group_id, others.group.group_id
        found = comparability(pair.a, pair.b)
        if one == other or other in met[one] or found is None or _told_apart(settled.rows, others.rows):
            continue
        met[one].add(other)
        met[other].add(one)
        if len(shown) >= OF_RUN or max(taken[one], taken[other]) >= OF_ONE:
            left_out += 1
            continue
        taken.update((one, other))
        shown.append(_shown(one, other, pair, found))
    return tuple(shown), left_out


class Held(NamedTuple):
    """Two claims held against each other on request: what follows (`VERDICTS`), the levels, and the aspects it turns on.

    `outcome` is how the figures stand to each other; none where they answer two questions.
    """

    claim_ids: tuple[str, str]
    verdict: str
    levels: tuple[str, ...]
    turns_on: tuple[str, ...]
    outcome: str | None


def held_together(rows: Iterable[Aspects], ones: Collection[str], others: Collection[str]) -> Held:
    """The two claims of `ones` and of `others` (ids) that come nearest to answering one question.

    `rows` are the aspects of the claims of a run. Raises `ValueError` where an id is of none of them.
    """
    of = {row.claim.claim_id: row for row in rows}
    if unknown := [claim_id for claim_id in (*ones, *others) if claim_id not in of]:
        raise ValueError(f"there is no claim {unknown[0]!r} in this run")
    pairs = [(of[one], of[other]) for one in ones for other in others if one != other]
    if not pairs:
        raise ValueError("a figure cannot be held against itself")
    return max((_held(a, b) for a, b in pairs[:_HELD]), key=_nearness)


def _held(a: Aspects, b: Aspects) -> Held:
    ids, levels = (a.claim.claim_id, b.claim.claim_id), levels_of(a, b)
    different = tuple(aspect for aspect, level in zip(ASPECTS, levels, strict=True) if level == DIFFERENT)
    found = comparability(a, b)
    if found is None:
        return Held(ids, "different", named(levels), different, None)
    short = missing(found.course, found.levels)
    verdict = "together" if found.safe else "possible" if short else "apart"
    turns_on = (short,) if short and not found.safe else ()
    return Held(ids, verdict, named(levels), turns_on, found.comparison.outcome)


def _nearness(held: Held) -> tuple[int, int]:
    return VERDICTS.index(held.verdict), sum(map(LEVELS_OF_ASPECT.index, held.levels))


def _told_apart(rows: Sequence[Aspects], others: Sequence[Aspects]) -> bool:
    """True where some claim of the one cannot be compared with some claim of the other."""
    return any(comparability(a, b) is None for a in rows[:_LOOKED_AT] for b in others[:_LOOKED_AT])


def _shown(group_id: str, other: str, pair: Near, found: Comparability) -> Possible:
    return Possible(
        group_id=group_id,
        other_group_id=other,
        claim_ids=(pair.a.claim.claim_id, pair.b.claim.claim_id),
        outcome=found.comparison.outcome,
        missing=missing(found.course, found.levels) or "",
        levels=named(found.levels),
    )


def named(levels: Levels) -> tuple[str, ...]:
    """The level of every aspect by its name, in the order of `ASPECTS`.

    >>> named(Levels(3, 3, 1, 3, 3, 1, 2, 3, 2, 2))[0]
    'same'
    """
    return tuple(LEVELS_OF_ASPECT[level] for level in levels)
