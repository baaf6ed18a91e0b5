"""The project's own texts: where they come from, what stands in them, and what the tool makes of them.

`seeds/` is the demonstration and a regression set in one. Its annotation was made by hand, after the public contract,
before there was code to hold against it; every mismatch is one line of the message.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

import figures
from figures.corpus import load
from figures.model import ATTRIBUTIONS, KINDS, MODALITIES, STATES, Document, Finding, Reconciliation

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
DOSSIERS = [SEEDS / name for name in ("koursk", "livraisons", "foule")]

Row = dict[str, Any]
#: A figure of the annotation: its document (`file`, or `file#id` in a .jsonl) and its anchor.
Ref = tuple[str, str]


def rows(name: str) -> list[Row]:
    return [json.loads(line) for line in (SEEDS / name).read_text(encoding="utf-8").splitlines()]


def table(name: str) -> dict[str, Any]:
    return tomllib.loads((SEEDS / name).read_text(encoding="utf-8"))


MANIFEST, EXPECTED = table("manifest.toml"), table("expected.toml")
GOLD, NOT_FIGURES = rows("gold.jsonl"), rows("not_figures.jsonl")


def document_of(row: Row, *, file: str = "doc") -> str:
    return f"{row[file]}#{row['id']}" if "id" in row else str(row[file])


def ref(row: Row) -> Ref:
    return document_of(row), row["anchor"]


def refs(pairs: list[list[str]]) -> set[Ref]:
    return {(document, anchor) for document, anchor in pairs}


BY_REF = {ref(row): row for row in GOLD}


def texts() -> Iterator[tuple[str, str]]:
    """Every annotated document and its text, read without the tool's own loader."""
    for folder in DOSSIERS:
        for path in sorted(folder.iterdir()):
            name, text = path.relative_to(SEEDS).as_posix(), path.read_text(encoding="utf-8")
            if path.suffix == ".jsonl":
                for record in map(json.loads, text.splitlines()):
                    yield f"{name}#{record['id']}", record["text"]
            elif path.suffix == ".md":
                yield name, re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
            elif path.suffix == ".txt":
                yield name, text


TEXTS = dict(texts())


def place(row: Row, text: str) -> tuple[int, int]:
    """Where the figure of an annotation stands in a text that holds its anchor once."""
    start = text.index(row["anchor"]) + row["anchor"].index(row["surface"])
    return start, start + len(row["surface"])


def lines(mismatches: list[str]) -> str:
    return "\n".join([f"{len(mismatches)} mismatches", *mismatches])


# --- the texts and their annotation -------------------------------------------------------------------------------


def test_the_manifest_lists_every_document_and_every_file() -> None:
    assert {document_of(row, file="file") for row in MANIFEST["document"]} == set(TEXTS)
    files = {path.relative_to(SEEDS).as_posix() for path in SEEDS.rglob("*") if path.is_file()}
    listed = {row["file"] for row in MANIFEST["document"] + MANIFEST["listing"]}
    assert files - listed == {"manifest.toml", "gold.jsonl", "not_figures.jsonl", "expected.toml"}


def test_the_manifest_says_of_each_document_where_it_comes_from() -> None:
    told = {"file", "language", "source", "publisher", "date", "retold", "licence", "sha256"}
    assert [row["file"] for row in MANIFEST["document"] if row.keys() - {"id"} != told] == []
    blank = [row["file"] for row in MANIFEST["document"] if not (row["source"] and row["retold"] and row["licence"])]
    assert blank == []


def test_the_texts_are_those_the_annotation_was_made_on() -> None:
    wrong = [
        f"{row['file']}: {found}"
        for row in MANIFEST["document"] + MANIFEST["listing"]
        if (found := hashlib.sha256((SEEDS / row["file"]).read_bytes()).hexdigest()) != row["sha256"]
    ]
    assert not wrong, lines(wrong)


@pytest.mark.parametrize("annotation", [GOLD, NOT_FIGURES], ids=["gold", "not_figures"])
def test_an_anchor_names_one_place(annotation: list[Row]) -> None:
    wrong = [
        f"{ref(row)}"
        for row in annotation
        if TEXTS[document_of(row)].count(row["anchor"]) != 1 or row["anchor"].count(row["surface"]) != 1
    ]
    assert not wrong, lines(wrong)
    assert len({ref(row) for row in annotation}) == len(annotation)


