"""Reading with several processes: the same outcomes in the same order, and nothing lost where one of them dies."""

from __future__ import annotations

import os
import signal
from multiprocessing import parent_process
from pathlib import Path

import pytest

from figures import Document
from figures.pipeline import reading_of
from figures.processes import WORTH, outcomes, processes_for
from figures.reading.reader import Reading
from tests.conftest import Command

TEXTS = (
    "Selon la préfecture, 4 700 personnes ont défilé à Nantes. La CGT en a compté 10 000.",
    "The port unloaded 340 barges, 60 of them tugs, its manager said.",
    "Rien à compter ici.",
    "Quelque 12 navires sont arrivés le 3 mars.",
)
DOCUMENTS = [Document(TEXTS[i % len(TEXTS)], id=f"{i:03}.txt") for i in range(40)]
FATAL, WRONG = "013.txt", "021.txt"


def read(document: Document) -> Reading:
    """Read a document."""
    return reading_of(document)


def dies(document: Document) -> Reading:
    """Reads a document, but for one on which any process but the first is killed, as for want of memory."""
    if document.id == FATAL and parent_process() is not None:
        os.kill(os.getpid(), signal.SIGKILL)
    return reading_of(document)


def elsewhere(document: Document) -> Reading:
    """Reads a document in any process but the first."""
    if parent_process() is None:
        raise RuntimeError("read in the first process")
    return reading_of(document)


def fails(document: Document) -> Reading:
    """Reads a document, but for one."""
    if document.id == WRONG:
        raise RuntimeError("no such luck")
    return reading_of(document)


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents are handed over by a few, so that every process has some."""
    monkeypatch.setattr("figures.processes.BATCH", 200)


@pytest.mark.parametrize("processes", [2, 3])
def test_the_number_of_processes_changes_nothing(processes: int) -> None:
    assert list(outcomes(DOCUMENTS, read, processes=processes)) == list(outcomes(DOCUMENTS, read))


def test_every_document_but_the_first_is_read_by_another_process() -> None:
    found = list(outcomes(DOCUMENTS, elsewhere, processes=2))
    here = [outcome for outcome in found if isinstance(outcome, str)]
    assert found[: len(here)] == here
    assert 0 < len(here) < 8
    assert found[len(here) :] == list(map(reading_of, DOCUMENTS[len(here) :]))


def test_what_a_killed_process_was_given_is_read_all_the_same() -> None:
    assert list(outcomes(DOCUMENTS, dies, processes=2)) == list(map(reading_of, DOCUMENTS))


@pytest.mark.parametrize("processes", [1, 2])
def test_a_document_on_which_reading_fails_costs_no_other(processes: int) -> None:
    found = list(outcomes(DOCUMENTS, fails, processes=processes))
    place = [document.id for document in DOCUMENTS].index(WRONG)
    assert found.pop(place) == "RuntimeError: no such luck"
    assert found == [reading_of(document) for document in DOCUMENTS if document.id != WRONG]


def test_who_stops_early_waits_for_nobody() -> None:
    found = outcomes(DOCUMENTS, read, processes=2)
    assert next(found) == reading_of(DOCUMENTS[0])
    found.close()


@pytest.mark.parametrize("processes", [0, -1])
def test_less_than_one_process_is_refused(processes: int) -> None:
    with pytest.raises(ValueError, match=f"processes must be one or more, not {processes}"):
        list(outcomes(DOCUMENTS, read, processes=processes))


@pytest.mark.parametrize(
    ("characters", "most", "expected"),
    [(0, 8, 1), (WORTH - 1, 8, 1), (3 * WORTH, 8, 3), (9 * WORTH, 8, 4), (9 * WORTH, 1, 1)],
)
def test_a_process_is_started_where_it_is_worth_it(characters: int, most: int, expected: int) -> None:
    quarter = characters // 4
    documents = [Document("a" * size, id=f"{i}") for i, size in enumerate((*[quarter] * 3, characters - 3 * quarter))]
    assert processes_for(documents, most) == expected


def test_the_command_writes_the_same_whatever_reads_its_texts(tmp_path: Path, command: Command) -> None:
    for document in DOCUMENTS[:6]:
        (tmp_path / document.id).write_text(f"{document.text}\n\n" * 600, encoding="utf-8")
    alone, together = (command("extract", tmp_path, "--language", "fr", "--processes", n) for n in ("1", "2"))
    assert (alone.returncode, together.returncode) == (0, 0), together.stderr
    assert alone.stdout.count("\n") > 600
    assert together.stdout == alone.stdout


def test_no_process_at_all_is_refused_by_the_command(command: Command) -> None:
    run = command("extract", ".", "--processes", "0")
    assert run.returncode == 2
    assert "--processes" in run.stderr
