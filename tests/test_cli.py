"""The commands as people and other programs meet them: what they print, where, and with which code they end."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import figures
from figures.cli import main
from figures.cli.exits import BROKEN, CUT_OFF, INTERRUPTED, TRACEBACK
from figures.cli.program import Program
from figures.cli.progress import PATIENCE, Progress, pace
from figures.cli.threshold import threshold
from figures.corpus import load
from figures.corpus.formats import READERS
from figures.model import LEVELS, STATES, Document
from figures.reading.languages import pack_codes
from figures.reading.policies import POLICIES
from figures.reading.reader import Reading
from figures.reconciling.rules import RULES
from figures.reporting import FILES, FOLDER, FORMATS
from figures.reporting.exchange import DIALECTS
from figures.reporting.folder import files
from figures.reporting.importing import read_table
from figures.wording import languages, wording

Command = Callable[..., "subprocess.CompletedProcess[str]"]

DATED = "---\npublisher: {}\ndate: 2025-05-02\n---\n"
#: Two papers that cannot both be right, and a figure nobody vouches for.
DOSSIER = {
    "echo.md": DATED.format("L'Écho") + "Selon la préfecture, la crue du Lorn a fait 12 morts à Vaubrac.\n",
    "voix.md": DATED.format("La Voix") + "\nSelon la mairie, la crue du Lorn a fait 40 morts à Vaubrac.\n",
    "bref.txt": "La crue du Lorn.\r\n\r\nLe pont portait 300 camions.\r\n",
}


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    folder = tmp_path / "dossier"
    folder.mkdir()
    for name, text in DOSSIER.items():
        (folder / name).write_bytes(text.encode())
    return folder


def run(*arguments: str | Path, stdin: bytes | io.BytesIO = b"") -> Result:
    """The command in this process; what it raised without being told to is raised here."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def besides_progress(told: str) -> str:
    """What stands on standard error beside the lines of progress, which a short run shows too on a busy machine."""
    return re.sub(r"^\[\d+/\d+\] .*\n", "", told, flags=re.MULTILINE)


def records(printed: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in printed.splitlines()]


# --- Start and usage --------------------------------------------------------------------------------------------------


def test_help_and_version_print_on_standard_output_and_end_with_0() -> None:
    assert {"report", "extract", "check", "explain"} <= set(run("--help").stdout.split())
    assert run("--version").stdout == f"figures, version {figures.__version__}\n"


@pytest.mark.parametrize("name", sorted(main.commands))
def test_the_help_of_a_command_has_an_example(name: str) -> None:
    page = run(name, "--help").stdout
    assert f"Example: figures {name} " in " ".join(page.split())
    arguments = {"rules": "RULE", "init": "DIR", "review": "COMMAND", "diff": "RUN_B", "completion": "SHELL"}
    assert arguments.get(name, "PATH") in page


def test_the_help_names_all_values_an_option_takes() -> None:
    page = run("report", "--help").stdout
    rows = re.findall(r"^ +(--[a-z-]+) ([a-z|]+)(?: |$)", page, flags=re.MULTILINE)
    named = {option: set(values.split("|")) for option, values in rows}
    assert named["--lang"] == set(languages())
    assert named["--vague-policy"] == set(POLICIES)


def test_the_page_shows_the_lines_that_are_told(root: Path) -> None:
    page = (root / "docs/command-line.md").read_text(encoding="utf-8")
    words = wording("en")
    for topic, path, reason, detail in (
        ("skipped", "dossier/annexe.pdf", "unsupported", f".pdf ({', '.join(sorted(READERS))})"),
        ("skipped", "dossier/documents.csv:4", "listed-missing", "tempete.txt"),
        ("notice", "dossier/depeche.txt", "encoding", "cp1252"),
    ):
        why = words.text("report.detail", reason=words.text(f"{topic}.{reason}"), detail=detail)
        assert words.text(f"cli.{topic}", path=path, why=why) + "\n" in page


def test_help_reads_neither_packs_nor_pipeline() -> None:
    probe = "import sys; from figures.cli import main; main(sys.argv[1:], standalone_mode=False); print(*sys.modules)"
    printed = subprocess.run(
        [sys.executable, "-c", probe, "report", "--help"], capture_output=True, text=True, check=True
    ).stdout
    loaded = set(printed.split())
    assert "figures.cli.report" in loaded
    assert (
        loaded & {"figures.pipeline", "figures.reading", "figures.reporting", "figures.wording", "jinja2", "regex"} == set()
    )


