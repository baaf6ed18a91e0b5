"""How far two coders agree beyond chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from figures.model import SUBJECTS, Decision


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Cohen's kappa of what two coders said of the same things: 1 is agreement throughout, 0 what chance would give.

    `None` where it is not defined: nothing was coded twice, or both said one and the same of everything.

    J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20 (1960), 37-46:
    (p_o - p_c) / (1 - p_c), with p_o the share they agree on and p_c the share expected of their own frequencies.

    >>> kappa([("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")])
    0.5
    >>> kappa([("a", "a"), ("a", "a")]) is None
    True
    """
    if not pairs:
        return None
    n = len(pairs)
    observed = Fraction(sum(a == b for a, b in pairs), n)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    expected = Fraction(sum(first[label] * second[label] for label in first), n * n)
    return None if expected == 1 else float((observed - expected) / (1 - expected))


class Agreement(NamedTuple):
    """What two coders both decided of one sort of thing: how many, how many alike, and Cohen's kappa."""

    subject: str
    both: int
    alike: int
    kappa: float | None


def agreement(first: Iterable[Decision], second: Iterable[Decision]) -> list[Agreement]:
    """The agreement of two coders on findings, groups, claims and all of them, as far as both decided something.

    Whether figures belong together or apart, and which were missed, is left out: nobody says so of those where it is not
    the case, and of such lists chance has no share. What was decided counts, with the value that was chosen and what was
    corrected, not its reasons: what is not alike here is what `differences` leaves to settle.
    """
    one, two = _answers(first), _answers(second)
    pairs = {question: (one[question], two[question]) for question in one if question in two}
    found = [
        _agreement(subject, [pair for question, pair in pairs.items() if question[0] == subject])
        for subject in dict.fromkeys(SUBJECTS.values())
    ]
    found = [each for each in found if each.both]
    return [*found, _agreement("all", list(pairs.values()))] if len(found) != 1 else found


def _agreement(subject: str, pairs: Sequence[tuple[Hashable, Hashable]]) -> Agreement:
    return Agreement(subject, len(pairs), sum(a == b for a, b in pairs), kappa(pairs))


def _answers(decisions: Iterable[Decision]) -> dict[tuple[str, ...], Hashable]:
    return {
        decision.question: decision.answer
        for decision in decisions
        if decision.decision not in ("merged", "split", "missed")
    }
