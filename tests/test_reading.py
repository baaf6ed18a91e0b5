"""From a text to claims: what holds for every reading, whatever the language."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

import figures
from figures.model import Claim, Document, Origin
from figures.pipeline import extract, reading_of
from figures.reading.languages import detect
from figures.reading.policies import POLICIES

# --- how it is called ---------------------------------------------------------------------------------------------


def test_a_text_and_a_document_of_it_read_alike() -> None:
    text = "Selon la mairie, 45 arbres sont tombés."
    assert extract(text, language="fr") == extract(Document(text, language="fr"))


def test_the_language_asked_for_wins_over_the_documents_own() -> None:
    document = Document("Des milliers de pages, 12,345 km.", language="en")
    assert [claim.origin.language for claim in extract(document, language="fr")] == ["fr", "fr"]
    assert {claim.origin.language for claim in extract(document)} == {"en"}


#: A text and the language it is in.
DETECTED = [
    ("Le ministre a dit que la ville est calme.", "fr"),
    ("The minister said that the town was calm.", "en"),
    ("Dans les rues de la ville, 300 policiers.", "fr"),
    ("There were 300 police officers in the streets of the town.", "en"),
    ("L'« America First » de la Maison Blanche ne plaît pas à tous les élus.", "fr"),
    ("The mayor of Aix-en-Provence said that he would not go to the Tour de France.", "en"),
    ("", "fr"),
    ("12 000", "fr"),
]


@pytest.mark.parametrize(("text", "language"), DETECTED)
def test_the_language_of_a_text_is_told_by_its_short_words(text: str, language: str) -> None:
    assert detect(text) == language


def test_a_language_that_was_detected_stands_in_the_record() -> None:
    [claim] = extract("The mayor said that there were 12 boats in the harbour.")
    assert claim.record()["language"] == "en"


@pytest.mark.parametrize("wrong", [None, 12, b"12 navires", ["12 navires"]])
def test_what_is_no_text_is_refused(wrong: Any) -> None:
    with pytest.raises(TypeError, match="document"):
        extract(wrong)


@pytest.mark.parametrize("policy", ["", "CCC", "median"])
def test_an_unknown_policy_is_refused_with_those_there_are(policy: str) -> None:
    with pytest.raises(ValueError, match="ccc, acled, interval"):
        extract("Des dizaines de navires.", language="fr", vague_policy=policy)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "Rien à compter.", "«", "…"])
def test_a_text_without_figures_gives_none(text: str) -> None:
    assert extract(text, language="fr") == []


# --- what a claim carries -----------------------------------------------------------------------------------------

ARTICLE = Document(
    "Par Jeanne Mourier\n\nLe 3 mars, 12 élus ont démissionné. Le pont reste fermé.",
    id="gazette-1",
    language="fr",
    title="Douze départs",
    publisher="La Gazette",
    published="2024-03-05",
    url="https://gazette.example/1",
)


def only(document: Document) -> Claim:
    [claim] = extract(document)
    return claim


def test_a_claim_carries_its_document_but_not_its_text() -> None:
    assert only(ARTICLE).origin == ARTICLE.origin
    assert only(ARTICLE).record()["publisher"] == "La Gazette"


def test_neither_byline_nor_publisher_vouches_for_a_figure() -> None:
    assert only(ARTICLE).attribution.state == "none"


def test_a_day_without_a_year_is_one_before_the_document() -> None:
    assert only(ARTICLE).record()["period_start"] == "2024-03-03"
    december = Document("Le 20 décembre, 12 élus ont démissionné.", language="fr", published="2024-03-05")
    assert only(december).record()["period_start"] == "2023-12-20"
    undated = Document("Le 20 décembre, 12 élus ont démissionné.", language="fr")
    assert only(undated).record()["period_start"] is None


def test_the_context_of_a_figure_is_what_stands_around_it() -> None:
    claim = only(ARTICLE)
    text = ARTICLE.text
    assert claim.sentence == "Le 3 mars, 12 élus ont démissionné."
    assert text[slice(*claim.sentence_span)] == claim.sentence
    assert text.index("12") == claim.figure.start
    assert (claim.prefix, claim.suffix) == (text[: claim.figure.start][-32:], text[claim.figure.end :][:32])


#: The fields of a claim that the contract promises.
FIELDS = """claim_id document_id language start end exact number_start number_end kind value low high bound approximate
best interval_low interval_high unit noun noun_start noun_end noun_lemma noun_resolved whole_claim_id status attribution
source source_start source_end source_resolved cue modality sentence_start sentence_end prefix suffix"""


def test_every_field_of_the_contract_is_in_the_record() -> None:
    record = only(ARTICLE).record()
    assert set(FIELDS.split()) - record.keys() == set()
    assert all(value is None or isinstance(value, (str, int, float, bool)) for value in record.values())


def test_a_part_names_its_whole() -> None:
    part, whole = extract("Le virus touche neuf régions sur vingt-quatre.", language="fr")
    assert (part.whole_id, whole.whole_id) == (whole.claim_id, None)


def test_an_origin_without_a_language_gets_the_one_it_was_read_in() -> None:
    assert only(Document("Il y a 12 navires au port.", id="d")).origin == Origin("d", language="fr")


# --- who says it, from one sentence to the next -------------------------------------------------------------------

#: A text, and for each figure its state and whom it is carried from.
CARRIED = [
    ("Selon la mairie, tout va bien. Il reste 12 lits.", [("carried", "la mairie")]),
    ("Selon la mairie, tout va bien.\n\nIl reste 12 lits.", [("none", None)]),
    ("Tout va bien selon la mairie. Il reste 12 lits.", [("none", None)]),
    ("Il reste 12 lits. Selon la mairie, tout va bien.", [("none", None)]),
    ("Anna Kowal a indiqué que l'eau manque. Elle a ajouté que 90 lits sont libres.", [("carried", "Anna Kowal")]),
    ("« Il reste 12 lits. Nous en attendons 30 », a déclaré Anna Kowal.", [("carried", None), ("named", None)]),
]


@pytest.mark.parametrize(("text", "told"), CARRIED)
def test_a_source_is_carried_into_the_next_sentence_of_its_paragraph(text: str, told: list[tuple[str, str | None]]) -> None:
    claims = extract(text, language="fr")
    assert [claim.attribution.state for claim in claims] == [state for state, _ in told]
    for claim, (_, resolved) in zip(claims, told, strict=True):
        if resolved is not None:
            assert claim.attribution.resolved == resolved


def test_the_words_of_a_source_stand_where_its_span_says() -> None:
    text = "Selon une enquête de Mediacap et Radio Delta, 64 cargaisons sont parties."
    attribution = only(Document(text, language="fr")).attribution
    assert attribution.source_span is not None
    assert str(attribution.source).split("; ")[0] == text[slice(*attribution.source_span)]


# --- where it is ---------------------------------------------------------------------------------------------------

#: A text, its language, and the places of its figure: a country that opens the sentence is one, and no speaker is.
PLACED = [
    ("L'Allemagne a produit 139 tonnes de miel.", "fr", ("DE",)),
    ("Brazil exported 374 tonnes of honey.", "en", ("BR",)),
    ("South Korea has 300 hospitals.", "en", ("KR",)),
    ("Brazil exported 374 tonnes to France.", "en", ("FR",)),
    ("Brazil says it has 300 hospitals.", "en", ()),
    ("Moscow, which has 300 hospitals, is no village.", "en", ()),
]


@pytest.mark.parametrize(("text", "language", "places"), PLACED)
def test_a_place_that_opens_a_sentence_is_where_its_figure_is_of(text: str, language: str, places: tuple[str, ...]) -> None:
    assert only(Document(text, language=language)).places == places


# --- what is counted, from one sentence to the next ----------------------------------------------------------------

#: A text, and for each figure the noun it has or takes from the sentence before, and its status.
ANSWERED = [
    ("Selon la mairie, 420 postes disparaissent. La CGT en compte 510.", [("postes", None), ("postes", None)]),
    ("Selon le préfet, il y a 12 morts. La CGT en compte 15.", [("morts", "killed"), ("morts", "killed")]),
    (
        "La police parle de 12 morts et de 30 blessés. La CGT en compte 45.",
        [("morts", "killed"), ("blessés", "injured"), (None, None)],
    ),
    ("Selon la mairie, 420 postes disparaissent. Elle en compte 510.", [("postes", None), (None, None)]),
    ("Selon la mairie, 420 postes disparaissent.\n\nLa CGT en compte 510.", [("postes", None), ("postes", None)]),
    ("Selon la mairie, 420 postes disparaissent. C'est la crise. La CGT en compte 510.", [("postes", None), (None, None)]),
    ("Selon la mairie, 420 postes disparaissent. La CGT annonce 8 %.", [("postes", None), (None, None)]),
]


@pytest.mark.parametrize(("text", "told"), ANSWERED)
def test_a_second_voice_counts_what_the_first_counts(text: str, told: list[tuple[str | None, str | None]]) -> None:
    claims = extract(text, language="fr")
    assert [(claim.noun.text or claim.noun.resolved, claim.status) for claim in claims] == told
    for claim in claims:
        if claim.noun.text is None and claim.noun.resolved is not None:
            assert claim.noun.resolved_span is not None
            assert text[slice(*claim.noun.resolved_span)] == claim.noun.resolved


# --- what is not a figure -----------------------------------------------------------------------------------------


def test_what_was_refused_is_told_with_its_reason_and_its_place() -> None:
    text = "Le 27 avril 2025 à 14h32, l'article 4 et le F-16 ont fait parler 12 élus ; appelez le 01 44 55 66 77."
    reading = reading_of(Document(text, language="fr"))
    assert [claim.exact for claim in reading.claims] == ["12"]
    assert [(refusal.exact, refusal.reason) for refusal in reading.refusals] == [
        ("27 avril 2025", "date"),
        ("14h32", "time"),
        ("4", "label"),
        ("F-16", "label"),
        ("01 44 55 66 77", "phone"),
    ]
    assert all(text[slice(*refusal.span)] == refusal.exact for refusal in reading.refusals)
    assert {refusal.sentence for refusal in reading.refusals} == {text}


# --- vague words under the named policies -------------------------------------------------------------------------

#: Words with their language, the scale word's value (none: several things), and whether *several* stands before them.
VAGUE: list[tuple[str, str, int | None, bool]] = [
    ("fr", "Des dizaines de navires", 10, False),
    ("fr", "Des centaines de navires", 100, False),
    ("fr", "Des milliers de navires", 1_000, False),
    ("fr", "Des dizaines de milliers de navires", 10_000, False),
    ("fr", "Des millions de navires", 1_000_000, False),
    ("fr", "Plusieurs centaines de navires", 100, True),
    ("fr", "Plusieurs navires", None, True),
    ("fr", "Quelques navires", None, True),
    ("en", "Dozens of ships", 12, False),
    ("en", "Hundreds of ships", 100, False),
    ("en", "Thousands of ships", 1_000, False),
    ("en", "Tens of thousands of ships", 10_000, False),
    ("en", "Several thousand ships", 1_000, True),
    ("en", "Several ships", None, True),
    ("en", "A few ships", None, True),
    ("en", "Several dozen ships", 12, True),
    ("en", "Few hundred ships", 100, True),
    ("en", "A couple of hundred ships", 100, False),
    ("en", "A couple of thousand ships", 1_000, False),
    ("en", "Many thousand ships", 1_000, False),
    ("en", "Tens of thousand ships", 10_000, False),
    ("en", "10,000s of ships", 10_000, False),
    ("fr", "Des dizaines et des dizaines de milliers de navires", 10_000, False),
    ("de", "Viele hundert Schiffe", 100, False),
    ("de", "Wenige Dutzend Schiffe", 12, True),
    ("it", "Poche centinaia di navi", 100, True),
    ("pt", "Algumas centenas de navios", 100, True),
    ("es", "Pocos cientos de barcos", 100, True),
]

#: Words that reach from one scale to another, with their language, the lower scale and the upper end.
SPANNING: list[tuple[str, str, int, int]] = [
    ("en", "Hundreds to thousands of ships", 100, 9_999),
    ("en", "Dozens, perhaps hundreds of ships", 12, 999),
    ("en", "Between dozens and hundreds of ships", 12, 999),
    ("en", "Dozens or hundreds of thousands of ships", 12_000, 999_999),
    ("en", "Thousands or tens of thousands of ships", 1_000, 99_999),
    ("fr", "Des centaines, voire des milliers de navires", 100, 9_999),
    ("fr", "Des dizaines et des centaines de navires", 10, 999),
    ("fr", "Des centaines et des dizaines de navires", 10, 999),
    ("fr", "Des dizaines ou des centaines de milliers de navires", 10_000, 999_999),
    ("de", "Hunderte, wenn nicht Tausende Schiffe", 100, 9_999),
    ("es", "Cientos, quizá miles de barcos", 100, 9_999),
    ("it", "Centinaia, se non migliaia di navi", 100, 9_999),
    ("pt", "Centenas, talvez milhares de navios", 100, 9_999),
    ("ru", "Сотни, если не тысячи кораблей", 100, 9_999),
    ("uk", "Сотні, якщо не тисячі кораблів", 100, 9_999),
]

#: What is no number of things however near it comes to one.
WITHOUT_A_NUMBER = [
    ("en", "A couple of ships sailed past few people."),
    ("en", "Protests were widespread; a crowd gathered."),
    ("en", "Many people and numerous ships came."),
    ("fr", "De nombreux manifestants, une foule immense."),
    ("de", "Viele Menschen, wenige Schiffe."),
    ("it", "Qualche nave, poche persone."),
]


def vague_interval(scale: int | None, *, several: bool, policy: str) -> tuple[int, int | None, int]:
    """The contract's table: lowest, best and highest value."""
    if scale is None:
        return 2, {"ccc": 3, "acled": 2, "interval": None}[policy], 9
    high = 99 if scale == 12 and not several else 10 * scale - 1
    if policy == "acled":
        return scale, scale, high
    return 2 * scale, None if policy == "interval" else (5 if several else 2) * scale, high


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize(("language", "words", "scale", "several"), VAGUE)
def test_vague_words_under_a_policy(language: str, words: str, scale: int | None, several: bool, policy: str) -> None:
    [claim] = extract(words, language=language, vague_policy=policy)
    low, best, high = vague_interval(scale, several=several, policy=policy)
    interval = claim.quantity.interval()
    assert (interval.low, interval.best, interval.high) == (low, None if best is None else Decimal(best), high)
    assert claim.record()["vague_policy"] == policy
    assert claim.record()["value"] is None
    assert claim.quantity.low == low


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize(("language", "words", "scale", "high"), SPANNING)
def test_words_that_reach_from_one_scale_to_another_are_one_claim(
    language: str, words: str, scale: int, high: int, policy: str
) -> None:
    [claim] = extract(words, language=language, vague_policy=policy)
    low, best, _ = vague_interval(scale, several=False, policy=policy)
    interval = claim.quantity.interval()
    assert (interval.low, interval.best, interval.high) == (low, None if best is None else Decimal(best), high)
    assert claim.noun.text is not None


