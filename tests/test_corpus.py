"""From files to documents: what is read, under which id, what is known of it, and that nothing is passed over."""

from __future__ import annotations

import codecs
import csv
import errno
import io
import itertools
import json
import os
import random
import re
import shlex
import string
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.corpus import Corpus, Skipped, load
from figures.corpus.decoding import UndecodableError, decode
from figures.corpus.formats import READERS
from figures.corpus.frontmatter import front_matter
from figures.corpus.listing import listing, relative
from figures.corpus.outcome import NoticeReason, SkipReason
from figures.corpus.stated import stated
from figures.model import Reconciliation
from figures.reporting import write_report
from figures.reporting.belongings import why
from figures.wording import languages, wording

Tree = Mapping[str, str | bytes]


def plant(folder: Path, tree: Tree) -> Path:
    """The files of a table, with the folders they need."""
    for name, content in tree.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return folder


def ids(corpus: Corpus) -> list[str]:
    return [document.id for document in corpus.documents]


def told(corpus: Corpus, under: Path | str = "") -> list[tuple[str, str, str]]:
    """Path below a folder, reason and detail of everything that was not read."""
    above = f"{under}/" if under else ""
    return [(one.path.removeprefix(above), one.reason, one.detail.replace(above, "")) for one in corpus.skipped]


# --- Folders ----------------------------------------------------------------------------------------------------------


def test_a_folder_is_read_with_all_below_it_in_the_order_of_names(tmp_path: Path) -> None:
    plant(tmp_path, {"b.txt": "2 ponts", "a.md": "3 gares", "sub/deep/c.TXT": "4 quais", "sub/a.txt": "5 bacs"})
    corpus = load([tmp_path])
    assert ids(corpus) == ["a.md", "b.txt", "sub/a.txt", "sub/deep/c.TXT"]
    assert [document.text for document in corpus.documents] == ["3 gares", "2 ponts", "5 bacs", "4 quais"]
    assert corpus.skipped == ()


def test_ids_are_the_same_whatever_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(tmp_path, {"dossier/sub/a.txt": "3 gares"})
    ways = []
    for here, path in (
        (tmp_path, "dossier"),
        (tmp_path / "dossier", "."),
        (tmp_path / "dossier/sub", ".."),
        ("/", tmp_path / "dossier"),
    ):
        monkeypatch.chdir(here)
        ways.append(ids(load([path])))
    assert ways == [["sub/a.txt"]] * 4


def test_a_file_given_by_name_goes_by_its_name(tmp_path: Path) -> None:
    plant(tmp_path, {"sub/a.txt": "3 gares"})
    assert ids(load([tmp_path / "sub/a.txt"])) == ["a.txt"]


def test_a_file_given_by_name_may_do_without_a_suffix(tmp_path: Path) -> None:
    plant(tmp_path, {"notes": "3 gares", ".hidden": "4 gares"})
    assert ids(load([tmp_path / "notes", tmp_path / ".hidden"])) == [".hidden", "notes"]


def test_other_files_of_a_folder_are_named_with_the_reason(tmp_path: Path) -> None:
    plant(
        tmp_path,
        {"a.txt": "3 gares", "b.pdf": b"%PDF", "Makefile": "x", ".git/config": "x", ".x.txt": "3", "z/t.xls": b"1"},
    )
    formats = ", ".join(sorted(READERS))
    assert told(load([tmp_path]), tmp_path) == [
        (".git", "hidden", ""),
        (".x.txt", "hidden", ""),
        ("Makefile", "unsupported", f"Makefile ({formats})"),
        ("b.pdf", "unsupported", f".pdf ({formats})"),
        ("z/t.xls", "unsupported", f".xls ({formats})"),
    ]


ABOUT = ["CHANGELOG.txt", "LICENSE", "License.md", "README.md", "ReadMe.fr.md", "readme.html", "sub/readme.jsonl"]


def test_what_is_about_a_folder_is_no_article_in_it_unless_given_by_name(tmp_path: Path) -> None:
    articles = ["readmeagain.txt", "the-license.txt"]
    plant(tmp_path, dict.fromkeys([*ABOUT, *articles], '{"text": "3 gares"}'))
    corpus = load([tmp_path])
    assert ids(corpus) == articles
    assert told(corpus, tmp_path) == [(name, "about-folder", "") for name in ABOUT]
    assert ids(load([tmp_path / "README.md", tmp_path / "LICENSE"])) == ["LICENSE", "README.md"]


