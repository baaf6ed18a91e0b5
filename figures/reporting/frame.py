"""Claims, groups and findings as pandas frames, with the same types whatever the rows hold."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

import pandas as pd

from figures.model import Claim, Claims, Finding, Findings, Group, Groups
from figures.reporting.columns import Column, Type, recorded

Rows = Literal["claims", "groups", "findings"]

_DTYPES: dict[Type, str] = {
    "string": "string",
    "integer": "Int64",
    "number": "Float64",
    "boolean": "boolean",
    "date": "string",
    "ids": "object",
}
_EMPTY: dict[type, Rows] = {Claims: "claims", Groups: "groups", Findings: "findings"}
_TABLES: dict[type, Rows] = {Claim: "claims", Group: "groups", Finding: "findings"}


def frame(items: Iterable[Claim] | Iterable[Group] | Iterable[Finding], *, rows: Rows | None = None) -> pd.DataFrame:
    """The records of claims, groups or findings as a frame: one row each, the columns in the order of the record.

    Text and ISO dates are `string`, offsets and counts `Int64`, numbers `Float64`, true and false `boolean`, each with
    `pd.NA` for what is not known; lists of ids stay lists, ready for `explode`. The groups of a run are groups even where
    there are none; of any other empty `items`, `rows` says what it is empty of, claims by default.

    Raises `TypeError` for items that are none of the three, or not all of one sort.

    >>> len(frame([])), frame([], rows="findings").columns[0]
    (0, 'finding_id')
    """
    listed: list[Any] = list(items)
    sorts = {type(item) for item in listed}
    if sorts - _TABLES.keys() or len(sorts) > 1:
        named = ", ".join(sorted(sort.__name__ for sort in sorts))
        raise TypeError(f"items must be all claims, all groups or all findings, not {named}")
    found: Rows = _TABLES[sorts.pop()] if sorts else _EMPTY.get(type(items)) or rows or "claims"
    if rows not in (None, found):
        raise TypeError(f"items are {found}, not {rows}")
    records = [item.record() for item in listed]
    return pd.DataFrame(
        {column.name: _series(column, [record[column.name] for record in records]) for column in recorded(found)}
    )


def _series(column: Column, cells: list[Any]) -> pd.Series[Any]:
    if column.type == "number":
        # A whole number may be longer than 64 bits.
        cells = [None if cell is None else float(cell) for cell in cells]
    return pd.Series(cells, dtype=_DTYPES[column.type])
