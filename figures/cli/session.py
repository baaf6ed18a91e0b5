"""One run over some paths: the documents, what was made of them, and what was not read, told on standard error."""

from __future__ import annotations

import contextlib
import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import click

from figures.cli.progress import Progress
from figures.cli.telling import tell
from figures.corpus import Corpus, Skipped, load, printable
from figures.model import Claim, Document, Reconciliation
from figures.pipeline import extract, reconcile
from figures.reading.languages import detect, pack_codes
from figures.reading.pack import PackError
from figures.wording import Wording, languages, wording

_OTHERWISE = "en"


@dataclass(frozen=True, slots=True)
class Session:
    """A corpus whose documents all have a language that can be read, and the words to tell of it in."""

    corpus: Corpus
    words: Wording

    @property
    def read_nothing(self) -> bool:
        """True where not one document could be read."""
        return not self.corpus.documents

    def claims(self, *, vague_policy: str) -> list[Claim]:
        """The claims of every document, in the order of the documents."""
        with _packs():
            return [
                claim
                for document in _stepped(self.corpus.documents)
                for claim in extract(document, vague_policy=vague_policy)
            ]

    def reconciled(self, *, vague_policy: str) -> Reconciliation:
        """The whole of the run, its messages in the language of the session."""
        with _packs():
            return reconcile(_stepped(self.corpus.documents), language=self.words.language, vague_policy=vague_policy)


def session(paths: Iterable[str], *, language: str | None, lang: str | None) -> Session:
    """Load some paths and tell what was not read.

    `language` is that of texts that do not state theirs, detected where it is not given either. `lang` is that of what
    is written for people: without it the language of most documents, English where no report can be written in it.
    """
    progress = Progress()
    loaded = load(paths, language=language, on_file=progress)
    progress.done()
    corpus = _readable(loaded)
    words = wording(lang or most_spoken(corpus.documents))
    tell(corpus.skipped, corpus.notices, words)
    return Session(corpus, words)


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


def _stepped(documents: Sequence[Document]) -> Iterator[Document]:
    """The documents one by one, each told before it is read."""
    progress = Progress()
    for number, document in enumerate(documents, 1):
        progress(printable(document.id), number, len(documents))
        yield document
    progress.done()


@contextlib.contextmanager
def _packs() -> Iterator[None]:
    """A language pack that cannot be read is wrong configuration, not an error of the run."""
    try:
        yield
    except PackError as error:
        raise click.UsageError(str(error)) from error


def _readable(corpus: Corpus) -> Corpus:
    """The corpus without documents in a language nobody can read here, which are among the skipped."""
    codes = pack_codes()
    path = {source.document_id: source.path for source in corpus.sources}
    documents = [
        document if document.language else dataclasses.replace(document, language=detect(document.text))
        for document in corpus.documents
    ]
    skipped = [
        Skipped(path[document.id], "unknown-language", f"{document.language} ({', '.join(codes)})")
        for document in documents
        if document.language not in codes
    ]
    kept = tuple(document for document in documents if document.language in codes)
    ids = {document.id for document in kept}
    return Corpus(
        kept,
        (*corpus.skipped, *skipped),
        corpus.notices,
        tuple(source for source in corpus.sources if source.document_id in ids),
    )
