"""Measure the project on evaluation sets that nobody on it labelled, and write the table of `docs/quality.md`.

    python -m tests.benchmarks.quality            print the table
    python -m tests.benchmarks.quality --write    put it into docs/quality.md

The sets lie beside the project in `../shared/evals`; a machine without them has nothing to measure.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from figures.reading.languages import pack_codes
from tests.benchmarks import page

ROOT = Path(__file__).resolve().parents[2]
EVALS = ROOT.parent / "shared" / "evals" / "run.py"
PAGE = ROOT / "docs" / "quality.md"
FLOORS = ROOT / "tests" / "floors.toml"
# French-GSD.fr, cstn_pt: the language ends the name of a set.
LANGUAGE = re.compile(r"[._](de|en|es|fr|it|pt|ru|uk)$")


def measured() -> dict[str, float]:
    """Every measure of the evaluation by its name, `task/set/measure`."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "quality.json"
        subprocess.run(
            [sys.executable, str(EVALS), "--json", str(file)],
            cwd=ROOT,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        found: dict[str, float] = json.loads(file.read_text(encoding="utf-8"))
    return found


def floors() -> dict[str, float]:
    """The least each measure may be, by its name; a floor is raised when a measure rises, and never lowered."""
    with FLOORS.open("rb") as file:
        return {name: float(least) for name, least in tomllib.load(file)["floors"].items()}


def table(figures: dict[str, float]) -> str:
    """All measures of languages with a pack as Markdown: one table a task, one row a set, one column a measure."""
    spoken = pack_codes()
    tasks: dict[str, dict[str, dict[str, float]]] = {}
    for name, value in figures.items():
        task, *rest = name.split("/")
        language = LANGUAGE.search(rest[0]) if rest else None
        if rest and (language is None or language[1] in spoken):
            tasks.setdefault(task, {}).setdefault(rest[0], {})["/".join(rest[1:])] = value
    parts = []
    for task in sorted(tasks):
        rows = tasks[task]
        columns = sorted({column for row in rows.values() for column in row})
        cells = [[row, *(_cell(rows[row].get(column)) for column in columns)] for row in sorted(rows)]
        parts.append(f"### {task}\n\n{page.table(['set', *columns], cells)}")
    return "\n\n".join(parts)


def _cell(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def main() -> None:
    """Print the table, or write it where the page keeps it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    if not EVALS.exists():
        sys.exit(f"nothing to measure: {EVALS} is not there")
    found = table(measured())
    if not arguments.write:
        print(found)
        return
    page.write(PAGE, found)


if __name__ == "__main__":
    main()