@pytest.mark.parametrize("name", ["page one.html", "page one.HTM", "page one.xhtml"])
def test_a_web_page_is_named_with_the_command_that_makes_a_text_of_it(name: str, tmp_path: Path) -> None:
    plant(tmp_path, {f"in/{name}": "<p>3 gares</p>"})
    text, page = (tmp_path / "in/page one.txt").as_posix(), (tmp_path / "in" / name).as_posix()
    for path in (tmp_path / "in", tmp_path / "in" / name):
        [skipped] = load([path]).skipped
        assert (skipped.path, skipped.reason) == (page, "web-page")
        assert shlex.split(skipped.detail) == ["pandoc", "-t", "plain", "--wrap=none", "-o", text, page]


def test_a_file_reached_by_two_ways_is_read_once_under_the_longer_id(tmp_path: Path) -> None:
    plant(tmp_path, {"sub/a.txt": "3 gares"})
    ways = [tmp_path, tmp_path / "sub", tmp_path / "sub/a.txt"]
    for order in itertools.permutations(ways):
        corpus = load(order)
        assert ids(corpus) == ["sub/a.txt"]
        assert {reason for _, reason, _ in told(corpus)} == {"duplicate"}


def test_a_report_of_the_tool_is_left_out_and_a_text_beside_it_is_read(tmp_path: Path) -> None:
    ours = write_report(Reconciliation(), tmp_path / "out")
    plant(tmp_path, {"out/new.txt": "3 gares", "out/documents.txt": "4 gares", "report.md": "5 gares"})
    for paths in ([tmp_path], [tmp_path / "report.md", tmp_path / "out"]):
        corpus = load(paths)
        assert sorted(document.text for document in corpus.documents) == ["3 gares", "4 gares", "5 gares"]
        names = ", ".join(sorted(path.name for path in ours))
        assert told(corpus, tmp_path) == [("out", "own-report", names)]
    for path in ours:
        assert [(one.path, one.reason) for one in load([path]).skipped] == [(path.as_posix(), "own-report")]
    assert load([tmp_path / "out/new.txt"]).skipped == ()


LINKS = {
    "in/again.txt": "a.txt",
    "in/far.txt": "../out/b.txt",
    "in/folder": "../out",
    "in/up": "..",
    "in/loop.txt": "loop.txt",
    "in/gone.txt": "nowhere.txt",
}


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_links_are_followed_to_files_and_not_to_folders(tmp_path: Path) -> None:
    plant(tmp_path, {"in/a.txt": "3 gares", "out/b.txt": "4 gares"})
    for link, target in LINKS.items():
        (tmp_path / link).symlink_to(target)
    corpus = load([tmp_path / "in"])
    assert ids(corpus) == ["a.txt", "far.txt"]
    assert [(path, reason) for path, reason, _ in told(corpus, tmp_path / "in")] == [
        ("again.txt", "duplicate"),
        ("folder", "symlink-folder"),
        ("gone.txt", "missing"),
        ("loop.txt", "symlink-loop"),
        ("up", "symlink-folder"),
    ]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_that_is_given_is_followed(tmp_path: Path) -> None:
    plant(tmp_path, {"real/a.txt": "3 gares"})
    (tmp_path / "link").symlink_to("real")
    assert ids(load([tmp_path / "link"])) == ["a.txt"]


@pytest.mark.skipif(os.name != "posix", reason="only POSIX names are bytes")
def test_a_name_that_is_no_unicode_or_has_a_line_break_stays_on_one_line(tmp_path: Path) -> None:
    for name in (b"\xe9t\xe9.txt", b"two\nlines.txt"):
        (tmp_path / os.fsdecode(name)).write_text("3 gares", encoding="utf-8")
    assert ids(load([tmp_path])) == ["\\xe9t\\xe9.txt", "two\\nlines.txt"]


def test_a_decomposed_name_gives_the_same_id_as_a_composed_one(tmp_path: Path) -> None:
    plant(tmp_path, {"e\u0301te\u0301.txt": "3 gares"})
    assert ids(load([tmp_path])) == ["\u00e9t\u00e9.txt"]


def test_one_path_in_place_of_several_is_refused() -> None:
    with pytest.raises(TypeError, match=r"paths must be several paths, such as \['dossier'\]"):
        load("dossier")


def test_each_file_is_announced_before_it_is_read(tmp_path: Path) -> None:
    plant(tmp_path, {"a.txt": "3 gares", "b.txt": "4 gares"})
    calls: list[tuple[str, int, int]] = []
    load([tmp_path, "-"], stdin=io.BytesIO(b"5"), on_file=lambda *call: calls.append(call))
    assert calls == [((tmp_path / "a.txt").as_posix(), 1, 3), ((tmp_path / "b.txt").as_posix(), 2, 3), ("-", 3, 3)]


