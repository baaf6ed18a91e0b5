"""Do two claims answer the same question? A named level for each aspect, and a table of what is enough.

The way record linkage does it: no score, but one level per aspect that a reader understands, and the sentence that
follows from it. A pair with a different aspect is never comparable; what is unknown is not a licence to compare, so
every course a count can take names the aspects that have to be certain.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from figures.reconciling.answers import answers
from figures.reconciling.aspects import Aspects, Moment, Subject, two_voices
from figures.reconciling.comparison import Comparison, compare_readings, exceeds, in_common
from figures.reconciling.levels import COMPATIBLE, DIFFERENT, SAME, UNKNOWN, Levels, stricter, weighed
from figures.reconciling.likeness import (
    between,
    by_chance,
    grows,
    in_all,
    one_disaster,
    one_moment,
    shared_signs,
    told_alike,
    told_closely,
)
from figures.reconciling.matters import of_one_matter, of_one_time, of_two_matters
from figures.reconciling.signs import BY_CHANCE, of_two_things, on_growing_toll, on_one_thing
from figures.reconciling.stems import name_stems
from figures.reconciling.traits import (
    ANYWHERE,
    CASUALTY_STATUSES,
    CONVERTED_APART,
    FAR_APART,
    MOMENT,
    NEAR,
    NEVER_OPPOSED,
    RUNNING,
    USUAL,
)

#: Courses of what a sentence that writes a year is of.
_OF_A_YEAR = frozenset({"toll", "plain", "amount"})
#: Courses of what happened once, which is counted on its day.
_OF_ONE_EVENT = frozenset({"event", "toll"})
#: Courses that nothing that became of the counted tells from others, but what their sentences measure.
_OF_ANY_MATTER = frozenset({"plain", "amount", "event"})


class Comparability(NamedTuple):
    """Two claims that differ in no aspect: the levels, the course they are compared by, what the comparison says.

    `safe` where enough is certain to put both in one group; else they *may* answer one question, and stay apart.
    """

    levels: Levels
    course: str
    comparison: Comparison
    safe: bool


def comparability(a: Aspects, b: Aspects) -> Comparability | None:
    """How two claims can be compared, or `None` where some aspect is different. Symmetric."""
    if told_apart(a, b):
        return None
    pair = meet(a, b)
    of_subjects = _of_subjects(a.subject, b.subject, _told(pair))
    if DIFFERENT in of_subjects:
        return None
    found = list(of_subjects)
    for level_of in _LEVELS:
        level = level_of(pair)
        if level == DIFFERENT:
            return None
        found.append(level)
    levels, safe = weighed(pair.course, *found)
    return Comparability(levels, pair.course, pair.comparison, safe)


def told_apart(a: Aspects, b: Aspects) -> bool:
    """True for two claims that place, side or status alone tell apart, which most pairs are; they are never comparable."""
    if a.places and b.places and a.places.isdisjoint(b.places):
        return _elsewhere(a, b, stricter(a.course, b.course))
    one, other = a.subject, b.subject
    return one is not other and _of_others(one, other)


def _of_others(a: Subject, b: Subject) -> bool:
    if a.status != b.status and a.status is not None and b.status is not None:
        return True
    return a.sides != b.sides and bool(a.sides) and bool(b.sides)


def levels_of(a: Aspects, b: Aspects) -> Levels:
    """Every aspect's level, whether or not the pair is comparable: what an explanation shows."""
    pair = meet(a, b)
    return Levels(*_of_subjects(a.subject, b.subject, _told(pair)), *(level_of(pair) for level_of in _LEVELS))


def taken_as_one(a: Aspects, b: Aspects) -> Comparability:
    """Two claims that a person says answer one question, whatever the aspects say of it."""
    pair = meet(a, b)
    return Comparability(levels_of(a, b), pair.course, pair.comparison, safe=True)


class Meeting(NamedTuple):
    """Two claims held against each other: the course they are compared by, and what the comparison says."""

    a: Aspects
    b: Aspects
    course: str
    comparison: Comparison


