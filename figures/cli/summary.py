"""A run in one line."""

from __future__ import annotations

from collections import Counter

import click

from figures.cli.session import Session
from figures.model import LEVELS, STANDINGS, Reconciliation
from figures.wording import Wording


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


def tell_decisions(result: Reconciliation, words: Wording) -> None:
    """What became of people's decisions, on standard error, and how many findings they dismissed; nothing without any."""
    if not result.decisions:
        return
    became = Counter(each.standing for each in result.decisions)
    told = ", ".join(words.count(f"cli.standing.{standing}", became[standing]) for standing in STANDINGS if became[standing])
    dismissed = sum(finding.dismissed for finding in result.findings)
    line = words.text("cli.decisions", decisions=words.count("count.decisions", len(result.decisions)), standings=told)
    click.echo(f"{line} {words.count('cli.dismissed', dismissed)}" if dismissed else line, err=True)
