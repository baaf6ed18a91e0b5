"""The strategies that others test with: what they write is what they say it is, and a reading finds it."""

from __future__ import annotations

import operator
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, find, given, settings
from hypothesis import strategies as st

from figures import pipeline
from figures.model import Claim, Document
from figures.pipeline import extract
from figures.reading import languages
from figures.reading.pack import LanguageUnknown, Pack
from figures.testing import (
    KINDS,
    SEPARATORS,
    STYLES,
    Article,
    articles,
    claims,
    counted,
    documents,
    hedged,
    near_misses,
    numerals,
    ranges,
)
from figures.testing.numerals import Numeral
from figures.testing.patterns import NUMBER, Unwritable, phrases
from figures.testing.registration import register
from figures.testing.vocabulary import vocabulary_of
from tests.conftest import ROOT
from tests.frames import COST, LANGUAGES
from tests.pack_examples import write_readme_pack

every_language = pytest.mark.parametrize("language", LANGUAGES)
every_separator = pytest.mark.parametrize("separator", SEPARATORS.values(), ids=SEPARATORS)
a_few = settings(max_examples=10)
some = settings(max_examples=25)

# Up to here numbers in words are read back in every language, alone and in a range; what fails beyond is told below.
ALONE = 999
IN_A_RANGE = 99

Strategy = Callable[..., st.SearchStrategy[Any]]


@cache
def made(strategy: Strategy, language: str, **options: Any) -> st.SearchStrategy[Any]:
    """A strategy, put together once."""
    return strategy(language, **options)


# --- what is written is read ----------------------------------------------------------------------------------------


def test_there_are_sentences_in_every_language() -> None:
    assert {code for code in LANGUAGES if not vocabulary_of(code).frames or not vocabulary_of(code).scaled_frames} == set()


@every_language
@every_separator
@a_few
@given(data=st.data())
def test_what_is_counted_is_read_with_any_separator(language: str, separator: str, data: st.DataObject) -> None:
    found = data.draw(made(counted, language, style="digits", separator=separator))
    assert counts(language, found.text) == [(found.value, found.noun)]


@every_language
@every_separator
@a_few
@given(data=st.data())
def test_decimals_are_read_with_any_separator(language: str, separator: str, data: st.DataObject) -> None:
    numeral = data.draw(made(numerals, language, style="decimal", separator=separator))
    [claim] = extract(COST[language].format(f"{numeral.text} %"), language=language)
    assert (claim.exact, claim.quantity.value, claim.quantity.unit) == (f"{numeral.text} %", numeral.value, "percent")


@every_language
@some
@given(data=st.data())
def test_what_is_counted_is_read_in_any_style(language: str, data: st.DataObject) -> None:
    in_words = made(counted, language, style="words", max_value=ALONE)
    found = data.draw(in_words | made(counted, language, style="digits") | made(counted, language, style="scaled"))
    assert counts(language, found.text) == [(found.value, found.noun)]


def not_yet(why: str) -> list[pytest.MarkDecorator]:
    """The mark of a case that is known to fail, and why; none for one that is read."""
    return [pytest.mark.xfail(reason=why, strict=True)] if why else []


COUNTS = [
    ("en", "In 2024, 1500 people died.", 1_500, "people", ""),
    ("en", "By 2020, 1800 homes were built.", 1_800, "homes", ""),
    ("fr", "En 2024, 1500 personnes sont mortes.", 1_500, "personnes", ""),
    ("en", "North of 1900 seats are free.", 1_900, "seats", "the last word of a hedge may stand before a year"),
    ("fr", "Aux alentours de 1950 places sont libres.", 1_950, "places", "the last word of a hedge may stand before a year"),
]


@pytest.mark.parametrize(
    ("language", "text", "value", "noun"),
    [pytest.param(*case, marks=not_yet(why)) for *case, why in COUNTS],
)
def test_counts(language: str, text: str, value: int, noun: str) -> None:
    assert counts(language, text) == [(value, noun)]


def counts(language: str, text: str) -> list[tuple[Decimal | None, str | None]]:
    return [
        (claim.quantity.value, claim.noun.text)
        for claim in extract(text, language=language)
        if (claim.quantity.bound, claim.quantity.approximate) == ("=", False)
    ]


#: Hedges that the packs list and do not read, with the list and the reason.
HEDGES = {
    ("es", "ronda", "approximately"): "ronda before a number is a label",
    ("pt", "ronda", "approximately"): "ronda before a number is a label",
    ("uk", "кол.", "approximately"): "the stop ends the sentence",
}
BOUNDS = {"approximately": ("=", True), "more": (">", False), "less": ("<", False), "atmost": ("≤", False)}


