"""A quantity said about something by a source: one numeric mention of a text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from figures.model.attribution import NOBODY, Attribution
from figures.model.document import Origin
from figures.model.quantity import Quantity, number
from figures.model.span import Span

#: What a person did with a claim: corrected what was read, or added a figure that was missed.
AMENDMENTS = ("corrected", "added")

MODALITIES = ("asserted", "conditional", "forecast", "negated", "hypothetical", "question")


@dataclass(frozen=True, slots=True)
class Noun:
    """What is counted: the head noun, its lemma, the words that narrow it, and the concept it names in every language.

    `concept` is a name of the packs' concept lists (`soldier` for *hommes*, *soldats*, *troops*) or `None`;
    `qualifiers` are canonical (`KP` for *nord-coréens* and *North Korean*, else the folded word). `text` and `span` are
    `None` for an elided noun, whose word stands in `resolved`, with its place, where the text gives it.
    """

    text: str | None
    span: Span | None
    lemma: str | None
    concept: str | None = None
    qualifiers: tuple[str, ...] = ()
    resolved: str | None = None
    resolved_span: Span | None = None


NO_NOUN = Noun(None, None, None)


@dataclass(frozen=True, slots=True)
class Period:
    """When the figure holds, as far as the sentence tells: first and last day, and the words that said so."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Claim:
    """One numeric mention with its context and its source.

    `figure` spans the figure as written with scale word and unit, `number` the number alone. `places` are canonical
    names of the places the sentence puts the figure in; `period` is the time the sentence gives, and `None` leaves the
    document's date. `whole_id` is the claim this one is a part of (*neuf régions sur vingt-quatre*). `amended` is one of
    `AMENDMENTS` where a person had a hand in it.
    """

    claim_id: str
    origin: Origin
    figure: Span
    number: Span
    exact: str
    quantity: Quantity
    noun: Noun = NO_NOUN
    attribution: Attribution = NOBODY
    modality: str = "asserted"
    status: str | None = None
    places: tuple[str, ...] = ()
    period: Period | None = None
    whole_id: str | None = None
    sentence_span: Span = Span(0, 0)
    sentence: str = ""
    prefix: str = ""
    suffix: str = ""
    amended: str | None = None

    def record(self) -> dict[str, str | int | float | bool | None]:
        """The flat table row of the public contract."""
        q, a, o, n = self.quantity, self.attribution, self.origin, self.noun
        interval = q.interval()
        return {
            "claim_id": self.claim_id,
            "document_id": o.document_id,
            "language": o.language,
            "title": o.title,
            "publisher": o.publisher,
            "published": o.published.isoformat() if o.published else None,
            "url": o.url,
            "start": self.figure.start,
            "end": self.figure.end,
            "exact": self.exact,
            "number_start": self.number.start,
            "number_end": self.number.end,
            "kind": q.kind,
            "value": number(q.value),
            "low": number(q.low),
            "high": number(q.high),
            "bound": q.bound,
            "approximate": q.approximate,
            "best": number(interval.best),
            "interval_low": number(interval.low),
            "interval_high": number(interval.high),
            "vague_policy": q.vague.policy if q.vague else None,
            "unit": q.unit,
            "assumed": q.assumed,
            "alternative": number(q.alternative),
            "noun": n.text,
            "noun_start": n.span.start if n.span else None,
            "noun_end": n.span.end if n.span else None,
            "noun_lemma": n.lemma,
            "noun_resolved": n.resolved,
            "noun_resolved_start": n.resolved_span.start if n.resolved_span else None,
            "noun_resolved_end": n.resolved_span.end if n.resolved_span else None,
            "concept": n.concept,
            "qualifiers": "; ".join(n.qualifiers) or None,
            "whole_claim_id": self.whole_id,
            "status": self.status,
            **a.record(),
            "modality": self.modality,
            "places": "; ".join(self.places) or None,
            "period_start": self.period.first.isoformat() if self.period else None,
            "period_end": self.period.last.isoformat() if self.period else None,
            "sentence_start": self.sentence_span.start,
            "sentence_end": self.sentence_span.end,
            "sentence": self.sentence,
            "prefix": self.prefix,
            "suffix": self.suffix,
            "amended": self.amended,
        }


@dataclass(frozen=True, slots=True)
class Refusal:
    """A number that is no figure, and why: `reason` is a stable slug (`date`, `time`, `ordinal`, `label`, `phone` …)."""

    origin: Origin
    span: Span
    exact: str
    reason: str
    sentence: str = ""
