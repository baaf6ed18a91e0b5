"""Two groups that may answer one question, and what would have to be certain to say so."""

from __future__ import annotations

from dataclasses import dataclass

from figures.model.identity import content_id

#: What decides whether two figures can be compared, in the order a reader goes through it.
ASPECTS = ("counted", "status", "sides", "narrowing", "unit", "place", "time", "telling", "context", "figure")
#: How sure it is that an aspect is one, in rising order.
LEVELS_OF_ASPECT = ("different", "unknown", "compatible", "same")
#: How two figures stand to each other, should they answer one question.
OUTCOMES = ("agree", "compatible", "conflict")


@dataclass(frozen=True, slots=True)
class Possible:
    """Two groups shown side by side and not merged: one aspect is not certain enough to say that they ask the same.

    `claim_ids` are the two claims that come nearest, one of each group, in the order of the groups. `levels` has their level
    in each of `ASPECTS` (one of `LEVELS_OF_ASPECT`), `missing` is the aspect that would have to be surer, `outcome` how the
    two figures would stand to each other.
    """

    group_id: str
    other_group_id: str
    claim_ids: tuple[str, str]
    outcome: str
    missing: str
    levels: tuple[str, ...]

    @property
    def possible_id(self) -> str:
        """The identity, from the two claims."""
        return content_id("p", *self.claim_ids)

    def record(self) -> dict[str, str | int | float | bool | list[str] | None]:
        """The flat table row: identities, outcome, the aspect that is missing, and a column for each aspect."""
        return {
            "possible_id": self.possible_id,
            "group_id": self.group_id,
            "other_group_id": self.other_group_id,
            "claim_ids": list(self.claim_ids),
            "outcome": self.outcome,
            "missing": self.missing,
            **dict(zip(ASPECTS, self.levels, strict=True)),
        }
