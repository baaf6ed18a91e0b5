"""The house as drawn: its folders, the size of its modules, and a wheel that works far from the checkout."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import tarfile
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from figures.datafolders import data_folder

TOP_LEVEL = {
    *("figures", "parsers", "seeds", "reports", "tests", "docs", "pyproject.toml"),
    *("README.md", "CHANGELOG.md", "LICENSE", "Makefile", ".ci", ".gitignore"),
}
LONGEST_MODULE = 400
LONGEST_FUNCTION = 60
NOTICE = "Selon la mairie, 45 arbres ont été abattus.\n"

Function = ast.FunctionDef | ast.AsyncFunctionDef
Documented = ast.Module | ast.ClassDef | Function


def modules(root: Path) -> Iterator[tuple[str, str]]:
    for path in sorted((root / "figures").rglob("*.py")):
        yield path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")


def test_the_top_level_is_the_one_that_was_drawn(root: Path) -> None:
    if not (root / ".git").exists():
        pytest.skip(reason="not a git checkout, so what belongs to it is not known")
    listed = subprocess.run(["git", "-C", root, "ls-files", "-z"], capture_output=True, text=True, check=True).stdout
    assert {name.split("/")[0] for name in listed.split("\0") if name} == TOP_LEVEL


@pytest.mark.parametrize("name", ["parsers", "reports"])
def test_a_data_folder_of_a_checkout_stands_beside_the_package(root: Path, name: str) -> None:
    assert data_folder(name) == root / name
    assert any(data_folder(name).rglob("*.toml"))


def test_no_module_is_long(root: Path) -> None:
    lines = {name: len(text.splitlines()) for name, text in modules(root)}
    assert len(lines) > 10
    assert {name: n for name, n in lines.items() if n > LONGEST_MODULE} == {}


def test_no_function_is_long(root: Path) -> None:
    long = {
        f"{name}:{node.lineno} {node.name}": size
        for name, text in modules(root)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, Function) and (size := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION
    }
    assert long == {}


def public(tree: ast.Module) -> Iterator[tuple[str, Documented]]:
    """The module, its public classes and functions, and the public methods of those classes."""
    yield "module", tree
    for node in tree.body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node.name, node
            if isinstance(node, ast.ClassDef):
                for method in node.body:
                    if isinstance(method, Function) and not method.name.startswith("_"):
                        yield f"{node.name}.{method.name}", method


def test_whatever_is_public_says_what_it_is(root: Path) -> None:
    asked = [(f"{name} {of}", node) for name, text in modules(root) for of, node in public(ast.parse(text))]
    assert len(asked) > 50
    assert [of for of, node in asked if not ast.get_docstring(node)] == []


@pytest.fixture(scope="module")
def distributions(root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The source distribution of the checkout, and the wheel built from nothing but that."""
    out = tmp_path_factory.mktemp("dist")
    run = [sys.executable, "-m", "build", "--outdir", str(out), str(root)]
    subprocess.run(run, check=True, capture_output=True)
    [source], [wheel] = out.glob("*.tar.gz"), out.glob("*.whl")
    return source, wheel


@pytest.mark.slow
def test_the_wheel_of_the_source_distribution_holds_the_data(root: Path, distributions: tuple[Path, Path]) -> None:
    source, wheel = distributions
    with tarfile.open(source) as archive:
        sources = {name.split("/", 1)[-1] for name in archive.getnames()}
    with zipfile.ZipFile(wheel) as archive:
        shipped = set(archive.namelist())
    data = {
        p.relative_to(root).as_posix()
        for folder in ("parsers", "reports/templates")
        for p in (root / folder).rglob("*")
        if p.is_file()
    }
    code = {name for name, _ in modules(root)} | {"figures/py.typed"}
    assert data
    assert sources >= data | code | {"README.md", "LICENSE", "CHANGELOG.md", "Makefile", "pyproject.toml"}
    assert shipped >= code | {f"figures/{name}" for name in data}
    assert not {name for name in shipped if not name.startswith(("figures/", "recoupement-"))}
    assert not {name for name in shipped if name.startswith("figures/reports/samples")}


@pytest.mark.slow
def test_an_installed_wheel_reads_and_reports(distributions: tuple[Path, Path], tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    folder = tmp_path / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    pip = [str(folder / "python"), "-m", "pip", "install", "--quiet", str(distributions[1])]
    subprocess.run(pip, check=True, capture_output=True, cwd=tmp_path)
    (tmp_path / "notice.txt").write_text(NOTICE, encoding="utf-8")

    def figures(*arguments: str) -> str:
        run = [str(folder / "figures"), *arguments]
        return subprocess.run(run, check=True, capture_output=True, text=True, encoding="utf-8", cwd=tmp_path).stdout

    assert {"report", "extract", "check", "explain"} <= set(figures("--help").split())
    [claim] = map(json.loads, figures("extract", "notice.txt").splitlines())
    assert (claim["value"], claim["noun"], claim["source"]) == (45, "arbres", "la mairie")
    for language in ("fr", "en"):
        figures("report", "notice.txt", "-o", language, "--lang", language)
        assert "45" in (tmp_path / language / "report.md").read_text(encoding="utf-8")
