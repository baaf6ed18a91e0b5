"""Who says a figure: one name for a source, however a text writes it."""

from __future__ import annotations

from functools import lru_cache

from figures.model import VOUCHED, Claim
from figures.reconciling.stems import REMEMBERED, WORD, fold


def voice_of(claim: Claim) -> str:
    """Who says it, folded: the named source, or else the medium the claim stands in.

    Short words that are no acronyms (articles) are dropped, and so is one common noun before a name: *le cabinet
    Occurrence* and *Occurrence* are one voice, *le NIS* and *NIS* too. A body of the list of known sources goes by its
    identifier, with its country where that is told (`interior-ministry/UA`). Several sources stay joined by `; `.
    """
    attribution = claim.attribution
    if attribution.state in VOUCHED:
        said = _voice(attribution.resolved or attribution.source or "", attribution.identity, attribution.country)
        if said:
            return said
    return _medium(claim.origin.publisher or claim.origin.document_id)


@lru_cache(maxsize=REMEMBERED)
def _voice(names: str, identity: str | None, country: str | None) -> str:
    folded = [fold(" ".join(_name_words(name))) for name in names.split("; ") if name]
    if folded and identity is not None:
        folded[0] = "/".join(filter(None, (identity, country)))
    return "; ".join(folded)


@lru_cache(maxsize=REMEMBERED)
def _medium(name: str) -> str:
    return "@" + fold(name)


def _name_words(name: str) -> list[str]:
    words = WORD.findall(name)
    kept = [word for word in words if len(word) > 3 or word.isupper()] or words or [name]
    if len(kept) > 1 and kept[0][0].islower() and not any(word[0].islower() for word in kept[1:]):
        return kept[1:]
    return kept
