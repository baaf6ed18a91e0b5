"""Decisions in the rows of a workbook: which cells a decision fills, and which decision some cells are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

from figures.model import Correction, Decision, Reconciliation, Standing, decision_of
from figures.model.decision import Cell
from figures.reconciling.deciding import Succession
from figures.reconciling.evidence import evidence_of, reading_of
from figures.reconciling.weighing import in_force, standing_key

#: The table that a decision can be made in, by the word for it; those on whole groups are kept in the list alone.
TABLE_OF = {
    "accepted": "findings", "dismissed": "findings", "fixed": "findings", "resolved": "groups",
    "confirmed": "claims", "misread": "claims", "not_a_figure": "claims", "missed": "missed",
}  # fmt: skip
#: The list of all decisions.
LIST = "decisions"
CORRECTION = tuple(field.name for field in fields(Correction))
SIGNED = ("rationale", "coder", "decided_on")
_CORRECTED = "corrected_"
#: So many ids fit in a cell. A decision on more goes on in further rows of the list.
IDS_IN_A_CELL = 1_500
#: The fields of a decision that the cells of a table hold, by column.
CELLS: dict[str, dict[str, str]] = {
    "findings": {name: name for name in ("decision", *SIGNED)},
    "groups": {name: name for name in ("chosen_value", "resolution_method", *SIGNED)},
    "claims": {"decision": "decision"} | {_CORRECTED + f: f for f in CORRECTION} | {name: name for name in SIGNED},
    "missed": {"document_id": "target_id"} | {name: name for name in ("exact", "sentence", *CORRECTION, *SIGNED)},
}
_JUDGED = {"reliability", "credibility"}

Place = tuple[str, str]


def cells_of(decision: Decision, table: str) -> dict[str, Cell]:
    """The cells of a row of a table that say what was decided."""
    told = decision.record()
    return {column: told.get(field) for column, field in CELLS[table].items()}


def within_a_cell(claim_ids: Iterable[str]) -> tuple[str, ...]:
    """Some ids in order, or none where a cell could not hold them: the fingerprint stands for them then."""
    ids = tuple(sorted(claim_ids))
    return ids if len(ids) <= IDS_IN_A_CELL else ()


class About(NamedTuple):
    """What a row is: its id, the fingerprint of what it says, its claims unless they are too many, the kind of a finding."""

    target_id: str
    fingerprint: str = ""
    claim_ids: tuple[str, ...] = ()
    finding_kind: str | None = None


def decision_in(table: str, cells: Mapping[str, Any], row: About, *, settles: bool = False) -> Decision | None:
    """The decision that the cells of a row are, or `None` where nothing was decided.

    A correction without a word for it is `misread`, a mere judgement of the source `confirmed`. Raises `ValueError` for
    cells that say something and decide nothing.

    >>> decision_in("findings", {"decision": "fixed", "coder": "A"}, About("f1", "e1")).fingerprint
    'e1'
    """
    told = {field: cells.get(column) for column, field in CELLS[table].items() if cells.get(column) is not None}
    said = told.keys() - {"coder", "decided_on", "target_id"}
    if not said:
        return None
    if table == "missed":
        told["decision"] = "missed"
    elif table == "groups" and said - {"rationale"}:
        told["decision"] = "resolved"
    elif table == "claims" and "decision" not in told and said - {"rationale"}:
        told["decision"] = "misread" if said - {"rationale"} - _JUDGED else "confirmed"
    if "decision" not in told:
        raise ValueError("a rationale without a decision")
    if TABLE_OF.get(str(told["decision"])) != table:
        there_are = ", ".join(word for word, of in TABLE_OF.items() if of == table)
        raise ValueError(f"decision {told['decision']!r} is none of {there_are}")
    known = {name: value for name, value in row._asdict().items() if value}
    return decision_of({**known, **told, "settles": settles})


@dataclass(frozen=True, slots=True)
class Placed:
    """Where each decision of a run is shown.

    `rows` has the decision in the cells of a row, by table and id of the row; `missed` those of figures that were missed;
    `listed` all of them with their standing and the table they can be edited in; `told` what else was decided of a row;
    `fingerprints` what the figures a person corrected said before.
    """

    rows: Mapping[Place, Decision]
    missed: tuple[Decision, ...]
    listed: tuple[tuple[Standing, str], ...]
    told: Mapping[Place, str]
    fingerprints: Mapping[str, str]


def placed(result: Reconciliation) -> Placed:
    """Put each decision where it can be edited.

    A decision stands in the cells of its row where it is the only one on the row, or settles those of others, and was made
    on what the row says now. Every other one stands in the list, with a word of it beside the row.
    """
    corrected = {
        decision.target_id: decision.fingerprint
        for question, decision in in_force(result.decisions).items()
        if question[0] == "claim"
    }
    present = _present(result, corrected)
    by_question: dict[tuple[str, ...], list[Standing]] = {}
    for each in result.decisions:
        by_question.setdefault(each.decision.question, []).append(each)
    rows: dict[Place, Decision] = {}
    missed: list[Decision] = []
    home: dict[str, str] = {}
    for asked in by_question.values():
        for each in asked:
            decision = each.decision
            table = TABLE_OF.get(decision.decision, LIST)
            if not _fits(decision, [other.decision for other in asked], table, present):
                continue
            home[decision.decision_id] = table
            if table == "missed":
                missed.append(decision)
            else:
                rows[table, decision.target_id] = decision
    listed = [(each, home.get(each.decision.decision_id, LIST)) for each in sorted(result.decisions, key=standing_key)]
    told: dict[Place, list[str]] = {}
    succession = _succession(result) if listed else None
    group_of = {claim_id: group.group_id for group in result.groups for claim_id in group.claim_ids}
    for each, where in listed:
        if where == LIST:
            for place in _about(each.decision, group_of, succession):
                told.setdefault(place, []).append(_word(each))
    return Placed(rows, tuple(missed), tuple(listed), {place: "; ".join(words) for place, words in told.items()}, corrected)


def overtaken(result: Reconciliation) -> frozenset[str]:
    """The ids of open findings on which something was decided when they rested on other evidence."""
    stale = [each.decision for each in result.decisions if each.standing == "stale" and each.decision.subject == "finding"]
    succession = _succession(result) if stale else None
    return frozenset(row_id for decision in stale for _, row_id in _about(decision, {}, succession))


def _succession(result: Reconciliation) -> Succession:
    return Succession(result.findings, {claim.claim_id for claim in result.claims})


def _fits(decision: Decision, asked: list[Decision], table: str, rows: Mapping[Place, About]) -> bool:
    """True where the cells of a row can hold a decision, and would give it back as it is."""
    if table == LIST:
        return False
    others = len(asked) > 1
    if decision.settles != others or sum(each.settles for each in asked) > 1:
        return False
    now = About(decision.target_id) if table == "missed" else rows.get((table, decision.target_id))
    if now is None:
        return False
    return decision_in(table, cells_of(decision, table), now, settles=others) == decision


def _present(result: Reconciliation, corrected: Mapping[str, str]) -> dict[Place, About]:
    """What the rows with decisions say now."""
    asked = {(TABLE_OF.get(each.decision.decision, LIST), each.decision.target_id) for each in result.decisions}
    found: dict[Place, About] = {}
    for claim in result.claims:
        if ("claims", claim.claim_id) in asked:
            found["claims", claim.claim_id] = About(claim.claim_id, corrected.get(claim.claim_id, reading_of(claim)))
    for group in result.groups:
        if ("groups", group.group_id) in asked:
            now = evidence_of(map(result.claim, group.claim_ids))
            found["groups", group.group_id] = About(group.group_id, now, within_a_cell(group.claim_ids))
    for finding in result.findings:
        if ("findings", finding.finding_id) in asked:
            now = evidence_of(map(result.claim, finding.claim_ids))
            claim_ids = within_a_cell(finding.claim_ids)
            found["findings", finding.finding_id] = About(finding.finding_id, now, claim_ids, finding.kind)
    return found


def _about(decision: Decision, group_of: Mapping[str, str], succession: Succession | None) -> list[Place]:
    """The rows a decision is about, or was when they had other figures."""
    found = {(TABLE_OF.get(decision.decision, "groups"), decision.target_id)}
    if decision.subject == "group":
        found.update(("groups", group_of[claim_id]) for claim_id in decision.claim_ids if claim_id in group_of)
    if succession is not None and decision.subject == "finding":
        found.update(("findings", finding_id) for finding_id in succession.of(decision))
    return sorted(found)


def _word(each: Standing) -> str:
    decision = each.decision
    by = f" ({decision.coder})" if decision.coder else ""
    return f"{each.standing}: {decision.decision}{by}"
