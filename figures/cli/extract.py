"""`figures extract`: every figure of the texts, for a screen or for another program."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

import click

from figures.cli import exits, options
from figures.cli.configuration import Configured

if TYPE_CHECKING:
    from figures.model import Claim
    from figures.reporting.belongings import Run
    from figures.reporting.tables import Table
    from figures.wording import Wording

_COLUMNS = ("figure", "who", "document", "when", "sentence", "id")


def _table(claims: list[Claim], words: Wording, _dialect: str) -> Iterator[str]:
    from figures.reporting.terminal import claims_table

    yield claims_table(claims, language=words.language, width=shutil.get_terminal_size().columns) + "\n"


def _jsonl(claims: list[Claim], _words: Wording, _dialect: str) -> Iterator[str]:
    from figures.reporting.exchange import json_lines

    return json_lines(_rows(claims))


def _csv(claims: list[Claim], _words: Wording, dialect: str) -> Iterator[str]:
    from figures.reporting.exchange import DIALECTS, csv_lines

    return csv_lines(_rows(claims), DIALECTS[dialect])


def _md(claims: list[Claim], words: Wording, _dialect: str) -> Iterator[str]:
    from figures.reporting.cells import Cells
    from figures.reporting.markdown import text

    cells = Cells(_run(claims), words)
    rows = [
        [
            cells.figure(claim),
            cells.who(claim),
            text(claim.origin.document_id),
            cells.when(claim),
            cells.sentence(claim),
            cells.claim_id(claim),
        ]
        for claim in claims
    ]
    yield cells.headed(_COLUMNS, rows) + "\n"


def _rows(claims: list[Claim]) -> Table:
    from figures.reporting.tables import records

    return records(_run(claims))["claims"]


def _run(claims: list[Claim]) -> Run:
    from figures.model import Reconciliation
    from figures.reporting.belongings import run

    return run(Reconciliation(claims=tuple(claims)))


FORMATS: Mapping[str, Callable[[list[Claim], Wording, str], Iterator[str]]] = {
    "table": _table,
    "jsonl": _jsonl,
    "csv": _csv,
    "md": _md,
}


@click.command(
    cls=Configured,
    short_help="Print every figure: a table, or JSON Lines in a pipe.",
    epilog="Example: figures extract dossier | head -n 3",
)
@options.paths
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    help="How to print; without it, a table on a terminal and JSON Lines anywhere else.",
)
@options.csv_dialect
@options.lang
@options.language
@options.vague_policy
@options.processes
@options.aliases
@options.concepts
def extract(
    paths: tuple[str, ...],
    form: str | None,
    csv_dialect: str,
    lang: str | None,
    language: str | None,
    vague_policy: str,
    aliases: tuple[str, ...],
    concepts: tuple[str, ...],
) -> None:
    """Print every figure of the texts with what it counts, who says it and the sentence it stands in."""
    from figures.cli.session import session

    run = session(paths, language=language, lang=lang, vague_policy=vague_policy, aliases=aliases, concepts=concepts)
    chosen = form or ("table" if sys.stdout.isatty() else "jsonl")
    for line in FORMATS[chosen](run.claims(), run.words, csv_dialect):
        # As bytes, so that no system turns line ends into its own.
        click.echo(line.encode("utf-8", "backslashreplace"), nl=False)
    exits.leave(read_nothing=run.read_nothing)
