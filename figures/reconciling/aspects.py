"""What a claim says about each aspect that decides with which others it can be compared."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from sys import intern
from typing import NamedTuple

from figures.concepts import Concepts, shipped
from figures.model import VOUCHED, Claim, Period
from figures.reconciling.carrying import Carried, carry, is_side
from figures.reconciling.companions import companions
from figures.reconciling.comparison import Reading, dimension_told, in_unit, read
from figures.reconciling.traits import (
    CASUALTY_STATUSES,
    CONTRADICTING,
    CUMULATIVE_STATUSES,
    MOMENT,
)
from figures.wording import languages, wording

Words = frozenset[str]
_NOTHING: Words = frozenset()

_WORD = re.compile(r"[^\W\d_]+")
#: The same for letters up to these, told one by one, which is twice as fast to search for.
_LATIN = re.compile(f"[{''.join(c for c in map(chr, range(0x250)) if _WORD.match(c))}]+")
_BEYOND = re.compile("[\u0250-\u1fff\u2070-\U0010ffff]")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_STEM = 5
_PERSON = "person"
_SHORTEST = 4
#: So many words, figures and names keep what was made of them: news says the same ones over and over.
_REMEMBERED = 1 << 16


class Aspects(NamedTuple):
    """One claim, ready to be compared: everything here is a small value that is cheap to compare.

    `first` and `last` are ordinals of days, of the period the text gives or else of publication (`dated` tells which),
    `told` the day of publication; `closed` marks a long period that was over when it was told, which bounds what was
    counted; `years` are those the sentence writes. `sides` are nationalities, `narrowing` every other qualifier.
    `wider` are the concepts that may stand for what is `counted`, `family` the widest of them.
    `reading` is in `unit`, which measures `dimension`. `words` and `names` are what the sentence is about, `spoken` those
    of them that name the source, `head` the stem of the noun, `topic` what the whole document names, `voice` who says it,
    `events` the kinds of events its words are of (`shooting`), `company` the tolls the sentence tells beside this one
    (`injured 3`), or the counts beside a share. `whole` is the claim that it is only a part of, and `share` has
    the words that say which part (`figures.reconciling.parts`).
    """

    claim: Claim
    course: str
    counted: str | None
    wider: tuple[str, ...]
    family: str | None
    status: str | None
    sides: Words
    narrowing: Words
    places: Words
    first: int | None
    last: int | None
    month: int | None
    told: int | None
    dated: bool
    closed: bool
    years: Words
    reading: Reading
    unit: str | None
    dimension: str | None
    words: Words
    spoken: Words
    head: str
    names: Words
    topic: Words
    events: Words
    company: Words
    voice: str
    contradicts: bool
    whole: str | None = None
    share: Words = _NOTHING


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
    return [
        row if row.unit == unit else row._replace(reading=in_unit(row.reading, row.unit, unit), unit=unit) for row in rows
    ]


def _aspects_of_document(claims: list[Claim], tolerance: Decimal, concepts: Concepts) -> Iterator[Aspects]:
    """The topic is what all sentences and the title name; the rest carries over from claim to claim."""
    sentences: dict[str, tuple[Words, Words]] = {}
    named: set[str] = set()
    for claim in claims:
        if claim.sentence not in sentences:
            sentences[claim.sentence] = salient(claim.sentence, claim.origin.language)
            named |= sentences[claim.sentence][1]
        named.update(claim.places)
        named.update(side for side in claim.noun.qualifiers if is_side(side))
    if claims[0].origin.title:
        named |= salient(claims[0].origin.title, claims[0].origin.language)[1]
    topic = _one(frozenset(named))
    readings = [read(claim.quantity, tolerance) for claim in claims]
    company = companions(claims, readings)
    for carried, reading in zip(carry(claims, readings, concepts), readings, strict=True):
        yield _aspects(
            carried, reading, *sentences[carried.claim.sentence], topic, company[carried.claim.claim_id], concepts
        )


def _aspects(
    carried: Carried, reading: Reading, words: Words, names: Words, topic: Words, company: Words, concepts: Concepts
) -> Aspects:
    claim, period = carried.claim, carried.period
    noun, published = claim.noun, claim.origin.published
    concept = noun.concept
    counted = _counted(claim, concepts)
    wider = _wider(counted, claim.status, concepts)
    course = _course(carried, concepts.of(concept).course)
    told = _day(published) if published else None
    first, last = (_day(period.first), _day(period.last)) if period else (told, told)
    day = period.last if period else published
    return Aspects(
        claim=claim,
        course=course,
        counted=counted,
        wider=wider,
        family=wider[-1] if wider else counted,
        status=claim.status or concepts.of(concept).status,
        sides=carried.sides,
        narrowing=frozenset(word for word in noun.qualifiers if not is_side(word)) if noun.qualifiers else _NOTHING,
        places=carried.places,
        first=first,
        last=last,
        month=_month(day) if day else None,
        told=told,
        dated=period is not None,
        closed=course in ("losses", "cumulative") and _is_over(period, told),
        years=_years(claim),
        reading=reading,
        unit=claim.quantity.unit,
        dimension=dimension_told(claim.quantity.unit),
        words=words if words.isdisjoint(own := _stems(claim.exact)) else words - own,
        spoken=_stems(claim.attribution.source or ""),
        head=stem(noun.lemma or noun.resolved or noun.text or ""),
        names=names,
        topic=topic,
        events=events_of(words, claim.origin.language),
        company=company,
        voice=voice_of(claim),
        contradicts=claim.modality in CONTRADICTING,
    )


# Of a year of news there are 365 days, and each is one number for all its claims.
@lru_cache(maxsize=_REMEMBERED)
def _day(day: date) -> int:
    return day.toordinal()


@lru_cache(maxsize=_REMEMBERED)
def _month(day: date) -> int:
    return day.year * 12 + day.month


def _years(claim: Claim) -> Words:
    """The years a sentence writes, but for a figure that looks like one."""
    years = _YEAR.findall(claim.sentence)
    return frozenset(years) - {claim.exact} if years else _NOTHING


def _counted(claim: Claim, concepts: Concepts) -> str | None:
    """The concept counted, or else the noun; of people hurt whose noun is left out, people: *two men and six others*."""
    noun, hurt = claim.noun, claim.status in CASUALTY_STATUSES
    if hurt and noun.text is None:
        return _PERSON
    if noun.concept is not None:
        return concepts.counted(noun.concept)
    return _folded(noun.lemma or noun.resolved or noun.text or "") or None


def _wider(counted: str | None, status: str | None, concepts: Concepts) -> tuple[str, ...]:
    """The wider concepts; whoever is hurt is of the people hurt, whatever the word for them (*students, bystanders*)."""
    found = concepts.of(counted).wider
    return (_PERSON,) if not found and status in CASUALTY_STATUSES and counted not in (None, _PERSON) else found


def _is_over(period: Period | None, told: int | None) -> bool:
    """A period longer than a moment that ended well before it was told: what was counted lies inside it."""
    if period is None or told is None:
        return False
    return (period.last - period.first).days > MOMENT and told - period.last.toordinal() > MOMENT // 2


def _course(carried: Carried, of_concept: str | None) -> str:
    """How the count lives in time: by unit, then by the event, the status, the concept."""
    claim = carried.claim
    if claim.quantity.kind != "count" or claim.quantity.unit is not None:
        return "amount"
    if carried.gathering:
        return "event"
    if claim.status in CASUALTY_STATUSES:
        return "losses" if carried.sides else "toll"
    if claim.status in CUMULATIVE_STATUSES and of_concept is not None:
        return "cumulative"
    return of_concept or "plain"


def name_stems(name: str) -> Words:
    """The stems of the words of a name, those too short to tell anything left out."""
    return frozenset(each for each in _stems(name) if len(each) >= _SHORTEST)


@lru_cache(maxsize=_REMEMBERED)
def _stems(text: str) -> Words:
    """The stems of all words of a figure or of a source."""
    return frozenset(fold(word)[:_STEM] for word in _WORD.findall(text))


def voice_of(claim: Claim) -> str:
    """Who says it, folded: the named source, or else the medium the claim stands in.

    Short words that are no acronyms (articles) are dropped, and so is one common noun before a name: *le cabinet
    Occurrence* and *Occurrence* are one voice, *le NIS* and *NIS* too. A body of the list of known sources goes by its
    identifier, with its country where that is told (`interior-ministry/UA`). Several sources stay joined by `; `.
    """
    attribution = claim.attribution
    if attribution.state in VOUCHED:
        said = _voice(attribution.resolved or attribution.source or "", attribution.identity, attribution.country)
        if said:
            return said
    return _medium(claim.origin.publisher or claim.origin.document_id)


@lru_cache(maxsize=_REMEMBERED)
def _voice(names: str, identity: str | None, country: str | None) -> str:
    folded = [fold(" ".join(_name_words(name))) for name in names.split("; ") if name]
    if folded and identity is not None:
        folded[0] = "/".join(filter(None, (identity, country)))
    return "; ".join(folded)


@lru_cache(maxsize=_REMEMBERED)
def _medium(name: str) -> str:
    return "@" + fold(name)


def _name_words(name: str) -> list[str]:
    words = _WORD.findall(name)
    kept = [word for word in words if len(word) > 3 or word.isupper()] or words or [name]
    if len(kept) > 1 and kept[0][0].islower() and not any(word[0].islower() for word in kept[1:]):
        return kept[1:]
    return kept


def named_voice(row: Aspects) -> bool:
    """True where the text says whose figure it is, so that two figures of one text may stand against each other."""
    return row.claim.attribution.state in ("named", "carried", "anonymous")


def salient(sentence: str, language: str | None) -> tuple[Words, Words]:
    """What a sentence is about: the stems of its words that carry meaning, and among them those written as names.

    A name is a word with a capital that does not open the sentence. Function words, days and months are left out by
    the list of the language; in a language without one, short words are.

    >>> words, names = salient("Selon Odile Ferrand, les dockers du Havre ont bloqué le port.", "fr")
    >>> sorted(words), sorted(names)
    (['bloqu', 'docke', 'ferra', 'havre', 'odile', 'port'], ['ferra', 'havre', 'odile'])
    """
    found, stems = (_WORD if _BEYOND.search(sentence) else _LATIN).findall(sentence), _stems_of(language)
    named = [stems[word] for word in found[1:] if word[0].isupper()]
    told = [stems[word] for word in found[1:]]
    if found and len(found[0]) >= _SHORTEST:
        told.append(stems[found[0]])
    return frozenset(filter(None, told)), _one(frozenset(set(filter(None, named))))


@lru_cache(maxsize=_REMEMBERED)
def _one(names: Words) -> Words:
    """One value for all sentences and documents that name the same."""
    return names


class _Stems(dict[str, str]):
    """The stem of each word of a language that was met and carries meaning; empty for one too short or ordinary."""

    def __init__(self, language: str | None) -> None:
        super().__init__()
        self._ordinary = ordinary_words(language)

    def __missing__(self, word: str) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        folded = fold(word)
        short = len(word) < _SHORTEST and (len(word) == 1 or not word[0].isupper())
        self[word] = found = "" if short or folded in self._ordinary else intern(folded[:_STEM])
        return found


_stems_of = cache(_Stems)


@lru_cache(maxsize=1 << 14)
def events_of(words: Words, language: str | None) -> Words:
    """The kinds of events that stems of a language are of, by the words of `events.<language>.toml`.

    >>> sorted(events_of(frozenset({"gunfi", "port"}), "en"))
    ['shooting']
    """
    kinds = _event_words(language)
    return frozenset(kinds[word] for word in words if word in kinds)


@cache
def _event_words(language: str | None) -> dict[str, str]:
    if language is None or language not in languages():
        return {}
    told = wording(language)
    kinds = [key for key in told.entries if key.startswith("event.")]
    return {stem(word): kind.partition(".")[2] for kind in kinds for word in told.text(kind).split()}


@lru_cache(maxsize=_REMEMBERED)
def stem(word: str) -> str:
    """The first letters of a folded word: enough to bring its forms together, in any language.

    >>> stem("conteneurs") == stem("conteneur")
    True
    """
    return fold(word)[:_STEM]


@cache
def ordinary_words(language: str | None) -> frozenset[str]:
    """Folded words of a language that say nothing about what a sentence is on; empty for a language without a list."""
    if language not in languages():
        return frozenset()
    return frozenset(fold(word) for word in wording(language).text("comparing.ordinary").split())


@lru_cache(maxsize=_REMEMBERED)
def _folded(noun: str) -> str:
    return fold(noun)


_ACCENTED = re.compile(r"[^\x00-\x7f]+")


def fold(text: str) -> str:
    """Lower case without accents, so that *Élysée* and *ELYSEE* meet.

    >>> fold("Élysée")
    'elysee'
    """
    return text.lower() if text.isascii() else _ACCENTED.sub(_without_accents, text.lower())


def _without_accents(letters: re.Match[str]) -> str:
    return _decomposed(letters[0])


@lru_cache(maxsize=_REMEMBERED)
def _decomposed(letters: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(c))
