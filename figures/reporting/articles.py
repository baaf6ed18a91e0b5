"""A document on the page: its text with every figure marked by who vouches for it, and the list of its figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from figures.model import VOUCHED, Claim, Origin
from figures.reporting import markdown
from figures.reporting.belongings import Run
from figures.reporting.cards import Card, card
from figures.reporting.cells import outlet, place
from figures.reporting.marking import Segment, paragraphs, segments
from figures.wording import Wording

#: Up to so many documents the page shows their texts unfolded.
UNFOLDED = 12


class Mark(NamedTuple):
    """What is to be seen of a figure in its text: the names of its states, the finding it leads to, what is told of it."""

    names: str
    target: str
    told: str


class Piece(NamedTuple):
    """Words of a text, the ids of the claims that begin with them, and the mark on them."""

    words: str
    begins: tuple[str, ...]
    mark: Mark | None


class Row(NamedTuple):
    """A figure in the list of its document; `placed` where the text above has it, `flags` are ids and kinds of findings."""

    card: Card
    placed: bool
    flags: list[tuple[str, str]]


class Article(NamedTuple):
    """A document: `text` is in paragraphs of pieces, and empty where the text was not given."""

    anchor: str
    title: str
    outlet: str
    about: list[str]
    url: str
    language: str
    open: bool
    text: list[list[Piece]]
    rows: list[Row]


def article(origin: Origin, run: Run, words: Wording) -> Article:
    """A document with all its figures, in the words of one language."""
    claims = run.claims_in.get(origin.document_id, ())
    source = run.sources.get(origin.document_id)
    text = run.texts.get(origin.document_id, "")
    marked = [claim for claim in claims if text[claim.figure.start : claim.figure.end] == claim.exact]
    placed = {claim.claim_id for claim in marked}
    about = [
        words.date(origin.published) if origin.published else "",
        words.term("language", origin.language),
        source.path if source else origin.document_id,
    ]
    return Article(
        place(origin.document_id),
        origin.title or outlet(origin),
        origin.publisher or "" if origin.title else "",
        [part for part in about if part],
        origin.url if origin.url and markdown.is_web(origin.url) else "",
        origin.language or "",
        len(run.documents) <= UNFOLDED,
        _text(text, marked, run, words),
        [Row(card(claim, run, words), claim.claim_id in placed, _flags(claim, run, words)) for claim in claims],
    )


def _text(text: str, claims: Sequence[Claim], run: Run, words: Wording) -> list[list[Piece]]:
    by_id = {claim.claim_id: claim for claim in claims}
    pieces = segments(text, ((claim.figure, claim.claim_id) for claim in claims))
    return [[_piece(piece, by_id, run, words) for piece in part] for part in paragraphs(pieces)]


def _piece(piece: Segment, claims: dict[str, Claim], run: Run, words: Wording) -> Piece:
    # Of two figures on the same words the inner one, which begins later, is the one to be seen.
    mark = _mark(claims[piece.names[-1]], run, words) if piece.names else None
    return Piece(piece.words, piece.begins, mark)


def _mark(claim: Claim, run: Run, words: Wording) -> Mark:
    findings = run.findings_of.get(claim.claim_id, ())
    one = card(claim, run, words)
    names = ["named" if one.state in VOUCHED else one.state]
    if any(finding.level == "error" for finding in findings):
        names.append("error")
    kinds = ", ".join(dict.fromkeys(words.term("kind", finding.kind) for finding in findings))
    told = [" ".join(filter(None, (one.told.figure, one.told.noun, one.told.means))), one.who or one.note, kinds]
    return Mark(" ".join(names), findings[0].finding_id if findings else "", " · ".join(filter(None, told)))


def _flags(claim: Claim, run: Run, words: Wording) -> list[tuple[str, str]]:
    findings = run.findings_of.get(claim.claim_id, ())
    return [(finding.finding_id, words.term("kind", finding.kind)) for finding in findings]