def meet(a: Aspects, b: Aspects) -> Meeting:
    """Hold two claims against each other, their readings in one unit."""
    one, other = a.subject, b.subject
    if one.unit == other.unit:
        comparison = compare_readings(a.reading, b.reading)
    else:
        comparison = compare_readings(*in_common(a.reading, one.unit, b.reading, other.unit))
    return Meeting(a, b, one.course if one is other else stricter(one.course, other.course), comparison)


class _Told(NamedTuple):
    """What a comparison and two sentences say of two subjects: whether their figures agree, and whether they are far apart.

    `heads` tells that the noun of the one stands in the sentence of the other, `outgrown` that of two tolls the one that
    can only be a part of the other is larger than it, and `fewer` that it is smaller (*two officers*, *five people*), so
    that both can stand.
    """

    agree: bool
    far: bool
    heads: bool
    outgrown: bool
    fewer: bool


def _told(pair: Meeting) -> _Told:
    a, b, course, comparison = pair
    outcome, ratio = comparison.outcome, comparison.ratio
    far = outcome == "conflict" and ratio is not None and ratio > CONVERTED_APART
    apart = course == "amount" and a.subject.counted != b.subject.counted
    heads = apart and (a.subject.head in b.about.stems or b.subject.head in a.about.stems)
    narrow, wide = (a, b) if b.subject.counted in a.subject.wider else (b, a)
    opposed = course == "toll" and outcome == "conflict"
    outgrown = opposed and exceeds(narrow.reading, wide.reading)
    fewer = opposed and wide.subject.counted in narrow.subject.wider and exceeds(wide.reading, narrow.reading)
    return _Told(outcome == "agree", far, heads, outgrown, fewer)


@lru_cache(maxsize=1 << 16)
def _of_subjects(a: Subject, b: Subject, told: _Told) -> tuple[int, int, int, int, int]:
    """The levels of the aspects that two subjects decide: the first five of `Levels`."""
    course = stricter(a.course, b.course)
    return (
        _counted(a, b, course, told),
        _status(a, b, course),
        _sides(a, b),
        _narrowing(a, b, told),
        DIFFERENT if a.dimension != b.dimension or a.kind != b.kind or (told.far and a.unit != b.unit) else SAME,
    )


def _counted(a: Subject, b: Subject, course: str, told: _Told) -> int:
    """Same concept or lemma; a wider one (*people*, *soldiers*) may name the same; without a noun, unknown."""
    if a.counted is None or b.counted is None:
        return UNKNOWN
    if a.counted == b.counted:
        return SAME
    if b.counted not in a.wider and a.counted not in b.wider:
        if told.heads:
            return UNKNOWN
        return COMPATIBLE if course == "event" and a.family == b.family else DIFFERENT
    if told.fewer:
        return DIFFERENT
    same_people = a.sides and a.sides == b.sides and a.status == b.status
    return COMPATIBLE if same_people or course == "event" or told.agree or told.outgrown else UNKNOWN


def _status(a: Subject, b: Subject, course: str) -> int:
    """What happens to it, where both say so; people hurt are never people without a status."""
    if a.status == b.status:
        return SAME
    if a.status is not None and b.status is not None:
        return DIFFERENT
    known = a.status or b.status
    return DIFFERENT if known in CASUALTY_STATUSES and course != "event" else UNKNOWN


def _sides(a: Subject, b: Subject) -> int:
    """Nationalities: equal, unknown where one is not said, else different."""
    if a.sides == b.sides:
        return SAME if a.sides else UNKNOWN
    return DIFFERENT if a.sides and b.sides else UNKNOWN


def _narrowing(a: Subject, b: Subject, told: _Told) -> int:
    """Other words that narrow the noun (*civilian*, *serious*): one more word may be a smaller set."""
    if a.narrowing == b.narrowing:
        return SAME
    if a.narrowing <= b.narrowing or b.narrowing <= a.narrowing or told.agree:
        return UNKNOWN
    return DIFFERENT


