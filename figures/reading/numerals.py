"""From digits and number words to values, without losing how precisely they were written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from figures.reading.pack import NumberWord, Pack

_ONE = Decimal(1)
_ZERO = Decimal(0)


class Numeral(NamedTuple):
    """A value, the place value of its last significant digit as written, and its other reading where it has one."""

    value: Decimal
    step: Decimal
    alternative: Decimal | None = None


@lru_cache(maxsize=10_000)
def read_digits(written: str, decimal: str) -> Numeral:
    """The value of digits with grouping and decimal marks, in a language whose decimal mark is `decimal`.

    A mark followed by exactly three digits groups, unless it is the language's decimal mark and the digits are not `000`:
    then it is a decimal, and the grouped value stays beside it as the alternative. Two marks of one kind group.

    >>> read_digits("16 000", ",").value, read_digits("1,5", ",").value, read_digits("12.000", ",").value
    (Decimal('16000'), Decimal('1.5'), Decimal('12000'))
    >>> read_digits("12,345", ",")
    Numeral(value=Decimal('12.345'), step=Decimal('0.001'), alternative=Decimal('12345'))
    """
    digits = written.replace(" ", "").replace("'", "")
    if digits.lstrip("+-")[0] in ".,":
        return _fractional(digits, "." if "." in digits else ",")
    commas, points = digits.count(","), digits.count(".")
    if not commas and not points:
        return _whole(digits)
    if commas and points:
        last = "," if digits.rfind(",") > digits.rfind(".") else "."
        other = "." if last == "," else ","
        if digits.count(last) > 1:
            return _whole(digits.replace(last, "").replace(other, ""))
        return _fractional(digits.replace(other, ""), last)
    mark = "," if commas else "."
    tail = len(digits) - digits.rfind(mark) - 1
    if commas + points > 1:
        return _whole(digits.replace(mark, ""))
    head = digits[: -tail - 1].lstrip("+-")
    if tail != 3 or len(head) > 3 or head.startswith("0") or not head:
        return _fractional(digits, mark)
    grouped = _whole(digits.replace(mark, ""))
    if mark != decimal or digits.endswith("000"):
        return grouped
    as_decimal = _fractional(digits, mark)
    return Numeral(as_decimal.value, as_decimal.step, grouped.value)


def _whole(digits: str) -> Numeral:
    value = Decimal(digits)
    bare = digits.lstrip("+-")
    zeros = len(bare) - len(bare.rstrip("0"))
    return Numeral(value, _ONE.scaleb(zeros) if value else _ONE)


def _fractional(digits: str, mark: str) -> Numeral:
    value = Decimal(digits.replace(mark, "."))
    return Numeral(value, _ONE.scaleb(-(len(digits) - digits.rfind(mark) - 1)))


def read_number(pieces: Sequence[str], pack: Pack) -> tuple[Numeral, int]:
    """The value of the longest number that a run of tokens begins with, and how many tokens it takes.

    A word that does not fit what came before (*deux trois*) begins a number of its own.
    """
    first = pieces[0]
    if first[-1] in "0123456789":
        numeral = read_digits(first, pack.decimal)
        if len(pieces) == 1:
            return numeral, 1
        return _read_words(pieces, pack, numeral)
    return _read_words(pieces, pack, None)


def _read_words(pieces: Sequence[str], pack: Pack, head: Numeral | None) -> tuple[Numeral, int]:
    sum_of_words = _Sum(head, units_first=pack.units_first)
    taken = index = 1 if head else 0
    while index < len(pieces):
        if pieces[index].lower() in pack.points and index:
            return _pointed(sum_of_words.value, pieces, index, pack)
        words, size = atoms(pieces, index, pack)
        if words and not all(sum_of_words.add(word.value, word.role) for word in words):
            break
        index += size
        if words:
            taken = index
    return Numeral(sum_of_words.value, sum_of_words.step), max(taken, 1)


def _pointed(whole: Decimal, pieces: Sequence[str], point: int, pack: Pack) -> tuple[Numeral, int]:
    """Decimals in words: digits one by one (*three point one four*) or as a number (*virgule cinquante-deux*)."""
    decimals, index = "", point + 1
    scale = _ONE
    while index < len(pieces):
        words, size = atoms(pieces, index, pack)
        if not words or any(word.role == "hundred" for word in words):
            break
        if words[0].role in ("scale", "suffix"):
            scale, index = words[0].value, index + size
            break
        number, taken = _run(pieces, index, pack)
        decimals += str(number)
        index += taken
    if not decimals:
        return _whole(str(int(whole))), point
    value = whole + Decimal(f"0.{decimals}")
    return Numeral(value * scale, _ONE.scaleb(-len(decimals)) * scale), index


def _run(pieces: Sequence[str], index: int, pack: Pack) -> tuple[int, int]:
    """The whole number below a thousand that begins at a token, and the tokens it takes."""
    run = _Sum(None, units_first=pack.units_first)
    at = index
    while at < len(pieces):
        words, size = atoms(pieces, at, pack)
        if not words or words[0].role != "add" or not all(run.add(word.value, word.role) for word in words):
            break
        at += size
    return int(run.value), max(at - index, 1)


def atoms(pieces: Sequence[str], index: int, pack: Pack) -> tuple[tuple[NumberWord, ...], int]:
    """The number words that begin at a token, and how many tokens they take; none for a joiner.

    Words that packs write with hyphens are found without them too (*quatre vingt dix*).
    """
    numbers: Mapping[str, NumberWord] = pack.numbers
    for size in (3, 2):
        joined = "-".join(pieces[index : index + size]).lower()
        if joined in numbers and index + size <= len(pieces):
            return (numbers[joined],), size
    piece = pieces[index]
    word = numbers.get(piece) or numbers.get(piece.lower())
    if word is not None:
        return (word,), 1
    if piece[-1] in "0123456789":
        return (NumberWord(read_digits(piece, pack.decimal).value, "add"),), 1
    found = map(numbers.get, _parts(piece.lower(), pack))
    return tuple(word for word in found if word is not None), 1


def _parts(piece: str, pack: Pack) -> Sequence[str]:
    """The words a number is written with in one token, with hyphens or without."""
    if "-" in piece:
        return _longest_parts(piece, pack.numbers)
    glued = pack.glued.fullmatch(piece) if pack.glued is not None else None
    return glued.captures(1) if glued else ()


def _longest_parts(piece: str, numbers: Mapping[str, NumberWord]) -> list[str]:
    """A hyphenated number split into the longest words the pack knows: quatre-vingt-dix-neuf is 90 and 9."""
    parts = piece.split("-")
    found = []
    while parts:
        size = next((n for n in range(len(parts), 0, -1) if "-".join(parts[:n]) in numbers), 1)
        found.append("-".join(parts[:size]))
        parts = parts[size:]
    return found


class _Sum:
    """Adds number words as they come: units to tens, hundreds and scale words as multipliers of what precedes."""

    __slots__ = ("_current", "_empty", "_head", "_scale", "_total", "_units_first")

    def __init__(self, head: Numeral | None, *, units_first: bool = False) -> None:
        self._units_first = units_first
        self._total = _ZERO
        self._current = head.value if head else _ZERO
        self._head = head
        self._empty = head is None
        self._scale: Decimal | None = None

    def add(self, value: Decimal, role: str) -> bool:
        """Take a word in; false where it cannot follow the words before it."""
        if role in ("scale", "suffix", "collective"):
            if not self._multiply(value):
                return False
        elif role == "hundred":
            if self._current >= 100:
                return False
            self._current = (self._current or _ONE) * value
        elif not self._fits(value):
            return False
        else:
            self._current += value
            if self._scale is not None:
                self._head = None
        self._empty = False
        return True

    def _fits(self, value: Decimal) -> bool:
        """Units follow tens, and sixty and eighty also the teens; anything below a hundred follows hundreds."""
        current = self._current
        if self._scale is not None and value >= self._scale:
            return False
        if self._empty or not current:
            return self._scale is not None or self._empty
        if current != current.to_integral_value():
            return False
        below = current % 100
        if not below:
            return value < 100
        if self._units_first and 0 < below < 10:
            # dreiundzwanzig: the unit stands before its ten
            return 20 <= value < 100
        if value < 10:
            return below >= 20 and not below % 10
        return value < 20 and below in (60, 80)

    def _multiply(self, scale: Decimal) -> bool:
        if self._scale is not None and scale >= self._scale:
            if self._current:
                return False
            self._total *= scale
        else:
            self._total += (self._current or _ONE) * scale
        self._current = _ZERO
        self._scale = scale
        return True

    @property
    def value(self) -> Decimal:
        return self._total + self._current

    @property
    def step(self) -> Decimal:
        """Of digits and scale words the digits' last place; of words the last place that is not nought."""
        if self._head is not None and self._head.value:
            return self._head.step * (self.value / self._head.value)
        return _whole(str(int(self.value))).step
