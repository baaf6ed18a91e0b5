"""The workbook: every table of a run as a sheet, with typed cells, filters and a codebook."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

import figures
from figures.reporting.belongings import Run
from figures.reporting.columns import TABLES, Column, Type
from figures.reporting.tables import JOINT, Cell, Table, sheets
from figures.wording import Wording, languages, wording

#: What a cell and a sheet can hold (Excel's specification); one row is the header's.
LONGEST_CELL = 32_767
MOST_ROWS = 1_048_575
#: The oldest day a workbook can hold as a date, and the moment every workbook says it was made, for equal bytes.
_FIRST_DAY = date(1900, 3, 1)
_MADE = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
#: Whole numbers beyond this lose their last digits in a cell.
_EXACT = 2**53

#: The sheet of a table, where it has another name than the table.
SHEETS = {"claims": "figures"}
#: The columns a person reads first; the others follow in their order.
FIRST: dict[str, tuple[str, ...]] = {
    "claims": (
        *("claim_id", "exact", "noun", "best", "interval_low", "interval_high", "unit", "status", "attribution"),
        *("source", "source_resolved", "cue", "modality", "sentence", "publisher", "published", "title", "document_id"),
        *("finding_kinds", "group_id", "kind", "value", "low", "high", "bound", "approximate", "vague_policy"),
    ),
    "groups": ("group_id", "label", "state", "low", "best", "high", "unit", "n_claims", "n_documents", "n_sources"),
    "findings": ("finding_id", "level", "kind", "message", "figures", "documents", "sentences", "workings"),
}
_WIDTHS: dict[Type, int] = {"string": 16, "integer": 9, "number": 13, "boolean": 9, "date": 12, "ids": 20}
WIDTHS = {
    "sentence": 70, "sentences": 70, "message": 60, "workings": 50, "title": 34, "path": 40,
    "detail": 40, "prefix": 30, "suffix": 30, "sha256": 24, "figures": 24, "documents": 24, "url": 24,
    "source": 28, "source_resolved": 24, "publisher": 20, "noun": 18, "finding_kinds": 24,
    "meaning": 70, "values": 40, "echoes": 34, "exact": 22, "label": 34,
}  # fmt: skip
#: Points of a line of text, of the header, and of the highest row there is.
_LINE, _HEADER, _HIGHEST = 15, 18, 409
#: As many columns as a page can hold are printed on one.
_ON_A_PAGE = 12
#: Columns that show long texts whole, in several lines.
_WRAPPED = {"sentence", "sentences", "message"}
#: Fill and letters by the word in the cell.
COLOURS: dict[str, dict[str, tuple[str, str]]] = {
    "level": {"error": ("#F8D7DA", "#842029"), "warning": ("#FFF3CD", "#664D03"), "note": ("#E2E3E5", "#41464B")},
    "state": {"conflict": ("#F8D7DA", "#842029"), "revised": ("#CFE2FF", "#084298"), "agree": ("#D1E7DD", "#0F5132")},
    "attribution": {"none": ("#FFF3CD", "#664D03"), "vague": ("#FFF3CD", "#664D03")},
}
_CODEBOOK = (
    *(Column("sheet"), Column("column"), Column("type"), Column("values"), Column("echoes")),
    *(Column(f"meaning_{language}") for language in languages()),
)
# No XML may hold these, not even escaped.
_ILLEGAL = re.compile("[\ud800-\udfff\ufffe\uffff]")


def write_workbook(run: Run, path: Path, *, language: str, most_rows: int = MOST_ROWS) -> None:
    """Write the workbook of a run: sheets readme, figures, groups, findings, documents, not_counted, skipped, codebook.

    The same run makes the same bytes. Rows beyond `most_rows` go on in a further sheet of the same name and a number; a
    text longer than a cell is cut at its end, where the cell says so, and stands whole in the CSV. Raises `OSError`
    where the file cannot be written.
    """
    words = wording(language)
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd",
    }
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": words.text("workbook.title"), "created": _MADE})
        book.set_size(2400, 1400)
        Sheets(book, words).fill(run, most_rows)


class Sheets:
    """The formats of one workbook and what is written with them."""

    def __init__(self, book: xlsxwriter.Workbook, words: Wording) -> None:
        self.book, self.words = book, words
        self.cut = 0
        top: dict[str, Any] = {"valign": "top"}
        self.head = book.add_format({"bold": True, "bg_color": "#E7E6E6", "bottom": 1, **top})
        self.bold = book.add_format({"bold": True, **top})
        self.title = book.add_format({"bold": True, "font_size": 14, **top})
        self.plain = book.add_format(top)
        # A text beside a number keeps its distance.
        self.text = book.add_format({"indent": 1, **top})
        self.wrapped = book.add_format({"text_wrap": True, **top})
        self.whole = book.add_format({"num_format": "#,##0", **top})
        self.day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left", **top})
        self.colours = {
            pair: book.add_format({"bg_color": pair[0], "font_color": pair[1]})
            for by_word in COLOURS.values()
            for pair in by_word.values()
        }

    def fill(self, run: Run, most_rows: int) -> None:
        """Every sheet; the first is written last, when it is known what had to be cut."""
        readme = self.book.add_worksheet("readme")
        counts: list[tuple[str, int]] = []
        for name, table in sheets(run).items():
            columns = _ordered(name, table.columns)
            for sheet, rows in _parts(SHEETS.get(name, name), table, most_rows):
                counts.append((sheet, self.table(self.book.add_worksheet(sheet), columns, rows)))
        self.table(self.book.add_worksheet("codebook"), _CODEBOOK, _codebook())
        self.readme(readme, run, counts)

    def table(self, sheet: Worksheet, columns: Sequence[Column], rows: Iterable[dict[str, Cell]]) -> int:
        """A header that stays in sight, a filter, and one row of typed cells after the other; returns how many."""
        for place, column in enumerate(columns):
            sheet.set_column(place, place, _width(column))
            self.string(sheet, 0, place, column.name, self.head)
        sheet.set_row(0, _HEADER)
        n = 0
        for n, row in enumerate(rows, 1):
            for place, column in enumerate(columns):
                self.cell(sheet, n, place, column, row[column.name])
            if lines := _lines(columns, row):
                sheet.set_row(n, min(_LINE * lines, _HIGHEST))
        sheet.freeze_panes(1, 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.repeat_rows(0)
        if len(columns) <= _ON_A_PAGE:
            sheet.fit_to_pages(1, 0)
        sheet.autofilter(0, 0, n, len(columns) - 1)
        for place, column in enumerate(columns):
            for word, pair in COLOURS.get(column.name, {}).items() if n else ():
                rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": self.colours[pair]}
                sheet.conditional_format(1, place, n, place, rule)
        return n

    def cell(self, sheet: Worksheet, row: int, place: int, column: Column, value: Cell) -> None:
        """One cell by the type of its column; what no cell can hold as a number or date is written as text."""
        if value is None or value == "":
            return
        if isinstance(value, bool):
            sheet.write_boolean(row, place, value, self.plain)
        elif isinstance(value, int | float) and abs(value) <= _EXACT:
            grouped = column.type == "number" and isinstance(value, int)
            sheet.write_number(row, place, value, self.whole if grouped else self.plain)
        elif column.type == "date" and (day := date.fromisoformat(str(value))) >= _FIRST_DAY:
            sheet.write_datetime(row, place, datetime.combine(day, time()), self.day)
        else:
            words = JOINT.join(value) if isinstance(value, list) else str(value)
            self.string(sheet, row, place, words, self.wrapped if _wraps(column) else self.text)

    def string(self, sheet: Worksheet, row: int, place: int, words: str, layout: Format) -> None:
        """A text as text, whatever it begins with or holds."""
        safe = _ILLEGAL.sub(lambda match: f"\\u{ord(match[0]):04x}", words)
        fitting = self._fitting(safe)
        self.cut += fitting is not safe
        # XlsxWriter takes a text between these two for markup of its own.
        rich = fitting.startswith("<r>") and fitting.endswith("</r>")
        sheet.write_string(row, place, fitting + " " * rich, layout)

    def _fitting(self, words: str) -> str:
        """The words, or as many as fit in a cell with a note that the rest stands elsewhere."""
        if len(words) <= LONGEST_CELL // 2 or _units(words) <= LONGEST_CELL:
            return words
        note = self.words.text("workbook.cut", n=self.words.number(len(words)))
        kept = words.encode("utf-16-le")[: 2 * (LONGEST_CELL - _units(note))].decode("utf-16-le", "ignore")
        return kept + note

    def readme(self, sheet: Worksheet, run: Run, counts: Sequence[tuple[str, int]]) -> None:
        """What this is, how it was made, and what the sheets hold."""
        words = self.words
        sheet.set_column(0, 0, 18)
        sheet.set_column(1, 1, 12)
        sheet.set_column(2, 2, 110)
        about = [
            words.text("report.intro"),
            words.text("report.making.version", version=figures.__version__),
            words.text("report.making.policy", policy=run.result.policy),
            words.text("report.making.interval"),
            *([words.count("workbook.cells_cut", self.cut)] if self.cut else []),
        ]
        self.string(sheet, 0, 0, words.text("workbook.title"), self.title)
        for row, line in enumerate(about, 2):
            sheet.merge_range(row, 0, row, 2, "", self.wrapped)
            self.string(sheet, row, 0, line, self.wrapped)
            sheet.set_row(row, _LINE * (1 + len(line) // 150))
        row = len(about) + 3
        for place, key in enumerate(("sheet", "rows", "holds")):
            self.string(sheet, row, place, words.text(f"workbook.{key}"), self.head)
        for name, n in (*counts, ("codebook", None)):
            row += 1
            self.string(sheet, row, 0, name, self.plain)
            if n is not None:
                sheet.write_number(row, 1, n, self.whole)
            self.string(sheet, row, 2, words.text(f"workbook.sheets.{name.partition(' ')[0]}"), self.text)


def _wraps(column: Column) -> bool:
    return column.name in _WRAPPED or column.name.startswith("meaning_")


def _width(column: Column) -> int:
    name = "meaning" if column.name.startswith("meaning_") else column.name
    # The button of the filter stands on the name.
    return max(WIDTHS.get(name, _WIDTHS[column.type]), len(column.name) + 3)


def _lines(columns: Sequence[Column], row: dict[str, Cell]) -> int:
    """How many lines the longest wrapped cell takes: not every program finds the height of a row for itself."""
    # Letters are narrower than the digits in which widths are counted.
    cells = [(str(row[column.name] or ""), int(_width(column) * 1.15)) for column in columns if _wraps(column)]
    return max((sum(-(-len(line) // wide) or 1 for line in cell.split("\n")) for cell, wide in cells), default=0)


def _ordered(name: str, columns: Sequence[Column]) -> list[Column]:
    by_name = {column.name: column for column in columns}
    first = [by_name.pop(column) for column in FIRST.get(name, ())]
    return first + list(by_name.values())


def _parts(sheet: str, table: Table, most_rows: int) -> Iterator[tuple[str, Iterable[dict[str, Cell]]]]:
    """The rows of a table in sheets that hold them: `figures`, `figures 2` …"""
    rows = table.rows()
    for part in range(max(1, -(-len(table) // most_rows))):
        yield (f"{sheet} {part + 1}" if part else sheet), islice(rows, most_rows)


def _codebook() -> Iterator[dict[str, Cell]]:
    """Every column of every sheet with its type, its values and what it means in every language."""
    for name, columns in TABLES.items():
        for column in _ordered(name, columns):
            row: dict[str, Cell] = {
                "sheet": SHEETS.get(name, name),
                "column": column.name,
                "type": column.type,
                "values": JOINT.join(column.values) or None,
                "echoes": column.echoes or None,
            }
            for code in languages():
                row[f"meaning_{code}"] = wording(code).text(f"codebook.{name}.{column.name}")
            yield row


def _units(words: str) -> int:
    """The length Excel counts: characters beyond the basic plane are two."""
    return len(words.encode("utf-16-le")) // 2
