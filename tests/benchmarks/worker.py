"""One process that runs jobs when told to: the same few lines for this project and for every peer.

A request is a line of JSON, and so is its answer; `tests.benchmarks.turns` asks. Only the standard library is imported,
because a peer's environment holds the peer and nothing else.

    {"ask": "turn", "job": "extract", "language": "fr", "text": "a.json", "least": 0.2}
        → {"seconds": 0.3, "bytes": 500000, "found": 2500}
    {"ask": "stream", "job": "extract", "language": "fr", "text": "a.json"}
        → {"bytes": 500000, "peak": 48.5}       one document at a time, and the most the process ever held, in MB
    {"ask": "memory"}  → {"peak": 48.5}

A text is a file with a document a line, each a string of JSON.
What cannot be answered is `{"skipped": "the reason"}`.
"""

from __future__ import annotations

import gc
import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
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
    def prepared(name: str, language: str, text: str) -> Job:
        job = jobs[name](language)
        # What is compiled and loaded when the first document comes is no part of any turn.
        job([next(documents_of(text))])
        return job

    @cache
    def held(text: str) -> tuple[list[str], int]:
        documents = list(documents_of(text))
        return documents, sum(len(document.encode()) for document in documents)

    def answer(request: dict[str, Any]) -> dict[str, Any]:
        if request["ask"] == "memory":
            return {"peak": peak_memory()}
        job = prepared(request["job"], request["language"], request["text"])
        if request["ask"] == "stream":
            return {"bytes": stream(job, request["text"]), "peak": peak_memory()}
        documents, size = held(request["text"])
        seconds, found = turn(job, documents, request["least"])
        return {"seconds": seconds, "bytes": size, "found": found}

    for line in sys.stdin:
        try:
            reply = answer(json.loads(line))
        except Skipped as reason:
            reply = {"skipped": str(reason)}
        except Exception as error:
            reply = {"skipped": f"{type(error).__name__}: {error}"}
        answers.write(json.dumps(reply) + "\n")
        answers.flush()


def documents_of(text: str) -> Iterator[str]:
    """The documents of a text, read one by one."""
    with Path(text).open(encoding="utf-8") as file:
        for line in file:
            yield str(json.loads(line))


def stream(job: Job, text: str) -> int:
    """Read a text of which only one document is held at a time, and give its bytes."""
    size = 0
    for document in documents_of(text):
        job([document])
        size += len(document.encode())
    return size


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
