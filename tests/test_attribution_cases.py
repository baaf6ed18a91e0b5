"""Who says each figure: sentences by the structure that ties a figure to its source, for every language.

`tests/attribution/<language>.toml` is an array of tables `[[case]]`:

- `pattern`: the structure the sentence shows (`S1` a source, a verb and *que*, `S3` *selon X*, … `S33`), `table` for what
  each state of an attribution takes in, `modality` for what is asserted and what is not. `near_miss` marks a sentence that
  looks like the structure and where the figure has no source, or another one.
- `text`, and in `figures` every figure in its order with `exact` and the fields of its record that are beyond doubt;
  `resolved` stands for `source_resolved`. A list names alternatives, a string without anything in it nothing.
- `wrong` marks a case that is known to be read otherwise: it fails on the day it is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from figures.model import ATTRIBUTIONS, MODALITIES
from tests.conftest import ROOT
from tests.pack_examples import Table, agrees, alternatives, claims_of, pack_of, parsed

FOLDER = ROOT / "tests" / "attribution"
#: The share of the cases of structures, near misses and known wrong ones among them, that is read wholly right.
FLOORS = {"fr": 0.97, "en": 0.97, "de": 0.97, "es": 0.97, "it": 0.97, "pt": 0.97, "ru": 0.97, "uk": 0.97}

STANCES = {"asserts", "estimates", "admits", "denies", "accuses", "doubts", "predicts", "intends", "relays"}
KINDS = {
    *("named_person", "named_org", "official_role", "document", "media", "witness", "self"),
    *("anonymous_qualified", "anonymous_bare", "vague", "none"),
}
LINKS = {"verb", "preposition", "parenthesis", "noun", "colon_quote", "carried", "dateline", "conditional_only"}
#: What a field may say; `None` for words of the text.
FIELDS: dict[str, set[str] | None] = {
    "exact": None,
    "attribution": set(ATTRIBUTIONS),
    "source": None,
    "resolved": None,
    "cue": None,
    "relay": None,
    "modality": set(MODALITIES),
    "stance": STANCES,
    "source_kind": KINDS,
    "link": LINKS,
}


def files() -> dict[str, Path]:
    return {path.stem: path for path in sorted(FOLDER.glob("*.toml"))}


def cases_of(code: str) -> Iterator[tuple[str, Table]]:
    """The cases of a language by name: language, pattern, and its place among those of the pattern."""
    counted: dict[str, int] = {}
    for case in parsed(files()[code])["case"]:
        place = counted[case["pattern"]] = counted.get(case["pattern"], 0) + 1
        yield f"{code}-{case['pattern']}-{place}", case


def every_case() -> Iterator[Any]:
    for code in files():
        for name, case in cases_of(code):
            wrong = [pytest.mark.xfail(reason="known to be read otherwise", strict=True)] if case.get("wrong") else []
            yield pytest.param(code, case, id=name, marks=wrong)


def bears_out(name: str, told: Any, found: Any) -> bool:
    """True where a field is as told; a cue may take in more words than are told, as *avoir* or *par* beside its verb."""
    if name == "cue" and isinstance(found, str):
        return any(one in found for one in alternatives(told))
    return agrees(told, found)


def misread(code: str, case: Table) -> list[str]:
    """What a case tells and the reading does not bear out, a line each."""
    claims = claims_of(pack_of(code), case)
    told, read = [figure["exact"] for figure in case["figures"]], [claim.exact for claim in claims]
    if told != read:
        return [f"{told} expected, {read} read"]
    found = []
    for figure, claim in zip(case["figures"], claims, strict=True):
        record = claim.record()
        for name in FIELDS:
            value = record.get("source_resolved" if name == "resolved" else name)
            if name in figure and not bears_out(name, figure[name], value):
                found.append(f"{claim.exact}: {name} {figure[name]!r} expected, {value!r} read")
    return found


@pytest.mark.parametrize(("code", "case"), list(every_case()))
def test_case(code: str, case: Table) -> None:
    found = misread(code, case)
    assert not found, "\n".join([case["text"], *found])


@pytest.mark.parametrize("code", sorted(FLOORS))
def test_most_structures_are_read(code: str) -> None:
    right = {name: not misread(code, case) for name, case in cases_of(code) if case["pattern"].startswith("S")}
    missed = [name for name, well in right.items() if not well]
    assert sum(right.values()) / len(right) >= FLOORS[code], f"{len(missed)} of {len(right)} misread: {', '.join(missed)}"


@pytest.mark.parametrize("code", sorted(files()))
def test_the_cases_are_told_in_order(code: str) -> None:
    """A word that no record can hold, or that the text does not, would be a failure of the case and not of the reading."""
    for name, case in cases_of(code):
        at = 0
        for figure in case["figures"]:
            assert figure.keys() <= FIELDS.keys(), name
            at = case["text"].index(figure["exact"], at) + len(figure["exact"])
            for field, values in FIELDS.items():
                for value in alternatives(figure.get(field, [])):
                    words = value.split("; ") if field in ("source", "relay") else [value]
                    assert value in values if values else all(word in case["text"] for word in words), (name, field, value)


def test_no_sentence_stands_twice() -> None:
    texts = [case["text"] for code in files() for _, case in cases_of(code)]
    assert sorted({text for text in texts if texts.count(text) > 1}) == []
