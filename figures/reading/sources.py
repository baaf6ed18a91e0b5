"""Who says it: the attributions of a sentence, and which of its figures each one covers.

A pack's rules find cues with their sources. The clause decides, not the sentence: every match has a stretch of tokens that
is its content, and a figure takes the nearest match whose content holds it. A figure inside the words of the source (*les
40 députés ont déclaré*) is not its content.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from figures.model import Attribution, Span
from figures.reading.index import matches
from figures.reading.line import Line
from figures.reading.modality import clause_around
from figures.reading.pack import Pack, Rule

# A source is taken before nobody in particular.
_STRENGTH = {"": 0, "vague": 1}


class Content(NamedTuple):
    """Tokens a cue covers, first up to and without last."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Cue:
    """One attribution found in a line: token spans of the whole match, the source and the cue, and what it covers."""

    rule: Rule
    first: int
    last: int
    source: tuple[int, int] | None
    cue: tuple[int, int]
    content: tuple[Content, ...]

    def covers(self, index: int) -> bool:
        """True for a token of the content that is no token of the source."""
        if self.source is not None and self.source[0] <= index < self.source[1]:
            return False
        return any(content.first <= index < content.last for content in self.content)

    def distance(self, index: int) -> int:
        """Tokens between the match and a token."""
        if index >= self.last:
            return index - self.last
        return self.first - index if index < self.first else 0


def cues_of(line: Line, pack: Pack) -> list[Cue]:
    """Every attribution of a line, in the order of the pack's rules."""
    letters, places = line.letters, line.places
    found: list[Cue] = []
    if places.keys().isdisjoint(pack.attributed.keys()):
        return found
    for name, rule in pack.asked(pack.attributed, places):
        for match in matches(rule.pattern, letters, places[name]):
            groups = match.groupdict()
            source = match.span("source") if groups.get("source") is not None else None
            cue = match.span("cue") if groups.get("cue") is not None else match.span()
            found.append(Cue(rule, match.start(), match.end(), source, cue, ()))
    return [_with_content(cue, found, line, pack) for cue in found]


def _with_content(cue: Cue, others: list[Cue], line: Line, pack: Pack) -> Cue:
    stops = line.places.get("semicolon", ())
    begin = max((stop + 1 for stop in stops if stop < cue.first), default=0)
    end = min((stop for stop in stops if stop >= cue.last), default=len(line.letters))
    kind = cue.rule.content
    content: tuple[Content, ...]
    if kind == "after":
        content = (Content(cue.last, end),)
    elif kind == "before":
        content = (Content(begin, cue.first),)
    elif kind == "clause_around":
        content = (Content(*clause_around(cue.first, line, pack)),)
    elif kind == "clause":
        content = _clause(cue, others, line, pack, begin, end)
    else:
        content = (Content(begin, cue.first), Content(cue.last, end))
    return Cue(cue.rule, cue.first, cue.last, cue.source, cue.cue, content)


def _clause(cue: Cue, others: list[Cue], line: Line, pack: Pack, begin: int, end: int) -> tuple[Content, ...]:
    """At the head of its clause a phrase covers what follows, at the end what precedes, between commas both.

    Another phrase of the same kind bounds it: *200 selon la police, 900 selon les organisateurs*.
    """
    same = [other for other in others if other.rule.content == "clause" and other.first != cue.first]
    begin = max([begin, *(other.last for other in same if other.last <= cue.first)])
    following = min((other.first for other in same if other.first >= cue.last), default=end)
    if not pack.patterns["figure"].search(line.letters, begin, cue.first):
        return (Content(cue.last, min(end, following) if following < end and _own(cue, following, line, pack) else end),)
    comma = pack.patterns["comma"]
    if comma.match(line.letters, cue.last) and cue.first and comma.match(line.letters, cue.first - 1):
        return (Content(begin, cue.first), Content(cue.last, end))
    return (Content(begin, cue.first),)


def _own(cue: Cue, following: int, line: Line, pack: Pack) -> bool:
    """True where the next phrase has a figure of its own before it, behind a comma."""
    commas = [m.start() for m in pack.patterns["comma"].finditer(line.letters, cue.last, following)]
    return bool(commas) and bool(pack.patterns["figure"].search(line.letters, commas[-1], following))


def attribute(index: int, cues: list[Cue]) -> Cue | None:
    """The attribution that covers a token: a source before nobody, then the nearest, then the pack's order."""
    covering = [cue for cue in cues if cue.covers(index)]
    if not covering:
        return None
    return min(covering, key=lambda cue: (_STRENGTH.get(cue.rule.state, 0), cue.distance(index)))


def sources_in(cue: Cue, line: Line, pack: Pack) -> list[tuple[int, int]]:
    """Token spans of the sources joined in a source phrase, without the commas and conjunctions between them."""
    if cue.source is None:
        return []
    first, last = cue.source
    found = []
    at = first
    for match in pack.patterns["joint"].finditer(line.letters, first, last):
        joined = pack.patterns["joined"].match(line.letters, match.end(), last)
        if match.start() > at and joined:
            found.append((at, match.start()))
            at = joined.start("name")
    found.append((at, last))
    return found


def attribution_of(cue: Cue, line: Line, pack: Pack) -> Attribution:
    """The attribution a cue gives the figures it covers."""
    cue_span = line.view.span(line.begin(cue.cue[0]), line.over(cue.cue[1] - 1))
    cue_text = line.view.text[cue_span.start : cue_span.end]
    state = cue.rule.state or source_state(cue, line, pack)
    if cue.source is None:
        return Attribution(state, None, None, None, cue_text, cue_span, cue.rule.link)
    spans = sources_in(cue, line, pack)
    parts = [text_of(span, line) for span in spans]
    return Attribution(state, "; ".join(parts), _span_of(spans[0], line), None, cue_text, cue_span, cue.rule.link)


def text_of(tokens: tuple[int, int], line: Line) -> str:
    """The text as given of a stretch of tokens."""
    span = _span_of(tokens, line)
    return line.view.text[span.start : span.end]


def _span_of(tokens: tuple[int, int], line: Line) -> Span:
    """The place of a stretch of tokens; of a pronoun hung on its verb (*-t-elle*) without the hyphens."""
    start, end = line.begin(tokens[0]), line.over(tokens[1] - 1)
    if line.view.folded[start] == "-":
        start = line.view.folded.rindex("-", start, end) + 1
    return line.view.span(start, end)


def source_state(cue: Cue, line: Line, pack: Pack) -> str:
    """`named`, `anonymous` or `vague`, by the words of the source; `carried` for a pronoun."""
    if cue.source is None:
        return "vague"
    first, last = cue.source
    letters = line.letters
    patterns = pack.patterns
    if patterns["only_vague"].fullmatch(letters, first, last):
        return "vague"
    if patterns["only_pronoun"].fullmatch(letters, first, last):
        return "carried"
    if patterns["anonymous"].search(letters, first, last) and not patterns["institution"].search(letters, first, last):
        return "anonymous"
    return "named"


def carried(attribution: Attribution, resolved: str | None) -> Attribution:
    """An attribution told in one sentence and holding for a figure of another."""
    return Attribution(
        "carried", attribution.source, attribution.source_span, resolved, attribution.cue, attribution.cue_span, "carried"
    )
