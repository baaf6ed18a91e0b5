"""Decisions of people from whatever file they stand in: a workbook, JSON Lines, CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from figures.model import Decision, decision_of
from figures.model.decision import FIELDS
from figures.reviewing import LedgerError, read_ledger

if TYPE_CHECKING:
    from figures.reporting.returned import Returned

#: The columns of decisions as CSV.
COLUMNS = ("subject", "target_id", "decision", *FIELDS)
_TEXTS = ("target_id", "coder", "rationale", "exact", "sentence", "unit", "noun", "status", "source")
_LISTS = ("claim_ids", "split_off")
_JOINT = "; "
#: What spreadsheets save a workbook as, if they are let.
_OTHER_BOOKS = (".ods", ".xls", ".xlsb", ".xlsm", ".numbers")
_TRUTHS = {"true": True, "false": False}


def read_decisions(path: Path, *, coder: str | None = None) -> Returned:
    """The decisions of a workbook (`.xlsx`), a CSV or a file of JSON Lines; `coder` signs those that nobody signed.

    Raises `LedgerError` that names the place of whatever is no decision, and `OSError`.
    """
    from figures.reporting.returned import Returned, read_workbook

    if path.suffix.lower() in _OTHER_BOOKS:
        raise LedgerError([f"{path.name}: save it as .xlsx, and name that file"])
    if path.suffix.lower() == ".xlsx":
        return read_workbook(path, coder=coder)
    try:
        # As it stands: of a line end in a cell no other is made.
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LedgerError([f"{path} is no UTF-8: {error.reason}"]) from None
    found = list(_rows(text, path.name)) if path.suffix.lower() == ".csv" else read_ledger(text, path.name)
    if coder is not None:
        found = [decision if decision.coder else replace(decision, coder=coder) for decision in found]
    return Returned(tuple(found), frozenset())


def csv_of(decisions: Iterator[Decision]) -> Iterator[str]:
    """Decisions as CSV, a header first; lists are one cell with semicolons between their entries, texts are never run."""
    from figures.reporting.guarding import guarded

    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for decision in decisions:
        told = decision.record()
        cells = (_written(told.get(name)) for name in COLUMNS)
        writer.writerow([guarded(cell) if name in _TEXTS else cell for name, cell in zip(COLUMNS, cells, strict=True)])
    yield buffer.getvalue()


def _written(cell: Any) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case list():
            return _JOINT.join(cell)
        case _:
            return str(cell)


def _rows(text: str, name: str) -> Iterator[Decision]:
    problems: list[str] = []
    reader = csv.DictReader(io.StringIO(text, newline=""), restval="")
    found: list[Decision] = []
    for row in reader:
        try:
            found.append(decision_of({column: _read(column, cell) for column, cell in row.items() if cell}))
        except (ValueError, AttributeError, TypeError) as error:
            problems.append(f"{name}:{reader.line_num}: {error}")
    if problems:
        raise LedgerError(problems)
    yield from found


def _read(column: str, cell: str) -> Any:
    from figures.reporting.guarding import unguarded

    if column in _TEXTS:
        return unguarded(cell)
    if column in _LISTS:
        return [part.strip() for part in cell.split(_JOINT.strip()) if part.strip()]
    if column == "settles":
        return _TRUTHS.get(cell.lower(), cell)
    return int(cell) if column == "credibility" and cell.isdecimal() else cell
