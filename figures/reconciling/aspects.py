"""What a claim says about each aspect that decides with which others it can be compared."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from figures.concepts import Concepts, shipped
from figures.model import Claim, Period
from figures.reconciling.carrying import Carried, carry, is_side
from figures.reconciling.companions import companions
from figures.reconciling.comparison import Reading, dimension_told, in_unit, read
from figures.reconciling.stems import REMEMBERED, Words, events_of, fold, one_value, salient, stem, stems_of
from figures.reconciling.traits import (
    CASUALTY_STATUSES,
    CONTRADICTING,
    CUMULATIVE_STATUSES,
    MOMENT,
)
from figures.reconciling.voices import voice_of

_NOTHING: Words = frozenset()
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PERSON = "person"
#: Courses of running totals that a period bounds.
_BOUNDED = frozenset({"losses", "cumulative"})


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """What is counted and how, one value for all claims that say the same of it.

    `wider` are the concepts that may stand for what is `counted`, `family` the widest of them, `head` the stem of the noun.
    `sides` are nationalities, `narrowing` every other qualifier. `unit` measures `dimension`. Of two that are
    `opposable`, neither is a forecast.
    """

    course: str
    counted: str | None
    wider: tuple[str, ...]
    family: str | None
    head: str
    status: str | None
    sides: Words
    narrowing: Words
    kind: str
    unit: str | None
    dimension: str | None
    opposable: bool


class Moment(NamedTuple):
    """When a figure holds, in ordinals of days and of months: one value for all claims of one time.

    `first` and `last` are of the period the text gives or else of publication (`dated` tells which), `told` is the day of
    publication; `over` marks a long period that had ended when it was told.
    """

    first: int | None
    last: int | None
    month: int | None
    told: int | None
    dated: bool
    over: bool


@dataclass(frozen=True, slots=True, eq=False)
class About:
    """What a sentence is about, but for its figures: one value for all of them.

    `stems` are those of its words that carry meaning, a quarter as large as a set of them; `names` are those written as
    names, `events` the kinds of events they are of, `years` those the sentence writes.
    """

    stems: tuple[str, ...]
    names: Words
    events: Words
    years: Words


# Of a part of a block every claim is held against each, so that the sets of few sentences are asked for at a time.
@lru_cache(maxsize=1 << 12)
def words_of(about: About) -> Words:
    """The stems of a sentence as a set."""
    return frozenset(about.stems)


class Aspects(NamedTuple):
    """One claim, ready to be compared: everything here is a small value that is cheap to compare, shared where it can be.

    `reading` is in the unit of the subject. `about` is what the sentence is about, `topic` what the whole document names,
    `spoken` the words that name the source, `voice` who says it, `company` the tolls the sentence tells beside this one
    (`injured 3`), or the counts beside a share. `whole` is the claim that it is only a part of, and `share` has the words
    that say which part (`figures.reconciling.parts`).
    """

    claim: Claim
    subject: Subject
    moment: Moment
    places: Words
    reading: Reading
    about: About
    topic: Words
    spoken: Words
    company: Words
    voice: str
    whole: str | None = None
    share: Words = _NOTHING

    @property
    def course(self) -> str:
        """How the count lives in time, one of `COURSES`."""
        return self.subject.course

    @property
    def counted(self) -> str | None:
        """The concept counted, or else the noun."""
        return self.subject.counted

    @property
    def family(self) -> str | None:
        """The widest concept of what is counted."""
        return self.subject.family

    @property
    def head(self) -> str:
        """The stem of the noun."""
        return self.subject.head

    @property
    def status(self) -> str | None:
        """What happened to what is counted."""
        return self.subject.status

    @property
    def sides(self) -> Words:
        """The nationalities of what is counted."""
        return self.subject.sides

    @property
    def narrowing(self) -> Words:
        """The other qualifiers of the noun."""
        return self.subject.narrowing

    @property
    def unit(self) -> str | None:
        """The unit of the reading."""
        return self.subject.unit

    @property
    def dimension(self) -> str | None:
        """What the unit measures."""
        return self.subject.dimension

    @property
    def contradicts(self) -> bool:
        """True for what can stand against another figure."""
        return self.subject.opposable

    @property
    def closed(self) -> bool:
        """True for a running count of a long period that was over when it was told, which bounds what was counted."""
        return self.moment.over and self.subject.course in _BOUNDED

    @property
    def first(self) -> int | None:
        """The first day the figure holds for."""
        return self.moment.first

    @property
    def last(self) -> int | None:
        """The last day the figure holds for."""
        return self.moment.last

    @property
    def month(self) -> int | None:
        """The month of the last day."""
        return self.moment.month

    @property
    def told(self) -> int | None:
        """The day of publication."""
        return self.moment.told

    @property
    def dated(self) -> bool:
        """True where the text says when."""
        return self.moment.dated

    @property
    def words(self) -> Words:
        """The stems of the words of the sentence that carry meaning."""
        return words_of(self.about)

    @property
    def names(self) -> Words:
        """Those of the words that are names."""
        return self.about.names

    @property
    def events(self) -> Words:
        """The kinds of events the words are of (`shooting`)."""
        return self.about.events

    @property
    def years(self) -> Words:
        """The years the sentence writes."""
        return self.about.years


def aspects_of(claims: Sequence[Claim], tolerance: Decimal = Decimal(0), concepts: Concepts | None = None) -> list[Aspects]:
    """The aspects of claims, each seen beside the other claims of its document; in the order of `claims`.

    `tolerance` is that of their readings, `concepts` say what follows from what is counted: those of the project where none
    are given.
    """
    concepts = concepts or shipped()
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_document[claim.origin.document_id].append(claim)
    found: dict[str, Aspects] = {}
    for of_document in by_document.values():
        of_document.sort(key=lambda claim: (claim.figure.start, claim.claim_id))
        found.update((row.claim.claim_id, row) for row in _aspects_of_document(of_document, tolerance, concepts))
    return [found[claim.claim_id] for claim in claims]


def in_one_unit(rows: Sequence[Aspects]) -> list[Aspects]:
    """Rows of one dimension with their readings in the unit of the first, so that they can be put side by side."""
    unit = rows[0].unit
    return [row if row.unit == unit else _in_unit(row, unit) for row in rows]


def _in_unit(row: Aspects, unit: str | None) -> Aspects:
    return row._replace(reading=in_unit(row.reading, row.unit, unit), subject=replace(row.subject, unit=unit))


def _aspects_of_document(claims: list[Claim], tolerance: Decimal, concepts: Concepts) -> Iterator[Aspects]:
    """The topic is what all sentences and the title name; the rest carries over from claim to claim."""
    language = claims[0].origin.language
    figures: dict[str, list[str]] = defaultdict(list)
    named: set[str] = set()
    for claim in claims:
        figures[claim.sentence].append(claim.exact)
        named.update(claim.places)
        named.update(side for side in claim.noun.qualifiers if is_side(side))
    sentences = {sentence: _about(sentence, language, written) for sentence, written in figures.items()}
    named.update(*(about.names for about in sentences.values()))
    if claims[0].origin.title:
        named |= salient(claims[0].origin.title, language)[1]
    topic = one_value(frozenset(named))
    readings = [read(claim.quantity, tolerance) for claim in claims]
    company = companions(claims, readings)
    for carried, reading in zip(carry(claims, readings, concepts), readings, strict=True):
        claim = carried.claim
        yield Aspects(
            claim,
            _subject(_said(carried), concepts),
            _moment(carried.period, claim.origin.published),
            carried.places | _regions(claim.noun.qualifiers) if claim.noun.qualifiers else carried.places,
            reading,
            sentences[claim.sentence],
            topic,
            stems_of(claim.attribution.source or ""),
            company[claim.claim_id],
            voice_of(claim),
        )


@lru_cache(maxsize=REMEMBERED)
def _regions(qualifiers: tuple[str, ...]) -> Words:
    """The regions and towns that a noun is narrowed by, which are places: *foyers bretons* are households in Brittany."""
    return frozenset(word for word in qualifiers if word[:1].isupper() and not is_side(word))


def _about(sentence: str, language: str | None, figures: Sequence[str]) -> About:
    """What a sentence is about besides its figures: its words that are of none of them, its years that are none."""
    words, names = salient(sentence, language)
    events = events_of(words, language)
    for figure in figures:
        words -= stems_of(figure)
    years = frozenset(_YEAR.findall(sentence)).difference(figures)
    return About(tuple(words), names, events, years or _NOTHING)


class _Said(NamedTuple):
    """What a claim and its text say of what is counted; `word` is the noun, which may be left out of the sentence.

    `left_out` is false of a noun that stands in the sentence before, which counts the same.
    """

    concept: str | None
    word: str
    left_out: bool
    qualifiers: tuple[str, ...]
    sides: Words
    gathering: bool
    status: str | None
    kind: str
    unit: str | None
    opposable: bool


def _said(carried: Carried) -> _Said:
    claim = carried.claim
    noun, quantity = claim.noun, claim.quantity
    word = noun.lemma or noun.resolved or noun.text or ""
    taken_over = noun.resolved_span is not None and noun.resolved_span.end <= claim.sentence_span.start
    return _Said(
        noun.concept, word, noun.text is None and not taken_over, noun.qualifiers, carried.sides, carried.gathering,
        claim.status, quantity.kind, quantity.unit, claim.modality in CONTRADICTING,
    )  # fmt: skip


@lru_cache(maxsize=REMEMBERED)
def _subject(said: _Said, concepts: Concepts) -> Subject:
    known = concepts.of(said.concept)
    counted = _counted(said, concepts)
    wider = _wider(counted, said.status, concepts)
    return Subject(
        course=_course(said, known.course),
        counted=counted,
        wider=wider,
        family=wider[-1] if wider else counted,
        head=stem(said.word),
        status=said.status or known.status,
        sides=said.sides,
        narrowing=frozenset(word for word in said.qualifiers if not word[:1].isupper()) or _NOTHING,
        kind=said.kind,
        unit=said.unit,
        dimension=dimension_told(said.unit),
        opposable=said.opposable,
    )


def _counted(said: _Said, concepts: Concepts) -> str | None:
    """The concept counted, or else the noun; of people hurt whose noun is left out, people: *two men and six others*."""
    if said.left_out and said.status in CASUALTY_STATUSES:
        return _PERSON
    if said.concept is not None:
        return concepts.counted(said.concept)
    return fold(said.word) or None


def _wider(counted: str | None, status: str | None, concepts: Concepts) -> tuple[str, ...]:
    """The wider concepts; whoever is hurt is of the people hurt, whatever the word for them (*students, bystanders*)."""
    found = concepts.of(counted).wider
    return (_PERSON,) if not found and status in CASUALTY_STATUSES and counted not in (None, _PERSON) else found


def _course(said: _Said, of_concept: str | None) -> str:
    """How the count lives in time: by unit, then by the event, the status, the concept."""
    if said.kind != "count" or said.unit is not None:
        return "amount"
    if said.gathering:
        return "event"
    if said.status in CASUALTY_STATUSES:
        return "losses" if said.sides else "toll"
    if said.status in CUMULATIVE_STATUSES and of_concept is not None:
        return "cumulative"
    # Of demonstrators arrested the count is not that of a crowd.
    return of_concept if of_concept not in (None, "event") else "plain"


# Of a year of news there are 365 days, and each is one moment for all its claims.
@lru_cache(maxsize=REMEMBERED)
def _moment(period: Period | None, published: date | None) -> Moment:
    told = published.toordinal() if published else None
    first, last = (period.first.toordinal(), period.last.toordinal()) if period else (told, told)
    day = period.last if period else published
    month = day.year * 12 + day.month if day else None
    return Moment(first, last, month, told, period is not None, _is_over(period, told))


def _is_over(period: Period | None, told: int | None) -> bool:
    """A period longer than a moment that ended well before it was told: what was counted lies inside it."""
    if period is None or told is None:
        return False
    return (period.last - period.first).days > MOMENT and told - period.last.toordinal() > MOMENT // 2


def named_voice(row: Aspects) -> bool:
    """True where the text says whose figure it is, so that two figures of one text may stand against each other."""
    return row.claim.attribution.state in ("named", "carried", "anonymous")


def two_voices(a: Aspects, b: Aspects) -> bool:
    """True where two sources are told."""
    return a.voice != b.voice and named_voice(a) and named_voice(b)
