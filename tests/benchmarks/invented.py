"""Claims of articles that nobody wrote: as many as asked for, ten to a question, the same ones for the same seed.

An event has four questions, and ten articles in two languages answer each in sentences of one or two figures. Most agree
within their wording; some questions are in conflict, and the count of some moves on by the day. One article in twenty is
another medium's, word for word. A claim has what reconciling asks for: the words before and behind the figure, which its
sentence holds, are left out.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from figures.model import Attribution, Claim, Noun, Origin, Quantity, Span, content_id

#: Articles of an event, questions of an event, and so claims of an event.
ARTICLES, QUESTIONS = 10, 4
CLAIMS = ARTICLES * QUESTIONS
#: Of a hundred questions, so many are in conflict and so many move on by the day; of a hundred articles, so many are copies.
CONFLICTS, REVISIONS, COPIES = 5, 10, 5
#: Of a hundred events, so many are of a war, whose losses all articles count as one.
AT_WAR = 2

_FIRST = date(2021, 1, 1)
_DAYS = 1500
#: Five letters tell a word from every other, as the stems of most words of news do.
_LETTERS = ("bcdfghjklmnpqrst", "aeiou", "bcdfghjklmnpqrst", "aeiou", "bdfgklmnprstvz")
#: So many words stand in texts; each event has one of its own besides, for its place.
_WORDS = 12_000


class Thing(NamedTuple):
    """What a question counts: its words in each language, and what a reader makes of them."""

    en: str
    fr: str
    concept: str
    status: str | None
    kind: str
    unit: str | None
    scale: int


_THINGS = (
    Thing("people killed", "personnes tuées", "person", "killed", "count", None, 10),
    Thing("people injured", "personnes blessées", "person", "injured", "count", None, 30),
    Thing("people missing", "personnes disparues", "person", "missing", "count", None, 10),
    Thing("demonstrators", "manifestants", "demonstrator", None, "count", None, 1000),
    Thing("pupils absent", "élèves absents", "pupil", None, "count", None, 100),
    Thing("houses destroyed", "maisons détruites", "house", "destroyed", "count", None, 100),
    Thing("vehicles", "véhicules", "vehicle", None, "count", None, 100),
    Thing("euros in damage", "euros de dégâts", "damage", None, "money", "EUR", 100000),
    Thing("hectares of forest", "hectares de forêt", "forest", None, "measure", "hectare", 100),
    Thing("% of the residents", "% des habitants", "resident", None, "share", "percent", 1),
)
#: What is counted of a war: running totals, which all articles tell of one side alike.
_OF_WAR = (
    Thing("soldiers killed", "soldats tués", "soldier", "killed", "count", None, 100),
    Thing("soldiers deployed", "soldats déployés", "soldier", "deployed", "count", None, 1000),
    Thing("refugees", "réfugiés", "refugee", None, "count", None, 1000),
    Thing("missiles fired", "missiles tirés", "missile", "fired", "count", None, 10),
)
_SIDES = ("FR", "US", "RU", "UA", "KP", "SY")
_SOURCES = (
    ("the police", "la police"),
    ("the fire brigade", "les pompiers"),
    ("the ministry of defence", "le ministère de la Défense"),
    ("the prefect", "le préfet"),
    ("the unions", "les syndicats"),
    ("the Red Cross", "la Croix-Rouge"),
)
_OUTLETS = tuple(f"Gazette {number}" for number in range(400))
_OPENINGS = {"en": "According to {who}, {when} there were ", "fr": "Selon {who}, {when} on comptait "}
_PLAIN = {"en": "{when} there were ", "fr": "{when} on comptait "}
_WHEN = {
    "en": (
        "at dawn",
        "by noon",
        "in the evening",
        "as rescuers left",
        "when talks ended",
        "hours later",
        "despite the rain",
    ),
    "fr": ("à l'aube", "vers midi", "dans la soirée", "au départ des secours", "après les pourparlers", "malgré la pluie"),
}
_JOINED = {"en": " and ", "fr": " et "}
_WHERE = {"en": " {after} in {place}, {told}", "fr": " {after} à {place}, {told}"}
_TOLD = {
    "en": ("its mayor being absent", "a {a} heard", "while {b} waited", "without {a} or {b}", "as the {a} {b} had feared"),
    "fr": (
        "en l'absence du maire",
        "un {a} l'a appris",
        "alors que {b} attendait",
        "sans {a} ni {b}",
        "comme {b} le craignait",
    ),
}
_AFTER = {
    "en": ("after the {a} of the {b}", "near the {b} during the {a}", "when the {a} reached the {b}"),
    "fr": ("après le {a} du {b}", "près du {b} pendant le {a}", "quand le {a} a gagné le {b}"),
}


class Question(NamedTuple):
    """One question of an event: what is counted, whose, the count, and whether reports of it differ or move on."""

    thing: Thing
    side: str | None
    value: int
    course: str


class Event(NamedTuple):
    """What articles report: where, when, the words it goes by, whom they cite, and what is counted."""

    places: tuple[str]
    day: date
    words: tuple[str, str]
    sources: tuple[tuple[str, str], ...]
    questions: tuple[Question, ...]


def claims(n: int, seed: int = 0) -> Iterator[Claim]:
    """At least `n` claims, in the order of events and articles."""
    for number in range(-(-n // CLAIMS)):
        # Each event is drawn on its own, so that a larger dossier holds the smaller one.
        drawn = random.Random(f"{seed} {number}")
        event = _event(drawn, number)
        articles = [_article(drawn, event, number, i) for i in range(ARTICLES)]
        for i, article in enumerate(articles):
            copied = i > 0 and drawn.randrange(100) < COPIES
            yield from _copied(articles[i - 1], article[0].origin) if copied else article


@cache
def _name(number: int) -> str:
    """A word for a number, like no other word and none of a language."""
    letters = ""
    for choice in _LETTERS:
        number, at = divmod(number, len(choice))
        letters += choice[at]
    return f"{letters}ane"


def _event(drawn: random.Random, number: int) -> Event:
    side = drawn.choice(_SIDES) if drawn.randrange(100) < AT_WAR else None
    questions = []
    for thing in drawn.sample(_OF_WAR if side else _THINGS, QUESTIONS):
        chance = drawn.randrange(100)
        course = "conflict" if chance < CONFLICTS else "revised" if chance < CONFLICTS + REVISIONS else "steady"
        value = drawn.randrange(2, 99) if thing.kind == "share" else drawn.randrange(12, 99) * thing.scale // 10
        questions.append(Question(thing, side, value, course))
    words = _name(drawn.randrange(_WORDS)), _name(drawn.randrange(_WORDS))
    name = f"{_name(drawn.randrange(_WORDS)).title()} {_name(drawn.randrange(_WORDS)).title()}"
    return Event(
        places=(_name(_WORDS + number).title(),),
        day=_FIRST + timedelta(drawn.randrange(_DAYS)),
        words=words,
        sources=(*drawn.sample(_SOURCES, 2), (name, name)),
        questions=tuple(questions),
    )


def _article(drawn: random.Random, event: Event, number: int, i: int) -> list[Claim]:
    """The claims of one article: each question answered once, by sentences of one figure and of two."""
    language = drawn.choice(("en", "fr"))
    days = drawn.randrange(5)
    origin = Origin(
        f"{number:06}-{i}", language, None, drawn.choice(_OUTLETS), event.day + timedelta(days),
    )  # fmt: skip
    order = drawn.sample(event.questions, QUESTIONS)
    sentences = (order[:1], order[1:3], order[3:])
    found: list[Claim] = []
    at = 0
    for questions in sentences:
        found += _sentence(drawn, event, questions, origin, at, days)
        at = found[-1].sentence_span.end + 1
    return found


def _sentence(
    drawn: random.Random, event: Event, questions: list[Question], origin: Origin, at: int, days: int
) -> list[Claim]:
    language = origin.language or "en"
    attribution = _attribution(drawn, event, language)
    opening = _OPENINGS[language] if attribution.source else _PLAIN[language]
    text = opening.format(who=attribution.source, when=drawn.choice(_WHEN[language]))
    figures: list[tuple[Question, Quantity, Span, str]] = []
    for question in questions:
        text += _JOINED[language] if figures else ""
        quantity = _quantity(drawn, question, days)
        shown = f"{quantity.value:,}" if language == "en" else f"{quantity.value:,}".replace(",", "\u00a0")
        exact = f"{shown} {question.thing.en.split()[0]}" if question.thing.unit else shown
        noun = question.thing.en if language == "en" else question.thing.fr
        span = Span(at + len(text), at + len(text) + len(exact))
        text += f"{shown} {noun}"
        figures.append((question, quantity, span, exact))
    after = drawn.choice(_AFTER[language]).format(a=event.words[0], b=event.words[1])
    told = drawn.choice(_TOLD[language]).format(a=_name(drawn.randrange(_WORDS)), b=_name(drawn.randrange(_WORDS)))
    text += _WHERE[language].format(after=after, place=event.places[0], told=told) + "."
    whole = Span(at, at + len(text))
    return [
        Claim(
            claim_id=content_id("c", origin.document_id, span.start, exact),
            origin=origin,
            figure=span,
            number=span,
            exact=exact,
            quantity=quantity,
            noun=_noun(question.thing, question.side, language),
            attribution=attribution,
            modality=_modality(drawn),
            status=question.thing.status,
            places=event.places,
            sentence_span=whole,
            sentence=text,
        )
        for question, quantity, span, exact in figures
    ]


def _modality(drawn: random.Random) -> str:
    chance = drawn.randrange(100)
    return "forecast" if chance < 1 else "negated" if chance < 2 else "conditional" if chance < 4 else "asserted"


def _attribution(drawn: random.Random, event: Event, language: str) -> Attribution:
    """Named nine times in ten, else nobody, somebody without a name, or nobody in particular."""
    chance = drawn.randrange(100)
    if chance < 5:
        return _NOBODY
    if chance < 8:
        return _ANONYMOUS[language]
    if chance < 10:
        return _VAGUE
    return _named(drawn.choice(event.sources)[language == "fr"], language)


_NOBODY = Attribution()
_VAGUE = Attribution("vague", cue="reportedly", link="adverb", source_kind="vague")
_ANONYMOUS = {
    "en": Attribution("anonymous", "an official", link="preposition", source_kind="anonymous_bare"),
    "fr": Attribution("anonymous", "un responsable", link="preposition", source_kind="anonymous_bare"),
}


@cache
def _named(source: str, language: str) -> Attribution:
    cue = "According to" if language == "en" else "Selon"
    return Attribution("named", source, Span(len(cue) + 1, len(cue) + 1 + len(source)), cue=cue, link="preposition")


_STEPS = [Decimal(10) ** i for i in range(12)]


def _quantity(drawn: random.Random, question: Question, days: int) -> Quantity:
    """The count as one article gives it: plain, about, or at least so many."""
    thing, value = question.thing, question.value
    if question.course == "conflict" and drawn.randrange(3) == 0:
        value = value * 2 + 1
    if question.course == "revised":
        value += value * days // 4
    form = drawn.randrange(10) if question.thing.kind != "share" else 9
    v = Decimal(value)
    step = _STEPS[len(str(value)) - len(str(value).rstrip("0"))]
    if form == 0:
        return Quantity(v, None, None, approximate=True, kind=thing.kind, unit=thing.unit, step=step)
    if form == 1:
        return Quantity(v, v, None, bound="≥", kind=thing.kind, unit=thing.unit, step=step)
    return Quantity(v, v, v, kind=thing.kind, unit=thing.unit, step=step)


@cache
def _noun(thing: Thing, side: str | None, language: str) -> Noun:
    words = (thing.en if language == "en" else thing.fr).split()
    word = words[-1] if thing.unit else words[0]
    return Noun(word, None, word.rstrip("s"), thing.concept, (side,) if side else ())


def _copied(article: list[Claim], outlet: Origin) -> Iterator[Claim]:
    """What another medium printed of an article, word for word."""
    origin = replace(outlet, language=article[0].origin.language)
    for each in article:
        yield replace(each, claim_id=content_id("c", origin.document_id, each.figure.start, each.exact), origin=origin)
