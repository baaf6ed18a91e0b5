"""The words of a language and their classes, and the tokens of a text.

`Lexicon` is built once from a pack's tables. Reading then costs one scan for the tokens and one look-up a token: the
letters of words seen before are remembered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import regex

from figures.model import KINDS
from figures.reading.alphabet import EDGE, Alphabet
from figures.reading.hyphenated import longest_parts
from figures.reading.pattern import literal
from figures.reading.remembered import Remembered

#: Words of these classes never name what is counted and end every noun phrase.
CLOSED = frozenset(
    {
        *("determiner", "preposition", "conjunction", "pronoun", "adverb", "auxiliary", "verb", "adverb_ment"),
        *("number_word", "digits", "weekday", "month", "vague_number"),
    }
)
# So are the finite forms of verbs a pack lists.
_FINITE = "_finite"
# Classes that say what a word names and nothing of its form: its ending still tells a plural.
_NAMES = frozenset({"place_name", "toponym", "demonym"})
# What the parts of a number written with hyphens may be.
_IN_NUMBERS = frozenset({"atom", "joiner", "article", "hundred", "standalone", "scale"})
# How often words of some classes stand in a text, against 1 for a word of any list.
_WEIGHTS = {"comma": 300, "stop": 300, "digits": 20, "numeral": 100}
# Years that need no word beside them to be taken for one.
_MODERN = (1700, 2100)
# Years before this one are past in any text there is to read.
_OUR_CENTURY = 2000
# More digits than any quantity is written with: a code.
_LONGEST = 24


def _inside(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text in which a space stands between two digits, or a digit and a fraction."""
    return (match.span() for match in _SPACED_DIGITS.finditer(text))


_SPACED_DIGITS = re.compile("[0-9] (?=[0-9\xbc-\xbe\u2150-\u215e])")
# Finds a token pattern that asks what stands behind the space behind it; one that the end satisfies too asks for nothing.
_LOOKS_AHEAD = regex.compile(r"\(\?=(?:\\s|\ )(?![^()]*\|\\Z\))")
_SPACED = re.compile(r"(?<!\\) |\\s")
# More characters without a space between them are no words.
_LONGEST_CHUNK = 600
# A space within this many characters behind a run of digits may be the token's own (12.30 p. m.).
_NEAR_A_SPACE = 9
_DIGITS_RUN = re.compile(f"[0-9]{{1,{_LONGEST}}}+(?=[^ ]{{0,{_NEAR_A_SPACE - 1}}} )")
#: From each end of a token of a chunk to the next: the length of the first token, the gap behind it, and so on.
Steps = tuple[int, ...]
#: The letters of the tokens of a chunk, and their steps.
Chunk = tuple[str, Steps]
#: Stands for a space that belongs to a token.
HELD = "\x01"
# What a telephone number may begin with.
_BEFORE_DIGITS = frozenset("+(")
_DIGITS = frozenset("0123456789")
# What a number in digits is written with.
_IN_NUMBERS_WRITTEN = "0123456789 .,'+-–eE"

#: Digits with their grouping and decimal marks, beginning with a plain class of characters.
NUMBER = (
    r"[0-9]{1,3}(?:(?P<group>[ .,'])[0-9]{3}(?:(?P=group)[0-9]{3})*(?![0-9]))(?:[.,][0-9]+(?![0-9]))?"
    r"|[0-9]+(?:[.,][0-9]+)*(?:[eE][+-]?[0-9]{1,3}(?!\w)|[.,](?:--?|–)(?![\w-]))?|(?<![\w.,)])[.,][0-9]+(?![.,]?[0-9])"
)


