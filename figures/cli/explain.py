"""`figures explain`: everything known of one figure, question or finding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from figures.cli import completion, exits, options
from figures.cli.configuration import Configured

if TYPE_CHECKING:
    from decimal import Decimal

    from figures.cli.explanation import Records
    from figures.model import Reconciliation
    from figures.reconciling.possible import Held


@click.command(
    cls=Configured,
    short_help="Print everything known of one figure or finding.",
    epilog="Example: figures explain f5d2a7c0b913e --run report",
)
@click.argument("wanted", metavar="ID")
@click.argument("paths", metavar="[PATH]...", nargs=-1, shell_complete=completion.files)
@click.option(
    "--run",
    "folder",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of a report to look in; without it and without a PATH, the folder you stand in.",
)
@click.option(
    "--with",
    "other",
    metavar="ID",
    help="A figure or question to hold ID against: each aspect of the two, and whether they may answer one question.",
)
@options.lang
@options.language
@options.vague_policy
@options.processes
@options.aliases
@options.concepts
@options.tolerance
@options.levels
def explain(
    wanted: str,
    paths: tuple[str, ...],
    folder: Path | None,
    other: str | None,
    lang: str | None,
    language: str | None,
    vague_policy: str,
    aliases: tuple[str, ...],
    concepts: tuple[str, ...],
    tolerance: Decimal,
    levels: dict[str, str],
) -> None:
    """Print everything known of a figure, a question or a finding, whose ID a report or figures check gives.

    It is looked up in a report, or in the texts of a PATH, read anew. The first four characters of an ID are enough, or
    as many more as no other begins with.

    With --with, two figures or questions are held against each other; a report knows those it shows as perhaps one
    question, and of the texts any two can be asked.

    From a report, messages come in the language the report was written in; --lang chooses that of the headings alone.
    """
    from figures.cli.explanation import Records, explanation
    from figures.cli.pairing import paired
    from figures.cli.session import session
    from figures.wording import wording

    if paths and folder is not None:
        raise click.UsageError("name either a PATH or --run, not both")
    if paths:
        read = partial(
            session, vague_policy=vague_policy, aliases=aliases, concepts=concepts, tolerance=tolerance, levels=levels
        )
        run = read(paths, language=language, lang=lang)
        if run.read_nothing:
            exits.leave(read_nothing=True)
        result = run.reconciled()
        words, records = run.words, Records.of(result)
        hold = partial(_held, result, run.concepts)
    else:
        records, hold = _of_report(folder or Path()), None
        words = wording(lang or records.language)
    try:
        if other is not None:
            click.echo(paired(records, wanted, other, words, mark=_marked, hold=hold))
        else:
            click.echo(explanation(records, wanted, words, mark=_marked))
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="ID") from None


def _marked(figure: str) -> str:
    return click.style(f"[{figure}]", bold=True)


def _held(result: Reconciliation, files: Iterable[str], ones: Sequence[str], others: Sequence[str]) -> Held:
    from figures.concepts import concepts_of
    from figures.reconciling.aspects import aspects_of
    from figures.reconciling.parts import with_parts
    from figures.reconciling.possible import held_together

    rows = with_parts(aspects_of(result.claims, result.tolerance, concepts_of(*map(Path, files)))).rows
    return held_together(rows, ones, others)


def _of_report(folder: Path) -> Records:
    from figures.cli.explanation import Records

    try:
        return Records.read(folder)
    except OSError as error:
        hint = "write one with figures report, or name the texts"
        raise click.UsageError(f"no report in {folder}: {error.strerror}: {error.filename}; {hint}") from None
    except ValueError as error:
        raise click.UsageError(f"the report in {folder} cannot be read: {error}") from None
