"""The text a figure stands in, and what is known of where the text comes from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from figures.model.identity import content_id


@dataclass(frozen=True, slots=True)
class Origin:
    """What a claim carries of its document: everything but the text.

    A claim keeps its origin so that claims alone, from a file or a spreadsheet, reconcile like the documents they came from.
    """

    document_id: str
    language: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One article. Only `text` is required; offsets everywhere are code points in it, and it is never altered.

    `id` defaults to a hash of the text. `published` is a `datetime.date` or an ISO 8601 string, of which the day is kept.
    `language` is the code of a pack (`fr`, `en`); without it the language is detected when the document is read.

    Raises `ValueError` for a date that is none and `TypeError` for a text that is no string, naming the argument.

    >>> Document("64 livraisons", published="2025-04-26T10:00:00Z").published
    datetime.date(2025, 4, 26)
    """

    text: str
    id: str = ""
    language: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    origin: Origin = field(init=False, repr=False, compare=False)

    def __init__(
        self,
        text: str,
        *,
        id: str | None = None,
        language: str | None = None,
        title: str | None = None,
        publisher: str | None = None,
        published: date | str | None = None,
        url: str | None = None,
    ) -> None:
        if not isinstance(text, str):
            raise TypeError(f"text must be a string, not {type(text).__name__}")
        values = {
            "text": text,
            "id": id or content_id("d", text),
            "language": language,
            "title": title,
            "publisher": publisher,
            "published": as_day(published),
            "url": url,
        }
        for name, value in values.items():
            object.__setattr__(self, name, value)
        object.__setattr__(self, "origin", Origin(self.id, language, title, publisher, self.published, url))


def as_day(published: date | str | None) -> date | None:
    """The day of an ISO 8601 date or moment; `None` stays `None`.

    >>> as_day("2025-04-27")
    datetime.date(2025, 4, 27)
    """
    if published is None or published == "":
        return None
    if isinstance(published, date):
        return date(published.year, published.month, published.day)
    try:
        return date.fromisoformat(str(published).strip()[:10])
    except ValueError:
        raise ValueError(f"published must be an ISO date such as 2025-04-27, not {published!r}") from None
