"""What of a run belongs together: the group of a claim, the findings on it, the claims and refusals of a document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from figures.model import Claim, Document, Finding, Group, Origin, Reconciliation, Refusal
from figures.reporting.decided import overtaken
from figures.wording import Wording


class SkippedEntry(Protocol):
    """Something that was not read: where, why (a slug worded under `skipped`), and the particular of the case."""

    @property
    def path(self) -> str:
        """As people gave it."""
        ...

    @property
    def reason(self) -> str:
        """A slug."""
        ...

    @property
    def detail(self) -> str:
        """A name, an error, or nothing."""
        ...


class SourceEntry(Protocol):
    """The file a document came from, the SHA-256 of its bytes, and where in it the text begins."""

    @property
    def document_id(self) -> str:
        """The id its claims carry."""
        ...

    @property
    def path(self) -> str:
        """As people gave it."""
        ...

    @property
    def sha256(self) -> str:
        """Sixty-four hexadecimal digits."""
        ...

    @property
    def line(self) -> int | None:
        """The line of the file the text begins on, `None` for a document that is one line of it."""
        ...


@dataclass(frozen=True, slots=True)
class Run:
    """A reconciliation with everything a reader of it asks for, found by id.

    `skipped` and `notices` tell what was not read and what to know of what was; `sources` the file of each document, `texts`
    the words of those that were given with it, both by document id; `overtaken` are findings to be looked at again.
    """

    result: Reconciliation
    skipped: tuple[SkippedEntry, ...]
    notices: tuple[SkippedEntry, ...]
    sources: dict[str, SourceEntry]
    texts: dict[str, str]
    documents: tuple[Origin, ...]
    group_of: dict[str, Group]
    findings_of: dict[str, list[Finding]]
    claims_in: dict[str, list[Claim]]
    refusals_in: dict[str, list[Refusal]]
    overtaken: frozenset[str] = frozenset()

    def claims(self, ids: Iterable[str]) -> list[Claim]:
        """The claims of these ids, in their order."""
        return [self.result.claim(claim_id) for claim_id in ids]

    def state(self, finding: Finding) -> str:
        """What people decided of a finding, `stale` where they did so on other evidence."""
        return "stale" if finding.state == "open" and finding.finding_id in self.overtaken else finding.state

    def findings(self, *kinds: str) -> list[Finding]:
        """The findings of these kinds, in the order of the run."""
        return [finding for finding in self.result.findings if finding.kind in kinds]


def run(
    result: Reconciliation,
    *,
    skipped: Sequence[SkippedEntry] = (),
    notices: Sequence[SkippedEntry] = (),
    sources: Sequence[SourceEntry] = (),
    texts: Iterable[Document] = (),
) -> Run:
    """A reconciliation with its lookups; documents that only its claims name are among the documents."""
    documents = {origin.document_id: origin for origin in result.documents}
    for claim in result.claims:
        documents.setdefault(claim.origin.document_id, claim.origin)
    return Run(
        result,
        tuple(skipped),
        tuple(notices),
        {source.document_id: source for source in sources},
        {document.id: document.text for document in texts},
        tuple(documents.values()),
        {claim_id: group for group in reversed(result.groups) for claim_id in group.claim_ids},
        gathered((claim_id, finding) for finding in result.findings for claim_id in finding.claim_ids),
        gathered((claim.origin.document_id, claim) for claim in result.claims),
        gathered((refusal.origin.document_id, refusal) for refusal in result.refusals),
        overtaken(result),
    )


def why(words: Wording, topic: str, reason: str, detail: str) -> str:
    """A reason under `skipped` or `notice` in words, with its particular; what a program said of it is quoted as such."""
    told = words.term(topic, reason)
    if not detail:
        return told
    said = f"said.{reason}"
    if said in words:
        return words.text(said, reason=told, detail=detail)
    return words.text("report.detail", reason=told, detail=detail)


V = TypeVar("V")


def gathered(pairs: Iterable[tuple[str, V]]) -> dict[str, list[V]]:
    """The values under each key, in their order.

    >>> gathered([("a", 1), ("b", 2), ("a", 3)])
    {'a': [1, 3], 'b': [2]}
    """
    found: dict[str, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found
