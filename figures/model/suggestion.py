"""What was probably meant by a name that is none."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

# Below this likeness of two names, the one was hardly meant by the other.
_ALIKE = 0.7


def guessed(unknown: Iterable[str], known: Iterable[str]) -> str:
    """Names that are none, each with the one that was probably meant.

    >>> guessed(["conflit", "xyz"], ["conflict", "forecast"])
    "'conflit' (did you mean 'conflict'?), 'xyz'"
    """
    there_are = list(known)
    close = [(name, get_close_matches(name, there_are, n=1, cutoff=_ALIKE)) for name in unknown]
    return ", ".join(f"{name!r} (did you mean {meant[0]!r}?)" if meant else repr(name) for name, meant in close)
