"""A run as tables: claims, groups, findings, documents, numbers not counted, and what was skipped."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from figures.model import Origin, Refusal
from figures.reporting.belongings import Run, SkippedEntry
from figures.reporting.columns import Column, recorded

Cell = str | int | float | bool | list[str] | None
#: What stands between the entries of a list that is one cell.
JOINT = "; "


@dataclass(frozen=True, slots=True)
class Table:
    """Rows made one at a time, so that a table of any length takes the memory of one row."""

    name: str
    columns: tuple[Column, ...]
    items: Sequence[Any]
    row: Callable[[Any], dict[str, Cell]]

    def rows(self) -> Iterator[dict[str, Cell]]:
        """The rows in order, each with the columns of the table and no others."""
        for item in self.items:
            yield self.row(item)

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.items)


def records(run: Run) -> dict[str, Table]:
    """The tables of the records, by name: what goes into CSV and JSON Lines."""
    return {name: Table(name, recorded(name), items, row) for name, (items, row) in contents(run).items()}


def contents(run: Run) -> dict[str, tuple[Sequence[Any], Callable[[Any], dict[str, Cell]]]]:
    """What the rows of each table are made of, and how."""
    result = run.result
    return {
        "claims": (result.claims, _record),
        "groups": (result.groups, _record),
        "findings": (result.findings, _record),
        "possible": (result.possible, _record),
        "documents": (run.documents, lambda origin: _document(run, origin)),
        "not_counted": (result.refusals, _not_counted),
        "skipped": (run.skipped, _skipped),
    }


def _record(item: Any) -> dict[str, Cell]:
    record: dict[str, Cell] = item.record()
    return record


def _document(run: Run, origin: Origin) -> dict[str, Cell]:
    key = origin.document_id
    claims, source = run.claims_in.get(key, []), run.sources.get(key)
    findings = {finding.finding_id for claim in claims for finding in run.findings_of.get(claim.claim_id, ())}
    return {
        "document_id": key,
        "title": origin.title,
        "publisher": origin.publisher,
        "published": origin.published.isoformat() if origin.published else None,
        "url": origin.url,
        "language": origin.language,
        "path": source.path if source else None,
        "sha256": source.sha256 if source else None,
        "n_claims": len(claims),
        "n_unsourced": sum(claim.attribution.state == "none" for claim in claims),
        "n_findings": len(findings),
        "n_not_counted": len(run.refusals_in.get(key, ())),
    }


def _not_counted(refusal: Refusal) -> dict[str, Cell]:
    return {
        "document_id": refusal.origin.document_id,
        "start": refusal.span.start,
        "end": refusal.span.end,
        "exact": refusal.exact,
        "reason": refusal.reason,
        "sentence": refusal.sentence,
    }


def _skipped(entry: SkippedEntry) -> dict[str, Cell]:
    return {"path": entry.path, "reason": entry.reason, "detail": entry.detail}
