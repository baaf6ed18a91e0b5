"""What `--fail-on` names: kinds of findings and levels, a level with all graver ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from figures.model import Finding


@dataclass(frozen=True, slots=True)
class Threshold:
    """Kinds and levels that make a run fail."""

    kinds: frozenset[str]
    levels: frozenset[str]

    def reached(self, findings: Iterable[Finding]) -> bool:
        """True where one of the findings, if nobody dismissed it, is of these kinds or levels."""
        asked = (finding for finding in findings if not finding.dismissed)
        return any(finding.kind in self.kinds or finding.level in self.levels for finding in asked)


def threshold(names: str) -> Threshold:
    """Kinds and levels from a list with commas.

    Raises `ValueError` that names what is neither and lists what there is.

    >>> sorted(threshold("conflict, warning").levels)
    ['error', 'warning']
    """
    from figures.model import ANSWER_KINDS, LEVELS
    from figures.model.suggestion import guessed
    from figures.reconciling.rules import RULES

    kinds = dict.fromkeys([*(rule.kind for rule in RULES), *ANSWER_KINDS.values()])
    asked = [name.strip() for name in names.split(",") if name.strip()]
    unknown = [name for name in asked if name not in kinds and name not in LEVELS]
    if unknown or not asked:
        there_are = f"there are the kinds {', '.join(kinds)} and the levels {', '.join(LEVELS)}"
        raise ValueError(f"no kind or level {guessed(unknown, [*kinds, *LEVELS]) or 'is named'}; {there_are}")
    levels = [LEVELS[: LEVELS.index(name) + 1] for name in asked if name in LEVELS]
    return Threshold(frozenset(kinds).intersection(asked), frozenset(level for some in levels for level in some))
