"""The Markdown report, read through a Markdown reader: whole, in order, linked, and the same whatever texts hold."""

from __future__ import annotations

import dataclasses
import html
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import figures
from figures.model import Reconciliation
from figures.reporting.belongings import run
from figures.reporting.cells import place
from figures.reporting.report import LONG, report
from figures.wording import languages, wording
from tests.claim_builder import (
    about,
    at_least,
    between,
    claim,
    exactly,
    finding,
    group,
    origin,
    reconciliation,
    refusal,
    said_by,
    vaguely,
)

MarkdownIt = pytest.importorskip("markdown_it", reason="markdown-it-py is not installed").MarkdownIt
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


class Entry(NamedTuple):
    path: str
    reason: str
    detail: str = ""


class File(NamedTuple):
    document_id: str
    path: str
    sha256: str
    line: int | None = 1


WIRE = origin("wire", "en", title="Silos", publisher="Coast Wire", published="2024-02-26", url="https://example.org/a_b")
QUAI = origin("quai 4", "fr", publisher="Le Quai", published="2024-02-28")
BARE = origin("notes", "fr")
SILOS = claim(
    "The port office counted about 6,700 silos.",
    "6,700",
    about(6700),
    noun="silos",
    by=said_by("The port office"),
    at=WIRE,
)
MORE = claim(
    "Selon le maire, plus de 10 000 silos sont pleins.",
    "10 000",
    at_least(10000, bound=">"),
    noun="silos",
    by=said_by("le maire"),
    at=QUAI,
)
LATER = claim(
    "Le maire en compte 15 000 à 18 000.",
    "15 000 à 18 000",
    between(15000, 18000),
    at=QUAI,
    offset=80,
    by=said_by("Le maire", "carried"),
)
TALK = claim(
    "On parle de milliers de sacs.",
    "milliers",
    vaguely(2000, 2000, 9999),
    noun="sacs",
    by=said_by("", "vague", cue="On parle de"),
    at=QUAI,
    offset=200,
)
BURNT = claim(
    "La grêle aurait brisé 90 % des vitres.",
    "90 %",
    exactly(90, "percent", "share"),
    noun="vitres",
    at=BARE,
    modality="conditional",
)
ROOFS = claim(
    "Roofs: 12, said the port office.",
    "12",
    exactly(12),
    noun="Roofs",
    by=said_by("the port office"),
    at=WIRE,
    offset=60,
)
TWELVE = claim("Le maire parle de 12 toits.", "12", exactly(12), noun="toits", by=said_by("Le maire"), at=QUAI, offset=300)
FULL = group("silos", [SILOS, MORE, LATER], "conflict")
ROOF = group("toits", [ROOFS, TWELVE], "agree")
CLASH = finding(
    "conflict",
    "error",
    [SILOS, MORE],
    "About 6,700 against more than 10,000.",
    workings="6,030 to 7,370\nfrom 10,000 up",
    of=FULL,
)
MOVED = finding("revised", "note", [MORE, LATER], "From 10,000 to 15,000.", of=FULL)
BLANK = finding("unsourced", "warning", [BURNT], "Nobody says 90 %.")
TALKED = finding("vague-source", "warning", [TALK], "Who talks?")
MIXED = finding("category-mismatch", "note", [SILOS, TALK], "Silos and sacks.")
RESULT = reconciliation(
    [SILOS, ROOFS, MORE, LATER, TALK, TWELVE, BURNT],
    [FULL, ROOF],
    [CLASH, MOVED, BLANK, TALKED, MIXED],
    [refusal("Le 26 avril 2025, la division 101 arrive.", "101", "label", QUAI)],
    documents=[WIRE, QUAI, BARE, origin("empty.txt", "fr")],
)
SKIPPED = [Entry("in/a.pdf", "unsupported", ".pdf"), Entry("in/b.txt", "empty")]
NOTICES = [Entry("in/c.txt", "encoding", "cp1252")]
SOURCES = [File("wire", "in/wire.txt", "ab" * 32)]


def written(language: str, result: Reconciliation = RESULT, *, skipped: Sequence[Entry] = (), **more: object) -> str:
    whole = run(result, skipped=skipped, notices=NOTICES if skipped else (), sources=SOURCES)
    return report(whole, language=language, **more)  # type: ignore[arg-type]


