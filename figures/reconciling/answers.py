"""Two voices side by side in one text: the second answers the first, on the same question."""

from __future__ import annotations

from figures.reconciling.aspects import Aspects, named_voice
from figures.reconciling.likeness import shared_signs
from figures.reconciling.matters import of_one_matter, of_two_matters
from figures.reconciling.passages import around, says

#: So many characters stand between two sentences that follow each other.
_BETWEEN = 3
#: So many signs two sentences share that are on one question without a word of contradiction.
_ENOUGH, _ENOUGH_OF_AN_EVENT = 2, 1


def answers(a: Aspects, b: Aspects) -> bool:
    """True where one text sets two voices against each other.

    One figure is of the noun that it takes from the other (`figures.reading.answering`), or two figures of one unit stand in
    sentences that follow each other, and the second contradicts, measures the same or tells the same.
    """
    if a.claim.origin.document_id != b.claim.origin.document_id or a.voice == b.voice:
        return False
    return _takes_noun(a, b) or _side_by_side(a, b)


def _takes_noun(a: Aspects, b: Aspects) -> bool:
    one, other = a.claim.noun, b.claim.noun
    taken = (one.resolved_span, other.span or other.resolved_span), (other.resolved_span, one.span or one.resolved_span)
    return any(place is not None and place == of for place, of in taken)


def _one_wider(a: Aspects, b: Aspects) -> bool:
    """True where one noun may stand for the other, and the same became of both: villagers killed, people killed."""
    return a.status == b.status is not None and (a.counted in b.subject.wider or b.counted in a.subject.wider)


def _side_by_side(a: Aspects, b: Aspects) -> bool:
    first, second = (a, b) if a.claim.figure.start < b.claim.figure.start else (b, a)
    one, other = first.claim, second.claim
    if not (named_voice(a) and named_voice(b)) or other.sentence_span.start - one.sentence_span.end > _BETWEEN:
        return False
    if (one.quantity.kind, one.quantity.unit) != (other.quantity.kind, other.quantity.unit) or of_two_matters(a, b):
        return False
    if a.counted != b.counted and a.counted is not None and b.counted is not None and not _one_wider(a, b):
        return False
    contradicts = says(other.origin.language, "contradicting", around(second)[0])
    enough = _ENOUGH_OF_AN_EVENT if a.course == b.course in ("event", "toll") else _ENOUGH
    return contradicts or of_one_matter(a, b) or shared_signs(a, b)[0] >= enough