@pytest.mark.parametrize(("language", "words"), WITHOUT_A_NUMBER)
def test_a_wording_without_a_number_is_given_none(language: str, words: str) -> None:
    assert extract(words, language=language) == []


#: A bound before a vague word.
BOUNDED_VAGUE = [
    ("en", "At least several hundred ships"),
    ("en", "More than dozens of ships"),
    ("fr", "Au moins plusieurs centaines de navires"),
]


@pytest.mark.parametrize(("language", "words"), BOUNDED_VAGUE)
def test_a_bound_before_a_vague_word_opens_its_upper_end(language: str, words: str) -> None:
    [claim] = extract(words, language=language)
    interval = claim.quantity.interval()
    assert interval.low is not None
    assert interval.high is None


# --- lists, headings, tables --------------------------------------------------------------------------------------

LAYOUTS = [
    ("Bilan\n\n- 12 morts\n- 30 blessés\n- 4 disparus", ["12", "30", "4"]),
    ("# 12 morts dans un incendie\n\nLe feu a pris à l'aube.", ["12"]),
    ("| lieu | morts |\n|---|---|\n| Nord | 12 morts |\n| Sud | 30 morts |", ["12", "30"]),
    ("12 morts ;\n30 blessés ;\n4 disparus.", ["12", "30", "4"]),
    ("* 12 morts\n\n* 30 blessés", ["12", "30"]),
]


@pytest.mark.parametrize(("text", "exact"), LAYOUTS)
def test_figures_of_lists_and_headings_are_read(text: str, exact: list[str]) -> None:
    assert [claim.exact for claim in extract(text, language="fr")] == exact


def test_the_public_name_is_the_same_function() -> None:
    assert figures.extract is extract
