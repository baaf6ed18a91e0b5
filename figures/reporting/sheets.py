"""The tables of the workbook: those of the records with what a person fills in and what belongs beside a row, and more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from figures.model import Claim, Decision, Finding, Group, Possible, Standing, number
from figures.reconciling.evidence import evidence_from, evidence_in, reading_of
from figures.reporting.belongings import Run, gathered
from figures.reporting.columns import TABLES, WORKBOOK_ONLY
from figures.reporting.decided import IDS_IN_A_CELL, Placed, cells_of, placed
from figures.reporting.positions import Positions
from figures.reporting.tables import JOINT, Cell, Table, contents
from figures.units import UnitUnknown, dimension_of

Row = dict[str, Cell]

#: The tables that are sheets, in the order of the sheets; the matrix stands behind the findings.
ORDER = ("claims", "groups", "findings", "possible", "documents", "sources", "decisions", "missed", "not_counted", "skipped")
#: Rows to fill in with figures that were missed.
EMPTY_ROWS = 100


def sheets(run: Run) -> dict[str, Table]:
    """The tables of the workbook by name, in the order of its sheets; all but the matrix, whose columns are documents."""
    shown, places = placed(run.result), Positions(run)
    made: dict[str, tuple[Sequence[Any], Callable[[Any], Row]]] = {
        **contents(run),
        "sources": (_voices(run), _source),
        "decisions": (list(_listed(shown)), dict),
        "missed": ([*shown.missed, *[None] * EMPTY_ROWS], _missed),
    }
    beside: dict[str, Callable[[Any], Row]] = {
        "claims": lambda claim: _beside_claim(run, shown, places, claim),
        "groups": lambda group: _beside_group(run, shown, group),
        "findings": lambda finding: _beside_finding(run, shown, places, finding),
        "possible": lambda pair: _beside_possible(run, pair),
    }
    columns = TABLES | WORKBOOK_ONLY
    return {
        name: Table(name, columns[name], items, _both(row, beside[name]) if name in beside else row)
        for name, (items, row) in ((name, made[name]) for name in ORDER)
    }


def _both(row: Callable[[Any], Row], beside: Callable[[Any], Row]) -> Callable[[Any], Row]:
    return lambda item: row(item) | beside(item)


def _beside_claim(run: Run, shown: Placed, places: Positions, claim: Claim) -> Row:
    group = run.group_of.get(claim.claim_id)
    kinds = dict.fromkeys(finding.kind for finding in run.findings_of.get(claim.claim_id, ()))
    return {
        **dict(zip(("path", "line", "column"), _position(places, claim), strict=True)),
        "dimension": _dimension(claim.quantity.unit),
        "group_id": group.group_id if group else None,
        "finding_kinds": JOINT.join(kinds) or None,
        **_decided(shown, "claims", claim.claim_id),
        "fingerprint": shown.fingerprints.get(claim.claim_id, reading_of(claim)),
        "evidence": evidence_in(claim),
    }


def _beside_group(run: Run, shown: Placed, group: Group) -> Row:
    return {
        **_size(group, run.claims(group.claim_ids)),
        "merge_with": None,
        "split_off": None,
        **_decided(shown, "groups", group.group_id),
        "fingerprint": evidence_from(evidence_in(claim) for claim in run.claims(group.claim_ids)),
    }


def _beside_finding(run: Run, shown: Placed, places: Positions, finding: Finding) -> Row:
    claims = run.claims(finding.claim_ids)
    return {
        "documents": JOINT.join(dict.fromkeys(claim.origin.document_id for claim in claims)) or None,
        "positions": JOINT.join(_told(_position(places, claim)) for claim in claims) or None,
        "figures": JOINT.join(claim.exact for claim in claims) or None,
        "sentences": "\n".join(dict.fromkeys(claim.sentence for claim in claims)) or None,
        **_decided(shown, "findings", finding.finding_id),
        "fingerprint": evidence_from(map(evidence_in, claims)),
    }


def _position(places: Positions, claim: Claim) -> tuple[str, int | None, int | None]:
    """The file of a figure, and its line and column in it where the text is at hand."""
    region = places.region(claim.origin.document_id, claim.figure)
    path = places.path(claim.origin.document_id)
    return (path, region.line, region.column) if region else (path, None, None)


def _told(position: tuple[str, int | None, int | None]) -> str:
    """`afp.md:3:18`."""
    return ":".join(str(part) for part in position if part is not None)


@cache
def _dimension(unit: str | None) -> str | None:
    """What a unit measures: `[length]`, `[mass] / [time]`; nothing for what is counted and for a unit nobody defined."""
    try:
        return dimension_of(unit) or None if unit else None
    except UnitUnknown:
        return None


def _size(group: Group, claims: Sequence[Claim]) -> Row:
    """Mean, order of magnitude and spread of the figures of a question, as the Crowd Counting Consortium has them.

    The classes are 1 to 99, 100 to 999, 1 000 to 9 999, and above; of a count alone.
    """
    numbers = [best for claim in claims if (best := claim.quantity.interval().best) is not None]
    mean = (
        sum(numbers, Decimal(0)) / len(numbers) if numbers and len({claim.quantity.unit for claim in claims}) == 1 else None
    )
    counts = mean is not None and group.kind == "count" and mean >= 1
    spread = group.high / group.low if group.low and group.high and group.low > 0 else None
    return {
        "size_mean": None if mean is None else _rounded(mean),
        "size_cat": min(4, max(1, len(str(int(mean))) - 1)) if mean is not None and counts else None,
        "spread_ratio": None if spread is None else _rounded(spread),
    }


def _rounded(value: Decimal) -> int | float | None:
    """A number that was reckoned, to three decimals."""
    return number(round(value, 3))


def _beside_possible(run: Run, pair: Possible) -> Row:
    claims = run.claims(pair.claim_ids)
    label, other = (run.group_of[claim.claim_id].label for claim in claims)
    return {"label": label, "other_label": other, "figures": JOINT.join(claim.exact for claim in claims)}


def _decided(shown: Placed, table: str, row_id: str) -> Row:
    """The cells of a row that a person fills in, as they were filled in, and what else was decided of it."""
    decision = shown.rows.get((table, row_id))
    empty: Row = _EMPTY[table]
    return (cells_of(decision, table) if decision else empty) | {"earlier_decisions": shown.told.get((table, row_id))}


_EMPTY: dict[str, Row] = {
    name: {column.name: None for column in columns if column.asked} for name, columns in (TABLES | WORKBOOK_ONLY).items()
}
_EMPTY["groups"] = {name: None for name in _EMPTY["groups"] if name not in ("merge_with", "split_off")}


def _missed(decision: Decision | None) -> Row:
    cells = cells_of(decision, "missed") if decision else _EMPTY["missed"]
    return cells | {"decision_id": decision.decision_id if decision else None}


def _listed(shown: Placed) -> Iterator[Row]:
    """Every decision, one on very many claims in several rows under one id."""
    for each, where in shown.listed:
        yield from _rows_of(each, where)


def _rows_of(each: Standing, where: str) -> Iterator[Row]:
    decision = each.decision
    told: dict[str, Cell] = dict(decision.record())
    claim_ids, split_off = list(decision.claim_ids), list(decision.split_off)
    first: Row = {column.name: told.get(column.name) for column in WORKBOOK_ONLY["decisions"]}
    first |= {"decision_id": decision.decision_id, "standing": each.standing, "edited_in": SHEETS.get(where, where)}
    for start in range(0, max(len(claim_ids), len(split_off), 1), IDS_IN_A_CELL):
        row = dict.fromkeys(first) | {"decision_id": decision.decision_id} if start else first
        some = slice(start, start + IDS_IN_A_CELL)
        yield row | {"claim_ids": claim_ids[some] or None, "split_off": split_off[some] or None}


#: The first sheet of the workbook.
README = "README"
#: The sheet of a table, where it has another name than the table.
SHEETS = {"claims": "figures"}


def _voices(run: Run) -> list[list[Claim]]:
    """The claims of each source, the most often cited first; a body under all its names is one."""
    by_source = gathered((_voice(claim), claim) for claim in run.result.claims if claim.attribution.source)
    return sorted(by_source.values(), key=lambda claims: (-len(claims), _voice(claims[0])))


def _voice(claim: Claim) -> str:
    said = claim.attribution
    if said.identity:
        return f"{said.identity}/{said.country or ''}"
    return (said.resolved or said.source or "").casefold()


def _source(claims: Sequence[Claim]) -> Row:
    first = claims[0].attribution
    names = Counter(claim.attribution.resolved or claim.attribution.source or "" for claim in claims)
    named = sorted(names, key=lambda name: (-names[name], name))
    written = dict.fromkeys(claim.attribution.source or "" for claim in claims)
    documents = dict.fromkeys(claim.origin.document_id for claim in claims)
    relays = dict.fromkeys(name for claim in claims for name in claim.attribution.relay)
    grades = {claim.attribution.judgement.reliability for claim in claims}
    return {
        "source": named[0],
        "aliases": JOINT.join(name for name in dict.fromkeys([*named, *written]) if name != named[0]) or None,
        "source_id": first.identity,
        "source_kind": Counter(claim.attribution.source_kind for claim in claims).most_common(1)[0][0],
        "source_country": first.country,
        "interest": first.interest,
        # Judgements that differ are not averaged: the worst one stands.
        "reliability": max(grades),
        "n_claims": len(claims),
        "n_documents": len(documents),
        "documents": JOINT.join(documents),
        "relayed_by": JOINT.join(relays) or None,
    }
