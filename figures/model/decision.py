"""What a person decided of a finding, a group, a claim, or a figure that was missed."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from typing import Any

from figures.model.attribution import RELIABILITY
from figures.model.identity import content_id
from figures.model.quantity import KINDS

#: What can be decided, and of what.
SUBJECTS = {
    "accepted": "finding",
    "dismissed": "finding",
    "fixed": "finding",
    "resolved": "group",
    "merged": "group",
    "split": "group",
    "confirmed": "claim",
    "misread": "claim",
    "not_a_figure": "claim",
    "missed": "document",
}

#: How a difference between sources was settled, after Every Casualty, *Standards for Casualty Recording* (2016), p. 25.
RESOLUTIONS = ("prioritised", "range", "deferred", "pending", "asked_source")

#: What became of a decision in a run: it was applied; coders differ and nobody settled it; another one settles it; the
#: evidence it was made on is another by now; what it is about is not in the run; what it asks for cannot be done.
STANDINGS = ("applied", "unsettled", "overruled", "stale", "absent", "impossible")

#: Credibility of what a source says on the Admiralty scale, from confirmed to cannot be judged.
CREDIBILITY = (1, 2, 3, 4, 5, 6)

#: The most a text of a decision may be long, in UTF-16 units: what a cell of a spreadsheet holds.
LONGEST_TEXT = 32_767

#: So many digits survive a spreadsheet.
_DIGITS = 15

Cell = str | int | float | bool | list[str] | None


def _among(name: str, value: Any, there_are: Any) -> None:
    if value is not None and value not in there_are:
        raise ValueError(f"{name} {value!r} is none of {', '.join(map(str, there_are))}")


def _text(name: str, words: str | None) -> None:
    if words is None:
        return
    if words != words.strip() or not words:
        raise ValueError(f"{name} is empty or has blanks about it")
    if len(words.encode("utf-16-le", "surrogatepass")) // 2 > LONGEST_TEXT:
        raise ValueError(f"{name} is longer than {LONGEST_TEXT} characters")


@dataclass(frozen=True, slots=True)
class Correction:
    """What a figure says in truth, as far as a person says so; `None` leaves what was read.

    `value` alone is an exact number, `low` alone *at least*, `high` alone *at most*, both a range. `kind` is one of
    `figures.model.KINDS`, `unit` the canonical name of a unit, `noun` and `source` are words. `reliability` and
    `credibility` are the two axes of the Admiralty code.

    Raises `ValueError` for a value beside a bound, a range upside down, and what is no kind or no grade.

    >>> Correction(value=Decimal(12), low=Decimal(3))
    Traceback (most recent call last):
        ...
    ValueError: a value stands without low and high
    """

    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    kind: str | None = None
    unit: str | None = None
    noun: str | None = None
    status: str | None = None
    source: str | None = None
    reliability: str | None = None
    credibility: int | None = None

    def __post_init__(self) -> None:
        if self.value is not None and (self.low is not None or self.high is not None):
            raise ValueError("a value stands without low and high")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"low {self.low} is more than high {self.high}")
        for number in (self.value, self.low, self.high):
            if number is not None and not number.is_finite():
                raise ValueError(f"{number} is no number")
        _among("kind", self.kind, KINDS)
        _among("reliability", self.reliability, RELIABILITY)
        _among("credibility", self.credibility, CREDIBILITY)
        for name in ("unit", "noun", "status", "source"):
            _text(name, getattr(self, name))

    @property
    def counts(self) -> bool:
        """True where it gives a number."""
        return self.value is not None or self.low is not None or self.high is not None


NO_CORRECTION = Correction()


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of one coder.

    `decision` is one of `SUBJECTS`, `target_id` the finding, group, claim or document it is about. `claim_ids` are the
    claims it was made on and `fingerprint` what they said then (`figures.reconciling.evidence`), so that it can be told
    when they say something else; an empty fingerprint fits any evidence. `merged` says that all of `claim_ids` answer one
    question, `split` that those of `split_off` answer another than the rest. `chosen_value` and `resolution_method` are of
    `resolved`, `correction` is of decisions on claims, `exact` and `sentence` are of `missed`: the words by which the figure
    is found. `finding_kind` is that of the finding, by which another one on the same figures is known. `settles` puts a
    decision over those of other coders on the same thing.

    Raises `ValueError` that names the field.
    """

    decision: str
    target_id: str
    claim_ids: tuple[str, ...] = ()
    fingerprint: str = ""
    finding_kind: str | None = None
    chosen_value: Decimal | None = None
    resolution_method: str | None = None
    split_off: tuple[str, ...] = ()
    correction: Correction = NO_CORRECTION
    exact: str | None = None
    sentence: str | None = None
    rationale: str | None = None
    coder: str | None = None
    decided_on: date | None = None
    settles: bool = False
    decision_id: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        _among("decision", self.decision, SUBJECTS)
        _among("resolution_method", self.resolution_method, RESOLUTIONS)
        if not self.target_id:
            raise ValueError("target_id is empty")
        if self.decision == "missed" and not self.exact:
            raise ValueError("a missed figure needs exact: the words of the text")
        if self.decision == "resolved" and self.chosen_value is None and self.resolution_method is None:
            raise ValueError("resolved needs a chosen_value or a resolution_method")
        if self.chosen_value is not None and not self.chosen_value.is_finite():
            raise ValueError(f"chosen_value {self.chosen_value} is no number")
        if self.decision == "split" and not self.split_off:
            raise ValueError("split needs split_off: the claims that leave")
        for name in ("target_id", "exact", "sentence", "rationale", "coder"):
            _text(name, getattr(self, name))
        for name in ("claim_ids", "split_off"):
            object.__setattr__(self, name, tuple(sorted(set(getattr(self, name)))))
        line = json.dumps(self.record(), ensure_ascii=False, sort_keys=True)
        object.__setattr__(self, "decision_id", content_id("k", line))

    @property
    def subject(self) -> str:
        """What it is about: `finding`, `group`, `claim` or `document`."""
        return SUBJECTS[self.decision]

    @property
    def question(self) -> tuple[str, ...]:
        """What two coders answer alike or otherwise: the same for their decisions on one thing.

        Claims that belong together or apart are a question of their own for every set of claims.
        """
        if self.decision in ("merged", "split"):
            return (self.decision, *self.claim_ids, "", *self.split_off)
        if self.decision == "missed":
            return ("missed", self.target_id, self.exact or "", self.sentence or "")
        return (self.subject, self.target_id)

    @property
    def answer(self) -> tuple[Any, ...]:
        """What was decided, without who did so, why, when and on what evidence."""
        return (self.decision, self.chosen_value, self.resolution_method, self.correction)

    def record(self) -> dict[str, Cell]:
        """A flat dict with what was decided and nothing else: what is empty is left out. Numbers that are no JSON number to
        the last digit are strings.

        >>> Decision("dismissed", "f1", coder="A").record()
        {'subject': 'finding', 'target_id': 'f1', 'decision': 'dismissed', 'coder': 'A'}
        """
        told: dict[str, Cell] = {"subject": self.subject, "target_id": self.target_id, "decision": self.decision}
        for name in FIELDS:
            holder = self.correction if name in _CORRECTED else self
            value = getattr(holder, name)
            if isinstance(value, Decimal):
                told[name] = as_number(value)
            elif isinstance(value, date):
                told[name] = value.isoformat()
            elif isinstance(value, tuple):
                if value:
                    told[name] = list(value)
            elif value or (value is not None and not isinstance(value, str | bool)):
                told[name] = value
        return told


