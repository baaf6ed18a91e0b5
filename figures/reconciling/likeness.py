"""What two claims have in common beside what is counted: signs in their sentences, and the time they are told for."""

from __future__ import annotations

from decimal import Decimal

from figures.reconciling.aspects import Aspects, Moment, named_voice, two_voices, words_of
from figures.reconciling.comparison import Comparison
from figures.reconciling.passages import words_in
from figures.reconciling.stems import stem
from figures.reconciling.traits import FAR_APART, NEAR, USUAL, WINDOW

#: So many names in common make two texts be on one matter.
_MANY_NAMES = 2
#: So many signs in common make two sentences of the same days be on one event, wherever they place it.
_MANY_SIGNS = 3
#: Events whose tolls and damage are counted anew for weeks, and those that go on for months.
_COUNTED_FOR_WEEKS = frozenset({"quake", "flood", "storm", "fire", "crash", "explosion", "collapse", "disease"})
_GOING_ON = frozenset({"disease"})
#: Days within which an age told again is of one person, where two signs are shared.
_WEEK = 7


def shared_signs(a: Aspects, b: Aspects) -> tuple[int, int]:
    """How many signs two sentences share, and how many the poorer one has.

    The noun is no sign of its own; one voice is one sign, however many words name it; one day told by both is one more.
    """
    words, others = words_of(a.about), words_of(b.about)
    fewest = min(len(words), len(others))
    in_common = words & others
    if a.voice == b.voice and named_voice(a) and named_voice(b):
        said = in_common & (a.spoken | b.spoken)
        in_common, fewest = in_common - said, fewest - len(said)
        shared = len(in_common) + 1
    else:
        shared = len(in_common)
    head = a.subject.head
    if head in in_common and head == b.subject.head:
        shared, fewest = shared - 1, fewest - 1
    one, other = a.moment, b.moment
    if one.dated and other.dated and one.first == other.first and one.last == other.last:
        shared += 1
    return shared, fewest


def of_two_events(a: Aspects, b: Aspects) -> bool:
    """Signs that two tolls that exclude each other are of two events: other kinds of events, or no name in common.

    What a town's papers write of one crime reads much like what they write of the next.
    """
    one, other = a.about, b.about
    if one.events and other.events and one.events.isdisjoint(other.events):
        return True
    return one.names.isdisjoint(other.names) and a.places.isdisjoint(b.places) and len(a.topic & b.topic) < _MANY_NAMES


def told_alike(a: Aspects, b: Aspects, course: str, shared: int) -> bool:
    """Signs beside the words that equal figures are of one event: an age told within days, a second toll told beside each.

    One toll of one kind of event in the papers of one day, or with two signs of some days, is one as well.

    *A boy of 9 was shot* is he whom another paper, that week, calls *the 9-year-old hit by a bullet*.
    """
    one, other = a.subject, b.subject
    if one.kind == other.kind == "share" and one.head == other.head:
        return not a.company.isdisjoint(b.company)
    one_kind = not a.about.events.isdisjoint(b.about.events)
    told = a.moment.told is not None and b.moment.told is not None
    if course == "toll":
        if not a.company.isdisjoint(b.company):
            return True
        return one_kind and told and shared > 0 and days_apart(a, b) <= (NEAR if shared >= _MANY_NAMES else 1)
    if one.kind != "age" or other.kind != "age" or not (a.reading.point and b.reading.point and told):
        return False
    return days_apart(a, b) <= (_WEEK if shared >= _MANY_NAMES else NEAR if shared or one_kind else -1)


def told_closely(a: Aspects, b: Aspects) -> bool:
    """True for two texts of the same days that share three signs: the street one names is then in the town of the other."""
    return a.told is not None and b.told is not None and days_apart(a, b) <= NEAR and shared_signs(a, b)[0] >= _MANY_SIGNS


def in_all(a: Aspects, b: Aspects) -> bool:
    """True where one toll is the other with those told beside it: six people shot are two dead and four hurt."""
    if a.reading.best is None or b.reading.best is None:
        return False
    more, less = (a, b) if a.reading.best >= b.reading.best else (b, a)
    beside = sum(Decimal(toll.split()[1]) for toll in less.company)
    return beside > 0 and more.reading.best == (less.reading.best or 0) + beside


