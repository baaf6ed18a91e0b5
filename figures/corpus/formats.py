"""A reader for each format of file: bytes to drafts of documents, keyed by the suffix of the name."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from figures.corpus.decoding import decode
from figures.corpus.frontmatter import front_matter
from figures.corpus.outcome import Notice, Skipped
from figures.corpus.stated import Stated, stated

_SURROGATE = re.compile("[\ud800-\udfff]")


class Draft(NamedTuple):
    """A text and what its file states of it. `place` is the file's path, with `:LINE` for one line of it.

    `line` is the line of the file the text begins on, `None` for a document that is one line of it, which is `record`.
    """

    text: str
    stated: Stated
    place: str
    line: int | None = 1
    record: int | None = None


Found = Draft | Skipped | Notice
#: A reader of bytes (`data`, and the path that messages name). It raises `Undecodable` for content that is no text.
Reader = Callable[[bytes, str], Iterator[Found]]
#: A reader of text, already decoded and known not to be blank.
TextReader = Callable[[str, str], Iterator[Found]]


def _decoded(read: TextReader) -> Reader:
    """A reader of bytes from a reader of text: all formats of text share their encodings and what counts as empty."""

    def reader(data: bytes, shown: str) -> Iterator[Found]:
        text, reason, detail = decode(data)
        if reason:
            yield Notice(shown, reason, detail)
        if not text or text.isspace():
            yield Skipped(shown, "empty")
        else:
            yield from read(text, shown)

    return reader


def plain(text: str, shown: str) -> Iterator[Found]:
    """A text and nothing else."""
    yield Draft(text, Stated(), shown)


def markdown(text: str, shown: str) -> Iterator[Found]:
    """A text with front matter: the block is no part of the document, whose text begins on the line after it."""
    block = front_matter(text)
    known, odd = stated(block.values)
    yield from (Notice(f"{shown}:{line}", "bad-field", one) for line, one in block.odd)
    yield from (Notice(shown, "bad-field", one) for one in odd)
    body = text[block.start :]
    if not body or body.isspace():
        yield Skipped(shown, "empty")
    else:
        yield Draft(body, known, shown, block.line)


def json_lines(text: str, shown: str) -> Iterator[Found]:
    """One JSON object a line, with `text` and what is known of it. A line that is none is named; the others count.

    A file none of whose lines has a text holds something else than documents, and is named once.
    """
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line and not line.isspace()]
    found = [one for number, line in lines for one in _json_line(line, f"{shown}:{number}", number)]
    if len(found) > 1 and all(isinstance(one, Skipped) and one.reason == "no-text" for one in found):
        yield Skipped(shown, "no-texts", str(len(found)))
    else:
        yield from found


def _json_line(line: str, place: str, number: int) -> Iterator[Found]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        yield Skipped(place, "bad-json", str(error).partition(": line ")[0])
        return
    if not isinstance(record, dict):
        yield Skipped(place, "bad-json")
        return
    text = record.get("text")
    if not isinstance(text, str) or not text or text.isspace():
        yield Skipped(place, "no-text")
    elif _SURROGATE.search(text):
        yield Skipped(place, "bad-encoding", ascii(_SURROGATE.findall(text)[0]).strip("'"))
    else:
        known, odd = stated(record)
        yield from (Notice(place, "bad-field", one) for one in odd)
        yield Draft(text, known, place, None, number)


def sniffed(text: str, shown: str) -> Iterator[Found]:
    """A text without a name, as standard input gives it: JSON Lines where the first line is an object with `text`."""
    first = text.lstrip().split("\n", 1)[0]
    if first.startswith("{"):
        try:
            record = json.loads(first)
        except (ValueError, RecursionError):
            record = None
        if isinstance(record, dict) and "text" in record:
            return json_lines(text, shown)
    return markdown(text, shown)


#: The reader of each suffix, in lower case.
READERS: Mapping[str, Reader] = {
    ".txt": _decoded(plain),
    ".md": _decoded(markdown),
    ".markdown": _decoded(markdown),
    ".jsonl": _decoded(json_lines),
}
#: The reader of standard input, which has no suffix.
NAMELESS: Reader = _decoded(sniffed)
