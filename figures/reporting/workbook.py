"""The workbook: every table of a run as a sheet, with typed cells, filters, cells to fill in, and a codebook."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

import figures
from figures.model import content_id
from figures.reporting.belongings import Run
from figures.reporting.columns import MATRIX, TABLES, WORKBOOK_ONLY, Column
from figures.reporting.crosstab import MOST_COLUMNS, answers, in_time
from figures.reporting.decided import IDS_IN_A_CELL
from figures.reporting.layout import COLOURS, HEADER, HIGHEST, LINE, ON_A_PAGE, lines, ordered, width, wraps
from figures.reporting.links import FORMULA, Link, left_out, links, sheet_name
from figures.reporting.sheets import README, SHEETS, sheets
from figures.reporting.tables import JOINT, Cell, Table
from figures.wording import Wording, languages, wording

#: What a cell and a sheet can hold (Excel's specification); one row is the header's.
LONGEST_CELL = 32_767
MOST_ROWS = 1_048_575
#: How long a text inside a formula may be.
LONGEST_QUOTED = 255
#: The oldest day a workbook can hold as a date, and the moment every workbook says it was made, for equal bytes.
_FIRST_DAY = date(1900, 3, 1)
_MADE = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
#: Whole numbers beyond this lose their last digits in a cell.
_EXACT = 2**53
#: The last sheet.
CODEBOOK = "codebook"
_CODEBOOK = (
    *(Column("sheet"), Column("column"), Column("type"), Column("values"), Column("echoes")),
    *(Column(f"meaning_{language}") for language in languages()),
)
# No XML may hold these, not even escaped.
_ILLEGAL = re.compile("[\ud800-\udfff\ufffe\uffff]")


def write_workbook(
    run: Run, path: Path, *, language: str, command: str | None = None, page: bool = True, most_rows: int = MOST_ROWS
) -> None:
    """Write the workbook of a run: README, the sheets of `figures.reporting.sheets` with the matrix among them, codebook.

    `command` is the line that made it, `page` says that the page of the report stands beside it, for links to lead there.
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
        Sheets(book, words).fill(run, most_rows, command=command, page=page)


