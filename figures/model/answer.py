"""What a dossier says of one figure of a draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from figures.model.claim import Claim
from figures.model.reconciliation import Row

#: What a dossier can say, and how grave that is; `None` for what need not be looked at.
#: `contradicted`: it says something else, and nothing that bears the figure out. `misattributed`: it has the figure from
#: somebody else than the draft, who is told to say another. `outdated`: it has the figure, and a later one that replaced
#: it. `disputed`: it has the figure and one of the same time that cannot stand beside it. `unknown`: nothing in it answers
#: the question. `compatible`: what it says leaves room for the figure. `unchecked`: the draft does not state the figure.
ANSWERS: Mapping[str, str | None] = {
    "contradicted": "error",
    "misattributed": "error",
    "outdated": "warning",
    "disputed": "warning",
    "unknown": "warning",
    "compatible": None,
    "supported": None,
    "unchecked": None,
}
#: The kind of finding that an answer is.
ANSWER_KINDS: Mapping[str, str] = {
    "contradicted": "conflict",
    "misattributed": "misattributed",
    "outdated": "stale",
    "disputed": "disputed",
    "unknown": "not-in-dossier",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a dossier says of one figure of a draft.

    `supporting` are claims of the dossier that say the same, or where none does those that leave room for it; `opposing`
    those that cannot stand beside it and that no later count replaced; each in the order of time. `near` are claims that
    may be about the same, the likeliest first, given where the state is `unknown`. The modality of the claim tells why a
    figure is `unchecked`.
    """

    claim: Claim
    state: str
    supporting: tuple[Claim, ...] = ()
    opposing: tuple[Claim, ...] = ()
    near: tuple[Claim, ...] = ()

    @property
    def level(self) -> str | None:
        """`error`, `warning`, or `None` where nothing is to be looked at."""
        return ANSWERS[self.state]

    @property
    def kind(self) -> str | None:
        """The kind of finding that the answer is, or `None`."""
        return ANSWER_KINDS.get(self.state)

    def record(self) -> Row:
        """A flat table row: the figure, the answer, and the claims of the dossier it rests on, by their ids."""
        return {
            "claim_id": self.claim.claim_id,
            "document_id": self.claim.origin.document_id,
            "exact": self.claim.exact,
            "noun": self.claim.noun.text,
            "state": self.state,
            "kind": self.kind,
            "level": self.level,
            "supporting": [claim.claim_id for claim in self.supporting],
            "opposing": [claim.claim_id for claim in self.opposing],
            "near": [claim.claim_id for claim in self.near],
        }
