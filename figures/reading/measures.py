"""The units of a figure: behind it, before it, over another unit; amounts in two units; degrees below nought.

Amounts in two units of one dimension are one figure, in the smaller unit, in which it is exact (7 feet 10 inches are 94
inches); of money, in the currency (13 euros 45 are 13.45). Units and how they convert are those of `figures.units`.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from figures.model import Vague
from figures.reading.grammar import HEDGED
from figures.reading.line import Line, Mention
from figures.reading.pack import Pack, Unit, unit_of
from figures.units import UnitUnknown, commensurable, convert, dimension_of

_HALF = Decimal("0.5")
_HUNDRED = Decimal(100)
# A sign or code before a number is written in so many tokens at most: Mex $, US $.
_SIGN = 3
# The words of a hedge.
_PHRASE = 5
_DEGREE = Unit("degree", "measure")
_DEGREES = frozenset({"degree", "degree_Celsius", "degree_Fahrenheit"})
# The part of a unit that a bare number behind it counts: 2 heures 30, 1 mètre 85, 6 feet 2.
_BARE = {"hour": "minute", "minute": "second", "metre": "centimetre", "foot": "inch"}
# What a value per so many is called: parts of a thousand, of ten and a hundred thousand, of a million.
_PER = {1_000: "permille", 10_000: "per_ten_thousand", 100_000: "per_hundred_thousand", 1_000_000: "parts_per_million"}
# Kinds that may be told over another unit: 300 euros par mois, 40 hours a week.
_OVER = frozenset({"money", "measure", "duration"})

Found = tuple[int, int, Mention]


def with_unit(mention: Mention, line: Line, span: tuple[int, int], free: int, pack: Pack) -> int:
    """Read the unit that follows a number, and what it is over; the token after them.

    A word that is grammar too (Italian *ha*) is a unit behind digits alone, and none is behind a partitive where a sign of
    money stands before the number.
    """
    letters = line.letters
    first, last = span
    if letters[last : last + 1] not in pack.unit_starts:
        return last
    match = pack.patterns["unit"].match(letters, last)
    if match is None:
        return last
    name = match.lastgroup or "unit"
    if name == "unit" and match.start("unit") > last and not mention.scaled and line.piece(last) != "-":
        return last
    begin, end = match.span(name)
    signed = first > free and begin > last and pack.patterns["sign"].fullmatch(letters, first - 1, first)
    if signed and line.piece(last) != "-":
        return last
    if end - begin == 1 and letters[begin] in pack.grammar and not line.view.folded[mention.number_end - 1].isdigit():
        return last
    if pack.sign_first and _signs_next(line, begin, last, pack):
        return last
    unit = pack.units_seen[line.piece(begin)] if end - begin == 1 else unit_of(line.pieces(begin, end), pack.units)
    if unit is None:
        return last
    measure(mention, unit)
    # The point of an abbreviated unit may be the sentence's: 4 min.
    mention.end = line.over(end - 1) - line.piece(end - 1).endswith(".")
    if letters[end : end + 1] in pack.unit_ends:
        end = _behind_unit(mention, line, end, pack)
    return end


def _signs_next(line: Line, sign: int, last: int, pack: Pack) -> bool:
    """True where a sign behind a number is written against the number behind it: *1 $10 bill*, but not *10 $ 30 $*."""
    if not pack.patterns["signed_next"].match(line.letters, sign):
        return False
    return line.over(sign) == line.begin(sign + 1) and line.over(last - 1) != line.begin(sign)


def _behind_unit(mention: Mention, line: Line, end: int, pack: Pack) -> int:
    """What may follow a unit: *et demi*, a scale word (75 USD million), another unit (*par mois*); the token after it."""
    letters = line.letters
    half = pack.patterns["and_half"].match(letters, end)
    if half and mention.value is not None:
        mention.value, mention.step, end = mention.value + _HALF, _HALF, half.end()
        mention.end = line.over(end - 1)
    scale = pack.numbers.get(line.piece(end)) if mention.kind == "money" and letters[end : end + 1] in pack.scales else None
    if scale is not None and mention.value is not None and not mention.scaled:
        _multiply(mention, scale.value)
        mention.scaled, end = True, end + 1
        mention.end = line.over(end - 1)
    over = pack.patterns["rate"].match(letters, end) if mention.kind in _OVER and mention.unit else None
    if over is None and mention.kind == "money":
        over = pack.patterns["rate_priced"].match(letters, end)
    other = unit_of(line.pieces(*over.span("over")), pack.units) if over else None
    if over and other and mention.unit and other.name != mention.unit.name and "/" not in other.name + mention.unit.name:
        mention.unit = Unit(f"{mention.unit.name} / {other.name}", "rate", mention.unit.assumed)
        mention.kind, end = "rate", over.end("over")
        mention.end = line.over(end - 1)
    return end


def with_sign(mention: Mention, line: Line, span: tuple[int, int], free: int, pack: Pack) -> tuple[int, int]:
    """A currency sign or code before the number, from token `free` on, is its unit; the tokens the figure then takes."""
    sign = pack.patterns["sign"]
    first, last = span
    for size in range(min(_SIGN, first - free), 0, -1):
        if sign.fullmatch(line.letters, first - size, first):
            unit = unit_of(line.pieces(first - size, first), pack.units)
            # It cost us $5 is told of us.
            told = size > 1 and line.letters[first - size] not in pack.nominal and line.piece(first - size).islower()
            if unit is not None and not told:
                measure(mention, unit)
                mention.start = line.begin(first - size)
                behind = line.letters[last : last + 1] in pack.unit_ends
                return first - size, _behind_unit(mention, line, last, pack) if behind else last
    return span


def measure(mention: Mention, unit: Unit) -> None:
    """A mention has a unit; of a part of a currency (50 cents) the value is told in the currency."""
    mention.unit, mention.kind, mention.needs_noun = unit, unit.kind, False
    if unit.factor != 1:
        _multiply(mention, unit.factor)


def _multiply(mention: Mention, factor: Decimal) -> None:
    mention.step *= factor
    mention.value = None if mention.value is None else mention.value * factor
    mention.alternative = None if mention.alternative is None else mention.alternative * factor
    if mention.vague is not None:
        policy, *values = mention.vague.policy, mention.vague.low, mention.vague.best, mention.vague.high
        low, best, high = (None if value is None else value * factor for value in values)
        assert low is not None
        mention.vague = Vague(policy, low, best, high)


def negate(mention: Mention, line: Line, span: tuple[int, int], free: int, pack: Pack) -> tuple[int, int]:
    """A word or sign for minus before the number, words for below nought behind it; the tokens the figure then takes.

    `free` is the token behind the figure before, -1 where there is none: no number may stand right before (20-25 °C).
    *Minus* makes any number negative; a word that has other meanings, and a hyphen, only degrees.
    """
    first, last = span
    letters = line.letters
    degrees = mention.unit is not None and mention.unit.name in _DEGREES
    if mention.value is None:
        return span
    if letters[last : last + 1] in pack.below_starts:
        below = pack.patterns["below_zero"].match(letters, last)
        if below and (degrees or mention.unit is None):
            if mention.unit is None:
                measure(mention, _DEGREE)
            mention.value, mention.end = -mention.value, line.over(below.end() - 1)
            return first, below.end()
    if first > max(free, 0) and letters[first - 1] in pack.minus_ends:
        for size in (2, 1):
            before = pack.patterns["minus"].fullmatch(letters, max(free, first - size, 0), first)
            if before is None or before.start() <= free:
                continue
            if degrees or (before.lastgroup == "negative" and not hedged(letters, before.end(), max(free, 0), pack)):
                mention.value, mention.start = -mention.value, line.begin(before.start())
                mention.number_start = min(mention.number_start, mention.start)
                return before.start(), last
    return span


def hedged(letters: str, index: int, free: int, pack: Pack) -> bool:
    """True where a hedge of several words ends before a token: *plus or minus*, *north of*, *aux alentours de*."""
    sizes = range(2, min(_PHRASE, index - free) + 1)
    return any(pack.patterns[name].fullmatch(letters, index - size, index) for size in sizes for name in HEDGED)


def joined(found: Sequence[Found], line: Line, pack: Pack) -> list[Found]:
    """Mentions of a line in order, amounts in two units made one: *13 euros 45*, *2 heures et 20 minutes*."""
    whole: list[Found] = []
    for first, last, mention in found:
        if whole:
            before_first, before_last, before = whole[-1]
            near = first - before_last <= 2 and before.unit is not None and before.value is not None
            if near and _adds(before, mention, line, (before_last, first, last), pack):
                whole[-1] = before_first, last, before
                continue
        whole.append((first, last, mention))
    return whole


def _adds(before: Mention, mention: Mention, line: Line, between: tuple[int, int, int], pack: Pack) -> bool:
    """Add the second part of an amount to the first; false where the two are two figures."""
    gap, first, last = between
    value = mention.value
    if value is None or before.value is None or before.unit is None or before.value % 1 or value < 0:
        return False
    if not pack.patterns["between_parts"].fullmatch(line.letters, gap, first) or (gap < first and value % 1):
        return False
    if mention.unit is None:
        ends = line.letters[last : last + 1] in pack.closing
        linked = gap == first or pack.patterns["and_alone"].fullmatch(line.letters, gap, first)
        part = _BARE.get(before.unit.name)
        if part is not None and gap == first and not value % 1 and not _goes_on(line, last, pack):
            sums = _sum(before.value, before.unit, value, Unit(part, before.unit.kind))
            if sums is None:
                return False
            total, unit = sums
        elif before.unit.kind != "money" or not linked or value % 1 or not 0 < value < _HUNDRED or not ends:
            return False
        else:
            total, unit = before.value + value / _HUNDRED, before.unit
    else:
        sums = _sum(before.value, before.unit, value, mention.unit)
        if sums is None:
            return False
        total, unit = sums
    before.value, before.unit, before.step, before.alternative = total, unit, mention.step, None
    if before.unit.kind == "money":
        before.step = Decimal("0.01")
    before.end, before.number_end = mention.end, mention.number_end
    return True


def _goes_on(line: Line, place: int, pack: Pack) -> bool:
    """True where a number counts or multiplies what stands at a token: *2 heures 30 minutes*, *à 3 mètres 12 arbres*."""
    return pack.patterns["counted_next"].match(line.letters, place) is not None


def _sum(value: Decimal, unit: Unit, more: Decimal, part: Unit) -> tuple[Decimal, Unit] | None:
    """Two amounts as one, or `None` where the second unit is no smaller one of the same kind."""
    if unit.kind == "money":
        if part.kind != "money" or (part.name == unit.name and part.factor == 1):
            return None
        small = more if part.name == unit.name else more / _HUNDRED
        # A second currency is no part of the first.
        if small >= 1 or (part.name != unit.name and part.name.isupper()):
            return None
        return value + small, unit
    if part.name == unit.name or "/" in unit.name:
        return None
    try:
        if not commensurable(unit.name, part.name) or not dimension_of(unit.name):
            return None
        one = convert(Decimal(1), unit.name, part.name)
        if more >= one:
            return None
        if one % 1:
            # 1 metre and 1 foot: no whole number of feet makes a metre.
            return value + convert(more, part.name, unit.name), unit
    except UnitUnknown:
        return None
    return value * one + more, part


def rated(mention: Mention, line: Line, place: int, pack: Pack) -> int | None:
    """What is told behind the noun to be over time or per so many: *12 décès par jour*, *5 cas pour 100 000 habitants*.

    An amount may be over time there too: *12 litres d'eau par seconde*. Gives the token of the number it is per, which is no
    figure of its own, or `None`.
    """
    if line.letters[place : place + 1] not in pack.per_starts:
        return None
    match = pack.patterns["rate_of_count"].match(line.letters, place)
    if match is None:
        return None
    if match.lastgroup == "over":
        other = unit_of(line.pieces(*match.span("over")), pack.units)
        _put_over(mention, None if other is None else other.name)
        return None
    many = line.mentions.get(match.start("many"))
    name = _PER.get(int(many.value)) if many is not None and many.value is not None and many.unit is None else None
    if name is None or mention.kind != "count":
        return None
    mention.unit, mention.kind = Unit(name, "rate"), "rate"
    return match.start("many")


def _put_over(mention: Mention, time: str | None) -> None:
    """Tell a count or an amount over a unit of time, unless it is over something already."""
    unit = mention.unit
    if time is None or not (mention.kind == "count" if unit is None else mention.kind in _OVER):
        return
    if unit is None:
        mention.unit, mention.kind = Unit(f"1 / {time}", "rate"), "rate"
    elif time != unit.name and "/" not in unit.name:
        mention.unit, mention.kind = Unit(f"{unit.name} / {time}", "rate", unit.assumed), "rate"


def glued(mention: Mention, line: Line, last: int) -> bool:
    """Digits with letters right behind them that are no unit are a name: 4x4, 5G."""
    folded, end = line.view.folded, mention.end
    if not folded[end : end + 1].isalpha():
        return False
    return folded[end - 1].isdigit() and last < len(line.letters) and line.begin(last) == end


def share_units(found: Sequence[Found], line: Line, pack: Pack) -> None:
    """Numbers of a list whose last one alone has the unit: *24, 23 et 14 km*, *5, 6 or 7 euros*.

    But a share behind a comma is told beside the one number before it: *45, or 80 %, voted*.
    """
    between = pack.patterns["between_listed"].fullmatch
    links = [between(line.letters, before[1], behind[0]) for before, behind in pairwise(found)]
    shared: Unit | None = None
    for at in range(len(links) - 1, -1, -1):
        (_, last, mention), (first, _, following) = found[at], found[at + 1]
        link = links[at]
        if link is None or mention.unit is not None or mention.kind != "count":
            shared = None
            continue
        if link.lastgroup == "end":
            behind = following.unit is not None and following.end > following.number_end
            alone = at == 0 or links[at - 1] is None
            beside = alone and following.kind == "share" and pack.patterns["comma_or"].fullmatch(line.letters, last, first)
            shared = following.unit if behind and not beside else None
        if shared is not None:
            measure(mention, shared)
