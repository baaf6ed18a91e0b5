"""Signs in two sentences that figures that exclude each other are of one thing, or of two."""

from __future__ import annotations

from figures.reconciling.aspects import Aspects, Subject, two_voices
from figures.reconciling.likeness import (
    days_apart,
    grows,
    of_two_events,
    of_two_names,
    one_disaster,
    placed_by_one,
    two_subjects,
)
from figures.reconciling.matters import on_one_matter
from figures.reconciling.traits import NEAR

#: Courses of what like sentences tell by chance.
BY_CHANCE = frozenset({"plain", "amount"})
#: So many signs in common, three quarters of the poorer sentence, make two sentences nearly the same.
_NEARLY_SAME = 3
_MANY = 4


def on_one_thing(a: Aspects, b: Aspects) -> bool:
    """True for sentences of the same days that measure one thing, or that count one thing after one disaster."""
    if on_one_matter(a, b):
        return True
    one, other = a.subject, b.subject
    same = one.counted == other.counted is not None and one.status == other.status and one.narrowing == other.narrowing
    return same and days_apart(a, b) <= NEAR and one_disaster(a, b)


def on_growing_toll(a: Aspects, b: Aspects, course: str) -> bool:
    """True for two tolls of one disaster, the later one the higher."""
    return course == "toll" and one_disaster(a, b) and grows(a, b)


def of_two_things(a: Aspects, b: Aspects, course: str, shared: int, fewest: int) -> bool:
    """Signs that figures that exclude each other are of two events, names or subjects, or of a place that one does not tell.

    `shared` and `fewest` are the signs the sentences share, and those of the poorer one.
    """
    if course == "toll":
        return of_two_events(a, b) and not on_growing_toll(a, b, course)
    if course not in BY_CHANCE:
        return False
    if of_two_names(a, b) or (_befell_one(a.subject, b.subject) and not grows(a, b)):
        return True
    if shared >= _NEARLY_SAME and 4 * shared >= 3 * fewest:
        return False
    if shared < _MANY and not two_voices(a, b) and each_of_its_own(a, b):
        return True
    return two_subjects(a, b) or (course == "amount" and placed_by_one(a, b))


def each_of_its_own(a: Aspects, b: Aspects) -> bool:
    """True where each sentence has words besides its source that the other has not, and they share no two names.

    Between two languages that tells nothing.
    """
    if a.claim.origin.language != b.claim.origin.language or len(a.about.names & b.about.names) > 1:
        return False
    own = {a.subject.head, b.subject.head} | a.spoken | b.spoken
    return not (a.words - own <= b.words or b.words - own <= a.words)


def _befell_one(a: Subject, b: Subject) -> bool:
    """True for people of whom one sentence alone says what befell them: the displaced, and those in shelters."""
    return a.family == b.family == "person" and (a.status is None) != (b.status is None)
