"""The pictures: what stands on which scale, what is named and told, and that any text leaves them well-formed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from figures.model import Claim, Period, Quantity
from figures.reporting import axis
from figures.reporting.hypertext import svg
from figures.reporting.plots import CROWDED, NAMED, WIDTH, Plot, moment, range_plot, timeline
from figures.wording import languages, wording
from tests.claim_builder import about, at_least, at_most, between, claim, exactly, origin, said_by, vaguely

EN = wording("en")
NUMBERS = st.decimals(min_value=-(10**12), max_value=10**12, allow_nan=False, allow_infinity=False, places=3)
TEXTS = st.text(min_size=1, max_size=30)
LARGE = st.floats(axis.SMALLEST, axis.LARGEST)
HELD = st.just(0.0) | LARGE | LARGE.map(lambda value: -value)


def said(
    quantity: Quantity, *, day: str | None = None, who: str = "the mayor", state: str = "named", place: int = 0
) -> Claim:
    sentence = f"They say {place} 45."
    at = origin(f"d{place}", "en", publisher=f"Paper {place}", published=day)
    return claim(sentence, "45", quantity, by=said_by(who, state), at=at)


def drawn(plot: Plot | None) -> Plot:
    assert plot is not None
    return plot


def texts(plot: Plot) -> list[str]:
    return [shape.words for shape in plot.shapes if shape.words]


def of_class(plot: Plot, name: str) -> list[dict[str, str]]:
    return [shape.attributes for shape in plot.shapes if name in shape.attributes["class"].split()]


# Scales.

TICKS: list[tuple[list[float], int, list[str]]] = [
    ([8000, 40000], 5, ["0", "10000", "20000", "30000", "40000"]),
    ([4050, 5170], 4, ["4000", "4500", "5000"]),
    ([0.5, 0.667], 5, ["0.5", "0.55", "0.6", "0.65"]),
    ([-5, 20], 5, ["0", "10", "20"]),
    ([10, 100000], 6, ["10", "100", "1000", "10000", "100000"]),
    ([2, 3], 6, ["2", "2.2", "2.4", "2.6", "2.8", "3"]),
]


@pytest.mark.parametrize(("values", "at_most", "expected"), TICKS)
def test_a_scale_marks_round_numbers(values: list[float], at_most: int, expected: list[str]) -> None:
    assert [str(tick) for tick in axis.ticks(axis.scale(values, 0, 100), at_most)] == expected


def test_what_is_counted_is_marked_in_whole_numbers() -> None:
    on = axis.scale([2, 3], 0, 100)
    assert axis.ticks(on, 6, whole=True) == [2, 3]
    plot = drawn(range_plot([said(exactly(2)), said(exactly(3), place=1)], EN))
    assert [shape.words for shape in plot.shapes if shape.attributes["class"] == "tick"] == ["2", "3"]


@example(values=[axis.SMALLEST, axis.LARGEST], at_most=2)
@given(values=st.lists(HELD, min_size=1, max_size=8), at_most=st.integers(2, 8))
def test_whatever_stands_on_a_scale_stands_between_its_ends(values: list[float], at_most: int) -> None:
    on = axis.scale(values, 10, 500)
    places = [on.at(value) for value in values]
    assert all(10 <= place <= 500 for place in places)
    assert [place for _, place in sorted(zip(values, places, strict=True))] == sorted(places)
    marked = axis.ticks(on, at_most)
    assert len(marked) <= at_most
    assert marked == sorted(set(marked))
    assert all(on.first <= float(tick) <= on.last for tick in marked)


DAYS: list[tuple[str, str, str, list[str]]] = [
    ("2024-02-16", "2024-02-19", "day", ["2024-02-16", "2024-02-17", "2024-02-18", "2024-02-19"]),
    ("2024-02-16", "2024-03-18", "day", ["2024-02-16", "2024-02-23", "2024-03-01", "2024-03-08", "2024-03-15"]),
    ("2025-01-14", "2025-04-30", "month", ["2025-02-01", "2025-03-01", "2025-04-01"]),
    ("2023-10-16", "2025-07-13", "month", ["2024-01-01", "2024-07-01", "2025-01-01", "2025-07-01"]),
    ("1990-05-01", "2024-05-01", "year", ["1990-01-01", "2000-01-01", "2010-01-01", "2020-01-01"]),
]


@pytest.mark.parametrize(("first", "last", "unit", "expected"), DAYS)
def test_days_are_marked_in_a_unit_that_fits(first: str, last: str, unit: str, expected: list[str]) -> None:
    found = axis.days(date.fromisoformat(first), date.fromisoformat(last), 5)
    assert found.unit == unit
    assert [day.isoformat() for day in found.days] == [day for day in expected if day >= first]


@given(first=st.dates(), last=st.dates())
def test_between_any_two_days_some_are_marked(first: date, last: date) -> None:
    first, last = min(first, last), max(first, last)
    found = axis.days(first, last, 5)
    assert 1 <= len(found.days) <= 5
    assert all(first <= day <= found.until(day) for day in found.days)


# Ranges.


def test_a_range_plot_sets_the_figures_in_the_order_of_size() -> None:
    plot = drawn(range_plot([said(exactly(40000), place=1), said(exactly(8000)), said(about(8250), place=2)], EN))
    values = [shape.words for shape in plot.shapes if shape.attributes["class"] == "value"]
    assert values == ["8,000", "≈\u00a08,250", "40,000"]
    dots = [float(dot["cx"]) for dot in of_class(plot, "vouched")]
    assert dots == sorted(dots)


def test_a_band_is_as_wide_as_the_words_leave_open() -> None:
    plot = drawn(range_plot([said(between(100, 200)), said(exactly(400), place=1)], EN))
    wide, narrow = (float(band["x2"]) - float(band["x1"]) for band in of_class(plot, "between"))
    assert wide > 90
    assert narrow == 0


@pytest.mark.parametrize(
    ("quantity", "arrows"), [(at_least(10), 1), (at_most(10), 1), (exactly(10), 0), (vaguely(2, 2, 9), 0)]
)
def test_an_open_end_is_an_arrow(quantity: Quantity, arrows: int) -> None:
    plot = drawn(range_plot([said(quantity), said(exactly(30), place=1)], EN))
    assert len(of_class(plot, "arrow")) == arrows


@pytest.mark.parametrize(
    ("state", "tag", "vouched", "remark"),
    [
        ("named", "circle", True, None),
        ("carried", "circle", True, None),
        ("anonymous", "circle", False, "plot.anonymous"),
        ("vague", "rect", False, "plot.nobody"),
        ("none", "rect", False, "plot.nobody"),
    ],
)
def test_a_mark_tells_who_vouches_by_its_shape(state: str, tag: str, vouched: bool, remark: str | None) -> None:
    plot = drawn(range_plot([said(exactly(10), state=state), said(exactly(30), place=1)], EN))
    mark = next(shape for shape in plot.shapes if "mark" in shape.attributes["class"])
    assert mark.tag == tag
    assert ("vouched" in mark.attributes["class"]) is vouched
    remarks = " ".join(shape.words for shape in plot.shapes if shape.attributes["class"] == "remark")
    assert remarks == (EN.text(remark) if remark else "")


def test_of_many_who_give_a_figure_some_are_named_and_the_others_counted() -> None:
    same = [said(exactly(10), who=f"mayor {n}", place=n) for n in range(NAMED + 3)]
    plot = drawn(range_plot([*same, said(exactly(30), place=99)], EN))
    told = " ".join(texts(plot))
    assert "mayor 0" in told
    assert f"mayor {NAMED}" not in told
    assert EN.count("plot.more", 3) in told


def test_a_scale_that_is_not_what_one_expects_is_said() -> None:
    far = drawn(range_plot([said(exactly(10)), said(exactly(100000), place=1)], EN))
    near = drawn(range_plot([said(exactly(4100)), said(exactly(4700), place=1)], EN))
    plain = drawn(range_plot([said(exactly(10)), said(exactly(30), place=1)], EN))
    assert EN.text("plot.logarithmic") in texts(far)
    assert EN.text("plot.zoomed") in texts(near)
    assert not {EN.text("plot.logarithmic"), EN.text("plot.zoomed")} & set(texts(plain))


NO_PICTURE: list[Sequence[Claim]] = [
    [],
    [said(exactly(10))],
    [said(exactly(10)), said(exactly(10), place=1)],
    [said(exactly(10, "metre", "measure")), said(exactly(30, "kilogram", "measure"), place=1)],
    [said(exactly(10, "metre", "measure")), said(exactly(30), place=1)],
    [said(exactly(10)), said(Quantity(None, None, None), place=1)],
    [said(exactly(10)), said(exactly("1e400"), place=1)],
    [said(exactly(10)), said(exactly("1e-30"), place=1)],
]


@pytest.mark.parametrize("claims", NO_PICTURE)
def test_figures_that_cannot_stand_on_one_scale_make_no_picture(claims: Sequence[Claim]) -> None:
    assert range_plot(claims, EN) is None


def test_feet_stand_on_a_scale_of_metres() -> None:
    plot = drawn(range_plot([said(exactly(10, "metre", "measure")), said(exactly(100, "foot", "measure"), place=1)], EN))
    near, far = (float(dot["cx"]) for dot in of_class(plot, "vouched"))
    assert near < far
    assert all("m" in shape.words for shape in plot.shapes if shape.attributes["class"] == "tick")


# Time.


def test_a_timeline_numbers_its_figures_by_day_and_keeps_a_key() -> None:
    later, first = said(exactly(28000), day="2025-07-13"), said(at_least(1000), day="2023-10-16", place=1)
    plot = drawn(timeline([later, first], EN))
    days = [EN.date(date(2023, 10, 16)), EN.date(date(2025, 7, 13))]
    assert [word for word in texts(plot) if word in days] == days
    assert sorted(shape.words for shape in plot.shapes if "number" in shape.attributes["class"]) == ["1", "1", "2", "2"]
    marks = [float(mark["cx"]) for mark in of_class(plot, "vouched")]
    assert marks[0] < marks[1]


def test_marks_of_one_day_stand_clear_of_each_other() -> None:
    claims = [said(exactly(600 + n), day="2025-04-30", place=n) for n in range(6)]
    plot = drawn(timeline([*claims, said(exactly(300), day="2025-01-14", place=9)], EN))
    places = [(float(mark["cx"]), float(mark["cy"])) for mark in of_class(plot, "mark")][:7]
    apart = [abs(a[0] - b[0]) + abs(a[1] - b[1]) for i, a in enumerate(places) for b in places[:i]]
    assert min(apart) >= 18


@pytest.mark.parametrize("days", [(None, None), ("2024-01-01", None), ("2024-01-01", "2024-01-01")])
def test_without_two_days_there_is_no_timeline(days: tuple[str | None, str | None]) -> None:
    assert timeline([said(exactly(10 + n), day=day, place=n) for n, day in enumerate(days)], EN) is None


@pytest.mark.parametrize("language", languages())
def test_of_very_many_figures_the_marks_alone_are_shown_and_that_is_said(language: str) -> None:
    words = wording(language)
    days = [date.fromordinal(735_000 + n).isoformat() for n in range(CROWDED + 1)]
    claims = [said(exactly(1000 + 7 * n), day=day, place=n) for n, day in enumerate(days)]
    for plot in (range_plot(claims, words), timeline(claims, words)):
        many = drawn(plot)
        assert len(of_class(many, "vouched")) == len(claims)
        assert not of_class(many, "value")
        assert words.text("plot.crowded") in " ".join(texts(many))
        assert words.count("plot.between", CROWDED - 1) in many.told
    assert of_class(drawn(timeline(claims[1:], words)), "value")


PERIODS = [
    ("2024-06-15", Period(date(2024, 6, 14), date(2024, 6, 14)), "2024-06-14"),
    ("2024-06-15", Period(date(2023, 8, 1), date(2024, 6, 15)), "2024-06-15"),
    ("2024-06-15", Period(date(2025, 1, 1), date(2025, 12, 31)), "2024-06-15"),
    (None, Period(date(2024, 6, 14), date(2024, 6, 14)), "2024-06-14"),
    ("2024-06-15", None, "2024-06-15"),
]


@pytest.mark.parametrize(("published", "period", "expected"), PERIODS)
def test_the_moment_of_a_count(published: str | None, period: Period | None, expected: str) -> None:
    at = origin("d", "en", published=published)
    assert moment(claim("They say 45.", "45", exactly(45), at=at, period=period)) == date.fromisoformat(expected)


# Whatever the numbers and the texts are.


@settings(max_examples=150)
@given(
    numbers=st.lists(NUMBERS, min_size=2, max_size=9, unique=True),
    days=st.lists(st.dates(), min_size=9, max_size=9),
    who=TEXTS,
    state=st.sampled_from(["named", "anonymous", "none"]),
    language=st.sampled_from(languages()),
)
def test_any_figures_make_a_picture_within_its_frame(
    numbers: list[Decimal], days: list[date], who: str, state: str, language: str
) -> None:
    claims = [
        said(exactly(str(number)), day=day.isoformat(), who=who, state=state, place=place)
        for place, (number, day) in enumerate(zip(numbers, days, strict=False))
    ]
    for plot in (range_plot(claims, wording(language)), timeline(claims, wording(language))):
        if plot is None:
            continue
        for alone in (True, False):
            root = ET.fromstring(svg(plot, alone=alone))
            assert root.get("role") == "img"
            assert root.get("aria-label")
        for shape in plot.shapes:
            for name, value in shape.attributes.items():
                if re.fullmatch(r"c?[xy][12]?", name):
                    most = WIDTH if "x" in name else plot.height
                    assert -0.1 <= float(value) <= most + 0.1, shape


def test_a_file_has_its_colours_and_a_ground_and_nothing_from_elsewhere() -> None:
    plot = drawn(range_plot([said(exactly(10)), said(exactly(30), place=1)], EN))
    alone, inline = svg(plot, alone=True), svg(plot, alone=False)
    assert "prefers-color-scheme: dark" in alone
    assert "<style" not in inline
    ground = ET.fromstring(alone).find(".//{http://www.w3.org/2000/svg}rect[@class='ground']")
    assert ground is not None
    assert re.findall(r"https?://[^\"]*", alone) == ["http://www.w3.org/2000/svg"]
