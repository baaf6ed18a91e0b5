"""How many voices stand behind a group, and how many of them are independent: an echo is no second source."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from figures.reconciling.aspects import Aspects
from figures.reconciling.comparison import Reading
from figures.reconciling.passages import runs_in, words_in
from figures.reconciling.union import Union

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
    voices = _under_one_name(_in_one_country([row.voice.split("; ") for row in rows]))
    names = {name for each in voices for name in each}
    if len(rows) == 1:
        return Voices(len(names), 1)
    joined = Union(len(rows))
    first_of: dict[object, int] = {}
    for i, row in enumerate(rows):
        for key in (*voices[i], (row.claim.exact, _same_words(row))):
            joined.join(first_of.setdefault(key, i), i)
    if len(rows) <= _COMPARED:
        _join_copies(rows, voices, joined)
    return Voices(len(names), len(joined.parts()))


def _in_one_country(voices: list[list[str]]) -> list[list[str]]:
    """A body told without its country is that of the one country it is told with: *l'Intérieur* beside *Beauvau*."""
    countries: dict[str, set[str]] = {}
    for name in (name for each in voices for name in each if "/" in name):
        body, _, country = name.partition("/")
        if country:
            countries.setdefault(body, set()).add(name)
    if not countries:
        return voices
    only = {body: min(told) for body, told in countries.items() if len(told) == 1}
    return [[only.get(name, name) for name in each] for each in voices]


def _under_one_name(voices: list[list[str]]) -> list[list[str]]:
    """A name told with words before it is the one told without them: *Mayor Ann Lee* and *Ann Lee*, *the Ain prefecture*.

    The shorter name has two words, or is that of a known body; where two longer ones end alike it stays on its own.
    """
    names = {name for each in voices for name in each if not name.startswith("@")}
    short = {name: name for name in names if " " in name and "/" not in name}
    short |= {body.replace("-", " "): name for name in names if (body := name.partition("/")[0]) != name}
    longer: dict[str, set[str]] = {}
    for name in names:
        words = name.split()
        for start in range(1, len(words)):
            if (ending := " ".join(words[start:])) in short:
                longer.setdefault(short[ending], set()).add(name)
    only = {told.pop(): name for name, told in longer.items() if len(told) == 1}
    return [[only.get(name, name) for name in each] for each in voices] if only else voices


def _same_words(row: Aspects) -> object:
    words = words_in(row.claim.sentence)
    return words if len(words) >= _LEAST_WORDS else row.claim.claim_id


def _join_copies(rows: Sequence[Aspects], voices: Sequence[Sequence[str]], joined: Union) -> None:
    """Join the claims of one figure whose sentences are mostly the same, where nothing else has joined them.

    Sentences that name two sources are no copies of each other, however alike: *3 ships (the port)*, *3 ships (the union)*.
    """
    named = [{name for name in each if not name.startswith("@")} for each in voices]
    by_reading: dict[Reading, list[int]] = {}
    for i, row in enumerate(rows):
        by_reading.setdefault(row.reading, []).append(i)
    for same in by_reading.values():
        for i, j in combinations(same, 2):
            of_two = named[i] and named[j] and named[i].isdisjoint(named[j])
            if not of_two and joined.find(i) != joined.find(j):
                one, other = (rows[k].claim.sentence for k in (i, j))
                if copied(one, other, share=_COPIED, least=_LEAST_WORDS):
                    joined.join(i, j)


def copied(one: str, other: str, *, share: float, least: int) -> bool:
    """True where two sentences of so many words at least have such a share of the shorter one's runs in common."""
    if min(len(words_in(one)), len(words_in(other))) < least:
        return False
    first, second = runs_in(one), runs_in(other)
    return len(first & second) >= share * min(len(first), len(second))
