"""What it takes to reconcile very many claims on one core, and how that grows: part of `make bench`.

    python -m tests.benchmarks.scale                        a hundred thousand claims, and a million
    python -m tests.benchmarks.scale --claims 20000         so many, and no others

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
from tests.benchmarks.corpus import ROOT
from tests.benchmarks.invented import claims
from tests.benchmarks.worker import peak_memory

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


def main(arguments: Sequence[str] | None = None) -> None:
    """Print one line of JSON for each amount, and how many times as long the largest took as the smallest."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, nargs="+", default=[FEW, MANY])
    parser.add_argument("--here", action="store_true", help="in this process, one amount")
    asked = parser.parse_args(arguments)
    found = [(reconcile_here if asked.here else reconciled)(n) for n in asked.claims]
    for each in found:
        print(json.dumps(each._asdict()))
    if len(found) > 1:
        times = found[-1].seconds / found[0].seconds
        print(f"{found[-1].claims / found[0].claims:.3g} times the claims took {times:.3g} times as long", file=sys.stderr)


if __name__ == "__main__":
    main()
