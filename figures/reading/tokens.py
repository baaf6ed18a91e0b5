"""The tokens of a text, all at once: one letter a token, sentence after sentence, and where each token stands.

What stands between two spaces is a chunk, and each is split into its tokens once and remembered. Working through a whole
text in one go, and not sentence by sentence, leaves the work to a handful of calls.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, chain

from figures.reading.alphabet import EDGE
from figures.reading.lexicon import HELD, Chunk, Lexicon

_SPACES = re.compile("  +")


class Tokens:
    """The letters of the tokens of a text, with an edge before and behind every sentence, and their bounds.

    `bounds` are two offsets a token in the folded text, and as many an edge; `firsts` tells where in `letters` each
    sentence begins, and in the end where one more would.
    """

    __slots__ = ("bounds", "firsts", "letters")

    def __init__(self, folded: str, starts: Sequence[int], lexicon: Lexicon) -> None:
        flat = lexicon.solid(folded).replace("\n", " ")
        # An edge is written as one line break, and another for each space there is between two sentences.
        pieces = [EDGE * 2]
        start = 0
        for end in chain(starts[1:], (len(flat),)):
            sentence = flat[start:end].rstrip()
            pieces += sentence, EDGE * (end - start - len(sentence) + 1)
            start = end
        spaced = " ".join(pieces)
        if "  " in spaced:
            # Further spaces belong to what stands before them.
            spaced = _SPACES.sub(lambda match: HELD * (len(match.group()) - 1) + " ", spaced)
        written = spaced.split(" ")
        chunks = list(map(lexicon.chunks.__getitem__, written))
        letters = [read for read, _ in chunks]
        if "" in letters:
            chunks = _with_room(written, chunks)
        self.letters = "".join(letters)
        self.bounds = list(accumulate(chain.from_iterable([steps for _, steps in chunks]), initial=0))
        sizes = map(len, self.letters[1:-1].split(EDGE))
        self.firsts = list(accumulate((size + 1 for size in sizes), initial=1))


def _with_room(written: Sequence[str], chunks: Sequence[Chunk]) -> list[Chunk]:
    """Chunks without those that hold no token (a held space, a separator of lines), whose room is that of a gap.

    The first chunk is an edge.
    """
    found: list[Chunk] = []
    for text, (letters, steps) in zip(written, chunks, strict=True):
        if letters:
            found.append((letters, steps))
        else:
            before, (*own, gap) = found[-1]
            found[-1] = before, (*own, gap + len(text) + 1)
    return found
