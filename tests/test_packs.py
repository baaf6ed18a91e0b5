"""The same questions to every pack: is it data alone, is every name known, every list filled, every word asked for?"""

from __future__ import annotations

import ast
import re
from collections import Counter
from typing import Any

import pytest
from pint import UndefinedUnitError

from figures.datafiles import entries
from figures.model import ATTRIBUTIONS, BOUNDS, KINDS, LINKS, MODALITIES, SOURCE_KINDS, STANCES
from figures.reading import compilation
from figures.reading.grammar import ENGINE_FRAGMENTS, NUMERALS, RELATIONS, SCENES
from figures.reading.languages import load_pack
from figures.reading.lexicon import CLOSED
from figures.reading.pack import unit_key
from figures.units import UnitUnknown, dimension_of, scale_of
from figures.units.registry import registry
from tests.conftest import ROOT
from tests.pack_examples import (
    FOLDERS,
    Table,
    alternatives,
    claims_of,
    examples_of,
    files_of,
    keys_of,
    lists_of,
    names_in,
    pack_of,
    parsed,
    patterns_of,
    rules_of_kind,
    tables_of,
)

every_pack = pytest.mark.parametrize("code", sorted(FOLDERS))
UNIVERSAL: Table = parsed(FOLDERS["fr"].parent / "universal.toml")

ENGINE_PATTERNS = (*ENGINE_FRAGMENTS.values(), *NUMERALS.values(), *RELATIONS.values(), *SCENES.values())
#: Tables with names a pack gives itself; of all others the engine asks for every key by its name.
_OPEN = "marks numerals tokens shapes lexicon fragments concepts acting status places demonyms conjugation verbs units"
OPEN_TABLES = frozenset(_OPEN.split())
#: What a rule may say.
RULE_KEYS = {
    "attribution": {
        *("id", "pattern", "content", "state", "link", "stance", "kind"),
        *("carries", "elided", "continues", "reaches_back", "in_turn"),
    },
    "modality": {"id", "pattern", "content", "value"},
    "refusal": {"id", "pattern"},
    "spelling": {"match", "with"},
}
RULE_VALUES: dict[str, frozenset[str]] = {
    "content": frozenset(
        {"after", "before", "clause", "clause_around", "after_in_clause", "sentence", "inside", "nothing", "to_end"}
    ),
    "link": frozenset(LINKS),
    "stance": frozenset(STANCES),
    "state": frozenset(ATTRIBUTIONS),
    "value": frozenset(MODALITIES),
}
GROUPS = {"attribution": {"source", "cue", "relay"}, "modality": set[str](), "refusal": {"figure"}}
_GROUP = re.compile(r"\((?!\?)([a-z_]\w*):")


def engine_names() -> set[str]:
    """Every string in the code that compiles packs: the names of tables and keys it asks for are among them."""
    code = [(ROOT / "figures" / "reading" / name).read_text(encoding="utf-8") for name in ("compilation.py", "befalling.py")]
    nodes = (node for text in code for node in ast.walk(ast.parse(text)))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


@every_pack
def test_a_pack_loads_under_its_code(code: str) -> None:
    pack = load_pack(code)
    assert pack.code == code
    assert pack.name
    assert len(pack.stopwords) >= 20


@every_pack
def test_a_pack_is_data(code: str) -> None:
    """Somebody else's pack cannot run code; what makes its folder a package may stand there, empty."""
    suffixes = {path.suffix for path in FOLDERS[code].rglob("*") if path.is_file() and path.stat().st_size}
    assert suffixes - {".md"} == {".toml"}


@every_pack
def test_a_pack_has_no_table_and_no_key_that_nobody_reads(code: str) -> None:
    asked = {*engine_names(), "stances", "source_kinds", *STANCES, *SOURCE_KINDS}
    unknown = []
    for table in files_of(code).values():
        for name, value in table.items():
            if name in RULE_KEYS:
                unknown += [f"{name}.{key}" for rule in value for key in rule if key not in RULE_KEYS[name]]
            elif name not in asked:
                unknown.append(name)
            elif name not in OPEN_TABLES:
                unknown += [f"{name}.{key}" for key in value if key not in asked]
    told = [(status, key) for table in tables_of(code, "status") for status, below in table.items() for key in below]
    unknown += [f"status.{status}.{key}" for status, key in told if key not in asked]
    unknown += [f"units.{kind}" for kind in keys_of(code, "units") if kind not in {*KINDS, "assumed"}]
    assert unknown == []


