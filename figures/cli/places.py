"""Where a figure stands, as editors count: document, line and column, all from 1."""

from __future__ import annotations

import re
from bisect import bisect_right

from figures.corpus import Corpus, printable
from figures.corpus.walk import STDIN
from figures.model import Claim

_LINE_END = re.compile(r"\r\n|\r|\n")


class Places:
    """Lines and columns in the files of a corpus, or in the text where a document is one line of a file."""

    def __init__(self, corpus: Corpus) -> None:
        self._texts = {document.id: document.text for document in corpus.documents}
        self._sources = {source.document_id: source for source in corpus.sources}
        self._first = {source.document_id: source.line or 1 for source in corpus.sources}
        self._starts: dict[str, list[int]] = {}

    def at(self, claim: Claim) -> tuple[str, int, int]:
        """The document's id, and line and column of the figure, counted in code points."""
        name = claim.origin.document_id
        return name, *self._line_and_column(name, claim.figure.start)

    def _line_and_column(self, name: str, start: int) -> tuple[int, int]:
        starts = self._starts.get(name)
        if starts is None:
            starts = self._starts[name] = [0, *(end.end() for end in _LINE_END.finditer(self._texts[name]))]
        line = bisect_right(starts, start)
        return self._first[name] + line - 1, start - starts[line - 1] + 1

    def shown(self, claim: Claim) -> str:
        """`afp.md:3:18`."""
        return self.at_offset(claim.origin.document_id, claim.figure.start)

    def at_offset(self, document_id: str, start: int) -> str:
        """`afp.md:3:18`, of a place in a text."""
        line, column = self._line_and_column(document_id, start)
        return f"{printable(document_id)}:{line}:{column}"

    def in_file(self, document_id: str, start: int, *, column: bool = True) -> str:
        """`dossier/afp.md:3:18`, for an editor to jump to; `dossier/agences.jsonl:3` of a document that is one line."""
        source = self._sources.get(document_id)
        if source is None or source.path == STDIN:
            return self.at_offset(document_id, start)
        if source.line is None:
            return source.path
        line, at = self._line_and_column(document_id, start)
        return f"{source.path}:{line}:{at}" if column else f"{source.path}:{line}"
