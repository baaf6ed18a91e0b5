"""How many voices stand behind a group, and how many of them are independent: an echo is no second source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from figures.reconciling.aspects import Aspects, fold
from figures.reconciling.union import Union

_WORD = re.compile(r"\w+")
_SHINGLE = 3
#: Two sentences are one text when this share of the shorter one's runs of three words stands in the other.
_COPIED = 0.6
#: Sentences shorter than this many words are alike by chance.
_LEAST_WORDS = 6
#: Up to this many claims are held against each other for copying; beyond, only sentences equal word for word.
_COMPARED = 64


class Voices(NamedTuple):
    """How many sources are named (a medium that names none is its own), and how many of them are independent."""

    sources: int
    independent: int


def voices_of(rows: Sequence[Aspects]) -> Voices:
    """Count the voices of a group.

    Claims of one voice are one, and so are two media that print the same sentence. Sources joined in one claim
    (*Reuters and the Open Source Centre*) are several names and one origin.
    """
    voices = _in_one_country([row.voice.split("; ") for row in rows])
    names = {name for each in voices for name in each}
    joined = Union(len(rows))
    first_of: dict[str, int] = {}
    for i, row in enumerate(rows):
        for key in (*voices[i], f"= {row.claim.exact} {_same_words(row)}"):
            joined.join(first_of.setdefault(key, i), i)
    if 1 < len(rows) <= _COMPARED:
        _join_copies(rows, joined)
    return Voices(len(names), len(joined.parts()))


def _in_one_country(voices: Sequence[Sequence[str]]) -> list[list[str]]:
    """A body told without its country is that of the one country it is told with: *l'Intérieur* beside *Beauvau*."""
    countries: dict[str, set[str]] = {}
    for name in (name for each in voices for name in each):
        body, _, country = name.partition("/")
        if country:
            countries.setdefault(body, set()).add(name)
    only = {body: min(told) for body, told in countries.items() if len(told) == 1}
    return [[only.get(name, name) for name in each] for each in voices]


def _same_words(row: Aspects) -> str:
    words = _WORD.findall(fold(row.claim.sentence))
    return " ".join(words) if len(words) >= _LEAST_WORDS else f"{row.claim.origin.document_id} {row.claim.claim_id}"


def _join_copies(rows: Sequence[Aspects], joined: Union) -> None:
    shingles = [_shingles(row) for row in rows]
    for i, one in enumerate(shingles):
        for j in range(i):
            fewest = min(len(one), len(shingles[j]))
            other_text = rows[i].claim.origin.document_id != rows[j].claim.origin.document_id
            if fewest and other_text and rows[i].reading == rows[j].reading and len(one & shingles[j]) >= _COPIED * fewest:
                joined.join(i, j)


def _shingles(row: Aspects) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(fold(row.claim.sentence))
    return runs(words) if len(words) >= _LEAST_WORDS else frozenset()


def runs(words: Sequence[str]) -> frozenset[tuple[str, ...]]:
    """Every run of three words that follow one another, by which a text is known again.

    >>> sorted(runs(["a", "b", "c", "d"]))
    [('a', 'b', 'c'), ('b', 'c', 'd')]
    """
    return frozenset(zip(*(words[i:] for i in range(_SHINGLE)), strict=False))
