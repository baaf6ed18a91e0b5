"""The table on a terminal: no line wider than the window, nothing shortened in silence, nothing a terminal obeys."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.reporting.terminal import claims_table
from tests.claim_builder import about, at_most, claim, exactly, origin, said_by

PORT = origin("port", "en", publisher="Coast Daily")
LONG = "When the storm had passed over the bay and the port, the pilot said, about 30 boats had left without their crews."
BOATS = claim(LONG, "30", about(30), noun="boats", by=said_by("the pilot"), at=PORT)
SHARE = claim("Up to 90 % of it burnt.", "90 %", at_most(90, "percent", kind="share"), at=PORT)


def columns(line: str) -> int:
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def test_a_wide_window_shows_everything() -> None:
    assert claims_table([BOATS, SHARE], language="en", width=200).splitlines()[2:] == [
        f"≈ 30 boats      the pilot    Coast Daily  {LONG}",
        "≤ 90%           no source    Coast Daily  Up to 90 % of it burnt.",
    ]


@pytest.mark.parametrize("width", [60, 72, 80, 100, 120])
def test_a_narrow_window_shows_the_figure_in_its_sentence_and_says_what_is_cut(width: int) -> None:
    lines = claims_table([BOATS, SHARE], language="en", width=width).splitlines()
    assert "about 30 b" in lines[2]
    assert "…" in lines[2]
    shortened = sum("…" in cell for line in lines[2:4] for cell in re.split(r" {2,}", line))
    assert lines[-2] == ""
    assert lines[-1].startswith("1 cell is shortened (…)" if shortened == 1 else f"{shortened} cells are shortened (…)")


def test_french_words_and_numbers() -> None:
    many = claim("Selon le port, 12000 caisses.", "12000", exactly(12000), noun="caisses", by=said_by("le port"))
    table = claims_table([many], language="fr", width=100)
    assert table.startswith("Chiffre")
    assert "12 000 caisses" in table


def test_no_claims_are_told_so() -> None:
    assert claims_table([], language="fr", width=80) == "Aucun chiffre n'a été trouvé."


def test_nothing_reaches_the_terminal_that_it_would_obey() -> None:
    red = claim(
        "\x1b[31mSome\x1b[0m 45 \x9b2J\u202etrees\r\n fell.\x07",
        "45",
        exactly(45),
        noun="trees",
        by=said_by("\x1b]0;x\x07it"),
    )
    table = claims_table([red], language="en", width=100)
    assert all(c.isprintable() for c in table.replace("\n", ""))
    assert "45" in table


@given(words=st.text(max_size=150), source=st.text(min_size=1, max_size=60), width=st.integers(60, 160))
def test_no_line_is_wider_than_the_window(words: str, source: str, width: int) -> None:
    sentence = words + " 45 trees " + words
    one = claim(sentence, "45", exactly(45), noun="trees", by=said_by(source), at=origin("x", publisher=source))
    table = claims_table([one, BOATS], language="en", width=width)
    body = table.split("\n\n")[0].splitlines()
    assert len(body) == 4
    assert all(columns(line) <= width for line in body)
    assert ("…" in "".join(body)) <= ("shortened" in table or "…" in sentence + source)
