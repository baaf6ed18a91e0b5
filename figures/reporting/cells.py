"""A claim in the cells of a Markdown table: the figure, who says it, where, when, and the sentence around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from figures.model import ASPECTS, Claim, Group, Origin, Possible, Refusal, content_id
from figures.reporting.belongings import Run
from figures.reporting.markdown import code, strong, table, text
from figures.reporting.matrix import Matrix
from figures.reporting.tables import JOINT
from figures.wording import Wording

#: Ids that can stand in an anchor as they are.
_PLAIN = re.compile(r"[\w.-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a run in the words of one language; every method gives Markdown."""

    run: Run
    words: Wording

    def figure(self, claim: Claim) -> str:
        """The figure as the language writes it, what is counted, and what became of it.

        Of a number in words, the words, and behind what is counted the interval they are given.
        """
        told = counted(claim, self.words)
        parts = [f"**{text(told.figure)}**", text(told.noun), text(told.means), *map(self._aside, told.asides)]
        return " ".join(filter(None, parts))

    def who(self, claim: Claim) -> str:
        """The source by its name, and how far the text vouches for it."""
        name, note = voice(claim, self.words)
        if name:
            return " ".join(filter(None, [text(name), self._aside(note)]))
        cue = claim.attribution.cue
        said = " " + text(self.words.quote(cue)) if cue else ""
        return f"*{text(note)}*{said}" if note else self.words.number(None)

    def where(self, item: Claim | Refusal) -> str:
        """Publisher, title or id of the document, as a link to its section of the report."""
        return self._linked(item.origin)

    def document(self, origin: Origin) -> str:
        """A document by publisher and title; plain words, not Markdown."""
        return heading(origin)

    def when(self, claim: Claim) -> str:
        """The day of the document, and the time the sentence gives where it is another."""
        told = span_told(claim, self.words)
        return " ".join(filter(None, [text(self.words.date(claim.origin.published)), self._aside(told)]))

    def sentence(self, claim: Claim) -> str:
        """The whole sentence with the figure in bold."""
        at = claim.figure.start - claim.sentence_span.start
        return self._bold(claim.sentence, claim.exact, at)

    def flags(self, claim: Claim) -> str:
        """The findings on a claim, each a link to where it stands in the report."""
        findings = self.run.findings_of.get(claim.claim_id, ())
        return ", ".join(f"[{text(self.words.term('kind', f.kind))}](#{f.finding_id})" for f in findings)

    def claim_id(self, claim: Claim) -> str:
        """The id that `figures explain` takes."""
        return code(claim.claim_id)

    def table(self, claims: Sequence[Claim], columns: Sequence[str]) -> str:
        """A table of claims with some of the columns `figure who where when sentence findings id`."""
        makers: dict[str, Callable[[Claim], str]] = {
            "figure": self.figure,
            "who": self.who,
            "where": self.where,
            "when": self.when,
            "sentence": self.sentence,
            "findings": self.flags,
            "id": self.claim_id,
        }
        return self.headed(columns, [[makers[column](claim) for column in columns] for claim in claims])

    def headed(self, columns: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> str:
        """A table of cells that are Markdown, its columns headed by their words under `report.column`."""
        return table([self.words.text(f"report.column.{column}") for column in columns], rows, right)

    def matrix(self, matrix: Matrix) -> str:
        """A table of questions beside documents: in a cell, what the document answers to the question."""
        groups = [self._question(group) for group in matrix.groups]
        documents = [self._dated(origin) for origin in matrix.documents]
        answers = [[self._answers(matrix.answers(group, one)) for one in matrix.documents] for group in matrix.groups]
        if matrix.across:
            rows = [[document, *row] for document, row in zip(documents, zip(*answers, strict=True), strict=True)]
            return table([self.words.text("report.column.document"), *groups], rows)
        rows = [[question, *row] for question, row in zip(groups, answers, strict=True)]
        return table([self.words.text("report.column.question"), *documents], rows)

    def possible(self, pairs: Sequence[Possible]) -> str:
        """A table of questions that may be one: a figure of each, where it stands, its id, and what is not sure enough."""
        rows = []
        for pair in pairs:
            one, other = self.run.claims(pair.claim_ids)
            unsure = f"{text(self.words.term('aspect', pair.missing))} {self._aside(self._level(pair))}"
            ids = f"{self.claim_id(one)}<br>{self.claim_id(other)}"
            rows.append([self._placed(one), self._placed(other), unsure, ids])
        return self.headed(("figure", "other_figure", "missing", "id"), rows)

    def _level(self, pair: Possible) -> str:
        return self.words.term("aspect-level", pair.levels[ASPECTS.index(pair.missing)])

    def _placed(self, claim: Claim) -> str:
        return f"{self.figure(claim)}<br>{self.where(claim)}"

    def refusals(self, refusals: Sequence[Refusal]) -> str:
        """A table of numbers that are no figures, each in its sentence."""
        rows = [
            [self._bold(refusal.sentence or refusal.exact, refusal.exact, -1), self.where(refusal)] for refusal in refusals
        ]
        return self.headed(("sentence", "where"), rows)

    def _bold(self, sentence: str, exact: str, at: int) -> str:
        """The sentence with the figure in bold at its place, or at its first place where that is not known."""
        if at < 0 or sentence[at : at + len(exact)] != exact:
            at = sentence.find(exact)
        if at < 0:
            return text(sentence)
        return strong(sentence[:at], exact, sentence[at + len(exact) :])

    def _linked(self, origin: Origin) -> str:
        return f"[{text(outlet(origin))}](#{place(origin.document_id)})"

    def _dated(self, origin: Origin) -> str:
        return f"{self._linked(origin)}<br>{text(self.words.date(origin.published))}"

    def _question(self, group: Group) -> str:
        return f"{text(group.label)} {self._aside(self.words.term('report.state', group.state))}"

    def _answers(self, claims: Sequence[Claim]) -> str:
        return "<br>".join(dict.fromkeys(text(self.words.figure(claim)) for claim in claims))

    def _aside(self, note: str) -> str:
        return f"*{text(self.words.text('report.aside', note=note))}*" if note else ""


class Counted(NamedTuple):
    """A figure in words: as the language writes it, what is counted, what number words mean, and what to know of it."""

    figure: str
    noun: str
    means: str
    asides: tuple[str, ...]


def counted(claim: Claim, words: Wording) -> Counted:
    """The parts of a figure as people read them, plain words each, empty where there is nothing to say.

    Of a number in words, the words, and what the policy makes of them.
    """
    noun = claim.noun.text or claim.noun.resolved or ""
    became = words.term("status", claim.status)
    asides = (
        became if became.casefold() != noun.casefold() else "",
        "" if claim.modality == "asserted" else words.term("modality", claim.modality),
        words.term("amended", claim.amended),
    )
    if claim.quantity.vague is None:
        return Counted(words.figure(claim), noun, "", tuple(filter(None, asides)))
    means = words.text("report.aside", note=words.quantity(claim.quantity))
    return Counted(claim.exact, noun, means, tuple(filter(None, asides)))


def outlet(origin: Origin) -> str:
    """Who published a document, in the shortest words there are for it."""
    return origin.publisher or origin.title or origin.document_id


def heading(origin: Origin) -> str:
    """A document by publisher and title, the id standing in for a title."""
    return ", ".join(filter(None, [origin.publisher, origin.title or origin.document_id]))


def span_told(claim: Claim, words: Wording) -> str:
    """The time that the sentence of a claim gives, or nothing where it is the day of the document."""
    published, period = claim.origin.published, claim.period
    if period is None or period.first == published == period.last:
        return ""
    return words.text("report.when.period", period=words.period(period.first, period.last))


def voice(claim: Claim, words: Wording) -> tuple[str, str]:
    """The name of the source, or nothing, and how far the text vouches for it, or nothing where it names it."""
    said = claim.attribution
    note = "" if said.state == "named" else words.term("attribution", said.state)
    return (said.resolved or said.source or "").replace(JOINT, ", "), note


def place(document_id: str) -> str:
    """The anchor of a document's section: its id, or a hash of one that could not stand in a link.

    >>> place("afp-1"), place("a b/c#1")
    ('document-afp-1', 'document-034ba587d57f')
    """
    return "document-" + (document_id if _PLAIN.fullmatch(document_id) else content_id("", document_id))
