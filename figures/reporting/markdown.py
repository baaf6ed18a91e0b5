"""Any text inside Markdown: shown as it is, whatever it holds, in a paragraph or in a cell of a table.

After the GitHub dialect of CommonMark, which the code hosts share: what stands in a text is never markup, and a row has
the number of cells its header has.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from tabulate import DataRow, TableFormat, tabulate

# An underscore between two letters is one of the word.
_MARKUP = re.compile(r"[\\`*\[\]|~$]|(?<![^\W_])_|_(?![^\W_])")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;"})
# What str.splitlines ends a line at and the blanks that are control characters, with the blanks about them.
_BREAKS = re.compile(r"\s*[\t\n\x0b\x0c\r\x1c-\x1f\x85\u2028\u2029]\s*")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_ADDRESS = re.compile(r"://|(?<=www)\.", re.IGNORECASE)
# What can stand between backticks in a cell: a bar or a backtick would end the one or the other.
_CODE = re.compile(r"[^\s|`\\\x00-\x1f\x7f-\x9f](?:[^|`\\\x00-\x1f\x7f-\x9f]*[^\s|`\\\x00-\x1f\x7f-\x9f])?")
_WEB = re.compile(r"https?://[^\s<>\\|\x00-\x20\x7f-\x9f]+", re.IGNORECASE)
_LEADING = re.compile(r"^(?:[-+=#:>]|\d+(?=[.)]))")


def text(words: str) -> str:
    r"""Words of a text as Markdown that shows them and does nothing: no markup, no line break, no link.

    Line breaks and the blanks about them become one space; control characters show as their picture (`␛`).

    >>> text("a|b *c* <i>d</i>\n1 $ to 2 $")
    'a\\|b \\*c\\* &lt;i>d&lt;/i> 1 \\$ to 2 \\$'
    """
    line = _CONTROLS.sub(_picture, _BREAKS.sub(" ", words))
    escaped = _MARKUP.sub(r"\\\g<0>", line).translate(_ENTITIES)
    return _ADDRESS.sub(lambda match: match[0].replace(":", r"\:").replace(".", r"\."), escaped)


def paragraph(words: str) -> str:
    r"""As `text`, and safe at the beginning of a line, where more is markup.

    >>> paragraph("12. the list"), paragraph("- and on"), paragraph("# of men")
    ('12\\. the list', '\\- and on', '\\# of men')
    """
    escaped = text(words.strip())
    match = _LEADING.match(escaped)
    if match is None:
        return escaped
    opening, rest = match[0], escaped[match.end() :]
    return f"{opening}\\{rest}" if opening.isdigit() else f"\\{opening}{rest}"


def strong(before: str, words: str, after: str) -> str:
    """Words in bold between their neighbours, all three escaped.

    Asterisks do not open or close beside a letter when the words begin or end with a sign (`**90 %**de`); there, and
    where the words begin or end with a blank, the tag stands instead.

    >>> strong("some ", "16 000", " containers"), strong("(x", "90 %", "y")
    ('some **16 000** containers', '(x<b>90 %</b>y')
    """
    opens = _flanks(before[-1:], words[:1])
    closes = _flanks(after[:1], words[-1:])
    marks = ("**", "**") if opens and closes else ("<b>", "</b>")
    return text(before) + marks[0] + text(words) + marks[1] + text(after)


def code(words: str) -> str:
    """Words in the letters of code, as they are but for line breaks, also in a cell of a table.

    >>> code("f0123"), code("a`b"), code("a|b")
    ('`f0123`', '<code>a\\\\`b</code>', '<code>a\\\\|b</code>')
    """
    plain = _BREAKS.sub(" ", words)
    return f"`{plain}`" if _CODE.fullmatch(plain) else f"<code>{text(plain)}</code>"


def link(address: str) -> str:
    """A web address as a link to itself; anything else as words.

    >>> link("https://example.org/a_b"), link("javascript:alert(1)")
    ('[https\\\\://example.org/a_b](<https://example.org/a_b>)', 'javascript:alert(1)')
    """
    words = text(address)
    return f"[{words}](<{address}>)" if is_web(address) else words


def is_web(address: str) -> bool:
    """True of an address of the web that can be a link: nothing that runs, and nothing that ends a link."""
    return _WEB.fullmatch(address) is not None


def table(headers: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> str:
    """A table of cells that are Markdown already; `right` are the numbers of the columns to be set flush right.

    Cells are not padded: sentences would make every line as long as the longest.

    >>> print(table(["figure", "who"], [["16 000", "Reuters"]], right=[0]))
    | figure | who |
    |---:|---|
    | 16 000 | Reuters |
    """
    rule = "|" + "|".join("---:" if place in right else "---" for place in range(len(headers))) + "|"
    layout = TableFormat(
        lineabove=None,
        linebelowheader=lambda _widths, _aligns: rule,
        linebetweenrows=None,
        linebelow=None,
        headerrow=DataRow("|", "|", "|"),
        datarow=DataRow("|", "|", "|"),
        padding=1,
        with_header_hide=None,
    )
    # Without rows tabulate has no columns for the rule below the header.
    cells = [list(row) for row in rows] or [[""] * len(headers)]
    return tabulate(cells, headers=list(headers), tablefmt=layout, disable_numparse=True, stralign=None)


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"


def _flanks(outside: str, inside: str) -> bool:
    """True where asterisks between the two are read as bold."""
    if not inside or inside.isspace() or _CONTROLS.match(inside):
        return False
    return not _sign(inside) or not outside or outside.isspace() or _sign(outside)


def _sign(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"
