"""Questions against documents: the table people draw by hand in every project on conflicting figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from figures.model import Claim, Group, Origin, number
from figures.reporting.belongings import Run
from figures.reporting.tables import JOINT, Cell
from figures.wording import Wording

#: What a sheet of a workbook can have beside the columns that say what a row is.
MOST_COLUMNS = 16_000


def in_time(documents: Sequence[Origin]) -> list[Origin]:
    """Documents in the order of their days, those without one at the end."""
    return sorted(documents, key=lambda origin: (origin.published or date.max, origin.document_id))


def answers(run: Run, words: Wording) -> Iterator[tuple[Group, dict[str, Cell]]]:
    """Each question with what each document answers, by its id; documents that say nothing of it are left out.

    One exact figure is a number, everything else is told in words: `≥ 10 000`, `8 000; 9 000`.
    """
    for group in run.result.groups:
        told: dict[str, list[Claim]] = {}
        for claim in run.claims(group.claim_ids):
            told.setdefault(claim.origin.document_id, []).append(claim)
        yield group, {document_id: _cell(claims, group, words) for document_id, claims in told.items()}


def _cell(claims: Sequence[Claim], group: Group, words: Wording) -> Cell:
    quantities = {claim.quantity: claim for claim in claims}
    if len(quantities) == 1:
        quantity = claims[0].quantity
        plain = quantity.bound == "=" and not quantity.approximate and quantity.vague is None
        if plain and quantity.unit == group.unit:
            return number(quantity.value)
    return JOINT.join(dict.fromkeys(words.figure(claim) for claim in claims))