class Lexicon:
    """Words to classes, classes to letters, texts to tokens.

    `lists` are words and phrases by class, as token tuples; `variants` the forms that count as another word's;
    `tokens` the patterns of tokens that are no words, by class, in the order they are tried; `shapes` patterns for words
    no list holds; `elision` and `enclitic` the pieces that are split from a word; `joined` number words that a hyphen may
    join to what they count, `scales` those that a hyphen and digits may follow (373 million-375 million), and `glued` the
    pattern of numbers written as one word.
    """

    def __init__(
        self,
        *,
        marks: Mapping[str, Sequence[str]],
        tokens: Mapping[str, str],
        shapes: Mapping[str, str],
        elision: str,
        enclitic: str,
        dotted: Iterable[str],
        joined: Sequence[str] = (),
        scales: Sequence[str] = (),
        glued: regex.Pattern[str] | None = None,
    ) -> None:
        self.alphabet = Alphabet()
        self._glued = glued
        self.numeral: dict[str, str] = {}
        #: The letters of what was refused: of anything, and of a year of another century.
        self.refused = ("", "")
        self.bygone = ""
        self.phrases: dict[str, list[tuple[str, ...]]] = {}
        self._exact: dict[str, set[str]] = {}
        self._folded: dict[str, set[str]] = {}
        self._marks: dict[str, set[str]] = {}
        for name, characters in marks.items():
            for character in characters:
                self._marks.setdefault(character, {literal(character)}).add(name)
        self._kinds = {name: regex.compile(pattern, regex.V1) for name, pattern in tokens.items()}
        self._shapes = {name: regex.compile(pattern, regex.V1) for name, pattern in shapes.items()}
        self._letters: Remembered[str, str] = Remembered(self._letter)
        self.chunks: Remembered[str, Chunk] = Remembered(self._chunk)
        # Many chunks are read alike, and what many share stays at hand.
        self._alike: Remembered[Chunk, Chunk] = Remembered(lambda read: read)
        kinds = [pattern for pattern in tokens.values() if _SPACED.search(pattern)]
        # Groups of digits, telephone numbers and mixed fractions hold spaces between digits only.
        more = any(_SPACED.search(tokens[name]) for name in tokens.keys() - {"phone", "vulgar"})
        digits = "[0-9]+(?: [0-9\xbc-\xbe\u2150-\u215e]+)+"
        self._spaced = regex.compile("|".join((*(f"(?:{kind})" for kind in kinds), digits)), regex.V1) if more else None
        self._looks_ahead = any(_LOOKS_AHEAD.search(pattern) for pattern in tokens.values())
        # A name with digits in it keeps the decimals behind them: AB12.00 is one token.
        stem = rf"[^\W\d_](?:\w|(?!{enclitic or '(?!)'})[-'](?=\w))*+(?:(?<=[0-9])[.,][0-9]+)*+"
        parts: list[str] = [
            *(rf"(?:{pattern})" for pattern in tokens.values()),
            rf"(?i:{elision})(?=[\w«“])" if elision else "",
            r"(?:[^\W\d_]\.){2,}",
            rf"(?i:(?:{'|'.join(sorted(map(regex.escape, dotted)))})\.)(?=\s|$)",
            _joined(joined) if joined else "",
            rf"(?i:{'|'.join(map(regex.escape, scales))})(?=-[0-9])" if scales else "",
            # A unit against its number, of a range written without spaces: 3km-5km.
            r"(?<=[0-9])[^\W\d_]++(?=-[0-9])",
            stem,
            rf"(?i:{enclitic})" if enclitic else "",
            rf"(?<![\w.,)\]])[-+](?:{NUMBER})|{NUMBER.replace('group', 'again')}",
            r"[^\s]",
        ]
        self._token = regex.compile("|".join(filter(None, parts)), regex.V1)

    def solid(self, text: str) -> str:
        """The folded text with the spaces inside tokens (*12 000*, *14 h 32*) held, so that it splits into chunks of tokens.

        A chunk is split into its tokens whatever it holds, so that a space held for nothing does no harm. A token that is
        read otherwise because of the word behind it (*27. April*) is held together with that word.
        """
        if self._looks_ahead:
            held = self._held(text)
        elif self._spaced is not None:
            held = self._held_by_kind(text, self._spaced)
        else:
            held = _inside(text)
        pieces: list[str] = []
        kept = 0
        for first, last in held:
            pieces += text[kept:first], text[first:last].replace(" ", HELD)
            kept = last
        return "".join((*pieces, text[kept:])) if pieces else text

    def _held_by_kind(self, text: str, spaced: regex.Pattern[str]) -> Iterator[tuple[int, int]]:
        """The stretches whose spaces are held, in a language with tokens that hold spaces not only between digits."""
        done = 0
        for run in _DIGITS_RUN.finditer(text):
            start = run.start()
            if run.end() < done:
                continue
            signed = start > done and text[start - 1] in _BEFORE_DIGITS
            # Digits that end one stretch may begin another: 13/02/2001 03:48 PM.
            match = (spaced.match(text, start - 1) if signed else None) or spaced.match(text, start)
            if match is not None and match.end() > done:
                yield max(match.start(), done), match.end()
                done = match.end()

    def _held(self, text: str) -> Iterator[tuple[int, int]]:
        """The stretches whose spaces are held, in a language where what follows a token may tell where it ends."""
        done = 0
        for run in _DIGITS_RUN.finditer(text):
            start, end = run.span()
            if start < done:
                continue
            first = max(text.rfind(" ", done, start), text.rfind("\n", done, start)) + 1 or done
            for match in self._token.finditer(text, first):
                begin, done = match.span()
                beyond = self._beyond(text, begin, done)
                if text.find(" ", begin, beyond) >= 0:
                    yield begin, beyond
                    done = beyond
                if done >= end:
                    break

    def _beyond(self, text: str, begin: int, end: int) -> int:
        """The end of a token, or of the space behind it where the token would end elsewhere without the next word."""
        stop = text.find(" ", end)
        if stop < 0:
            return end
        alone = self._token.match(text, begin, stop)
        return end if alone is not None and alone.end() == end else stop + 1

    def _chunk(self, chunk: str) -> Chunk:
        if chunk[0] == EDGE:
            # It takes no room of its own, and the space it is written between two of is counted before it.
            return EDGE, (0, len(chunk) - 2)
        spans = self._spans(chunk)
        ends = [end for span in spans for end in span]
        ends = [*ends[1:], len(chunk) + 1] if ends else []
        steps = tuple(end - before for before, end in zip([0, *ends], ends, strict=False))
        return self._alike[self.letters([chunk[start:end].replace(HELD, " ") for start, end in spans]), steps]

    def _spans(self, chunk: str) -> list[tuple[int, int]]:
        """The tokens of a chunk; one that is longer than any that is written is one token, a code."""
        if len(chunk) > _LONGEST_CHUNK:
            return [(0, len(chunk))]
        # Behind a space, for what stands at the head of a text may be read as the whole of it.
        held = f" {chunk.replace(HELD, ' ')}"
        return [(match.start() - 1, match.end() - 1) for match in self._token.finditer(held, 1)]

    def split(self, written: str) -> tuple[str, ...]:
        """A word or phrase of the pack as its tokens, folded as the text is."""
        folded = written.replace("’", "'")
        return tuple(match.group() for match in self._token.finditer(folded))

    def add(self, name: str, entries: Iterable[tuple[str, ...]]) -> None:
        """Put words and phrases into a class."""
        for entry in entries:
            if len(entry) == 1:
                self._put(entry[0], name)
            else:
                self.phrases.setdefault(name, []).append(entry)
                for word in entry:
                    self.know(word)

    def know(self, word: str, base: str | None = None) -> None:
        """Make a word a literal that patterns can name; with `base`, a form that counts as that word too."""
        name = literal(base or word)
        self._put(word, name)
        self._put(word.lower(), name)

    def inherit(self, form: str, base: str) -> None:
        """A form counts as its base in every class the base is in."""
        self._folded.setdefault(form, set()).update(self._folded.get(base, ()))

    def _put(self, word: str, name: str) -> None:
        if word[0] in _DIGITS:
            raise ValueError(f"a list of words holds the number {word!r}")
        if word in self._marks or (len(word) == 1 and not word.isalpha()):
            self._marks.setdefault(word, {literal(word)}).add(name)
        elif word != word.lower():
            self._exact.setdefault(word, set()).add(name)
        else:
            self._folded.setdefault(word, set()).add(name)

    def seal(self) -> None:
        """Register every set of classes a token can have; afterwards patterns may be compiled."""
        folded = (form for word in self._folded for form in (word, word.capitalize(), word.upper()))
        for form in dict.fromkeys((*folded, *self._exact)):
            self.alphabet.letter(self.classes(form))
        for mark in self._marks:
            self.alphabet.letter(self.classes(mark))
        for number in ("5", "50", "1200", "5000", "1950", "2050", "2150", "1.5", "-5", ".5"):
            self.alphabet.letter(self.classes(number))
        for kind in self._kinds:
            self.alphabet.letter({kind})
        names = sorted(self._shapes)
        for bits in range(1 << len(names)):
            shapes = {name for i, name in enumerate(names) if bits >> i & 1}
            for case in ((), ("capital",), ("capital", "upper")):
                self.alphabet.letter(_closed({"word", *shapes, *case}))
        for case in ((), ("capital",), ("capital", "upper")):
            self.alphabet.letter(_closed({"word", "number_word", "atom", *case}))
            self.alphabet.letter({"word", "designation", "nominal", *case})
        self.alphabet.letter({"mark"})
        self.alphabet.letter({"enclitic_word"})
        self.alphabet.letter({"code"})
        numerals = {kind: {"numeral", f"numeral_{kind}"} for kind in (*KINDS, "vague")}
        for classes in (*numerals.values(), {"refused"}, {"refused", "bygone_year"}):
            self.alphabet.letter(classes)
        self.alphabet.seal()
        self.numeral = {kind: self.alphabet.letter(classes) for kind, classes in numerals.items()}
        self.refused = self.alphabet.letter({"refused"}), self.alphabet.letter({"refused", "bygone_year"})
        self.bygone = self.alphabet.members("bygone_year")
        for name, weight in _WEIGHTS.items():
            self.alphabet.weigh(self.alphabet.members(name), weight)

    def letters(self, pieces: Iterable[str]) -> str:
        """The letters of tokens."""
        return "".join(map(self._letters.__getitem__, pieces))

    def classes(self, piece: str) -> frozenset[str]:
        """Every class a token belongs to."""
        marks = self._marks.get(piece)
        if marks:
            return frozenset({"mark", *marks})
        if len(piece) > _LONGEST_CHUNK:
            return frozenset({"code"})
        for name, kind in self._kinds.items():
            if kind.fullmatch(piece):
                # A sign of money (US$) is also what the lists say of it; a date is nothing else.
                return frozenset({name, *self._exact.get(piece, ()), *self._folded.get(piece, ())})
        first = piece[0]
        if first in _DIGITS or (first in "+-.," and len(piece) > 1 and piece[-1] in _DIGITS):
            return _number_classes(piece)
        if not first.isalpha():
            known = self._folded.get(piece.lower(), ())
            return frozenset({"enclitic_word", *known} if len(piece) > 1 else {"mark"})
        return self._word_classes(piece)

    def _word_classes(self, piece: str) -> frozenset[str]:
        if piece[-1] == "." and piece.count(".") == 1:
            piece = piece[:-1]
        lower = piece.lower()
        found = set(self._exact.get(piece, ()))
        if len(piece) > 3 or all(name.startswith("=") for name in found):
            found |= self._folded.get(lower, set())
        case = {"capital"} if piece[0].isupper() else set()
        case |= {"upper"} if case and len(piece) > 1 and piece.isupper() else set()
        if not found and any(character.isdigit() for character in piece):
            return frozenset({"word", "designation", "nominal", *case})
        numeral = self._all_numerals(lower) if "-" in piece else self._glued and self._glued.fullmatch(lower)
        if not found and numeral:
            return _closed({"word", "number_word", "atom", *case})
        if all(name.startswith("=") or name in _NAMES for name in found):
            found |= {name for name, shape in self._shapes.items() if shape.search(lower)}
        return _closed({"word", *found, *case})

    def _all_numerals(self, lower: str) -> bool:
        """True where the parts between hyphens, the longest the pack knows, are words of numbers."""
        return all(map(self._in_numbers, longest_parts(lower, self._in_numbers)))

    def _in_numbers(self, lower: str) -> bool:
        """True of a word that may be a part of a number written with hyphens."""
        return not _IN_NUMBERS.isdisjoint(self._folded.get(lower, ()))

    def _letter(self, piece: str) -> str:
        return self.alphabet.letter(self.classes(piece))


