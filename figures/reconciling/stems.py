"""What a text is about, as stems: the first letters of its words that carry meaning, in any language."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from sys import intern

from figures.wording import languages, wording

Words = frozenset[str]
_NOTHING: Words = frozenset()

WORD = re.compile(r"[^\W\d_]+")
#: The letters of Latin-1, spaces for the rest of it: what splits the words of most texts of the west in one step.
_LETTERS = bytes(code if WORD.match(chr(code)) else 0x20 for code in range(0x100))
_STEM = 5
_SHORTEST = 4
#: So many words, figures and names keep what was made of them: news says the same ones over and over.
REMEMBERED = 1 << 16


def salient(sentence: str, language: str | None) -> tuple[Words, Words]:
    """What a sentence is about: the stems of its words that carry meaning, and among them those written as names.

    A name is a word with a capital that does not open the sentence. Function words, days and months are left out by
    the list of the language; in a language without one, short words are.

    >>> words, names = salient("Selon Odile Ferrand, les dockers du Havre ont bloqué le port.", "fr")
    >>> sorted(words), sorted(names)
    (['bloqu', 'docke', 'ferra', 'havre', 'odile', 'port'], ['ferra', 'havre', 'odile'])
    """
    found, stems = _words_in(sentence), _stems_in(language)
    named = [stems[word] for word in found[1:] if word[0].isupper()]
    told = [stems[word] for word in found[1:]]
    if found and len(found[0]) >= _SHORTEST:
        told.append(stems[found[0]])
    return frozenset(filter(None, told)), one_value(frozenset(set(filter(None, named))))


def _words_in(sentence: str) -> list[str]:
    try:
        return sentence.encode("latin-1").translate(_LETTERS).decode("latin-1").split()
    except UnicodeEncodeError:
        return WORD.findall(sentence)


@lru_cache(maxsize=REMEMBERED)
def one_value(names: Words) -> Words:
    """One value for all sentences and documents that name the same."""
    return names


class _Stems(dict[str, str]):
    """The stem of each word of a language that was met and carries meaning; empty for one too short or ordinary."""

    def __init__(self, language: str | None) -> None:
        super().__init__()
        self._ordinary = ordinary_words(language)

    def __missing__(self, word: str) -> str:
        if len(self) >= REMEMBERED:
            self.clear()
        folded = fold(word)
        short = len(word) < _SHORTEST and (len(word) == 1 or not word[0].isupper())
        self[word] = found = "" if short or folded in self._ordinary else intern(folded[:_STEM])
        return found


_stems_in = cache(_Stems)


def events_of(words: Words, language: str | None) -> Words:
    """The kinds of events that stems of a language are of, by the words of `events.<language>.toml`.

    >>> sorted(events_of(frozenset({"gunfi", "port"}), "en"))
    ['shooting']
    """
    kinds = _event_words(language)
    return _NOTHING if words.isdisjoint(kinds) else frozenset(kinds[word] for word in words if word in kinds)


@cache
def _event_words(language: str | None) -> dict[str, str]:
    if language is None or language not in languages():
        return {}
    told = wording(language)
    kinds = [key for key in told.entries if key.startswith("event.")]
    return {stem(word): kind.partition(".")[2] for kind in kinds for word in told.text(kind).split()}


@lru_cache(maxsize=REMEMBERED)
def stem(word: str) -> str:
    """The first letters of a folded word: enough to bring its forms together, in any language.

    >>> stem("conteneurs") == stem("conteneur")
    True
    """
    return fold(word)[:_STEM]


@cache
def ordinary_words(language: str | None) -> frozenset[str]:
    """Folded words of a language that say nothing about what a sentence is on; empty for a language without a list."""
    if language not in languages():
        return frozenset()
    return frozenset(fold(word) for word in wording(language).text("comparing.ordinary").split())


def name_stems(name: str) -> Words:
    """The stems of the words of a name, those too short to tell anything left out."""
    return frozenset(each for each in stems_of(name) if len(each) >= _SHORTEST)


@lru_cache(maxsize=REMEMBERED)
def stems_of(text: str) -> Words:
    """The stems of all words of a figure or of a source."""
    return frozenset(fold(word)[:_STEM] for word in WORD.findall(text))


_ACCENTED = re.compile(r"[^\x00-\x7f]+")
#: Letters of other scripts, and what else no accent is taken from.
_OF_OTHERS = re.compile("[^\x00-\x7f\u0300-\u036f]")


def fold(text: str) -> str:
    """Lower case without accents, so that *Élysée* and *ELYSEE* meet.

    >>> fold("Élysée")
    'elysee'
    """
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.lower())
    return _ACCENTED.sub(_without_accents, plain) if _OF_OTHERS.search(plain) else plain.encode("ascii", "ignore").decode()


def _without_accents(letters: re.Match[str]) -> str:
    return _bare(letters[0])


@lru_cache(maxsize=REMEMBERED)
def _bare(decomposed: str) -> str:
    return "".join(c for c in decomposed if not unicodedata.combining(c))
