"""What the measures are held to. A bar is kept, missed, or not measured, and only a missed one makes the run fail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tests.benchmarks.corpus import LANGUAGES
from tests.benchmarks.turns import Measured

#: Peers that full claims have to be faster than, so many times, in a language.
FASTER_THAN = (("quantulum3", "en", 200), ("recognizers-text", "fr", 100))


class Bar(NamedTuple):
    """A measure and the most, or the least, it may be."""

    name: str
    value: float | None
    limit: float
    at_most: bool = True

    @property
    def missed(self) -> bool:
        """Whether the measure is beyond the limit; one that was not taken is not."""
        if self.value is None:
            return False
        return self.value > self.limit if self.at_most else self.value < self.limit

    @property
    def state(self) -> str:
        """`kept`, `missed` or `not measured`."""
        if self.value is None:
            return "not measured"
        return "missed" if self.missed else "kept"

    @property
    def asked(self) -> str:
        """The limit in words."""
        return f"at {'most' if self.at_most else 'least'} {self.limit:g}"


def missed(bars: Iterable[Bar]) -> list[Bar]:
    """The bars that were not kept."""
    return [bar for bar in bars if bar.missed]


def bars_of(measured: Measured, growth: dict[str, float], languages: int) -> list[Bar]:
    """All bars of one run.

    `growth` is how many times as long twice the text takes, by the text; `languages` is how many packs there are.
    """
    return [
        *(bar for language in LANGUAGES for bar in _speed(measured, language)),
        *(_peer(measured, *entry) for entry in FASTER_THAN),
        *(bar for language in LANGUAGES for bar in _languages(measured, language, languages)),
        Bar("twice the text takes so many times as long, worst text", max(growth.values(), default=None), 2.5),
    ]


def _speed(measured: Measured, language: str) -> Iterator[Bar]:
    for mix in ("article", "sparse"):
        name = f"full claims, {language}, {mix}: times the processor time of `str.split`"
        yield Bar(name, measured.times(f"extract/{language}/{mix}", f"split/{language}/{mix}"), 14)
    for mix in ("article", "dense"):
        took = measured.measures.get(f"extract/{language}/{mix}")
        yield Bar(f"full claims, {language}, {mix}: µs a claim", took.each if took else None, 25)
    spans, digits, naive = (f"{job}/{language}/article" for job in ("spans", "digits", "naive"))
    yield Bar(
        f"spans only, {language}, article: times the processor time of `regex` `[0-9]+`", measured.times(spans, digits), 12
    )
    name = f"spans only, {language}, article: times as fast as the naive pattern"
    yield Bar(name, measured.times(naive, spans), 10, at_most=False)


def _peer(measured: Measured, peer: str, language: str, least: float) -> Bar:
    value = measured.times(f"{peer}/{language}/excerpt", f"extract/{language}/article")
    return Bar(f"full claims, {language}: times as fast as {peer}", value, least, at_most=False)


def _languages(measured: Measured, language: str, languages: int) -> Iterator[Bar]:
    alone = f"extract/{language}/article"
    beside = measured.times(f"beside/{language}/article", alone)
    name = f"{language} with the packs of all languages loaded: % slower"
    yield Bar(name, None if beside is None else 100 * (beside - 1), 10)
    detecting = measured.times(f"detecting/{language}/article", alone)
    name = f"{language} detected among all languages: % slower for each added one"
    each = None if detecting is None or languages < 2 else 100 * (detecting - 1) / (languages - 1)
    yield Bar(name, each, 10)
