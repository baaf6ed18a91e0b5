"""A draft held against a dossier: what is said of each of its figures, and how the command tells it."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import figures
from figures.cli import main
from figures.cli.exits import CUT_OFF
from figures.corpus import load
from figures.corpus.checklist import checklist
from figures.model import ANSWER_KINDS, ANSWERS, LEVELS, Claim, Document
from figures.reporting.answers import counted, told
from figures.wording import languages, wording

ROOT = Path(__file__).resolve().parents[1]
DRAFTS: list[dict[str, Any]] = tomllib.loads((ROOT / "tests/drafts.toml").read_text(encoding="utf-8"))["draft"]
LINE = re.compile(r"(?P<where>\S+?) (?P<level>error|warning|note|ok|skipped): (?P<kind>[a-z-]+) (?P<words>.+)")


@cache
def dossier(name: str) -> tuple[Claim, ...]:
    return tuple(claim for document in load([ROOT / "seeds" / name]).documents for claim in figures.extract(document))


def answers(draft: dict[str, Any], **options: Any) -> tuple[figures.Answer, ...]:
    text = Document(draft["text"], id="draft", language=draft["language"])
    return figures.check([text], against=dossier(draft["dossier"]), **options)


@pytest.mark.parametrize("draft", DRAFTS, ids=[draft["name"] for draft in DRAFTS])
def test_a_dossier_says_of_each_figure_what_the_table_has(draft: dict[str, Any]) -> None:
    assert {answer.claim.exact: answer.state for answer in answers(draft)} == draft["says"]


def test_the_table_has_every_answer_in_both_languages() -> None:
    for language in languages():
        said = {state for draft in DRAFTS if draft["language"] == language for state in draft["says"].values()}
        assert said >= {"supported", "contradicted"}
    assert {state for draft in DRAFTS for state in draft["says"].values()} == set(ANSWERS)


INSURERS = "France Assureurs évalue à 120 millions d'euros les dégâts de la crue du Lorn à Vaubrac."
OF_A_SCALE = [
    (
        "the same source, a thousand times as much",
        "Les dégâts sont évalués à 120 milliards d'euros par France Assureurs.",
        True,
    ),
    ("a thousandth", "Les dégâts sont évalués à 120 000 euros par France Assureurs.", True),
    ("another source", "Les dégâts sont évalués à 120 milliards d'euros par la mairie.", False),
    ("nobody named", "Les dégâts sont évalués à 120 milliards d'euros.", False),
    ("of something else", "France Assureurs a distribué 120 milliards d'euros en un an.", False),
]


@pytest.mark.parametrize(("draft", "contradicts"), [case[1:] for case in OF_A_SCALE], ids=[case[0] for case in OF_A_SCALE])
def test_another_scale_is_contradicted_by_the_source_itself(draft: str, *, contradicts: bool) -> None:
    known = Document(INSURERS, id="a", language="fr", published="2025-05-02")
    [answer] = figures.check([Document(draft, id="d", language="fr")], against=figures.extract(known))
    assert (answer.state, len(answer.opposing)) == (("contradicted", 1) if contradicts else ("unknown", 0))


@pytest.mark.parametrize("draft", DRAFTS, ids=[draft["name"] for draft in DRAFTS])
def test_the_day_and_the_name_of_a_draft_change_nothing(draft: dict[str, Any]) -> None:
    usual = [(answer.claim.exact, answer.state) for answer in answers(draft)]
    for changed in ({"published": "2019-12-24"}, {"published": "2026-01-01", "publisher": "Le Phare"}):
        text = Document(draft["text"], id="2023-01-31-paris.md", language=draft["language"], **changed)
        again = figures.check([text], against=dossier(draft["dossier"]))
        assert [(answer.claim.exact, answer.state) for answer in again] == usual


@pytest.mark.parametrize("draft", DRAFTS, ids=[draft["name"] for draft in DRAFTS])
def test_the_order_of_the_dossier_changes_nothing_and_tolerance_contradicts_nobody(draft: dict[str, Any]) -> None:
    text = Document(draft["text"], id="draft", language=draft["language"])
    known = dossier(draft["dossier"])
    assert figures.check([text], against=reversed(known)) == answers(draft)
    assert "contradicted" not in {answer.state for answer in answers(draft, tolerance=0.99)}


@pytest.mark.parametrize("draft", DRAFTS, ids=[draft["name"] for draft in DRAFTS])
def test_an_answer_rests_on_claims_of_the_dossier(draft: dict[str, Any]) -> None:
    known = set(dossier(draft["dossier"]))
    for answer in answers(draft):
        assert known.issuperset((*answer.supporting, *answer.opposing, *answer.near))
        assert bool(answer.supporting) == (answer.state not in {"contradicted", "unknown", "unchecked"})
        assert bool(answer.opposing) or answer.state not in {"contradicted", "misattributed", "outdated", "disputed"}
        assert (answer.level is None) == (answer.kind is None)
        record = answer.record()
        assert record["supporting"] == [claim.claim_id for claim in answer.supporting]


@pytest.mark.parametrize("language", languages())
def test_every_answer_has_its_sentence_with_who_says_it_and_where(language: str) -> None:
    words = wording(language)
    for draft in DRAFTS:
        for answer in answers(draft):
            sentence = told(answer, words, lambda claim: f"<{claim.claim_id}>")
            assert answer.claim.exact in sentence
            shown = {claim.claim_id for claim in (*answer.supporting, *answer.opposing, *answer.near)}
            named = set(re.findall(r"<(\w+)>", sentence))
            assert named <= shown
            assert bool(named) == bool(shown)
            assert "{" not in sentence
    every = counted((answer for draft in DRAFTS for answer in answers(draft)), words)
    assert len(every.split(", ")) == len(ANSWERS)


def test_a_source_the_dossier_has_not_is_told() -> None:
    draft = Document("À Paris, le 31 janvier 2023, la CFDT a compté 300 000 manifestants.", language="fr")
    [answer] = figures.check([draft], against=dossier("foule"))
    assert "le dossier ne l'a pas de la CFDT, et dit" in told(answer, wording("fr"), lambda _: "")


def test_a_figure_that_nobody_is_named_for_takes_none_away_from_a_source() -> None:
    early = Document(
        "Selon la préfecture, la crue du Lorn a fait 12 morts à Vaubrac.", language="fr", published="2025-05-02"
    )
    late = Document("La crue du Lorn a fait 14 morts à Vaubrac.", language="fr", published="2025-05-04")
    draft = Document("Selon la préfecture, la crue du Lorn a fait 14 morts à Vaubrac.", id="draft", language="fr")
    [answer] = figures.check([draft], against=[early, late])
    assert (answer.state, [claim.exact for claim in answer.supporting]) == ("supported", ["14"])


def test_an_answer_is_as_grave_as_its_table_says() -> None:
    assert set(ANSWER_KINDS) == {state for state, level in ANSWERS.items() if level}
    assert {level for level in ANSWERS.values() if level} <= set(LEVELS)


# --- The command ------------------------------------------------------------------------------------------------------

NEWS = {
    "echo.md": "---\npublisher: L'Écho\ndate: 2025-05-02\n---\n"
    "Selon la préfecture, la crue du Lorn a fait 12 morts à Vaubrac.\n",
    "voix.txt": "Selon la mairie, la crue du Lorn a détruit 300 maisons à Vaubrac.\n",
}
DRAFT = """---
title: La crue
---
La crue du Lorn a fait 21 morts à Vaubrac, a dit la préfecture.
Selon la mairie, elle a détruit 300 maisons à Vaubrac.

