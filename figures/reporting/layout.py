"""How the sheets of the workbook look: which columns come first, how wide they are, what is coloured and what is wrapped."""

from __future__ import annotations

from collections.abc import Sequence

from figures.reporting.columns import CLAIMS, FINDINGS, GROUPS, Column, Type
from figures.reporting.tables import Cell

_CORRECTIONS = tuple(column.name for column in CLAIMS if column.name.startswith("corrected_"))
_SIGNED = ("rationale", "coder", "decided_on", "earlier_decisions")
_ASKED_OF_GROUPS = ("chosen_value", "resolution_method", "merge_with", "split_off")

#: The columns a person reads first; the others follow in their order.
FIRST: dict[str, tuple[str, ...]] = {
    "claims": (
        *("claim_id", "exact", "noun", "best", "interval_low", "interval_high", "unit", "status", "attribution"),
        *("source", "source_resolved", "cue", "modality", "sentence", "publisher", "published", "title", "document_id"),
        *("decision", *_CORRECTIONS, *_SIGNED),
        *("finding_kinds", "group_id", "kind", "value", "low", "high", "bound", "approximate", "vague_policy"),
    ),
    "groups": (
        *("group_id", "label", "state", "low", "best", "high", "unit", "n_claims", "n_documents", "n_sources"),
        *("n_independent_sources", *_ASKED_OF_GROUPS, *_SIGNED),
    ),
    "findings": (
        *("finding_id", "level", "kind", "message", "figures", "positions", "state", "decision", *_SIGNED),
        *("sentences", "workings", "documents"),
    ),
}
assert all(
    set(FIRST[name]) <= {column.name for column in columns}
    for name, columns in (("claims", CLAIMS), ("groups", GROUPS), ("findings", FINDINGS))
)

_WIDTHS: dict[Type, int] = {"string": 16, "integer": 9, "number": 13, "boolean": 9, "date": 12, "ids": 20}
WIDTHS = {
    "sentence": 70, "sentences": 70, "message": 60, "workings": 50, "title": 34, "path": 40,
    "detail": 40, "prefix": 30, "suffix": 30, "sha256": 24, "figures": 24, "documents": 24, "positions": 30, "url": 24,
    "source": 28, "source_resolved": 24, "publisher": 20, "noun": 18, "finding_kinds": 24,
    "meaning": 70, "values": 40, "echoes": 34, "exact": 22, "label": 34, "aliases": 40, "relayed_by": 24,
    "rationale": 40, "earlier_decisions": 30,
}  # fmt: skip
#: Points of a line of text, of the header, and of the highest row there is.
LINE, HEADER, HIGHEST = 15, 18, 409
#: As many columns as a page can hold are printed on one.
ON_A_PAGE = 12
#: Columns that show long texts whole, in several lines.
_WRAPPED = {"sentence", "sentences", "message"}
#: Fill and letters by the word in the cell.
COLOURS: dict[str, dict[str, tuple[str, str]]] = {
    "level": {"error": ("#F8D7DA", "#842029"), "warning": ("#FFF3CD", "#664D03"), "note": ("#E2E3E5", "#41464B")},
    "state": {
        "conflict": ("#F8D7DA", "#842029"),
        "revised": ("#CFE2FF", "#084298"),
        "agree": ("#D1E7DD", "#0F5132"),
        "accepted": ("#F8D7DA", "#842029"),
        "dismissed": ("#E2E3E5", "#41464B"),
        "fixed": ("#D1E7DD", "#0F5132"),
    },
    "attribution": {"none": ("#FFF3CD", "#664D03"), "vague": ("#FFF3CD", "#664D03")},
    "standing": {
        "applied": ("#D1E7DD", "#0F5132"),
        "unsettled": ("#F8D7DA", "#842029"),
        "stale": ("#FFF3CD", "#664D03"),
        "absent": ("#E2E3E5", "#41464B"),
        "impossible": ("#F8D7DA", "#842029"),
    },
}


def wraps(column: Column) -> bool:
    """True where a long text is shown in several lines."""
    return column.name in _WRAPPED or column.name.startswith("meaning_")


def width(column: Column) -> int:
    """The width of a column in digits."""
    name = "meaning" if column.name.startswith("meaning_") else column.name
    # The button of the filter stands on the name.
    return max(WIDTHS.get(name, _WIDTHS[column.type]), len(column.name) + 3)


def lines(columns: Sequence[Column], row: dict[str, Cell]) -> int:
    """How many lines the longest wrapped cell takes: not every program finds the height of a row for itself."""
    # Letters are narrower than the digits in which widths are counted.
    cells = [(str(row[column.name] or ""), int(width(column) * 1.15)) for column in columns]
    return max((sum(-(-len(line) // wide) or 1 for line in cell.split("\n")) for cell, wide in cells), default=0)


def ordered(name: str, columns: Sequence[Column]) -> list[Column]:
    """The columns of a table with those a person reads first in front."""
    by_name = {column.name: column for column in columns}
    first = [by_name.pop(column) for column in FIRST.get(name, ())]
    return first + list(by_name.values())
