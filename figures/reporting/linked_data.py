"""Claims for the web of data: W3C Web Annotations, which mark each figure in its text, and schema.org Claims.

Neither says whether a figure is right: schema.org has ratings for that, and a rating is a person's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import figures
from figures.model import Claim
from figures.reporting.belongings import Run
from figures.reporting.exchange import members, nested
from figures.reporting.positions import Positions, uri
from figures.reporting.tables import JOINT
from figures.wording import Wording, wording

#: What schema.org calls a source, by its kind; a source of another kind has a name and no more.
_AGENTS = {
    **dict.fromkeys(("named_person", "official_role", "witness"), "Person"),
    **dict.fromkeys(("named_org", "media", "document"), "Organization"),
}
_WEB = re.compile(r"https?://\S+")


def annotation_collection(run: Run, *, language: str) -> Iterator[str]:
    """The lines of an annotation collection, one annotation a claim, told in a language.

    After the Web Annotation Data Model (https://www.w3.org/TR/annotation-model/): the figure is quoted with 32 characters
    on either side, and placed by the code points of the text as it was read.
    """
    words, positions = wording(language), Positions(run)
    head = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:recoupement:annotations",
        "type": "AnnotationCollection",
        "label": words.text("workbook.title"),
        "total": len(run.result.claims),
    }
    items = (_annotation(claim, words, positions) for claim in run.result.claims)
    page = {"type": "AnnotationPage", "startIndex": 0}
    return nested([*members(head), '"first": {', *members(page), '"items": ['], items, "]}}")


def _annotation(claim: Claim, words: Wording, positions: Positions) -> dict[str, Any]:
    return {
        "id": _urn(claim),
        "type": "Annotation",
        "motivation": "describing",
        "generator": {"type": "Software", "name": f"figures {figures.__version__}"},
        "body": [
            {
                "type": "TextualBody",
                "purpose": "describing",
                "value": told(claim, words),
                "format": "text/plain",
                "language": words.language,
            },
            {"type": "TextualBody", "purpose": "tagging", "value": claim.quantity.kind},
            {"type": "TextualBody", "purpose": "tagging", "value": claim.attribution.state},
        ],
        "target": {
            "source": _source(claim, positions),
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": claim.exact,
                    "prefix": claim.prefix,
                    "suffix": claim.suffix,
                },
                {"type": "TextPositionSelector", "start": claim.figure.start, "end": claim.figure.end},
            ],
        },
    }


def claim_graph(run: Run, *, language: str) -> Iterator[str]:
    """The lines of a graph of schema.org Claims: the sentence, who says it, when, where it appears, and the quantity."""
    words, positions = wording(language), Positions(run)
    items = (_claim(claim, words, positions) for claim in run.result.claims)
    return nested([*members({"@context": "https://schema.org"}), '"@graph": ['], items, "]}")


def _claim(claim: Claim, words: Wording, positions: Positions) -> dict[str, Any]:
    origin, said = claim.origin, claim.attribution
    names = (said.resolved or said.source or "").split(JOINT)
    authors = [{"@type": _AGENTS.get(said.source_kind, "Thing"), "name": name} for name in names if name]
    day = origin.published.isoformat() if origin.published else None
    article = {
        "@type": "Article",
        "@id": _source(claim, positions),
        "headline": origin.title,
        "publisher": {"@type": "Organization", "name": origin.publisher} if origin.publisher else None,
        "datePublished": day,
        "inLanguage": origin.language,
        "url": origin.url,
    }
    period = claim.period
    return _said(
        {
            "@type": "Claim",
            "@id": _urn(claim),
            "name": told(claim, words),
            "text": claim.sentence,
            "inLanguage": origin.language,
            "author": authors,
            "datePublished": day,
            "appearance": _said(article),
            "about": _quantity(claim),
            "spatialCoverage": [{"@type": "Place", "name": place} for place in claim.places],
            "temporalCoverage": f"{period.first.isoformat()}/{period.last.isoformat()}" if period else None,
        }
    )


def _quantity(claim: Claim) -> dict[str, Any]:
    record = claim.record()
    return _said(
        {
            "@type": "QuantitativeValue",
            "name": claim.noun.text or claim.noun.resolved,
            "value": record["value"],
            "minValue": record["interval_low"],
            "maxValue": record["interval_high"],
            "unitText": claim.quantity.unit,
        }
    )


def told(claim: Claim, words: Wording) -> str:
    """A figure in one line: as the language writes it, what is counted, and who says it."""
    counted = " ".join(filter(None, [words.figure(claim), claim.noun.text or claim.noun.resolved]))
    who = claim.attribution.resolved or claim.attribution.source or words.term("attribution", claim.attribution.state)
    return ", ".join(filter(None, [counted, who]))


def _urn(claim: Claim) -> str:
    return f"urn:recoupement:claim:{claim.claim_id}"


def _source(claim: Claim, positions: Positions) -> str:
    """The web address of the document, or its file."""
    url = claim.origin.url or ""
    return url if _WEB.fullmatch(url) else uri(positions.path(claim.origin.document_id))


def _said(entry: dict[str, Any]) -> dict[str, Any]:
    """The entry without what is not known."""
    return {name: value for name, value in entry.items() if value is not None and value != []}
