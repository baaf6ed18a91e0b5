"""The codebook: every column of every table with its type, its values, and what it means in every language."""

from __future__ import annotations

from collections.abc import Iterator

from figures.reporting.columns import TABLES, VERSION, Column, recorded
from figures.reporting.markdown import code, table, text
from figures.wording import languages, wording

_SHEETS = {"claims": "figures"}


def codebook(language: str) -> Iterator[str]:
    """The lines of the codebook in Markdown, its headings in one language and its meanings in all.

    >>> next(codebook("en"))
    '# Codebook\\n'
    """
    words = wording(language)
    heads = [words.text(f"deposit.codebook.{name}") for name in ("column", "type", "values", "empty")]
    heads += [words.text("deposit.codebook.meaning", language=words.term("language", code)) for code in languages()]
    yield f"# {words.text('deposit.codebook.title')}\n"
    yield f"\n{words.text('deposit.codebook.intro', version=VERSION)}\n"
    for name in TABLES:
        yield f"\n## {name}\n\n{text(words.text(f'workbook.sheets.{_SHEETS.get(name, name)}'))}\n\n"
        rows = [_row(name, column, language) for column in recorded(name)]
        yield table([*heads, words.text("deposit.codebook.echoes")], rows) + "\n"


def _row(name: str, column: Column, language: str) -> list[str]:
    words = wording(language)
    return [
        code(column.name),
        column.type,
        ", ".join(code(value) for value in column.values),
        words.text("deposit.codebook.never" if column.required else "deposit.codebook.may"),
        *(text(wording(spoken).text(f"codebook.{name}.{column.name}")) for spoken in languages()),
        text(column.echoes),
    ]
