"""Frames of records: one row each, the same types whatever the rows hold."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

import pandas as pd
import pytest

import figures
from figures.model import Claim, Finding, Group
from figures.reporting.columns import recorded
from figures.reporting.frame import Rows, frame
from tests.claim_builder import about, between, claim, exactly, finding, group, said_by, vaguely

BOATS = claim("About 30 boats left.", "30", about(30), noun="boats", by=said_by("the pilot"))
ROPES = claim("Between 2 and 3 ropes broke.", "2 and 3", between(2, 3), noun="ropes")
STARS = claim("Il y a 10^30 étoiles.", "10^30", exactly(10**30), noun="étoiles")
THOUSANDS = claim("Thousands came.", "Thousands", vaguely(2000, 2000, 9999))
SAIL = group("boats", [BOATS, ROPES], "compatible")
NOTE = finding("unsourced", "warning", [ROPES], "who?")

DTYPES = {
    "string": "string",
    "date": "string",
    "integer": "Int64",
    "number": "Float64",
    "boolean": "boolean",
    "ids": "object",
}
SORTS: tuple[Rows, ...] = ("claims", "groups", "findings")
CASES: list[tuple[Rows, Sequence[Claim] | Sequence[Group] | Sequence[Finding]]] = [
    ("claims", [BOATS, ROPES, STARS, THOUSANDS]),
    ("claims", [ROPES]),
    ("claims", []),
    ("groups", [SAIL]),
    ("groups", []),
    ("findings", [NOTE]),
    ("findings", []),
]


@pytest.mark.parametrize(("rows", "items"), CASES)
def test_columns_and_types_do_not_depend_on_the_rows(rows: Rows, items: Sequence[Claim]) -> None:
    table = frame(items, rows=rows)
    assert {name: str(dtype) for name, dtype in table.dtypes.items()} == {c.name: DTYPES[c.type] for c in recorded(rows)}
    assert len(table) == len(items)


def test_the_cells_are_those_of_the_records() -> None:
    table = frame([BOATS, ROPES, THOUSANDS])
    for place, item in enumerate((BOATS, ROPES, THOUSANDS)):
        for name, cell in item.record().items():
            shown = table[name].iloc[place]
            assert pd.isna(shown) if cell is None else shown == cell, name


def test_the_frames_of_a_run_have_their_columns_even_where_there_is_nothing() -> None:
    for result in (figures.reconcile([]), figures.reconcile(["The pilot counted 45 barges."])):
        for rows in SORTS:
            table = figures.frame(getattr(result, rows))
            assert {name: str(dtype) for name, dtype in table.dtypes.items()} == {
                column.name: DTYPES[column.type] for column in recorded(rows)
            }
            assert len(table) == len(getattr(result, rows))


def test_ids_explode() -> None:
    assert list(frame([SAIL]).explode("claim_ids")["claim_ids"]) == [BOATS.claim_id, ROPES.claim_id]


def test_the_sort_of_rows_is_seen() -> None:
    assert frame([NOTE]).loc[0, "kind"] == "unsourced"
    assert next(iter(frame(iter([SAIL])).columns)) == "group_id"


def test_mixed_items_and_others_are_refused() -> None:
    with pytest.raises(TypeError, match="not Claim, Group"):
        frame([BOATS, SAIL])  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="not str"):
        frame(["x"])  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="items are claims, not groups"):
        frame([BOATS], rows="groups")


def test_only_the_frame_imports_pandas() -> None:
    code = (
        "import sys, figures.reporting.report, figures.reporting.workbook, figures.reporting.terminal\n"
        "from figures.reporting import write_report\n"
        "print([name for name in ('pandas', 'numpy', 'pint', 'openpyxl') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_face_of_the_room_is_cheap() -> None:
    code = (
        "import sys, figures.reporting\n"
        "print([name for name in ('jinja2', 'xlsxwriter', 'tabulate') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
