"""Web Annotations and schema.org Claims: one for each claim, in the form their standards give, and never a rating."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from figures.corpus import Corpus, load
from figures.pipeline import reconcile
from figures.reporting.belongings import Run, run
from figures.reporting.linked_data import annotation_collection, claim_graph
from figures.wording import languages
from tests.claim_builder import about, claim, origin, reconciliation, said_by
from tests.conftest import ROOT

#: What the Web Annotation Data Model asks of an annotation with these selectors (section 3 and 4.2).
ANNOTATION = {
    "type": "object",
    "required": ["id", "type", "motivation", "body", "target"],
    "properties": {
        "id": {"type": "string", "pattern": "^urn:"},
        "type": {"const": "Annotation"},
        "motivation": {"enum": ["describing", "tagging", "identifying", "classifying"]},
        "body": {
            "type": "array",
            "items": {
                "required": ["type", "value", "purpose"],
                "properties": {"type": {"const": "TextualBody"}, "value": {"type": "string", "minLength": 1}},
            },
        },
        "target": {
            "type": "object",
            "required": ["source", "selector"],
            "properties": {
                "source": {"type": "string", "minLength": 1},
                "selector": {
                    "prefixItems": [
                        {"properties": {"type": {"const": "TextQuoteSelector"}}, "required": ["exact", "prefix", "suffix"]},
                        {"properties": {"type": {"const": "TextPositionSelector"}}, "required": ["start", "end"]},
                    ],
                    "items": False,
                    "minItems": 2,
                },
            },
        },
    },
}


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load([ROOT / "seeds" / name for name in ("koursk", "livraisons", "foule")])


@pytest.fixture(scope="module")
def seeds(corpus: Corpus) -> Run:
    return run(reconcile(corpus.documents), sources=corpus.sources, texts=corpus.documents)


def read(lines: Iterator[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads("".join(lines))
    return found


@pytest.mark.parametrize("language", languages())
def test_there_is_an_annotation_for_each_claim(seeds: Run, language: str) -> None:
    collection = read(annotation_collection(seeds, language=language))
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert (collection["type"], collection["first"]["type"]) == ("AnnotationCollection", "AnnotationPage")
    items = collection["first"]["items"]
    assert collection["total"] == len(items) == len(seeds.result.claims)
    check = Draft202012Validator(ANNOTATION)
    assert [error.message for item in items for error in check.iter_errors(item)] == []
    assert [item["id"].rpartition(":")[2] for item in items] == [one.claim_id for one in seeds.result.claims]


def test_both_selectors_find_the_figure_in_the_text(seeds: Run, corpus: Corpus) -> None:
    texts = {document.id: document.text for document in corpus.documents}
    items = read(annotation_collection(seeds, language="en"))["first"]["items"]
    for item, one in zip(items, seeds.result.claims, strict=True):
        text, (quote, position) = texts[one.origin.document_id], item["target"]["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"]
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert text.find(around) == position["start"] - len(quote["prefix"])


@pytest.mark.parametrize("language", languages())
def test_there_is_a_claim_for_each_claim_and_no_rating(seeds: Run, language: str) -> None:
    graph = read(claim_graph(seeds, language=language))
    assert graph["@context"] == "https://schema.org"
    entries = graph["@graph"]
    assert [entry["@id"].rpartition(":")[2] for entry in entries] == [one.claim_id for one in seeds.result.claims]
    assert {entry["@type"] for entry in entries} == {"Claim"}
    assert all(entry["appearance"]["@type"] == "Article" and entry["appearance"]["@id"] for entry in entries)
    assert not re.search("rating|ClaimReview|verdict", json.dumps(graph), re.IGNORECASE)


def test_a_claim_tells_author_day_appearance_and_quantity() -> None:
    at = origin("a", "en", title="Silos", publisher="Coast Wire", published="2024-02-26", url="https://example.org/a")
    by = said_by("he; she", resolved="Jan Kos; Eva Marek")
    one = claim("They counted about 6,700 silos.", "6,700", about(6700), noun="silos", by=by, at=at)
    [entry] = read(claim_graph(run(reconciliation([one])), language="en"))["@graph"]
    assert [author["name"] for author in entry["author"]] == ["Jan Kos", "Eva Marek"]
    assert (entry["text"], entry["datePublished"]) == (one.sentence, "2024-02-26")
    assert entry["appearance"]["@id"] == entry["appearance"]["url"] == "https://example.org/a"
    assert (entry["about"]["name"], entry["about"]["value"], entry["about"]["minValue"]) == ("silos", 6700, 6030)


def test_a_claim_nobody_makes_has_no_author() -> None:
    one = claim("There are 45 silos.", "45", about(45), noun="silos")
    [entry] = read(claim_graph(run(reconciliation([one])), language="en"))["@graph"]
    assert not entry.keys() & {"author", "datePublished"}


def test_a_run_without_claims_has_empty_lists() -> None:
    nothing = run(reconciliation([]))
    assert read(annotation_collection(nothing, language="en"))["first"]["items"] == []
    assert read(claim_graph(nothing, language="en"))["@graph"] == []
