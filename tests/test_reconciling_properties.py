"""What has to hold for every dossier there is: order, copies and strangers change nothing; conflicts are symmetric."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from figures.model import NOBODY, Attribution, Claim, Noun, Origin, Period, Quantity, Reconciliation, Span, content_id
from figures.reconciling import reconcile_claims
from figures.reconciling.aspects import aspects_of
from figures.reconciling.comparability import comparability, levels_of
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
def test_only_what_is_asserted_or_conditional_is_in_conflict(claims: list[Claim]) -> None:
    result = reconcile_claims(claims)
    for finding in result.findings:
        if finding.kind == "conflict":
            assert {result.claim(claim_id).modality for claim_id in finding.claim_ids} <= {"asserted", "conditional"}


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


@given(dossiers())
@settings(max_examples=50)
def test_a_copy_of_an_article_is_no_independent_source(claims: list[Claim]) -> None:
    copies = [
        replace(each, claim_id=each.claim_id + "x", origin=replace(each.origin, document_id=each.origin.document_id + "x"))
        for each in claims
    ]
    before, after = reconcile_claims(claims), reconcile_claims(claims + copies)
    independent = {claim_id: g.n_independent_sources for g in after.groups for claim_id in g.claim_ids}
    for group in before.groups:
        if len(group.claim_ids) == 1:
            together = [g for g in after.groups if {group.claim_ids[0], group.claim_ids[0] + "x"} <= set(g.claim_ids)]
            if together and len(together[0].claim_ids) == 2:
                assert independent[group.claim_ids[0]] == 1
