"""Who a source is: the body it is known as, and the fuller name the text gave it before.

*Le maire* and *Dupont* stand for *le maire Jean Dupont* where the text told of no other. Short of a single answer nothing is
resolved: the words as they stand are kept in any case.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from figures.model import VOUCHED, Attribution
from figures.reading.known_sources import WORD, Body, KnownSources, fold
from figures.reading.remembered import Remembered
from figures.reading.view import view

# Names of countries and nationalities are looked up two words at a time, then one.
_LONGEST = 2


class Namer:
    """Gives the sources of one document, in the order of the text, their identity and their fuller name.

    `known` gives the list of known bodies, which is read when a source is first named; `country_of` the country (ISO 3166)
    that some words name.
    """

    def __init__(self, known: Callable[[], KnownSources], country_of: Callable[[str], str | None]) -> None:
        self._known, self._country_of = known, country_of
        self._known_as = Remembered(self._find)
        # The full names told so far, by the set of their words.
        self._told: dict[frozenset[str], str] = {}

    def named(self, attribution: Attribution) -> Attribution:
        """The attribution with what is known of its source."""
        if attribution.source is None or attribution.state == "vague":
            return attribution
        resolved = attribution.resolved or self._fuller(attribution.source)
        first = view((resolved or attribution.source).partition("; ")[0]).folded
        country, body = self._known_as[first]
        if body is None:
            return replace(attribution, resolved=resolved, country=country)
        return replace(
            attribution,
            resolved=resolved,
            identity=body.identity,
            country=country or body.country,
            interest=body.interest,
            source_kind=body.kind if attribution.state in VOUCHED else attribution.source_kind,
        )

    def _find(self, phrase: str) -> tuple[str | None, Body | None]:
        """The country some words name, and the body, its country left out where it goes by no name with it."""
        country, without = self._country(phrase)
        return country, self._known().find(phrase) or (self._known().find(without) if country else None)

    def _country(self, phrase: str) -> tuple[str | None, str]:
        """The country some words name, a nationality or the country itself, and the words without it."""
        words = WORD.findall(phrase)
        for size in (_LONGEST, 1):
            for start in range(len(words) - size + 1):
                code = self._country_of(" ".join(words[start : start + size]))
                if code is not None:
                    return code, " ".join(words[:start] + words[start + size :])
        return None, phrase

    def _fuller(self, source: str) -> str | None:
        """The one longer name told before that holds every word of a source, and a name besides."""
        if "; " in source:
            return None
        words = self._words(source)
        fuller = [name for told, name in self._told.items() if words < told and _names_more(name, words)]
        if words and source[:1] != "'":
            self._told.setdefault(words, source)
        return fuller[0] if len(fuller) == 1 else None

    def _words(self, source: str) -> frozenset[str]:
        return frozenset(map(fold, WORD.findall(view(source).folded))) - self._known().small


def _names_more(name: str, words: frozenset[str]) -> bool:
    """True where a name has a capitalised word that is not among some words."""
    return any(word[0].isupper() and fold(word) not in words for word in WORD.findall(view(name).folded))
