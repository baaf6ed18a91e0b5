"""Lists of words as data files write them."""

from __future__ import annotations

from collections.abc import Iterator


def entries(written: str) -> Iterator[str]:
    """The words and phrases of a list: between commas or line ends.

    >>> list(entries("environ, près de\\n autour de,"))
    ['environ', 'près de', 'autour de']
    """
    return filter(None, (entry.strip() for line in written.splitlines() for entry in line.split(",")))
