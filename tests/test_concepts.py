"""Concepts: what is counted, across languages, and the words a user's file gives them."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

import figures
from figures.cli import main
from figures.concepts import COURSES, Concepts, ConceptsError, concepts_of, shipped
from figures.datafolders import data_folder
from figures.reading.languages import load_pack, pack_codes
from figures.reconciling import traits

LORRIES = """
[concept.lorry]
course = "cumulative"
status = "delivered"

[concept.lorry.words]
fr = "camions, poids lourd"
en = "lorry, truck"
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.toml"
    path.write_text(LORRIES, encoding="utf-8")
    return path


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


# --- the shipped file -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", sorted(pack_codes()))
def test_the_file_says_what_follows_from_every_concept_of_a_pack(code: str) -> None:
    assert set(load_pack(code).concepts.values()) - shipped().known.keys() == set()


def test_courses_are_those_comparisons_know() -> None:
    assert set(COURSES) < set(traits.COURSES)


def test_the_shipped_file_holds_no_word_of_a_language() -> None:
    tables = tomllib.loads((data_folder("parsers") / "concepts.toml").read_text(encoding="utf-8"))
    assert tables.keys() == {"concept"}
    assert all("words" not in table for table in tables["concept"].values())


#: Texts with their language on one count of people of one concept.
SOLDIERS = [
    ("fr", "Séoul affirme que 12 000 hommes nord-coréens ont été déployés en Russie."),
    ("fr", "Séoul affirme que 12 000 soldats nord-coréens ont été déployés en Russie."),
    ("fr", "Séoul affirme que 12 000 militaires nord-coréens ont été déployés en Russie."),
    ("en", "Seoul says 12,000 North Korean troops were deployed to Russia."),
    ("en", "Seoul says 12,000 North Korean soldiers were deployed to Russia."),
]


def test_words_of_one_concept_meet_in_one_group_across_languages() -> None:
    documents = [
        figures.Document(text, id=f"d{i}", language=code, published="2025-03-01") for i, (code, text) in enumerate(SOLDIERS)
    ]
    [group] = figures.reconcile(documents).groups
    assert (group.n_documents, group.concept, group.state) == (5, "soldier", "agree")


# --- a file of a user's ---------------------------------------------------------------------------------------------


def aid(*, concepts: list[Path]) -> tuple[figures.Group, ...]:
    french = figures.Document(
        "Selon l'ONU, 340 camions sont arrivés à Gaza en mars.", id="a", language="fr", published="2025-04-01"
    )
    english = figures.Document(
        "The UN says 340 trucks have reached Gaza in March.", id="b", language="en", published="2025-04-01"
    )
    return figures.reconcile([french, english], concepts=concepts).groups


def test_two_words_become_one_concept(mine: Path) -> None:
    assert len(aid(concepts=[])) == 2
    [group] = aid(concepts=[mine])
    assert (group.concept, group.n_documents) == ("lorry", 2)


def test_any_form_of_a_word_will_do(mine: Path) -> None:
    [claim] = figures.extract("Un camion brûle, 12 camions attendent.", language="fr", concepts=[mine])
    assert claim.noun.concept == "lorry"
    assert claim.record()["concept"] == "lorry"


def test_claims_extracted_before_are_told_anew(mine: Path) -> None:
    [claim] = figures.extract("12 camions attendent.", language="fr")
    assert claim.noun.concept is None
    result = figures.reconcile([claim], concepts=[mine])
    assert [each.noun.concept for each in result.claims] == ["lorry"]
    assert [each.claim_id for each in result.claims] == [claim.claim_id]


def test_two_words_of_one_concept_are_set_apart(tmp_path: Path) -> None:
    apart = written(tmp_path, '[none]\nfr = "hommes"\n')
    [men] = figures.extract("12 000 hommes ont été déployés.", language="fr", concepts=[apart])
    [soldiers] = figures.extract("12 000 soldats ont été déployés.", language="fr", concepts=[apart])
    assert (men.noun.concept, soldiers.noun.concept) == (None, "soldier")


def test_a_concept_gets_other_words_and_keeps_what_follows_from_it(tmp_path: Path) -> None:
    concepts = concepts_of(written(tmp_path, '[concept.soldier.words]\nfr = "légionnaire"\n'))
    assert concepts.of("soldier") == shipped().of("soldier")
    assert concepts.words["fr"]["légionnaire"] == "soldier"


def test_the_last_file_holds(tmp_path: Path, mine: Path) -> None:
    last = tmp_path / "last.toml"
    last.write_text('[concept.vehicle.words]\nfr = "camion"\n', encoding="utf-8")
    [claim] = figures.extract("12 camion attend.", language="fr", concepts=[mine, last])
    assert claim.noun.concept == "vehicle"


