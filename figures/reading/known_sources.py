"""Bodies that often stand behind figures, known by all their names: *Beauvau* and *le ministère de l'Intérieur* are one.

The list is data (`parsers/sources.toml`), and whoever has one of his own adds it in the same form.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from figures.datafiles import entries, tables_in
from figures.datafolders import data_folder
from figures.model import INTERESTS, SOURCE_KINDS

#: A word with its hyphens, so that a porte-parole is one.
WORD = re.compile(r"\w+(?:-\w+)*")
_KEYS = {"kind", "names", "of", "country", "interest"}


class SourcesError(ValueError):
    """A list of sources that cannot be read; the message names the file and the entry."""


class Body(NamedTuple):
    """One body: its identifier, its kind (see `figures.model.SOURCE_KINDS`), its country (ISO 3166) and its interest."""

    identity: str
    kind: str
    country: str | None = None
    interest: str | None = None


@dataclass(frozen=True)
class KnownSources:
    """Bodies by the folded words of their names, without the small words; `plain` are names of one capitalised word."""

    bodies: Mapping[tuple[str, ...], Body]
    capitalised: frozenset[str]
    small: frozenset[str]
    spokespeople: frozenset[str]

    def find(self, phrase: str) -> Body | None:
        """The body a phrase names, or `None`; somebody who speaks for a body speaks as the body."""
        kept = _telling(phrase, self.small)
        while kept and fold(kept[0]) in self.spokespeople:
            del kept[0]
        body = self.bodies.get(tuple(map(fold, kept)))
        if body is None or (len(kept) == 1 and not self._written_so(kept[0])):
            return None
        return body

    def _written_so(self, word: str) -> bool:
        return word[0].isupper() or fold(word) not in self.capitalised


def _telling(phrase: str, small: Container[str]) -> list[str]:
    """The words of a phrase without the small ones; what stands in capitals is never one: the UN is no *un*."""
    return [word for word in WORD.findall(phrase) if fold(word) not in small or (len(word) > 1 and word.isupper())]


@cache
def fold(word: str) -> str:
    """A word in lower case without accents.

    >>> fold("Élysée")
    'elysee'
    """
    return "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))


@cache
def known_sources(*aliases: Path) -> KnownSources:
    """The list of the project with those of users over it: a name stands for the body of the last file that has it.

    Raises `SourcesError` for a file that is none, an unknown key or kind, and `OSError` for one that cannot be opened.
    """
    small: set[str] = set()
    spokespeople: set[str] = set()
    bodies: dict[tuple[str, ...], Body] = {}
    capitalised: set[str] = set()
    for path in (data_folder("parsers") / "sources.toml", *aliases):
        tables = tables_in(path, ("words", "body"), SourcesError)
        words = tables.get("words", {})
        small |= set(map(fold, entries(words.get("small", ""))))
        spokespeople |= set(map(fold, entries(words.get("spokespeople", ""))))
        here: dict[tuple[str, ...], str] = {}
        for identity, table in tables.get("body", {}).items():
            for names, body in _bodies(identity, table, path):
                for name in names:
                    written = _telling(name, small)
                    if not written:
                        raise SourcesError(f"{path}: body.{identity}: the name {name!r} has no word of its own")
                    key = tuple(map(fold, written))
                    if here.setdefault(key, identity) != identity:
                        raise SourcesError(f"{path}: body.{identity}: {name!r} is a name of body.{here[key]} too")
                    bodies[key] = body
                    if len(written) == 1 and written[0][0].isupper():
                        capitalised.add(fold(written[0]))
    return KnownSources(bodies, frozenset(capitalised), frozenset(small), frozenset(spokespeople))


def _bodies(identity: str, table: Mapping[str, Any], path: Path) -> Iterable[tuple[list[str], Body]]:
    """A body with its names, and again for each country whose names tell it."""
    where = f"{path}: body.{identity}"
    if unknown := table.keys() - _KEYS:
        raise SourcesError(f"{where}: unknown key {min(unknown)!r}; there are {', '.join(sorted(_KEYS))}")
    kind, interest = table.get("kind", "named_org"), table.get("interest")
    if kind not in SOURCE_KINDS:
        raise SourcesError(f"{where}: unknown kind {kind!r}; there are {', '.join(SOURCE_KINDS)}")
    if interest is not None and interest not in INTERESTS:
        raise SourcesError(f"{where}: unknown interest {interest!r}; there are {', '.join(INTERESTS)}")
    body = Body(identity, kind, table.get("country"), interest)
    yield list(entries(table.get("names", ""))), body
    for country, names in table.get("of", {}).items():
        yield list(entries(names)), body._replace(country=country)
