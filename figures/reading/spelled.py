"""Numerals that are more than a number: vague words, collectives, fractions in words, digits and signs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from math import prod
from unicodedata import numeric

from figures.reading.line import Line, Mention
from figures.reading.numerals import last_scale, read_digits, read_number
from figures.reading.pack import NumberWord, Numeral, Pack, Unit
from figures.reading.policies import few, plural, spanning

_THOUSANDTH = Decimal("0.001")
_DENOMINATORS = frozenset(map(Decimal, (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 24, 25, 32, 50, 64, 100, 1000)))
_ONE = Decimal(1)
_HALVES = Decimal(2)
# Amounts in two units that are written as one token, in the smaller unit, and how many of it make one of the larger.
_TWO_UNITS = {
    "foot_inch": (Unit("inch", "measure"), 12),
    "metre_centimetre": (Unit("centimetre", "measure"), 100),
    "hour_minute": (Unit("minute", "duration"), 60),
    "clock_minute": (Unit("minute", "duration"), 60),
}
_DIGITS = re.compile("[0-9]+")


def new_mention(line: Line, first: int, last: int, numeral: Numeral) -> Mention:
    """A mention of tokens `first` up to and without `last`."""
    return Mention(line.begin(first), line.over(last - 1), numeral.value, numeral.step, numeral.alternative)


def vague(match: re.Match[str], line: Line, pack: Pack, policy: str) -> tuple[int, int, Mention]:
    """*Des milliers*, *several hundred*, *a few* with a noun: an interval of the policy; tokens first and last with it."""
    first, last = match.span()
    if match.lastgroup == "several_alone":
        mention = _wordless(line, first, last)
        mention.vague, mention.needs_noun = few(policy), True
        return first, last, mention
    # Of a scale word behind several, and of one that words for many make a plural of.
    of_scale = match["vague"] is not None
    group = "vague" if of_scale else "plural"
    terms = _terms(*match.span(group), line, pack)
    begin = first if of_scale else match.start(group)
    mention = _wordless(line, begin, last)
    mention.scaled = True
    mention.scale = tail = prod(terms[-1][1:], start=_ONE)
    readings = [plural(prod(term, start=_ONE), several=match["several"] is not None, policy=policy) for term in terms]
    # Des dizaines et des dizaines de milliers are those told last; des dizaines et des centaines reach from one to another.
    apart = readings if terms[0][0] != terms[-1][0] else readings[-1:]
    lowest, highest = (choose(apart, key=lambda reading: reading.low) for choose in (min, max))
    mention.vague = spanning(lowest, highest, tail if highest is readings[-1] else _ONE)
    return begin, last, mention


def _terms(first: int, last: int, line: Line, pack: Pack) -> list[list[Decimal]]:
    """What the number nouns multiply by, of each of those that *and* joins; no other word between them counts."""
    terms: list[list[Decimal]] = [[]]
    for place in range(first, last):
        if pack.patterns["and_alone"].fullmatch(line.letters, place, place + 1):
            terms.append([])
        elif (worth := _worth(line.piece(place), pack)) != _ONE:
            terms[-1].append(worth)
    return [term for term in terms if term] or [[_ONE]]


def _wordless(line: Line, first: int, last: int) -> Mention:
    return Mention(line.begin(first), line.over(last - 1), None)


def _worth(word: str, pack: Pack) -> Decimal:
    """What a number noun multiplies by; of digits in the plural (*1000s*) the digits; 1 for any other word."""
    number = pack.numbers.get(word.lower())
    if number is not None:
        return number.value
    digits = "".join(filter(str.isdigit, word))
    return Decimal(digits) if digits else _ONE


def _collective(match: re.Match[str], line: Line, pack: Pack) -> Mention:
    """*Une centaine* is approximate; *deux douzaines* multiplies, and *une demi-douzaine* is half of one."""
    scale = _ONE
    for word in line.pieces(*match.span("collective")):
        scale *= _worth(word, pack)
    begin, last = match.start("collective"), match.end()
    many = line.pieces(*match.span("many")) if match["many"] is not None else []
    numeral, taken = read_number(many, pack) if many else (Numeral(_ONE, _ONE), 0)
    if many and taken == len(many):
        mention = new_mention(line, match.start("many"), last, Numeral(numeral.value * scale, scale))
    else:
        mention = new_mention(line, begin, last, Numeral(scale, scale))
        mention.approximate = True
    mention.scaled = True
    return mention


def _fraction(match: re.Match[str], line: Line, pack: Pack) -> Mention | None:
    """*Deux tiers*, *three quarters*, *half*; *un et demi* adds to the number before it."""
    word = pack.numbers.get(_phrase(line.pieces(*match.span(match.lastgroup or "fraction"))))
    if word is None:
        return None
    many = line.pieces(*match.span("share")) if match["share"] is not None else []
    value = word.value
    if many:
        numeral, taken = read_number(many, pack)
        if taken != len(many):
            return None
        value = numeral.value / _parts_in(word)
    return _share(line, match.start(), match.end(), value)


def _mixed(match: re.Match[str], line: Line, pack: Pack) -> Mention | None:
    """*Trois et demi*, *two and three quarters*: a number, a joiner, a fraction."""
    parts = line.pieces(*match.span("mixed"))
    numeral, taken = read_number(parts, pack)
    word = pack.numbers.get(_phrase(line.pieces(*match.span("added"))))
    if taken != len(parts) or word is None:
        return None
    # Behind millions the fraction is of a million: 3 millions et demi.
    scale = last_scale(parts, pack) if len(parts) > 1 else _ONE
    added = scale * _times(match, "times", line, pack) / _parts_in(word)
    mention = new_mention(line, match.start(), match.end(), Numeral(numeral.value + added, min(numeral.step, added)))
    mention.scaled = True
    return mention


def _phrase(pieces: list[str]) -> str:
    """How a number word of several words is looked up, whatever stands between them."""
    return " ".join(pieces).lower()


def _portion(match: re.Match[str], line: Line, pack: Pack) -> Mention:
    """*Half a million*, *half a dozen*, *three quarters of a million*."""
    scale = _worth(line.text(*match.span("portioned")), pack)
    share = _times(match, "shares", line, pack) / _parts_of(match, "portion", line, pack)
    mention = new_mention(line, match.start(), match.end(), Numeral(share * scale, scale / 10))
    mention.scaled = True
    return mention


def _halved(match: re.Match[str], line: Line, pack: Pack) -> Mention:
    """*Un demi-litre*, *half an hour*, *trois quarts d'heure*: a part of the unit behind it."""
    group = match.lastgroup or "halved"
    value = _times(match, "parts", line, pack) / _parts_of(match, group, line, pack)
    first = match.start("parts") if match["parts"] is not None else match.start(group)
    return new_mention(line, first, match.end(group), Numeral(value, value))


