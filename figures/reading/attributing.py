"""Who says each figure of a document: in its sentence, in its quotation, or carried over from the sentences before.

Attribution is carried no further than the text vouches for: to the next sentence of a paragraph that a source opens, through
an open quotation, from a line that ends in a colon to the list beneath it, and to a pronoun from the two sentences before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from figures.model import NOBODY, Attribution
from figures.reading.cues import Cue, cues_of, nearest_cue
from figures.reading.known_sources import KnownSources
from figures.reading.line import Line
from figures.reading.naming import Namer
from figures.reading.pack import Pack
from figures.reading.quotations import quotations_of
from figures.reading.rows import source_cell
from figures.reading.sentences import sentence_at
from figures.reading.sources import attribution_of, is_same, source_kind, text_of
from figures.reading.view import View

# A pronoun stands for somebody of the two sentences before.
_BACK = 2
# What opens an item of a list, or a row of a table.
_ITEM = re.compile(r"\s*(?:[-–—•*·▪|]|\d{1,2}[.)]\s)")
# An open quotation without a speaker.
_SOMEBODY = Attribution("vague", link="colon_quote", source_kind="vague")
_SPOKEN = ("verb", "colon_quote")
# A cue of such content says what stands behind it, and no quotation before it.
_AHEAD = ("after", "to_end")
# A sentence that only says who told the one before has fewer characters than this.
_LONGEST_REMARK = 120
# Who speaks in person.
_PERSONS = ("named_person", "witness", "official_role")
# A list longer than this is one that nobody reads under its heading any more.
_LONGEST_LIST = 200
# A title has fewer characters than this, and none of these at its end.
_LONGEST_TITLE = 200
_ENDS = frozenset(".!?…;,")


class _Cued(NamedTuple):
    """A sentence with its attributions."""

    line: Line
    cues: list[Cue]


def _passes_on(other: Cue, cue: Cue, line: Line, pack: Pack) -> bool:
    """True where the source of another cue passes on what this one says; none of its own words (*a study of X*).

    Not where each has a figure of its own: *police counted 300, organisers 900*.
    """
    if other.source is None or other.rule.state or not other.covers(cue.cue[0]):
        return False
    between = (other.last, cue.first) if other.last <= cue.first else (cue.last, other.first)
    if pack.patterns["figure"].search(line.letters, *between) and pack.patterns["comma"].search(line.letters, *between):
        return False
    return cue.source is None or not cue.source[0] <= other.source[0] < cue.source[1]


def _as_carried(found: Attribution) -> Attribution:
    """What is told in one sentence, for a figure of another."""
    return replace(found, state="carried", link="carried", resolved=found.resolved or found.source)


class Attributor:
    """The attributions of one document; `read` gives any of its sentences as a line, numbers or not."""

    def __init__(
        self, view: View, starts: list[int], pack: Pack, known: Callable[[], KnownSources], read: Callable[[int], Line]
    ) -> None:
        self._view, self._starts, self._pack, self._read = view, starts, pack, read
        self._quotations = quotations_of(view.folded)
        self._namer = Namer(known, pack.country)
        self._remarks = any(rule.reaches_back for rule in pack.attributed.values())
        self._cued: dict[int, _Cued] = {}
        self._read_alone: dict[tuple[int, tuple[int, int]], Attribution] = {}
        # The line above the list that a sentence may be an item of.
        self._above: dict[int, int] = {}
        # What carries over into a sentence from the one before it.
        self._before: dict[int, Attribution] = {}

    def enter(self, sentence: int, line: Line) -> None:
        """Find the attributions of a sentence that holds figures."""
        self._cued[sentence] = _Cued(line, cues_of(line, self._pack))

    def of(self, sentence: int, index: int) -> Attribution:
        """Who says the figure at a token of a sentence entered before."""
        return self._namer.named(self._said(sentence, index))

    def _said(self, sentence: int, index: int) -> Attribution:
        line, cues = self._cued[sentence]
        offset = line.begin(index)
        opened = self._quotations.opening(offset)
        covering = [cue for cue in cues if cue.covers(index)]
        if opened is not None:
            return self._quoted(sentence, index, opened, covering)
        # What is said inside a quotation covers nothing outside it.
        covering = [cue for cue in covering if self._quotation_of(cue, line) is None]
        cue = nearest_cue(index, covering)
        if cue is not None:
            continued = self._continued(sentence) if cue.rule.continues else None
            return continued or self._told(sentence, cue, covering)
        return self._carried(sentence)

    def _alone(self, sentence: int, cue: Cue) -> Attribution:
        """What a cue says by itself, worked out once for all the figures it covers; its words are those of no other."""
        key = sentence, cue.cue
        found = self._read_alone.get(key)
        if found is None:
            found = self._read_alone[key] = attribution_of(cue, self._line(sentence), self._pack)
        return found

    def _quotation_of(self, cue: Cue, line: Line) -> int | None:
        return self._quotations.opening(line.begin(cue.cue[0])) if self._quotations.opened else None

    def _told(self, sentence: int, cue: Cue, covering: Sequence[Cue]) -> Attribution:
        """The attribution of a cue, with the name that a pronoun stands for, and those who pass it on."""
        line = self._cued[sentence].line
        found = self._alone(sentence, cue)
        relays = [
            said.source
            for other in covering
            if other is not cue and _passes_on(other, cue, line, self._pack)
            for said in [self._alone(sentence, other)]
            if said.source is not None and said.source != found.source
        ]
        if relays:
            found = replace(found, relay=tuple(dict.fromkeys((*relays, *found.relay))))
        if found.state != "carried":
            return found
        same = is_same(cue, line, self._pack)
        before = self._last_source(sentence, cue, nameless=same) or (None if same else self._subject_before(sentence))
        if same and (before is None or before.state == "anonymous"):
            found = replace(found, state="anonymous")
        resolved = (before.resolved or before.source) if before else None
        kind = before.source_kind if before else "none"
        return replace(found, resolved=resolved, source_kind=kind)

    def _quoted(self, sentence: int, index: int, opened: int, covering: Sequence[Cue]) -> Attribution:
        """In a quotation a source named inside it is the nearest; else whoever speaks."""
        line = self._cued[sentence].line
        inside = [cue for cue in covering if self._quotation_of(cue, line) == opened]
        around = [cue for cue in covering if self._quotation_of(cue, line) is None and not cue.rule.state]
        own = nearest_cue(index, [cue for cue in inside if not cue.rule.state])
        if own is not None:
            found = self._told(sentence, own, covering)
            if found.state in ("named", "anonymous"):
                return found
        outer = nearest_cue(index, around)
        if outer is not None:
            return self._told(sentence, outer, around)
        speaker = self._speaker(sentence, opened)
        if speaker is not None:
            return speaker
        vague = nearest_cue(index, covering)
        return self._told(sentence, vague, covering) if vague is not None else _SOMEBODY

    def _speaker(self, sentence: int, opened: int) -> Attribution | None:
        """Who speaks a quotation: named before it opens, behind where it closes, or in the sentences before."""
        closed = self._quotations.closing(opened)
        begin, end = sentence_at(self._starts, opened), sentence_at(self._starts, closed)
        for place, cue in chain(self._spoken_before(begin, opened), self._spoken_behind(end, closed)):
            return self._carried_from(place, cue, near=place == sentence)
        for place, cue in self._spoken_inside(begin, sentence, opened):
            return self._carried_from(place, cue, near=False)
        for place, cue in self._spoken_next(end, closed):
            return self._carried_from(place, cue, near=True)
        for before in range(begin - 1, max(-1, begin - 1 - _BACK), -1):
            spoken = [cue for cue in self._cues(before) if self._speaks(cue) and self._outside(before, cue)]
            if spoken:
                return self._carried_from(before, spoken[-1], near=False)
        return self._person_before(begin, opened)

    def _person_before(self, sentence: int, opened: int) -> Attribution | None:
        """The person whom the sentence before is about, where a quotation follows it that begins a sentence."""
        if sentence == 0 or self._starts[sentence] != opened or self._breaks_before(sentence):
            return None
        found = self._subject_before(sentence)
        if found is None or found.source_kind not in _PERSONS:
            return None
        return _as_carried(found)

    def _spoken_before(self, place: int, opened: int) -> Iterator[tuple[int, Cue]]:
        line = self._line(place)
        for cue in reversed(self._cues(place)):
            if (
                self._speaks(cue)
                and cue.rule.content != "before"
                and line.begin(cue.cue[0]) < opened
                and self._outside(place, cue)
            ):
                yield place, cue

    def _spoken_behind(self, place: int, closed: int) -> Iterator[tuple[int, Cue]]:
        line = self._line(place)
        for cue in self._cues(place):
            if self._speaks(cue) and line.begin(cue.cue[0]) >= closed and cue.rule.content not in _AHEAD:
                yield place, cue

    def _spoken_inside(self, begin: int, sentence: int, opened: int) -> Iterator[tuple[int, Cue]]:
        """Who is named between two commas of a quotation, as *« Rien ne va, soupire X. Le toit fuit. »*"""
        for place in range(begin, sentence):
            for cue in self._cues(place):
                inside = self._quotation_of(cue, self._line(place)) == opened
                if inside and cue.rule.content in ("before", "clause") and cue.rule.link == "verb" and self._speaks(cue):
                    yield place, cue

    def _spoken_next(self, place: int, closed: int) -> Iterator[tuple[int, Cue]]:
        """Who speaks at the head of the next sentence, as *"Where are they?" X asked.*, which the mark sets off."""
        following = place + 1
        if following >= len(self._starts) or self._breaks_before(following):
            return
        marked = self._view.folded[closed - 1 : closed] in ("?", "!")
        if marked and not self._view.folded[closed + 1 : self._starts[following]].strip():
            for cue in self._cues(following):
                if self._speaks(cue) and cue.first == 0 and cue.rule.content in ("nothing", "to_end"):
                    yield following, cue

    @staticmethod
    def _speaks(cue: Cue) -> bool:
        return cue.sourced and cue.rule.link in _SPOKEN

    def _outside(self, sentence: int, cue: Cue) -> bool:
        return self._quotation_of(cue, self._line(sentence)) is None

    def _carried_from(self, place: int, cue: Cue, *, near: bool) -> Attribution:
        """What a cue says, in its own sentence or carried to another."""
        found = self._told(place, cue, [cue])
        if near:
            return found
        return _as_carried(found)

    def _carried(self, sentence: int) -> Attribution:
        """From a heading above a list, or from a sentence before in the same paragraph that a source opens."""
        if sentence not in self._before:
            told = (self._row, self._heading, self._title, self._told_next, self._opened_by, self._announced)
            found = next(filter(None, (tell(sentence) for tell in told)), None)
            self._before[sentence] = found or NOBODY
        return self._before[sentence]

    def _opened_by(self, sentence: int) -> Attribution | None:
        """What a source that opens the sentence before says in this one."""
        if sentence == 0 or self._breaks_before(sentence):
            return None
        before = sentence - 1
        for cue in self._cues(before):
            if cue.rule.carries and cue.first <= 1 and cue.sourced:
                found = self._told(before, cue, [cue])
                if found.state == "named":
                    return _as_carried(found)
        return None

    def _told_next(self, sentence: int) -> Attribution | None:
        """Who is said to have told this sentence by the one right after it, as *That is what X says.*"""
        remark = sentence + 1
        if not self._remarks or remark >= len(self._starts) or len(self._text(remark)) > _LONGEST_REMARK:
            return None
        apart = self._breaks_before(remark)
        # A note on a line of its own has a colon; to read every line behind a paragraph would cost much for nothing.
        for cue in self._cues(remark) if not apart or ":" in self._text(remark) else ():
            told = cue.rule.reaches_back and cue.first <= 1 and cue.source is not None
            if told and not (apart and cue.rule.link != "parenthesis"):
                return self._carried_from(remark, cue, near=False)
        return None

    def _continued(self, sentence: int) -> Attribution | None:
        """Whose words go on in a sentence that is in the mood of reported speech: who spoke just before in the paragraph."""
        for before in range(sentence - 1, max(-1, sentence - 1 - _BACK), -1):
            if self._breaks_before(before + 1):
                return None
            cues = self._cues(before)
            speaking = [cue for cue in cues if cue.sourced and self._outside(before, cue)]
            if speaking:
                return self._carried_from(before, speaking[-1], near=False)
            if not any(cue.rule.continues for cue in cues):
                return None
        return None

    def _row(self, sentence: int) -> Attribution | None:
        """The source in the row of a table, under a head that says so."""
        view = self._view
        cells = source_cell(view.folded, self._starts[sentence], self._pack.source_heads)
        if cells is None:
            return None
        source, head = (view.span(cell.start, cell.end) for cell in cells)
        words, cue = view.text[source.start : source.end], view.text[head.start : head.end]
        return Attribution("named", words, source, None, cue, head, "noun", "named_org", "asserts")

    def _heading(self, sentence: int) -> Attribution | None:
        """The source in the line above a list, for an item of the list: one that ends in a colon, or a title with a note."""
        if not self._is_item(sentence):
            return None
        above = self._above_list(sentence)
        if above < 0 or sentence - above >= _LONGEST_LIST:
            return None
        leads = self._text(above).rstrip().endswith(":")
        if not leads and not self._is_title(above):
            return None
        cues = [cue for cue in self._cues(above) if cue.sourced and (leads or cue.rule.link == "parenthesis")]
        return self._carried_from(above, cues[-1], near=False) if cues else None

    def _above_list(self, sentence: int) -> int:
        """The line above the list an item stands in, -1 for none: that of the item before, which was looked for before."""
        walked = []
        while sentence not in self._above:
            walked.append(sentence)
            in_list = sentence > 0 and (self._is_item(sentence - 1) or not self._breaks_before(sentence))
            if not in_list:
                self._above[sentence] = sentence - 1
                break
            sentence -= 1
        above = self._above[sentence]
        self._above.update(dict.fromkeys(walked, above))
        return above

    def _announced(self, sentence: int) -> Attribution | None:
        """Who speaks in the line above the paragraph of a sentence, where that line ends in a colon."""
        first = sentence
        while first > max(0, sentence - _BACK) and not self._breaks_before(first):
            first -= 1
        if first == 0 or not self._breaks_before(first) or not self._text(first - 1).rstrip().endswith(":"):
            return None
        spoken = [cue for cue in self._cues(first - 1) if self._speaks(cue) and cue.rule.content != "before"]
        return self._carried_from(first - 1, spoken[-1], near=False) if spoken else None

    def _title(self, sentence: int) -> Attribution | None:
        """The source that a line of its own names above a paragraph and that this line is wholly about."""
        above = sentence - 1
        if above < 0 or not self._breaks_before(sentence) or not self._is_title(above):
            return None
        for cue in self._cues(above):
            whole = cue.first == 0 and cue.last >= len(self._line(above).letters) - 1
            if cue.rule.carries and cue.rule.link == "noun" and whole and cue.source is not None:
                return self._carried_from(above, cue, near=False)
        return None

    def _is_title(self, sentence: int) -> bool:
        """True of a short line of its own that no full stop ends."""
        words = self._text(sentence).rstrip()
        return len(words) < _LONGEST_TITLE and words[-1:] not in _ENDS and (sentence == 0 or self._breaks_before(sentence))

    def _is_item(self, sentence: int) -> bool:
        return (sentence == 0 or self._breaks_before(sentence)) and _ITEM.match(self._text(sentence)) is not None

    def _text(self, sentence: int) -> str:
        end = self._starts[sentence + 1] if sentence + 1 < len(self._starts) else None
        return self._view.folded[self._starts[sentence] : end]

    def _breaks_before(self, sentence: int) -> bool:
        """True where a line ends before a sentence."""
        folded, start = self._view.folded, self._starts[sentence]
        at = start
        while at and folded[at - 1].isspace():
            at -= 1
        return "\n" in folded[at:start]

    def _of_sentence(self, sentence: int) -> _Cued:
        """The attributions of a sentence, kept for the sentences after it."""
        if sentence not in self._cued:
            line = self._read(sentence)
            self._cued[sentence] = _Cued(line, cues_of(line, self._pack))
        return self._cued[sentence]

    def _cues(self, sentence: int) -> list[Cue]:
        return self._of_sentence(sentence).cues

    def _line(self, sentence: int) -> Line:
        return self._of_sentence(sentence).line

    def _last_source(self, sentence: int, cue: Cue, *, nameless: bool) -> Attribution | None:
        """The last source named before a pronoun, in its sentence or the two before; the same source may be `nameless`."""
        for before in range(sentence, max(-1, sentence - 1 - _BACK), -1):
            for other in reversed(self._cues(before)):
                if not other.sourced or (before == sentence and other.cue >= cue.cue):
                    continue
                found = self._alone(before, other)
                if found.state == "named" or (nameless and found.state == "anonymous"):
                    return found
        return None

    def _subject_before(self, sentence: int) -> Attribution | None:
        """Who the sentence before a pronoun is about, where nobody of it speaks; the pack tells where a subject stands."""
        subject = self._pack.patterns["antecedent"]
        if sentence == 0 or "subject" not in subject.groups:
            return None
        line = self._line(sentence - 1)
        found = subject.match(line.letters)
        if found is None:
            return None
        tokens = found.span("subject")
        kind = source_kind(tokens, "named", line, self._pack)
        return Attribution("named", text_of(tokens, line), line.span(*tokens), source_kind=kind)
