"""Claims, groups and findings made by hand, for tests of the rooms that do not read texts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from figures.model import (
    NOBODY,
    Attribution,
    Claim,
    Finding,
    Group,
    Noun,
    Origin,
    Period,
    Quantity,
    Reconciliation,
    Refusal,
    Span,
    Vague,
    content_id,
)
from figures.model.document import as_day

NOWHERE = Origin("nowhere")


def origin(
    document_id: str,
    language: str | None = "fr",
    *,
    title: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    url: str | None = None,
) -> Origin:
    """Where a claim stands, with its date as an ISO string."""
    return Origin(document_id, language, title, publisher, as_day(published), url)


def exactly(value: str | int, unit: str | None = None, kind: str = "count") -> Quantity:
    """A plain number."""
    v = Decimal(value)
    return Quantity(v, v, v, unit=unit, kind=kind)


def about(value: str | int, unit: str | None = None, kind: str = "count") -> Quantity:
    """A number with *about* beside it."""
    return Quantity(Decimal(value), None, None, approximate=True, unit=unit, kind=kind)


def at_least(value: str | int, unit: str | None = None, *, bound: str = "≥", kind: str = "count") -> Quantity:
    """*At least*, or with `bound=">"` *more than*."""
    return Quantity(Decimal(value), Decimal(value), None, bound=bound, unit=unit, kind=kind)


def at_most(value: str | int, unit: str | None = None, *, bound: str = "≤", kind: str = "count") -> Quantity:
    """*At most*, or with `bound="<"` *less than*."""
    return Quantity(Decimal(value), None, Decimal(value), bound=bound, unit=unit, kind=kind)


def between(low: str | int, high: str | int, unit: str | None = None, kind: str = "count") -> Quantity:
    """A range."""
    return Quantity(None, Decimal(low), Decimal(high), bound="range", unit=unit, kind=kind)


def vaguely(low: int, best: int, high: int) -> Quantity:
    """A plural scale word (*des milliers*) under the policy `ccc`."""
    return Quantity(None, Decimal(low), None, vague=Vague("ccc", Decimal(low), Decimal(best), Decimal(high)))


def said_by(source: str, state: str = "named", *, cue: str | None = None, resolved: str | None = None) -> Attribution:
    """Who says it, without the places of the words."""
    return Attribution(state, source, Span(0, len(source)), resolved, cue, None, "preposition")


def claim(
    sentence: str,
    exact: str,
    quantity: Quantity,
    *,
    noun: str | None = None,
    by: Attribution = NOBODY,
    at: Origin = NOWHERE,
    offset: int = 0,
    status: str | None = None,
    modality: str = "asserted",
    period: Period | None = None,
) -> Claim:
    """A claim on the first `exact` of a sentence that begins at `offset` of its document."""
    start = offset + sentence.index(exact)
    figure = Span(start, start + len(exact))
    after = sentence.find(noun, figure.end - offset) if noun else -1
    counted = Noun(noun, Span(offset + after, offset + after + len(noun)), noun) if noun and after >= 0 else None
    return Claim(
        claim_id=content_id("c", at.document_id, start, exact, sentence),
        origin=at,
        figure=figure,
        number=figure,
        exact=exact,
        quantity=quantity,
        noun=counted or Noun(None, None, noun, resolved=noun),
        attribution=by,
        modality=modality,
        status=status,
        period=period,
        sentence_span=Span(offset, offset + len(sentence)),
        sentence=sentence,
        prefix=sentence[: start - offset][-32:],
        suffix=sentence[figure.end - offset :][:32],
    )


def group(label: str, claims: Sequence[Claim], state: str = "single", **rest: object) -> Group:
    """A group of claims, with its span and counts taken from them."""
    intervals = [c.quantity.interval() for c in claims]
    lows, highs = [i.low for i in intervals if i.low is not None], [i.high for i in intervals if i.high is not None]
    dates = sorted(c.origin.published for c in claims if c.origin.published)
    values: dict[str, object] = {
        "kind": claims[0].quantity.kind,
        "unit": claims[0].quantity.unit,
        "noun_lemma": claims[0].noun.lemma,
        "low": min(lows, default=None),
        "high": max(highs, default=None),
        "n_documents": len({c.origin.document_id for c in claims}),
        "n_sources": len({c.attribution.source for c in claims if c.attribution.source}),
        "first_reported": dates[0] if dates else None,
        "last_reported": dates[-1] if dates else None,
    } | rest
    ids = tuple(c.claim_id for c in claims)
    return Group(content_id("g", label, *ids), label, ids, state, **values)  # type: ignore[arg-type]


def finding(
    kind: str, level: str, claims: Sequence[Claim], message: str, *, workings: str = "", of: Group | None = None
) -> Finding:
    """A finding on these claims."""
    ids = tuple(c.claim_id for c in claims)
    return Finding(content_id("f", kind, *ids), kind, level, of.group_id if of else None, ids, message, workings)


def refusal(sentence: str, exact: str, reason: str, at: Origin = NOWHERE) -> Refusal:
    """A number that is no figure."""
    start = sentence.index(exact)
    return Refusal(at, Span(start, start + len(exact)), exact, reason, sentence)


def reconciliation(
    claims: Sequence[Claim],
    groups: Sequence[Group] = (),
    findings: Sequence[Finding] = (),
    refusals: Sequence[Refusal] = (),
    *,
    documents: Sequence[Origin] = (),
    language: str = "en",
) -> Reconciliation:
    """The whole of a run, with the documents its claims name."""
    named = tuple(dict.fromkeys([*documents, *(c.origin for c in claims), *(r.origin for r in refusals)]))
    return Reconciliation(tuple(claims), tuple(groups), tuple(findings), named, tuple(refusals), language)