@every_pack
def test_rules_say_what_the_engine_understands(code: str) -> None:
    rules = [(kind, rule) for kind in GROUPS for rule in rules_of_kind(code, kind)]
    wrong = [
        f"{kind}.{rule['id']}: {key} {rule[key]!r}"
        for kind, rule in rules
        for key, values in RULE_VALUES.items()
        if key in rule and rule[key] not in values
    ]
    named = [(kind, rule["id"], set(_GROUP.findall(rule["pattern"]))) for kind, rule in rules]
    wrong += [f"{kind}.{name}: {sorted(groups)}" for kind, name, groups in named if not groups <= GROUPS[kind]]
    wrong += [f"{kind}.{name}: no figure" for kind, name, groups in named if kind == "refusal" and "figure" not in groups]
    assert wrong == []


@every_pack
def test_every_name_in_a_pattern_is_known(code: str) -> None:
    lexicon = pack_of(code).lexicon
    known = {*ENGINE_FRAGMENTS, *UNIVERSAL["fragments"], *keys_of(code, "fragments"), "n"}
    asked = {(path, name) for path, pattern in patterns_of(code) for name in names_in(pattern) if name not in known}
    assert {pair for pair in asked if not lexicon.phrases.get(pair[1]) and not lexicon.alphabet.members(pair[1])} == set()


def test_every_name_in_a_universal_pattern_is_known_to_some_pack() -> None:
    lexicons = [pack_of(code).lexicon for code in FOLDERS]
    asked = set().union(*map(names_in, universal_patterns())) - {*ENGINE_FRAGMENTS, *UNIVERSAL["fragments"]}
    known = {name for name in asked for lexicon in lexicons if lexicon.phrases.get(name) or lexicon.alphabet.members(name)}
    assert asked - known == set()


def universal_patterns() -> list[str]:
    return [*UNIVERSAL["fragments"].values(), *(rule["pattern"] for rule in UNIVERSAL["refusal"])]


def names_asked_for(code: str) -> set[str]:
    """Every class, list and fragment that a pattern of the pack, of all packs or of the engine names."""
    patterns = [*ENGINE_PATTERNS, *universal_patterns(), *(pattern for _, pattern in patterns_of(code)), *_engine_written()]
    return set().union(*map(names_in, patterns))


def _engine_written() -> list[str]:
    """Patterns that the compilation of a pack writes itself stand among its strings."""
    return [name for name in engine_names() if "{" in name]


@every_pack
def test_every_fragment_is_used(code: str) -> None:
    assert set(keys_of(code, "fragments")) - names_asked_for(code) == set()


@every_pack
def test_every_class_of_words_is_asked_for(code: str) -> None:
    classes = {
        key
        for table in ("lexicon", "tokens", "shapes", "numerals")
        for tables in tables_of(code, table)
        for key, value in tables.items()
        if isinstance(value, str)
    }
    # The scan for sentences reads `measured`, and the plurals are asked for as vague numbers.
    assert classes - names_asked_for(code) - CLOSED - {"measured", "plural"} == set()


@every_pack
def test_every_list_is_filled(code: str) -> None:
    """But endings, of which none may be the one that is meant."""
    empty = [path for path, text in lists_of(code) if not list(entries(text))]
    # No mark at all may group: then a point before three digits is as likely a decimal mark.
    assert [path for path in empty if not path.startswith(("conjugation.", "writing.grouping"))] == []


@every_pack
def test_no_list_holds_a_word_twice(code: str) -> None:
    counted = {path: Counter(entries(text)) for path, text in lists_of(code) if not path.startswith("calendar.")}
    twice = {path: [word for word, times in words.items() if times > 1] for path, words in counted.items()}
    assert {path: words for path, words in twice.items() if words} == {}


@every_pack
def test_no_word_has_two_values(code: str) -> None:
    """A word in two tables of numbers would silently have the value of the last."""
    roles = ("add", "hundred", "scale", "suffix", "collective", "fraction")
    tables = [table for role in roles for table in tables_of(code, f"numerals.{role}")]
    words = Counter(word for table in tables for written in table.values() for word in entries(written))
    assert {word for word, times in words.items() if times > 1} == set()


def units_of(code: str, *kinds: str) -> list[tuple[str, str]]:
    """Canonical unit and word, of the pack and of the universal file."""
    tables = [table for kind in kinds for table in (*tables_of(code, f"units.{kind}"), UNIVERSAL["units"].get(kind, {}))]
    return [(unit, word) for table in tables for unit, written in table.items() for word in entries(written)]