def test_every_source_leads_back_to_its_file(tmp_path: Path) -> None:
    plant(tmp_path, {"a.md": "---\ntitle: T\n---\n3 gares", "b.txt": "4", "c.jsonl": '\n{"text": "5", "id": "x"}\n'})
    places = {source.document_id: (source.path, source.line) for source in load([tmp_path]).sources}
    above = tmp_path.as_posix()
    assert places == {"a.md": (f"{above}/a.md", 4), "b.txt": (f"{above}/b.txt", 1), "x": (f"{above}/c.jsonl:2", None)}


# --- Encodings --------------------------------------------------------------------------------------------------------

TEXT = "Près de 12\u202f000 hommes — « déjà » 3\u00a0M€\r\nfin\r"
ENCODINGS = [
    ("utf-8", b"", ""),
    ("utf-8", codecs.BOM_UTF8, ""),
    ("utf-16-le", codecs.BOM_UTF16_LE, ""),
    ("utf-16-be", codecs.BOM_UTF16_BE, ""),
    ("utf-32-le", codecs.BOM_UTF32_LE, ""),
    ("utf-32-be", codecs.BOM_UTF32_BE, ""),
]


@pytest.mark.parametrize(("encoding", "mark", "reason"), ENCODINGS)
def test_a_text_is_the_same_in_every_encoding(encoding: str, mark: bytes, reason: str, tmp_path: Path) -> None:
    plant(tmp_path, {"a.txt": mark + TEXT.encode(encoding)})
    corpus = load([tmp_path])
    assert [document.text for document in corpus.documents] == [TEXT]
    assert [notice.reason for notice in corpus.notices] == ([reason] if reason else [])


def test_cp1252_is_read_and_named(tmp_path: Path) -> None:
    text = "Près de 12\u00a0000 hommes — « déjà » 3\u00a0M€\r\n"
    plant(tmp_path, {"a.txt": text.encode("cp1252")})
    corpus = load([tmp_path])
    assert corpus.documents[0].text == text
    assert [(one.reason, one.detail) for one in corpus.notices] == [("encoding", "cp1252")]


def test_a_damaged_utf8_file_is_not_taken_for_cp1252() -> None:
    data = "déjà 12 000 blessés à l'été".encode().replace("à".encode(), b"\xff", 1)
    assert decode(data) == ("déj\ufffd 12 000 blessés à l'été", "encoding-broken", "byte 4")


NO_TEXTS = [
    (b"abc\x00def", "binary"),
    (b"\x89PNG\r\n\x1a\n\xff\xfe", "binary"),
    (b"\xe9t\xe9 \x01\x02", "binary"),
    (b"\xe9t\xe9 \x81", "binary"),
    ("3 gares".encode("utf-16-le"), "binary"),
    (codecs.BOM_UTF16_LE + b"a\x00b", "bad-encoding"),
    (codecs.BOM_UTF8 + b"\xe9t\xe9", "bad-encoding"),
]


@pytest.mark.parametrize(("data", "reason"), NO_TEXTS)
def test_what_is_no_text_is_not_read(data: bytes, reason: str) -> None:
    with pytest.raises(UndecodableError) as caught:
        decode(data)
    assert caught.value.reason == reason


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\ufeff")))
def test_what_was_written_in_utf8_is_what_is_read(text: str) -> None:
    assert decode(text.encode()) == (text, None, "")


@given(st.binary())
def test_any_bytes_are_a_text_or_are_refused_with_a_reason(data: bytes) -> None:
    try:
        text, reason, _ = decode(data)
    except UndecodableError as error:
        refused: str | None = error.reason
    else:
        refused = None
        text.encode("utf-8")
        assert reason in {None, "encoding", "encoding-broken"}
    assert refused in {None, "binary", "bad-encoding"}


# --- Front matter -----------------------------------------------------------------------------------------------------

FRONT = [
    ("title: Le bilan", {"title": "Le bilan"}),
    ('title: "Le bilan : \\"3\\" \\u00e9t\\xe9s\\n"', {"title": 'Le bilan : "3" étés\n'}),
    ("title: 'L''été # 3'", {"title": "L'été # 3"}),
    ("title: Le bilan : 3 morts  # relu", {"title": "Le bilan : 3 morts"}),
    ("Title: x\nPublisher: 'P'", {"title": "x", "publisher": "P"}),
    ("url: https://example.org/a#b", {"url": "https://example.org/a#b"}),
    ("date: 2025-04-27\nlanguage: fr", {"date": "2025-04-27", "language": "fr"}),
    ("title:\npublisher: ~\nurl: ''", {"title": "", "publisher": "", "url": ""}),
    ("# a comment\n\ntitle: x\ntags:\n  - a\n  - b\nlayout: post", {"title": "x"}),
    ("tags:\n- a\n- b\ntitle: x", {"title": "x"}),
    ("layout: post\ndraft: true", {}),
    ("", {}),
]


