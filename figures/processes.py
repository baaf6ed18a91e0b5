"""Many documents read by several processes: the same readings in the same order, however many there are.

A text is read on its own, so that documents may be shared out. What costs is to start a process and to hand claims over, so
a small dossier is read where it is; and where a process dies, what it was given is read here instead.
"""

from __future__ import annotations

import copyreg
import os
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import fields
from functools import partial
from operator import attrgetter

from figures.model import Attribution, Claim, Document, Noun, Origin, Period, Quantity, Refusal, Vague
from figures.reading.reader import Reading

#: So many characters keep one process busy for some five seconds, which is what starting it has to be worth.
WORTH = 5_000_000
#: So many characters are handed over at a time.
BATCH = 100_000

Read = Callable[[Document], Reading]
#: A reading, or what went wrong with it: the type of the error and its message.
Outcome = Reading | str


def _as_call(value: object) -> tuple[type, tuple[object, ...]]:
    """A value as the call that makes it, which is handed over in two thirds of the time that its fields take one by one."""
    return type(value), _FIELDS[type(value)](value)


#: What a reading is made of, and what gives the fields of each.
_KINDS: tuple[type, ...] = (Attribution, Claim, Noun, Origin, Period, Quantity, Refusal, Vague)
_FIELDS: dict[type, Callable[[object], tuple[object, ...]]] = {
    kind: attrgetter(*(field.name for field in fields(kind))) for kind in _KINDS
}
for _kind in _KINDS:
    copyreg.pickle(_kind, _as_call)


def processes_for(documents: Sequence[Document], most: int | None = None) -> int:
    """How many processes are worth starting for some documents: one for each `WORTH` characters, up to the processors.

    One document is never shared out.

    >>> processes_for([Document("12 navires")])
    1
    """
    size = sum(len(document.text) for document in documents)
    return max(1, min(most or os.cpu_count() or 1, size // WORTH, len(documents)))


def outcomes(documents: Sequence[Document], read: Read, *, processes: int = 1) -> Generator[Outcome, None, None]:
    """What came of each document, in order; one on which reading fails never costs the others.

    `read` is called in other processes where `processes` is more than one, so it has to be picklable. Raises `ValueError`
    for less than one process.

    >>> from figures.pipeline import reading_of
    >>> [len(outcome.claims) for outcome in outcomes([Document("12 navires", language="fr")], reading_of)]
    [1]
    """
    if processes < 1:
        raise ValueError(f"processes must be one or more, not {processes}")
    done = 0
    if processes > 1:
        # What the first texts make ready, patterns above all, a forked process has from here.
        first, *others = _batches(documents) or [[]]
        yield from map(partial(_outcome, read), first)
        done = len(first)
        for found in _shared_out(others, partial(_batch, read), processes):
            done += len(found)
            yield from found
    yield from map(partial(_outcome, read), documents[done:])


def _shared_out(
    batches: Sequence[Sequence[Document]], read: Callable[[Sequence[Document]], list[Outcome]], processes: int
) -> Iterator[list[Outcome]]:
    """What came of batches, in order, as far as the processes live."""
    with _pool(processes) as pool:
        try:
            yield from pool.map(read, batches)
        except BrokenProcessPool:
            return


@contextmanager
def _pool(processes: int) -> Iterator[ProcessPoolExecutor]:
    pool = ProcessPoolExecutor(processes)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _batches(documents: Sequence[Document]) -> list[list[Document]]:
    """The documents in order, in lists of about `BATCH` characters."""
    found: list[list[Document]] = []
    size = BATCH
    for document in documents:
        if size >= BATCH:
            found.append([])
            size = 0
        found[-1].append(document)
        size += len(document.text)
    return found


def _batch(read: Read, documents: Sequence[Document]) -> list[Outcome]:
    return [_outcome(read, document) for document in documents]


def _outcome(read: Read, document: Document) -> Outcome:
    try:
        return read(document)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