def test_every_digit_of_the_texts_is_judged() -> None:
    judged = defaultdict(list)
    for row in GOLD + NOT_FIGURES:
        judged[document_of(row)].append(place(row, TEXTS[document_of(row)]))
    missing = [
        f"{document}: {text[max(0, digits.start() - 20) : digits.end() + 20]!r}"
        for document, text in TEXTS.items()
        for digits in re.finditer(r"\d+", text)
        if not any(start <= digits.start() and digits.end() <= end for start, end in judged[document])
    ]
    assert not missing, lines(missing)


def shape(row: Row) -> str:
    """How the contract writes what is known: exact, at least, at most, a range, approximate, a vague plural."""
    value, low, high = row["value"], row["low"], row["high"]
    if row["approximate"]:
        return "approximate" if value is not None and low is None and high is None else "wrong"
    known = (value is not None, low is not None, high is not None)
    shapes = {
        (True, True, True): "exact",
        (True, True, False): "at least",
        (True, False, True): "at most",
        (False, True, True): "range",
        (False, True, False): "vague",
    }
    found = shapes.get(known, "wrong")
    return found if found != "exact" or value == low == high else "wrong"


def test_the_annotation_keeps_to_the_contract() -> None:
    wrong = [
        f"{ref(row)}"
        for row in GOLD
        if shape(row) == "wrong"
        or row["kind"] not in KINDS
        or row["modality"] not in (*MODALITIES, None)
        or not set(row["attribution"].split(" | ")) <= {*ATTRIBUTIONS, "any"}
        or (row["unit"] is None) != (row["kind"] == "count")
    ]
    assert not wrong, lines(wrong)
    assert set(map(shape, GOLD)) == {"exact", "at least", "at most", "range", "approximate", "vague"}
    assert {state for row in GOLD for state in row["attribution"].split(" | ")} == {*ATTRIBUTIONS, "any"}


def expected_refs() -> Iterator[list[str]]:
    for entry in EXPECTED["group"] + EXPECTED["loose"]:
        yield from entry["claims"]
    for entry in EXPECTED["apart"]:
        for side in entry["sides"]:
            yield from side
    for entry in EXPECTED["finding"]:
        yield from named(entry)


def named(entry: Row) -> list[list[str]]:
    """The claims a finding entry lists, under whichever of its three keys."""
    [key] = entry.keys() & {"together", "each", "across"}
    claims: list[list[str]] = entry[key]
    return claims


def test_what_is_expected_speaks_of_figures_that_are_annotated() -> None:
    assert refs(list(expected_refs())) <= set(BY_REF)
    assert {entry["state"] for entry in EXPECTED["group"]} <= set(STATES)
    together = Counter(pair for entry in EXPECTED["group"] + EXPECTED["loose"] for pair in refs(entry["claims"]))
    assert [pair for pair, times in together.items() if times > 1] == []


def test_who_vouches_is_told_alike_in_both_annotations() -> None:
    state = {"unsourced": "none", "vague-source": "vague", "anonymous-source": "anonymous"}
    for entry in EXPECTED["finding"]:
        if entry["kind"] in state:
            alike = {
                pair for pair, row in BY_REF.items() if row["attribution"] == state[entry["kind"]] and not optional(row)
            }
            assert refs(entry["each"]) == alike, entry["kind"]


def optional(row: Row) -> bool:
    return bool(row.get("optional"))


# --- what the tool makes of them ----------------------------------------------------------------------------------


@cache
def documents() -> dict[str, Document]:
    """The documents as the tool loads them, by the names the annotation gives them."""
    by_text = {text.strip(): name for name, text in TEXTS.items()}
    return {by_text[document.text.strip()]: document for document in load(DOSSIERS).documents}


@cache
def run() -> Reconciliation:
    return figures.reconcile(list(documents().values()))


@cache
def found() -> dict[Ref, Row]:
    """The claim on each annotated figure that has one: the one that shares most characters with it."""
    claims = defaultdict(list)
    for claim in run().claims:
        claims[claim.origin.document_id].append(claim)
    hits: dict[Ref, Row] = {}
    for pair, row in BY_REF.items():
        document = documents()[pair[0]]
        start, end = place(row, document.text)
        shared = [(min(end, one.figure.end) - max(start, one.figure.start), one) for one in claims[document.id]]
        best = max(shared, key=lambda both: both[0], default=None)
        if best and best[0] > 0:
            hits[pair] = {**best[1].record()}
    return hits


@cache
def owners() -> dict[str, Ref]:
    """The annotated figure each claim is of, by claim id."""
    return {str(claim["claim_id"]): pair for pair, claim in found().items()}


def stems(text: str | None, shortest: int = 3) -> set[str]:
    """Words cut to five letters, so that an article or a plural makes no difference."""
    return {word[:5] for word in re.findall(r"\w+", (text or "").casefold()) if len(word) >= shortest}