@pytest.mark.parametrize(("block", "values"), FRONT)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_front_matter_is_read_and_the_text_begins_behind_it(block: str, values: dict[str, str], end: str) -> None:
    head = end.join(["---", *block.split("\n"), "---", ""])
    found = front_matter(f"{head}Trois blessés.{end}")
    assert found.values == values
    assert found.odd == []
    assert (found.start, found.line) == (len(head), head.count(end) + 1)


NOT_FRONT = [
    "Trois blessés.\n",
    "\n---\ntitle: x\n---\n3\n",
    " ---\ntitle: x\n---\n",
    "---\ntitle: x\n3 blessés\n---\n",
    "---\nAt noon: 12 boats.\n---\n",
    "---\ntitle: x\n",
    "---\n\nLe 3 mai, 12 blessés.\n\n---\n",
    "--- title: x\n---\n",
    "----\ntitle: x\n----\n",
]


@pytest.mark.parametrize("text", NOT_FRONT)
def test_a_rule_at_the_head_is_no_front_matter(text: str) -> None:
    assert front_matter(text).start == 0


ODD_FRONT = [
    ("title: [a, b]", 2, "title: [a, b]"),
    ("title: >\n  folded\n  text", 2, "title: >"),
    ("publisher: P\ntitle: 'open", 3, "title: 'open"),
    ("title: x\ntitle: y", 3, "title: y"),
]


@pytest.mark.parametrize(("block", "line", "shown"), ODD_FRONT)
def test_a_value_that_is_not_understood_is_named_with_its_line(block: str, line: int, shown: str, tmp_path: Path) -> None:
    plant(tmp_path, {"a.md": f"---\n{block}\n---\n3 gares"})
    corpus = load([tmp_path])
    assert [document.text for document in corpus.documents] == ["3 gares"]
    assert [(one.path, one.reason, one.detail) for one in corpus.notices] == [
        ((tmp_path / "a.md").as_posix() + f":{line}", "bad-field", shown)
    ]


def test_front_matter_is_what_is_known_of_the_document(tmp_path: Path) -> None:
    known = "title: Le bilan\npublisher: La Voix\ndate: 2025-04-27T10:00:00Z\nurl: https://example.org\nlanguage: fr-FR"
    plant(tmp_path, {"a.md": f"---\n{known}\n---\n\r\n3 gares"})
    [document] = load([tmp_path]).documents
    assert (document.text, document.title, document.publisher) == ("\r\n3 gares", "Le bilan", "La Voix")
    assert (document.published, document.url, document.language) == (date(2025, 4, 27), "https://example.org", "fr")


def test_a_date_that_is_none_is_named_and_left_out(tmp_path: Path) -> None:
    plant(tmp_path, {"a.md": "---\ndate: 27/04/2025\ntitle: T\n---\n3 gares"})
    corpus = load([tmp_path])
    assert (corpus.documents[0].published, corpus.documents[0].title) == (None, "T")
    assert [one.detail for one in corpus.notices] == ["date: '27/04/2025'"]


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(["\n", "\r\n"]))
def test_a_quoted_value_is_read_back(value: str, end: str) -> None:
    assert front_matter(f"---{end}title: {json.dumps(value)}{end}---{end}x").values == {"title": value}


@given(st.lists(st.sampled_from(["---", "title: x", "a: b", "", "# c", "  d", "- e", "3 gares"])))
def test_the_line_on_which_the_text_begins_is_that_of_its_offset(lines: list[str]) -> None:
    text = "\n".join(["---", *lines, "fin"])
    found = front_matter(text)
    assert found.line == 1 + text[: found.start].count("\n")
    assert text[: found.start] in {"", *("\n".join(["---", *lines[:n], "---", ""]) for n in range(len(lines)))}


# --- JSON Lines -------------------------------------------------------------------------------------------------------

BAD_LINES = [
    ("{oops", "bad-json"),
    ('["text"]', "bad-json"),
    ("3", "bad-json"),
    ("[" * 100_000, "bad-json"),
    ("{}", "no-text"),
    ('{"text": 12}', "no-text"),
    ('{"text": "  "}', "no-text"),
    ('{"text": null, "title": "x"}', "no-text"),
    ('{"text": "12 \\ud800 boats"}', "bad-encoding"),
]


