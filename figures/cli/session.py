"""One run over some paths: the documents, what was made of them, and what was not read, told on standard error."""

from __future__ import annotations

import dataclasses
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial

import click

from figures.cli import exits, options
from figures.cli.progress import Progress
from figures.cli.telling import tell
from figures.corpus import Corpus, Skipped, load, printable
from figures.corpus.outcome import SkipReason
from figures.model import Claim, Decision, Document, Reconciliation
from figures.pipeline import reading_of, reconcile
from figures.processes import outcomes, processes_for
from figures.reading.languages import detect, load_pack, pack_codes
from figures.reading.pack import PackError
from figures.reading.reader import Reading
from figures.wording import Wording, languages, wording

_OTHERWISE = "en"


@dataclass(frozen=True, slots=True)
class Session:
    """A corpus whose documents have all been read, what they hold, and the words to tell of it in."""

    corpus: Corpus
    readings: tuple[Reading, ...]
    words: Wording
    policy: str
    tolerance: Decimal = Decimal(0)
    levels: Mapping[str, str] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()

    @property
    def read_nothing(self) -> bool:
        """True where not one document could be read."""
        return not self.corpus.documents

    def claims(self) -> list[Claim]:
        """The claims of every document, in the order of the documents."""
        return [claim for reading in self.readings for claim in reading.claims]

    def reconciled(
        self,
        *,
        select: Iterable[str] | None = None,
        ignore: Iterable[str] | None = None,
        decisions: Iterable[Decision] = (),
        thresholds: Iterable[str] = (),
    ) -> Reconciliation:
        """The whole of the run, its messages in the language of the session, with the findings asked for.

        `decisions` of people are applied; figures they say were missed are looked for in the texts. `thresholds` are those
        of `figures.reconcile`.
        """
        return reconcile(
            (*self.readings, *self.corpus.documents),
            language=self.words.language,
            vague_policy=self.policy,
            aliases=self.aliases,
            select=select,
            ignore=ignore,
            decisions=decisions,
            tolerance=self.tolerance,
            levels=self.levels,
            concepts=self.concepts,
            thresholds=thresholds,
        )


def session(
    paths: Iterable[str],
    *,
    language: str | None,
    lang: str | None,
    vague_policy: str,
    aliases: tuple[str, ...] = (),
    concepts: tuple[str, ...] = (),
    tolerance: Decimal = Decimal(0),
    levels: Mapping[str, str] | None = None,
) -> Session:
    """Load and read some paths, and tell what was not read.

    `language` is that of texts that do not state theirs, detected where it is not given either. `lang` is that of what
    is written for people: without it the language of most documents, English where no report can be written in it.
    `vague_policy` names how number words without a number are read, `aliases` are files of further names of sources,
    `concepts` of what words count. `tolerance` and `levels` are those of `figures.reconcile`.
    """
    return session_of(
        loaded(paths, language=language),
        lang=lang,
        vague_policy=vague_policy,
        aliases=aliases,
        concepts=concepts,
        tolerance=tolerance,
        levels=levels,
    )


def loaded(paths: Iterable[str], *, language: str | None) -> Corpus:
    """The documents of some paths, each file shown before it is read."""
    progress = Progress()
    corpus = load(paths, language=language, on_file=progress)
    progress.done()
    return corpus


def session_of(
    corpus: Corpus,
    *,
    lang: str | None,
    vague_policy: str,
    aliases: tuple[str, ...] = (),
    concepts: tuple[str, ...] = (),
    tolerance: Decimal = Decimal(0),
    levels: Mapping[str, str] | None = None,
) -> Session:
    """As `session`, of documents that were loaded before."""
    corpus, readings = _read(_readable(corpus), vague_policy, aliases, concepts)
    words = wording(lang or most_spoken(corpus.documents))
    tell(corpus.skipped, corpus.notices, words)
    return Session(corpus, readings, words, vague_policy, tolerance, levels or {}, aliases, concepts)


def most_spoken(documents: Iterable[Document]) -> str:
    """The language of most documents, English where it is not one a report can be written in.

    >>> most_spoken([Document("3", language="fr"), Document("4", language="fr"), Document("5", language="en")])
    'fr'
    >>> most_spoken([])
    'en'
    """
    spoken = Counter(document.language for document in documents)
    most = min(spoken, key=lambda code: (-spoken[code], code != _OTHERWISE, code or ""), default=None)
    return most if most in languages() else _OTHERWISE


def _read(
    corpus: Corpus, policy: str, aliases: tuple[str, ...], concepts: tuple[str, ...]
) -> tuple[Corpus, tuple[Reading, ...]]:
    """Read every document, each told before it is read.

    A document on which reading fails is named among the skipped, so that one text never costs the others; a language
    pack that cannot be read is wrong configuration and ends the run.
    """
    documents = corpus.documents
    read = partial(reading_of, vague_policy=policy, aliases=aliases, concepts=concepts)
    if os.environ.get(exits.TRACEBACK):
        return corpus, tuple(map(read, documents))
    progress = Progress()
    try:
        # Read here once, the tables of the languages are at hand in the processes too.
        for code in {document.language for document in documents}:
            load_pack(code or _OTHERWISE)
    except PackError as error:
        raise click.UsageError(str(error)) from error
    readings: list[Reading] = []
    failed: dict[str, str] = {}
    found = outcomes(documents, read, processes=options.processes_asked() or processes_for(documents))
    for number, document in enumerate(documents, 1):
        progress(printable(document.id), number, len(documents))
        outcome = next(found)
        if isinstance(outcome, str):
            failed[document.id] = outcome
        else:
            readings.append(outcome)
    progress.done()
    return without(corpus, failed, "reading-failed"), tuple(readings)


def without(corpus: Corpus, why: Mapping[str, str], reason: SkipReason) -> Corpus:
    """The corpus without some documents, by id, which are among the skipped with a reason and its detail."""
    path = {source.document_id: source.path for source in corpus.sources}
    return Corpus(
        tuple(document for document in corpus.documents if document.id not in why),
        (*corpus.skipped, *(Skipped(path[key], reason, detail) for key, detail in why.items())),
        corpus.notices,
        tuple(source for source in corpus.sources if source.document_id not in why),
    )


def _readable(corpus: Corpus) -> Corpus:
    """The corpus without documents in a language nobody can read here."""
    codes = pack_codes()
    documents = [
        document if document.language else dataclasses.replace(document, language=detect(document.text))
        for document in corpus.documents
    ]
    unknown = {
        document.id: f"{document.language} ({', '.join(codes)})" for document in documents if document.language not in codes
    }
    return without(dataclasses.replace(corpus, documents=tuple(documents)), unknown, "unknown-language")
