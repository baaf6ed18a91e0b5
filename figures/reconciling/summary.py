"""What a group says in the words of its field: low, best, high, the rule that chose `best`, its state and its label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from figures.model import STATES, VOUCHED, Claim, Group, content_id
from figures.reconciling.aspects import Aspects
from figures.reconciling.blocking import ALL_PAIRS, Pair, neighbours
from figures.reconciling.comparability import Comparability, comparability, taken_as_one
from figures.reconciling.comparison import Reading, agrees, separation
from figures.reconciling.copies import Copy, copies_in
from figures.reconciling.independence import voices_of
from figures.reconciling.timeline import exceeds, relation
from figures.reconciling.traits import CASUALTY_STATUSES
from figures.wording import Wording


class Relation(NamedTuple):
    """Two claims of a group that do not simply agree: `compatible`, `revised` or `conflict`, and why."""

    a: int
    b: int
    kind: str
    found: Comparability


@dataclass(frozen=True, slots=True)
class Settled:
    """A group with what was found on the way: its claims in the order of time, and those of them that exclude each other.

    `vouched` has each figure that somebody is named for, with the first claim that names them; `copies` the pairs of claims
    whose sentences are one text.
    """

    group: Group
    rows: tuple[Aspects, ...]
    relations: tuple[Relation, ...]
    vouched: tuple[tuple[Reading, Claim], ...] = ()
    copies: tuple[Copy, ...] = ()

    def of_kind(self, kind: str) -> list[Relation]:
        """The relations of one kind, in the order of time."""
        return [relation for relation in self.relations if relation.kind == kind]


def contest(settled: tuple[Settled, ...], denied: Collection[str]) -> tuple[Settled, ...]:
    """Groups, in conflict where another text negates one of their claims, which `denied` holds by their ids."""
    return tuple(
        replace(each, group=replace(each.group, state="conflict"))
        if denied and any(claim_id in denied for claim_id in each.group.claim_ids)
        else each
        for each in settled
    )


def settle(rows: Sequence[Aspects], words: Wording, *, joined: bool = False) -> Settled:
    """The group of claims that answer one question; `rows` are in the order of time.

    `joined` says that people brought some of them together, and so every two are held against each other. The identifier
    is that of the first claim in time, so that later reports leave it as it is.
    """
    found = relations_of(rows, joined=joined)
    kinds = {relation.kind for relation in found} or {"agree" if len(rows) > 1 else "single"}
    relations = [relation for relation in found if relation.kind != "compatible"]
    state = max(kinds, key=STATES.index)
    answering = answering_in(rows)
    best, best_rule = best_of(answering, state)
    copies = copies_in(rows) if len(rows) > 1 else ()
    voices = voices_of(rows, copies)
    first = rows[0]
    quantity = first.claim.quantity
    days = sorted(row.told for row in rows if row.told is not None)
    low, high = ends_of(answering)
    group = Group(
        group_id=content_id("g", first.claim.claim_id),
        label=label_of(answering, words),
        claim_ids=tuple(row.claim.claim_id for row in rows),
        state=state,
        kind=quantity.kind,
        noun_lemma=_commonest([row.claim.noun.lemma for row in answering]),
        concept=_commonest([row.claim.noun.concept for row in answering]),
        unit=first.unit,
        status=_commonest([row.claim.status for row in rows]),
        place=_place(rows),
        low=low,
        best=best,
        high=high,
        best_rule=best_rule,
        n_documents=len({row.claim.origin.document_id for row in rows}),
        n_sources=voices.sources,
        n_independent_sources=voices.independent,
        first_reported=date.fromordinal(days[0]) if days else None,
        last_reported=date.fromordinal(days[-1]) if days else None,
    )
    return Settled(group, tuple(rows), tuple(relations), _vouched(answering) if len(rows) > 1 else (), copies)


def answering_in(rows: Sequence[Aspects]) -> Sequence[Aspects]:
    """The claims of a group that answer its question; a part beside its whole does not (`figures.reconciling.sums`)."""
    ids = {row.claim.claim_id for row in rows if row.whole is None}
    return [row for row in rows if row.whole not in ids] if any(row.whole in ids for row in rows) else rows


def _vouched(rows: Sequence[Aspects]) -> tuple[tuple[Reading, Claim], ...]:
    first: dict[Reading, Claim] = {}
    for row in rows:
        if row.claim.attribution.state in VOUCHED:
            first.setdefault(row.reading, row.claim)
    return tuple(first.items())


def relations_of(rows: Sequence[Aspects], *, joined: bool = False) -> list[Relation]:
    """How claims of a group exclude or replace each other; of pairs that are merely compatible, one.

    Two that share the group only through a third are not held against each other, unless people joined them.
    """
    found: list[Relation] = []
    if len({row.reading for row in rows}) == 1:
        return found
    compatible = False
    parts = {row.claim.claim_id for row in rows}.difference(row.claim.claim_id for row in answering_in(rows))
    for i, j in _pairs(rows):
        a, b = rows[i], rows[j]
        if a.reading is b.reading or a.claim.claim_id in parts or b.claim.claim_id in parts:
            continue
        apart = separation(a.reading, b.reading)
        if not apart and (agrees(a.reading, b.reading) or (compatible and not exceeds(a, b))):
            continue
        held = comparability(a, b)
        if held is None or not held.safe:
            if not joined:
                continue
            held = taken_as_one(a, b)
        kind = relation(a, b, held)
        if kind != "agree" and not (kind == "compatible" and compatible):
            compatible |= kind == "compatible"
            found.append(Relation(i, j, kind, held))
    return found


def _pairs(rows: Sequence[Aspects]) -> Iterable[Pair]:
    """All pairs of a group; of a hub, those of its distinct figures a month, or else of neighbours in time and size."""
    if len(rows) <= ALL_PAIRS:
        return combinations(range(len(rows)), 2)
    distinct: dict[tuple[Reading, int | None], int] = {}
    for i, row in enumerate(rows):
        distinct.setdefault((row.reading, row.month), i)
    kept = list(distinct.values())
    return combinations(kept, 2) if len(kept) <= ALL_PAIRS else sorted(set(neighbours(rows, kept)))


def ends_of(rows: Sequence[Aspects]) -> tuple[Decimal | None, Decimal | None]:
    """The lowest and the highest that is told; an end is open where a bound leaves it open beyond every figure.

    Of 740 000 and *more than 2 million* nobody has named a top, so there is none.
    """
    lows = [row.reading.best if row.reading.point else row.reading.low for row in rows]
    highs = [row.reading.best if row.reading.point else row.reading.high for row in rows]
    low = min((x for x in lows if x is not None), default=None)
    high = max((x for x in highs if x is not None), default=None)
    for row in rows:
        reading = row.reading
        if reading.low is None and low is not None and reading.high is not None and reading.high <= low:
            low = None
        if reading.high is None and high is not None and reading.low is not None and reading.low >= high:
            high = None
    return low, high


def best_of(rows: Sequence[Aspects], state: str) -> tuple[Decimal | None, str | None]:
    """One figure for tables that want one, and the rule that chose it; never a verdict of truth.

    `only`: there is one. `latest`: a count that was revised; of an event's toll, one that rose, since a lower one told later
    is more often of a part. `most-voices`: what most independent voices say; of equals what stands in most documents, then
    the latest, then what is told most often, then the lowest (ACLED takes the most conservative).

    A range or a bound is taken where nothing more exact is said.
    """
    known = [row for row in rows if row.reading.best is not None]
    if not known:
        return None, None
    if len(known) == 1:
        return known[0].reading.best, "only"
    exact = [row for row in known if row.reading.point] or known
    if state == "revised":
        last = max(_moment(row) for row in exact)
        latest_told = {row.reading.best for row in exact if _moment(row) == last}
        if len(latest_told) == 1 and (exact[0].course != "toll" or _rose(exact, last)):
            return latest_told.pop(), "latest"
        if exact[0].course != "toll":
            exact = [row for row in exact if _moment(row) == last]
    voices: dict[Decimal, set[str]] = {}
    documents: dict[Decimal, set[str]] = {}
    latest: dict[Decimal, int] = {}
    tellings: Counter[Decimal] = Counter()
    for row in exact:
        best = row.reading.best
        assert best is not None
        voices.setdefault(best, set()).add(row.voice)
        tellings[best] += 1
        documents.setdefault(best, set()).add(row.claim.origin.document_id)
        latest[best] = max(latest.get(best, 0), _moment(row))
    chosen = max(voices, key=lambda best: (len(voices[best]), len(documents[best]), latest[best], tellings[best], -best))
    return chosen, "most-voices"


def _rose(rows: Sequence[Aspects], last: int) -> bool:
    """True where what is told of the last day is more than all that was told before."""
    before = [row.reading.best or 0 for row in rows if _moment(row) != last]
    return min(row.reading.best or 0 for row in rows if _moment(row) == last) > max(before, default=0)


def label_of(rows: Sequence[Aspects], words: Wording) -> str:
    """The question in words: what is counted as most often written, whose, what happens to it, where and when.

    Nouns of the report's language are preferred; people hurt go by what happened to them (*blessés*).
    """
    own = [row.claim for row in rows if row.claim.origin.language == words.language] or [row.claim for row in rows]
    status = _commonest([row.claim.status for row in rows])
    noun = _commonest([claim.noun.text or claim.noun.resolved for claim in own])
    if status in CASUALTY_STATUSES and all(row.counted == "person" for row in rows):
        noun = None
    elif noun is None:
        noun = _commonest([claim.exact for claim in own])
    sides = sorted({side for row in rows for side in row.sides})
    days = [row.first for row in rows if row.course == "event" and row.first is not None]
    day = words.date(date.fromordinal(min(days))) if days else ""
    whose = ", ".join(words.term("place", side) for side in sides)
    happened = words.term("status", status)
    where = words.term("place", _place(rows))
    parts = (noun, whose, happened if happened != noun else "", where, day) if noun else (happened, whose, where, day)
    return " · ".join(part for part in parts if part)


def _place(rows: Sequence[Aspects]) -> str | None:
    """The one place all claims that name one agree on."""
    places = {row.places for row in rows if row.places}
    return next(iter(next(iter(places)))) if len(places) == 1 and len(next(iter(places))) == 1 else None


def _moment(row: Aspects) -> int:
    """The day the count is of: the period told, or for the toll of an event the day of the report."""
    day = row.told if row.course in ("toll", "event") else row.last
    return day or 0


def _commonest(values: Sequence[str | None]) -> str | None:
    """The value that stands most often; of equals the first in the alphabet."""
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None
