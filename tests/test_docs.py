"""The documentation holds: its examples run and give what they show, and it names every command, option and column."""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from figures.cli import main
from figures.model import ASPECTS, Claim, Document, Finding, Group, Possible, Quantity, Span

ROOT = Path(__file__).resolve().parents[1]
PAGES = [
    path.relative_to(ROOT).as_posix()
    for pattern in ("README.md", "parsers/README.md", "docs/*.md")
    for path in sorted(ROOT.glob(pattern))
]
FENCE = re.compile(r"^```(?P<language>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?P<target>[^)#\s]+)(?:#[^)]*)?\)|!\[[^\]]*\]\((?P<picture>[^)\s]+)\)")
LOOSELY = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def page_text(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def blocks(page: str, *languages: str) -> Iterator[tuple[int, str]]:
    """Line and content of the fenced blocks of a page in one of those languages."""
    text = page_text(page)
    for match in FENCE.finditer(text):
        if match["language"] in languages:
            yield text.count("\n", 0, match.start("body")) + 1, match["body"]


def console_examples(page: str) -> Iterator[tuple[int, str, str]]:
    """Every command line of the `console` blocks of a page, with the line of its block and the lines it is said to print."""
    for line, block in blocks(page, "console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            entered, _, printed = part.partition("\n")
            yield line, entered, printed


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to run the examples in, with the seeds in it, so that nothing is written into the checkout."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    return folder


@pytest.mark.parametrize("page", [page for page in PAGES if any(console_examples(page))])
def test_the_command_lines_of_a_page_print_what_it_shows(page: str, desk: Path) -> None:
    """All of a page are one session, read from top to bottom: one may need what another made."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    for line, entered, printed in console_examples(page):
        run = subprocess.run(
            ["bash", "-c", entered], cwd=desk, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
        )
        assert run.returncode == 0, f"{page}:{line} {entered}\n{run.stderr}"
        assert doctest.OutputChecker().check_output(printed, run.stdout, LOOSELY), f"{page}:{line} {entered}\n{run.stdout}"


@pytest.mark.parametrize("page", [page for page in PAGES if any(blocks(page, "python", "pycon"))])
def test_the_python_of_a_page_does_what_the_page_shows(page: str, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All blocks of a page are one session, read from top to bottom."""
    monkeypatch.chdir(desk)
    text = "\n".join(block for _, block in blocks(page, "python", "pycon"))
    test = doctest.DocTestParser().get_doctest(text, {}, page, page, 0)
    assert test.examples
    said: list[str] = []
    results = doctest.DocTestRunner(optionflags=LOOSELY).run(test, out=said.append)
    assert results.failed == 0, "".join(said)


def test_the_pages_have_examples_that_run() -> None:
    entered = [entered for page in PAGES for _, entered, _ in console_examples(page)]
    assert {name for name in main.commands if any(f"figures {name}" in line for line in entered)} == set(main.commands)
    assert any(blocks("README.md", "python", "pycon"))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_points_at_files_that_are_there(page: str) -> None:
    targets = [match["target"] or match["picture"] for match in LINK.finditer(page_text(page))]
    here = [target for target in targets if not re.match(r"[a-z]+:", target)]
    assert [target for target in here if not (ROOT / page).parent.joinpath(target).exists()] == []


def test_every_page_of_the_documentation_is_in_its_index() -> None:
    index = page_text("docs/README.md")
    pages = {page.name for page in (ROOT / "docs").glob("*.md")} - {"README.md"}
    assert {page for page in pages if f"({page})" not in index} == set()


def documented(heading: str, page: str) -> dict[str | None, set[str]]:
    """What stands in backticks in the first cells of a page's tables, by what the pattern names in the heading."""
    found: dict[str | None, set[str]] = {}
    for section in re.split(r"^## ", page_text(page), flags=re.MULTILINE)[1:]:
        if match := re.match(heading, section):
            cells = re.findall(r"^\| (`.*?) \|", section, flags=re.MULTILINE)
            found[match[1]] = {word for cell in cells for word in re.findall(r"`([^`\s]+)[^`]*`", cell)}
    return found


def options(command: click.Command) -> set[str]:
    program = main.make_context("figures", [], resilient_parsing=True)
    if isinstance(command, click.Group):
        return {name for each in command.commands.values() for name in options(each)}
    parameters = command.get_params(click.Context(command, parent=program))
    return {name for p in parameters if isinstance(p, click.Option) for name in (*p.opts, *p.secondary_opts)}


def test_the_command_line_page_names_every_command_and_option_and_no_other() -> None:
    sections = documented(r"`figures (\w+)|(?=Common options)", "docs/command-line.md")
    common = sections.pop(None)
    # What is looked for is told without a text, and what is read is not yet compared.
    little = {"--lang", "-h", "--help"}
    fewer: dict[str | None, set[str]] = dict.fromkeys(["rules", "init", "review"], little)
    fewer["extract"] = common - {"--tolerance", "--level"}
    fewer["diff"] = {*little, "--config", "--no-config", "-v", "--verbose"}
    fewer["completion"] = little - {"--lang"}
    beside = {name: fewer.get(name, common) for name in sections}
    assert {name: own | beside[name] for name, own in sections.items()} == {
        name: options(command) for name, command in main.commands.items()
    }


def test_the_records_page_names_every_column_and_no_other() -> None:
    document = Document("45 arbres", id="d")
    claim = Claim("c", document.origin, Span(0, 2), Span(0, 2), "45", Quantity(None, None, None))
    group = Group("g", "trees", ("c",), "single", "count")
    finding = Finding("f", "unsourced", "warning", "g", ("c",), "45", "")
    possible = Possible("g", "h", ("c", "d"), "agree", "place", ("same",) * len(ASPECTS))
    assert documented(r"(\w+)", "docs/records.md") == {
        "Claims": set(claim.record()),
        "Groups": set(group.record()),
        "Findings": set(finding.record()),
        "Possible": set(possible.record()),
    }
