"""What the words around a number make of it: bounds, approximation, ranges, parts of a whole, ages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from figures.reading.grammar import HEDGED, HEDGES
from figures.reading.index import matches
from figures.reading.line import Line, Mention
from figures.reading.pack import Pack, Unit
from figures.reading.policies import spanning

# A hedge before a hedge (*au moins environ 300*); more of them is no longer language.
_CHAIN = 3
_REACH = 8
_PAIR = 2
# A dash between: the second number is the second token behind the first.
_JOINED = 2
_OLDEST = 120
_ONE = Decimal(1)
_THOUSAND = Decimal(1000)
_MILLION = _THOUSAND**2
_TENFOLD = 10
_YEAR = Unit("year", "age")
# Nobody is so many hours old.
_AGES = frozenset({"year", "month", "week", "day", "decade"})


def relate(line: Line, pack: Pack) -> None:
    """Set bounds, ranges, parts and ages on the mentions of a line; ranges leave one mention of two."""
    several = len(line.mentions) > 1
    if several:
        _ranges(line, pack)
    _hedges(line, pack)
    if several:
        _parts(line, pack)
    _ages(line, pack)


def _ages(line: Line, pack: Pack) -> None:
    """Durations that are ages (*âgé de 52 ans*), and bare numbers (*Marie, 44, …*)."""
    for name, kind in (("age", "duration"), ("age_bare", "count")):
        if name not in line.places or all(mention.kind != kind for mention in line.mentions.values()):
            continue
        for match in _found(name, line, pack):
            for index in range(match.start(), match.end()):
                mention = line.mentions.get(index)
                if mention is None or mention.kind != kind:
                    continue
                if kind == "duration" and mention.unit is not None and mention.unit.name in _AGES:
                    mention.kind = "age"
                elif kind == "count" and (mention.value or mention.high or _THOUSAND) < _OLDEST:
                    mention.kind, mention.unit = "age", _YEAR


def _found(name: str, line: Line, pack: Pack) -> Iterable[re.Match[str]]:
    places = line.places.get(name)
    return matches(pack.patterns[name], line.letters, places) if places else ()


def _hedges(line: Line, pack: Pack) -> None:
    ending = _endings(line, pack) if not line.places.keys().isdisjoint(HEDGED) else None
    after = pack.patterns["hedge_after"] if "hedge_after" in line.places else None
    folded = line.view.folded
    for index, mention in line.mentions.items():
        place = index
        for _ in range(_CHAIN if ending else 0):
            if ending and place not in ending and _behind_article(line, place, ending, pack):
                place -= 1
            if not ending or place not in ending:
                break
            place, name = ending[place]
            hedge(mention, name)
        behind = after.match(line.letters, mention.last or index + 1) if after else None
        if behind is not None:
            hedge(mention, behind.lastgroup or "")
        if folded[mention.end : mention.end + 1] == "+":
            # 1000+, the sign against the digits
            hedge(mention, "atleast")


def _behind_article(line: Line, place: int, ending: Mapping[int, tuple[int, str]], pack: Pack) -> bool:
    """True where an article stands between a number and a hedge of several words: *at least a $6 million fine*."""
    before = place - 1
    long = before in ending and ending[before][0] <= before - _PAIR
    return long and pack.patterns["article"].fullmatch(line.letters, before, place) is not None


def _endings(line: Line, pack: Pack) -> dict[int, tuple[int, str]]:
    """Where hedges begin, and their names, by the token behind them; the longest phrase over all lists is the one."""
    ending: dict[int, tuple[int, str]] = {}
    for name, pattern in zip(HEDGES, HEDGED, strict=True):
        for match in _found(pattern, line, pack):
            if match.end() not in ending or match.start() < ending[match.end()][0]:
                ending[match.end()] = (match.start(), name)
    return ending


def hedge(mention: Mention, name: str) -> None:
    """Apply a hedge; a bound already read from a nearer word stays."""
    sign = HEDGES[name]
    if mention.vague is not None:
        if sign in ("≥", ">"):
            mention.vague = replace(mention.vague, high=None)
        return
    if sign == "=":
        return
    if sign == "≈":
        mention.approximate = True
    elif mention.bound == "=":
        mention.bound = sign


def _ranges(line: Line, pack: Pack) -> None:
    for match in _found("range", line, pack):
        pair = _pair(match)
        if len(pair) != _PAIR:
            continue
        if _changes(line, match.start(), pack):
            _change(line, pair[0], pair[1])
        else:
            _join(line, pair[0], pair[1])
    for match in _found("against", line, pack):
        now, before = _pair(match)
        _change(line, before, now)


def _change(line: Line, first: int, second: int) -> None:
    """What a quantity changed from has scale, unit and noun of what it changed to: *est passée de 120 à 150 euros*."""
    low, high = line.mentions.get(first), line.mentions.get(second)
    if low is None or high is None:
        return
    if low.unit is None and low.kind == "count" and high.unit is not None:
        low.unit, low.kind = high.unit, high.kind
    elif high.unit is None and high.kind == "count" and low.unit is not None and low.end == low.number_end:
        # The sign before the first stands for both: from $1.2 to 1.5 billion.
        high.unit, high.kind = low.unit, low.kind
    if (low.unit and low.unit.name) != (high.unit and high.unit.name):
        return
    low.changed_to = high
    if _scale_once(low, high):
        assert low.value is not None
        low.value, low.step, low.scaled, low.alternative = low.value * high.scale, low.step * high.scale, True, None


def _scale_once(low: Mention, high: Mention) -> bool:
    """True where the scale word of a change stands at its end alone: *de 2 à 3 millions*, *de 3,2 à 2,8 milliards*.

    From a million on what fell may be told so too, less than to a tenth: *de 500 à 1,5 million* begins with five hundred.
    """
    if low.value is None or high.value is None or low.scale != 1 or high.scale == 1:
        return False
    told = high.value / high.scale
    return 0 < low.value < min(_THOUSAND, told * _TENFOLD if high.scale >= _MILLION else told)


def _pair(match: re.Match[str]) -> list[int]:
    """Token indices of the two numbers a range pattern found; the pattern names a group for every line it holds."""
    return sorted(match.start(name) for name, found in match.groupdict().items() if found is not None)


def _changes(line: Line, start: int, pack: Pack) -> bool:
    """True where a verb of change stands shortly before: *est passé de 12 à 15* is no range."""
    return bool(pack.patterns["change"].search(line.letters, max(0, start - _REACH), start))


def _join(line: Line, first: int, second: int) -> None:
    low, high = line.mentions.get(first), line.mentions.get(second)
    if low is None or high is None:
        return
    if low.vague is not None and high.vague is not None and low.unit is None:
        _join_vague(line, low, high, second)
    if low.value is None or high.value is None:
        return
    # Of a rate the low end may have only the unit it is of: $35,000 to $60,000 a year.
    if low.unit and high.unit and low.unit.name not in (high.unit.name, high.unit.name.partition(" / ")[0]):
        return
    if low.unit is not None and high.unit is None and low.end != low.number_end:
        return
    bottom = low.value
    if high.scale > 1 and low.scale == 1 and bottom < high.scale and bottom * high.scale < high.value:
        bottom *= high.scale
    elif low.unit is None and _thousands_once(bottom, high.value, low.step):
        bottom *= _THOUSAND
    if bottom >= high.value:
        _score(line, first, second)
        return
    low.low, low.high, low.bound, low.value = bottom, high.value, "range", None
    low.step = min(low.step, high.step)
    low.number_end, low.end = high.number_end, high.end
    low.unit, low.kind, low.scaled = high.unit or low.unit, high.kind if high.unit else low.kind, high.scaled
    low.last = second + 1
    low.alternative = None
    del line.mentions[second]


def _join_vague(line: Line, low: Mention, high: Mention, second: int) -> None:
    """*Des centaines, voire des milliers*, *dozens or hundreds of thousands*: one wording from the lower to the higher."""
    if low.vague is None or high.vague is None or low.vague.low >= high.vague.low:
        return
    low.vague = spanning(low.vague, high.vague, high.scale if low.scale == 1 else _ONE)
    low.number_end, low.end = high.number_end, high.end
    low.unit, low.kind, low.scaled = high.unit, high.kind, high.scaled
    low.last, low.needs_noun = second + 1, high.needs_noun
    del line.mentions[second]


def _thousands_once(low: Decimal, high: Decimal, step: Decimal) -> bool:
    """True where the thousands of a range stand at its end alone: *10 à 15 000 personnes*, *800 to 900,000*."""
    return 1 <= low < _THOUSAND and step >= 1 and _in_thousands(high) and low * _THOUSAND < high


def _in_thousands(value: Decimal) -> bool:
    """Whole thousands below a million: from there on the word of the scale is what is told once."""
    return _THOUSAND <= value < _MILLION and not value % _THOUSAND


def _score(line: Line, first: int, second: int) -> None:
    """Two bare numbers joined by a dash of which the second is no larger are the score of a game, not a range."""
    low, high = line.mentions[first], line.mentions[second]
    if second - first == _JOINED and not low.unit and not high.unit and not line.piece(first + 1)[0].isalnum():
        line.refused.append((low.start, high.end, "score"))
        del line.mentions[first], line.mentions[second]


def _parts(line: Line, pack: Pack) -> None:
    for relation in ("among", "whole_first", "ratio"):
        for match in _found(relation, line, pack):
            pair = _pair(match)[:: -1 if relation == "whole_first" else 1]
            if len(pair) != _PAIR:
                continue
            part, whole = (line.mentions.get(index) for index in pair)
            if part is None or whole is None or part.unit or whole.unit:
                continue
            if part.value is None or whole.value is None or part.value > whole.value:
                continue
            if relation == "ratio":
                _ratio(line, part, whole, pair[1])
            else:
                part.whole = whole


def _ratio(line: Line, part: Mention, whole: Mention, index: int) -> None:
    if part.value is None or not whole.value:
        return
    part.value = part.value / whole.value
    part.step, part.kind = Decimal("0.001"), "ratio"
    part.number_end = part.end = whole.end
    part.last = index + 1
    del line.mentions[index]
