"""The rows of a run: columns as defined, cells of their types, and the same rows in CSV."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from typing import Any, NamedTuple

import pytest

from figures.model import ASPECTS, LEVELS, STATES, Period, Possible
from figures.model.document import as_day
from figures.reporting.belongings import run
from figures.reporting.columns import TABLES, WORKBOOK_ONLY, recorded
from figures.reporting.exchange import csv_lines
from figures.reporting.sheets import sheets
from figures.reporting.tables import records
from figures.wording import languages, wording
from tests.claim_builder import (
    about,
    at_least,
    claim,
    exactly,
    finding,
    group,
    origin,
    reconciliation,
    refusal,
    said_by,
    vaguely,
)


class Entry(NamedTuple):
    path: str
    reason: str
    detail: str = ""


class File(NamedTuple):
    document_id: str
    path: str
    sha256: str
    line: int | None = 1


HARBOUR = origin("harbour", "en", title="Harbour notes", publisher="Coast Daily", published="2024-03-05")
QUAY = origin("quai", "fr", published="1897-05-01")
DAY = as_day("2024-03-01")
assert DAY is not None
CRANES = claim(
    "The port office counted 45 cranes.", "45", exactly(45), noun="cranes", by=said_by("The port office"), at=HARBOUR
)
MANY = claim("On parle de milliers de caisses.", "milliers", vaguely(2000, 2000, 9999), noun="caisses", at=QUAY)
MORE = claim(
    "More than 1,5 t of rice lay there.",
    "1,5 t",
    at_least("1.5", "tonne", bound=">", kind="measure"),
    at=HARBOUR,
    period=Period(DAY, DAY),
    status="delivered",
    modality="forecast",
    offset=90,
)
WHICH = group("cranes", [CRANES, MORE], "conflict", place="quay")
FOUND = finding("conflict", "error", [CRANES, MANY], "45 against thousands", workings="a\nb", of=WHICH)
CASES = group("cases", [MANY])
NEAR = Possible(
    WHICH.group_id, CASES.group_id, (CRANES.claim_id, MANY.claim_id), "conflict", "place", ("same",) * len(ASPECTS)
)
RUN = run(
    replace(
        reconciliation([CRANES, MORE, MANY], [WHICH, CASES], [FOUND], [refusal("Pier 4 is closed.", "4", "label", HARBOUR)]),
        possible=(NEAR,),
    ),
    skipped=[Entry("in/a.bin", "binary"), Entry("in/list.csv:3", "bad-row", "2, 3")],
    sources=[File("harbour", "in/harbour.txt", "ab" * 32)],
)


def test_the_columns_of_a_claim_are_those_of_its_record() -> None:
    assert [column.name for column in recorded("claims")] == list(CRANES.record())


def test_the_columns_of_a_group_are_those_of_its_record() -> None:
    assert [column.name for column in recorded("groups")] == list(WHICH.record())


def test_the_columns_of_a_finding_are_those_of_its_record() -> None:
    assert [column.name for column in recorded("findings")] == list(FOUND.record())


def test_the_columns_of_a_possible_pair_are_those_of_its_record() -> None:
    assert [column.name for column in recorded("possible")] == list(NEAR.record())


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("derived", [False, True])
def test_every_row_has_the_columns_of_its_table(name: str, derived: bool) -> None:
    table = (sheets if derived else records)(RUN)[name]
    rows = list(table.rows())
    assert len(rows) == len(table) > 0
    assert all(sorted(row) == sorted(column.name for column in table.columns) for row in rows)


@pytest.mark.parametrize("name", TABLES)
def test_every_cell_is_of_the_type_of_its_column(name: str) -> None:
    types: dict[str, Any] = {
        "string": str,
        "date": str,
        "integer": int,
        "number": int | float,
        "boolean": bool,
        "ids": list,
    }
    for row in sheets(RUN)[name].rows():
        for column in TABLES[name]:
            cell = row[column.name]
            assert not column.required if cell is None else isinstance(cell, types[column.type]), column
            assert not column.values or cell is None or str(cell) in column.values, column


@pytest.mark.parametrize("name", TABLES)
def test_every_offset_is_a_whole_number(name: str) -> None:
    offsets = [
        column for column in TABLES[name] if re.search("(^|_)(start|end)$", column.name) and "period" not in column.name
    ]
    assert {column.type for column in offsets} <= {"integer"}


@pytest.mark.parametrize("language", languages())
def test_every_column_has_a_meaning_and_nothing_else_has_one(language: str) -> None:
    words = wording(language)
    meant = {key for key in words.entries if key.startswith("codebook.")}
    columns = TABLES | WORKBOOK_ONLY
    assert meant == {f"codebook.{name}.{column.name}" for name in columns for column in columns[name]}


@pytest.mark.parametrize("language", languages())
def test_every_state_and_level_of_the_model_has_words(language: str) -> None:
    words = wording(language)
    assert all(words.count(f"state.{state}", 2) for state in STATES)
    assert all(words.count(f"count.{level}", 2) for level in LEVELS)
    assert all(f"level.{level}" in words for level in LEVELS)


def test_a_document_is_counted_out() -> None:
    rows = {row["document_id"]: row for row in records(RUN)["documents"].rows()}
    assert rows["harbour"] == {
        "document_id": "harbour",
        "title": "Harbour notes",
        "publisher": "Coast Daily",
        "published": "2024-03-05",
        "url": None,
        "language": "en",
        "path": "in/harbour.txt",
        "sha256": "ab" * 32,
        "n_claims": 2,
        "n_unsourced": 1,
        "n_findings": 1,
        "n_not_counted": 1,
    }
    assert (rows["quai"]["path"], rows["quai"]["n_claims"], rows["quai"]["n_findings"]) == (None, 1, 1)


def test_a_sheet_says_beside_a_row_what_belongs_to_it() -> None:
    claims, findings = (list(sheets(RUN)[name].rows()) for name in ("claims", "findings"))
    assert [(row["group_id"], row["finding_kinds"]) for row in claims] == [
        (WHICH.group_id, "conflict"),
        (WHICH.group_id, None),
        (CASES.group_id, "conflict"),
    ]
    assert (findings[0]["documents"], findings[0]["figures"]) == ("harbour; quai", "45; milliers")
    assert findings[0]["sentences"] == f"{CRANES.sentence}\n{MANY.sentence}"


def test_the_claims_of_a_run_in_csv() -> None:
    header, *rows = csv.reader(io.StringIO("".join(csv_lines(records(RUN)["claims"])), newline=""))
    row = dict(zip(header, rows[1], strict=True))
    assert (row["exact"], row["value"], row["bound"], row["approximate"]) == ("1,5 t", "1.5", ">", "false")
    assert (row["high"], row["period_start"], row["published"]) == ("", "2024-03-01", "2024-03-05")


def test_about_is_true_in_csv() -> None:
    near = claim("About 30 boats left.", "30", about(30), noun="boats")
    header, row = csv.reader(io.StringIO("".join(csv_lines(records(run(reconciliation([near])))["claims"]))))
    assert dict(zip(header, row, strict=True))["approximate"] == "true"
