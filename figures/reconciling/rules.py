"""The rules: each finding's id, kind and level, and the small pure function that raises it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from figures.model import LEVELS, Finding, content_id
from figures.model.suggestion import guessed
from figures.reconciling import (
    arithmetic,
    categories,
    changes,
    contradictions,
    echoes,
    notation,
    scopes,
    shares,
    slips,
    sourcing,
    stakes,
    within,
)
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
    Rule("decision-conflict", "decision-conflict", "error", contradictions.decision_conflicts),
    Rule("self-contradiction", "self-contradiction", "error", within.self_contradiction),
    Rule("denial", "conflict", "error", contradictions.denials),
    Rule("headline-mismatch", "headline-mismatch", "error", within.headline_mismatch),
    Rule("misquote", "misquote", "error", echoes.misquote),
    Rule("sum-mismatch", "sum-mismatch", "error", arithmetic.sum_mismatch),
    Rule("part-over-whole", "part-over-whole", "error", arithmetic.part_over_whole),
    Rule("percent-over-100", "percent-over-100", "error", shares.percent_over_100),
    Rule("percent-inconsistent", "percent-inconsistent", "error", shares.percent_inconsistent),
    Rule("change-inconsistent", "change-inconsistent", "error", changes.change_inconsistent),
    Rule("unit-conversion", "unit-conversion", "error", notation.unit_conversion),
    Rule("range-inverted", "range-inverted", "error", notation.range_inverted),
    Rule("revised-down", "revised", "warning", contradictions.falls),
    Rule("stale", "stale", "warning", scopes.stale),
    Rule("unsourced", "unsourced", "warning", sourcing.unsourced),
    Rule("vague-source", "vague-source", "warning", sourcing.vague_source),
    Rule("circular-reporting", "circular-reporting", "warning", echoes.circular_reporting),
    Rule("translation-mismatch", "translation-mismatch", "warning", echoes.translation_mismatch),
    Rule("cumulative-vs-incident", "cumulative-vs-incident", "warning", scopes.cumulative_vs_incident),
    Rule("percent-points", "percent-points", "warning", changes.percent_points),
    Rule("count-list-mismatch", "count-list-mismatch", "warning", notation.count_list_mismatch),
    Rule("scale-slip", "scale-slip", "warning", slips.scale_slip),
    Rule("digit-slip", "digit-slip", "warning", slips.digit_slip),
    Rule("unit-mismatch", "unit-mismatch", "warning", slips.unit_mismatch),
    Rule("elided-range", "elided-range", "warning", notation.elided_range),
    Rule("magnitude-outlier", "magnitude-outlier", "warning", slips.magnitude_outlier),
    Rule("category-mismatch", "category-mismatch", "note", categories.mismatches),
    Rule("revised", "revised", "note", contradictions.revisions),
    Rule("unsourced-in-passing", "unsourced", "note", sourcing.unsourced_in_passing),
    Rule("anonymous-source", "anonymous-source", "note", sourcing.anonymous_source),
    Rule("not-compared", "not-compared", "note", contradictions.not_compared),
    Rule("denied", "denied", "note", sourcing.denied),
    Rule("conditional", "conditional", "note", sourcing.conditional),
    Rule("forecast", "forecast", "note", scopes.forecast),
    Rule("interested-party", "interested-party", "note", stakes.interested_party),
    Rule("single-source", "single-source", "note", stakes.single_source),
    Rule("duplicate", "duplicate", "note", echoes.duplicate),
    Rule("per-unit", "per-unit", "note", notation.per_unit),
    Rule("undefined-base", "undefined-base", "note", changes.undefined_base),
    Rule("vague-quantity", "vague-quantity", "note", sourcing.vague_quantity),
    Rule("ambiguous-number", "ambiguous-number", "note", sourcing.ambiguous_number),
)


def chosen(select: Iterable[str] | None = None, ignore: Iterable[str] | None = None) -> tuple[Rule, ...]:
    """The rules asked for by kind or id, all without `select`, less those of `ignore`.

    Raises `ValueError` that names what is neither a kind nor a rule, and lists the kinds there are.

    >>> [rule.rule_id for rule in chosen(["revised"], ["revised-down"])]
    ['revised']
    """
    for name, names in (("select", select), ("ignore", ignore)):
        if isinstance(names, str):
            raise TypeError(f"{name} must be an iterable of names, not a string")
    asked = {name: list(names) for name, names in (("select", select), ("ignore", ignore)) if names is not None}
    for argument, names in asked.items():
        check_names(argument, names)
    left_out = asked.get("ignore", ())
    return tuple(
        rule
        for rule in RULES
        if ("select" not in asked or {rule.rule_id, rule.kind} & set(asked["select"]))
        and not {rule.rule_id, rule.kind} & set(left_out)
    )


def graded(rules: Iterable[Rule], levels: Mapping[str, str] | None = None) -> tuple[Rule, ...]:
    """Rules with the levels a user gave them by kind or id; of both, that of the id counts.

    Raises `ValueError` that names what is neither a kind nor a rule, or no level, and lists those there are.

    >>> [rule.level for rule in graded(chosen(["revised"]), {"revised": "note", "revised-down": "error"})]
    ['error', 'note']
    """
    given = dict(levels or {})
    check_names("levels", given)
    unknown = [level for level in given.values() if level not in LEVELS]
    if unknown:
        raise ValueError(f"levels: no level {', '.join(map(repr, unknown))}; there are {', '.join(LEVELS)}")
    return tuple(replace(rule, level=given.get(rule.rule_id, given.get(rule.kind, rule.level))) for rule in rules)


def check_names(argument: str, names: Iterable[str]) -> None:
    """Raises `ValueError` that names the argument and what in it is neither a kind nor a rule, and lists those there are."""
    known = dict.fromkeys(name for rule in RULES for name in (rule.rule_id, rule.kind))
    unknown = [name for name in names if name not in known]
    if unknown:
        raise ValueError(f"{argument}: no rule or kind {guessed(unknown, known)}; there are {', '.join(known)}")


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
