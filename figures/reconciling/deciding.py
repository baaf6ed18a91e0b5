"""What people decided of groups and findings, put on them: a state, a chosen value, and what became of each decision."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from figures.model import Claim, Decision, Finding, Group, Standing
from figures.reconciling.evidence import evidence_of
from figures.reconciling.weighing import in_force, weigh

ClaimOf = Callable[[str], Claim]


def resolve(
    groups: Sequence[Group], decisions: Iterable[Decision], claim_of: ClaimOf
) -> tuple[tuple[Group, ...], list[Standing]]:
    """Groups with the value and the method people chose; a figure that came to a group makes what was chosen stale."""
    mine = [decision for decision in decisions if decision.decision == "resolved"]
    if not mine:
        return tuple(groups), []
    by_id = {group.group_id: group for group in groups}
    home = {claim_id: group.group_id for group in groups for claim_id in group.claim_ids}

    def now(decision: Decision) -> str | None:
        """The group a decision is about: the one named, or the one its figures stand in by now."""
        named = decision.target_id if decision.target_id in by_id else None
        return named or next((home[claim_id] for claim_id in decision.claim_ids if claim_id in home), None)

    def standing(decision: Decision) -> str:
        group_id = now(decision)
        if group_id is None:
            return "absent"
        evidence = evidence_of(map(claim_of, by_id[group_id].claim_ids))
        return "applied" if decision.fingerprint in ("", evidence) else "stale"

    standings = weigh(mine, standing)
    followed = {now(decision): decision for decision in in_force(standings).values()}

    def resolved(group: Group) -> Group:
        decision = followed.get(group.group_id)
        if decision is None:
            return group
        return replace(group, chosen_value=decision.chosen_value, resolution_method=decision.resolution_method)

    return tuple(map(resolved, groups)), standings


def judge(
    findings: Sequence[Finding], decisions: Iterable[Decision], claim_of: ClaimOf
) -> tuple[tuple[Finding, ...], list[Standing]]:
    """Findings in the state people put them in; none is left out, and what was decided on other evidence leaves it open."""
    mine = [decision for decision in decisions if decision.subject == "finding"]
    if not mine:
        return tuple(findings), []
    asked = {decision.target_id for decision in mine}
    evidence = {
        finding.finding_id: evidence_of(map(claim_of, finding.claim_ids))
        for finding in findings
        if finding.finding_id in asked
    }
    flagged = {(finding.kind, claim_id) for finding in findings for claim_id in finding.claim_ids}
    standings = weigh(
        mine, lambda d: _standing(d, evidence, about=any((d.finding_kind, claim_id) in flagged for claim_id in d.claim_ids))
    )
    followed = in_force(standings)

    def judged(finding: Finding) -> Finding:
        decision = followed.get(("finding", finding.finding_id))
        return finding if decision is None else replace(finding, state=decision.decision)

    return tuple(map(judged, findings)), standings


def _standing(decision: Decision, evidence: Mapping[str, str], *, about: bool) -> str:
    """How a decision stands alone; `about` says that something else of the run is about some of its figures."""
    now = evidence.get(decision.target_id)
    if now is None:
        return "stale" if about else "absent"
    return "applied" if decision.fingerprint in ("", now) else "stale"
