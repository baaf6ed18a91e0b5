"""The published JSON Schemas: those of today's columns, true of every row of a run, and of use to a generator of rows."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis_jsonschema import from_schema
from jsonschema import Draft202012Validator

from figures.corpus import load
from figures.pipeline import reconcile
from figures.reporting.belongings import run
from figures.reporting.columns import TABLES, recorded
from figures.reporting.exchange import DIALECTS, csv_lines, json_lines
from figures.reporting.importing import read_csv, read_json_lines
from figures.reporting.schemas import identifier, schema, schema_files
from figures.reporting.tables import Table, records
from figures.wording import languages
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def tables() -> dict[str, Table]:
    """The tables of a run on the seeds, with something that was not read."""
    corpus = load([*(ROOT / "seeds" / name for name in ("koursk", "livraisons", "foule")), "no-such-file"])
    result = reconcile(corpus.documents, language="fr")
    return records(run(result, skipped=corpus.skipped, sources=corpus.sources))


@pytest.mark.parametrize("name", TABLES)
def test_the_published_schema_is_that_of_todays_columns(name: str, root: Path) -> None:
    kept = root / "reports" / "schemas" / f"{name}.schema.json"
    assert kept.read_text(encoding="utf-8") == schema_files()[kept.name], "`make schemas` makes it anew"


def test_no_schema_is_published_for_a_table_there_is_not(root: Path) -> None:
    assert {path.name for path in (root / "reports" / "schemas").iterdir()} == set(schema_files())


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("language", languages())
def test_a_schema_is_one_of_its_draft(name: str, language: str) -> None:
    made = schema(name, language=language)
    Draft202012Validator.check_schema(made)
    assert (made["$id"], made["$schema"]) == (identifier(name), Draft202012Validator.META_SCHEMA["$id"])
    assert list(made["properties"]) == made["required"] == [column.name for column in recorded(name)]


@pytest.mark.parametrize("name", TABLES)
def test_every_row_of_a_run_is_valid(name: str, tables: dict[str, Table]) -> None:
    check = Draft202012Validator(schema(name), format_checker=Draft202012Validator.FORMAT_CHECKER)
    rows = [json.loads(line) for line in json_lines(tables[name])]
    assert rows
    assert [error.message for row in rows for error in check.iter_errors(row)] == []


#: A row that is none: the table, what is changed in a row of it, and what the validator says.
WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("claims", {"bound": "about"}, "is not one of"),
    ("claims", {"start": -1}, "less than the minimum"),
    ("claims", {"value": "45"}, "is not of type"),
    ("claims", {"exact": None}, "is not of type"),
    ("claims", {"published": "5 March 2024"}, "is not a 'date'"),
    ("groups", {"claim_ids": "c1; c2"}, "is not of type"),
    ("findings", {"level": None}, "is not one of"),
    ("findings", {"verdict": "false"}, "Additional properties"),
]


@pytest.mark.parametrize(("name", "change", "said"), WRONG)
def test_a_row_that_is_none_is_refused(name: str, change: dict[str, Any], said: str, tables: dict[str, Table]) -> None:
    row = next(iter(tables[name].rows())) | change
    check = Draft202012Validator(schema(name), format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert any(said in error.message for error in check.iter_errors(row))


@pytest.mark.parametrize("name", TABLES)
@given(data=st.data())
def test_rows_made_from_a_schema_survive_every_form(name: str, data: st.DataObject) -> None:
    """Made cell by cell: the strategy of whole objects does not work with the Hypothesis of today."""
    cells = schema(name)["properties"]
    row = data.draw(st.fixed_dictionaries({column: from_schema(cells[column]) for column in cells}))
    table = Table(name, recorded(name), [row], dict)
    assert read_json_lines(json_lines(table), table.columns) == [row]
    for dialect in DIALECTS.values():
        written = io.StringIO("".join(csv_lines(table, dialect)), newline="")
        assert read_csv(written, table.columns) == [row]
