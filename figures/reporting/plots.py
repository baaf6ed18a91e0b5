"""Figures that answer one question as a small picture: what each leaves open side by side, or over time.

A dot is the figure as written, the band behind it what its words leave open, an arrow an end they leave open for good.
A full dot has a source with a name, a hollow one a source without, a hollow square none at all.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from figures.model import ATTRIBUTIONS, VOUCHED, Claim
from figures.reconciling.comparison import Reading, dimension_told, in_unit, read
from figures.reporting import axis
from figures.reporting.cells import outlet, voice
from figures.wording import Wording

WIDTH = 680
#: How many of those who give one figure a plot names; it says how many more there are.
NAMED = 4
#: Of more figures than this a plot shows the marks alone, and says so; the table beside it has their words.
CROWDED = 40
_MARGIN = 12
_LINE = 15
_LABELS = 236
_LETTERS_WIDE = 6.8
#: How far apart the middles of two numbered marks stand at least.
_CLEAR = 20


class Shape(NamedTuple):
    """One element of a picture: its tag, its attributes and its words."""

    tag: str
    attributes: dict[str, str]
    words: str = ""


@dataclass(frozen=True, slots=True)
class Plot:
    """A picture of `width` and `height` units; `told` is what it shows, in words."""

    width: int
    height: int
    told: str
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A figure with those who give it, in the unit of its plot; `state` is that of the best-named among them."""

    figure: str
    who: str
    state: str
    reading: Reading
    day: date | None

    def ends(self) -> Iterator[float]:
        """The numbers that the scale has to hold."""
        reading = self.reading
        yield from (float(end) for end in (reading.low, reading.best, reading.high) if end is not None)


def range_plot(claims: Sequence[Claim], words: Wording) -> Plot | None:
    """What each different figure leaves open, the smallest first; `None` where they cannot stand on one scale."""
    points = _points(claims, words, dated=False)
    if points is None:
        return None
    points.sort(key=lambda point: (_middle(point), point.figure))
    on = _scale(points, _LABELS + 24, WIDTH - _MARGIN)
    shapes: list[Shape] = []
    top = float(_MARGIN)
    for point in points:
        if len(points) > CROWDED:
            shapes += _lying(point, on, top + 8)
            top += _LINE
            continue
        lines = _wrapped(point.who, _LABELS)
        shapes.append(_text(_MARGIN, top + 12, point.figure, "value"))
        shapes += [_text(_MARGIN, top + 12 + _LINE * n, line, "who") for n, line in enumerate(lines, 1)]
        shapes += _lying(point, on, top + 8)
        top += _LINE * (1 + len(lines)) + 11
    grid, foot = _below(on, words, claims, top)
    remarks = _remarks(points, on, words, foot)
    return Plot(WIDTH, _height(foot, remarks), _told(points, words, "range"), (*grid, *shapes, *remarks))


def timeline(claims: Sequence[Claim], words: Wording) -> Plot | None:
    """Figures over time, numbered in the order of their days, with a key; `None` where fewer than two days are known."""
    points = _points([claim for claim in claims if moment(claim)], words, dated=True)
    if points is None or len({point.day for point in points}) < 2:
        return None
    points.sort(key=lambda point: (point.day or date.max, _middle(point), point.figure))
    up = _scale(points, 180, _MARGIN)
    marks = _labels(up, words, claims, 5)
    left = _MARGIN + max((len(label) for _, label in marks), default=0) * _LETTERS_WIDE + 8
    known = [point.day.toordinal() for point in points if point.day]
    along = axis.Scale(min(known), max(known), left + 16, WIDTH - _MARGIN - 16)
    shapes = [*_across(marks, up, left), *_days(along, words, up.begin)]
    taken: list[tuple[float, float]] = []
    key: list[Shape] = []
    top = up.begin + 44
    for number, point in enumerate(points, 1):
        x, y = along.at(point.day.toordinal() if point.day else 0), up.at(_middle(point))
        if len(points) > CROWDED:
            shapes += _standing(point, up, x, y, 5)
            continue
        x, y = _free(x, y, left + 10, taken)
        shapes += _standing(point, up, x, y, 9)
        shapes += _numbered(number, point, x, y)
        rows, top = _keyed(number, point, words, top)
        key += rows
    remarks = _remarks(points, up, words, top)
    return Plot(WIDTH, _height(top, remarks), _told(points, words, "time"), (*shapes, *key, *remarks))


def moment(claim: Claim) -> date | None:
    """The day a count is of: the end of the time its sentence gives, where that was over, or else that of publication."""
    published, period = claim.origin.published, claim.period
    if period is not None and (published is None or period.last <= published):
        return period.last
    return published


