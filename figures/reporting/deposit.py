"""A folder to deposit: the tables of a run with their codebook, schemas, hashes, and a log of what they were made from.

The log has the fields of the Berkeley Protocol on Digital Open Source Investigations (OHCHR 2022): when, what, from where,
how, by whom, and the hash by which it is known again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import figures
from figures.reporting.codebook import codebook
from figures.reporting.columns import TABLES
from figures.reporting.datapackage import datapackage, sha256
from figures.reporting.exchange import ISO, Dialect, csv_lines, json_lines
from figures.reporting.importing import read_table
from figures.reporting.schemas import schema_files
from figures.reporting.tables import Cell, Table
from figures.wording import Wording, wording

#: The file that holds the hash of every other one, in the form of the command sha256sum.
SUMS = "SHA256SUMS"
#: A folder that holds these holds a deposit.
MARKS = ("datapackage.json", "log.jsonl", SUMS)
_UNTOLD: Mapping[str, str | None] = MappingProxyType({})


class Kept(NamedTuple):
    """A file that goes along, byte for byte: where it is, the name it has in the deposit, and its SHA-256."""

    path: Path
    name: str
    sha256: str


class Log(NamedTuple):
    """What the log says beside the run: the time, if one was given, and who ran it."""

    at: datetime | None = None
    operator: str | None = None


def tables_of(folder: Path) -> dict[str, Table]:
    """The tables of a report. Raises `OSError` for one that is missing, `ValueError` for one that cannot be read."""
    return {name: read_table(folder / f"{name}.jsonl") for name in TABLES}


def making_of(folder: Path) -> dict[str, str | None]:
    """How a report was made, as its own description tells it; nothing where it has none."""
    try:
        told = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    made = told.get("made") if isinstance(told, dict) else None
    return {str(key): value for key, value in made.items()} if isinstance(made, dict) else {}


def texts_of(documents: Table) -> list[Kept]:
    """The files the documents came from, each once, as they were when they were read.

    Raises `ValueError` for one that is not there any more, or is another by now.
    """
    kept: dict[str, Kept] = {}
    for row in documents.rows():
        path, known = row["path"], row["sha256"]
        if not isinstance(path, str) or not isinstance(known, str):
            raise ValueError(f"{row['document_id']} came from no file")  # noqa: TRY004 - of a row, not of an argument
        file = next((one for one in (Path(path), Path(path.rpartition(":")[0])) if one.is_file()), None)
        if file is None:
            raise ValueError(f"{path} is not there")
        if sha256(file) != known:
            raise ValueError(f"{path} is not what it was when it was read")
        kept.setdefault(known, Kept(file, f"texts/{known[:12]}-{file.name}", known))
    return list(kept.values())


def ledgers_of(paths: Iterable[str]) -> list[Kept]:
    """Files of people's decisions, each under its own name and, where two have one, the hash of the later before it."""
    kept: dict[str, Kept] = {}
    for path in map(Path, paths):
        known = sha256(path)
        name = path.name if path.name not in kept else f"{known[:12]}-{path.name}"
        kept[name] = Kept(path, f"decisions/{name}", known)
    return list(kept.values())


def write_deposit(
    tables: Mapping[str, Table],
    folder: Path,
    *,
    language: str,
    made: Mapping[str, str | None] = _UNTOLD,
    dialect: Dialect = ISO,
    along: Sequence[Kept] = (),
    log: Log = Log(),  # noqa: B008 - a frozen value
) -> list[Path]:
    """Write a deposit into a folder, which is made where there is none; returns the paths of its files.

    `tables` are those of a run, `made` tells how it was made (`making_of`), `along` are files of texts and decisions that
    go with them. The same arguments give the same bytes: there is no time but the one that `log` gives. What an earlier
    deposit in the folder had beyond these files is removed.

    Raises `OSError` where the folder cannot be written, `ValueError` for a language without wording.
    """
    words = wording(language)
    (folder / "data").mkdir(parents=True, exist_ok=True)
    earlier = _listed(folder)
    written = []
    for name, lines in _files(tables, words, dialect, made, along, log):
        written.append(_write(folder / name, lines))
    for text in along:
        target = folder / text.name
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(text.path.read_bytes())
        written.append(target)
    description = datapackage(folder / "data", dialect=dialect, language=language, made=made, below="data/")
    written.append(_write(folder / "datapackage.json", description))
    names = sorted(path.relative_to(folder).as_posix() for path in written)
    written.append(_write(folder / SUMS, (f"{sha256(folder / name)}  {name}\n" for name in names)))
    for name in earlier - set(names):
        (folder / name).unlink(missing_ok=True)
    for beside in {(folder / name).parent for name in earlier} - {folder}:
        if beside.is_dir() and not any(beside.iterdir()):
            beside.rmdir()
    return written


