"""Which of n things belong together, told pair by pair."""

from __future__ import annotations

from collections import defaultdict


class Union:
    """Disjoint sets of the numbers 0 to n - 1.

    >>> together = Union(4)
    >>> together.join(0, 2)
    >>> together.parts()
    [[0, 2], [1], [3]]
    """

    __slots__ = ("_above",)

    def __init__(self, n: int) -> None:
        self._above = list(range(n))

    def find(self, i: int) -> int:
        """The smallest number known to be with `i`."""
        above = self._above
        while above[i] != i:
            above[i] = above[above[i]]
            i = above[i]
        return i

    def join(self, i: int, j: int) -> None:
        """Say that `i` and `j` belong together."""
        a, b = sorted((self.find(i), self.find(j)))
        self._above[b] = a

    def parts(self) -> list[list[int]]:
        """The sets, each in rising order, by their smallest number."""
        found: dict[int, list[int]] = defaultdict(list)
        for i in range(len(self._above)):
            found[self.find(i)].append(i)
        return [found[i] for i in sorted(found)]
