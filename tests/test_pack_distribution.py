"""Packs of other people: announced by another distribution, met by an engine without words.

The pack they bring is that of the README of the packs.
"""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import figures
from figures.reading.compilation import read_pack
from figures.reading.grammar import ENGINE_FRAGMENTS, NUMERALS, RELATIONS, SCENES
from figures.reading.languages import pack_codes, read_stopwords
from figures.reading.pack import LanguageUnknown, PackError
from figures.reading.pattern import words_of
from tests.conftest import ROOT
from tests.pack_examples import FOLDERS, README, differences, names_in, parsed, write_readme_pack

# --- a pack that says little -----------------------------------------------------------------------------------------


def test_every_table_but_the_language_may_be_left_out(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text('[language]\ncode = "xx"\nname = "toy"\n', encoding="utf-8")
    entry = {"text": "Xa 12 000 kato, 40 km da 27/04/2025.", "reason": "date"}
    figures_ = [
        {"exact": "12 000", "value": 12000},
        {"exact": "40 km", "value": 40, "kind": "measure", "unit": "kilometre"},
    ]
    assert differences(read_pack(tmp_path), {**entry, "figures": figures_}) == []


# --- packs of other distributions ---------------------------------------------------------------------------------


def announce(site: Path, *, package: bool = True) -> None:
    """Install a distribution with the README's pack into a folder of the path, as an installer would."""
    folder = write_readme_pack(site / "figures_pack_eo")
    if package:
        (folder / "__init__.py").touch()
    [project] = re.findall(r"^```toml\n# pyproject\.toml of your distribution\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
    points = tomllib.loads(project)["project"]["entry-points"]
    metadata = site / "figures_pack_eo-0.1.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: figures-pack-eo\nVersion: 0.1\n", encoding="utf-8")
    lines = [
        f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in names.items()) for group, names in points.items()
    ]
    (metadata / "entry_points.txt").write_text("".join(lines), encoding="utf-8")


def python(code: str, site: Path, tmp_path: Path) -> str:
    """What a Python of its own writes that has a folder of distributions on its path."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(site), str(ROOT)]), "PYTHONUTF8": "1"}
    line = [sys.executable, "-c", code]
    run = subprocess.run(line, cwd=tmp_path, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


READ = """
import figures
text = "Laŭ la polico, 8 000 homoj marŝis sur la stratoj, sed ne estis vunditoj, ĉar ili kiel ankaŭ la polico estis pretaj."
claim = figures.extract(text, language=LANGUAGE)[0]
print(claim.origin.language, claim.exact, claim.noun.text, claim.attribution.source, sep="; ")
"""


@pytest.mark.parametrize("language", ['"eo"', "None"], ids=["named", "detected"])
def test_a_pack_of_another_distribution_is_found_and_read_with(language: str, tmp_path: Path) -> None:
    announce(tmp_path / "site")
    told = python(READ.replace("LANGUAGE", language), tmp_path / "site", tmp_path)
    assert told == "eo; 8 000; homoj; la polico"


def test_a_pack_without_any_python_is_found_too(tmp_path: Path) -> None:
    """A folder of data is a namespace package, and need not hold an empty module."""
    announce(tmp_path / "site", package=False)
    told = python(READ.replace("LANGUAGE", '"eo"'), tmp_path / "site", tmp_path)
    assert told == "eo; 8 000; homoj; la polico"


def test_our_packs_stay_when_others_come(tmp_path: Path) -> None:
    announce(tmp_path / "site")
    code = "from figures.reading.languages import pack_codes; print(*pack_codes())"
    assert python(code, tmp_path / "site", tmp_path).split() == sorted({*pack_codes(), "eo"})


# --- what is said of a language or a pack that cannot be read -----------------------------------------------------


def test_a_language_without_a_pack_is_refused_with_those_there_are() -> None:
    with pytest.raises(LanguageUnknown) as raised:
        figures.extract("x", language="xx")
    assert isinstance(raised.value, ValueError)
    assert "'xx'" in str(raised.value)
    for code in pack_codes():
        assert re.search(rf"\b{code}\b", str(raised.value))


def test_a_document_may_name_no_unknown_language_either() -> None:
    with pytest.raises(LanguageUnknown):
        figures.extract(figures.Document("x", language="xx"))


LOAD = """
from figures.reading.languages import load_pack
try:
    load_pack("eo")
