"""A folder with everything a run gives: the report, the workbook, and the tables as CSV and JSON Lines."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from figures.model import Document, Reconciliation
from figures.reporting.belongings import Run, SkippedEntry, SourceEntry, run
from figures.reporting.exchange import csv_lines, json_lines
from figures.reporting.tables import records

#: The files of a report, in the order in which they are written; the report comes last, when the others are there.
FILES = (
    *("figures.xlsx", "claims.csv", "claims.jsonl", "groups.csv", "groups.jsonl", "findings.csv", "findings.jsonl"),
    *("documents.csv", "not_counted.csv", "skipped.csv", "report.html", "report.md"),
)

#: The folder of the pictures, beside the report, and what one is called: the id of its finding.
FOLDER = "plots"
_PICTURE = re.compile(r"f[0-9a-f]{12}\.svg")


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
) -> list[Path]:
    """Write the files named in `FILES` into a folder, which is made where there is none; returns their paths.

    `language` is that of the report's own words, by default that of the run's messages. `skipped` and `notices` are what
    loading left aside or has to say, `sources` the file of each document with its hash, `documents` those whose texts
    the page shows, `command` the line to print at the end of the report. The pictures that the report shows lie in a
    folder `plots` beside it, and those of an earlier run are removed. The same arguments give the same bytes. A file is
    replaced as a whole or not at all; other files of the folder are left alone.

    Raises `ValueError` for a language without wording, before anything is written, and `OSError` where the folder
    cannot be made or written.
    """
    # The workbook, the template engine and the tables take as long to import as a small report to write.
    from figures.reporting.hypertext import svg
    from figures.reporting.page import page
    from figures.reporting.pictures import file_of, pictures
    from figures.reporting.report import report
    from figures.reporting.workbook import write_workbook
    from figures.wording import wording

    spoken = wording(language or result.language).language
    whole = run(result, skipped=skipped, notices=notices, sources=sources, texts=documents)
    drawn = pictures(whole, wording(spoken))
    folder.mkdir(parents=True, exist_ok=True)
    told: dict[str, Any] = {"language": spoken, "command": command, "drawn": drawn}

    def others(name: str) -> list[str]:
        return [other for other in FILES if other != name]

    writers: dict[str, Callable[[Path], None]] = {
        "figures.xlsx": lambda path: write_workbook(whole, path, language=spoken),
        "report.html": lambda path: _write(path, [page(whole, files=others("report.html"), **told)]),
        "report.md": lambda path: _write(path, [report(whole, files=others("report.md"), **told)]),
    }
    _pictures(folder, {file_of(finding_id): svg(plot, alone=True) for finding_id, plot in drawn.items()})
    written = []
    for name in FILES:
        written.append(folder / name)
        _replace(written[-1], writers.get(name) or _table_writer(whole, name))
    return written


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


def _table_writer(whole: Run, name: str) -> Callable[[Path], None]:
    table, _, form = name.partition(".")
    lines = {"csv": csv_lines, "jsonl": json_lines}[form]
    return lambda path: _write(path, lines(records(whole)[table]))


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