MISUSES: list[tuple[list[str], list[str]]] = [
    (["extract"], ["PATH"]),
    (["extract", "{dossier}", "--form", "jsonl"], ["--form"]),
    (
        ["report", "{dossier}", "-o", "{dossier}-out", "--format", "csv,odt"],
        ["--format", "'odt'", "xlsx", "sarif", "and all"],
    ),
    (["report", "{dossier}", "-o", "{dossier}-out", "--format", ","], ["--format", "no format is named"]),
    (["report", "{dossier}", "-o", "{dossier}-out", "--csv-dialect", "de"], ["--csv-dialect", "'de'", "'iso', 'fr'"]),
    (["extract", "{dossier}", "--format", "yaml"], ["yaml", "table", "jsonl", "csv", "md"]),
    (["extract", "{dossier}", "--language", "xx"], ["--language", "'xx'", *pack_codes()]),
    (["extract", "{dossier}", "--lang", "de"], ["--lang", "'de'", "en", "fr"]),
    (["check", "{dossier}", "--vague-policy", "most"], ["--vague-policy", "'most'", *POLICIES]),
    (
        ["check", "{dossier}", "--fail-on", "conflict,conflit"],
        ["--fail-on", "'conflit'", "conflict", "unsourced", *LEVELS],
    ),
    (["check", "{dossier}", "--fail-on", " , "], ["--fail-on"]),
    (["check", "{dossier}", "--select", "conflict,conflit"], ["--select", "'conflit'", "conflict", "revised-down"]),
    (["report", "{dossier}", "-o", "{dossier}/out", "--ignore", "sums"], ["--ignore", "'sums'", "sum-mismatch"]),
    (["check", "{dossier}", "--ignore", " , "], ["--ignore"]),
    (["check", "{dossier}", "--tolerance", "5"], ["--tolerance", "'5'", "5%"]),
    (["check", "{dossier}", "--tolerance", "a lot"], ["--tolerance", "'a lot'"]),
    (["check", "{dossier}", "--level", "conflict"], ["--level", "'conflict' gives no level", "conflict=warning"]),
    (["check", "{dossier}", "--level", "conflit=note"], ["--level", "'conflit'", "conflict"]),
    (["check", "{dossier}", "--level", "conflict=bad"], ["--level", "'bad'", *LEVELS]),
    (["rules", "sums"], ["RULE", "'sums'"]),
    (["rules", "conflit"], ["RULE", "no rule 'conflit' (did you mean 'conflict'?)"]),
    (["check", "{dossier}", "--fail-on", "unsource"], ["'unsource' (did you mean 'unsourced'?)"]),
    (["check", "{dossier}", "--ignore", "revised-dwn"], ["'revised-dwn' (did you mean 'revised-down'?)"]),
    (["report", "{dossier}"], ["--output"]),
    (["report", "{dossier}", "-o", "{dossier}"], ["dossier is a folder of texts"]),
    (["report", "{dossier}", "-o", "{dossier}/bref.txt"], ["bref.txt"]),
    (["report", "{dossier}", "-o", "{dossier}/bref.txt/out"], ["cannot write into", "bref.txt"]),
    (["explain"], ["ID"]),
    (["explain", "f000", "{dossier}", "--run", "{dossier}"], ["not both"]),
    (["explain", "f000", "--run", "{dossier}"], ["no report in", "claims.jsonl"]),
    (["explain", "f000000000000", "{dossier}"], ["there is no 'f000000000000'"]),
    (["explain", "f00", "{dossier}"], ["'f00' is too short", "first 4 characters"]),
    (["repot", "{dossier}"], ["repot"]),
    (["check", "{dossier}", "--against"], ["--against"]),
    (["check", "-", "--against", "-"], ["standard input is either the draft or the dossier"]),
    (["check", "{dossier}", "--tolerence", "5%"], ["--tolerence", "--tolerance"]),
    (["diff", "{dossier}"], ["RUN_B"]),
    (["diff", "{dossier}", "{dossier}"], ["no report in", "claims.jsonl"]),
    (["completion", "tcsh"], ["tcsh", "bash", "zsh", "fish"]),
    (["completion"], ["SHELL"]),
    (["init", "{dossier}/bref.txt"], ["bref.txt"]),
]


@pytest.mark.parametrize(("arguments", "named"), MISUSES, ids=[" ".join(arguments) for arguments, _ in MISUSES])
def test_wrong_usage_is_told_by_name_and_ends_with_2(arguments: list[str], named: list[str], dossier: Path) -> None:
    result = run(*(argument.format(dossier=dossier) for argument in arguments))
    assert result.exit_code == 2
    assert result.stdout == ""
    told = " ".join(result.stderr.split())
    assert [name for name in named if name not in told] == []
    assert sorted(path.name for path in dossier.iterdir()) == sorted(DOSSIER), "nothing was written"


def test_no_command_prints_the_help_and_is_no_success() -> None:
    result = run()
    assert result.exit_code == 2
    assert "Commands:" in result.output


