"""Numbers that are no figures: dates, times, codes, scores and whatever else a reading must leave alone."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, time
from functools import cache

from hypothesis import strategies as st

from figures.testing.vocabulary import Vocabulary, compile_pack, vocabulary_of

#: What a near miss may be.
KINDS = ("address", "code", "date", "decade", "ordinal", "phone", "score", "time", "version")

# The names under which packs refuse what is a code here.
_CODES = {"label": "code", "formula": "code"}
#: Kinds that are one token, which others of their kind may stand in for.
_TOKENS = ("date", "time", "phone", "address", "version")
_DIGITS = re.compile("[0-9]+")
_OLD_YEARS = range(1000, 1700)
# A larger number of two digits is a year without its century.
_LAST_DAY = 31
# Between two years of a span, the second the later one.
_SPANNING = frozenset("-–")
# In a telephone number or a code the last digit of a group of so many may be another.
_FREE = 3
_MODERN_YEARS = range(1700, 2100)
_FIRST, _LAST = date(1900, 1, 1), date(2099, 12, 31)
_DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y")


def near_misses(language: str = "fr", *, kinds: Collection[str] = KINDS) -> st.SearchStrategy[str]:
    """Sentences with a number that is no figure, so that nothing may be read in them.

    They are the near misses of the pack with other digits in their places: days stay days, years years, and the last two
    digits of an ordinal stay. Dates, times, telephone numbers, addresses of pages and versions are also written anew, dates
    in the language's own formats; of a pack without a sentence for them they stand alone.

    `kinds` are some of `KINDS`. Raises `ValueError` for one that is none, for no kind at all, and for a language without a
    pack.
    """
    if not kinds or not set(kinds) <= set(KINDS):
        raise ValueError(f"kinds must be some of {', '.join(KINDS)}, not {kinds!r}")
    found = missing(language, kinds)
    compile_pack(language)
    return found


def missing(language: str, kinds: Collection[str] = KINDS) -> st.SearchStrategy[str]:
    """The same of kinds that are looked through, without compiling the pack."""
    words = vocabulary_of(language)
    options = [option for kind in KINDS if kind in kinds for option in _of_kind(words, kind)]
    if not options:
        raise ValueError(f"the pack {language!r} has no near miss of the kinds {', '.join(sorted(kinds))}")
    return st.one_of(options)


@cache
def _of_kind(words: Vocabulary, kind: str) -> list[st.SearchStrategy[str]]:
    found: list[st.SearchStrategy[str]] = []
    told = [(rule, text) for rule, text in words.near_misses if _kind(rule) == kind and _DIGITS.search(text)]
    if told:
        found.append(st.one_of([other_digits(text, kind) for _, text in told]))
    if kind in _TOKENS:
        framed = (_frame(words.tokens[kind], text) for rule, text in told if rule == f"tokens.{kind}")
        frames = list(filter(None, framed)) or [("", "")]
        found.append(st.builds("{0[0]}{1}{0[1]}".format, st.sampled_from(frames), _token(words, kind)))
    return found


def _kind(rule: str) -> str:
    name = rule.rpartition(".")[2]
    return _CODES.get(name, name)


def _frame(token: str, text: str) -> tuple[str, str] | None:
    """What stands before and behind the one token of a text; `None` where there are more, or other digits."""
    import regex

    found = [match for match in regex.finditer(token, text, regex.V1) if _DIGITS.search(match.group())]
    if len(found) != 1:
        return None
    before, after = text[: found[0].start()], text[found[0].end() :]
    return None if _DIGITS.search(before + after) else (before, after)


def other_digits(text: str, kind: str) -> st.SearchStrategy[str]:
    """The text with other digits where it has some; digits that an apostrophe shortens (*'68*) and spans of years stay."""
    pieces = re.split("([0-9]+)", text)
    drawn = [st.just(piece) for piece in pieces]
    for index in range(1, len(pieces), 2):
        before, after = pieces[index - 1][-1:], pieces[index + 1][:1]
        spanned = kind == "date" and not {before, after}.isdisjoint(_SPANNING)
        if before not in ("'", "’") and not spanned and not (kind == "date" and after.isalpha()):
            drawn[index] = _like(pieces[index], kind, dotted=after == ".")
    return st.tuples(*drawn).map("".join)


def _like(digits: str, kind: str, *, dotted: bool) -> st.SearchStrategy[str]:
    """Digits of the same shape: a year for a year, a day or an hour for what may be one."""
    number = int(digits)
    if kind in ("phone", "code"):
        # How many digits are where, and what the first of them are, makes them a number to call or a code.
        return st.just(digits) if len(digits) < _FREE else st.integers(1, 9).map(lambda last: f"{digits[:-1]}{last}")
    if digits.startswith("0") or (kind == "date" and _LAST_DAY < number < 100):
        return st.just(digits)
    if kind == "decade":
        return st.integers(5, 9).map(lambda ten: f"{ten}0") if len(digits) == 2 else st.just(digits)
    if kind == "ordinal" and not dotted:
        # What is written behind them depends on the last two digits.
        return st.integers(1, 99).map(lambda more: f"{more}{digits}") if len(digits) == 2 else st.just(digits)
    if number in _MODERN_YEARS:
        return st.integers(_MODERN_YEARS[0], _MODERN_YEARS[-1]).map(str)
    if number in _OLD_YEARS:
        return st.integers(_OLD_YEARS[0], _OLD_YEARS[-1]).map(str)
    if len(digits) <= 2:
        return st.integers(1, 9).map(str) if len(digits) == 1 else st.integers(10, 23).map(str)
    return st.integers(10 ** (len(digits) - 1), 10 ** len(digits) - 1).map(str)


def _token(words: Vocabulary, kind: str) -> st.SearchStrategy[str]:
    if kind == "date":
        return st.builds(_dated, st.just(words), st.dates(_FIRST, _LAST), st.sampled_from([*_DATES, None]))
    if kind == "time":
        return st.builds(time.strftime, st.times(), st.sampled_from(["%H:%M", "%H:%M:%S"]))
    if kind == "phone":
        groups = st.lists(st.text("0123456789", min_size=2, max_size=3), min_size=4, max_size=4)
        return st.builds("+{0} {1}".format, st.integers(1, 99), groups.map(" ".join))
    if kind == "version":
        return st.lists(st.integers(0, 99).map(str), min_size=3, max_size=4).map(".".join)
    names, numbers = st.text("abcxyz", min_size=1, max_size=8), st.integers(0, 99_999)
    return st.builds("https://{0}.example/{1}/{2}".format, names, numbers, numbers)


def _dated(words: Vocabulary, day: date, form: str | None) -> str:
    """A date in digits, or without a form in the words of the language."""
    if form is not None or words.locale is None:
        return day.strftime(form or _DATES[0])
    from babel.dates import format_date

    return format_date(day, format="long", locale=words.locale)
