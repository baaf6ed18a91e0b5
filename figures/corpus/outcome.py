"""What loading gives: the documents, where each came from, and everything that was not read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from figures.model import Document

#: Why something was not read. The words stand in `reports/templates/corpus.<language>.toml` under `skipped`.
SkipReason = Literal[
    "about-folder", "bad-checklist", "bad-encoding", "bad-json", "bad-listing", "bad-row", "binary", "duplicate",
    "empty", "empty-folder", "hidden", "is-draft", "listed-missing", "listed-outside", "listed-twice", "listing",
    "missing", "no-figure", "no-file", "no-text", "no-texts", "not-a-file", "own-report", "ragged-row",
    "reading-failed", "symlink-folder", "symlink-loop", "unknown-language", "unreadable", "unsupported", "vanished",
    "web-page",
]  # fmt: skip
#: What to know of something that was read; its words stand under `notice`.
NoticeReason = Literal["bad-field", "encoding", "encoding-broken", "same-id", "same-text"]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A path, a line or a document that was not read.

    `path` is as people gave it, with `:LINE` behind it where one line of a file is meant. `detail` is the particular of
    the case (a name, an error of the system) or empty.
    """

    path: str
    reason: SkipReason
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to know of a document that was read, such as its encoding."""

    path: str
    reason: NoticeReason
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document came from.

    `sha256` is that of the whole file. `line` is the line of the file on which the document's text begins, so that a
    place in the text can be shown as a place in the file; it is `None` for a document that is one line of a file.
    """

    document_id: str
    path: str
    sha256: str
    line: int | None = 1


@dataclass(frozen=True, slots=True)
class Corpus:
    """The documents in the order of their ids with a `Source` each, and in that of their paths what was not read."""

    documents: tuple[Document, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    notices: tuple[Notice, ...] = ()
    sources: tuple[Source, ...] = ()
