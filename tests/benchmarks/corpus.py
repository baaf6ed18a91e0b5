"""The texts that are measured: the project's own sentences, shuffled with a fixed seed into documents of about 4 kB.

Sentences with a figure come from `seeds/` and from the examples of a pack, sentences without from `seeds/` and
`prose.toml`. How many of each a document has makes three sorts of text, so that neither a list of figures nor prose
without any speaks for both.
"""

from __future__ import annotations

import random
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from figures.corpus import load
from tests.benchmarks.naive import naive

ROOT = Path(__file__).resolve().parents[2]
SEEDS = [ROOT / "seeds" / name for name in ("koursk", "livraisons", "foule")]
PROSE = ROOT / "tests" / "benchmarks" / "prose.toml"
LANGUAGES = ("fr", "en")

DOCUMENT = 4_000
PARAGRAPH = 4

_SENTENCE_END = re.compile(r"(?<=[.!?…»])\s+|\n+")
# Only digits that are no year, day or name are drawn anew, so that every sentence stays one of its kind.
_QUANTITY = re.compile(
    r"(?<![\w.,:/’'-])[1-9][0-9]{0,2}(?:[ ,.’'\u00A0\u202F\u2009][0-9]{3})+(?![\w.,:/’'-])|(?<!\w)[1-9][0-9]{2}(?!\w)"
)


class Mix(NamedTuple):
    """How often each sort of sentence is drawn, in relation to the others."""

    examples: int
    told: int
    prose: int


#: `article` has about 6 figures a kB, as news that reports figures does; `dense` is little but figures.
MIXES = {"article": Mix(2, 1, 4), "dense": Mix(2, 1, 0), "sparse": Mix(0, 1, 19)}


class Sentences(NamedTuple):
    """The sentences of one language: examples of its pack, sentences of the seeds with figures, and prose without."""

    examples: list[str]
    told: list[str]
    prose: list[str]


@cache
def sentences(language: str) -> Sentences:
    """What the texts of a language are made of."""
    with (ROOT / "parsers" / language / "examples.toml").open("rb") as file:
        examples = [entry["text"] for entry in tomllib.load(file)["example"]]
    with PROSE.open("rb") as file:
        prose = list(tomllib.load(file)[language])
    has_figure = naive(language)
    told: list[str] = []
    for document in load(SEEDS).documents:
        if document.language == language:
            for sentence in _SENTENCE_END.split(document.text.strip()):
                (told if has_figure.search(sentence) else prose).append(sentence)
    return Sentences(examples, told, prose)


def documents(language: str, mix: str, size: int) -> list[str]:
    """At least `size` bytes of text of a language, `article`, `dense` or `sparse`; the same every time."""
    drawn = random.Random(f"{language} {mix}")
    sorts, weights = sentences(language), MIXES[mix]
    found: list[str] = []
    total = 0
    while total < size:
        found.append(_document(drawn, sorts, weights))
        total += len(found[-1].encode())
    return found


def _document(drawn: random.Random, sorts: Sentences, weights: Mix) -> str:
    parts: list[str] = []
    length = 0
    while length < DOCUMENT:
        [sort] = drawn.choices(sorts, weights)
        parts.append(_QUANTITY.sub(lambda match: _redrawn(drawn, match[0]), drawn.choice(sort)))
        length += len(parts[-1].encode()) + 1
    return "\n\n".join(" ".join(parts[at : at + PARAGRAPH]) for at in range(0, len(parts), PARAGRAPH))


def _redrawn(drawn: random.Random, digits: str) -> str:
    """The same shape with other digits, so that nobody reads a figure out of a store of figures seen before."""
    return digits[0] + re.sub("[0-9]", lambda _: str(drawn.randrange(10)), digits[1:])
