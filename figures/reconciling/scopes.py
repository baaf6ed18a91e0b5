"""Figures that stand for another time than their reader thinks: to come, to date, overtaken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from figures.model import VOUCHED
from figures.reconciling.aspects import Aspects
from figures.reconciling.comparison import Reading, agrees, separation
from figures.reconciling.dossier import Dossier, Draft
from figures.reconciling.passages import around, closing, of_others, plain, says
from figures.reconciling.phrasing import figure, side, where
from figures.reconciling.slips import alike, mostly_alike
from figures.reconciling.summary import Settled
from figures.reconciling.telling import drafted
from figures.reconciling.traits import RUNNING, USUAL

#: Courses whose figures a later count replaces.
_REPLACED = RUNNING | {"toll"}


def forecast(dossier: Dossier) -> Iterator[Draft]:
    """A figure that is still to come: no text can bear it out yet.

    Terms and ages are not what is foretold, and neither is what an article marks as known (*les 600 élèves viendront*).
    """
    for row in dossier.rows:
        if row.claim.modality != "forecast" or row.claim.quantity.kind in ("duration", "age", "ratio"):
            continue
        if not closing(row.claim.origin.language, "known").search(around(row)[0]):
            values = {"figure": figure(row.claim, dossier.words), "where": where(row.claim, dossier.words)}
            yield drafted(dossier, "forecast", (row,), **values)


def stale(dossier: Dossier) -> Iterator[Draft]:
    """A figure told anew after a later count had been published that replaced it."""
    for settled in dossier.contested:
        if not settled.of_kind("revised"):
            continue
        since = _first_told(settled)
        by_voice: dict[str, list[Aspects]] = defaultdict(list)
        for row in settled.rows:
            by_voice[row.voice].append(row)
        for row in settled.rows:
            of_voice = by_voice[row.voice] if row.claim.attribution.state in VOUCHED else settled.rows
            newer = _newer(row, since[row.reading], of_voice)
            if newer is not None:
                values = {"old": side(row.claim, dossier.words), "new": side(newer.claim, dossier.words)}
                yield drafted(dossier, "stale", (row, newer), **values)


def _first_told(settled: Settled) -> dict[Reading, int | None]:
    """The day each figure of a group, or one that agrees with it, was first told."""
    days: dict[Reading, int | None] = {}
    for row in settled.rows:
        known = days.setdefault(row.reading, row.told)
        if row.told is not None:
            days[row.reading] = row.told if known is None else min(known, row.told)
    return {
        reading: min((day for other, day in days.items() if day is not None and agrees(other, reading)), default=None)
        for reading in days
    }


def _newer(row: Aspects, since: int | None, others: Sequence[Aspects]) -> Aspects | None:
    """The count that had replaced a figure when it was told: published before it, after another text had the old one."""
    if since is None or row.told is None or since >= row.told or row.dated or not row.contradicts:
        return None
    if row.course not in _REPLACED or row.reading.best is None or row.reading.best < USUAL or of_others(row):
        return None
    for other in others:
        if other.told is None or not since < other.told < row.told or not other.contradicts:
            continue
        if _exceeds(other, row) and _surely_one(row, other):
            return other
    return None


def _surely_one(a: Aspects, b: Aspects) -> bool:
    """The same people or the same place told by both, or half of the richer sentence: a group alone is no proof."""
    named = (a.sides and a.sides == b.sides) or (a.places and a.places == b.places)
    return bool(named and alike(a, b, of=1)) or mostly_alike(a, b)


def _exceeds(new: Aspects, old: Aspects) -> bool:
    best, former = new.reading.best, old.reading.best
    return best is not None and former is not None and best > former and bool(separation(new.reading, old.reading))


def cumulative_vs_incident(dossier: Dossier) -> Iterator[Draft]:
    """A total to date in one group with the count of a single event."""
    for settled in dossier.contested:
        opposed = [*settled.of_kind("conflict"), *settled.of_kind("revised")]
        if not opposed:
            continue
        told = {i for relation in opposed for i in (relation.a, relation.b)}
        to_date = {i for i in told if _says(settled.rows[i], "to-date")}
        of_event = {i for i in told if _says(settled.rows[i], "one-event")} if to_date else to_date
        for relation in opposed:
            for i, j in ((relation.a, relation.b), (relation.b, relation.a)):
                if i in to_date - of_event and j in of_event - to_date:
                    total, event = settled.rows[i], settled.rows[j]
                    values = {"total": side(total.claim, dossier.words), "event": side(event.claim, dossier.words)}
                    yield drafted(dossier, "cumulative-vs-incident", (total, event), **values)


def _says(row: Aspects, name: str) -> bool:
    return says(row.claim.origin.language, name, plain(row.claim.sentence))
