"""Where and when a sentence puts its figures."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from figures.model import Period
from figures.reading.index import matches
from figures.reading.line import Line
from figures.reading.pack import Pack

_YEARS = range(1000, 2200)
#: So many words of a sentence tell its opening, and so many letters an article has.
_OPENING, _ARTICLE = 5, 3


def places_of(line: Line, pack: Pack) -> tuple[str, ...]:
    """Canonical names of the places the sentence names, in order; unknown ones as they are written."""
    found: dict[str, None] = {}
    for match in matches(pack.patterns["place"], line.letters, line.places.get("place", ())):
        name = line.text(*match.span(match.lastgroup or 0))
        found[pack.places.get(name, name)] = None
    return tuple(found)


def subject_of(line: Line, pack: Pack) -> str | None:
    """The place that opens a sentence as its subject: *Brazil exported …*, *L'Allemagne a produit …*; under its name.

    A short word may stand before it, and a small letter has to follow.
    """
    words = [line.text(at, at + 1) for at in range(min(_OPENING, len(line.letters)))]
    first = 1 if len(words) > 1 and len(words[0]) <= _ARTICLE and words[0] not in pack.places else 0
    for last in (first + 2, first + 1):
        place = pack.places.get(" ".join(words[first:last]))
        if place is not None:
            return place if words[last : last + 1] and words[last][0].islower() else None
    return None


def dates_of(
    line: Line, published: date | None, pack: Pack, *, set_aside: Sequence[tuple[int, int, str]]
) -> list[tuple[int, Period]]:
    """Offset and period of every date of the sentence that says when something held.

    Only what was set aside as a date is one: the 1500 of *1500 personnes* is no year. A date without a year takes the
    document's, or the year before where that would lie after the document's day. Dates behind a word for *since* begin a
    period that the text does not end, and are left out.
    """
    found = []
    for match in matches(pack.patterns["dated"], line.letters, line.places.get("dated", ())):
        if match["since"] is not None:
            continue
        start, end = line.begin(match.start()), line.over(match.end() - 1)
        is_date = any(a < end and start < b and reason == "date" for a, b, reason in set_aside)
        period = _period(line, match, published, pack) if is_date or match["last_year"] is not None else None
        if period is not None:
            found.append((line.begin(match.start(match.lastgroup or 0)), period))
    return found


def _period(line: Line, match: re.Match[str], published: date | None, pack: Pack) -> Period | None:
    def said(group: str) -> str:
        return line.text(*match.span(group)) if match[group] is not None else ""

    if said("last_year"):
        before = published.year - 1 if published is not None else 0
        return Period(date(before, 1, 1), date(before, 12, 31)) if before in _YEARS else None
    if said("bare_year"):
        year = int(said("bare_year"))
        return Period(date(year, 1, 1), date(year, 12, 31)) if year in _YEARS else None
    if said("numeric"):
        return _numeric(said("numeric"))
    month = pack.months.get((said("month") or said("month_first")).lower().rstrip("."))
    if month is None:
        return None
    day = int("".join(filter(str.isdigit, said("day") or said("day_behind"))) or 0)
    if said("year") or said("year_behind"):
        year = int(said("year") or said("year_behind"))
    elif published is None:
        return None
    else:
        year = published.year if (month, day or 1) <= (published.month, published.day) else published.year - 1
    last = monthrange(year, month)[1]
    earlier = pack.months.get(said("first_month").lower().rstrip("."), month)
    if earlier < month:
        return Period(date(year, earlier, 1), date(year, month, last))
    if 0 < day <= last:
        return Period(date(year, month, day), date(year, month, day))
    return Period(date(year, month, 1), date(year, month, last))


def _numeric(written: str) -> Period | None:
    """A date in digits: year first, or day first; a month above 12 means the month stands first.

    `None` for a date without its year, and for one that writes its month otherwise: *11-M*.
    """
    digits = written.replace("/", "-").replace(".", "-").split("-")
    if len(digits) != 3 or not all(map(str.isdecimal, digits)):
        return None
    parts = list(map(int, digits))
    if parts[0] > 31:
        year, month, day = parts
    else:
        day, month, year = parts
    if month > 12:
        day, month = month, day
    year += 2000 if year < 50 else 1900 if year < 100 else 0
    try:
        return Period(date(year, month, day), date(year, month, day))
    except ValueError:
        return None


def nearest(dates: list[tuple[int, Period]], offset: int) -> Period | None:
    """The period of the date that stands nearest a place in the text."""
    return min(dates, key=lambda found: abs(found[0] - offset))[1] if dates else None