def _joined(words: Sequence[str]) -> str:
    """Number words, hyphenated or not, that a hyphen joins to another word: they are tokens of their own."""
    word = "|".join(sorted(map(regex.escape, words), key=lambda word: (-len(word), word)))
    return rf"(?i:(?:{word})(?:-(?:{word}))*)(?=-(?!(?i:{word})(?!\w))[^\W\d_])"


def _closed(classes: set[str]) -> frozenset[str]:
    closed = classes & CLOSED or any(name.endswith(_FINITE) for name in classes)
    return frozenset(classes if closed else {*classes, "nominal"})


def _number_classes(piece: str) -> frozenset[str]:
    """Digits that could be a day or a year are marked so, for the patterns of dates; too many of them count nothing."""
    if sum(map(piece.count, _DIGITS)) > _LONGEST or piece.strip(_IN_NUMBERS_WRITTEN):
        return frozenset({"code"})
    classes = {"digits"}
    if piece.isascii() and piece.isdigit():
        classes |= {"integer"}
        if len(piece) == 4 and 1000 <= int(piece) < 2200:
            classes.add("year")
            if int(piece) < _OUR_CENTURY:
                classes.add("bygone_year")
            if _MODERN[0] <= int(piece) <= _MODERN[1]:
                classes.add("modern_year")
        elif len(piece) <= 2 and 1 <= int(piece) <= 31:
            classes.add("day")
    return frozenset(classes)
