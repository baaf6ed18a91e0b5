"""The rules: each finding's id, kind and level, and the small pure function that raises it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from figures.model import LEVELS, Finding, content_id
from figures.reconciling import categories, contradictions, sourcing, stakes
from figures.reconciling.dossier import Dossier, Draft


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing the tool looks for.

    `rule_id` names it for options and documentation, `kind` is the stable slug of its findings, `level` is one of
    `LEVELS`; `find` gives what it found in a dossier.
    """

    rule_id: str
    kind: str
    level: str
    find: Callable[[Dossier], Iterator[Draft]]


#: Every rule, in the order findings of one level are told.
RULES: tuple[Rule, ...] = (
    Rule("conflict", "conflict", "error", contradictions.conflicts),
    Rule("revised-down", "revised", "warning", contradictions.falls),
    Rule("unsourced", "unsourced", "warning", sourcing.unsourced),
    Rule("vague-source", "vague-source", "warning", sourcing.vague_source),
    Rule("category-mismatch", "category-mismatch", "note", categories.mismatches),
    Rule("revised", "revised", "note", contradictions.revisions),
    Rule("anonymous-source", "anonymous-source", "note", sourcing.anonymous_source),
    Rule("not-compared", "not-compared", "note", contradictions.not_compared),
    Rule("denied", "denied", "note", sourcing.denied),
    Rule("conditional", "conditional", "note", sourcing.conditional),
    Rule("interested-party", "interested-party", "note", stakes.interested_party),
    Rule("single-source", "single-source", "note", stakes.single_source),
    Rule("vague-quantity", "vague-quantity", "note", sourcing.vague_quantity),
    Rule("ambiguous-number", "ambiguous-number", "note", sourcing.ambiguous_number),
)


def findings_of(dossier: Dossier, rules: Sequence[Rule] = RULES) -> tuple[Finding, ...]:
    """What the rules found, the gravest level first; inside a level by rule, then in the order of the claims.

    A finding's identifier comes from its rule and its claims, so that an unrelated document changes none.
    """
    place = dossier.place
    found = [
        ((LEVELS.index(rule.level), i, [place[claim_id] for claim_id in draft.claim_ids]), rule, draft)
        for i, rule in enumerate(rules)
        for draft in rule.find(dossier)
    ]
    found.sort(key=lambda row: row[0])
    return tuple(
        Finding(
            finding_id=content_id("f", rule.rule_id, *sorted(draft.claim_ids)),
            kind=rule.kind,
            level=rule.level,
            group_id=draft.group_id,
            claim_ids=draft.claim_ids,
            message=draft.message,
            workings=draft.workings,
        )
        for _, rule, draft in found
    )