_CORRECTED = tuple(f.name for f in fields(Correction))
#: The fields of a decision behind its subject, target and word, in the order of its record.
FIELDS = (
    *("finding_kind", "coder", "decided_on", "settles", "rationale", "chosen_value", "resolution_method", "split_off"),
    *("exact", "sentence", *_CORRECTED, "fingerprint", "claim_ids"),
)


def decision_of(row: dict[str, Any]) -> Decision:
    """The decision of a record, as `Decision.record` gives it.

    Raises `ValueError` that names an unknown field or one that does not hold what it should.

    >>> decision_of(Decision("dismissed", "f1", coder="A").record())
    Decision(decision='dismissed', target_id='f1', ...coder='A'...)
    >>> decision_of({"decision": "dismissed", "target": "f1"})
    Traceback (most recent call last):
        ...
    ValueError: unknown field 'target'
    """
    known = {"subject", "target_id", "decision", "decision_id", *FIELDS}
    if unknown := [name for name in row if name not in known]:
        raise ValueError(f"unknown field {unknown[0]!r}")
    given = {name: value for name, value in row.items() if value is not None}
    read = {name: _READERS.get(name, _word)(name, value) for name, value in given.items()}
    corrected = {name: read.pop(name) for name in _CORRECTED if name in read}
    subject = read.pop("subject", None)
    read.pop("decision_id", None)
    for name in ("decision", "target_id"):
        if name not in read:
            raise ValueError(f"{name} is missing")
    made = Decision(**read, correction=Correction(**corrected))
    if subject not in (None, made.subject):
        raise ValueError(f"{made.decision} is decided of a {made.subject}, not of a {subject}")
    return made


def as_number(value: Decimal) -> int | float | str:
    """A number as JSON has it, or as its digits where a float would lose some.

    >>> as_number(Decimal("12000.0")), as_number(Decimal("1.5")), as_number(Decimal("0.1234567890123456789"))
    (12000, 1.5, '0.1234567890123456789')
    """
    if value == value.to_integral_value() and abs(value) < 2**53:
        return int(value)
    fits = len(value.normalize().as_tuple().digits) <= _DIGITS and Decimal(repr(float(value))) == value
    return float(value) if fits and abs(value) < 2**53 else str(value)


def _word(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{name} must be a text, not {value!r}")  # noqa: TRY004 a record is data, whatever it holds
    return value


def _decimal(name: str, value: Any) -> Decimal:
    if isinstance(value, int | float | str) and not isinstance(value, bool):
        try:
            return Decimal(str(value))
        except ArithmeticError:
            pass
    raise ValueError(f"{name} must be a number, not {value!r}")


def _whole(name: str, value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise ValueError(f"{name} must be a whole number, not {value!r}")


def _truth(name: str, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError(f"{name} must be true or false, not {value!r}")


def _ids(name: str, value: Any) -> tuple[str, ...]:
    if isinstance(value, list | tuple) and all(isinstance(each, str) for each in value):
        return tuple(value)
    raise ValueError(f"{name} must be a list of ids, not {value!r}")


def _day(name: str, value: Any) -> date:
    try:
        return date.fromisoformat(_word(name, value))
    except ValueError:
        raise ValueError(f"{name} must be an ISO date such as 2025-04-27, not {value!r}") from None


_READERS: dict[str, Any] = {
    "chosen_value": _decimal, "value": _decimal, "low": _decimal, "high": _decimal, "credibility": _whole,
    "settles": _truth, "claim_ids": _ids, "split_off": _ids, "decided_on": _day,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """A decision and what became of it in a run, one of `STANDINGS`."""

    decision: Decision
    standing: str