# --- extract ----------------------------------------------------------------------------------------------------------


def test_a_pipe_gets_the_records_of_the_library(dossier: Path, command: Command) -> None:
    done = command("extract", dossier)
    expected = [claim.record() for document in load([dossier]).documents for claim in figures.extract(document)]
    assert records(done.stdout) == expected
    assert [record["exact"] for record in expected] == ["300", "12", "40"]
    assert (besides_progress(done.stderr), done.returncode) == ("", 0)


def test_every_format_has_the_same_figures(dossier: Path) -> None:
    lines = records(run("extract", dossier, "--format", "jsonl").stdout)
    rows = list(csv.DictReader(io.StringIO(run("extract", dossier, "--format", "csv").stdout_bytes.decode(), newline="")))
    assert [row["claim_id"] for row in rows] == [record["claim_id"] for record in lines]
    assert [list(row) for row in rows] == [list(record) for record in lines]
    page = run("extract", dossier, "--format", "md").stdout.splitlines()
    assert [line.split("`")[1] for line in page[2:]] == [record["claim_id"] for record in lines]
    assert len({line.replace("\\|", "").count("|") for line in page}) == 1
    table = run("extract", dossier, "--format", "table").stdout
    assert [exact for exact in ("300", "12", "40") if exact not in table] == []


def test_standard_input_is_a_path(dossier: Path) -> None:
    result = run("extract", "-", stdin=DOSSIER["echo.md"].encode())
    [record] = records(result.stdout)
    assert (record["exact"], record["publisher"], record["document_id"]) == ("12", "L'Écho", "stdin")


def test_a_text_without_a_figure_has_been_checked() -> None:
    for arguments in (["extract", "-"], ["check", "-", "--fail-on", "note"]):
        result = run(*arguments, stdin="Rien à compter ici.".encode())
        assert (result.exit_code, result.stdout) == (0, "")


@pytest.mark.parametrize("policy", POLICIES)
def test_the_policy_for_vague_words_is_passed_on(policy: str) -> None:
    result = run("extract", "-", "--vague-policy", policy, stdin=b"Des milliers de bateaux, selon la capitainerie.")
    assert [record["vague_policy"] for record in records(result.stdout)] == [policy]


