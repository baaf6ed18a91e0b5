"""The pattern language: what each mark matches, what a mistake is answered with, and that it means what `re` means."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.reading.alphabet import Alphabet
from figures.reading.index import Index, PatternError, matches
from figures.reading.pattern import PatternCompiler, literal, words_of

#: A language of a dozen words: the classes of each.
WORDS: dict[str, set[str]] = {
    "selon": {"preposition"},
    "de": {"preposition", "partitive"},
    "la": {"determiner"},
    "une": {"determiner", "article"},
    "police": {"nominal"},
    "mairie": {"nominal"},
    "police-secours": {"nominal"},
    "dit": {"verb"},
    "que": {"conjunction"},
    "12": {"digits"},
    ",": {"comma"},
    ".": {"stop"},
}
FRAGMENTS = {
    "np": "{determiner}? {nominal}",
    "nps": "{np} (?: {comma} {np} )*",
}
PHRASES: dict[str, list[tuple[str, ...]]] = {"according": [("selon",), ("de", "la", "police"), ("de", "la")]}


def compiler_of(fragments: Mapping[str, str] = FRAGMENTS) -> tuple[Alphabet, PatternCompiler]:
    alphabet = Alphabet()
    for word, classes in WORDS.items():
        alphabet.letter({*classes, literal(word)})
    alphabet.seal()
    return alphabet, PatternCompiler(alphabet, fragments, PHRASES, str.split)


ALPHABET, COMPILER = compiler_of()


def letters(sentence: str) -> str:
    return "".join(ALPHABET.letter({*WORDS[word], literal(word)}) for word in sentence.split())


def found(pattern: str, sentence: str) -> list[str]:
    """The words of every match of a pattern in a sentence."""
    words = sentence.split()
    return [" ".join(words[m.start() : m.end()]) for m in COMPILER.compile(pattern).finditer(letters(sentence))]


#: A pattern, a sentence, and the words of its matches.
MATCHES = [
    ("selon", "selon la police", ["selon"]),
    ("Selon", "selon la police", ["selon"]),
    ("la police", "selon la police , la mairie", ["la police"]),
    ("{nominal}", "selon la police , la mairie", ["police", "mairie"]),
    ("{determiner} {nominal}", "la police , une mairie", ["la police", "une mairie"]),
    ("{determiner|partitive} {nominal}", "de police , la mairie", ["de police", "la mairie"]),
    ("{comma|=dit}", "la police , dit", [",", "dit"]),
    ("selon {np}", "selon la police", ["selon la police"]),
    ("selon {nps}", "selon la police , la mairie dit", ["selon la police , la mairie"]),
    ("{according}", "de la police", ["de la police"]),  # the longest phrase of a list is tried first
    ("{according}", "de la mairie", ["de la"]),
    ("{nominal} !{verb}", "police dit mairie , ", ["mairie"]),
    ("~{comma}+", "la police , la mairie", ["la police", "la mairie"]),
    ("~{comma|verb}", "dit , la", ["la"]),
    ("^ {nominal}", "police , mairie", ["police"]),
    ("{nominal} $", "police , mairie", ["mairie"]),
    (". dit", "la police dit que", ["police dit"]),
    ("{nominal}{2,}", "la police mairie police dit", ["police mairie police"]),
    ("{nominal}{1}", "police mairie", ["police", "mairie"]),
    ("(?: la | une ) {nominal}", "une mairie", ["une mairie"]),
    ("selon | dit", "selon la police dit", ["selon", "dit"]),
    ("{digits} (?= {nominal})", "12 police , 12 dit", ["12"]),
    ("selon {nowhere}", "selon la police", []),  # a list a language leaves empty
    ("police-secours", "la police-secours dit", ["police-secours"]),
]


@pytest.mark.parametrize(("pattern", "sentence", "matches"), MATCHES)
def test_what_a_pattern_finds(pattern: str, sentence: str, matches: list[str]) -> None:
    assert found(pattern, sentence) == matches


def test_a_group_is_named_in_the_match() -> None:
    sentence = ["la", "mairie", "dit", "que", "12"]
    match = COMPILER.compile("(source: {np}) (cue: dit) que").search(letters(" ".join(sentence)))
    assert match is not None
    assert {name: sentence[slice(*match.span(name))] for name in match.groupdict()} == {
        "source": ["la", "mairie"],
        "cue": ["dit"],
    }


#: A pattern that cannot be read, and words of the message.
MISTAKES = [
    ("selon {np", "cannot read"),
    ("selon }", "cannot read"),
    ("selon & la", "cannot read"),
    ("(selon", "unterminated subpattern"),
    ("selon)", "unbalanced parenthesis"),
    ("* selon", "nothing to repeat"),
    ("(source: {np}) (source: {np})", "redefinition of group name"),
    ("inconnu", "no word 'inconnu'"),
    ("(?<= la) police", "cannot read"),
]


@pytest.mark.parametrize(("pattern", "message"), MISTAKES)
def test_a_mistake_is_answered_with_the_pattern_it_is_in(pattern: str, message: str) -> None:
    with pytest.raises(PatternError, match=message) as raised:
        COMPILER.compile(pattern).compile()
    assert pattern in str(raised.value) or "inconnu" in str(raised.value)


def test_words_of_a_pattern_are_those_a_pack_must_know() -> None:
    assert list(words_of("!{not_that|=au} (cue: selon) (source: {np}) (?: la | l'une )? {2,4}".replace("{2,4}", ""))) == [
        *("au", "selon", "la", "l'une"),
    ]


def test_a_sealed_alphabet_takes_no_further_words() -> None:
    with pytest.raises(KeyError, match="no letter"):
        ALPHABET.letter({"never", "seen"})


# --- the same as a regular expression over words ------------------------------------------------------------------


def one_of(words: Sequence[str]) -> str:
    """An expression for one of these words, each with a space behind it."""
    return "(?:" + "|".join(f"{re.escape(word)} " for word in words) + ")"


def _members(name: str) -> list[str]:
    return [word for word, classes in WORDS.items() if name in classes]


#: A piece of a pattern, and the same as an expression over words with a space behind each, made without the compiler.
PIECES = {
    "{nominal}": one_of(_members("nominal")),
    "{determiner|comma}": one_of(_members("determiner") + _members("comma")),
    "selon": one_of(["selon"]),
    "dit": one_of(["dit"]),
    "{np}": f"(?:{one_of(_members('determiner'))}?{one_of(_members('nominal'))})",
    "~{comma}": one_of([word for word in WORDS if word != ","]),
    ".": one_of(list(WORDS)),
    "!{verb} .": f"(?!{one_of(_members('verb'))}){one_of(list(WORDS))}",
    "{according}": one_of(["de la police", "de la", "selon"]),
}
QUANTIFIERS = ("", "?", "*", "+", "{1,3}")
PATTERNS = st.lists(st.tuples(st.sampled_from(sorted(PIECES)), st.sampled_from(QUANTIFIERS)), min_size=1, max_size=4)
SENTENCES = st.lists(st.sampled_from(sorted(WORDS)), max_size=12)


@given(PATTERNS, SENTENCES)
def test_a_pattern_means_what_it_means_over_words(pieces: list[tuple[str, str]], words: list[str]) -> None:
    compiled = COMPILER.compile(" ".join(f"(?: {piece} ){quantifier}" for piece, quantifier in pieces))
    spelled = re.compile("".join(f"(?:{PIECES[piece]}){quantifier}" for piece, quantifier in pieces))
    expected = spelled.fullmatch("".join(f"{word} " for word in words))
    assert bool(compiled.fullmatch(letters(" ".join(words)))) == bool(expected)


@given(PATTERNS, SENTENCES)
def test_every_match_is_found_by_its_anchor(pieces: list[tuple[str, str]], words: list[str]) -> None:
    """An index names the places worth a try; it must never leave a match out."""
    compiled = COMPILER.compile(" ".join(f"(?: {piece} ){quantifier}" for piece, quantifier in pieces))
    sentence = letters(" ".join(words))
    whole = [match.span() for match in compiled.finditer(sentence) if match.group()]
    places = Index({"pattern": compiled}).places(sentence).get("pattern", ())
    assert [match.span() for match in matches(compiled, sentence, places) if match.group()] == whole
