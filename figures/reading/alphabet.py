"""Words as characters: a sentence becomes a string with one character a token, and patterns run over that.

Every word belongs to classes (*month*, *unit*, *approximately*, its own literal, its shape). Each distinct set of classes
gets one character, so that a class in a pattern is a plain character set and a sentence pattern is an ordinary regular
expression over a string of some twenty characters. GATE's JAPE and Stanford's TokensRegex match over tokens in the same
way; here the pattern language is the regular expressions of the standard library, which hold character sets as bitmaps.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import compress, count

#: Stands before the first and behind the last token of a sentence.
EDGE = "\n"
_FIRST = 0x4E00
# Classes of the forms of a word in capitals.
_CASES = frozenset({"capital", "upper"})
# Makes the digits of a binary number true and false.
_TRUTH = bytes.maketrans(b"01", b"\0\1")


class Alphabet:
    """Gives every set of classes its character and every class the characters of the sets it belongs to.

    Sets are registered while a pack loads; a set that arrives later raises `KeyError`, for no pattern could match it.
    """

    __slots__ = ("_bits", "_heavy", "_letters", "_members", "_sealed")

    def __init__(self) -> None:
        self._letters: dict[frozenset[str], str] = {}
        self._members: dict[str, list[str]] = {}
        self._sealed = False
        self._bits: dict[str, int] = {}
        # The letters of each weight above 1.
        self._heavy: dict[int, int] = {}

    def letter(self, classes: Iterable[str]) -> str:
        """The character of a set of classes."""
        key = frozenset(classes)
        found = self._letters.get(key)
        if found is not None:
            return found
        if self._sealed:
            raise KeyError(f"no letter for {sorted(key)}")
        letter = chr(_FIRST + len(self._letters))
        self._letters[key] = letter
        for name in key:
            self._members.setdefault(name, []).append(letter)
        return letter

    def seal(self) -> None:
        """No further sets: from here on patterns may be compiled, and only now letters are for good.

        Sets that share their classes, those of most members first, get letters side by side, and a word's forms in capitals
        follow it, so that a class is few ranges.
        """
        self._sealed = True
        sizes = {name: len(members) for name, members in self._members.items()}
        order = {name: place for place, name in enumerate(sorted(sizes, key=lambda name: (-sizes[name], name)))}
        keys = sorted(self._letters, key=lambda classes: (sorted(map(order.__getitem__, classes - _CASES)), len(classes)))
        self._letters = {}
        self._members = {}
        for place, classes in enumerate(keys):
            letter = self._letters[classes] = chr(_FIRST + place)
            for name in classes:
                self._members.setdefault(name, []).append(letter)

    def members(self, name: str) -> str:
        """The characters of every set that holds this class; empty where no word has it."""
        return "".join(self._members.get(name, ()))

    def charset(self, name: str) -> str:
        """The members as the inside of a character set."""
        return ranges(self._members.get(name, ()))

    def bits(self, name: str) -> int:
        """The members as a whole number, one bit a character; see `figures.reading.anchors`."""
        if name not in self._bits:
            self._bits[name] = bits_of(self._members.get(name, ()))
        return self._bits[name]

    def weight(self, letters: int) -> int:
        """How often one of some letters stands in a text, as a rough number that tells rare sets from frequent ones."""
        return letters.bit_count() + sum(
            (weight - 1) * (letters & heavy).bit_count() for weight, heavy in self._heavy.items()
        )

    def weigh(self, letters: Iterable[str], weight: int) -> None:
        """Tell how often letters stand in a text, against 1 for that of a word of some list."""
        bits = bits_of(letters)
        for other, heavy in self._heavy.items():
            bits &= ~heavy if other >= weight else bits
        self._heavy = {other: heavy & ~bits for other, heavy in self._heavy.items()}
        self._heavy[weight] = self._heavy.get(weight, 0) | bits


def bits_of(letters: Iterable[str]) -> int:
    """Letters as a whole number, one bit each."""
    bits = 0
    for letter in letters:
        bits |= 1 << (ord(letter) - _FIRST)
    return bits


def letters_of(bits: int) -> str:
    """The letters of a whole number that `bits_of` made, in order."""
    digits = f"{bits:b}"[::-1].encode().translate(_TRUTH)
    return "".join(compress(map(chr, count(_FIRST)), digits))


def ranges(letters: Iterable[str]) -> str:
    """Letters as the inside of a character set, runs of neighbours as ranges, which compile faster."""
    runs: list[list[int]] = []
    for place in sorted(set(map(ord, letters))):
        if runs and runs[-1][1] == place - 1:
            runs[-1][1] = place
        else:
            runs.append([place, place])
    return "".join(chr(a) if a == b else f"{chr(a)}-{chr(b)}" for a, b in runs)
