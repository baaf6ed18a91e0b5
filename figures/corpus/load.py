"""From paths to documents: the one door through which texts come in."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, NamedTuple

from figures.corpus.decoding import UndecodableError
from figures.corpus.formats import NAMELESS, READERS, Draft, Reader
from figures.corpus.listing import LISTING, Listing, listing
from figures.corpus.outcome import Corpus, Notice, Skipped, Source
from figures.corpus.stated import Stated
from figures.corpus.walk import STDIN, File, Walk, printable, refused, shown_path, walk
from figures.model import Document, content_id

#: Told before each file is read: its path, its number from 1, and how many there are.
OnFile = Callable[[str, int, int], object]
_STDIN_ID = "stdin"
_LINE = re.compile(r"(.*):(\d+)", re.DOTALL)


class _Placed(NamedTuple):
    """A draft with the id it asks for and the hash of its file."""

    id: str
    draft: Draft
    sha256: str


@dataclass(slots=True)
class _Reading:
    placed: list[_Placed] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


def load(
    paths: Iterable[str | os.PathLike[str]],
    *,
    language: str | None = None,
    stdin: BinaryIO | None = None,
    on_file: OnFile | None = None,
) -> Corpus:
    """The documents of files, folders and standard input (`-`), and everything that was not read, with the reason.

    A folder is read with all folders below it. The id of a document is what its file states, else the file's path
    relative to the folder given (its bare name for a file given by name), so that it is the same whatever the working
    directory; a line of JSON Lines without an id goes by its file's and its number (`a.jsonl#3`), and one that says the
    same as another of its file is left out. Two documents with one id and one text are one; with two texts both are kept,
    each under its id and a hash of its text.

    `language` is that of documents that do not state theirs. `stdin` stands for standard input, and `on_file` is called
    with the path, the number and the count before each file is read.

    Nothing raises for a file: what cannot be read is one `Skipped`. The texts are never altered. `TypeError` for a
    single path in place of several.

    >>> from io import BytesIO
    >>> corpus = load(["-", "no-such-folder"], stdin=BytesIO(b"---\\npublisher: Radio A\\n---\\n12 boats\\n"))
    >>> corpus.documents[0].text, corpus.documents[0].publisher, corpus.skipped[0].reason
    ('12 boats\\n', 'Radio A', 'missing')
    """
    if isinstance(paths, str | os.PathLike):
        raise TypeError(f"paths must be several paths, such as [{os.fspath(paths)!r}], not one")
    found = walk(paths)
    reading = _Reading(skipped=found.skipped)
    listings = {folder: _listing(reading, folder, found) for folder in found.listings}
    total = len(found.files) + found.stdin
    for number, file in enumerate(found.files, 1):
        if on_file:
            on_file(file.shown, number, total)
        _file(reading, file, listings)
    if found.stdin:
        if on_file:
            on_file(STDIN, total, total)
        _stdin(reading, stdin)
    _unmatched(reading, found, listings)
    return _settled(reading, language)


def _bytes(path: Path) -> bytes | None:
    """The content of a regular file, `None` of anything else: opening a pipe that nobody writes to must not wait."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb") as handle:
        return handle.read() if stat.S_ISREG(os.fstat(descriptor).st_mode) else None


def _content(reading: _Reading, path: Path, shown: str) -> bytes | None:
    try:
        data = _bytes(path)
    except FileNotFoundError:
        reading.skipped.append(Skipped(shown, "vanished"))
    except OSError as error:
        reading.skipped.append(refused(shown, error))
    else:
        if data is None:
            reading.skipped.append(Skipped(shown, "not-a-file"))
        return data
    return None


def _stdin(reading: _Reading, stdin: BinaryIO | None) -> None:
    try:
        data = (stdin or sys.stdin.buffer).read()
    except OSError as error:
        reading.skipped.append(refused(STDIN, error))
    else:
        _drafts(reading, data, NAMELESS, STDIN, _STDIN_ID, Stated())


def _listing(reading: _Reading, folder: Path, found: Walk) -> Listing:
    """The list of documents of a folder; what is wrong with it is told, and the texts beside it are read.

    Where only some files of the folder were asked for, rows that tell of others are nobody's concern.
    """
    shown = shown_path(folder / LISTING)
    data = _content(reading, folder / LISTING, shown)
    read = Listing({}, [], [], {}) if data is None else listing(data, shown)
    if not found.listings[folder]:
        read = read.concerning(_listed_as(file, folder) for file in found.files if folder in file.folders)
    reading.skipped += read.skipped
    reading.notices += read.notices
    return read