@pytest.mark.parametrize(("line", "reason"), BAD_LINES)
def test_a_bad_line_is_named_and_the_others_are_read(line: str, reason: str, tmp_path: Path) -> None:
    plant(tmp_path, {"a.jsonl": f'{{"id": "x", "text": "3 gares"}}\n\n{line}\n{{"id": "y", "text": "4 gares"}}'})
    corpus = load([tmp_path])
    assert ids(corpus) == ["x", "y"]
    assert [(path, why) for path, why, _ in told(corpus, tmp_path)] == [("a.jsonl:3", reason)]


def test_a_line_says_what_is_known_of_its_document(tmp_path: Path) -> None:
    record = {
        "id": 7,
        "text": "3 gares\u2028x",
        "title": "T",
        "publisher": "P",
        "published": "2025-04-27",
        "url": "u",
        "language": "EN",
    }
    plant(tmp_path, {"a.jsonl": "\ufeff" + json.dumps(record, ensure_ascii=False) + "\r\n"})
    [document] = load([tmp_path]).documents
    assert (document.id, document.text, document.title, document.publisher) == ("7", "3 gares\u2028x", "T", "P")
    assert (document.published, document.url, document.language) == (date(2025, 4, 27), "u", "en")


@pytest.mark.parametrize(
    ("field", "value"),
    [("date", "hier"), ("date", 20250427), ("title", ["T"]), ("language", "français !"), ("url", "\ud800")],
)
def test_a_field_that_is_not_understood_is_named_and_left_out(field: str, value: object, tmp_path: Path) -> None:
    plant(tmp_path, {"a.jsonl": json.dumps({"id": "x", "text": "3 gares", field: value})})
    corpus = load([tmp_path])
    [document], [notice] = corpus.documents, corpus.notices
    assert (document.title, document.published, document.language, document.url) == (None, None, None, None)
    assert notice.path.endswith("a.jsonl:1")
    assert notice.detail.startswith(f"{field}: ")
    notice.detail.encode()


def test_a_line_without_an_id_goes_by_its_file_and_number(tmp_path: Path) -> None:
    lines = [
        {"text": "3 gares"},
        {"text": "3 gares", "publisher": "A"},
        {"text": "4 gares", "id": "x"},
        {"text": "3 gares", "publisher": "B"},
        {"text": "3 gares"},
    ]
    plant(tmp_path, {"sub/a.jsonl": "\n" + "\n".join(map(json.dumps, lines))})
    corpus = load([tmp_path])
    assert {document.id: document.publisher for document in corpus.documents} == {
        "sub/a.jsonl#2": None,
        "sub/a.jsonl#3": "A",
        "sub/a.jsonl#5": "B",
        "x": None,
    }
    assert told(corpus, tmp_path / "sub") == [("a.jsonl:6", "duplicate", "a.jsonl:2")]
    plant(tmp_path, {"b.jsonl": '{"text": "3 gares"}'})
    assert ids(load([tmp_path / "b.jsonl", tmp_path / "sub/a.jsonl"]))[:2] == ["a.jsonl#2", "a.jsonl#3"]
    assert "b.jsonl#1" in ids(load([tmp_path])), "the same text in two files is two documents"


def test_a_file_of_other_lines_is_named_once(tmp_path: Path) -> None:
    plant(tmp_path, {"a.jsonl": '{"doc": "x"}\n' * 12, "b.jsonl": '{"doc": "x"}\n'})
    assert told(load([tmp_path]), tmp_path) == [("a.jsonl", "no-texts", "12"), ("b.jsonl:1", "no-text", "")]


def test_lines_are_told_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    plant(tmp_path, {"a.jsonl": "{\n" * 12})
    assert [path for path, _, _ in told(load([tmp_path]), tmp_path)] == [f"a.jsonl:{number}" for number in range(1, 13)]


# --- documents.csv ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_list_tells_of_the_texts_beside_it(delimiter: str, mark: str, end: str, tmp_path: Path) -> None:
    rows = [
        ["File", "title", "publisher", "date", "url", "language", "id"],
        ["a.txt", "T, ; été", "P", "2025-04-27", "u", "fr", "x-1"],
    ]
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, lineterminator=end).writerows(rows)
    plant(tmp_path, {"a.txt": "3 gares", "documents.csv": mark + buffer.getvalue()})
    corpus = load([tmp_path])
    [document] = corpus.documents
    assert (document.id, document.title, document.publisher, document.url) == ("x-1", "T, ; été", "P", "u")
    assert (document.published, document.language) == (date(2025, 4, 27), "fr")
    assert (corpus.skipped, corpus.notices) == ((), ())