@every_language
@settings(max_examples=60)
@given(data=st.data())
def test_hedges_are_read(language: str, data: st.DataObject) -> None:
    found = data.draw(made(hedged, language, style="digits") | made(hedged, language, style="scaled"))
    assume(not any(hedge in found.text for code, hedge, _ in HEDGES if code == language))
    assert bounds(language, found.text) == [(found.value, found.bound, found.approximate)]


@pytest.mark.parametrize(
    ("language", "hedge", "listed"),
    [pytest.param(*case, marks=pytest.mark.xfail(reason=why, strict=True)) for case, why in HEDGES.items()],
)
def test_listed_hedges_not_read_yet(language: str, hedge: str, listed: str) -> None:
    words = vocabulary_of(language)
    assert hedge in words.lists[f"before_{listed}"]
    text, _ = words.frames[0].around(f"{hedge} 312")
    assert bounds(language, text) == [(Decimal(312), *BOUNDS[listed])]


def bounds(language: str, text: str) -> list[tuple[Decimal | None, str, bool]]:
    read = [claim.quantity for claim in extract(text, language=language)]
    return [(quantity.value, quantity.bound, quantity.approximate) for quantity in read]


@every_language
@settings(max_examples=60)
@given(data=st.data())
def test_ranges_are_read(language: str, data: st.DataObject) -> None:
    in_words = made(ranges, language, style="words", max_value=IN_A_RANGE)
    found = data.draw(in_words | made(ranges, language, style="digits") | made(ranges, language, style="scaled"))
    assume(not re.search(r"[^\W\d_]-[0-9]", found.text))
    assert ends(language, found.text) == [(found.low, found.high)]


def ends(language: str, text: str) -> list[tuple[Decimal | None, Decimal | None]]:
    return [(q.low, q.high) for claim in extract(text, language=language) if (q := claim.quantity).bound == "range"]


_JOINER = "the joiner of the range is taken for one of the number, or one of the number for that of the range"
RANGES = [
    ("fr", "Entre deux et cent soixante places sont libres.", 2, 160, _JOINER),
    ("fr", "Entre mille et mille deux places sont libres.", 1_000, 1_002, ""),
    ("fr", "Deux à trois cents places sont libres.", 200, 300, ""),
    ("en", "Between one hundred and two hundred ships sank.", 100, 200, ""),
    ("en", "Between one thousand and nine thousand ships sank.", 1_000, 9_000, ""),
    ("en", "Two to three hundred ships sank.", 200, 300, ""),
    ("en", "Between 2.5 million-3.5 million ships sank.", 2_500_000, 3_500_000, ""),
    ("es", "Hay entre mil y dos mil barcos.", 1_000, 2_000, ""),
    ("pt", "Há entre mil e mil e cem barcos.", 1_000, 1_100, ""),
    ("de", "Im Hafen liegen 2,5 Millionen-3,5 Millionen Boote.", 2_500_000, 3_500_000, ""),
    ("uk", "У порту стоять між сорок один та сто кораблів.", 41, 100, "one before та is a pronoun"),
]


@pytest.mark.parametrize(
    ("language", "text", "low", "high"),
    [pytest.param(*case, marks=not_yet(why)) for *case, why in RANGES],
)
def test_ranges(language: str, text: str, low: int, high: int) -> None:
    assert ends(language, text) == [(low, high)]


@every_language
@pytest.mark.parametrize("kind", KINDS)
@some
@given(data=st.data())
def test_near_misses_give_no_claim(language: str, kind: str, data: st.DataObject) -> None:
    text = data.draw(made(near_misses, language, kinds=(kind,)))
    assert [claim.exact for claim in extract(text, language=language)] == []


#: What an article says of its claims, beside what only a reading says.
_TOLD = """claim_id document_id language published start end exact number_start number_end kind value low high bound
    approximate best interval_low interval_high unit noun noun_start noun_end status attribution source source_start
    source_end modality sentence_start sentence_end sentence prefix suffix"""
TOLD = _TOLD.split()


@every_language
@some
@given(data=st.data())
def test_the_claims_of_an_article_are_read(language: str, data: st.DataObject) -> None:
    in_digits, scaled = (made(articles, language, style=style, min_figures=0) for style in ("digits", "scaled"))
    article = data.draw(in_digits | scaled)
    assert [told(claim) for claim in extract(article.document)] == [told(claim) for claim in article.claims]


def told(claim: Claim) -> dict[str, Any]:
    record = claim.record()
    return {name: record[name] for name in TOLD}


# --- what is written is what was asked for --------------------------------------------------------------------------


