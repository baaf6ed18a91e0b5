"""Which of several decisions on one thing stands: what coders agree on, or what one of them settled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from figures.model import Decision, Standing


def weigh(decisions: Iterable[Decision], standing_of: Callable[[Decision], str]) -> list[Standing]:
    """The standing of each decision. `standing_of` says how one would stand alone: `applied`, or why it cannot be.

    Of those that could be applied, coders who agree are all followed, one who settles is followed before the others, and
    where they differ and nobody settles it none is.
    """
    by_question: dict[tuple[str, ...], list[Decision]] = {}
    found: list[Standing] = []
    for decision in decisions:
        alone = standing_of(decision)
        if alone == "applied":
            by_question.setdefault(decision.question, []).append(decision)
        else:
            found.append(Standing(decision, alone))
    for able in by_question.values():
        found += _among(able)
    return found


def _among(able: Sequence[Decision]) -> Iterable[Standing]:
    settling = [decision for decision in able if decision.settles] or list(able)
    answers = {decision.answer for decision in settling}
    for decision in able:
        if len(answers) > 1:
            yield Standing(decision, "unsettled")
        else:
            yield Standing(decision, "applied" if decision.answer in answers else "overruled")


def in_force(standings: Iterable[Standing]) -> dict[tuple[str, ...], Decision]:
    """The decision that is followed on each question, of several alike the first."""
    followed: dict[tuple[str, ...], Decision] = {}
    for each in sorted(standings, key=standing_key):
        if each.standing == "applied":
            followed.setdefault(each.decision.question, each.decision)
    return followed


def standing_key(each: Standing) -> tuple[object, ...]:
    """Sorts decisions by what they are about, then by coder."""
    decision = each.decision
    return (*decision_key(decision), each.standing)


def decision_key(decision: Decision) -> tuple[str, ...]:
    """Sorts decisions by what they are about, then by coder: the order they are kept in."""
    return (decision.subject, decision.target_id, decision.decision, decision.coder or "", decision.decision_id)
