"""From documents to claims, and from claims to what is to be said of them: the only place where the stages meet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from os import PathLike
from pathlib import Path
from typing import NamedTuple

from figures.concepts import concepts_of
from figures.model import Answer, Claim, Decision, Document, Origin, Reconciliation, Refusal, Span
from figures.reading.known_sources import known_sources
from figures.reading.languages import detect, load_pack
from figures.reading.policies import check_policy
from figures.reading.reader import Reading, read
from figures.reading.renaming import renamed
from figures.reading.spotting import spot
from figures.reading.told import Told
from figures.reconciling import reconcile_claims
from figures.reconciling.against import held_against
from figures.reconciling.amending import ON_CLAIMS, amend

#: Files with names of sources, or with concepts, beside the shipped ones.
Files = Sequence[str | PathLike[str]]


def extract(
    document: Document | str,
    *,
    language: str | None = None,
    vague_policy: str = "ccc",
    aliases: Files = (),
    concepts: Files = (),
) -> list[Claim]:
    """The numeric claims of a text, in its order.

    `language` is the code of a pack and wins over the document's own; with neither, it is detected. Raises
    `figures.reading.pack.LanguageUnknown`, a `ValueError` that lists the packs there are, and `ValueError` for a policy
    that is none (`ccc`, `acled`, `interval`). `aliases` are files with further names of sources, in the form of
    `parsers/sources.toml`; `figures.reading.known_sources.SourcesError`, a `ValueError` too, tells what is wrong with one.
    `concepts` are files that say what words count, in the form of `parsers/concepts.toml`, with
    `figures.concepts.ConceptsError`.

    >>> [(c.exact, c.noun.text) for c in extract("64 livraisons ont représenté 16 000 conteneurs.", language="fr")]
    [('64', 'livraisons'), ('16 000', 'conteneurs')]
    """
    return list(
        reading_of(document, language=language, vague_policy=vague_policy, aliases=aliases, concepts=concepts).claims
    )


def spans(text: str, *, language: str | None = None) -> list[Span]:
    """Where the numerals of a text stand, in its order, without reading what they count or who says them.

    Unlike `extract` it leaves out nothing: dates, codes and numbers of articles are numerals too.

    >>> [tuple(span) for span in spans("64 livraisons, 16 000 conteneurs", language="fr")]
    [(0, 2), (15, 21)]
    """
    if not isinstance(text, str):
        raise TypeError(f"text must be a string, not {type(text).__name__}")
    return spot(text, load_pack(language or detect(text)))


def reading_of(
    document: Document | str,
    *,
    language: str | None = None,
    vague_policy: str = "ccc",
    aliases: Files = (),
    concepts: Files = (),
) -> Reading:
    """The claims of a text and, beside them, the numbers that are no figures with the reason for each."""
    if isinstance(document, str):
        document = Document(document)
    elif not isinstance(document, Document):
        raise TypeError(f"document must be a figures.Document or a string, not {type(document).__name__}")
    code = language or document.language or detect(document.text)
    known = partial(known_sources, *map(Path, aliases))
    reading = read(document, load_pack(code), language=code, policy=vague_policy, known=known)
    return replace(reading, claims=tuple(renamed(reading.claims, *map(Path, concepts)))) if concepts else reading


def reconcile(
    items: Iterable[Document | Claim | Reading | str],
    *,
    language: str = "en",
    vague_policy: str = "ccc",
    aliases: Files = (),
    concepts: Files = (),
    select: Iterable[str] | None = None,
    ignore: Iterable[str] | None = None,
    tolerance: Decimal | float = 0,
    levels: Mapping[str, str] | None = None,
    thresholds: Iterable[Decimal | float | str] = (),
    decisions: Iterable[Decision] = (),
) -> Reconciliation:
    """Put side by side the claims that answer one question, and say which cannot both stand and which nobody vouches for.

    `items` are documents, claims already extracted, or readings, in any mixture; anything else raises `TypeError`.
    `language` is that of the messages, English without it, and `aliases` and `concepts` are as for `extract`; of claims
    already extracted the words are looked up anew. `select` and `ignore` name
    the kinds of findings, or their rules, that are wanted and not wanted, and `levels` maps some to `error`, `warning` or
    `note`; `ValueError` names one that is none. With a `tolerance` (0.05: five per cent) every figure is taken as that much
    wider at both ends when two are compared. A conflict across one of the `thresholds`, numbers or `magnitude` for every
    power of ten, is told as `decision-conflict` too. `decisions` of people are applied where they still fit, and
    `Reconciliation.decisions` tells of each what became of it; figures they say were missed are looked for in the documents
    among the items. The result does not depend on the order of the items. Two different documents with one id raise
    `ValueError`; the same one twice counts once.

    >>> result = reconcile([Document("Il y a 12 morts.", language="fr"), Document("On compte 15 morts.", language="fr")])
    >>> len(result.claims), len(result.documents)
    (2, 2)
    """
    check_policy(vague_policy)
    found = _gathered(items, partial(reading_of, vague_policy=vague_policy, aliases=aliases))
    asked, files = tuple(dict.fromkeys(decisions)), tuple(map(Path, concepts))
    teller = Told(found.documents, partial(known_sources, *map(Path, aliases)))
    amended = amend(found.claims, found.refusals, asked, teller)
    return reconcile_claims(
        renamed(amended.claims, *files),
        language=language,
        documents=tuple(found.origins[key] for key in sorted(found.origins)),
        refusals=tuple(sorted(amended.refusals, key=lambda refusal: (refusal.origin.document_id, refusal.span))),
        policy=vague_policy,
        select=select,
        ignore=ignore,
        tolerance=tolerance,
        levels=levels,
        thresholds=thresholds,
        decisions=[decision for decision in asked if decision.subject not in ON_CLAIMS],
        standings=amended.standings,
        concepts=concepts_of(*files),
    )


def check(
    draft: Iterable[Document | Claim | Reading | str],
    *,
    against: Iterable[Document | Claim | Reading | str],
    vague_policy: str = "ccc",
    aliases: Files = (),
    concepts: Files = (),
    tolerance: Decimal | float = 0,
) -> tuple[Answer, ...]:
    """What a dossier says of each figure of a draft: which it supports, contradicts or does not know.

    `draft` and `against` are documents, claims or readings as for `reconcile`, whose arguments the others are. The day of
    the draft says nothing of when its figures hold: those whose sentence names no time are held against the dossier's as
    they stand. A draft is no part of its own dossier: leave it out of `against`.

    >>> dossier = [Document("Selon la préfecture, la crue a fait 12 morts à Vaubrac.", language="fr")]
    >>> draft = [Document("La crue a fait 21 morts à Vaubrac. Elle a emporté 45 arbres.", language="fr")]
    >>> [(answer.claim.exact, answer.state) for answer in check(draft, against=dossier)]
    [('21', 'contradicted'), ('45', 'unknown')]
    """
    check_policy(vague_policy)
    read_one = partial(reading_of, vague_policy=vague_policy, aliases=aliases)
    files = tuple(map(Path, concepts))
    claims, dossier = (renamed(_gathered(items, read_one).claims, *files) for items in (draft, against))
    return held_against(claims, dossier, tolerance=tolerance, concepts=concepts_of(*files))


class _Gathered(NamedTuple):
    """What the items of a run hold: documents whose text is at hand and the origins of all, by id."""

    claims: list[Claim]
    refusals: list[Refusal]
    documents: dict[str, Document]
    origins: dict[str, Origin]


def _gathered(items: Iterable[Document | Claim | Reading | str], read_one: Callable[[Document], Reading]) -> _Gathered:
    """The claims and refusals of all items, of those that were read and of those that are read here."""
    if isinstance(items, (Document, Claim, str)):
        raise TypeError("items must be an iterable of documents or claims")
    found = _Gathered([], [], {}, {})
    for item in items:
        if isinstance(item, Claim):
            found.claims.append(item)
            found.origins.setdefault(item.origin.document_id, item.origin)
            continue
        if isinstance(item, Reading):
            reading = item
        else:
            document = Document(item) if isinstance(item, str) else item
            if not isinstance(document, Document):
                raise TypeError(f"items must be documents, strings or claims, not {type(item).__name__}")
            if found.documents.setdefault(document.id, document) != document:
                raise ValueError(f"two different documents share the id {document.id!r}")
            if document.id in found.origins:
                continue
            reading = read_one(document)
        found.claims.extend(reading.claims)
        found.refusals.extend(reading.refusals)
        found.origins[reading.origin.document_id] = reading.origin
    return found