except ValueError as error:
    print(type(error).__name__, error)
"""
#: A pack with a mistake, and words of the message about it.
BROKEN = [
    ("[language\n", "pack.toml"),
    ('[language]\ncode = "xx"\nname = "x"\n[[refusal]]\nid = "a"\npattern = "(figure: {day"\n', "cannot read"),
    ('[language]\ncode = "xx"\nname = "x"\n[[refusal]]\nid = "a"\npattern = "(figure: ."\n', "unterminated subpattern"),
    ('[language]\ncode = "xx"\nname = "x"\n[numerals.add]\none = "un"\n', "one"),
    ('[language]\ncode = "xx"\nname = "x"\n[tokens]\ntime = "("\n', "missing"),
    ('[language]\nname = "x"\n', "code"),
]


@pytest.mark.parametrize(("text", "message"), BROKEN)
def test_a_broken_pack_is_refused_with_what_is_wrong(text: str, message: str, tmp_path: Path) -> None:
    site = tmp_path / "site"
    announce(site)
    for path in (site / "figures_pack_eo").glob("*.toml"):
        path.unlink()
    (site / "figures_pack_eo" / "pack.toml").write_text(text, encoding="utf-8")
    told = python(LOAD, site, tmp_path)
    assert told.startswith(PackError.__name__)
    assert "figures_pack_eo" in told
    assert message in told


# --- the engine has no word of any language -----------------------------------------------------------------------

STOPWORDS = {word for folder in FOLDERS.values() for word in read_stopwords(folder)}
#: Words of the engine's own vocabulary (kinds, states, names of groups and keys) that are also words of a language.
_TERMS = "after and before each else from in many more no of on other over per state to up who with"
TERMS = frozenset(_TERMS.split())


def test_the_engines_patterns_hold_no_word() -> None:
    """A word in one of them would be asked for in every language; a sign such as ² is no word."""
    for patterns in (ENGINE_FRAGMENTS, NUMERALS, RELATIONS, SCENES):
        words = {name: [word for word in words_of(pattern) if word.isalpha()] for name, pattern in patterns.items()}
        assert {name: found for name, found in words.items() if found} == {}


def _read_by_nobody(tree: ast.Module) -> set[int]:
    """Strings that are no data: docstrings, and what an exception tells."""
    nodes: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) and ast.get_docstring(node):
            nodes.add(id(node.body[0].value))  # type: ignore[attr-defined]
        if isinstance(node, ast.Raise) or (isinstance(node, ast.Call) and "super" in ast.dump(node.func)):
            nodes.update(id(below) for below in ast.walk(node))
    return nodes


def words_of_the_code(path: Path) -> set[str]:
    """Words of the strings of a module; classes and groups in patterns are the engine's own names."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    aside = _read_by_nobody(tree)
    strings = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in aside
    ]
    bare = [re.sub(r"\{[^{}]*\}|\(\??P?<?\w+[:>]|\\[a-zA-Z]|\[[^\]]*\]", " ", string) for string in strings]
    return {word for string in bare for word in re.findall(r"(?<![\w.-])[^\W\d_]+(?![\w.-])", string.lower())}


@pytest.mark.parametrize("room", ["reading", "reconciling"])
def test_the_code_holds_no_word_of_a_language(room: str) -> None:
    found = {
        path.name: words
        for path in sorted((ROOT / "figures" / room).glob("*.py"))
        if (words := words_of_the_code(path) & STOPWORDS - TERMS)
    }
    assert found == {}


def test_the_search_for_words_finds_them(tmp_path: Path) -> None:
    """A test that looks for what is not there has to find what is."""
    module = tmp_path / "module.py"
    module.write_text('"""Selon la police."""\nWORDS = ("selon", "la {of} {determiner}")\n', encoding="utf-8")
    assert words_of_the_code(module) & STOPWORDS == {"selon", "la"}
    assert "selon" not in TERMS


def test_the_universal_file_holds_no_word_of_a_language() -> None:
    universal = parsed(FOLDERS["fr"].parent / "universal.toml")
    patterns = [rule["pattern"] for rule in universal.get("refusal", ())]
    assert [word for pattern in patterns for word in words_of(pattern)] == []
    assert all(names_in(pattern) for pattern in patterns)
