"""Decisions: what they may say, that they survive a file, and what they do to claims, groups and findings."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import figures
from figures.model import STANDINGS, SUBJECTS, Correction, Decision, Reconciliation, decision_of
from figures.reconciling.deciding import Succession
from figures.reconciling.evidence import evidence_of, reading_of
from figures.reconciling.weighing import weigh
from figures.reviewing import LedgerError, ledger_lines, read_ledger
from tests.decision_builder import decisions

REFUSED: list[tuple[Callable[[], object], str]] = [
    (lambda: Decision("right", "f1"), "decision 'right' is none of accepted, dismissed"),
    (lambda: Decision("accepted", ""), "target_id is empty"),
    (lambda: Decision("resolved", "g1"), "resolved needs a chosen_value or a resolution_method"),
    (lambda: Decision("resolved", "g1", resolution_method="vote"), "resolution_method 'vote' is none of prioritised"),
    (lambda: Decision("split", "g1"), "split needs split_off"),
    (lambda: Decision("missed", "a.txt"), "a missed figure needs exact"),
    (lambda: Decision("fixed", "f1", rationale=" so"), "rationale is empty or has blanks about it"),
    (lambda: Decision("fixed", "f1", rationale="x" * 32_768), "rationale is longer than 32767"),
    (lambda: Decision("resolved", "g1", chosen_value=Decimal("nan")), "chosen_value NaN is no number"),
    (lambda: Correction(value=Decimal(1), high=Decimal(2)), "a value stands without low and high"),
    (lambda: Correction(low=Decimal(2), high=Decimal(1)), "low 2 is more than high 1"),
    (lambda: Correction(kind="heap"), "kind 'heap' is none of count"),
    (lambda: Correction(reliability="G"), "reliability 'G' is none of A, B"),
    (lambda: Correction(credibility=7), "credibility 7 is none of 1, 2"),
]


@pytest.mark.parametrize(("made", "told"), REFUSED)
def test_a_decision_that_cannot_be_is_refused_by_name(made: Callable[[], object], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        made()


LINES = [
    ("[1]", "no JSON object"),
    ("{", "Expecting"),
    ('{"target_id": "f1"}', "decision is missing"),
    ('{"decision": "fixed"}', "target_id is missing"),
    ('{"decision": "fixed", "target_id": 1}', "target_id must be a text, not 1"),
    ('{"decision": "fixed", "target_id": "f1", "settles": "no"}', "settles must be true or false, not 'no'"),
    ('{"decision": "fixed", "target_id": "f1", "decided_on": "May"}', "decided_on must be an ISO date"),
    ('{"decision": "fixed", "target_id": "f1", "claim_ids": "c1"}', "claim_ids must be a list of ids"),
    ('{"decision": "misread", "target_id": "c1", "value": "many"}', "value must be a number, not 'many'"),
    ('{"decision": "misread", "target_id": "c1", "credibility": "1"}', "credibility must be a whole number"),
    ('{"decision": "fixed", "target_id": "f1", "mood": "good"}', "unknown field 'mood'"),
    ('{"subject": "claim", "decision": "fixed", "target_id": "f1"}', "fixed is decided of a finding, not of a claim"),
]


@pytest.mark.parametrize(("line", "told"), LINES)
def test_a_line_that_is_no_decision_is_named_with_its_place(line: str, told: str) -> None:
    good = '{"decision": "fixed", "target_id": "f1"}'
    with pytest.raises(LedgerError, match=f"ada.jsonl:2: .*{told}"):
        read_ledger(f"{good}\n{line}\n{good}\n", "ada.jsonl")


def test_every_line_that_is_no_decision_is_named() -> None:
    with pytest.raises(LedgerError) as caught:
        read_ledger("\n".join(line for line, _ in LINES))
    assert len(caught.value.problems) == len(LINES)


@given(given_=st.lists(decisions(), max_size=6))
def test_a_file_of_decisions_reads_back_as_it_was_written(given_: list[Decision]) -> None:
    lines = list(ledger_lines(given_))
    assert set(read_ledger("".join(lines))) == set(given_)
    assert all(len(line.splitlines()) == 1 and json.loads(line) for line in lines)
    assert lines == list(ledger_lines(reversed(given_)))


@given(decision=decisions())
def test_the_id_of_a_decision_comes_from_all_it_says(decision: Decision) -> None:
    assert decision_of(decision.record()) == decision
    assert decision_of(decision.record()).decision_id == decision.decision_id
    assert replace(decision, coder="Dot").decision_id != decision.decision_id


# --- Which of several stands ------------------------------------------------------------------------------------------

A, B = Decision("accepted", "f1", coder="A"), Decision("dismissed", "f1", coder="B")
WEIGHED: list[tuple[str, Sequence[Decision], list[str]]] = [
    ("one alone", [A], ["applied"]),
    ("two alike", [A, replace(A, coder="B", rationale="so")], ["applied", "applied"]),
    ("two that differ", [A, B], ["unsettled", "unsettled"]),
    ("one settles", [A, replace(B, settles=True)], ["overruled", "applied"]),
    ("one settles in favour", [A, B, replace(A, coder="C", settles=True)], ["applied", "overruled", "applied"]),
    ("two settle otherwise", [replace(A, settles=True), replace(B, settles=True)], ["unsettled", "unsettled"]),
    ("of two things", [A, replace(B, target_id="f2")], ["applied", "applied"]),
    ("one coder twice", [A, replace(B, coder="A")], ["unsettled", "unsettled"]),
]


@pytest.mark.parametrize(("told", "given_", "standings"), WEIGHED, ids=[case[0] for case in WEIGHED])
def test_what_coders_agree_on_or_settled_stands(told: str, given_: list[Decision], standings: list[str]) -> None:
    found = {each.decision: each.standing for each in weigh(given_, lambda _: "applied")}
    assert [found[decision] for decision in given_] == standings


def test_what_cannot_be_applied_does_not_stand_against_what_can() -> None:
    old = replace(B, settles=True, fingerprint="old")
    found = weigh([A, old], lambda decision: "stale" if decision.fingerprint else "applied")
    assert {each.decision: each.standing for each in found} == {A: "applied", old: "stale"}


# --- What they do -----------------------------------------------------------------------------------------------------

DAY = date(2025, 5, 1)
POLICE = figures.Document("Selon la police, 2 000 personnes ont défilé à Lyon.", id="a", language="fr", published=DAY)
UNION = figures.Document(
    "Selon la CGT, 9 000 personnes ont défilé à Lyon. Une foule énorme a suivi. Le port a reçu 300 tonnes de riz.",
    id="b",
    language="fr",
    published=DAY,
)
THIRD = figures.Document("Selon la mairie, 5 000 personnes ont défilé à Lyon.", id="c", language="fr", published=DAY)
RUN = figures.reconcile([POLICE, UNION])
BY_WORDS = {claim.exact: claim for claim in RUN.claims}
CROWD = next(group for group in RUN.groups if len(group.claim_ids) == 2)
RICE = next(group for group in RUN.groups if group.unit)
CLASH = next(finding for finding in RUN.findings if finding.kind == "conflict")


def on(item: Any, word: str, **rest: Any) -> Decision:
    """A decision on a finding, a group or a claim as it stands in the run."""
    if isinstance(item, figures.Claim):
        return Decision(word, item.claim_id, fingerprint=reading_of(item), **rest)
    name = "finding_id" if isinstance(item, figures.Finding) else "group_id"
    kind = item.kind if isinstance(item, figures.Finding) else None
    evidence = evidence_of(map(RUN.claim, item.claim_ids))
    return Decision(word, getattr(item, name), item.claim_ids, evidence, kind, **rest)


def decided(*given_: Decision, documents: Sequence[figures.Document] = (POLICE, UNION)) -> tuple[Reconciliation, list[str]]:
    result = figures.reconcile(documents, decisions=given_)
    standing = {each.decision: each.standing for each in result.decisions}
    assert set(standing) == set(given_), "none is lost"
    return result, [standing[decision] for decision in given_]


def test_a_finding_keeps_its_place_in_the_state_people_put_it_in() -> None:
    for word in ("accepted", "dismissed", "fixed"):
        result, standings = decided(on(CLASH, word))
        assert standings == ["applied"]
        assert [finding.finding_id for finding in result.findings] == [finding.finding_id for finding in RUN.findings]
        [finding] = [finding for finding in result.findings if finding.finding_id == CLASH.finding_id]
        assert (finding.state, finding.record()["state"], finding.dismissed) == (word, word, word == "dismissed")


def test_what_was_decided_of_a_finding_is_stale_when_a_figure_joins_it() -> None:
    result, standings = decided(on(CLASH, "dismissed"), documents=(POLICE, UNION, THIRD))
    assert standings == ["stale"]
    assert {finding.state for finding in result.findings} == {"open"}


def test_what_was_decided_of_a_finding_is_stale_when_a_figure_reads_otherwise() -> None:
    other = replace(on(CLASH, "dismissed"), fingerprint="e0")
    assert decided(other)[1] == ["stale"]


HERE = ("a", "b", "c", "d")
SUCCESSION: list[tuple[str, tuple[str, ...], list[tuple[str, ...]], tuple[str, ...], list[tuple[str, ...]]]] = [
    ("a third figure joined", ("a", "b"), [("a", "b", "c"), ("c", "d")], HERE, [("a", "b", "c")]),
    ("a figure left", ("a", "b", "c"), [("a", "b"), ("c", "d")], HERE, [("a", "b")]),
    ("another pair of one of its figures", ("a", "b"), [("a", "c"), ("b", "d")], HERE, []),
    ("a figure is another by now", ("a", "x"), [("a", "c"), ("c", "d")], HERE, [("a", "c")]),
    ("all its figures are gone", ("x", "y"), [("a", "b")], HERE, []),
]


@pytest.mark.parametrize(("name", "before", "now", "here", "expected"), SUCCESSION, ids=[case[0] for case in SUCCESSION])
def test_the_successor_of_a_finding_is_about_its_figures(
    name: str, before: tuple[str, ...], now: list[tuple[str, ...]], here: tuple[str, ...], expected: list[tuple[str, ...]]
) -> None:
    findings = [replace(CLASH, finding_id=f"f-{'-'.join(ids)}", claim_ids=ids) for ids in now]
    decision = Decision("dismissed", "f-gone", before, finding_kind=CLASH.kind)
    assert Succession(findings, here).of(decision) == tuple(f"f-{'-'.join(ids)}" for ids in expected)
    named = replace(decision, target_id=findings[0].finding_id)
    assert Succession(findings, here).of(named) == (findings[0].finding_id,)


def test_what_was_decided_of_what_is_gone_is_kept() -> None:
    gone = [Decision("fixed", "f0"), Decision("misread", "c0"), Decision("resolved", "g0", chosen_value=Decimal(1))]
    assert decided(*gone, on(CLASH, "dismissed"), documents=(POLICE,))[1] == ["absent"] * 4


def test_a_value_is_chosen_beside_the_figures() -> None:
    chosen = on(CROWD, "resolved", chosen_value=Decimal(5000), resolution_method="prioritised")
    result, standings = decided(chosen)
    [group] = [group for group in result.groups if group.group_id == CROWD.group_id]
    assert standings == ["applied"]
    assert (group.chosen_value, group.resolution_method) == (5000, "prioritised")
    assert (group.low, group.best, group.high) == (CROWD.low, CROWD.best, CROWD.high)
    assert (group.record()["chosen_value"], group.record()["resolution_method"]) == (5000, "prioritised")
    assert decided(chosen, documents=(POLICE, UNION, THIRD))[1] == ["stale"]


def test_a_figure_is_corrected_where_it_stands() -> None:
    said = Correction(value=Decimal(9500), noun="soldats", source="Le préfet", credibility=2)
    result, standings = decided(on(BY_WORDS["9 000"], "misread", correction=said))
    [claim] = [claim for claim in result.claims if claim.exact == "9 000"]
    assert standings == ["applied"]
    assert (claim.claim_id, claim.figure) == (BY_WORDS["9 000"].claim_id, BY_WORDS["9 000"].figure)
    told = claim.record()
    assert (told["value"], told["interval_low"], told["interval_high"]) == (9500, 9450, 9550)
    assert (told["concept"], told["attribution"], told["source_id"]) == ("soldier", "named", "prefecture")
    assert (told["reliability"], told["credibility"], told["amended"]) == ("F", 2, "corrected")
    assert any("9,500 soldats" in finding.message for finding in result.findings)


BOUNDED = [
    (Correction(low=Decimal(10)), ("≥", 10, 10, None)),
    (Correction(high=Decimal(10)), ("≤", 10, None, 10)),
    (Correction(low=Decimal(10), high=Decimal(12)), ("range", None, 10, 12)),
    (Correction(unit="tonne", kind="measure"), ("=", 9000, 9000, 9000)),
]


@pytest.mark.parametrize(("said", "told"), BOUNDED)
def test_a_corrected_figure_has_the_bounds_that_were_given(said: Correction, told: tuple[object, ...]) -> None:
    result, _ = decided(on(BY_WORDS["9 000"], "misread", correction=said))
    quantity = next(claim for claim in result.claims if claim.exact == "9 000").quantity
    assert (quantity.bound, quantity.value, quantity.low, quantity.high) == told
    assert quantity.unit == said.unit


def test_a_mere_judgement_is_no_correction() -> None:
    result, _ = decided(on(BY_WORDS["9 000"], "confirmed", correction=Correction(reliability="B")))
    told = next(claim for claim in result.claims if claim.exact == "9 000").record()
    assert (told["reliability"], told["credibility"], told["amended"]) == ("B", 6, None)


def test_what_is_no_figure_is_among_those_not_counted() -> None:
    result, standings = decided(on(BY_WORDS["9 000"], "not_a_figure"))
    assert standings == ["applied"]
    assert "9 000" not in [claim.exact for claim in result.claims]
    [refusal] = [refusal for refusal in result.refusals if refusal.reason == "decided"]
    assert (refusal.exact, refusal.span) == ("9 000", BY_WORDS["9 000"].figure)


def test_a_correction_is_stale_when_the_figure_reads_otherwise_by_now() -> None:
    stale = replace(on(BY_WORDS["9 000"], "misread", correction=Correction(value=Decimal(1))), fingerprint="e0")
    result, standings = decided(stale)
    assert standings == ["stale"]
    assert result.claims == RUN.claims


MISSED = [
    (Decision("missed", "b", exact="foule énorme", correction=Correction(low=Decimal(10000), noun="personnes")), "applied"),
    (
        Decision(
            "missed", "b", exact="Une foule", sentence="Une  foule énorme\na suivi.", correction=Correction(value=Decimal(1))
        ),
        "applied",
    ),
    (Decision("missed", "b", exact="foule énorme"), "impossible"),
    (Decision("missed", "b", exact="une nuée", correction=Correction(value=Decimal(1))), "stale"),
    (Decision("missed", "b", exact="9 000", correction=Correction(value=Decimal(1))), "stale"),
    (Decision("missed", "z", exact="foule", correction=Correction(value=Decimal(1))), "absent"),
]


@pytest.mark.parametrize(("decision", "standing"), MISSED)
def test_a_figure_that_was_missed_is_found_by_its_words(decision: Decision, standing: str) -> None:
    result, standings = decided(decision)
    assert standings == [standing]
    added = [claim for claim in result.claims if claim.amended == "added"]
    assert len(added) == (standing == "applied")
    for claim in added:
        assert UNION.text[claim.figure.start : claim.figure.end] == claim.exact == decision.exact
        assert (
            UNION.text[claim.sentence_span.start : claim.sentence_span.end] == claim.sentence == "Une foule énorme a suivi."
        )
        assert UNION.text[claim.figure.start - len(claim.prefix) :].startswith(claim.prefix + claim.exact + claim.suffix)
        assert any(claim.claim_id in group.claim_ids for group in result.groups)


def test_a_number_that_was_set_aside_can_be_a_figure_that_was_missed() -> None:
    text = figures.Document("Le 12 mai, la salle 45 a reçu des visiteurs.", id="d", language="fr")
    [refusal] = [r for r in figures.reconcile([text]).refusals if r.exact in ("45", "salle 45")]
    missed = Decision("missed", "d", exact=refusal.exact, correction=Correction(value=Decimal(45), noun="visiteurs"))
    result, standings = decided(missed, documents=[text])
    assert standings == ["applied"]
    assert [claim.exact for claim in result.claims] == [refusal.exact]
    assert refusal not in result.refusals


# --- Groups redrawn ---------------------------------------------------------------------------------------------------

QUAYS = [
    figures.Document(f"The {who} counted {n} barges in {where}.", id=who, language="en", published=DAY)
    for who, n, where in (("pilot", 40, "Tolm"), ("mayor", 70, "Orvault"), ("harbour master", 90, "Veltra"))
]


def grouped(result: Reconciliation) -> list[list[str]]:
    return sorted(sorted(result.claim(i).exact for i in group.claim_ids) for group in result.groups)


def barges(*numbers: str) -> tuple[str, ...]:
    found = {claim.exact: claim.claim_id for claim in figures.reconcile(QUAYS).claims}
    return tuple(found[number] for number in numbers)


def test_the_barges_stand_apart() -> None:
    assert grouped(figures.reconcile(QUAYS)) == [["40"], ["70"], ["90"]]


def merged(*numbers: str, **rest: Any) -> Decision:
    return Decision("merged", "g", barges(*numbers), **rest)


def split(off: str, *numbers: str, **rest: Any) -> Decision:
    return Decision("split", "g", barges(off, *numbers), split_off=barges(off), **rest)


REDRAWN: list[tuple[str, list[Decision], list[list[str]]]] = [
    ("two are one", [merged("40", "70")], [["40", "70"], ["90"]]),
    ("two decisions make one of three", [merged("40", "70"), merged("70", "90")], [["40", "70", "90"]]),
    ("one leaves again", [merged("40", "70", "90"), split("90", "40", "70")], [["40", "70"], ["90"]]),
]


@pytest.mark.parametrize(("told", "given_", "groups"), REDRAWN, ids=[case[0] for case in REDRAWN])
def test_groups_are_redrawn_whatever_the_order(told: str, given_: list[Decision], groups: list[list[str]]) -> None:
    for order in (given_, given_[::-1]):
        result, standings = decided(*order, documents=QUAYS)
        assert grouped(result) == groups
        assert set(standings) == {"applied"}


def test_figures_of_questions_that_are_one_are_held_against_each_other() -> None:
    result, _ = decided(merged("40", "70"), documents=QUAYS)
    assert [finding.kind for finding in result.findings if finding.level == "error"] == ["conflict"]
    [group] = [group for group in result.groups if len(group.claim_ids) == 2]
    assert (group.state, group.n_documents, group.low, group.high) == ("conflict", 2, 40, 70)


def test_a_figure_that_leaves_takes_its_conflict_along() -> None:
    leaving = [BY_WORDS["2 000"].claim_id]
    result, standings = decided(on(CROWD, "split", split_off=tuple(leaving)))
    assert standings == ["applied"]
    assert not [finding for finding in result.findings if finding.kind == "conflict"]
    assert len(result.groups) == len(RUN.groups) + 1


def test_what_is_measured_otherwise_is_not_brought_together() -> None:
    both = Decision("merged", CROWD.group_id, (*CROWD.claim_ids, *RICE.claim_ids))
    result, standings = decided(both)
    assert standings == ["impossible"]
    assert result.groups == RUN.groups


def test_a_later_figure_leaves_what_was_brought_together_as_it_is() -> None:
    ids = barges("40", "70")
    evidence = evidence_of(claim for claim in figures.reconcile(QUAYS).claims if claim.claim_id in ids)
    both = Decision("merged", "g", ids, evidence)
    more = figures.Document("The pilot counted 41 barges in Tolm.", id="more", language="en", published=DAY)
    assert decided(both, documents=[*QUAYS, more])[1] == ["applied"]
    assert decided(both, documents=QUAYS[1:])[1] == ["stale"]


@given(given_=st.lists(decisions(), max_size=5), order=st.randoms())
def test_no_decision_is_lost_and_the_order_changes_nothing(given_: list[Decision], order: Any) -> None:
    result = figures.reconcile(RUN.claims, decisions=given_)
    assert {each.decision for each in result.decisions} == set(given_)
    assert {each.standing for each in result.decisions} <= set(STANDINGS)
    shuffled = list(given_)
    order.shuffle(shuffled)
    again = figures.reconcile(RUN.claims, decisions=shuffled)
    assert (again.groups, again.findings, again.decisions) == (result.groups, result.findings, result.decisions)


def test_a_decision_given_twice_counts_once() -> None:
    noted, wrong = on(CLASH, "dismissed"), on(BY_WORDS["9 000"], "misread", correction=Correction(value=Decimal(9100)))
    once = figures.reconcile([POLICE, UNION], decisions=[noted, wrong])
    assert figures.reconcile([POLICE, UNION], decisions=[noted, wrong, noted, wrong]) == once


def test_every_word_has_a_subject() -> None:
    assert set(SUBJECTS.values()) == {"finding", "group", "claim", "document"}
