"""What a text says once and means again: whose people, which march, as of when.

*Au moins 300 soldats nord-coréens ont été tués et 2 700 blessés*: the wounded are North Korean too. *À Paris … 8 000
selon la police. Occurrence en a compté 8 250*: the same march. Nothing is carried from one document to another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from figures.concepts import Concepts
from figures.model import Claim, Period
from figures.reconciling.comparison import Reading, agrees
from figures.reconciling.traits import CASUALTY_STATUSES

#: How far back, in characters, a count still speaks of what was counted before: about five sentences.
REACH = 600
_NOBODY: frozenset[str] = frozenset()
#: What may be told of people who gather: nothing, or that they were called up.
_AT_EVENT = (None, "deployed")


class Carried(NamedTuple):
    """A claim with what its text said before.

    `sides` are nationalities (ISO codes), `places` and `period` where and when; `gathering` marks a count of people at
    an event, whatever word it uses for them.
    """

    claim: Claim
    sides: frozenset[str]
    places: frozenset[str]
    period: Period | None
    gathering: bool


def carry(claims: Sequence[Claim], readings: Sequence[Reading], concepts: Concepts) -> Iterator[Carried]:
    """Each claim of one document, in the order of the text, with what it takes over from the claims before it."""
    at_event = any(_is_gathering(claim, concepts) for claim in claims)
    places_after = _places_of_gatherings(claims, concepts) if at_event else {}
    told: dict[str, list[tuple[Reading, Period]]] = {}
    people: tuple[int, frozenset[str]] = (-REACH, frozenset())
    last_event: Carried | None = None
    for claim, reading in zip(claims, readings, strict=True):
        own = frozenset(side for side in claim.noun.qualifiers if is_side(side)) if claim.noun.qualifiers else _NOBODY
        counts_people = concepts.is_people(claim.noun.concept)
        near = claim.figure.start - people[0] <= REACH
        sides = people[1] if near and counts_people and not own and claim.status in CASUALTY_STATUSES else own
        if own and counts_people:
            people = claim.figure.start, own
        places, period = _each(claim.places), claim.period
        gathering = at_event and (_is_gathering(claim, concepts) or _may_be_gathering(claim))
        if gathering:
            if last_event is not None and claim.figure.start - last_event.claim.figure.start <= REACH:
                places = places or last_event.places
                period = period or (last_event.period if places == last_event.places else None)
            places = places or places_after.get(claim.claim_id, frozenset())
        elif period is None:
            period = _told_before(reading, told.get(what(claim, concepts), []))
        if period is not None:
            told.setdefault(what(claim, concepts), []).append((reading, period))
        carried = Carried(claim, sides, places, period, gathering)
        last_event = carried if gathering else last_event
        yield carried


@lru_cache(maxsize=1 << 12)
def _each(places: tuple[str, ...]) -> frozenset[str]:
    """The places of a claim, the same value for all claims that name the same ones."""
    return frozenset(places)


def what(claim: Claim, concepts: Concepts) -> str:
    """What is counted, so far as to know a figure again that a text repeats: the widest concept, else the lemma."""
    concept = claim.noun.concept
    if concept is None:
        return f"{claim.quantity.unit} {claim.noun.lemma}"
    family = concepts.family(concepts.counted(concept))
    return f"{claim.status if claim.status in CASUALTY_STATUSES else ''} {family}"


def _told_before(reading: Reading, told: list[tuple[Reading, Period]]) -> Period | None:
    """The time of a figure the text gave before: told again, it holds for the same time."""
    return next((period for before, period in reversed(told) if agrees(reading, before)), None)


def _places_of_gatherings(claims: Sequence[Claim], concepts: Concepts) -> dict[str, frozenset[str]]:
    """For each count of a gathering, the place of the next one that names one, within reach."""
    found: dict[str, frozenset[str]] = {}
    following: Claim | None = None
    for claim in reversed(claims):
        if _is_gathering(claim, concepts) or _may_be_gathering(claim):
            if claim.places:
                following = claim
            elif following is not None and following.figure.start - claim.figure.start <= REACH:
                found[claim.claim_id] = frozenset(following.places)
    return found


def _is_gathering(claim: Claim, concepts: Concepts) -> bool:
    """Those who came; of those to whom something happened there (killed, arrested) the count is another."""
    return claim.status in _AT_EVENT and concepts.of(claim.noun.concept).course == "event"


def _may_be_gathering(claim: Claim) -> bool:
    """Plain people beside counted demonstrators: the text says *people* of the same crowd."""
    return claim.noun.concept == "person" and claim.status is None and not claim.noun.qualifiers


def is_side(qualifier: str) -> bool:
    """True for an ISO country code, the canonical form of a nationality.

    >>> is_side("KP"), is_side("civil")
    (True, False)
    """
    return len(qualifier) == 2 and qualifier.isascii() and qualifier.isupper()
