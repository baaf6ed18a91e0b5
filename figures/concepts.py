"""What is counted, across languages: concepts, what follows from each, and the words a user's file gives them.

*Hommes*, *soldats*, *militaires* and *troops* are one concept, and so two figures on them can be held against each other.
What follows from a concept is data (`parsers/concepts.toml`); its words stand in the language packs. Whoever needs another
concept, or other words for one, writes a file of the same form.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from figures.datafiles import entries, tables_in
from figures.datafolders import data_folder

#: How a count of a concept may live in time (see `figures.reconciling.traits.COURSES`).
COURSES = ("event", "cumulative", "stock", "plain")

_KEYS = frozenset({"wider", "course", "status", "stands-for", "words"})
_NAME = re.compile(r"[a-z][a-z0-9_-]*")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_PERSON = "person"

Words = Mapping[str, Mapping[str, str | None]]


class ConceptsError(ValueError):
    """A file of concepts that cannot be read; the message names the file and the entry."""


class Concept(NamedTuple):
    """What follows from a concept; `wider` are those that may stand for it, the nearest first.

    `course` is how a count of it lives in time, `status` what is meant where a text names none, `stands_for` the concept
    that is counted where the words say besides what became of it.
    """

    wider: tuple[str, ...] = ()
    course: str | None = None
    status: str | None = None
    stands_for: str | None = None


_PLAIN = Concept()


@dataclass(frozen=True, eq=False)
class Concepts:
    """Concepts by name; `words` are those of users' files by language, in lower case, and `None` those of no concept."""

    known: Mapping[str, Concept]
    words: Words

    def of(self, name: str | None) -> Concept:
        """What follows from a concept; nothing from one that no file holds.

        >>> shipped().of("soldier")
        Concept(wider=('person',), course='stock', status='deployed', stands_for=None)
        """
        return self.known.get(name or "", _PLAIN)

    def counted(self, name: str) -> str:
        """The concept that is counted: of the dead, people.

        >>> shipped().counted("dead"), shipped().counted("soldier")
        ('person', 'soldier')
        """
        return self.of(name).stands_for or name

    def family(self, name: str) -> str:
        """The widest concept that may stand for one, or itself.

        >>> shipped().family("soldier"), shipped().family("container")
        ('person', 'container')
        """
        wider = self.of(name).wider
        return wider[-1] if wider else name

    def is_people(self, name: str | None) -> bool:
        """True for a concept that counts people.

        >>> [shipped().is_people(name) for name in ("soldier", "dead", "container", None)]
        [True, True, False, False]
        """
        return name is not None and self.family(self.counted(name)) == _PERSON


def shipped() -> Concepts:
    """The concepts of the project, without any of a user's."""
    return concepts_of()


@cache
def concepts_of(*files: Path) -> Concepts:
    """The concepts of the project with those of users' files over them; of two files the last holds.

    Raises `ConceptsError` for a file that is none, an unknown table, key, concept or course, a circle of wider concepts, and
    a word that one file gives to two; `OSError` for a file that cannot be opened.
    """
    written: dict[str, dict[str, str]] = {}
    words: dict[str, dict[str, str | None]] = {}
    where: dict[str, str] = {}
    for path in (data_folder("parsers") / "concepts.toml", *files):
        tables = _tables(path)
        for name, table in tables.get("concept", {}).items():
            where[name] = f"{path}: concept.{name}"
            written.setdefault(name, {}).update(_properties(name, table, path))
        for language, given in _words(tables, path).items():
            words.setdefault(language, {}).update(given)
    return Concepts({name: _concept(name, written, where) for name in written}, words)


def _tables(path: Path) -> dict[str, Any]:
    tables = tables_in(path, ("concept", "none"), ConceptsError)
    for name in ("concept", "none"):
        if not isinstance(tables.get(name, {}), dict):
            raise ConceptsError(f"{path}: {name} is no table")
    return tables


def _properties(name: str, table: object, path: Path) -> dict[str, str]:
    """The keys of one concept, checked as far as one file tells."""
    where = f"{path}: concept.{name}"
    if not _NAME.fullmatch(name):
        raise ConceptsError(f"{where}: a name is small letters, digits, hyphens and low lines")
    if not isinstance(table, dict):
        raise ConceptsError(f"{where} is no table")
    if unknown := table.keys() - _KEYS:
        raise ConceptsError(f"{where}: unknown key {min(unknown)!r}; there are {', '.join(sorted(_KEYS))}")
    found = {key: value for key, value in table.items() if key != "words"}
    for key, value in found.items():
        if not isinstance(value, str):
            raise ConceptsError(f"{where}: {key} is {value!r} and no text")
    if "course" in found and found["course"] not in COURSES:
        raise ConceptsError(f"{where}: unknown course {found['course']!r}; there are {', '.join(COURSES)}")
    return found


def _words(tables: Mapping[str, Any], path: Path) -> dict[str, dict[str, str | None]]:
    """The words a file gives its concepts, and those it takes out of any, by language."""
    found: dict[str, dict[str, str | None]] = {}
    told: list[tuple[str | None, object]] = [(None, tables.get("none", {}))]
    told += [(name, table.get("words", {})) for name, table in tables.get("concept", {}).items()]
    for concept, table in told:
        where = f"{path}: {f'concept.{concept}.words' if concept else 'none'}"
        if not isinstance(table, dict):
            raise ConceptsError(f"{where} is no table of languages")
        for language, listed in table.items():
            if not _LANGUAGE.fullmatch(language) or not isinstance(listed, str):
                raise ConceptsError(f"{where}: {language!r} is no code of a language with a list of words")
            for word in map(str.casefold, entries(listed)):
                before = found.setdefault(language, {}).setdefault(word, concept)
                if before != concept:
                    raise ConceptsError(f"{where}: {word!r} is a word of {before or 'none'} too")
    return found


def _concept(name: str, written: Mapping[str, Mapping[str, str]], where: Mapping[str, str]) -> Concept:
    table = written[name]
    for key in ("wider", "stands-for"):
        if key in table and table[key] not in written:
            raise ConceptsError(f"{where[name]}: {key}: there is no concept {table[key]!r}")
    wider: list[str] = []
    above = table.get("wider")
    while above is not None:
        if above == name or above in wider:
            raise ConceptsError(f"{where[name]}: wider concepts go round in a circle: {' → '.join((name, *wider, above))}")
        wider.append(above)
        above = written.get(above, {}).get("wider")
    return Concept(tuple(wider), table.get("course"), table.get("status"), table.get("stands-for"))
