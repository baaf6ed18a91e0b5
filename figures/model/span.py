"""A place in a text."""

from typing import NamedTuple


class Span(NamedTuple):
    """Half-open interval of code points in the text as given: `text[span.start:span.end]` is what was read.

    >>> Span(3, 9).overlaps(Span(8, 12))
    True
    """

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """True where the two share at least one character."""
        return self.start < other.end and other.start < self.end
