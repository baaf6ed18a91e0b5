"""What programs are promised of every table: a JSON Schema of its lines, made from the definition of its columns.

The schemas of today stand in `reports/schemas`; a test keeps them so.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from figures.reporting.columns import TABLES, VERSION, Column, Type, recorded
from figures.wording import wording

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TYPES: dict[Type, dict[str, Any]] = {
    "string": {"type": "string"},
    "integer": {"type": "integer", "minimum": 0},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "ids": {"type": "array", "items": {"type": "string", "minLength": 1}},
}


def identifier(name: str) -> str:
    """The identifier of a table's schema, with its version.

    >>> identifier("claims")
    'urn:recoupement:schema:claims:1'
    """
    return f"urn:recoupement:schema:{name}:{VERSION}"


def schema(name: str, *, language: str = "en") -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one line of a table, its columns described in a language.

    A column that may hold nothing takes `null`, and no other key is allowed. Raises `KeyError` for a table there is not.

    >>> schema("skipped")["required"]
    ['path', 'reason', 'detail']
    """
    words, columns = wording(language), recorded(name)
    return {
        "$schema": DIALECT,
        "$id": identifier(name),
        "title": name,
        "description": words.text(f"workbook.sheets.{_SHEETS.get(name, name)}"),
        "version": VERSION,
        "type": "object",
        "properties": {column.name: _property(column, words.text(f"codebook.{name}.{column.name}")) for column in columns},
        "required": [column.name for column in columns],
        "additionalProperties": False,
    }


#: The sheet of a table, under whose name the table is described, where it has another.
_SHEETS = {"claims": "figures"}


def _property(column: Column, meaning: str) -> dict[str, Any]:
    found: dict[str, Any] = dict(_TYPES[column.type])
    nothing = [] if column.required or column.type == "ids" else [None]
    if column.values:
        found["enum"] = [*column.values, *nothing]
    if nothing:
        found["type"] = [found["type"], "null"]
    found["description"] = meaning
    if column.echoes:
        found["$comment"] = column.echoes
    return found


def schema_files() -> dict[str, str]:
    """The published schemas, by the names of their files."""
    return {f"{name}.schema.json": json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n" for name in TABLES}


def write_schemas(folder: Path) -> list[Path]:
    """Write the published schemas into a folder, which is made where there is none; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in schema_files().items():
        written.append(folder / name)
        written[-1].write_text(text, encoding="utf-8", newline="\n")
    return written
