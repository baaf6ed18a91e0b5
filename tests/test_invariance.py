"""What must not change what is read: the space between groups, the coding of accents, the ends of lines, the unseen.

And what must hold for any text at all: reading never raises, every span is exact in the text as given, claims follow one
another without touching.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from figures.datafiles import entries
from figures.model import Claim, Document
from figures.pipeline import extract, reading_of
from figures.reading.languages import pack_codes, pack_folders
from figures.testing import articles
from tests.conftest import ROOT, SHARED

Change = Callable[[str], str]

#: What of a record says where the claim stands or repeats the text around it: it moves with the text.
_PLACES = """claim_id start end number_start number_end noun_start noun_end noun_resolved_start noun_resolved_end
    source_start source_end cue_start cue_end content_start content_end sentence_start sentence_end whole_claim_id
    prefix suffix sentence"""
PLACES = frozenset(_PLACES.split())

INVENTED = {
    "fr-dossier": (
        "Selon la préfecture, 8 000 personnes ont défilé dimanche, contre 40 000 d'après les syndicats.\n"
        "Le 3 mars 2024, près de 1 250 foyers étaient encore privés d'électricité.\n\n"
        "« Nous avons relogé 312 familles », a déclaré la maire, Hélène Brossard. Elle a ajouté que 2,5 millions d'euros\n"
        "seraient débloqués. Une cinquantaine de bénévoles et plusieurs centaines d'élèves ont aidé.\n"
        "- 12 écoles fermées\n- 9 ponts sur 24 coupés"
    ),
    "en-dossier": (
        "According to the county, 8,000 people marched on Sunday; unions said 40 000 did.\n"
        "On March 3, 2024, nearly 1 250 homes were still without power.\n\n"
        "“We have rehoused 312 families,” said the mayor, Helen Brossard. She added that $2.5 million\n"
        "would be released. Dozens of volunteers and several hundred pupils helped.\n"
        "- 12 schools closed\n- 9 of the 24 bridges cut"
    ),
    "de-dossier": (
        "Nach Angaben des Landkreises demonstrierten am Sonntag 8 000 Menschen; die Gewerkschaften sprachen von 40.000.\n"
        "Am 3. März 2024 waren noch rund 1 250 Haushalte ohne Strom.\n\n"
        "„Wir haben 312 Familien untergebracht“, sagte die Bürgermeisterin Helene Brosch. Sie fügte an, dass 2,5 Millionen\n"
        "Euro bereitstehen. Dutzende Helfer und mehrere hundert Schüler packten an.\n"
        "- 12 Schulen geschlossen\n- 9 von 24 Brücken gesperrt"
    ),
    "es-dossier": (
        "Según la alcaldía, 8 000 personas marcharon el domingo; los sindicatos hablaron de 40.000.\n"
        "El 3 de marzo de 2024, cerca de 1 250 hogares seguían sin luz.\n\n"
        "«Hemos realojado a 312 familias», dijo la alcaldesa Elena Brosa. Añadió que llegarían 2,5 millones\n"
        "de euros. Decenas de voluntarios y varios centenares de alumnos ayudaron.\n"
        "- 12 escuelas cerradas\n- 9 de los 24 puentes cortados"
    ),
    "it-dossier": (
        "Secondo la prefettura, 8 000 persone hanno sfilato domenica; i sindacati parlano di 40.000.\n"
        "Il 3 marzo 2024 circa 1 250 famiglie erano ancora senza luce.\n\n"
        "«Abbiamo sistemato 312 famiglie», ha detto la sindaca Elena Brossa. Ha aggiunto che arriveranno 2,5 milioni\n"
        "di euro. Decine di volontari e diverse centinaia di alunni hanno aiutato.\n"
        "- 12 scuole chiuse\n- 9 ponti su 24 interrotti"
    ),
    "pt-dossier": (
        "Segundo a câmara, 8 000 pessoas desfilaram no domingo; os sindicatos falaram em 40.000.\n"
        "Em 3 de março de 2024, cerca de 1 250 lares continuavam sem luz.\n\n"
        "«Realojámos 312 famílias», disse a presidente Helena Brossa. Acrescentou que chegariam 2,5 milhões\n"
        "de euros. Dezenas de voluntários e várias centenas de alunos ajudaram.\n"
        "- 12 escolas fechadas\n- 9 das 24 pontes cortadas"
    ),
    "ru-dossier": (
        "По данным мэрии, в воскресенье вышли 8 000 человек; профсоюзы говорят о 40 000.\n"
        "3 марта 2024 года около 1 250 домов оставались без света.\n\n"
        "«Мы расселили 312 семей», — сказала мэр Елена Брошева. Она добавила, что выделят 2,5 миллиона\n"
        "евро. Десятки добровольцев и несколько сотен учеников помогли.\n"
        "- закрыто 12 школ\n- перекрыто 9 из 24 мостов"
    ),
    "uk-dossier": (
        "За даними мерії, у неділю вийшли 8 000 людей; профспілки кажуть про 40 000.\n"
        "3 березня 2024 року близько 1 250 домівок лишалися без світла.\n\n"
        "«Ми розселили 312 родин», — сказала мерка Олена Брошева. Вона додала, що виділять 2,5 мільйона\n"
        "євро. Десятки добровольців і кілька сотень учнів допомогли.\n"
        "- закрито 12 шкіл\n- перекрито 9 із 24 мостів"
    ),
}


def _texts() -> dict[str, tuple[str, str]]:
    """Texts with their language, by name: invented ones, our seeds, the shared seeds where there are any."""
    found = {name: (name[:2], text) for name, text in INVENTED.items()}
    english = re.compile(r"\b(?:the|of|said)\b")
    for path in sorted((ROOT / "seeds").glob("*/*")):
        if path.suffix in (".txt", ".md"):
            text = path.read_text(encoding="utf-8")
            found[path.relative_to(ROOT).as_posix()] = ("en" if len(english.findall(text)) > 3 else "fr", text)
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        found[f"shared/{path.name}"] = ("fr", path.read_text(encoding="utf-8"))
    return found


TEXTS = _texts()
LANGUAGES = tuple(pack_codes())
every_text = pytest.mark.parametrize("name", TEXTS)
_GROUPS = re.compile("(?<=[0-9])[ \u00a0\u202f](?=[0-9]{3}(?![0-9]))")
_SPACES = re.compile("[ \u00a0\u202f]")


def test_shared_seeds_are_among_the_texts() -> None:
    if not SHARED.is_dir():
        pytest.skip(reason=f"{SHARED} is not on this machine")
    assert sum(name.startswith("shared/") for name in TEXTS) >= 5


def document(text: str, language: str) -> Document:
    return Document(text, id="d", language=language)


def told(claim: Claim) -> dict[str, Any]:
    """What a claim says, wherever it stands: its record without places, composed and with plain spaces."""
    record = {name: value for name, value in claim.record().items() if name not in PLACES}
    return {
        name: " ".join(_visible(normalize("NFC", value)).split()) if isinstance(value, str) else value
        for name, value in record.items()
    }


_PLAIN = str.maketrans("\u00a0\u2009\u202f’", "   '")


def _visible(text: str) -> str:
    return re.sub("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]", "", text.translate(_PLAIN))


@cache
def as_given(name: str) -> list[dict[str, Any]]:
    language, text = TEXTS[name]
    return [told(claim) for claim in extract(document(text, language))]


def assert_sound(text: str, claims: list[Claim]) -> None:
    """Every span of every claim is exact in the text, and the claims follow one another without touching."""
    behind = 0
    for claim in claims:
        start, end = claim.figure
        assert claim.exact
        assert text[start:end] == claim.exact
        assert behind <= start < end <= len(text)
        assert start <= claim.number.start < claim.number.end <= end
        assert claim.sentence_span.start <= start
        assert end <= claim.sentence_span.end
        assert text[slice(*claim.sentence_span)] == claim.sentence
        assert claim.prefix == text[max(0, start - 32) : start]
        assert claim.suffix == text[end : end + 32]
        if claim.noun.span is not None:
            assert text[slice(*claim.noun.span)] == claim.noun.text
        if claim.attribution.source_span is not None:
            assert text[slice(*claim.attribution.source_span)] == str(claim.attribution.source).split("; ")[0]
        behind = end
    assert len({claim.claim_id for claim in claims}) == len(claims)


#: Changes of a text that are none of what it says.
CHANGES: dict[str, Change] = {
    "no-break space": lambda text: _GROUPS.sub("\u00a0", text),
    "narrow no-break space": lambda text: _GROUPS.sub("\u202f", text),
    "thin space": lambda text: _GROUPS.sub("\u2009", text),
    "plain space": lambda text: _GROUPS.sub(" ", text),
    "every space a no-break space": lambda text: _SPACES.sub("\u00a0", text),
    "decomposed": lambda text: normalize("NFD", text),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CRLF and decomposed": lambda text: normalize("NFD", text).replace("\n", "\r\n"),
    "byte-order mark": lambda text: "\ufeff" + text,
    "right-to-left marks": lambda text: re.sub(r" (?=\w)", " \u200f", text),
    "soft hyphens": lambda text: re.sub(r"(?<=[a-zé]{4})(?=[a-zé]{3})", "\u00ad", text),
    "zero-width spaces": lambda text: re.sub(r"(?<=\w) (?=\w)", "\u200b ", text),
    "word joiners in numbers": lambda text: re.sub(r"(?<=[0-9])(?=[0-9])", "\u2060", text),
    "joiners of letters": lambda text: re.sub(r"(?<=\w\w)(?=\w\w)", "\u200d", text),
    "isolated numbers": lambda text: re.sub("[0-9]+", "\u2066\\g<0>\u2069", text),
    "an embedded text": lambda text: "\u202b" + text + "\u202c",
    "an emoji before": lambda text: "🧮🇫🇷 \n\n" + text,
    "an emoji behind": lambda text: text + "\n\n👩🏽‍🌾",
    "typographic apostrophes": lambda text: text.replace("'", "’"),
}


@pytest.mark.parametrize("between", ["\u2069", "\u200d", "\u2060\u2069"])
def test_what_is_not_seen_parts_no_mark_from_its_letter(between: str) -> None:
    """A sign for a key is no number in Russian, and an accent stays, whatever stands unseen before the mark."""
    assert extract(document(f"1{between}\ufe0f\u20e3 Поднять планку.", "ru")) == []
    [claim] = extract(document(f"Ils ont 12 te{between}\u0301moins.", "fr"))
    assert (claim.noun.lemma, claim.noun.text) == ("témoin", f"te{between}\u0301moins")


@every_text
@pytest.mark.parametrize("change", CHANGES)
def test_what_is_read_stays(name: str, change: str) -> None:
    language, text = TEXTS[name]
    changed = CHANGES[change](text)
    claims = extract(document(changed, language))
    assert_sound(changed, claims)
    assert [told(claim) for claim in claims] == as_given(name)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=8)
@given(data=st.data())
def test_what_is_read_in_any_article_stays(language: str, data: st.DataObject) -> None:
    """The same for numbers of any size, written with any separator and in words."""
    text = data.draw(articles(language)).document.text
    before = [told(claim) for claim in extract(document(text, language))]
    for change in CHANGES.values():
        changed = change(text)
        claims = extract(document(changed, language))
        assert_sound(changed, claims)
        assert [told(claim) for claim in claims] == before, repr(changed)


def test_the_changes_change_something() -> None:
    """A test of sameness that never differs in what it is given shows nothing."""
    untouched = {change for change, make in CHANGES.items() if all(make(text) == text for _, text in TEXTS.values())}
    assert untouched == set()
    assert all(as_given(name) for name in INVENTED)


@every_text
def test_spans_are_exact_in_the_text_as_given(name: str) -> None:
    language, text = TEXTS[name]
    assert_sound(text, extract(document(text, language)))


@every_text
def test_a_rerun_gives_the_same_records(name: str) -> None:
    language, text = TEXTS[name]
    again = [claim.record() for claim in extract(document(text, language))]
    assert again == [claim.record() for claim in extract(document(text, language))]


@every_text
def test_a_claim_keeps_its_id_when_the_text_goes_on(name: str) -> None:
    """An article that grows at its end keeps the identities people have written down."""
    language, text = TEXTS[name]
    grown = text.rstrip() + "\n\nFin."
    before = [claim.claim_id for claim in extract(document(text, language))]
    assert [claim.claim_id for claim in extract(document(grown, language))] == before


@every_text
def test_claim_ids_tell_documents_apart(name: str) -> None:
    language, text = TEXTS[name]
    here = {claim.claim_id for claim in extract(Document(text, id="a", language=language))}
    there = {claim.claim_id for claim in extract(Document(text, id="b", language=language))}
    assert here.isdisjoint(there)


# --- any text at all ----------------------------------------------------------------------------------------------


@cache
def vocabulary(language: str) -> list[str]:
    """Words of the examples and of the lists of a pack."""
    folder = pack_folders()[language]
    tables = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.toml"))]
    words = {word for table in tables for listed in _strings(table.get("lexicon", {})) for word in entries(listed)}
    for table in tables:
        for kind in ("example", "near_miss"):
            words.update(word for entry in table.get(kind, ()) for word in entry["text"].split())
    return sorted(words)


def _strings(table: dict[str, Any]) -> list[str]:
    return [value for value in table.values() if isinstance(value, str)]


_DIGITS = st.text("0123456789", min_size=1, max_size=4)
NUMBERS = st.builds(
    lambda sign, separator, groups, tail: sign + separator.join(groups) + tail,
    st.sampled_from(["", "", "", "-", "+"]),
    st.sampled_from([" ", "\u00a0", "\u202f", ",", ".", "'", "’", ""]),
    st.lists(_DIGITS, min_size=1, max_size=5),
    st.sampled_from(["", "", "", ",5", ".75", "%", " %", "k", " €", "e", "th"]),
)
_SIGNS = """, ; : . ! ? … ( ) [ ] « » “ ” " – — - / # № § ~ ≈ ± > ≥ < ≤ € $ £ % ‰ ° ' ’ + * | _ & @ = ½ ² ٣ Ⅻ 𝟙 3️⃣ 😀"""
_UNSEEN = ["\n", "\n\n", "\r\n", "\t", "\u200b", "\u00ad", "\u200f", "\ufeff", "\u0301"]
MARKS = st.sampled_from([*_SIGNS.split(), *_UNSEEN])


