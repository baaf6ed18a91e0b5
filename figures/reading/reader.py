"""A document and a pack to claims, sentence by sentence; only sentences that hold a number are looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from figures.model import NOBODY, Attribution, Claim, Document, Origin, Period, Refusal, Span, content_ids, maker
from figures.reading.alphabet import EDGE
from figures.reading.line import Line
from figures.reading.mentions import find_mentions
from figures.reading.modality import Mood, modality_of, moods_of
from figures.reading.nouns import find_nouns
from figures.reading.pack import Pack
from figures.reading.policies import check_policy
from figures.reading.quotations import Quotations, quotations_of
from figures.reading.refusing import refuse
from figures.reading.relations import relate
from figures.reading.scene import dates_of, nearest, places_of
from figures.reading.sentences import sentence_at, sentence_starts
from figures.reading.sources import Cue, attribute, attribution_of, carried, cues_of
from figures.reading.tokens import Tokens
from figures.reading.view import View, view

_CONTEXT = 32
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


def read(document: Document, pack: Pack, *, language: str, policy: str = "ccc") -> Reading:
    """Read a document with a pack. `policy` names how vague words are read; see `figures.reading.policies`."""
    return _Reader(document, pack, language, check_policy(policy)).read()


def _dated(line: Line) -> bool:
    """True where a sentence may tell when: it holds a date, or words for last year."""
    return "last_year" in line.places or any(reason == "date" for _, _, reason in line.refused)


class _Reader:
    """The state of reading one document: its view, its sentences, and the last sentences read, for what they carry over."""

    def __init__(self, document: Document, pack: Pack, language: str, policy: str) -> None:
        self.pack = pack
        self.policy = policy
        o = document.origin
        self.origin = Origin(o.document_id, language, o.title, o.publisher, o.published, o.url)
        self.view: View = view(document.text)
        self.starts = sentence_starts(self.view.folded, pack.abbreviations)
        self.tokens = Tokens(self.view.folded, self.starts, pack.lexicon)
        self.quotations: Quotations = quotations_of(self.view.folded)
        self._identify = content_ids("c", o.document_id)
        self._cues: dict[int, tuple[Line, list[Cue]]] = {}
        # What carries over into a sentence from the one before it.
        self._before: dict[int, Attribution] = {}
        # The last sentence without figures that was read.
        self._bare: tuple[int, Line] | None = None

    def read(self) -> Reading:
        lines = self._lines()
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

    def _line(self, index: int, *, always: bool) -> Line | None:
        """A sentence read apart from the others."""
        pack, tokens = self.pack, self.tokens
        places = pack.words.places(tokens.letters[tokens.firsts[index] : tokens.firsts[index + 1] - 1])
        if not always and _NUMBERS.isdisjoint(places):
            return None
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
        for index, line in lines:
            if line.mentions:
                self._cues[index] = line, cues_of(line, self.pack)
        found: list[Attribution] = []
        for index, line in lines:
            if line.mentions:
                cues = self._cues[index][1]
                found += [self._attribution(index, place, line, cues) for place in sorted(line.mentions)]
            else:
                self._bare = index, line
        return iter(found)

    def _claims(self, counted: Sequence[tuple[int, Line]], attributions: Iterator[Attribution]) -> list[Claim]:
        """The claims of the sentences that have any, each with its attribution."""
        pack, published = self.pack, self.origin.published
        where = [places_of(line, pack) if "place" in line.places else () for _, line in counted]
        when = [
            dates_of(line.words, published, pack, set_aside=line.refused) if line.words is not None else []
            for _, line in counted
        ]
        moods = [moods_of(line, pack) for _, line in counted]
        claims: list[Claim] = []
        for (_, line), places, dates, mood in zip(counted, where, when, moods, strict=True):
            claims += self._claims_in(line, attributions, places, dates, mood)
        return claims

    def _claims_in(
        self,
        line: Line,
        attributions: Iterator[Attribution],
        places: tuple[str, ...],
        dates: list[tuple[int, Period]],
        moods: list[Mood],
    ) -> Iterator[Claim]:
        """The claims of one sentence."""
        text, identify, span_of = self.view.text, self._identify, self.view.span
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
            yield _claim(
                made[id(mention)] if several else identify(start, text[start:end]),
                self.origin,
                figure,
                number,
                text[start:end],
                mention.quantity(),
                mention.noun,
                next(attributions),
                modality_of(index, moods) if moods else "asserted",
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

    def _attribution(self, sentence: int, index: int, line: Line, cues: list[Cue]) -> Attribution:
        cue = attribute(index, cues) if cues else None
        if cue is not None:
            found = attribution_of(cue, line, self.pack)
            if found.state != "carried":
                return found
            resolved = self._last_source(sentence)
            return carried(found, resolved.source if resolved else None)
        return self._carried(sentence, line.begin(index))

    def _carried(self, sentence: int, offset: int) -> Attribution:
        """From an open quotation, or from a sentence before in the same paragraph that a source opens."""
        opened = self.quotations.opening(offset)
        if opened is not None:
            return self._speaker(sentence, opened)
        if sentence not in self._before:
            begins = sentence == 0 or self._breaks_before(sentence)
            self._before[sentence] = NOBODY if begins else self._opened_by(sentence - 1)
        return self._before[sentence]

    def _opened_by(self, sentence: int) -> Attribution:
        """What a source that opens a sentence says in the next one."""
        line, cues = self._cues_of(sentence)
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

    def _breaks_before(self, sentence: int) -> bool:
        """True where a line ends before a sentence."""
        folded, start = self.view.folded, self.starts[sentence]
        before = folded[start - 2 : start]
        if before[-1:] == " " and not before[0].isspace():
            return False
        return "\n" in folded[len(folded[:start].rstrip()) : start]

    def _cues_of(self, sentence: int) -> tuple[Line, list[Cue]]:
        """The attributions of a sentence, kept for the sentences after it."""
        if sentence not in self._cues:
            line = self._bare[1] if self._bare is not None and self._bare[0] == sentence else None
            if line is not None:
                line.places = self.pack.lines.places(line.letters)
            else:
                line = self._line(sentence, always=True)
                assert line is not None
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
