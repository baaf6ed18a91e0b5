"""A document and a pack to claims, sentence by sentence; only sentences that hold a number are looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from figures.model import NOBODY, Claim, Document, Origin, Refusal, Span, content_ids, maker
from figures.reading.attributing import Attributor
from figures.reading.known_sources import KnownSources, known_sources
from figures.reading.line import Line
from figures.reading.mentions import find_mentions
from figures.reading.modality import modality_of, moods_of
from figures.reading.nouns import find_nouns
from figures.reading.pack import Pack
from figures.reading.policies import check_policy
from figures.reading.quotations import directed
from figures.reading.refusing import refuse
from figures.reading.relations import relate
from figures.reading.scene import dates_of, nearest, places_of
from figures.reading.sentences import sentence_starts
from figures.reading.view import View, view

_CONTEXT = 32
_claim = maker(Claim)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a document holds: its claims in the order of the text, and the numbers that are no figures.

    `origin` is the document's, with the language it was read in.
    """

    origin: Origin
    claims: tuple[Claim, ...]
    refusals: tuple[Refusal, ...]


def read(
    document: Document, pack: Pack, *, language: str, policy: str = "ccc", known: Callable[[], KnownSources] = known_sources
) -> Reading:
    """Read a document with a pack.

    `policy` names how vague words are read (see `figures.reading.policies`), `known` gives the bodies with all their names,
    by default those of the project's own list, when it is first asked.
    """
    return _Reader(document, pack, language, check_policy(policy), known).read()


def _dated(places: Mapping[str, Sequence[int]], line: Line) -> bool:
    """True where a sentence may tell when: it holds a date, or words for last year."""
    return "last_year" in places or any(reason == "date" for _, _, reason in line.refused)


class _Reader:
    """The state of reading one document: its view, its sentences, and the last sentences read, for what they carry over."""

    def __init__(
        self, document: Document, pack: Pack, language: str, policy: str, known: Callable[[], KnownSources]
    ) -> None:
        self.pack = pack
        self.policy = policy
        o = document.origin
        self.origin = Origin(o.document_id, language, o.title, o.publisher, o.published, o.url)
        seen = view(document.text)
        self.view = View(seen.text, directed(seen.folded), seen.stretches)
        self.solid = pack.lexicon.solid(self.view.folded)
        self.starts = sentence_starts(self.view.folded, pack.abbreviations)
        self._identify = content_ids("c", o.document_id)
        self.attributor = Attributor(self.view, self.starts, pack, known, self._sentence)
        # The last sentence without figures that was read.
        self._bare: tuple[int, Line] | None = None

    def read(self) -> Reading:
        claims: list[Claim] = []
        refusals: list[Refusal] = []
        for index in range(len(self.starts)):
            line = self._line(index)
            if line is None:
                continue
            if line.mentions:
                claims += self._claims(index, line)
            else:
                self._bare = index, line
            if line.refused:
                refusals += self._refusals(line)
        return Reading(self.origin, tuple(claims), tuple(refusals))

    def _bounds(self, index: int) -> tuple[int, int]:
        end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.view.folded)
        return self.starts[index], end

    def _line(self, index: int, *, always: bool = False) -> Line | None:
        """A sentence with its mentions; `None` for one that holds no number, unless it is wanted all the same."""
        pack = self.pack
        lexicon = pack.lexicon
        start, end = self._bounds(index)
        letters, steps, start = lexicon.read(lexicon.chunks(self.solid, start, end), start)
        places = pack.words.places(letters)
        if not (always or "numeral" in places or "refused" in places or "article_number" in places):
            return None
        bounds = lexicon.bounds_of(steps, start)
        line = Line(self.view, bounds, letters, places)
        refuse(line, pack)
        find_mentions(line, pack, self.policy)
        if line.mentions:
            if _dated(places, line):
                line.words = Line(self.view, bounds, letters, places)
            relate(line, pack)
            find_nouns(line, pack)
        elif always:
            line.places = pack.lines.places(line.letters)
        return line

    def _claims(self, sentence: int, line: Line) -> Iterator[Claim]:
        pack, text, identify = self.pack, self.view.text, self._identify
        self.attributor.enter(sentence, line)
        places = places_of(line, pack) if "place" in line.places else ()
        dates = dates_of(line.words, self.origin.published, pack, set_aside=line.refused) if line.words else []
        moods = moods_of(line, pack)
        span = self._sentence_span(line)
        words = text[span[0] : span[1]]
        made: dict[int, str] = {}
        several = len(line.mentions) > 1
        for mention in line.mentions.values() if several else ():
            start, end = self.view.span(mention.start, mention.end)
            made[id(mention)] = identify(start, text[start:end])
        for index in sorted(line.mentions) if several else line.mentions:
            mention = line.mentions[index]
            figure = number = self.view.span(mention.start, mention.end)
            if mention.number_start != mention.start or mention.number_end != mention.end:
                number = self.view.span(mention.number_start, mention.number_end)
            start, end = figure
            modality = modality_of(index, moods) if moods else "asserted"
            attribution = self.attributor.of(sentence, index)
            if modality == "hypothetical" and attribution.link == "conditional_only":
                # What would be if something were is nobody's report.
                attribution = NOBODY
            yield _claim(
                made[id(mention)] if several else identify(start, text[start:end]),
                self.origin,
                figure,
                number,
                text[start:end],
                mention.quantity(),
                mention.noun,
                attribution,
                modality,
                mention.status,
                places,
                nearest(dates, mention.start) if dates else None,
                made.get(id(mention.whole)) if mention.whole is not None else None,
                span,
                words,
                text[max(0, start - _CONTEXT) : start],
                text[end : end + _CONTEXT],
            )

    def _sentence_span(self, line: Line) -> Span:
        return self.view.span(line.bounds[0], line.bounds[-1])

    def _sentence(self, index: int) -> Line:
        """A sentence without figures, or one read before, for the attributions in it."""
        if self._bare is not None and self._bare[0] == index:
            line = self._bare[1]
            line.places = self.pack.lines.places(line.letters)
            return line
        found = self._line(index, always=True)
        assert found is not None
        return found

    def _refusals(self, line: Line) -> Iterator[Refusal]:
        span = self._sentence_span(line)
        text = self.view.text[span.start : span.end]
        for start, end, reason in sorted(line.refused):
            place = self.view.span(start, end)
            yield Refusal(self.origin, place, self.view.text[place.start : place.end], reason, text)
