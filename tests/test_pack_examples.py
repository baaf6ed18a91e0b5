"""Every example of every pack, also of one that another distribution announces, as a test of its own.

An example says what is read, a near miss that nothing is, a known failure what should be read and is not: it fails on the
day it is. And the other way round: without the rule it is there for, an example fails, or it shows nothing of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from figures.reading.compilation import read_pack
from figures.reading.pack import Pack, Rule
from tests.pack_examples import (
    FOLDERS,
    Table,
    cases,
    differences,
    examples_of,
    failing,
    files_of,
    keys_of,
    pack_of,
    parsed,
    rules_of_kind,
    tables_of,
)

#: The fields of a compiled pack that hold the rules of a kind.
KINDS = {"attribution": "attributions", "modality": "modalities", "refusal": "refusals"}
#: Tables whose every key is a rule of its own.
BY_KEY = ("columns", "numerals", "bounds.before", "bounds.after", "units", "tokens", "status", "nouns", "lemmas")
#: Tables that are one rule as they stand.
AS_A_WHOLE = (
    *(
        "ranges",
        "ranges.change",
        "ranges.against",
        "rates",
        "parts.ratio",
        "parts.among",
        "parts.over",
        "concepts",
        "acting",
        "places",
        "demonyms",
    ),
    *("calendar.months", "calendar.since", "calendar.until", "calendar.place"),
)
#: Rules of an example that stand for no table of a pack: what the engine does with digits, and sources as a whole.
ENGINE = frozenset({"digits", "attribution"})
UNIVERSAL: Table = parsed(FOLDERS["fr"].parent / "universal.toml")


@pytest.mark.parametrize(("code", "entry"), cases("example"))
def test_example(code: str, entry: Table) -> None:
    found = differences(pack_of(code), entry)
    assert not found, "\n".join([entry["text"], *found])


@pytest.mark.parametrize(("code", "entry"), cases("near_miss"))
def test_near_miss(code: str, entry: Table) -> None:
    assert "figures" not in entry
    found = differences(pack_of(code), entry)
    assert not found, "\n".join([entry["text"], *found])


@pytest.mark.parametrize(("code", "entry"), cases("known_failure"))
def test_known_failure(code: str, entry: Table) -> None:
    assert differences(pack_of(code), entry), f"no failure any more: make it an example: {entry['text']}"


# --- every rule has its example -----------------------------------------------------------------------------------

every_pack = pytest.mark.parametrize("code", sorted(FOLDERS))


def rules_of(code: str) -> set[str]:
    """The names that want an example."""
    found = {f"{kind}.{rule['id']}" for kind in KINDS for rule in rules_of_kind(code, kind)}
    found |= {f"{path}.{key}" for path in BY_KEY for key in keys_of(code, path)}
    return found | {path for path in AS_A_WHOLE if next(tables_of(code, path), None)}


def universal_rules() -> set[str]:
    """Rules that every pack has from the universal file."""
    found = {f"{kind}.{rule['id']}" for kind in KINDS for rule in UNIVERSAL.get(kind, ())}
    return found | {f"tokens.{name}" for name in UNIVERSAL["tokens"]} | {f"units.{kind}" for kind in UNIVERSAL["units"]}


@every_pack
def test_every_rule_has_an_example(code: str) -> None:
    told = {entry["rule"] for entries in examples_of(code).values() for entry in entries}
    assert rules_of(code) - told == set()


def test_every_universal_rule_has_an_example_in_some_pack() -> None:
    told = {entry["rule"] for code in FOLDERS for entries in examples_of(code).values() for entry in entries}
    assert universal_rules() - told == set()


@every_pack
def test_every_example_names_a_rule_there_is(code: str) -> None:
    told = {entry["rule"] for entries in examples_of(code).values() for entry in entries}
    known = ENGINE | rules_of(code) | universal_rules()
    assert {rule for rule in told - known if next(tables_of(code, rule), None) is None} == set()


@every_pack
def test_what_refuses_has_near_misses(code: str) -> None:
    refused = {entry["rule"] for entry in examples_of(code).get("near_miss", ())}
    assert {rule for rule in rules_of(code) if rule.startswith("refusal.")} - refused == set()


# --- and every example its rule -----------------------------------------------------------------------------------


def ruled() -> Iterator[Any]:
    """Every rule of every pack, by its kind and its place among those of the kind: several may share an id."""
    for code in sorted(FOLDERS):
        for kind in KINDS:
            for place, rule in enumerate(rules_of_kind(code, kind)):
                yield pytest.param(code, kind, place, id=f"{code}-{kind}.{rule['id']}-{place}")


def fails_anyway(code: str, rule: str) -> bool:
    """True for a rule whose examples are all known failures yet: the first that is read will show it at work."""
    told = {kind for kind, entries in examples_of(code).items() for entry in entries if entry["rule"] == rule}
    return "known_failure" in told and "example" not in told


@pytest.mark.parametrize(("code", "kind", "place"), list(ruled()))
def test_without_the_rule_an_example_of_it_fails(code: str, kind: str, place: int) -> None:
    """An example that passes without its rule shows nothing of it, and a rule nothing needs is dead weight."""
    pack = pack_of(code)
    rules: tuple[Rule, ...] = getattr(pack, KINDS[kind])
    less: Pack = replace(pack, **cast("Any", {KINDS[kind]: (*rules[:place], *rules[place + 1 :])}))
    name = f"{kind}.{rules[place].id}"
    assert failing(less, code, name) or fails_anyway(code, name), f"no example of {name} needs its pattern number {place}"


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


def without(table: Table, path: str) -> Table:
    """A copy of a file's tables without the one at a dotted path."""
    copied: Table = deepcopy(table)
    *way, last = path.split(".")
    at: Any = copied
    for key in way:
        at = at.get(key, {})
    at.pop(last, None)
    return copied


def tabled() -> list[tuple[str, str]]:
    """Every table of every pack that is a rule of its own."""
    named = [(code, rule) for code in sorted(FOLDERS) for rule in sorted(rules_of(code))]
    return [(code, rule) for code, rule in named if rule.partition(".")[0] not in KINDS]


@pytest.mark.slow
@pytest.mark.parametrize(("code", "rule"), tabled())
def test_without_the_table_an_example_of_it_fails(code: str, rule: str, tmp_path: Path) -> None:
    for name, table in files_of(code).items():
        (tmp_path / name).write_text(dumped(without(table, rule)), encoding="utf-8")
    less = read_pack(tmp_path)
    assert failing(less, code, rule) or fails_anyway(code, rule), f"no example of {rule} needs it"