def _points(claims: Sequence[Claim], words: Wording, *, dated: bool) -> list[Point] | None:
    """The different figures (of different days, where they are dated), or `None` where there are fewer than two."""
    units = {claim.quantity.unit for claim in claims}
    if len({dimension_told(unit) for unit in units}) != 1 or (None in units and len(units) > 1):
        return None
    unit = claims[0].quantity.unit
    same: dict[tuple[str, date | None], list[Claim]] = {}
    for claim in claims:
        same.setdefault((words.figure(claim), moment(claim) if dated else None), []).append(claim)
    points = []
    for (figure, day), found in same.items():
        said = list(dict.fromkeys(_said(claim, words) for claim in found))
        more = [words.count("plot.more", len(said) - NAMED)] if len(said) > NAMED else []
        state = min((claim.attribution.state for claim in found), key=ATTRIBUTIONS.index)
        reading = in_unit(read(found[0].quantity), found[0].quantity.unit, unit)
        points.append(Point(figure, words.text("plot.join").join(said[:NAMED] + more), state, reading, day))
    ends = [end for point in points for end in point.ends()]
    if len(points) < 2 or not all(list(point.ends()) for point in points) or not all(map(axis.holds, ends)):
        return None
    return points


def _scale(points: Sequence[Point], begin: float, end: float) -> axis.Scale:
    """A scale for all points, with room for the arrows of those that are open upwards."""
    rising = any(point.reading.high is None for point in points)
    return axis.scale([end for point in points for end in point.ends()], begin, end, rising=rising)


def _said(claim: Claim, words: Wording) -> str:
    who, note = voice(claim, words)
    return f"{who or note} {words.text('report.aside', note=outlet(claim.origin))}".strip()


def _middle(point: Point) -> float:
    """Where the mark of a figure stands: its best value, or the end that is known."""
    reading = point.reading
    return float(next(end for end in (reading.best, reading.low, reading.high) if end is not None))


# What stands on the scales.


def _lying(point: Point, on: axis.Scale, y: float) -> Iterator[Shape]:
    low, high = _edges(point, on)
    yield _line(low, y, high, y, "between")
    if point.reading.high is None:
        yield _arrow([(on.end, y), (on.end - 12, y - 8), (on.end - 12, y + 8)])
    if point.reading.low is None:
        yield _arrow([(on.begin, y), (on.begin + 12, y - 8), (on.begin + 12, y + 8)])
    yield _mark(point, on.at(_middle(point)), y, 6)


def _standing(point: Point, up: axis.Scale, x: float, y: float, size: int) -> Iterator[Shape]:
    low, high = _edges(point, up)
    yield _line(x, low, x, high, "upright")
    if point.reading.high is None:
        yield _arrow([(x, up.end), (x - 7, up.end + 11), (x + 7, up.end + 11)])
    if point.reading.low is None:
        yield _arrow([(x, up.begin), (x - 7, up.begin - 11), (x + 7, up.begin - 11)])
    yield _mark(point, x, y, size)


def _edges(point: Point, on: axis.Scale) -> tuple[float, float]:
    """Where the band begins and ends; short of the edge where an arrow goes on."""
    low, high = point.reading.low, point.reading.high
    short = math.copysign(10, on.end - on.begin)
    return (
        on.begin + short if low is None else on.at(float(low)),
        on.end - short if high is None else on.at(float(high)),
    )


def _mark(point: Point, x: float, y: float, size: int) -> Shape:
    if point.state in VOUCHED:
        return Shape("circle", {"class": "mark vouched", "cx": _n(x), "cy": _n(y), "r": _n(size)})
    if point.state == "anonymous":
        return Shape("circle", {"class": "mark", "cx": _n(x), "cy": _n(y), "r": _n(size)})
    side = size * 1.8
    square = {"x": _n(x - side / 2), "y": _n(y - side / 2), "width": _n(side), "height": _n(side)}
    return Shape("rect", {"class": "mark", **square})


def _free(x: float, y: float, begin: float, taken: list[tuple[float, float]]) -> tuple[float, float]:
    """A place for a mark on its own height, clear of those that are there and as near to its day as can be."""
    sideways = (side * _CLEAR * step for step in range(len(taken) + 1) for side in (1, -1))
    places = (x + shift for shift in sideways if begin <= x + shift <= WIDTH - _MARGIN - 9)
    x = next((place for place in places if all(math.hypot(place - a, y - b) >= _CLEAR for a, b in taken)), x)
    taken.append((x, y))
    return x, y


def _numbered(number: int, point: Point, x: float, y: float) -> Iterator[Shape]:
    yield _text(x, y + 4, str(number), "number on" if point.state in VOUCHED else "number")


def _keyed(number: int, point: Point, words: Wording, top: float) -> tuple[list[Shape], float]:
    """The row of the key that tells a mark, and where the next begins."""
    figure, who = _wrapped(point.figure, 130), _wrapped(point.who, WIDTH - 336)
    shapes = [_mark(point, _MARGIN + 9, top - 4, 9), *_numbered(number, point, _MARGIN + 9, top - 4)]
    shapes.append(_text(40, top, words.date(point.day), "tick"))
    shapes += [_text(180, top + _LINE * n, line, "value") for n, line in enumerate(figure)]
    shapes += [_text(320, top + _LINE * n, line, "who") for n, line in enumerate(who)]
    return shapes, top + _LINE * max(len(figure), len(who)) + 9


