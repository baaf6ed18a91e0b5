"""One number for two things that are counted differently: casualties taken for wounded, or for dead."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from figures.reconciling.aspects import Aspects
from figures.reconciling.comparability import levels_of
from figures.reconciling.comparison import agrees
from figures.reconciling.dossier import Dossier, Draft
from figures.reconciling.levels import COMPATIBLE, DIFFERENT, SAME, Levels
from figures.reconciling.phrasing import aspects_step, figure, interval_step, sentence, where, who
from figures.reconciling.traits import CONTRADICTING, WIDER_STATUS

#: Two small counts are equal by chance.
LEAST = 10
#: How many claims of about the same size one claim is held against.
COMPARED = 64
_NEAR = Decimal("0.1")


def mismatches(dossier: Dossier) -> Iterator[Draft]:
    """One value for a wider and a narrower category, in two texts, of one time and matter."""
    by_status: dict[str, list[tuple[Decimal, int]]] = defaultdict(list)
    for i, row in enumerate(dossier.rows):
        best = row.reading.best
        if row.status is not None and best is not None and best >= LEAST and row.claim.modality in CONTRADICTING:
            by_status[row.status].append((best, i))
    for of_status in by_status.values():
        of_status.sort()
    told: set[tuple[str, str]] = set()
    for narrow, wide in WIDER_STATUS.items():
        for best, i in by_status.get(narrow, ()):
            for j in _about(by_status.get(wide, []), best):
                a, b = dossier.rows[i], dossier.rows[j]
                levels = _mistaken(a, b)
                if levels is None:
                    continue
                groups = tuple(dossier.group_of[row.claim.claim_id].group.group_id for row in (a, b))
                if (groups[0], groups[1]) not in told:
                    told.add((groups[0], groups[1]))
                    yield _mismatch(a, b, levels, dossier)


def _about(rows: list[tuple[Decimal, int]], best: Decimal) -> Iterator[int]:
    """The claims nearest in size, from a tenth below to a tenth above."""
    start = bisect_left(rows, (best * (1 - _NEAR), -1))
    for value, i in rows[start : start + COMPARED]:
        if value > best * (1 + _NEAR):
            return
        yield i


def _mistaken(a: Aspects, b: Aspects) -> Levels | None:
    """The levels, where the two differ in status alone and stand in different texts."""
    elsewhere = a.places and b.places and a.places.isdisjoint(b.places)
    if elsewhere or a.claim.origin.document_id == b.claim.origin.document_id or not agrees(a.reading, b.reading):
        return None
    levels = levels_of(a, b)
    others = [level for name, level in zip(Levels._fields, levels, strict=True) if name != "status"]
    if DIFFERENT in others or levels.time != SAME:
        return None
    certain = levels.context >= COMPATIBLE or SAME in (levels.sides, levels.place)
    return levels if certain else None


def _mismatch(a: Aspects, b: Aspects, levels: Levels, dossier: Dossier) -> Draft:
    words = dossier.words
    values: dict[str, object] = {}
    for name, row in (("narrow", a), ("wide", b)):
        claim = row.claim
        values[f"{name}_status"] = words.term("status", row.status)
        values[f"{name}_who"] = who(claim, words)
        values[f"{name}_where"] = where(claim, words)
        values[f"{name}_sentence"] = sentence(claim, words)
    message = words.text("finding.category-mismatch.message", figure=figure(a.claim, words), **values)
    steps = [interval_step(a, words), interval_step(b, words), words.text("working.category-mismatch", **values)]
    steps.append(aspects_step(levels, words))
    group = dossier.group_of[a.claim.claim_id].group
    return Draft(group.group_id, (a.claim.claim_id, b.claim.claim_id), message, "\n".join(steps))
