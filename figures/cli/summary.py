"""A run in one line."""

from __future__ import annotations

from collections import Counter

from figures.cli.session import Session
from figures.model import LEVELS, Reconciliation


def summary(run: Session, result: Reconciliation) -> str:
    """How many documents and figures, how many findings of each level, and how much was not read."""
    words = run.words
    levels = Counter(finding.level for finding in result.findings)
    found = [words.count(f"count.{level}", levels[level]) for level in LEVELS]
    skipped = len(run.corpus.skipped)
    return words.text(
        "cli.summary",
        documents=words.count("count.documents", len(run.corpus.documents)),
        figures=words.count("count.figures", len(result.claims)),
        findings=", ".join(found),
        skipped=words.count("cli.not-read", skipped) if skipped else words.text("cli.all-read"),
    )
