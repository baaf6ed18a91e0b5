"""How grave a line is, in colour where a terminal shows it: `click.echo` leaves it out elsewhere and under `NO_COLOR`."""

from __future__ import annotations

import click

_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan", "ok": "green"}


def level(name: str) -> str:
    r"""The word of a level in its colour.

    >>> level("error"), level("skipped")
    ('\x1b[31merror\x1b[0m', 'skipped\x1b[0m')
    """
    return click.style(name, fg=_COLOURS.get(name))
