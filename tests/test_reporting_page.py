"""The page as a file: whole, sealed, the same whatever texts hold, and with colours that can be told apart."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from figures.model import ASPECTS, Claim, Decision, Document, Possible, Reconciliation, Span, Standing
from figures.reporting.belongings import run
from figures.reporting.hypertext import colours, fingerprint
from figures.reporting.marking import Segment, paragraphs, segments
from figures.reporting.matrix import WIDEST, matrices
from figures.reporting.page import page
from figures.reporting.pictures import pictures
from figures.reporting.report import report
from figures.wording import languages, wording
from tests.claim_builder import about, claim, exactly, finding, group, origin, reconciliation, refusal, said_by

VOID = {"meta", "link", "input", "circle", "rect", "line", "polygon", "br"}


class Tree(HTMLParser):
    """The elements of a page in their order, with a check that each is closed where it should be."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def made(result: Reconciliation, language: str = "en", documents: tuple[Document, ...] = (), **more: object) -> str:
    whole = run(result, texts=documents)
    return page(whole, language=language, drawn=pictures(whole, wording(language)), **more)  # type: ignore[arg-type]


def shown(written: str) -> str:
    return " ".join(html.unescape(re.sub(r"<(style|script)>.*?</\1>|<[^>]*>", "", written, flags=re.DOTALL)).split())


WIRE = origin("wire", "en", title="Silos", publisher="Coast Wire", published="2024-02-26", url="https://example.org/a_b")
QUAI = origin("quai 4", "fr", publisher="Le Quai", published="2024-02-28", url="javascript:alert(1)")
TEXT = "The port office spoke.\n\nIt counted about 6,700 silos. Nobody knows of 12 roofs."
SILOS = claim(
    "It counted about 6,700 silos.",
    "6,700",
    about(6700),
    noun="silos",
    by=said_by("The port office", "carried", cue="counted"),
    at=WIRE,
    offset=24,
)
ROOFS = claim("Nobody knows of 12 roofs.", "12", exactly(12), noun="roofs", at=WIRE, offset=54)
MORE = claim("Selon le maire, 10 000 silos.", "10 000", exactly(10000), noun="silos", by=said_by("le maire"), at=QUAI)
FULL = group("silos", [SILOS, MORE], "conflict")
RESULT = reconciliation(
    [SILOS, ROOFS, MORE],
    [FULL, group("roofs", [ROOFS])],
    [
        finding("conflict", "error", [SILOS, MORE], "6,700 against 10,000.", workings="one\ntwo", of=FULL),
        finding("unsourced", "warning", [ROOFS], "Nobody says 12."),
    ],
    [refusal("La division 101 arrive.", "101", "label", QUAI)],
)
DOCUMENT = Document(TEXT, id="wire", language="en")


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("result", [RESULT, reconciliation([])], ids=["full", "empty"])
def test_every_element_is_closed_and_every_link_leads_somewhere(language: str, result: Reconciliation) -> None:
    tree = Tree(made(result, language, (DOCUMENT,), command="figures report in", files=["report.md"]))
    ids = [value for _, name, value in tree.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    links = {value for tag, name, value in tree.attributes if name == "href" and tag == "a" and value}
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)
    for name in ("for", "aria-labelledby"):
        asked = [one for _, attribute, value in tree.attributes if attribute == name for one in (value or "").split()]
        assert set(asked) <= set(ids)


@pytest.mark.parametrize("language", languages())
def test_every_finding_figure_and_sentence_is_there(language: str) -> None:
    told = shown(made(RESULT, language, (DOCUMENT,)))
    for one in RESULT.findings:
        assert f"{one.message} {one.finding_id}" in told
    for figure in RESULT.claims:
        assert figure.sentence in told
        assert figure.claim_id in told
    assert all(line in told for line in ("one", "two"))
    assert "La division 101 arrive." in told


NEAR = Possible(
    RESULT.groups[0].group_id, RESULT.groups[1].group_id, (SILOS.claim_id, ROOFS.claim_id), "conflict", "place",
    ("unknown",) * len(ASPECTS),
)  # fmt: skip


@pytest.mark.parametrize("language", languages())
def test_questions_that_may_be_one_have_a_section_of_their_own(language: str) -> None:
    words = wording(language)
    written = made(replace(RESULT, possible=(NEAR,), possible_left_out=3), language, (DOCUMENT,))
    Tree(written)
    section = shown(written[written.index('<section id="possible"') : written.index('<section id="documents"')])
    assert words.text("page.possible.intro") in section
    assert "`" not in section
    for claim_id in NEAR.claim_ids:
        assert claim_id in section
        assert f'<a href="#{claim_id}">' in written
    assert f"{words.term('aspect', 'place')} {words.term('aspect-level', 'unknown')}" in section
    assert words.count("report.possible.left_out", 3) in section
    assert words.text("report.possible.none") not in section
    assert words.text("report.possible.none") in shown(made(RESULT, language))