@every_language
@pytest.mark.parametrize("style", STYLES)
@a_few
@given(data=st.data())
def test_values_lie_between_the_bounds(language: str, style: str, data: st.DataObject) -> None:
    low, high = data.draw(
        st.sampled_from([(2, 99), (10, 10), (1_500, 2_500), (0, 5_000_000), (7, 10**12), (3_000_000, 3_200_000)])
    )
    try:
        strategy = numerals(language, style=style, min_value=low, max_value=high)
    except ValueError as error:
        assert "max_value" in str(error)  # noqa: PT017
        assert style == "scaled" or low == high
        return
    assert low <= data.draw(strategy).value <= high


@given(numeral=numerals("fr", style="digits", separator="\u202f", min_value=1_000))
def test_a_separator_stands_between_groups_of_three(numeral: Numeral) -> None:
    assert re.fullmatch("[0-9]{1,3}(\u202f[0-9]{3})+", numeral.text)
    assert Decimal(numeral.text.replace("\u202f", "")) == numeral.value


@given(numeral=numerals("fr", style="digits", separator=","))
def test_no_number_may_be_taken_for_a_decimal(numeral: Numeral) -> None:
    assert "," not in numeral.text or numeral.value % 1000 == 0 or numeral.value >= 1_000_000


@given(numeral=numerals("en", style="digits", separator="", max_value=5_000))
def test_no_number_may_be_taken_for_a_year(numeral: Numeral) -> None:
    assert not 1000 <= numeral.value < 2200


def test_years_are_written_when_asked_for() -> None:
    assert find(numerals("en", style="digits", separator="", years=True), lambda n: 1900 < n.value < 2100)


@pytest.mark.parametrize(
    ("language", "noun", "plural"),
    [("ru", "контейнеров", "many"), ("uk", "контейнерів", "many"), ("en", "containers", "other")],
)
@given(data=st.data())
def test_numbers_go_with_the_form_of_the_noun(language: str, noun: str, plural: str, data: st.DataObject) -> None:
    found = data.draw(made(counted, language, style="digits"))
    if found.noun == noun:
        assert vocabulary_of(language).plural(found.value) == plural


@every_language
@some
@given(data=st.data())
def test_a_range_ends_higher_than_it_begins(language: str, data: st.DataObject) -> None:
    found = data.draw(made(ranges, language, max_value=data.draw(st.sampled_from([3, 100, 10**9]))))
    assert 2 <= found.low < found.high


@given(article=articles("fr", min_figures=1, max_figures=3))
def test_spans_of_planted_claims_are_exact(article: Article) -> None:
    text = article.document.text
    assert 1 <= len(article.claims) <= 3
    for claim in article.claims:
        assert text[slice(*claim.figure)] == claim.exact
        assert text[slice(*claim.sentence_span)] == claim.sentence
        assert claim.noun.span
        assert text[slice(*claim.noun.span)] == claim.noun.text


WRONG: list[tuple[Strategy, dict[str, Any], str]] = [
    (numerals, {"style": "roman"}, "style"),
    (numerals, {"separator": "_"}, "separator"),
    (numerals, {"min_value": 5, "max_value": 4}, "min_value"),
    (numerals, {"min_value": -1}, "min_value"),
    (numerals, {"style": "scaled", "max_value": 1_000_000}, "max_value"),
    (numerals, {"style": "words", "max_value": 1}, "max_value"),
    (counted, {"style": "decimal"}, "style"),
    (hedged, {"style": "decimal"}, "style"),
    (ranges, {"min_value": 7, "max_value": 7}, "min_value"),
    (near_misses, {"kinds": []}, "kinds"),
    (near_misses, {"kinds": ["zip"]}, "kinds"),
    (articles, {"min_figures": 3, "max_figures": 2}, "min_figures"),
]


