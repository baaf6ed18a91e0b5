"""`figures review`: what people decided, out of the workbook into a file for git, and two coders side by side."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from figures.cli import options

if TYPE_CHECKING:
    from figures.model import Decision
    from figures.reporting.returned import Returned
    from figures.reviewing import Difference
    from figures.wording import Wording

_FILE = click.Path(exists=True, dir_okay=False, allow_dash=False, path_type=Path)
_FILE_OR_REPORT = click.Path(exists=True, allow_dash=False, path_type=Path)
_coder = click.option("--coder", metavar="NAME", help="Who signs the decisions that nobody signed.")


@click.group(
    short_help="Take decisions out of the workbook, and compare two coders.",
    epilog="Example: figures review import report/figures.xlsx --coder Ada",
)
def review() -> None:
    """Take what people decided out of the workbook, keep it in a file, and put two coders side by side.

    The file goes into the next run: figures report dossier -o report --decisions decisions.jsonl
    """


@review.command(
    "import",
    short_help="Read the decisions in a workbook into decisions.jsonl.",
    epilog="Example: figures review import report/figures.xlsx -o decisions.jsonl",
)
@click.argument("workbook", type=_FILE_OR_REPORT)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    default="decisions.jsonl",
    show_default=True,
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    help="The file to write; decisions it has already are kept. - is standard output.",
)
@_coder
@options.lang
def take(workbook: Path, output: Path, coder: str | None, lang: str | None) -> None:
    """Read the yellow cells of a WORKBOOK, or of that in the folder of a report, and write what was decided, a line a
    decision, sorted, for git.

    What the file holds already is kept, unless its cell in the workbook was emptied, or the same coder decided the same
    thing anew; a row that is gone withdraws nothing, and what is withdrawn is listed. Everything in the workbook that is no
    decision, and every column a sheet lacks, is named with its place, and nothing is written.
    """
    from figures.reviewing import ledger_lines, unite
    from figures.wording import wording

    words = wording(lang or "en")
    given = _read(workbook / "figures.xlsx" if workbook.is_dir() else workbook, coder)
    onto = str(output) != "-" and output.exists()
    taken = unite(_read(output, None).decisions if onto else (), given.decisions, given.shown)
    text = "".join(ledger_lines(taken.decisions))
    if str(output) == "-":
        click.echo(text.encode(), nl=False)
    else:
        _write(output, text)
    for gone in taken.withdrawn:
        about = {"id": gone.decision_id, "decision": gone.decision, "target": gone.target_id}
        click.echo(
            words.text("cli.review.withdrawn", coder=gone.coder or words.text("cli.review.nobody"), **about), err=True
        )
    told = {name: words.number(getattr(taken, name)) for name in ("new", "changed", "kept")}
    told["withdrawn"] = words.number(len(taken.withdrawn))
    count = words.count("count.decisions", len(taken.decisions))
    click.echo(words.text("cli.review.imported", path=output, decisions=count, **told), err=True)


@review.command(
    "export",
    short_help="Print decisions, all or those of one coder.",
    epilog="Example: figures review export decisions.jsonl --of Ada --format csv",
)
@click.argument("decisions", type=_FILE)
@click.option("--of", "of", metavar="NAME", help="Those of this coder alone.")
@click.option(
    "--format", "form", type=click.Choice(["jsonl", "csv"]), default="jsonl", show_default=True, help="How to print."
)
@_coder
def export(decisions: Path, of: str | None, form: str, coder: str | None) -> None:
    """Print the decisions of a file or a workbook: JSON Lines, or CSV."""
    from figures.cli.ledgers import csv_of
    from figures.reviewing import ledger_lines, together

    found = [decision for decision in _read(decisions, coder).decisions if of is None or decision.coder == of]
    lines = csv_of(iter(together(found))) if form == "csv" else ledger_lines(found)
    for line in lines:
        click.echo(line.encode(), nl=False)


@review.command(
    "merge",
    short_help="Put two coders side by side: agreement, and what is to settle.",
    epilog="Example: figures review merge ada.jsonl ben.jsonl -o decisions.jsonl",
)
@click.argument("first", metavar="A", type=_FILE)
@click.argument("second", metavar="B", type=_FILE)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write the decisions of both; without it, nothing is written.",
)
@click.option(
    "--format", "form", type=click.Choice(["text", "jsonl"]), default="text", show_default=True, help="How to print."
)
@options.lang
def merge(first: Path, second: Path, output: Path | None, form: str, lang: str | None) -> None:
    """Compare the decisions of two coders, A and B, each a file or a workbook.

    Standard output has what is left to settle, a line each; standard error how far they agree, with Cohen's kappa. What
    nobody signed is signed with the name of its file. A decision made in a row on which coders differ settles it.
    """
    from figures.reviewing import agreement, differences, ledger_lines, together
    from figures.wording import wording

    words = wording(lang or "en")
    one, two = (_read(path, path.stem).decisions for path in (first, second))
    both = together(one, two)
    left = differences(both)
    for each in agreement(one, two):
        kappa = words.text("cli.review.undefined") if each.kappa is None else _two_decimals(each.kappa, words)
        how_far = {"alike": words.number(each.alike), "kappa": kappa}
        subject = words.term("cli.review.subject", each.subject)
        click.echo(words.count("cli.review.agreement", each.both, subject=subject, **how_far), err=True)
    alone = {d.question for d in one} ^ {d.question for d in two}
    coders = ", ".join(sorted({d.coder or "" for d in both} - {""}))
    click.echo(words.count("cli.review.alone", len(alone), coders=coders), err=True)
    click.echo(words.count("cli.review.settle", len(left)), err=True)
    for line in _told(left, words) if form == "text" else _records(left):
        click.echo(line.encode("utf-8", "backslashreplace"), nl=True)
    if output is not None:
        _write(output, "".join(ledger_lines(both)))


def _two_decimals(value: float, words: Wording) -> str:
    return f"{value:z.2f}".replace("-", words.text("locale.minus")).replace(".", words.text("locale.decimal"))


def _told(left: Iterable[Difference], words: Wording) -> Iterator[str]:
    for difference in left:
        first = difference.decisions[0]
        kind = first.finding_kind
        answers = ", ".join(
            words.text("cli.review.answer", coder=each.coder or words.text("cli.review.nobody"), answer=_answer(each, words))
            for each in difference.decisions
        )
        yield words.text(
            "cli.review.difference",
            subject=words.term("cli.review.subject", first.subject),
            target=first.target_id,
            about=words.text("cli.review.about", kind=kind) if kind else "",
            answers=answers,
        )


def _answer(decision: Decision, words: Wording) -> str:
    said = decision.correction
    parts = [decision.decision, decision.resolution_method, *(
        words.number(value) for value in (decision.chosen_value, said.value, said.low, said.high) if value is not None
    ), said.noun, said.source]  # fmt: skip
    return " ".join(part for part in parts if part)


def _records(left: Sequence[Difference]) -> Iterator[str]:
    for difference in left:
        yield json.dumps([decision.record() for decision in difference.decisions], ensure_ascii=False)


def _read(path: Path, coder: str | None) -> Returned:
    from figures.cli.ledgers import read_decisions
    from figures.reviewing import LedgerError

    try:
        return read_decisions(path, coder=coder)
    except LedgerError as error:
        for problem in error.problems:
            click.echo(problem, err=True)
        raise click.UsageError(f"{path}: no decisions were taken; {len(error.problems)} to mend") from None
    except OSError as error:
        raise click.UsageError(f"cannot read {path}: {error.strerror or error}") from None


def _write(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(text.encode())
        beside.replace(path)
    except OSError as error:
        raise click.UsageError(f"cannot write {path}: {error.strerror or error}") from None
    finally:
        beside.unlink(missing_ok=True)
