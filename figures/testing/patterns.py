"""Phrases that a pattern of a pack matches, written out: `entre {n} y {n}` becomes *entre 12 y 15*.

Only what packs write ranges with is understood: words, lists, fragments, groups, alternatives and quantifiers. A pattern
that asks for words by their class (`{nominal}`) cannot be written out. Of what may be left out, words are written as often
as not; a list never is, for which of its entries goes with a number the pattern does not say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import chain

from hypothesis import strategies as st

from figures.testing.vocabulary import Vocabulary

#: Stands where a number goes.
NUMBER = "{n}"

_PIECE = re.compile(
    r"""\s+
      | (?P<count>\{(?P<least>[0-9]+)(?:,(?P<most>[0-9]*))?\})
      | !\{[^{}]+\}
      | \{(?P<names>[^{}]+)\}
      | (?P<ahead>\(\?[=!])
      | (?P<open>\((?:\?:|[a-z_]\w*:)?)
      | (?P<word>[^\W\d_][\w'’-]*)
      | (?P<mark>[)|?*+^$])""",
    re.VERBOSE,
)
_QUANTIFIERS = {"?": (0, 1), "*": (0, 2), "+": (1, 2)}
_MORE = 2

Phrase = tuple[str, ...]


class Unwritable(ValueError):
    """A pattern that cannot be written out; the message says what in it cannot."""


@cache
def phrases(pattern: str, words: Vocabulary) -> st.SearchStrategy[Phrase]:
    """Token sequences that a pattern matches, with `NUMBER` where a number goes; raises `Unwritable`."""
    pieces = []
    at = 0
    while at < len(pattern):
        piece = _PIECE.match(pattern, at)
        if piece is None:
            raise Unwritable(f"cannot write out {pattern[at:]!r}")
        if piece[0].strip():
            pieces.append(piece)
        at = piece.end()
    return _Parser(pieces, words).alternatives()


class _Parser:
    """Reads a pattern from left to right, making a strategy of every part."""

    def __init__(self, pieces: Sequence[re.Match[str]], words: Vocabulary) -> None:
        self._pieces = pieces
        self._words = words
        self._at = 0

    def alternatives(self) -> st.SearchStrategy[Phrase]:
        options = [self._sequence()]
        while self._next() == "|":
            self._at += 1
            options.append(self._sequence())
        return st.one_of(options)

    def _next(self) -> str | None:
        return self._pieces[self._at][0] if self._at < len(self._pieces) else None

    def _sequence(self) -> st.SearchStrategy[Phrase]:
        parts = []
        while self._next() not in (None, "|", ")"):
            listed = bool(self._pieces[self._at]["names"])
            parts.append(self._counted(self._part(), listed=listed))
        return st.tuples(*parts).map(_flat)

    def _part(self) -> st.SearchStrategy[Phrase]:
        piece = self._pieces[self._at]
        self._at += 1
        if piece["open"] or piece["ahead"]:
            inner = self.alternatives()
            self._at += 1
            return st.just(()) if piece["ahead"] else inner
        if piece["names"]:
            return st.one_of([self._named(name) for name in piece["names"].split("|")])
        return st.just((piece["word"],) if piece["word"] else ())

    def _counted(self, part: st.SearchStrategy[Phrase], *, listed: bool) -> st.SearchStrategy[Phrase]:
        if self._at == len(self._pieces):
            return part
        piece = self._pieces[self._at]
        if piece["count"]:
            least = int(piece["least"])
            most = least if piece["most"] is None else int(piece["most"] or least + _MORE)
        elif piece["mark"] in _QUANTIFIERS:
            least, most = _QUANTIFIERS[piece["mark"]]
        else:
            return part
        self._at += 1
        if listed and not least:
            return st.just(())
        return st.builds(lambda phrase, times: phrase * times, part, st.integers(least, most))

    def _named(self, name: str) -> st.SearchStrategy[Phrase]:
        if name == "n":
            return st.just((NUMBER,))
        if name.startswith("="):
            return st.just((name[1:],))
        if name in self._words.fragments:
            return phrases(self._words.fragments[name], self._words)
        if name not in self._words.lists:
            raise Unwritable(f"no list {name!r}")
        return st.sampled_from([tuple(entry.split()) for entry in self._words.lists[name]])


def _flat(parts: Sequence[Phrase]) -> Phrase:
    return tuple(chain.from_iterable(parts))
