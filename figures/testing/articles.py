"""Whole articles and the claims in them, put together from sentences whose figures are known."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache, partial
from typing import NamedTuple

from hypothesis import strategies as st

from figures.model import Attribution, Claim, Document, Noun, Quantity, Span, content_id
from figures.testing.expressions import Sentence, counting, sentences
from figures.testing.misses import missing
from figures.testing.numerals import Writing
from figures.testing.vocabulary import compile_pack, vocabulary_of

_CONTEXT = 32
_FIRST, _LAST = date(1990, 1, 1), date(2049, 12, 31)
#: A bit for every gap between sentences.
_GAPS = 2**16 - 1


class Article(NamedTuple):
    """A document, and the claims that a reading of it must find, in its order."""

    document: Document
    claims: tuple[Claim, ...]


def articles(
    language: str = "fr",
    *,
    min_figures: int = 1,
    max_figures: int = 4,
    style: str = "mixed",
    min_value: int = 2,
    max_value: int = 1_000_000_000,
    separator: str | None = None,
    years: bool = False,
) -> st.SearchStrategy[Article]:
    """Articles of a few sentences: figures with the claims they make, and between them numbers that are none.

    The other options are those of `counted`. The claims say what an example of a pack says: figure, value, noun, status,
    source and modality with their places, but not the noun's lemma and concept, the places and the time. Raises `ValueError`
    for options that are wrong.

    >>> from hypothesis import find
    >>> article = find(articles("en", style="digits"), lambda article: True)
    >>> article.document.text, [claim.exact for claim in article.claims]
    ('The port holds 2 containers.', ['2'])
    """
    if not 0 <= min_figures <= max_figures:
        raise ValueError(f"min_figures must lie between 0 and max_figures ({max_figures}), not {min_figures!r}")
    asked = counting(language, style, min_value, max_value, separator, years=years)
    found = _written(asked, min_figures, max_figures)
    compile_pack(language)
    return found


def _written(asked: Writing, min_figures: int, max_figures: int) -> st.SearchStrategy[Article]:
    language = asked.words.code
    counts = st.lists(sentences(asked), min_size=min_figures, max_size=max_figures)
    misses = st.lists(st.tuples(missing(language), st.integers(0, max_figures)), max_size=2)
    published, publisher = st.none() | st.dates(_FIRST, _LAST), st.sampled_from([None, "Gazette", "Tribune"])
    return st.builds(partial(_article, language), counts, misses, st.integers(0, _GAPS), published, publisher)


def _article(
    language: str,
    counts: list[Sentence],
    misses: list[tuple[str, int]],
    gaps: int,
    published: date | None,
    publisher: str | None,
) -> Article:
    """The near misses stand before the sentence of that number; a bit of `gaps` says for each gap whether it is narrow.

    Behind a near miss it never is, for an abbreviation may end one, whose stop ends no sentence.
    """
    pieces: list[Sentence | str] = [*counts]
    for miss, place in misses:
        pieces.insert(place, miss)
    text = ""
    places: list[tuple[Sentence, int]] = []
    for index, piece in enumerate(pieces):
        if text:
            narrow = isinstance(pieces[index - 1], Sentence) and text.endswith(".") and gaps >> index & 1
            text += " " if narrow else "\n\n"
        if isinstance(piece, Sentence):
            places.append((piece, len(text)))
        text += piece if isinstance(piece, str) else piece.text
    document = Document(text, language=language, publisher=publisher, published=published)
    return Article(document, tuple(_claim(document, sentence, offset) for sentence, offset in places))


def _claim(document: Document, sentence: Sentence, offset: int) -> Claim:
    """The claim of a sentence that begins at an offset of its document."""
    frame, value = sentence.frame, sentence.numeral.value
    start = offset + sentence.start
    figure = Span(start, start + len(sentence.numeral.text))
    exact = document.text[figure.start : figure.end]
    source = _place(sentence.text, frame.source, offset) if frame.source else None
    return Claim(
        claim_id=content_id("c", document.id, start, exact),
        origin=document.origin,
        figure=figure,
        number=figure,
        exact=exact,
        quantity=Quantity(value, value, value, step=_step(int(value))),
        noun=Noun(frame.noun, _place(sentence.text, frame.noun, offset, behind=figure.end - offset), None),
        attribution=Attribution(frame.attribution, frame.source, source),
        modality=frame.modality,
        status=frame.status,
        sentence_span=Span(offset, offset + len(sentence.text)),
        sentence=sentence.text,
        prefix=document.text[max(0, start - _CONTEXT) : start],
        suffix=document.text[figure.end : figure.end + _CONTEXT],
    )


def _place(text: str, words: str, offset: int, *, behind: int = 0) -> Span | None:
    """Where words stand in a sentence, behind the number if they stand there; `None` where they do not stand in it."""
    at = text.find(words, behind)
    at = at if at >= 0 else text.find(words)
    return Span(offset + at, offset + at + len(words)) if at >= 0 else None


def _step(number: int) -> Decimal:
    """The place value of the last digit that is not nought."""
    digits = str(number)
    return Decimal(1).scaleb(len(digits) - len(digits.rstrip("0"))) if number else Decimal(1)


def documents() -> st.SearchStrategy[Document]:
    """Documents in any language whose pack has sentences to put numbers in: what Hypothesis makes of `figures.Document`."""
    return _anywhere().map(lambda article: article.document)


def claims() -> st.SearchStrategy[Claim]:
    """Claims in any such language: what Hypothesis makes of `figures.Claim`."""
    return _anywhere().flatmap(lambda article: st.sampled_from(article.claims))


@cache
def _anywhere() -> st.SearchStrategy[Article]:
    """Articles in every language, whose packs are not compiled: nobody may want to read in all of them, or in any."""
    from figures.reading.languages import pack_codes

    codes = [code for code in pack_codes() if vocabulary_of(code).frames]
    return st.one_of([_written(counting(code, "mixed", 2, 1_000_000_000, None, years=False), 1, 4) for code in codes])
