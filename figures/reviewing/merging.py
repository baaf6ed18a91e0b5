"""Decisions of several coders in one list: none is lost, and where they differ it is told."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from figures.model import Decision
from figures.reconciling.weighing import decision_key


class Difference(NamedTuple):
    """Decisions on one thing that do not say the same, or that only one of two coders took; nobody settled it yet."""

    decisions: tuple[Decision, ...]


class Taken(NamedTuple):
    """What a workbook gave to a list of decisions: all of them now, and what became of those there were.

    `new`, `changed` and `kept` are numbers; `withdrawn` are the decisions that are gone, for a person to see.
    """

    decisions: tuple[Decision, ...]
    new: int
    changed: int
    withdrawn: tuple[Decision, ...]
    kept: int


def together(*coders: Iterable[Decision]) -> list[Decision]:
    """All decisions, each once, in the order they are kept in."""
    return sorted({decision for each in coders for decision in each}, key=decision_key)


def differences(decisions: Iterable[Decision]) -> list[Difference]:
    """What is left to settle: questions that were answered in more than one way, and that nobody settled.

    A comment is no difference, nor is another day.
    """
    by_question: dict[tuple[str, ...], list[Decision]] = {}
    for decision in sorted(decisions, key=decision_key):
        by_question.setdefault(decision.question, []).append(decision)
    found = []
    for asked in by_question.values():
        deciding = [decision for decision in asked if decision.settles] or asked
        if len({decision.answer for decision in deciding}) > 1:
            found.append(Difference(tuple(asked)))
    return found


def unite(before: Iterable[Decision], given: Iterable[Decision], shown: Collection[str]) -> Taken:
    """The decisions of a workbook put over those there were.

    `shown` are the ids of the decisions that the workbook had when it was written and whose rows it still has: of these, one
    that it no longer has was withdrawn in it. What it never had is kept, unless the same coder decided the same thing
    anew in it.
    """
    given = set(given)
    anew = {(decision.question, decision.coder) for decision in given}
    old = set(before)
    gone = {decision for decision in old - given if decision.decision_id in shown}
    replaced = {d for d in old - given - gone if (d.question, d.coder) in anew}
    changed = {d for d in old - given if (d.question, d.coder) in anew}
    now = (old - gone - replaced) | given
    return Taken(
        decisions=tuple(sorted(now, key=decision_key)),
        new=len(given - old) - len({(d.question, d.coder) for d in changed}),
        changed=len(changed),
        withdrawn=tuple(sorted(gone - changed, key=decision_key)),
        kept=len(old - given - gone - replaced),
    )
