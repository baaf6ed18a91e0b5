"""A document and a pack to claims, sentence by sentence; only sentences that hold a number are looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from figures.model import NOBODY, Attribution, Claim, Document, Origin, Period, Refusal, Span, content_ids, maker
from figures.reading.alphabet import EDGE
from figures.reading.answering import answered
from figures.reading.attributing import Attributor
from figures.reading.known_sources import KnownSources, known_sources
from figures.reading.line import Line, Mention
from figures.reading.mentions import find_mentions
from figures.reading.modality import Mood, modality_of, moods_of
from figures.reading.nouns import find_nouns
from figures.reading.pack import Pack
from figures.reading.policies import check_policy
from figures.reading.quotations import directed
from figures.reading.refusing import refuse
from figures.reading.relations import relate
from figures.reading.scene import dates_of, nearest, places_of, subject_of
from figures.reading.sentences import sentence_starts
from figures.reading.statuses import settle_statuses
from figures.reading.tokens import Tokens
from figures.reading.view import View, view

_CONTEXT = 32
# What says nothing of the place that opens a sentence.
_TIMES = ("duration", "age")
# A sentence that holds none of these holds no number.
_NUMBERS = frozenset({"numeral", "refused", "article_number"})
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
    document: Document,
    pack: Pack,
    *,
    language: str,
    policy: str = "ccc",
    known: Callable[[], KnownSources] = known_sources,
) -> Reading:
    """Read a document with a pack.

    `policy` names how vague words are read (see `figures.reading.policies`), `known` gives the bodies with all their names,
    by default those of the project's own list, when it is first asked.
    """
    return _Reader(document, pack, language, check_policy(policy), known).read()


def _dated(line: Line) -> bool:
    """True where a sentence may tell when: it holds a date, or words for last year."""
    return "last_year" in line.places or any(reason == "date" for _, _, reason in line.refused)


def _of_subject(mention: Mention, attribution: Attribution, before: str, start: int) -> bool:
    """True for what a place that opens the sentence has or does: no time, nothing that befell anybody, in its own clause.

    Where a source stands before the figure, the place speaks or is spoken of.
    """
    if mention.status is not None or mention.kind in _TIMES or "," in before:
        return False
    return attribution.source_span is None or attribution.source_span.start > start


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
        self.starts = sentence_starts(self.view.folded, pack.abbreviations)
        self.tokens = Tokens(self.view.folded, self.starts, pack.lexicon)
        self._identify = content_ids("c", o.document_id)
        self.attributor = Attributor(self.view, self.starts, pack, known, self._line)

    def read(self) -> Reading:
        lines = self._lines()
        settle_statuses([line for _, line in lines], self.tokens.letters, self.pack)
        claims = self._claims([(index, line) for index, line in lines if line.mentions], self._attributions(lines))
        refusals = [refusal for _, line in lines if line.refused for refusal in self._refusals(line)]
        return Reading(self.origin, tuple(claims), tuple(refusals))

    def _lines(self) -> list[tuple[int, Line]]:
        """The sentences that hold a number, with their mentions.

        Each stage goes over the whole text before the next one begins, which then finds its tables at hand.
        """
        tokens, pack = self.tokens, self.pack
        every = pack.words.places_in(tokens.letters, tokens.firsts)
        numeric = [(index, places) for index, places in enumerate(every) if not _NUMBERS.isdisjoint(places)]
        lines = [(index, self._words(index, places)) for index, places in numeric]
        for _, line in lines:
            refuse(line, pack)
        for _, line in lines:
            find_mentions(line, pack, self.policy)
        counted = [(index, line) for index, line in lines if line.mentions]
        for index, line in counted:
            if _dated(line):
                line.words = self._words(index, line.places)
        letters = [line.letters for _, line in counted]
        firsts = list(accumulate((len(of) + 1 for of in letters), initial=1))
        every = pack.lines.places_in(f"{EDGE}{EDGE.join(letters)}{EDGE}", firsts)
        for (_, line), places in zip(counted, every, strict=True):
            line.places = places
        for _, line in counted:
            relate(line, pack)
        for _, line in counted:
            find_nouns(line, pack)
        return lines

    def _words(self, index: int, places: Mapping[str, Sequence[int]]) -> Line:
        """A sentence as it stands."""
        tokens = self.tokens
        first, last = tokens.firsts[index], tokens.firsts[index + 1] - 1
        return Line(self.view, tokens.bounds[2 * first : 2 * last], tokens.letters[first:last], places)

    def _line(self, index: int) -> Line:
        """A sentence read apart from the others, with numbers or without: for the attributions in it."""
        pack, tokens = self.pack, self.tokens
        places = pack.words.places(tokens.letters[tokens.firsts[index] : tokens.firsts[index + 1] - 1])
        line = self._words(index, places)
        refuse(line, pack)
        find_mentions(line, pack, self.policy)
        if line.mentions and _dated(line):
            line.words = self._words(index, places)
        line.places = pack.lines.places(line.letters)
        if line.mentions:
            relate(line, pack)
            find_nouns(line, pack)
        return line

    def _attributions(self, lines: Sequence[tuple[int, Line]]) -> Iterator[Attribution]:
        """Who says each figure, in the order of the text."""
        counted = [(index, line) for index, line in lines if line.mentions]
        for index, line in counted:
            self.attributor.enter(index, line)
        return iter([self.attributor.of(index, place) for index, line in counted for place in sorted(line.mentions)])

    def _claims(self, counted: Sequence[tuple[int, Line]], attributions: Iterator[Attribution]) -> list[Claim]:
        """The claims of the sentences that have any, each with its attribution."""
        pack, published = self.pack, self.origin.published
        where = [places_of(line, pack) if "place" in line.places else () for _, line in counted]
        subjects = [None if places else subject_of(line, pack) for (_, line), places in zip(counted, where, strict=True)]
        when = [
            dates_of(line.words, published, pack, set_aside=line.refused) if line.words is not None else []
            for _, line in counted
        ]
        moods = [moods_of(line, pack) for _, line in counted]
        claims: list[Claim] = []
        for (_, line), places, subject, dates, mood in zip(counted, where, subjects, when, moods, strict=True):
            claims += self._claims_in(line, attributions, (places, subject), dates, mood)
        return answered(claims)

    def _claims_in(
        self,
        line: Line,
        attributions: Iterator[Attribution],
        where: tuple[tuple[str, ...], str | None],
        dates: list[tuple[int, Period]],
        moods: list[Mood],
    ) -> Iterator[Claim]:
        """The claims of one sentence."""
        text, identify, span_of = self.view.text, self._identify, self.view.span
        places, subject = where
        span = self._sentence_span(line)
        words = text[span[0] : span[1]]
        made: dict[int, str] = {}
        several = len(line.mentions) > 1
        for mention in line.mentions.values() if several else ():
            start, end = span_of(mention.start, mention.end)
            made[id(mention)] = identify(start, text[start:end])
        for index in sorted(line.mentions) if several else line.mentions:
            mention = line.mentions[index]
            figure = number = span_of(mention.start, mention.end)
            if mention.number_start != mention.start or mention.number_end != mention.end:
                number = span_of(mention.number_start, mention.number_end)
            start, end = figure
            attribution, modality = next(attributions), modality_of(index, moods) if moods else "asserted"
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
                (subject,) if subject and _of_subject(mention, attribution, words[: start - span.start], start) else places,
                nearest(dates, mention.start) if dates else None,
                made.get(id(mention.whole)) if mention.whole is not None else None,
                span,
                words,
                text[max(0, start - _CONTEXT) : start],
                text[end : end + _CONTEXT],
            )

    def _sentence_span(self, line: Line) -> Span:
        return self.view.span(line.bounds[0], line.bounds[-1])

    def _refusals(self, line: Line) -> Iterator[Refusal]:
        span = self._sentence_span(line)
        text = self.view.text[span.start : span.end]
        for start, end, reason in sorted(line.refused):
            place = self.view.span(start, end)
            yield Refusal(self.origin, place, self.view.text[place.start : place.end], reason, text)
