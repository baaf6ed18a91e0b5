"""The forms of a regular verb, from the endings a pack lists.

Only the forms a newspaper attributes with are made: third persons, participles, the gerund, the infinitive.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import regex


def inflected(
    infinitives: Iterable[str], endings: Mapping[str, Sequence[str]], spelling: Sequence[tuple[regex.Pattern[str], str]]
) -> dict[str, list[str]]:
    """The forms of verbs of one conjugation, by tense.

    `endings["infinitive"]` tells how much of the infinitive is ending; `spelling` are replacements made on every form.

    >>> cedilla = [(regex.compile("c(?=a)"), "ç")]
    >>> inflected(["annoncer"], {"infinitive": ["er"], "finite": ["e", "ait"]}, cedilla)["finite"]
    ['annonce', 'annonçait']
    """
    forms: dict[str, list[str]] = {tense: [] for tense in endings}
    for infinitive in infinitives:
        stem = next((infinitive.removesuffix(e) for e in endings["infinitive"] if infinitive.endswith(e)), infinitive)
        for tense, tails in endings.items():
            for tail in tails:
                form = stem + tail
                for match, replacement in spelling:
                    form = match.sub(replacement, form)
                forms[tense].append(form)
    return forms
