"""`figures package`: a folder to deposit, from a report or from texts."""

from __future__ import annotations

import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from figures.cli import exits, options
from figures.cli.asked import Asked
from figures.cli.configuration import Configured

if TYPE_CHECKING:
    from decimal import Decimal

    from figures.reporting.deposit import Kept
    from figures.reporting.tables import Table

#: The parameters that say what is read in texts and looked for in them, and nothing of a report that is there.
_OF_TEXTS = {
    *("language", "vague_policy", "aliases", "concepts", "tolerance", "levels", "select", "ignore", "thresholds"),
}


def _at(_ctx: click.Context, _param: click.Parameter, value: str | None) -> datetime | None:
    """A moment with its zone, UTC without one; without a value, that of SOURCE_DATE_EPOCH."""
    if value is None:
        epoch = os.environ.get("SOURCE_DATE_EPOCH")
        return datetime.fromtimestamp(int(epoch), UTC) if epoch and epoch.isdecimal() else None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"no moment such as 2026-11-26T14:30:00Z: {value!r}") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@click.command(
    cls=Configured,
    short_help="Make a folder to deposit: tables, codebook, hashes and a log.",
    epilog="Example: figures package report -o deposit --operator 'C. Morel'",
)
@options.paths
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write into; it is made where there is none.",
)
@click.option("--with-texts", is_flag=True, help="Put the files of the texts beside the tables.")
@click.option(
    "--at",
    metavar="TIME",
    callback=_at,
    help="The time the log tells, in ISO 8601; without it that of SOURCE_DATE_EPOCH, and none where that is not set.",
)
@click.option("--operator", metavar="NAME", help="Who made the run, for the log.")
@options.csv_dialect
@options.lang
@options.language
@options.vague_policy
@options.processes
@options.aliases
@options.concepts
@options.tolerance
@options.levels
@options.select
@options.ignore
@options.decisions
@options.thresholds
@click.pass_context
def package(
    ctx: click.Context,
    paths: tuple[str, ...],
    output: Path,
    with_texts: bool,  # noqa: FBT001
    at: datetime | None,
    operator: str | None,
    csv_dialect: str,
    lang: str | None,
    language: str | None,
    vague_policy: str,
    aliases: tuple[str, ...],
    concepts: tuple[str, ...],
    tolerance: Decimal,
    levels: dict[str, str],
    select: tuple[str, ...] | None,
    ignore: tuple[str, ...] | None,
    decisions: options.Ledgers,
    thresholds: tuple[str, ...],
) -> None:
    """Make a folder that another researcher can check: every table as CSV and JSON Lines, their schemas, a codebook in
    French and English, a description for programs, the hash of every file, and a log of what was read.

    A PATH is the folder of a report, or texts as for figures report. Files of decisions go along.
    The folder has no time in it but the one you give, so that the same run makes the same bytes.
    """
    from figures.corpus.walk import holds_report
    from figures.reporting.deposit import Log, ledgers_of, making_of, tables_of, write_deposit
    from figures.reporting.exchange import DIALECTS
    from figures.wording import wording

    _claim(output, paths)
    asked = Asked(lang, language, vague_policy, aliases, concepts, tolerance, levels, select, ignore, decisions, thresholds)
    report = Path(paths[0])
    with tempfile.TemporaryDirectory() as beside:
        if len(paths) == 1 and holds_report(report):
            _refuse_options_of_texts(ctx)
        else:
            report = Path(beside)
            _run(paths, report, asked)
        try:
            tables = tables_of(report)
        except (OSError, ValueError) as error:
            raise click.UsageError(f"the report in {report} cannot be read: {error}") from None
        made = making_of(report)
    along = [*(_texts(tables["documents"]) if with_texts else ()), *ledgers_of(decisions.paths)]
    words = wording(lang or made.get("language") or "en")
    dialect, log = DIALECTS[csv_dialect], Log(at, operator)
    try:
        written = write_deposit(tables, output, language=words.language, made=made, dialect=dialect, along=along, log=log)
    except OSError as error:
        raise click.UsageError(f"cannot write into {output}: {error.strerror or error}") from error
    click.echo(words.count("deposit.written", len(written), path=output.as_posix()), err=True)


def _run(paths: tuple[str, ...], folder: Path, asked: Asked) -> None:
    """Read the texts and write their tables into a folder; the command ends here where nothing could be read."""
    from figures.cli.summary import summary, tell_decisions
    from figures.reporting import write_report

    run, result = asked.run(paths)
    if run.read_nothing:
        exits.leave(read_nothing=True)
    skipped, sources, spoken = run.corpus.skipped, run.corpus.sources, run.words.language
    command = asked.line("package", paths, {})
    write_report(result, folder, skipped=skipped, sources=sources, language=spoken, command=command, formats=["csv"])
    tell_decisions(result, run.words)
    click.echo(summary(run, result), err=True)


def _refuse_options_of_texts(ctx: click.Context) -> None:
    """A report is packaged as it is: what would be asked of its texts now is told to be of no use, not left aside."""
    for parameter in ctx.command.params:
        source = ctx.get_parameter_source(parameter.name or "")
        if parameter.name in _OF_TEXTS and source is click.core.ParameterSource.COMMANDLINE:
            raise click.UsageError(f"{parameter.opts[-1]} is for texts; a report is packaged as it is")


def _claim(output: Path, paths: tuple[str, ...]) -> None:
    """Refuse a folder in which a deposit would be taken for somebody's own files."""
    from figures.reporting.deposit import MARKS

    if any(Path(path).is_dir() and os.path.realpath(path) == os.path.realpath(output) for path in paths):
        raise click.BadParameter(f"{output} is what is to be packaged; name another", param_hint="-o")
    held = output.is_dir() and any(output.iterdir())
    if held and not all((output / mark).is_file() for mark in MARKS):
        raise click.BadParameter(f"{output} is not empty and holds no deposit; name another folder", param_hint="-o")


def _texts(documents: Table) -> list[Kept]:
    from figures.reporting.deposit import texts_of

    try:
        return texts_of(documents)
    except ValueError as error:
        raise click.UsageError(f"--with-texts: {error}") from None