def on_a_terminal(arguments: Sequence[str | Path], columns: int = 100, **environment: str) -> tuple[str, int]:
    """What a terminal of that width shows of a command, and the code it ends with."""
    pty = pytest.importorskip("pty", reason="there are no pseudo-terminals on this system")
    termios, fcntl, struct = (pytest.importorskip(name) for name in ("termios", "fcntl", "struct"))
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    line = [str(Path(sys.executable).with_name("figures")), *map(str, arguments)]
    surroundings = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "COLUMNS"}}
    child = subprocess.Popen(
        line,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env={**surroundings, "TERM": "xterm", **environment},
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            some = os.read(ours, 65536)
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            some = b""
        if not some:
            break
        shown += some
    os.close(ours)
    return shown.decode().replace("\r\n", "\n"), child.wait()


def test_a_terminal_gets_a_table_as_wide_as_its_window(dossier: Path) -> None:
    shown, code = on_a_terminal(["extract", dossier], columns=90)
    lines = shown.partition("\n\n")[0].splitlines()
    assert code == 0
    assert not shown.startswith("{")
    assert max(map(len, lines)) <= 90
    assert [exact for exact in ("300", "12", "40") if not any(exact in line for line in lines[2:])] == []


# --- check ------------------------------------------------------------------------------------------------------------

LINE = re.compile(
    r"(?P<id>.+?):(?P<line>\d+):(?P<column>\d+) (?P<level>[a-z]+): (?P<kind>[a-z-]+) (?P<message>.+) "
    r"\[(?P<finding>f[0-9a-f]{12})\]"
)


def found(printed: str) -> list[re.Match[str]]:
    matches = [LINE.fullmatch(line) for line in printed.splitlines()]
    assert all(matches)
    return [match for match in matches if match]


def test_a_line_a_finding_with_the_place_in_the_file(dossier: Path) -> None:
    lines = found(run("check", dossier).stdout)
    places = {(line["id"], int(line["line"]), int(line["column"])) for line in lines}
    assert places == {("bref.txt", 3, 17), ("echo.md", 5, 45)}
    for name, number, column in places:
        text = re.split(r"\r\n|\n", (dossier / name).read_bytes().decode())[number - 1]
        assert re.match(r"300|12", text[column - 1 :])
    assert {(line["id"], line["level"], line["kind"]) for line in lines} == {
        ("bref.txt", "warning", "unsourced"),
        ("echo.md", "error", "conflict"),
    }


def test_the_place_in_a_line_of_json_is_that_in_its_text() -> None:
    record = {"id": "a b", "text": "Rien.\r\rLe pont portait 300 camions."}
    [line] = found(run("check", "-", stdin=json.dumps(record).encode()).stdout)
    assert (line["id"], line["line"], line["column"]) == ("a b", "3", "17")


def test_findings_stand_in_the_order_of_the_texts(dossier: Path) -> None:
    lines = found(run("check", dossier).stdout)
    order = [(line["id"], int(line["line"]), int(line["column"]), line["kind"]) for line in lines]
    assert order == sorted(order)


def test_the_summary_is_one_line_on_standard_error(dossier: Path) -> None:
    told = besides_progress(run("check", dossier, "--lang", "en").stderr)
    assert told == "3 documents, 3 figures; 1 error, 1 warning, 0 notes; everything was read.\n"


FAIL_ON = [
    ([], 1),
    (["--fail-on", "error"], 1),
    (["--fail-on", "conflict"], 1),
    (["--fail-on", "conflict,unsourced"], 1),
    (["--fail-on", "warning"], 1),
    (["--fail-on", "note"], 1),
    (["--fail-on", "anonymous-source"], 0),
    (["--fail-on", "vague-source, category-mismatch"], 0),
]


@pytest.mark.parametrize(("options", "code"), FAIL_ON)
def test_the_code_tells_of_what_fail_on_names(options: list[str], code: int, dossier: Path) -> None:
    assert run("check", dossier, *options).exit_code == code


def test_a_warning_fails_only_where_it_is_named(dossier: Path) -> None:
    codes = {level: run("check", dossier / "bref.txt", "--fail-on", level).exit_code for level in (*LEVELS, "unsourced")}
    assert codes == {"error": 0, "warning": 1, "note": 1, "unsourced": 1}
    assert run("check", dossier / "bref.txt").exit_code == 0


def test_every_kind_and_level_can_be_named() -> None:
    for name in (*LEVELS, *(rule.kind for rule in RULES)):
        limit = threshold(name)
        assert (name in limit.kinds) != (name in limit.levels)
    assert threshold("warning").levels == {"error", "warning"}


def test_the_language_of_messages_is_the_one_asked_for_or_that_of_the_texts(dossier: Path) -> None:
    own, french, english = (run("check", dossier, *lang).stdout for lang in ([], ["--lang", "fr"], ["--lang", "EN"]))
    assert own == french != english
    assert [line["finding"] for line in found(french)] == [line["finding"] for line in found(english)]


# --- report -----------------------------------------------------------------------------------------------------------


def test_a_report_is_all_its_files_and_ends_with_0_whatever_it_found(dossier: Path, tmp_path: Path) -> None:
    result = run("report", dossier, "-o", tmp_path / "new/out")
    assert (result.exit_code, result.stdout) == (0, "")
    assert {path.name for path in (tmp_path / "new/out").iterdir()} - {FOLDER} == set(FILES)
    claims = records((tmp_path / "new/out/claims.jsonl").read_text(encoding="utf-8"))
    assert [claim["exact"] for claim in claims] == ["300", "12", "40"]
    assert result.stderr.rstrip().endswith(f"{tmp_path / 'new/out/report.md'}, {tmp_path / 'new/out/report.html'}")


@pytest.mark.parametrize(
    ("asked", "given"), [("csv", ["csv"]), ("sarif, annotations", ["sarif", "annotations"]), ("all", FORMATS)]
)
def test_a_report_has_the_forms_asked_for(asked: str, given: list[str], dossier: Path, tmp_path: Path) -> None:
    assert run("report", dossier, "-o", tmp_path / "out", "--format", asked).exit_code == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} - {FOLDER} == set(files(given))
    assert f"--format {','.join(given)}" in (tmp_path / "out/report.md").read_text(encoding="utf-8")


def test_csv_in_french_is_the_same_rows_for_a_spreadsheet(dossier: Path, tmp_path: Path) -> None:
    assert run("report", dossier, "-o", tmp_path / "out", "--csv-dialect", "fr").exit_code == 0
    printed = run("extract", dossier, "--format", "csv", "--csv-dialect", "fr").stdout_bytes
    assert printed == (tmp_path / "out/claims.csv").read_bytes()
    assert printed.decode().startswith("\ufeffclaim_id;document_id;")
    assert list(read_table(tmp_path / "out/claims.csv").rows()) == list(read_table(tmp_path / "out/claims.jsonl").rows())


def test_every_dialect_can_be_named() -> None:
    named = next(option for option in main.commands["report"].params if option.name == "csv_dialect")
    assert isinstance(named.type, click.Choice)
    assert list(named.type.choices) == list(DIALECTS)


