"""Text inside Markdown, put through a Markdown reader of its own kind: what goes in is what a reader sees."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.reporting import markdown

MarkdownIt = pytest.importorskip("markdown_it", reason="markdown-it-py is not installed").MarkdownIt
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])

#: Characters that are markup somewhere, and some that are not.
MARKED = st.text(
    alphabet=r"|\`*_{}[]()<>#+-.!~$&=:;/'\"" + " \t\n\r\x0b\x0c\x85\u2028\u00a0\u202f01aéé\x00\x1b\u0301", max_size=60
)
TEXTS = MARKED | st.text(max_size=40)


def shown(page: str) -> str:
    """The words of an HTML page, blanks as one space."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", page)).split())


def plain(words: str) -> str:
    """What a reader should see of a text: its characters, blanks as one space, control characters as pictures."""
    pictures = {c: 0x2400 + c for c in range(0x20) if not chr(c).isspace()} | {0x7F: 0x2421}
    pictures |= {c: 0xFFFD for c in range(0x80, 0xA0) if not chr(c).isspace()}
    return " ".join(words.translate(pictures).split())


NASTY = [
    "a | b",
    "a \\| b",
    "ends in a backslash \\",
    "two\nlines",
    "two\r\n\r\nparagraphs",
    "<script>alert(1)</script>",
    "<!-- gone? -->",
    "&amp; &copy; &#124;",
    "*bold* __bold__ ~~gone~~ `code`",
    "[a link](http://example.org) and ![a picture](x.png)",
    "https://example.org/a_b_c|d and www.example.org",
    "=1+1",
    "+12 %",
    "-3",
    "@home",
    "# heading",
    "> quotation",
    "1. list",
    "1) list",
    "--- | ---",
    "$5 and $6",
    "```",
    "\x1b[31mred",
    "",
    " ",
]


@pytest.mark.parametrize("words", NASTY)
def test_a_nasty_cell_is_shown_as_it_is(words: str) -> None:
    page = READER.render(markdown.table(["a", "b"], [[markdown.text(words), "next"]]))
    cells = re.findall(r"<td[^>]*>(.*?)</td>", page, re.DOTALL)
    assert [shown(cell) for cell in cells] == [plain(words), "next"]


@given(rows=st.lists(st.lists(TEXTS, min_size=3, max_size=3), max_size=4))
def test_a_row_has_three_cells_and_shows_them_whatever_they_hold(rows: list[list[str]]) -> None:
    page = READER.render(markdown.table(["x", "y", "z"], [[markdown.text(cell) for cell in row] for row in rows]))
    cells = [shown(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", page, re.DOTALL)]
    assert cells == [plain(cell) for row in rows or [["", "", ""]] for cell in row]
    assert page.count("<tr>") == 1 + max(len(rows), 1)
    assert page.count("<th") == 3 + 1, "three headers and the thead"


@given(words=TEXTS)
def test_a_paragraph_is_shown_as_it_is(words: str) -> None:
    page = READER.render(markdown.paragraph(words))
    assert shown(page) == plain(words)
    assert re.sub(r"</?p>", "", page).count("<") == 0, "nothing but a paragraph"


@given(before=TEXTS, words=TEXTS, after=TEXTS)
def test_bold_words_are_bold_and_the_rest_is_not(before: str, words: str, after: str) -> None:
    page = READER.render(markdown.table(["x"], [[markdown.strong(before, words, after)]]))
    [cell] = re.findall(r"<td[^>]*>(.*?)</td>", page, re.DOTALL)
    bold = re.fullmatch(r"(.*?)<(strong|b)>(.*)</\2>(.*?)", cell, re.DOTALL)
    if not words:
        return
    assert bold is not None, cell
    assert shown(bold[3]) == plain(words)
    assert shown(cell) == plain(before + words + after)


def test_columns_are_set_flush_right_where_asked() -> None:
    assert markdown.table(["n", "x"], [["1", "a"]], right=[0]).splitlines()[1] == "|---:|---|"


def test_numbers_keep_their_letters() -> None:
    assert "1e5" in markdown.table(["n"], [["1e5"]])
