"""From digits and number words to values, without losing how precisely they were written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from figures.reading.hyphenated import longest_parts
from figures.reading.pack import NumberWord, Numeral, Pack

_ONE = Decimal(1)
_ZERO = Decimal(0)
# Hundreds are counted up to here: dix-neuf cents, nineteen hundred.
_TEENS_END = 20


@lru_cache(maxsize=10_000)
def read_digits(written: str, decimal: str, grouping: str = "") -> Numeral:
    """The value of digits with grouping and decimal marks, in a language whose decimal mark is `decimal`.

    A mark followed by exactly three digits groups, unless it is the language's decimal mark and the digits are not `000`:
    then it is a decimal, and the grouped value stays beside it as the alternative. The other way round, a mark that groups
    and is none of those the language groups with (`grouping`) may have been meant for a decimal mark. Two marks of one kind
    group.

    >>> read_digits("16 000", ",").value, read_digits("1,5", ",").value, read_digits("12.000", ",").value
    (Decimal('16000'), Decimal('1.5'), Decimal('12000'))
    >>> read_digits("12,345", ",")
    Numeral(value=Decimal('12.345'), step=Decimal('0.001'), alternative=Decimal('12345'))
    >>> read_digits("1.200", ",").alternative, read_digits("1.200", ",", ".").alternative
    (Decimal('1.200'), None)
    """
    digits, _, power = written.replace(" ", "").replace("'", "").lower().partition("e")
    if power:
        mantissa, factor = read_digits(digits, decimal, grouping), _ONE.scaleb(int(power))
        return Numeral(mantissa.value * factor, mantissa.step * factor)
    digits = digits.rstrip("-–").rstrip(".,")
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
    grouped, as_decimal = _whole(digits.replace(mark, "")), _fractional(digits, mark)
    if digits.endswith("000"):
        return grouped
    if mark == decimal:
        return Numeral(as_decimal.value, as_decimal.step, grouped.value)
    return grouped if mark in grouping else Numeral(grouped.value, grouped.step, as_decimal.value)


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
        numeral = read_digits(first, pack.decimal, pack.grouping)
        if len(pieces) == 1:
            return numeral, 1
        return _read_words(pieces, pack, numeral)
    return _read_words(pieces, pack, None)


def _read_words(pieces: Sequence[str], pack: Pack, head: Numeral | None) -> tuple[Numeral, int]:
    total = _Sum(head, units_first=pack.units_first)
    other: _Sum | None = None
    taken = index = 1 if head else 0
    linked = False
    while index < len(pieces):
        if pieces[index].lower() in pack.points and index:
            return _pointed(total.value, pieces, index, pack)
        words, size = atoms(pieces, index, pack)
        if words and other is None and any(word.other for word in words):
            other = total.copy()
        apart = linked and words and _multiplied(pieces, index + size, total, pack)
        if words and (apart or not total.add(words, linked=linked)):
            break
        if words and other is not None:
            other.add([word._replace(value=word.other or word.value) for word in words], linked=linked)
        index += size
        linked = not words
        if words:
            taken = index
    alternative = other.value if other is not None and other.value != total.value else None
    return Numeral(total.value, total.step, alternative), max(taken, 1)


def _multiplied(pieces: Sequence[str], index: int, total: _Sum, pack: Pack) -> bool:
    """True where the word at a token multiplies the one before it to no less than what the sum holds.

    Then the joiner joins no number: *between one hundred and two hundred*, *trois millions et cinq millions*.
    """
    words = atoms(pieces, index, pack)[0] if index < len(pieces) else ()
    if not words:
        return False
    word = words[0]
    return (word.role == "hundred" and total.open) or (word.role == "scale" and total.reached(word.value))


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
    taken = 0
    while at < len(pieces):
        words, size = atoms(pieces, at, pack)
        if not words and taken:
            # coma cuatrocientos y uno
            at += size
            continue
        if not words or words[0].role != "add" or not run.add(words):
            break
        at += size
        taken = at
    return int(run.value), max(taken - index, 1)


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
        return longest_parts(piece, pack.numbers.__contains__)
    glued = pack.glued.fullmatch(piece) if pack.glued is not None else None
    return glued.captures(1) if glued else ()


def last_scale(pieces: Sequence[str], pack: Pack) -> Decimal:
    """The scale word that ends a number, as the value it multiplies by; 1 where another word ends it."""
    word = pack.numbers.get(pieces[-1]) or pack.numbers.get(pieces[-1].lower())
    return word.value if word is not None and word.role in ("scale", "suffix", "hundred") else _ONE


class _Sum:
    """Adds number words as they come: units to tens, hundreds and scale words as multipliers of what precedes.

    `_parts` are what scale words have closed, each smaller than the one before; a larger scale word multiplies all the
    smaller parts together (*dos mil trescientos millones* is 2 300 millions).
    """

    __slots__ = ("_current", "_empty", "_head", "_parts", "_scale", "_units_first")

    def __init__(self, head: Numeral | None, *, units_first: bool = False) -> None:
        self._units_first = units_first
        self._parts: tuple[Decimal, ...] = ()
        self._current = head.value if head else _ZERO
        self._head = head
        self._empty = head is None
        self._scale: Decimal | None = None

    def copy(self) -> _Sum:
        """The same sum, to be added to apart."""
        other = _Sum(None, units_first=self._units_first)
        for name in self.__slots__:
            setattr(other, name, getattr(self, name))
        return other

    def add(self, words: Sequence[NumberWord], *, linked: bool = False) -> bool:
        """Take the words of one token in, or none of them: false where one cannot follow the words before it.

        `linked` is true where a joiner stands before the token, so that a unit may stand before its ten.
        """
        before = self.copy() if len(words) > 1 else None
        for index, word in enumerate(words):
            if not self._take(word, linked=linked or index > 0):
                if before is not None:
                    for name in self.__slots__:
                        setattr(self, name, getattr(before, name))
                return False
        return True

    def _take(self, word: NumberWord, *, linked: bool) -> bool:
        value = word.value
        if word.role in ("scale", "suffix", "collective"):
            if not self._multiply(value):
                return False
        elif word.role == "hundred":
            # Cents is money behind digits and behind what no hundreds are counted with: 34 cents, quarante-cinq cents.
            if self._current >= 100 or (word.also_unit and (self._head is not None or self._current >= _TEENS_END)):
                return False
            self._current = (self._current or _ONE) * value
        elif not self._fits(value, linked=linked):
            return False
        else:
            self._current += value
            if self._scale is not None:
                self._head = None
        self._empty = False
        return True

    def _fits(self, value: Decimal, *, linked: bool) -> bool:
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
        if self._units_first and linked and 0 < below < 10:
            # dreiundzwanzig: the unit stands before its ten
            return 20 <= value < 100
        if value < 10:
            return below >= 20 and not below % 10
        return value < 20 and below in (60, 80)

    def _multiply(self, scale: Decimal) -> bool:
        smaller = tuple(part for part in self._parts if part < scale)
        if self._scale is not None and scale >= self._scale:
            if self._parts and not smaller:
                return False
            amount = sum(smaller, _ZERO) + self._current
        else:
            smaller, amount = (), self._current or _ONE
        larger = self._parts[: len(self._parts) - len(smaller)]
        if larger and amount * scale >= larger[-1]:
            return False
        self._parts = (*larger, amount * scale)
        self._current = _ZERO
        self._scale = scale
        return True

    @property
    def open(self) -> bool:
        """True where a number below a thousand is being added to."""
        return bool(self._current)

    def reached(self, scale: Decimal) -> bool:
        """True where a scale word no larger has been taken in."""
        return self._scale is not None and scale >= self._scale

    @property
    def value(self) -> Decimal:
        return sum(self._parts, _ZERO) + self._current

    @property
    def step(self) -> Decimal:
        """Of digits and scale words the digits' last place; of words the last place that is not nought."""
        if self._head is not None and self._head.value:
            return self._head.step * (self.value / self._head.value)
        return _ONE.scaleb(max(int(self.value.normalize().as_tuple().exponent), 0)) if self.value else _ONE
