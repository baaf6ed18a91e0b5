r"""What keeps a text in a cell of a CSV file that text, whatever opens the file, and what takes it back.

A spreadsheet runs a cell that begins like a formula (OWASP, *CSV Injection*), and a French one makes forty of `40,000` and
the 22nd of May of `22.5`. An apostrophe before such a text keeps it. UTF-8 has no bytes for half a surrogate pair, and most
readers of CSV stop at a NUL: both are written as escapes, `\ud800` and `\u0000`. Each of the two steps has an exact inverse.
"""

from __future__ import annotations

import re
from functools import cache

from figures.wording import wording

_MARK = "'"
#: The last four are the wide signs of East Asian keyboards, which spreadsheets take for the narrow ones.
_FORMULA = re.compile("'*\\s*[-=+@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_EMPTY = re.compile("'*")
#: A whole number is the same to a reader when it has become one; anything else of digits and signs is not: a day or a
#: time (`22.5`, `14:30`), a number in another notation (`40,000` is forty in French), an exponent, more digits than fit.
_WHOLE = r"(?:[1-9]\d{0,14}|0)"
_NUMBER = rf"(?!{_WHOLE}\s*$)(?:[€$£]\s*)?\d[\d\s.,:/%€$£-]*|\d+(?:[.,]\d+)?[eE]\d+"
#: As many letters of a month are the fewest in which a spreadsheet sees a day.
_SHORTEST_MONTH = 3

_HEXADECIMAL = "0000|[dD][89a-fA-F][0-9a-fA-F]{2}"
_UNWRITABLE = re.compile(rf"(\\*)(?:([\x00\ud800-\udfff])|(u(?:{_HEXADECIMAL})))")
_WRITTEN = re.compile(rf"(\\+)u({_HEXADECIMAL})")


def guarded(text: str, *, month_language: str | None = None, never_empty: bool = False) -> str:
    """A text as a cell that no spreadsheet runs or, where a language of months is named, makes a date of.

    With `never_empty` the empty text is told from a cell that holds nothing.

    >>> guarded("=1+1"), guarded("22.5"), guarded("22.5", month_language="fr"), guarded("'=1")
    ("'=1+1", '22.5', "'22.5", "''=1")
    """
    text = _escaped(text)
    return _MARK + text if _mistaken(text, month_language, never_empty=never_empty) else text


def unguarded(cell: str, *, month_language: str | None = None, never_empty: bool = False) -> str:
    """The text of a cell that `guarded` made with the same options.

    >>> unguarded("'=1+1"), unguarded("'tis"), unguarded("''=1")
    ('=1+1', "'tis", "'=1")
    """
    inner = cell[1:]
    if cell[:1] == _MARK and _mistaken(inner, month_language, never_empty=never_empty):
        cell = inner
    return _unescaped(cell)


def _mistaken(text: str, month_language: str | None, *, never_empty: bool) -> bool:
    """True of a text that would be taken for something else, and of one that is such a text behind apostrophes."""
    if _FORMULA.match(text):
        return True
    if never_empty and _EMPTY.fullmatch(text):
        return True
    return month_language is not None and _dates(month_language).fullmatch(text) is not None


@cache
def _dates(language: str) -> re.Pattern[str]:
    """What a spreadsheet in that language makes a date or another number of."""
    months = wording(language).entries["locale.months"]
    assert isinstance(months, list)
    named = {month[:n] for month in months for n in range(_SHORTEST_MONTH, len(month) + 1)}
    month = "|".join(map(re.escape, sorted(named)))
    day = rf"(?:\d{{1,2}}[-./\s]*)?(?:{month})\.?(?:[-./\s]*\d{{1,4}})?"
    return re.compile(rf"'*\s*(?:{_NUMBER}|{day})\s*", re.IGNORECASE)


def _escaped(text: str) -> str:
    r"""The text without NUL and lone surrogates.

    Backslashes before an escape are doubled, as those before what reads like one, so that each form has one reading.

    >>> _escaped("a\x00"), _escaped("a\\u0000"), _escaped("a\\n")
    ('a\\u0000', 'a\\\\u0000', 'a\\n')
    """
    return _UNWRITABLE.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    backslashes, character, literal = match.groups()
    if character:
        return f"{backslashes * 2}\\u{ord(character):04x}"
    return f"{backslashes * 2}{literal}"


def _unescaped(cell: str) -> str:
    return _WRITTEN.sub(_unescape, cell) if "\\u" in cell else cell


def _unescape(match: re.Match[str]) -> str:
    backslashes, digits = match.groups()
    half, odd = divmod(len(backslashes), 2)
    return "\\" * half + (chr(int(digits, 16)) if odd else f"u{digits}")
