"""Processes that take turns, and what they took.

Every job runs once a round, so that a machine that slows down halfway slows all of them, and the ratio of their medians
holds.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile
from threading import Timer
from time import monotonic
from types import TracebackType
from typing import Any, NamedTuple, Self

from tests.benchmarks.corpus import ROOT
from tests.benchmarks.peers import last_line
from tests.benchmarks.worker import Skipped


class Worker:
    """A process of `tests.benchmarks.worker`, asked line by line and ended with the `with` block it is opened in.

    One that does not answer within `patience` seconds is ended, and whatever is asked of it from then on is skipped.
    """

    def __init__(self, module: str, *arguments: str, python: Path | None = None, patience: float = 120) -> None:
        self._patience = patience
        self._said = TemporaryFile()  # noqa: SIM115 - closed in __exit__
        self._process = subprocess.Popen(
            [str(python or sys.executable), "-m", f"tests.benchmarks.{module}", *arguments],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            text=True,
            encoding="utf-8",
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._process.kill()
        self._process.communicate()
        self._said.close()

    def ask(self, **request: object) -> dict[str, Any]:
        """The answer to one request; raises `Skipped` with the reason where there is none."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        too_late = Timer(self._patience, self._process.kill)
        too_late.start()
        try:
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except (BrokenPipeError, ValueError):
            line = ""
        finally:
            in_time = too_late.is_alive()
            too_late.cancel()
        if not line:
            self._said.seek(0)
            raise Skipped(last_line(self._said.read()) if in_time else f"no answer within {self._patience:g} s")
        answer: dict[str, Any] = json.loads(line)
        if "skipped" in answer:
            raise Skipped(str(answer["skipped"]))
        return answer


class Turn(NamedTuple):
    """One job of one process on one text. `name` is how its measure is asked for afterwards."""

    name: str
    worker: Worker
    job: str
    language: str
    text: Path
    #: Processor seconds it runs at least, by going over the text again.
    least: float = 0.2


class Measure(NamedTuple):
    """The processor seconds of one pass, one a round; how much text that was, and what was found in it."""

    seconds: list[float]
    bytes: int
    found: int

    @property
    def median(self) -> float:
        """Seconds of one pass."""
        return median(self.seconds)

    @property
    def speed(self) -> float:
        """Megabytes of text a second."""
        return self.bytes / 1e6 / self.median

    @property
    def each(self) -> float:
        """Microseconds for each thing found; infinite where nothing was."""
        return 1e6 * self.median / self.found if self.found else float("inf")


class Measured(NamedTuple):
    """What the turns gave by their names: measures, and reasons of those that could not be run."""

    measures: dict[str, Measure]
    skipped: dict[str, str]

    @property
    def rounds(self) -> int:
        """How many rounds there were."""
        return max((len(taken.seconds) for taken in self.measures.values()), default=0)

    def times(self, slower: str, faster: str, *, whole: bool = False) -> float | None:
        """How many times as long the one takes for the same amount of text; `None` where either is missing.

        With `whole` it is for the whole texts instead, whatever their sizes.
        """
        if slower not in self.measures or faster not in self.measures:
            return None
        more, less = self.measures[slower], self.measures[faster]
        return more.median / less.median if whole else less.speed / more.speed


def take_turns(turns: Sequence[Turn], rounds: int, *, seconds: float = float("inf")) -> Measured:
    """Every turn once a round. One that is skipped is not asked again.

    After the first two, no round begins once so many seconds have gone by on the clock.
    """
    began = monotonic()
    taken: dict[str, list[dict[str, Any]]] = {}
    skipped: dict[str, str] = {}
    for number in range(rounds):
        if number >= 2 and monotonic() - began > seconds:
            break
        for turn in turns:
            if turn.name in skipped:
                continue
            try:
                answer = turn.worker.ask(
                    ask="turn",
                    job=turn.job,
                    language=turn.language,
                    text=str(turn.text),
                    least=turn.least,
                )
            except Skipped as reason:
                skipped[turn.name] = str(reason)
                taken.pop(turn.name, None)
                continue
            taken.setdefault(turn.name, []).append(answer)
    return Measured({name: measure(answers) for name, answers in taken.items()}, skipped)


def measure(answers: Iterable[dict[str, Any]]) -> Measure:
    """What several answers to one request say together.

    >>> measure([{"seconds": s, "bytes": 4000, "found": 8} for s in (0.004, 0.009, 0.002)]).speed
    1.0
    """
    several = list(answers)
    return Measure([float(a["seconds"]) for a in several], int(several[-1]["bytes"]), int(several[-1]["found"]))
