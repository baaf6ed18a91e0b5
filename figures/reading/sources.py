"""The words of a source: who they are, whether they have a name, and what they do with the figure."""

from __future__ import annotations

from figures.model import Attribution, Span
from figures.reading.cues import Cue
from figures.reading.line import Line
from figures.reading.pack import Pack

# How many tokens before a source, or behind it, tell that it asked not to be named.
_ASIDE = 8


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
    link, stance = cue.rule.link, cue.rule.stance or stance_of(cue, line, pack)
    content = content_of(cue, line)
    if cue.source is None:
        return Attribution(state, None, None, None, cue_text, cue_span, link, "vague", stance, content)
    spans = sources_in(cue, line, pack)
    words = "; ".join(text_of(span, line) for span in spans)
    kind = cue.rule.kind or source_kind(spans[0], state, line, pack)
    relay = (text_of(cue.relay, line),) if cue.relay else ()
    return Attribution(state, words, _span_of(spans[0], line), None, cue_text, cue_span, link, kind, stance, content, relay)


def content_of(cue: Cue, line: Line) -> Span | None:
    """What a cue covers, from the first token to the last."""
    stretches = [(first, last) for first, last in cue.content if first < last]
    return line.span(stretches[0][0], stretches[-1][1]) if stretches else None


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
    """`named`, `anonymous` or `vague`, by the words of the source; `carried` for what stands for a source told before."""
    if cue.source is None:
        return "vague"
    first, last = cue.source
    letters = line.letters
    patterns = pack.patterns
    if patterns["only_vague"].fullmatch(letters, first, last):
        return "vague"
    if patterns["only_pronoun"].fullmatch(letters, first, last) or is_same(cue, line, pack):
        return "carried"
    if patterns["insiders"].search(letters, first, last):
        return "anonymous"
    if patterns["anonymous"].search(letters, first, last) and not patterns["institution"].search(letters, first, last):
        return "anonymous"
    return "anonymous" if patterns["anonymity"].search(letters, max(0, first - _ASIDE), last + _ASIDE) else "named"


def is_same(cue: Cue, line: Line, pack: Pack) -> bool:
    """True for words that stand for the source told last, whoever it was: *the same source*."""
    return cue.source is not None and pack.patterns["only_same"].fullmatch(line.letters, *cue.source) is not None


def source_kind(tokens: tuple[int, int], state: str, line: Line, pack: Pack) -> str:
    """What a source is, one of `SOURCE_KINDS`: by its state, then by the first list of the pack that has a word of it."""
    if state == "vague":
        return "vague"
    if state == "anonymous":
        return "anonymous_qualified" if pack.patterns["qualified"].search(line.letters, *tokens) else "anonymous_bare"
    found = pack.patterns["source_kind"].search(line.letters, *tokens)
    if found is not None:
        return found.lastgroup or "named_org"
    return "named_person" if pack.patterns["person"].fullmatch(line.letters, *tokens) else "named_org"


def stance_of(cue: Cue, line: Line, pack: Pack) -> str:
    """What the words of a cue do with the figure, one of `STANCES`."""
    found = pack.patterns["stance"].search(line.letters, *cue.cue)
    return (found.lastgroup if found else None) or "asserts"
