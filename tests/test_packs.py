"""Language packs: each does what its examples say, and each answers the same questions.

Every example and every near miss of every pack, also of one that another distribution announces, is a test of its own. The
questions after that are the same for all packs: is every name known, every list filled and used, every rule shown at work?
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from figures.model import ATTRIBUTIONS, BOUNDS, KINDS, MODALITIES, Claim, Document
from figures.reading.grammar import ENGINE_FRAGMENTS, NUMERALS, RELATIONS, SCENES
from figures.reading.lexicon import CLOSED
from figures.reading.compilation import entries, read_pack
from figures.reading.languages import pack_folders
from figures.reading.pack import Pack, Rule
from figures.reading.reader import read

Table = dict[str, Any]

FOLDERS = pack_folders()
UNIVERSAL = tomllib.loads((FOLDERS["en"].parent / "universal.toml").read_text(encoding="utf-8"))

#: What a figure of an example is expected to be where it does not say.
USUAL: Table = {
    "bound": "=",
    "approximate": False,
    "kind": "count",
    "unit": None,
    "noun": None,
    "status": None,
    "attribution": "none",
    "source": None,
    "modality": "asserted",
}
#: Decimals of a record: 2/3 is written 0.667.
_TO_THE_LAST_DIGIT = 0.0005

#: The tables a pack may have and their keys; `None` where the keys are names the pack gives.
SCHEMA: dict[str, frozenset[str] | None] = {
    "language": frozenset({"code", "name", "stopwords"}),
    "writing": frozenset({"decimal", "elision", "enclitic", "abbreviations", "variants", "glued", "joined"}),
    "numerals": None,
    "bounds": frozenset({"before", "after"}),
    "ranges": frozenset({"patterns", "change"}),
    "parts": frozenset({"ratio", "among", "over"}),
    "units": frozenset({"share", "duration", "measure", "money", "assumed", "age", "rate"}),
    "marks": None,
    "tokens": None,
    "shapes": None,
    "lexicon": None,
    "fragments": None,
    "nouns": frozenset({"count", "of", "before"}),
    "lemmas": frozenset({"irregular", "suffixes"}),
    "concepts": None,
    "status": None,
    "calendar": frozenset({"months", "since", "place"}),
    "places": None,
    "demonyms": None,
    "conjugation": None,
    "verbs": None,
}
RULES: dict[str, frozenset[str]] = {
    "attribution": frozenset({"id", "pattern", "content", "state", "link", "carries"}),
    "modality": frozenset({"id", "pattern", "content", "value"}),
    "refusal": frozenset({"id", "pattern"}),
    "spelling": frozenset({"match", "with"}),
}
STATUS_KEYS = frozenset({"nouns", "participles", "verbs", "of", "else"})
CONTENTS = frozenset({"after", "before", "clause", "clause_around", "after_in_clause", "sentence", "inside"})
LINKS = frozenset({"verb", "preposition", "noun", "parenthesis", "quotation", "adverb", "conditional"})
GROUPS = {"attribution": {"source", "cue"}, "modality": set(), "refusal": {"figure"}, "nouns": {"noun"}}

#: Rules of an example that stand for no table: the digits, which the engine reads, and sources as a whole.
ENGINE_RULES = frozenset({"digits", "attribution", "language"})
#: Tables whose every key is a rule of its own and wants an example.
BY_KEY = ("numerals", "bounds.before", "bounds.after", "units", "tokens", "status", "nouns", "lemmas")
#: Keys for which a pack has many lists of the same sort, so that the table as a whole wants an example.
AS_A_WHOLE = (
    *("ranges", "ranges.change", "parts.ratio", "parts.among", "parts.over", "concepts", "places", "demonyms"),
    *("calendar.months", "calendar.since", "calendar.place"),
)


# --- examples -----------------------------------------------------------------------------------------------------


@cache
def pack_of(code: str) -> Pack:
    return read_pack(FOLDERS[code])


@cache
def examples_of(code: str) -> Table:
    path = FOLDERS[code] / "examples.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def entries_of(kind: str) -> list[Any]:
    """Every entry of one kind of every pack, named by language, number and rule."""
    return [
        pytest.param(code, entry, id=f"{code}-{number}-{entry['rule']}")
        for code in FOLDERS
        for number, entry in enumerate(examples_of(code).get(kind, ()), 1)
    ]


def claims_of(pack: Pack, entry: Table) -> list[Claim]:
    document = Document(entry["text"], language=pack.code, published=entry.get("published"))
    return list(read(document, pack, language=pack.code).claims)


def reasons_of(pack: Pack, entry: Table) -> set[str]:
    document = Document(entry["text"], language=pack.code)
    return {refusal.reason for refusal in read(document, pack, language=pack.code).refusals}


def expected(figure: Table) -> Table:
    """A figure of an example with what it leaves out: the usual, and low and high as they follow from value and bound."""
    told = {**USUAL, **figure}
    value = told.get("value")
    if value is not None:
        exact = told["bound"] == "=" and not told["approximate"]
        told.setdefault("low", value if exact or told["bound"] in ("≥", ">") else None)
        told.setdefault("high", value if exact or told["bound"] in ("≤", "<") else None)
    else:
        told.update({"value": None, "low": told.get("low"), "high": told.get("high")})
    return told


def alternatives(told: Any) -> list[Any]:
    return told if isinstance(told, list) else [told]


def agrees(told: Any, found: Any) -> bool:
    """True where a field is as told: a list names alternatives, an empty string nothing."""
    if isinstance(told, list):
        return any(agrees(one, found) for one in alternatives(told))
    if isinstance(told, (int, float)) and not isinstance(told, bool) and isinstance(found, (int, float)):
        return abs(told - found) <= (_TO_THE_LAST_DIGIT if isinstance(told, float) else 0)
    return found == (None if told == "" else told)


def differences(pack: Pack, entry: Table) -> list[str]:
    """What an entry tells and the pack does not bear out, a line each; an entry without figures is a near miss."""
    found = mismatches(entry, claims_of(pack, entry))
    if "reason" in entry and (reasons := reasons_of(pack, entry)) != {entry["reason"]}:
        found.append(f"reason {entry['reason']} expected, {sorted(reasons)} read")
    return found


def mismatches(entry: Table, claims: list[Claim]) -> list[str]:
    """What an example tells and the reading does not bear out, a line each."""
    figures = [expected(figure) for figure in entry.get("figures", ())]
    read_ = [claim.exact for claim in claims]
    if [figure["exact"] for figure in figures] != read_:
        return [f"figures: {[figure['exact'] for figure in figures]} expected, {read_} read"]
    exact = {claim.claim_id: claim.exact for claim in claims}
    found = []
    for figure, claim in zip(figures, claims, strict=True):
        record = claim.record()
        row = {**record, "whole": exact.get(str(record["whole_claim_id"]))}
        figure.setdefault("whole", None)
        found += [
            f"{claim.exact}: {name} {told!r} expected, {row[name]!r} read"
            for name, told in figure.items()
            if not agrees(told, row[name])
        ]
    return found


@pytest.mark.parametrize(("code", "entry"), entries_of("example"))
def test_example(code: str, entry: Table) -> None:
    found = differences(pack_of(code), entry)
    assert not found, "\n".join([entry["text"], *found])


@pytest.mark.parametrize(("code", "entry"), entries_of("near_miss"))
def test_near_miss(code: str, entry: Table) -> None:
    assert "figures" not in entry
    found = differences(pack_of(code), entry)
    assert not found, "\n".join([entry["text"], *found])


@pytest.mark.parametrize(("code", "entry"), entries_of("known_failure"))
def test_known_failure(code: str, entry: Table) -> None:
    assert differences(pack_of(code), entry), f"no failure any more: make it an example: {entry['text']}"


# --- the same questions to every pack -----------------------------------------------------------------------------

every_pack = pytest.mark.parametrize("code", sorted(FOLDERS))


@cache
def files_of(code: str) -> dict[str, Table]:
    """The pack's own tables, file by file."""
    paths = sorted(path for path in FOLDERS[code].glob("*.toml") if path.name != "examples.toml")
    return {path.name: tomllib.loads(path.read_text(encoding="utf-8")) for path in paths}


