"""`documents.csv`: what a folder's owner knows of its files, one row a file."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from figures.corpus.decoding import UndecodableError, decode
from figures.corpus.outcome import Notice, Skipped
from figures.corpus.stated import NAMES, Stated, stated

#: The name under which the list stands beside the texts.
LISTING = "documents.csv"
_FILE_COLUMNS = ("file", "path")
# A comma as the standard has it, a semicolon as a French spreadsheet saves it, a tab as pasting gives it.
_DELIMITERS = ",;\t"


class Row(NamedTuple):
    """What the list states of a file, and the line it stands on."""

    line: int
    stated: Stated


class Listing(NamedTuple):
    """The rows by file (path relative to the list, POSIX, NFC), and what was wrong with others.

    `about` has the file that a row tells of by the row's place, `None` for one outside; of a row that cannot be read
    it has nothing.
    """

    rows: dict[str, Row]
    skipped: list[Skipped]
    notices: list[Notice]
    about: dict[str, str | None]

    def concerning(self, files: Iterable[str]) -> Listing:
        """The same, of what was wrong only what is about these files, or may be."""
        wanted = {*files}

        def concerns(one: Skipped | Notice) -> bool:
            return one.path not in self.about or self.about[one.path] in wanted

        return self._replace(skipped=[*filter(concerns, self.skipped)], notices=[*filter(concerns, self.notices)])


def listing(data: bytes, shown: str) -> Listing:
    r"""The rows of a `documents.csv`; `shown` is its path in messages.

    The first line names the columns: `file` (or `path`), and any of `id`, `title`, `publisher`, `date` (`published`),
    `url`, `language`; others are passed over. A row that cannot be read is skipped by its line, the others count.

    >>> found = listing("\ufefffile;publisher\nbilan.txt;Radio Vallée\n".encode(), "documents.csv")
    >>> found.rows["bilan.txt"].line, found.rows["bilan.txt"].stated.publisher
    (2, 'Radio Vallée')
    """
    found = Listing({}, [], [], {})
    try:
        text, reason, detail = decode(data)
    except UndecodableError as error:
        found.skipped.append(Skipped(shown, error.reason, error.detail))
        return found
    if reason:
        found.notices.append(Notice(shown, reason, detail))
    rows = [record for record in records(text) if record.error or any(cell.strip() for cell in record.cells)]
    columns = [name.strip().lower() for name in rows[0].cells] if rows else []
    if not any(name in columns for name in _FILE_COLUMNS):
        found.skipped.append(Skipped(shown, "bad-listing", ", ".join(columns)))
        return found
    for record in rows[1:]:
        place = f"{shown}:{record.line}"
        if record.error:
            found.skipped.append(Skipped(place, "bad-row", record.error + record.lines()))
        elif len(record.cells) != len(columns):
            found.skipped.append(Skipped(place, "ragged-row", f"{len(record.cells)}, {len(columns)}{record.lines()}"))
            name = _name(dict(zip(columns, record.cells, strict=False)))
            if name and not record.lines():
                found.about[place] = relative(name)
        else:
            _row(found, place, record.line, dict(zip(columns, record.cells, strict=True)))
    return found


def _row(found: Listing, place: str, line: int, values: dict[str, str]) -> None:
    name = _name(values)
    file = found.about[place] = relative(name)
    if not name:
        found.skipped.append(Skipped(place, "no-file"))
    elif file is None:
        found.skipped.append(Skipped(place, "listed-outside", name))
    elif file in found.rows:
        found.skipped.append(Skipped(place, "listed-twice", name))
    else:
        known, odd = stated({key: value for key, value in values.items() if key in NAMES})
        found.rows[file] = Row(line, known)
        found.notices.extend(Notice(place, "bad-field", one) for one in odd)


def _name(values: dict[str, str]) -> str:
    return next((values[column].strip() for column in _FILE_COLUMNS if values.get(column, "").strip()), "")


def relative(name: str) -> str | None:
    r"""A path of the list as the walk names files, or `None` where it leads outside the folder.

    Composed letters: a list typed on one system names files whose names another system stored decomposed.

    >>> relative("mai\\e\u0301te.txt"), relative("../elsewhere.txt")
    ('mai/éte.txt', None)
    """
    path = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/"))
    parts = [part for part in path.parts if part != "."]
    return None if path.is_absolute() or ".." in parts else "/".join(parts)


class Record(NamedTuple):
    """One record, the lines it stands on, and the reader's complaint where it cannot be read."""

    cells: list[str]
    line: int
    last: int
    error: str = ""

    def lines(self) -> str:
        """The lines of a record of several: a quotation mark without its partner swallows the rows below."""
        return f" ({self.line}–{self.last})" if self.last > self.line else ""


def records(text: str) -> Iterator[Record]:
    """The records of a table, whichever of the usual signs is between its cells."""
    first = text.lstrip("\r\n").splitlines()[:1]
    delimiter = max(_DELIMITERS, key=(first[0] if first else "").count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = rows.line_num + 1
        try:
            yield Record(next(rows), line, rows.line_num)
        except StopIteration:
            return
        except csv.Error as error:
            yield Record([], line, rows.line_num, str(error))
