"""What people say of a figure, read with the pack of its text: what is counted, who says it, a figure that was missed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from figures.model import Attribution, Claim, Decision, Document, Noun, Origin, Quantity, Span, content_id
from figures.reading.known_sources import KnownSources, known_sources
from figures.reading.languages import detect, load_pack
from figures.reading.naming import Namer
from figures.reading.pack import Pack
from figures.reading.reader import read
from figures.reading.sentences import sentence_starts
from figures.reading.view import view

_CONTEXT = 32
#: A number that every noun goes with, before one that is told alone.
_SOME = "12"
_BLANKS = re.compile(r"\s+")


class Told:
    """Reads what people say; `documents` are those whose text is at hand, by id.

    >>> Told({}).noun("soldats nord-coréens", Origin("a", "fr")).qualifiers
    ('KP',)
    """

    def __init__(self, documents: Mapping[str, Document], known: Callable[[], KnownSources] = known_sources) -> None:
        self._documents, self._known = documents, known

    def noun(self, words: str, origin: Origin) -> Noun:
        """What is counted, with its lemma and concept as if it stood behind a number; without a place."""
        found = self._claim(f"{_SOME} {words}", origin.language)
        if found is None or found.noun.text is None:
            return Noun(words, None, words.casefold())
        return replace(found.noun, text=words, span=None, resolved=None, resolved_span=None)

    def source(self, words: str, origin: Origin) -> Attribution:
        """Who says it, under the identity of a known source where the words name one."""
        namer = Namer(self._known, self._pack(origin.language).country)
        return namer.named(Attribution("named", words, source_kind="named_org"))

    def missed(self, decision: Decision) -> Claim | str:
        """The claim on the words a person found a figure in.

        `absent` where its text is not at hand, `stale` where the words are not in it, and `impossible` where neither the
        words nor the decision give a number.
        """
        document = self._documents.get(decision.target_id)
        if document is None:
            return "absent"
        place = _place(document.text, decision.exact or "", decision.sentence)
        if place is None:
            return "stale"
        said = decision.correction
        language = document.language or detect(document.text)
        exact = document.text[place.start : place.end]
        found = self._claim(f"{exact} {said.noun or ''}".strip(), language)
        if found is None and not said.counts:
            return "impossible"
        span = _sentence(document.text, place.start, self._pack(language))
        o = document.origin
        return Claim(
            claim_id=content_id("c", document.id, place.start, exact),
            origin=Origin(o.document_id, language, o.title, o.publisher, o.published, o.url),
            figure=place,
            number=place,
            exact=exact,
            quantity=found.quantity if found else Quantity(None, None, None),
            status=found.status if found else None,
            sentence_span=span,
            sentence=document.text[span.start : span.end],
            prefix=document.text[max(0, place.start - _CONTEXT) : place.start],
            suffix=document.text[place.end : place.end + _CONTEXT],
        )

    def _claim(self, words: str, language: str | None) -> Claim | None:
        """The one claim of a few words, or `None`."""
        pack = self._pack(language)
        claims = read(Document(words, language=language), pack, language=language or "", known=self._known).claims
        return claims[0] if len(claims) == 1 else None

    def _pack(self, language: str | None) -> Pack:
        return load_pack(language or self._otherwise)

    @cached_property
    def _otherwise(self) -> str:
        return detect("")


def _place(text: str, exact: str, sentence: str | None) -> Span | None:
    """Where some words stand in a text, in the sentence given; blanks of any sort and number are one."""
    start = end = 0
    if sentence:
        around = _loosely(sentence).search(text)
        if around is None:
            return None
        start, end = around.span()
    found = _loosely(exact).search(text, start, end or len(text))
    return Span(*found.span()) if found else None


def _loosely(words: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(map(re.escape, _BLANKS.split(words.strip()))))


def _sentence(text: str, offset: int, pack: Pack) -> Span:
    """The sentence an offset of a text stands in."""
    seen = view(text)
    starts = sentence_starts(seen.folded, pack.abbreviations)
    spans = [seen.span(a, b) for a, b in pairwise((*starts, len(seen.folded)))]
    span = spans[max(0, bisect_right([each.start for each in spans], offset) - 1)]
    return Span(span.start, span.start + len(text[span.start : span.end].rstrip()))
