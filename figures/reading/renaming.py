"""What the nouns of claims count, told anew by the words of a user's file of concepts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from figures.concepts import concepts_of
from figures.model import Claim
from figures.reading.languages import load_pack, pack_codes


def renamed(claims: Iterable[Claim], *files: Path) -> list[Claim]:
    """Claims with the concepts that files give their nouns, and the claims themselves where no file has a word for one.

    A noun is known by its lemma, by the word as written, or by the noun it stands for; a word may be given in any form that
    the pack of its language knows the lemma of.
    """
    return [_renamed(claim, _words(claim.origin.language or "", *files)) for claim in claims] if files else list(claims)


def _renamed(claim: Claim, words: Mapping[str, str | None]) -> Claim:
    noun = claim.noun
    for word in (noun.text, noun.lemma, noun.resolved):
        known = word.casefold() if word else ""
        if known in words:
            concept = words[known]
            return claim if concept == noun.concept else replace(claim, noun=replace(noun, concept=concept))
    return claim


@cache
def _words(language: str, *files: Path) -> Mapping[str, str | None]:
    """The words of files in one language, and their lemmas; a word as it is given comes before a lemma of another."""
    given = concepts_of(*files).words.get(language, {})
    if not given or language not in pack_codes():
        return given
    pack = load_pack(language)
    lemmas = {pack.nouns_seen[word].lemma: concept for word, concept in given.items()}
    return {**lemmas, **given}
