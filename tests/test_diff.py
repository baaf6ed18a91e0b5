"""What is new, gone and revised between two reports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import figures
from figures.cli import main
from figures.model import Document
from figures.reporting.difference import TABLES, WAYS, Change, difference
from figures.wording import languages, wording

#: The texts of a first run.
MONDAY = {
    "echo": ("2025-05-02", "Selon la préfecture, la crue du Lorn a fait 12 morts à Vaubrac."),
    "voix": ("2025-05-02", "Selon la mairie, la crue du Lorn a fait 12 morts à Vaubrac."),
    "pont": (None, "Le pont de Vaubrac portait 300 camions."),
}
CHANGES: list[tuple[str, dict[str, tuple[str | None, str]], dict[str, set[tuple[str, ...]]]]] = [
    ("nothing", {}, {}),
    (
        "a text that tells another toll",
        {"phare": ("2025-05-02", "Selon les pompiers, la crue du Lorn a fait 40 morts à Vaubrac.")},
        {
            "claims": {("new", "40")},
            "groups": {("revised", "state", "high", "n_claims", "n_documents", "n_independent_sources")},
            "findings": {("new", "conflict")},
        },
    ),
    (
        "a figure that is corrected in its sentence",
        {"pont": (None, "Le pont de Vaubrac portait 400 camions.")},
        {
            "claims": {("revised", "400")},
            "groups": {("revised", "low", "best", "high")},
            "findings": {("moved", "unsourced")},
        },
    ),
    (
        "a sentence before the figures",
        {"pont": (None, "Il a plu. Le pont de Vaubrac portait 300 camions.")},
        {"claims": {("moved", "300")}, "groups": {("moved",)}, "findings": {("moved", "unsourced")}},
    ),
    (
        "a text that is gone",
        {"pont": (None, "")},
        {"claims": {("gone", "300")}, "groups": {("gone",)}, "findings": {("gone", "unsourced")}},
    ),
    (
        "a source that is named at last",
        {"pont": (None, "Le pont de Vaubrac portait 300 camions, selon la mairie.")},
        {"claims": {("revised", "300")}, "findings": {("gone", "unsourced")}},
    ),
]


def documents(changed: dict[str, tuple[str | None, str]]) -> list[Document]:
    texts = MONDAY | changed
    return [Document(text, id=name, language="fr", published=day) for name, (day, text) in texts.items()]


def tables(changed: dict[str, tuple[str | None, str]]) -> dict[str, dict[str, Any]]:
    result = figures.reconcile(documents(changed), select=["conflict", "unsourced"])
    return {
        "claims": {claim.claim_id: claim.record() for claim in result.claims},
        "groups": {group.group_id: group.record() for group in result.groups},
        "findings": {finding.finding_id: finding.record() for finding in result.findings},
    }


def brief(change: Change, table: str) -> tuple[str, ...]:
    if table == "groups":
        return (change.way, *change.fields)
    return change.way, str(change.record["exact" if table == "claims" else "kind"])


@pytest.mark.parametrize(("name", "changed", "expected"), CHANGES, ids=[name for name, _, _ in CHANGES])
def test_each_table_tells_what_changed_in_it(
    name: str, changed: dict[str, tuple[str | None, str]], expected: dict[str, set[tuple[str, ...]]]
) -> None:
    found = difference(tables({}), tables(changed))
    assert {table: {brief(change, table) for change in found.of(table)} for table in TABLES} == {
        table: expected.get(table, set()) for table in TABLES
    }


@given(st.sampled_from([changed for _, changed, _ in CHANGES]), st.sampled_from([changed for _, changed, _ in CHANGES]))
def test_every_row_of_both_runs_is_the_same_or_told_once(a: Any, b: Any) -> None:
    before, after = tables(a), tables(b)
    found = difference(before, after)
    back = difference(after, before)
    for table in TABLES:
        changes = found.of(table)
        key = f"{table[:-1]}_id"
        unsaid_now = set(after[table]) - {change.after[key] for change in changes if change.after}
        unsaid_then = set(before[table]) - {change.before[key] for change in changes if change.before}
        assert unsaid_now == unsaid_then
        assert len(changes) == len({id(change.record) for change in changes})
        ways = [sum(change.way == way for change in changes) for way in WAYS]
        assert [sum(change.way == way for change in back.of(table)) for way in ("gone", "new", "revised", "moved")] == ways
    assert difference(before, before).record() == {table: {way: [] for way in WAYS} for table in TABLES}


# --- The command ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two reports, `a` and `b`; the second has one text more, which contradicts."""
    desk = tmp_path_factory.mktemp("runs")
    (desk / "in").mkdir()
    for name, changed in (("a", {}), ("b", CHANGES[1][1])):
        for document in documents(changed):
            front = f"---\ndate: {document.published}\n---\n" if document.published else ""
            (desk / "in" / f"{document.id}.md").write_text(front + document.text, encoding="utf-8")
        run("report", str(desk / "in"), "-o", str(desk / name), "--lang", "en")
    return desk


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)), catch_exceptions=False)


