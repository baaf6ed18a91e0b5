"""The types as a client meets them: outside the checkout, against what an installation of this environment offers."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CLIENT = Path(__file__).parent / "typing" / "client.py"

#: A line of a client that is wrong, and words of what mypy says of it.
MISUSES = [
    ("figures.Document(12)", 'incompatible type "int"; expected "str"'),
    ("figures.Document('45 arbres', 'v-1')", "Too many positional arguments"),
    ("figures.Document('45 arbres', published=2025)", 'incompatible type "int"; expected "date | str | None"'),
    ("figures.Document('45 arbres').text = '46 arbres'", "read-only"),
    ("figures.extract(45)", 'incompatible type "int"'),
    ("figures.extract('45 arbres', 'fr')", "Too many positional arguments"),
    ("figures.extract('45 arbres', lang='fr')", 'Unexpected keyword argument "lang"'),
    ("figures.reconcile(45)", 'incompatible type "int"'),
    ("figures.reconcile([]).verdicts", 'has no attribute "verdicts"'),
    ("from figures.testing import counted; counted('fr', 'words')", "Too many positional arguments"),
    ("figures.Claim.record(12)", 'incompatible type "int"; expected "Claim"'),
]


@pytest.fixture
def abroad(tmp_path: Path) -> Path:
    """A folder that knows nothing of the checkout but the installation in this environment."""
    shutil.copy(CLIENT, tmp_path)
    settings = {"typeCheckingMode": "strict", "reportMissingTypeStubs": False}
    (tmp_path / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    return tmp_path


def mypy(folder: Path, name: str) -> tuple[int, str]:
    line = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--cache-dir=cache", "--no-pretty", name]
    run = subprocess.run(line, cwd=folder, capture_output=True, text=True, check=False)
    return run.returncode, run.stdout + run.stderr


def test_mypy_takes_a_client_as_it_stands(abroad: Path) -> None:
    code, said = mypy(abroad, "client.py")
    assert code == 0, said


def test_pyright_takes_a_client_as_it_stands(abroad: Path) -> None:
    line = [str(Path(sys.executable).with_name("pyright")), "--pythonpath", sys.executable, "client.py"]
    run = subprocess.run(line, cwd=abroad, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_a_client_runs_without_a_warning(abroad: Path) -> None:
    run = subprocess.run([sys.executable, "-W", "error", "client.py"], cwd=abroad, capture_output=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")


def test_mypy_names_what_a_client_gets_wrong(abroad: Path) -> None:
    (abroad / "wrong.py").write_text("\n".join(["import figures", *(line for line, _ in MISUSES)]), encoding="utf-8")
    _, said = mypy(abroad, "wrong.py")
    errors = dict(re.findall(r"^wrong\.py:(\d+): error: (.*)$", said, re.MULTILINE))
    said_of = {line: errors.get(str(number), "") for number, (line, _) in enumerate(MISUSES, 2)}
    assert {line: said_of[line] for line, words in MISUSES if words not in said_of[line]} == {}