def tables_of(code: str, path: str) -> Iterator[Any]:
    """What the pack's files hold at a dotted path."""
    for table in files_of(code).values():
        value: Any = table
        for key in path.split("."):
            value = value.get(key) if isinstance(value, dict) else None
        if value is not None:
            yield value


def keys_of(code: str, path: str) -> list[str]:
    return [key for table in tables_of(code, path) for key in table]


def strings_in(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every string below a table, with its dotted path."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield from strings_in(below, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list):
        for below in value:
            yield from strings_in(below, path)
    elif isinstance(value, str):
        yield path, value


#: Where a pack writes patterns over tokens, and where regular expressions over characters.
_PATTERNS = re.compile(
    r"(?:fragments|nouns)\.\w+|ranges\.patterns|parts\.(?:ratio|among)|units\.age\.\w+|calendar\.place|\w+\.pattern"
)
_CHARACTERS = re.compile(r"tokens\.\w+|shapes\.\w+|writing\.(?:elision|enclitic|decimal)|spelling\.\w+")
_NAME = re.compile(r"\{([^{}\d,][^{}]*)\}")
_GROUP = re.compile(r"\((?!\?)([a-z_]\w*):")
_PROSE = re.compile(
    r"language\..*|(?:attribution|modality|refusal)\.(?:id|content|link|state|value)|status\.\w+\.(?:of|else)"
)


def patterns_of(code: str) -> list[tuple[str, str]]:
    return [
        (path, text) for table in files_of(code).values() for path, text in strings_in(table) if _PATTERNS.fullmatch(path)
    ]


def lists_of(code: str) -> list[tuple[str, str]]:
    """Every list of words and phrases, with its dotted path."""
    other = (_PATTERNS, _CHARACTERS, _PROSE)
    found = [pair for table in files_of(code).values() for pair in strings_in(table)]
    return [(path, text) for path, text in found if not any(kind.fullmatch(path) for kind in other)]


def names_in(pattern: str) -> set[str]:
    return {name for names in _NAME.findall(pattern) for name in names.split("|") if not name.startswith("=")}


@every_pack
def test_a_pack_is_data(code: str) -> None:
    """Somebody else's pack cannot run code; what makes its folder a package may stand there, empty."""
    suffixes = {path.suffix for path in FOLDERS[code].rglob("*") if path.is_file() and path.stat().st_size}
    assert suffixes - {".md"} == {".toml"}


@every_pack
def test_a_pack_has_no_table_and_no_key_that_nobody_reads(code: str) -> None:
    unknown = []
    for table in files_of(code).values():
        for name, value in table.items():
            if name in RULES:
                unknown += [f"{name}.{key}" for rule in value for key in rule if key not in RULES[name]]
            elif name not in SCHEMA:
                unknown.append(name)
            elif (keys := SCHEMA[name]) is not None:
                unknown += [f"{name}.{key}" for key in value if key not in keys]
    unknown += [
        f"status.{k}.{key}" for t in tables_of(code, "status") for k, v in t.items() for key in v if key not in STATUS_KEYS
    ]
    assert unknown == []


@every_pack
def test_rules_say_what_the_engine_understands(code: str) -> None:
    wrong = []
    for kind in ("attribution", "modality", "refusal"):
        for rules in tables_of(code, kind):
            for rule in rules:
                said = (
                    rule.get("content", "after") in CONTENTS
                    and rule.get("link", "verb") in LINKS
                    and rule.get("state", "vague") in ATTRIBUTIONS
                    and rule.get("value", "asserted") in MODALITIES
                    and set(_GROUP.findall(rule["pattern"])) <= GROUPS[kind]
                )
                wrong += [] if said else [rule["id"]]
    assert wrong == []
    assert all("figure" in _GROUP.findall(rule["pattern"]) for rules in tables_of(code, "refusal") for rule in rules)


@every_pack
def test_every_name_in_a_pattern_is_known(code: str) -> None:
    pack = pack_of(code)
    fragments = {*ENGINE_FRAGMENTS, *keys_of(code, "fragments")}
    marked = {"n"}  # A figure, in the patterns of ranges and ages.
    unknown = {
        f"{path}: {{{name}}}"
        for path, pattern in patterns_of(code)
        for name in names_in(pattern)
        if name not in fragments | marked and not pack.lexicon.phrases.get(name) and not pack.lexicon.alphabet.members(name)
    }
    assert unknown == set()


@every_pack
def test_every_fragment_is_used(code: str) -> None:
    engine = [*ENGINE_FRAGMENTS.values(), *NUMERALS.values(), *RELATIONS.values(), *SCENES.values()]
    used = set().union(*(names_in(pattern) for _, pattern in patterns_of(code)), *map(names_in, engine))
    # Fragments the engine's own code asks for by name: words between a noun and what happens to it.
    assert set(keys_of(code, "fragments")) - used - {"filler"} == set()


@every_pack
def test_every_list_is_filled(code: str) -> None:
    """But endings, of which none may be the one that is meant."""
    empty = [path for path, text in lists_of(code) if not list(entries(text))]
    assert [path for path in empty if not path.startswith("conjugation.")] == []


@every_pack
def test_every_class_of_words_is_asked_for(code: str) -> None:
    engine = [*ENGINE_FRAGMENTS.values(), *NUMERALS.values(), *RELATIONS.values(), *SCENES.values()]
    patterns = [*engine, *(pattern for _, pattern in patterns_of(code))]
    used = set().union(*map(names_in, patterns), CLOSED)
    classes = {
        key
        for table in ("lexicon", "tokens", "shapes", "numerals")
        for tables in tables_of(code, table)
        for key, value in tables.items()
        if isinstance(value, str)
    }
    # The scan for sentences reads the articles that measure, and the plurals are asked for as vague numbers.
    assert classes - used - {"measured", "plural"} == set()


@every_pack
def test_no_list_holds_a_word_twice(code: str) -> None:
    twice = {
        path: doubled
        for path, text in lists_of(code)
        if (doubled := [word for word, times in Counter(entries(text)).items() if times > 1])
    }
    assert twice == {}


@every_pack
def test_no_word_is_written_in_two_number_tables(code: str) -> None:
    """A word with two values would silently have the last."""
    words = Counter(
        word
        for role in ("add", "hundred", "scale", "suffix", "collective", "fraction")
        for table in tables_of(code, f"numerals.{role}")
        for written in table.values()
        for word in entries(written)
    )
    assert {word for word, times in words.items() if times > 1} == set()


@every_pack
def test_no_word_is_written_under_two_units_of_a_kind(code: str) -> None:
    found: dict[str, set[str]] = {}
    for kind in ("share", "duration", "measure", "money", "assumed"):
        for table in (*tables_of(code, f"units.{kind}"), UNIVERSAL["units"].get(kind, {})):
            for unit, written in table.items():
                for word in entries(written):
                    found.setdefault(word, set()).add(unit)
    assert {word: units for word, units in found.items() if len(units) > 1} == {}


@every_pack
def test_canonical_units_are_those_pint_knows(code: str) -> None:
    """The name in a record is one a program can hand to pint; money has its own codes."""
    from pint import UnitRegistry

    registry = UnitRegistry()
    registry.define("percentage_point = percent")
    names = {
        name
        for kind in ("share", "duration", "measure")
        for table in (*tables_of(code, f"units.{kind}"), UNIVERSAL["units"].get(kind, {}))
        for name in table
    }
    assert {name for name in names if name != "quarter" and not _known(registry, name)} == set()


def _known(registry: Any, name: str) -> bool:
    try:
        registry.parse_units(name)
    except Exception:  # noqa: BLE001 - pint raises many sorts of errors for a unit it does not know
        return False
    return True


# --- every rule is shown at work ----------------------------------------------------------------------------------


def rules_of(code: str) -> set[str]:
    """The names an example may stand under and at least one has to."""
    found = {
        f"{kind}.{rule['id']}"
        for kind in ("attribution", "modality", "refusal")
        for t in tables_of(code, kind)
        for rule in t
    }
    found |= {f"{path}.{key}" for path in BY_KEY for key in keys_of(code, path)}
    return found | {path for path in AS_A_WHOLE if next(tables_of(code, path), None)}


def exists(code: str, rule: str) -> bool:
    return rule in ENGINE_RULES | rules_of(code) or any(
        next(tables, None) is not None
        for tables in (tables_of(code, rule), iter([UNIVERSAL.get("tokens", {}).get(rule[7:])]))
    )


@every_pack
def test_every_rule_has_an_example_and_every_example_a_rule(code: str) -> None:
    told = {entry["rule"] for kind in ("example", "near_miss", "known_failure") for entry in examples_of(code).get(kind, ())}
    assert rules_of(code) - told == set()
    assert {rule for rule in told if not exists(code, rule)} == set()


@every_pack
def test_what_refuses_has_near_misses_and_what_reads_has_examples(code: str) -> None:
    refused = {entry["rule"] for entry in examples_of(code).get("near_miss", ())}
    shown = {entry["rule"] for entry in examples_of(code).get("example", ())}
    never_figures = {f"tokens.{name}" for name in names_in(NUMERALS["refused"])}
    refusing = {rule for rule in rules_of(code) if rule.startswith("refusal.") or rule in never_figures}
    assert refusing - refused == set()
    assert rules_of(code) - refusing - shown == set()


@every_pack
def test_examples_are_examples_once(code: str) -> None:
    texts = Counter(entry["text"] for kind in examples_of(code).values() for entry in kind)
    assert {text for text, times in texts.items() if times > 1} == set()


@every_pack
def test_examples_use_the_fields_and_values_of_a_record(code: str) -> None:
    figures = [
        f for kind in ("example", "known_failure") for e in examples_of(code).get(kind, ()) for f in e.get("figures", ())
    ]
    allowed = {"bound": BOUNDS, "kind": KINDS, "attribution": ATTRIBUTIONS, "modality": MODALITIES}
    told = [(f, name, value) for f in figures for name in allowed for value in alternatives(f.get(name, allowed[name][0]))]
    wrong = [f for f, name, value in told if value not in allowed[name]]
    assert wrong == []
    assert [f for f in figures if "value" not in f and "low" not in f and "high" not in f] == []


def dumped(table: Table, path: tuple[str, ...] = ()) -> str:
    """A table of strings, booleans and tables as TOML."""
    lines, below = [], []
    for key, value in table.items():
        name = json.dumps(key, ensure_ascii=False)
        if isinstance(value, dict):
            below.append(f"[{'.'.join((*path, name))}]\n" + dumped(value, (*path, name)))
        elif isinstance(value, list):
            below += [f"[[{'.'.join((*path, name))}]]\n" + dumped(item, (*path, name)) for item in value]
        else:
            lines.append(f"{name} = {json.dumps(value, ensure_ascii=False)}")
    return "\n".join([*lines, *below]) + "\n"


def without(table: Table, rule: str) -> Table:
    """A copy of a file's tables without the one at a dotted path."""
    copied: Table = deepcopy(table)
    *way, last = rule.split(".")
    at: Any = copied
    for key in way:
        at = at.get(key, {})
    at.pop(last, None)
    return copied


def shown(code: str, rule: str, pack: Pack) -> list[str]:
    """Entries under a rule that a pack does not read as they say."""
    cases = examples_of(code)
    entries = [entry for kind in ("example", "near_miss") for entry in cases[kind] if entry["rule"] == rule]
    return [entry["text"] for entry in entries if differences(pack, entry)]


_FIELDS = {"attribution": "attributions", "modality": "modalities", "refusal": "refusals"}


def ruled(code: str) -> Iterator[Any]:
    """Every rule of a pack, by its kind and its place among those of the kind: several may share an id."""
    for kind, field in _FIELDS.items():
        for place, rule in enumerate(getattr(pack_of(code), field)):
            yield pytest.param(code, kind, place, id=f"{code}-{kind}.{rule.id}-{place}")


@pytest.mark.parametrize(("code", "kind", "place"), [case for code in sorted(FOLDERS) for case in ruled(code)])
def test_without_the_rule_an_example_of_it_fails(code: str, kind: str, place: int) -> None:
    """An example that passes without its rule shows nothing of it, and a rule nothing needs is dead weight."""
    pack = pack_of(code)
    rules: tuple[Rule, ...] = getattr(pack, _FIELDS[kind])
    less = replace(pack, **{_FIELDS[kind]: (*rules[:place], *rules[place + 1 :])})
    name = f"{kind}.{rules[place].id}"
    assert shown(code, name, less), f"no example of {name} needs its pattern number {place}"


def _tables(code: str) -> Iterator[str]:
    for rule in rules_of(code) | {"writing.elision", "writing.abbreviations", "writing.variants"}:
        if rule.partition(".")[0] not in RULES and next(tables_of(code, rule), None) is not None:
            yield rule


@pytest.mark.slow
@pytest.mark.parametrize(("code", "rule"), [(code, rule) for code in sorted(FOLDERS) for rule in sorted(_tables(code))])
def test_without_the_table_an_example_of_it_fails(code: str, rule: str, tmp_path: Path) -> None:
    for name, table in files_of(code).items():
        (tmp_path / name).write_text(dumped(without(table, rule)), encoding="utf-8")
    assert shown(code, rule, read_pack(tmp_path)), f"no example of {rule} needs it"
