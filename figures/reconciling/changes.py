"""Changes recomputed: from one value to another, and by how much the text says.

*De 40 à 45 %, soit 5 %* takes points for percent; *de 100 à 150 euros, soit une hausse de 30 %* is not the change it tells;
*30 % de hausse*, with nothing to say of what or since when, cannot be checked at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from figures.reconciling.aspects import Aspects
from figures.reconciling.comparison import Reading
from figures.reconciling.dossier import Dossier, Draft
from figures.reconciling.passages import Passage, cue
from figures.reconciling.phrasing import figure, rounded, where
from figures.reconciling.shares import Band, is_exact, is_percent, percent_band
from figures.reconciling.telling import drafted

_HUNDRED = Decimal(100)
_POINT = "percentage_point"
#: Words between the two values, and between them and the change.
_REACH = 6
#: Words that name a change right before its amount (*an increase of*).
_NAMED = 4
_NUMBERS_OF_TIMES = {"twice": Decimal(2), "thrice": Decimal(3), "fourfold": Decimal(4)}
_OTHER = {"percent": _POINT, _POINT: "percent"}
_LOOSE, _LOOSER = Decimal("0.15"), Decimal("0.3")


class Stated(NamedTuple):
    """A figure that says by how much, and in what: `percent`, `percentage_point`, `times`, or `amount` of the unit moved."""

    row: Aspects
    scale: str


class Move(NamedTuple):
    """From one value to another in a passage: where the first and the last figure of it stand, what they leave open."""

    first: int
    last: int
    before: Reading
    after: Reading
    rows: tuple[Aspects, ...]


def percent_points(dossier: Dossier) -> Iterator[Draft]:
    """The difference of two percentages told in percent, or their ratio told in points."""
    for move, stated in _stated(dossier):
        if _mistaken(move, stated):
            yield _told(dossier, "percent-points", move, stated.row, variant=f"as-{stated.scale}")


def change_inconsistent(dossier: Dossier) -> Iterator[Draft]:
    """Two values that do not give the change told beside them, in percent, in points, in number or in times."""
    for move, stated in _stated(dossier):
        if not _fits(move, stated) and not _mistaken(move, stated):
            yield _told(dossier, "change-inconsistent", move, stated.row)
    for passage in dossier.passages:
        for move in _moves(passage):
            times = _times_in_words(passage, move)
            if times is not None:
                yield _told(dossier, "change-inconsistent", move, None, variant="times", times=times)


def _stated(dossier: Dossier) -> Iterator[tuple[Move, Stated]]:
    """Every move of a sentence with the figure that says by how much."""
    for passage in dossier.several:
        for move in _moves(passage):
            for i in _change_beside(passage, move):
                scale = _scale(passage, i, move)
                if scale is not None:
                    yield move, Stated(passage.rows[i], scale)


def _mistaken(move: Move, stated: Stated) -> bool:
    """True where the change is right in points and told in percent, or the other way round."""
    if not _both_percent(move) or stated.scale not in _OTHER or _fits(move, stated):
        return False
    return _fits(move, stated._replace(scale=_OTHER[stated.scale]))


def _moves(passage: Passage) -> Iterator[Move]:
    """From and to: two figures (*de 100 à 150 euros*, *to 150 from 100*), or one that was read as a range."""
    for i, row in enumerate(passage.rows):
        if row.claim.quantity.bound == "range" and passage.ends("from", i):
            low, high = row.claim.quantity.low, row.claim.quantity.high
            if low is not None and high is not None:
                yield Move(i, i, _end(low, row), _end(high, row), (row,))
        if i + 1 == len(passage.rows):
            return
        other = passage.rows[i + 1]
        if not _alike(row, other) or passage.words(i + 1) > _REACH or ":" in passage.gaps[i + 1]:
            continue
        if passage.ends("from", i) and passage.ends("to", i + 1):
            yield Move(i, i + 1, _reading(row), _reading(other), (row, other))
        # But not from the change itself: à 9,2 %, soit une hausse de 15 %.
        elif passage.ends("to", i) and passage.ends("from", i + 1) and not passage.ends("change-of", i + 1):
            yield Move(i, i + 1, _reading(other), _reading(row), (other, row))


def _reading(row: Aspects) -> Reading:
    """What a value leaves open; a percentage, as it is told beside another, only what its last digit does."""
    if not is_percent(row):
        return row.reading
    band = percent_band(row, fives=False)
    return Reading(band.low, row.reading.best, band.high, point=True)


def _end(value: Decimal, row: Aspects) -> Reading:
    """One end of what was read as a range."""
    slack = min(row.claim.quantity.step / 2, abs(value) / 20)
    return Reading(value - slack, value, value + slack, point=True)


def _alike(a: Aspects, b: Aspects) -> bool:
    """Two numbers of one kind and unit, told as points."""
    kinds = a.claim.quantity.kind == b.claim.quantity.kind and a.unit == b.unit
    if not (kinds and is_point(a) and is_point(b)) or a.claim.quantity.kind in ("age", "ratio"):
        return False
    # *De 2 à 7 millions*: the scale word may be told once.
    small, large = sorted((a.reading.best or Decimal(0), b.reading.best or Decimal(0)))
    return large < small * 1000


def is_point(row: Aspects) -> bool:
    """True for a number that is told as one, above nought."""
    best = row.reading.best
    return row.reading.point and best is not None and best > 0


def _change_beside(passage: Passage, move: Move) -> Iterator[int]:
    """The figure of a change behind the two values (*…, soit une hausse de 30 %*) or before (*augmente de 30 %, de …*)."""
    behind, before = move.last + 1, move.first - 1
    if behind < len(passage.rows) and _named_behind(passage, behind):
        yield behind
    near = passage.words(move.first) <= _NAMED - 1 and not any(mark in passage.gaps[move.first] for mark in ":;(")
    if before >= 0 and near and _moves_up_or_down(passage, before):
        yield before


def _named_behind(passage: Passage, i: int) -> bool:
    """True where the words before a figure make it the change of what stands before them."""
    text = passage.gaps[i].strip()
    if passage.words(i) > _REACH or ";" in text:
        return False
    if text.endswith(("(+", "(-")) or passage.ends("amounts", i) or passage.ends("change-of", i):
        return True
    return _moves_up_or_down(passage, i) and (text[:1] in (",", "(", "-") or passage.has("amounts", i))


def _moves_up_or_down(passage: Passage, i: int) -> bool:
    """True where one of the last words before a figure says that something rose or fell."""
    last = " ".join(passage.gaps[i].split()[-_NAMED:])
    return any(cue(passage.language, name).search(last) for name in ("up", "down"))


def _scale(passage: Passage, i: int, move: Move) -> str | None:
    """In what a figure tells a change of the two values; nothing for a figure that tells none."""
    row, moved = passage.rows[i], move.rows[-1]
    quantity = row.claim.quantity
    if quantity.vague is not None or quantity.bound in ("≤", "<", "range") or row.reading.best is None:
        return None
    if quantity.unit == "percent":
        return "percent"
    if quantity.unit == _POINT:
        return _POINT if _both_percent(move) else None
    if passage.begins("times", i + 1):
        return "times" if passage.begins("times-more", i + 1) else None
    if quantity.unit != moved.claim.quantity.unit or quantity.kind != moved.claim.quantity.kind:
        return None
    before = passage.words(i) <= _NAMED and (passage.has("up", i) or passage.has("down", i))
    told = before or passage.begins("up", i + 1) or passage.begins("down", i + 1)
    return "amount" if told and (row.claim.noun.text is None or row.head == moved.head) else None


def _both_percent(move: Move) -> bool:
    return all(row.claim.quantity.unit == "percent" for row in move.rows)


def _fits(move: Move, stated: Stated) -> bool:
    """True where a change is what the two values give, within what all three leave open, whichever way it is told."""
    row, quantity = stated.row, stated.row.claim.quantity
    before, after = move.before, move.after
    if before.low is None or before.high is None or after.low is None or after.high is None or before.low <= 0:
        return True
    value = abs(quantity.value or row.reading.best or Decimal(0))
    if stated.scale == "percent":
        ends = (after.low - before.high) / before.high, (after.high - before.low) / before.low
        found = _spread(ends[0] * _HUNDRED, ends[1] * _HUNDRED)
    elif stated.scale == "times":
        # Three times more is three times as much for most people, and four times for some.
        found = Band(after.low / before.high - 1, after.high / before.low)
    else:
        found = _spread(after.low - before.high, after.high - before.low)
    around = percent_band(row) if quantity.unit in _OTHER else _around(row)
    slack = (around.high - around.low) / 2
    told = Band(value - slack, value + slack)
    if quantity.bound in ("≥", ">"):
        told = Band(value * Decimal("0.9"), value * 2)
    return told.meets(found)


def _spread(low: Decimal, high: Decimal) -> Band:
    """A change without its direction."""
    if low <= 0 <= high:
        return Band(Decimal(0), max(-low, high))
    return Band(*sorted((abs(low), abs(high))))


def _around(row: Aspects) -> Band:
    low, high, best = row.reading.low, row.reading.high, row.reading.best or Decimal(0)
    slack = max(best - low if low is not None else 0, high - best if high is not None else 0)
    return Band(best - slack, best + slack)


def _times_in_words(passage: Passage, move: Move) -> Decimal | None:
    """How many times a value grew by a word before it (*a doublé, de 100 à 150*), where the values say otherwise."""
    before, after = move.before, move.after
    if before.best is None or after.best is None or before.best <= 0 or passage.words(move.first) > _REACH:
        return None
    for name, times in _NUMBERS_OF_TIMES.items():
        if passage.has(name, move.first):
            ratio = max(after.best, before.best) / min(after.best, before.best)
            loosely = passage.has("nearly", move.first) or passage.has("beyond", move.first)
            slack = times * (_LOOSER if loosely else _LOOSE)
            upper = times * 2 if passage.has("beyond", move.first) else times + slack
            return None if times - slack <= ratio <= upper else times
    return None


def _told(
    dossier: Dossier, rule: str, move: Move, row: Aspects | None, *, variant: str = "message", times: Decimal | None = None
) -> Draft:
    words = dossier.words
    unit = move.rows[0].claim.quantity.unit
    before, after = move.before.best or Decimal(1), move.after.best or Decimal(0)
    difference = abs(after - before)
    values = {
        "before": words.with_unit(before, unit), "after": words.with_unit(after, unit),
        "stated": words.figure(row.claim) if row is not None else words.number(times),
        "difference": words.with_unit(difference, _POINT if unit == "percent" else unit),
        "percent": words.with_unit((difference / before * _HUNDRED).quantize(Decimal("0.1")).normalize() + 0, "percent"),
        "times": words.number(rounded(after / before).normalize() + 0), "where": where(move.rows[0].claim, words),
    }  # fmt: skip
    rows = (*((row,) if row is not None else ()), *move.rows)
    return drafted(dossier, rule, rows, variant=variant, **values)


def undefined_base(dossier: Dossier) -> Iterator[Draft]:
    """A change in percent of which nothing in its sentence says from what, since when or against what."""
    for passage in dossier.passages:
        if len(passage.rows) != 1 or passage.rows[0].claim.period is not None:
            continue
        row = passage.rows[0]
        if not is_percent(row) or not is_exact(row) or not passage.ends("change-of", 0):
            continue
        if any(passage.has("base", gap) or any(map(str.isdigit, passage.gaps[gap])) for gap in (0, 1)):
            continue
        yield drafted(
            dossier, "undefined-base", (row,), figure=figure(row.claim, dossier.words), where=where(row.claim, dossier.words)
        )
