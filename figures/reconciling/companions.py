"""What a sentence counts beside a figure: the dead beside the wounded, the hundred told beside the share of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from figures.model import Claim, Span
from figures.reconciling.comparison import Reading
from figures.reconciling.traits import CASUALTY_STATUSES, USUAL


def companions(claims: Sequence[Claim], readings: Sequence[Reading]) -> dict[str, frozenset[str]]:
    """What else each sentence counts: beside people hurt the other tolls by status, beside a share the counts."""
    counts: dict[tuple[str, Span], dict[str, str]] = defaultdict(dict)
    for claim, reading in zip(claims, readings, strict=True):
        hurt = claim.status in CASUALTY_STATUSES
        if claim.quantity.kind == "count" and reading.best is not None and (hurt or reading.best >= USUAL):
            of_sentence = counts[claim.origin.document_id, claim.sentence_span]
            of_sentence[claim.claim_id] = f"{claim.status if hurt else ''} {reading.best.normalize():f}"
    found = {}
    for claim in claims:
        told = counts.get((claim.origin.document_id, claim.sentence_span), {})
        others = {count for claim_id, count in told.items() if claim_id != claim.claim_id}
        if claim.status in CASUALTY_STATUSES:
            found[claim.claim_id] = frozenset(count for count in others if count[0] != " ")
        else:
            found[claim.claim_id] = frozenset(others) if claim.quantity.kind == "share" else frozenset()
    return found
