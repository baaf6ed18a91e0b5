"""A reconciliation in a notebook: a table that no text can break, and that says how much of it is shown."""

# A notebook calls these methods by the names IPython gives them, underscores and all.
# pyright: reportPrivateUsage=false
from __future__ import annotations

import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import figures
from figures.model import STATES, Reconciliation
from figures.model.display import SHOWN
from tests.claim_builder import claim, exactly, group, origin, reconciliation

TREE = claim("45 trees", "45", exactly(45), noun="trees", at=origin("a"))
NASTY = ["a|b", "<script>alert(1)</script>", "a\nb", "`x`", "[x](http://y)", "**", "\\|", "$x$", "&amp;", "#", "~~"]


class Cells(HTMLParser):
    """The rows of the tables of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: set[str] = set()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 the parser passes them
        self.tags.add(tag)
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def shown(result: Reconciliation, form: str) -> str:
    """What a notebook asks a value for."""
    told: str = getattr(result, f"_repr_{form}_")()
    return told


def labelled(*labels: str, state: str = "single") -> Reconciliation:
    return reconciliation([TREE], [group(label, [TREE], state) for label in labels])


@given(label=st.text(max_size=30) | st.sampled_from(NASTY))
def test_no_text_breaks_the_table(label: str) -> None:
    result = labelled(label)
    cells = Cells(shown(result, "html"))
    assert cells.tags <= {"p", "table", "thead", "tbody", "tr", "th", "td"}
    assert [len(row) for row in cells.rows] == [10, 10]
    rendered = Cells(MarkdownIt("commonmark", {"html": True}).enable("table").render(shown(result, "markdown")))
    assert rendered.tags <= {"p", "table", "thead", "tbody", "tr", "th", "td"}
    assert [len(row) for row in rendered.rows] == [10, 10]


def test_what_is_in_conflict_comes_first() -> None:
    result = reconciliation([TREE], [group(state, [TREE], state) for state in STATES])
    assert [row[0].strip() for row in Cells(shown(result, "html")).rows[1:]] == list(reversed(STATES))


def test_how_much_is_shown_is_told() -> None:
    result = labelled(*map(str, range(SHOWN + 3)))
    for told in (shown(result, "html"), shown(result, "markdown")):
        assert f"groups {SHOWN} / {SHOWN + 3}" in told
        assert re.search(r"documents 1 · claims 1 · groups 53 · findings 0", told)
    assert " / " not in shown(labelled("one"), "markdown")


def test_a_run_shows_itself() -> None:
    result = figures.reconcile(["The pilot counted 45 barges."], language="en")
    assert "| single | barges | 45 | 45 | 45 |" in shown(result, "markdown")
    assert shown(figures.reconcile([]), "html").count("<tr>") == 1
