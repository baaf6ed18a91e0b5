"""The lines of each file of a report, whatever its form.

A form is imported when it is asked for: each takes as long to import as a small report to write.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from figures.reporting.belongings import Run
from figures.reporting.exchange import Dialect, csv_lines, json_lines
from figures.reporting.tables import records

if TYPE_CHECKING:
    from figures.reporting.plots import Plot

#: The file that describes the CSV files, which are there before it.
DESCRIPTION = "datapackage.json"


class Job(NamedTuple):
    """A report to write: the run, the language of its words, the line that made it, its pictures by finding.

    `names` are all the files of the report, `folder` is where they stand, `dialect` is that of the CSV files.
    """

    run: Run
    language: str
    command: str | None
    drawn: Mapping[str, Plot]
    names: tuple[str, ...]
    dialect: Dialect
    folder: Path


def lines_of(name: str, job: Job) -> Iterable[str]:
    """The lines of a file of the report, by its name. Raises `KeyError` for a file there is not."""
    if name in _FORMS:
        return _FORMS[name](job)
    table, _, form = name.partition(".")
    rows = records(job.run)[table]
    return csv_lines(rows, job.dialect) if form == "csv" else json_lines(rows)


def _hypertext(job: Job) -> Iterable[str]:
    from figures.reporting.page import page

    others = [name for name in job.names if name != "report.html"]
    return [page(job.run, language=job.language, command=job.command, drawn=job.drawn, files=others)]


def _markdown(job: Job) -> Iterable[str]:
    from figures.reporting.report import report

    others = [name for name in job.names if name != "report.md"]
    return [report(job.run, language=job.language, command=job.command, drawn=job.drawn, files=others)]


def _description(job: Job) -> Iterable[str]:
    from figures.reporting.datapackage import datapackage, made_by

    made = made_by(job.run.result, job.command)
    return datapackage(job.folder, dialect=job.dialect, language=job.language, made=made)


def _results(job: Job) -> Iterable[str]:
    from figures.reporting.sarif import sarif

    return sarif(job.run, language=job.language, command=job.command)


def _annotations(job: Job) -> Iterable[str]:
    from figures.reporting.linked_data import annotation_collection

    return annotation_collection(job.run, language=job.language)


def _claims(job: Job) -> Iterable[str]:
    from figures.reporting.linked_data import claim_graph

    return claim_graph(job.run, language=job.language)


_FORMS: dict[str, Callable[[Job], Iterable[str]]] = {
    DESCRIPTION: _description,
    "figures.sarif": _results,
    "annotations.jsonld": _annotations,
    "claims.jsonld": _claims,
    "report.html": _hypertext,
    "report.md": _markdown,
}