def _listed_as(file: File, folder: Path) -> str:
    """The name under which the list of a folder tells of a file."""
    return printable(file.path.relative_to(folder).as_posix())


def _file(reading: _Reading, file: File, listings: dict[Path, Listing]) -> None:
    data = _content(reading, file.path, file.shown)
    if data is None:
        return
    listed = Stated()
    for folder in file.folders:
        if folder in listings:
            row = listings[folder].rows.get(_listed_as(file, folder))
            listed = listed.over(row.stated) if row else listed
    _drafts(reading, data, READERS[file.suffix], file.shown, file.id, listed)


def _drafts(reading: _Reading, data: bytes, reader: Reader, shown: str, file_id: str, listed: Stated) -> None:
    """What a reader finds in some bytes; of a file of several documents a list states everything but ids and titles."""
    digest = sha256(data).hexdigest()
    said: dict[tuple[str, Stated], str] = {}
    try:
        for one in reader(data, shown):
            if isinstance(one, Skipped):
                reading.skipped.append(one)
            elif isinstance(one, Notice):
                reading.notices.append(one)
            else:
                whole = one.line is not None
                known = one.stated.over(listed if whole else listed._replace(id=None, title=None))
                if not whole and not known.id:
                    first = said.setdefault((one.text, known), one.place)
                    if first != one.place:
                        reading.skipped.append(Skipped(one.place, "duplicate", first))
                        continue
                name = known.id or (file_id if whole else f"{file_id}#{one.record}")
                reading.placed.append(_Placed(name, one._replace(stated=known), digest))
    except UndecodableError as error:
        reading.skipped.append(Skipped(shown, error.reason, error.detail))


def _unmatched(reading: _Reading, found: Walk, listings: dict[Path, Listing]) -> None:
    """Names the rows of a list that name no file, where the whole folder was looked at."""
    for folder, read in listings.items():
        if found.listings[folder]:
            shown = shown_path(folder / LISTING)
            reading.skipped += [
                Skipped(f"{shown}:{row.line}", "listed-missing", name)
                for name, row in read.rows.items()
                if shown_path(folder / name) not in found.seen
            ]


def _settled(reading: _Reading, language: str | None) -> Corpus:
    """Every document under an id of its own, whatever the order in which they came."""
    same: dict[str, list[_Placed]] = {}
    for placed in reading.placed:
        same.setdefault(placed.id, []).append(placed)
    pairs: list[tuple[Document, Source]] = []
    for name in sorted(same):
        kept = _distinct(reading, same[name])
        for one in kept:
            own = name if len(kept) == 1 else f"{name}~{content_id('', one.draft.text)}"
            if own != name:
                reading.notices.append(Notice(one.draft.place, "same-id", own))
            known = one.draft.stated
            document = Document(
                one.draft.text,
                id=own,
                language=known.language or language,
                title=known.title,
                publisher=known.publisher,
                published=known.published,
                url=known.url,
            )
            pairs.append((document, Source(own, one.draft.place, one.sha256, one.draft.line)))
    pairs.sort(key=lambda pair: pair[0].id)
    return Corpus(
        tuple(document for document, _ in pairs),
        tuple(sorted(dict.fromkeys(reading.skipped), key=_place)),
        tuple(sorted(dict.fromkeys(reading.notices), key=_place)),
        tuple(source for _, source in pairs),
    )


def _distinct(reading: _Reading, several: list[_Placed]) -> list[_Placed]:
    """One of each text, the one of which most is stated; the others are told to be doubles of it."""
    by_text: dict[str, list[_Placed]] = {}
    for placed in sorted(several, key=_most_stated):
        by_text.setdefault(placed.draft.text, []).append(placed)
    for first, *others in by_text.values():
        reading.skipped += [Skipped(other.draft.place, "duplicate", first.draft.place) for other in others]
    return [doubles[0] for doubles in by_text.values()]


def _most_stated(placed: _Placed) -> tuple[int, list[str], str]:
    known = [str(value) if value is not None else "" for value in placed.draft.stated]
    return (known.count(""), known, placed.draft.place)


def _place(told: Skipped | Notice) -> tuple[str, int, str, str]:
    """The order of files, and within a file that of its lines as numbers."""
    numbered = _LINE.fullmatch(told.path)
    path, line = (numbered[1], int(numbered[2])) if numbered else (told.path, 0)
    return (path, line, told.reason, told.detail)
