"""What has to hold for every dossier there is: order, copies and strangers change nothing; conflicts are symmetric."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

from hypothesis import event, given, settings
from hypothesis import strategies as st

from figures.model import NOBODY, Attribution, Claim, Noun, Origin, Period, Quantity, Reconciliation, Span, content_id
from figures.reconciling import reconcile_claims
from figures.reconciling.aspects import aspects_of
from figures.reconciling.comparability import comparability, levels_of, told_apart
from figures.reconciling.comparison import compare
from figures.reconciling.levels import DIFFERENT
from figures.reconciling.timeline import relation

THINGS = [
    ("container", "container", None),
    ("soldier", "soldier", None),
    ("demonstrator", "demonstrator", None),
    ("person", "person", "killed"),
    ("person", "person", "injured"),
    ("person", "person", "casualties"),
    ("person", "person", None),
    ("house", None, None),
]
PLACES = ["Orvault", "Tolm", ""]
SIDES = ["KP", "RU", ""]
VOICES = ["the police", "the unions", "Dana Ruiz", ""]
MATTERS = ["on the Ansel road in Veltra", "at the Lemaire mill near the Tolm bridge", "during the Orvault strike"]
FIRST = date(2031, 1, 1)


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    value = Decimal(draw(st.sampled_from([3, 12, 100, 300, 600, 4100, 4700, 6700, 8000, 10000, 12000, 40000])))
    form = draw(st.sampled_from(["=", "~", ">", "range"]))
    if form == "range":
        return Quantity(None, value, value * 2, bound="range")
    if form == "~":
        return Quantity(value, None, None, approximate=True)
    if form == ">":
        return Quantity(value, value, None, bound=">")
    return Quantity(value, value, value, step=Decimal(100) if value >= 1000 else Decimal(1))


@st.composite
def documents(draw: st.DrawFn, *, tag: str, matters: Sequence[str] = MATTERS) -> list[Claim]:
    """The claims of one article of one to four sentences."""
    number = draw(st.integers(0, 4))
    published = draw(st.one_of(st.none(), st.integers(0, 120).map(lambda days: FIRST + timedelta(days))))
    origin = Origin(f"{tag}{number}", "en", None, f"Gazette {tag}{number % 2}", published)
    found: list[Claim] = []
    for i in range(draw(st.integers(1, 4))):
        noun, concept, status = draw(st.sampled_from(THINGS))
        quantity = draw(quantities())
        side, place, voice = (draw(st.sampled_from(each)) for each in (SIDES, PLACES, VOICES))
        day = draw(st.one_of(st.none(), st.integers(0, 120).map(lambda days: FIRST + timedelta(days))))
        exact = f"{quantity.value or quantity.low:,}"
        sentence = f"{exact} {noun} {status or ''} {draw(st.sampled_from(matters))} ({voice})."
        start = i * 200
        found.append(
            Claim(
                claim_id=content_id("c", origin.document_id, start, sentence),
                origin=origin,
                figure=Span(start, start + len(exact)),
                number=Span(start, start + len(exact)),
                exact=exact,
                quantity=quantity,
                noun=Noun(noun, Span(start, start + 1), noun, concept, (side,) if side else ()),
                attribution=Attribution("named", voice) if voice else NOBODY,
                modality=draw(st.sampled_from(["asserted", "asserted", "asserted", "conditional", "forecast", "negated"])),
                status=status,
                places=(place,) if place else (),
                period=Period(day, day) if day else None,
                sentence_span=Span(start, start + len(sentence)),
                sentence=sentence,
            )
        )
    return found


@st.composite
def dossiers(draw: st.DrawFn) -> list[Claim]:
    """Claims of up to five articles, each once."""
    claims = {each.claim_id: each for document in draw(st.lists(documents(tag="d"), max_size=5)) for each in document}
    one_of_each: dict[str, Origin] = {}
    return [replace(each, origin=one_of_each.setdefault(each.origin.document_id, each.origin)) for each in claims.values()]


def said(result: Reconciliation) -> tuple[object, ...]:
    """Everything a reader is told."""
    return (
        [claim.record() for claim in result.claims],
        [group.record() for group in result.groups],
        [finding.record() for finding in result.findings],
    )


@given(dossiers(), st.randoms(use_true_random=False))
def test_the_order_of_the_claims_changes_nothing(claims: list[Claim], chance: random.Random) -> None:
    shuffled = claims[:]
    chance.shuffle(shuffled)
    assert said(reconcile_claims(shuffled)) == said(reconcile_claims(claims))


@given(dossiers())
def test_a_claim_given_twice_counts_once(claims: list[Claim]) -> None:
    assert said(reconcile_claims(claims + claims)) == said(reconcile_claims(claims))


@st.composite
def strangers(draw: st.DrawFn) -> list[Claim]:
    """An article about none of the things, in words nobody else uses."""
    found = draw(documents(tag="z", matters=["quokka zebu", "yak xerus"]))
    published = Origin("z", "en", None, "Zeitung", found[0].origin.published)
    return [
        replace(each, origin=published, noun=Noun("walrus", Span(0, 1), "walrus"), places=("Zug",), status=None)
        for each in found
    ]


@given(dossiers(), strangers())
def test_an_unrelated_document_changes_no_group_and_no_finding(claims: list[Claim], others: list[Claim]) -> None:
    before, after = reconcile_claims(claims), reconcile_claims(claims + others)
    assert {group.group_id: group for group in before.groups}.items() <= {g.group_id: g for g in after.groups}.items()
    assert {f.finding_id: f for f in before.findings}.items() <= {f.finding_id: f for f in after.findings}.items()


@given(dossiers())
def test_identifiers_are_unique(claims: list[Claim]) -> None:
    result = reconcile_claims(claims)
    for ids in ([g.group_id for g in result.groups], [f.finding_id for f in result.findings]):
        assert len(ids) == len(set(ids))


@given(dossiers())
def test_every_stated_claim_is_in_exactly_one_group(claims: list[Claim]) -> None:
    grouped = sorted(claim_id for group in reconcile_claims(claims).groups for claim_id in group.claim_ids)
    assert grouped == sorted(c.claim_id for c in claims if c.modality in ("asserted", "conditional", "forecast"))


@given(dossiers())
def test_comparability_and_relation_are_symmetric(claims: list[Claim]) -> None:
    for a, b in combinations(aspects_of(claims), 2):
        one, other = comparability(a, b), comparability(b, a)
        assert one == other
        assert levels_of(a, b) == levels_of(b, a)
        if one is not None:
            assert relation(a, b, one) == relation(b, a, one)


@given(dossiers())
def test_only_what_is_asserted_or_conditional_is_in_conflict_and_what_is_stated_with_its_denial(claims: list[Claim]) -> None:
    result = reconcile_claims(claims)
    for finding in result.findings:
        if finding.kind == "conflict":
            told = [result.claim(claim_id) for claim_id in finding.claim_ids]
            negated = [claim for claim in told if claim.modality == "negated"]
            assert len(negated) <= 1
            assert {claim.modality for claim in told} <= {
                "asserted",
                "conditional",
                *(("forecast", "negated") if negated else ()),
            }


@given(dossiers())
def test_a_group_in_conflict_has_a_conflict_and_no_other_has(claims: list[Claim]) -> None:
    result = reconcile_claims(claims)
    contested = {finding.group_id for finding in result.findings if finding.kind == "conflict"}
    assert contested == {group.group_id for group in result.groups if group.state == "conflict"}


@given(dossiers())
def test_no_group_holds_two_places_of_a_march_two_sides_or_two_units(claims: list[Claim]) -> None:
    result = reconcile_claims(claims)
    for group in result.groups:
        members = [result.claim(claim_id) for claim_id in group.claim_ids]
        marched = {claim.places for claim in members if claim.noun.concept == "demonstrator" and claim.places}
        assert len(marched) <= 1
        assert len({claim.noun.qualifiers for claim in members if claim.noun.qualifiers}) <= 1
        assert len({claim.status for claim in members if claim.status}) <= 1


@given(dossiers())
def test_the_best_value_is_one_that_was_said(claims: list[Claim]) -> None:
    result = reconcile_claims(claims)
    for group in result.groups:
        bests = {result.claim(claim_id).quantity.interval().best for claim_id in group.claim_ids}
        assert group.best in bests
        assert group.n_independent_sources <= len(group.claim_ids)
        assert group.n_documents <= len(group.claim_ids)


def questions(result: Reconciliation) -> set[tuple[object, ...]]:
    """What is said of each question, without the identifiers, which go by the first claim."""
    return {
        (
            frozenset(g.claim_ids), g.label, g.state, g.low, g.best, g.high, g.best_rule,
            g.n_documents, g.n_sources, g.n_independent_sources, g.first_reported, g.last_reported,
        )
        for g in result.groups
    }  # fmt: skip


@given(dossiers(), st.permutations(["a", "k", "p", "u", "z"]))
@settings(max_examples=50)
def test_other_names_of_files_change_no_question_and_no_conflict(claims: list[Claim], names: list[str]) -> None:
    renamed = [replace(c, origin=replace(c.origin, document_id=names[int(c.origin.document_id[1:])])) for c in claims]
    before, after = reconcile_claims(claims), reconcile_claims(renamed)
    assert questions(before) == questions(after)
    told = [{(f.kind, frozenset(f.claim_ids)) for f in each.findings if f.level == "error"} for each in (before, after)]
    assert told[0] == told[1]


@given(dossiers(), documents(tag="e"))
@settings(max_examples=50)
def test_a_copy_of_an_article_in_another_paper_is_no_independent_source(claims: list[Claim], article: list[Claim]) -> None:
    """Whatever else is told of its questions: the copy stands where the article does, and no voice is added."""
    article = [replace(c, sentence=f"{c.sentence} It was a long day for everybody there.") for c in article]
    copies = [
        replace(c, claim_id=c.claim_id + "x", origin=replace(c.origin, document_id="f", publisher="Copyist"))
        for c in article
    ]
    before, after = reconcile_claims(claims + article), reconcile_claims(claims + article + copies)
    voices = {frozenset(g.claim_ids): g.n_independent_sources for g in before.groups}
    compared = 0
    for group in after.groups:
        originals = frozenset(claim_id for claim_id in group.claim_ids if not claim_id.endswith("x"))
        copied = {claim_id[:-1] for claim_id in group.claim_ids if claim_id.endswith("x")}
        if copied <= originals and originals in voices:
            compared += 1
            assert group.n_independent_sources == voices[originals]
    event(f"{compared} questions compared")


LENGTHS = ["road", "wall", "dyke"]
#: Of one matter, of another, and of a third that names a place of the first.
PASSED = [*MATTERS[:2], "past the market hall of Veltra before the fair opened"]


@st.composite
def measured(draw: st.DrawFn) -> list[Claim]:
    """Lengths in kilometres, told by a few papers of a few things.

    All are 10 or more: that one figure below it is told twice is no sign of one thing, and what is below it is a matter of
    the unit it is told in.
    """
    found: list[Claim] = []
    for i in range(draw(st.integers(1, 7))):
        thing, voice = draw(st.sampled_from(LENGTHS)), draw(st.sampled_from(VOICES))
        value = Decimal(draw(st.sampled_from(["10", "12", "12.4", "14.5", "300", "320", "4000"])))
        form = draw(st.sampled_from(["=", "~", "≥"]))
        low, high = (None if form == "~" else value), (value if form == "=" else None)
        step = Decimal(1).scaleb(int(value.as_tuple().exponent))
        quantity = Quantity(
            value, low, high, bound="≥" if form == "≥" else "=", approximate=form == "~", kind="measure", unit="kilometre",
            step=step,
        )  # fmt: skip
        exact = f"{value} km"
        sentence = f"{exact} of {thing} {draw(st.sampled_from(PASSED))} ({voice})."
        origin = Origin(f"m{i}", "en", None, f"Gazette {i % 3}", FIRST + timedelta(draw(st.integers(0, 3))))
        found.append(
            Claim(
                claim_id=content_id("c", origin.document_id, sentence),
                origin=origin,
                figure=Span(0, len(exact)),
                number=Span(0, len(exact) - 3),
                exact=exact,
                quantity=quantity,
                noun=Noun(thing, Span(len(exact) + 4, len(exact) + 4 + len(thing)), thing),
                attribution=Attribution("named", voice) if voice else NOBODY,
                sentence_span=Span(0, len(sentence)),
                sentence=sentence,
            )
        )
    return found


def in_metres(claim: Claim) -> Claim:
    q = claim.quantity
    value, low, high = (None if x is None else x * 1000 for x in (q.value, q.low, q.high))
    quantity = replace(q, unit="metre", step=q.step * 1000, value=value, low=low, high=high)
    return replace(claim, quantity=quantity)


@given(measured())
def test_other_units_change_no_question_and_no_state(claims: list[Claim]) -> None:
    before, after = reconcile_claims(claims), reconcile_claims([in_metres(claim) for claim in claims])
    told = [{(frozenset(g.claim_ids), g.state, g.best_rule, g.n_sources) for g in each.groups} for each in (before, after)]
    assert told[0] == told[1]
    bests = {g.claim_ids: g.best for g in after.groups}
    assert all(g.best is None or bests[g.claim_ids] == g.best * 1000 for g in before.groups)


@given(measured())
def test_other_units_of_one_of_two_change_no_comparison(claims: list[Claim]) -> None:
    for a, b in combinations(claims, 2):
        outcome = compare(a.quantity, b.quantity).outcome
        assert compare(in_metres(a).quantity, b.quantity).outcome == outcome
        assert compare(a.quantity, in_metres(b).quantity).outcome == outcome


@given(dossiers())
def test_a_hedge_never_makes_two_figures_exclude_each_other(claims: list[Claim]) -> None:
    exact = [c.quantity for c in claims if c.quantity.bound == "=" and c.quantity.low is not None]
    for a, b in combinations(exact, 2):
        hedged = replace(a, approximate=True, low=None, high=None)
        if compare(a, b).outcome != "conflict":
            assert compare(hedged, b).outcome != "conflict"


@given(dossiers())
def test_what_is_told_apart_at_once_is_told_apart_at_length(claims: list[Claim]) -> None:
    for a, b in combinations(aspects_of(claims), 2):
        if told_apart(a, b):
            assert DIFFERENT in levels_of(a, b)
