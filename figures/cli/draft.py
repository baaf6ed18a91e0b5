"""A draft held against a dossier: a line a figure in the order of the text, and an exit code to act on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from os.path import realpath
from pathlib import Path
from typing import NamedTuple

from figures.cli.asked import Asked
from figures.cli.colouring import level
from figures.cli.places import Places
from figures.cli.session import Session, loaded, without
from figures.cli.threshold import Threshold
from figures.corpus import Corpus, Notice, printable
from figures.corpus.checklist import Row, checklist, is_checklist
from figures.corpus.walk import STDIN
from figures.model import Answer, Attribution, Claim, Finding, Reconciliation, Refusal
from figures.pipeline import check
from figures.reading.languages import detect
from figures.reading.reader import Reading
from figures.reporting.answers import counted, told
from figures.wording import Wording


class Line(NamedTuple):
    """One line of what is printed: where it is about, and its words."""

    document_id: str
    start: int
    rank: int
    level: str
    words: str


@dataclass(frozen=True, slots=True)
class Check:
    """A draft and the dossier it is held against, both read: the answers, the draft `alone` and what was found in it.

    `unread` are the rows of a list in which no figure was read, by the ids of their documents.
    """

    draft: Session
    dossier: Session
    answers: tuple[Answer, ...]
    alone: Reconciliation
    findings: tuple[Finding, ...]
    unread: frozenset[str]

    def lines(self) -> Iterator[str]:
        """Everything to print, in the order of the texts: answers, findings on the draft alone, what is not checkable."""
        words, places, elsewhere = self.draft.words, Places(self.draft.corpus), Places(self.dossier.corpus)
        lines = [*self._answers(words, elsewhere), *self._own(), *self._refused(words), *self._unread(words)]
        for line in sorted(lines):
            where = places.in_file(line.document_id, line.start)
            yield f"{where} {level(line.level)}: {line.words}"

    def _answers(self, words: Wording, elsewhere: Places) -> Iterator[Line]:
        def place(claim: Claim) -> str:
            return elsewhere.in_file(claim.origin.document_id, claim.figure.start, column=False)

        for answer in self.answers:
            grave = answer.level or ("skipped" if answer.state == "unchecked" else "ok")
            said = f"{answer.kind or answer.state} {told(answer, words, place)}"
            yield Line(answer.claim.origin.document_id, answer.claim.figure.start, 0, grave, _line(said))

    def _own(self) -> Iterator[Line]:
        for finding in self.findings:
            claim = self.alone.claim(finding.claim_ids[0])
            said = f"{finding.kind} {finding.message} [{finding.finding_id}]"
            yield Line(claim.origin.document_id, claim.figure.start, 1, finding.level, _line(said))

    def _refused(self, words: Wording) -> Iterator[Line]:
        for refusal in self.refusals:
            why = words.term("reason", refusal.reason)
            said = "unchecked " + words.text("draft.refused", figure=words.quote(refusal.exact), why=why)
            yield Line(refusal.origin.document_id, refusal.span.start, 2, "skipped", _line(said))

    def _unread(self, words: Wording) -> Iterator[Line]:
        for document in self.draft.corpus.documents:
            if document.id in self.unread:
                said = "unchecked " + words.text("draft.unread", figure=words.quote(document.text))
                yield Line(document.id, 0, 2, "skipped", _line(said))

    @property
    def refusals(self) -> list[Refusal]:
        """The numbers of the draft that are no figures."""
        return [refusal for reading in self.draft.readings for refusal in reading.refusals]

    def summary(self) -> str:
        """The whole in one line."""
        words = self.draft.words
        checked = [answer for answer in self.answers if answer.state != "unchecked"]
        left = len(self.answers) - len(checked) + len(self.refusals) + len(self.unread)
        return words.text(
            "draft.summary",
            figures=words.count("draft.count.checked", len(checked)),
            states=counted(checked, words) or words.text("locale.none"),
            own=words.count("draft.count.own", len(self.findings)),
            skipped=words.count("draft.count.unchecked", left),
        )

    def reached(self, limit: Threshold) -> bool:
        """True where an answer or a finding is of what makes the run fail."""
        return limit.reached(self.findings) or any(
            answer.kind in limit.kinds or answer.level in limit.levels for answer in self.answers
        )


def _line(said: str) -> str:
    return printable(" ".join(said.split()))


def checked(paths: Iterable[str], against: Iterable[str], asked: Asked) -> Check:
    """Read a draft and a dossier, and hold the one against the other.

    `paths` are texts or lists of figures (`.csv`, `.tsv`). A document of the dossier that is the draft itself, the same
    file, is left out and told; one that merely has the same words stays, and that is told too. Decisions of people are
    applied to what the draft alone gives rise to.
    """
    given = list(paths)
    texts = [path for path in given if not is_checklist(path)]
    draft = loaded(texts, language=asked.language) if texts else Corpus()
    dossier = asked.read(_without_draft(loaded(against, language=asked.language), draft))
    lists = [checklist(Path(path), language=asked.language) for path in given if is_checklist(path)]
    for one in lists:
        draft = _joined(draft, _spoken(one.corpus))
    session = asked.read(draft)
    rows = {row.document_id: row for one in lists for row in one.rows}
    readings = tuple(_as_listed(reading, rows.get(reading.origin.document_id)) for reading in session.readings)
    session = replace(session, readings=readings)
    alone = asked.reconciled(session)
    unread = frozenset(
        reading.origin.document_id for reading in readings if reading.origin.document_id in rows and not reading.claims
    )
    answers = check(
        readings,
        against=dossier.readings,
        vague_policy=session.policy,
        tolerance=session.tolerance,
        concepts=session.concepts,
    )
    return Check(session, dossier, answers, alone, _of_texts(alone, rows), unread)


def _without_draft(dossier: Corpus, draft: Corpus) -> Corpus:
    """The dossier without the file of the draft, which would bear itself out.

    Another file of the same words is an article of the dossier: a text pasted in to be checked is often one.
    """
    files = {realpath(source.path) for source in draft.sources if source.path != STDIN}
    words = {document.text for document in draft.documents}
    own = {source.document_id for source in dossier.sources if realpath(source.path) in files}
    alike = {document.id for document in dossier.documents if document.text in words} - own
    notices = (Notice(source.path, "same-text") for source in dossier.sources if source.document_id in alike)
    kept = replace(dossier, notices=(*dossier.notices, *notices))
    return without(kept, dict.fromkeys(own, ""), "is-draft")


def _spoken(corpus: Corpus) -> Corpus:
    """A list with the language of all its rows together in those that state none: a row alone has too few words."""
    unstated = [document.text for document in corpus.documents if document.language is None]
    language = detect(" ".join(unstated))
    documents = (one if one.language else replace(one, language=language) for one in corpus.documents)
    return replace(corpus, documents=tuple(documents))


def _joined(one: Corpus, other: Corpus) -> Corpus:
    return Corpus(
        (*one.documents, *other.documents),
        (*one.skipped, *other.skipped),
        (*one.notices, *other.notices),
        (*one.sources, *other.sources),
    )


def _as_listed(reading: Reading, row: Row | None) -> Reading:
    """Of a row of a list, the figure that is meant, in the mouth of who is said to give it."""
    if row is None:
        return reading
    claims = [claim for claim in reading.claims if row.figure is None or _is_meant(claim, row.figure)]
    if row.source is not None:
        claims = [replace(claim, attribution=Attribution("named", row.source)) for claim in claims]
    return replace(reading, claims=tuple(claims), refusals=() if claims else reading.refusals)


def _is_meant(claim: Claim, figure: str) -> bool:
    exact, meant = (" ".join(words.split()).casefold() for words in (claim.exact, figure))
    return exact in meant or meant in exact


def _of_texts(result: Reconciliation, rows: Iterable[str]) -> tuple[Finding, ...]:
    """What was found in the draft alone; of rows of a list, which have no text to be sourced in, only what is grave."""
    listed = set(rows)
    return tuple(
        finding
        for finding in result.findings
        if not finding.dismissed
        if finding.level == "error"
        or not listed.issuperset(result.claim(claim_id).origin.document_id for claim_id in finding.claim_ids)
    )