# What stands around them.


def _below(on: axis.Scale, words: Wording, claims: Sequence[Claim], foot: float) -> tuple[list[Shape], float]:
    """The lines of the scale behind the rows, its numbers below them, and where what follows begins."""
    labels: list[tuple[Decimal, str]] = []
    for at_most in (6, 5, 4, 3, 2):
        labels = _labels(on, words, claims, at_most)
        widest = max((len(label) for _, label in labels), default=0) * _LETTERS_WIDE + 14
        if widest * len(labels) <= on.end - on.begin:
            break
    shapes = [_line(on.at(float(tick)), _MARGIN - 6, on.at(float(tick)), foot, "grid") for tick, _ in labels]
    shapes.append(_line(on.begin, foot, on.end, foot, "base"))
    shapes += [_about(on.at(float(tick)), foot + 16, label) for tick, label in labels]
    return shapes, foot + 24


def _labels(on: axis.Scale, words: Wording, claims: Sequence[Claim], at_most: int) -> list[tuple[Decimal, str]]:
    """The numbers of a scale with their words; of things counted, whole ones."""
    whole = all(claim.quantity.kind == "count" for claim in claims)
    return [(tick, words.with_unit(tick, claims[0].quantity.unit)) for tick in axis.ticks(on, at_most, whole=whole)]


def _about(x: float, y: float, label: str) -> Shape:
    """A label of a scale set about its place, or against the edge of the picture where that is near."""
    half = len(label) * _LETTERS_WIDE / 2
    anchor = "start" if x < half else "end" if x + half > WIDTH else "middle"
    x = {"start": 2, "middle": x, "end": WIDTH - 2}[anchor]
    return Shape("text", {"class": "tick", "x": _n(x), "y": _n(y), "text-anchor": anchor}, label)


def _across(marks: Sequence[tuple[Decimal, str]], up: axis.Scale, left: float) -> Iterator[Shape]:
    for tick, label in marks:
        y = up.at(float(tick))
        yield _line(left, y, WIDTH - _MARGIN, y, "grid")
        yield _text(_MARGIN, y + 4, label, "tick")
    yield _line(left, up.begin, WIDTH - _MARGIN, up.begin, "base")


def _days(along: axis.Scale, words: Wording, foot: float) -> Iterator[Shape]:
    marked = axis.days(date.fromordinal(int(along.first)), date.fromordinal(int(along.last)), 5)
    for day in marked.days:
        x, label = along.at(day.toordinal()), words.period(day, marked.until(day))
        yield _line(x, foot, x, foot + 5, "base")
        yield _about(x, foot + 19, label)


def _remarks(points: Sequence[Point], on: axis.Scale, words: Wording, top: float) -> list[Shape]:
    """What to know of the scale and of the marks, where it is not what everybody expects."""
    states = {point.state for point in points}
    told = [
        words.text(f"plot.{key}")
        for key, there in {
            "crowded": len(points) > CROWDED,
            "logarithmic": on.logarithmic,
            "zoomed": not on.logarithmic and on.first > 0,
            "anonymous": "anonymous" in states,
            "nobody": bool(states & {"vague", "none"}),
        }.items()
        if there
    ]
    lines = _wrapped(" ".join(told), WIDTH - 2 * _MARGIN)
    return [_text(_MARGIN, top + 8 + _LINE * n, line, "remark") for n, line in enumerate(lines)]


def _told(points: Sequence[Point], words: Wording, kind: str) -> str:
    """The whole picture in words; of a crowded one, between which figures it reaches."""
    shown = [points[0], points[-1]] if len(points) > CROWDED else points
    rows = [words.text(f"plot.{kind}.row", figure=point.figure, who=point.who, day=words.date(point.day)) for point in shown]
    if len(shown) < len(points):
        rows.insert(1, words.count("plot.between", len(points) - 2))
    return words.text(f"plot.{kind}.told", rows=words.text("plot.join").join(rows))


def _height(foot: float, remarks: Sequence[Shape]) -> int:
    return math.ceil(foot + len(remarks) * _LINE + (10 if remarks else 0))


def _wrapped(words: str, wide: float) -> list[str]:
    return textwrap.wrap(words, int(wide / _LETTERS_WIDE))


def _text(x: float, y: float, words: str, name: str) -> Shape:
    return Shape("text", {"class": name, "x": _n(x), "y": _n(y)}, words)


def _line(x1: float, y1: float, x2: float, y2: float, name: str) -> Shape:
    return Shape("line", {"class": name, "x1": _n(x1), "y1": _n(y1), "x2": _n(x2), "y2": _n(y2)})


def _arrow(corners: Sequence[tuple[float, float]]) -> Shape:
    return Shape("polygon", {"class": "arrow", "points": " ".join(f"{_n(x)},{_n(y)}" for x, y in corners)})


def _n(value: float) -> str:
    """A number of a picture: to the tenth, so that the last bits of a machine's arithmetic never show."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")
