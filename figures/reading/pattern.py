"""Patterns over tokens, as packs write them.

    selon (source: {np}) (?: {comma} | $ )

- a bare word is that word, whatever its case, and the elided or contracted forms the pack lists for it (*de*: *d'*, *du*);
- `{name}` is a class of words, a list of phrases, or a fragment of the pack;
- `{this|that|=word}` is one of several, a word among them marked by `=`;
- `(name: …)` names what it matches; `!{name}` is *not followed by*; `~{name}` is one token that is none of these;
  `.` is any token; `^` and `$` are the ends of the sentence;
- `( | ) ? * + {2,4}` mean what they mean in a regular expression; spaces mean nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from figures.reading.alphabet import Alphabet, letters_of, ranges
from figures.reading.anchors import (
    ANY,
    NONE,
    NOTHING,
    Anchor,
    Letters,
    Stretch,
    ahead_of,
    either,
    in_sequence,
    named,
    one_token,
    place_of,
    repeated,
)
from figures.reading.index import PatternError, TokenPattern

_PIECE = re.compile(
    r"""(?P<space>\s+)
      | (?P<count>\{\d+(?:,\d*)?\})
      | (?P<negated>[!~])\{(?P<barred>[^{}]+)\}
      | \{(?P<name>[^{}\s]+)\}
      | \((?P<group>[a-z_][a-z_0-9]*):
      | (?P<word>[^\W\d_](?:[\w'’-])*)
      | (?P<special>\(\?[:=!]|[()|?*+.^$])""",
    re.VERBOSE,
)


_QUANTIFIERS = ("*", "?", "+")
# What a refusal calls the number it refuses.
_FIGURE = "figure"


def words_of(pattern: str) -> Iterator[str]:
    """The bare words of a pattern, which a pack must know as literals before the pattern is compiled."""
    for piece in _pieces(pattern):
        if piece["word"]:
            yield piece["word"]
        for name in (piece["name"] or piece["barred"] or "").split("|"):
            if name.startswith("="):
                yield name[1:]


def _pieces(pattern: str) -> Iterator[re.Match[str]]:
    at = 0
    while at < len(pattern):
        piece = _PIECE.match(pattern, at)
        if piece is None:
            raise PatternError(f"cannot read {pattern[at : at + 20]!r} in the pattern {pattern!r}")
        yield piece
        at = piece.end()


def literal(word: str) -> str:
    """The class that a word written in a pattern or a phrase stands for."""
    return "=" + word.casefold()


class PatternCompiler:
    """Turns patterns into `re` patterns over an alphabet.

    `fragments` are patterns by name, `phrases` the token sequences of a list (each a tuple of words), `tokenize` splits a
    written phrase or word as the text is split.
    """

    def __init__(
        self,
        alphabet: Alphabet,
        fragments: Mapping[str, str],
        phrases: Mapping[str, Sequence[tuple[str, ...]]],
        tokenize: Callable[[str], Sequence[str]],
    ) -> None:
        self._alphabet = alphabet
        self._fragments = fragments
        self._phrases = phrases
        self._tokenize = tokenize
        self._known: dict[str, str] = {}
        self._stretches: dict[str, Stretch] = {}
        self._spelled: dict[Letters, str] = {}

    def compile(self, pattern: str) -> TokenPattern:
        """The pattern, compiled when it is first tried; raises `PatternError` for a name or a mark that means nothing."""
        stretch = self._alternatives(list(_pieces(pattern)), 0)[0]
        first = None if stretch.empty or stretch.first == ANY else self._spell(stretch.first)
        return TokenPattern(self.source(pattern), place_of(stretch.anchor, self._spell), first, pattern)

    def letters_in(self, pattern: str) -> frozenset[str]:
        """The letters of every word and every class a pattern names, in whatever place."""
        found: set[str] = set()
        for piece in _pieces(pattern):
            for word in self._tokenize(piece["word"]) if piece["word"] else ():
                found.update(self._alphabet.members(literal(word)))
            for name in (piece["name"] or "").split("|"):
                if name in self._fragments:
                    found |= self.letters_in(self._fragments[name])
                elif name:
                    found |= self.letters([name])
        return frozenset(found)

    def _spell(self, letters: Letters) -> str:
        """The letters of a set; the sides of many anchors are the same few sets."""
        if letters not in self._spelled:
            self._spelled[letters] = letters_of(letters)
        return self._spelled[letters]

    def anchor(self, pattern: str) -> Anchor:
        """What every match must hold, and how many tokens may stand before it."""
        return self._alternatives(list(_pieces(pattern)), 0)[0].anchor

    def begins(self, pattern: str) -> frozenset[str]:
        """The letters a match of a pattern may begin with; raises `PatternError` where it may begin with any."""
        first = self._alternatives(list(_pieces(pattern)), 0)[0].first
        if first == ANY:
            raise PatternError(f"the pattern {pattern!r} may begin with any word")
        return frozenset(letters_of(first))

    def letters(self, names: Iterable[str]) -> frozenset[str]:
        """The letters of all words of some lists, those of their phrases among them."""
        phrases = [phrase for name in names for phrase in self._phrases.get(name, ())]
        words = [*names, *(literal(word) for phrase in phrases for word in phrase)]
        return frozenset("".join(map(self._alphabet.members, words)))

    def _alternatives(self, pieces: list[re.Match[str]], at: int) -> tuple[Stretch, int]:
        """What a run of alternatives asks for, and the index behind them."""
        options: list[Stretch] = []
        sequence: list[Stretch] = []
        while True:
            if at < len(pieces) and pieces[at]["special"] not in (")", "|"):
                stretch, at = self._asked(pieces, at)
                sequence.append(stretch)
                continue
            options.append(in_sequence(sequence, self._alphabet.weight))
            sequence = []
            if at >= len(pieces) or pieces[at]["special"] == ")":
                return either(options), at + 1
            at += 1

    def _asked(self, pieces: list[re.Match[str]], at: int) -> tuple[Stretch, int]:
        """What one piece with its quantifier asks for, and the index behind both."""
        piece = pieces[at]
        if piece["group"] or (piece["special"] or "").startswith("("):
            stretch, after = self._alternatives(pieces, at + 1)
            if piece["special"] in ("(?=", "(?!"):
                # `(?!)` forbids even nothing: no letter is its anchor, and it is never tried.
                barred = one_token(NONE) if after == at + 2 else NOTHING
                stretch = ahead_of(stretch) if piece["special"] == "(?=" else barred
            elif piece["group"] == _FIGURE:
                stretch = named(stretch)
        else:
            after = at + 1
            stretch = self._single(piece)
        while after < len(pieces) and _quantifies(pieces[after]):
            stretch = repeated(stretch, pieces[after][0])
            after += 1
        return stretch, after

    def _single(self, piece: re.Match[str]) -> Stretch:
        if piece["word"]:
            return self._stretch_of(tuple(self._tokenize(piece["word"])))
        if piece["name"]:
            return either([self._named_stretch(name) for name in piece["name"].split("|")])
        return one_token() if (piece["negated"] or "") == "~" or piece["special"] == "." else NOTHING

    def _named_stretch(self, name: str) -> Stretch:
        if name not in self._stretches:
            self._stretches[name] = self._work_out(name)
        return self._stretches[name]

    def _work_out(self, name: str) -> Stretch:
        if name in self._fragments:
            return self._alternatives(list(_pieces(self._fragments[name])), 0)[0]
        options = [self._stretch_of(phrase) for phrase in self._phrases.get(name, ())]
        return either([*options, one_token(self._alphabet.bits(name))])

    def _stretch_of(self, phrase: tuple[str, ...]) -> Stretch:
        words = [one_token(self._alphabet.bits(literal(word))) for word in phrase]
        return in_sequence(words, self._alphabet.weight)

    def source(self, pattern: str) -> str:
        """The regular expression over the alphabet that a pattern stands for."""
        return "".join(map(self._piece, _pieces(pattern)))

    def _piece(self, piece: re.Match[str]) -> str:
        if piece["space"]:
            return ""
        if piece["count"] or piece["special"]:
            return piece[0]
        if piece["negated"]:
            inner = self._union(piece["barred"])
            return f"(?!{inner})" if piece["negated"] == "!" else f"(?:(?!{inner}).)"
        if piece["group"]:
            return f"(?P<{piece['group']}>"
        if piece["word"]:
            return self._phrase(tuple(self._tokenize(piece["word"])))
        return self._union(piece["name"])

    def _union(self, names: str) -> str:
        """One class, or several joined by `|` (`{noun|adjective}`).

        The words of all of them are one set and their phrases one alternation: a word in two of the classes must not match
        in two ways, or what cannot match is tried in twice as many ways at every word.
        """
        if names not in self._known:
            parts = names.split("|")
            options = [f"(?:{self.source(self._fragments[name])})" for name in parts if name in self._fragments]
            listed = self._listed([name for name in parts if name not in self._fragments])
            options += [listed] if listed else []
            # A list a language leaves empty matches nothing, and is no mistake: the engine's own patterns name every list.
            self._known[names] = _one_of(options) if options else "(?!)"
        return self._known[names]

    def _listed(self, names: Sequence[str]) -> str:
        """The words and phrases of lists, the longest first; empty where there are none."""
        letters = ranges({letter for name in names for letter in self._alphabet.members(name)})
        branches = self._branches([phrase for name in names for phrase in self._phrases.get(name, ())])
        options = [branches] if branches else []
        options += [f"[{letters}]"] if letters else []
        return _one_of(options) if options else ""

    def _branches(self, phrases: Sequence[tuple[str, ...]]) -> str:
        """Phrases as one expression that shares their beginnings, longer ones first; words with equal ends share a set."""
        longest_first = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
        by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in longest_first:
            by_first.setdefault(self._phrase(phrase[:1])[1:-1], []).append(phrase[1:])
        by_rest: dict[str, list[str]] = {}
        ends: list[str] = []
        for first, rests in by_first.items():
            more = [rest for rest in rests if rest]
            if more:
                by_rest.setdefault(self._branches(more), []).append(first)
            if len(more) < len(rests):
                ends.append(first)
        # Where phrases end comes last: the forms of one word may be those of another (do is a form of de), and the longest
        # phrase is the one.
        options = [f"[{''.join(firsts)}]{rest}" for rest, firsts in by_rest.items()]
        options += [f"[{''.join(ends)}]"] if ends else []
        return "(?:" + "|".join(options) + ")" if options else ""

    def _phrase(self, phrase: tuple[str, ...]) -> str:
        letters = [self._alphabet.charset(literal(word)) for word in phrase]
        if not all(letters):
            raise PatternError(f"no word {' '.join(phrase)!r} in the pack")
        return "".join(f"[{found}]" for found in letters)


def _quantifies(piece: re.Match[str]) -> bool:
    return bool(piece["space"] or piece["count"]) or piece["special"] in _QUANTIFIERS


def _one_of(options: Sequence[str]) -> str:
    return options[0] if len(options) == 1 else "(?:" + "|".join(options) + ")"
