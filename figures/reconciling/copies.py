"""Sentences of a group that are one text: what one of them prints was printed by the other before."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from figures.reconciling.aspects import Aspects
from figures.reconciling.passages import words_in

#: Two sentences may be one text when this share of the shorter one's runs of three words stands in the other.
LEAST_SHARE = 0.6
#: Sentences shorter than this many words are alike by chance.
LEAST_WORDS = 6
#: Up to this many claims of a group are held against each other for copying.
COMPARED = 64
_NONE: frozenset[tuple[str, ...]] = frozenset()


class Copy(NamedTuple):
    """Two claims by their places in the group, a < b, whose sentences are much the same.

    `share` is that of the shorter sentence's runs of three words that stand in the other, `words` how many it has.
    """

    a: int
    b: int
    share: float
    words: int


def copies_in(rows: Sequence[Aspects]) -> tuple[Copy, ...]:
    """The pairs of claims whose sentences share runs of words enough to be one text; every claim is in a text of its own."""
    texts = [words_in(row.claim.sentence) for row in rows[:COMPARED]]
    runs = [
        frozenset(zip(words, words[1:], words[2:], strict=False)) if len(words) >= LEAST_WORDS else _NONE for words in texts
    ]
    found = []
    for (i, one), (j, other) in combinations([(i, own) for i, own in enumerate(runs) if own], 2):
        share = len(one & other) / min(len(one), len(other))
        if share >= LEAST_SHARE:
            found.append(Copy(i, j, share, min(len(texts[i]), len(texts[j]))))
    return tuple(found)