def _place(pair: Meeting) -> int:
    """Paris is not France. Running totals name ports, fronts and capitals freely, so theirs never differ."""
    a, b, course, _ = pair
    if a.places == b.places:
        one_march = course == "event" and a.claim.origin.document_id == b.claim.origin.document_id
        return SAME if a.places or one_march else UNKNOWN
    if not a.places or not b.places:
        placed, other = (a, b) if a.places else (b, a)
        told = course == "event" and any(name_stems(place) <= other.about.names for place in placed.places)
        return COMPATIBLE if told else UNKNOWN
    if a.places & b.places and course != "event":
        return COMPATIBLE
    return DIFFERENT if _elsewhere(a, b, course) else UNKNOWN


def _elsewhere(a: Aspects, b: Aspects, course: str) -> bool:
    """True where places that are not the same tell two claims apart."""
    if course in ANYWHERE:
        return False
    if a.reading.best == b.reading.best and (course == "toll" or a.claim.quantity.kind == "age") and told_closely(a, b):
        return False
    return not (course == "toll" and (_named_in(a, b) or _named_in(b, a)))


def _named_in(a: Aspects, b: Aspects) -> bool:
    """True where one text names the place of another too: a street, its town and its state are one place of an event."""
    return any(not words.isdisjoint(b.topic) for words in map(name_stems, a.places))


def _time(pair: Meeting) -> int:
    """The same moment, another moment of one running count, or another time altogether; a text without dates is of one."""
    a, b, course, comparison = pair
    if course in _OF_A_YEAR and a.about.years and b.about.years and a.about.years.isdisjoint(b.about.years):
        return DIFFERENT
    one, other = a.moment, b.moment
    if one.dated != other.dated and answers(a, b):
        return SAME
    if one.last is None or other.last is None:
        one_text = a.claim.origin.document_id == b.claim.origin.document_id
        return SAME if one_text and one.last is other.last else UNKNOWN
    opposed = comparison.outcome == "conflict"
    if course in _OF_ONE_EVENT:
        grown = on_growing_toll(a, b, course)
        return _time_of_event(one, other, course, opposed=opposed, grown=grown)
    if course in RUNNING:
        if opposed and (a.closed or b.closed) and (one.first, one.last) != (other.first, other.last):
            return DIFFERENT
        if opposed and between(one, other) > 1 and of_one_time(a) and of_one_time(b):
            return DIFFERENT
        if one_moment(a, b):
            return SAME
        return COMPATIBLE if course != "stock" or _rises(a, b) else DIFFERENT
    if between(one, other) <= (0 if one.dated and other.dated else NEAR):
        return SAME
    return COMPATIBLE if not opposed or (one_disaster(a, b) and grows(a, b)) else DIFFERENT


def _time_of_event(a: Moment, b: Moment, course: str, *, opposed: bool, grown: bool) -> int:
    """One event: the same day where both say it, publication within days of it else; `grown` marks a disaster's toll.

    The toll of an event is told again for years (an arrest, a trial), so one told without its day may be any told before.
    """
    apart = between(a, b)
    if a.dated and b.dated:
        short = max(_length(a), _length(b)) <= MOMENT
        return (SAME if short else UNKNOWN) if apart == 0 else DIFFERENT
    if apart <= NEAR or grown:
        return SAME
    if course != "toll" or (opposed and (a.dated or b.dated or apart > MOMENT)):
        return DIFFERENT
    return UNKNOWN if not a.dated or not b.dated else DIFFERENT


def _rises(a: Aspects, b: Aspects) -> bool:
    """A stock that is smaller later says nothing of the earlier one: they stay apart until somebody joins them."""
    early, late = (a, b) if (a.moment.last or 0) <= (b.moment.last or 0) else (b, a)
    if early.reading.best is None or late.reading.best is None:
        return True
    return late.reading.best >= early.reading.best


def _telling(pair: Meeting) -> int:
    """One text that gives two figures means two things, unless two voices oppose each other or time has passed."""
    a, b, course, comparison = pair
    if (a.whole or b.whole) and _other_part(a, b, comparison):
        return DIFFERENT
    if comparison.outcome != "conflict":
        return SAME
    if not (a.contradicts and b.contradicts) or (course == "toll" and in_all(a, b)):
        return DIFFERENT
    if a.claim.origin.document_id != b.claim.origin.document_id:
        return SAME
    if a.claim.whole_id == b.claim.claim_id or b.claim.whole_id == a.claim.claim_id:
        return DIFFERENT
    if two_voices(a, b):
        return SAME
    return COMPATIBLE if course in RUNNING and not one_moment(a, b) else DIFFERENT


