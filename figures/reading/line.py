"""A sentence as its tokens, first with every word, then with each numeral one token."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from figures.model import NO_NOUN, Noun, Quantity, Span, Vague, maker
from figures.reading.pack import Unit
from figures.reading.view import View

_ONE = Decimal(1)
_quantity = maker(Quantity)


class Mention:
    """A numeral on its way to becoming a claim; offsets are in the folded text.

    `start`, `end` span the figure with its unit, `number_start`, `number_end` the number; `last` is the
    token after it where it spans several. `scaled` is true after a scale word or collective
    (*millions*, *une centaine*), which may take a noun behind a partitive; `scale` is the last scale word's value.
    Of a change (*de 12 à 15*) the first number knows the second as `changed_to`.
    """

    low: Decimal | None = None
    high: Decimal | None = None
    bound = "="
    approximate = False
    unit: Unit | None = None
    kind = "count"
    vague: Vague | None = None
    last = 0
    scaled = False
    scale = _ONE
    needs_noun = False
    noun: Noun = NO_NOUN
    status: str | None = None
    whole: Mention | None = None
    changed_to: Mention | None = None

    def __init__(
        self, start: int, end: int, value: Decimal | None, step: Decimal = _ONE, alternative: Decimal | None = None
    ) -> None:
        self.start = self.number_start = start
        self.end = self.number_end = end
        self.value = value
        self.step = step
        self.alternative = alternative

    def quantity(self) -> Quantity:
        """The quantity as the contract writes it."""
        value, bound, unit = self.value, self.bound, self.unit
        low = high = value
        if self.vague is not None:
            value, low, high, bound = None, self.vague.low, None, "≥"
        elif bound == "range":
            value, low, high = None, self.low, self.high
        elif bound in ("≥", ">"):
            high = None
        elif bound in ("≤", "<"):
            low = None
        elif self.approximate:
            low = high = None
        name, assumed = (unit.name, "unit" if unit.assumed else None) if unit else (None, None)
        return _quantity(
            value, low, high, bound, self.approximate, self.kind, name, self.step, self.vague, assumed, self.alternative
        )


class Line:
    """Tokens of a sentence: `letters` one a token, `bounds` two offsets a token in the folded text.

    `mentions` are the figures by token index.

    `places` are the token indices of the anchors of patterns, by name (see `figures.reading.anchors`); `refused` are spans
    that are no figures, with the reason. `words` is the sentence as it was before its numerals became one token each.
    """

    __slots__ = ("bounds", "letters", "mentions", "places", "refused", "view", "words")

    def __init__(self, view: View, bounds: list[int], letters: str, places: Mapping[str, Sequence[int]]) -> None:
        self.view = view
        self.bounds = bounds
        self.letters = letters
        self.places = places
        self.mentions: dict[int, Mention] = {}
        self.refused: list[tuple[int, int, str]] = []
        self.words: Line | None = None

    def begin(self, index: int) -> int:
        """Where a token begins in the folded text."""
        return self.bounds[2 * index]

    def over(self, index: int) -> int:
        """Where a token ends in the folded text."""
        return self.bounds[2 * index + 1]

    def text(self, first: int, last: int) -> str:
        """The folded text of tokens `first` up to and without `last`."""
        return self.view.folded[self.bounds[2 * first] : self.bounds[2 * last - 1]]

    def piece(self, index: int) -> str:
        """The folded text of one token."""
        return self.view.folded[self.bounds[2 * index] : self.bounds[2 * index + 1]]

    def pieces(self, first: int, last: int) -> list[str]:
        """The folded texts of tokens `first` up to and without `last`."""
        folded, bounds = self.view.folded, self.bounds
        return [folded[bounds[at] : bounds[at + 1]] for at in range(2 * first, 2 * last, 2)]

    def span(self, first: int, last: int) -> Span:
        """The span in the text as given of tokens `first` up to and without `last`."""
        return self.view.span(self.bounds[2 * first], self.bounds[2 * last - 1])
