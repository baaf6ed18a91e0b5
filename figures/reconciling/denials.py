"""A figure that one text states and another denies: the two cannot both stand, though neither gives another figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from figures.reconciling.aspects import Aspects
from figures.reconciling.comparability import DIFFERENT, SAME, Comparability, levels_of, meet
from figures.reconciling.dossier import Dossier, Draft
from figures.reconciling.likeness import shared_signs
from figures.reconciling.phrasing import aspects_step, conditions, interval_step, sentence, side, where, who
from figures.reconciling.traits import STATED

#: Of people hurt a sentence that is negated mostly denies something else: no motive is known for the death of six.
HURT = frozenset({"toll", "losses"})
#: With how many statements of one figure a denial of it is held against.
MOST = 64
#: So many words in common make a denial be of the matter of a statement, and so many where neither noun nor name is common.
FEWEST, WITHOUT_NAME = 2, 3

_Key = tuple[str, str | None, Decimal]


class _Denial(NamedTuple):
    stated: Aspects
    denied: Aspects
    found: Comparability


def denials(dossier: Dossier) -> Iterator[Draft]:
    """A figure stated in one text and negated in another, on one matter: *300 dead*, and *no 300 people died*."""
    stated: dict[_Key, list[Aspects]] = defaultdict(list)
    for row in dossier.rows:
        key = _key(row)
        if key is not None and row.claim.modality in STATED and len(stated[key]) < MOST:
            stated[key].append(row)
    for row in dossier.rows:
        key = _key(row)
        if key is None or row.claim.modality != "negated" or not row.reading.point or row.course in HURT:
            continue
        against = [denial for other in stated.get(key, ()) if (denial := _denial(other, row)) is not None]
        if against:
            yield _draft(against, dossier)


def _key(row: Aspects) -> _Key | None:
    best = row.reading.best
    return None if best is None else (row.claim.quantity.kind, row.unit, best)


def _denial(stated: Aspects, denied: Aspects) -> _Denial | None:
    """The two held against each other, where they stand in two texts, differ in nothing and are of one matter."""
    if stated.claim.origin.document_id == denied.claim.origin.document_id:
        return None
    levels = levels_of(stated, denied)
    if DIFFERENT in levels:
        return None
    shared, _ = shared_signs(stated, denied)
    named = levels.counted == SAME or not stated.names.isdisjoint(denied.names)
    if shared < (FEWEST if named else WITHOUT_NAME):
        return None
    held = meet(stated, denied)
    return _Denial(stated, denied, Comparability(levels, held.course, held.comparison, safe=False))


def _draft(against: list[_Denial], dossier: Dossier) -> Draft:
    words = dossier.words
    first = against[0]
    denied = first.denied.claim
    message = words.text(
        "finding.denial.message", stated=side(first.stated.claim, words), who=who(denied, words), where=where(denied, words),
        sentence=sentence(denied, words), conditions=conditions(first.stated, first.denied, first.found, words),
    )  # fmt: skip
    steps = [interval_step(row, words) for row in (*(denial.stated for denial in against), first.denied)]
    steps += [words.text("working.denial"), aspects_step(first.found.levels, words)]
    ids = (*(denial.stated.claim.claim_id for denial in against), denied.claim_id)
    return Draft(dossier.group_id(first.stated.claim), ids, message, "\n".join(steps))
