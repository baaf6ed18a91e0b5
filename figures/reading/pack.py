"""A language, ready to read with: what a compiled pack holds, and what can be wrong with one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from figures.reading.lexicon import Lexicon
from figures.reading.pattern import TokenPattern


class LanguageUnknown(ValueError):
    """A language no pack speaks; the message lists those there are."""

    def __init__(self, code: str, known: Sequence[str]) -> None:
        super().__init__(f"no language pack for {code!r}; there are {', '.join(known)}")
        self.code = code


class PackError(ValueError):
    """A pack that cannot be read; the message names the pack, the table and the entry."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as a pack names it: canonical name, kind of quantity, and whether the reader supplied part of it."""

    name: str
    kind: str
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class NumberWord:
    """A word with a value: `role` is add, hundred, scale, suffix, collective or fraction."""

    value: Decimal
    role: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern with what it says: an attribution, a modality, a refusal, a noun."""

    id: str
    pattern: TokenPattern
    content: str = ""
    state: str = ""
    link: str = ""
    value: str = ""
    carries: bool = False


@dataclass(frozen=True)
class Pack:
    """A language, ready to read with."""

    code: str
    name: str
    stopwords: frozenset[str]
    decimal: str
    points: frozenset[str]
    abbreviations: frozenset[str]
    lexicon: Lexicon
    numbers: Mapping[str, NumberWord]
    glued: regex.Pattern[str] | None
    units_first: bool
    sign_first: bool
    trigger: re.Pattern[str]
    units: Mapping[str, Unit]
    patterns: Mapping[str, TokenPattern]
    nouns: Mapping[str, tuple[TokenPattern, ...]]
    attributions: tuple[Rule, ...]
    modalities: tuple[Rule, ...]
    refusals: tuple[Rule, ...]
    statuses: Mapping[str, str]
    reserved: Mapping[str, tuple[frozenset[str], str]]
    concepts: Mapping[str, str]
    places: Mapping[str, str]
    qualifiers: Mapping[str, str]
    months: Mapping[str, int]
    irregular_lemmas: Mapping[str, str]
    lemma_suffixes: tuple[tuple[str, str], ...]


def unit_key(pieces: Iterable[str]) -> str:
    """How a unit's words are looked up: in lower case where longer than a symbol, since MW and mW differ."""
    return " ".join(piece.lower() if len(piece) > 3 else piece for piece in pieces)