@pytest.mark.parametrize(("names", "code"), [("error", 1), ("unsourced", 1), ("anonymous-source", 0)])
def test_a_report_fails_where_it_is_told_to(names: str, code: int, dossier: Path, tmp_path: Path) -> None:
    assert run("report", dossier, "-o", tmp_path / "out", "--fail-on", names).exit_code == code
    assert (tmp_path / "out/report.md").is_file()


def test_two_runs_give_the_same_bytes_wherever_they_are_written(dossier: Path, tmp_path: Path, command: Command) -> None:
    for name in ("one", "two"):
        assert command("report", "dossier", "-o", name, cwd=tmp_path).returncode == 0
    for name in FILES:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name


def test_a_report_is_in_the_language_of_most_texts_or_in_the_one_asked_for(dossier: Path, tmp_path: Path) -> None:
    (dossier / "brief.md").write_text("---\nlanguage: en\n---\nThe bridge carried 12 lorries.", encoding="utf-8")
    titles = {}
    for name, options in {"own": [], "fr": ["--lang", "fr"], "en": ["--lang", "en"]}.items():
        run("report", dossier, "-o", tmp_path / name, *options)
        titles[name] = (tmp_path / name / "report.md").read_text(encoding="utf-8").splitlines()[0]
    assert titles["own"] == titles["fr"] != titles["en"]


