"""Which rules run: by kind and by id, from Python and from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import figures
from figures.cli import main
from figures.model import Document
from figures.reconciling.rules import RULES, chosen
from figures.wording import languages

TEXT = "The storm killed 30 people: 12 in Arlon, nine in Brest and eight in Calais."


def kinds(select: list[str] | None = None, ignore: list[str] | None = None) -> set[str]:
    found = figures.reconcile([Document(TEXT, language="en")], select=select, ignore=ignore).findings
    return {one.kind for one in found}


def test_kinds_are_selected_and_left_out() -> None:
    every = kinds()
    assert {"sum-mismatch", "unsourced"} <= every
    assert kinds(select=["sum-mismatch"]) == {"sum-mismatch"}
    assert kinds(ignore=["sum-mismatch"]) == every - {"sum-mismatch"}
    assert kinds(select=["sum-mismatch", "unsourced"], ignore=["unsourced"]) == {"sum-mismatch"}
    assert kinds(select=[]) == set()


def test_a_kind_stands_for_all_its_rules_and_an_id_for_one() -> None:
    assert [rule.rule_id for rule in chosen(["revised"])] == ["revised-down", "revised"]
    assert [rule.rule_id for rule in chosen(["revised-down"])] == ["revised-down"]
    assert chosen() == RULES


def test_what_is_no_kind_is_refused_by_name() -> None:
    there_are = "no rule or kind 'sums'; there are conflict, .*revised-down"
    with pytest.raises(ValueError, match=f"select: {there_are}"):
        figures.reconcile([], select=["sums"])
    with pytest.raises(ValueError, match=f"ignore: {there_are}"):
        figures.reconcile([], ignore=["sums"])
    with pytest.raises(TypeError, match="select must be an iterable"):
        figures.reconcile([], select="conflict")


def test_groups_are_the_same_whatever_is_looked_for() -> None:
    documents = [Document(TEXT, language="en")]
    assert figures.reconcile(documents, select=["conflict"]).groups == figures.reconcile(documents).groups


def run(*arguments: str | Path) -> str:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)
    return result.stdout


def test_the_commands_take_them(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert "sum-mismatch" in run("check", tmp_path / "a.txt", "--lang", "en")
    assert "unsourced" not in run("check", tmp_path / "a.txt", "--ignore", "unsourced")
    assert run("check", tmp_path / "a.txt", "--select", "conflict, misquote") == ""
    run("report", tmp_path / "a.txt", "-o", tmp_path / "out", "--select", "sum-mismatch", "--lang", "en")
    findings = (tmp_path / "out" / "findings.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(findings) == 1
    assert "--select sum-mismatch" in (tmp_path / "out" / "report.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", languages())
def test_the_rules_are_listed_in_both_languages(lang: str) -> None:
    listed = run("rules", "--lang", lang).splitlines()
    assert [line.split()[0] for line in listed] == [rule.rule_id for rule in RULES]
    page = run("rules", "sum-mismatch", "--lang", lang)
    assert "--ignore sum-mismatch" in page
    assert len(page.splitlines()) > 8


def test_a_page_of_a_kind_and_of_an_id() -> None:
    assert run("rules", "revised-down").startswith("revised-down")
    assert run("rules", "revised").startswith("revised:")
