"""A workbook that comes back: the decisions people wrote into it."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import BadZipFile

from figures.model import Decision, decision_of
from figures.model.decision import NO_CORRECTION, as_number
from figures.reconciling.evidence import evidence_from
from figures.reporting.columns import TABLES, WORKBOOK_ONLY, Column
from figures.reporting.decided import LIST, About, decision_in, within_a_cell
from figures.reporting.sheets import README, SHEETS
from figures.reporting.tables import JOINT
from figures.reviewing import LedgerError

_TABLE_OF_SHEET = {sheet: table for table, sheet in SHEETS.items()}
_COLUMNS = TABLES | WORKBOOK_ONLY
_DECIDED_IN = ("claims", "groups", "findings", "missed")
_SEPARATOR = JOINT.strip()
_IDS = re.compile(r"k[0-9a-f]{12}(; k[0-9a-f]{12})*")

Cells = dict[str, Any]


class Returned(NamedTuple):
    """The decisions of a workbook, and the ids of those it was written with whose rows are still in it.

    Of these, one that is not among the decisions any longer was withdrawn; a row that is gone withdraws nothing.
    """

    decisions: tuple[Decision, ...]
    shown: frozenset[str]


class _Row(NamedTuple):
    """A row of a sheet: its cells by column, and where it stands, to be told to a person."""

    cells: Cells
    sheet: str
    number: int
    letters: Mapping[str, str]

    def at(self, column: str | None = None) -> str:
        """`findings!D12`, or the row."""
        letter = self.letters.get(column or "")
        return f"{self.sheet}!{letter}{self.number}" if letter else f"{self.sheet}, row {self.number}"


def read_workbook(path: Path, *, coder: str | None = None) -> Returned:
    """The decisions in a workbook of `write_workbook` that people filled in, with whatever program they saved it.

    `coder` signs the decisions in yellow cells that are new and that nobody signed. Raises `LedgerError` that names the
    sheet and the cell of everything that cannot be taken for a decision, and of a file that is no such workbook.
    """
    book = _Book(path)
    problems = list(book.lacking())
    if problems:
        raise LedgerError(f"{path.name}: {problem}" for problem in problems)
    shown = book.shown()
    listed, homes = _listed(book, shown, problems)
    found = list(listed)
    rows: dict[str, set[str]] = {LIST: set(homes)}
    questions = {decision.question for decision in listed}
    for table in _DECIDED_IN:
        there = rows.setdefault(SHEETS.get(table, table), set())
        for row in book.rows(table, problems):
            there.add(str(row.cells.get(_ROW_OF[table], "")))
            try:
                for decision in _decisions(book, table, row):
                    made = replace(decision, settles=decision.question in questions)
                    if made.decision_id not in shown:
                        book.check(made)
                    # What nobody signed before was not decided by who brings it back now.
                    unsigned = made.coder is None and made.decision_id not in shown
                    found.append(replace(made, coder=coder) if unsigned else made)
            except ValueError as error:
                problems.append(f"{row.at()}: {error}")
    if problems:
        raise LedgerError(f"{path.name}: {problem}" for problem in problems)
    present = (key for key, (sheet, row_id) in homes.items() if row_id in rows.get(sheet, ()))
    return Returned(tuple(dict.fromkeys(found)), shown.intersection(present))


class _Book:
    """The rows of a workbook by table; a sheet that goes on in another is one table."""

    def __init__(self, path: Path) -> None:
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException

        try:
            with warnings.catch_warnings():
                # Of what it does not know of a file, such as lists to choose from, the reader warns.
                warnings.simplefilter("ignore")
                self._book = load_workbook(path, read_only=True, data_only=True)
        except (BadZipFile, InvalidFileException, KeyError, ValueError) as error:
            raise LedgerError([f"{path.name} is no workbook: {error}"]) from None
        self._members: dict[str, tuple[str, ...]] | None = None
        self._evidence: dict[str, str] = {}
        if not {README, *(SHEETS.get(name, name) for name in (*_DECIDED_IN, LIST))} <= set(self._book.sheetnames):
            raise LedgerError([f"{path.name} is no workbook of figures report: it has not all of its sheets"])

    def lacking(self) -> Iterator[str]:
        """What the headers of the sheets lack of the columns that are read: each sheet with their names."""
        for table in (*_DECIDED_IN, LIST):
            for name in self._sheets(table):
                head, _ = self._head(name)
                if missing := [column for column in _NEEDED[table] if column not in head]:
                    yield f"{name}, row 1: the header lacks {', '.join(missing)}"

    def _sheets(self, table: str) -> list[str]:
        """The names of the sheets a table stands in."""
        sheet = SHEETS.get(table, table)
        further = re.compile(re.escape(sheet) + r"( \d+)?")
        return [name for name in self._book.sheetnames if further.fullmatch(name)]

    def _head(self, name: str) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
        """The header of a sheet, and the rows below it."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            body = self._book[name].iter_rows(values_only=True)
            return [str(cell or "") for cell in next(body, ())], body

    def rows(self, table: str, problems: list[str]) -> Iterator[_Row]:
        """The rows of a table that have anything in a cell, each cell as the type of its column has it."""
        from openpyxl.utils import get_column_letter

        columns = {column.name: column for column in _COLUMNS[table]}
        for name in self._sheets(table):
            head, body = self._head(name)
            letters = {column: get_column_letter(i) for i, column in enumerate(head, 1)}
            for number, values in enumerate(body, 2):
                cells: Cells = {}
                row = _Row(cells, name, number, letters)
                for column, value in zip(head, values, strict=False):
                    if value is None or column not in columns:
                        continue
                    try:
                        read = _cell(columns[column], value)
                    except ValueError as error:
                        problems.append(f"{row.at(column)}: {error}")
                        continue
                    if read is not None:
                        cells[column] = read
                if cells:
                    yield row

    def shown(self) -> frozenset[str]:
        """The ids of the decisions the workbook was written with, from the hidden rows of its first sheet."""
        cells = (row[0] for row in self._book[README].iter_rows(max_col=1, values_only=True) if row)
        told = [str(cell) for cell in cells if cell is not None and _IDS.fullmatch(str(cell))]
        return frozenset(key for cell in told for key in cell.split(JOINT))

    def members(self, group_id: str) -> tuple[str, ...]:
        """The claims of a group, from the sheet of the figures, where there is room for any number of them."""
        if self._members is None:
            members: dict[str, list[str]] = {}
            for row in self.rows("claims", []):
                claim_id = row.cells.get("claim_id", "")
                self._evidence[claim_id] = row.cells.get("evidence", "")
                members.setdefault(row.cells.get("group_id", ""), []).append(claim_id)
            self._members = {key: tuple(claims) for key, claims in members.items()}
        if group_id not in self._members:
            raise ValueError(f"there is no group {group_id!r}")
        return self._members[group_id]

    def check(self, decision: Decision) -> None:
        """Raises `ValueError` for what is new in the workbook and can come to nothing: a slip of who filled it in."""
        if decision.decision == "misread" and decision.correction == NO_CORRECTION:
            raise ValueError("misread: no corrected_ column says what the figure is")
        if decision.decision == "missed" and self._documents and decision.target_id not in self._documents:
            raise ValueError(f"missed: there is no document {decision.target_id!r}")

    @cached_property
    def _documents(self) -> frozenset[str]:
        """The ids of the documents of the run, as far as the workbook has its sheet of them."""
        return frozenset(str(row.cells.get("document_id", "")) for row in self.rows("documents", []))

    def evidence(self, claim_ids: Sequence[str]) -> str:
        """The fingerprint of some claims."""
        return evidence_from(self._evidence[claim_id] for claim_id in claim_ids)


