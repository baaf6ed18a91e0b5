"""A folder with everything a run gives: the report, the workbook, the tables, and forms for other programs."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from figures.model import Document, Reconciliation
from figures.reporting.belongings import SkippedEntry, SourceEntry, run
from figures.reporting.columns import TABLES
from figures.reporting.exchange import ISO, Dialect
from figures.reporting.forms import DESCRIPTION, Job, lines_of

#: The one file that is no text.
WORKBOOK = "figures.xlsx"
#: The forms a report has, each with its files, in the order in which they are written; the report comes last, when the
#: others are there.
FORMATS: dict[str, tuple[str, ...]] = {
    "xlsx": (WORKBOOK,),
    "csv": (*(f"{name}.csv" for name in TABLES), DESCRIPTION),
    "jsonl": tuple(f"{name}.jsonl" for name in TABLES),
    "sarif": ("figures.sarif",),
    "annotations": ("annotations.jsonld",),
    "schema-org": ("claims.jsonld",),
    "html": ("report.html",),
    "md": ("report.md",),
}
#: Written whatever is asked for: the page a person begins with, and what other commands read a report from.
ALWAYS = ("jsonl", "md")
#: Written where nothing is asked for.
DEFAULT = ("xlsx", "csv", "html", *ALWAYS)
#: The folder of the pictures, beside the report, and what one is called: the id of its finding.
FOLDER = "plots"
_PICTURE = re.compile(r"f[0-9a-f]{12}\.svg")
#: A folder that holds all of these holds a report.
MARKS = frozenset({"claims.jsonl", "groups.jsonl", "findings.jsonl"})


def files(formats: Iterable[str]) -> tuple[str, ...]:
    """The files of some formats and of those that are always written, in the order in which they are written.

    Raises `ValueError`, which lists the formats there are, for a name that is none.

    >>> files(["md"])[-2:]
    ('skipped.jsonl', 'report.md')
    """
    wanted = [*formats, *ALWAYS]
    if unknown := [name for name in wanted if name not in FORMATS]:
        raise ValueError(f"no format {', '.join(map(repr, unknown))}; there are {', '.join(FORMATS)}")
    return tuple(file for name, named in FORMATS.items() if name in wanted for file in named)


#: The files of a report for which nothing else was asked, and all that a report may have.
FILES = files(DEFAULT)
ALL_FILES = files(FORMATS)


def write_report(
    result: Reconciliation,
    folder: Path,
    *,
    skipped: Sequence[SkippedEntry] = (),
    notices: Sequence[SkippedEntry] = (),
    sources: Sequence[SourceEntry] = (),
    documents: Iterable[Document] = (),
    language: str | None = None,
    command: str | None = None,
    formats: Collection[str] = DEFAULT,
    dialect: Dialect = ISO,
) -> list[Path]:
    """Write a report into a folder, which is made where there is none; returns the paths of its files.

    `formats` are names of `FORMATS`, `dialect` is that of the CSV files. `language` is that of the report's own words, by
    default that of the run's messages. `skipped` and `notices` are what loading left aside or has to say, `sources` the
    file of each document with its hash, `documents` those whose texts the page shows and whose lines are counted, `command`
    the line to print at the end of the report. The pictures that the report shows lie in a folder `plots` beside it. The
    same arguments give the same bytes. A file is replaced as a whole or not at all; what an earlier report in the folder
    had beyond these files is removed, other files are left alone.

    Raises `ValueError` for a language without wording and an unknown format, before anything is written, and `OSError`
    where the folder cannot be made or written.
    """
    from figures.reporting.hypertext import svg
    from figures.reporting.pictures import file_of, pictures
    from figures.wording import wording

    names = files(formats)
    spoken = wording(language or result.language).language
    whole = run(result, skipped=skipped, notices=notices, sources=sources, texts=documents)
    folder.mkdir(parents=True, exist_ok=True)
    earlier = ALL_FILES if all((folder / mark).is_file() for mark in MARKS) else ()
    drawn = pictures(whole, wording(spoken))
    job = Job(whole, spoken, command, drawn, names, dialect, folder)
    _pictures(folder, {file_of(finding_id): svg(plot, alone=True) for finding_id, plot in drawn.items()})
    written = []
    for name in names:
        written.append(folder / name)
        _replace(written[-1], partial(_workbook, job) if name == WORKBOOK else partial(_write, lines=lines_of(name, job)))
    for name in set(earlier).difference(names):
        (folder / name).unlink(missing_ok=True)
    return written


def _workbook(job: Job, path: Path) -> None:
    from figures.reporting.workbook import write_workbook

    write_workbook(job.run, path, language=job.language, command=job.command, page="report.html" in job.names)


def _pictures(folder: Path, drawn: Mapping[str, str]) -> None:
    """Write the pictures and remove those an earlier run left; there is a folder for them where there are any."""
    beside = folder / FOLDER
    for old in beside.glob("*.svg"):
        if _PICTURE.fullmatch(old.name) and f"{FOLDER}/{old.name}" not in drawn:
            old.unlink()
    if drawn:
        beside.mkdir(exist_ok=True)
    elif beside.is_dir() and not any(beside.iterdir()):
        beside.rmdir()
    for name, picture in drawn.items():
        _replace(folder / name, partial(_write, lines=[picture]))


def _write(path: Path, lines: Iterable[str]) -> None:
    # Half a surrogate pair, which a JSON text may hold, is written as its escape: UTF-8 has no bytes for it.
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
        file.writelines(lines)


def _replace(path: Path, write: Callable[[Path], None]) -> None:
    """Write beside the file and put the whole in its place, so that nobody reads half of it."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        write(beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
