"""What a rule looks at and what it gives: claims, groups and how their claims stand; and a draft of a finding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from figures.model import Claim
from figures.reconciling.aspects import Aspects
from figures.reconciling.denials import Denial
from figures.reconciling.grouping import Hub
from figures.reconciling.passages import Passage
from figures.reconciling.summary import Settled
from figures.reconciling.thresholds import NO_THRESHOLDS, Thresholds
from figures.wording import Wording


class Draft(NamedTuple):
    """A finding without its rule: the group it is about, its claims in the order of telling, the words, the steps."""

    group_id: str | None
    claim_ids: tuple[str, ...]
    message: str
    workings: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything a rule may ask.

    `rows` are all claims in the order of documents and text, `place` gives each claim's place in it, `settled` are
    the groups in the order of time, `contested` those of them in which claims exclude or replace each other, `group_of` the
    group of each claim that is in one, `hubs` the blocks that were too large for all pairs; `words` are those of the
    messages' language, `passages` the sentences of the claims, `several` those with several figures,
    `thresholds` the numbers that decide something for the user, `denials` what one text states and another negates.
    """

    rows: tuple[Aspects, ...]
    place: Mapping[str, int]
    settled: tuple[Settled, ...]
    group_of: Mapping[str, Settled]
    hubs: tuple[Hub, ...]
    words: Wording
    contested: tuple[Settled, ...] = ()
    passages: tuple[Passage, ...] = ()
    several: tuple[Passage, ...] = ()
    thresholds: Thresholds = NO_THRESHOLDS
    denials: tuple[Denial, ...] = ()

    def claim(self, claim_id: str) -> Claim:
        """The claim of that id."""
        return self.rows[self.place[claim_id]].claim

    def group_id(self, claim: Claim) -> str | None:
        """The group a claim is in, or `None` for one that states nothing."""
        settled = self.group_of.get(claim.claim_id)
        return settled.group.group_id if settled else None
