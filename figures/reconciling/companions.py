"""What a sentence counts beside a figure: the dead beside the wounded, the hundred told beside the share of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from figures.model import Claim, Span
from figures.reconciling.comparison import Reading
from figures.reconciling.traits import CASUALTY_STATUSES, USUAL

_NOTHING: frozenset[str] = frozenset()


def companions(claims: Sequence[Claim], readings: Sequence[Reading]) -> dict[str, frozenset[str]]:
    """What else each sentence of a document counts: beside people hurt the other tolls by status, beside a share counts."""
    counts: dict[Span, dict[str, str]] = {}
    for claim, reading in zip(claims, readings, strict=True):
        hurt = claim.status in CASUALTY_STATUSES
        if claim.quantity.kind == "count" and reading.best is not None and (hurt or reading.best >= USUAL):
            of_sentence = counts.setdefault(claim.sentence_span, {})
            of_sentence[claim.claim_id] = f"{claim.status if hurt else ''} {reading.best.normalize():f}"
    return {claim.claim_id: _beside(claim, counts.get(claim.sentence_span, {})) for claim in claims}


def _beside(claim: Claim, told: Mapping[str, str]) -> frozenset[str]:
    hurt = claim.status in CASUALTY_STATUSES
    if not told or not (hurt or claim.quantity.kind == "share"):
        return _NOTHING
    others = (count for claim_id, count in told.items() if claim_id != claim.claim_id)
    return frozenset(count for count in others if not hurt or count[0] != " ") or _NOTHING
