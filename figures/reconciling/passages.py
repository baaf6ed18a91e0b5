"""Sentences as arithmetic sees them: their figures in order, and the words before, between and behind them.

The words a rule asks for stand in `reports/templates/arithmetic.<language>.toml`; a sentence in a language without that
file answers every question with no.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import groupby

from figures.model import Claim
from figures.reconciling.aspects import Aspects
from figures.reconciling.stems import fold
from figures.wording import languages, wording

_PLAIN = {
    **dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'"),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    **dict.fromkeys("\u00a0\u202f\u2009", " "),
}
_SIGNS = re.compile(f"[{''.join(_PLAIN)}]")
_WORD = re.compile(r"[^\W\d_]+")
_PRINTED = re.compile(r"\w+")
#: The letters and digits of ASCII, spaces for the rest of it, which splits a sentence in one step.
_ASCII = bytes(code if _PRINTED.match(chr(code)) else 0x20 for code in range(0x100))
#: Beyond so many figures a sentence is a table that lost its lines, and its figures are no sum.
LONGEST = 24
_NEVER = re.compile(r"(?!)")


class Passage:
    """The figures of one sentence in order, and the words around them: `gaps[i]` before figure i, the last behind all.

    The words are looked up when first asked for, since most sentences have one figure and no rule asks for more.
    """

    __slots__ = ("_gaps", "rows")

    def __init__(self, rows: tuple[Aspects, ...]) -> None:
        self.rows = rows
        self._gaps: tuple[str, ...] | None = None

    def marked(self, rows: Mapping[str, Aspects]) -> Passage:
        """The same sentence with those of its figures changed that `rows` has by the id of their claim."""
        if not any(row.claim.claim_id in rows for row in self.rows):
            return self
        changed = Passage(tuple(rows.get(row.claim.claim_id, row) for row in self.rows))
        changed._gaps = self._gaps
        return changed

    @property
    def gaps(self) -> tuple[str, ...]:
        """The words before, between and behind the figures, plain."""
        if self._gaps is None:
            self._gaps = tuple(gaps_of([row.claim for row in self.rows]))
        return self._gaps

    @property
    def language(self) -> str | None:
        """The language of the text."""
        return self.rows[0].claim.origin.language

    def has(self, name: str, gap: int) -> bool:
        """True where a gap holds a cue of that name."""
        return says(self.language, name, self.gaps[gap])

    def ends(self, name: str, gap: int) -> bool:
        """True where a gap ends with such a cue, at most a hedge between it and the figure."""
        text = self.gaps[gap]
        return may_say(self.language, name, text) and bool(closing(self.language, name).search(text))

    def begins(self, name: str, gap: int) -> bool:
        """True where a gap begins with such a cue, right behind the figure."""
        return bool(cue(self.language, name).match(self.gaps[gap].lstrip(" ,(")))

    def only(self, name: str, gap: int) -> bool:
        """True where such a cue is all that stands in a gap, hedges left out."""
        return bool(closing(self.language, name).fullmatch(self.gaps[gap].strip(" ,")))

    def words(self, gap: int) -> int:
        """How many words a gap has."""
        return len(_WORD.findall(self.gaps[gap]))


def passages_of(rows: Iterable[Aspects]) -> Iterator[Passage]:
    """The sentences of all claims, in the order of documents and text; `rows` stand in that order."""
    for _, together in groupby(rows, key=lambda row: (row.claim.origin.document_id, row.claim.sentence_span)):
        of_sentence = tuple(together)
        if len(of_sentence) <= LONGEST:
            yield Passage(of_sentence)


def gaps_of(claims: list[Claim]) -> Iterator[str]:
    """What stands before, between and behind the figures of one sentence, plain."""
    sentence, start = claims[0].sentence, claims[0].sentence_span.start
    at = 0
    for claim in claims:
        yield plain(sentence[at : max(at, claim.figure.start - start)])
        at = max(at, claim.figure.end - start)
    yield plain(sentence[at:])


def around(row: Aspects) -> tuple[str, str]:
    """What stands before and behind a figure in its sentence, plain."""
    claim = row.claim
    start, end = (place - claim.sentence_span.start for place in claim.figure)
    return plain(claim.sentence[:start]), plain(claim.sentence[end:])


def of_others(row: Aspects) -> bool:
    """True for some more of them, or some of them: *three other children*, *three of the dead*."""
    language, (before, behind) = row.claim.origin.language, around(row)
    words = before.split()[-2:] + behind.split()[:2]
    return says(language, "partial", " ".join(words)) or bool(cue(language, "of-whole").match(behind.lstrip()))


@lru_cache(maxsize=1 << 12)
def words_in(sentence: str) -> tuple[str, ...]:
    """The words and numbers of a sentence, plain: what tells that two texts print the same.

    >>> words_in("L’Élysée : 12 000 morts")
    ('l', 'elysee', '12', '000', 'morts')
    """
    words = plain(sentence)
    if words.isascii():
        return tuple(words.encode().translate(_ASCII).decode().split())
    return tuple(_PRINTED.findall(words))


def plain(text: str) -> str:
    """Folded words with one kind of apostrophe, dash and space.

    >>> plain(" morts\\u00a0: à  l’Élysée – ")
    " morts : a l'elysee - "
    """
    if "  " in text or not text.isascii() or "\n" in text:
        text = _one_space(_SIGNS.sub(_plain_sign, text))
    return fold(text)


def _plain_sign(sign: re.Match[str]) -> str:
    return _PLAIN[sign[0]]


def _one_space(text: str) -> str:
    """One space for each run of them, at the ends too."""
    words = text.split()
    if not words:
        return text and " "
    return " " * text[0].isspace() + " ".join(words) + " " * text[-1].isspace()


def says(language: str | None, name: str, text: str) -> bool:
    """True where some plain words hold a cue of a name."""
    return may_say(language, name, text) and bool(cue(language, name).search(text))


def may_say(language: str | None, name: str, text: str) -> bool:
    """True where the letters of a cue stand somewhere in a text: far quicker to ask than whether its words do."""
    return any(map(text.__contains__, _letters(language, name)))


@cache
def _letters(language: str | None, name: str) -> tuple[str, ...]:
    return tuple(phrase.rstrip("*") for phrase in listed(language, name))


@cache
def cue(language: str | None, name: str) -> re.Pattern[str]:
    """Finds the cues of a name as whole words; in a language without a list, nothing."""
    phrases = _phrases(language, name)
    return re.compile(phrases) if phrases else _NEVER


@cache
def closing(language: str | None, name: str) -> re.Pattern[str]:
    """Finds a cue of a name at the end of the words before a figure, hedges between left out."""
    phrases, hedges = _phrases(language, name), _phrases(language, "hedge")
    return re.compile(rf"{phrases} ?(?:{hedges} ?)*[~+]?$") if phrases else _NEVER


def _phrases(language: str | None, name: str) -> str:
    return alternation(listed(language, name))


def listed(language: str | None, name: str) -> tuple[str, ...]:
    """The cues of a name as the file lists them."""
    if language not in languages():
        return ()
    return tuple(phrase.strip() for phrase in wording(language).text(f"arithmetic.{name}").split(","))


def alternation(phrases: Iterable[str]) -> str:
    """A pattern of any of some phrases, the longest first; a star is the rest of a word.

    >>> bool(re.fullmatch(alternation(["augment*", "d'"]), "augmentation"))
    True
    """
    told = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(map(_phrase, told)) + ")" if told else ""


def _phrase(phrase: str) -> str:
    body = re.escape(phrase.rstrip("*")).replace(r"\ ", " ")
    before = r"(?<!\w)" if phrase[0].isalnum() else ""
    behind = r"\w*" if phrase.endswith("*") else r"(?!\w)" if phrase[-1].isalnum() else ""
    return before + body + behind
