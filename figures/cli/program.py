"""The program `figures`: its commands, and how a run ends that was interrupted, cut off or broken."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from typing import Any, TextIO

import click

import figures
from figures.cli import exits
from figures.cli.check import check
from figures.cli.completion import completion
from figures.cli.diff import diff
from figures.cli.explain import explain
from figures.cli.extract import extract
from figures.cli.init import init
from figures.cli.package import package
from figures.cli.report import report
from figures.cli.review import review
from figures.cli.rules import rules


class Program(click.Group):
    """A group of commands that ends every run with a code and, where there is something to say, one line."""

    def make_context(self, *args: Any, **settings: Any) -> click.Context:
        """The context of a run, whose making prints the pages of help."""
        with _ended():
            return super().make_context(*args, **settings)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; standard output is UTF-8 in a pipe, and colour is left out where `NO_COLOR` is set."""
        if os.environ.get("NO_COLOR"):
            ctx.color = False
        _speak_utf8()
        with _ended():
            if sys.stdout is None:
                raise OSError(errno.EBADF, os.strerror(errno.EBADF))
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


for _command in (report, extract, check, explain, diff, review, package, rules, init, completion):
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
def _ended() -> Iterator[None]:
    """End a run that cannot go on with its code, and with one line where there is something to say."""
    try:
        yield
    except KeyboardInterrupt:
        if sys.stderr.isatty():
            # The line that shows progress, or the echo of the key, is left behind.
            click.echo(err=True)
        raise click.exceptions.Exit(exits.INTERRUPTED) from None
    except BrokenPipeError:
        _hush(sys.stdout, sys.stderr)
        raise click.exceptions.Exit(exits.CUT_OFF) from None
    except (click.exceptions.Exit, click.ClickException, click.Abort):
        raise
    except Exception as error:
        if os.environ.get(exits.TRACEBACK):
            raise
        if unwritable := _unwritable(error):
            _hush(sys.stdout)
        told = unwritable or f"internal error: {_line(error)} (set {exits.TRACEBACK}=1 to see where)"
        try:
            click.echo(f"figures: {told}", err=True)
        except OSError:
            _hush(sys.stderr)
        raise click.exceptions.Exit(exits.USAGE if unwritable else exits.BROKEN) from None


def _unwritable(error: Exception) -> str:
    """What to say of an error in writing what was printed; nothing of any other, such as one that names a file."""
    if isinstance(error, OSError) and error.errno is not None and error.filename is None:
        return f"cannot write the output: {os.strerror(error.errno)}"
    return ""


def _line(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())


def _hush(*streams: TextIO | None) -> None:
    """Nobody reads these any more; what is still buffered must not complain of it when the interpreter ends."""
    for stream in filter(None, streams):
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
