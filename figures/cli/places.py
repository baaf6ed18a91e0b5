"""Where a figure stands, as editors count: document, line and column, all from 1."""

from __future__ import annotations

import re
from bisect import bisect_right

from figures.corpus import Corpus, printable
from figures.model import Claim

_LINE_END = re.compile(r"\r\n|\r|\n")


class Places:
    """Lines and columns in the files of a corpus, or in the text where a document is one line of a file."""

    def __init__(self, corpus: Corpus) -> None:
        self._texts = {document.id: document.text for document in corpus.documents}
        self._first = {source.document_id: source.line or 1 for source in corpus.sources}
        self._starts: dict[str, list[int]] = {}

    def at(self, claim: Claim) -> tuple[str, int, int]:
        """The document's id, and line and column of the figure, counted in code points."""
        name = claim.origin.document_id
        starts = self._starts.get(name)
        if starts is None:
            starts = self._starts[name] = [0, *(end.end() for end in _LINE_END.finditer(self._texts[name]))]
        line = bisect_right(starts, claim.figure.start)
        return name, self._first[name] + line - 1, claim.figure.start - starts[line - 1] + 1

    def shown(self, claim: Claim) -> str:
        """`afp.md:3:18`."""
        name, line, column = self.at(claim)
        return f"{printable(name)}:{line}:{column}"
