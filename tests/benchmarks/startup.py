"""What start-up and a whole run cost, as ratios to an empty Python: `make bench`, or this file with paths to report on.

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

ROUNDS = 7
SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def seconds(line: list[str]) -> float:
    """Wall time of one process that has to end well."""
    start = perf_counter()
    subprocess.run(line, check=True, capture_output=True)
    return perf_counter() - start


def main(paths: list[str]) -> None:
    figures = str(Path(sys.executable).with_name("figures"))
    with tempfile.TemporaryDirectory() as folder:
        lines = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "import figures": [sys.executable, "-c", "import figures"],
            "figures --help": [figures, "--help"],
            "figures extract": [figures, "extract", *paths],
            "figures report": [figures, "report", *paths, "-o", folder],
        }
        rounds = [{name: seconds(line) for name, line in lines.items()} for _ in range(ROUNDS)]
    empty, *_ = medians = {name: statistics.median(r[name] for r in rounds) for name in lines}
    print(f"{'':18}{'ms':>8}{'ratio':>8}   on {' '.join(paths)}")
    for name, median in medians.items():
        print(f"{name:18}{1000 * median:8.0f}{median / medians[empty]:8.1f}")


if __name__ == "__main__":
    main(sys.argv[1:] or [str(SEEDS)])