def test_a_report_among_the_texts_is_not_read_again(dossier: Path) -> None:
    first = run("report", dossier, "-o", dossier / "out")
    assert first.exit_code == 0
    before = (dossier / "out/claims.csv").read_bytes()
    again = run("report", dossier, "-o", dossier / "out", "--lang", "en")
    assert again.exit_code == 0
    assert (dossier / "out/claims.csv").read_bytes() == before
    [line] = [line for line in again.stderr.splitlines() if line.startswith("not read")]
    assert line.startswith(f"not read: {(dossier / 'out').as_posix()}: {wording('en').text('skipped.own-report')}")
    assert "own-report" in (dossier / "out/skipped.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["report.md", "documents.csv", "claims.jsonl"])
def test_a_file_of_somebody_else_is_not_written_over(name: str, dossier: Path, tmp_path: Path) -> None:
    (tmp_path / name).write_text("file\nmine.txt\n", encoding="utf-8")
    result = run("report", dossier, "-o", tmp_path)
    assert result.exit_code == 2
    assert name in result.stderr
    assert (tmp_path / name).read_text(encoding="utf-8") == "file\nmine.txt\n"


def test_other_files_of_the_folder_are_left_alone(dossier: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/notes.txt").write_text("7", encoding="utf-8")
    for _ in range(2):
        assert run("report", dossier, "-o", tmp_path / "out").exit_code == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} - {FOLDER} == {*FILES, "notes.txt"}
    assert (tmp_path / "out/notes.txt").read_text(encoding="utf-8") == "7"


def test_the_report_says_by_which_command_it_was_made(dossier: Path, tmp_path: Path, command: Command) -> None:
    command("report", "dossier", "-o", "out", "--lang", "en", "--vague-policy", "acled", cwd=tmp_path)
    page = (tmp_path / "out/report.md").read_text(encoding="utf-8")
    assert "figures report dossier --lang en --vague-policy acled" in page
    assert str(tmp_path) not in page


# --- explain ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def reported(dossier: Path, tmp_path: Path) -> Path:
    run("report", dossier, "-o", tmp_path / "out", "--lang", "en")
    return tmp_path / "out"


def test_every_id_of_a_report_is_explained_from_it_and_from_the_texts(reported: Path, dossier: Path) -> None:
    for table, key in (("claims", "claim_id"), ("groups", "group_id"), ("findings", "finding_id")):
        rows = records((reported / f"{table}.jsonl").read_text(encoding="utf-8"))
        assert rows
        for row in rows:
            told = run("explain", row[key], "--run", reported, "--lang", "en")
            assert told.exit_code == 0
            assert row[key] in told.stdout.splitlines()[0]
            assert run("explain", row[key], dossier, "--lang", "en").stdout == told.stdout


def test_a_figure_is_told_with_its_sentence_and_all_that_was_read(reported: Path) -> None:
    claim = next(row for row in records((reported / "claims.jsonl").read_text(encoding="utf-8")) if row["exact"] == "12")
    told = run("explain", claim["claim_id"], "--run", reported).stdout
    assert "Selon la préfecture, la crue du Lorn a fait [12] morts à Vaubrac." in told
    shown = dict(re.findall(r"^  ([a-z_]+) +(.+)$", told, flags=re.MULTILINE))
    said = {
        "claim_id",
        "document_id",
        "title",
        "publisher",
        "published",
        "url",
        "start",
        "end",
        "exact",
        "sentence_start",
        "sentence_end",
        "sentence",
        "prefix",
        "suffix",
    }
    read = {name: value for name, value in claim.items() if value is not None and name not in said}
    assert shown == {name: value if isinstance(value, str) else json.dumps(value) for name, value in read.items()}
    assert [word for word in ("echo.md", "L'Écho", "2025-05-02") if word not in told] == []


def test_a_finding_is_told_with_both_sentences_and_its_workings(reported: Path) -> None:
    findings = records((reported / "findings.jsonl").read_text(encoding="utf-8"))
    conflict = next(row for row in findings if row["kind"] == "conflict")
    told = run("explain", conflict["finding_id"], "--run", reported, "--lang", "en").stdout
    assert [
        part for part in ("[12] morts", "[40] morts", conflict["message"], conflict["group_id"]) if part not in told
    ] == []
    assert [line for line in conflict["workings"].splitlines() if line not in told] == []


def test_the_first_characters_of_an_id_are_enough(reported: Path) -> None:
    [*_, row] = records((reported / "findings.jsonl").read_text(encoding="utf-8"))
    whole = run("explain", row["finding_id"], "--run", reported).stdout
    assert run("explain", row["finding_id"][:8], "--run", reported).stdout == whole
    for known in (row["finding_id"], "00"):
        short = run("explain", known[:3], "--run", reported)
        assert (short.exit_code, short.stdout) == (2, "")
        assert f"{known[:3]!r} is too short" in short.stderr


def test_the_messages_of_a_report_stay_in_its_language(reported: Path) -> None:
    """It is written in English, about French texts."""
    [*_, row] = records((reported / "findings.jsonl").read_text(encoding="utf-8"))
    told = run("explain", row["finding_id"], "--run", reported, "--lang", "fr").stdout
    assert row["message"] in told
    assert wording("fr").text("cli.explain.workings") in told


def test_an_id_that_may_be_several_is_refused_with_all_of_them(reported: Path) -> None:
    lines = (reported / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    twins = [json.dumps(json.loads(lines[0]) | {"claim_id": name}) for name in ("cabcd00000001", "cabcd00000002")]
    (reported / "claims.jsonl").write_text("\n".join(twins) + "\n", encoding="utf-8")
    for name in ("groups.jsonl", "findings.jsonl"):
        (reported / name).write_text("", encoding="utf-8")
    result = run("explain", "cabcd", "--run", reported)
    assert result.exit_code == 2
    assert "cabcd00000001, cabcd00000002" in result.stderr
    assert run("explain", "cabcd00000001", "--run", reported).exit_code == 0


def test_without_a_path_the_report_is_looked_for_here(reported: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    [row, *_] = records((reported / "findings.jsonl").read_text(encoding="utf-8"))
    monkeypatch.chdir(reported)
    assert run("explain", row["finding_id"]).stdout == run("explain", row["finding_id"], "--run", reported).stdout


def test_a_broken_report_is_told_by_file_and_line(reported: Path) -> None:
    (reported / "groups.jsonl").write_text('{"group_id": "g1"}\n{oops\n', encoding="utf-8")
    result = run("explain", "g1", "--run", reported)
    assert result.exit_code == 2
    assert "groups.jsonl:2" in result.stderr


@pytest.mark.parametrize("language", languages())
def test_every_state_of_a_group_has_its_words(language: str) -> None:
    assert [state for state in STATES if f"cli.state.{state}" not in wording(language)] == []


def test_the_figure_is_bold_on_a_terminal_and_not_where_no_color_is_set(reported: Path) -> None:
    claim = records((reported / "claims.jsonl").read_text(encoding="utf-8"))[0]["claim_id"]
    shown, _ = on_a_terminal(["explain", claim, "--run", reported])
    assert "\x1b[1m[300]\x1b[0m" in shown
    plain, _ = on_a_terminal(["explain", claim, "--run", reported], NO_COLOR="1")
    assert "\x1b" not in plain
    assert "[300]" in plain
    assert "\x1b" not in run("explain", claim, "--run", reported).stdout


def test_levels_are_in_colour_on_a_terminal_and_not_where_no_color_is_set(dossier: Path) -> None:
    shown, _ = on_a_terminal(["check", dossier])
    assert "\x1b[31merror\x1b[0m: conflict" in shown
    plain, _ = on_a_terminal(["check", dossier], NO_COLOR="1")
    assert "\x1b[3" not in plain
    assert " error: conflict" in plain
    assert "\x1b" not in run("check", dossier).stdout


# --- How a run ends ---------------------------------------------------------------------------------------------------


def test_nothing_to_read_ends_with_3_and_the_report_says_why(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for arguments in (["extract"], ["check"], ["explain", "f123"], ["report", "-o", str(tmp_path / "out")]):
        result = run(*arguments, tmp_path / "in", tmp_path / "nowhere")
        assert (result.exit_code, result.stdout) == (3, "")
        assert [line for line in result.stderr.splitlines() if line.startswith("not read: ")] == [
            f"not read: {(tmp_path / 'in').as_posix()}: {wording('en').text('skipped.empty-folder')}",
            f"not read: {(tmp_path / 'nowhere').as_posix()}: {wording('en').text('skipped.missing')}",
        ]
    assert wording("en").text("skipped.empty-folder") in (tmp_path / "out/report.md").read_text(encoding="utf-8")


def test_a_document_in_a_language_without_a_pack_is_skipped_and_the_others_are_read(dossier: Path) -> None:
    (dossier / "brief.md").write_text("---\nlanguage: xx\n---\n12 hajók", encoding="utf-8")
    result = run("check", dossier, "--lang", "en")
    packs = ", ".join(pack_codes())
    assert f"brief.md: {wording('en').text('skipped.unknown-language')}: xx ({packs})" in result.stderr
    assert {line["id"] for line in found(result.stdout)} == {"bref.txt", "echo.md"}


def test_a_reader_that_goes_away_ends_the_run_quietly(tmp_path: Path) -> None:
    lines = [json.dumps({"id": f"d{n}", "text": f"Selon la mairie, {n + 100} arbres."}) for n in range(300)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    line = [str(Path(sys.executable).with_name("figures")), "extract", str(tmp_path / "a.jsonl")]
    with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        assert child.stdout.readline().startswith(b"{")
        child.stdout.close()
        assert besides_progress(child.stderr.read().decode()) == ""
    assert child.returncode == CUT_OFF


@pytest.mark.skipif(not Path("/proc/self/wchan").exists(), reason="only Linux tells what a process waits for")
def test_an_interrupted_run_ends_with_130_and_no_traceback() -> None:
    # Where the tests run in the background the signal is ignored, and so it would be in whatever they start.
    heeding = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    line = [sys.executable, "-c", heeding + "from figures.cli import main; main(['extract', '-'])"]
    with subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        deadline = time.monotonic() + 60
        waits_for = Path(f"/proc/{child.pid}/wchan")
        while "pipe" not in waits_for.read_text(encoding="ascii") and time.monotonic() < deadline:
            time.sleep(0.02)
        child.send_signal(signal.SIGINT)
        told = child.communicate()
    assert (child.returncode, told) == (INTERRUPTED, (b"", b""))


EARLY = """
import sys
class Interrupted:
    def find_spec(self, name, path=None, target=None):
        if name == module:
            raise KeyboardInterrupt
module = sys.argv.pop(1)
sys.meta_path.insert(0, Interrupted())
from figures.__main__ import start
start()
"""


@pytest.mark.parametrize("module", ["figures.cli", "click", "figures.cli.threshold", "figures.wording"])
def test_an_interrupt_while_the_command_is_imported_is_quiet_too(module: str, dossier: Path) -> None:
    line = [sys.executable, "-c", EARLY, module]
    done = subprocess.run([*line, "check", str(dossier)], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (INTERRUPTED, b"", b"")


def test_the_command_is_a_module_too() -> None:
    done = subprocess.run([sys.executable, "-m", "figures", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"figures, version {figures.__version__}\n"


FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize(
    "arguments", [["extract"], ["extract", "--format", "md"], ["check"], ["--help"], ["check", "--help"]]
)
def test_an_output_that_cannot_be_written_is_one_line_and_ends_with_2(arguments: list[str], dossier: Path) -> None:
    line = [sys.executable, "-m", "figures", *arguments, *([] if "--help" in arguments else [str(dossier)])]
    with FULL.open("wb") as full:
        done = subprocess.run(line, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    told = f"figures: cannot write the output: {os.strerror(errno.ENOSPC)}\n"
    assert (done.returncode, besides_progress(done.stderr)) == (2, told)


@pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is always full")
def test_where_not_even_the_error_can_be_told_the_code_does(dossier: Path) -> None:
    line = [sys.executable, "-m", "figures", "extract", str(dossier)]
    with FULL.open("wb") as full:
        assert subprocess.run(line, stdout=full, stderr=full, check=False).returncode == 2


@pytest.mark.skipif(os.name != "posix", reason="a shell that can close an output")
def test_an_output_that_is_closed_ends_with_2(dossier: Path) -> None:
    line = f"{shlex.quote(sys.executable)} -m figures extract {shlex.quote(str(dossier))} >&-"
    done = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=False)
    told = f"figures: cannot write the output: {os.strerror(errno.EBADF)}\n"
    assert (done.returncode, done.stderr) == (2, told)


def test_an_unforeseen_error_is_one_line_and_shows_its_place_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble() -> None:
        raise RuntimeError("one\ntwo")

    program = Program("figures", commands=[click.Command("stumble", callback=stumble)])
    monkeypatch.delenv(TRACEBACK, raising=False)
    result = CliRunner().invoke(program, ["stumble"])
    assert result.exit_code == BROKEN
    assert result.stderr == f"figures: internal error: RuntimeError: one two (set {TRACEBACK}=1 to see where)\n"
    monkeypatch.setenv(TRACEBACK, "1")
    assert isinstance(CliRunner().invoke(program, ["stumble"]).exception, RuntimeError)


@pytest.mark.parametrize(
    "locale", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}]
)
def test_a_pipe_gets_utf8_whatever_the_locale(locale: dict[str, str], dossier: Path) -> None:
    line = [str(Path(sys.executable).with_name("figures")), "check", str(dossier), "--lang", "fr"]
    done = subprocess.run(line, env={**os.environ, **locale}, capture_output=True, check=False)
    assert done.returncode == 1
    assert "é" in done.stdout.decode("utf-8")
    assert "\u00a0;" in done.stderr.decode("utf-8")


# --- Progress ---------------------------------------------------------------------------------------------------------


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def steps(stream: io.StringIO, moments: Sequence[float]) -> str:
    clock: Iterator[float] = iter([0.0, *moments])
    progress = Progress(stream, lambda: next(clock))
    for number in range(1, len(moments) + 1):
        progress(f"{number}.txt", number, len(moments))
    progress.done()
    return stream.getvalue()


def test_work_of_less_than_three_seconds_shows_nothing() -> None:
    for stream in (io.StringIO(), Terminal()):
        assert steps(stream, [0.1, 0.5, PATIENCE - 0.01]) == ""


def test_longer_work_shows_plain_lines_where_nothing_can_be_rewritten() -> None:
    assert steps(io.StringIO(), [0.5, 3.1, 4, 5, 8.2, 9]) == "[2/6] 2.txt\n[5/6] 35/min ≈ 0:03 5.txt\n"


def test_longer_work_shows_one_line_on_a_terminal_and_leaves_none_behind() -> None:
    shown = steps(Terminal(), [0.5, 3.1, 3.15, 4])
    assert shown == "\r\x1b[K[2/4] 2.txt\r\x1b[K[4/4] 2.2/s ≈ 0:00 4.txt\r\x1b[K"


@given(st.integers(1, 10**5), st.integers(0, 10**5), st.integers(1, 10**5))
def test_the_time_that_is_left_is_that_of_the_steps_that_are_left(done: int, left: int, seconds: int) -> None:
    shown = re.fullmatch(r"\d+(?:\.\d)?/(?:s|min) ≈ (?:(\d+):)?(\d+):(\d\d) ", pace(done, left, seconds))
    assert shown
    hours, minutes, rest = (int(part or 0) for part in shown.groups())
    assert minutes < 60
    assert rest < 60
    assert abs(3600 * hours + 60 * minutes + rest - left * seconds / done) <= 0.501


def test_a_line_of_progress_fits_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "12")
    terminal = Terminal()
    progress = Progress(terminal, iter([0.0, 4.0]).__next__)
    progress("a-long-name.txt", 1, 2)
    assert terminal.getvalue() == "\r\x1b[K[1/2] a-lon"


def test_a_long_run_shows_how_far_it_has_come(tmp_path: Path, command: Command) -> None:
    text = "Selon la mairie, 45 arbres, 46 bancs et 47 lampes ont été emportés.\n" * 12_000
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = command("extract", tmp_path)
    assert done.returncode == 0
    assert re.fullmatch(r"(\[[123]/3\] (\d+(\.\d)?/(s|min) ≈ \d+:\d\d )?[abc]\.txt\n)+", done.stderr)


def test_a_text_on_which_reading_fails_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from figures.cli import session
    from figures.pipeline import reading_of

    def failing(document: Document, **options: Any) -> Reading:
        if "tempête" in document.text:
            raise RuntimeError("no way on")
        return reading_of(document, **options)

    (tmp_path / "a.txt").write_text("La tempête a détruit 12 maisons.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("La mairie a recensé 40 maisons.", encoding="utf-8")
    monkeypatch.delenv(TRACEBACK, raising=False)
    monkeypatch.setattr(session, "reading_of", failing)
    result = CliRunner().invoke(main, ["extract", str(tmp_path), "--lang", "en"], catch_exceptions=False)
    assert result.exit_code == 0
    assert [json.loads(line)["exact"] for line in result.stdout.splitlines()] == ["40"]
    assert f"{tmp_path / 'a.txt'}: " in result.stderr
    assert "RuntimeError: no way on" in result.stderr
