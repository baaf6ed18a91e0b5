"""What becomes of the counted, as a pack tells it: the tables `[status.…]` made lists, patterns and conditions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from figures.datafiles import entries

Table = dict[str, Any]


def lists_of(tables: Table) -> Iterator[tuple[str, str]]:
    """Every list of words of the statuses with the class it makes."""
    for status, table in tables.get("status", {}).items():
        yield f"{status}_participle", table.get("participles", "")
        yield f"{status}_verb", table.get("verbs", "")
        yield f"{status}_settling", table.get("settling", "")


def patterns_of(tables: Table) -> dict[str, str]:
    """The patterns by which a status is found behind a noun, before a number, and in the rest of the text."""
    statuses = tables.get("status", {})
    if not statuses:
        return {"status_after": "(?!)", "status_before": "(?!)", "settling": "(?!)"}
    after, before, settling = (
        " | ".join(f"({status}: {{{status}_{kind}}})" for status in statuses) for kind in ("participle", "verb", "settling")
    )
    # What was done to somebody is no deed on what is counted behind it: *one man was killed and five others …*.
    deeds = "|".join(f"{status}_verb" for status in statuses)
    passive = f"(passive: {{passive}} {{adverb|adverb_ment}}{{0,2}} !{{gerund}} {{{deeds}}})"
    return {
        "status_after": f"{{filler}}{{0,4}}? (?:{after})",
        "status_before": f"{passive} | {before}",
        "settling": settling,
    }


def reserved_in(tables: Table) -> dict[str, tuple[frozenset[str], str]]:
    """Statuses kept for some concepts, and the status the others have instead."""
    statuses = tables.get("status", {}).items()
    return {status: (frozenset(entries(table["of"])), table["else"]) for status, table in statuses if "of" in table}


def unsettled_in(tables: Table) -> dict[str, tuple[str, str]]:
    """Statuses that the rest of the text decides: the status where it tells of deaths, and where it does not."""
    statuses = tables.get("status", {}).items()
    return {status: (table["settled"], table["alone"]) for status, table in statuses if "settled" in table}


def statuses_of(tables: Table) -> dict[str, str]:
    """The status a noun's lemma tells."""
    return {
        lemma.casefold(): status
        for status, table in tables.get("status", {}).items()
        for lemma in entries(table.get("nouns", ""))
    }
