"""What the process of a peer runs, in an environment that holds that peer alone.

python -m tests.benchmarks.peer_jobs PEER
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from tests.benchmarks.worker import Job, serve


def text2num(language: str) -> Job:
    """Number words to digits; what it gives is the text rewritten, without places and without what is counted."""
    rewrite = import_module("text_to_num").alpha2digit

    def job(documents: Sequence[str]) -> int:
        return sum(rewrite(document, language) != document for document in documents)

    return job


def quantulum3(language: str) -> Job:
    """Numbers with their units."""
    return _counting(import_module("quantulum3.parser").parse)


def recognizers_text(language: str) -> Job:
    """Numbers with their values, without units."""
    module = import_module("recognizers_number")
    culture = {"fr": module.Culture.French, "en": module.Culture.English}[language]
    return _counting(module.NumberRecognizer(culture).get_number_model().parse)


def _counting(parse: Callable[[str], list[Any]]) -> Job:
    def job(documents: Sequence[str]) -> int:
        return sum(len(parse(document)) for document in documents)

    return job


JOBS: dict[str, Callable[[str], Job]] = {
    "text2num": text2num,
    "quantulum3": quantulum3,
    "recognizers-text": recognizers_text,
}

if __name__ == "__main__":
    serve({"read": JOBS[sys.argv[1]]})
