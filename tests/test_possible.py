"""Questions that may be one: shown apart with the aspect that is not certain, capped, and never merged."""

from __future__ import annotations

import json
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner

import figures
from figures.cli import main
from figures.model import ASPECTS, LEVELS_OF_ASPECT, OUTCOMES, Reconciliation
from figures.reconciling.aspects import aspects_of
from figures.reconciling.comparability import comparability
from figures.reconciling.levels import ENOUGH, SAME, UNKNOWN, Levels
from figures.reconciling.nearness import missing
from figures.reconciling.possible import OF_ONE, held_together
from figures.reconciling.traits import COURSES
from figures.wording import languages, wording

#: Two texts on shells that may be of one estimate: their sentences share too little to say so.
SHELLS = [
    figures.Document(
        "De quoi loger 3 millions d'obus, selon Shin Won-sik.", id="a", language="fr", published="2024-02-26",
        title="Munitions nord-coréennes, le décompte de Séoul",
    ),
    figures.Document(
        "The containers had room for up to 4.8 million artillery shells, Shin said.", id="b", language="en",
        published="2024-06-15", title="Seoul raises its estimate of North Korean arms",
    ),
]  # fmt: skip
#: Two texts on other things.
APART = [
    figures.Document("Selon la mairie, 45 arbres ont été abattus à Lyon.", id="a", language="fr", published="2024-02-26"),
    figures.Document("The town says that 300 houses burned in Leeds.", id="b", language="en", published="2024-06-15"),
]


@pytest.fixture(scope="module")
def shells() -> Reconciliation:
    return figures.reconcile(SHELLS)


def test_a_pair_one_aspect_short_is_shown_and_not_merged(shells: Reconciliation) -> None:
    [pair] = shells.possible
    assert {pair.group_id, pair.other_group_id} == {group.group_id for group in shells.groups}
    assert (pair.missing, pair.outcome) == ("context", "compatible")
    assert shells.possible_left_out == 0
    record = pair.record()
    assert record["counted"] == "same"
    assert record["context"] == "compatible"
    assert all(record[aspect] in LEVELS_OF_ASPECT for aspect in ASPECTS)


def test_figures_on_other_things_are_not_shown() -> None:
    assert figures.reconcile(APART).possible == ()


def test_the_order_of_the_texts_changes_nothing(shells: Reconciliation) -> None:
    assert figures.reconcile(SHELLS[::-1]).possible == shells.possible


@pytest.mark.parametrize("course", sorted(ENOUGH))
def test_what_is_missing_makes_the_pair_safe(course: str) -> None:
    """One level more of the aspect that is told to be missing is enough, in every course and for every row of the table."""
    for row in ENOUGH[course]:
        for lacking, least in row:
            levels = [UNKNOWN] * len(ASPECTS)
            for i, needed in row:
                levels[i] = needed
            levels[lacking] = least - 1
            told = missing(course, Levels._make(levels))
            if told is None:
                continue
            levels[ASPECTS.index(told)] += 1
            assert any(all(levels[i] >= needed for i, needed in other) for other in ENOUGH[course])
            assert told != "counted"


def test_no_course_is_without_a_table() -> None:
    assert set(ENOUGH) == set(COURSES)


def test_a_safe_pair_and_one_far_from_it_miss_no_aspect() -> None:
    assert missing("plain", Levels._make([SAME] * len(ASPECTS))) is None
    assert missing("plain", Levels._make([UNKNOWN] * len(ASPECTS))) is None


#: Sentences on shells that share the speaker, and little else.
ELSEWHERE = [
    "The containers had room for up to 4.8 million artillery shells, Shin said.",
    "Factories there could turn out up to 5.2 million shells, warned Shin.",
    "Warehouses along the coast hide up to 6.1 million shells, Shin told lawmakers.",
    "Trains crossing the river carried up to 7.3 million shells, Shin believes.",
    "Depots that burnt last autumn held up to 8.4 million shells, Shin recalled.",
]