@pytest.mark.parametrize("language", languages())
def test_what_people_decided_is_told_with_who_did_so_and_why(language: str) -> None:
    words = wording(language)
    conflict = RESULT.findings[0]
    asked = [
        Decision("accepted", conflict.finding_id, rationale="two <counts>", coder="Ada"),
        Decision("resolved", FULL.group_id, chosen_value=Decimal(6700), rationale="the office", coder="Ben"),
        Decision("resolved", FULL.group_id, chosen_value=Decimal(1), rationale="never", coder="Cy"),
    ]
    standings = tuple(map(Standing, asked, ("applied", "applied", "overruled")))
    result = replace(
        RESULT,
        findings=(replace(conflict, state="accepted"), *RESULT.findings[1:]),
        groups=(replace(FULL, chosen_value=Decimal(6700)), *RESULT.groups[1:]),
        decisions=standings,
    )
    told = [
        words.term("page.state", "accepted"),
        words.text("report.findings.by_why", coder="Ada", rationale="two <counts>"),
        words.text("report.findings.chosen", choice=words.number(6700)),
        words.text("report.findings.by_why", coder="Ben", rationale="the office"),
    ]
    on_page = shown(made(result, language, (DOCUMENT,)))
    in_report = html.unescape(report(run(result), language=language)).replace("\\", "")
    for one in told:
        assert " ".join(one.split()) in on_page
        assert " ".join(one.split()) in " ".join(in_report.split())
    for written in (on_page, in_report):
        assert "never" not in written


def test_a_text_has_its_figures_marked_by_who_vouches_and_by_what_is_wrong() -> None:
    written = made(RESULT, documents=(DOCUMENT,))
    conflict, unsourced = RESULT.findings
    assert f'<a class="claim named error" href="#{conflict.finding_id}"' in written
    assert f'<a class="claim none" href="#{unsourced.finding_id}"' in written
    assert written.count('<div class="text"') == 1, "the text of the other document was not given"


def test_a_source_of_another_sentence_is_quoted_where_the_text_is_known() -> None:
    quoted = 'elsewhere: <q lang="en" dir="auto"><span class="source">The port office</span> spoke.'
    assert quoted in made(RESULT, documents=(DOCUMENT,)).replace("\n", " ")
    assert quoted not in made(RESULT)


def test_a_text_that_is_not_the_one_that_was_read_is_not_marked() -> None:
    other = Document("Something else altogether, and longer than the text that the figures were read in.", id="wire")
    written = made(RESULT, documents=(other,))
    assert '<a class="claim' not in written
    assert other.text in written


def test_the_policy_names_its_style_and_script_and_nothing_else() -> None:
    written = made(RESULT)
    [policy] = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', written)
    [style], [script] = (re.findall(rf"<{tag}>(.*?)</{tag}>", written, re.DOTALL) for tag in ("style", "script"))
    assert html.unescape(policy).split("; ") == [
        "default-src 'none'", f"style-src {fingerprint(style)}", f"script-src {fingerprint(script)}",
        "img-src data:", "base-uri 'none'", "form-action 'none'",
    ]  # fmt: skip
    tree = Tree(written)
    assert not [name for _, name, _ in tree.attributes if name == "style" or name.startswith("on")]
    assert not [value for _, name, value in tree.attributes if name in ("src", "srcset", "action", "data")]


def test_only_an_address_of_the_web_is_a_link() -> None:
    written = made(RESULT)
    assert 'href="https://example.org/a_b"' in written
    assert "javascript:" not in written


def test_the_same_run_is_the_same_page() -> None:
    assert made(RESULT, "fr", (DOCUMENT,)) == made(RESULT, "fr", (DOCUMENT,))


