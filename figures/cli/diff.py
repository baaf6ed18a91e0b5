"""`figures diff`: what is new, gone and revised between two reports."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from figures.cli import exits, options
from figures.cli.configuration import Configured
from figures.cli.threshold import threshold

if TYPE_CHECKING:
    from figures.cli.threshold import Threshold
    from figures.reporting.difference import Change, Difference, Table
    from figures.wording import Wording

_SIGNS = {"new": "green", "gone": "red", "revised": "yellow"}
_SENTENCE = "sentence"
_run = click.Path(exists=True, path_type=Path)


@click.command(
    cls=Configured,
    short_help="Tell what is new, gone and revised between two reports.",
    epilog="Example: figures diff report-monday report-tuesday --fail-on conflict",
)
@click.argument("before", metavar="RUN_A", type=_run)
@click.argument("after", metavar="RUN_B", type=_run)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object with the records and what changed in them.")
@click.option("--exit-code", is_flag=True, help="End with 1 wherever the two differ, whatever in.")
@options.fail_on
@options.lang
def diff(
    before: Path,
    after: Path,
    as_json: bool,  # noqa: FBT001
    exit_code: bool,  # noqa: FBT001
    fail_on: Threshold | None,
    lang: str | None,
) -> None:
    """Tell what is new, gone and revised from RUN_A to RUN_B: figures, questions and findings, by their ids.

    A RUN is the folder of a report, or one of its .jsonl tables alone. A line begins with + for what is new, - for what is
    gone, ~ for what changed, and ends with the id that figures explain asks for.

    The exit code is 1 where a finding of what --fail-on names is new, or has become so grave; without it, an error.
    """
    from figures.reporting.difference import difference, raised
    from figures.wording import wording

    tables = [_tables(path) for path in (before, after)]
    if not set(tables[0]) & set(tables[1]):
        raise click.UsageError(f"{before} and {after} have no table in common")
    found = difference(*tables)
    if as_json:
        click.echo(json.dumps(found.record(), ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace"))
    else:
        for line in told(found, wording(lang or _language(tables[1]))):
            click.echo(line)
    limit = fail_on or threshold("error")
    grave = raised(found.findings, limit.levels, limit.kinds)
    differs = bool(found.claims or found.groups or found.findings)
    exits.leave(read_nothing=False, findings=grave or (exit_code and differs))


def _tables(path: Path) -> Mapping[str, Table]:
    """The tables of a run by their names."""
    from figures.cli.explanation import KEYS, read_table

    try:
        if path.is_dir():
            return {name: read_table(path / f"{name}.jsonl", key) for name, key in KEYS.items()}
        for name, key in reversed(KEYS.items()):
            with path.open(encoding="utf-8") as lines:
                first = json.loads(next(lines, "{}"))
            if isinstance(first, dict) and key in first:
                return {name: read_table(path, key)}
    except OSError as error:
        raise click.UsageError(f"no report in {path}: {error.strerror}: {error.filename}") from None
    except ValueError as error:
        raise click.UsageError(f"{path} cannot be read: {error}") from None
    raise click.UsageError(f"{path} is no table of a report: there are {', '.join(f'{name}.jsonl' for name in KEYS)}")


def _language(tables: Mapping[str, Table]) -> str:
    from figures.wording import languages

    spoken = Counter(claim.get("language") for claim in tables.get("claims", {}).values())
    most = min(spoken, key=lambda code: (-spoken[code], code or ""), default=None)
    return most if most in languages() else "en"


def told(found: Difference, words: Wording) -> Iterator[str]:
    """The lines of a difference: for each table how many rows came, went and changed, then each row."""
    from figures.reporting.difference import TABLES, WAYS

    for table in TABLES:
        changes = found.of(table)
        ways = Counter(change.way for change in changes)
        if not ways:
            continue
        counts = ", ".join(words.count(f"diff.count.{way}", ways[way]) for way in WAYS if ways[way])
        yield words.text("diff.heading", table=words.text(f"diff.table.{table}"), counts=counts)
        for way in WAYS[:3]:
            yield from (_line(change, table, words) for change in changes if change.way == way)
    if not (found.claims or found.groups or found.findings):
        yield words.text("diff.none")


def _line(change: Change, table: str, words: Wording) -> str:
    from figures.corpus import printable

    record = change.record
    told = [
        words.text(
            "diff.change",
            field=words.term("diff.field", name),
            before=_shown(old, name, words),
            after=_shown(new, name, words),
        )
        for name, (old, new) in change.fields.items()
        if name != _SENTENCE
    ]
    # A sentence is too long to be told twice, and says enough where it changed alone.
    changes = words.text("finding.semicolon").join(told) or words.text("diff.sentence")
    row = {"claims": _claim, "groups": _group, "findings": _finding}[table](record, words)
    line = words.text(f"diff.{change.way}", row=row, id=record[f"{table[:-1]}_id"], changes=changes)
    return click.style(printable(" ".join(line.split())), fg=_SIGNS[change.way])


def _shown(value: Any, name: str, words: Wording) -> str:
    if value is None:
        return words.text("locale.none")
    if isinstance(value, bool | list | dict):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, int | float):
        return words.number(value)
    return {"state": words.term("cli.state", value), "level": words.term("level", value)}.get(name, str(value))


def _claim(claim: Any, words: Wording) -> str:
    who = claim.get("source_resolved") or claim.get("source") or words.term("attribution", claim.get("attribution"))
    figure = f"{claim['exact']} {claim.get('noun') or ''}".strip()
    return words.text("diff.claim", figure=figure, who=who, document=claim["document_id"])


def _group(group: Any, _words: Wording) -> str:
    return str(group["label"])


def _finding(finding: Any, words: Wording) -> str:
    level = words.term("level", finding["level"])
    return words.text("diff.finding", level=level, kind=finding["kind"], message=finding["message"])