def shown(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", page)).split())


def headings(markdown: str, level: int) -> list[str]:
    return [shown(title) for title in re.findall(rf"<h{level}>(.*?)</h{level}>", READER.render(markdown), re.DOTALL)]


ORDER = {
    "en": [
        "Summary",
        "Conflicts",
        "Revised over time",
        "What nobody vouches for",
        "Also worth a look",
        "Figures that agree",
        "Perhaps the same question",
        "All figures, document by document",
        "Questions and documents",
        "Numbers not counted as figures",
        "Not read",
        "How this was made",
    ],
    "fr": [
        "Résumé",
        "Conflits",
        "Révisés au fil du temps",
        "Ce dont personne ne répond",
        "À regarder aussi",
        "Chiffres concordants",
        "Peut-être la même question",
        "Tous les chiffres, document par document",
        "Questions et documents",
        "Nombres non comptés comme chiffres",
        "Non lu",
        "Comment ce rapport est fait",
    ],
}


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("result", [RESULT, reconciliation([])], ids=["full", "empty"])
def test_the_sections_stand_in_their_order(language: str, result: Reconciliation) -> None:
    assert headings(written(language, result, skipped=SKIPPED), 2) == ORDER[language]


@pytest.mark.parametrize("language", languages())
def test_every_section_without_content_says_so(language: str) -> None:
    page, words = written(language, reconciliation([])), wording(language)
    empty = [key for key in words.entries if re.fullmatch(r"report\.(?!terminal)\w+\.none", key)]
    assert len(empty) == 10
    assert all(words.text(key) in page for key in empty)
    assert all(words.text(f"report.summary.{key}") in page for key in ("nothing", "none_skipped", "no_findings"))


@pytest.mark.parametrize("language", languages())
def test_nothing_of_the_template_is_left(language: str) -> None:
    for result in (RESULT, reconciliation([])):
        page = written(language, result, skipped=SKIPPED, command="figures report in", files=["figures.xlsx"])
        assert not re.search(r"[{}]|None|\n\n\n", page)
        assert page == page.strip() + "\n"


@pytest.mark.parametrize("language", languages())
def test_every_link_leads_somewhere_and_every_place_has_one_name(language: str) -> None:
    page = READER.render(written(language, skipped=SKIPPED))
    places = re.findall(r'<a id="([^"]*)"', page)
    links = re.findall(r'href="#([^"]*)"', page)
    assert len(places) == len(set(places))
    assert set(links) <= set(places)
    assert {f.finding_id for f in RESULT.findings} <= set(links)


@pytest.mark.parametrize("language", languages())
def test_every_finding_and_every_sentence_is_there_whole(language: str) -> None:
    page = written(language)
    told = shown(READER.render(page))
    for one in RESULT.findings:
        assert told.count(one.message) == 1
        assert f"`{one.finding_id}`" in page
    assert all(step in told for step in CLASH.workings.splitlines())
    for figure in RESULT.claims:
        assert " ".join(figure.sentence.split()) in told
        assert figure.claim_id in told


#: Where the report has the document whose id could not stand in a link.
PLACE = place("quai 4")


def section(page: str, slug: str) -> str:
    return re.split(r"^## ", page.split(f'## <a id="{slug}"></a>')[1], flags=re.MULTILINE)[0]


def test_a_conflict_sets_its_figures_side_by_side() -> None:
    conflicts = section(written("en"), "conflicts")
    cells = [
        [cell.strip() for cell in row.strip("|").split(" | ")] for row in re.findall(r"^\| \*\*.*$", conflicts, re.MULTILINE)
    ]
    quai, day = f"[Le Quai](#{PLACE})", "28\u00a0February 2024"
    assert cells == [
        [
            "**≈\u00a06,700** silos",
            "The port office",
            "[Coast Wire](#document-wire)",
            "26\u00a0February 2024",
            "The port office counted about **6,700** silos.",
        ],
        ["**>\u00a010,000** silos", "le maire", quai, day, "Selon le maire, plus de **10 000** silos sont pleins."],
        [
            "**15,000\u00a0– 18,000**",
            "Le maire *(named elsewhere in the text)*",
            quai,
            day,
            "Le maire en compte **15 000 à 18 000**.",
        ],
    ]
    assert "1 more figure on this question" in conflicts.split("**10 000**")[1].split("**15 000 à 18 000**")[0]


def test_a_revision_is_told_in_the_order_of_time() -> None:
    revisions = section(written("en"), "revisions")
    assert revisions.index("**10 000**") < revisions.index("**15 000 à 18 000**")
    assert "| When | Figure | Who says it | Where | Sentence |" in revisions


def test_what_nobody_vouches_for_is_listed_by_kind() -> None:
    unvouched = section(written("en"), "unvouched")
    assert headings(unvouched, 3) == ["No source (1)", "Nobody in particular (1)"]
    assert "| **90%** vitres *(conditional)* | La grêle aurait brisé **90 %** des vitres. |" in unvouched


def test_a_document_has_all_its_figures_with_what_was_flagged() -> None:
    documents = section(written("en", skipped=SKIPPED), "documents")
    assert headings(documents, 3) == ["Silos", "Le Quai, quai 4", "notes", "empty.txt"]
    link = "[https\\://example.org/a_b](<https://example.org/a_b>)"
    assert f"Coast Wire · 26\u00a0February 2024 · English · {link} · `in/wire.txt`" in documents
    assert f"[Conflict](#{CLASH.finding_id}), [Different categories](#{MIXED.finding_id})" in documents
    assert documents.rstrip().endswith("No figure was found in it.")


def test_in_the_list_of_documents_an_id_stands_in_for_a_title() -> None:
    summary = section(written("en", skipped=SKIPPED), "summary")
    assert f"| [Le Quai, quai 4](#{PLACE}) | 28\u00a0February 2024 |" in summary
    assert "| [Coast Wire, Silos](#" in summary


def test_agreeing_figures_stand_side_by_side() -> None:
    agreement = section(written("en"), "agreement")
    assert headings(agreement, 3) == ["1. toits"]
    assert agreement.count("\n| **12** ") == 2


def test_what_was_not_read_and_not_counted_is_named_with_its_reason() -> None:
    page = written("en", skipped=SKIPPED)
    assert "| `in/a.pdf` | no reader for this format: .pdf |" in section(page, "skipped")
    assert "| `in/c.txt` | not UTF-8: read in the encoding named: cp1252 |" in section(page, "skipped")
    assert "| Le 26 avril 2025, la division **101** arrive. |" in section(page, "not-counted")
    assert "**Not counted as figures:** 1 number (label 1)" in section(page, "summary")
    assert "**Not read:** 2 entries (there is no text in it 1, no reader for this format 1)" in section(page, "summary")


def test_the_summary_counts_what_was_read_and_found() -> None:
    summary = section(written("en"), "summary")
    assert "**Read:** 4 documents (French 3, English 1), with 7 figures." in summary
    assert "**Answered:** 2 questions: 1 in conflict, 1 agreeing." in summary
    assert "**Flagged:** 1 error, 2 warnings, 2 notes." in summary
    assert f"| [Conflict](#{CLASH.finding_id}) | error | 1 |" in summary
    assert "| [Coast Wire, Silos](#document-wire) | 26\u00a0February 2024 | English | 2 | 1 |" in summary
    assert "| [empty.txt](#document-empty.txt) | — | French | 0 | 0 |" in summary
    assert "1. [silos](#conflicts-1): ≈\u00a06,700 ↔ >\u00a010,000" in summary


def test_how_it_was_made_is_told_and_nothing_of_the_day_or_the_machine() -> None:
    making = section(written("en", command="figures report in", files=["figures.xlsx", "claims.csv"]), "making")
    assert f"figures {figures.__version__}" in making
    assert "`figures report in`" in making
    assert "policy `ccc`" in making
    assert "figures.xlsx, claims.csv" in making
    assert f"| Coast Wire, Silos | `in/wire.txt` | `{'ab' * 32}` |" in making


@pytest.mark.parametrize("language", languages())
def test_a_tolerance_is_told_where_there_was_one(language: str) -> None:
    wider = dataclasses.replace(RESULT, tolerance=Decimal("0.05"))
    told = wording(language).text("report.making.tolerance", tolerance=wording(language).with_unit(5, "percent"))
    assert told in section(written(language, wider), "making")
    assert told not in written(language)


def test_a_french_reader_meets_french_writing() -> None:
    page = written("fr", skipped=SKIPPED)
    assert "**>\u00a010\u202f000** silos" in page
    assert "26\u00a0février 2024" in page
    assert "**90\u202f%** vitres *(au conditionnel)*" in page
    assert "**milliers** sacs (2\u202f000\u00a0– 9\u202f999)" in page
    assert "*personne en particulier* «\u00a0On parle de\u00a0»" in page
    assert not re.search(r"[^\u00a0\u202f][:;?!»](?=\s)", re.sub(r"^\|.*\|$|`[^`]*`", "", page, flags=re.MULTILINE))


def test_the_same_run_is_the_same_text() -> None:
    assert written("fr", skipped=SKIPPED) == written("fr", skipped=SKIPPED)


def test_slugs_without_words_are_shown_as_they_are() -> None:
    odd = claim("Some 45 trees.", "45", exactly(45), noun="trees", status="repotted", at=origin("x", "xx"))
    result = reconciliation([odd], [], [finding("never-heard-of", "note", [odd], "Hm.")], [refusal("Pier 4.", "4", "pier")])
    page = written("fr", result, skipped=[Entry("a", "no-such-reason", "why")])
    for slug in ("never-heard-of", "repotted", "pier 1", "xx 1", "no-such-reason\u00a0: why"):
        assert slug in page


@pytest.mark.parametrize("language", languages())
def test_a_long_table_folds_away_whole(language: str) -> None:
    many = [
        claim(f"There are {n} trees.", str(n), exactly(n), noun="trees", at=WIRE, offset=n * 50) for n in range(1, LONG + 2)
    ]
    page = written(language, reconciliation(many, [], [finding("unsourced", "warning", [one], "?") for one in many]))
    assert f"<summary>{wording(language).count('count.figures', LONG + 1)}</summary>" in page
    told = shown(READER.render(page))
    assert all(told.count(one.sentence) == 2 for one in many)


def test_a_finding_without_figures_and_one_without_a_group_are_told() -> None:
    result = reconciliation(
        [SILOS, MORE],
        [],
        [
            finding("conflict", "error", [SILOS, MORE], "No group."),
            finding("unreadable", "warning", [], "No figure."),
        ],
    )
    page = written("en", result)
    assert "No group." in section(page, "conflicts")
    assert "No figure." in section(page, "other")


# Whatever the texts hold.

NASTY = st.text(alphabet="|\\`*_[]()<>#!&$~\n\r\x00\x1b\u2028 ab1=+-@{}%", min_size=1, max_size=25) | st.sampled_from(
    ["<script>", "</details>", "{{ 1 }}", "{% raw %}", "| a | b |", "\n## x\n", "--- | ---", "<!--", "=1+1", "```"]
)


@settings(max_examples=60)
@given(a=NASTY, b=NASTY, c=NASTY, language=st.sampled_from(languages()))
def test_no_text_changes_the_shape_of_the_report(a: str, b: str, c: str, language: str) -> None:
    def made(x: str, y: str, z: str) -> str:
        here = origin(x, "fr", title=y, publisher=z, url=x)
        one = claim(f"{x} 45 {y}", "45", exactly(45), noun=y if y.strip() else None, by=said_by(z, resolved=x), at=here)
        two = claim(f"{z} 46 {x}", "46", exactly(46), noun=None, by=said_by(y, "vague", cue=z), at=here, offset=200)
        there = claim(f"{z} 47 {y}", "47", exactly(47), at=origin(f"{x}2", "fr", publisher=y))
        of = group(x, [one, two, there], "conflict")
        told = [
            finding("conflict", "error", [one, two], y, workings=f"1. {x}\n{z}", of=of),
            finding("unsourced", "warning", [two], x),
            finding("odd", "note", [one, two], z),
        ]
        result = reconciliation([one, two, there], [of], told, [refusal(f"{y} 7 {z}", "7", "label", here)])
        whole = run(result, skipped=[Entry(x, y, z)])
        return str(READER.render(report(whole, language=language, command=x)))

    page, plain = made(a, b, c), made("x", "y", "z")
    for tag in ("h1", "h2", "h3", "table", "tr", "td", "th"):
        assert page.count(f"<{tag}>") == plain.count(f"<{tag}>"), tag
    assert page.count("<details") == page.count("</details>") == plain.count("<details")
    assert set(re.findall(r'href="#([^"]*)"', page)) <= set(re.findall(r'<a id="([^"]*)"', page))
    assert "<script" not in page
    assert all(one.startswith(("#", "http")) for one in re.findall(r'href="([^"]*)"', page))