def test_a_concept_of_a_concept_of_people_counts_people(tmp_path: Path) -> None:
    concepts = concepts_of(written(tmp_path, '[concept.paratrooper]\nwider = "soldier"\n'))
    assert concepts.of("paratrooper").wider == ("soldier", "person")
    assert concepts.family("paratrooper") == "person"
    assert concepts.is_people("paratrooper")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[concept", "mine.toml: "),
        ("[concepts.x]", "unknown table 'concepts'"),
        ("concept = 1", "concept is no table"),
        ("[concept]\nx = 1", "concept.x is no table"),
        ("[concept.X]", "a name is small letters"),
        ('[concept.x]\nword = "y"', "unknown key 'word'"),
        ("[concept.x]\ncourse = 1", "course is 1 and no text"),
        ('[concept.x]\ncourse = "toll"', "unknown course 'toll'"),
        ('[concept.x]\nwider = "y"', "there is no concept 'y'"),
        ('[concept.x]\nwider = "x"', "round in a circle"),
        ('[concept.x]\nwider = "y"\n[concept.y]\nwider = "x"', "round in a circle"),
        ('[concept.x]\nstands-for = "people"', "there is no concept 'people'"),
        ('[concept.x]\nwords = "y"', "no table of languages"),
        ('[concept.x.words]\nfrench = "y"', "'french' is no code"),
        ('[concept.x.words]\nfr = "y"\n[concept.z.words]\nfr = "Y"', "'y' is a word of x too"),
        ('[concept.x.words]\nfr = "y"\n[none]\nfr = "y"', "'y' is a word of none too"),
    ],
)
def test_a_file_that_is_none_is_refused_by_name(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConceptsError, match=said):
        concepts_of(written(tmp_path, text))


def test_what_no_file_holds_follows_from_nothing() -> None:
    nothing = Concepts({}, {})
    assert (nothing.counted("x"), nothing.family("x"), nothing.of(None).course) == ("x", "x", None)


# --- the command line -----------------------------------------------------------------------------------------------


def test_the_command_line_takes_files_of_concepts(tmp_path: Path, mine: Path) -> None:
    text = tmp_path / "depeche.txt"
    text.write_text("12 camions attendent.", encoding="utf-8")
    line = ["extract", str(text), "--language", "fr", "--format", "jsonl"]
    told = [CliRunner().invoke(main, [*line, *more]) for more in ([], ["--concepts", str(mine)])]
    assert [json.loads(result.stdout)["concept"] for result in told] == [None, "lorry"]


def test_a_report_tells_which_concepts_it_was_made_with(tmp_path: Path, mine: Path) -> None:
    text = tmp_path / "depeche.txt"
    text.write_text("Selon la mairie, 12 camions attendent à Brest.", encoding="utf-8")
    folder = tmp_path / "report"
    made = CliRunner().invoke(main, ["report", str(text), "-o", str(folder), "--lang", "fr", "--concepts", str(mine)])
    assert made.exit_code == 0
    [group] = [json.loads(line) for line in (folder / "groups.jsonl").read_text(encoding="utf-8").splitlines()]
    assert group["concept"] == "lorry"
    assert "--concepts" in (folder / "report.md").read_text(encoding="utf-8")


def test_the_command_line_refuses_a_file_that_is_none(tmp_path: Path) -> None:
    refused = CliRunner().invoke(main, ["check", "-", "--concepts", str(written(tmp_path, "[concepts.x]"))], input="3 men.")
    assert refused.exit_code == 2
    assert "unknown table 'concepts'" in refused.stderr


# --- Everyday words across languages ---------------------------------------------------------------------------------

MEET = [
    ("house", "12 logements", "12 homes"),
    ("household", "45 foyers", "45 households"),
    ("striker", "45 grévistes", "45 strikers"),
    ("howitzer", "30 canons", "30 howitzers"),
    ("building", "45 bâtiments", "45 buildings"),
    ("pupil", "45 élèves", "45 pupils"),
    ("doctor", "45 médecins", "45 doctors"),
    ("rescuer", "45 sauveteurs", "45 rescuers"),
    ("firefighter", "45 pompiers", "45 firefighters"),
    ("police_officer", "45 policiers", "45 police officers"),
    ("village", "45 villages", "45 villages"),
    ("town", "45 communes", "45 towns"),
    ("school", "45 écoles", "45 schools"),
    ("hospital", "45 hôpitaux", "45 hospitals"),
    ("vehicle", "45 véhicules", "45 vehicles"),
    ("helicopter", "45 hélicoptères", "45 helicopters"),
    ("aircraft", "45 avions", "45 aircraft"),
    ("ship", "45 navires", "45 ships"),
    ("shell", "45 obus", "45 shells"),
    ("prisoner", "45 prisonniers", "45 prisoners"),
    ("hostage", "45 otages", "45 hostages"),
    ("migrant", "45 migrants", "45 migrants"),
    ("child", "45 enfants", "45 children"),
]


@pytest.mark.parametrize(("concept", "fr", "en"), MEET, ids=[concept for concept, _, _ in MEET])
def test_everyday_words_are_one_concept_in_french_and_english(concept: str, fr: str, en: str) -> None:
    for words, language in ((fr, "fr"), (en, "en")):
        [claim] = figures.extract(f"{words}.", language=language)
        assert claim.noun.concept == concept


def test_claims_of_two_languages_on_an_everyday_thing_meet() -> None:
    french = "La crue a détruit 1 200 logements à Arles, selon la mairie."
    english = "The flood destroyed 1,200 homes in Arles, the town hall said."
    texts = [
        figures.Document(french, id="a", language="fr", published="2026-03-15"),
        figures.Document(english, id="b", language="en", published="2026-03-15"),
    ]
    [group] = figures.reconcile(texts).groups
    assert (group.state, len(group.claim_ids)) == ("agree", 2)