def test_a_list_tells_of_texts_below_it_and_the_nearest_counts(tmp_path: Path) -> None:
    plant(
        tmp_path,
        {
            "documents.csv": "path,publisher,title\nsub/a.txt,far,far\n./sub\\b.txt,far,\n",
            "sub/documents.csv": "path,publisher\na.txt,near\n",
            "sub/a.txt": "3 gares",
            "sub/b.txt": "4 gares",
        },
    )
    corpus = load([tmp_path])
    assert [(one.id, one.publisher, one.title) for one in corpus.documents] == [
        ("sub/a.txt", "near", "far"),
        ("sub/b.txt", "far", None),
    ]
    assert corpus.skipped == ()


def test_a_list_tells_of_a_file_given_by_name(tmp_path: Path) -> None:
    plant(tmp_path, {"documents.csv": "file,publisher\na.txt,P\nother.txt,Q\n", "a.txt": "3 gares"})
    corpus = load([tmp_path / "a.txt", tmp_path / "documents.csv"])
    assert [one.publisher for one in corpus.documents] == ["P"]
    assert told(corpus, tmp_path) == [("documents.csv", "listing", "")]


def test_what_a_file_states_counts_before_what_a_list_states(tmp_path: Path) -> None:
    plant(
        tmp_path,
        {
            "documents.csv": "file,publisher,title\na.md,list,list\nb.jsonl,list,list\n",
            "a.md": "---\npublisher: file\n---\n3 gares",
            "b.jsonl": '{"id": "x", "text": "4 gares"}\n{"id": "y", "text": "5 gares", "publisher": "line"}',
        },
    )
    known = {one.id: (one.publisher, one.title) for one in load([tmp_path]).documents}
    assert known == {"a.md": ("file", "list"), "x": ("list", None), "y": ("line", None)}


def test_bad_rows_are_named_by_line_and_the_others_count(tmp_path: Path) -> None:
    rows = [
        "file,publisher,date",
        "a.txt,P,2025-04-27",
        "gone.txt,P,2025-04-27",
        "b.txt,P",
        ",P,2025-04-27",
        "../out.txt,P,",
        "a.txt,Q,",
        "",
        '"c.txt","two\nlines",',
        "d.txt,P,27/04/2025",
    ]
    texts = {name: f"3 gares {name}" for name in ("a.txt", "b.txt", "c.txt", "d.txt")}
    plant(tmp_path, {**texts, "documents.csv": "\n".join(rows)})
    corpus = load([tmp_path])
    assert told(corpus, tmp_path) == [
        ("documents.csv:3", "listed-missing", "gone.txt"),
        ("documents.csv:4", "ragged-row", "2, 3"),
        ("documents.csv:5", "no-file", ""),
        ("documents.csv:6", "listed-outside", "../out.txt"),
        ("documents.csv:7", "listed-twice", "a.txt"),
    ]
    assert [(one.path.rpartition("/")[2], one.detail) for one in corpus.notices] == [
        ("documents.csv:11", "date: '27/04/2025'")
    ]
    assert [one.publisher for one in corpus.documents] == ["P", None, "two\nlines", "P"]


def test_of_a_list_only_what_is_about_the_files_given_is_told(tmp_path: Path) -> None:
    rows = [
        "file,publisher,date",
        "a.txt,P,27/04/2025",
        "b.txt,Q,28/04/2025",
        "b.txt,R,",
        "c.txt,S",
        ",T,2025-04-27",
        "../out.txt,U,",
        "a.txt,V",
        '"d.txt"W,X,',
    ]
    plant(tmp_path, {"documents.csv": "\n".join(rows), "a.txt": "3 gares", "b.txt": "4 gares", "c.txt": "5 gares"})
    corpus = load([tmp_path / "a.txt"])
    assert [(path, reason) for path, reason, _ in told(corpus, tmp_path)] == [
        ("documents.csv:8", "ragged-row"),
        ("documents.csv:9", "bad-row"),
    ]
    assert [one.path.rpartition("/")[2] for one in corpus.notices] == ["documents.csv:2"]
    assert len(load([tmp_path]).skipped) == 6


