"""A language is added by doing what `parsers/README.md` says, to the letter.

In a copy of the checkout its command lines are entered and its blocks written where they say: the pack that comes of it is
asked what every pack is asked, its examples are run, and sentences are read with it that stand nowhere on the page.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from figures.reading.compilation import read_pack
from figures.reading.grammar import ENGINE_FRAGMENTS
from figures.reading.pack import Pack
from tests.conftest import ROOT
from tests.pack_examples import (
    FOLDERS,
    README,
    Table,
    claims_of,
    differences,
    files_of,
    pack_of,
    parsed,
    readme_blocks,
    write_readme_pack,
)

LONGEST_PAGE = 500
#: What a checkout needs to read, and to run the tests that the page names.
NEEDED = ("figures", "parsers", "reports/templates", "tests", "pyproject.toml")
UNIVERSAL: Table = parsed(ROOT / "parsers" / "universal.toml")


def steps() -> list[str]:
    """The command lines of the page, in their order: make the folder, ask the pack, read a sentence."""
    [block] = re.finditer(r"^```sh\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
    return block[1].splitlines()


def enter(line: str, checkout: Path) -> subprocess.CompletedProcess[str]:
    """Enter a command line at the top of a checkout, whose own code it runs."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(checkout), "PYTHONUTF8": "1"}
    shell = ["bash", "-c", line]
    return subprocess.run(
        shell, cwd=checkout, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this checkout to which the page's language was added."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in NEEDED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder / name)
    made = enter(steps()[0], folder)
    assert made.returncode == 0, made.stderr
    write_readme_pack(folder / "parsers" / "eo")
    return folder


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return read_pack(write_readme_pack(tmp_path_factory.mktemp("readme") / "eo"))


# --- the steps ----------------------------------------------------------------------------------------------------


def test_the_steps_are_three_and_nobody_has_the_language_yet() -> None:
    assert [line.split()[0] for line in steps()] == ["mkdir", "python", "echo"]
    assert "eo" not in FOLDERS


def test_the_pack_passes_what_every_pack_is_asked(checkout: Path) -> None:
    asked = enter(steps()[1], checkout)
    assert asked.returncode == 0, asked.stdout
    told = asked.stdout.splitlines()[-1]
    [passed] = re.findall(r"(\d+) passed", told)
    assert int(passed) > 20 + len(page_examples())
    assert not re.search(r"failed|skipped|error", told)


def test_the_pack_reads_the_sentence_of_the_page(checkout: Path) -> None:
    read = enter(steps()[2], checkout)
    assert read.returncode == 0, read.stderr
    [record] = map(json.loads, read.stdout.splitlines())
    assert (record["language"], record["value"], record["noun"], record["source"]) == ("eo", 8000, "homoj", "la polico")


def test_a_pack_that_shows_nothing_of_itself_does_not_pass(checkout: Path) -> None:
    """Who leaves the examples for another day is told so by the second step."""
    examples = checkout / "parsers" / "eo" / "examples.toml"
    text = examples.read_text(encoding="utf-8")
    examples.unlink()
    asked = enter(steps()[1], checkout)
    examples.write_text(text, encoding="utf-8")
    assert asked.returncode == 1
    assert "test_every_rule_has_an_example[eo]" in asked.stdout


# --- the page -----------------------------------------------------------------------------------------------------


def page_examples() -> list[tuple[str, Table]]:
    [block] = [text for name, text in readme_blocks() if name == "examples.toml"]
    return [(kind, entry) for kind, entries in tomllib.loads(block).items() for entry in entries]


def test_the_page_can_be_read_in_an_afternoon() -> None:
    assert len(README.splitlines()) < LONGEST_PAGE


def test_every_block_of_the_page_is_whole() -> None:
    """Each is TOML by itself, so that it may go into a file of its own or into any other."""
    assert len(readme_blocks()) >= 8
    assert [name for name, text in readme_blocks() if not tomllib.loads(text)] == []


@pytest.mark.parametrize(("kind", "entry"), page_examples(), ids=lambda value: value if isinstance(value, str) else "")
def test_examples_of_the_page(kind: str, entry: Table, added: Pack) -> None:
    found = differences(added, entry)
    assert bool(found) == (kind == "known_failure"), "\n".join([entry["text"], *found])


def test_the_page_shows_every_kind_of_entry() -> None:
    assert {kind for kind, _ in page_examples()} == {"example", "near_miss", "known_failure"}


def test_the_page_names_every_table_a_pack_of_ours_has() -> None:
    """A table nobody explains is one nobody fills."""
    tables = {name for code in FOLDERS for table in files_of(code).values() for name in table}
    assert {name for name in tables if f"[{name}" not in README} == set()


def test_the_page_names_every_key_of_numbers_and_writing() -> None:
    keys = {
        key
        for code in FOLDERS
        for table in files_of(code).values()
        for name in ("writing", "numerals", "calendar", "parts", "ranges", "nouns")
        for key in table.get(name, {})
    }
    assert {key for key in keys if not re.search(rf"\b{key}\b", README)} == set()


def test_every_class_the_page_promises_is_there(added: Pack) -> None:
    """In our packs and in a small one alike; what a pack lists itself is there when it lists it."""
    table = README.split("Names it may use beside the pack's own lists and fragments:")[1].split("\n\n")[1]
    names = {name for row in table.splitlines()[2:] for name in re.findall(r"`([a-z_]+)`", row.split("|")[1])}
    assert len(names) > 40
    assert {"nominal", "numeral", "comma", "unit_share"} <= names
    for pack in (pack_of("fr"), pack_of("en"), added):
        lexicon = pack.lexicon
        absent = {name for name in names if not lexicon.alphabet.members(name) and not lexicon.phrases.get(name)}
        assert absent - {*ENGINE_FRAGMENTS, *UNIVERSAL["fragments"]} - {"hundred", "suffix"} == set(), pack.code


def test_fragments_the_page_promises_are_there() -> None:
    assert {name for name in (*ENGINE_FRAGMENTS, *UNIVERSAL["fragments"]) if f"`{name}`" not in README} == set()


# --- what it reads ------------------------------------------------------------------------------------------------

#: Sentences that stand nowhere on the page, and fields of each of their figures.
READ: list[tuple[str, list[dict[str, Any]]]] = [
    (
        "La registaro raportis, ke pli ol ducent tridek kvin soldatoj revenis.",
        [{"value": 235, "bound": ">", "noun_lemma": "soldato", "concept": "soldier", "source": "La registaro"}],
    ),
    (
        "Ŝi aĉetis 3,5 tunojn da blanka faruno por 1 200 eŭroj.",
        [{"value": 3.5, "unit": "tonne", "noun": "faruno"}, {"value": 1200, "unit": "EUR", "noun": None}],
    ),
    (
        "En Francio ĉirkaŭ du trionoj de la malnovaj domoj havas nur 2 ĝis 3 ĉambrojn, laŭ ministerio.",
        [
            {"value": 0.667, "approximate": True, "noun_lemma": "domo", "places": "FR", "source": "ministerio"},
            {"value": 2},
            {"value": 3, "noun_lemma": "ĉambro"},
        ],
    ),
    ("Centoj da homoj mortis.", [{"low": 200, "value": None, "noun": "homoj", "status": "killed"}]),
    ("En januaro 2023 iuj diris, ke la 2-a artikolo 7 restis.", []),
]


@pytest.mark.parametrize(("text", "told"), READ)
def test_a_sentence_is_read(text: str, told: list[dict[str, Any]], added: Pack) -> None:
    read = [claim.record() for claim in claims_of(added, {"text": text})]
    found = [{name: row[name] for name in figure} for row, figure in zip(read, told, strict=False)]
    assert (len(read), found) == (len(told), [{**figure, **_rounded(figure)} for figure in told])


def _rounded(figure: dict[str, Any]) -> dict[str, Any]:
    return {name: pytest.approx(value, abs=0.001) for name, value in figure.items() if isinstance(value, float)}
