"""The benchmarks: their texts, their turns and their page; how fast anything is, is for `make bench` to say."""

from __future__ import annotations

import doctest
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import pytest

from figures.model import STATES
from figures.reconciling import reconcile_claims
from tests.benchmarks import hard as hard_texts
from tests.benchmarks import naive as naive_pattern
from tests.benchmarks import page as page_of
from tests.benchmarks import peers, scale, sections
from tests.benchmarks import turns as turns_of
from tests.benchmarks.bars import FASTER_THAN, Bar, bars_of, missed
from tests.benchmarks.corpus import DOCUMENT, LANGUAGES, MIXES, documents, sentences
from tests.benchmarks.hard import PIECES, hard
from tests.benchmarks.invented import claims
from tests.benchmarks.naive import naive
from tests.benchmarks.page import BEGIN, END, figure, replaced, table, write
from tests.benchmarks.peers import PEERS, interpreter, last_line
from tests.benchmarks.scale import Reconciled, reconcile_here
from tests.benchmarks.turns import Measure, Measured, Turn, Worker, measure, take_turns
from tests.benchmarks.worker import Skipped, turn

# --- texts ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("mix", MIXES)
def test_a_text_is_the_same_every_time_and_of_documents_of_one_size(language: str, mix: str) -> None:
    texts = documents(language, mix, 20_000)
    assert texts == documents(language, mix, 20_000)
    assert all(DOCUMENT <= len(text.encode()) < DOCUMENT + 600 for text in texts)
    assert 20_000 <= sum(len(text.encode()) for text in texts) < 25_000