def _files(
    tables: Mapping[str, Table],
    words: Wording,
    dialect: Dialect,
    made: Mapping[str, str | None],
    along: Sequence[Kept],
    log: Log,
) -> Iterator[tuple[str, Iterable[str]]]:
    """The files of text, each with its lines."""
    for name, table in tables.items():
        yield f"data/{name}.csv", csv_lines(table, dialect)
        yield f"data/{name}.jsonl", json_lines(table)
    for name, text in schema_files().items():
        yield f"schemas/{name}", [text]
    yield "codebook.md", codebook(words.language)
    yield "README.md", _readme(tables, words, made, along)
    yield "LICENSE.md", [f"# {words.text('deposit.licence.title')}\n\n{words.text('deposit.licence.text')}\n"]
    yield "log.jsonl", _log(tables, made, along, log)


def _readme(
    tables: Mapping[str, Table], words: Wording, made: Mapping[str, str | None], along: Sequence[Kept]
) -> Iterator[str]:
    yield f"# {words.text('workbook.title')}\n\n{words.text('deposit.readme.intro')}\n"
    folders = dict.fromkeys(one.name.partition("/")[0] for one in along)
    yield f"\n## {words.text('deposit.readme.files')}\n\n"
    for key in ("data", "schemas", "codebook", "datapackage", "log", "sums", *folders):
        yield f"- {words.text(f'deposit.readme.{key}')}\n"
    yield f"\n## {words.text('deposit.readme.tables')}\n\n"
    for name, table in tables.items():
        yield f"- `{name}`: {words.count('deposit.readme.rows', len(table))}\n"
    yield f"\n## {words.text('report.making.title')}\n\n{words.text('report.making.version', version=figures.__version__)}\n"
    if command := made.get("command"):
        yield f"\n```text\n{command}\n```\n"
    if policy := made.get("vague_policy"):
        yield f"\n{words.text('report.making.policy', policy=policy)}\n"
    yield f"\n{words.text('report.making.interval')}\n"
    yield f"\n{words.text('deposit.readme.check')}\n\n"
    yield f"```text\nsha256sum -c {SUMS}\nfrictionless validate datapackage.json\n```\n"


def _log(tables: Mapping[str, Table], made: Mapping[str, str | None], along: Sequence[Kept], log: Log) -> Iterator[str]:
    """One line for the run, one for each document, one for whatever was not read."""
    time = log.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if log.at else None
    copies = {one.sha256: one.name for one in along}

    def line(item: Cell, method: str, **rest: Any) -> str:
        entry = {"time": time, "item": item, "url": None, "method": method, "sha256": None, "path": None}
        entry |= {"copy": None, "operator": log.operator, "notes": None} | rest
        return json.dumps(entry, ensure_ascii=False) + "\n"

    yield line("run", "made", notes={"with": f"figures {figures.__version__}", **made})
    for row in tables["documents"].rows():
        known = row["sha256"]
        copy = copies.get(known) if isinstance(known, str) else None
        yield line(row["document_id"], "read", url=row["url"], sha256=known, path=row["path"], copy=copy)
    for one in along:
        if not one.name.startswith("texts/"):
            yield line(one.name, "copied", sha256=one.sha256, path=one.path.as_posix(), copy=one.name)
    for row in tables["skipped"].rows():
        yield line(row["path"], "skipped", path=row["path"], notes={"reason": row["reason"], "detail": row["detail"]})


def _listed(folder: Path) -> set[str]:
    """The files of an earlier deposit in a folder: those its hashes name, and no path that leads out of it."""
    if not all((folder / mark).is_file() for mark in MARKS):
        return set()
    lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    names = {line.partition("  ")[2] for line in lines}
    return {name for name in names if name and not Path(name).is_absolute() and ".." not in Path(name).parts}


def _write(path: Path, lines: Iterable[str]) -> Path:
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
        file.writelines(lines)
    return path