Le 12 mai, 45 ponts ont été emportés.
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "dossier").mkdir()
    for name, text in NEWS.items():
        (tmp_path / "dossier" / name).write_text(text, encoding="utf-8")
    (tmp_path / "draft.md").write_text(DRAFT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str, stdin: str = "") -> Result:
    return CliRunner().invoke(main, ["check", *arguments], input=stdin, catch_exceptions=False)


def lines(result: Result) -> list[tuple[str, ...]]:
    matches = [LINE.fullmatch(line) for line in result.stdout.splitlines()]
    assert all(matches)
    return [match.groups() for match in matches if match]


def test_a_draft_is_told_line_by_line_with_places_an_editor_can_jump_to(desk: Path) -> None:
    result = run("draft.md", "--against", "dossier", "--select", "unsourced")
    shown = lines(result)
    assert [line[:3] for line in shown] == [
        ("draft.md:4:24", "error", "conflict"),
        ("draft.md:5:33", "ok", "supported"),
        ("draft.md:7:4", "skipped", "unchecked"),
        ("draft.md:7:12", "warning", "not-in-dossier"),
        ("draft.md:7:12", "warning", "unsourced"),
    ]
    assert "« 21 morts » : le dossier dit 12 morts (la préfecture, dossier/echo.md:5)." in shown[0][3]
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1].startswith(
        "3 chiffres vérifiés\u00a0: 1 contredit, 1 inconnu du dossier, 1 confirmé"
    )


