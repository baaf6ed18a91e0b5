"""One line on standard error for everything that was not read, and for what to know of what was."""

from __future__ import annotations

from collections.abc import Sequence

import click

from figures.corpus import Notice, Skipped, printable
from figures.wording import Wording


def tell(skipped: Sequence[Skipped], notices: Sequence[Notice], words: Wording) -> None:
    """Name each entry with its reason, in the words of a language."""
    for topic, entries in (("skipped", skipped), ("notice", notices)):
        for entry in entries:
            why = words.text(f"{topic}.{entry.reason}")
            if entry.detail:
                why = words.text("report.detail", reason=why, detail=printable(entry.detail))
            click.echo(words.text(f"cli.{topic}", path=entry.path, why=why), err=True)
