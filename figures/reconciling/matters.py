"""What a sentence says is measured, of what, and what sets its figure apart: profit or revenue, wheat or maize, a capacity.

The kinds have one name in every language, so that a sentence in French and one in English can be of one matter; their words
are those of `matters.<language>.toml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from figures.reconciling.aspects import Aspects
from figures.reconciling.likeness import days_apart
from figures.reconciling.passages import plain, says, words_in
from figures.reconciling.stems import REMEMBERED, Words
from figures.reconciling.traits import NEAR
from figures.wording import languages, wording

_NOTHING: Words = frozenset()
#: So many words before and behind a figure are searched for what sets it apart.
_BESIDE = 10


class Matters(NamedTuple):
    """What a sentence measures, of what goods, in what part of a year, of whom among people; what sets its figure apart."""

    measured: Words = _NOTHING
    product: Words = _NOTHING
    period: Words = _NOTHING
    people: Words = _NOTHING
    apart: Words = _NOTHING


_APART = Matters._fields.index("apart")


class _Phrase(NamedTuple):
    """What follows the first word of a phrase, and what it tells; with a star the last word is only how words begin."""

    behind: tuple[str, ...]
    starred: bool
    facet: int
    kind: str


def matters_in(sentence: str, language: str | None) -> Matters:
    """The matters a sentence names; none in a language without a list.

    >>> sorted(matters_in("Le bénéfice net recule, le chiffre d’affaires augmente.", "fr").measured)
    ['profit', 'revenue']
    """
    words = words_in(sentence)
    return _named(words, range(len(words)), language)


def _named(words: Sequence[str], beside: range, language: str | None) -> Matters:
    """The matters that some words name; what sets a figure apart is looked for at the places `beside` it alone."""
    beginning = _phrases_of(language)
    kinds: tuple[set[str], ...] = tuple(set() for _ in Matters._fields)
    for i, word in enumerate(words):
        for phrase in beginning[word]:
            if phrase.behind and not _follows(phrase, words[i + 1 : i + 1 + len(phrase.behind)]):
                continue
            if phrase.facet != _APART or i in beside:
                kinds[phrase.facet].add(phrase.kind)
    return Matters(*map(frozenset, kinds))


def _follows(phrase: _Phrase, words: Sequence[str]) -> bool:
    *before, last = phrase.behind
    if len(words) <= len(before) or list(words[:-1]) != before:
        return False
    return words[-1].startswith(last) if phrase.starred else words[-1] == last


class _Beginning(dict[str, tuple[_Phrase, ...]]):
    """The phrases of a language that each word begins, for the words that were met."""

    def __init__(self, language: str | None) -> None:
        super().__init__()
        self._whole: dict[str, list[_Phrase]] = {}
        self._starred: list[tuple[str, _Phrase]] = []
        told = wording(language) if language is not None and language in languages() else None
        for key in told.entries if told is not None else ():
            if told is not None and key.startswith("matter."):
                _, facet, kind = key.split(".")
                for written in told.text(key).split(","):
                    self._take(written.strip(), Matters._fields.index(facet), kind)

    def _take(self, written: str, facet: int, kind: str) -> None:
        first, *behind = words_in(written)
        starred = written.endswith("*")
        phrase = _Phrase(tuple(behind), starred, facet, kind)
        if starred and not behind:
            self._starred.append((first, phrase))
        else:
            self._whole.setdefault(first, []).append(phrase)

    def __missing__(self, word: str) -> tuple[_Phrase, ...]:
        if len(self) >= REMEMBERED:
            self.clear()
        begun = (phrase for first, phrase in self._starred if word.startswith(first))
        self[word] = found = (*self._whole.get(word, ()), *begun)
        return found


_phrases_of = cache(_Beginning)


def of_two_matters(a: Aspects, b: Aspects) -> bool:
    """True where two sentences measure other things, of other goods, or one alone says what sets its figure apart."""
    one, other = _of(a), _of(b)
    if one.apart != other.apart:
        return True
    if (one.period and not other.period and b.about.years) or (other.period and not one.period and a.about.years):
        return True
    pairs = zip(one[:-1], other[:-1], strict=True)
    return any(x and y and x.isdisjoint(y) for x, y in pairs)


def of_one_matter(a: Aspects, b: Aspects) -> bool:
    """True where two sentences measure one thing, of the same goods where either names any."""
    one, other = _of(a), _of(b)
    if one.product != other.product or one.apart != other.apart:
        return False
    return bool(one.apart) or not one.measured.isdisjoint(other.measured)


def of_one_time(row: Aspects) -> bool:
    """True where a sentence tells a count of one event (*in the night*, *in one strike*), and no total to date."""
    return _of_one_time(row.claim.sentence, row.claim.origin.language)


@lru_cache(maxsize=1 << 12)
def _of_one_time(sentence: str, language: str | None) -> bool:
    told = plain(sentence)
    return says(language, "one-event", told) and not says(language, "to-date", told)


def on_one_matter(a: Aspects, b: Aspects) -> bool:
    """True for two sentences of the same days on one matter that have a name or a place in common, in any language."""
    return days_apart(a, b) <= NEAR and _named_by_both(a, b) and of_one_matter(a, b)


def _named_by_both(a: Aspects, b: Aspects) -> bool:
    """A name or a place in common; a word that two languages share is mostly one."""
    one, other = a.about, b.about
    if a.claim.origin.language != b.claim.origin.language:
        return not (set(one.stems).isdisjoint(other.stems) and a.places.isdisjoint(b.places))
    return not (one.names.isdisjoint(other.stems) and other.names.isdisjoint(one.stems) and a.places.isdisjoint(b.places))


def _of(row: Aspects) -> Matters:
    claim = row.claim
    place = claim.figure.start - claim.sentence_span.start, claim.figure.end - claim.sentence_span.start
    return _beside(claim.sentence, *place, claim.origin.language)


@lru_cache(maxsize=1 << 12)
def _beside(sentence: str, start: int, end: int, language: str | None) -> Matters:
    """What a whole sentence measures, and what stands beside a figure of it that sets it apart."""
    before, behind = words_in(sentence[:start]), words_in(sentence[end:])
    return _named(before + behind, range(max(0, len(before) - _BESIDE), len(before) + _BESIDE), language)
