"""Every word a person reads, in the language they read: sentences, numbers, dates and figures, from data files.

`reports/templates/<topic>.<language>.toml` hold the words, one topic a file; a language is there when its
`locale.<language>.toml` is. Tables of several files merge; a key that stands in two files is an error.
"""

from __future__ import annotations

import datetime
import tomllib
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from figures.datafolders import data_folder
from figures.model import Claim, Interval, Quantity

Number = Decimal | int | float | None
# A sign and its number stay on one line.
_SIGNS = {"=": "", "≥": "≥\u00a0", ">": ">\u00a0", "≤": "≤\u00a0", "<": "<\u00a0", "range": ""}
# More decimals than any text writes come of a division, and three of them are shown.
_ENDLESS = 12
_SHOWN = Decimal("0.001")
_APPROXIMATELY = "≈\u00a0"


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language. `entries` maps a dotted key to a string, a list or a number."""

    language: str
    entries: Mapping[str, object] = field(repr=False)

    def __contains__(self, key: str) -> bool:
        """True where the language has that key."""
        return key in self.entries

    def text(self, key: str, **values: object) -> str:
        r"""The sentence of a dotted key with its placeholders filled in.

        Raises `KeyError` that names key and language where there is no such sentence, or no value for a placeholder.

        >>> wording("fr").text("locale.quote", text="seize conteneurs")
        '«\xa0seize conteneurs\xa0»'
        """
        pattern = self._entry(key)
        if not isinstance(pattern, str):
            raise KeyError(f"{key!r} is no sentence in the wording of language {self.language!r}")
        try:
            return pattern.format(**values)
        except (KeyError, IndexError) as error:
            raise KeyError(f"{key!r} in language {self.language!r} needs a value for {error}") from None

    def count(self, key: str, n: int, **values: object) -> str:
        r"""The sentence `key.one` or `key.other`, as the language counts, with `{n}` written its way.

        >>> wording("fr").count("unit.year", 0), wording("en").count("unit.year", 0)
        ('0\u202fan', '0 years')
        """
        return self.text(f"{key}.{self._plural(n)}", n=self.number(n), **values)

    def term(self, topic: str, slug: str | None) -> str:
        """The word for a slug of the model (`status`, `killed`); the slug itself where the language has none for it.

        >>> wording("en").term("status", "never-heard-of"), wording("en").term("status", None)
        ('never-heard-of', '')
        """
        if not slug:
            return ""
        key = f"{topic}.{slug}"
        return self.text(key) if key in self else slug

    def number(self, value: Number) -> str:
        r"""A number as the language writes it; only endless decimals (*two thirds*) are cut. `None` is the language's dash.

        >>> wording("fr").number(Decimal("12000.5")), wording("en").number(12000.5)
        ('12\u202f000,5', '12,000.5')
        """
        if value is None:
            return self.text("locale.none")
        exact = value if isinstance(value, Decimal) else Decimal(repr(value))
        if exact == exact.to_integral_value():
            exact = exact.quantize(Decimal(1)) if abs(exact) < Decimal("1e20") else exact
        elif len(f"{exact:f}".partition(".")[2]) > _ENDLESS:
            exact = exact.quantize(_SHOWN)
        whole, _, decimals = f"{exact:,f}".partition(".")
        whole = whole.replace(",", self.text("locale.thousands"))
        whole = whole.replace("-", self.text("locale.minus"))
        return whole + (self.text("locale.decimal") + decimals if decimals else "")

    def date(self, day: datetime.date | None) -> str:
        r"""A day in words; `None` is the language's dash.

        >>> wording("fr").date(datetime.date(2025, 5, 1)), wording("en").date(datetime.date(2025, 5, 1))
        ('1er\xa0mai 2025', '1\xa0May 2025')
        """
        if day is None:
            return self.text("locale.none")
        months = self._list("locale.months")
        number = self.text("locale.first") if day.day == 1 else str(day.day)
        return self.text("locale.date", day=number, month=months[day.month - 1], year=day.year)

    def period(self, first: datetime.date, last: datetime.date) -> str:
        r"""The days from first to last: one day, a month, a year, or from one day to another.

        >>> wording("en").period(datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
        'February 2024'
        """
        month = self._list("locale.months")[first.month - 1]
        if first == last:
            return self.date(first)
        if (first.day, last) == (1, datetime.date(first.year, first.month, monthrange(first.year, first.month)[1])):
            return self.text("locale.month", month=month, year=first.year)
        if (first, last) == (datetime.date(first.year, 1, 1), datetime.date(first.year, 12, 31)):
            return str(first.year)
        return self.text("locale.period", first=self.date(first), last=self.date(last))

    def quote(self, text: str) -> str:
        """Words in the quotation marks of the language."""
        return self.text("locale.quote", text=text)

    def figure(self, claim: Claim) -> str:
        """The quantity of a claim as a table shows it: `≥ 10 000`, `≈ 12 000`, `15 000 – 18 000`, `90 %`.

        A quantity given in words without a number shows the words and what its policy makes of them.
        """
        return self.quantity(claim.quantity, claim.exact)

    def quantity(self, quantity: Quantity, exact: str = "") -> str:
        r"""As `figure`, of a quantity alone; `exact` is how it was written, shown of a vague one.

        >>> wording("en").quantity(Quantity(Decimal(5), Decimal(5), None, bound=">", kind="money", unit="USD"))
        '>\xa0$5'
        """
        if quantity.vague is not None:
            between = self.interval(quantity.interval(), quantity.unit)
            return self.text("locale.vague", exact=exact, interval=between) if exact else between
        sign = _SIGNS[quantity.bound] + (_APPROXIMATELY if quantity.approximate else "")
        if quantity.bound == "range":
            between = self.interval(Interval(None, quantity.low, quantity.high), quantity.unit)
            return sign + between
        value = next((v for v in (quantity.value, quantity.low, quantity.high) if v is not None), None)
        return sign + self.with_unit(value, quantity.unit)

    def interval(self, interval: Interval, unit: str | None = None) -> str:
        r"""What is compatible with a figure: `11 500 – 12 500`, `≥ 10 000`, or one number.

        >>> wording("en").interval(Interval(None, Decimal(11500), Decimal(12500)))
        '11,500\xa0– 12,500'
        """
        low, high = interval.low, interval.high
        if low is None or high is None or low == high:
            sign = _SIGNS["=" if low == high else "≥" if high is None else "≤"]
            return sign + self.with_unit(low if low is not None else high, unit)
        between = self.text("locale.range", low=self.number(low), high=self.number(high))
        return self._unit(between, unit, plural=self._plural(high))

    def with_unit(self, value: Number, unit: str | None) -> str:
        """A number and its unit as the language writes them; an unknown unit keeps its canonical name.

        >>> wording("en").with_unit(Decimal("1.5"), "kilometre"), wording("en").with_unit(3, "cubit")
        ('1.5 km', '3 cubit')
        >>> wording("fr").with_unit(300, "EUR / month"), wording("fr").with_unit(12, "1 / day")
        ('300\u202f€ par mois', '12 par jour')
        """
        return self._unit(self.number(value), unit, plural=self._plural(value))

    def _unit(self, n: str, unit: str | None, plural: str) -> str:
        if unit is None:
            return n
        for key in (f"unit.{unit}", f"unit.{unit}.{plural}"):
            if key in self:
                return self.text(key, n=n)
        of, _, per = unit.rpartition(" / ")
        if of and f"per.{per}" in self:
            told = n if of == "1" else self._unit(n, of, plural)
            return self.text("locale.unit", n=told, unit=self.text(f"per.{per}"))
        return self.text("locale.unit", n=n, unit=unit)

    def _plural(self, value: Number) -> str:
        """`one` or `other`: French counts everything under two as one, English the number one alone."""
        if value is None:
            return "other"
        first, below = self._list("locale.one")
        return "one" if first <= abs(value) < below else "other"

    def _list(self, key: str) -> list[Any]:
        entry = self._entry(key)
        if not isinstance(entry, list):
            raise KeyError(f"{key!r} is no list in the wording of language {self.language!r}")
        return entry

    def _entry(self, key: str) -> object:
        try:
            return self.entries[key]
        except KeyError:
            raise KeyError(f"no wording for {key!r} in language {self.language!r}") from None


@cache
def wording(language: str) -> Wording:
    """The words of a language, from the files that hold them.

    Raises `ValueError` that lists the languages there are where this one is not among them.

    >>> wording("xx")
    Traceback (most recent call last):
        ...
    ValueError: no wording for language 'xx'; there are: en, fr
    """
    there_are = languages()
    if language not in there_are:
        raise ValueError(f"no wording for language {language!r}; there are: {', '.join(there_are)}")
    entries: dict[str, object] = {}
    home: dict[str, str] = {}
    for path in sorted(templates().glob(f"*.{language}.toml")):
        for key, value in _flat(tomllib.loads(path.read_text(encoding="utf-8"))):
            if key in entries:
                raise ValueError(f"{key!r} stands in {home[key]} and in {path.name}")
            entries[key], home[key] = value, path.name
    return Wording(language, entries)


@cache
def languages() -> tuple[str, ...]:
    """The languages a report can be written in, in alphabetical order."""
    return tuple(sorted(path.name.split(".")[1] for path in templates().glob("locale.*.toml")))


def templates() -> Path:
    """The folder of words and templates."""
    return data_folder("reports") / "templates"


def _flat(table: Mapping[str, object], above: str = "") -> list[tuple[str, object]]:
    """Dotted keys and values of nested tables, in the order of the file."""
    rows: list[tuple[str, object]] = []
    for name, value in table.items():
        rows += _flat(value, f"{above}{name}.") if isinstance(value, dict) else [(above + name, value)]
    return rows