def noun_is_right(row: Row, claim: Row) -> bool:
    if row["noun"] is None:
        return row["unit"] is not None or claim["noun"] is None
    said = stems(claim["noun"]) | stems(claim["noun_resolved"])
    return any(stems(way) & said for way in row["noun"].split(" | "))


def source_is_right(row: Row, claim: Row) -> bool:
    """Every source of one of the ways to name them is among those the claim names."""
    if row["source"] is None or not {"named", "carried"} & set(row["attribution"].split(" | ")):
        return True
    said = stems(claim["source"]) | stems(claim["source_resolved"])
    return any(all(stems(one) & said for one in way.split("; ")) for way in row["source"].split(" | "))


def wrong_fields(row: Row, claim: Row) -> list[str]:
    wrong = [name for name in ("value", "low", "high", "approximate", "kind", "unit") if claim[name] != row[name]]
    wrong += [name for name in ("status", "modality") if row[name] not in (None, claim[name])]
    wrong += [] if noun_is_right(row, claim) else ["noun"]
    wrong += (
        [] if row["attribution"] == "any" or claim["attribution"] in row["attribution"].split(" | ") else ["attribution"]
    )
    return wrong if source_is_right(row, claim) else [*wrong, "source"]


def shown(pair: Ref) -> str:
    return f"{pair[0]}: {pair[1]!r}"


def test_the_loader_gives_what_the_manifest_says() -> None:
    corpus = load(DOSSIERS)
    assert len(corpus.documents) == len(TEXTS) == len(documents())
    assert [skipped for skipped in corpus.skipped if not skipped.path.endswith("documents.csv")] == []
    for row in MANIFEST["document"]:
        document = documents()[document_of(row, file="file")]
        published = document.published.isoformat() if document.published else ""
        assert (document.language, document.publisher or "", published) == (
            row["language"],
            row["publisher"],
            row["date"],
        )
        assert document.title


def test_every_figure_is_read() -> None:
    wrong = []
    for pair, row in BY_REF.items():
        claim = found().get(pair)
        if claim is None:
            wrong += [] if optional(row) else [f"MISSED {shown(pair)}"]
        elif fields := wrong_fields(row, claim):
            got = {name: claim[name] for name in ("exact", *dict.fromkeys(fields))}
            also = {"noun": ["noun_resolved"], "source": ["source_resolved"], "attribution": ["source", "cue"]}
            got |= {name: claim[name] for field in fields for name in also.get(field, [])}
            want = {name: row[name] for name in fields}
            wrong.append(f"WRONG {shown(pair)}: {want} expected, got {got}")
    assert not wrong, lines(wrong)


def test_nothing_else_is_taken_for_a_figure() -> None:
    near = defaultdict(list)
    for row in NOT_FIGURES:
        document = documents()[document_of(row)]
        near[document.id].append((*place(row, document.text), row))
    wrong = []
    for claim in run().claims:
        if claim.claim_id in owners():
            continue
        touched = [
            row
            for start, end, row in near[claim.origin.document_id]
            if start < claim.figure.end and claim.figure.start < end
        ]
        if not any(map(optional, touched)):
            reason = ", ".join(row["reason"] for row in touched) or "not annotated"
            wrong.append(f"EXTRA {claim.origin.document_id}: {claim.exact!r} in {claim.sentence!r} ({reason})")
    assert not wrong, lines(wrong)


def test_a_document_reads_alike_alone_and_among_the_others() -> None:
    together = defaultdict(list)
    for claim in run().claims:
        together[claim.origin.document_id].append(claim)
    for document in documents().values():
        assert figures.extract(document) == together[document.id], document.id


def group_members() -> list[tuple[str, set[Ref]]]:
    """The state of each group and the annotated figures in it."""
    of = owners()
    return [(group.state, {of[one] for one in group.claim_ids if one in of}) for group in run().groups]


def test_the_groups_are_those_a_careful_reader_makes() -> None:
    groups = group_members()
    wrong = []
    for entry in EXPECTED["group"]:
        members = refs(entry["claims"])
        holding = [(state, group) for state, group in groups if group & members]
        if len(holding) != 1 or holding[0][1] != members:
            wrong.append(f"GROUP {entry['name']}: lies in {len(holding)} groups")
            wrong += [f"    {state}: {sorted(group)}" for state, group in holding]
        elif holding[0][0] != entry["state"]:
            wrong.append(f"STATE {entry['name']}: {entry['state']} expected, got {holding[0][0]}")
    assert not wrong, lines(wrong)


