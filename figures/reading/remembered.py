"""What was worked out once for a string, kept for the next time it comes: words repeat."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

_REMEMBERED = 200_000
_Value = TypeVar("_Value")


class Remembered(dict[str, _Value], Generic[_Value]):
    """What was found for strings seen before; forgotten all at once before it fills the memory."""

    def __init__(self, find: Callable[[str], _Value]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, key: str) -> _Value:
        if len(self) >= _REMEMBERED:
            self.clear()
        value = self[key] = self._find(key)
        return value
