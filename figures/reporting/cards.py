"""A claim on the page: the figure, who says it, and its sentence with the words the reading rests on."""

from __future__ import annotations

from typing import NamedTuple

from figures.model import Claim, Span
from figures.reporting.belongings import Run
from figures.reporting.cells import Counted, counted, outlet, span_told, voice
from figures.reporting.marking import Segment, segments
from figures.reporting.tables import JOINT
from figures.wording import Wording

#: How much of a text is shown on either side of a source that stands in another sentence.
AROUND = 80
_ELLIPSIS = "…"


class Card(NamedTuple):
    """What the page says of one claim, in plain words; `target` is where its figure stands on the page.

    `state` is the attribution of the claim, `elsewhere` the words about a source that another sentence names.
    """

    claim_id: str
    target: str
    told: Counted
    who: str
    note: str
    state: str
    outlet: str
    day: str
    period: str
    language: str
    sentence: list[Segment]
    elsewhere: list[Segment]


def card(claim: Claim, run: Run, words: Wording) -> Card:
    """The card of a claim in the words of one language."""
    origin = claim.origin
    who, note = voice(claim, words)
    return Card(
        claim.claim_id,
        claim.claim_id,
        counted(claim, words),
        who,
        note or ("" if who else words.number(None)),
        claim.attribution.state,
        outlet(origin),
        words.date(origin.published),
        span_told(claim, words),
        origin.language or "",
        sentence(claim),
        _elsewhere(claim, run.texts.get(origin.document_id, "")),
    )


def sentence(claim: Claim) -> list[Segment]:
    """The sentence of a claim with the marks `figure`, `source` and `cue`, as far as they stand in it.

    >>> from figures.pipeline import extract
    >>> [claim] = extract("Selon la mairie, 45 arbres sont tombés.", language="fr")
    >>> [(piece.words, piece.names) for piece in sentence(claim) if piece.names]
    [('Selon', ('cue',)), ('la mairie', ('source',)), ('45', ('figure',))]
    """
    said, begin = claim.attribution, claim.sentence_span.start
    wanted = (
        ("figure", claim.figure, claim.exact),
        ("source", said.source_span, (said.source or "").split(JOINT)[0]),
        ("cue", said.cue_span, said.cue or ""),
    )
    marks = []
    for name, span, exact in wanted:
        found = _within(claim.sentence, span, begin, exact)
        if found is None and name == "figure":
            found = _first(claim.sentence, exact)
        if found is not None:
            marks.append((found, name))
    return segments(claim.sentence, marks)


def _within(text: str, span: Span | None, begin: int, exact: str) -> Span | None:
    """The place of a span in a text that begins at `begin` of its document, where the words expected stand there."""
    if span is None or not exact or span.start < begin:
        return None
    here = Span(span.start - begin, span.end - begin)
    return here if text[here.start : here.end] == exact else None


def _first(text: str, exact: str) -> Span | None:
    at = text.find(exact) if exact else -1
    return Span(at, at + len(exact)) if at >= 0 else None


def _elsewhere(claim: Claim, text: str) -> list[Segment]:
    """The words about a source outside the sentence, cut at blanks and said to be cut."""
    source = claim.attribution.source_span
    inside = claim.sentence_span
    if source is None or source.end > len(text) or source.start >= source.end:
        return []
    if inside.start <= source.start and source.end <= inside.end:
        return []
    start, end = max(source.start - AROUND, 0), min(source.end + AROUND, len(text))
    start = text.find(" ", start, source.start) + 1 or start if start else 0
    end = text.rfind(" ", source.end, end) if end < len(text) and " " in text[source.end : end] else end
    shown = segments(text[start:end], [(Span(source.start - start, source.end - start), "source")])
    before = [Segment(_ELLIPSIS)] if start else []
    return [*before, *shown, *([Segment(_ELLIPSIS)] if end < len(text) else [])]
