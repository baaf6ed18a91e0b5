"""`figures check`: one line a finding, and an exit code to act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from figures.cli import completion, exits, options
from figures.cli.asked import Asked
from figures.cli.configuration import Configured
from figures.cli.threshold import threshold

if TYPE_CHECKING:
    from decimal import Decimal

    from figures.cli.threshold import Threshold


@click.command(
    cls=Configured,
    short_help="Print findings a line each, with an exit code to act on.",
    epilog="""\b
    Example: figures check dossier --fail-on conflict,unsourced
    Example: figures check draft.md --against dossier
    """,
)
@options.paths
@click.option(
    "--against",
    metavar="PATH",
    multiple=True,
    shell_complete=completion.files,
    help="A dossier to hold the figures of PATH against; may be given again.",
)
@options.fail_on
@options.select
@options.ignore
@options.lang
@options.language
@options.vague_policy
@options.processes
@options.aliases
@options.concepts
@options.tolerance
@options.levels
@options.decisions
@options.thresholds
def check(
    paths: tuple[str, ...],
    against: tuple[str, ...],
    fail_on: Threshold | None,
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
    """Print what was found, a line each: document, line and column, level, kind, message, and the id for figures
    explain.

    With --against, PATH is a draft: each of its figures is told in the order of the text, and whether the dossier
    supports it, contradicts it or does not know it. A .csv is a list of figures to check, a row each.

    A finding that --decisions dismisses is left out. Without --fail-on, a finding of level error makes the exit code 1.
    """
    asked = Asked(lang, language, vague_policy, aliases, concepts, tolerance, levels, select, ignore, decisions, thresholds)
    limit = fail_on or threshold("error")
    if against:
        _draft(paths, against, asked, limit)
    else:
        _texts(paths, asked, limit)


def _draft(paths: tuple[str, ...], against: tuple[str, ...], asked: Asked, limit: Threshold) -> None:
    """What a dossier says of each figure of a draft."""
    from figures.cli.draft import checked
    from figures.cli.summary import tell_decisions

    if "-" in paths and "-" in against:
        raise click.UsageError("standard input is either the draft or the dossier, not both")
    held = checked(paths, against, asked)
    for line in held.lines():
        click.echo(line)
    tell_decisions(held.alone, held.draft.words)
    click.echo(held.summary(), err=True)
    nothing = held.draft.read_nothing or held.dossier.read_nothing
    exits.leave(read_nothing=nothing, findings=held.reached(limit))


def _texts(paths: tuple[str, ...], asked: Asked, limit: Threshold) -> None:
    """What was found in some texts."""
    from figures.cli.colouring import level
    from figures.cli.places import Places
    from figures.cli.summary import summary, tell_decisions

    run, result = asked.run(paths)
    places = Places(run.corpus)
    located = [(result.claim(finding.claim_ids[0]), finding) for finding in result.findings if not finding.dismissed]
    for claim, finding in sorted(located, key=lambda pair: (*places.at(pair[0]), pair[1].kind, pair[1].finding_id)):
        message = " ".join(finding.message.split())
        click.echo(f"{places.shown(claim)} {level(finding.level)}: {finding.kind} {message} [{finding.finding_id}]")
    tell_decisions(result, run.words)
    click.echo(summary(run, result), err=True)
    exits.leave(read_nothing=run.read_nothing, findings=limit.reached(result.findings))
