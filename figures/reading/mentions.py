"""The numerals of a sentence: found, read, with their units; and what looks like one and is none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from unicodedata import numeric

from figures.reading.anchors import matches
from figures.reading.line import Line, Mention
from figures.reading.numerals import Numeral, read_digits, read_number
from figures.reading.pack import Pack, Unit, unit_key
from figures.reading.policies import few, plural

_THOUSANDTH = Decimal("0.001")
_DENOMINATORS = frozenset(map(Decimal, (2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 20, 32, 64, 100, 1000)))
_HALF = Decimal("0.5")
_ONE = Decimal(1)
# So many words may stand before the one a numeral is found by: an article, the rest of a phrase (*una tercera parte*).
_LEAD = 3
# A vague word has no value of its own; its policy row gives the interval.
_WORDLESS = Numeral(Decimal(0), _ONE)


#: Tokens refused for what they are, that stay words of the sentence: a name may hold digits (la chaîne Russie1), and an
#: ordinal may stand before what is counted (les trois premiers jours).
_NAMES = frozenset({"label", "ordinal"})


def refuse(line: Line, pack: Pack) -> None:
    """Mark the tokens that are no figures and take their letters away, so that no numeral is read there."""
    where = line.places
    if "refused" not in where and where.keys().isdisjoint(pack.refused):
        return
    letters = list(line.letters)
    for match in matches(pack.patterns["refused"], line.letters, where.get("refused", ())):
        reason = match.lastgroup or ""
        if reason in _NAMES:
            line.refused.append((line.begin(match.start()), line.over(match.end() - 1), reason))
        else:
            _refuse(line, letters, match.start(), match.end(), reason, pack)
    for name in sorted(where.keys() & pack.refused.keys(), key=pack.order.__getitem__):
        rule = pack.refused[name]
        for match in matches(rule.pattern, line.letters, where[name]):
            first, last = match.span("figure")
            if pack.lexicon.refused not in letters[first:last]:
                _refuse(line, letters, first, last, rule.id, pack)
    if line.refused:
        line.letters = "".join(letters)


def _refuse(line: Line, letters: list[str], first: int, last: int, reason: str, pack: Pack) -> None:
    letters[first:last] = pack.lexicon.refused * (last - first)
    line.refused.append((line.begin(first), line.over(last - 1), reason))


def find_mentions(line: Line, pack: Pack, policy: str) -> None:
    """Make each numeral of a line, with its unit, one token, and keep what it says in `mentions`."""
    found: list[tuple[int, int, Mention]] = []
    articles = _article_numbers(line, pack) if "article_number" in line.places else {}
    places = line.places.get("numeral", ())
    at = 0
    for place in sorted({*places, *articles}) if articles else places:
        if place < at:
            continue
        first, last, mention = _read(place, at, line, articles, pack, policy)
        if mention is None:
            at = max(at, last)
            continue
        last = _with_unit(mention, line, last, pack)
        if first > at and mention.unit is None:
            first = _with_sign(mention, line, first, pack)
        if _glued(mention, line, last):
            line.refused.append((mention.start, line.over(last), "label"))
        else:
            found.append((first, last, mention))
        at = last
    if found:
        _condense(line, found, pack)


def _read(
    place: int, free: int, line: Line, articles: Mapping[int, re.Match[str]], pack: Pack, policy: str
) -> tuple[int, int, Mention | None]:
    """The numeral found by the word at a token: tokens first and last, and what it says.

    Digits that nothing on either side can belong to are read at once.
    """
    letters = line.letters
    if (
        letters[place] in pack.digits
        and letters[place + 1 : place + 2] not in pack.extends
        and (place == free or letters[place - 1] not in pack.leads)
    ):
        start, end = line.bounds[2 * place : 2 * place + 2]
        return place, place + 1, Mention(start, end, *read_digits(line.view.folded[start:end], pack.decimal))
    match = articles.get(place) or _numeral_at(place, free, line, pack)
    if match is None:
        return place, place, None
    first, last, mention = _mention(match, line, pack, policy)
    return first, last if mention else max(last, place + 1), mention


def _article_numbers(line: Line, pack: Pack) -> dict[int, re.Match[str]]:
    """Articles that count, by token index."""
    found = matches(pack.patterns["article_number"], line.letters, line.places["article_number"])
    return {match.start(match.lastgroup or 0): match for match in found}


def _numeral_at(place: int, free: int, line: Line, pack: Pack) -> re.Match[str] | None:
    """The numeral found by the word at a token, with the words before it that belong to it."""
    letters, numeral = line.letters, pack.patterns["numeral"]
    first = place
    while first > free and place - first < _LEAD and letters[first - 1] in pack.leads:
        first -= 1
    for start in range(first, place):
        match = numeral.match(letters, start)
        if match is not None and match.end() > place:
            return match
    return numeral.match(letters, place)


def _mention(match: re.Match[str], line: Line, pack: Pack, policy: str) -> tuple[int, int, Mention | None]:
    """What the numeral pattern found, as tokens first and last and the mention read from them."""
    kind = match.lastgroup
    first, last = match.span()
    if kind in ("several_alone", "vague", "plural"):
        return _vague(match, line, pack, policy)
    if kind in ("one", "one_only", "one_of"):
        first, last = match.span(kind)
        return first, last, _new(line, first, last, Numeral(_ONE, _ONE))
    if kind in _FRACTIONS:
        return first, last, _FRACTIONS[kind](match, line, pack)
    if kind == "collective":
        return first, last, _collective(match, line, pack)
    pieces = line.pieces(first, match.end("number"))
    numeral, taken = read_number(pieces, pack)
    last = first + taken if taken < len(pieces) else last
    value, step = numeral.value, numeral.step
    scale = _last_scale(pieces[:taken], pack) if taken > 1 else _ONE
    if match["half"] is not None and last == match.end():
        value, step = value + scale * _HALF, scale * _HALF
    mention = _new(line, first, last, Numeral(value, step, numeral.alternative))
    mention.scaled, mention.scale = scale > 1, scale
    return first, last, mention


def _last_scale(pieces: list[str], pack: Pack) -> Decimal:
    """The scale word that ends a number, as the value it multiplies by; 1 where another word ends it."""
    word = pack.numbers.get(pieces[-1]) or pack.numbers.get(pieces[-1].lower())
    return word.value if word is not None and word.role in ("scale", "suffix") else _ONE


def _new(line: Line, first: int, last: int, numeral: Numeral) -> Mention:
    start, end = line.begin(first), line.over(last - 1)
    return Mention(start, end, numeral.value, numeral.step, numeral.alternative)


def _vague(match: re.Match[str], line: Line, pack: Pack, policy: str) -> tuple[int, int, Mention]:
    first, last = match.span()
    if match.lastgroup == "several_alone":
        mention = _new(line, first, last, _WORDLESS)
        mention.value, mention.vague, mention.needs_noun = None, few(policy), True
        return first, last, mention
    scale = _ONE
    several = match["several"] is not None
    group = "vague" if several else "plural"
    words = line.pieces(*match.span(group))
    repeated = words[0] in words[1:]
    for word in words[: words.index(words[0], 1) if repeated else None]:
        scale *= _worth(word, pack)
    begin = first if several else match.start(group)
    mention = _new(line, begin, last, _WORDLESS)
    mention.value, mention.scaled = None, True
    mention.vague = plural(scale, several=several, policy=policy)
    return begin, last, mention


def _worth(word: str, pack: Pack) -> Decimal:
    """What a number noun multiplies by; of digits in the plural (*1000s*) the digits; 1 for any other word."""
    number = pack.numbers.get(word.lower())
    if number is not None:
        return number.value
    digits = "".join(filter(str.isdigit, word))
    return Decimal(digits) if digits else _ONE


def _collective(match: re.Match[str], line: Line, pack: Pack) -> Mention:
    """*Une centaine* is approximate; *deux douzaines* multiplies."""
    scale = _ONE
    for word in line.pieces(*match.span("collective")):
        scale *= _worth(word, pack)
    begin, last = match.start("collective"), match.end()
    many = line.pieces(*match.span("many")) if match["many"] is not None else []
    numeral, taken = read_number(many, pack) if many else (Numeral(_ONE, _ONE), 0)
    if many and taken == len(many):
        mention = _new(line, match.start("many"), last, Numeral(numeral.value * scale, scale))
    else:
        mention = _new(line, begin, last, Numeral(scale, scale))
        mention.approximate = True
    mention.scaled = True
    return mention


def _fraction(match: re.Match[str], line: Line, pack: Pack) -> Mention | None:
    """*Deux tiers*, *three quarters*, *half*."""
    word = pack.numbers[line.text(*match.span(match.lastgroup or "fraction")).lower()]
    many = line.pieces(*match.span("share")) if match["share"] is not None else []
    value = word.value
    if many:
        numeral, taken = read_number(many, pack)
        if taken != len(many):
            return None
        # The word's value is rounded: three thirds are one.
        value = numeral.value / (_ONE / word.value).to_integral_value()
    return _share(line, match.start(), match.end(), value)


def _portion(match: re.Match[str], line: Line, pack: Pack) -> Mention:
    """*Half a million*, *half a dozen*."""
    scale = _worth(line.text(*match.span("portioned")), pack)
    value = _worth(line.text(*match.span("portion")), pack) * scale
    mention = _new(line, match.start(), match.end(), Numeral(value, scale / 10))
    mention.scaled = True
    return mention


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


def _share(line: Line, first: int, last: int, value: Decimal) -> Mention:
    mention = _new(line, first, last, Numeral(value, _THOUSANDTH))
    mention.kind = "share" if value < _ONE else "count"
    mention.scaled = True
    return mention


_FRACTIONS = {
    "fraction": _fraction,
    "fraction_alone": _fraction,
    "portioned": _portion,
    "denominator": _digit_fraction,
    "vulgar": _vulgar,
}


def _with_unit(mention: Mention, line: Line, last: int, pack: Pack) -> int:
    """Read the unit that follows; the token after it."""
    if line.letters[last : last + 1] not in pack.unit_starts:
        return last
    match = pack.patterns["unit"].match(line.letters, last)
    if match is None:
        return last
    name = match.lastgroup or "unit"
    if name == "unit" and match.start("unit") > last and not mention.scaled and line.piece(last) != "-":
        return last
    begin, end = match.span(name)
    if pack.sign_first and pack.patterns["signed_next"].match(line.letters, begin):
        return last
    key = unit_key(line.pieces(begin, end)).rstrip(".")
    unit = pack.units.get(key) or pack.units.get(key.lower())
    if unit is None:
        return last
    _measure(mention, unit)
    # The point of an abbreviated unit may be the sentence's: 4 min.
    mention.end = line.over(end - 1) - line.piece(end - 1).endswith(".")
    half = pack.patterns["and_half"].match(line.letters, end)
    if half and mention.value is not None:
        mention.value, mention.step, end = mention.value + _HALF, _HALF, half.end()
        mention.end = line.over(end - 1)
    return end


def _with_sign(mention: Mention, line: Line, first: int, pack: Pack) -> int:
    """A currency sign or code before the number is its unit; the first token."""
    if not pack.patterns["sign"].match(line.letters, first - 1, first):
        return first
    unit = pack.units.get(unit_key([line.piece(first - 1)]))
    if unit is None:
        return first
    _measure(mention, unit)
    mention.start = line.begin(first - 1)
    return first - 1


def _measure(mention: Mention, unit: Unit) -> None:
    mention.unit, mention.kind, mention.needs_noun = unit, unit.kind, False


def _glued(mention: Mention, line: Line, last: int) -> bool:
    """Digits with letters right behind them that are no unit are a name: 4x4, 5G."""
    folded, end = line.view.folded, mention.end
    if not folded[end : end + 1].isalpha():
        return False
    return folded[end - 1].isdigit() and last < len(line.letters) and line.begin(last) == end


def _condense(line: Line, found: list[tuple[int, int, Mention]], pack: Pack) -> None:
    """Each numeral one token, with a letter of its own; the places are those of the shorter sentence."""
    letters: list[str] = []
    bounds = line.bounds.copy()
    at = dropped = 0
    for first, last, mention in found:
        letters += line.letters[at:first], pack.lexicon.numeral["vague" if mention.vague else mention.kind]
        line.mentions[first - dropped] = mention
        if last - first > 1:
            del bounds[2 * (first - dropped) + 1 : 2 * (last - dropped) - 1]
            dropped += last - first - 1
        at = last
    letters.append(line.letters[at:])
    line.bounds, line.letters = bounds, "".join(letters)
    line.places = pack.lines.places(line.letters)
