"""Which figures are a part of another figure of their sentence, though both count the same: *22 dead, 11 of them old*.

Such a part is no answer to the question of its whole, so it never stands against what another text counts in all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from figures.reconciling.arithmetic import same_stuff, sums_in, wholes_in
from figures.reconciling.aspects import Aspects
from figures.reconciling.passages import Passage, passages_of
from figures.reconciling.stems import Words, salient

#: Marks that end what is said of one figure.
_ENDING = ",;:.()"


class Told(NamedTuple):
    """Claims in the order of documents and text, the sentences they stand in, and those of these with several figures."""

    rows: tuple[Aspects, ...]
    passages: tuple[Passage, ...]
    several: tuple[Passage, ...]


def with_parts(rows: Sequence[Aspects]) -> Told:
    """The rows in the same order, those that are parts with their whole and the words that say which part.

    `rows` stand in the order of documents and text. A part that is told by its noun, by what happened, by a side or by a
    place of its own is a question of its own, and stays as it is.
    """
    passages = tuple(passages_of(rows))
    marked: dict[str, Aspects] = {}
    several = tuple(passage for passage in passages if len(passage.rows) > 1)
    for passage in several:
        for whole, part in sorted(set(_parts(passage))):
            a, b = passage.rows[whole], passage.rows[part]
            if _counted_alike(a, b):
                marked[b.claim.claim_id] = b._replace(whole=a.claim.claim_id, share=_share(passage, part))
    if not marked:
        return Told(tuple(rows), passages, several)
    passages = tuple(passage.marked(marked) for passage in passages)
    several = tuple(passage for passage in passages if len(passage.rows) > 1)
    return Told(tuple(marked.get(row.claim.claim_id, row) for row in rows), passages, several)


def _parts(passage: Passage) -> Iterator[tuple[int, int]]:
    """Whole and part: told as such, put together as a sum, or summing up to it."""
    rows = passage.rows
    yield from wholes_in(passage)
    for i, row in enumerate(rows):
        if i and row.claim.noun.text is None and passage.begins("of-these", i + 1) and same_stuff(rows[i - 1], row):
            yield i - 1, i
    if len(rows) > 2:
        yield from ((whole, part) for whole, parts in sums_in(passage) for part in parts)
        yield from _summing(rows)


def _summing(rows: Sequence[Aspects]) -> Iterator[tuple[int, int]]:
    """A figure and those that follow it, or come before it, without another between: together they give it exactly."""
    for i, row in enumerate(rows):
        total = row.reading.best
        for run in (range(i + 1, len(rows)), range(i - 1, -1, -1)):
            summed, parts = Decimal(0), list[int]()
            for j in run:
                best = rows[j].reading.best
                if total is None or best is None or best <= 0 or not same_stuff(row, rows[j]) or summed >= total:
                    break
                summed += best
                parts.append(j)
            if len(parts) > 1 and summed == total:
                yield from ((i, part) for part in parts)


def _counted_alike(whole: Aspects, part: Aspects) -> bool:
    """True where nothing in what is counted tells the part from the whole."""
    if (whole.counted, whole.status) != (part.counted, part.status):
        return False
    if (whole.sides, whole.narrowing) != (part.sides, part.narrowing):
        return False
    return not part.places or part.places == whole.places


def _share(passage: Passage, part: int) -> Words:
    """The words behind a part that say which it is, where another figure is none of them."""
    behind = passage.gaps[part + 1].lstrip()
    end = min((at for mark in _ENDING if (at := behind.find(mark)) >= 0), default=-1)
    if end < 0 and part + 1 < len(passage.rows) and not passage.ends("joins", part + 1):
        return frozenset()
    return salient(f"- {behind[:end] if end >= 0 else behind}", passage.language)[0]
