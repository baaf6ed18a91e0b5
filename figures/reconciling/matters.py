"""What a sentence says is measured, of what, and what sets its figure apart: profit or revenue, wheat or maize, a capacity.

The kinds have one name in every language, so that a sentence in French and one in English can be of one matter; their words
are those of `matters.<language>.toml`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from figures.reconciling.aspects import Aspects
from figures.reconciling.likeness import days_apart
from figures.reconciling.passages import alternation, plain, says
from figures.reconciling.stems import Words
from figures.reconciling.traits import NEAR
from figures.wording import languages, wording

_NOTHING: Words = frozenset()


class Matters(NamedTuple):
    """The kinds of matters a sentence names: what is `measured`, of what `product`, and what sets a figure `apart`."""

    measured: Words = _NOTHING
    product: Words = _NOTHING
    apart: Words = _NOTHING


_NONE = Matters()
#: So many characters before and behind a figure are searched for what sets it apart.
_BESIDE = 60


@lru_cache(maxsize=1 << 14)
def matters_in(sentence: str, language: str | None) -> Matters:
    """The matters a sentence names; none in a language without a list.

    >>> sorted(matters_in("Le bénéfice net recule, le chiffre d’affaires augmente.", "fr").measured)
    ['profit', 'revenue']
    """
    pattern = _pattern(language)
    if pattern is None:
        return _NONE
    kinds: dict[str, set[str]] = {facet: set() for facet in Matters._fields}
    for found in pattern.finditer(plain(sentence)):
        facet, kind = _KINDS[found.lastgroup or ""]
        kinds[facet].add(kind)
    return Matters(*(frozenset(kinds[facet]) for facet in Matters._fields))


#: The facet and the kind that a group of the pattern stands for.
_KINDS: dict[str, tuple[str, str]] = {}


@cache
def _pattern(language: str | None) -> re.Pattern[str] | None:
    """Finds the words of every kind, each kind in a group of its own."""
    if language not in languages():
        return None
    told = wording(language)
    groups = []
    for key in told.entries:
        if key.startswith("matter."):
            _, facet, kind = key.split(".")
            name = f"{facet}_{kind}".replace("-", "_")
            _KINDS[name] = facet, kind
            groups.append(f"(?P<{name}>{alternation(phrase.strip() for phrase in told.text(key).split(','))})")
    return re.compile("|".join(groups)) if groups else None


def of_two_matters(a: Aspects, b: Aspects) -> bool:
    """True where two sentences measure other things, of other goods, or one alone says what sets its figure apart."""
    one, other = _of(a), _of(b)
    if one.apart != other.apart:
        return True
    pairs = ((one.measured, other.measured), (one.product, other.product))
    return any(x and y and x.isdisjoint(y) for x, y in pairs)


def of_one_matter(a: Aspects, b: Aspects) -> bool:
    """True where two sentences measure one thing, of the same goods where either names any."""
    one, other = _of(a), _of(b)
    return not one.measured.isdisjoint(other.measured) and one.product == other.product and one.apart == other.apart


def on_one_matter(a: Aspects, b: Aspects) -> bool:
    """True for two sentences of the same days on one matter that have a name or a place in common, in any language."""
    named = not (a.names.isdisjoint(b.words) and b.names.isdisjoint(a.words) and a.places.isdisjoint(b.places))
    return named and days_apart(a, b) <= NEAR and of_one_matter(a, b)


def of_one_time(row: Aspects) -> bool:
    """True where a sentence tells a count of one event (*in the night*, *in one strike*), and no total to date."""
    return _of_one_time(row.claim.sentence, row.claim.origin.language)


@lru_cache(maxsize=1 << 14)
def _of_one_time(sentence: str, language: str | None) -> bool:
    told = plain(sentence)
    return says(language, "one-event", told) and not says(language, "to-date", told)


def _of(row: Aspects) -> Matters:
    claim = row.claim
    place = claim.figure.start - claim.sentence_span.start, claim.figure.end - claim.sentence_span.start
    return _beside(claim.sentence, *place, claim.origin.language)


@lru_cache(maxsize=1 << 14)
def _beside(sentence: str, start: int, end: int, language: str | None) -> Matters:
    """What a whole sentence measures, and what stands beside a figure of it that sets it apart."""
    before, behind = plain(sentence[:start]), plain(sentence[end:])
    beside = matters_in(f"{before[-_BESIDE:]} {behind[:_BESIDE]}", language)
    return matters_in(sentence, language)._replace(apart=beside.apart)