@pytest.mark.parametrize(
    ("rows", "skipped"),
    [
        ('a.txt,"T\nb.txt,U\nc.txt,V\n', Skipped("documents.csv:2", "bad-row", "unexpected end of data (2–4)")),
        ('"a.txt,T\nb.txt",U,V\nc.txt,W\n', Skipped("documents.csv:2", "ragged-row", "3, 2 (2–3)")),
        ('a.txt,"T"U\n', Skipped("documents.csv:2", "bad-row", "',' expected after '\"'")),
    ],
)
def test_a_lone_quotation_mark_tells_which_rows_it_swallowed(rows: str, skipped: Skipped) -> None:
    assert listing(f"file,title\n{rows}".encode(), "documents.csv").skipped == [skipped]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "bad-listing"),
        (b"\n\n", "bad-listing"),
        (b"name,title\na.txt,T\n", "bad-listing"),
        (b"file\x00,title\n", "binary"),
    ],
)
def test_a_list_that_is_none_is_named_and_the_texts_are_read(content: bytes, reason: str, tmp_path: Path) -> None:
    plant(tmp_path, {"documents.csv": content, "a.txt": "3 gares"})
    corpus = load([tmp_path])
    assert ids(corpus) == ["a.txt"]
    assert [(path, why) for path, why, _ in told(corpus, tmp_path)] == [("documents.csv", reason)]


def test_a_cell_too_large_for_the_reader_is_one_bad_row(tmp_path: Path) -> None:
    plant(tmp_path, {"documents.csv": f"file,title\na.txt,{'x' * 200_000}\nb.txt,T\n", "a.txt": "3", "b.txt": "4"})
    corpus = load([tmp_path])
    assert [(path, reason) for path, reason, _ in told(corpus, tmp_path)] == [("documents.csv:2", "bad-row")]
    assert [one.title for one in corpus.documents] == [None, "T"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.txt", "a.txt"),
        ("./a.txt", "a.txt"),
        ("s\\a.txt", "s/a.txt"),
        ("s//a.txt", "s/a.txt"),
        ("/a.txt", None),
        ("s/../../a", None),
    ],
)
def test_a_name_in_a_list_is_a_path_below_it(name: str, expected: str | None) -> None:
    assert relative(name) == expected


# --- Identity ---------------------------------------------------------------------------------------------------------


def test_the_same_text_under_one_id_is_one_document(tmp_path: Path) -> None:
    plant(tmp_path, {"x/a.txt": "3 gares", "y/a.txt": "3 gares"})
    for order in ([tmp_path / "x", tmp_path / "y"], [tmp_path / "y", tmp_path / "x"]):
        corpus = load(order)
        assert ids(corpus) == ["a.txt"]
        assert told(corpus, tmp_path) == [("y/a.txt", "duplicate", "x/a.txt")]


def test_of_two_doubles_the_one_that_says_more_is_kept(tmp_path: Path) -> None:
    plant(tmp_path, {"x/a.txt": "3 gares", "y/a.txt": "3 gares", "y/documents.csv": "file,publisher\na.txt,P\n"})
    corpus = load([tmp_path / "x", tmp_path / "y"])
    assert [one.publisher for one in corpus.documents] == ["P"]
    assert told(corpus, tmp_path) == [("x/a.txt", "duplicate", "y/a.txt")]


def test_two_texts_under_one_id_are_both_kept_in_any_order(tmp_path: Path) -> None:
    plant(tmp_path, {"x/a.txt": "3 gares", "y/a.txt": "4 gares", "z/a.txt": "3 gares"})
    runs = [load([tmp_path / name for name in order]) for order in itertools.permutations("xyz")]
    assert all(run == runs[0] for run in runs)
    assert [re.sub("~[0-9a-f]{12}$", "~", name) for name in ids(runs[0])] == ["a.txt~", "a.txt~"]
    assert {one.text for one in runs[0].documents} == {"3 gares", "4 gares"}
    assert [(one.reason, one.detail) for one in runs[0].notices] == [
        ("same-id", document.id) for document in sorted(runs[0].documents, key=lambda one: one.text)
    ]


def test_the_order_of_paths_changes_nothing(tmp_path: Path) -> None:
    tree = {
        f"{folder}/{letter}.txt": f"{number} gares"
        for number, (folder, letter) in enumerate(itertools.product("pqr", "abc"))
    }
    plant(tmp_path, tree)
    paths = [tmp_path / name for name in [*tree, "p", "q", "nowhere"]]
    first = load(paths)
    shuffle = random.Random(5).shuffle
    for _ in range(10):
        shuffle(paths)
        assert load(paths) == first


def test_the_language_given_is_that_of_documents_that_state_none(tmp_path: Path) -> None:
    plant(tmp_path, {"a.txt": "3 gares", "b.md": "---\nlang: en\n---\n4 gares"})
    assert [one.language for one in load([tmp_path], language="fr").documents] == ["fr", "en"]
    assert [one.language for one in load([tmp_path]).documents] == [None, "en"]


# --- Standard input ---------------------------------------------------------------------------------------------------


