"""Which claims stand together, in what state, and what is said of them: cases as data, one invented dossier a case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from figures.model import (
    NOBODY,
    Attribution,
    Claim,
    Document,
    Finding,
    Noun,
    Origin,
    Period,
    Quantity,
    Reconciliation,
    Span,
    Vague,
    content_id,
)
from figures.pipeline import reconcile
from figures.reconciling import reconcile_claims
from figures.reconciling.aspects import aspects_of
from figures.reconciling.blocking import HUBS, NEIGHBOURS, WHOLE_BLOCK, candidates
from figures.reconciling.grouping import group as group_claims
from figures.reconciling.timeline import time_key
from figures.reconciling.traits import STATED
from figures.wording import languages

COUNTERS = {"a": "the harbour police", "b": "the unions", "c": "the Meridian institute"}


def count(text: str) -> Quantity:
    """A count in shorthand: `12000`, `~12000`, `>12000`, `15000-18000`; zeros at the end are rounding."""
    if "-" in text:
        low, high = map(Decimal, text.split("-"))
        return Quantity(None, low, high, bound="range")
    sign = text[0] if text[0] in "~><≥≤" else "="
    value = Decimal(text.lstrip("~><≥≤"))
    whole = str(value).rstrip("0")
    step = Decimal(10) ** (len(str(value)) - len(whole))
    if sign == "~":
        return Quantity(value, None, None, approximate=True, step=step)
    if sign in ">≥":
        return Quantity(value, value, None, bound=sign, step=step)
    if sign in "<≤":
        return Quantity(value, None, value, bound=sign, step=step)
    return Quantity(value, value, value, step=step)


def claim(
    figure: str,
    noun: str = "container",
    *,
    doc: str = "a",
    by: str | None = "the harbour office",
    day: str | None = "2031-05-02",
    on: str | None = None,
    place: str = "",
    side: str = "",
    status: str | None = None,
    about: str = "Veltra shipped from Port Ansel",
    concept: str | None = "same",
    modality: str = "asserted",
    at: int = 0,
    state: str = "named",
    narrow: tuple[str, ...] = (),
    kind: str = "count",
    unit: str | None = None,
    whole: str | None = None,
    vague: Vague | None = None,
) -> Claim:
    """A claim of document `doc` at offset `at`: `figure noun` in a sentence `about` something."""
    exact = figure.lstrip("~><≥≤")
    sentence = f"As for {exact} {noun} {status or ''}: {about} ({by})."
    quantity = replace(count(figure), kind=kind, unit=unit, vague=vague)
    start, end = at + 7, at + 7 + len(exact)
    published = date.fromisoformat(day) if day else None
    period = Period(*(date.fromisoformat(each) for each in (on.split("/") * 2)[:2])) if on else None
    name = noun if concept == "same" else concept
    return Claim(
        claim_id=content_id("c", doc, start, exact, sentence),
        origin=Origin(doc, "en", None, f"Gazette {doc}", published),
        figure=Span(start, end),
        number=Span(start, end),
        exact=exact,
        quantity=quantity,
        noun=Noun(noun, Span(end + 1, end + 1 + len(noun)), noun, name, (*filter(None, [side]), *narrow)),
        attribution=Attribution(state, by if state in ("named", "carried", "anonymous") else None) if by else NOBODY,
        modality=modality,
        status=status,
        places=tuple(filter(None, place.split(","))),
        period=period,
        whole_id=whole,
        sentence_span=Span(at, at + len(sentence)),
        sentence=sentence,
    )


def crowd(figure: str, doc: str, by: str, noun: str = "demonstrator", **rest: object) -> Claim:
    """A count of a march in Orvault on 3 May 2031."""
    values: dict[str, object] = {"place": "Orvault", "on": "2031-05-03", "day": "2031-05-04", "about": "in the streets"}
    return claim(figure, noun, doc=doc, by=by, **(values | rest))  # type: ignore[arg-type]


def hurt(figure: str, doc: str, status: str = "killed", **rest: object) -> Claim:
    """People hurt in a fire in Orvault."""
    values: dict[str, object] = {"place": "Orvault", "about": "in the fire of the Lemaire mill", "by": "the firemen"}
    return claim(figure, "person", doc=doc, status=status, **(values | rest))  # type: ignore[arg-type]


def in_one_sentence(*claims: Claim) -> list[Claim]:
    """Claims of one sentence, whatever the words of each."""
    return [replace(each, sentence_span=Span(0, 99)) for each in claims]


def groups(result: Reconciliation) -> list[tuple[str, list[str]]]:
    """State and figures of each group of several claims."""
    return [
        (group.state, [result.claim(claim_id).exact for claim_id in group.claim_ids])
        for group in result.groups
        if len(group.claim_ids) > 1
    ]


def kinds(result: Reconciliation) -> list[str]:
    return [finding.kind for finding in result.findings]


def of_kind(result: Reconciliation, kind: str) -> list[Finding]:
    return [finding for finding in result.findings if finding.kind == kind]


def soldiers(figure: str, **rest: object) -> Claim:
    return claim(figure, "soldier", side="KP", **rest)  # type: ignore[arg-type]


#: What it is about, the claims, the groups of several with their state, and the findings on them.
CASES: list[tuple[str, list[Claim], list[tuple[str, list[str]]], list[str]]] = [
    ("one figure", [claim("64", "shipment")], [], []),
    (
        "the same figure in two papers",
        [claim("16000"), claim("16000", doc="b", by="a customs officer, Dana Ruiz")],
        [("agree", ["16000", "16000"])],
        [],
    ),
    (
        "rounded and exact",
        [claim("16000"), claim("16240", doc="b")],
        [("agree", ["16000", "16240"])],
        [],
    ),
    (
        "a running total that rose within the bounds of what was said",
        [claim("≥300", day="2031-01-10"), claim("600", doc="b", day="2031-04-30")],
        [("revised", ["300", "600"])],
        ["revised"],
    ),
    (
        "a running total over years",
        [claim(">1000", day="2030-10-16"), claim("~6700", doc="b", day="2031-02-26"), claim("16000", doc="c")],
        [("revised", ["1000", "6700", "16000"])],
        ["revised"],
    ),
    (
        "two totals of one month that exclude each other",
        [claim("~6700", day="2031-02-26"), claim(">10000", doc="b", day="2031-02-23", by="the ministry")],
        [("conflict", ["10000", "6700"])],
        ["conflict"],
    ),
    (
        "a total that rose, and is contested at last: both are told of one group",
        [
            claim("1200", day="2030-10-16"),
            claim("~6700", doc="b", day="2031-02-26"),
            claim(">10000", doc="c", day="2031-02-23", by="the ministry"),
        ],
        [("conflict", ["1200", "10000", "6700"])],
        ["conflict", "revised"],
    ),
    (
        "one office corrects itself upwards within the month",
        [claim("6700", day="2031-02-03"), claim("8100", doc="b", day="2031-02-26")],
        [("revised", ["6700", "8100"])],
        ["revised"],
    ),
    (
        "a running total that falls",
        [claim("16000", day="2031-01-10"), claim("9000", doc="b", day="2031-04-30")],
        [("revised", ["16000", "9000"])],
        ["revised", "revised"],
    ),
    (
        "a range that holds the other figure",
        [soldiers("~15000"), soldiers("15000-18000", doc="b", by="a senator")],
        [("compatible", ["15000", "15000-18000"])],
        [],
    ),
    (
        "troops: more of them later",
        [soldiers("~12000", day="2030-11-05"), soldiers("~15000", doc="b", day="2031-04-30")],
        [("revised", ["12000", "15000"])],
        ["revised"],
    ),
    (
        "troops: fewer of them later are other troops",
        [soldiers("15000", day="2031-04-30"), soldiers("6000", doc="b", day="2031-06-18")],
        [],
        [],
    ),
    (
        "troops of two countries",
        [soldiers("15000"), claim("9000", "soldier", side="RU", doc="b")],
        [],
        [],
    ),
    (
        "nationals and soldiers: one figure is one contingent",
        [soldiers("~12000"), claim("~12000", "person", side="KP", doc="b", concept="person")],
        [("agree", ["12000", "12000"])],
        [],
    ),
    (
        "nationals and soldiers: two figures may be two things",
        [soldiers("12000"), claim("19000", "person", side="KP", doc="b", concept="person")],
        [],
        [],
    ),
    (
        "three counters of one march",
        [crowd("8000", "a", COUNTERS["a"]), crowd("40000", "b", COUNTERS["b"]), crowd("8250", "c", COUNTERS["c"])],
        [("conflict", ["8000", "40000", "8250"])],
        ["conflict"],
    ),
    (
        "three counters of one march in one text, in plain people",
        [
            crowd("8000", "a", COUNTERS["a"], noun="person"),
            crowd("40000", "a", COUNTERS["b"], at=200),
            crowd("8250", "a", COUNTERS["c"], noun="person", at=400, place="", on=None),
        ],
        [("conflict", ["8000", "40000", "8250"])],
        ["conflict"],
    ),
    (
        "a city and its country",
        [crowd("40000", "a", COUNTERS["b"]), crowd("900000", "b", COUNTERS["b"], place="Norvège")],
        [],
        [],
    ),
    (
        "one city, two years",
        [crowd("40000", "a", COUNTERS["b"]), crowd("9000", "b", COUNTERS["b"], on="2028-05-03", day="2028-05-04")],
        [],
        [],
    ),
    (
        "one city, the day told in one text and the next morning's paper in the other",
        [crowd("40000", "a", COUNTERS["b"]), crowd("9000", "b", COUNTERS["a"], on=None)],
        [("conflict", ["40000", "9000"])],
        ["conflict"],
    ),
    (
        "the toll of one fire rises from day to day",
        [hurt("12", "a", day="2031-05-02"), hurt("17", "b", day="2031-05-03")],
        [("revised", ["12", "17"])],
        ["revised"],
    ),
    (
        "the toll of one fire on one day",
        [hurt("12", "a"), hurt("17", "b", by="the prefect")],
        [("conflict", ["12", "17"])],
        ["conflict"],
    ),
    (
        "two fires, months apart",
        [hurt("12", "a", day="2031-01-02"), hurt("17", "b", about="in the blaze at a hotel", day="2031-05-02")],
        [],
        [],
    ),
    (
        "dead and injured",
        [hurt("12", "a"), hurt("100", "a", status="injured", at=300)],
        [],
        [],
    ),
    (
        "casualties in one paper, injured in the other",
        [hurt("4700", "a", status="casualties", side="KP"), hurt("4700", "b", status="injured", side="KP")],
        [],
        ["category-mismatch"],
    ),
    (
        "casualties and injured of two armies",
        [hurt("4700", "a", status="casualties", side="KP"), hurt("4700", "b", status="injured", side="RU")],
        [],
        [],
    ),
    (
        "a few casualties and as few injured",
        [hurt("4", "a", status="casualties"), hurt("4", "b", status="injured")],
        [],
        [],
    ),
    (
        "the wounded of the sentence before are of the same army",
        [
            hurt("≥300", "a", side="KP", day="2031-01-14"),
            hurt("2700", "a", status="injured", at=90, day="2031-01-14"),
            hurt("4100", "b", status="injured", side="KP", day="2031-04-30"),
        ],
        [("revised", ["2700", "4100"])],
        ["revised"],
    ),
    (
        "what happened inside a past quarter is no total to date",
        [
            hurt("2000", "a", status="injured", side="KP", on="2031-01-01/2031-03-31", day="2031-04-30"),
            hurt("4100", "b", status="injured", side="KP", day="2031-04-30"),
        ],
        [],
        [],
    ),
    (
        "one text, one voice, two figures: two things",
        [claim("16000"), claim("9000", at=200)],
        [],
        [],
    ),
    (
        "one text, two voices",
        [claim("16000"), claim("9000", at=200, by="the dockers")],
        [("conflict", ["16000", "9000"])],
        ["conflict"],
    ),
    (
        "the part and its whole",
        [
            claim("49", "defendant", concept=None),
            claim("41", "defendant", doc="a", at=200, by="the court", concept=None),
        ],
        [("conflict", ["49", "41"])],
        ["conflict"],
    ),
    (
        "delivered and fired",
        [claim("150", "missile", status="delivered"), claim("50", "missile", doc="b", status="fired")],
        [],
        [],
    ),
    (
        "a forecast contradicts nothing",
        [claim("16000"), claim("30000", doc="b", modality="forecast"), claim("40000", doc="c", modality="forecast")],
        [],
        [],
    ),
    (
        "what is denied stands against what is stated; what is asked or supposed against nothing",
        [
            claim("16000"),
            claim("16000", doc="b", modality="negated"),
            claim("16000", doc="c", modality="hypothetical"),
            claim("16000", doc="d", modality="question"),
        ],
        [],
        ["conflict"],
    ),
    (
        "what is denied of another matter",
        [
            claim("16000"),
            claim("16000", "house", doc="b", modality="negated", about="the town of Tolm has none", by="Dana Ruiz"),
        ],
        [],
        [],
    ),
    (
        "six people shot are two dead and four hurt",
        [
            hurt("6", "a", status="injured", about="in the shooting at the Lemaire mill"),
            *in_one_sentence(
                hurt("4", "b", status="injured", about="in the shooting at the Lemaire mill"),
                hurt("2", "b", about="in the shooting at the Lemaire mill"),
            ),
        ],
        [],
        [],
    ),
    (
        "two amounts of one month, far apart, in nearly the same words",
        [
            claim(
                "400",
                "",
                kind="money",
                unit="USD",
                concept=None,
                about="Lemaire sold shares of Veltra",
                on="2031-02-01/2031-02-28",
            ),
            claim(
                "6",
                "",
                doc="b",
                kind="money",
                unit="USD",
                concept=None,
                about="Lemaire sold shares of Veltra",
                by="the court",
                on="2031-02-01/2031-02-28",
            ),
        ],
        [("conflict", ["400", "6"])],
        ["conflict"],
    ),
    (
        "a conditional can be contradicted",
        [claim("16000"), claim("9000", doc="b", modality="conditional", by="the ministry")],
        [("conflict", ["16000", "9000"])],
        ["conflict"],
    ),
    (
        "people of two places",
        [
            claim("300", "person", place="Orvault", about="have left their homes"),
            claim("900", "person", doc="b", place="Lens", about="have left their homes"),
        ],
        [],
        [],
    ),
    (
        "durations that share nothing but a unit",
        [
            claim("3", "", kind="duration", unit="year", concept=None, about="the war of Ansel"),
            claim("20", "", doc="b", kind="duration", unit="year", concept=None, about="a bridge in Tolm"),
        ],
        [],
        [],
    ),
    (
        "shares of two things",
        [
            claim("60", "vote", kind="share", unit="percent", concept=None, about="the Ansel ballot of Tolm"),
            claim("90", "precision", doc="b", kind="share", unit="percent", concept=None, about="rockets of Veltra"),
        ],
        [],
        [],
    ),
    (
        "one share told twice",
        [
            claim("60", "vote", kind="share", unit="percent", concept=None, about="the Ansel ballot of Tolm"),
            claim("72", "vote", doc="b", kind="share", unit="percent", concept=None, about="the Ansel ballot of Tolm"),
        ],
        [("conflict", ["60", "72"])],
        ["conflict"],
    ),
    (
        "two people here and four there in reports of one accident",
        [
            claim("2", "person", about="were taken from the Lemaire mill to Orvault hospital"),
            claim("14", "person", doc="b", about="were taken from the Lemaire mill to Orvault hospital", by="Dana Ruiz"),
        ],
        [],
        [],
    ),
    (
        "a vague number beside a figure",
        [
            claim("30", "house", concept=None),
            claim("2", "house", doc="b", concept=None, vague=Vague("ccc", Decimal(2), Decimal(3), Decimal(9))),
        ],
        [],
        [],
    ),
    (
        "one toll since two years that are not the same",
        [
            hurt("120000", "a", about="of the Tolm fever in Veltra since 2019", place=""),
            hurt("55000", "b", about="of the Tolm fever in Veltra since 2021", place=""),
        ],
        [],
        [],
    ),
    (
        "one toll since one year",
        [
            hurt("120000", "a", about="of the Tolm fever in Veltra since 2019", place=""),
            hurt("55000", "b", about="of the Tolm fever in Veltra since 2019", place="", by="the ministry"),
        ],
        [("conflict", ["120000", "55000"])],
        ["conflict"],
    ),
    (
        "two ages",
        [
            claim("10", "", kind="age", unit="year", concept=None, about="shot in Ansel by the Lemaire boy"),
            claim("12", "", doc="b", kind="age", unit="year", concept=None, about="shot in Ansel by the Lemaire boy"),
        ],
        [],
        [],
    ),
    (
        "one age told in the same days, of somebody shot",
        [
            claim("9", "", kind="age", unit="year", concept=None, about="a boy hit by a bullet in Tolm"),
            claim(
                "9",
                "",
                doc="b",
                kind="age",
                unit="year",
                concept=None,
                about="the child whom gunfire struck",
                by="Dana Ruiz",
            ),
        ],
        [("agree", ["9", "9"])],
        [],
    ),
    (
        "one age, two months apart",
        [
            claim("9", "", kind="age", unit="year", concept=None, about="a boy hit by a bullet in Tolm", day="2031-03-01"),
            claim(
                "9",
                "",
                doc="b",
                kind="age",
                unit="year",
                concept=None,
                about="the child whom gunfire struck",
                by="Dana Ruiz",
            ),
        ],
        [],
        [],
    ),
    (
        "students and people hurt: one figure is one toll",
        [hurt("12", "a"), replace(hurt("12", "b"), noun=Noun("students", Span(20, 21), "student"))],
        [("agree", ["12", "12"])],
        [],
    ),
    (
        "two tolls told together in both texts are of one event, whatever else the sentences say",
        [
            *in_one_sentence(
                hurt("2", "a", place="", about="a boat sank"),
                hurt("11", "a", status="injured", place="", about="a boat sank"),
            ),
            *in_one_sentence(
                hurt("2", "b", place="", about="what befell them", day="2031-06-20"),
                hurt("11", "b", status="injured", place="", about="what befell them", day="2031-06-20"),
            ),
        ],
        [("agree", ["11", "11"]), ("agree", ["2", "2"])],
        [],
    ),
    (
        "the toll of a shooting and that of a crash, alike in all other words",
        [
            hurt("3", "a", about="in the shooting at the Lemaire mill", place=""),
            hurt("7", "b", about="in the crash at the Lemaire mill", place=""),
        ],
        [],
        [],
    ),
    (
        "the toll of last winter, told again at the trial",
        [
            hurt("12", "a", day="2031-01-02"),
            hurt("12", "b", day="2031-11-20", by="the court"),
        ],
        [("agree", ["12", "12"])],
        [],
    ),
    (
        "a street and its town are one place of a toll, where both texts name the town",
        [
            hurt("12", "a", place="Lemaire Street", about="in the fire of the Lemaire mill in Orvault"),
            hurt("12", "b", place="Orvault", about="in the fire of the Lemaire mill"),
        ],
        [("agree", ["12", "12"])],
        [],
    ),
    (
        "euros and dollars",
        [
            claim("60", "", kind="money", unit="EUR", concept=None),
            claim("72", "", doc="b", kind="money", unit="USD", concept=None),
        ],
        [],
        [],
    ),
    (
        "feet and metres",
        [
            claim("30", "", kind="measure", unit="foot", concept=None),
            claim("9", "", doc="b", kind="measure", unit="metre", concept=None),
        ],
        [("agree", ["30", "9"])],
        [],
    ),
    (
        "feet and metres that exclude each other",
        [
            claim("30", "", kind="measure", unit="foot", concept=None),
            claim("12", "", doc="b", kind="measure", unit="metre", concept=None),
        ],
        [("conflict", ["30", "12"])],
        ["conflict"],
    ),
    (
        "feet and metres too far apart for one thing",
        [
            claim("30", "", kind="measure", unit="foot", concept=None),
            claim("19", "", doc="b", kind="measure", unit="metre", concept=None),
        ],
        [],
        [],
    ),
    (
        "cents and the currency they are of",
        [
            claim("50", "", kind="money", unit="USD_cent", concept=None),
            claim("0.5", "", doc="b", kind="money", unit="USD", concept=None),
        ],
        [("agree", ["50", "0.5"])],
        [],
    ),
    (
        "a percentage and percentage points",
        [
            claim("4", "", kind="share", unit="percent", concept=None),
            claim("4", "", doc="b", kind="share", unit="percentage_point", concept=None),
        ],
        [],
        [],
    ),
    (
        "an hour of work and sixty minutes a day",
        [
            claim("60", "", kind="duration", unit="minute", concept=None),
            claim("60", "", doc="b", kind="rate", unit="minute / day", concept=None),
        ],
        [],
        [],
    ),
    (
        "thirty times as much is another thing",
        [
            claim("80", "", kind="measure", unit="metre", concept=None, about="record of Ansel athletics"),
            claim("2", "", doc="b", kind="measure", unit="metre", concept=None, about="record of Ansel athletics"),
        ],
        [],
        [],
    ),
]

ABOUT_GROUPS = {"conflict", "revised", "category-mismatch"}


@pytest.mark.parametrize(("claims", "together", "found"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_stands_together(claims: list[Claim], together: list[tuple[str, list[str]]], found: list[str]) -> None:
    result = reconcile_claims(claims)
    assert groups(result) == together
    assert [kind for kind in kinds(result) if kind in ABOUT_GROUPS] == found


#: Sources of one figure, and how many voices they are.
NAMES = [
    (("Mayor Anna Leeds", "Anna Leeds"), 1),
    (("Mayor Anna Leeds", "Anna Leeds", "Dana Ruiz"), 2),
    (("Mayor Anna Leeds", "Mayor Dana Ruiz"), 2),
    (("Coach Anna Leeds", "Mayor Anna Leeds", "Anna Leeds"), 3),
    (("the Ansel workers union", "the Tolm workers union"), 2),
]


@pytest.mark.parametrize(("names", "n"), NAMES)
def test_one_source_under_several_names_is_one_voice(names: Sequence[str], n: int) -> None:
    [group] = reconcile_claims(
        [hurt("17", f"d{i}", by=name, about=f"{i} in the mill") for i, name in enumerate(names)]
    ).groups
    assert (group.n_sources, group.n_independent_sources) == (n, n)


VIDEO = "La crue a fait 40 morts à Béziers, selon une vidéo."
SIX = "Six people were killed in Béziers, police said."
#: What one text states of people hurt, what another says, and whether that denies it.
DENIALS = [
    ("fr", VIDEO, "La préfecture a démenti que la crue ait fait 40 morts à Béziers.", 1),
    ("fr", VIDEO, "La crue n'a pas fait 40 morts à Béziers, selon la préfecture.", 1),
    (
        "en",
        "The flood killed 40 people in Béziers, he said.",
        "The flood did not kill 40 people in Béziers, the town said.",
        1,
    ),
    ("en", "The rebels said 400 soldiers were killed in Tolm.", "Kyiv denied that 400 soldiers were killed in Tolm.", 1),
    # Something else is denied of the same dead.
    ("fr", VIDEO, "Le préfet dément avoir caché la mort de 40 personnes à Béziers.", 0),
    ("fr", VIDEO, "La mairie dément que la vase ait fait 40 morts à Béziers.", 0),
    ("en", SIX, "Police did not say why six people were killed in Béziers.", 0),
    ("en", SIX, "No motive is known for the death of six people in Béziers.", 0),
]


@pytest.mark.parametrize(("language", "stated", "said", "n"), DENIALS)
def test_a_denial_of_people_hurt_is_of_what_was_stated(language: str, stated: str, said: str, n: int) -> None:
    texts = [Document(text, id=f"{i}", published="2026-03-15", language=language) for i, text in enumerate((stated, said))]
    assert len(reconcile(texts, select=["denial"]).findings) == n


#: Texts of one flood in one town, and the groups of several that they make.
FLOODS: list[tuple[list[str], list[tuple[str, list[str]]]]] = [
    (
        [
            "La crue a fait 17 morts à Béziers, selon la préfecture. Une vidéo montre 22 morts.",
            "La crue a fait 22 morts à Béziers, selon le maire.",
        ],
        [("conflict", ["17", "22", "22"])],
    ),
    (
        [
            "The flood killed 17 people in Béziers, the prefecture said. A video shows 22 dead.",
            "The flood killed 22 people in Béziers, the mayor said.",
        ],
        [("conflict", ["17", "22", "22"])],
    ),
    # One text that gives both, and nobody against anybody.
    (["La crue a fait 17 morts à Béziers, selon la préfecture. Une vidéo montre 22 morts."], []),
    # Far apart, or small: of two things.
    (
        [
            "La crue a fait 17 morts à Béziers, selon la préfecture. Une vidéo montre 95 morts.",
            "La crue a fait 95 morts à Béziers, selon le maire.",
        ],
        [("agree", ["95", "95"])],
    ),
    # Parts of two wholes, of one whole, and a part against a whole.
    (
        [
            "La crue a fait 17 morts : 9 à Béziers, 5 à Sète et 3 à Agde, selon la préfecture.",
            "The flood killed 22 people in Béziers, 11 of them over 70, the mayor said.",
        ],
        [("conflict", ["17", "22"])],
    ),
    (["Le bilan de la crue s'élève à 17 morts : 9 à Béziers, 4 à Sète et 4 à Agde."], []),
    (
        [
            "The flood killed 22 people in Béziers, 11 of them over 70, the mayor said.",
            "The flood killed 14 people in Béziers, the prefecture said.",
        ],
        [("conflict", ["22", "14"])],
    ),
    # Parts told by the same words are one question.
    (
        [
            "The flood killed 22 people in Béziers, 11 of them women, the mayor said.",
            "The flood killed 22 people in Béziers, nine of them women, the prefecture said.",
        ],
        [("agree", ["22", "22"]), ("conflict", ["11", "nine"])],
    ),
]


@pytest.mark.parametrize(("texts", "together"), FLOODS)
def test_parts_and_a_figure_without_a_source_beside_two_voices(
    texts: list[str], together: list[tuple[str, list[str]]]
) -> None:
    result = reconcile([Document(text, id=f"{i}", published="2026-03-15") for i, text in enumerate(texts)], language="en")
    assert groups(result) == together


#: What several texts tell of one toll, whole and in parts, and the groups of several claims with their best figure.
TOLLS = [
    # The parts of a list stand with the whole another text tells, and with that of their own text.
    (
        [
            "Three people were killed in a fire in Vellmar on Tuesday, police said.",
            "Two women and a man were killed in the fire in Vellmar on Tuesday, police said.",
        ],
        [("agree", ["Three", "Two", "a"], 3)],
    ),
    (
        ["A fire in Vellmar killed three people on Tuesday. Two women and a man were killed in Vellmar."],
        [("agree", ["three", "Two", "a"], 3)],
    ),
    (
        [
            "Un incendie a fait trois morts à Vaubrac mardi, selon la préfecture.",
            "Un homme et deux femmes ont été tués dans un incendie à Vaubrac mardi, selon la préfecture.",
        ],
        [("agree", ["trois", "Un", "deux"], 3)],
    ),
    # With an age between them, and others beside one.
    (
        [
            "Five people were injured in a fire in Vellmar on Tuesday, police said.",
            "A 20-year-old man was badly hurt and four others were injured in the fire in Vellmar on Tuesday, police said.",
        ],
        [("agree", ["Five", "A", "four"], 5)],
    ),
    # A list that gives another figure stays apart, and so does one of another status.
    (
        [
            "Four people were killed in a fire in Vellmar on Tuesday, police said.",
            "Two women and a man were killed in the fire in Vellmar on Tuesday, police said.",
        ],
        [],
    ),
    (
        [
            "Three people were injured in a fire in Vellmar on Tuesday, police said.",
            "Two women and a man were killed in the fire in Vellmar on Tuesday, police said.",
        ],
        [],
    ),
    # Fewer of some are no other count of all; more of them, or all of them told twice, are.
    (
        [
            "Five people were injured in a fire in Vellmar on Tuesday, police said.",
            "Two officers were injured in the fire in Vellmar on Tuesday, police said.",
        ],
        [],
    ),
    (
        [
            "Five people were injured in a fire in Vellmar on Tuesday, police said.",
            "Six people were injured in the fire in Vellmar on Tuesday, police said.",
        ],
        [("conflict", ["Five", "Six"], 5)],
    ),
]


@pytest.mark.parametrize(("texts", "told"), TOLLS)
def test_a_toll_told_in_parts_stands_with_its_whole(texts: list[str], told: list[tuple[str, list[str], int]]) -> None:
    documents = [Document(text, id=f"{i}", published="2026-03-18") for i, text in enumerate(texts)]
    for result in (reconcile(documents, language="en"), reconcile(documents[::-1], language="en")):
        found = [
            (group.state, [result.claim(claim_id).exact for claim_id in group.claim_ids], group.best)
            for group in result.groups
            if len(group.claim_ids) > 1
        ]
        assert found == told
        assert sorted(claim_id for group in result.groups for claim_id in group.claim_ids) == sorted(
            claim.claim_id for claim in result.claims if claim.modality in STATED
        )


def test_a_group_of_parts_stands_behind_that_of_their_whole() -> None:
    text = "Police named one of the two people who died in Vellmar. Of the 40 homes, 12 burned."
    result = reconcile([Document(text, id="a", language="en")], language="en")
    assert [result.claim(group.claim_ids[0]).exact for group in result.groups] == ["two", "one", "40", "12"]


def test_figures_in_two_units_are_put_side_by_side_in_the_first_one() -> None:
    feet = claim("30", "", kind="measure", unit="foot", concept=None)
    metres = claim("12", "", doc="b", kind="measure", unit="metre", concept=None)
    result = reconcile_claims([metres, feet])
    [group] = [group for group in result.groups if len(group.claim_ids) == 2]
    assert group.unit == "foot"
    assert (group.low, round(group.high or 0, 2)) == (30, Decimal("39.37"))
    [conflict] = [finding for finding in result.findings if finding.kind == "conflict"]
    assert "30 feet" in conflict.message
    assert "12 m" in conflict.message
    assert "30 feet" in conflict.workings


@pytest.mark.parametrize("claims", [case[1] for case in CASES], ids=[case[0] for case in CASES])
def test_every_stated_claim_is_in_one_group_and_no_other_is(claims: list[Claim]) -> None:
    result = reconcile_claims(claims)
    grouped = [claim_id for group in result.groups for claim_id in group.claim_ids]
    stated = [c.claim_id for c in claims if c.modality in ("asserted", "conditional", "forecast")]
    assert sorted(grouped) == sorted(stated)


def test_a_text_without_a_date_is_of_one_time() -> None:
    """Two counters of one march in one text stand against each other; two texts without dates may be of two marches."""
    text = "200 manifestants à Lyon selon la police, 900 selon les organisateurs."
    assert [group.state for group in reconcile([Document(text, id="a", language="fr")]).groups] == ["conflict"]
    halves = ["200 manifestants à Lyon selon la police.", "900 manifestants à Lyon selon les organisateurs."]
    apart = [Document(half, id=half[:3], language="fr") for half in halves]
    assert [group.state for group in reconcile(apart).groups] == ["single", "single"]


# --- who vouches --------------------------------------------------------------------------------------------------

SOURCING = [
    ("named", {}, []),
    ("carried", {"state": "carried"}, []),
    ("none", {"by": None}, ["unsourced"]),
    ("vague", {"state": "vague"}, ["vague-source"]),
    ("anonymous", {"state": "anonymous"}, ["anonymous-source"]),
    ("a duration", {"by": None, "kind": "duration", "unit": "day"}, ["unsourced"]),
    ("an age", {"by": None, "kind": "age", "unit": "year"}, ["unsourced"]),
    ("denied", {"by": None, "modality": "negated"}, ["unsourced", "denied"]),
    ("in words", {"vague": Vague("ccc", Decimal(2000), Decimal(2000), Decimal(9999))}, ["vague-quantity"]),
]


@pytest.mark.parametrize(("values", "found"), [row[1:] for row in SOURCING], ids=[row[0] for row in SOURCING])
def test_who_vouches_for_a_figure(values: dict[str, object], found: list[str]) -> None:
    result = reconcile_claims([claim("2000", **values)])  # type: ignore[arg-type]
    assert kinds(result) == found


LEVEL_OF_UNSOURCED = [
    ("a large count", "2000", {}, "warning"),
    ("a small count", "3", {}, "note"),
    ("people killed, however few", "3", {"status": "killed"}, "warning"),
    ("ten is no small count", "10", {}, "warning"),
    ("a share", "5", {"kind": "share", "unit": "percent"}, "warning"),
    ("a duration", "20", {"kind": "duration", "unit": "day"}, "note"),
    ("an age", "34", {"kind": "age", "unit": "year"}, "note"),
]


@pytest.mark.parametrize(
    ("number", "values", "level"), [row[1:] for row in LEVEL_OF_UNSOURCED], ids=[row[0] for row in LEVEL_OF_UNSOURCED]
)
def test_what_is_told_in_passing_is_a_note(number: str, values: dict[str, object], level: str) -> None:
    result = reconcile_claims([claim(number, by=None, **values)])  # type: ignore[arg-type]
    assert [(found.kind, found.level) for found in result.findings] == [("unsourced", level)]


def test_a_figure_without_a_source_is_told_who_else_gives_it() -> None:
    result = reconcile_claims([claim("16000", by=None), claim("16000", doc="b", by="Dana Ruiz")])
    [finding] = [finding for finding in result.findings if finding.kind == "unsourced"]
    assert finding.message.endswith("The same figure is given by Dana Ruiz (Gazette b, 2\u00a0May 2031).")
    assert finding.group_id == result.groups[0].group_id


# --- what a finding says ------------------------------------------------------------------------------------------


def test_a_conflict_names_figures_voices_papers_days_and_the_ratio() -> None:
    march = [crowd("8000", "a", COUNTERS["a"]), crowd("40000", "b", COUNTERS["b"]), crowd("8250", "c", COUNTERS["c"])]
    [finding] = reconcile_claims(march).findings
    for part in (
        "40,000 demonstrator",
        "8,250",
        "8,000",
        *COUNTERS.values(),
        "Gazette a",
        "4\u00a0May 2031",
        "5 times",
    ):
        assert part in finding.message
    assert "their counters go by different methods" in finding.message
    assert finding.message.index("40,000") < finding.message.index("8,250") < finding.message.index("8,000")
    steps = finding.workings.split("\n")
    assert "7,600\u00a0– 8,400" in steps[0]
    assert "± 400" in steps[0]
    assert "29,600" in steps[3]
    assert "place: same" in steps[4]


def test_a_conflict_in_french_is_french() -> None:
    march = [crowd("8000", "a", COUNTERS["a"]), crowd("~40000", "b", COUNTERS["b"])]
    [finding] = reconcile_claims(march, language="fr").findings
    assert "≈\u00a040\u202f000 demonstrator" in finding.message
    assert "vaut 5 fois" in finding.message
    assert "± 10\u00a0%" in finding.workings


def test_a_revision_tells_the_way_from_the_first_to_the_last() -> None:
    totals = [claim(">1000", day="2030-10-16"), claim("~6700", doc="b", day="2031-02-26"), claim("16000", doc="c")]
    [finding] = reconcile_claims(totals, select=["revised"]).findings
    first, second, last = (finding.message.index(figure) for figure in (">\u00a01,000", "≈\u00a06,700", "16,000"))
    assert first < second < last
    assert finding.level == "note"


def test_a_count_that_falls_is_a_warning_beside_the_revision() -> None:
    totals = [claim("16000", day="2031-01-10"), claim("9000", doc="b", day="2031-04-30")]
    falls, revised = reconcile_claims(totals, select=["revised"]).findings
    assert (falls.level, revised.level) == ("warning", "note")
    assert "1.78 times" in falls.message


def test_a_category_mismatch_shows_both_sentences() -> None:
    pair = [hurt("4700", "a", status="casualties", side="KP"), hurt("4700", "b", status="injured", side="KP")]
    result = reconcile_claims(pair)
    [finding] = result.findings
    assert all(claim.sentence in finding.message for claim in result.claims)
    assert set(finding.claim_ids) == {claim.claim_id for claim in result.claims}


@pytest.mark.parametrize("language", languages())
def test_every_finding_has_words_and_workings_in_every_language(language: str) -> None:
    found = [finding for _, claims, _, _ in CASES for finding in reconcile_claims(claims, language=language).findings]
    found += reconcile_claims(many(150), language=language).findings
    for _, values, _ in SOURCING:
        found += reconcile_claims([claim("2000", **values)], language=language).findings  # type: ignore[arg-type]
    one = claim("1200")
    two_readings = replace(one, quantity=replace(one.quantity, alternative=Decimal("1.2")))
    found += reconcile_claims([two_readings], language=language).findings
    assert {finding.kind for finding in found} >= {"conflict", "revised", "category-mismatch", "unsourced", "not-compared"}
    assert [finding for finding in found if "{" in finding.message + finding.workings or not finding.workings] == []


def test_an_unknown_language_of_messages_is_refused() -> None:
    with pytest.raises(ValueError, match="there are: en, fr"):
        reconcile_claims([], language="xx")


@pytest.mark.parametrize("wrong", [1, None, b"12 navires", ["12 navires"]])
def test_what_is_neither_document_nor_claim_is_refused(wrong: Any) -> None:
    with pytest.raises(TypeError, match=f"items must be documents, strings or claims, not {type(wrong).__name__}"):
        reconcile([wrong])


# --- many claims of one question ----------------------------------------------------------------------------------


def many(n: int) -> list[Claim]:
    """One running total, told by `n` papers, each a little higher and a day later than the one before."""
    first = date(2020, 1, 1).toordinal()
    return [claim(str(1000 + i), doc=f"d{i}", day=date.fromordinal(first + i).isoformat()) for i in range(n)]


@pytest.mark.parametrize("n", [WHOLE_BLOCK, 300, 1200])
def test_a_hub_is_one_group_and_is_never_compared_all_with_all(n: int) -> None:
    rows = sorted(aspects_of(many(n)), key=time_key)
    found = candidates(rows)
    compared = list(found.pairs)
    assert len(compared) == len(set(compared))
    assert len(compared) <= n * max(WHOLE_BLOCK // 2, 2 * NEIGHBOURS * HUBS)
    assert found.in_hubs == (n if n > WHOLE_BLOCK else 0)
    assert [len(group) for group in group_claims(rows).groups] == [n]


def test_a_hub_is_told() -> None:
    found = of_kind(reconcile_claims(many(300)), "not-compared")
    assert [finding.message.startswith("300 figures") for finding in found] == [True]
    assert of_kind(reconcile_claims(many(WHOLE_BLOCK)), "not-compared") == []


# --- summaries ----------------------------------------------------------------------------------------------------

BEST: list[tuple[str, Sequence[Claim], tuple[int, int | None, int | None], str | None]] = [
    ("one figure", [claim("64", "shipment")], (64, 64, 64), "only"),
    ("a bound has no top", [claim(">1000")], (1000, 1000, None), "only"),
    (
        "a bound beyond every other figure leaves the top open",
        [crowd("740000", "a", COUNTERS["a"]), crowd(">2000000", "b", COUNTERS["b"])],
        (740000, 740000, None),
        "most-voices",
    ),
    (
        "a bound below another figure does not",
        [claim("≥300", day="2031-01-10"), claim("600", doc="b", day="2031-04-30")],
        (300, 600, 600),
        "latest",
    ),
    (
        "a toll that rose",
        [
            hurt("12", "a", day="2031-05-02"),
            hurt("12", "b", day="2031-05-02", by="the mayor"),
            hurt("17", "c", day="2031-05-03"),
        ],
        (12, 17, 17),
        "latest",
    ),
    (
        "a lower toll told later by one alone is no revision to go by",
        [
            hurt("17", "a", day="2031-05-02"),
            hurt("17", "b", day="2031-05-02", by="the mayor"),
            hurt("12", "c", day="2031-05-03"),
        ],
        (12, 17, 17),
        "most-voices",
    ),
    (
        "the latest of a revised count",
        [claim("~6700", day="2031-02-26"), claim("16000", doc="b")],
        (6700, 16000, 16000),
        "latest",
    ),
    (
        "most voices",
        [
            crowd("8000", "a", COUNTERS["a"]),
            crowd("40000", "b", COUNTERS["b"]),
            crowd("8000", "c", COUNTERS["c"]),
        ],
        (8000, 8000, 40000),
        "most-voices",
    ),
    (
        "as many voices: the lowest",
        [crowd("8000", "a", COUNTERS["a"]), crowd("40000", "b", COUNTERS["b"])],
        (8000, 8000, 40000),
        "most-voices",
    ),
    (
        "a point before a range",
        [soldiers("15000-18000", by="a senator"), soldiers("15000", doc="b")],
        (15000, 15000, 18000),
        "most-voices",
    ),
]


@pytest.mark.parametrize(("claims", "span", "rule"), [row[1:] for row in BEST], ids=[row[0] for row in BEST])
def test_low_best_high(claims: Sequence[Claim], span: tuple[int, int | None, int | None], rule: str | None) -> None:
    [group] = reconcile_claims(claims).groups
    assert [group.low, group.best, group.high] == list(span)
    assert group.best_rule == rule


VOICES: list[tuple[str, list[Claim], int, int]] = [
    ("one voice in two papers", [claim("16000"), claim("16000", doc="b")], 1, 1),
    ("two voices", [claim("16000"), claim("16000", doc="b", by="the dockers of Veltra", about="Veltra counts")], 2, 2),
    ("an article before the name", [claim("16000", by="le SNR"), claim("16000", doc="b", by="SNR")], 1, 1),
    (
        "two papers, no source",
        [claim("16000", by=None), claim("16000", doc="b", by=None, about="each was seen leaving Port Ansel")],
        2,
        2,
    ),
    ("a sentence printed twice", [claim("16000", by=None), claim("16000", doc="b", by=None)], 2, 1),
    ("two names, one study", [claim("16000", by="Reuters; Open Source Centre")], 2, 1),
]


@pytest.mark.parametrize(("claims", "named", "independent"), [row[1:] for row in VOICES], ids=[r[0] for r in VOICES])
def test_an_echo_is_no_second_source(claims: list[Claim], named: int, independent: int) -> None:
    [group] = reconcile_claims(claims).groups
    assert (group.n_sources, group.n_independent_sources) == (named, independent)


LABELS = [
    ([crowd("8000", "a", COUNTERS["a"])], "demonstrator · Orvault · 3\u00a0May 2031"),
    (
        [crowd("8000", "a", COUNTERS["a"], noun="person"), crowd("40000", "b", COUNTERS["b"])],
        "demonstrator · Orvault · 3\u00a0May 2031",
    ),
    ([hurt("12", "a")], "killed · Orvault"),
    ([soldiers("15000")], "soldier · North Korea"),
    ([claim("64", "shipment", status="delivered")], "shipment · delivered"),
    ([claim("3", "", kind="duration", unit="year", concept=None)], "3"),
]


@pytest.mark.parametrize(("claims", "label"), LABELS, ids=[label for _, label in LABELS])
def test_a_label_names_what_whose_where_and_when(claims: list[Claim], label: str) -> None:
    [group] = reconcile_claims(claims).groups
    assert group.label == label


def test_a_group_tells_when_it_was_first_and_last_reported() -> None:
    [group] = reconcile_claims(
        [crowd("8000", "a", COUNTERS["a"]), crowd("8000", "b", COUNTERS["b"], day="2031-05-06")]
    ).groups
    assert (group.first_reported, group.last_reported) == (date(2031, 5, 4), date(2031, 5, 6))