@every_pack
def test_no_word_is_two_units(code: str) -> None:
    found: dict[str, set[str]] = {}
    for unit, word in units_of(code, "share", "duration", "measure", "rate", "money", "assumed"):
        found.setdefault(word, set()).add(unit)
    assert {word: units for word, units in found.items() if len(units) > 1} == {}


@every_pack
def test_canonical_units_are_those_of_the_definition_file(code: str) -> None:
    """The name in a record is one that converts, and that a program can hand to pint."""
    unknown = set()
    for unit, _ in units_of(code, "share", "duration", "measure", "rate", "money", "assumed"):
        try:
            scale_of(unit)
            registry().parse_units(unit)
        except (UnitUnknown, UndefinedUnitError):
            unknown.add(unit)
    assert unknown == set()


@every_pack
def test_a_unit_stands_in_the_table_of_its_kind(code: str) -> None:
    """A duration is a time, a share has no dimension, and money is of a currency, named or not (*cents*)."""
    assert {unit for unit, _ in units_of(code, "duration") if dimension_of(unit) != "[time]"} == set()
    assert {unit for unit, _ in units_of(code, "share") if dimension_of(unit) not in ("", "[share_difference]")} == set()
    money = {unit: dimension_of(unit) for unit, _ in units_of(code, "money", "assumed")}
    assert {unit for unit, of in money.items() if of not in (f"[{unit}]", f"[{unit[:3]}]")} == set()


#: Words of units that are no unit behind a plain number: what stands before wins over them, a number word (*milles marins*),
#: a suffix of the number (English *m* and *mn* are millions) or a fraction (*quarters*).
NOT_READ = frozenset(
    {
        *("quarter", "quarters", "mille marin", "milles marins", "mn", "m"),
        *("cent américain", "cent d'euro", "cent canadien", "cent australien"),
    }
)


@pytest.mark.parametrize("code", ["en", "fr"])
def test_every_word_of_a_unit_is_read(code: str) -> None:
    """Behind a number, each stands for its unit, and for nothing less: *C$* is no dollar of the United States."""
    unread = {}
    for unit, word in units_of(code, "share", "duration", "measure", "rate", "money", "assumed"):
        claims = claims_of(pack_of(code), {"text": f"… 40 {word}, …"})
        found = [(claim.exact.removesuffix(".") == f"40 {word}".removesuffix("."), claim.quantity.unit) for claim in claims]
        # A part of a currency is told in the currency.
        told = unit.partition("_")[0] if unit[:3].isupper() else unit
        if word not in NOT_READ and found != [(True, told)]:
            unread[word] = found
    assert unread == {}


@pytest.mark.parametrize("code", ["en", "fr"])
def test_every_code_is_read_before_its_number(code: str) -> None:
    pack = pack_of(code)
    codes = [word for word in entries(UNIVERSAL["lexicon"]["currency_code"]) if word.isalpha()]
    assert len(codes) > 100
    written = {word: f"… {word} 40 et {word}40, …" for word in codes}
    found = {word: [claim.quantity.unit for claim in claims_of(pack, {"text": text})] for word, text in written.items()}
    assert {word: units for word, units in found.items() if units != [pack.units[unit_key([word])].name] * 2} == {}


@every_pack
def test_every_text_is_an_example_once(code: str) -> None:
    texts = Counter(entry["text"] for kind in examples_of(code).values() for entry in kind)
    assert {text for text, times in texts.items() if times > 1} == set()


@every_pack
def test_examples_use_the_fields_and_values_of_a_record(code: str) -> None:
    figures = [f for kind in ("example", "known_failure") for e in examples_of(code).get(kind, ()) for f in e["figures"]]
    allowed: dict[str, Any] = {"bound": BOUNDS, "kind": KINDS, "attribution": ATTRIBUTIONS, "modality": MODALITIES}
    told = [(f["exact"], name, v) for f in figures for name in allowed if name in f for v in alternatives(f[name])]
    assert [mistake for mistake in told if mistake[2] not in allowed[mistake[1]]] == []
    assert [f["exact"] for f in figures if not {"value", "low", "high"} & f.keys()] == []


def test_there_is_a_compilation_to_ask_for_names() -> None:
    """The questions above rest on the strings of one module."""
    assert compilation.__file__ == str(ROOT / "figures" / "reading" / "compilation.py")
    assert {"attribution", "lexicon", "calendar"} <= engine_names()