def _times(match: re.Match[str], group: str, line: Line, pack: Pack) -> Decimal:
    """How many parts a fraction counts: the three of three quarters."""
    return read_number(line.pieces(*match.span(group)), pack)[0].value if match[group] is not None else _ONE


def _parts_of(match: re.Match[str], group: str, line: Line, pack: Pack) -> Decimal:
    """How many parts make a whole: the four of a quarter."""
    word = pack.numbers.get(_phrase(line.pieces(*match.span(group))))
    return _parts_in(word) if word is not None else _HALVES


def _parts_in(word: NumberWord) -> Decimal:
    """How many parts the word for one of them tells; its value is rounded, and three thirds are one."""
    return (_ONE / word.value).to_integral_value()


def _digit_fraction(match: re.Match[str], line: Line, pack: Pack) -> Mention | None:
    """*3/4*, *2 1/4*: with a denominator that fractions are written in, else it is a date or a code."""
    numerator = read_digits(line.text(*match.span("numerator")), pack.decimal).value
    denominator = read_digits(line.text(*match.span("denominator")), pack.decimal).value
    whole = read_digits(line.text(*match.span("whole")), pack.decimal).value if match["whole"] is not None else None
    if denominator not in _DENOMINATORS or abs(numerator) >= denominator:
        return None
    fraction = numerator / denominator
    return _share(line, match.start(), match.end(), fraction if whole is None else whole + fraction)


def _vulgar(match: re.Match[str], line: Line, _pack: Pack) -> Mention:
    """*½*, *2 ¾*: a sign for a fraction, alone or behind a number."""
    written = line.text(*match.span("vulgar"))
    whole = written[:-1].strip()
    value = Decimal(str(numeric(written[-1])))
    return _share(line, match.start(), match.end(), value + (Decimal(whole) if whole else 0))


def _two_units(match: re.Match[str], line: Line, _pack: Pack) -> Mention:
    """*5'10"*, *1m85*, *2h30*: an amount in two units, of which the smaller may be left out."""
    unit, many = _TWO_UNITS[match.lastgroup or ""]
    large, small = map(Decimal, _DIGITS.findall(line.text(*match.span())))
    mention = new_mention(line, match.start(), match.end(), Numeral(large * many + small, _ONE))
    mention.unit, mention.kind = unit, unit.kind
    return mention


def _share(line: Line, first: int, last: int, value: Decimal) -> Mention:
    mention = new_mention(line, first, last, Numeral(value, _THOUSANDTH))
    mention.kind = "share" if value < _ONE else "count"
    mention.scaled = True
    return mention


#: How each kind of numeral that is more than a number is read, by the group of the grammar that found it.
SPELLED: Mapping[str, Callable[[re.Match[str], Line, Pack], Mention | None]] = {
    "collective": _collective,
    "fraction": _fraction,
    "fraction_alone": _fraction,
    "added": _mixed,
    "portioned": _portion,
    "halved": _halved,
    "part_of": _halved,
    "denominator": _digit_fraction,
    "vulgar": _vulgar,
    **dict.fromkeys(_TWO_UNITS, _two_units),
}
