"""Findings for code hosts and editors: SARIF 2.1.0, where a finding is a result and the other side a related location.

The standard: https://docs.oasis-open.org/sarif/sarif/v2.1.0/.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import figures
from figures.model import LEVELS, Claim, Finding
from figures.reconciling import rulebook
from figures.reporting.belongings import Run, SkippedEntry, why
from figures.reporting.exchange import members, nested
from figures.reporting.linked_data import told
from figures.reporting.positions import LINE_ENDS, Positions, Region, uri
from figures.wording import Wording, wording

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
#: The name under which a finding's id stands among its fingerprints.
FINGERPRINT = "findingId/v1"


def sarif(run: Run, *, language: str, command: str | None = None) -> Iterator[str]:
    """The lines of a SARIF log of a run, its rules explained in a language.

    Columns count code points. A finding has the place of its first figure, the others are related locations; its id is
    its fingerprint, and one that a person dismissed is suppressed. What was not read are notifications of the invocation.
    """
    words = wording(language)
    kinds = sorted({finding.kind for finding in run.result.findings})
    results = Results(run, words, kinds)
    log = {"$schema": SCHEMA, "version": "2.1.0"}
    about = {
        "tool": {"driver": _driver(kinds, run, words)},
        "language": language,
        "columnKind": "unicodeCodePoints",
        "newlineSequences": list(LINE_ENDS),
        "invocations": [_invocation(run, words, command)],
        "artifacts": results.artifacts(),
    }
    items = (results.result(finding) for finding in run.result.findings)
    return nested([*members(log), '"runs": [{', *members(about), '"results": ['], items, "]}]}")


def _driver(kinds: list[str], run: Run, words: Wording) -> dict[str, Any]:
    return {
        "name": "figures",
        "version": figures.__version__,
        "semanticVersion": figures.__version__,
        "language": words.language,
        "rules": [_rule(kind, run, words) for kind in kinds],
    }


def _rule(kind: str, run: Run, words: Wording) -> dict[str, Any]:
    """The rule of a kind with its page, where it has one: a kind may come from elsewhere."""
    levels = {finding.level for finding in run.result.findings if finding.kind == kind}
    rule: dict[str, Any] = {
        "id": kind,
        "shortDescription": {"text": words.term("kind", kind)},
        "defaultConfiguration": {"level": min(levels, key=LEVELS.index)},
    }
    try:
        pages = rulebook.pages_of(kind, words.language)
    except ValueError:
        return rule
    text = "\n\n".join("\n".join(rulebook.told(page, words)) for page in pages)
    return rule | {
        "fullDescription": {"text": " ".join(page.definition for page in pages)},
        "help": {"text": text, "markdown": f"```text\n{text}\n```"},
    }


def _invocation(run: Run, words: Wording, command: str | None) -> dict[str, Any]:
    entries = [("skipped", "warning", entry) for entry in run.skipped] + [("notice", "note", entry) for entry in run.notices]
    invocation: dict[str, Any] = {
        "executionSuccessful": True,
        "toolExecutionNotifications": [_notification(topic, level, entry, words) for topic, level, entry in entries],
    }
    return invocation | ({"commandLine": command} if command else {})


def _notification(topic: str, level: str, entry: SkippedEntry, words: Wording) -> dict[str, Any]:
    said = words.text(f"cli.{topic}", path=entry.path, why=why(words, topic, entry.reason, entry.detail))
    return {"descriptor": {"id": entry.reason}, "level": level, "message": {"text": said}}


class Results:
    """What the findings of one run are as results, their files by number."""

    def __init__(self, run: Run, words: Wording, kinds: list[str]) -> None:
        self.run, self.words = run, words
        self.positions = Positions(run)
        self.rule = {kind: number for number, kind in enumerate(kinds)}
        paths = dict.fromkeys(self.positions.path(origin.document_id) for origin in run.documents)
        self.number = {path: number for number, path in enumerate(paths)}

    def artifacts(self) -> list[dict[str, Any]]:
        """The files that were read, each with its hash where it is known."""
        hashes = {self.positions.path(key): source.sha256 for key, source in self.run.sources.items()}
        return [
            {"location": {"uri": uri(path)}} | ({"hashes": {"sha-256": hashes[path]}} if path in hashes else {})
            for path in self.number
        ]

    def result(self, finding: Finding) -> dict[str, Any]:
        """A finding with all its places; its message is the one every other output has."""
        claims = self.run.claims(finding.claim_ids)
        result: dict[str, Any] = {
            "ruleId": finding.kind,
            "ruleIndex": self.rule[finding.kind],
            "level": finding.level,
            "message": {"text": finding.message},
            "locations": [self.location(claim) for claim in claims[:1]],
            "partialFingerprints": {FINGERPRINT: finding.finding_id},
            "properties": {
                "findingId": finding.finding_id,
                "groupId": finding.group_id,
                "claimIds": list(finding.claim_ids),
                "workings": finding.workings,
            },
        }
        if len(claims) > 1:
            result["relatedLocations"] = [
                self.location(claim) | {"id": number, "message": {"text": self.beside(claim)}}
                for number, claim in enumerate(claims[1:], 1)
            ]
        if finding.dismissed:
            result["suppressions"] = [self.suppression(finding)]
        return result

    def suppression(self, finding: Finding) -> dict[str, Any]:
        """That a person dismissed a finding, with the reason given."""
        reasons = [
            one.decision.rationale
            for one in self.run.result.decisions
            if one.decision.target_id == finding.finding_id and one.standing == "applied" and one.decision.rationale
        ]
        said = {"justification": "; ".join(reasons)} if reasons else {}
        return {"kind": "external", "status": "accepted"} | said

    def location(self, claim: Claim) -> dict[str, Any]:
        """Where a figure stands in its file, and the document it belongs to."""
        path = self.positions.path(claim.origin.document_id)
        physical: dict[str, Any] = {"artifactLocation": {"uri": uri(path), "index": self.number[path]}}
        places = {"region": (claim.figure, claim.exact), "contextRegion": (claim.sentence_span, claim.sentence)}
        for name, (span, words) in places.items():
            if region := self.positions.region(claim.origin.document_id, span):
                physical[name] = _region(region) | {"snippet": {"text": words}}
        logical = {"fullyQualifiedName": claim.origin.document_id, "kind": "document"}
        return {"physicalLocation": physical, "logicalLocations": [logical]}

    def beside(self, claim: Claim) -> str:
        """What the other figure says, and where."""
        return ", ".join([told(claim, self.words), claim.origin.publisher or claim.origin.document_id])


def _region(region: Region) -> dict[str, int]:
    """Lines and columns; a whole line is one that has no columns."""
    named = {
        "startLine": region.line,
        "startColumn": region.column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
    }
    return {name: number for name, number in named.items() if number is not None}
