"""The language of a text, by a vote of its short words."""

from __future__ import annotations

import regex

from figures.reading.pack import load_pack, pack_codes, pack_folders, read_stopwords

_WORD = regex.compile(r"\p{L}+")
_ENOUGH = 4_000


def detect(text: str) -> str:
    """The code of the pack whose most frequent words stand most often in the beginning of the text.

    A tie, or a text with none of them, goes to the first code in alphabetical order that has the most votes; among our
    packs a text without any word is read as French, the language the project is made for first.

    >>> detect("The ministry said that the number of ships was higher than in May.")
    'en'
    """
    votes = dict.fromkeys(sorted(pack_codes(), key=lambda code: (code != "fr", code)), 0)
    lists = {code: read_stopwords(folder) for code, folder in pack_folders().items()}
    for word in _WORD.findall(text[:_ENOUGH].lower()):
        for code, words in lists.items():
            if word in words:
                votes[code] += 1
    return max(votes, key=lambda code: votes[code])


__all__ = ["detect", "load_pack"]
