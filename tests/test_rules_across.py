"""Findings across sentences and documents: what they raise, and what comes near and must not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

import figures
from figures.model import Document, Finding

Told = tuple[str, dict[str, Any]]


def told(text: str, **given: Any) -> Told:
    return text, given


def found(rule: str, *texts: Told, language: str = "en") -> list[Finding]:
    documents = [Document(text, **({"language": language, "id": f"d{n}"} | given)) for n, (text, given) in enumerate(texts)]
    return list(figures.reconcile(documents, language="en", select=[rule]).findings)


FIRE = "A fire in Vaubrac killed 12 people, the prefect said."
MARCH = {"published": "2025-03-02"}


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        ("Ferry fire kills 30 passengers", "A ferry fire killed 3 passengers off the coast, the port said."),
        ("Un incendie tue 30 passagers", "Un incendie de ferry a tué 20 passagers au large."),
    ],
)
def test_a_headline_that_the_text_belies(headline: str, body: str) -> None:
    language = "fr" if headline.startswith("Un") else "en"
    assert len(found("headline-mismatch", told(f"{headline}\n\n{body}"), language=language)) == 1


@pytest.mark.parametrize(
    "body",
    [
        "A ferry fire killed at least 28 passengers off the coast.",
        "A ferry fire killed 20 passengers and 10 sailors off the coast.",
        "A ferry fire killed 30 people. Three other passengers were hurt in the ferry fire.",
        "A ferry carried 400 passengers off the coast.",
    ],
)
def test_a_headline_that_the_text_bears_out_or_says_nothing_of(body: str) -> None:
    assert found("headline-mismatch", told(f"Ferry fire kills 30 passengers\n\n{body}")) == []


def test_a_title_beside_the_text_is_a_headline_too() -> None:
    text = "The port counted 12,000 containers on Monday. It rained."
    assert len(found("headline-mismatch", told(text, title="Port counts 21 000 containers"))) == 1
    assert found("headline-mismatch", told(text, title="Port counts 12,000 containers in 2024")) == []


def test_a_text_that_contradicts_itself() -> None:
    first = "The harbour crane lifted 640 crates from the freighter."
    assert (
        len(found("self-contradiction", told(f"{first} The crane lifted 710 crates from the freighter at the harbour.")))
        == 1
    )


@pytest.mark.parametrize(
    "second",
    [
        "The harbour crane lifted another 710 crates from the freighter.",
        "At 3:20 the harbour crane lifted 710 crates from the freighter.",
        "The harbour crane lifted 710 crates from the freighter Aurora.",
        "According to the union, the harbour crane lifted 710 crates from the freighter.",
        "The harbour crane lifted 710 barrels from the freighter.",
        "The harbour crane dropped six of the crates.",
    ],
)
def test_two_things_are_no_contradiction(second: str) -> None:
    assert found("self-contradiction", told(f"The harbour crane lifted 640 crates from the freighter. {second}")) == []


SLIPS = [
    ("scale-slip", "35 million euros", "35 billion euros", 1),
    ("scale-slip", "35 million euros", "36 billion euros", 0),
    ("scale-slip", "35 million euros", "350 million euros", 0),
    ("digit-slip", "35,400 euros", "354,000 euros", 1),
    ("digit-slip", "16,400 euros", "61,400 euros", 1),
    ("digit-slip", "16,400 euros", "16,900 euros", 0),
    ("digit-slip", "3 million euros", "30 million euros", 0),
    ("digit-slip", "16,543 euros", "1,643 euros", 1),
    ("digit-slip", "about 16,400 euros", "19,400 euros", 0),
]


@pytest.mark.parametrize(("rule", "one", "other", "n"), SLIPS)
def test_slips_of_the_hand(rule: str, one: str, other: str, n: int) -> None:
    texts = [told(f"The tunnel under the Lorn cost {amount}, the region said.") for amount in (one, other)]
    assert len(found(rule, *texts)) == n


def test_other_things_with_the_same_digits_are_no_slip() -> None:
    texts = ["The tunnel under the Lorn cost 35 million euros.", "Banks lent 35 billion euros to shops last winter."]
    assert found("scale-slip", *map(told, texts)) == []
    years = [f"In {year} the tunnel under the Lorn took in {n} euros." for year, n in ((2019, "35,400"), (2021, "354,000"))]
    assert found("digit-slip", *map(told, years)) == []


def test_a_stray_figure_stands_out_and_two_camps_do_not() -> None:
    def march(*sizes: str) -> list[Finding]:
        texts = [
            told(f"According to the firm {name}, {size} people marched in Lyon.", published="2025-05-01")
            for name, size in zip(("Aldo", "Beta", "Ceres", "Delos", "Enso", "Faro"), sizes, strict=False)
        ]
        return found("magnitude-outlier", *texts)

    assert len(march("8,000", "8,200", "8,100", "8,400", "90,000")) == 1
    assert march("8,000", "8,200", "40,000", "41,000", "9,000") == []
    assert march("8,000", "8,200", "8,100", "90,000") == []


COST = "The tunnel under the Lorn cost {}, the region said."
MISTAKEN = [
    ("35 million euros", "35 million dollars", 1),
    ("35 million euros", "about 35 million dollars", 1),
    ("35 million euros", "36 million dollars", 0),
    ("35 million euros", "35 million euros", 0),
]


@pytest.mark.parametrize(("one", "other", "n"), MISTAKEN)
def test_one_number_in_two_units(one: str, other: str, n: int) -> None:
    assert len(found("unit-mismatch", told(COST.format(one)), told(COST.format(other)))) == n


def test_one_number_in_two_units_of_two_things_or_years_is_no_mismatch() -> None:
    assert found("unit-mismatch", told(COST.format("35 million euros")), told("Banks lent 35 million dollars.")) == []
    earned = "the tunnel under the Lorn earned its owners 35 million"
    assert len(found("unit-mismatch", told(f"Then {earned} euros."), told(f"Then {earned} dollars."))) == 1
    assert found("unit-mismatch", told(f"In 2019 {earned} euros."), told(f"In 2021 {earned} dollars.")) == []


@pytest.mark.parametrize(("unit", "n"), [("litres", 1), ("kilograms", 0), ("tonnes", 0)])
def test_one_number_in_two_units_of_one_dimension_is_for_other_rules(unit: str, n: int) -> None:
    yard = "The yard unloaded 300 {} of grain from the Lorn barges."
    assert len(found("unit-mismatch", told(yard.format("tonnes")), told(yard.format(unit)))) == n


def crossing(*thresholds: str | float, sizes: Sequence[str] = ("2,000", "9,000")) -> list[Finding]:
    documents = [
        Document(f"According to {who}, {n} people marched in Lyon.", id=who, language="en", published="2025-05-01")
        for who, n in zip(("the police", "the unions"), sizes, strict=True)
    ]
    return list(figures.reconcile(documents, select=["decision-conflict"], thresholds=thresholds).findings)


@pytest.mark.parametrize(
    ("thresholds", "sizes", "n"),
    [
        ((), ("2,000", "9,000"), 0),
        ((5000,), ("2,000", "9,000"), 1),
        (("5000", 100), ("2,000", "9,000"), 1),
        ((9000,), ("2,000", "9,000"), 1),
        ((2000,), ("2,000", "9,000"), 0),
        (("magnitude",), ("2,000", "9,000"), 0),
        (("magnitude",), ("2,000", "11,000"), 1),
        ((5000,), ("4,900", "5,000"), 0),
    ],
)
def test_a_conflict_across_a_threshold(thresholds: Sequence[str | float], sizes: Sequence[str], n: int) -> None:
    assert len(crossing(*thresholds, sizes=sizes)) == n


def test_a_threshold_is_a_number_and_is_named() -> None:
    assert "5,000 and 6,000" in crossing(6000, 5000)[0].message
    with pytest.raises(ValueError, match="thresholds: neither a number nor 'magnitude': 'many'"):
        crossing("many")


def test_misquote_needs_a_text_that_says_otherwise() -> None:
    source = told(FIRE, publisher="The Courier", **MARCH)
    wrong = "According to The Courier, a fire in Vaubrac killed 21 people."
    assert len(found("misquote", source, told(wrong, publisher="Morning Post", **MARCH))) == 1
    assert found("misquote", source, told(wrong.replace("21", "12"), publisher="Morning Post", **MARCH)) == []
    assert (
        found("misquote", source, told(wrong.replace("The Courier", "the mayor"), publisher="Morning Post", **MARCH)) == []
    )
    second = told("A fire in Vaubrac killed 21 people, the mayor said.", publisher="The Courier", **MARCH)
    assert found("misquote", source, second, told(wrong, publisher="Morning Post", **MARCH)) == []


def test_one_origin_behind_two_texts() -> None:
    text = "The flood of the Lorn destroyed 340 houses in the valley of Vaubrac on Sunday."
    one, other = told(text, publisher="The Courier"), told(text, publisher="Morning Post")
    assert len(found("circular-reporting", one, other)) == 1
    assert found("circular-reporting", one, told(text, publisher="The Courier")) == []
    assert len(found("duplicate", one, other)) == 1
    assert found("duplicate", one) == []


def test_sentences_that_the_same_texts_share_are_told_together() -> None:
    text = "The flood of the Lorn destroyed 340 houses in the valley. The rain of the Lorn drowned 900 sheep in the valley."
    [finding] = found("duplicate", told(text, id="a"), told(text + " It is over.", id="b"))
    assert "2 sentences" in finding.message


def test_versions_of_one_text() -> None:
    english = told(FIRE, url="https://example.org/en/fire")
    french = "Un incendie à Vaubrac a tué {} personnes, selon le préfet."
    assert (
        len(
            found("translation-mismatch", english, told(french.format(21), language="fr", url="https://example.org/fr/fire"))
        )
        == 1
    )
    assert (
        found("translation-mismatch", english, told(french.format(12), language="fr", url="https://example.org/fr/fire"))
        == []
    )
    assert (
        found("translation-mismatch", english, told(french.format(21), language="fr", url="https://example.org/fr/other"))
        == []
    )


SHIPMENT = "North Korea has delivered {} containers to Russia, Seoul said."


@pytest.mark.parametrize(
    ("last", "published", "n"), [("12,000", "2025-05-20", 1), ("20,000", "2025-05-20", 0), ("12,000", "2025-02-20", 0)]
)
def test_a_figure_overtaken(last: str, published: str, n: int) -> None:
    texts = [("12,000", "2025-01-10"), ("16,000", "2025-04-10"), (last, published)]
    assert len(found("stale", *(told(SHIPMENT.format(size), published=day) for size, day in texts))) == n
