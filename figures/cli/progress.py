"""How far a long run has come, on standard error: nothing in the first three seconds, one living line on a terminal."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable
from typing import TextIO

#: Seconds of silence at the beginning.
#: Reading the tables of a language takes one or two of them before any document is read.
PATIENCE = 3.0
# Seconds between two lines, and between two states of a line that can be rewritten.
_PLAIN_EVERY = 5.0
_LIVE_EVERY = 0.1
_ERASE = "\r\x1b[K"


class Progress:
    """Told of each step with what it is about, its number and how many there are, it shows `[120/4000] a.txt`."""

    def __init__(self, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream or sys.stderr
        self._clock = clock
        self._live = self._stream.isatty()
        self._next = clock() + PATIENCE
        self._shown = False

    def __call__(self, name: str, number: int, total: int) -> None:
        """Show the step, where it is time to."""
        now = self._clock()
        if now < self._next:
            return
        self._next = now + (_LIVE_EVERY if self._live else _PLAIN_EVERY)
        line = f"[{number}/{total}] {name}"
        if self._live:
            self._stream.write(_ERASE + line[: shutil.get_terminal_size().columns - 1])
        else:
            self._stream.write(line + "\n")
        self._stream.flush()
        self._shown = True

    def done(self) -> None:
        """Leave no half line behind."""
        if self._live and self._shown:
            self._stream.write(_ERASE)
            self._stream.flush()
            self._shown = False
