"""What time makes of two figures that can be compared: a contradiction, or a count that was revised."""

from __future__ import annotations

from figures.reconciling.aspects import Aspects
from figures.reconciling.comparability import Comparability
from figures.reconciling.likeness import days_apart, grows, one_disaster, one_moment
from figures.reconciling.traits import NEAR, RUNNING


def relation(a: Aspects, b: Aspects, found: Comparability) -> str:
    """`agree`, `compatible`, `revised` or `conflict`, for two claims that `comparability` found comparable.

    Two figures that exclude each other are `revised` where the later one replaces the earlier: a running total of
    another month (or by one voice, of other days), the toll of an event on another day. A later figure that merely
    exceeds an earlier bound (*at least 300*, then *600*) is `revised` as well. Whatever else excludes is a `conflict`.
    """
    outcome = found.comparison.outcome
    if outcome == "agree":
        return outcome
    later = replaces(a, b, found.course)
    if outcome == "conflict":
        return "revised" if later else "conflict"
    return "revised" if later and exceeds(a, b) else "compatible"


def replaces(a: Aspects, b: Aspects, course: str) -> bool:
    """True where one of the two counts stands for a later moment at which the count may have moved on."""
    if course == "toll":
        return a.told is not None and b.told is not None and a.told != b.told
    if course in ("plain", "amount"):
        return one_disaster(a, b) and grows(a, b)
    if course not in RUNNING:
        return False
    return not one_moment(a, b) or (days_apart(a, b) > NEAR and a.voice == b.voice and not falls(a, b))


def in_time(a: Aspects, b: Aspects) -> tuple[Aspects, Aspects]:
    """The earlier and the later of two claims; by place in the text where their days are equal or unknown."""
    return (a, b) if time_key(a) <= time_key(b) else (b, a)


def time_key(row: Aspects) -> tuple[int, int, str, int, str]:
    """Sorts claims by the time they hold for, then by publication, document and place in the text; undated last."""
    claim = row.claim
    last = row.last if row.last is not None else 10**7
    told = row.told if row.told is not None else 10**7
    return last, told, claim.origin.document_id, claim.figure.start, claim.claim_id


def falls(a: Aspects, b: Aspects) -> bool:
    """True where the later figure is the smaller one."""
    early, late = in_time(a, b)
    if early.reading.best is None or late.reading.best is None:
        return False
    return late.reading.best < early.reading.best


def exceeds(a: Aspects, b: Aspects) -> bool:
    """True where the later best value is above what the earlier words leave open, or above their lower bound."""
    early, late = in_time(a, b)
    if early.reading.best is None or late.reading.best is None or late.reading.best <= early.reading.best:
        return False
    return early.reading.high is None or late.reading.best > early.reading.high
