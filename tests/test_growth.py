"""The time a reading takes grows with the text and no faster, whatever the text is: twice the text, at most 2.5 times.

Texts nobody writes and somebody sends: digits without end, separators alone, chains of number words, hedges in a row,
quotations in quotations, one line of a megabyte. What grows faster stands in a table with its reason.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from num2words import num2words

from figures.model import Document
from figures.pipeline import reading_of
from figures.testing.vocabulary import vocabulary_of
from tests.frames import COUNTED, LANGUAGES

#: The most that a doubling may take, and two doublings: what grows with the square takes 16 times as long then.
TWICE = 2.5
DOUBLINGS = 2
#: Seconds that are long enough to be compared, and for growth to show where it is known.
ENOUGH, PLAIN = 0.008, 0.03
FIRST, LARGEST = 1_000, 250_000
TIMES, ATTEMPTS = 3, 3

Written = Callable[[int], str]


def again(piece: str, *, before: str = "", behind: str = "") -> Written:
    """A piece as often as it fits."""
    return lambda size: before + piece * (size // len(piece)) + behind


# --- whatever the language ------------------------------------------------------------------------------------------

CHARACTERS: dict[str, Written] = {
    "digits without end": again("7"),
    "digits and spaces": again("777 "),
    "digits and no-break spaces": again("777\u00a0"),
    "digits and narrow no-break spaces": again("777\u202f"),
    "digits and points": again("777."),
    "digits and commas": again("777,"),
    "digits and apostrophes": again("777'"),
    "digits and every separator": again("777 777\u00a0777.777,777'777’777\u202f777"),
    "a digit and a point": again("1."),
    "a digit and a colon": again("1:"),
    "a digit and a slash": again("1/"),
    "fractions": again("1/2 "),
    "a chain of hyphens": again("12-"),
    "a chain of hyphens with spaces": again("12 - "),
    "a chain of dashes": again("12–"),
    "a chain of dates": again("12.03.2024-"),
    "commas": again(","),
    "points": again("."),
    "apostrophes": again("'"),
    "hyphens": again("-"),
    "signs": again("+-"),
    "spaces": again(" "),
    "no-break spaces": again("\u00a0"),
    "line ends": again("\n"),
    "zero-width spaces": again("1\u200b"),
    "right-to-left marks": again("\u200f1 "),
    "accents without a letter": again("\u0301", before="1"),
    "decomposed letters": again("e\u0301"),
    "fraction signs": again("½"),
    "Roman figures": again("X"),
    "percentages": again("5 % "),
    "dollars": again("$5"),
    "dollars alone": again("$"),
    "telephone numbers": again("+33 "),
    "telephone numbers with hyphens": again("555-"),
    "an address": again("a", before="https://", behind=" 12"),
    "initials": again("A."),
    "letters": again("a"),
    "open parentheses": again("("),
    "numbers in parentheses": again("(12 "),
    "open quotations": again("« "),
    "quotations in quotations": lambda size: "« a " * (size // 8) + " » b" * (size // 8),
    "quotation marks": again('" '),
    "numbers in quotations": again("« 12 » "),
    "open quotations of numbers": again("« 12 a "),
    "line of numbers": again("12 "),
    "list of numbers": again("- 12 a\n"),
}

# --- in the words of a language -------------------------------------------------------------------------------------

#: A clause that says who says it, a joiner of numbers, and how a range begins and goes on.
WORDS: dict[str, tuple[str, str, str, str]] = {
    "fr": ("12 navires, dit le maire, ", "vingt et ", "entre ", "de 12 à "),
    "en": ("12 ships, the mayor said, ", "twenty and ", "between ", "from 12 to "),
    "es": ("12 barcos, dijo el alcalde, ", "veinte y ", "entre ", "de 12 a "),
    "de": ("12 Boote, sagte der Minister, ", "zwanzig und ", "zwischen ", "von 12 bis "),
    "it": ("12 battelli, ha detto il sindaco, ", "venti e ", "tra ", "da 12 a "),
    "pt": ("12 barcos, disse o ministro, ", "vinte e ", "entre ", "de 12 a "),
    "ru": ("12 кораблей, сказал министр, ", "двадцать и ", "между ", "от 12 до "),
    "uk": ("12 кораблів, сказав міністр, ", "двадцять і ", "між ", "від 12 до "),
}


def in_words(language: str) -> dict[str, Written]:
    """The texts that take words: numbers, hedges, scales, dates and clauses."""
    words = vocabulary_of(language)
    hedge, scale = words.lists["before_more"][0], words.scales[1_000_000]
    two_hundred, twenty = (str(num2words(number, lang=language)) for number in (200, 20))
    said, joined, between, upward = WORDS[language]
    counted = COUNTED[language][0].format(12)
    day = f"12.03.2024 {twenty} "
    return {
        "number words": again(f"{two_hundred} "),
        "number words and hyphens": again(f"{two_hundred.replace(' ', '-')}-"),
        "number words in one word": again(two_hundred.replace(" ", "")),
        "number words and joiners": again(joined),
        "scale words": again(f"{scale} "),
        "numbers and scale words": again(f"12 {scale} "),
        "hedges": again(f"{hedge} ", behind="12"),
        "hedges and numbers": again(f"{hedge} 12 "),
        "beginnings of ranges": again(between, behind="12"),
        "ranges without end": again(upward),
        "sentences": again(f"{counted} "),
        "sentences in quotations": again(f"« {counted} "),
        "figures and who says them": again(said),
        "dates and a figure": again(day, behind=counted),
    }


# --- what grows faster yet ------------------------------------------------------------------------------------------

_FASTER: dict[str, tuple[str, tuple[str, ...]]] = {}
FASTER = {(name, language): reason for name, (reason, languages) in _FASTER.items() for language in languages}
#: The languages whose words are asked on every run; the others, and the characters in any but French, are asked at length.
AT_ONCE = ("fr", "en")


def cases() -> Iterator[Any]:
    """Every text in every language."""
    for language in LANGUAGES:
        for name, write in {**CHARACTERS, **in_words(language)}.items():
            fails = FASTER.get((name, language))
            marks = [pytest.mark.xfail(reason=fails, strict=True)] if fails else []
            if language not in AT_ONCE or (name in CHARACTERS and language != "fr"):
                marks.append(pytest.mark.slow)
            yield pytest.param(language, write, fails is not None, marks=marks, id=f"{language}-{name}")


def seconds(text: str, language: str) -> float:
    """Processor time of one reading: the machine may be busy with something else, and so may the collector of garbage."""
    document = Document(text, language=language)
    gc.disable()
    try:
        began = time.process_time()
        reading_of(document)
        return time.process_time() - began
    finally:
        gc.enable()


def growth(write: Written, language: str, enough: float) -> float:
    """How many times as long a text of four times the size takes, from a size on that takes long enough to tell."""
    size = FIRST
    while seconds(write(size), language) < enough:
        if size >= LARGEST:
            return 0
        size *= 2
    sizes = (size, size * 2**DOUBLINGS)
    first, last = (statistics.median(seconds(write(each), language) for _ in range(TIMES)) for each in sizes)
    return last / first


@pytest.mark.parametrize(("language", "write", "known"), list(cases()))
def test_twice_the_text_takes_at_most_two_and_a_half_times_as_long(language: str, write: Written, known: bool) -> None:
    seconds("12", language)
    # A busy machine slows one of two readings now and then, and not three times over.
    attempts = 1 if known else ATTEMPTS
    enough = PLAIN if known and language not in AT_ONCE else ENOUGH
    assert any(growth(write, language, enough) <= TWICE**DOUBLINGS for _ in range(attempts))


MEGABYTE = 1_000_000
AT_MOST = 60


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in {**CHARACTERS, **in_words("fr")} if (name, "fr") not in FASTER])
def test_one_line_of_a_megabyte_is_read_in_less_than_a_minute(name: str) -> None:
    write = {**CHARACTERS, **in_words("fr")}[name]
    assert seconds(write(MEGABYTE), "fr") < AT_MOST


def test_ten_thousand_hedges_say_no_more_than_the_nearest() -> None:
    [claim] = reading_of(Document("plus de " * 10_000 + "12 navires", language="fr")).claims
    assert (claim.exact, claim.quantity.bound, claim.quantity.value) == ("12", ">", 12)


def test_digits_without_end_count_nothing() -> None:
    for text in ("7" * 5_000, "777 " * 5_000, "777\u00a0" * 5_000):
        assert reading_of(Document(text, language="fr")).claims == ()
