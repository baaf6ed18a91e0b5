"""The folded text leads back to the text as given, and sentences end where a reader ends them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from figures.reading.languages import load_pack
from figures.reading.quotations import quotations_of
from figures.reading.sentences import sentence_at, sentence_starts
from figures.reading.view import view

# --- folding ------------------------------------------------------------------------------------------------------

#: A text as given, and as the rules see it.
FOLDED = [
    ("12 000", "12 000"),
    ("12\u00a0000", "12 000"),
    ("12\u202f000", "12 000"),
    ("12\u2009000", "12 000"),
    ("12\t000", "12 000"),
    ("l’été", "l'été"),
    ("l‘été", "l'été"),
    ("e\u0301te\u0301", "été"),
    ("−5", "-5"),
    ("10\u201112", "10-12"),
    ("con\u00adtai\u00adner", "container"),
    ("\ufeff12", "12"),
    ("\u200f12\u200e", "12"),
    ("a\u200bb", "ab"),
    ("a\r\nb", "a \nb"),
    ("10–12", "10–12"),  # a dash is no hyphen: it joins the ends of a range
    ("« 12 »", "« 12 »"),
]


@pytest.mark.parametrize(("text", "folded"), FOLDED)
def test_folding(text: str, folded: str) -> None:
    assert view(text).folded == folded


#: A text, a stretch of the folded text, and the stretch of the text as given it leads back to.
SPANS = [
    ("le 12\u202f000 navires", "12 000", "12\u202f000"),
    ("cafe\u0301 noir", "café", "cafe\u0301"),
    ("cafe\u0301 noir", "noir", "noir"),
    ("de\u0301ja\u0300 12 tue\u0301s", "12", "12"),
    ("de\u0301ja\u0300 12 tue\u0301s", "tués", "tue\u0301s"),
    ("\u200f12 navires", "12", "12"),
    ("con\u00adteneurs", "conteneurs", "con\u00adteneurs"),
    ("👩🏽\u200d🌾 12 bêtes", "12 bêtes", "12 bêtes"),
    ("\ufeff1\u00a0000 e\u0301lus\r\n", "1 000 élus", "1\u00a0000 e\u0301lus"),
]


@pytest.mark.parametrize(("text", "folded", "given"), SPANS)
def test_the_way_back(text: str, folded: str, given: str) -> None:
    seen = view(text)
    start = seen.folded.index(folded)
    span = seen.span(start, start + len(folded))
    assert text[span.start : span.end] == given


@given(st.text())
@example("e\u0301")
@example("\u0301e")
@example("\u200b")
def test_every_folded_character_leads_back_in_order(text: str) -> None:
    seen = view(text)
    spans = [seen.span(index, index + 1) for index in range(len(seen.folded))]
    assert all(0 <= span.start <= span.end <= len(text) for span in spans)
    assert spans == sorted(spans)
    if spans:
        whole = seen.span(0, len(seen.folded))
        assert (whole.start, whole.end) == (spans[0].start, spans[-1].end)
        assert view(text[whole.start : whole.end]).folded == seen.folded


@given(st.text())
def test_the_folded_text_is_composed_and_holds_nothing_unseen(text: str) -> None:
    folded = view(text).folded
    assert not set(folded) & set("\u00ad\u200b\u200e\u200f\u2060\ufeff\u00a0\u202f’")
    assert view(folded).folded == folded


@given(st.text(st.characters(codec="ascii", exclude_characters="`\t\r\x0b\x0c")))
def test_plain_text_is_seen_as_it_is(text: str) -> None:
    seen = view(text)
    assert (seen.folded, seen.stretches) == (text, ())


# --- sentences ----------------------------------------------------------------------------------------------------

#: A text with a bar wherever a sentence begins, by language.
SENTENCES = {
    "fr": [
        "Il pleut. |Le pont est fermé.",
        "M. Lefort a parlé. |Mme Arnal aussi.",
        "Voir p. 12 du rapport. |Rien d'autre.",
        "Le prix est de 1.250 euros. |C'est cher.",
        "Il est 3,5 fois plus grand. |Vraiment ?|  Oui.".replace("|  ", " |"),
        "« Nous partons. » |Il a raccroché.",
        "Il a dit : « Assez ! » |Puis il est parti.",
        "Quoi ! |Encore ?… |Oui.",
        "L'O.N.U. a voté. |La salle a applaudi.",
        "Un titre\n\n|Le texte commence ici.",
        "Première ligne courte\n|Seconde ligne courte",
        "Une ligne qui est aussi longue que les lignes d'un texte coupé à la marge et\ncontinue dans la suivante. |Fin.",
        "- 12 ponts\n|- 9 gares",
        "J. Martin a signé. |Fin.",
        "Le 3 oct. 2024, tout a changé. |Fin.",
        "Il a crié : « Halte ! » et il a tiré. |Fin.",
    ],
    "en": [
        "It rains. |The bridge is closed.",
        "Mr. Roe spoke. |Mrs. Doe did too.",
        "The U.S. Army left. |The base is empty.",
        "See p. 12 of the report. |Nothing else.",
        "The price is $1,250.50. |It is high.",
        "“We are leaving.” |He hung up.",
        "It cost approx. 12 euros. |No more.",
        "What! |Again? |Yes.",
        "A heading\n\n|The text begins here.",
        "J. Martin signed. |Done.",
        "On Oct. 3, all changed. |Done.",
        "It closed at 2 p.m. on Monday. |Done.",
    ],
}


@pytest.mark.parametrize(
    ("language", "marked"),
    [(language, text) for language, texts in SENTENCES.items() for text in texts],
)
def test_sentences(language: str, marked: str) -> None:
    text = marked.replace("|", "")
    starts = sentence_starts(view(text).folded, load_pack(language).abbreviations)
    cut = "|".join(text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True))
    assert cut == marked


@given(st.text("aB1 .!?…\n\"'”»«()-", max_size=60))
def test_sentences_cover_the_text_once(folded: str) -> None:
    starts = sentence_starts(folded, frozenset({"m"}))
    assert starts[0] == 0
    assert starts == sorted(set(starts))
    assert all(start < max(len(folded), 1) for start in starts)
    for offset in range(len(folded)):
        index = sentence_at(starts, offset)
        assert starts[index] <= offset < ([*starts[1:], len(folded)])[index]


# --- quotations ---------------------------------------------------------------------------------------------------

#: A text, a place in it, and the words that open the quotation the place stands in.
QUOTED = [
    ("Il dit : « Assez de 12 ans. » Puis 9.", "12", "« Assez"),
    ("Il dit : « Assez. » Puis 9.", "9", None),
    ("« Un. Deux. Il reste 9 lits. » Fin.", "9", "« Un"),
    ("« Un lit de moins encore.\n« Il reste 9 lits. » Fin.", "9", "« Un"),
    ("He said: “Enough of these 12 years.” Then 9.", "12", "“Enough"),
    ("He said: “Enough.” Then 9.", "9", None),
    ("Nobody said 9.", "9", None),
]


@pytest.mark.parametrize(("text", "place", "opening"), QUOTED)
def test_quotations(text: str, place: str, opening: str | None) -> None:
    opened = quotations_of(text).opening(text.index(place))
    assert opened == (text.index(opening) if opening else None)


@given(st.text("a «»“”", max_size=40))
def test_quotations_open_before_they_close(folded: str) -> None:
    quotations = quotations_of(folded)
    assert list(quotations.opened) == sorted(set(quotations.opened))
    for opened, closed in zip(quotations.opened, quotations.closed, strict=True):
        assert closed > opened
        assert quotations.closing(opened) == closed
