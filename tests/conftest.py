"""What tests of several rooms ask for: the checkout, the shared texts, a run of the installed command."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

Command = Callable[..., "subprocess.CompletedProcess[str]"]

# The machines of continuous integration are slow and shared, and a failure there has to come again on a desk.
settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout the tests run in."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of texts and scorers beside the checkout, which only some machines have."""
    if not SHARED.is_dir():
        pytest.skip(reason=f"{SHARED} is not on this machine")
    return SHARED


@pytest.fixture(scope="session")
def command() -> Command:
    """Run the `figures` command of this environment in a process of its own and take what it wrote."""

    def run(*arguments: str | Path, stdin: str = "", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        line = [str(Path(sys.executable).with_name("figures")), *map(str, arguments)]
        return subprocess.run(line, input=stdin, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False)

    return run
