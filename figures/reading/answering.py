"""One voice answers another: a count whose noun is left out is of what the sentence before it counts.

*Selon la direction, le plan supprime 420 postes. L'intersyndicale en compte 510*: the 510 are posts too. Nothing is taken
over where one and the same source speaks on, for it may well turn to something else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from figures.model import NO_NOUN, VOUCHED, Claim, Noun

#: Whoever is told as a source, with a name or without.
_TOLD = (*VOUCHED, "anonymous")

#: So many characters may stand between two sentences that follow each other: a space, a closing quotation mark.
_BETWEEN = 3


def answered(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of one text in its order; a count that answers the sentence before has its noun, status, place and time."""
    found: list[Claim] = []
    before: list[Claim] = []
    for _, together in groupby(claims, key=lambda claim: claim.sentence_span):
        sentence = list(together)
        asked = _one_thing(before)
        before = [_answering(claim, asked) if asked is not None else claim for claim in sentence]
        found += before
    return found


def _one_thing(claims: Sequence[Claim]) -> Claim | None:
    """The last count of a sentence, where all its counts are of one noun and one status."""
    counts = list(_counts(claims))
    told = {(claim.noun.lemma, claim.status) for claim in counts}
    return counts[-1] if len(told) == 1 and counts[-1].noun.lemma is not None else None


def _counts(claims: Sequence[Claim]) -> Iterator[Claim]:
    return (claim for claim in claims if claim.quantity.kind == "count" and claim.quantity.unit is None)


def _answering(claim: Claim, asked: Claim) -> Claim:
    """A count without any noun, told by another source than the count of the sentence right before it."""
    if claim.noun is not NO_NOUN or next(_counts((claim,)), None) is None or claim.whole_id is not None:
        return claim
    if not 0 <= claim.sentence_span.start - asked.sentence_span.end <= _BETWEEN or not _two_voices(claim, asked):
        return claim
    n = asked.noun
    noun = Noun(None, None, n.lemma, n.concept, n.qualifiers, n.text or n.resolved, n.span or n.resolved_span)
    where, when = claim.places or asked.places, claim.period or asked.period
    return replace(claim, noun=noun, status=claim.status or asked.status, places=where, period=when)


def _two_voices(claim: Claim, asked: Claim) -> bool:
    one, other = claim.attribution, asked.attribution
    told = one.state in _TOLD and other.state in _TOLD
    return told and (one.resolved or one.source) != (other.resolved or other.source)
