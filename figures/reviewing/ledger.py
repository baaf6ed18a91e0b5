"""The file of decisions: JSON Lines, one decision a line in a stable order, so that a version control shows what changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from figures.model import Decision, decision_of
from figures.reconciling.weighing import decision_key

# They end a line for many a reader of lines.
_LINE_ENDS = {code: f"\\u{code:04x}" for code in (0x85, 0x2028, 0x2029)}


class LedgerError(ValueError):
    """Decisions that cannot be read; `problems` has one line for each, every one with its place."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(self.problems))


def ledger_lines(decisions: Iterable[Decision]) -> Iterator[str]:
    r"""The lines of a file of decisions, each decision once, sorted by what it is about and by coder.

    >>> list(ledger_lines([Decision("dismissed", "f2"), Decision("fixed", "f1")]))[0]
    '{"subject": "finding", "target_id": "f1", "decision": "fixed"}\n'
    """
    for decision in sorted(set(decisions), key=decision_key):
        # Half a surrogate pair, which a JSON text may hold, has no bytes in UTF-8 but an escape in JSON.
        line = json.dumps(decision.record(), ensure_ascii=False)
        if not line.isprintable():
            line = "".join(_escaped(c) if 0xD800 <= ord(c) <= 0xDFFF else c for c in line).translate(_LINE_ENDS)
        yield line + "\n"


def _object(line: str) -> dict[str, Any]:
    row = json.loads(line)
    if not isinstance(row, dict):
        raise ValueError("no JSON object")  # noqa: TRY004 a file is data, whatever it holds
    return row


def _escaped(character: str) -> str:
    return f"\\u{ord(character):04x}"


def read_ledger(text: str, name: str = "decisions") -> list[Decision]:
    r"""The decisions of such a file; empty lines are passed over.

    Raises `LedgerError` that names every line that is no decision, with `name` as the name of the file.

    >>> read_ledger('{"target_id": "f1", "decision": "fixed"}\n')[0].subject
    'finding'
    >>> read_ledger('{"target_id": "f1", "decision": "right"}\n')
    Traceback (most recent call last):
        ...
    figures.reviewing.ledger.LedgerError: decisions:1: decision 'right' is none of accepted, dismissed, ...
    """
    found: list[Decision] = []
    problems: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            found.append(decision_of(_object(line)))
        except ValueError as error:
            problems.append(f"{name}:{number}: {error}")
    if problems:
        raise LedgerError(problems)
    return list(dict.fromkeys(found))
