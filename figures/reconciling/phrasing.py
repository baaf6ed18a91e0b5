"""Claims put into words a person understands: the figure, who says it, where and when, and the steps of a comparison.

Every word comes from `reports/templates/findings.<language>.toml`; nothing here belongs to a language.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from figures.model import ASPECTS, LEVELS_OF_ASPECT, VOUCHED, Claim, Interval
from figures.reconciling.aspects import Aspects, two_voices
from figures.reconciling.comparability import Comparability
from figures.reconciling.comparison import Comparison, Reading
from figures.reconciling.levels import SAME, Levels
from figures.wording import Wording

#: By course, the aspects whose uncertainty is worth telling a reader.
MAY_DIFFER = {
    "event": ("place", "time", "context"),
    "losses": ("sides", "narrowing", "place", "time"),
    "toll": ("place", "time", "context", "narrowing"),
    "cumulative": ("status", "narrowing", "time"),
    "stock": ("sides", "narrowing", "status", "time"),
    "plain": ("place", "time", "narrowing", "status", "sides"),
    "amount": ("counted", "place", "time"),
}

#: How many figures, and how many tellers of each, a message names before it says how many more there are.
MOST_FIGURES, MOST_TELLERS = 12, 6

_TENTH, _HUNDREDTH, _ONE = Decimal("0.1"), Decimal("0.01"), Decimal(1)


def figure(claim: Claim, words: Wording) -> str:
    """The quantity and what is counted: `≥ 300 soldiers`, `90 % (precision)`."""
    noun = claim.noun.text or claim.noun.resolved
    shown = words.figure(claim)
    if not noun:
        return shown
    return words.text(f"finding.figure.{'count' if claim.quantity.unit is None else 'unit'}", figure=shown, noun=noun)


def who(claim: Claim, words: Wording) -> str:
    """Who says it, or that nobody is said to; several sources as one list."""
    attribution = claim.attribution
    source = attribution.resolved or attribution.source
    if attribution.state in VOUCHED and source:
        return source.replace("; ", ", ")
    return words.text(f"finding.who.{attribution.state}")


def where(claim: Claim, words: Wording) -> str:
    """The medium (or title, or name of the document) and its day."""
    origin = claim.origin
    outlet = origin.publisher or origin.title or origin.document_id
    if origin.published is None:
        return outlet
    return words.text("finding.where", outlet=outlet, date=words.date(origin.published))


def side(claim: Claim, words: Wording) -> str:
    """One figure with who says it, where and when."""
    return words.text("finding.side", figure=figure(claim, words), who=who(claim, words), where=where(claim, words))


def sides(rows: Sequence[Aspects], words: Wording) -> str:
    """Figures against each other, the largest first; claims of one figure are told together, with all who say it."""
    together: dict[Reading, list[Aspects]] = {}
    for row in sorted(rows, key=_largest_first):
        together.setdefault(row.reading, []).append(row)
    told = []
    for same in together.values():
        own = next((row for row in same if row.claim.origin.language == words.language), same[0])
        tellers = dict.fromkeys(
            words.text("finding.teller", who=who(row.claim, words), where=where(row.claim, words)) for row in same
        )
        listed = words.text("finding.semicolon").join(shortened(tellers, MOST_TELLERS, words))
        told.append(words.text("finding.told", figure=figure(own.claim, words), tellers=listed))
    first, *others = shortened(told, MOST_FIGURES, words)
    if not others:
        return first
    *before, last = others
    both = [words.text("finding.comma").join(before), last] if before else [last]
    return words.text("finding.against", first=first, others=words.text("finding.and").join(both))


def shortened(told: Iterable[str], most: int, words: Wording) -> list[str]:
    """The first `most` of what is told, and how many more there are: a message stays readable, its claims are all listed."""
    every = list(told)
    if len(every) <= most:
        return every
    return [*every[:most], words.text("finding.more", n=words.number(len(every) - most))]


def steps_in_time(rows: Sequence[Aspects], words: Wording) -> str:
    """Figures as they followed each other: what was said at one time together, what was said again left out."""
    together: dict[tuple[int | None, int | None], dict[Reading, Aspects]] = {}
    before: Reading | None = None
    for row in rows:
        if row.reading != before:
            together.setdefault((row.first, row.last), {}).setdefault(row.reading, row)
        before = row.reading
    steps = [
        words.text(
            "finding.step",
            figures=words.text("finding.slash").join(
                words.text("finding.step-figure", figure=figure(row.claim, words), who=who(row.claim, words))
                for row in same.values()
            ),
            moment=moment(next(iter(same.values())), words),
        )
        for same in together.values()
    ]
    return words.text("finding.arrow").join(shortened(steps, MOST_FIGURES, words))


def sentence(claim: Claim, words: Wording) -> str:
    """The sentence of a claim in quotation marks, on one line."""
    return words.quote(" ".join(claim.sentence.split()))


def moment(row: Aspects, words: Wording) -> str:
    """The day a figure holds for, or the days."""
    if row.first is None or row.last is None:
        return words.text("finding.undated")
    first, last = (words.date(date.fromordinal(day)) for day in (row.first, row.last))
    return first if first == last else words.text("locale.range", low=first, high=last)


def gap(comparison: Comparison, unit: str | None, words: Wording) -> str:
    """How far apart two figures are: as many times, and by how much; two percentages are points apart."""
    unit = "percentage_point" if unit == "percent" else unit
    if comparison.ratio is None or comparison.difference is None:
        return words.text("finding.gap.room", gap=words.with_unit(comparison.gap, unit))
    ratio, difference = words.number(rounded(comparison.ratio)), words.with_unit(comparison.difference, unit)
    return words.text("finding.gap.ratio", ratio=ratio, difference=difference)


def rounded(ratio: Decimal) -> Decimal:
    """A ratio as people say it: 1.15 times, 4.9 times, 27 times.

    >>> [str(rounded(Decimal(x))) for x in ("1.1463", "4.848", "5.00", "27.2")]
    ['1.15', '4.8', '5', '27']
    """
    step = _HUNDREDTH if ratio < 2 else _TENTH if ratio < 10 else _ONE
    shown = ratio.quantize(step, ROUND_HALF_UP)
    return shown.quantize(_ONE) if shown == shown.to_integral_value() else shown


def conditions(a: Aspects, b: Aspects, found: Comparability, words: Wording) -> str:
    """What would have to be true for both figures to stand: whatever the comparison could not be certain of."""
    unsure = [
        aspect for aspect, level in zip(ASPECTS, found.levels, strict=True)
        if level < SAME and aspect in MAY_DIFFER[found.course] and (aspect != "sides" or a.family == "person")
    ]  # fmt: skip
    if two_voices(a, b):
        unsure.append("method")
    unsure.append("definition")
    return words.text("finding.or").join(words.text(f"finding.stand.{aspect}") for aspect in unsure)


def interval_steps(rows: Sequence[Aspects], words: Wording) -> list[str]:
    """The first steps of the workings: each figure as written and what its words leave open."""
    steps = [interval_step(row, words) for row in rows[:MOST_FIGURES]]
    left_out = len(rows) - len(steps)
    return [*steps, words.text("working.more", n=words.number(left_out))] if left_out else steps


def interval_step(row: Aspects, words: Wording) -> str:
    """One step of the workings: a figure as written, what its words leave open, and why."""
    claim, quantity = row.claim, row.claim.quantity
    reading = row.reading
    shown = words.interval(Interval(reading.best, reading.low, reading.high), row.unit)
    slack = words.with_unit(quantity.rounding(quantity.value or Decimal(0)), quantity.unit)
    policy = quantity.vague.policy if quantity.vague else ""
    reason = words.text(f"working.reason.{_reason(row)}", slack=slack, policy=policy)
    if reading.tolerance:
        reason = words.text("working.tolerance", reason=reason, tolerance=words.number(reading.tolerance * 100))
    return words.text(
        "working.figure", exact=words.quote(claim.exact), who=who(claim, words), where=where(claim, words),
        moment=moment(row, words), interval=shown, reason=reason,
    )  # fmt: skip


def comparison_step(comparison: Comparison, unit: str | None, words: Wording) -> str:
    """One step of the workings: whether the intervals meet."""
    if comparison.outcome != "conflict":
        return words.text(f"working.{comparison.outcome}")
    return words.text("working.conflict", gap=words.with_unit(comparison.gap, unit), apart=gap(comparison, unit, words))


def aspects_step(levels: Levels, words: Wording) -> str:
    """One step of the workings: the level of every aspect."""
    shown = [
        words.text("working.aspect", aspect=words.text(f"aspect.{aspect}"), level=words.text(f"aspect-level.{level}"))
        for aspect, level in zip(ASPECTS, map(LEVELS_OF_ASPECT.__getitem__, levels), strict=True)
    ]  # fmt: skip
    return words.text("working.aspects", aspects=words.text("finding.semicolon").join(shown))


def _reason(row: Aspects) -> str:
    quantity = row.claim.quantity
    if quantity.vague is not None:
        return "vague"
    if quantity.bound != "=":
        bound = {"≥": "least", ">": "more", "≤": "most", "<": "less", "range": "range"}[quantity.bound]
        return f"{bound}-approximate" if quantity.approximate else bound
    if quantity.approximate:
        return "approximate"
    return "rounding" if row.reading.low != row.reading.high else "exact"


def _largest_first(row: Aspects) -> tuple[bool, Decimal, str, int]:
    size = next((x for x in (row.reading.best, row.reading.low, row.reading.high) if x is not None), Decimal(0))
    return row.reading.best is None, -size, row.claim.origin.document_id, row.claim.figure.start
