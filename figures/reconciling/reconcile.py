"""From claims to groups and findings: the whole of this stage in one call."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal

from figures.concepts import Concepts
from figures.model import Claim, Decision, Origin, Reconciliation, Refusal, Standing
from figures.reconciling.aspects import aspects_of
from figures.reconciling.comparison import checked_tolerance
from figures.reconciling.deciding import judge, resolve
from figures.reconciling.denials import Denial, denials_in
from figures.reconciling.dossier import Dossier
from figures.reconciling.grouping import Hub, group
from figures.reconciling.parts import Told, with_parts
from figures.reconciling.possible import possible
from figures.reconciling.regrouping import regroup
from figures.reconciling.rules import chosen, findings_of, graded
from figures.reconciling.summary import Settled, contest, settle
from figures.reconciling.sums import with_listed
from figures.reconciling.thresholds import Thresholds, checked_thresholds
from figures.reconciling.weighing import standing_key
from figures.wording import Wording, wording


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """No search for cycles meanwhile: nothing here makes any, and among millions of values it takes a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_collector_at_rest()
def reconcile_claims(
    claims: Iterable[Claim],
    *,
    language: str = "en",
    documents: Iterable[Origin] = (),
    refusals: Iterable[Refusal] = (),
    policy: str = "ccc",
    select: Iterable[str] | None = None,
    ignore: Iterable[str] | None = None,
    tolerance: Decimal | float = 0,
    levels: Mapping[str, str] | None = None,
    thresholds: Iterable[Decimal | float | str] = (),
    decisions: Iterable[Decision] = (),
    standings: Iterable[Standing] = (),
    concepts: Concepts | None = None,
) -> Reconciliation:
    """Group claims that answer one question, and say which cannot both stand and which nobody vouches for.

    `language` is that of the messages (`ValueError` lists those there are). `documents` and `refusals` are handed on;
    without `documents` those of the claims are listed. A claim that comes twice counts once. Every claim that states
    something (asserted, conditional, forecast) is in exactly one group; what is negated, hypothetical or asked is in
    none. Only asserted and conditional claims can be in conflict, and what one text negates against what another states.
    The order of the input changes nothing. `select` and
    `ignore` name the kinds or rules whose findings are wanted and not wanted; `ValueError` names one that is none.
    `tolerance` (0.05: five per cent) widens every figure when two are compared, and `levels` maps kinds or rules to the
    level their findings get. `concepts` say what follows from what is counted, by default those of the project.
    `decisions` on groups and findings are applied, each as far as it still fits; `standings` are those on claims, applied
    before (`figures.reconciling.amending`), and are handed on.

    >>> reconcile_claims([]).groups
    ()
    """
    words, rules = wording(language), graded(chosen(select, ignore), levels)
    ordered = _once(claims)
    wider = checked_tolerance(tolerance)
    told = with_parts(aspects_of(ordered, wider, concepts))
    grouping = group(told.rows)
    asked = tuple(dict.fromkeys(decisions))
    redrawn = regroup(with_listed(grouping.groups, told.several), asked)
    settled = tuple(settle(members, words, joined=members[0].claim.claim_id in redrawn.joined) for members in redrawn.groups)
    denials = denials_in(told.rows)
    settled = contest(settled, frozenset(denial.stated.claim.claim_id for denial in denials))
    dossier = _dossier(told, settled, grouping.hubs, words, checked_thresholds(thresholds), denials)
    origins = {origin.document_id: origin for origin in sorted({claim.origin for claim in ordered}, key=repr)}
    groups, on_groups = resolve([each.group for each in settled], asked, dossier.claim)
    findings, on_findings = judge(findings_of(dossier, rules), asked, dossier.claim, dossier.place)
    shown, left_out = possible(grouping.near, dossier.group_of)
    return Reconciliation(
        claims=tuple(ordered),
        groups=groups,
        findings=findings,
        documents=tuple(sorted(documents, key=_origin_key) or sorted(origins.values(), key=_origin_key)),
        refusals=tuple(sorted(refusals, key=lambda refusal: (refusal.origin.document_id, refusal.span, refusal.reason))),
        language=language,
        policy=policy,
        tolerance=wider,
        possible=shown,
        possible_left_out=left_out + grouping.unkept,
        decisions=tuple(sorted([*standings, *redrawn.standings, *on_groups, *on_findings], key=standing_key)),
    )


def _dossier(
    told: Told,
    settled: tuple[Settled, ...],
    hubs: Iterable[Hub],
    words: Wording,
    thresholds: Thresholds,
    denials: tuple[Denial, ...],
) -> Dossier:
    return Dossier(
        rows=told.rows,
        place={row.claim.claim_id: i for i, row in enumerate(told.rows)},
        settled=settled,
        contested=tuple(each for each in settled if each.relations),
        group_of={claim_id: each for each in settled for claim_id in each.group.claim_ids},
        hubs=tuple(hubs),
        words=words,
        passages=told.passages,
        several=told.several,
        thresholds=thresholds,
        denials=denials,
    )


def _once(claims: Iterable[Claim]) -> list[Claim]:
    """Each claim once, by document and place in the text; of two that share an id and differ, the first in words."""
    kept: dict[str, Claim] = {}
    for claim in claims:
        known = kept.get(claim.claim_id)
        if known is None or (known != claim and repr(claim) < repr(known)):
            kept[claim.claim_id] = claim
    return sorted(kept.values(), key=lambda claim: (claim.origin.document_id, claim.figure, claim.claim_id))


def _origin_key(origin: Origin) -> tuple[str, str]:
    return origin.document_id, repr(origin)
