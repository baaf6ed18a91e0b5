"""Claims from their records: what was written into a table, read back as the value it was."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from figures.model.attribution import Attribution, Judgement
from figures.model.claim import Claim, Noun, Period
from figures.model.document import Origin
from figures.model.quantity import Quantity, Vague
from figures.model.span import Span

#: What stands between the entries of a list that is one cell of a record.
_JOINT = "; "
_ONE = Decimal(1)


def claim_of(row: Mapping[str, Any]) -> Claim:
    """The claim of a record, as `Claim.record` gives it, so that claims of a table reconcile like those of texts.

    A record tells the interval of a figure and not the place value of its last digit, which is worked out from it.
    `KeyError` names a field that is missing; `ValueError` is raised for one that does not hold what it should.

    >>> import figures
    >>> [claim] = figures.extract("Selon la mairie, 45 arbres ont été abattus.", language="fr")
    >>> claim_of(claim.record()) == claim
    True
    """
    return Claim(
        claim_id=row["claim_id"],
        origin=Origin(
            row["document_id"], row["language"], row["title"], row["publisher"], _day(row["published"]), row["url"]
        ),
        figure=Span(row["start"], row["end"]),
        number=Span(row["number_start"], row["number_end"]),
        exact=row["exact"],
        quantity=_quantity(row),
        noun=_noun(row),
        attribution=_attribution(row),
        modality=row["modality"],
        status=row["status"],
        places=_list(row["places"]),
        period=_period(row),
        whole_id=row["whole_claim_id"],
        sentence_span=Span(row["sentence_start"], row["sentence_end"]),
        sentence=row["sentence"],
        prefix=row["prefix"],
        suffix=row["suffix"],
        amended=row["amended"],
    )


def _quantity(row: Mapping[str, Any]) -> Quantity:
    value, low, best, high = (_decimal(row[name]) for name in ("value", "interval_low", "best", "interval_high"))
    policy = row["vague_policy"]
    return Quantity(
        value=value,
        low=_decimal(row["low"]),
        high=_decimal(row["high"]),
        bound=row["bound"],
        approximate=row["approximate"],
        kind=row["kind"],
        unit=row["unit"],
        step=_step(row, value, low),
        vague=Vague(policy, low, best, high) if policy and low is not None else None,
        assumed=row["assumed"],
        alternative=_decimal(row["alternative"]),
    )


def _step(row: Mapping[str, Any], value: Decimal | None, low: Decimal | None) -> Decimal:
    """The place value of the last digit written: that of the last one that is not nought, where the interval agrees.

    Half of it is the rounding, so that the interval tells of another (12.0, or 1 200 to its last unit).
    """
    if value is None:
        return _ONE
    exponent = value.normalize().as_tuple().exponent
    last = _ONE.scaleb(exponent) if value and isinstance(exponent, int) else _ONE
    if low is None or row["bound"] != "=" or row["approximate"] or row["vague_policy"]:
        return last
    rounding = abs(value - low)
    agrees = Quantity(value, value, value, kind=row["kind"], step=last).rounding(value) == rounding
    return last if agrees else 2 * rounding or _ONE


def _noun(row: Mapping[str, Any]) -> Noun:
    return Noun(
        row["noun"],
        _span(row, "noun"),
        row["noun_lemma"],
        row["concept"],
        _list(row["qualifiers"]),
        row["noun_resolved"],
        _span(row, "noun_resolved"),
    )


def _attribution(row: Mapping[str, Any]) -> Attribution:
    return Attribution(
        state=row["attribution"],
        source=row["source"],
        source_span=_span(row, "source"),
        resolved=row["source_resolved"],
        cue=row["cue"],
        cue_span=_span(row, "cue"),
        link=row["link"],
        source_kind=row["source_kind"],
        stance=row["stance"],
        content=_span(row, "content"),
        relay=_list(row["relay"]),
        identity=row["source_id"],
        country=row["source_country"],
        interest=row["interest"],
        judgement=Judgement(row["reliability"], row["credibility"]),
    )


def _period(row: Mapping[str, Any]) -> Period | None:
    first, last = _day(row["period_start"]), _day(row["period_end"])
    return Period(first, last) if first and last else None


def _span(row: Mapping[str, Any], name: str) -> Span | None:
    start, end = row[f"{name}_start"], row[f"{name}_end"]
    return None if start is None or end is None else Span(start, end)


def _list(cell: str | None) -> tuple[str, ...]:
    return tuple(cell.split(_JOINT)) if cell else ()


def _day(cell: str | None) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _decimal(cell: float | None) -> Decimal | None:
    return None if cell is None else Decimal(repr(cell))
