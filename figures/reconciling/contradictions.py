"""Figures of one group that exclude each other: at one time a conflict, over time a revision, or a fall."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from figures.reconciling.aspects import Aspects
from figures.reconciling.blocking import ALL_PAIRS, NEIGHBOURS
from figures.reconciling.comparison import Reading, agrees
from figures.reconciling.denials import Denial
from figures.reconciling.dossier import Dossier, Draft
from figures.reconciling.likeness import one_moment
from figures.reconciling.phrasing import (
    aspects_step,
    comparison_step,
    conditions,
    figure,
    gap,
    interval_steps,
    sentence,
    side,
    sides,
    steps_in_time,
    where,
    who,
)
from figures.reconciling.summary import Relation, Settled
from figures.reconciling.timeline import falls as falls_between
from figures.reconciling.timeline import in_time
from figures.reconciling.union import Union
from figures.wording import Wording

#: With more distinct figures than this, a finding names the claims it was drawn from and leaves out who else says so.
MOST_ECHOED = 64


def conflicts(dossier: Dossier) -> Iterator[Draft]:
    """Figures that cannot both stand at one time: one finding for all that hang together, told by the widest gap."""
    for settled in dossier.contested:
        for part, inside in _opposed(settled):
            yield _conflict(settled, part, inside, dossier.words)


def _opposed(settled: Settled) -> Iterator[tuple[Sequence[int], Sequence[Relation]]]:
    """The claims of a group that hang together by conflicts, and those conflicts."""
    against = settled.of_kind("conflict")
    if not against:
        return
    joined = Union(len(settled.rows))
    for relation in against:
        joined.join(relation.a, relation.b)
    for part in joined.parts():
        if len(part) > 1:
            yield part, [relation for relation in against if relation.a in set(part)]


def decision_conflicts(dossier: Dossier) -> Iterator[Draft]:
    """Conflicts in which more than a number is at stake: the figures fall on both sides of a threshold asked for."""
    words = dossier.words
    for settled in dossier.contested if dossier.thresholds else ():
        unit = settled.group.unit
        for part, inside in _opposed(settled):
            ends = [_bests(settled, relation) for relation in inside]
            crossed = sorted({threshold for low, high in ends for threshold in dossier.thresholds.between(low, high)})
            if not crossed:
                continue
            rows = _with_echoes(settled, part)
            told = words.text("finding.and").join(words.with_unit(threshold, unit) for threshold in crossed)
            message = words.text("finding.decision-conflict.message", sides=sides(rows, words), thresholds=told)
            steps = [*interval_steps(rows, words), words.text("working.decision-conflict", thresholds=told)]
            yield Draft(settled.group.group_id, _ids(rows), message, "\n".join(steps))


def _bests(settled: Settled, relation: Relation) -> tuple[Decimal, Decimal]:
    """The lower and the higher figure of a conflict; where one has no best value, the end that stands nearer the other."""
    readings = [settled.rows[i].reading for i in (relation.a, relation.b)]
    one, other = (next(x for x in (r.best, r.low, r.high) if x is not None) for r in readings)
    return min(one, other), max(one, other)


def _conflict(settled: Settled, part: Sequence[int], inside: Sequence[Relation], words: Wording) -> Draft:
    rows = _with_echoes(settled, part)
    widest = max(inside, key=lambda relation: (relation.found.comparison.ratio or 0, relation.found.comparison.gap))
    a, b = settled.rows[widest.a], settled.rows[widest.b]
    unit = settled.group.unit
    several = len({row.reading for row in rows}) > 2
    message = words.text(
        "finding.conflict.several" if several else "finding.conflict.message",
        sides=sides(rows, words),
        gap=gap(widest.found.comparison, unit, words),
        conditions=conditions(a, b, widest.found, words),
    )
    steps = interval_steps(rows, words)
    steps.append(comparison_step(widest.found.comparison, unit, words))
    steps.append(aspects_step(widest.found.levels, words))
    return Draft(settled.group.group_id, _ids(rows), message, "\n".join(steps))


def denials(dossier: Dossier) -> Iterator[Draft]:
    """A figure that one text states and another negates: one finding a denial and a group."""
    together: dict[tuple[str, str | None], list[Denial]] = {}
    for denial in dossier.denials:
        key = denial.denied.claim.claim_id, dossier.group_id(denial.stated.claim)
        together.setdefault(key, []).append(denial)
    for (_, group_id), against in together.items():
        yield _denial(group_id, against, dossier.words)


def _denial(group_id: str | None, against: Sequence[Denial], words: Wording) -> Draft:
    first = against[0]
    denied = first.denied.claim
    message = words.text(
        "finding.denial.message", stated=side(first.stated.claim, words), who=who(denied, words), where=where(denied, words),
        sentence=sentence(denied, words), conditions=conditions(first.stated, first.denied, first.found, words),
    )  # fmt: skip
    rows = [*(denial.stated for denial in against), first.denied]
    steps = [*interval_steps(rows, words), words.text("working.denial"), aspects_step(first.found.levels, words)]
    return Draft(group_id, _ids(rows), message, "\n".join(steps))


def revisions(dossier: Dossier) -> Iterator[Draft]:
    """Later counts that replaced earlier ones: one finding a group, the whole way from the first to the last.

    Where two of them are of one moment and cannot both stand, the message says that neither replaces the other.
    """
    words = dossier.words
    for settled in dossier.contested:
        over_time = settled.of_kind("revised")
        if not over_time:
            continue
        rows = _with_echoes(settled, sorted({i for relation in over_time for i in (relation.a, relation.b)}))
        message = words.text("finding.revised.message", chain=steps_in_time(rows, words))
        shown = {row.claim.claim_id for row in rows}
        opposed = settled.of_kind("conflict")
        if any(shown.issuperset(settled.rows[i].claim.claim_id for i in (each.a, each.b)) for each in opposed):
            message += words.text("finding.revised.opposed")
        last = over_time[-1]
        workings = interval_steps(rows, words)
        workings += [words.text("working.revised"), aspects_step(last.found.levels, words)]
        yield Draft(settled.group.group_id, _ids(rows), message, "\n".join(workings))


def falls(dossier: Dossier) -> Iterator[Draft]:
    """A running total that is smaller later: told against the highest count before it."""
    words = dossier.words
    for settled in dossier.contested:
        for late, early, relation in _falls_of(settled):
            message = words.text(
                "finding.revised-down.message", early=side(early.claim, words), late=side(late.claim, words),
                gap=gap(relation.found.comparison, settled.group.unit, words),
                conditions=conditions(early, late, relation.found, words),
            )  # fmt: skip
            steps = interval_steps((early, late), words)
            steps.append(comparison_step(relation.found.comparison, settled.group.unit, words))
            steps.append(aspects_step(relation.found.levels, words))
            yield Draft(settled.group.group_id, _ids((early, late)), message, "\n".join(steps))


def not_compared(dossier: Dossier) -> Iterator[Draft]:
    """Blocks so large that each figure was held against its neighbours alone: one finding a block, on its first claim."""
    words = dossier.words
    for hub in dossier.hubs:
        claim = hub.first.claim
        message = words.text("finding.not-compared.message", n=words.number(hub.claims), figure=figure(claim, words))
        workings = words.text("working.not-compared", most=words.number(ALL_PAIRS), near=words.number(NEIGHBOURS))
        yield Draft(dossier.group_id(claim), (claim.claim_id,), message, workings)


def _falls_of(settled: Settled) -> Iterator[tuple[Aspects, Aspects, Relation]]:
    """Each later claim that falls, with the earlier one it falls from most."""
    deepest: dict[str, tuple[Aspects, Aspects, Relation]] = {}
    for relation in settled.of_kind("revised"):
        a, b = settled.rows[relation.a], settled.rows[relation.b]
        if relation.found.comparison.outcome != "conflict" or not falls_between(a, b):
            continue
        early, late = in_time(a, b)
        known = deepest.get(late.claim.claim_id)
        if known is None or relation.found.comparison.gap > known[2].found.comparison.gap:
            deepest[late.claim.claim_id] = late, early, relation
    yield from deepest.values()


def _with_echoes(settled: Settled, part: Sequence[int]) -> list[Aspects]:
    """Claims of a group and those of it that say the same for the same time, in the order of time."""
    inside = set(part)
    told = {(row.reading, row.month): row for row in (settled.rows[i] for i in part)}
    if len(inside) == len(settled.rows) or len(told) > MOST_ECHOED:
        return [settled.rows[i] for i in part]
    saying: dict[Reading, list[Aspects]] = {}
    for row in settled.rows:
        if row.reading not in saying:
            saying[row.reading] = [other for (reading, _), other in told.items() if agrees(row.reading, reading)]
    return [
        row
        for i, row in enumerate(settled.rows)
        if i in inside or any(one_moment(row, other) for other in saying[row.reading])
    ]


def _ids(rows: Sequence[Aspects]) -> tuple[str, ...]:
    return tuple(row.claim.claim_id for row in rows)
