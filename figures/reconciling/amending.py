"""Figures as people corrected them: another number, noun or source, no figure at all, or one that was missed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Protocol

from figures.model import (
    Attribution,
    Claim,
    Correction,
    Decision,
    Judgement,
    Noun,
    Origin,
    Quantity,
    Refusal,
    Standing,
)
from figures.reconciling.evidence import reading_of
from figures.reconciling.weighing import in_force, weigh

#: The reason of a number that a person says is no figure.
DECIDED = "decided"
#: The decisions that bear on claims.
ON_CLAIMS = ("claim", "document")


class Teller(Protocol):
    """What words of a person mean: the values that reading them in a text would give."""

    def noun(self, words: str, origin: Origin) -> Noun:
        """What is counted."""
        ...

    def source(self, words: str, origin: Origin) -> Attribution:
        """Who says it."""
        ...

    def missed(self, decision: Decision) -> Claim | str:
        """The figure a person found, or how its decision stands where it cannot be found: `absent` or `stale`."""
        ...


@dataclass(frozen=True, slots=True)
class Amended:
    """Claims and refusals after people's corrections, and what became of the decisions on them."""

    claims: tuple[Claim, ...]
    refusals: tuple[Refusal, ...]
    standings: tuple[Standing, ...]


def amend(claims: Sequence[Claim], refusals: Sequence[Refusal], decisions: Iterable[Decision], teller: Teller) -> Amended:
    """Apply the decisions on claims and on missed figures; others are left for `reconcile_claims`.

    A corrected claim keeps its identity, its place and its words. One that is no figure becomes a refusal. A missed figure
    that is read by now makes its decision stale.
    """
    mine = [decision for decision in decisions if decision.subject in ON_CLAIMS]
    if not mine:
        return Amended(tuple(claims), tuple(refusals), ())
    added, on_missed = _added([d for d in mine if d.decision == "missed"], {claim.claim_id for claim in claims}, teller)
    by_id = {claim.claim_id: claim for claim in (*claims, *added)}
    on_claims = weigh((d for d in mine if d.decision != "missed"), lambda decision: _alone(decision, by_id))
    followed = in_force(on_claims)
    kept: list[Claim] = []
    found = {(claim.origin.document_id, claim.figure) for claim in added}
    refused = [refusal for refusal in refusals if (refusal.origin.document_id, refusal.span) not in found]
    for claim in (*claims, *added):
        decision = followed.get(("claim", claim.claim_id))
        if decision is None:
            kept.append(claim)
        elif decision.decision == "not_a_figure":
            refused.append(Refusal(claim.origin, claim.figure, claim.exact, DECIDED, claim.sentence))
        else:
            kept.append(corrected(claim, decision.correction, teller))
    return Amended(tuple(kept), tuple(refused), (*on_missed, *on_claims))


def _added(decisions: Iterable[Decision], read: Collection[str], teller: Teller) -> tuple[list[Claim], list[Standing]]:
    """The figures that were missed, once each; one that is read by now makes its decision stale."""
    found: dict[str, Claim] = {}

    def standing(decision: Decision) -> str:
        claim = teller.missed(decision)
        if isinstance(claim, str):
            return claim
        found[decision.decision_id] = corrected(claim, decision.correction, teller, amended="added")
        return "stale" if claim.claim_id in read else "applied"

    standings = weigh(decisions, standing)
    claims = {claim.claim_id: claim for claim in (found[d.decision_id] for d in in_force(standings).values())}
    return list(claims.values()), standings


def _alone(decision: Decision, by_id: Mapping[str, Claim]) -> str:
    known = by_id.get(decision.target_id)
    if known is None:
        return "absent"
    return "applied" if decision.fingerprint in ("", reading_of(known)) else "stale"


def corrected(claim: Claim, correction: Correction, teller: Teller, *, amended: str = "corrected") -> Claim:
    """A claim with what a person says of it in place of what was read; a judgement of its source is no correction."""
    quantity = _quantity(claim.quantity, correction)
    noun = teller.noun(correction.noun, claim.origin) if correction.noun else claim.noun
    attribution = teller.source(correction.source, claim.origin) if correction.source else claim.attribution
    judged = attribution.judgement
    attribution = replace(
        attribution,
        judgement=Judgement(correction.reliability or judged.reliability, correction.credibility or judged.credibility),
    )
    changed = replace(claim, quantity=quantity, noun=noun, attribution=attribution, status=correction.status or claim.status)
    same = replace(changed, attribution=replace(attribution, judgement=judged)) == claim
    return changed if same and amended == "corrected" else replace(changed, amended=amended)


def _quantity(read: Quantity, correction: Correction) -> Quantity:
    kind, unit = correction.kind or read.kind, correction.unit or read.unit
    if not correction.counts:
        return replace(read, kind=kind, unit=unit)
    value, low, high = correction.value, correction.low, correction.high
    if value is not None:
        return Quantity(value, value, value, kind=kind, unit=unit, step=last_digit(value))
    if low is None:
        return Quantity(high, None, high, bound="≤", kind=kind, unit=unit)
    if high is None:
        return Quantity(low, low, None, bound="≥", kind=kind, unit=unit)
    return Quantity(None, low, high, bound="range", kind=kind, unit=unit)


def last_digit(value: Decimal) -> Decimal:
    """The place value of the last digit that is not nought.

    >>> last_digit(Decimal(12000)), last_digit(Decimal("1.25")), last_digit(Decimal(0))
    (Decimal('1E+3'), Decimal('0.01'), Decimal('1'))
    """
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if value and isinstance(exponent, int) else Decimal(1)