@pytest.mark.parametrize(("strategy", "options", "named"), WRONG)
def test_a_wrong_option_is_named_at_once(strategy: Strategy, options: dict[str, Any], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        strategy("fr", **options)


@pytest.mark.parametrize("strategy", [numerals, counted, hedged, ranges, near_misses, articles])
def test_a_language_without_a_pack_is_named(strategy: Strategy) -> None:
    with pytest.raises(LanguageUnknown, match="tlh"):
        strategy("tlh")


# --- a language nobody but its pack knows ---------------------------------------------------------------------------


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The small pack of the README under a code that neither Babel nor num2words knows."""
    folder = write_readme_pack(tmp_path / "tlh")
    folders = {**languages.pack_folders(), "tlh": folder}
    monkeypatch.setattr(languages, "pack_folders", lambda: folders)
    vocabulary_of.cache_clear()
    yield "tlh"
    vocabulary_of.cache_clear()


def test_a_new_language_has_strategies_at_once(toy: str) -> None:
    assert find(counted(toy, style="digits"), lambda c: c.value > 30).text == "La haveno gardas 31 kestojn."
    assert find(counted(toy, style="words"), lambda c: c.value > 30).text == "La haveno gardas cent kestojn."
    assert find(hedged(toy, style="digits"), lambda h: h.bound == "≥").text == "La haveno gardas almenaŭ 2 kestojn."
    assert find(ranges(toy, style="digits"), lambda r: " kaj " in r.text).text == "La haveno gardas inter 2 kaj 3 kestojn."
    assert find(near_misses(toy, kinds=["code"]), lambda _: True) == "La artikolo 4 diras nenion."
    assert find(articles(toy, style="digits"), lambda _: True).document.text == "La haveno gardas 2 kestojn."
    assert find(numerals(toy, style="scaled"), lambda _: True).text == "1,1 miliono"


def test_what_a_pack_has_no_words_for_is_named(toy: str) -> None:
    with pytest.raises(ValueError, match="max_value"):
        numerals(toy, style="words", min_value=16, max_value=19)
    with pytest.raises(ValueError, match=r"numerals\.scale"):
        counted(toy, style="scaled")


PATTERNS = [
    ("entre {n} y {n}", {"entre {n} y {n}"}),
    ("(?:de|desde) {n} a {n}", {"de {n} a {n}", "desde {n} a {n}"}),
    ("{n} (?:{hyphen}|{dash}) {n}", {"{n} - {n}", "{n} – {n}", "{n} — {n}"}),
    ("{n} o {before_atmost}? {n}", {"{n} o {n}"}),
    ("{=más} {n} (?=nada)", {"más {n}"}),
    ("(x: muy){2} {n}", {"muy muy {n}"}),
    ("{n} !{unit} bis? {n}", {"{n} {n}", "{n} bis {n}"}),
]


@pytest.mark.parametrize(("pattern", "written"), PATTERNS)
def test_a_pattern_is_written_out(pattern: str, written: set[str]) -> None:
    strategy = phrases(pattern, vocabulary_of("es")).map(" ".join)
    assert {find(strategy, partial(operator.eq, text)) for text in written} == written


def test_a_pattern_with_a_class_of_words_is_not_written_out() -> None:
    with pytest.raises(Unwritable, match="nominal"):
        phrases(f"{NUMBER} {{nominal}}", vocabulary_of("es"))


# --- found by Hypothesis, and by nobody who does not test -----------------------------------------------------------


def test_hypothesis_is_told_of_our_types() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        [(_, value)] = tomllib.load(file)["project"]["entry-points"]["hypothesis"].items()
    assert value == f"{register.__module__}:{register.__name__}"
    register()

    @a_few
    @given(st.from_type(Document), st.from_type(Claim))
    def told(document: Document, claim: Claim) -> None:
        assert document.language in LANGUAGES
        assert claim.exact in claim.sentence

    told()


@some
@given(documents(), claims())
def test_documents_and_claims_come_in_any_language(document: Document, claim: Claim) -> None:
    assert document.language in LANGUAGES
    assert claim.exact in claim.sentence


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The languages whose packs are asked for while a test runs."""
    asked: list[str] = []

    def load_pack(code: str) -> Pack:
        asked.append(code)
        return languages.load_pack("fr")

    monkeypatch.setattr(pipeline, "load_pack", load_pack)
    return asked


@pytest.mark.parametrize("strategy", [numerals, counted, hedged, ranges, near_misses, articles])
def test_a_strategy_compiles_its_pack_when_it_is_made(strategy: Strategy, compiled: list[str]) -> None:
    """Else the first example of a test would take longer than Hypothesis allows."""
    strategy("en")
    assert compiled == ["en"]


@pytest.mark.parametrize("strategy", [documents, claims])
def test_a_strategy_of_all_languages_compiles_none(strategy: Strategy, compiled: list[str]) -> None:
    strategy()
    assert compiled == []


IMPORTS = ["import figures.testing", "import hypothesis", "from figures.testing.registration import register"]


@pytest.mark.parametrize("first", IMPORTS)
def test_either_may_be_imported_first(first: str) -> None:
    line = f"{first}; from figures.testing.registration import register; register(); import sys; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, check=True)
    assert set(run.stdout.split()) & {"babel", "num2words", "regex", "figures.reading", "figures.pipeline"} == set()


def test_nothing_else_imports_the_strategies() -> None:
    line = "import figures.cli, figures.pipeline, figures.corpus, sys; figures.extract('12 navires'); print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, check=True)
    assert set(run.stdout.split()) & {"figures.testing", "hypothesis", "babel", "num2words"} == set()
