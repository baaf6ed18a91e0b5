"""The description of a folder of CSV files after the Frictionless Data Package: what a researcher's archive is read by.

Version 1 of the standard, which every reader of it knows: https://specs.frictionlessdata.io/data-package/.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import figures
from figures.model import Reconciliation
from figures.reporting.columns import FOREIGN_KEYS, PRIMARY_KEYS, TABLES, Column, Type, recorded
from figures.reporting.exchange import Dialect
from figures.wording import Wording, wording

_TYPES: dict[Type, dict[str, Any]] = {
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]},
    "date": {"type": "date"},
    "ids": {"type": "string"},
}


def datapackage(
    folder: Path, *, dialect: Dialect, language: str, made: Mapping[str, str | None], below: str = ""
) -> Iterator[str]:
    """The lines of the description of the CSV files in a folder, with their sizes and hashes.

    `made` tells how they were made (`made_by`). `below` is the folder's name as the description sees it, with its slash,
    where it stands elsewhere. Raises `OSError` where a table is not there.
    """
    words = wording(language)
    package = {
        "profile": "tabular-data-package",
        "name": "figures",
        "title": words.text("workbook.title"),
        "description": words.text("formats.package.description", version=figures.__version__),
        "made": dict(made),
        "resources": [_resource(name, folder, dialect, words, below) for name in TABLES],
    }
    yield json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def made_by(result: Reconciliation, command: str | None) -> dict[str, str | None]:
    """How a run was made: version, command, language of the messages, and the policies that decide what its figures mean."""
    return {
        "with": f"figures {figures.__version__}",
        "command": command,
        "language": result.language,
        "vague_policy": result.policy,
        "tolerance": str(result.tolerance),
    }


def sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _resource(name: str, folder: Path, dialect: Dialect, words: Wording, below: str) -> dict[str, Any]:
    path = folder / f"{name}.csv"
    return {
        "name": name,
        "path": f"{below}{path.name}",
        "profile": "tabular-data-resource",
        "description": words.text(f"workbook.sheets.{'figures' if name == 'claims' else name}"),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{sha256(path)}",
        "dialect": {"delimiter": dialect.separator, "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": _table_schema(name, recorded(name), dialect, words),
    }


def _table_schema(name: str, columns: Iterable[Column], dialect: Dialect, words: Wording) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(name, column, dialect, words) for column in columns],
        "missingValues": [""],
    }
    if key := PRIMARY_KEYS.get(name):
        schema["primaryKey"] = key
    if keys := FOREIGN_KEYS.get(name):
        schema["foreignKeys"] = [
            {"fields": field, "reference": {"resource": "" if other == name else other, "fields": there}}
            for field, (other, there) in keys.items()
        ]
    return schema


def _field(name: str, column: Column, dialect: Dialect, words: Wording) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, **_TYPES[column.type]}
    field["description"] = words.text(f"codebook.{name}.{column.name}")
    if column.type == "number" and dialect.decimal != ".":
        field["decimalChar"] = dialect.decimal
    constraints: dict[str, Any] = {}
    # An empty cell is a missing one, and a text that is required may be empty.
    if column.required and (column.values or column.type not in ("string", "ids") or column.name == PRIMARY_KEYS.get(name)):
        constraints["required"] = True
    if column.name == PRIMARY_KEYS.get(name):
        constraints["unique"] = True
    if column.type == "integer":
        constraints["minimum"] = 0
    if column.values:
        constraints["enum"] = list(column.values)
    if constraints:
        field["constraints"] = constraints
    if column.echoes:
        field["echoes"] = column.echoes
    return field