def test_a_longer_text_begins_with_the_shorter_one() -> None:
    assert documents("fr", "article", 20_000)[:2] == documents("fr", "article", 8_000)[:2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_dense_text_has_more_figures_than_an_article_and_sparse_text_fewer(language: str) -> None:
    pattern = naive(language)
    found = {mix: sum(1 for text in documents(language, mix, 40_000) for _ in pattern.finditer(text)) for mix in MIXES}
    assert found["sparse"] < found["article"] / 4
    assert found["dense"] > 2 * found["article"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_prose_counts_nothing_and_there_is_enough_of_everything(language: str) -> None:
    sorts = sentences(language)
    assert all(len(sort) > 20 for sort in sorts)
    assert [sentence for sentence in sorts.prose if naive(language).search(sentence)] == []


@pytest.mark.parametrize("piece", PIECES)
def test_a_hard_text_has_the_size_asked_for(piece: str) -> None:
    assert len(hard(piece, 1_000)) == 1_000


# --- claims that nobody made ----------------------------------------------------------------------------------------


def test_invented_claims_are_the_same_every_time_and_a_larger_dossier_holds_the_smaller() -> None:
    few, many = list(claims(80)), list(claims(400))
    assert few == list(claims(80)) == many[:80]
    assert list(claims(80, seed=1)) != few
    assert len({claim.claim_id for claim in many}) == len(many) == 400
    assert all(claim.sentence[claim.figure.start - claim.sentence_span.start :].startswith(claim.exact) for claim in many)


def test_invented_claims_answer_a_question_for_every_ten_and_differ_now_and_then() -> None:
    result = reconcile_claims(claims(4000))
    assert 400 <= len(result.groups) <= 600
    states = Counter(group.state for group in result.groups)
    assert set(states) == set(STATES)
    assert 10 < states["conflict"] < 80
    assert {claim.attribution.state for claim in result.claims} >= {"named", "anonymous", "vague", "none"}
    assert {"conflict", "revised", "duplicate", "unsourced"} <= {finding.kind for finding in result.findings}


def test_what_many_claims_take_is_held_to_bars() -> None:
    few, many = (Reconciled(n, n // 10, n, n * took, 100.0, 1000.0) for n, took in ((1000, 1e-4), (10000, 1.3e-4)))
    seconds, peak, growth = scale.bars([few, many])
    assert (seconds.state, peak.state, growth.state) == ("kept", "kept", "missed")
    assert growth.value == pytest.approx(13)
    assert [bar.state for bar in scale.bars([many])][2] == "not measured"
    assert "| 10,000 | 1,000 | 10,000 |" in scale.rendered([few, many])


def test_reconciling_here_tells_what_it_took() -> None:
    found = reconcile_here(200)
    assert found.claims == 200
    assert found.groups >= 20
    assert found.seconds > 0
    assert found.peak >= found.held


# --- the naive pattern ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text", "read"),
    [
        ("fr", "Environ 12 000 personnes ont défilé.", ("Environ", "12 000", None, None)),
        ("fr", "près d'1,5 million d'euros", ("près d'", "1,5", "million", None)),
        ("fr", "Vingt-trois pour cent des lits", (None, "Vingt-trois", None, "pour cent")),
        ("fr", "vingt et un navires", (None, "vingt et un", None, None)),
        ("fr", "au moins 3 km de route", ("au moins", "3", None, "km")),
        ("en", "more than 12,000 people", ("more than", "12,000", None, None)),
        ("en", "Two hundred and five boats", (None, "Two hundred and five", None, None)),
        ("en", "a cost of 1.5 million euros", (None, "1.5", "million", "euros")),
    ],
)
def test_the_naive_pattern_reads(language: str, text: str, read: tuple[str | None, ...]) -> None:
    match = naive(language).search(text)
    assert match is not None
    assert match.group("hedge", "number", "scale", "unit") == read


@pytest.mark.parametrize(
    ("language", "text"), [("fr", "La centrale a dixième place."), ("en", "The tenant was often there.")]
)
def test_the_naive_pattern_takes_no_part_of_a_word(language: str, text: str) -> None:
    assert naive(language).search(text) is None


# --- turns and ratios -------------------------------------------------------------------------------------------------


def answers(*seconds: float, size: int = 1_000_000, found: int = 100) -> list[dict[str, object]]:
    return [{"seconds": taken, "bytes": size, "found": found} for taken in seconds]


def test_a_measure_is_the_median_of_its_rounds() -> None:
    taken = measure(answers(0.5, 9.0, 0.25))
    assert (taken.median, taken.speed, taken.each) == (0.5, 2.0, 5_000)


def test_what_was_not_found_has_no_cost_each() -> None:
    assert measure(answers(0.5, found=0)).each == float("inf")


def test_a_ratio_holds_for_texts_of_different_sizes() -> None:
    measured = Measured({"slow": measure(answers(2.0, size=20_000)), "fast": measure(answers(0.5))}, {})
    assert measured.times("slow", "fast") == pytest.approx(200)
    assert measured.times("fast", "slow") == pytest.approx(1 / 200)
    assert measured.times("slow", "fast", whole=True) == 4
    assert measured.times("fast", "fast") == 1
    assert measured.times("fast", "absent") is None


def test_a_turn_goes_over_the_text_until_its_time_is_spent() -> None:
    passes = []

    def job(texts: Sequence[str]) -> int:
        passes.append(sum(range(20_000)))
        return len(texts)

    seconds, found = turn(job, ["a", "b"], 0.02)
    assert found == 2
    assert len(passes) > 1
    assert 0 < seconds <= 0.02


def test_processes_take_turns_and_a_job_that_cannot_run_is_skipped_with_its_reason(tmp_path: Path) -> None:
    text = tmp_path / "text.jsonl"
    text.write_text('"Il y a 12 morts et 30 blessés."\n"Rien."\n', encoding="utf-8")
    with Worker("jobs", "fr") as worker:
        turns = [Turn(job, worker, job, "fr", text, 0) for job in ("split", "digits", "naive", "extract", "no such job")]
        measured = take_turns(turns, 2)
        peak = worker.ask(ask="stream", job="extract", language="fr", text=str(text))["peak"]
    assert {name: taken.found for name, taken in measured.measures.items()} == {
        "split": 2,
        "digits": 2,
        "naive": 2,
        "extract": 2,
    }
    assert measured.rounds == 2
    assert measured.skipped == {"no such job": "KeyError: 'no such job'"}
    assert 5 < peak < 500


def test_no_round_begins_when_time_is_up_but_the_first_two(tmp_path: Path) -> None:
    text = tmp_path / "text.jsonl"
    text.write_text('"Rien."\n', encoding="utf-8")
    with Worker("jobs") as worker:
        assert take_turns([Turn("split", worker, "split", "fr", text, 0)], 9, seconds=0).rounds == 2


def test_a_process_that_ends_says_why() -> None:
    with Worker("no_such_module") as worker, pytest.raises(Skipped, match="No module named"):
        worker.ask(ask="memory")


def test_a_process_that_does_not_answer_in_time_is_ended(tmp_path: Path) -> None:
    with Worker("jobs", patience=0) as worker:
        for _ in range(2):
            with pytest.raises(Skipped):
                worker.ask(ask="memory")


@pytest.mark.parametrize("module", [hard_texts, naive_pattern, page_of, peers, turns_of], ids=lambda module: module.__name__)
def test_the_examples_of_a_module_hold(module: ModuleType) -> None:
    results = doctest.testmod(module)
    assert results.attempted
    assert results.failed == 0


# --- peers ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.name)
def test_every_version_of_a_peer_is_pinned(peer: object) -> None:
    [pins] = [entry.requirements for entry in PEERS if entry is peer]
    assert [pin for pin in pins if "==" not in pin] == []


def test_an_environment_that_is_as_its_pins_want_is_not_made_again(tmp_path: Path) -> None:
    peer = PEERS[0]
    folder = tmp_path / peer.name / ("Scripts" if sys.platform == "win32" else "bin")
    folder.mkdir(parents=True)
    python = folder / ("python.exe" if sys.platform == "win32" else "python")
    python.touch()
    (tmp_path / peer.name / "pins.txt").write_text("\n".join(peer.requirements) + "\n", encoding="utf-8")
    assert interpreter(peer, tmp_path) == python


@pytest.mark.parametrize(("said", "last"), [(b"a\nb\n\n", "b"), ("", "it did not say why"), (None, "it did not say why")])
def test_the_last_line_is_the_reason(said: str | bytes | None, last: str) -> None:
    assert last_line(said) == last


# --- bars -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bar", "state"),
    [
        (Bar("a", 14.0, 14), "kept"),
        (Bar("a", 14.1, 14), "missed"),
        (Bar("a", float("inf"), 2.5), "missed"),
        (Bar("a", None, 14), "not measured"),
        (Bar("a", 200.0, 200, at_most=False), "kept"),
        (Bar("a", 199.0, 200, at_most=False), "missed"),
    ],
)
def test_a_bar_is_kept_missed_or_not_measured(bar: Bar, state: str) -> None:
    assert bar.state == state
    assert (missed([bar]) == [bar]) is (state == "missed")


def measured_with(**seconds: float) -> Measured:
    """All jobs in a second for a million bytes with 100 000 finds, but for those given, `extract__fr__article=2.0`."""
    names = [
        f"{job}/{language}/{mix}"
        for job in ("split", "digits", "naive", "spans", "extract")
        for language in LANGUAGES
        for mix in MIXES
    ]
    names += [f"{job}/{language}/article" for job in ("beside", "detecting") for language in LANGUAGES]
    names += [f"{peer}/{language}/excerpt" for peer, language, _ in FASTER_THAN]
    given = {name.replace("__", "/"): taken for name, taken in seconds.items()}
    return Measured({name: Measure([given.get(name, 1.0)], 1_000_000, 100_000) for name in names}, {})


def test_bars_ask_of_the_right_measures() -> None:
    fine = {"naive__fr__article": 10.0, "naive__en__article": 10.0, "quantulum3__en__excerpt": 200.0}
    measured = measured_with(**fine, **{"recognizers-text__fr__excerpt": 100.0})
    assert missed(bars_of(measured, {"a": 2.5}, 3)) == []
    slow = measured_with(
        **fine, **{"recognizers-text__fr__excerpt": 100.0, "extract__fr__article": 15.0, "beside__en__article": 1.2}
    )
    assert {bar.name: bar.value for bar in missed(bars_of(slow, {"a": 2.4, "b": 2.6}, 3))} == {
        "full claims, fr, article: times the processor time of `str.split`": 15,
        "full claims, fr, article: µs a claim": pytest.approx(150),
        "full claims, fr: times as fast as recognizers-text": pytest.approx(100 / 15),
        "en with the packs of all languages loaded: % slower": pytest.approx(20),
        "twice the text takes so many times as long, worst text": 2.6,
    }


def test_detection_is_shared_out_among_the_languages_that_were_added() -> None:
    bars = {bar.name: bar.value for bar in bars_of(measured_with(detecting__fr__article=1.2), {}, 3)}
    assert bars["fr detected among all languages: % slower for each added one"] == pytest.approx(10)


def test_what_was_not_measured_misses_no_bar() -> None:
    bars = bars_of(Measured({}, {}), {}, 8)
    assert {bar.state for bar in bars} == {"not measured"}


# --- the page ---------------------------------------------------------------------------------------------------------


def test_what_was_measured_takes_the_place_of_what_was_measured_before(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"# Title\n\n{BEGIN}\n\nold\n\n{END}\n\nThe end.\n", encoding="utf-8")
    for measured in ("new", "newer"):
        write(page, measured)
        assert page.read_text(encoding="utf-8") == f"# Title\n\n{BEGIN}\n\n{measured}\n\n{END}\n\nThe end.\n"


@pytest.mark.parametrize("page", ["", BEGIN, END, f"{END}{BEGIN}", f"{BEGIN}{BEGIN}{END}", f"{BEGIN}{END}{END}"])
def test_a_page_without_its_marks_is_not_written(page: str) -> None:
    with pytest.raises(ValueError, match="measured"):
        replaced(page, "new")


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.0, "0"), (9.996, "10.0"), (0.0317, "0.0317"), (293.4, "293"), (1353.2, "1353"), (float("inf"), "inf"), (None, "")],
)
def test_a_figure_of_a_table_is_short_and_has_no_exponent(value: float | None, shown: str) -> None:
    assert figure(value) == shown


def test_words_stand_to_the_left_and_figures_to_the_right() -> None:
    assert table(["a", "b", "c"], [["x", "y", "1"]], words=2).splitlines() == [
        "| a | b | c |",
        "|---|---|---:|",
        "| x | y | 1 |",
    ]


def test_the_tables_show_every_job_and_the_reasons_of_what_is_missing() -> None:
    measured = measured_with(extract__fr__article=15.0)
    assert sections.speeds(measured).count("full claims") == len(LANGUAGES) * len(MIXES)
    assert "| article | full claims | 0.0667 | 15.0 | 15.0 | 100 | 150 |" in sections.speeds(measured)
    assert sections.left_out({"a": "no\nnetwork", "b": "no\nnetwork"}).endswith("- a; b: no network")
    assert sections.left_out({}) == ""
    assert "**missed**" in sections.held([Bar("a", 15.0, 14)])
    assert "| quantulum3[classifier] 0.10.0 | en | 1.00 | 1.00 |" in sections.peers(measured, {})
