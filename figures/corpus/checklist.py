"""A list of figures to check, as a spreadsheet has it: a row a figure, read as a document of its own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from figures.corpus.decoding import UndecodableError, decode
from figures.corpus.listing import LISTING, records
from figures.corpus.outcome import Corpus, Notice, Skipped, Source
from figures.corpus.stated import Stated, stated
from figures.corpus.walk import printable, refused, shown_path
from figures.model import Document

#: Suffixes of files that hold a list of figures.
SUFFIXES = (".csv", ".tsv")
#: Columns whose words make the text of a row that has no `text`, in the order they are put together.
_PARTS = ("figure", "unit", "noun", "about", "place")
#: Columns that say something of a row without being read.
_STATED = ("date", "published", "language", "lang", "publisher", "title", "url")


class Row(NamedTuple):
    """One figure to check: the document made of its row, the figure meant in it, and who is said to give it."""

    document_id: str
    figure: str | None
    source: str | None


class Checklist(NamedTuple):
    """The rows of a list, and the documents made of them with what was not read."""

    corpus: Corpus
    rows: tuple[Row, ...]


def is_checklist(path: str) -> bool:
    """True for a file by whose name it is a list of figures; the list of a folder's documents is none.

    >>> is_checklist("to-check.csv"), is_checklist("dossier/documents.csv"), is_checklist("draft.md")
    (True, False, False)
    """
    return Path(path).suffix.lower() in SUFFIXES and Path(path).name != LISTING


def checklist(path: Path, *, language: str | None = None) -> Checklist:
    """The figures of a list, one document a row, whose place is that of the row in the file.

    The first line names the columns. `text` is a sentence, of which `figure` may say which figure is meant; without a
    `text`, the row reads as `figure`, `unit`, `noun`, `about` and `place` one after the other. `source` is who is said to
    give the figure, `date` the day it is told, `language` that of the row, else the one given here. Other columns are
    passed over. A row without a figure or a text is skipped by its line, and so is one that cannot be read.
    """
    shown = shown_path(path)
    try:
        text, reason, detail = decode(path.read_bytes())
    except OSError as error:
        return Checklist(Corpus(skipped=(refused(shown, error),)), ())
    except UndecodableError as error:
        return Checklist(Corpus(skipped=(Skipped(shown, error.reason, error.detail),)), ())
    notices = [Notice(shown, reason, detail)] if reason else []
    every = [record for record in records(text) if record.error or any(cell.strip() for cell in record.cells)]
    columns = [name.strip().lower() for name in every[0].cells] if every else []
    if not {"text", "figure"} & set(columns):
        return Checklist(Corpus(skipped=(Skipped(shown, "bad-checklist", ", ".join(columns)),), notices=tuple(notices)), ())
    documents: list[Document] = []
    rows: list[Row] = []
    skipped: list[Skipped] = []
    for record in every[1:]:
        place = f"{shown}:{record.line}"
        if record.error or len(record.cells) != len(columns):
            many = f"{len(record.cells)}, {len(columns)}{record.lines()}"
            skipped.append(Skipped(place, "bad-row", record.error) if record.error else Skipped(place, "ragged-row", many))
            continue
        values = {name: cell.strip() for name, cell in zip(columns, record.cells, strict=True) if cell.strip()}
        if not {"text", "figure"} & values.keys():
            skipped.append(Skipped(place, "no-figure"))
            continue
        known, odd = stated({name: values.get(name) for name in _STATED})
        notices += [Notice(place, "bad-field", one) for one in odd]
        name = f"{printable(path.name)}:{record.line}"
        documents.append(_document(name, values, known._replace(language=known.language or language)))
        rows.append(Row(name, values.get("figure"), values.get("source")))
    sources = tuple(Source(row.document_id, f"{shown}:{row.document_id.rpartition(':')[2]}", "", None) for row in rows)
    return Checklist(Corpus(tuple(documents), tuple(skipped), tuple(notices), sources), tuple(rows))


def _document(name: str, values: Mapping[str, str], known: Stated) -> Document:
    text = values.get("text") or " ".join(values[part] for part in _PARTS if part in values)
    return Document(
        text,
        id=name,
        language=known.language,
        title=known.title,
        publisher=known.publisher,
        published=known.published,
        url=known.url,
    )
