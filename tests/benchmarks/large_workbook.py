"""A workbook of very many claims in a process of its own: how long it takes to write, how much memory the process takes."""

from __future__ import annotations

import json
import random
import resource
import sys
import time
from decimal import Decimal
from pathlib import Path

from figures.model import Attribution, Claim, Finding, Group, Noun, Origin, Quantity, Reconciliation, Span, content_id
from figures.reporting.belongings import run
from figures.reporting.workbook import write_workbook

A_DOCUMENT, A_GROUP = 20, 4


def many(n: int) -> Reconciliation:
    """A run of `n` claims in documents of twenty, four claims to a question, one finding to each question."""
    dice = random.Random(7)
    claims: list[Claim] = []
    for i in range(n):
        origin = Origin(f"press/{i // A_DOCUMENT:05}.txt", "en", f"Report number {i // A_DOCUMENT}", "The Gazette")
        value = Decimal(dice.randrange(100, 90_000))
        exact = f"{value:,}"
        sentence = f"The harbour office of Tolm said on Monday that {exact} containers had been unloaded at quay {i % 90}."
        start = sentence.index(exact) + 100 * (i % A_DOCUMENT)
        claims.append(
            Claim(
                content_id("c", i), origin, Span(start, start + len(exact)), Span(start, start + len(exact)), exact,
                Quantity(value, value, value), Noun("containers", Span(start + 9, start + 19), "container", "container"),
                Attribution("named", f"the harbour office {i % 300}", Span(0, 18), cue="said", link="verb"),
                sentence_span=Span(start - 46, start + 60), sentence=sentence, prefix=sentence[14:46], suffix=sentence[-32:],
            )
        )  # fmt: skip
    groups: list[Group] = []
    findings: list[Finding] = []
    for i in range(0, n, A_GROUP):
        ids = tuple(claim.claim_id for claim in claims[i : i + A_GROUP])
        groups.append(Group(content_id("g", i), f"containers at quay {i % 90}", ids, "conflict", "count", n_documents=2))
        findings.append(Finding(content_id("f", i), "conflict", "error", groups[-1].group_id, ids, "They differ.", "So."))
    return Reconciliation(tuple(claims), tuple(groups), tuple(findings))


def peak() -> float:
    """The most memory this process held, in megabytes; what `getrusage` tells counts the process it was started from too."""
    status = Path("/proc/self/status")
    if status.exists():
        told = dict(line.split(":", 1) for line in status.read_text(encoding="ascii").splitlines())
        return int(told["VmHWM"].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(n: int, path: Path) -> None:
    """Write it, and print seconds and megabytes as JSON."""
    whole = run(many(n))
    begun, worked = time.perf_counter(), time.process_time()
    write_workbook(whole, path, language="en")
    seconds, processor = time.perf_counter() - begun, time.process_time() - worked
    megabytes = peak()
    print(
        json.dumps(
            {
                "seconds": round(seconds, 1),
                "processor": round(processor, 1),
                "megabytes": round(megabytes),
                "bytes": path.stat().st_size,
            }
        )
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
