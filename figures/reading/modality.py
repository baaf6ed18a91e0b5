"""How firmly the text puts a figure: asserted, conditional, forecast, negated, hypothetical, a question."""

from __future__ import annotations

from typing import NamedTuple

from figures.reading.index import matches
from figures.reading.line import Line
from figures.reading.pack import Pack


class Mood(NamedTuple):
    """Tokens that stand in a modality, first up to and without last."""

    first: int
    last: int
    value: str


def moods_of(line: Line, pack: Pack) -> list[Mood]:
    """Where a sentence is not asserted, in the order of the pack's rules.

    A rule's `content` says what its match covers: the whole sentence, the match itself, what follows it in the sentence,
    or the clause around it.
    """
    if line.places.keys().isdisjoint(pack.moods.keys()):
        return []
    return [
        Mood(*_content(rule.content, match.start(), match.end(), line, pack), rule.value)
        for name, rule in pack.asked(pack.moods, line.places)
        for match in matches(rule.pattern, line.letters, line.places[name])
    ]


def modality_of(index: int, moods: list[Mood]) -> str:
    """The modality of a token by the first rule that covers it; `asserted` where none does."""
    return next((mood.value for mood in moods if mood.first <= index < mood.last), "asserted")


def _content(kind: str, start: int, end: int, line: Line, pack: Pack) -> tuple[int, int]:
    size = len(line.letters)
    if kind == "inside":
        return start, end
    if kind == "after":
        return end, size
    if kind == "clause":
        return clause_around(start, line, pack)
    if kind == "after_in_clause":
        return end, clause_around(start, line, pack)[1]
    return 0, size


def clause_around(index: int, line: Line, pack: Pack) -> tuple[int, int]:
    """Tokens of the clause a token stands in, between semicolons and commas that a new clause follows."""
    first, last = 0, len(line.letters)
    for match in pack.patterns["clause_end"].finditer(line.letters):
        if match.start() < index:
            first = match.end()
        elif match.start() >= index:
            last = match.start()
            break
    return first, last
