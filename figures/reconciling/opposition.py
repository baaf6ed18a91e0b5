"""Two voices against each other across texts, and what keeps nobody from hearing them so.

A text that gives one figure with its source and another without may only pass on the second: by itself it tells the two
apart, but where two voices stand for them in two texts, that is no reason to hide that they exclude each other.
"""

from __future__ import annotations

from figures.model import ASPECTS
from figures.reconciling.aspects import Aspects, named_voice, two_voices
from figures.reconciling.comparability import levels_of, meet
from figures.reconciling.levels import COMPATIBLE, DIFFERENT, SAME
from figures.reconciling.likeness import in_all
from figures.reconciling.traits import USUAL

#: Courses of what happened once, and how many times as much two counts of it by one text may be to be of the same.
_OF_ONE_EVENT = frozenset({"event", "toll", "losses"})
_NEAR_EACH_OTHER = 2


def by_one_text_alone(a: Aspects, b: Aspects) -> bool:
    """True for two counts of one event that differ only because one text gives both, one of them without saying whose it is.

    Such a text may pass on what it takes from another, so it keeps nobody from holding two voices against each other; small
    numbers are too usual for that.
    """
    if a.claim.origin.document_id != b.claim.origin.document_id or (named_voice(a) and named_voice(b)):
        return False
    if a.whole or b.whole or a.claim.whole_id or b.claim.whole_id or not (a.contradicts and b.contradicts):
        return False
    pair = meet(a, b)
    ratio = pair.comparison.ratio
    if pair.course not in _OF_ONE_EVENT or ratio is None or ratio > _NEAR_EACH_OTHER or in_all(a, b):
        return False
    if any(row.reading.best is None or row.reading.best < USUAL for row in (a, b)):
        return False
    levels = levels_of(a, b)
    apart = [aspect for aspect, level in zip(ASPECTS, levels, strict=True) if level == DIFFERENT]
    return apart == ["telling"] and levels.counted >= COMPATIBLE and levels.status == levels.narrowing == SAME


def two_voices_opposed(a: Aspects, b: Aspects) -> bool:
    """True for two figures of two texts and two voices, each named, that exclude each other."""
    if a.claim.origin.document_id == b.claim.origin.document_id or not two_voices(a, b):
        return False
    return meet(a, b).comparison.outcome == "conflict"
