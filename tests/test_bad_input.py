"""Input as it comes: whatever a file holds, the run says what became of it, does the others, and ends with its code."""

from __future__ import annotations

import codecs
import csv
import io
import json
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

import figures
from figures.cli import main
from figures.corpus import load
from figures.reporting import FILES
from figures.wording import wording

GOOD = "Selon la mairie, 45 arbres ont été abattus.\n"
EN = wording("en")


@dataclass(frozen=True, slots=True)
class Outcome:
    """A report as a person finds it: what the terminal said, how it ended, and the folder."""

    code: int
    stderr: str
    folder: Path

    def told(self, name: str) -> list[str]:
        """The lines on standard error that name a file as not read."""
        return [line for line in self.stderr.splitlines() if line.startswith("not read: ") and f"/{name}" in line]

    def claims(self) -> list[dict[str, Any]]:
        lines = (self.folder / "claims.jsonl").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]

    def skipped(self) -> list[tuple[str, str]]:
        with (self.folder / "skipped.csv").open(encoding="utf-8", newline="") as file:
            return [(Path(row["path"]).name, row["reason"]) for row in csv.DictReader(file)]

    def page(self) -> str:
        return (self.folder / "report.md").read_text(encoding="utf-8")


def reported(*paths: Path, out: Path) -> Outcome:
    """The installed command run on some paths in a process of its own."""
    line = [Path(sys.executable).with_name("figures"), "report", *paths, "-o", out]
    options = ["--lang", "en", "--language", "fr"]
    done = subprocess.run(
        [*map(str, line), *options], capture_output=True, text=True, encoding="utf-8", check=False, timeout=120
    )
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    return Outcome(done.returncode, done.stderr, out)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with one good text, for a bad one to stand beside."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    return folder


def assert_skipped(outcome: Outcome, name: str, reason: str) -> None:
    """The file is named once on standard error with its reason, the same in the report, and the good one is done."""
    why = EN.text(f"skipped.{reason}")
    [line] = outcome.told(name)
    assert why in line
    assert [one for one in outcome.skipped() if one[0] == name] == [(name, reason)]
    assert why in outcome.page()
    assert name in outcome.page().replace("\\", "")
    assert [claim["exact"] for claim in outcome.claims() if claim["document_id"] == "good.txt"] == ["45"]
    assert outcome.code == 0


# --- What is no text --------------------------------------------------------------------------------------------------

NO_TEXTS: list[tuple[str, bytes, str]] = [
    ("empty.txt", b"", "empty"),
    ("blank.txt", b" \r\n\t\n", "empty"),
    ("mark.txt", codecs.BOM_UTF8, "empty"),
    ("empty.jsonl", b"", "empty"),
    ("only-front.md", b"---\ntitle: T\n---\n", "empty"),
    ("image.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR12", "binary"),
    ("program.md", b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)), "binary"),
    ("no-mark.txt", "12 ponts".encode("utf-16-le"), "binary"),
    ("cut.txt", codecs.BOM_UTF16_LE + "12 ponts".encode("utf-16-le")[:-1], "bad-encoding"),
    ("annex.pdf", b"%PDF-1.7 12 ponts", "unsupported"),
    ("table.jsonl", b'{"row": 1}\n{"row": 2}\n', "no-texts"),
]


@pytest.mark.parametrize(("name", "content", "reason"), NO_TEXTS, ids=[name for name, _, _ in NO_TEXTS])
def test_a_file_without_a_text_is_named_and_the_others_are_done(
    name: str, content: bytes, reason: str, desk: Path, tmp_path: Path
) -> None:
    (desk / name).write_bytes(content)
    assert_skipped(reported(desk, out=tmp_path / "out"), name, reason)


def test_a_path_that_is_not_there_is_named(desk: Path, tmp_path: Path) -> None:
    assert_skipped(reported(desk, desk / "nowhere.txt", out=tmp_path / "out"), "nowhere.txt", "missing")