def test_a_question_stands_beside_a_few_others_and_the_rest_is_counted() -> None:
    result = figures.reconcile(
        [
            SHELLS[0],
            *(
                figures.Document(text, id=f"d{i}", language="en", published="2024-06-15", title="Seoul on North Korean arms")
                for i, text in enumerate(ELSEWHERE)
            ),
        ]
    )
    seen = [group_id for pair in result.possible for group_id in (pair.group_id, pair.other_group_id)]
    assert max(map(seen.count, seen)) == OF_ONE
    assert result.possible_left_out > 0


def test_pairs_of_one_group_are_no_pairs(shells: Reconciliation) -> None:
    one_of = {claim_id: group.group_id for group in shells.groups for claim_id in group.claim_ids}
    assert all(one_of[a] != one_of[b] for a, b in (pair.claim_ids for pair in shells.possible))


def test_whatever_is_shown_is_comparable_and_not_safe(shells: Reconciliation) -> None:
    rows = {row.claim.claim_id: row for row in aspects_of(shells.claims)}
    for pair in shells.possible:
        found = comparability(*(rows[claim_id] for claim_id in pair.claim_ids))
        assert found is not None
        assert not found.safe
        assert pair.outcome == found.comparison.outcome


# --- held against each other ----------------------------------------------------------------------------------------


def test_any_two_figures_are_held_against_each_other(shells: Reconciliation) -> None:
    rows = aspects_of(shells.claims)
    for a, b in combinations([claim.claim_id for claim in shells.claims], 2):
        held, turned = held_together(rows, [a], [b]), held_together(rows, [b], [a])
        assert (held.verdict, held.levels, held.turns_on) == (turned.verdict, turned.levels, turned.turns_on)
    assert held_together(rows, *([claim.claim_id] for claim in shells.claims)).verdict == "possible"


def test_figures_on_other_things_differ() -> None:
    result = figures.reconcile(APART)
    held = held_together(aspects_of(result.claims), *([claim.claim_id] for claim in result.claims))
    assert held.verdict == "different"
    assert "counted" in held.turns_on


def test_a_figure_is_not_held_against_itself(shells: Reconciliation) -> None:
    [first, _] = [claim.claim_id for claim in shells.claims]
    with pytest.raises(ValueError, match="against itself"):
        held_together(aspects_of(shells.claims), [first], [first])
    with pytest.raises(ValueError, match="no claim 'c0'"):
        held_together(aspects_of(shells.claims), [first], ["c0"])


# --- words ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", languages())
def test_every_aspect_has_a_sentence_at_every_level(language: str) -> None:
    words = wording(language)
    told = [words.text(f"aspect-told.{aspect}.{level}") for aspect in ASPECTS for level in LEVELS_OF_ASPECT]
    assert len(set(told)) == len(told)
    assert all(words.text(f"pair.outcome.{outcome}") for outcome in OUTCOMES)


def test_the_report_and_the_command_tell_of_a_pair(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    for document in SHELLS:
        head = f"---\nlanguage: {document.language}\npublished: {document.published}\ntitle: {document.title}\n---\n"
        (folder / f"{document.id}.md").write_text(head + document.text, encoding="utf-8")
    made = CliRunner().invoke(main, ["report", str(folder), "-o", str(tmp_path / "report"), "--lang", "en"])
    assert made.exit_code == 0
    assert "Perhaps the same question" in (tmp_path / "report" / "report.md").read_text(encoding="utf-8")
    [pair] = [json.loads(line) for line in (tmp_path / "report" / "possible.jsonl").read_text(encoding="utf-8").splitlines()]
    ids = [pair["group_id"], "--with", pair["other_group_id"], "--lang", "en"]
    told = [
        CliRunner().invoke(main, ["explain", *ids, *where]).stdout
        for where in (["--run", str(tmp_path / "report")], [str(folder)])
    ]
    assert "They may answer one question, and stay apart" in told[0]
    assert all(one.splitlines()[-2:] == other.splitlines()[-2:] for one, other in pairwise(told))
    brief = CliRunner().invoke(main, ["explain", pair["group_id"], "--run", str(tmp_path / "report"), "--lang", "en"])
    assert f"Perhaps the same question as {pair['other_group_id']}" in brief.stdout
    alone = CliRunner().invoke(main, ["explain", pair["group_id"], "--with", pair["group_id"], str(folder)])
    assert alone.exit_code == 2
    assert "against itself" in alone.stderr
