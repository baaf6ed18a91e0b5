"""What people decided of a finding or a question, in words: by whom, why, and which value they chose."""

from __future__ import annotations

from collections.abc import Iterable

from figures.model import Decision, Finding, Group
from figures.reporting.belongings import Run, gathered
from figures.wording import Wording


class Verdicts:
    """The decisions in effect in a run, found by what they are about; every string is plain words."""

    def __init__(self, run: Run, words: Wording) -> None:
        self._words = words
        in_effect = [each.decision for each in run.result.decisions if each.standing == "applied"]
        groups = {group.group_id for group in run.result.groups}

        def row_of(decision: Decision) -> str:
            """The finding or the group, which goes by the figures where its own id is another by now."""
            if decision.decision != "resolved" or decision.target_id in groups:
                return decision.target_id
            home = (run.group_of[claim_id].group_id for claim_id in decision.claim_ids if claim_id in run.group_of)
            return next(home, decision.target_id)

        self._on_findings = gathered((each.target_id, each) for each in in_effect if each.subject == "finding")
        self._on_groups = gathered((row_of(each), each) for each in in_effect if each.decision == "resolved")

    def reason(self, finding: Finding) -> str:
        """Who decided what a finding's state says, and why; empty where nobody signed it or gave a reason."""
        return self._reasons(self._on_findings.get(finding.finding_id, ()))

    def choice(self, group: Group) -> str:
        """The value and the method that people chose for a question, by whom and why; empty where nobody did."""
        words = self._words
        told = [
            words.with_unit(group.chosen_value, group.unit) if group.chosen_value is not None else "",
            words.term("resolution", group.resolution_method),
        ]
        choice = ", ".join(filter(None, told))
        if not choice:
            return ""
        chosen = words.text("report.findings.chosen", choice=choice)
        return " ".join(filter(None, [chosen, self._reasons(self._on_groups.get(group.group_id, ()))]))

    def _reasons(self, decisions: Iterable[Decision]) -> str:
        return " ".join(dict.fromkeys(filter(None, map(self._reason, decisions))))

    def _reason(self, decision: Decision) -> str:
        key = "_".join(name for name, said in (("by", decision.coder), ("why", decision.rationale)) if said)
        if not key:
            return ""
        return self._words.text(f"report.findings.{key}", coder=decision.coder, rationale=decision.rationale)
