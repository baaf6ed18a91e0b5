"""How attribution reaches over a text: quotations, lists, pronouns; who a source is known as; what the findings tell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import figures
from figures.model import LINKS, SOURCE_KINDS, STANCES
from figures.pipeline import extract, reconcile
from figures.reading.known_sources import SourcesError, known_sources
from figures.reading.languages import load_pack
from figures.reading.naming import Namer
from figures.reading.quotations import directed, quotations_of
from tests.pack_examples import parsed

CASES = Path(__file__).parent / "attribution"
Record = dict[str, Any]


def records(text: str, language: str = "fr") -> list[Record]:
    return [claim.record() for claim in extract(text, language=language)]


@pytest.mark.parametrize(
    ("written", "pointed"),
    [
        ('"Yes," he said.', "“Yes,” he said."),
        ('He said: "We lost 12."', "He said: “We lost 12.”"),
        ('("Yes")', "(“Yes”)"),
        ("''Yes,'' he said.", " “Yes,”  he said."),
        ('A 12" pipe and a 6" one.', 'A 12" pipe and a 6" one.'),
        ('"Never closed.\n\nNext "one" here.', "“Never closed.\n\nNext “one” here."),
        ('"One.\n\n"Two."', "“One.\n\n“Two.”"),
        ("No marks at all.", "No marks at all."),
    ],
)
def test_straight_marks_point_where_they_stand(written: str, pointed: str) -> None:
    assert directed(written) == pointed


@given(st.text(alphabet="ab \n\"'«»“”.,12", max_size=60))
def test_pointing_marks_keeps_the_length_and_is_done_once(text: str) -> None:
    once = directed(text)
    assert len(once) == len(text)
    assert directed(once).replace("'", "").count("“") >= once.count("“")


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("« Nous avons perdu tout cela hier », dit-il.", ["Nous", "hier"]),
        ("“We have lost all of it here,” he said.", ["We", "here"]),
        ("„Wir haben hier alles verloren heute“, sagte er.", ["Wir", "heute"]),
        ("»Wir haben hier alles verloren heute«, sagte er.", ["Wir", "heute"]),
        ("« Un bilan très lourd pour nous tous.\n\n« Il y a des morts », dit-il.", ["Un", "tous", "morts"]),
        ("« Jamais fermé, hélas, par celui qui parle.\n\nLe maire est venu.", ["Jamais", "parle"]),
        ("Le film « Un gang de huit » est sorti.", []),
    ],
)
def test_where_a_quotation_holds(text: str, inside: list[str]) -> None:
    found = quotations_of(text)
    for word in inside:
        assert found.opening(text.index(word)) is not None, word
    for outside in ("dit-il", "said", "sagte", "maire", "sorti"):
        if outside in text:
            assert found.opening(text.rindex(outside)) is None


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("fr", "Selon la police :\n- 12 morts\n- 3 blessés", [("carried", "la police"), ("carried", "la police")]),
        ("fr", "Bilan :\n- 12 morts\n- 3 blessés", [("none", None), ("none", None)]),
        ("fr", "Selon la police, tout est calme.\n\nAu nord, 40 tentes restent.", [("none", None)]),
        ("fr", "Selon la police, tout est calme. Au nord, 40 tentes restent.", [("carried", "la police")]),
        ("fr", "Selon la police, 3 ponts. Il pleut. Au nord, 40 tentes restent.", [("named", "la police"), ("none", None)]),
        ("en", "According to police, all is calm. Up north, 40 tents remain.", [("carried", "police")]),
        ("en", "According to police, all is calm.\n\nUp north, 40 tents remain.", [("none", None)]),
    ],
)
def test_how_far_a_source_carries(language: str, text: str, told: list[tuple[str, str | None]]) -> None:
    assert [(record["attribution"], record["source"]) for record in records(text, language)] == told


def test_whoever_passes_it_on_is_the_relay() -> None:
    [record] = records("Le Courrier, citant un officier, parle de 70 drones.")
    assert (record["source"], record["relay"]) == ("un officier", "Le Courrier")


def texts_of_cases() -> list[tuple[str, str]]:
    return [(path.stem, case["text"]) for path in sorted(CASES.glob("*.toml")) for case in parsed(path)["case"]]


def test_what_is_told_of_a_source_stands_in_the_text() -> None:
    for language, text in texts_of_cases():
        for record in records(text, language):
            if record["source"] is not None:
                first = record["source"].partition("; ")[0]
                assert text[record["source_start"] : record["source_end"]] == first
            if record["cue"] is not None:
                assert text[record["cue_start"] : record["cue_end"]] == record["cue"]
            assert record["source_kind"] in SOURCE_KINDS
            assert record["link"] is None or record["link"] in LINKS
            assert record["stance"] is None or record["stance"] in STANCES
            assert (record["attribution"] == "none") == (record["link"] is None)
            assert (record["reliability"], record["credibility"]) == ("F", 6)


@given(st.sampled_from(texts_of_cases()[::7]), st.sampled_from(["Il pleut.", "The sky is grey.", "Nichts geschah."]))
def test_a_paragraph_without_sources_changes_no_attribution(case: tuple[str, str], paragraph: str) -> None:
    language, text = case
    kept = ("exact", "attribution", "source", "cue", "source_resolved")
    alone = [[record[key] for key in kept] for record in records(text, language)]
    before = [[record[key] for key in kept] for record in records(f"{paragraph}\n\n{text}", language)]
    assert before == alone


@pytest.mark.parametrize(
    ("phrase", "language", "identity", "country"),
    [
        ("le ministère de l'Intérieur", "fr", "interior-ministry", None),
        ("l'Intérieur", "fr", "interior-ministry", None),
        ("l’Intérieur", "fr", "interior-ministry", None),
        ("Beauvau", "fr", "interior-ministry", "FR"),
        ("le porte-parole du ministère de l'Intérieur", "fr", "interior-ministry", None),
        ("le ministère ukrainien de l'Intérieur", "fr", "interior-ministry", "UA"),
        ("the Interior Ministry", "en", "interior-ministry", None),
        ("l'intérieur", "fr", None, None),
        ("un syndicat du ministère de l'Intérieur", "fr", None, None),
        ("la boulangerie", "fr", None, None),
    ],
)
def test_who_a_source_is_known_as(phrase: str, language: str, identity: str | None, country: str | None) -> None:
    namer = Namer(known_sources, load_pack(language).country)
    found = namer.named(figures.Attribution("named", phrase))
    assert (found.identity, found.country) == (identity, country)


@pytest.mark.parametrize(
    ("text", "resolved"),
    [
        (
            "Le maire Jean Roe a déclaré que 45 arbres ont brûlé. Le maire a ajouté que 3 ponts ont cédé.",
            "Le maire Jean Roe",
        ),
        ("Selon Jean Dupont, 45 arbres ont brûlé.\n\nSelon Dupont, 12 ponts ont cédé.", "Jean Dupont"),
        ("Selon Jean Dupont, 45 arbres ont brûlé. Selon Anne Dupont, 3 toits.\n\nSelon Dupont, 12 ponts ont cédé.", None),
        ("Selon la mairie, 45 arbres ont brûlé.\n\nSelon le port, 12 ponts ont cédé.", None),
    ],
)
def test_a_role_or_surname_stands_for_the_one_fuller_name(text: str, resolved: str | None) -> None:
    assert records(text)[-1]["source_resolved"] == resolved


def test_names_of_a_user_stand_over_the_shipped_ones(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text('[body.harbour-union]\nnames = "SDP, Beauvau"\ninterest = "organiser"\n', encoding="utf-8")
    [claim] = extract("Selon le SDP, 12 grues ont été arrêtées.", language="fr", aliases=[mine])
    assert (claim.attribution.identity, claim.attribution.interest) == ("harbour-union", "organiser")
    [other] = extract("Selon Beauvau, 12 grues ont été arrêtées.", language="fr", aliases=[mine])
    assert other.attribution.identity == "harbour-union"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[body", "mine.toml"),
        ('[bodies.x]\nnames = "X"', "unknown table 'bodies'"),
        ('[body.x]\nname = "X"', "unknown key 'name'"),
        ('[body.x]\nkind = "gang"\nnames = "X"', "unknown kind 'gang'"),
        ('[body.x]\ninterest = "love"\nnames = "X"', "unknown interest 'love'"),
        ('[body.x]\nnames = "le, la"', "has no word of its own"),
        ('[body.x]\nnames = "X"\n[body.y]\nnames = "le X"', "'le X' is a name of body.x too"),
    ],
)
def test_a_list_of_sources_that_is_none_is_refused_by_name(tmp_path: Path, written: str, said: str) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(written, encoding="utf-8")
    with pytest.raises(SourcesError, match=said):
        known_sources(mine)


def findings(*texts: str, language: str = "fr") -> dict[str, list[figures.Finding]]:
    documents = [
        figures.Document(text, id=f"d{i}", language=language, published="2025-06-03") for i, text in enumerate(texts)
    ]
    found: dict[str, list[figures.Finding]] = {}
    for finding in reconcile(documents, language=language).findings:
        found.setdefault(finding.kind, []).append(finding)
    return found


def test_a_finding_tells_what_was_read_and_what_was_looked_for() -> None:
    [unsourced] = findings("La ville a perdu 300 emplois.")["unsourced"]
    assert "selon" in unsourced.workings
    assert "La ville a perdu 300 emplois." in unsourced.workings
    [vague] = findings("On parle de 300 emplois perdus.")["vague-source"]
    assert "«\u00a0On parle de\u00a0»" in vague.workings


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("conditional", "Une trentaine de camions auraient franchi la frontière."),
        ("denied", "La société dément avoir licencié 120 personnes."),
    ],
)
def test_how_firmly_a_figure_is_put_is_a_finding(kind: str, text: str) -> None:
    assert [finding.level for finding in findings(text)[kind]] == ["note"]
    assert kind not in findings("Selon la mairie, 45 arbres ont été abattus.")


def test_several_texts_that_rest_on_one_source_are_told_so() -> None:
    one = "Selon le ministère de l'Intérieur, 45 400 personnes ont été évacuées de Rivebourg."
    other = "D'après Beauvau, 45 400 personnes ont été évacuées de Rivebourg."
    [single] = findings(one, other)["single-source"]
    assert len(single.claim_ids) == 2
    assert "single-source" not in findings(one, "D'après la Croix-Rouge, 45 400 personnes ont été évacuées de Rivebourg.")
