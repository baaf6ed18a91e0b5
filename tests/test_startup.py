"""What a run imports and costs before it does any work."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

#: Each costs more to import than the whole run of a small folder may take.
HEAVY = {"openpyxl", "pandas", "pint"}
RUNS = 9
AT_MOST = 10

PROBE = """
import json, sys
from figures.cli import main
try:
    main(sys.argv[1:], standalone_mode=False)
except SystemExit:
    pass
sys.stderr.write("\\n" + json.dumps(sorted(sys.modules)))
"""

COMMANDS = [
    ["--help"],
    ["--version"],
    ["extract", "notice.txt"],
    ["report", "notice.txt", "-o", "report"],
    ["check", "notice.txt", "--fail-on", "conflict"],
]


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda arguments: arguments[0])
def test_a_command_leaves_the_heavy_packages_alone(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "notice.txt").write_text("Selon la mairie, 45 arbres ont été abattus.\n", encoding="utf-8")
    run = subprocess.run([sys.executable, "-c", PROBE, *arguments], cwd=tmp_path, capture_output=True, text=True, check=True)
    modules = {name.split(".")[0] for name in json.loads(run.stderr.splitlines()[-1])}
    assert "click" in modules
    assert modules & HEAVY == set()


def test_importing_the_package_leaves_the_packs_and_the_frame_for_later() -> None:
    probe = "import sys, figures; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    modules = set(run.stdout.split())
    assert "figures" in modules
    assert (
        modules & (HEAVY | {"regex", "figures.model", "figures.pipeline", "figures.reading", "figures.reporting"}) == set()
    )


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="the time a child process took is known on POSIX only")
def test_help_costs_less_than_ten_empty_pythons() -> None:
    """Processor time, not the clock, and the two taken turn by turn: the machine may be busy with something else."""
    help_page = [str(Path(sys.executable).with_name("figures")), "--help"]
    empty = [sys.executable, "-c", "pass"]
    pairs = [(processor_time(help_page), processor_time(empty)) for _ in range(RUNS)]
    ratio = statistics.median(page / nothing for page, nothing in pairs)
    assert ratio < AT_MOST


def processor_time(line: list[str]) -> float:
    process = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return usage.ru_utime + usage.ru_stime
