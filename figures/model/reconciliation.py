"""Claims that answer one question, what is to be said of them, and the whole of a run."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from figures.model.claim import Claim, Refusal
from figures.model.decision import Standing
from figures.model.display import html, markdown
from figures.model.document import Origin
from figures.model.possible import Possible
from figures.model.quantity import number

#: The state of a group; of several that hold, the last in this order.
STATES = ("single", "agree", "compatible", "revised", "conflict")
#: The level of a finding, the gravest first.
LEVELS = ("error", "warning", "note")
#: What people decided of a finding: that it is right, that there is nothing to it, that the text was mended.
FINDING_STATES = ("open", "accepted", "dismissed", "fixed")

_NOTHING = Decimal(0)
Row = dict[str, str | int | float | bool | list[str] | None]


@dataclass(frozen=True, slots=True)
class Group:
    """Claims that answer one question, in the order of their time.

    `low`, `best`, `high` span the claims in the words of UCDP; `best_rule` names the rule that chose `best`, which is
    never a verdict of truth. `chosen_value` and `resolution_method` (one of `RESOLUTIONS`) are what people decided.
    """

    group_id: str
    label: str
    claim_ids: tuple[str, ...]
    state: str
    kind: str
    noun_lemma: str | None = None
    concept: str | None = None
    unit: str | None = None
    status: str | None = None
    place: str | None = None
    low: Decimal | None = None
    best: Decimal | None = None
    high: Decimal | None = None
    best_rule: str | None = None
    n_documents: int = 1
    n_sources: int = 0
    n_independent_sources: int = 0
    first_reported: date | None = None
    last_reported: date | None = None
    chosen_value: Decimal | None = None
    resolution_method: str | None = None

    def record(self) -> Row:
        """The flat table row of the public contract."""
        return {
            "group_id": self.group_id,
            "label": self.label,
            "claim_ids": list(self.claim_ids),
            "state": self.state,
            "kind": self.kind,
            "noun_lemma": self.noun_lemma,
            "concept": self.concept,
            "unit": self.unit,
            "status": self.status,
            "place": self.place,
            "low": number(self.low),
            "best": number(self.best),
            "high": number(self.high),
            "best_rule": self.best_rule,
            "n_claims": len(self.claim_ids),
            "n_documents": self.n_documents,
            "n_sources": self.n_sources,
            "n_independent_sources": self.n_independent_sources,
            "first_reported": self.first_reported.isoformat() if self.first_reported else None,
            "last_reported": self.last_reported.isoformat() if self.last_reported else None,
            "chosen_value": number(self.chosen_value),
            "resolution_method": self.resolution_method,
        }


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: the tool flags, a person judges. `workings` are the steps that led to `message`.

    `state` is what people decided of it, one of `FINDING_STATES`.
    """

    finding_id: str
    kind: str
    level: str
    group_id: str | None
    claim_ids: tuple[str, ...]
    message: str
    workings: str
    state: str = "open"

    @property
    def dismissed(self) -> bool:
        """True where a person said that there is nothing to it: it is told, and fails no run."""
        return self.state == "dismissed"

    def record(self) -> Row:
        """The flat table row of the public contract."""
        return {
            "finding_id": self.finding_id,
            "kind": self.kind,
            "level": self.level,
            "group_id": self.group_id,
            "claim_ids": list(self.claim_ids),
            "message": self.message,
            "workings": self.workings,
            "state": self.state,
        }


class Claims(tuple[Claim, ...]):
    """The claims of a run: a tuple that says what it holds, even where it holds nothing."""

    __slots__ = ()


class Groups(tuple[Group, ...]):
    """The groups of a run."""

    __slots__ = ()


class Findings(tuple[Finding, ...]):
    """The findings of a run."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The whole of a run: every claim, the groups and findings, the documents read and the numbers that are no figures.

    `language` is that of the messages, `policy` and `tolerance` are those by which vague words were read and figures held
    against each other; `decisions` are those of people, each with what became of it. `possible` are pairs of groups that may
    answer one question and stay apart, the nearest first; `possible_left_out` is how many more there are. Everything stands
    in an order that does not depend on that of the input.
    """

    claims: tuple[Claim, ...] = ()
    groups: tuple[Group, ...] = ()
    findings: tuple[Finding, ...] = ()
    documents: tuple[Origin, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    language: str = "en"
    policy: str = "ccc"
    tolerance: Decimal = _NOTHING
    decisions: tuple[Standing, ...] = ()
    possible: tuple[Possible, ...] = ()
    possible_left_out: int = 0
    _by_id: dict[str, Claim] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        for name, sort in (("claims", Claims), ("groups", Groups), ("findings", Findings)):
            object.__setattr__(self, name, sort(getattr(self, name)))

    def _repr_html_(self) -> str:
        """What a notebook shows: the table of the groups, those in conflict first."""
        return html(self, STATES)

    def _repr_markdown_(self) -> str:
        """The same for a notebook that wants Markdown."""
        return markdown(self, STATES)

    def claim(self, claim_id: str) -> Claim:
        """The claim of that id; `KeyError` where there is none."""
        if not self._by_id:
            self._by_id.update((claim.claim_id, claim) for claim in self.claims)
        return self._by_id[claim_id]