class Sheets:
    """The formats of one workbook and what is written with them."""

    def __init__(self, book: xlsxwriter.Workbook, words: Wording) -> None:
        self.book, self.words = book, words
        self.cut = 0
        top: dict[str, Any] = {"valign": "top"}
        asked = {"bg_color": "#FFFBEA", **top}
        self.head = book.add_format({"bold": True, "bg_color": "#E7E6E6", "bottom": 1, **top})
        self.asked_head = book.add_format({"bold": True, "bg_color": "#FFE699", "bottom": 1, **top})
        self.bold = book.add_format({"bold": True, **top})
        self.title = book.add_format({"bold": True, "font_size": 14, **top})
        self.plain = book.add_format(top)
        # A text beside a number keeps its distance.
        self.text = book.add_format({"indent": 1, **top})
        self.link = book.add_format({"indent": 1, "font_color": "#0B5394", "underline": 1, **top})
        self.wrapped = book.add_format({"text_wrap": True, **top})
        self.whole = book.add_format({"num_format": "#,##0", **top})
        self.day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left", **top})
        # What a person types into a cell for text stays the text it is: 16 000 is looked for as it is written.
        self.asked: dict[str, Format] = {
            "string": book.add_format({"num_format": "@", "indent": 1, **asked}),
            "ids": book.add_format({"num_format": "@", "indent": 1, **asked}),
            "date": book.add_format({"num_format": "yyyy-mm-dd", "align": "left", **asked}),
            "number": book.add_format(asked),
            "integer": book.add_format(asked),
            "boolean": book.add_format(asked),
        }
        self.colours = {
            pair: book.add_format({"bg_color": pair[0], "font_color": pair[1]})
            for by_word in COLOURS.values()
            for pair in by_word.values()
        }

    def fill(self, run: Run, most_rows: int, *, command: str | None, page: bool) -> None:
        """Every sheet; the first is written last, when it is known what had to be cut."""
        readme = self.book.add_worksheet(README)
        counts: list[tuple[str, int]] = []
        lead = links(run, most_rows, page=page)
        for name, table in sheets(run).items():
            columns = ordered(name, table.columns)
            for sheet, part in _parts(SHEETS.get(name, name), table, most_rows):
                written = self.table(self.book.add_worksheet(sheet), columns, part, lead.get(name, {}))
                counts.append((sheet, written))
            if name == "findings":
                counts += self.matrix(run, most_rows)
        self._pick_documents(dict(counts)["documents"])
        self.table(self.book.add_worksheet(CODEBOOK), _CODEBOOK, ((None, row) for row in _codebook()))
        last = self.readme(readme, self._about(run, command, few_links=left_out(run, most_rows)), counts)
        self._remember(readme, last + 2, [each.decision.decision_id for each in run.result.decisions])

    def table(
        self,
        sheet: Worksheet,
        columns: Sequence[Column],
        rows: Iterable[tuple[Any, dict[str, Cell]]],
        lead: Mapping[str, Link] | None = None,
    ) -> int:
        """A header that stays in sight, a filter, and one row of typed cells after the other; returns how many."""
        self._head(sheet, columns)
        leading = [(lead or {}).get(column.name) for column in columns]
        several = [column for column in columns if wraps(column)]
        placed = [
            (place, column, column.name, link) for place, (column, link) in enumerate(zip(columns, leading, strict=True))
        ]
        n = 0
        for n, (item, row) in enumerate(rows, 1):
            for place, column, name, link in placed:
                value = row[name]
                if value is None or value == "":
                    continue
                self.cell(sheet, n, place, column, value, link(item) if link else None)
            if several:
                sheet.set_row(n, min(LINE * max(1, lines(several, row)), HIGHEST))
        self._foot(sheet, columns, n)
        return n

    def _head(self, sheet: Worksheet, columns: Sequence[Column]) -> None:
        for place, column in enumerate(columns):
            sheet.set_column(place, place, width(column), self.asked[column.type] if column.asked else None)
            self.string(sheet, 0, place, column.name, self.asked_head if column.asked else self.head)
        sheet.set_row(0, HEADER)

    def _foot(self, sheet: Worksheet, columns: Sequence[Column], n: int) -> None:
        """What holds for all rows: the header in sight, filter, colours, and the words a cell takes."""
        sheet.freeze_panes(1, 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.repeat_rows(0)
        if len(columns) <= ON_A_PAGE:
            sheet.fit_to_pages(1, 0)
        sheet.autofilter(0, 0, n, len(columns) - 1)
        for place, column in enumerate(columns if n else ()):
            for word, pair in COLOURS.get(column.name, {}).items():
                if not column.values or word in column.values:
                    rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": self.colours[pair]}
                    sheet.conditional_format(1, place, n, place, rule)
            if column.asked and column.values:
                sheet.data_validation(1, place, n, place, {"validate": "list", "source": list(column.values)})

    def matrix(self, run: Run, most_rows: int) -> Iterator[tuple[str, int]]:
        """Questions against documents, in as many sheets as it takes; a cell is a number, or the words for it."""
        documents = [origin.document_id for origin in in_time(run.documents)]
        for part in range(max(1, -(-len(documents) // MOST_COLUMNS))):
            some = documents[part * MOST_COLUMNS : (part + 1) * MOST_COLUMNS]
            columns = [*MATRIX, *(Column(document_id, "number") for document_id in some)]
            place = {document_id: len(MATRIX) + i for i, document_id in enumerate(some)}
            sheet = self.book.add_worksheet(sheet_name("matrix", part))
            self._head(sheet, columns)
            n = 0
            for n, (group, cells) in enumerate(islice(answers(run, self.words), most_rows), 1):
                told: tuple[Cell, ...] = (group.group_id, group.label, group.state, group.n_documents)
                for i, value in enumerate(told):
                    self.cell(sheet, n, i, MATRIX[i], value)
                for document_id, value in cells.items():
                    if document_id in place:
                        self.cell(sheet, n, place[document_id], columns[-1], value)
            self._foot(sheet, columns, n)
            yield sheet_name("matrix", part), n

    def _pick_documents(self, documents: int) -> None:
        """The ids of documents to choose from, beside figures that were missed."""
        missed = self.book.get_worksheet_by_name("missed")
        if missed is not None and documents:
            source = f"=documents!$A$2:$A${documents + 1}"
            missed.data_validation(1, 0, 1_000, 0, {"validate": "list", "source": source, "error_type": "warning"})

    def cell(self, sheet: Worksheet, row: int, place: int, column: Column, value: Cell, link: str | None = None) -> None:
        """One cell by the type of its column; what no cell can hold as a number or date is written as text."""
        asked = self.asked[column.type] if column.asked else None
        if isinstance(value, bool):
            sheet.write_boolean(row, place, value, asked or self.plain)
        elif isinstance(value, int | float) and abs(value) <= _EXACT:
            grouped = column.type == "number" and isinstance(value, int)
            sheet.write_number(row, place, value, asked or (self.whole if grouped else self.plain))
        elif column.type == "date" and (day := date.fromisoformat(str(value))) >= _FIRST_DAY:
            sheet.write_datetime(row, place, datetime.combine(day, time()), asked or self.day)
        else:
            words = JOINT.join(value) if isinstance(value, list) else str(value)
            layout = asked or (self.link if link else self.wrapped if wraps(column) else self.text)
            self.string(sheet, row, place, words, layout, link)

    def string(self, sheet: Worksheet, row: int, place: int, words: str, layout: Format, link: str | None = None) -> None:
        """A text as text, whatever it begins with or holds; with a link, a text that leads there."""
        safe = words if words.isascii() else _ILLEGAL.sub(lambda match: f"\\u{ord(match[0]):04x}", words)
        fitting = self._fitting(safe)
        self.cut += fitting is not safe
        # XlsxWriter takes a text between these two for markup of its own.
        rich = fitting.startswith("<r>") and fitting.endswith("</r>")
        if link and link.startswith(FORMULA):
            self._leading(sheet, row, place, fitting, layout, link.removeprefix(FORMULA))
        elif link:
            sheet.write_url(row, place, link, layout, fitting + " " * rich)
        else:
            sheet.write_string(row, place, fitting + " " * rich, layout)

    def _leading(self, sheet: Worksheet, row: int, place: int, words: str, layout: Format, to: str) -> None:
        """A formula that leads to a cell and shows some words, which it quotes; longer ones than it can quote are a text."""
        if len(words) > LONGEST_QUOTED or not words.isprintable():
            sheet.write_string(row, place, words, layout)
        else:
            quoted = words.replace('"', '""')
            shown: Any = words
            sheet.write_formula(row, place, f'=HYPERLINK("#{to}","{quoted}")', layout, shown)

    def _remember(self, readme: Worksheet, first: int, ids: Sequence[str]) -> None:
        """The decisions the workbook was written with, in hidden rows: what is deleted elsewhere is missed by them."""
        for row, start in enumerate(range(0, len(ids), IDS_IN_A_CELL), first):
            readme.set_row(row, None, None, {"hidden": True})
            self.string(readme, row, 0, JOINT.join(ids[start : start + IDS_IN_A_CELL]), self.plain)

    def _fitting(self, words: str) -> str:
        """The words, or as many as fit in a cell with a note that the rest stands elsewhere."""
        if len(words) <= LONGEST_CELL // 2 or _units(words) <= LONGEST_CELL:
            return words
        note = self.words.text("workbook.cut", n=self.words.number(len(words)))
        kept = words.encode("utf-16-le")[: 2 * (LONGEST_CELL - _units(note))].decode("utf-16-le", "ignore")
        return kept + note

    def _about(self, run: Run, command: str | None, *, few_links: bool) -> list[str]:
        """What this is, what is to be filled in, how it was made, and what could not be held."""
        words, result = self.words, run.result
        tolerance = words.with_unit(result.tolerance * 100, "percent")
        return [
            words.text("report.intro"),
            words.text("workbook.review"),
            words.text("workbook.labels"),
            words.text("report.making.version", version=figures.__version__),
            words.text("workbook.cite", version=figures.__version__, run=run_id(run)),
            *([words.text("report.making.command", command=command)] if command else []),
            words.text("report.making.policy", policy=result.policy),
            words.text("report.making.interval"),
            *([words.text("report.making.tolerance", tolerance=tolerance)] if result.tolerance else []),
            *([words.count("workbook.cells_cut", self.cut)] if self.cut else []),
            *([words.text("workbook.few_links")] if few_links else []),
        ]

    def readme(self, sheet: Worksheet, about: Sequence[str], counts: Sequence[tuple[str, int]]) -> int:
        """The first sheet: some sentences, and what the sheets hold; returns its last row."""
        words = self.words
        sheet.set_column(0, 0, 18)
        sheet.set_column(1, 1, 12)
        sheet.set_column(2, 2, 110)
        self.string(sheet, 0, 0, words.text("workbook.title"), self.title)
        for row, line in enumerate(about, 2):
            sheet.merge_range(row, 0, row, 2, "", self.wrapped)
            self.string(sheet, row, 0, line, self.wrapped)
            sheet.set_row(row, LINE * (1 + len(line) // 150))
        row = len(about) + 3
        for place, key in enumerate(("sheet", "rows", "holds")):
            self.string(sheet, row, place, words.text(f"workbook.{key}"), self.head)
        for name, n in (*counts, (CODEBOOK, None)):
            row += 1
            self.string(sheet, row, 0, name, self.link, f"internal:'{name}'!A1")
            if n is not None:
                sheet.write_number(row, 1, n, self.whole)
            self.string(sheet, row, 2, words.text(f"workbook.sheets.{name.partition(' ')[0]}"), self.text)
        return row


def run_id(run: Run) -> str:
    """The identity of a run: the same for the same figures, settings, decisions and version of the tool."""
    result = run.result
    ids = [claim.claim_id for claim in result.claims] + [finding.finding_id for finding in result.findings]
    decided = [each.decision.decision_id for each in result.decisions]
    return content_id("r", figures.__version__, result.policy, result.tolerance, *ids, "", *decided)


def _parts(sheet: str, table: Table, most_rows: int) -> Iterator[tuple[str, Iterable[tuple[Any, dict[str, Cell]]]]]:
    """The rows of a table in sheets that hold them, each with what it is made of."""
    rows = zip(table.items, table.rows(), strict=True)
    for part in range(max(1, -(-len(table) // most_rows))):
        yield sheet_name(sheet, part), islice(rows, most_rows)


def _codebook() -> Iterator[dict[str, Cell]]:
    """Every column of every sheet with its type, its values and what it means in every language."""
    for name, columns in (TABLES | WORKBOOK_ONLY).items():
        for column in ordered(name, columns):
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
