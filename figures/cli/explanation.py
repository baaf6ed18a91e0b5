"""One figure, question or finding in words, from the records of a run or of a report on disk."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from figures.corpus import printable
from figures.model import Reconciliation
from figures.wording import Wording, languages

Record = dict[str, Any]
#: How the figure stands out in its sentence.
Mark = Callable[[str], str]
#: Fields of a claim that the heading, the sentence and the place in it have said already.
_SAID = frozenset({
    "claim_id", "document_id", "title", "publisher", "published", "url", "start", "end", "exact",
    "sentence_start", "sentence_end", "sentence", "prefix", "suffix",
})  # fmt: skip
#: The tables of a report with what identifies their rows.
KEYS = {"claims": "claim_id", "groups": "group_id", "findings": "finding_id"}
#: So many characters of an id are the least that is looked for.
_SHORTEST = 4
_INDENT = "  "


class UnknownIdError(ValueError):
    """No record goes by this id, or more than one may."""


@dataclass(frozen=True, slots=True)
class Records:
    """The records of a run by their ids, and the language most of its documents are in."""

    claims: dict[str, Record]
    groups: dict[str, Record]
    findings: dict[str, Record]
    possible: dict[str, Record] = field(default_factory=dict)

    @classmethod
    def of(cls, result: Reconciliation) -> Records:
        """The records of a run."""
        return cls(
            {claim.claim_id: dict(claim.record()) for claim in result.claims},
            {group.group_id: dict(group.record()) for group in result.groups},
            {finding.finding_id: dict(finding.record()) for finding in result.findings},
            {pair.possible_id: dict(pair.record()) for pair in result.possible},
        )

    @classmethod
    def read(cls, folder: Path) -> Records:
        """The records of a report folder. Raises `OSError` for a missing file, `ValueError` for a broken one."""
        pairs = folder / "possible.jsonl"
        claims, groups, findings = (read_table(folder / f"{name}.jsonl", key) for name, key in KEYS.items())
        return cls(claims, groups, findings, read_table(pairs, "possible_id") if pairs.is_file() else {})

    @property
    def language(self) -> str:
        """The language most figures are in, English where no report can be written in it."""
        spoken = [claim["language"] for claim in self.claims.values()]
        most = max(sorted(set(spoken)), key=spoken.count, default="en")
        return most if most in languages() else "en"


def read_table(path: Path, key: str) -> dict[str, Record]:
    """The records of a table of a report by their ids.

    Raises `OSError` for a missing file, `ValueError` for a broken one.
    """
    found: dict[str, Record] = {}
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                record = json.loads(line)
                found[record[key]] = record
            except (ValueError, KeyError, TypeError):
                raise ValueError(f"{path}:{number} is no record with {key}") from None
    return found


def explanation(records: Records, wanted: str, words: Wording, *, mark: Mark) -> str:
    """Everything known of the one record whose id is, or begins with, `wanted`.

    Raises `UnknownIdError` where there is none, or more than one, and where `wanted` is too short a beginning to tell.
    """
    tellers: list[tuple[dict[str, Record], Callable[..., Iterator[str]]]] = [
        (records.claims, _claim),
        (records.groups, _group),
        (records.findings, _finding),
    ]
    name = meant(wanted, *(table for table, _ in tellers))
    return "\n".join(line for table, tell in tellers if name in table for line in tell(records, table[name], words, mark))


def meant(wanted: str, *tables: Collection[str]) -> str:
    """The one id of some tables that is, or begins with, `wanted`; `UnknownIdError` where there is none or more than one."""
    every = [name for table in tables for name in table]
    found = [name for name in every if name == wanted or (len(wanted) >= _SHORTEST and name.startswith(wanted))]
    exact = [name for name in found if name == wanted]
    if len(exact or found) != 1:
        raise UnknownIdError(_unknown(wanted, found))
    return (exact or found)[0]


def _unknown(wanted: str, found: list[str]) -> str:
    if found:
        return f"{wanted!r} may be any of {', '.join(found)}"
    if len(wanted) < _SHORTEST:
        return f"{wanted!r} is too short; give the id, or its first {_SHORTEST} characters at least"
    return f"there is no {wanted!r} in this run"


def _claim(records: Records, claim: Record, words: Wording, mark: Mark) -> Iterator[str]:
    """A figure: its sentence, every field that was read, the question it answers and what was flagged."""
    yield words.text("cli.explain.claim", id=claim["claim_id"])
    yield from _passage(claim, words, mark)
    yield ""
    yield words.text("cli.explain.read")
    fields = {name: _value(value) for name, value in claim.items() if name not in _SAID and value is not None}
    widest = max(map(len, fields), default=0)
    yield from (f"{_INDENT}{name.ljust(widest)}  {value}" for name, value in fields.items())
    for group in records.groups.values():
        if claim["claim_id"] in group["claim_ids"]:
            yield ""
            yield from _group_lines(records, group, words)
    for finding in records.findings.values():
        if claim["claim_id"] in finding["claim_ids"]:
            yield ""
            yield from _finding_lines(finding, words)


def _group(records: Records, group: Record, words: Wording, mark: Mark) -> Iterator[str]:
    """A question: its answers in their sentences, and what was flagged."""
    yield from _group_lines(records, group, words, brief=True)
    yield from passages(records, group["claim_ids"], words, mark)
    for finding in records.findings.values():
        if finding["group_id"] == group["group_id"]:
            yield ""
            yield from _finding_lines(finding, words)
    near = [pair for pair in records.possible.values() if group["group_id"] in (pair["group_id"], pair["other_group_id"])]
    if near:
        yield ""
    for pair in near:
        other = pair["other_group_id"] if pair["group_id"] == group["group_id"] else pair["group_id"]
        missing = words.term("aspect", pair["missing"])
        yield words.text("pair.questions", id=other, label=_line(records.groups[other]["label"]), missing=missing)


def _finding(records: Records, finding: Record, words: Wording, mark: Mark) -> Iterator[str]:
    """A finding: what it says, how it was reached, the figures it is about, and the question they answer."""
    yield from _finding_lines(finding, words)
    yield from passages(records, finding["claim_ids"], words, mark)
    group = records.groups.get(finding["group_id"] or "")
    if group:
        yield ""
        yield from _group_lines(records, group, words)


def passages(records: Records, claim_ids: list[str], words: Wording, mark: Mark) -> Iterator[str]:
    """Some figures, each with where it stands and its sentence."""
    for claim in (records.claims[claim_id] for claim_id in claim_ids):
        yield ""
        yield words.text("cli.explain.claim", id=claim["claim_id"])
        yield from _passage(claim, words, mark)


def _passage(claim: Record, words: Wording, mark: Mark) -> Iterator[str]:
    """Where a figure stands, and its sentence with the figure marked."""
    origin = [claim[name] for name in ("document_id", "publisher", "title", "published", "url")]
    yield _INDENT + printable(", ".join(filter(None, origin)))
    sentence, begin = claim["sentence"], claim["start"] - claim["sentence_start"]
    end = begin + len(claim["exact"])
    parts = (sentence[:begin], mark(_line(sentence[begin:end])), sentence[end:])
    yield _INDENT + words.quote("".join(_line(part) if part is not parts[1] else part for part in parts).strip())


def _group_lines(records: Records, group: Record, words: Wording, *, brief: bool = False) -> Iterator[str]:
    state = words.term("cli.state", group["state"])
    yield words.text("cli.explain.group", id=group["group_id"], label=_line(group["label"]), state=state)
    if brief:
        return
    for claim in (records.claims[claim_id] for claim_id in group["claim_ids"]):
        who = claim["source_resolved"] or claim["source"] or words.term("attribution", claim["attribution"])
        told = [
            _line(f"{claim['exact']} {claim['noun'] or ''}".strip()),
            _line(who),
            claim["document_id"],
            claim["published"],
        ]
        yield f"{_INDENT}{claim['claim_id']}  {printable(', '.join(filter(None, told)))}"


def _finding_lines(finding: Record, words: Wording) -> Iterator[str]:
    kind, level = words.term("kind", finding["kind"]), words.term("level", finding["level"])
    # A report of an earlier version does not say what was decided.
    state = finding.get("state", "open")
    decided = "" if state == "open" else f" {words.text('report.aside', note=words.term('page.state', state))}"
    yield words.text("cli.explain.finding", id=finding["finding_id"], kind=kind, level=level) + decided
    yield from (_INDENT + line for line in finding["message"].splitlines())
    if finding["workings"]:
        yield _INDENT + words.text("cli.explain.workings")
        yield from (_INDENT * 2 + line for line in finding["workings"].splitlines())


def _line(text: str) -> str:
    """The text on one line, blanks at its ends kept as one."""
    return printable(" ".join(text.replace("\t", " ").splitlines()))


def _value(value: object) -> str:
    return _line(value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
