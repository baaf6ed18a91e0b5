"""Patterns over the letters of a sentence, and one scan that tells which of them are worth a try in it, and where."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from figures.reading.alphabet import EDGE, ranges
from figures.reading.anchors import Place
from figures.reading.remembered import Remembered

#: Token indices of the anchors in a sentence, in order, by the name of the pattern they belong to.
Places = dict[str, list[int]]


_GROUP = re.compile(r"\(\?P<(\w+)>")
_COMPILED = ("finditer", "fullmatch", "match", "search")


class PatternError(ValueError):
    """A pattern that cannot be read; the message quotes it and says where."""


class TokenPattern:
    """A pattern with its anchor: letters of which every match holds one, and how far into a match it may stand.

    Most patterns match few sentences; the anchor tells where a match can be at all (see `figures.reading.anchors`), and
    `first`, the letters a match may begin with, which of the tokens before an anchor are worth a try; `None` is any.

    A short text tries a third of the patterns of its language, and to compile them all takes longer than to read it: the
    methods of the compiled pattern are there from the first time one is asked for. `PatternError` for a pattern that is
    none comes then.
    """

    __slots__ = ("anchor", "finditer", "first", "fullmatch", "groups", "match", "search", "source", "written")

    finditer: Callable[..., Iterator[re.Match[str]]]
    fullmatch: Callable[..., re.Match[str] | None]
    match: Callable[..., re.Match[str] | None]
    search: Callable[..., re.Match[str] | None]

    def __init__(self, source: str, anchor: Place, first: str | None = None, written: str = "") -> None:
        self.source = source
        self.written = written or source
        self.groups = frozenset(_GROUP.findall(source))
        self.anchor = anchor
        self.first = first

    def __getattr__(self, name: str) -> Callable[..., object]:
        if name not in _COMPILED:
            raise AttributeError(name)
        self.compile()
        return getattr(self, name)  # type: ignore[no-any-return]

    def compile(self) -> None:
        """Compile the pattern now; raises `PatternError` that quotes one that is none."""
        try:
            compiled = re.compile(self.source)
        except re.error as error:
            raise PatternError(f"{error.msg} in the pattern {self.written!r}") from error
        for method in _COMPILED:
            setattr(self, method, getattr(compiled, method))


class Index:
    """Finds where patterns may match in a sentence, with one scan for the anchors of them all.

    `also` are further anchors by name whose places are wanted too.
    """

    __slots__ = ("_alike", "_always", "_by_letter", "_names", "_scan")

    def __init__(self, patterns: Mapping[str, TokenPattern], also: Mapping[str, Place] | None = None) -> None:
        by_letter: dict[str, list[tuple[str, str | None, str | None]]] = {}
        for name, place in {**{name: pattern.anchor for name, pattern in patterns.items()}, **(also or {})}.items():
            for letter, (before, after) in (place.letters or {}).items():
                by_letter.setdefault(letter, []).append((name, before, after))
        self._always = tuple(name for name, pattern in patterns.items() if pattern.anchor.letters is None)
        self._by_letter = by_letter
        self._names = Remembered(self._names_at)
        # Most places tell one of few sets of names, and what many share stays at hand.
        self._alike: Remembered[tuple[str, ...], tuple[str, ...]] = Remembered(lambda names: names)
        self._scan = re.compile(f"[{ranges(by_letter)}]" if by_letter else "(?!)").finditer

    def places(self, letters: str) -> Places:
        """Token indices of the anchors in a sentence, in order, by the name of the pattern they belong to."""
        return self.places_in(f"{EDGE}{letters}{EDGE}", (1, len(letters) + 2))[0]

    def places_in(self, letters: str, firsts: Sequence[int]) -> list[Places]:
        """The same of many sentences, whose letters have an edge before and behind each.

        `firsts` tells where each sentence begins, and in the end where one more would.
        """
        every: list[Places] = []
        begins = iter(firsts)
        first, following = 0, next(begins)
        places: Places = {}
        names, always = self._names, self._always
        for match in self._scan(letters):
            at = match.start()
            told = names[letters[at - 1 : at + 2]]
            if not told:
                continue
            while at >= following:
                places = {name: [0] for name in always} if always else {}
                every.append(places)
                first, following = following, next(begins)
            for name in told:
                if name in places:
                    places[name].append(at - first)
                else:
                    places[name] = [at - first]
        every += ({name: [0] for name in always} for _ in range(len(firsts) - 1 - len(every)))
        return every

    def _names_at(self, letters: str) -> tuple[str, ...]:
        """What may match where the second of three letters stands between the others."""
        names = tuple(
            name
            for name, before, after in self._by_letter[letters[1]]
            if (before is None or letters[0] in before) and (after is None or letters[2] in after)
        )
        return self._alike[names]


def matches(pattern: TokenPattern, letters: str, places: Iterable[int]) -> list[re.Match[str]]:
    """The matches of a pattern from left to right, none overlapping, given the places of its anchors.

    A pattern without an anchor is tried everywhere, whatever the places.
    """
    wanted, least, reach, _ = pattern.anchor
    if wanted is None:
        return list(pattern.finditer(letters)) if places else []
    found: list[re.Match[str]] = []
    first, match_at = pattern.first, pattern.match
    free = 0
    for place in places:
        if place < free:
            continue
        match: re.Match[str] | None = None
        if reach is None:
            match = pattern.search(letters, free)
            if match is None:
                break
        else:
            # Asking for the first letter costs a fraction of a try.
            for start in range(max(free, place - reach), place - least + 1):
                if first is None or letters[start] in first:
                    match = match_at(letters, start)
                    if match is not None:
                        break
            if match is None:
                continue
        found.append(match)
        end, start = match.end(), match.start()
        free = end if end > start else start + 1
    return found
