"""Places and nationalities: the same keys in every language, no name in doubt, no place widened."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator

import pytest

import figures
from figures.datafiles import entries
from figures.datafolders import data_folder
from figures.reading.languages import load_pack
from figures.wording import wording

LANGUAGES = ("en", "fr")
TABLES: dict[str, dict[str, dict[str, str]]] = {
    language: tomllib.loads((data_folder("parsers") / language / "places.toml").read_text(encoding="utf-8"))
    for language in LANGUAGES
}
PARTITIVE = {"en": "of", "fr": "de"}

#: ISO 3166-1 alpha-2, the codes assigned in 2024.
_ASSIGNED = """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO
    FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE
    JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO
    MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW
    PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM
    TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
"""
ISO_3166 = frozenset(_ASSIGNED.split())
BESIDE_ISO = frozenset({"XK", "EU", "CS", "DD", "SU", "YU"})


def surfaces(language: str, table: str) -> Iterator[tuple[str, str]]:
    """Every name of a table with its key."""
    for key, written in TABLES[language][table].items():
        for surface in entries(written):
            yield surface, key


def test_the_codes_are_all_of_iso_3166() -> None:
    assert len(ISO_3166) == 249


@pytest.mark.parametrize("table", ["places", "demonyms"])
def test_both_languages_have_the_same_keys_in_the_same_order(table: str) -> None:
    assert list(TABLES["fr"][table]) == list(TABLES["en"][table])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_country_and_territory_has_a_name(language: str) -> None:
    assert sorted((ISO_3166 | BESIDE_ISO) - TABLES[language]["places"].keys()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_nationality_has_a_place(language: str) -> None:
    assert sorted(TABLES[language]["demonyms"].keys() - TABLES[language]["places"].keys()) == []


def test_only_codes_of_countries_look_like_one() -> None:
    coded = {key for key in TABLES["en"]["places"] if len(key) == 2}
    assert coded == ISO_3166 | BESIDE_ISO


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_belongs_to_two_keys(language: str) -> None:
    """Nor does a nationality share its word with the name of another place, since the case of nationalities is free."""
    keys = defaultdict(set)
    for surface, key in surfaces(language, "places"):
        keys[surface].add(key)
    for surface, key in surfaces(language, "demonyms"):
        keys[surface.casefold()].add(key)
        keys[surface].add(key)
    folded = {surface.casefold() for surface, _ in surfaces(language, "demonyms")}
    for surface, key in surfaces(language, "places"):
        if surface.casefold() in folded:
            keys[surface.casefold()].add(key)
    assert {surface: sorted(found) for surface, found in keys.items() if len(found) > 1} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_is_the_key_of_another_place(language: str) -> None:
    """Unlisted places stay as written, so what is written must not read as another's key."""
    keys = TABLES[language]["places"].keys()
    assert {surface: key for surface, key in surfaces(language, "places") if surface in keys and surface != key} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_loaded_pack_knows_every_name(language: str) -> None:
    pack = load_pack(language)
    assert {s: k for s, k in surfaces(language, "places") if pack.places.get(s) != k} == {}
    assert {s: k for s, k in surfaces(language, "demonyms") if pack.qualifiers.get(s.casefold()) != k} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reader_sees_every_name_as_one(language: str) -> None:
    """Behind the partitive, as in *soldats de Corée du Nord*; an article of the name may stand before it."""
    pack = load_pack(language)
    pattern, lexicon = pack.patterns["qualified_by_place"], pack.lexicon
    unseen = [
        surface
        for surface, _ in surfaces(language, "places")
        if not pattern.fullmatch(lexicon.letters(lexicon.split(f"{PARTITIVE[language]} {surface}")))
    ]
    assert unseen == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_nationality_is_one_word_or_two(language: str) -> None:
    split = load_pack(language).lexicon.split
    assert [surface for surface, _ in surfaces(language, "demonyms") if len(split(surface)) > 2] == []


