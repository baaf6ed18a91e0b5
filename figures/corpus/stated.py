"""What a file states of a document (title, publisher, date, address, language), whatever its format."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from figures.model.document import as_day

#: The names under which a field of a Document may stand in front matter, a line of JSON or a column of a list.
NAMES: Mapping[str, str] = {
    "id": "id",
    "title": "title",
    "publisher": "publisher",
    "published": "published",
    "date": "published",
    "url": "url",
    "language": "language",
    "lang": "language",
}
_LANGUAGE_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)*")
_SURROGATE = re.compile("[\ud800-\udfff]")


class Stated(NamedTuple):
    """What is known of a document beside its text; `None` where nothing is stated."""

    id: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    language: str | None = None

    def over(self, other: Stated) -> Stated:
        """The same, with the other's values where nothing is stated here."""
        missing = [name for name, value in self._asdict().items() if value is None]
        return self._replace(**{name: getattr(other, name) for name in missing})


def stated(raw: Mapping[str, object]) -> tuple[Stated, list[str]]:
    """The known fields of a table of names and values, and `name: value` of each that was not understood.

    Names nobody reads here are passed over. A language tag keeps its first part (`fr-CA` is `fr`), a moment its day.

    >>> stated({"lang": "fr-CA", "date": "yesterday", "tags": "x"})
    (Stated(id=None, title=None, publisher=None, published=None, url=None, language='fr'), ["date: 'yesterday'"])
    """
    values: dict[str, Any] = {}
    odd: list[str] = []
    for name, field in NAMES.items():
        value = raw.get(name)
        if value is None or value == "" or field in values:
            continue
        read = _read(field, value)
        if read is None:
            odd.append(f"{name}: {_shown(value)}")
        elif read != "":
            values[field] = read
    return Stated(**values), odd


def _read(field: str, value: object) -> str | date | None:
    """The value as the field wants it, `""` for a blank one, `None` where it is not understood."""
    if isinstance(value, int) and not isinstance(value, bool) and field == "id":
        value = str(value)
    if not isinstance(value, str) or _SURROGATE.search(value):
        return None
    value = value.strip()
    if field == "published" and value:
        try:
            return as_day(value)
        except ValueError:
            return None
    if field == "language" and value:
        tag = _LANGUAGE_TAG.fullmatch(value)
        return tag[1].lower() if tag else None
    return value


def _shown(value: object) -> str:
    shown = ascii(value) if isinstance(value, str) and _SURROGATE.search(value) else repr(value)
    return shown if len(shown) <= 60 else f"{shown[:59]}…"
