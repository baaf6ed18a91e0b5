"""What a language pack gives to write with: its lists by name, its fragments, and sentences that a number fits into.

The sentences are the pack's own examples. One of the rule `digits` says that a number in digits is read where it stands, so
any other number may stand there; one of the rule `numerals.scale` does the same for a number with a scale word, which some
languages tie to its noun with a preposition.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from babel import Locale

_SCALED = re.compile(r"[0-9]+[.,][0-9]+\s\w+")
#: Of an example's figure, what a number in its place leaves as it is.
_LASTING = ("status", "modality", "attribution", "source")
_IN_DIGITS = re.compile(r"[0-9]+(?:[ .,'’\u00a0\u202f][0-9]{3})*")
#: How far a number may have to move until it is one that the form of the noun goes with.
_FARTHEST = 200


@dataclass(frozen=True, slots=True)
class Frame:
    """A sentence with a place for a number: what stands before it, what behind, and the noun that is counted.

    `plural` is the CLDR plural category of the number it was written for (`many` for *12 контейнеров*), so that another
    number can be chosen that the noun's form goes with; `None` where nothing is known of the language. The other fields are
    those of a claim's record, as the example has them.
    """

    before: str
    after: str
    noun: str
    plural: str | None
    status: str | None = None
    modality: str = "asserted"
    attribution: str = "none"
    source: str | None = None

    def around(self, phrase: str) -> tuple[str, int]:
        """The sentence with the phrase in its place, and where the phrase begins; it opens with a capital."""
        if not self.before:
            phrase = phrase[:1].upper() + phrase[1:]
        return f"{self.before}{phrase}{self.after}", len(self.before)

    def ended(self, phrase: str) -> str:
        """The sentence up to the phrase, without its noun."""
        return self.around(phrase)[0].removesuffix(self.after) + "."


@dataclass(frozen=True, eq=False, repr=False)
class Vocabulary:
    """The words of a pack, by the names its patterns know them under. There is one of a language, and it is its own key."""

    code: str
    decimal: str
    lists: Mapping[str, tuple[str, ...]]
    fragments: Mapping[str, str]
    tokens: Mapping[str, str]
    ranges: tuple[str, ...]
    numbers: Mapping[int, str]
    scales: Mapping[int, str]
    frames: tuple[Frame, ...]
    scaled_frames: tuple[Frame, ...]
    near_misses: tuple[tuple[str, str], ...]
    locale: Locale | None

    def __repr__(self) -> str:
        return f"Vocabulary({self.code!r})"

    def plural(self, number: Decimal | int) -> str | None:
        """The CLDR plural category of a number; `None` where Babel does not know the language."""
        return self.locale.plural_form(number) if self.locale else None

    def dials(self, written: str) -> bool:
        """True where the pack takes digits for a telephone number."""
        import regex

        return bool(regex.fullmatch(self.tokens["phone"], written, regex.V1))

    def agreeing(self, number: int, plural: str | None, low: int, high: int) -> int:
        """The nearest number between `low` and `high` in that plural category; the number itself where there is none."""
        if plural is None:
            return number
        near = (at for distance in range(_FARTHEST) for at in (number + distance, number - distance))
        return next((at for at in near if low <= at <= high and self.plural(at) == plural), number)


@cache
def vocabulary_of(language: str) -> Vocabulary:
    """The words of a language's pack; raises `figures.reading.pack.LanguageUnknown`, a `ValueError`, where there is none."""
    from figures.datafiles import entries
    from figures.reading.compilation import read_tables
    from figures.reading.languages import pack_codes, pack_folders
    from figures.reading.pack import LanguageUnknown

    folder = pack_folders().get(language)
    if folder is None:
        raise LanguageUnknown(language, pack_codes())
    tables = read_tables(folder)
    path = folder / "examples.toml"
    told = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    locale = _locale(language)
    numerals = tables.get("numerals", {})
    patterns = tables.get("ranges", {}).get("patterns", "")
    return Vocabulary(
        code=language,
        decimal=tables.get("writing", {}).get("decimal", "."),
        lists={name: tuple(dict.fromkeys(words)) for name, words in _lists(tables, entries)},
        fragments=tables.get("fragments", {}),
        tokens=tables.get("tokens", {}),
        ranges=tuple(filter(None, map(str.strip, patterns.splitlines()))),
        numbers=_first_words(numerals.get("add", {}), entries),
        scales=_first_words(numerals.get("scale", {}), entries),
        frames=_frames(told, "digits", _IN_DIGITS, locale),
        scaled_frames=_frames(told, "numerals.scale", _SCALED, None),
        near_misses=tuple((entry["rule"], entry["text"]) for entry in told.get("near_miss", ())),
        locale=locale,
    )


def compile_pack(language: str) -> None:
    """Have the reader and the pack of a language ready, which takes seconds, so that no body of a test waits for them.

    Hypothesis gives such a body two tenths of a second, but any time to whoever makes the strategy.
    """
    from figures.pipeline import extract

    extract("", language=language)


def _locale(language: str) -> Locale | None:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return None


def _lists(tables: dict[str, Any], entries: Callable[[str], Iterable[str]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, written in tables.get("lexicon", {}).items():
        yield name, tuple(entries(written))
    # An entry that ends in an article measures one thing (mais de um) and stands before no other number.
    articles = set(entries(tables.get("numerals", {}).get("article", "")))
    for side in ("before", "after"):
        for name, written in tables.get("bounds", {}).get(side, {}).items():
            yield f"{side}_{name}", tuple(word for word in entries(written) if word.split()[-1] not in articles)
    yield "change", tuple(entries(tables.get("ranges", {}).get("change", "")))
    for name, signs in tables.get("marks", {}).items():
        yield name, tuple(signs.split())


def _first_words(table: dict[str, str], entries: Callable[[str], Iterable[str]]) -> dict[int, str]:
    """Of every whole number its first word."""
    whole = {int(value): tuple(entries(written)) for value, written in table.items() if value.isdigit()}
    return {value: words[0] for value, words in sorted(whole.items()) if words}


def _frames(told: dict[str, Any], rule: str, numeral: re.Pattern[str], locale: Locale | None) -> tuple[Frame, ...]:
    """The examples of a rule that count one thing with one plain number, each sentence once."""
    found = {}
    for entry in told.get("example", ()):
        if entry["rule"] != rule or len(entry["figures"]) != 1:
            continue
        [figure] = entry["figures"]
        exact, noun, text = figure["exact"], figure.get("noun"), entry["text"]
        plain = not figure.keys() & {"bound", "approximate", "kind", "unit", "whole", "low", "high"}
        if plain and isinstance(noun, str) and noun and numeral.fullmatch(exact) and text.count(exact) == 1:
            before, _, after = text.partition(exact)
            plural = locale.plural_form(figure["value"]) if locale else None
            lasting = {name: figure[name] for name in _LASTING if isinstance(figure.get(name), str)}
            found[before, after] = Frame(before, after, noun, plural, **lasting)
    return tuple(found.values())
