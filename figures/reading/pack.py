"""A language, ready to read with: what a compiled pack holds, and what can be wrong with one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

import regex

from figures.reading.anchors import Place
from figures.reading.grammar import HEDGED
from figures.reading.index import Index, TokenPattern
from figures.reading.lexicon import Lexicon
from figures.reading.remembered import Remembered


class LanguageUnknown(ValueError):
    """A language no pack speaks; the message lists those there are."""

    def __init__(self, code: str, known: Sequence[str]) -> None:
        super().__init__(f"no language pack for {code!r}; there are {', '.join(known)}")
        self.code = code


class PackError(ValueError):
    """A pack that cannot be read; the message names the pack, the table and the entry."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as a pack names it: canonical name, kind of quantity, and whether the reader supplied part of it.

    `factor` is what one is in the named unit: a hundredth for the cents of a currency that the words name.
    """

    name: str
    kind: str
    assumed: bool = False
    factor: Decimal = Decimal(1)


class NumberWord(NamedTuple):
    """A word with a value: `role` is add, hundred, scale, suffix, collective or fraction.

    `other` is the value it has for some of its readers (French *billion*), else `None`; `also_unit` is true for a word that
    is a unit too (*cents*).
    """

    value: Decimal
    role: str
    other: Decimal | None = None
    also_unit: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern with what it says: an attribution, a modality, a refusal, a noun."""

    id: str
    pattern: TokenPattern
    content: str = ""
    state: str = ""
    link: str = ""
    value: str = ""
    stance: str = ""
    kind: str = ""
    carries: bool = False
    elided: bool = False
    continues: bool = False
    reaches_back: bool = False
    in_turn: bool = False


class Numeral(NamedTuple):
    """A value, the place value of its last significant digit as written, and its other reading where it has one."""

    value: Decimal
    step: Decimal
    alternative: Decimal | None = None


class NounForm(NamedTuple):
    """What a noun's written form tells: its lemma, the concept it names, whether it is a word for a nationality."""

    lemma: str
    concept: str | None
    demonym: bool


_PERSON = "person"
# Patterns that run over the words of a sentence as they stand, beside the refusals.
_OF_WORDS = ("refused", "article_number", "last_year", "dated")
# Patterns that run over a sentence with each numeral one token, beside the rules of modality and attribution.
_OF_LINES = (
    *(*HEDGED, "range", "against", "among", "whole_first", "ratio", "age", "age_bare", "listed", "listed_people"),
    *(
        "status_before",
        "status_after",
        "status_within",
        "ended",
        "acting",
        "demonym",
        "hedge_after",
        "grown",
        "semicolon",
        "place",
    ),
)


