"""Groups as people redrew them: questions that are one, and figures that answer another question than the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from figures.model import Decision, Standing
from figures.reconciling.aspects import Aspects, in_one_unit
from figures.reconciling.evidence import evidence_of
from figures.reconciling.timeline import time_key
from figures.reconciling.union import Union
from figures.reconciling.weighing import decision_key, weigh

Rows = list[Aspects]


class Regrouped(NamedTuple):
    """Groups, each in the order of time; which of them people brought together, by their first claim; what was done."""

    groups: list[Rows]
    joined: frozenset[str]
    standings: list[Standing]


def regroup(groups: Sequence[Rows], decisions: Iterable[Decision]) -> Regrouped:
    """Apply what people decided of groups: `merged` and `split`.

    A decision is made on the groups of its day, which may be the work of another one: so they are applied in rounds, each
    on the groups the round before left, and those of one round at once, whatever their order. In a round those who
    leave go before others are brought together. A later figure that joins a group leaves such a decision as it is; a figure
    that is gone or reads otherwise makes it stale. What measures different things cannot be brought together.
    """
    mine = sorted((d for d in decisions if d.decision in ("merged", "split")), key=decision_key)
    if not mine:
        return Regrouped(list(groups), frozenset(), [])
    rows = {row.claim.claim_id: row for group in groups for row in group}
    standings = weigh(mine, lambda decision: _alone(decision, rows))
    waiting = [each.decision for each in standings if each.standing == "applied"]
    now = [list(group) for group in groups]
    joined: set[str] = set()
    while able := _able(now, waiting):
        now = _merged(_split(now, [d for d in able if d.decision == "split"]), able, joined)
        waiting = [decision for decision in waiting if decision not in able]
    by_people = frozenset(group[0].claim.claim_id for group in now if any(row.claim.claim_id in joined for row in group))
    return Regrouped(sorted(now, key=lambda group: time_key(group[0])), by_people, standings)


def _alone(decision: Decision, rows: Mapping[str, Aspects]) -> str:
    known = [rows[claim_id] for claim_id in decision.claim_ids if claim_id in rows]
    if not known:
        return "absent"
    if len(known) < len(decision.claim_ids):
        return "stale"
    if decision.fingerprint not in ("", evidence_of(row.claim for row in known)):
        return "stale"
    if decision.decision == "merged" and len({row.dimension for row in known}) > 1:
        return "impossible"
    return "applied"


def _able(groups: Sequence[Rows], waiting: Iterable[Decision]) -> list[Decision]:
    """The decisions that change something about these groups."""
    place = _places(groups)
    able = []
    for decision in waiting:
        if decision.decision == "merged":
            changes = len({place[claim_id] for claim_id in decision.claim_ids}) > 1
        else:
            leaving = {place[claim_id] for claim_id in decision.split_off if claim_id in place}
            staying = {place[claim_id] for claim_id in decision.claim_ids if claim_id not in decision.split_off}
            changes = not leaving.isdisjoint(staying)
        if changes:
            able.append(decision)
    return able


def _places(groups: Sequence[Rows]) -> dict[str, int]:
    return {row.claim.claim_id: i for i, group in enumerate(groups) for row in group}


def _split(groups: Sequence[Rows], decisions: Iterable[Decision]) -> list[Rows]:
    """Those who leave, each with those that leave by the same decisions."""
    leaving: dict[str, list[str]] = {}
    for decision in decisions:
        for claim_id in decision.split_off:
            leaving.setdefault(claim_id, []).append(decision.decision_id)
    parts: dict[tuple[int, tuple[str, ...]], Rows] = {}
    for i, group in enumerate(groups):
        for row in group:
            parts.setdefault((i, tuple(leaving.get(row.claim.claim_id, ()))), []).append(row)
    return list(parts.values())


def _merged(groups: Sequence[Rows], decisions: Iterable[Decision], joined: set[str]) -> list[Rows]:
    place = _places(groups)
    together = Union(len(groups))
    for decision in decisions:
        if decision.decision == "merged":
            joined.update(decision.claim_ids)
            first, *others = (place[claim_id] for claim_id in decision.claim_ids)
            for other in others:
                together.join(first, other)
    return [
        in_one_unit(sorted((row for i in part for row in groups[i]), key=time_key)) if len(part) > 1 else groups[part[0]]
        for part in together.parts()
    ]
