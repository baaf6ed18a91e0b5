"""Where a figure stands in the file a reader opens: its path, and lines and columns counted from 1 in code points."""

from __future__ import annotations

import re
from bisect import bisect_right
from pathlib import PurePath, PureWindowsPath
from typing import NamedTuple
from urllib.parse import quote

from figures.model import Span
from figures.reporting.belongings import Run

#: What ends a line of a text, the longest first.
LINE_ENDS = ("\r\n", "\r", "\n")
_LINE_END = re.compile("|".join(LINE_ENDS))
_LINE_OF_A_FILE = re.compile(r"(.*):(\d+)", re.DOTALL)


class Region(NamedTuple):
    """From the first character to the one after the last; a whole line has no columns."""

    line: int
    column: int | None
    end_line: int
    end_column: int | None


class Positions:
    """The places of the figures of a run, as far as its texts were given."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._starts: dict[str, list[int]] = {}

    def path(self, document_id: str) -> str:
        """The file of a document as people gave it, the document's id where it came from none."""
        return self._file(document_id)[0]

    def region(self, document_id: str, span: Span) -> Region | None:
        """The place of a span of a document in its file, `None` where the text was not given.

        A document that is one line of a file has that line for a place: its text is not written there as it reads.
        """
        if document_id not in self._run.texts:
            return None
        source = self._run.sources.get(document_id)
        line = self._file(document_id)[1]
        if line is not None:
            return Region(line, None, line, None)
        before = (source.line or 1) - 1 if source else 0
        begin, end = (self._point(document_id, at) for at in span)
        return Region(begin[0] + before, begin[1], end[0] + before, end[1])

    def _file(self, document_id: str) -> tuple[str, int | None]:
        """The path, and the line where the document is one line of it."""
        source = self._run.sources.get(document_id)
        if source is None:
            return document_id, None
        match = _LINE_OF_A_FILE.fullmatch(source.path) if source.line is None else None
        return (match[1], int(match[2])) if match else (source.path, None)

    def _point(self, document_id: str, at: int) -> tuple[int, int]:
        starts = self._starts.get(document_id)
        if starts is None:
            text = self._run.texts[document_id]
            starts = self._starts[document_id] = [0, *(end.end() for end in _LINE_END.finditer(text))]
        line = bisect_right(starts, at)
        return line, at - starts[line - 1] + 1


def uri(path: str) -> str:
    """A path as a URI: relative as it is, absolute as a `file:` URI; slashes between folders on every system.

    >>> uri("dossier/à lire: 1.txt"), uri("/srv/a.txt"), uri("C:\\\\a\\\\b.txt")
    ('dossier/%C3%A0%20lire%3A%201.txt', 'file:///srv/a.txt', 'file:///C%3A/a/b.txt')
    """
    windows = PureWindowsPath(path)
    if windows.is_absolute():
        return f"file:///{_quoted(windows.as_posix())}"
    quoted = _quoted(PurePath(path).as_posix())
    return f"file://{quoted}" if quoted.startswith("/") else quoted


def _quoted(path: str) -> str:
    # Half a surrogate pair, which a name on some systems holds, is written with the bytes it would have.
    return quote(path, safe="/", errors="surrogatepass")
