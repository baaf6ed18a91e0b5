"""One line on standard error for everything that was not read, and for what to know of what was."""

from __future__ import annotations

from collections.abc import Sequence

import click

from figures.corpus import Notice, Skipped, printable
from figures.reporting.belongings import why
from figures.wording import Wording


def tell(skipped: Sequence[Skipped], notices: Sequence[Notice], words: Wording) -> None:
    """Name each entry with its reason, in the words of a language."""
    for topic, entries in (("skipped", skipped), ("notice", notices)):
        for entry in entries:
            told = why(words, topic, entry.reason, printable(entry.detail))
            click.echo(words.text(f"cli.{topic}", path=entry.path, why=told), err=True)