def _cell(column: Column, value: Any) -> Any:
    """A cell as a record has it, or `None` for one that is empty. Raises `ValueError` for what it cannot be."""
    from openpyxl.utils.escape import unescape

    if isinstance(value, str):
        value = unescape(value).strip()
        if not value:
            return None
        value = next((word for word in column.values if word.casefold() == value.casefold()), value)
    match column.type:
        case "boolean":
            if isinstance(value, bool | int) and value in (0, 1):
                return bool(value)
            raise ValueError(f"{column.name} must be TRUE or FALSE, not {value!r}")
        case "date":
            if isinstance(value, datetime | date):
                return value.strftime("%Y-%m-%d") if value.year >= 1000 else value.isoformat()[:10]
            return str(value)
        case "number" | "integer":
            return _number(column, value)
        case "ids":
            return [part.strip() for part in str(value).split(_SEPARATOR) if part.strip()]
        case _:
            if isinstance(value, float) and value.is_integer():
                value = int(value)
            return value.isoformat()[:10] if isinstance(value, datetime) else str(value)


def _number(column: Column, value: Any) -> int | float | str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        whole = column.type == "integer" or float(value).is_integer()
        return int(value) if whole and float(value).is_integer() else value
    try:
        return as_number(Decimal(str(value)))
    except ArithmeticError:
        raise ValueError(f"{column.name} must be a number such as 12000 or 12.5, not {value!r}") from None