@pytest.mark.parametrize("language", languages())
def test_a_page_that_no_browser_would_open_says_where_its_figures_are(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("figures.reporting.page.LARGEST", 2)
    written = made(RESULT, language, (DOCUMENT,), files=["report.md"])
    figures = wording(language).count("count.figures", 3)
    assert wording(language).text("page.too_large", figures=figures) in html.unescape(written)
    assert RESULT.findings[0].finding_id not in written
    tree = Tree(written)
    ids = {value for _, name, value in tree.attributes if name == "id"}
    assert {value[1:] for _, name, value in tree.attributes if name == "href" and value and value.startswith("#")} <= ids
    assert '<a href="report.md">' in written


NASTY = st.text(alphabet="<>&\"'/={}%\\\n\r\x00\x1b\u2028\u202e ab1-!#", min_size=1, max_size=25) | st.sampled_from(
    ["<script>alert(1)</script>", "</style>", "</details>", "{{ 1 }}", "{% raw %}", '" onload="x', "<!--", "]]>", "&lt;"]
)


@settings(max_examples=60)
@given(a=NASTY, b=NASTY, c=NASTY, language=st.sampled_from(languages()))
def test_no_text_changes_the_shape_of_the_page(a: str, b: str, c: str, language: str) -> None:
    def shape(x: str, y: str, z: str) -> list[str]:
        at = origin(x, "fr", title=y, publisher=z, url=x)
        one = claim(f"{x} 45 {y}", "45", exactly(45), noun=y if y.strip() else None, by=said_by(z, resolved=x), at=at)
        two = claim(f"{z} 46 {x}", "46", exactly(46), by=said_by(y, "vague", cue=z), at=at, offset=len(one.sentence))
        there = claim(f"{z} 47 {y}", "47", exactly(47), at=origin(f"{x}2", "fr", publisher=y))
        of = group(x, [one, two, there], "conflict")
        told = [
            finding("conflict", "error", [one, two], y, workings=f"1. {x}", of=of),
            finding("unsourced", "warning", [two], x),
            finding("odd", "note", [one, two], z),
        ]
        result = reconciliation([one, two, there], [of], told, [refusal(f"{y} 7 {z}", "7", "label", at)])
        return Tree(made(result, language, (Document(f"{x}{y}{z}", id=x),), command=x)).tags

    # Words are marked or not, wrapped in a picture or not, and steps are told a line each.
    varying = {"p", "mark", "span", "a", "q", "li", "text"}
    assert [tag for tag in shape(a, b, c) if tag not in varying] == [
        tag for tag in shape("x", "y", "z") if tag not in varying
    ]


# Marks.

SPANS = st.tuples(st.integers(-5, 40), st.integers(-5, 40)).map(lambda ends: Span(min(ends), max(ends)))


@given(text=st.text(max_size=30), marks=st.lists(st.tuples(SPANS, st.sampled_from(["a", "b", "c"])), max_size=6))
def test_pieces_make_the_text_and_have_the_marks_that_lie_on_them(text: str, marks: list[tuple[Span, str]]) -> None:
    pieces = segments(text, marks)
    assert "".join(piece.words for piece in pieces) == text
    at = 0
    for piece in pieces:
        for place in range(at, at + len(piece.words)):
            assert set(piece.names) == {name for span, name in marks if span.start <= place < span.end}
        at += len(piece.words)
    begun = [name for piece in pieces for name in piece.begins]
    assert set(begun) == {name for span, name in marks if max(span.start, 0) < min(span.end, len(text))}


@given(words=st.lists(st.sampled_from(["a", "\n", "\n\n", " ", "b 1"]), max_size=12))
def test_paragraphs_lose_nothing_but_blanks(words: list[str]) -> None:
    text = "".join(words)
    found = paragraphs([Segment(text)])
    assert " ".join("".join(piece.words for piece in part) for part in found).split() == text.split()
    assert len(found) <= len(re.findall(r"\n\s*\n", text)) + 1


# Questions beside documents.


def answer(group_number: int, document: int) -> Claim:
    at = origin(f"d{document:02}", "en", published=f"2024-01-{document + 1:02}")
    return claim(f"They say {group_number} 45.", "45", exactly(45), at=at, offset=group_number * 100)


@given(pairs=st.sets(st.tuples(st.integers(0, 7), st.integers(0, 12)), max_size=30))
def test_every_answer_of_two_documents_stands_in_one_cell_of_one_table(pairs: set[tuple[int, int]]) -> None:
    claims = {pair: answer(*pair) for pair in sorted(pairs)}
    numbers = sorted({number for number, _ in pairs})
    groups = {n: group(f"g{n}", [one for (number, _), one in claims.items() if number == n], "agree") for n in numbers}
    whole = run(reconciliation(list(claims.values()), list(groups.values())))
    found = []
    for part in (part for matrix in matrices(whole) for part in matrix.parts()):
        assert len(part.groups if part.across else part.documents) <= WIDEST
        assert [one.published for one in part.documents] == sorted(one.published for one in part.documents if one.published)
        for of in part.groups:
            for document in part.documents:
                found += [one.claim_id for one in part.answers(of, document)]
    wanted = [claim_id for of in groups.values() if of.n_documents > 1 for claim_id in of.claim_ids]
    assert sorted(found) == sorted(wanted)


# Colours, after WCAG 2.2: contrast (minimum), 1.4.3, and non-text contrast, 1.4.11.

GROUNDS = ("paper", "raised", "sunken")
WORDS = ("ink", "quiet", "accent", "error", "warning", "note")
MARKS = ("source", "cue", "mark", "accent")


def luminance(colour: str) -> float:
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_stand_out_from_what_they_are_laid_on(scheme: str) -> None:
    palette = colours()[scheme]
    assert {
        (word, ground) for word in WORDS for ground in GROUNDS if contrast(palette[word], palette[ground]) < 4.5
    } == set()
    assert {(mark, ground) for mark in MARKS for ground in GROUNDS if contrast(palette[mark], palette[ground]) < 3} == set()
    assert contrast(palette["ink"], palette["figure"]) >= 4.5
    assert contrast(palette["error"], palette["raised"]) >= 4.5


def test_both_schemes_have_the_same_colours_and_every_one_is_used() -> None:
    light, dark = colours()["light"], colours()["dark"]
    assert list(light) == list(dark)
    style = made(reconciliation([]))
    assert [name for name in light if f"var(--{name})" not in style] == []
