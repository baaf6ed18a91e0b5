"""Shares that no count can give: above a hundred, not what their counts make, impossible for so few.

A percentage is taken as people tell it: *80 %* of a few may stand for whatever is nearest in tens, *75 %* in fives, *37 %*
in ones. The last is the GRIM test (Brown and Heathers 2017): of twelve, nobody is 37 %.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from figures.reconciling.arithmetic import of_people, same_stuff
from figures.reconciling.aspects import Aspects
from figures.reconciling.dossier import Dossier, Draft
from figures.reconciling.passages import Passage, alternation, cue, listed
from figures.reconciling.phrasing import figure, where
from figures.reconciling.telling import drafted

_HUNDRED = Decimal(100)
_FIVE = Decimal(5)
_CUT_OFF = Decimal("0.6")
#: Above so many, every share to a whole percent can be had.
_MANY = 100
#: Words between a share and the counts it is said to come of.
_REACH, _BRACKETED = 4, 9


class Band(NamedTuple):
    """Lowest and highest value that some words leave open."""

    low: Decimal
    high: Decimal

    def meets(self, other: Band) -> bool:
        """True where the two have a value in common."""
        return self.low <= other.high and other.low <= self.high


def is_percent(row: Aspects) -> bool:
    """True for a percentage that is told as a number, not by bounds or vague words."""
    quantity = row.claim.quantity
    return quantity.kind == "share" and quantity.unit == "percent" and quantity.value is not None and quantity.vague is None


def is_exact(row: Aspects) -> bool:
    """True for a number without bound, hedge or range."""
    quantity = row.claim.quantity
    return quantity.bound == "=" and not quantity.approximate and quantity.value is not None and quantity.vague is None


def percent_band(row: Aspects, *, fives: bool = True, tens: bool = False) -> Band:
    """What a percentage leaves open: half of its last digit and a little more, a share being as often cut off as rounded.

    With `fives`, *75 %* may stand for whatever is nearest to it in steps of five, with `tens` *80 %* in steps of ten.
    """
    quantity = row.claim.quantity
    value = quantity.value or Decimal(0)
    slack = min(quantity.step, Decimal(1)) * _CUT_OFF
    if abs(value) >= 10 and tens and value % 10 == 0:
        slack = _FIVE
    elif abs(value) >= 10 and fives and value % _FIVE == 0:
        slack = _FIVE / 2
    slack += abs(value) / 10 if quantity.approximate else 0
    return Band(value - slack, value + slack)


def percent_over_100(dossier: Dossier) -> Iterator[Draft]:
    """More than all of some people, or answers that exclude each other and come to more than a hundred."""
    for passage in dossier.passages:
        for i, row in enumerate(passage.rows):
            if _more_than_all(passage, i):
                values = {"figure": figure(row.claim, dossier.words), "where": where(row.claim, dossier.words)}
                yield drafted(dossier, "percent-over-100", (row,), parts=values["figure"], sum=values["figure"], **values)
        rows = _shared_out(passage)
        if rows:
            lowest = sum((percent_band(row, fives=False).low for row in rows), Decimal(0))
            if lowest > _HUNDRED:
                yield _beyond(dossier, rows)


def _more_than_all(passage: Passage, i: int) -> bool:
    """A share above 100 % of people, and no change."""
    row = passage.rows[i]
    if not is_percent(row) or row.claim.quantity.bound in ("≤", "<") or (row.claim.quantity.value or 0) <= _HUNDRED:
        return False
    changes = any(passage.has(name, gap) for name in ("up", "down", "base") for gap in (i, i + 1))
    return row.claim.noun.text is not None and of_people(row) and not changes


def _shared_out(passage: Passage) -> tuple[Aspects, ...]:
    """Shares of one sentence that exclude each other: opposite answers, or the list of what a whole falls into."""
    rows = passage.rows
    if len(rows) < 2 or not all(is_percent(row) and is_exact(row) for row in rows):
        return ()
    if len(rows) == 2:
        for pair in listed(passage.language, "opposites"):
            one, other = (re.compile(alternation((side,))) for side in pair.split("/"))
            behind = passage.gaps[1], passage.gaps[2]
            found = [(bool(one.search(text)), bool(other.search(text))) for text in behind]
            if found in ([(True, False), (False, True)], [(False, True), (True, False)]) and _second_has_no_noun(rows):
                return rows
        return ()
    if passage.has("share-list", 0) or passage.has("share-list", 1):
        linked = all(passage.gaps[i].rstrip().endswith((",", ";")) or passage.ends("joins", i) for i in range(1, len(rows)))
        return rows if linked else ()
    return ()


def _second_has_no_noun(rows: tuple[Aspects, ...]) -> bool:
    return rows[1].claim.noun.text is None or rows[1].head == rows[0].head


def _beyond(dossier: Dossier, rows: tuple[Aspects, ...]) -> Draft:
    words = dossier.words
    total = sum((row.claim.quantity.value or Decimal(0) for row in rows), Decimal(0))
    plus = words.text("finding.plus").join(words.figure(row.claim) for row in rows)
    values = {"parts": plus, "sum": words.with_unit(total, "percent"), "where": where(rows[0].claim, words)}
    return drafted(dossier, "percent-over-100", rows, variant="sum", figure=plus, **values)


def percent_inconsistent(dossier: Dossier) -> Iterator[Draft]:
    """A percentage that its own two counts do not give, or that no number of so few can be."""
    for passage in dossier.several:
        if not any(map(is_percent, passage.rows)):
            continue
        at = {row.claim.claim_id: i for i, row in enumerate(passage.rows)}
        for i, row in enumerate(passage.rows):
            whole = at.get(row.claim.whole_id or "")
            beside = () if whole is None else (max(whole, i) + 1, min(whole, i) - 1)
            if row.claim.quantity.kind == "ratio":
                beside = (i + 1, i - 1)
            for j in beside:
                if 0 <= j < len(passage.rows) and is_percent(passage.rows[j]) and _said_of(passage, i, j):
                    yield from _recomputed(dossier, passage, i, whole, j)
        if _opens_with_whole(passage):
            for part, share in ((1, 2), (2, 1)):
                if is_percent(passage.rows[share]) and _part_beside(passage, part, share):
                    yield from _recomputed(dossier, passage, part, 0, share)
        for i, row in enumerate(passage.rows):
            if i + 1 < len(passage.rows) and _impossible(passage, i):
                yield _not_of_so_few(dossier, row, passage.rows[i + 1])


def _opens_with_whole(passage: Passage) -> bool:
    """True where a sentence opens with all there are, closed by a comma: *Of the 2,400 homes inspected, ...*."""
    if len(passage.rows) < 3 or not passage.only("out-of", 0):
        return False
    text = passage.gaps[1].strip()
    return text.endswith(",") and text.count(",") == 1 and passage.words(1) <= _REACH


def _part_beside(passage: Passage, part: int, share: int) -> bool:
    """True for a count of the same things, no more than all, and a share of nothing else beside it."""
    whole, row = passage.rows[0], passage.rows[part]
    if not same_stuff(whole, row) or not _said_of(passage, part, share):
        return False
    if cue(passage.language, "of-whole").match(passage.gaps[share + 1].lstrip()):
        return False
    low, high = row.reading.low, whole.reading.high
    return low is not None and high is not None and low <= high


def _said_of(passage: Passage, part: int, share: int) -> bool:
    """True where a share is said to be what the counts beside it give: *45 des 60 élus, soit 75 %*, *75 % (45 sur 60)*."""
    gap = share if share > part else share + 1
    text = passage.gaps[gap]
    amounts = passage.ends("amounts", gap)
    bracketed = text.rstrip(" ~").endswith("(") or ("(" in text and amounts)
    opened = bracketed or amounts
    return opened and passage.words(gap) <= (_BRACKETED if bracketed else _REACH) and not any(mark in text for mark in ";:)")


def _recomputed(dossier: Dossier, passage: Passage, i: int, whole: int | None, j: int) -> Iterator[Draft]:
    part, share = passage.rows[i], passage.rows[j]
    told = percent_band(share)
    if whole is None:
        best = part.claim.quantity.value
        if best is None or part.claim.quantity.bound != "=":
            return
        found = Band(best * _HUNDRED, best * _HUNDRED)
        rows: tuple[Aspects, ...] = (share, part)
    else:
        of = passage.rows[whole]
        ends = (part.reading.low, part.reading.high, of.reading.low, of.reading.high)
        if any(end is None or end <= 0 for end in ends):
            return
        low, high, least, most = (end or Decimal(1) for end in ends)
        found, rows = Band(low * _HUNDRED / most, high * _HUNDRED / least), (share, part, of)
        best = (part.reading.best or low) / (of.reading.best or least)
    if share.claim.quantity.bound == "=" and not told.meets(found):
        words = dossier.words
        counts = words.text("finding.slash").join(words.figure(row.claim) for row in rows[1:])
        shown = words.with_unit((best * _HUNDRED).quantize(Decimal("0.1")), "percent")
        values = {"share": words.figure(share.claim), "counts": counts, "computed": shown}
        yield drafted(dossier, "percent-inconsistent", rows, where=where(share.claim, words), **values)


def _impossible(passage: Passage, i: int) -> bool:
    """True where no whole number of a small count is the share told of it: *37 % des 12 élus*."""
    share, count = passage.rows[i], passage.rows[i + 1]
    n = count.claim.quantity.value
    if not (is_percent(share) and is_exact(share) and is_exact(count)) or not passage.only("of-whole", i + 1):
        return False
    if count.claim.quantity.kind != "count" or n is None or not 2 <= n <= _MANY or n != n.to_integral_value():
        return False
    band = percent_band(share, tens=True)
    least = (band.low * n / _HUNDRED).to_integral_value(rounding="ROUND_CEILING")
    return (share.claim.quantity.value or _HUNDRED) < _HUNDRED and least * _HUNDRED > band.high * n


def _not_of_so_few(dossier: Dossier, share: Aspects, count: Aspects) -> Draft:
    words = dossier.words
    value, n = share.claim.quantity.value or Decimal(0), count.claim.quantity.value or Decimal(1)
    below = (value * n / _HUNDRED).to_integral_value(rounding="ROUND_FLOOR")
    near = [words.with_unit((k * _HUNDRED / n).quantize(Decimal("0.1")), "percent") for k in (below, below + 1)]
    values = {
        "share": words.figure(share.claim),
        "counts": figure(count.claim, words),
        "computed": words.text("finding.slash").join(near),
    }
    return drafted(dossier, "percent-inconsistent", (share, count), variant="few", where=where(share.claim, words), **values)
