"""How many voices stand behind a group, and how many of them are independent: an echo is no second source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from figures.reconciling.aspects import Aspects
from figures.reconciling.copies import LEAST_WORDS, Copy
from figures.reconciling.passages import words_in
from figures.reconciling.union import Union


class Voices(NamedTuple):
    """How many sources are named (a medium that names none is its own), and how many of them are independent."""

    sources: int
    independent: int


def voices_of(rows: Sequence[Aspects], copies: Iterable[Copy]) -> Voices:
    """Count the voices of a group; `copies` are the pairs of its claims whose sentences are one text.

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
    _join_copies(rows, copies, voices, joined)
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
    return words if len(words) >= LEAST_WORDS else row.claim.claim_id


def _join_copies(rows: Sequence[Aspects], copies: Iterable[Copy], voices: Sequence[Sequence[str]], joined: Union) -> None:
    """Join the claims of one figure whose sentences are mostly the same.

    Sentences that name two sources are no copies of each other, however alike: *3 ships (the port)*, *3 ships (the union)*.
    """
    for copy in copies:
        one, other = ({name for name in voices[i] if not name.startswith("@")} for i in (copy.a, copy.b))
        of_two = one and other and one.isdisjoint(other)
        if not of_two and rows[copy.a].reading == rows[copy.b].reading:
            joined.join(copy.a, copy.b)
