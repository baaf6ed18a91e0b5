"""Where sentences begin and end.

Only the ends are looked for, with one scan that starts on a plain class of characters; the words before a full stop decide
whether it ends a sentence (*M. Dupont*, *p. 3*, *O.N.U.* do not).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection
from itertools import pairwise

import regex

_END = re.compile(r"[.!?…\n][.!?…]*+[\"'”»)\]]*+(?:\ [»”])?+\s*+")
_CLOSERS = "\"'”»)]"
# A text no line of which is longer may have been broken at a margin, and then at most of its long lines.
_WRAPPED_WITHIN = 120
_WRAPPED_AT = 60
# A sentence of more characters is none: a table, a list, a text without a full stop.
_LONGEST = 3_000
# Between two words, neither of which is a number.
_GAP = regex.compile(r"(?<![0-9]) | (?![0-9])")
_WORD_GAP = regex.compile(r"(?<=[^\W\d])[,;]? (?=[^\W\d])")


def sentence_starts(folded: str, abbreviations: Collection[str]) -> list[int]:
    """Offsets at which sentences begin, the first one 0, in order.

    A blank line always ends a sentence. A single line break ends one unless the line before ends in a comma, the next line
    goes on in lower case, or the text is broken at a margin and the line before is long and stops without a mark.

    >>> text = "M. Roe a parlé. Il y a 3 navires."
    >>> [text[start:] for start in sentence_starts(text, {"m"})][1]
    'Il y a 3 navires.'
    """
    starts = [0]
    size = len(folded)
    line = 0
    wrapped = "\n" in folded and max(map(len, folded.split("\n"))) <= _WRAPPED_WITHIN
    for match in _END.finditer(folded):
        here, end = match.span()
        if end >= size:
            break
        first = folded[here]
        follows = folded[end]
        breaks = folded.count("\n", here, end)
        if first == "\n" and breaks < 2:
            long = wrapped and end - line >= _WRAPPED_AT
            line = end
            # A line that ends in a comma goes on, whatever the next one begins with.
            if follows.islower() or folded[here - 1 : here] == "," or (long and follows not in "-•–*#>|"):
                continue
        elif not breaks:
            if end == here + 1 or not folded[end - 1].isspace():
                continue
            if first == "." and (follows.islower() or _abbreviated(folded, here, abbreviations)):
                continue
            if first != "." and follows.islower():
                continue
        if breaks:
            line = end
        starts.append(end)
    return _cut(starts, folded)


def _cut(starts: list[int], folded: str) -> list[int]:
    """Sentences longer than any that is written are cut between words, so that no time grows faster than the text."""
    found: list[int] = []
    for start, end in pairwise((*starts, len(folded))):
        found.append(start)
        while end - found[-1] > _LONGEST:
            least = found[-1] + _LONGEST
            space = _WORD_GAP.search(folded, least, least + _LONGEST) or _GAP.search(folded, least, end)
            if space is None:
                break
            found.append(space.end())
    return found


def _abbreviated(folded: str, stop: int, abbreviations: Collection[str]) -> bool:
    before = max(folded.rfind(" ", 0, stop), folded.rfind("\n", 0, stop), folded.rfind("(", 0, stop)) + 1
    word = folded[before:stop]
    if len(word) == 1 and word.isupper():
        return True
    return word.casefold() in abbreviations or ("." in word and word.replace(".", "").isalpha())


def sentence_at(starts: list[int], offset: int) -> int:
    """The index of the sentence an offset stands in."""
    return bisect_right(starts, offset) - 1
