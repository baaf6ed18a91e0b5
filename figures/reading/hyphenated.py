"""Numbers written with hyphens, and the words they are made of."""

from __future__ import annotations

from collections.abc import Callable

# The longest word of a number between hyphens has so many parts: quatre-vingt-dix-sept.
_LONGEST = 4


def longest_parts(written: str, known: Callable[[str], bool]) -> list[str]:
    """What stands between hyphens, in the longest words that are known: quatre-vingt-dix-neuf is 90 and 9.

    Where no word is known a part is what reaches to the next hyphen.

    >>> longest_parts("quatre-vingt-dix-neuf", {"quatre", "quatre-vingt-dix", "neuf"}.__contains__)
    ['quatre-vingt-dix', 'neuf']
    """
    parts = written.split("-")
    found = []
    while parts:
        size = next((n for n in range(min(len(parts), _LONGEST), 0, -1) if known("-".join(parts[:n]))), 1)
        found.append("-".join(parts[:size]))
        parts = parts[size:]
    return found
