"""Measure how fast the project reads, beside plain operations and other readers of numbers: `make bench`.

    python -m tests.benchmarks                    print what was measured
    python -m tests.benchmarks --write            put it into docs/performance.md

Every job takes its turn in every round, in processor time, and medians are compared; the ratios hold on another machine,
the rest says as much about the machine. The run fails when a bar is missed, and names it.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from contextlib import ExitStack, suppress
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import figures
from figures.reading.languages import pack_codes
from tests.benchmarks import bars, page, sections, startup
from tests.benchmarks.corpus import LANGUAGES, MIXES, ROOT, SEEDS, documents
from tests.benchmarks.hard import PIECES, hard
from tests.benchmarks.peers import PEERS, interpreter
from tests.benchmarks.turns import Measured, Turn, Worker, take_turns
from tests.benchmarks.worker import Skipped

PAGE = ROOT / "docs" / "performance.md"
#: Bytes of the texts that our own jobs read, and of the excerpt that the peers, some of them slow, read.
TEXT, EXCERPT, PLAIN, HARD = 2_000_000, 24_000, 100_000, 10_000
#: Rounds of all jobs, and the seconds after which no other begins.
ROUNDS, SECONDS = 5, 300
_GROWTH_ROUNDS, _GROWTH_PATIENCE = 3, 20


class Run(NamedTuple):
    """All that one run measured: turns, the peak memory of the peers, growth, memory by amount of text, start-up."""

    measured: Measured
    peaks: dict[str, float]
    growth: dict[str, float]
    memory: dict[str, float]
    start: dict[str, float]


def write_texts(folder: Path, size: int) -> None:
    """Every text as a file, `fr-article.jsonl`."""
    for language in LANGUAGES:
        for mix in MIXES:
            _text(folder, f"{language}-{mix}", documents(language, mix, size))
        _text(folder, f"{language}-excerpt", documents(language, "article", min(size, EXCERPT)))
    _text(folder, "fr-more", documents("fr", "article", 4 * size))


def _text(folder: Path, name: str, texts: list[str]) -> Path:
    path = folder / f"{name}.jsonl"
    path.write_text("".join(f"{json.dumps(text)}\n" for text in texts), encoding="utf-8")
    return path


def speeds(folder: Path, rounds: int, *, with_peers: bool) -> tuple[Measured, dict[str, float]]:
    """All jobs and peers in turns, and the peak memory of the peers."""
    skipped: dict[str, str] = {}
    turns: list[Turn] = []
    workers: dict[str, Worker] = {}
    with ExitStack() as stack:
        everything = stack.enter_context(Worker("jobs", *pack_codes()))
        for language in LANGUAGES:
            alone = stack.enter_context(Worker("jobs", language))
            for mix in MIXES:
                text = folder / f"{language}-{mix}.jsonl"
                turns += [Turn(f"{job}/{language}/{mix}", alone, job, language, text) for job in sections.JOBS]
            text = folder / f"{language}-article.jsonl"
            turns.append(Turn(f"beside/{language}/article", everything, "extract", language, text))
            turns.append(Turn(f"detecting/{language}/article", everything, "detecting", language, text))
        for peer in PEERS if with_peers else ():
            try:
                python = interpreter(peer)
            except Skipped as reason:
                skipped[peer.name] = str(reason)
                continue
            worker = workers[peer.name] = stack.enter_context(Worker("peer_jobs", peer.name, python=python))
            for language in peer.languages:
                text = folder / f"{language}-excerpt.jsonl"
                turns.append(Turn(f"{peer.name}/{language}/excerpt", worker, "read", language, text))
        measured = take_turns(turns, rounds, seconds=SECONDS)
        peaks = {}
        for name, worker in workers.items():
            try:
                peaks[name] = float(worker.ask(ask="memory")["peak"])
            except Skipped as reason:
                skipped[f"memory of {name}"] = str(reason)
    return Measured(measured.measures, {**skipped, **measured.skipped}), peaks


def growths(folder: Path) -> tuple[dict[str, float], dict[str, str]]:
    """How many times as long twice the text takes, by the text; infinite where it was not read, with the reason."""
    sizes = {name: [hard(name, size) for size in (HARD, 2 * HARD)] for name in PIECES}
    plain = "\n\n".join(documents("fr", "article", 2 * PLAIN))
    sizes["news, all in one document"] = [plain[: len(plain) // 2], plain]
    found: dict[str, float] = {}
    skipped: dict[str, str] = {}
    for number, (name, texts) in enumerate(sizes.items()):
        paths = [_text(folder, f"hard-{number}-{at}", [text]) for at, text in enumerate(texts)]
        with Worker("jobs", "fr", patience=_GROWTH_PATIENCE) as worker:
            once, twice = (Turn(path.stem, worker, "extract", "fr", path, 0.1) for path in paths)
            measured = take_turns([once, twice], _GROWTH_ROUNDS)
        found[name] = measured.times(twice.name, once.name, whole=True) or float("inf")
        skipped |= {f"twice the text, {name}": reason for reason in [*measured.skipped.values()][:1]}
    return found, skipped


def memory(folder: Path) -> dict[str, float]:
    """The most one process held before it read, and after more and more text; empty where the system does not tell."""
    found = {}
    with Worker("jobs", "fr") as worker, suppress(Skipped):
        found["loading the pack"] = float(worker.ask(ask="memory")["peak"])
        for name in ("fr-excerpt", "fr-article", "fr-more"):
            read = worker.ask(ask="stream", job="extract", language="fr", text=str(folder / f"{name}.jsonl"))
            found[f"reading {page.figure(read['bytes'] / 1e6, digits=2)} MB, one document at a time"] = float(read["peak"])
    return found


def rendered(run: Run, held: list[bars.Bar]) -> str:
    """The measured part of the page."""
    versions = {"figures": figures.__version__, "regex": version("regex")}
    parts = [
        sections.machine(run.measured.rounds, versions),
        "## What it is held to",
        sections.held(held),
        sections.left_out(run.measured.skipped),
        "## Full claims and spans",
        sections.speeds(run.measured),
        "## Beside other readers of numbers",
        sections.peers(run.measured, {**run.peaks, **({"figures": max(run.memory.values())} if run.memory else {})}),
        "## Twice the text",
        sections.growths(run.growth),
        "## Memory",
        sections.memory(run.memory),
        "## Start-up and a whole run",
        sections.start(run.start),
    ]
    return "\n\n".join(part for part in parts if part)


def main() -> None:
    """Measure, print or write, and fail where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="put it into docs/performance.md")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--size", type=int, default=TEXT, help="bytes of each text")
    parser.add_argument("--no-peers", action="store_true", help="leave out what would have to be installed")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_texts(folder, arguments.size)
        measured, peaks = speeds(folder, arguments.rounds, with_peers=not arguments.no_peers)
        growth, unread = growths(folder)
        measured.skipped.update(unread)
        run = Run(measured, peaks, growth, memory(folder), startup.measured([str(path) for path in SEEDS]))
    held = bars.bars_of(run.measured, run.growth, len(pack_codes()))
    text = rendered(run, held)
    if arguments.write:
        page.write(PAGE, text)
    else:
        print(text)
    if missed := bars.missed(held):
        sys.exit("\n".join(f"missed: {bar.name}: {page.figure(bar.value)}, {bar.asked}" for bar in missed))


if __name__ == "__main__":
    main()
