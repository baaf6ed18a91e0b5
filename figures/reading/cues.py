"""The attributions of a sentence: cues with their sources, and which tokens each one covers.

The clause decides, not the sentence: every cue has stretches of tokens that are its content. A figure inside the words of
the source (*les 40 députés ont déclaré*) is not its content. A rule whose content is nothing keeps others from words that
look like a cue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from figures.reading.index import matches
from figures.reading.line import Line
from figures.reading.modality import clause_around
from figures.reading.pack import Pack, Rule

# A source is taken before nobody in particular.
_STRENGTH = {"": 0, "vague": 1}


class Cue(NamedTuple):
    """One attribution found in a line: token spans of the whole match, the source and the cue, and what it covers.

    `content` are stretches of tokens, each from its first up to and without its last; `relay` is who passes it on.
    """

    rule: Rule
    first: int
    last: int
    source: tuple[int, int] | None
    cue: tuple[int, int]
    content: tuple[tuple[int, int], ...] = ()
    relay: tuple[int, int] | None = None

    @property
    def sourced(self) -> bool:
        """True where somebody in particular is told of."""
        return self.source is not None and not self.rule.state

    def covers(self, index: int) -> bool:
        """True for a token of the content that is no token of the source."""
        if self.source is not None and self.source[0] <= index < self.source[1]:
            return False
        return any(first <= index < last for first, last in self.content)

    def distance(self, index: int) -> int:
        """Tokens between the match and a token."""
        if index >= self.last:
            return index - self.last
        return self.first - index if index < self.first else 0


def cues_of(line: Line, pack: Pack) -> list[Cue]:
    """Every attribution of a line, in the order of the text.

    The same words are one cue: the first rule of the pack that finds it says what it covers. A cue without a source of
    its own, where the rule says so, has the one of the cue before it (*a dit que …, ajoutant que …*).
    """
    letters, places = line.letters, line.places
    if places.keys().isdisjoint(pack.attributed.keys()):
        return []
    found: list[Cue] = []
    taken: set[int] = set()
    for name, rule in pack.asked(pack.attributed, places):
        for match in matches(rule.pattern, letters, places[name]):
            cue = match.span("cue") if "cue" in rule.pattern.groups else match.span()
            if not taken.isdisjoint(range(*cue)):
                continue
            taken.update(range(*cue))
            source, relay = _named(match, rule, "source"), _named(match, rule, "relay")
            found.append(Cue(rule, match.start(), match.end(), source, cue, relay=relay))
    found.sort(key=lambda cue: cue.cue)
    found = _with_sources_of_before(found)
    return [cue._replace(content=_content(cue, found, line, pack)) for cue in found]


def _named(match: re.Match[str], rule: Rule, group: str) -> tuple[int, int] | None:
    if group not in rule.pattern.groups or match.start(group) < 0:
        return None
    return match.span(group)


def _with_sources_of_before(cues: Sequence[Cue]) -> list[Cue]:
    found: list[Cue] = []
    for cue in cues:
        if not cue.rule.elided:
            found.append(cue)
            continue
        before = next((other for other in reversed(found) if other.source is not None), None)
        if before is not None:
            found.append(cue._replace(source=before.source))
    return found


def _content(cue: Cue, others: list[Cue], line: Line, pack: Pack) -> tuple[tuple[int, int], ...]:
    stops = line.places.get("semicolon", ())
    begin = max((stop + 1 for stop in stops if stop < cue.first), default=0)
    end = min((stop for stop in (*stops, *_turns(others)) if stop >= cue.last), default=len(line.letters))
    kind = cue.rule.content
    if kind == "nothing":
        return ()
    if kind == "inside":
        return ((cue.first, cue.last),)
    if kind == "after":
        return ((cue.last, end),)
    if kind == "to_end":
        return ((cue.last, len(line.letters)),)
    if kind == "before":
        return ((_behind_brackets(begin, cue, others), cue.first),)
    if kind == "clause_around":
        return (clause_around(cue.cue[0], line, pack),)
    if kind == "clause":
        return _clause(cue, others, line, pack, begin, end)
    return ((begin, cue.first), (cue.last, end))


def _behind_brackets(begin: int, cue: Cue, others: list[Cue]) -> int:
    """What a source in brackets covers begins behind the one before it: *900 (the union) and 300 (police)*."""
    if cue.rule.link != "parenthesis":
        return begin
    brackets = (other.last for other in others if other.rule.link == "parenthesis" and other.last <= cue.first)
    return max(brackets, default=begin)


def _turns(cues: Sequence[Cue]) -> Iterator[int]:
    """Where another source begins to speak that ends what the ones before it say."""
    return (cue.source[0] for cue in cues if cue.rule.in_turn and cue.source is not None)


def _clause(cue: Cue, others: list[Cue], line: Line, pack: Pack, begin: int, end: int) -> tuple[tuple[int, int], ...]:
    """At the head of its clause a phrase covers what follows, at the end what precedes, between commas both, and
    before a colon what it sums up and lists: *18 morts, selon la préfecture : 9 à Béziers, 5 à Sète*.

    Another phrase of the same kind bounds it: *200 selon la police, 900 selon les organisateurs*. What follows is not its
    own where somebody else says it: *200, selon la police, et 900 sont attendus, a dit le maire*.
    """
    same = [other for other in others if other.rule.content == "clause" and other.first != cue.first]
    before = max((other for other in same if other.last <= cue.first), key=lambda other: other.last, default=None)
    after = min((other for other in same if cue.last <= other.first < end), key=lambda other: other.first, default=None)
    begin = max(begin, before.last) if before else begin
    begin = max(begin, _bracket(begin, cue, line, pack))
    if not pack.patterns["figure"].search(line.letters, begin, cue.first) or (before and _alike(before, cue, line, pack)):
        own = after is not None and (_own(cue, after.first, line, pack) or _alike(cue, after, line, pack))
        return ((cue.last, after.first if after and own else end),)
    comma = pack.patterns["comma"]
    said = any(other.first >= cue.last and other.rule.content in ("before", "clause", "sentence") for other in others)
    if not said and comma.match(line.letters, cue.last) and cue.first and comma.match(line.letters, cue.first - 1):
        return ((begin, cue.first), (cue.last, end))
    if pack.patterns["colon"].match(line.letters, cue.last):
        return ((begin, cue.first), (cue.last, end))
    return ((begin, cue.first),)


def _bracket(begin: int, cue: Cue, line: Line, pack: Pack) -> int:
    """Where a bracket opens that holds a phrase and a figure of its own: *300 (900 selon les organisateurs)*."""
    opened = max((match.end() for match in pack.patterns["open"].finditer(line.letters, begin, cue.first)), default=begin)
    if pack.patterns["close"].search(line.letters, opened, cue.first):
        return begin
    return opened if pack.patterns["figure"].search(line.letters, opened, cue.first) else begin


def _alike(one: Cue, other: Cue, line: Line, pack: Pack) -> bool:
    """True for two phrases that each head a clause with a figure: *Laut Polizei kamen 300, laut Greenpeace 800*."""
    figure, comma = pack.patterns["figure"].search, pack.patterns["comma"].match
    opens = other.first > 0 and comma(line.letters, other.first - 1) and not comma(line.letters, other.last)
    return (
        bool(opens)
        and one.first <= 1
        and figure(line.letters, one.last, other.first) is not None
        and figure(line.letters, other.last) is not None
    )


def _own(cue: Cue, following: int, line: Line, pack: Pack) -> bool:
    """True where the next phrase has a figure of its own before it, behind a comma."""
    commas = [m.start() for m in pack.patterns["comma"].finditer(line.letters, cue.last, following)]
    return bool(commas) and bool(pack.patterns["figure"].search(line.letters, commas[-1], following))


def nearest_cue(index: int, cues: Sequence[Cue]) -> Cue | None:
    """Of cues that cover a token the one to take: a source before nobody, then the nearest, then the first."""
    return min(cues, key=lambda cue: (_STRENGTH.get(cue.rule.state, 0), cue.distance(index)), default=None)