@dataclass(frozen=True)
class Pack:
    """A language, ready to read with: words, values, patterns.

    `numeric` is how a numeral is found, `leads` are the letters of words that may stand before the word it is found by,
    `plain` those of numbers in digits and of words that are a number and nothing else, `extends` those that may stand behind
    one in one numeral; `more` matches where a numeral may begin that is more than a number. `unit_starts` are the letters
    that a unit, with what joins it to its number, may begin with. Likewise `unit_ends` may stand behind a unit as part of a
    figure, `scales` multiply, `per_starts` and `below_starts` begin what a rate is over and words for below nought,
    `minus_ends` end words for minus and `sign_ends` signs of money, `grammar` are words of the sentence, `nominal` may be
    what is counted, and `closing` end a clause; `source_heads` head the column of a table that says whose figures it holds.
    """

    code: str
    name: str
    stopwords: frozenset[str]
    decimal: str
    grouping: str
    points: frozenset[str]
    abbreviations: frozenset[str]
    lexicon: Lexicon
    numbers: Mapping[str, NumberWord]
    glued: regex.Pattern[str] | None
    units_first: bool
    sign_first: bool
    numeric: Place
    leads: frozenset[str]
    plain: frozenset[str]
    extends: frozenset[str]
    more: Callable[[str, int], re.Match[str] | None]
    unit_starts: frozenset[str]
    unit_ends: frozenset[str]
    scales: frozenset[str]
    per_starts: frozenset[str]
    below_starts: frozenset[str]
    minus_ends: frozenset[str]
    sign_ends: frozenset[str]
    grammar: frozenset[str]
    nominal: frozenset[str]
    closing: frozenset[str]
    units: Mapping[str, Unit]
    patterns: Mapping[str, TokenPattern]
    nouns: Mapping[str, tuple[TokenPattern, ...]]
    attributions: tuple[Rule, ...]
    modalities: tuple[Rule, ...]
    refusals: tuple[Rule, ...]
    statuses: Mapping[str, str]
    reserved: Mapping[str, tuple[frozenset[str], str]]
    unsettled: Mapping[str, tuple[str, str]]
    needing: Mapping[str, str]
    people: frozenset[str]
    concepts: Mapping[str, str]
    places: Mapping[str, str]
    qualifiers: Mapping[str, str]
    months: Mapping[str, int]
    source_heads: frozenset[str]
    irregular_lemmas: Mapping[str, str]
    lemma_suffixes: tuple[tuple[str, str], ...]
    #: What numbers of one token say, filled as they come.
    alone: dict[str, Numeral] = field(default_factory=dict)
    #: What numbers of several tokens say, with how many tokens they take and the scale word they end with.
    runs: dict[tuple[str, ...], tuple[Numeral, int, Decimal]] = field(default_factory=dict)

    @cached_property
    def words(self) -> Index:
        """Where the patterns over the words of a sentence may match; `numeral` are the places of numeric words."""
        patterns = {name: self.patterns[name] for name in _OF_WORDS}
        patterns |= {name: rule.pattern for name, rule in self.refused.items()}
        return Index(patterns, {"numeral": self.numeric})

    @cached_property
    def numerals(self) -> Index:
        """Where numeric words stand, and nothing else."""
        return Index({}, {"numeral": self.numeric})

    @cached_property
    def lines(self) -> Index:
        """Where the patterns over a sentence may match in which each numeral is one token."""
        patterns = {name: self.patterns[name] for name in _OF_LINES}
        patterns |= {f"told {index}": pattern for index, pattern in enumerate(self.nouns["told"])}
        patterns |= {name: rule.pattern for name, rule in {**self.attributed, **self.moods}.items()}
        return Index(patterns)

    @cached_property
    def refused(self) -> Mapping[str, Rule]:
        """The rules of refusal by the names `words` gives them, in the order they are tried."""
        return {f"refusal {index}": rule for index, rule in enumerate(self.refusals)}

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The place of each rule among its kind, by the names `words` and `lines` give them."""
        kinds = (self.refused, self.attributed, self.moods)
        return {name: index for kind in kinds for index, name in enumerate(kind)}

    @cached_property
    def attributed(self) -> Mapping[str, Rule]:
        """The rules of attribution by the names `lines` gives them, in the order they are tried."""
        return {f"attribution {index}": rule for index, rule in enumerate(self.attributions)}

    @cached_property
    def moods(self) -> Mapping[str, Rule]:
        """The rules of modality by the names `lines` gives them, in the order they are tried."""
        return {f"modality {index}": rule for index, rule in enumerate(self.modalities)}

    def asked(self, rules: Mapping[str, Rule], places: Mapping[str, Sequence[int]]) -> list[tuple[str, Rule]]:
        """Those of some rules that may match in a sentence, in the order they are tried."""
        names = [name for name in places if name in rules]
        if len(names) > 1:
            names.sort(key=self.order.__getitem__)
        return [(name, rules[name]) for name in names]

    @cached_property
    def nouns_seen(self) -> Mapping[str, NounForm]:
        """Nouns by their written form, worked out once each."""
        return Remembered(self._noun_form)

    @cached_property
    def units_seen(self) -> Mapping[str, Unit | None]:
        """Units of one word by its written form, worked out once each."""
        return Remembered(lambda written: unit_of((written,), self.units))

    def compile_all(self) -> None:
        """Compile every pattern now; raises `PatternError` for one that is none."""
        for pattern in (*self.patterns.values(), *(rule.pattern for rule in self._every_rule())):
            pattern.compile()

    def _every_rule(self) -> tuple[Rule, ...]:
        return self.attributions + self.modalities + self.refusals

    def country(self, words: str) -> str | None:
        """The country (ISO 3166) that some words name, by its name or a nationality; a city names none."""
        code = self.qualifiers.get(words.casefold()) or self.places.get(words)
        return code if code is not None and len(code) == 2 and code.isascii() and code.isupper() else None

    def _noun_form(self, written: str) -> NounForm:
        folded = written.casefold()
        lemma = self._lemma(folded)
        demonym = folded in self.qualifiers
        concept = self.concepts.get(lemma) or self.concepts.get(folded) or (_PERSON if demonym else None)
        return NounForm(lemma, concept, demonym)

    def _lemma(self, folded: str) -> str:
        """The dictionary form, by the irregular forms and the endings; the first ending that fits is replaced."""
        if folded in self.irregular_lemmas:
            return self.irregular_lemmas[folded]
        for ending, replacement in self.lemma_suffixes:
            if folded.endswith(ending) and len(folded) > len(ending) + 2:
                return folded[: len(folded) - len(ending)] + replacement
        return folded


def unit_key(pieces: Iterable[str]) -> str:
    """How a unit's words are looked up: in lower case where longer than a symbol, since MW and mW differ; without points.

    >>> unit_key(["U.S.", "Dollars"]), unit_key(["MW"])
    ('U.S dollars', 'MW')
    """
    plain = (piece.rstrip(".") or piece for piece in pieces)
    return " ".join(piece.lower() if len(piece) > 3 else piece for piece in plain)


def unit_of(pieces: Iterable[str], units: Mapping[str, Unit]) -> Unit | None:
    """The unit some words name, or `None`."""
    key = unit_key(pieces)
    # One letter keeps its case: 5 g are grams, and 5G is a network.
    return units.get(key) or (units.get(key.lower()) if len(key) > 1 else None)
