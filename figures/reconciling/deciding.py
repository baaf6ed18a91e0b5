"""What people decided of groups and findings, put on them: a state, a chosen value, and what became of each decision."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
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
    findings: Sequence[Finding], decisions: Iterable[Decision], claim_of: ClaimOf, here: Collection[str]
) -> tuple[tuple[Finding, ...], list[Standing]]:
    """Findings in the state people put them in; none is left out, and what was decided on other evidence leaves it open.

    `here` are the ids of all claims of the run.
    """
    mine = [decision for decision in decisions if decision.subject == "finding"]
    if not mine:
        return tuple(findings), []
    asked = {decision.target_id for decision in mine}
    evidence = {
        finding.finding_id: evidence_of(map(claim_of, finding.claim_ids))
        for finding in findings
        if finding.finding_id in asked
    }
    succession = Succession(findings, here)
    standings = weigh(mine, lambda d: _standing(d, evidence, about=bool(succession.of(d))))
    followed = in_force(standings)

    def judged(finding: Finding) -> Finding:
        decision = followed.get(("finding", finding.finding_id))
        return finding if decision is None else replace(finding, state=decision.decision)

    return tuple(map(judged, findings)), standings


class Succession:
    """Which findings of a run came of those that people decided on: `here` are the ids of its claims.

    A finding that is gone came to be another of its kind where a figure joined it, left it, or reads otherwise by now: that
    one has all of its figures that are still in the run, or nothing but its figures. One that shares a figure with it
    and is of another pair is no successor.
    """

    def __init__(self, findings: Sequence[Finding], here: Collection[str]) -> None:
        self._here = here
        self._ids = {finding.finding_id for finding in findings}
        self._flagged: dict[tuple[str, str], list[Finding]] = {}
        for finding in findings:
            for claim_id in finding.claim_ids:
                self._flagged.setdefault((finding.kind, claim_id), []).append(finding)

    def of(self, decision: Decision) -> tuple[str, ...]:
        """The ids of the findings a decision is about by now: the one it names, or those nearest to it."""
        if decision.target_id in self._ids:
            return (decision.target_id,)
        before = set(decision.claim_ids)
        staying = before.intersection(self._here)
        kind = decision.finding_kind or ""
        found: dict[str, int] = {}
        for finding in (each for claim_id in sorted(staying) for each in self._flagged.get((kind, claim_id), ())):
            now = set(finding.claim_ids)
            if staying <= now or now <= before:
                found[finding.finding_id] = len(now & before)
        most = max(found.values(), default=0)
        return tuple(name for name, shared in found.items() if shared == most)


def _standing(decision: Decision, evidence: Mapping[str, str], *, about: bool) -> str:
    """How a decision stands alone; `about` says that a finding of the run came of the one it was made on."""
    now = evidence.get(decision.target_id)
    if now is None:
        return "stale" if about else "absent"
    return "applied" if decision.fingerprint in ("", now) else "stale"
