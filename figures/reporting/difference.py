"""What came, went and changed between two runs, from their records alone.

Identifiers survive a rerun, so most rows meet by theirs. A claim whose text only moved keeps its words; a question whose
first figure changed keeps most of its claims; a finding keeps its kind and its claims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

Record = Mapping[str, Any]
Table = Mapping[str, Record]

#: The tables of a run, in the order they are told.
TABLES = ("claims", "groups", "findings")
#: How a row can differ, in the order it is told. `moved`: the same words at another place of the same document.
WAYS = ("new", "gone", "revised", "moved")
#: What of a group is compared: its members come and go with its counts.
GROUP_FIELDS = ("state", "low", "best", "high", "n_claims", "n_documents", "n_independent_sources")
# What a place in a text decides; it changes with every word that is put in before it.
_PLACES = frozenset({
    "claim_id", "start", "end", "number_start", "number_end", "noun_start", "noun_end", "noun_resolved_start",
    "noun_resolved_end", "source_start", "source_end", "cue_start", "cue_end", "sentence_start", "sentence_end", "prefix",
    "suffix", "whole_claim_id", "content_start", "content_end",
})  # fmt: skip

_EMPTY: tuple[Any, ...] = (None, "", [])


class Change(NamedTuple):
    """One row that differs: how, its record before and after, and each field that changed with both values."""

    way: str
    before: Record | None
    after: Record | None
    fields: Mapping[str, tuple[Any, Any]] = {}

    @property
    def record(self) -> Record:
        """The record as it is now, or as it was last."""
        found = self.after if self.after is not None else self.before
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class Difference:
    """The changes of each table that both runs have, in the order of the later run, then of the earlier."""

    claims: tuple[Change, ...] = ()
    groups: tuple[Change, ...] = ()
    findings: tuple[Change, ...] = ()

    def of(self, table: str) -> tuple[Change, ...]:
        """The changes of one of `TABLES`."""
        changes: tuple[Change, ...] = getattr(self, table)
        return changes

    def record(self) -> dict[str, dict[str, list[dict[str, Any]]]]:
        """For other programs: by table and way, the rows with what changed in them."""
        return {
            table: {way: [_told(change) for change in self.of(table) if change.way == way] for way in WAYS}
            for table in TABLES
        }


def _told(change: Change) -> dict[str, Any]:
    if change.before is None or change.after is None:
        return dict(change.record)
    changed = {name: {"before": old, "after": new} for name, (old, new) in change.fields.items()}
    return {"before": dict(change.before), "after": dict(change.after), "changed": changed}


def difference(before: Mapping[str, Table], after: Mapping[str, Table]) -> Difference:
    """What changed from one run to another; each is its tables by name, with records by their ids.

    A table that one of them lacks is not compared.

    >>> difference({"claims": {}}, {"claims": {"c1": {"claim_id": "c1", "exact": "12"}}}).claims[0].way
    'new'
    """
    claims = _claims(before.get("claims", {}), after.get("claims", {}))
    now = {change.before["claim_id"]: change.after["claim_id"] for change in claims if change.before and change.after}
    now |= {name: name for name in before.get("claims", {}) if name in after.get("claims", {})}
    found = {
        "claims": claims,
        "groups": _groups(before.get("groups", {}), after.get("groups", {}), now),
        "findings": _findings(before.get("findings", {}), after.get("findings", {}), now),
    }
    return Difference(**{name: tuple(found[name]) for name in TABLES if name in before and name in after})


def _claims(before: Table, after: Table) -> list[Change]:
    pairs = {name: name for name in after if name in before}
    for alike in (_words, _frame):
        _pair(pairs, before, after, alike)
    return _changes(before, after, pairs, _changed_claim)


def _words(claim: Record) -> Hashable:
    return claim.get("document_id"), claim.get("exact"), claim.get("sentence")


def _frame(claim: Record) -> Hashable:
    """The sentence without its figure: what an editor leaves when a figure alone is corrected."""
    sentence, begin = str(claim.get("sentence", "")), claim.get("start", 0) - claim.get("sentence_start", 0)
    return claim.get("document_id"), sentence[:begin], sentence[begin + len(str(claim.get("exact", ""))) :]


def _pair(pairs: dict[str, str], before: Table, after: Table, alike: Callable[[Record], Hashable]) -> None:
    """Pair rows without a partner that are alike, the first with the first."""
    taken = set(pairs.values())
    waiting: dict[Hashable, list[str]] = defaultdict(list)
    for name, record in before.items():
        if name not in taken:
            waiting[alike(record)].append(name)
    for name, record in after.items():
        if name not in pairs and waiting.get(alike(record)):
            pairs[name] = waiting[alike(record)].pop(0)


def _changed_claim(old: Record, new: Record) -> dict[str, tuple[Any, Any]]:
    names = dict.fromkeys([*new, *old])
    # To a reader, an empty text and none are one.
    pairs = {name: (old.get(name), new.get(name)) for name in names if name not in _PLACES}
    return {name: (was, now) for name, (was, now) in pairs.items() if was != now and not (was in _EMPTY and now in _EMPTY)}


def _groups(before: Table, after: Table, now: Mapping[str, str]) -> list[Change]:
    pairs = {name: name for name in after if name in before}
    home = {now.get(claim, claim): name for name, group in before.items() for claim in group["claim_ids"]}
    taken = set(pairs.values())
    for name, group in after.items():
        if name in pairs:
            continue
        shared: dict[str, int] = defaultdict(int)
        for claim in group["claim_ids"]:
            if home.get(claim, "") not in {"", *taken}:
                shared[home[claim]] += 1
        if shared:
            pairs[name] = max(shared, key=lambda one: (shared[one], one))
            taken.add(pairs[name])

    def changed(old: Record, new: Record) -> dict[str, tuple[Any, Any]]:
        return {name: (old.get(name), new.get(name)) for name in GROUP_FIELDS if old.get(name) != new.get(name)}

    return _changes(before, after, pairs, changed)


def _findings(before: Table, after: Table, now: Mapping[str, str]) -> list[Change]:
    """A finding of a conflict that a third figure joined is the same finding, revised."""
    pairs = {name: name for name in after if name in before}

    def claims_of(finding: Record) -> frozenset[str]:
        return frozenset(now.get(claim, claim) for claim in finding["claim_ids"])

    _pair(pairs, before, after, lambda finding: (finding["kind"], claims_of(finding)))
    taken = set(pairs.values())
    open_ = [name for name in before if name not in taken]
    for name, finding in after.items():
        if name in pairs:
            continue
        alike = [
            old for old in open_ if before[old]["kind"] == finding["kind"] and claims_of(before[old]) & claims_of(finding)
        ]
        if alike:
            pairs[name] = max(alike, key=lambda old: (len(claims_of(before[old]) & claims_of(finding)), old))
            open_.remove(pairs[name])

    def changed(old: Record, new: Record) -> dict[str, tuple[Any, Any]]:
        found = {"level": (old["level"], new["level"])} if old["level"] != new["level"] else {}
        if claims_of(old) != claims_of(new):
            found["n_claims"] = (len(old["claim_ids"]), len(new["claim_ids"]))
        return found

    return _changes(before, after, pairs, changed)


def _changes(
    before: Table,
    after: Table,
    pairs: Mapping[str, str],
    changed: Callable[[Record, Record], dict[str, tuple[Any, Any]]],
) -> list[Change]:
    found: list[Change] = []
    for name, record in after.items():
        if name not in pairs:
            found.append(Change("new", None, record))
            continue
        fields = changed(before[pairs[name]], record)
        if fields or pairs[name] != name:
            found.append(Change("revised" if fields else "moved", before[pairs[name]], record, fields))
    kept = set(pairs.values())
    return found + [Change("gone", record, None) for name, record in before.items() if name not in kept]


def raised(changes: Iterable[Change], levels: Iterable[str], kinds: Iterable[str]) -> bool:
    """True where a finding of these levels or kinds is new, or has become of such a level."""
    grave, named = frozenset(levels), frozenset(kinds)
    return any(
        change.record["level"] in grave or change.record["kind"] in named
        for change in changes
        if change.way == "new" or (change.way == "revised" and "level" in change.fields)
    )