@pytest.mark.parametrize("lang", languages())
def test_a_line_a_change_with_its_sign_and_id(lang: str, runs: Path) -> None:
    result = run("diff", runs / "a", runs / "b", "--lang", lang)
    lines = result.stdout.splitlines()
    assert {line[0] for line in lines} >= {"+", "~"}
    records = [json.loads(line) for line in (runs / "b/claims.jsonl").read_text(encoding="utf-8").splitlines()]
    [new] = [record["claim_id"] for record in records if record["exact"] == "40"]
    assert [line for line in lines if line.startswith("+ 40 morts") and line.endswith(f"[{new}]")]
    assert result.exit_code == 1


@pytest.mark.parametrize("lang", languages())
def test_every_change_says_what_changed(lang: str, tmp_path: Path) -> None:
    for name, rest in (("a", "."), ("b", ", hélas.")):
        (tmp_path / "in").mkdir(exist_ok=True)
        text = f"Selon la préfecture, la crue du Lorn a fait 12 morts à Vaubrac{rest}"
        (tmp_path / "in/echo.txt").write_text(text, encoding="utf-8")
        run("report", tmp_path / "in", "-o", tmp_path / name, "--format", "jsonl")
    lines = run("diff", tmp_path / "a", tmp_path / "b", "--lang", lang).stdout.splitlines()
    revised = [line for line in lines if line.startswith("~")]
    assert revised
    assert all(wording(lang).text("diff.sentence") in line for line in revised)


def test_the_same_run_says_so_and_ends_with_0(runs: Path) -> None:
    result = run("diff", runs / "a", runs / "a", "--lang", "en")
    assert (result.stdout, result.exit_code) == ("Nothing changed.\n", 0)


def test_json_has_the_records_and_what_changed_in_them(runs: Path) -> None:
    told = json.loads(run("diff", runs / "a", runs / "b", "--json").stdout)
    assert list(told) == list(TABLES)
    [new] = told["claims"]["new"]
    assert new["exact"] == "40"
    [revised] = [row for row in told["groups"]["revised"] if "state" in row["changed"]]
    assert revised["changed"]["state"] == {"before": revised["before"]["state"], "after": "conflict"}


CODES = [
    (["a", "b"], [], 1),
    (["b", "a"], [], 0),
    (["b", "a"], ["--exit-code"], 1),
    (["a", "a"], ["--exit-code"], 0),
    (["a", "b"], ["--fail-on", "unsourced"], 0),
    (["a", "b"], ["--fail-on", "conflict"], 1),
    (["a/claims.jsonl", "b/claims.jsonl"], [], 0),
    (["a/claims.jsonl", "b/claims.jsonl"], ["--exit-code"], 1),
    (["a", "b/findings.jsonl"], [], 1),
]


@pytest.mark.parametrize(("names", "options", "code"), CODES)
def test_the_code_tells_of_new_findings_or_of_any_change(
    names: list[str], options: list[str], code: int, runs: Path
) -> None:
    assert run("diff", *(runs / name for name in names), *options).exit_code == code


MISUSES = [
    (["a", "in"], ["no report in", "claims.jsonl"]),
    (["a", "nowhere"], ["nowhere"]),
    (["a", "b/report.md"], ["report.md cannot be read"]),
    (["a/claims.jsonl", "b/groups.jsonl"], ["no table in common"]),
]


@pytest.mark.parametrize(("names", "named"), MISUSES)
def test_what_is_no_report_is_told_and_ends_with_2(names: list[str], named: list[str], runs: Path) -> None:
    result = run("diff", *(runs / name for name in names))
    assert (result.exit_code, result.stdout) == (2, "")
    told = " ".join(result.stderr.split())
    assert [name for name in named if name not in told] == []
