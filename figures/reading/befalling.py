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
        yield f"{status}_adjective", table.get("adjectives", "")
        yield f"{status}_idle", table.get("idle", "")
        yield f"{status}_needs", table.get("needs", "")
        yield f"{status}_settling", table.get("settling", "")


def patterns_of(tables: Table) -> dict[str, str]:
    """The patterns by which a status is found behind a noun, before it, before a number, and in the rest of the text."""
    statuses = tables.get("status", {})
    if not statuses:
        return dict.fromkeys(("status_after", "status_before", "status_within", "settling", "needed", "ended"), "(?!)")
    within, settling, needed = (
        " | ".join(f"({status}: {{{status}_{kind}}})" for status in statuses) for kind in ("adjective", "settling", "needs")
    )
    # A pattern is surer than a list, in which another status may have the same verb (sent soldiers, sent five to hospital).
    by_pattern = sorted(statuses, key=lambda status: "ahead" not in statuses[status])
    before = " | ".join(_told(status, statuses[status].get("ahead"), "verb") for status in by_pattern)
    # Words that settle nothing though they hold one that does: a deadly weapon killed nobody.
    idle = "|".join(f"{status}_idle" for status in statuses)
    after = " | ".join(_told(status, table.get("behind"), "participle") for status, table in statuses.items())
    # What was done to somebody is no deed on what is counted behind it (one man was killed and five others …), and what
    # was only attempted befell nobody.
    deeds = "|".join(f"{status}_verb" for status in statuses)
    passive = f"(passive: {{passive}} {{adverb|adverb_ment}}{{0,2}} !{{gerund}} {{{deeds}}})"
    # Of somebody who did it himself (one of those who killed the guard) nothing is told.
    doer = f"(doer: {{doer}} {{adverb|adverb_ment}}{{0,2}} {{{deeds}}} (?={{determiner|capital|numeral|pronoun}}))"
    befallen = "|".join(f"{status}_participle" for status in statuses)
    denied = f"(denied: {{filler}}{{0,3}}? {{denying}} {{auxiliary|adverb|adverb_ment}}{{0,2}} {{{befallen}}})"
    attempted = f"(attempted: {{attempted}} {{adverb|adverb_ment}}{{0,2}} {{{deeds}}})"
    return {
        "status_after": f"{doer} | {denied} | {{filler}}{{0,4}}? (?:{after})",
        "status_before": f"{passive} | {attempted} | {before}",
        "status_within": f"(?:{within}) ~{{enclitic_word|comma}}* $",
        "ended": _ended(statuses),
        "needed": needed,
        "settling": f"(idle: {{{idle}}}) | {settling}",
    }


def _ended(statuses: Table) -> str:
    """What became of somebody in the end, behind what is told of him first in one clause."""
    ends = " | ".join(f"({status}: {table['later']})" for status, table in statuses.items() if "later" in table)
    told = "(?: ~{comma|semicolon|stop|numeral|subordinator|conjunction} | {and} (?={capital}) ){2,14}?"
    of_more = "(?: {partitive} ~{comma|semicolon|stop}{0,4}? {numeral} )?"
    return f"(who: {{numeral}}) {of_more} {told} (?:{ends})" if ends else "(?!)"


def _told(status: str, pattern: str | None, kind: str) -> str:
    """What tells a status: the pattern of what no list can hold, and the words of its list."""
    return f"({status}: {pattern} | {{{status}_{kind}}})" if pattern else f"({status}: {{{status}_{kind}}})"


def reserved_in(tables: Table) -> dict[str, tuple[frozenset[str], str]]:
    """Statuses kept for some concepts, and the status the others have instead."""
    statuses = tables.get("status", {}).items()
    return {status: (frozenset(entries(table["of"])), table["else"]) for status, table in statuses if "of" in table}


def unsettled_in(tables: Table) -> dict[str, tuple[str, str]]:
    """Statuses that the rest of the text decides: the status where it tells of deaths, and where it does not."""
    statuses = tables.get("status", {}).items()
    return {status: (table["settled"], table["alone"]) for status, table in statuses if "settled" in table}


def needing_in(tables: Table) -> dict[str, str]:
    """Statuses that hold only where the text has a word they need, and what they are there: who is hit may be shot."""
    statuses = tables.get("status", {}).items()
    return {status: table["becomes"] for status, table in statuses if "needs" in table}


def statuses_of(tables: Table) -> dict[str, str]:
    """The status a noun's lemma tells."""
    return {
        lemma.casefold(): status
        for status, table in tables.get("status", {}).items()
        for lemma in entries(table.get("nouns", ""))
    }
