"""The grammar of numbers as one pattern with an optional hedge in front: what one writes first, and what it costs.

It reads a hedge, digits or number words, a scale word, a unit and up to four words that follow, in upper and lower case.
The tool is measured against it, so it shares nothing with the packs; its words stand in `naive.toml`.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import regex

WORDS = Path(__file__).with_name("naive.toml")


def naive(language: str) -> regex.Pattern[str]:
    """The pattern of a language, `fr` or `en`; it finds the numbers of a text as it is written.

    >>> match = naive("en").search("They counted about 12,000 marchers in the rain.")
    >>> match["hedge"], match["number"], match["following"].split()
    ('about', '12,000', ['marchers', 'in', 'the', 'rain'])
    """
    with WORDS.open("rb") as file:
        words: dict[str, str] = tomllib.load(file)[language]
    hedge, number, joint, later, scale, unit = (
        _any(words[name]) for name in ("hedges", "numbers", "joints", "later", "scales", "units")
    )
    grouping, decimal = f"[{regex.escape(words['grouping'])}]", regex.escape(words["decimal"])
    return regex.compile(
        rf"""
        (?: \b (?P<hedge> {hedge} ) \s* )?
        (?P<number>
            [0-9]{{1,3}} (?: {grouping} [0-9]{{3}} )+ (?! [0-9] ) (?: {decimal} [0-9]+ )?
          | [0-9]+ (?: {decimal} [0-9]+ )?
          | \b {number} \b (?: [\s-] (?: {joint} [\s-] )? (?: {number} | {later} ) \b )*
        )
        (?: \s? (?P<scale> {scale} ) (?! \w ) )?
        (?: \s? (?P<unit> {unit} ) (?! \w ) )?
        (?P<following> (?: [\s’'-] \p{{L}}+ ){{0,4}} )
        """,
        regex.VERBOSE | regex.V1 | regex.IGNORECASE,
    )


def _any(phrases: str) -> str:
    """One of several phrases, the longer ones tried first, whichever apostrophe they are written with."""
    longest = sorted((phrase.strip() for phrase in phrases.split(",")), key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join("[’']".join(map(_literal, phrase.split("’"))) for phrase in longest) + ")"


def _literal(phrase: str) -> str:
    return regex.escape(phrase, literal_spaces=False)
