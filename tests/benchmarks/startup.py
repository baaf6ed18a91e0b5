"""What start-up and a whole run cost, as ratios to an empty Python, on `seeds/` or on the paths given.

    python -m tests.benchmarks.startup [PATH …]

Absolute times say more about the machine than about the tool; ratios within one run carry over. Wall time, the
median of several rounds, every line measured once a round.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

EMPTY = "python -c pass"
ROUNDS = 7
SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def measured(paths: list[str], rounds: int = ROUNDS) -> dict[str, float]:
    """Seconds each line takes from its start to its end, by what one would type."""
    figures = str(Path(sys.executable).with_name("figures"))
    with tempfile.TemporaryDirectory() as folder:
        lines = {
            EMPTY: [sys.executable, "-c", "pass"],
            "import figures": [sys.executable, "-c", "import figures"],
            "figures --help": [figures, "--help"],
            "figures extract": [figures, "extract", *paths],
            "figures report": [figures, "report", *paths, "-o", folder],
        }
        taken = [{name: seconds(line) for name, line in lines.items()} for _ in range(rounds)]
    return {name: statistics.median(each[name] for each in taken) for name in lines}


def seconds(line: list[str]) -> float:
    """Wall time of one process that has to end well."""
    start = perf_counter()
    subprocess.run(line, check=True, capture_output=True)
    return perf_counter() - start


def main(paths: list[str]) -> None:
    medians = measured(paths)
    print(f"{'':18}{'ms':>8}{'ratio':>8}   on {' '.join(paths)}")
    for name, median in medians.items():
        print(f"{name:18}{1000 * median:8.0f}{median / medians[EMPTY]:8.1f}")


if __name__ == "__main__":
    main(sys.argv[1:] or [str(SEEDS)])
