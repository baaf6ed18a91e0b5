"""How a run ends: the codes of the public contract, and those that shells know for what it does not name."""

from __future__ import annotations

import click

#: An environment variable; set to anything, it lets an unforeseen error show where it arose.
TRACEBACK = "FIGURES_TRACEBACK"

FINDINGS = 1
USAGE = 2
NOTHING = 3
#: An error nobody foresaw, as in sysexits.h.
BROKEN = 70
#: Ended by SIGINT and by SIGPIPE, as shells count signals.
INTERRUPTED = 130
CUT_OFF = 141


def leave(*, read_nothing: bool, findings: bool = False) -> None:
    """End the command: with 3 where not one document could be read, with 1 where it found what it was to fail on."""
    code = NOTHING if read_nothing else FINDINGS if findings else 0
    if code:
        raise click.exceptions.Exit(code)
