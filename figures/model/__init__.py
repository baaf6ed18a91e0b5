"""The values every stage takes and gives: frozen, slotted, with no behaviour beyond their own meaning."""

from figures.model.answer import ANSWER_KINDS, ANSWERS, Answer
from figures.model.attribution import (
    ATTRIBUTIONS,
    INTERESTS,
    LINKS,
    NOBODY,
    RELIABILITY,
    SOURCE_KINDS,
    STANCES,
    UNJUDGED,
    VOUCHED,
    Attribution,
    Judgement,
)
from figures.model.claim import MODALITIES, NO_NOUN, Claim, Noun, Period, Refusal
from figures.model.construction import maker
from figures.model.document import Document, Origin
from figures.model.identity import content_id, content_ids
from figures.model.quantity import BOUNDS, KINDS, Interval, Quantity, Vague, number
from figures.model.reconciliation import LEVELS, STATES, Finding, Group, Reconciliation
from figures.model.span import Span

__all__ = [
    "ANSWERS",
    "ANSWER_KINDS",
    "ATTRIBUTIONS",
    "BOUNDS",
    "INTERESTS",
    "KINDS",
    "LEVELS",
    "LINKS",
    "MODALITIES",
    "NOBODY",
    "NO_NOUN",
    "RELIABILITY",
    "SOURCE_KINDS",
    "STANCES",
    "STATES",
    "UNJUDGED",
    "VOUCHED",
    "Answer",
    "Attribution",
    "Claim",
    "Document",
    "Finding",
    "Group",
    "Interval",
    "Judgement",
    "Noun",
    "Origin",
    "Period",
    "Quantity",
    "Reconciliation",
    "Refusal",
    "Span",
    "Vague",
    "content_id",
    "content_ids",
    "maker",
    "number",
]  # fmt: skip
