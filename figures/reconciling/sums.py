"""A toll told in parts stands with the toll that tells it whole: *two women and a man were killed*, *three people died*.

Each part is a figure of its own and answers no question that another text asks; together they give one. Where the parts of
a list add up to what another sentence tells of the same event, they are brought to it, and leave its lowest, best and
highest figure alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from figures.reconciling.aspects import Aspects
from figures.reconciling.comparability import comparability
from figures.reconciling.passages import Passage
from figures.reconciling.timeline import time_key
from figures.reconciling.traits import CASUALTY_STATUSES

#: Longest run of words between two parts of one list.
_REACH = 8
#: With so many figures of one size a list is compared at most, those of its own text first.
_COMPARED = 48

_PERSON = "person"
_Toll = tuple[str | None, Decimal]


class _Listed(NamedTuple):
    """The parts of one list, and the figure they give together as a claim would that told it."""

    parts: tuple[Aspects, ...]
    whole: Aspects


def with_listed(groups: Sequence[list[Aspects]], passages: Iterable[Passage]) -> list[list[Aspects]]:
    """The groups, each with the parts that other sentences tell of its figure; every claim stays in one group.

    `passages` are the sentences with several figures. A part that was brought to a group has the claim it is a part of as
    its `whole`. A group that gave all its claims away is no more. They stand in the order of time, a group of parts alone
    behind that of their whole.
    """
    listed = [each for passage in passages for each in _lists_in(passage)]
    if not listed:
        return _in_order(groups)
    tolls = _tolls(groups, {part.claim.claim_id for each in listed for part in each.parts})
    moved: dict[str, tuple[int, str]] = {}
    for each in listed:
        found = _told_whole(each, tolls.get((each.whole.status, each.whole.reading.best or Decimal(0)), ()))
        if found is not None:
            number, whole = found
            moved.update((part.claim.claim_id, (number, whole.claim.claim_id)) for part in each.parts)
    return _in_order(_redrawn(groups, moved) if moved else groups)


def _tolls(groups: Sequence[list[Aspects]], parts: Collection[str]) -> dict[_Toll, list[tuple[int, Aspects]]]:
    """The tolls that may be the whole of a list, each with the number of its group, by status and figure."""
    found: dict[_Toll, list[tuple[int, Aspects]]] = defaultdict(list)
    for number, group in enumerate(groups):
        for row in group:
            if _is_toll(row) and row.reading.best is not None and row.claim.claim_id not in parts:
                found[row.status, row.reading.best].append((number, row))
    return found


def _redrawn(groups: Sequence[list[Aspects]], moved: dict[str, tuple[int, str]]) -> list[list[Aspects]]:
    stay = [[row for row in group if row.claim.claim_id not in moved] for group in groups]
    for row in (row for group in groups for row in group if row.claim.claim_id in moved):
        number, whole = moved[row.claim.claim_id]
        stay[number].append(row._replace(whole=whole))
    return [sorted(group, key=time_key) for group in stay if group]


def _in_order(groups: Sequence[list[Aspects]]) -> list[list[Aspects]]:
    wholes = {row.claim.whole_id or row.whole for group in groups for row in group}
    told = {row.claim.claim_id: row for group in groups for row in group if row.claim.claim_id in wholes}

    def place(group: list[Aspects]) -> tuple[tuple[int, int, str, int, str], bool]:
        whole = told.get(group[0].claim.whole_id or group[0].whole or "")
        parts_alone = whole is not None and all(row.claim.whole_id or row.whole for row in group)
        return (time_key(whole), True) if whole is not None and parts_alone else (time_key(group[0]), False)

    return sorted(groups, key=place)


def _lists_in(passage: Passage) -> Iterator[_Listed]:
    """Every longest run of tolls of one status that a sentence joins, each of two parts at least; ages may stand between."""
    run: list[Aspects] = []
    last = 0
    for i, row in enumerate(passage.rows):
        if row.claim.quantity.kind == "age":
            continue
        if run and not (_is_toll(row) and row.status == run[-1].status and _joined(passage, last, i)):
            yield from _list_of(run)
            run = []
        if _is_toll(row):
            run.append(row)
        last = i
    yield from _list_of(run)


def _list_of(run: Sequence[Aspects]) -> Iterator[_Listed]:
    if len(run) < 2:
        return
    summed = sum((row.reading.best for row in run if row.reading.best is not None), Decimal(0))
    first = run[0]
    reading = first.reading._replace(low=summed, best=summed, high=summed)
    people = replace(first.subject, counted=_PERSON, wider=(), family=_PERSON, head="")
    yield _Listed(tuple(run), first._replace(reading=reading, subject=people))


def _is_toll(row: Aspects) -> bool:
    """True for an exact count of people hurt in an event that is told as no part of another."""
    hurt = row.status in CASUALTY_STATUSES and row.course == "toll" and row.contradicts
    return hurt and row.whole is None and row.claim.whole_id is None and row.reading.point and bool(row.reading.best)


def _joined(passage: Passage, before: int, i: int) -> bool:
    """True where only an *and* or a comma, and the words of the part before, stand between a figure and the one before."""
    gaps = range(before + 1, i + 1)
    if not (passage.ends("joins", i) or passage.gaps[i].rstrip().endswith(",")):
        return False
    if sum(map(passage.words, gaps)) > _REACH or any(passage.has("including", gap) for gap in gaps):
        return False
    return not any(mark in passage.gaps[gap] for gap in gaps for mark in ".;:()")


def _told_whole(listed: _Listed, tolls: Sequence[tuple[int, Aspects]]) -> tuple[int, Aspects] | None:
    """The group with a claim that tells the whole of a list, with that claim: of the same text, or of the same event."""
    document = listed.whole.claim.origin.document_id
    own_text_first = sorted(tolls, key=lambda found: found[1].claim.origin.document_id != document)
    for number, row in own_text_first[:_COMPARED]:
        found = comparability(listed.whole, row)
        if found is not None and found.comparison.outcome == "agree" and found.safe:
            return number, row
    return None