def test_the_device_of_standard_input_is_standard_input() -> None:
    for paths in (["/dev/stdin"], ["/dev/stdin", "-"]):
        assert ids(load(paths, stdin=io.BytesIO(b"3 gares"))) == ["stdin"]


STDIN = [
    (b"3 gares", [("stdin", "3 gares", None)]),
    (b"---\npublisher: P\n---\n3 gares", [("stdin", "3 gares", "P")]),
    (
        b'{"id": "x", "text": "3 gares", "publisher": "P"}\n{"id": "y", "text": "4"}',
        [("x", "3 gares", "P"), ("y", "4", None)],
    ),
    (b'{"text": "3"}\n{"text": "4"}', [("stdin#1", "3", None), ("stdin#2", "4", None)]),
    (b"{3 gares}\n", [("stdin", "{3 gares}\n", None)]),
    (b'{"gares": 3}\n', [("stdin", '{"gares": 3}\n', None)]),
]


@pytest.mark.parametrize(("data", "expected"), STDIN)
def test_standard_input_is_a_text_or_lines_of_documents(data: bytes, expected: list[tuple[str, str, str | None]]) -> None:
    corpus = load(["-", "-"], stdin=io.BytesIO(data))
    assert [(one.id, one.text, one.publisher) for one in corpus.documents] == expected


@pytest.mark.parametrize(("data", "reason"), [(b"", "empty"), (b" \n", "empty"), (b"\x00", "binary")])
def test_an_empty_or_binary_standard_input_is_told(data: bytes, reason: SkipReason) -> None:
    assert load(["-"], stdin=io.BytesIO(data)).skipped == (Skipped("-", reason),)


class Broken(io.BytesIO):
    def read(self, *_: object) -> bytes:
        raise OSError(errno.EIO, os.strerror(errno.EIO))


def test_a_standard_input_that_cannot_be_read_is_told() -> None:
    assert load(["-"], stdin=Broken()).skipped == (Skipped("-", "unreadable", os.strerror(errno.EIO)),)


# --- Words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(("topic", "reasons"), [("skipped", get_args(SkipReason)), ("notice", get_args(NoticeReason))])
def test_every_reason_has_its_words_and_none_is_without_use(
    topic: str, reasons: tuple[str, ...], language: str, root: Path
) -> None:
    words = {key.partition(".")[2] for key in wording(language).entries if key.startswith(f"{topic}.")}
    assert words == set(reasons)
    rooms = [root / "figures/corpus", root / "figures/cli"]
    code = "".join(
        path.read_text(encoding="utf-8") for room in rooms for path in room.glob("*.py") if path.stem != "outcome"
    )
    assert {slug for slug in reasons if f'"{slug}"' not in code} == set()


@pytest.mark.parametrize("language", languages())
def test_what_a_program_said_is_quoted_in_a_sentence_of_the_language(language: str) -> None:
    words = wording(language)
    said = {key.removeprefix("said.") for key in words.entries if key.startswith("said.")}
    assert said <= set(get_args(SkipReason))
    for reason in said:
        told = why(words, "skipped", reason, "Expecting value")
        assert told.startswith(words.text(f"skipped.{reason}"))
        assert "Expecting value" in told
    assert words.quote("Expecting value") in why(words, "skipped", "bad-json", "Expecting value")
    assert why(words, "skipped", "bad-json", "") == words.text("skipped.bad-json")


@pytest.mark.parametrize("name", sorted({"id", "title", "publisher", "published", "date", "url", "language", "lang"}))
def test_every_documented_name_is_read(name: str) -> None:
    value = {"published": "2025-04-27", "date": "2025-04-27", "language": "fr", "lang": "fr"}.get(name, "x")
    known, odd = stated({name: value})
    assert odd == []
    assert [str(one) for one in known if one is not None] == [value]


def test_random_bytes_as_any_format_never_raise(tmp_path: Path) -> None:
    source = random.Random(11)
    for number in range(60):
        data = source.choice(
            [
                bytes(source.randrange(256) for _ in range(source.randrange(200))),
                "".join(source.choices(string.printable + "é\u202f—", k=200)).encode(source.choice(["utf-8", "utf-16"])),
            ]
        )
        plant(tmp_path, {f"{number}{suffix}": data for suffix in READERS} | {"documents.csv": data})
        corpus = load([tmp_path])
        read = {Path(source.path.rpartition(":")[0] or source.path).name for source in corpus.sources if ":" in source.path}
        read |= {Path(one.path).name for one in corpus.sources} | {
            Path(one.path.split(":")[0]).name for one in corpus.skipped
        }
        assert {f"{number}{suffix}" for suffix in READERS} <= read
