"""`figures report`: a folder of everything a run gives."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from figures.cli import exits, options
from figures.cli.asked import Asked
from figures.cli.configuration import Configured

if TYPE_CHECKING:
    from decimal import Decimal

    from figures.cli.threshold import Threshold


@click.command(
    cls=Configured,
    short_help="Write a report with its workbook and tables into a folder.",
    epilog="Example: figures report dossier -o report --lang fr",
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
@options.lang
@options.language
@options.vague_policy
@options.processes
@options.aliases
@options.concepts
@options.tolerance
@options.levels
@options.fail_on
@options.select
@options.ignore
@options.formats
@options.csv_dialect
@options.decisions
@options.thresholds
def report(
    paths: tuple[str, ...],
    output: Path,
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
    fail_on: Threshold | None,
    formats: tuple[str, ...] | None,
    csv_dialect: str,
) -> None:
    """Write a report into a folder: report.md, the workbook figures.xlsx, and every table as CSV and JSON Lines.

    What could not be read is named on standard error and in the report. The exit code tells of findings only where
    --fail-on is given.
    """
    from figures.cli.summary import summary, tell_decisions
    from figures.reporting import write_report
    from figures.reporting.exchange import DIALECTS
    from figures.reporting.folder import DEFAULT, files

    _claim_folder(output, paths, files(formats or DEFAULT))
    asked = Asked(lang, language, vague_policy, aliases, concepts, tolerance, levels, select, ignore, decisions, thresholds)
    run, result = asked.run(paths)
    more = {
        "--format": ",".join(formats) if formats else None,
        "--csv-dialect": csv_dialect if csv_dialect != "iso" else None,
    }
    try:
        written = write_report(
            result,
            output,
            skipped=run.corpus.skipped,
            notices=run.corpus.notices,
            sources=run.corpus.sources,
            documents=run.corpus.documents,
            language=run.words.language,
            command=asked.line("report", paths, more),
            formats=formats or DEFAULT,
            dialect=DIALECTS[csv_dialect],
        )
    except OSError as error:
        raise _unwritable(output, error) from error
    tell_decisions(result, run.words)
    pages = [path for path in written if path.name == "report.html"]
    named = ", ".join(dict.fromkeys(str(path) for path in (written[-1], *pages)))
    click.echo(f"{summary(run, result)} {named}", err=True)
    exits.leave(read_nothing=run.read_nothing, findings=fail_on is not None and fail_on.reached(result.findings))


def _claim_folder(output: Path, paths: Iterable[str], files: Sequence[str]) -> None:
    """Make the folder, or refuse one in which a report would overwrite or be taken for somebody's own texts."""
    from figures.corpus.walk import holds_report

    if any(Path(path).is_dir() and os.path.realpath(path) == os.path.realpath(output) for path in paths):
        raise click.BadParameter(f"{output} is a folder of texts to read; name another", param_hint="-o")
    foreign = [name for name in files if (output / name).exists()]
    if foreign and not holds_report(output):
        raise click.BadParameter(
            f"{output / foreign[0]} is there already and is no part of a report; name another folder", param_hint="-o"
        )
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(output, error) from error


def _unwritable(output: Path, error: OSError) -> click.UsageError:
    return click.UsageError(f"cannot write into {output}: {error.strerror or error}")
