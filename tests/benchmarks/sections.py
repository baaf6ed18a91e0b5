"""The tables of `docs/performance.md`, out of what was measured."""

from __future__ import annotations

import math
import os
import platform
from collections.abc import Iterable, Iterator, Sequence

from tests.benchmarks.bars import Bar
from tests.benchmarks.corpus import LANGUAGES, MIXES
from tests.benchmarks.page import figure, table
from tests.benchmarks.peers import PEERS
from tests.benchmarks.startup import EMPTY
from tests.benchmarks.turns import Measured

#: The jobs of the tables by their names, and how they are called there.
JOBS = {
    "split": "`str.split`",
    "digits": "`regex` `[0-9]+`",
    "naive": "the naive pattern",
    "spans": "spans only",
    "extract": "full claims",
}


def machine(rounds: int, versions: dict[str, str]) -> str:
    """One line on where and how it was measured."""
    packages = ", ".join(f"{name} {version}" for name, version in versions.items())
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return (
        f"{python} on {platform.system()} {platform.machine()}, {os.cpu_count()} cores; {packages}. "
        f"Medians of {rounds} rounds, processor time."
    )


def speeds(measured: Measured) -> str:
    """Every job on every text of a language, one table a language."""
    return "\n\n".join(f"### {_NAMES[language]}\n\n{_speeds(measured, language)}" for language in LANGUAGES)


_NAMES = {"fr": "French", "en": "English"}


def _speeds(measured: Measured, language: str) -> str:
    def rows() -> Iterator[Sequence[str]]:
        for mix in MIXES:
            for job, shown in JOBS.items():
                name = f"{job}/{language}/{mix}"
                took = measured.measures.get(name)
                if took is None:
                    yield mix, shown, "", "", "", "", ""
                    continue
                found = 1000 * took.found / took.bytes
                yield (
                    mix,
                    shown,
                    figure(took.speed),
                    figure(measured.times(name, f"split/{language}/{mix}")),
                    figure(measured.times(name, f"digits/{language}/{mix}")),
                    "" if job == "split" else figure(found),
                    "" if job == "split" else figure(took.each),
                )

    head = ["text", "job", "MB/s", "times `str.split`", "times `[0-9]+`", "found a kB", "µs each"]
    return table(head, rows(), words=2)


def peers(measured: Measured, peaks: dict[str, float]) -> str:
    """Every peer beside full claims on texts of the same sort, and those that could not be asked with the reason."""

    def rows() -> Iterator[Sequence[str]]:
        for language in LANGUAGES:
            ours = f"extract/{language}/article"
            if ours in measured.measures:
                took = measured.measures[ours]
                peak = figure(peaks.get("figures"), digits=2)
                yield "full claims", language, figure(took.speed), "1", figure(1000 * took.found / took.bytes), peak, _CLAIMS
            for peer in PEERS:
                theirs = f"{peer.name}/{language}/excerpt"
                if theirs in measured.measures:
                    took = measured.measures[theirs]
                    yield (
                        peer.requirements[0].replace("==", " "),
                        language,
                        figure(took.speed),
                        figure(measured.times(theirs, ours)),
                        figure(1000 * took.found / took.bytes) if peer.counts else "",
                        figure(peaks.get(peer.name), digits=2),
                        peer.gives,
                    )

    head = ["reader", "language", "MB/s", "full claims are faster, times", "found a kB", "peak MB", "gives"]
    lines = table(head, rows(), words=2).split("\n")
    lines[1] = lines[1][: -len("---:|")] + "---|"
    return "\n".join(lines)


_CLAIMS = "values, bounds, units, what is counted, who says so, places, dates"


def left_out(reasons: dict[str, str]) -> str:
    """What could not be measured, with its reason; the names are those of turns, `job/language/text`."""
    if not reasons:
        return ""
    several: dict[str, list[str]] = {}
    for name, reason in reasons.items():
        several.setdefault(reason, []).append(name)
    rows = [f"- {'; '.join(names)}: {' '.join(reason.split())}" for reason, names in several.items()]
    return "\n".join(["Not measured:", "", *rows])


def growths(growth: dict[str, float]) -> str:
    """How many times as long twice the text takes, the worst first."""
    rows = sorted(growth.items(), key=lambda entry: (-entry[1], entry[0]))
    shown = ([name, figure(times, digits=2) if math.isfinite(times) else "no end"] for name, times in rows)
    return table(["text", "times as long for twice the text"], shown)


def memory(peaks: dict[str, float]) -> str:
    """The most a process held, by what it had done by then."""
    return table(["after", "peak MB"], ([name, figure(peak, digits=2)] for name, peak in peaks.items()))


def start(medians: dict[str, float]) -> str:
    """Start-up and a whole run on `seeds/`, as ratios to an empty Python."""
    rows = ([f"`{name}`", f"{1000 * took:.0f}", figure(took / medians[EMPTY], digits=2)] for name, took in medians.items())
    return table(["line", "ms", "times an empty Python"], rows)


def held(bars: Iterable[Bar]) -> str:
    """The bars with what was measured, those that were missed in bold."""
    rows = ([bar.name, bar.asked, figure(bar.value), f"**{bar.state}**" if bar.missed else bar.state] for bar in bars)
    lines = table(["measure", "bar", "measured", "state"], rows).split("\n")
    lines[1] = lines[1][: -len("---:|")] + "---|"
    return "\n".join(lines)