@st.composite
def jumbles(draw: st.DrawFn) -> tuple[str, str]:
    """A language, and a text of its words, numbers and marks in no order at all."""
    language = draw(st.sampled_from(LANGUAGES))
    words = st.sampled_from(vocabulary(language))
    pieces = draw(st.lists(st.one_of(words, words, NUMBERS, MARKS), max_size=25))
    glue = draw(st.lists(st.sampled_from([" ", " ", " ", "", "\u00a0"]), min_size=len(pieces), max_size=len(pieces)))
    text = "".join(piece + between for piece, between in zip(pieces, glue, strict=True))
    return language, text.upper() if draw(st.booleans()) and draw(st.booleans()) else text


def assert_read_soundly(text: str, language: str) -> None:
    reading = reading_of(Document(text, id="d", language=language))
    assert_sound(text, list(reading.claims))
    for refusal in reading.refusals:
        assert refusal.exact
        assert text[refusal.span.start : refusal.span.end] == refusal.exact


@given(jumbles())
@example(("fr", "3952 357 $ 949 samedi"))
@example(("fr", "3 € 26 chars"))
@example(("en", "2\u0301 ships\u00ad"))
@example(("en", "3️⃣ ships left the har\u00adbour"))
@example(("fr", "0,25 27.4. "))
@example(("es", "Murieron 12 personas el 11-M. "))
def test_any_words_and_numbers_are_read_soundly(article: tuple[str, str]) -> None:
    language, text = article
    assert_read_soundly(text, language)