def _listed(book: _Book, shown: frozenset[str], problems: list[str]) -> tuple[list[Decision], dict[str, tuple[str, str]]]:
    """The decisions that stand in the list alone, and for each row of it the sheet and the row the decision stands in.

    Those that stand in another sheet are as they were, or a problem. One that was shown and whose word was emptied is
    withdrawn.
    """
    found: list[Decision] = []
    homes: dict[str, tuple[str, str]] = {}
    rows: dict[str, _Row] = {}
    for number, row in enumerate(book.rows(LIST, problems)):
        key = row.cells.get("decision_id", f"row {number}")
        if key in rows and "decision" not in row.cells:
            for name in ("claim_ids", "split_off"):
                rows[key].cells.setdefault(name, []).extend(row.cells.get(name, []))
        else:
            rows[key if key not in rows else f"row {number}"] = row
    for key, row in rows.items():
        where = row.cells.get("edited_in", LIST)
        by_target = where not in (LIST, "missed")
        homes[key] = (where, str(row.cells.get("target_id")) if by_target else key)
        if where == LIST and key in shown and "decision" not in row.cells:
            continue
        told = {name: value for name, value in row.cells.items() if name not in ("standing", "edited_in")}
        try:
            decision = decision_of(told)
        except ValueError as error:
            problems.append(f"{row.at()}: {error}")
            continue
        if where == LIST:
            found.append(decision)
        elif row.cells.get("decision_id") != decision.decision_id:
            problems.append(f"{row.at()}: this decision stands in the sheet {where}; change it there")
    return found, homes


def _decisions(book: _Book, table: str, row: _Row) -> Iterator[Decision]:
    """What was decided in a row."""
    cells = row.cells
    asked = {column.name for column in _COLUMNS[table] if column.asked}
    if asked.isdisjoint(cells):
        return
    signed = dict(cells)
    for name in [*_CLAIM_LISTS, "target_id"]:
        signed.pop(name, None)
    merged, split = cells.get("merge_with", []), cells.get("split_off", [])
    claim_ids = within_a_cell(cells.get("claim_ids", ())) if table in ("findings", "groups") else ()
    about = About(_target(table, cells), cells.get("fingerprint", "") if table != "missed" else "", claim_ids)
    if table == "findings":
        about = about._replace(finding_kind=cells.get("kind"))
    elif table == "groups" and (merged or split):
        redrawn = list(_regrouping(book, about.target_id, merged, split, signed))
        yield from redrawn
        if not {"chosen_value", "resolution_method"} & cells.keys():
            return
        # What is chosen in the same row is chosen for the question as it is redrawn.
        stay = [i for i in redrawn[-1].claim_ids if i not in redrawn[-1].split_off]
        about = about._replace(claim_ids=within_a_cell(stay), fingerprint=book.evidence(stay))
    decision = decision_in(table, signed, about)
    if decision is not None:
        yield decision


_CLAIM_LISTS = ("claim_ids", "merge_with", "split_off")
_ID_OF = {"claims": "claim_id", "groups": "group_id", "findings": "finding_id", "missed": "document_id"}
#: What a row goes by, whatever a person writes into it.
_ROW_OF = _ID_OF | {"missed": "decision_id"}
_READ_BESIDE = {
    "claims": ("group_id", "fingerprint", "evidence"),
    "groups": ("fingerprint", "claim_ids"),
    "findings": ("kind", "fingerprint", "claim_ids"),
}
#: The columns without which a sheet cannot be read: a lost one would be as many emptied cells.
_NEEDED = {LIST: [column.name for column in _COLUMNS[LIST]]} | {
    table: list(dict.fromkeys([
        _ID_OF[table], *(column.name for column in _COLUMNS[table] if column.asked), *_READ_BESIDE.get(table, ())
    ]))
    for table in _DECIDED_IN
}  # fmt: skip


def _target(table: str, cells: Cells) -> str:
    target = cells.get(_ID_OF[table])
    if target is None:
        raise ValueError(f"{_ID_OF[table]} is empty")
    return str(target)


def _regrouping(book: _Book, group_id: str, merged: Sequence[str], split: Sequence[str], cells: Cells) -> Iterator[Decision]:
    """Figures that leave a group, and groups that are one question with what stays."""
    signed = {name: cells[name] for name in ("rationale", "coder", "decided_on") if cells.get(name) is not None}
    members = book.members(group_id)
    for claim_id in split:
        if claim_id not in members:
            raise ValueError(f"split_off: there is no figure {claim_id!r} in this group")
    staying = [claim_id for claim_id in members if claim_id not in split]
    if split:
        if not staying:
            raise ValueError("split_off: no figure would stay in this group")
        made = {"decision": "split", "target_id": group_id, "claim_ids": members, "split_off": split}
        yield decision_of({**made, "fingerprint": book.evidence(members), **signed})
    for other in merged:
        if other == group_id:
            raise ValueError("merge_with: this is the group itself")
    if merged:
        together = [*staying, *(claim_id for other in merged for claim_id in book.members(other))]
        made = {"decision": "merged", "target_id": group_id, "claim_ids": together}
        yield decision_of({**made, "fingerprint": book.evidence(together), **signed})
