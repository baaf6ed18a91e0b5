"""Files of data as people write them: tables of TOML, and the lists of words in them."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any


def tables_in(path: Path, known: Collection[str], error: type[ValueError]) -> dict[str, Any]:
    """The tables of a file, which may have those of some names alone.

    Raises `error`, its message naming the file, for one that is no TOML in UTF-8 and for another table; `OSError` for one
    that cannot be opened.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as cause:
        raise error(f"{path}: {cause}") from cause
    if unknown := tables.keys() - set(known):
        raise error(f"{path}: unknown table {min(unknown)!r}; there are {' and '.join(known)}")
    return tables


def entries(written: str) -> Iterator[str]:
    """The words and phrases of a list: between commas or line ends.

    >>> list(entries("environ, près de\\n autour de,"))
    ['environ', 'près de', 'autour de']
    """
    return filter(None, (entry.strip() for line in written.splitlines() for entry in line.split(",")))