def test_what_is_not_safely_comparable_stays_apart() -> None:
    allowed = [refs(entry["claims"]) for entry in EXPECTED["group"] + EXPECTED["loose"]]
    wrong = [
        f"TOGETHER {sorted(group)}"
        for _, group in group_members()
        if len(group) > 1 and not any(group <= one for one in allowed)
    ]
    assert not wrong, lines(wrong)


@pytest.mark.parametrize("entry", EXPECTED["apart"], ids=lambda entry: entry["why"])
def test_never_in_one_group(entry: Row) -> None:
    sides = [refs(side) for side in entry["sides"]]
    together = [
        sorted(group & (one | other))
        for _, group in group_members()
        for one, other in combinations(sides, 2)
        if group & one and group & other
    ]
    assert together == []


def findings(kind: str) -> list[tuple[Finding, set[Ref]]]:
    of = owners()
    return [(one, {of[claim] for claim in one.claim_ids if claim in of}) for one in run().findings if one.kind == kind]


def unmet(entry: Row) -> Iterator[str]:
    """What a finding entry asks for and the run does not give."""
    wanted, given = refs(named(entry)), [pairs for _, pairs in findings(entry["kind"])]
    if "together" in entry and not any(wanted <= pairs for pairs in given):
        yield f"MISSING {entry['kind']} {sorted(wanted)}"
    if "across" in entry:
        members = refs(next(group["claims"] for group in EXPECTED["group"] if group["name"] == entry["group"]))
        told = set[Ref]().union(*(pairs for pairs in given if pairs <= members))
        yield from (f"MISSING {entry['kind']} {entry['group']}: {shown(pair)}" for pair in sorted(wanted - told))
    if "each" in entry:
        free = {pair for pair, row in BY_REF.items() if optional(row) or row["attribution"] == "any"} - wanted
        told = set[Ref]().union(*given) - free
        yield from (f"MISSING {entry['kind']} {shown(pair)}" for pair in sorted(wanted - told))
        yield from (f"FALSE {entry['kind']} {shown(pair)}" for pair in sorted(told - wanted))


@pytest.mark.parametrize("kind", sorted({entry["kind"] for entry in EXPECTED["finding"]}))
def test_the_findings_are_those_a_careful_reader_makes(kind: str) -> None:
    wrong = [line for entry in EXPECTED["finding"] if entry["kind"] == kind for line in unmet(entry)]
    assert not wrong, lines(wrong)


@pytest.mark.parametrize("kind", ["conflict", "category-mismatch", "revised"])
def test_no_finding_cries_wolf(kind: str) -> None:
    entries = [entry for entry in EXPECTED["finding"] if entry["kind"] == kind]
    groups = {entry["name"]: refs(entry["claims"]) for entry in EXPECTED["group"]}
    # Which of a group's later counts replaces which earlier one is open; that nothing outside the group does is not.
    allowed = [groups[entry["group"]] if kind == "revised" else refs(named(entry)) for entry in entries]
    wrong = [
        f"FALSE {kind} {sorted(pairs)}: {one.message}"
        for one, pairs in findings(kind)
        if not any(pairs <= ok for ok in allowed)
    ]
    assert not wrong, lines(wrong)


#: Kinds of which a careful reader finds none in these texts.
NONE = {
    *("self-contradiction", "headline-mismatch", "misquote", "sum-mismatch", "part-over-whole", "percent-over-100"),
    *("percent-inconsistent", "change-inconsistent", "unit-conversion", "range-inverted", "stale", "translation-mismatch"),
    *("circular-reporting", "cumulative-vs-incident", "percent-points", "count-list-mismatch", "scale-slip", "digit-slip"),
    *("magnitude-outlier", "duplicate", "undefined-base"),
}


def test_what_a_careful_reader_does_not_find_is_not_told() -> None:
    assert [finding.message for finding in run().findings if finding.kind in NONE] == []


def test_the_shared_texts_hold_no_slip_either(shared: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((shared / "seeds").glob("*_*.txt"))]
    assert texts
    result = figures.reconcile([Document(text, language="fr") for text in texts], select=NONE)
    assert [finding.message for finding in result.findings] == []


def test_a_finding_shows_what_it_rests_on() -> None:
    assert run().findings
    for one in run().findings:
        assert one.message, one
        assert one.workings, one
        if one.kind == "category-mismatch":
            assert all(run().claim(claim).sentence for claim in one.claim_ids)


def test_the_public_names_give_the_same() -> None:
    documents_given = list(documents().values())
    assert [claim.record() for claim in figures.reconcile(documents_given[::-1]).claims] == [
        claim.record() for claim in run().claims
    ]
