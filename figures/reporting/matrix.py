"""Questions beside documents: what each document answers to each question, in tables a page can hold.

Every project on conflicting figures draws this table by hand. A whole dossier in one would be mostly empty: documents and
questions that hang together stand in a table of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from figures.model import Claim, Group, Origin
from figures.reconciling.union import Union
from figures.reporting.belongings import Run

#: More columns than this make a further table of the same rows.
WIDEST = 6

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Some questions and the documents that answer them; `cells` holds the claims under group id and document id.

    `across` is true where the questions are the columns, because there are fewer of them than of documents.
    """

    groups: tuple[Group, ...]
    documents: tuple[Origin, ...]
    cells: dict[Key, list[Claim]]
    across: bool

    def answers(self, group: Group, document: Origin) -> list[Claim]:
        """What a document answers to a question, in the order of its text."""
        return self.cells.get((group.group_id, document.document_id), [])

    def parts(self) -> Iterator[Matrix]:
        """The same in tables of at most `WIDEST` columns, each without the rows that would be empty in it."""
        if self.across:
            for some in _batches(self.groups):
                rows = [one for one in self.documents if any(self.answers(group, one) for group in some)]
                yield Matrix(tuple(some), tuple(rows), self.cells, self.across)
        else:
            for few in _batches(self.documents):
                kept = [group for group in self.groups if any(self.answers(group, one) for one in few)]
                yield Matrix(tuple(kept), tuple(few), self.cells, self.across)


def matrices(run: Run) -> list[Matrix]:
    """A matrix for all questions and documents that hang together, of the questions that two documents answer at least.

    Documents stand in the order of their days, those without one at the end.
    """
    origins = {origin.document_id: origin for origin in run.documents}
    cells: dict[Key, list[Claim]] = {}
    answered: dict[str, set[str]] = {}
    for group in run.result.groups:
        for claim in run.claims(group.claim_ids):
            cells.setdefault((group.group_id, claim.origin.document_id), []).append(claim)
        answered[group.group_id] = {claim.origin.document_id for claim in run.claims(group.claim_ids)}
    for claims in cells.values():
        claims.sort(key=lambda claim: claim.figure)
    several = [group for group in run.result.groups if len(answered[group.group_id]) > 1]
    found = []
    for together in _together(several, answered):
        named = {document_id for group in together for document_id in answered[group.group_id]}
        documents = sorted((origins[document_id] for document_id in named), key=_in_time)
        found.append(Matrix(tuple(together), tuple(documents), cells, len(together) < len(documents)))
    return found


def _together(groups: Sequence[Group], answered: dict[str, set[str]]) -> list[list[Group]]:
    """Groups that share documents, directly or through others, in the order of the first of each."""
    union, first = Union(len(groups)), dict[str, int]()
    for number, group in enumerate(groups):
        for document_id in answered[group.group_id]:
            union.join(number, first.setdefault(document_id, number))
    return [[groups[number] for number in part] for part in union.parts()]


def _in_time(origin: Origin) -> tuple[date, str]:
    return (origin.published or date.max, origin.document_id)


def _batches(items: Sequence[Group] | Sequence[Origin]) -> Iterator[Sequence]:  # type: ignore[type-arg]
    """Batches of about equal size, none larger than `WIDEST`."""
    n = -(-len(items) // WIDEST)
    size = -(-len(items) // n) if n else 1
    for start in range(0, len(items), size):
        yield items[start : start + size]
