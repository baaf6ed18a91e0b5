"""The block of `key: value` lines between `---` and `---` at the head of a Markdown file: a small strict part of YAML.

The format is that of Jekyll, Hugo and pandoc. Only what an article's block needs is read: plain, single-quoted and
double-quoted values on one line. Lists, nested tables and folded texts are passed over where they belong to a key that
nobody reads here, and reported where they belong to one that is.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from figures.corpus.stated import NAMES

_FENCE = re.compile(r"---[ \t]*(?:\r\n|\r|\n)")
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_END = re.compile(r"(?:---|\.\.\.)[ \t]*")
_PAIR = re.compile(r"([A-Za-z_][\w-]*)[ \t]*:(?:[ \t]+(.*)|[ \t]*)")
# What may stand between the pairs: nothing, a comment, an indented continuation, an item of a list.
_PASSED_OVER = re.compile(r"[ \t]*(?:#.*)?|[ \t]+\S.*|-[ \t].*")
_DOUBLE = re.compile(r'"((?:[^"\\]|\\.)*)"[ \t]*(?:#.*)?')
_SINGLE = re.compile(r"'((?:[^']|'')*)'[ \t]*(?:#.*)?")
_COMMENT = re.compile(r"(?:^|[ \t]+)#.*")
_ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")
_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v",
    "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_NOTHING = ("", "~", "null", "Null", "NULL")
# What begins a value that one line cannot hold, or that YAML means for something else than a text.
_OTHER_YAML = "[]{}|>&*!%@`\"'"
# Names that other tools put into such blocks; a block of these alone is front matter too, and says nothing used here.
_ELSEWHERE = frozenset({
    "aliases", "author", "authors", "byline", "categories", "category", "comments", "cover", "created", "description",
    "draft", "image", "keywords", "layout", "license", "menu", "modified", "permalink", "section", "series", "slug",
    "source", "summary", "tags", "template", "type", "updated", "weight",
})  # fmt: skip


class FrontMatter(NamedTuple):
    """The values stated, where the text begins, and the keys whose values were not understood, with their lines.

    `start` is the offset of the first character after the block, `line` the number of its line, counted from 1.
    """

    values: dict[str, str]
    start: int
    line: int
    odd: list[tuple[int, str]]


_NONE = FrontMatter({}, 0, 1, [])


def front_matter(text: str) -> FrontMatter:
    r"""What stands at the head of a Markdown text; a text without such a block begins at 0.

    A first line `---` that is a mere rule is told from front matter by what follows: every line up to the closing fence
    must be a pair, a comment, a continuation or an item of a list, and one key at least must be known. Anything else
    is left in the text, where its figures are read.

    >>> front_matter("---\ntitle: \"Trois : le bilan\"  # checked\ndate: 2025-05-02\n---\nTrois blessés.\n")
    FrontMatter(values={'title': 'Trois : le bilan', 'date': '2025-05-02'}, start=62, line=5, odd=[])
    >>> front_matter("---\nAt noon: 12 boats.\nAt six: 14.\n---\n").start
    0
    """
    opening = _FENCE.match(text)
    if opening is None:
        return _NONE
    pairs: list[tuple[int, str, str]] = []
    position, number = opening.end(), 2
    while True:
        line = _LINE.match(text, position)
        assert line is not None
        if _END.fullmatch(line[1]):
            return _closed(pairs, line.end(), number + 1)
        if not line[2]:
            return _NONE
        pair = _PAIR.fullmatch(line[1])
        if pair:
            pairs.append((number, pair[1], pair[2] or ""))
        elif not _PASSED_OVER.fullmatch(line[1]):
            return _NONE
        position, number = line.end(), number + 1


def _closed(pairs: list[tuple[int, str, str]], start: int, line: int) -> FrontMatter:
    if pairs and not any(key.lower() in NAMES or key.lower() in _ELSEWHERE for _, key, _ in pairs):
        return _NONE
    values: dict[str, str] = {}
    odd: list[tuple[int, str]] = []
    for number, key, written in pairs:
        name = key.lower()
        if name not in NAMES:
            continue
        value = _value(written)
        if value is None or name in values:
            odd.append((number, f"{key}: {written.strip()}"))
        else:
            values[name] = value
    return FrontMatter(values, start, line, odd)


def _value(written: str) -> str | None:
    """The value as text, `""` for none, `None` for what this reader does not know."""
    written = written.strip(" \t")
    if double := _DOUBLE.fullmatch(written):
        return _paired(_ESCAPE.sub(_escaped, double[1]))
    if single := _SINGLE.fullmatch(written):
        return single[1].replace("''", "'")
    if written[:1] and written[0] in _OTHER_YAML:
        return None
    plain = _COMMENT.sub("", written)
    return "" if plain in _NOTHING else plain


def _escaped(escape: re.Match[str]) -> str:
    code = escape[1]
    if len(code) > 1:
        point = int(code[1:], 16)
        return chr(point) if point <= 0x10FFFF else escape[0]
    return _ESCAPES.get(code, code)


def _paired(value: str) -> str | None:
    """The value with each pair of escaped surrogates as the one character it stands for; `None` where one is alone."""
    try:
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    except UnicodeDecodeError:
        return None