def _other_part(a: Aspects, b: Aspects, comparison: Comparison) -> bool:
    """True for a part and a whole, two parts of one whole, and parts of two wholes not told by the same words.

    The same figure told again in one text, or in a sentence that has all words that tell the part, is of that part too.
    """
    if a.whole is None or b.whole is None:
        part, other = (a, b) if a.whole else (b, a)
        again = a.claim.origin.document_id == b.claim.origin.document_id or (part.share and part.share <= other.words)
        return comparison.outcome != "agree" or not again
    if a.whole == b.whole:
        return True
    return a.share != b.share or (comparison.outcome != "agree" and not a.share)


def _context(pair: Meeting) -> int:
    """What two sentences have in common besides the noun: words and names, or at least what their texts are about."""
    a, b, course, comparison = pair
    if answers(a, b):
        return SAME
    shared, fewest = shared_signs(a, b)
    agree, opposed = comparison.outcome == "agree", comparison.outcome == "conflict"
    if (agree or _one_share(a.subject, b.subject)) and told_alike(a, b, course, shared):
        return SAME
    if opposed and of_two_things(a, b, course, shared, fewest):
        return UNKNOWN
    alike = (2 * shared >= fewest and shared >= 2) or (3 * shared >= fewest and shared >= 3)
    alike = alike or (opposed and course in BY_CHANCE and on_one_thing(a, b))
    if opposed and (alike or course == "event") and course in _OF_ANY_MATTER and of_two_matters(a, b):
        return DIFFERENT
    if alike and not (course in BY_CHANCE and by_chance(a, b, course, comparison, close=_close(a, b, shared, fewest))):
        return SAME
    if opposed and on_growing_toll(a, b, course):
        return COMPATIBLE
    if opposed and comparison.ratio is not None and comparison.ratio > FAR_APART and not alike:
        return UNKNOWN
    if course == "toll" and opposed and a.subject.counted != b.subject.counted:
        return UNKNOWN
    named = not (a.about.names.isdisjoint(b.about.names) and a.places.isdisjoint(b.places) and a.sides.isdisjoint(b.sides))
    if alike or named or len(a.topic & b.topic) >= 2:
        return COMPATIBLE
    return COMPATIBLE if agree and course in BY_CHANCE and of_one_matter(a, b) else UNKNOWN


def _one_share(a: Subject, b: Subject) -> bool:
    return a.kind == b.kind == "share" and a.counted == b.counted is not None


def _close(a: Aspects, b: Aspects, shared: int, fewest: int) -> bool:
    """True for two sentences of one time that the text tells, and of nearly the same words."""
    one, other = a.moment, b.moment
    one_time = one.dated and other.dated and (one.first, one.last) == (other.first, other.last)
    return one_time and shared >= 3 and 4 * shared >= 3 * fewest


def _figure(pair: Meeting) -> int:
    """The figure itself: one unusual number told twice of one noun is a sign that it is one thing; ages are of people."""
    best, outcome = pair.a.reading.best, pair.comparison.outcome
    if outcome == "conflict" and pair.a.subject.kind in NEVER_OPPOSED:
        return DIFFERENT
    if outcome == "agree" and best is not None and -USUAL < best < USUAL:
        return COMPATIBLE
    return _LEVEL_OF_OUTCOME[outcome]


def _length(moment: Moment) -> int:
    return (moment.last or 0) - (moment.first or 0)


_LEVEL_OF_OUTCOME = {"agree": SAME, "compatible": COMPATIBLE, "conflict": UNKNOWN}
_Level = Callable[[Meeting], int]
#: The aspects that two subjects do not decide, the last five of `Levels`.
_LEVELS: tuple[_Level, ...] = (_place, _time, _telling, _context, _figure)
