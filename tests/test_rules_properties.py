"""What holds of the rules whatever the figures: what adds up, converts and was computed right is never told."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import figures
from figures.model import Document
from figures.units import convert
from tests.test_rules_arithmetic import ARITHMETIC

FEW = settings(max_examples=40)
counts = st.integers(2, 400_000)


def told(text: str, *, language: str = "en") -> list[str]:
    """The messages of the rules of arithmetic, but for round numbers each, which are a matter of chance."""
    result = figures.reconcile([Document(text, language=language)], select=set(ARITHMETIC) - {"per-unit"})
    return [finding.message for finding in result.findings]


def written(n: int, language: str) -> str:
    return f"{n:,}".replace(",", "\u202f" if language == "fr" else ",")


@FEW
@given(st.lists(counts, min_size=2, max_size=5), st.sampled_from(["fr", "en"]))
def test_a_sum_of_its_parts_is_never_told(parts: list[int], language: str) -> None:
    places = ["Arlon", "Brest", "Calais", "Dinan", "Evian"]
    total = written(sum(parts), language)
    to, joined = ("à", " et ") if language == "fr" else ("in", " and ")
    listed = [f"{written(n, language)} {to} {place}" for n, place in zip(parts, places, strict=False)]
    whole = f"{', '.join(listed[:-1])}{joined}{listed[-1]}"
    french, english = f"La tempête a fait {total} morts : {whole}.", f"It killed {total} people: {whole}."
    assert told(french if language == "fr" else english, language=language) == []


@FEW
@given(counts, counts)
def test_a_sum_of_rounded_parts_is_never_told(a: int, b: int) -> None:
    def rounded(n: int) -> str:
        step = int("1" + "0" * max(0, len(str(n)) - 2))
        return written((n + step // 2) // step * step, "en")

    assert told(f"It killed {rounded(a + b)} people: {rounded(a)} in Arlon and {rounded(b)} in Brest.") == []


@FEW
@given(counts, counts)
def test_a_part_is_never_told(a: int, b: int) -> None:
    assert told(f"The plant employs {written(max(a, b), 'en')} people, including {written(min(a, b), 'en')} women.") == []


PAIRS = [
    ("foot", "feet", "metre", "m"),
    ("mile", "miles", "kilometre", "km"),
    ("pound", "pounds", "kilogram", "kg"),
    ("acre", "acres", "hectare", "hectares"),
]


@FEW
@given(st.integers(2, 5000), st.sampled_from(PAIRS), st.integers(0, 2), st.booleans())
def test_a_converted_pair_is_never_told(n: int, pair: tuple[str, str, str, str], decimals: int, back: bool) -> None:
    of, words_of, to, words_to = (pair[2], pair[3], pair[0], pair[1]) if back else pair
    shown = convert(Decimal(n), of, to).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assume(shown > 0)
    assert told(f"The thing measures {n} {words_of} ({shown} {words_to}) in all.") == []


@FEW
@given(st.integers(10, 900), st.integers(10, 900), st.integers(0, 1))
def test_a_change_that_was_reckoned_is_never_told(before: int, after: int, decimals: int) -> None:
    assume(before != after)
    percent = (abs(Decimal(after - before)) / before * 100).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assume(percent > 0)
    word = "an increase" if after > before else "a decrease"
    assert told(f"The price went from ${before} to ${after}, {word} of {percent}%.") == []


@FEW
@given(st.integers(2, 100), st.integers(1, 100), st.integers(0, 1))
def test_a_share_that_was_reckoned_is_never_told(whole: int, part: int, decimals: int) -> None:
    part = min(part, whole)
    percent = (Decimal(part) / whole * 100).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assert told(f"Then {part} of the {whole} members, or {percent}%, voted.") == []
    assume(percent < 100)
    assert told(f"Then {percent}% of the {whole} members voted.") == []


@FEW
@given(st.integers(1, 90), st.integers(1, 90))
def test_points_that_are_points_are_never_told(before: int, after: int) -> None:
    assume(before != after)
    word = "an increase" if after > before else "a decrease"
    assert told(f"The rate went from {before}% to {after}%, {word} of {abs(after - before)} percentage points.") == []


DOSSIER = [
    Document("The tunnel under the Lorn cost 35 million euros, the region said.", id="a", language="en", publisher="P"),
    Document("The tunnel under the Lorn cost 35 billion euros, the region said.", id="b", language="en", publisher="Q"),
    Document("Le tunnel sous le Lorn a coûté 35 millions d'euros, selon la région.", id="c", language="fr", publisher="P"),
    Document("The flood killed 30 people: 12 in Arlon, nine in Brest and eight in Calais.", id="d", language="en"),
    Document(
        "The flood killed 30 people: 12 in Arlon, nine in Brest and eight in Calais. It rained.", id="e", language="en"
    ),
    Document("The flood killed 13 people in Arlon, according to P.", id="f", language="en", publisher="R"),
]


@settings(max_examples=20)
@given(st.permutations(DOSSIER))
def test_the_order_of_documents_changes_no_finding(documents: list[Document]) -> None:
    expected = figures.reconcile(DOSSIER)
    assert figures.reconcile(documents).findings == expected.findings
    assert {"scale-slip", "sum-mismatch", "duplicate"} <= {finding.kind for finding in expected.findings}


@pytest.mark.parametrize("document", DOSSIER, ids=lambda document: document.id)
def test_another_document_never_takes_away_what_a_sentence_says(document: Document) -> None:
    alone = figures.reconcile([document], select=ARITHMETIC).findings
    among = {finding.finding_id for finding in figures.reconcile(DOSSIER, select=ARITHMETIC).findings}
    assert {finding.finding_id for finding in alone} <= among
