"""A reconciliation as a notebook shows it: the table of its groups, those in conflict first.

Headers are the names of columns, which are the same in every language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from figures.model.reconciliation import Group, Reconciliation

#: So many rows are shown; how many there are is told.
SHOWN = 50
_COLUMNS = ("state", "label", "low", "best", "high", "unit", "n_claims", "n_documents", "n_sources", "group_id")
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~#$&])")


def rows(result: Reconciliation, states: Sequence[str]) -> tuple[list[list[str]], int]:
    """The cells of the groups that are shown, the last of `states` first, and how many groups there are."""
    ordered = sorted(result.groups, key=lambda group: (-states.index(group.state), group.group_id))
    return [_cells(group) for group in ordered[:SHOWN]], len(ordered)


def _cells(group: Group) -> list[str]:
    record = group.record()
    return ["" if record[name] is None else str(record[name]) for name in _COLUMNS]


def counts(result: Reconciliation) -> str:
    """How much there is of what: `documents 2 · claims 2 · groups 1 · findings 3`."""
    parts = ("documents", "claims", "groups", "findings")
    return " · ".join(f"{name} {len(getattr(result, name))}" for name in parts)


def html(result: Reconciliation, states: Sequence[str]) -> str:
    """The table as HTML, every text escaped."""
    body, n = rows(result, states)
    lines = [f"<p>{escape(counts(result))}</p>", "<table>", f"<thead><tr>{_tags('th', _COLUMNS)}</tr></thead>", "<tbody>"]
    lines += [f"<tr>{_tags('td', cells)}</tr>" for cells in body]
    lines += ["</tbody>", "</table>"]
    if n > len(body):
        lines.append(f"<p>groups {len(body)} / {n}</p>")
    return "\n".join(lines)


def _tags(tag: str, cells: Iterable[str]) -> str:
    return "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells)


def markdown(result: Reconciliation, states: Sequence[str]) -> str:
    """The table as Markdown, every text escaped and on one line."""
    body, n = rows(result, states)
    lines = [counts(result), "", _row(_COLUMNS), "|" + "---|" * len(_COLUMNS)]
    lines += [_row(cells) for cells in body]
    if n > len(body):
        lines += ["", f"groups {len(body)} / {n}"]
    return "\n".join(lines)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(_SPECIAL.sub(_escaped, ' '.join(cell.split())) for cell in cells)} |"


def _escaped(match: re.Match[str]) -> str:
    return f"&#{ord(match[1])};"