def by_chance(a: Aspects, b: Aspects, course: str, comparison: Comparison, *, close: bool) -> bool:
    """Signs that like sentences speak of two things: figures far apart, a vague one, or two small counts of nothing done.

    A report of one accident counts two people here and four there, and means other people. Far apart tells nothing where
    two sentences are `close`: of one time, and of nearly the same words.
    """
    if a.claim.quantity.vague is not None or b.claim.quantity.vague is not None:
        return comparison.outcome == "conflict" or course == "amount"
    if comparison.outcome != "conflict":
        return False
    if comparison.ratio is not None and comparison.ratio > FAR_APART and not close:
        return True
    if course != "plain" or a.status is not None or b.status is not None:
        return False
    if a.places and a.places == b.places and two_voices(a, b):
        return False
    small = [best is not None and abs(best) < USUAL for best in (a.reading.best, b.reading.best)]
    return any(small) if a.family == b.family == "person" else all(small)


def of_two_names(a: Aspects, b: Aspects) -> bool:
    """True where each sentence has a name besides its source that the other text has not, and they have none in common."""
    one, other = a.about, b.about
    if not (one.names and other.names) or not one.names.isdisjoint(other.stems) or not other.names.isdisjoint(one.stems):
        return False
    named, others = one.names - a.spoken, other.names - b.spoken
    return bool(named and others) and named.isdisjoint(b.topic) and others.isdisjoint(a.topic)


def two_subjects(a: Aspects, b: Aspects) -> bool:
    """True where two sentences without a source open with a word that the other has not: Labour won, the Greens won."""
    if named_voice(a) or named_voice(b):
        return False
    one, other = _opening(a), _opening(b)
    return bool(one and other) and one not in b.about.stems and other not in a.about.stems


def _opening(row: Aspects) -> str:
    """The stem of the first word before the figure that carries meaning."""
    claim = row.claim
    before = claim.sentence[: claim.figure.start - claim.sentence_span.start]
    return next((told for word in words_in(before) if (told := stem(word)) in row.about.stems), "")


def placed_by_one(a: Aspects, b: Aspects) -> bool:
    """True where one sentence says where, and the other text has no name of that sentence."""
    if bool(a.places) == bool(b.places):
        return False
    placed, other = (a, b) if a.places else (b, a)
    return (placed.names | placed.places).isdisjoint(other.words | other.topic)


def one_disaster(a: Aspects, b: Aspects) -> bool:
    """True where two sentences are on one kind of event that is counted for weeks, and share a name or a place of it.

    One of them may leave the kind out.
    """
    kinds = (a.events & b.events if a.events and b.events else a.events | b.events) & _COUNTED_FOR_WEEKS
    if not kinds or (a.names.isdisjoint(b.words) and b.names.isdisjoint(a.words) and a.places.isdisjoint(b.places)):
        return False
    return not kinds.isdisjoint(_GOING_ON) or days_apart(a, b) <= WINDOW


def grows(a: Aspects, b: Aspects) -> bool:
    """True where the figure published later is the larger one."""
    if a.told is None or b.told is None or a.told == b.told or a.reading.best is None or b.reading.best is None:
        return False
    return (a.told < b.told) == (a.reading.best < b.reading.best)


def days_apart(a: Aspects, b: Aspects) -> int:
    """Days between the times of two claims, 0 where they meet or a date is missing."""
    return between(a.moment, b.moment)


def between(a: Moment, b: Moment) -> int:
    """Days between two times, 0 where they meet or a date is missing."""
    if a.first is None or b.first is None or a.last is None or b.last is None:
        return 0
    if a.first > b.last:
        return a.first - b.last
    return b.first - a.last if b.first > a.last else 0


def one_moment(a: Aspects, b: Aspects) -> bool:
    """True where two running totals are of one time: one calendar month, or a fortnight across its end; or undated."""
    one, other = a.moment, b.moment
    return one.month is None or other.month is None or one.month == other.month or between(one, other) <= WINDOW