@given(st.text(), st.sampled_from(LANGUAGES))
def test_any_characters_are_read_soundly(text: str, language: str) -> None:
    assert_read_soundly(text, language)


@given(st.text(st.characters(codec="utf-8", categories=("Nd", "Nl", "No", "Sc", "P", "Zs", "M", "Cf")), max_size=80))
def test_any_digits_and_marks_are_read_soundly(text: str) -> None:
    for language in LANGUAGES:
        assert_read_soundly(text, language)


@given(jumbles(), jumbles())
def test_what_follows_a_blank_line_is_read_alone(first: tuple[str, str], second: tuple[str, str]) -> None:
    """A quotation nobody closes and a source at the end may be carried on; what is counted may not."""
    language, head = first
    tail = second[1] if second[0] == language else ""
    whole = extract(document(f"{head}\n\n{tail}", language))
    assert_sound(f"{head}\n\n{tail}", whole)
    alone = extract(document(tail, language))
    offset = len(head) + 2
    behind = [claim for claim in whole if claim.figure.start >= offset]
    assert [(claim.figure.start - offset, claim.quantity) for claim in behind] == [
        (claim.figure.start, claim.quantity) for claim in alone
    ]


@given(jumbles())
def test_lone_surrogates_do_not_stop_the_reading(article: tuple[str, str]) -> None:
    """A file read with surrogateescape may hold them."""
    language, text = article
    assert_read_soundly(text[:5] + "\udce9" + text[5:], language)