def test_standard_input_is_a_draft_too(desk: Path) -> None:
    result = run("-", "--against", "dossier", "--lang", "en", "--select", "conflict", stdin=DRAFT)
    assert next(line[:3] for line in lines(result)) == ("stdin:4:24", "error", "conflict")
    assert "the dossier says 12 morts" in result.stdout


FAIL_ON = [
    ([], 1),
    (["--fail-on", "conflict"], 1),
    (["--fail-on", "not-in-dossier"], 1),
    (["--fail-on", "warning"], 1),
    (["--fail-on", "misattributed,disputed,stale"], 0),
]


@pytest.mark.parametrize(("options", "code"), FAIL_ON)
def test_the_code_tells_of_what_fail_on_names(options: list[str], code: int, desk: Path) -> None:
    assert run("draft.md", "--against", "dossier", *options).exit_code == code


def test_a_draft_inside_its_dossier_bears_nothing_out(desk: Path) -> None:
    alone = run("draft.md", "--against", "dossier", "--select", "conflict")
    (desk / "dossier/draft.md").write_text(DRAFT, encoding="utf-8")
    inside = run("dossier/draft.md", "--against", "dossier", "--select", "conflict")
    kinds = [line[1:3] for line in lines(alone)]
    assert [line[1:3] for line in lines(inside)] == kinds
    assert kinds[0] == ("error", "conflict")
    assert wording("fr").text("skipped.is-draft") in inside.stderr
    assert "dossier/draft.md" in inside.stderr


def test_a_text_of_the_dossier_with_the_words_of_the_draft_stays_and_is_told(desk: Path) -> None:
    checked = run("-", "--against", "dossier", "--select", "conflict", stdin=NEWS["voix.txt"])
    assert "supported" in {line[2] for line in lines(checked)}
    assert wording("fr").text("notice.same-text") in checked.stderr
    assert wording("fr").text("skipped.is-draft") not in checked.stderr


def test_figures_of_a_draft_that_exclude_each_other_are_told_too(desk: Path) -> None:
    told = "Selon {}, la crue du Lorn a fait {} morts à Vaubrac. "
    text = told.format("le maire", 12) + told.format("le préfet", 40)
    kinds = [line[2] for line in lines(run("-", "--against", "dossier", "--select", "conflict", stdin=text))]
    assert sorted(kinds) == ["conflict", "conflict", "supported"]


def test_a_reader_that_goes_away_ends_the_run_quietly(desk: Path) -> None:
    (desk / "long.txt").write_text("Le 12 mai, selon la mairie, 45 ponts ont été emportés.\n\n" * 2000, encoding="utf-8")
    line = [str(Path(sys.executable).with_name("figures")), "check", "long.txt", "--against", "dossier"]
    with subprocess.Popen(line, cwd=desk, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        assert child.stdout.readline().startswith("long.txt:1:")
        child.stdout.close()
        assert "Error" not in child.stderr.read()
    assert child.returncode == CUT_OFF


def test_nothing_to_check_or_to_check_against_ends_with_3(desk: Path) -> None:
    assert run("nowhere.md", "--against", "dossier").exit_code == 3
    assert run("draft.md", "--against", "nowhere").exit_code == 3


LIST = """figure;noun;about;source;language;text
12;morts;de la crue du Lorn à Vaubrac;la préfecture;fr;
21;morts;de la crue du Lorn à Vaubrac;;fr;
300;;;;fr;Elle a détruit 300 maisons et 7 ponts à Vaubrac.
beaucoup;;;;fr;
;;;;fr;
1;2;3;4;5;6;7
"""


def test_a_list_of_figures_is_a_draft(desk: Path) -> None:
    (desk / "list.csv").write_text("\ufeff" + LIST, encoding="utf-8")
    result = run("list.csv", "--against", "dossier", "--lang", "en")
    shown = lines(result)
    assert [line[:3] for line in shown if line[2] not in ("self-contradiction", "digit-slip")] == [
        ("list.csv:2", "ok", "supported"),
        ("list.csv:2", "error", "conflict"),
        ("list.csv:3", "error", "conflict"),
        ("list.csv:4", "ok", "supported"),
        ("list.csv:5", "skipped", "unchecked"),
    ]
    for place, reason in (("list.csv:6", "no-figure"), ("list.csv:7", "ragged-row")):
        assert f"not read: {place}: {wording('en').text(f'skipped.{reason}')}" in result.stderr


def test_a_table_that_is_no_list_of_figures_is_told(desk: Path) -> None:
    (desk / "list.csv").write_text("name,town\nA,B\n", encoding="utf-8")
    found = checklist(desk / "list.csv")
    assert [skipped.reason for skipped in found.corpus.skipped] == ["bad-checklist"]
    assert run("list.csv", "--against", "dossier").exit_code == 3
