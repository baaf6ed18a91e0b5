"""The program `figures`: its commands, and how a run ends that was interrupted, cut off or broken."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from typing import Any

import click

import figures
from figures.cli import exits
from figures.cli.check import check
from figures.cli.explain import explain
from figures.cli.extract import extract
from figures.cli.report import report


class Program(click.Group):
    """A group of commands that ends every run with a code and, where there is something to say, one line."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; standard output is UTF-8 in a pipe, and colour is left out where `NO_COLOR` is set."""
        if os.environ.get("NO_COLOR"):
            ctx.color = False
        _speak_utf8()
        with _ended(ctx):
            value = super().invoke(ctx)
            sys.stdout.flush()
            return value


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(figures.__version__, prog_name="figures")
def main() -> None:
    """Reconcile the figures of a folder of articles: who says how many, where, and which two cannot both stand.

    A PATH is a file, a folder or - for standard input: .txt, .md with front matter, .jsonl of documents; a
    documents.csv beside texts tells their publishers and dates.

    \b
    Examples:
      figures report dossier -o report
      figures check draft.md --fail-on conflict,unsourced

    \b
    Exit codes:
      0  nothing at or above what --fail-on names
      1  findings
      2  wrong usage or configuration
      3  nothing could be checked
    """


for _command in (report, extract, check, explain):
    main.add_command(_command)


def _speak_utf8() -> None:
    """A pipe gets UTF-8 whatever the locale; a terminal gets a question mark for what it cannot show."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None and stream.isatty():
            reconfigure(errors="replace")
        elif reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


@contextlib.contextmanager
def _ended(ctx: click.Context) -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        if sys.stderr.isatty():
            # The line that shows progress, or the echo of the key, is left behind.
            click.echo(err=True)
        ctx.exit(exits.INTERRUPTED)
    except BrokenPipeError:
        # Nobody reads any more; what is still buffered must not complain of it when the interpreter ends.
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        ctx.exit(exits.CUT_OFF)
    except (click.exceptions.Exit, click.ClickException, click.Abort):
        raise
    except Exception as error:
        if os.environ.get(exits.TRACEBACK):
            raise
        told = " ".join(f"{type(error).__name__}: {error}".split())
        click.echo(f"figures: internal error: {told} (set {exits.TRACEBACK}=1 to see where)", err=True)
        ctx.exit(exits.BROKEN)
