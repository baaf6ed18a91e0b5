"""One process that runs jobs when told to: the same few lines for this project and for every peer.

A request is a line of JSON, and so is its answer; `tests.benchmarks.turns` asks. Only the standard library is imported,
because a peer's environment holds the peer and nothing else.

    {"ask": "turn", "job": "extract", "language": "fr", "text": "a.json", "least": 0.2}
        → {"seconds": 0.3, "bytes": 500000, "found": 2500}
    {"ask": "memory"}  → {"peak": 48.5}          the most the process ever held, in MB

What cannot be answered is `{"skipped": "the reason"}`.
"""

from __future__ import annotations

import gc
import json
import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from time import process_time
from typing import Any

#: Reads the documents and gives the number of things it found.
Job = Callable[[Sequence[str]], int]


class Skipped(Exception):
    """A job that cannot be run here; the message is the reason people are told."""


def serve(jobs: Mapping[str, Callable[[str], Job]]) -> None:
    """Answer until the asker hangs up. `jobs` gives by its name, for a language, the job; it may raise `Skipped`."""
    # A library that prints must not answer in our stead.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    @cache
    def prepared(name: str, language: str) -> Job:
        return jobs[name](language)

    @cache
    def documents(path: str) -> list[str]:
        return [str(document) for document in json.loads(Path(path).read_text(encoding="utf-8"))]

    def answer(request: dict[str, Any]) -> dict[str, Any]:
        if request["ask"] == "memory":
            return {"peak": peak_memory()}
        text = documents(request["text"])
        job = prepared(request["job"], request["language"])
        seconds, found = turn(job, text, request["least"])
        return {"seconds": seconds, "bytes": sum(len(document.encode()) for document in text), "found": found}

    for line in sys.stdin:
        try:
            reply = answer(json.loads(line))
        except Skipped as reason:
            reply = {"skipped": str(reason)}
        except Exception as error:  # noqa: BLE001 - a peer may fail in any way, and the others go on
            reply = {"skipped": f"{type(error).__name__}: {error}"}
        answers.write(json.dumps(reply) + "\n")
        answers.flush()


def turn(job: Job, documents: Sequence[str], least: float) -> tuple[float, int]:
    """Processor seconds of one pass over the documents, and what it found.

    Passes go on until `least` seconds are spent, so that a quick job is not lost in the grain of the clock.
    """
    gc.collect()
    passes, began = 0, process_time()
    while True:
        found = job(documents)
        passes += 1
        spent = process_time() - began
        if spent >= least:
            return spent / passes, found


def peak_memory() -> float:
    """The most memory this process ever held, in MB of a million bytes."""
    # Where there is /proc, the other answer may be that of the process this one was started by.
    status = Path("/proc/self/status")
    if status.exists() and (held := re.search(r"^VmHWM:\s*(\d+) kB", status.read_text(encoding="ascii"), re.MULTILINE)):
        return int(held[1]) * 1024 / 1e6
    try:
        import resource
    except ImportError as error:
        raise Skipped("this system does not tell what a process held") from error
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most * (1 if sys.platform == "darwin" else 1024) / 1e6
