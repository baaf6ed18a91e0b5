"""A document and a pack to claims, sentence by sentence; only sentences that hold a number are looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from figures.model import NOBODY, Attribution, Claim, Document, Origin, Refusal, Span, content_id
from figures.reading.line import Line, Mention, line_of
from figures.reading.mentions import find_mentions, refuse
from figures.reading.modality import modality_of
from figures.reading.nouns import find_nouns
from figures.reading.pack import Pack
from figures.reading.policies import check_policy
from figures.reading.quotations import Quotations, quotations_of
from figures.reading.relations import relate
from figures.reading.scene import dates_of, nearest, places_of
from figures.reading.sentences import sentence_at, sentence_starts
from figures.reading.sources import Cue, attribute, attribution_of, carried, cues_of
from figures.reading.view import View, view

_CONTEXT = 32


@dataclass(frozen=True, slots=True)
class Reading:
    """What a document holds: its claims in the order of the text, and the numbers that are no figures.

    `origin` is the document's, with the language it was read in.
    """

    origin: Origin
    claims: tuple[Claim, ...]
    refusals: tuple[Refusal, ...]


def read(document: Document, pack: Pack, *, language: str, policy: str = "ccc") -> Reading:
    """Read a document with a pack. `policy` names how vague words are read; see `figures.reading.policies`."""
    return _Reader(document, pack, language, check_policy(policy)).read()


class _Reader:
    """The state of reading one document: its view, its sentences, and the last sentences read, for what they carry over."""

    def __init__(self, document: Document, pack: Pack, language: str, policy: str) -> None:
        self.pack = pack
        self.policy = policy
        o = document.origin
        self.origin = Origin(o.document_id, language, o.title, o.publisher, o.published, o.url)
        self.view: View = view(document.text)
        self.starts = sentence_starts(self.view.folded, pack.abbreviations)
        self.quotations: Quotations = quotations_of(self.view.folded)
        self._cues: dict[int, tuple[Line, list[Cue]]] = {}

    def read(self) -> Reading:
        claims: list[Claim] = []
        refusals: list[Refusal] = []
        for index in self._sentences():
            line, raw = self._line(index)
            claims += self._claims(index, line, raw)
            refusals += self._refusals(line)
        return Reading(self.origin, tuple(claims), tuple(refusals))

    def _sentences(self) -> Iterator[int]:
        """Indices of the sentences that hold a digit or a word of a number."""
        folded, trigger, starts = self.view.folded, self.pack.trigger, self.starts
        at = 0
        while match := trigger.search(folded, at):
            index = sentence_at(starts, match.end() - 1)
            yield index
            if index + 1 == len(starts):
                return
            at = max(starts[index + 1] - 1, match.end())

    def _bounds(self, index: int) -> tuple[int, int]:
        end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.view.folded)
        return self.starts[index], end

    def _line(self, index: int) -> tuple[Line, Line]:
        """A sentence with its mentions, and as it was before they were read."""
        raw = line_of(self.view, *self._bounds(index), self.pack)
        line = Line(raw.view, raw.start, raw.end, raw.spans, raw.letters, raw.present)
        refuse(line, self.pack)
        line = find_mentions(line, self.pack, self.policy)
        relate(line, self.pack)
        find_nouns(line, self.pack)
        return line, raw

    def _claims(self, sentence: int, line: Line, raw: Line) -> Iterator[Claim]:
        if not line.mentions:
            return
        cues = cues_of(line, self.pack)
        self._cues[sentence] = (line, cues)
        places = places_of(line, self.pack)
        dates = dates_of(raw, self.origin.published, self.pack, set_aside=line.refused)
        span = self._sentence_span(line)
        text = self.view.text[span.start : span.end]
        made = {id(m): self._claim_id(m) for m in line.mentions.values()}
        for index in sorted(line.mentions):
            mention = line.mentions[index]
            figure = self.view.span(mention.start, mention.end)
            yield Claim(
                claim_id=made[id(mention)],
                origin=self.origin,
                figure=figure,
                number=self.view.span(mention.number_start, mention.number_end),
                exact=self.view.text[figure.start : figure.end],
                quantity=mention.quantity(),
                noun=mention.noun,
                attribution=self._attribution(sentence, index, line, cues),
                modality=modality_of(index, line, self.pack),
                status=mention.status,
                places=places,
                period=nearest(dates, mention.start),
                whole_id=made[id(mention.whole)] if mention.whole is not None and id(mention.whole) in made else None,
                sentence_span=span,
                sentence=text,
                prefix=self.view.text[max(0, figure.start - _CONTEXT) : figure.start],
                suffix=self.view.text[figure.end : figure.end + _CONTEXT],
            )

    def _claim_id(self, mention: Mention) -> str:
        span = self.view.span(mention.start, mention.end)
        return content_id("c", self.origin.document_id, span.start, self.view.text[span.start : span.end])

    def _sentence_span(self, line: Line) -> Span:
        if not line.spans:
            return Span(line.start, line.end)
        return self.view.span(line.spans[0][0], line.spans[-1][1])

    def _attribution(self, sentence: int, index: int, line: Line, cues: list[Cue]) -> Attribution:
        cue = attribute(index, cues)
        if cue is not None:
            found = attribution_of(cue, line, self.pack)
            if found.state != "carried":
                return found
            resolved = self._last_source(sentence)
            return carried(found, resolved.source if resolved else None)
        return self._carried(sentence, line.spans[index][0])

    def _carried(self, sentence: int, offset: int) -> Attribution:
        """From an open quotation, or from a sentence before in the same paragraph that a source opens."""
        opened = self.quotations.opening(offset)
        if opened is not None:
            return self._speaker(sentence, opened)
        if sentence == 0 or "\n" in self.view.folded[self._last_mark(sentence - 1) : self.starts[sentence]]:
            return NOBODY
        line, cues = self._cues_of(sentence - 1)
        for cue in cues:
            if cue.rule.carries and cue.first <= 1 and cue.source is not None and not cue.rule.state:
                found = attribution_of(cue, line, self.pack)
                if found.state == "named":
                    return carried(found, found.source)
        return NOBODY

    def _speaker(self, sentence: int, opened: int) -> Attribution:
        """Who opened the quotation a figure stands in: named where it opens, or right behind where it closes."""
        begin = sentence_at(self.starts, opened)
        closed = self.quotations.closing(opened)
        places = [begin]
        if closed is not None:
            places.append(sentence_at(self.starts, closed))
        for place in dict.fromkeys(places):
            line, cues = self._cues_of(place)
            for cue in cues:
                if cue.source is not None and cue.rule.link == "verb" and not cue.rule.state:
                    found = attribution_of(cue, line, self.pack)
                    if place == sentence and found.state == "named":
                        return found
                    return carried(found, found.source)
        return Attribution("vague", link="quotation")

    def _last_mark(self, sentence: int) -> int:
        start, end = self._bounds(sentence)
        return start + len(self.view.folded[start:end].rstrip())

    def _cues_of(self, sentence: int) -> tuple[Line, list[Cue]]:
        """The attributions of a sentence, kept for the sentences after it."""
        if sentence not in self._cues:
            line, _ = self._line(sentence)
            self._cues[sentence] = (line, cues_of(line, self.pack))
        return self._cues[sentence]

    def _last_source(self, sentence: int) -> Attribution | None:
        """The last source named in the two sentences before, whom a pronoun may stand for."""
        for before in range(sentence - 1, max(-1, sentence - 3), -1):
            line, cues = self._cues_of(before)
            named = [attribution_of(cue, line, self.pack) for cue in cues if cue.source is not None and not cue.rule.state]
            named = [found for found in named if found.state == "named"]
            if named:
                return named[-1]
        return None

    def _refusals(self, line: Line) -> Iterator[Refusal]:
        span = self._sentence_span(line)
        text = self.view.text[span.start : span.end]
        for start, end, reason in sorted(line.refused):
            place = self.view.span(start, end)
            yield Refusal(self.origin, place, self.view.text[place.start : place.end], reason, text)
