"""What this project's own process runs: plain operations every Python has, the naive pattern, and the tool itself.

python -m tests.benchmarks.jobs [CODE …]      the packs of these languages are loaded before anything is asked
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

import regex

import figures
from figures.reading.languages import load_pack
from tests.benchmarks.naive import naive
from tests.benchmarks.worker import Job, serve


def split(language: str) -> Job:
    """The words of a text, all kept: the least a reader in Python does with a text."""

    def job(documents: Sequence[str]) -> int:
        return len([document.split() for document in documents])

    return job


def digits(language: str) -> Job:
    """Every run of digits, and nothing else."""
    return _found_by(regex.compile("[0-9]+"))


def one_pattern(language: str) -> Job:
    """The whole grammar as one naive pattern."""
    return _found_by(naive(language))


def spans(language: str) -> Job:
    """Where the numbers stand, without reading further."""

    def job(documents: Sequence[str]) -> int:
        return sum(len(figures.spans(document, language=language)) for document in documents)

    return job


def extract(language: str) -> Job:
    """Full claims, the language stated."""

    def job(documents: Sequence[str]) -> int:
        return sum(len(figures.extract(document, language=language)) for document in documents)

    return job


def detecting(language: str) -> Job:
    """Full claims, the language left to be detected among all there are."""

    def job(documents: Sequence[str]) -> int:
        return sum(len(figures.extract(document)) for document in documents)

    return job


def _found_by(pattern: regex.Pattern[str]) -> Job:
    def job(documents: Sequence[str]) -> int:
        return sum(1 for document in documents for _ in pattern.finditer(document))

    return job


JOBS: dict[str, Callable[[str], Job]] = {
    "split": split,
    "digits": digits,
    "naive": one_pattern,
    "spans": spans,
    "extract": extract,
    "detecting": detecting,
}

if __name__ == "__main__":
    for code in sys.argv[1:]:
        load_pack(code)
    serve(JOBS)
