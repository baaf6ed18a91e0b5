"""What a decision was made on: the figures, as they were read then, in a few characters."""

from __future__ import annotations

from collections.abc import Iterable

from figures.model import Claim, content_id, number


def told_by(claim: Claim) -> str:
    """A figure's identity, its words and the number read in them."""
    q = claim.quantity
    read = (q.kind, number(q.value), number(q.low), number(q.high), q.bound, q.approximate, q.unit)
    return "\x1f".join(map(str, (claim.claim_id, claim.exact, *read)))


def evidence_of(claims: Iterable[Claim]) -> str:
    """The fingerprint of some figures: it changes when one comes or goes, or is read as another number.

    >>> evidence_of([]) == evidence_of(())
    True
    """
    return evidence_from(map(evidence_in, claims))


def evidence_in(claim: Claim) -> str:
    """The fingerprint of one figure, of which those of several are made."""
    return content_id("e", told_by(claim))


def evidence_from(fingerprints: Iterable[str]) -> str:
    """The fingerprint of several figures from that of each."""
    return content_id("e", *sorted(fingerprints))


def reading_of(claim: Claim) -> str:
    """The fingerprint of one figure with what it counts and who says it: what a person who corrects it has looked at."""
    noun, said = claim.noun, claim.attribution
    return content_id("e", told_by(claim), noun.lemma or noun.resolved, claim.status, said.state, said.source)
