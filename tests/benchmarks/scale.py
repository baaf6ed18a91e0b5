"""What it takes to reconcile very many claims on one core, and how that grows: part of `make bench`.

    python -m tests.benchmarks.scale                        a hundred thousand claims, and a million
    python -m tests.benchmarks.scale --claims 20000         so many, and no others
    python -m tests.benchmarks.scale --write                put it into docs/performance.md

Each amount is reconciled in a process of its own, whose peak memory is that of the claims and of whatever is made of them.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from time import process_time
from typing import NamedTuple

from figures.reconciling import reconcile_claims
from tests.benchmarks import sections
from tests.benchmarks.bars import Bar, missed
from tests.benchmarks.corpus import ROOT
from tests.benchmarks.invented import claims
from tests.benchmarks.page import figure, table, write
from tests.benchmarks.worker import peak_memory

PAGE, MARK = ROOT / "docs" / "performance.md", "reconciled"
#: The amounts that are compared.
FEW, MANY = 100_000, 1_000_000


class Reconciled(NamedTuple):
    """One amount of claims: what came of them, the processor seconds that took, and megabytes before and at most."""

    claims: int
    groups: int
    findings: int
    seconds: float
    held: float
    peak: float


def reconciled(n: int) -> Reconciled:
    """Reconcile `n` claims in a process of its own."""
    line = [sys.executable, "-m", "tests.benchmarks.scale", "--here", "--claims", str(n)]
    run = subprocess.run(line, check=True, capture_output=True, text=True, cwd=ROOT)
    return Reconciled(**json.loads(run.stdout))


def reconcile_here(n: int) -> Reconciled:
    """Reconcile `n` claims in this process."""
    given = list(claims(n))
    held, began = peak_memory(), process_time()
    result = reconcile_claims(given)
    seconds = process_time() - began
    return Reconciled(len(given), len(result.groups), len(result.findings), seconds, held, peak_memory())


def bars(found: Sequence[Reconciled]) -> list[Bar]:
    """What the largest amount is held to, and how it may grow from the smallest."""
    few, many = found[0], found[-1]
    shown = f"{many.claims:,} claims"
    growth = 10 * (many.seconds / many.claims) / (few.seconds / few.claims)
    return [
        Bar(f"{shown}: seconds", many.seconds, 60),
        Bar(f"{shown}: peak MB", many.peak, 1500),
        Bar("ten times the claims take so many times as long", growth if many.claims > few.claims else None, 12),
    ]


def rendered(found: Sequence[Reconciled]) -> str:
    """The measured part of the page: the bars, and what each amount took."""
    head = ["claims", "groups", "findings", "seconds", "µs a claim", "MB of the claims", "peak MB"]
    rows = (
        [*(f"{n:,}" for n in each[:3]), *map(figure, (each.seconds, 1e6 * each.seconds / each.claims, each.held, each.peak))]
        for each in found
    )
    return f"{sections.held(bars(found))}\n\n{table(head, rows, words=0)}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print or write what each amount took, and fail where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, nargs="+", default=[FEW, MANY])
    parser.add_argument("--write", action="store_true", help="put it into docs/performance.md")
    parser.add_argument("--here", action="store_true", help="one amount, in this process, as a line of JSON")
    asked = parser.parse_args(arguments)
    if asked.here:
        print(json.dumps(reconcile_here(asked.claims[0])._asdict()))
        return
    found = [reconciled(n) for n in asked.claims]
    if asked.write:
        write(PAGE, rendered(found), MARK)
    else:
        print(rendered(found))
    if misses := missed(bars(found)):
        sys.exit("\n".join(f"missed: {bar.name}: {figure(bar.value)}, {bar.asked}" for bar in misses))


if __name__ == "__main__":
    main()
