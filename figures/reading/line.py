"""A sentence as its tokens, first with every word, then with each numeral one token."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from figures.model import NO_NOUN, Noun, Quantity, Vague
from figures.reading.pack import Pack, Unit
from figures.reading.view import View


@dataclass(slots=True)
class Mention:
    """A numeral on its way to becoming a claim; offsets are in the folded text.

    `start`, `end` span the figure with its unit, `number_start`, `number_end` the number; `last` is the
    token after it where it spans several. `scaled` is true after a scale word or collective
    (*millions*, *une centaine*), which may take a noun behind a partitive; `scale` is the last scale word's value.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    value: Decimal | None
    step: Decimal = Decimal(1)
    low: Decimal | None = None
    high: Decimal | None = None
    bound: str = "="
    approximate: bool = False
    unit: Unit | None = None
    kind: str = "count"
    vague: Vague | None = None
    alternative: Decimal | None = None
    last: int = 0
    scaled: bool = False
    scale: Decimal = Decimal(1)
    needs_noun: bool = False
    noun: Noun = NO_NOUN
    status: str | None = None
    whole: Mention | None = None

    def quantity(self) -> Quantity:
        """The quantity as the contract writes it."""
        value, low, high = self.value, self.low, self.high
        if self.vague is not None:
            value, low, high = None, self.vague.low, None
        elif self.bound == "range":
            value = None
        elif self.bound in ("≥", ">"):
            low, high = value, None
        elif self.bound in ("≤", "<"):
            low, high = None, value
        elif self.approximate:
            low = high = None
        else:
            low = high = value
        bound = "≥" if self.vague is not None else self.bound
        return Quantity(
            value=value,
            low=low,
            high=high,
            bound=bound,
            approximate=self.approximate,
            kind=self.kind,
            unit=self.unit.name if self.unit else None,
            step=self.step,
            vague=self.vague,
            assumed="unit" if self.unit and self.unit.assumed else None,
            alternative=self.alternative,
        )


@dataclass(slots=True)
class Line:
    """Tokens of a sentence: `spans` in the folded text, `letters` one a token, `present` the letters there are,
    `mentions` by token index.

    `refused` are spans that are no figures, with the reason.
    """

    view: View
    start: int
    end: int
    spans: list[tuple[int, int]]
    letters: str
    present: frozenset[str]
    mentions: dict[int, Mention] = field(default_factory=dict)
    refused: list[tuple[int, int, str]] = field(default_factory=list)

    def text(self, first: int, last: int) -> str:
        """The folded text of tokens `first` up to and without `last`."""
        return self.view.folded[self.spans[first][0] : self.spans[last - 1][1]]

    def piece(self, index: int) -> str:
        """The folded text of one token."""
        start, end = self.spans[index]
        return self.view.folded[start:end]

    def pieces(self, first: int, last: int) -> list[str]:
        """The folded texts of tokens `first` up to and without `last`."""
        folded = self.view.folded
        return [folded[start:end] for start, end in self.spans[first:last]]


def line_of(view: View, start: int, end: int, pack: Pack) -> Line:
    """The tokens of a stretch of text."""
    spans, letters = pack.lexicon.tokenize(view.folded, start, end)
    return Line(view, start, end, spans, letters, frozenset(letters))
