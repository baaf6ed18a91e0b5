"""The numerals of a sentence: found, read, with their units, and made one token each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from figures.reading.index import matches
from figures.reading.line import Line, Mention
from figures.reading.measures import Found, glued, joined, negate, share_units, with_sign, with_unit
from figures.reading.numerals import last_scale, read_digits, read_number
from figures.reading.pack import Numeral, Pack
from figures.reading.spelled import SPELLED, new_mention, vague

_HALF = Decimal("0.5")
_HUNDRED = Decimal(100)
_ONE = Decimal(1)
# So many words may stand before the one a numeral is found by: an article, the rest of a phrase (*una tercera parte*).
_LEAD = 3
# So many numbers of one token are kept.
_REMEMBERED = 20_000


def find_mentions(line: Line, pack: Pack, policy: str) -> None:
    """Make each numeral of a line, with its unit, one token, and keep what it says in `mentions`.

    The places of the line are still those of its words.
    """
    letters, folded = line.letters, line.view.folded
    articles = _article_numbers(line, pack) if "article_number" in line.places else {}
    places = line.places.get("numeral", ())
    refused, sign_ends, unit_starts = pack.lexicon.refused, pack.sign_ends, pack.unit_starts
    below_starts, minus_ends = pack.below_starts, pack.minus_ends
    found: list[Found] = []
    at = 0
    for place in sorted({*places, *articles}) if articles else places:
        if place < at or letters[place] in refused:
            continue
        first, last, mention = read_numeral(place, at, line, articles, pack, policy)
        if mention is None:
            continue
        if letters[last : last + 1] in unit_starts:
            last = with_unit(mention, line, (first, last), at, pack)
        if first > at and mention.unit is None and letters[first - 1] in sign_ends:
            first, last = with_sign(mention, line, (first, last), at, pack)
        if folded[mention.end : mention.end + 1].isalpha() and glued(mention, line, last):
            line.refused.append((mention.start, line.over(last), "label"))
        else:
            if letters[last : last + 1] in below_starts or (first and letters[first - 1] in minus_ends):
                first, last = negate(mention, line, (first, last), found[-1][1] if found else -1, pack)
            found.append((first, last, mention))
        at = last
    if len(found) > 1:
        found = joined(found, line, pack)
        share_units(found, line, pack)
    if found:
        _condense(line, found, pack)


def read_numeral(
    place: int, free: int, line: Line, articles: Mapping[int, re.Match[str]], pack: Pack, policy: str
) -> tuple[int, int, Mention | None]:
    """The numeral found by the word at a token: tokens first and last, and what it says.

    Digits and words of numbers that nothing on either side can belong to are read at once.
    """
    letters = line.letters
    if (
        letters[place] in pack.plain
        and letters[place + 1 : place + 2] not in pack.extends
        and (place == free or letters[place - 1] not in pack.leads)
    ):
        start, end = line.bounds[2 * place : 2 * place + 2]
        written = line.view.folded[start:end]
        numeral = pack.alone.get(written) or _alone(written, pack)
        return place, place + 1, Mention(start, end, *numeral)
    match = articles.get(place) or _numeral_at(place, free, line, pack)
    if match is None:
        return place, place, None
    first, last, mention = _mention(match, line, pack, policy)
    return first, last if mention else place + 1, mention


def _alone(written: str, pack: Pack) -> Numeral:
    """What one token says that is a number by itself, kept for the next time: such words repeat."""
    if len(pack.alone) >= _REMEMBERED:
        pack.alone.clear()
    # Digits may end with dashes for no cents: 14.--
    in_digits = not written[0].isalpha()
    numeral = read_digits(written, pack.decimal, pack.grouping) if in_digits else read_number([written], pack)[0]
    pack.alone[written] = numeral
    return numeral


def _read_run(pieces: tuple[str, ...], pack: Pack) -> tuple[Numeral, int, Decimal]:
    """The number that some tokens begin with, how many it takes, and the scale word it ends with; kept for the next time."""
    known = pack.runs.get(pieces)
    if known is None:
        if len(pack.runs) >= _REMEMBERED:
            pack.runs.clear()
        numeral, taken = read_number(pieces, pack)
        known = pack.runs[pieces] = numeral, taken, last_scale(pieces[:taken], pack) if taken > 1 else _ONE
    return known


def _article_numbers(line: Line, pack: Pack) -> dict[int, re.Match[str]]:
    """Articles that count, by token index."""
    found = matches(pack.patterns["article_number"], line.letters, line.places["article_number"])
    return {match.start(match.lastgroup or 0): match for match in found}


def _numeral_at(place: int, free: int, line: Line, pack: Pack) -> re.Match[str] | None:
    """The numeral found by the word at a token, with the words before it that belong to it.

    Most numerals are a number and nothing else, and are found as one for a fraction of what the whole pattern costs.
    """
    letters, leads, more = line.letters, pack.leads, pack.more
    numeral, number = pack.patterns["numeral"].match, pack.patterns["number"].match
    first = place
    while first > free and place - first < _LEAD and letters[first - 1] in leads:
        first -= 1
    for start in range(first, place + 1):
        match = numeral(letters, start) if more(letters, start) else number(letters, start)
        if match is not None and match.end() > place:
            return match
    return None


def _mention(match: re.Match[str], line: Line, pack: Pack, policy: str) -> tuple[int, int, Mention | None]:
    """What the numeral pattern found, as tokens first and last and the mention read from them."""
    kind = match.lastgroup or ""
    first, last = match.span()
    if kind in ("several_alone", "vague", "plural"):
        return vague(match, line, pack, policy)
    if kind in ("one", "one_only", "one_of", "one_to"):
        first, last = match.span(kind)
        return first, last, new_mention(line, first, last, Numeral(_ONE, _ONE))
    if kind in SPELLED:
        return first, last, SPELLED[kind](match, line, pack)
    number_end = match.end("number")
    pieces = line.pieces(first, number_end)
    numeral, taken, scale = _read_run(tuple(pieces), pack)
    if taken > 1 and _is_unit(pieces[taken - 1], line, (first, first + taken), pack):
        numeral, taken, scale = _read_run(tuple(pieces[: taken - 1]), pack)
    last = first + taken if taken < len(pieces) else last
    value, step = numeral.value, numeral.step
    if last > number_end:
        # What the pattern finds behind a number is a half.
        if match["half_of"] is not None:
            scale = pack.numbers[line.text(*match.span("half_of")).lower()].value
            value *= scale
        value, step = value + scale * _HALF, scale * _HALF
    mention = new_mention(line, first, last, Numeral(value, step, numeral.alternative))
    mention.scaled, mention.scale = scale > _HUNDRED, scale
    return first, last, mention


def _is_unit(word: str, line: Line, span: tuple[int, int], pack: Pack) -> bool:
    """True where a letter that multiplies is a unit too, and here a unit: *3m tall*, but not *$3m* or *3m people*."""
    number = pack.numbers.get(word)
    if number is None or number.role != "suffix" or not number.also_unit:
        return False
    first, last = span
    letters = line.letters
    signed = first > 0 and pack.patterns["sign"].fullmatch(letters, first - 1, first)
    behind = pack.patterns["scaled_behind"].match(letters, last)
    return not (signed or behind)


def _condense(line: Line, found: list[tuple[int, int, Mention]], pack: Pack) -> None:
    """Each numeral one token, with a letter of its own."""
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
