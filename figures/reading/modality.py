"""How firmly the text puts a figure: asserted, conditional, forecast, negated, hypothetical, a question."""

from __future__ import annotations

from figures.reading.line import Line
from figures.reading.pack import Pack


def modality_of(index: int, line: Line, pack: Pack) -> str:
    """The modality of a token by the first of the pack's rules that covers it; `asserted` where none does.

    A rule's `content` says what its match covers: the whole sentence, the match itself, what follows it in the sentence,
    or the clause around it.
    """
    for rule in pack.modalities:
        for match in rule.pattern.found(line.letters, line.present):
            first, last = _content(rule.content, match.start(), match.end(), line, pack)
            if first <= index < last:
                return rule.value
    return "asserted"


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
    for match in pack.patterns["clause_end"].found(line.letters, line.present):
        if match.start() < index:
            first = match.end()
        elif match.start() >= index:
            last = match.start()
            break
    return first, last
