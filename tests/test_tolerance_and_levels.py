"""What a user may set of the comparison and of the findings: how much two figures may differ by, and how grave a kind is."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import figures
from figures.cli import main
from figures.model import Document
from figures.reconciling.comparison import OUTCOMES, compare
from figures.reconciling.rules import RULES, graded
from tests.claim_builder import about, at_least, between, exactly

QUANTITIES = [exactly(100), exactly(103), about(100), at_least(103), between(90, 95), exactly(-100), exactly(0)]

#: Two figures, a tolerance, and what they say of each other under it.
OUTCOME = [
    (exactly(100), exactly(103), "0", "conflict"),
    (exactly(100), exactly(103), "0.01", "conflict"),
    (exactly(100), exactly(103), "0.05", "agree"),
    (exactly(100), at_least(103), "0.05", "compatible"),
    (between(90, 95), exactly(103), "0.01", "conflict"),
    (between(90, 95), exactly(103), "0.05", "compatible"),
    (exactly(-100), exactly(-103), "0.05", "agree"),
    (exactly(0), exactly(1), "0.5", "conflict"),
    (exactly(100, "metre", "measure"), exactly("0.103", "kilometre", "measure"), "0.05", "agree"),
]

DOCUMENTS = [
    Document("Selon la préfecture, la crue a fait 1213 morts à Vaubrac.", id="echo", language="fr", published="2025-05-02"),
    Document("Selon la mairie, la crue a fait 1251 morts à Vaubrac.", id="voix", language="fr", published="2025-05-02"),
    Document("Le pont portait 300 camions.", id="bref", language="fr"),
]


@pytest.mark.parametrize(("a", "b", "tolerance", "outcome"), OUTCOME)
def test_a_tolerance_widens_both_figures(a: figures.Quantity, b: figures.Quantity, tolerance: str, outcome: str) -> None:
    assert compare(a, b, tolerance=Decimal(tolerance)).outcome == outcome
    assert compare(b, a, tolerance=Decimal(tolerance)).outcome == outcome


@given(st.sampled_from(QUANTITIES), st.sampled_from(QUANTITIES), st.lists(st.decimals(0, "0.99"), min_size=2, max_size=2))
def test_more_tolerance_never_makes_a_conflict(a: figures.Quantity, b: figures.Quantity, tolerances: list[Decimal]) -> None:
    less, more = (compare(a, b, tolerance=one) for one in sorted(tolerances))
    assert OUTCOMES.index(more.outcome) < 2 or less.outcome == "conflict"
    assert more.gap <= less.gap


def test_none_is_the_default_and_states_follow_what_is_set() -> None:
    states = {share: {g.state for g in figures.reconcile(DOCUMENTS, tolerance=share).groups} for share in (0, 0.01, 0.05)}
    assert figures.reconcile(DOCUMENTS, tolerance=0) == figures.reconcile(DOCUMENTS)
    assert {share: "conflict" in found for share, found in states.items()} == {0: True, 0.01: True, 0.05: False}
    assert "agree" in states[0.05]


def test_what_a_group_shows_is_as_written_whatever_is_tolerated() -> None:
    def shown(tolerance: float) -> set[tuple[object, object]]:
        return {(group.low, group.high) for group in figures.reconcile(DOCUMENTS, tolerance=tolerance).groups}

    assert shown(0.05) == shown(0)


def test_the_workings_tell_what_was_tolerated() -> None:
    [conflict] = figures.reconcile(DOCUMENTS, tolerance=0.01, select=["conflict"]).findings
    assert "± 1% tolerated" in conflict.workings


@pytest.mark.parametrize("tolerance", [-0.1, 1, 5, float("nan"), float("inf")])
def test_what_is_no_share_is_refused(tolerance: float) -> None:
    with pytest.raises(ValueError, match=f"tolerance must be a share from 0 to less than 1.*, not {tolerance}"):
        figures.reconcile(DOCUMENTS, tolerance=tolerance)


def test_a_level_is_that_of_its_kind_or_of_its_rule() -> None:
    usual = {finding.kind: finding.level for finding in figures.reconcile(DOCUMENTS).findings}
    given = {"conflict": "note", "unsourced": "error"}
    findings = figures.reconcile(DOCUMENTS, levels=given).findings
    assert (usual["conflict"], usual["unsourced"]) == ("error", "warning")
    assert {finding.kind: finding.level for finding in findings} == usual | given
    assert [finding.level for finding in findings] == sorted(
        (finding.level for finding in findings), key=["error", "warning", "note"].index
    )
    assert graded(RULES) == RULES


@pytest.mark.parametrize(
    ("levels", "named"),
    [({"sums": "note"}, "levels: no rule or kind 'sums'; there are conflict"), ({"conflict": "bad"}, "no level 'bad'")],
)
def test_what_is_no_kind_or_level_is_refused_by_name(levels: dict[str, str], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        figures.reconcile(DOCUMENTS, levels=levels)


def test_the_commands_take_both(tmp_path: Path) -> None:
    for document in DOCUMENTS:
        (tmp_path / f"{document.id}.txt").write_text(document.text, encoding="utf-8")

    def code(*options: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, ["check", str(tmp_path), *options], catch_exceptions=False)
        return result.exit_code, result.stdout

    assert code()[0] == 1
    assert code("--tolerance", "0.05")[0] == code("--tolerance", "5 %")[0] == 0
    assert code("--level", "conflict=warning")[0] == 0
    assert code("--level", "conflict=note", "--level", "unsourced=error")[0] == 1
    out = tmp_path / "out"
    line = ["report", str(tmp_path), "-o", str(out), "--tolerance", "5%", "--level", "unsourced=error"]
    assert CliRunner().invoke(main, line, catch_exceptions=False).exit_code == 0
    assert "--tolerance 0.05 --level unsourced=error" in (out / "report.md").read_text(encoding="utf-8")


def test_the_commands_and_the_configuration_take_thresholds(tmp_path: Path) -> None:
    for document in DOCUMENTS:
        (tmp_path / f"{document.id}.txt").write_text(document.text, encoding="utf-8")

    def told(*options: str) -> tuple[int, list[str]]:
        line = ["check", str(tmp_path), "--select", "decision-conflict", *options]
        result = CliRunner().invoke(main, line, catch_exceptions=False)
        return result.exit_code, [found for found in result.stdout.splitlines() if "decision-conflict" in found]

    assert told() == told("--threshold", "1000") == told("--threshold", "magnitude") == (0, [])
    code, [found] = told("--threshold", "1230", "--threshold", "9")
    assert (code, "1 230" in found) == (1, True)
    assert told("--threshold", "many")[0] == 2
    out = tmp_path / "out"
    line = ["report", str(tmp_path), "-o", str(out), "--threshold", "1230"]
    assert CliRunner().invoke(main, line, catch_exceptions=False).exit_code == 0
    assert "--threshold 1230" in (out / "report.md").read_text(encoding="utf-8")
    assert '"kind": "decision-conflict"' in (out / "findings.jsonl").read_text(encoding="utf-8")
    (tmp_path / "figures.toml").write_text('threshold = ["1230"]\n', encoding="utf-8")
    assert told()[1] == [found]
