"""How far a long run has come, on standard error: nothing in the first three seconds, one living line on a terminal.

A line has no word of any language: which one the reader speaks is known only when the texts are read.
"""

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
    """Told of each step with what it is about, its number and how many there are, it shows how far the run has come.

    `[120/4000] 12/s ≈ 5:23 a.txt`: the step, the steps a second (or a minute, `/min`) since the second one, and the minutes
    and seconds that are left at that pace.
    """

    def __init__(self, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream or sys.stderr
        self._clock = clock
        self._live = self._stream.isatty()
        self._began = clock()
        self._next = self._began + PATIENCE
        self._shown = False

    def __call__(self, name: str, number: int, total: int) -> None:
        """Show the step, where it is time to."""
        now = self._clock()
        if number == 2:
            # The first step read the tables of a language, too.
            self._began = now
        if now < self._next:
            return
        self._next = now + (_LIVE_EVERY if self._live else _PLAIN_EVERY)
        line = f"[{number}/{total}] {pace(number - 2, total - number + 1, now - self._began)}{name}"
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


def pace(done: int, left: int, seconds: float) -> str:
    """The pace of so many steps and the time it takes for those left, each with a blank behind it; nothing without a step.

    >>> pace(120, 3880, 10.0), pace(3, 7, 60.0), pace(0, 10, 5.0)
    ('12/s ≈ 5:23 ', '3/min ≈ 2:20 ', '')
    """
    if done < 1 or seconds <= 0:
        return ""
    a_second = done / seconds
    rate = f"{a_second:.0f}/s" if a_second >= 10 else f"{a_second:.1f}/s" if a_second >= 1 else f"{60 * a_second:.0f}/min"
    minutes, left = divmod(round(left / a_second), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{rate} ≈ {hours}:{minutes:02}:{left:02} " if hours else f"{rate} ≈ {minutes}:{left:02} "