def test_a_claim_is_a_value() -> None:
    [claim] = extract("Il y a 12 navires.", language="fr")
    assert replace(claim) == claim
    assert hash(claim) == hash(replace(claim))


def test_texts_of_every_length_up_to_a_sentence() -> None:
    """A text may end anywhere, also in the middle of a number."""
    for language, text in TEXTS.values():
        for end in range(min(len(text), 400)):
            assert_read_soundly(text[:end], language)


@pytest.mark.parametrize("path", sorted((ROOT / "parsers").glob("*/examples.toml")), ids=lambda path: path.parent.name)
def test_examples_of_the_packs_decomposed_read_alike(path: Path) -> None:
    language = path.parent.name
    for entry in tomllib.loads(path.read_text(encoding="utf-8"))["example"]:
        text = normalize("NFD", entry["text"])
        claims = extract(document(text, language))
        assert_sound(text, claims)
        assert [told(c) for c in claims] == [told(c) for c in extract(document(entry["text"], language))], text


@pytest.mark.parametrize("between", [" \u2028 ", " \u2029 ", " \x85 ", "\r\n\r\n", " \n \n ", "\n\n\n"])
def test_what_stands_alone_and_is_no_word_takes_its_room(between: str) -> None:
    """A separator of lines between two spaces is no token, and neither is a space held behind an ordinal."""
    [claim] = extract(document(f"Endspiel in Mainz 05.{between}Der Chor hat 49 Sänger.", "de"))
    assert claim.exact == "49"
