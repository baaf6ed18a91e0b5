"""A figure that one text states and another denies: the two cannot both stand, though neither gives another figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from figures.reconciling.aspects import Aspects
from figures.reconciling.comparability import Comparability, comparability
from figures.reconciling.levels import SAME
from figures.reconciling.likeness import shared_signs
from figures.reconciling.passages import around, cue
from figures.reconciling.stems import salient
from figures.reconciling.traits import STATED

#: Of people hurt a sentence that is negated mostly denies something else: no motive is known for the death of six. There a
#: denial has to be of what the other text states, and of nothing more.
HURT = frozenset({"toll", "losses"})
#: With how many statements of one figure a denial of it is held against.
MOST = 64
#: So many words in common make a denial be of the matter of a statement, and so many where neither noun nor name is common.
FEWEST, WITHOUT_NAME = 2, 3
#: Marks that close the clause of a figure.
_CLOSED = re.compile("[,;:.()]")

_Key = tuple[str, str | None, Decimal]


class Denial(NamedTuple):
    """A statement, its denial, and how the two were held against each other."""

    stated: Aspects
    denied: Aspects
    found: Comparability


def denials_in(rows: Sequence[Aspects]) -> tuple[Denial, ...]:
    """Every figure stated in one text and negated in another, on one matter: *640 crates came*, *no 640 crates came*.

    In the order of the denials, and of the statements each is of. What is foretold can be denied as well.
    """
    denied = [
        (key, row)
        for row in rows
        if row.claim.modality == "negated" and row.reading.point and (key := _key(row)) is not None
    ]
    if not denied:
        return ()
    stated: dict[_Key | None, list[Aspects]] = {key: [] for key, _ in denied}
    for row in rows:
        of_key = stated.get(_key(row)) if row.claim.modality in STATED else None
        if of_key is not None and len(of_key) < MOST:
            of_key.append(row)
    found = (_denial(other, row) for key, row in denied for other in stated[key])
    return tuple(denial for denial in found if denial is not None)


def _key(row: Aspects) -> _Key | None:
    best = row.reading.best
    return None if best is None else (row.claim.quantity.kind, row.unit, best)


def _denial(stated: Aspects, denied: Aspects) -> Denial | None:
    """The two held against each other, where they stand in two texts, differ in nothing and are of one matter."""
    if stated.claim.origin.document_id == denied.claim.origin.document_id:
        return None
    found = comparability(stated, denied)
    if found is None or (denied.course in HURT and not _denies_it(stated, denied)):
        return None
    shared, _ = shared_signs(stated, denied)
    named = found.levels.counted == SAME or not stated.names.isdisjoint(denied.names)
    if shared < (FEWEST if named else WITHOUT_NAME):
        return None
    return Denial(stated, denied, found._replace(safe=False))


def _denies_it(stated: Aspects, denied: Aspects) -> bool:
    """True where every word that carries meaning from the denial on, but for who denies it, is one of the statement."""
    language, (before, behind) = denied.claim.origin.language, around(denied)
    found = list(cue(language, "denies").finditer(before))
    if not found:
        return False
    said = f"- {before[found[-1].end() :]} {_CLOSED.split(behind)[0]}"
    words = salient(said, language)[0] - denied.spoken
    return all(any(_one_word(word, other) for other in stated.words) for word in words)


def _one_word(a: str, b: str) -> bool:
    """True for two stems of which one opens the other: *kill* and *kille(d)*."""
    return a.startswith(b) or b.startswith(a)
