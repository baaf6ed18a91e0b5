"""A draft held against a dossier: which of its figures the dossier supports, contradicts or does not know.

A figure of a draft has no authority of its own: it is looked for in the dossier, and what the dossier says decides. The
draft's own day says nothing of what it tells (an article of today tells of last month), so that a figure whose sentence
names no time is taken to be of the time of whatever it is held against.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from figures.concepts import Concepts
from figures.model import VOUCHED, Answer, Claim
from figures.reconciling.aspects import Aspects, aspects_of
from figures.reconciling.blocking import Block, block_of
from figures.reconciling.comparability import Comparability, comparability
from figures.reconciling.comparison import checked_tolerance
from figures.reconciling.grouping import group
from figures.reconciling.parts import with_parts
from figures.reconciling.slips import SCALES, alike, scale_between, significant
from figures.reconciling.timeline import in_time, relation
from figures.reconciling.traits import STATED
from figures.reconciling.voices import voice_of

#: How many claims of a dossier that may be about the same are shown beside a figure it does not know.
MOST_NEAR = 3
_WORD = re.compile(r"[^\W\d_]{2,}")
# What is foretold is never compared with what is stated, and yet worth showing beside it.
_OTHER_MOMENT = {"stated": "forecast", "forecast": "stated"}


class _Known(NamedTuple):
    """A claim of the dossier and the number of the group it is in."""

    row: Aspects
    group: int


class _Met(NamedTuple):
    """A claim of the dossier held against one of the draft.

    `relation` is `agree`, `leaves-room`, `conflict` or `revised` (of another time); `possible` where too little is
    certain to say that both answer one question.
    """

    row: Aspects
    group: int
    found: Comparability
    relation: str


def held_against(
    draft: Iterable[Claim],
    dossier: Iterable[Claim],
    *,
    tolerance: Decimal | float = 0,
    concepts: Concepts | None = None,
) -> tuple[Answer, ...]:
    """What a dossier says of each figure of a draft, in the order of the draft.

    A claim of a document of the one and of the other are two, whatever the ids of their documents. `tolerance` and
    `concepts` are those of `reconcile_claims`.

    >>> held_against([], [])
    ()
    """
    share = checked_tolerance(tolerance)
    told = sorted(draft, key=lambda claim: (claim.origin.document_id, claim.figure, claim.claim_id))
    known = sorted(dossier, key=lambda claim: (claim.origin.document_id, claim.figure, claim.claim_id))
    blocks: dict[Block, list[_Known]] = defaultdict(list)
    for number, rows in enumerate(group(with_parts(aspects_of(known, share, concepts)).rows).groups):
        for row in rows:
            blocks[block_of(row)].append(_Known(_speaking(row), number))
    apart = with_parts(aspects_of([_apart(claim) for claim in told], share, concepts)).rows
    return tuple(_answer(_speaking(row)._replace(claim=claim), blocks) for row, claim in zip(apart, told, strict=True))


def _apart(claim: Claim) -> Claim:
    """A claim of the draft as one of a document that no dossier holds: its name is no path."""
    return replace(claim, origin=replace(claim.origin, document_id=f"\0{claim.origin.document_id}"))


def _speaking(row: Aspects) -> Aspects:
    """A claim as one that can be contradicted: of a forecast, what was announced is known today."""
    return row if row.contradicts else row._replace(subject=replace(row.subject, opposable=True))


def _answer(row: Aspects, blocks: Mapping[Block, Sequence[_Known]]) -> Answer:
    if row.claim.modality not in STATED:
        return Answer(row.claim, "unchecked")
    met = list(_meetings(row, blocks.get(block_of(row), ())))
    supporting = [one for one in met if one.relation in ("agree", "leaves-room")]
    opposing = [one for one in met if one.relation == "conflict"]
    if supporting:
        asked = {one.group for one in supporting}
        opposing = [one for one in opposing if one.group in asked]
    elif len({one.group for one in opposing}) > 1 and not row.dated:
        # It answers one of several questions, and nothing tells which: to say that it is wrong would be a guess.
        opposing = []
    if not supporting and not opposing:
        opposing = [one for one in met if _is_slip(row, one)]
    if not supporting and not opposing:
        foretold = blocks.get((*block_of(row)[:-1], _OTHER_MOMENT[block_of(row)[-1]]), ())
        return Answer(row.claim, "unknown", near=_near([*met, *_meetings(row, foretold)]))
    state, by, against = _weighed(row, supporting, opposing)
    return Answer(row.claim, state, _claims(by), _claims(against))


def _meetings(row: Aspects, candidates: Iterable[_Known]) -> Iterator[_Met]:
    """The claims of the dossier that may answer the question of a claim of the draft."""
    for other, number in candidates:
        moved = _at_the_time_of(row, other)
        found = comparability(moved, other)
        if found is not None:
            yield _Met(other, number, found, _relation(moved, other, found) if found.safe else "possible")


def _is_slip(row: Aspects, one: _Met) -> bool:
    """True where the source of the draft is known to have given the same digits on another scale, of what may be one thing.

    Whether both are one question is not certain then, but that thousand or million is no other count of it.
    """
    times = scale_between(row, one.row)
    if times not in SCALES or not one_voice(row.claim, one.row.claim):
        return False
    vouched = all(claim.attribution.state in VOUCHED for claim in (row.claim, one.row.claim))
    return vouched and alike(row, one.row, of=1 if significant(row) > 1 else 2)


def _at_the_time_of(row: Aspects, other: Aspects) -> Aspects:
    """The figure of a draft as one of the moment of another, where its text does not say when."""
    if row.dated:
        return row
    return row._replace(moment=other.moment)


def _relation(row: Aspects, other: Aspects, found: Comparability) -> str:
    """How a claim of the dossier stands to one of the draft, whose own day counts for nothing.

    A bound of the dossier (*at least 300*) leaves room for whatever is above it, which is no support for 6 000.
    """
    if found.comparison.outcome == "conflict":
        return relation(row, other, found)
    is_open = not other.reading.point and (other.reading.low is None or other.reading.high is None)
    return "leaves-room" if is_open and found.comparison.outcome == "compatible" else "agree"


def _weighed(
    row: Aspects, supporting: Sequence[_Met], opposing: Sequence[_Met]
) -> tuple[str, Sequence[_Met], Sequence[_Met]]:
    """What the claims that say the same, leave room or say something else come to, and those of them that tell it."""
    agreeing = [one for one in supporting if one.relation == "agree"]
    if not agreeing:
        return ("contradicted", (), opposing) if opposing else ("compatible", supporting, ())
    against = [one for one in opposing if not any(_replaced_by(one, other) for other in agreeing)]
    counts = against
    if row.claim.attribution.state in VOUCHED:
        # Told as one source's figure, it stands whatever others say; but not as the figure of one who says another.
        own = [one for one in against if one_voice(row.claim, one.row.claim)]
        if any(one_voice(row.claim, one.row.claim) for one in agreeing):
            counts = [one for one in against if one in own]
        elif own and all(one.row.claim.attribution.state in VOUCHED for one in agreeing):
            return "misattributed", agreeing, own
    if not counts:
        exactly = any(one.found.comparison.outcome == "agree" for one in agreeing)
        return "supported" if exactly else "compatible", agreeing, against
    if all(any(_replaced_by(one, other) for other in counts) for one in agreeing):
        return "outdated", agreeing, counts
    return "disputed", agreeing, counts


def one_voice(a: Claim, b: Claim) -> bool:
    """True where two claims have a source in common: by the list of known sources, by its words, or by an acronym.

    *La CGT* and *the CGT union* are one voice, and so are *Reuters* and *une enquête de Reuters*.
    """
    return not _voices(a).isdisjoint(_voices(b))


def _voices(claim: Claim) -> set[str]:
    attribution = claim.attribution
    by_words = replace(claim, attribution=replace(attribution, identity=None))
    told = _WORD.findall(f"{attribution.source or ''} {attribution.resolved or ''}")
    acronyms = [word for word in told if word.isupper()]
    return {*voice_of(claim).split("; "), *voice_of(by_words).split("; "), *acronyms}


def _replaced_by(one: _Met, other: _Met) -> bool:
    """True where the second claim of a dossier is a later count that stands for the first."""
    found = comparability(one.row, other.row)
    if found is None or in_time(one.row, other.row)[1] is not other.row:
        return False
    return relation(one.row, other.row, found) == "revised"


def _near(met: Iterable[_Met]) -> tuple[Claim, ...]:
    """The claims most of whose aspects agree, with the figure itself among them; of equals the first in time."""
    ranked = sorted(met, key=lambda one: -(sum(one.found.levels) + 2 * (one.found.comparison.outcome == "agree")))
    return tuple(one.row.claim for one in ranked[:MOST_NEAR])


def _claims(met: Iterable[_Met]) -> tuple[Claim, ...]:
    return tuple(one.row.claim for one in met)