def test_an_empty_folder_is_named(desk: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert_skipped(reported(desk, tmp_path / "empty", out=tmp_path / "out"), "empty", "empty-folder")


def test_a_folder_of_nothing_but_bad_files_ends_with_3_and_a_report(desk: Path, tmp_path: Path) -> None:
    (desk / "good.txt").unlink()
    for name, content, _ in NO_TEXTS:
        (desk / name).write_bytes(content)
    outcome = reported(desk, out=tmp_path / "out")
    assert outcome.code == 3
    assert sorted(outcome.skipped()) == sorted((name, reason) for name, _, reason in NO_TEXTS)
    assert sorted(path.name for path in outcome.folder.iterdir()) == sorted(FILES)


# --- What cannot be read ----------------------------------------------------------------------------------------------


@contextmanager
def nobody() -> Iterator[Path]:
    """A folder outside the reach of root's privileges: whoever runs the tests obeys permissions inside the block.

    Everything the command imports late must have been imported before: an interpreter may lie in root's own folder.
    """
    privileged = hasattr(os, "geteuid") and os.geteuid() == 0
    with tempfile.TemporaryDirectory(dir="/tmp" if privileged else None) as name:
        folder = Path(name)
        (folder / "warm").mkdir()
        (folder / "warm/good.txt").write_text(GOOD, encoding="utf-8")
        CliRunner().invoke(main, ["report", str(folder / "warm"), "-o", str(folder / "warm/out")])
        if privileged:
            os.chown(folder, 65534, 65534)
            os.seteuid(65534)
        try:
            yield folder
        finally:
            if privileged:
                os.seteuid(0)


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
def test_files_and_folders_that_may_not_be_opened_are_named() -> None:
    with nobody() as folder:
        (folder / "in/closed").mkdir(parents=True)
        (folder / "in/good.txt").write_text(GOOD, encoding="utf-8")
        (folder / "in/secret.txt").write_text("12 ponts", encoding="utf-8")
        (folder / "in/closed/a.txt").write_text("12 ponts", encoding="utf-8")
        for path in (folder / "in/secret.txt", folder / "in/closed"):
            path.chmod(0)
        result = CliRunner().invoke(
            main, ["report", str(folder / "in"), "-o", str(folder / "out"), "--lang", "en"], catch_exceptions=False
        )
        (folder / "in/closed").chmod(0o700)
        outcome = Outcome(result.exit_code, result.stderr, folder / "out")
        for name in ("secret.txt", "closed"):
            assert_skipped(outcome, name, "unreadable")
            assert os.strerror(13) in outcome.told(name)[0]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes on this system")
def test_a_pipe_a_socket_and_a_device_are_named_and_nothing_waits_for_them(desk: Path, tmp_path: Path) -> None:
    os.mkfifo(desk / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as door, tempfile.TemporaryDirectory() as short:
        door.bind(f"{short}/s.txt")
        (desk / "device.txt").symlink_to("/dev/zero")
        outcome = reported(desk, Path(short), out=tmp_path / "out")
    for name in ("pipe.txt", "s.txt", "device.txt"):
        assert_skipped(outcome, name, "not-a-file")


GOING = """
import os, sys
target, trigger = sys.argv[1], sys.argv[2]
def gone(event, arguments):
    if event == "open" and str(arguments[0]) == trigger and os.path.exists(target):
        os.unlink(target)
sys.addaudithook(gone)
from figures.cli import main
main(sys.argv[3:])
"""


def test_a_file_that_vanishes_while_the_folder_is_read_is_named(desk: Path, tmp_path: Path) -> None:
    """It goes at the moment the file before it is opened: after the folder was listed, before its own turn."""
    (desk / "late.txt").write_text("12 ponts", encoding="utf-8")
    target, trigger = str(desk / "late.txt"), str(desk / "good.txt")
    line = [
        sys.executable,
        "-c",
        GOING,
        target,
        trigger,
        "report",
        str(desk),
        "-o",
        str(tmp_path / "out"),
        "--lang",
        "en",
    ]
    done = subprocess.run(line, capture_output=True, text=True, encoding="utf-8", check=False)
    assert not (desk / "late.txt").exists()
    assert_skipped(Outcome(done.returncode, done.stderr, tmp_path / "out"), "late.txt", "vanished")


def test_every_file_may_vanish_as_it_is_announced(desk: Path) -> None:
    for name in ("a.md", "b.jsonl", "c.txt"):
        (desk / name).write_text("12 ponts", encoding="utf-8")
    corpus = load([desk], on_file=lambda path, _number, _total: Path(path).unlink())
    assert corpus.documents == ()
    assert [one.reason for one in corpus.skipped] == ["vanished"] * 4


# --- Encodings --------------------------------------------------------------------------------------------------------

WRITTEN = "D'après la préfecture, près de 12\u202f000 personnes et 1,5 million d'euros — « déjà » 90\u00a0% du total.\r\n"
ENCODED: list[tuple[str, Callable[[str], bytes]]] = [
    ("utf-8", lambda text: text.encode()),
    ("utf-8 with mark", lambda text: text.encode("utf-8-sig")),
    ("utf-16 little", lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le")),
    ("utf-16 big", lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be")),
    ("utf-32", lambda text: text.encode("utf-32")),
    ("cp1252", lambda text: text.replace("\u202f", "\u00a0").encode("cp1252")),
]


@pytest.mark.parametrize(("name", "encode"), ENCODED, ids=[name for name, _ in ENCODED])
def test_the_claims_are_the_same_in_every_encoding(name: str, encode: Callable[[str], bytes], tmp_path: Path) -> None:
    expected = [claim.record() for claim in figures.extract(figures.Document(WRITTEN, id="a.txt", language="fr"))]
    (tmp_path / "a.txt").write_bytes(encode(WRITTEN))
    outcome = reported(tmp_path / "a.txt", out=tmp_path / "out")
    keys = ("start", "end", "value", "approximate", "noun", "source", "sentence_start", "sentence_end")
    assert len(expected) >= 3
    assert [[row[key] for key in keys] for row in outcome.claims()] == [[row[key] for key in keys] for row in expected]
    notices = [line for line in outcome.stderr.splitlines() if line.startswith("note: ")]
    assert len(notices) == (name == "cp1252")
    assert (EN.text("notice.encoding") in outcome.page()) == (name == "cp1252")


# --- Sizes ------------------------------------------------------------------------------------------------------------


def test_fifty_megabytes_without_a_digit_take_seconds(desk: Path, tmp_path: Path) -> None:
    line = "Le vent se leva sur la plaine et les arbres plièrent sans rompre.\n".encode()
    (desk / "wind.txt").write_bytes(line * (50_000_000 // len(line) + 1))
    began = time.monotonic()
    outcome = reported(desk, out=tmp_path / "out")
    assert time.monotonic() - began < 60
    assert outcome.code == 0
    assert [claim["document_id"] for claim in outcome.claims()] == ["good.txt"]


LONG_LINES = {
    "mixed": "".join(random.Random(3).choices("0123456789 .,'\u202f\u00a0/-–:%€", k=20_000)),
    "digits": "7" * 20_000,
    "groups": "1 234\u202f567.890,123'456 " * 900,
    "commas": "1," * 10_000,
    "spaces": "1 " * 10_000,
}


@pytest.mark.parametrize("name", LONG_LINES)
def test_a_long_line_of_digits_and_separators_is_read_in_seconds(name: str, desk: Path) -> None:
    line = LONG_LINES[name]
    (desk / "long.txt").write_text(line, encoding="utf-8")
    began = time.monotonic()
    result = CliRunner().invoke(main, ["extract", str(desk), "--language", "fr"], catch_exceptions=False)
    assert time.monotonic() - began < 30
    assert (result.exit_code, result.stderr.count("internal error")) == (0, 0)
    texts = {"long.txt": line, "good.txt": GOOD}
    claims = [json.loads(row) for row in result.stdout.splitlines()]
    assert all(texts[claim["document_id"]][claim["start"] : claim["end"]] == claim["exact"] for claim in claims)
    assert "good.txt" in {claim["document_id"] for claim in claims}


def test_a_long_line_of_digits_and_separators_is_reported(desk: Path, tmp_path: Path) -> None:
    (desk / "long.txt").write_text(LONG_LINES["mixed"], encoding="utf-8")
    outcome = reported(desk, out=tmp_path / "out")
    assert outcome.code == 0
    assert {claim["document_id"] for claim in outcome.claims()} >= {"good.txt"}


# --- Texts that other programs would obey -----------------------------------------------------------------------------

FORMULAS = [
    "=1+1 : 12 ponts.",
    "+12 % de ponts.",
    "-12 ponts.",
    "@12 ponts.",
    '=HYPERLINK("http://x";"12 ponts")',
    "\t=12 ponts.",
]


def test_a_text_that_begins_like_a_formula_stays_a_text(tmp_path: Path) -> None:
    for number, text in enumerate(FORMULAS):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    outcome = reported(tmp_path, out=tmp_path / "out")
    sentences = {claim["sentence"] for claim in outcome.claims()}
    assert len(sentences) >= len(FORMULAS) - 1
    book = openpyxl.load_workbook(outcome.folder / "figures.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert sentences <= {str(cell.value) for cell in cells}


def test_bars_and_line_breaks_leave_every_table_whole(tmp_path: Path) -> None:
    lines = [
        "Bilan | 12 ponts |\n",
        "---|---\n",
        "| selon | la mairie | `40 gares` |\r\n",
        "Un | deux\u2028| 7 quais.\n",
    ]
    (tmp_path / "a|b.txt").write_text("".join(lines), encoding="utf-8", newline="")
    outcome = reported(tmp_path, out=tmp_path / "out")
    assert {"12", "40", "7"} <= {claim["exact"] for claim in outcome.claims()}
    lines = outcome.page().splitlines()
    headers = [n for n, line in enumerate(lines) if re.fullmatch(r"\|(-+:?\|)+", line)]
    assert headers
    for n in headers:
        width = bars(lines[n])
        rows = [lines[n - 1], *iter_rows(lines, n + 1)]
        assert {bars(row) for row in rows} == {width}
    with (outcome.folder / "claims.csv").open(encoding="utf-8", newline="") as file:
        assert [row["sentence"] for row in csv.DictReader(file)] == [claim["sentence"] for claim in outcome.claims()]


def bars(line: str) -> int:
    """The bars that part cells: those that no backslash escapes."""
    return len(re.findall(r"(?<!\\)(?:\\\\)*\|", line))


def iter_rows(lines: list[str], begin: int) -> Iterator[str]:
    for line in lines[begin:]:
        if not line.startswith("|"):
            return
        yield line


# --- Identity ---------------------------------------------------------------------------------------------------------


def test_two_documents_with_one_id_are_told_and_none_is_lost(desk: Path, tmp_path: Path) -> None:
    rows = [
        {"id": "x", "text": "Selon la mairie, 12 ponts."},
        {"id": "x", "text": "Selon la mairie, 12 ponts."},
        {"id": "x", "text": "Selon la mairie, 13 ponts."},
    ]
    (desk / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    outcome = reported(desk, out=tmp_path / "out")
    assert_skipped(outcome, "a.jsonl:2", "duplicate")
    assert sorted(claim["exact"] for claim in outcome.claims()) == ["12", "13", "45"]
    ids = {claim["document_id"] for claim in outcome.claims()} - {"good.txt"}
    assert len(ids) == 2
    assert all(re.fullmatch("x~[0-9a-f]{12}", name) for name in ids)
    notices = [line for line in outcome.stderr.splitlines() if line.startswith("note: ")]
    assert sorted(line.rpartition(" ")[2] for line in notices) == sorted(ids)
    assert EN.text("notice.same-id") in outcome.page()


# --- All at once ------------------------------------------------------------------------------------------------------


def test_every_line_on_standard_error_stands_in_the_report_and_nothing_else_was_left_out(desk: Path, tmp_path: Path) -> None:
    for name, content, _ in NO_TEXTS:
        (desk / name).write_bytes(content)
    (desk / "documents.csv").write_text("file,date\ngood.txt,soon\ngone.txt,\n", encoding="utf-8")
    (desk / ".hidden.txt").write_text("12 ponts", encoding="utf-8")
    outcome = reported(desk, desk / "nowhere", out=tmp_path / "out")
    told = [line for line in outcome.stderr.splitlines() if line.startswith("not read: ")]
    assert len(told) == len(outcome.skipped()) == len(NO_TEXTS) + 3
    read = {claim["document_id"] for claim in outcome.claims()} | {"documents.csv"}
    named = {name.partition(":")[0] for name, _ in outcome.skipped()}
    assert {path.name for path in desk.iterdir()} <= read | named


def test_random_bytes_in_every_format_never_end_a_run(tmp_path: Path) -> None:
    source = random.Random(17)
    for number in range(25):
        noise = bytes(source.randrange(256) for _ in range(source.randrange(400)))
        words = "".join(source.choices("ab 12,.\n|\"'{}[]:-=+%€é\u202f\u2028\x85\x0c", k=400)).encode()
        for suffix in (".txt", ".md", ".jsonl"):
            (tmp_path / f"{number}{suffix}").write_bytes(
                source.choice([noise, words, b"---\n" + words, b'{"text": "' + words])
            )
    for form in ("table", "jsonl", "csv", "md"):
        result = CliRunner().invoke(main, ["extract", str(tmp_path), "--format", form], catch_exceptions=False)
        assert result.exit_code == 0
        assert "internal error" not in result.stderr
    rows = list(csv.DictReader(io.StringIO(CliRunner().invoke(main, ["extract", str(tmp_path), "--format", "csv"]).stdout)))
    assert all(row["claim_id"] for row in rows)