def test_french_nationalities_are_written_small() -> None:
    assert [surface for surface, _ in surfaces("fr", "demonyms") if surface != surface.lower()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_names_a_place_by_one_of_its_names(language: str) -> None:
    words = wording(language)
    shown = {key: words.text(f"place.{key}") for key in TABLES[language]["places"]}
    assert {k: name for k, name in shown.items() if name not in {k, *entries(TABLES[language]["places"][k])}} == {}
    assert len(set(shown.values())) == len(shown), "two places under one name"


#: The same place in both languages: French, English, key. A capital is never its country, a palace always.
SAME: list[tuple[str, str, str]] = [
    ("Moscou", "Moscow", "Moscow"),
    ("Kiev", "Kiev", "Kyiv"),
    ("Kyïv", "Kyiv", "Kyiv"),
    ("Pékin", "Beijing", "Beijing"),
    ("Londres", "London", "London"),
    ("Bruxelles", "Brussels", "Brussels"),
    ("Washington", "Washington", "Washington"),
    ("Pyongyang", "Pyongyang", "Pyongyang"),
    ("Vienne", "Vienna", "Vienna"),
    ("Caire", "Cairo", "Cairo"),
    ("Le Caire", "Cairo", "Cairo"),
    ("Mexico", "Mexico City", "Mexico City"),
    ("Mexique", "Mexico", "MX"),
    ("Kremlin", "Kremlin", "RU"),
    ("Maison Blanche", "White House", "US"),
    ("Élysée", "Élysée", "FR"),
    ("Corée du Nord", "North Korea", "KP"),
    ("RDC", "DRC", "CD"),
    ("Birmanie", "Burma", "MM"),
    ("Myanmar", "Myanmar", "MM"),
    ("Biélorussie", "Belarus", "BY"),
    ("Pays-Bas", "Netherlands", "NL"),
    ("Géorgie", "Georgia", "GE"),
    ("État de Géorgie", "State of Georgia", "Georgia State"),
    ("Alep", "Aleppo", "Aleppo"),
    ("Koursk", "Kursk", "Kursk"),
    ("Zaporijjia", "Zaporizhzhia", "Zaporizhzhia"),
    ("Zaporijia", "Zaporizhia", "Zaporizhzhia"),
    ("Marioupol", "Mariupol", "Mariupol"),
    ("bande de Gaza", "Gaza Strip", "Gaza"),
    ("ville de Gaza", "Gaza City", "Gaza City"),
    ("Marseille", "Marseilles", "Marseille"),
    ("Bretagne", "Brittany", "Brittany"),
    ("Grande-Bretagne", "Great Britain", "GB"),
    ("Seine-Saint-Denis", "Seine-Saint-Denis", "Seine-Saint-Denis"),
    ("Nouvelle-Calédonie", "New Caledonia", "NC"),
    ("Californie", "California", "California"),
]


@pytest.mark.parametrize(("fr", "en", "key"), SAME)
def test_one_place_has_one_key(fr: str, en: str, key: str) -> None:
    assert (load_pack("fr").places[fr], load_pack("en").places[en]) == (key, key)


#: Words that are no place for certain: common words, first names, names two places share.
DOUBTFUL = [
    *(("en", word) for word in ("Reading", "Nice", "Mobile", "Tours", "Split", "Male", "Buffalo", "Victoria", "Lot")),
    *(("en", word) for word in ("Congo", "Korea", "Nancy", "Florence", "Phoenix", "Charlotte", "Darwin", "CAR")),
    *(("fr", word) for word in ("Grenade", "Maurice", "Dominique", "Valence", "Orange", "Sens", "Canton", "Nord")),
    *(("fr", word) for word in ("Congo", "Corée", "Hollande", "Saint-Martin", "Saint-Denis", "EAU", "Laval", "Gap")),
]


@pytest.mark.parametrize(("language", "word"), DOUBTFUL)
def test_what_is_doubtful_stays_as_written(language: str, word: str) -> None:
    assert word not in load_pack(language).places


@pytest.mark.parametrize(
    ("language", "word"),
    [("fr", "coréens"), ("fr", "européens"), ("fr", "parisien"), ("fr", "malouin"), ("en", "Korean"), ("en", "Pole")],
)
def test_a_word_of_no_one_country_is_no_nationality(language: str, word: str) -> None:
    assert word.casefold() not in load_pack(language).qualifiers


#: Sentence, what its one figure counts, whose it is, where the sentence puts it.
READ: list[tuple[str, str, str, str | None, str | None]] = [
    ("fr", "Au moins 42 000 personnes ont défilé à Paris.", "personnes", None, "Paris"),
    ("en", "At least 42,000 people marched in Paris.", "people", None, "Paris"),
    ("fr", "La crue a noyé 17 vaches en France.", "vaches", None, "FR"),
    ("fr", "La crue a noyé 17 vaches à Londres.", "vaches", None, "London"),
    ("en", "The flood drowned 17 cows in London.", "cows", None, "London"),
    ("en", "The flood drowned 17 cows in the United Kingdom.", "cows", None, "GB"),
    ("fr", "Les gardes ont arrêté 31 pêcheurs sri-lankais au Caire.", "pêcheurs", "LK", "Cairo"),
    ("en", "The guards arrested 31 Sri Lankan fishermen in Cairo.", "fishermen", "LK", "Cairo"),
    ("fr", "Un incendie a détruit 23 hangars à Zaporijjia.", "hangars", None, "Zaporizhzhia"),
    ("en", "A fire destroyed 23 hangars near Zaporizhzhia.", "hangars", None, "Zaporizhzhia"),
    ("fr", "L'escadre compte 14 marins néo-zélandais.", "marins", "NZ", None),
    ("fr", "L'escadre compte 14 marins d'Afrique du Sud.", "marins", "ZA", None),
    ("en", "The squadron has 14 sailors of New Zealand.", "sailors", "NZ", None),
    ("fr", "Le train a écrasé 19 moutons à Reading.", "moutons", None, "Reading"),
]


@pytest.mark.parametrize(("language", "sentence", "noun", "side", "place"), READ)
def test_a_figure_keeps_the_place_its_sentence_gives(
    language: str, sentence: str, noun: str, side: str | None, place: str | None
) -> None:
    [claim] = figures.extract(sentence, language=language)
    record = claim.record()
    assert (record["noun"], record["qualifiers"], record["places"]) == (noun, side, place)
