"""Slips of the hand between two figures of one thing: a thousand times as much, a digit lost, two digits swapped.

Two figures come together by their digits alone, so that every claim is looked at and none against all; what their sentences
have in common then tells whether they are of one thing. These rules ask whether somebody miscopied, so they never go above
a warning.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from itertools import combinations, islice
from math import log10
from statistics import median

from figures.reconciling.aspects import Aspects, words_of
from figures.reconciling.comparability import levels_of
from figures.reconciling.dossier import Dossier, Draft
from figures.reconciling.levels import DIFFERENT, SAME, Levels
from figures.reconciling.likeness import one_moment
from figures.reconciling.passages import around, of_others
from figures.reconciling.phrasing import aspects_step, side
from figures.reconciling.summary import Settled
from figures.reconciling.telling import drafted
from figures.reconciling.traits import NEVER_OPPOSED, RUNNING

#: Scales that a scale word or a lost group of noughts makes of a number.
SCALES = (Decimal(10) ** 3, Decimal(10) ** 6)
#: Up to so many figures with the same digits are held against each other.
_HELD = 24
#: A group of fewer figures has no rest to be far from.
_LEAST_GROUP = 5
#: So many scaled median deviations (Iglewicz and Hoaglin 1993), and never less than so many times the median.
_DEVIATIONS, _TIMES = 3.5, 8.0
_SCALED = 1.4826
#: Courses whose groups hold figures that are much alike and may be of several things.
_LOOSELY_ONE = frozenset({"plain", "amount"})
_MANY_DIGITS = 4
#: A number of fewer digits is another one, not one with two of them swapped.
_LEAST_SWAPPED = 3
#: Kinds whose units measure different things.
_MEASURED = frozenset({"money", "measure"})
_LEAST_SHARED = 3

Keyed = Callable[[str], Iterator[str]]


def scale_slip(dossier: Dossier) -> Iterator[Draft]:
    """The same digits a thousand or a million times as large, of what looks like one thing."""
    for a, b, levels in _pairs(_numbered(dossier), lambda digits: iter((digits.rstrip("0"),)), _scaled):
        small, large = sorted((a, b), key=_size)
        yield _slip(dossier, "scale-slip", (large, small), levels, times=dossier.words.number(scale_between(a, b)))


def _scaled(a: Aspects, b: Aspects) -> bool:
    return scale_between(a, b) in SCALES and (mostly_alike(a, b) if significant(a) < 2 else alike(a, b, of=2))


def scale_between(a: Aspects, b: Aspects) -> Decimal:
    """How many times the smaller of two plain numbers of one unit is in the larger; 0 for others."""
    if not (_digits(a) and _digits(b)) or a.unit != b.unit or not (_size(a) and _size(b)):
        return Decimal(0)
    return max(_size(a), _size(b)) / min(_size(a), _size(b))


def significant(row: Aspects) -> int:
    """How many digits a number has without the noughts at its end."""
    return len(_digits(row).rstrip("0"))


def digit_slip(dossier: Dossier) -> Iterator[Draft]:
    """Two digits swapped, one lost or a nought too many, of what looks like one thing."""
    told: set[tuple[str, str]] = set()
    numbered = _numbered(dossier)
    for key, variant in ((_sorted, "swapped"), (lambda digits: iter((digits.rstrip("0"),)), "nought"), (_shortened, "lost")):
        for a, b, levels in _pairs(numbered, key, partial(_slipped, variant)):
            ids = a.claim.claim_id, b.claim.claim_id
            if ids not in told:
                told.add(ids)
                yield _slip(dossier, "digit-slip", (a, b), levels, variant=variant)


def unit_mismatch(dossier: Dossier) -> Iterator[Draft]:
    """One number in two texts of what looks like one thing, in units that measure different things: euros and dollars."""
    buckets: dict[str, list[Aspects]] = defaultdict(list)
    for row, digits in _numbered(dossier):
        if row.claim.quantity.kind in _MEASURED and row.dimension is not None:
            buckets[digits].append(row)
    for bucket in buckets.values():
        if len({row.dimension for row in bucket}) == 1:
            continue
        for a, b in combinations(bucket[:_HELD], 2):
            other_text = a.claim.origin.document_id != b.claim.origin.document_id
            if other_text and a.dimension != b.dimension and _size(a) == _size(b) and _one_thing_measured(a, b):
                first, second = (side(row.claim, dossier.words) for row in (a, b))
                yield drafted(dossier, "unit-mismatch", (a, b), first=first, second=second)


def _one_thing_measured(a: Aspects, b: Aspects) -> bool:
    """The same words, but for the unit, and no other place, time or year told."""
    years = a.years and b.years and a.years.isdisjoint(b.years)
    places = a.places and b.places and a.places.isdisjoint(b.places)
    periods = a.dated and b.dated and (a.first, a.last) != (b.first, b.last)
    return mostly_alike(a, b) and not (years or places or periods or labelled(a) or labelled(b))


def _slip(
    dossier: Dossier, rule: str, rows: tuple[Aspects, Aspects], levels: Levels, *, variant: str = "message", **values: object
) -> Draft:
    first, second = (side(row.claim, dossier.words) for row in rows)
    draft = drafted(dossier, rule, rows, variant=variant, first=first, second=second, **values)
    return draft._replace(workings=f"{draft.workings}\n{aspects_step(levels, dossier.words)}")


def _numbered(dossier: Dossier) -> list[tuple[Aspects, str]]:
    """The claims a slip is looked for in, with their digits."""
    return [(row, digits) for row in dossier.rows if _is_comparable(row) and (digits := _digits(row))]


def _pairs(
    numbered: Sequence[tuple[Aspects, str]], keys: Keyed, slipped: Callable[[Aspects, Aspects], bool]
) -> Iterator[tuple[Aspects, Aspects, Levels]]:
    """Pairs of claims that share a key of their digits, slipped and differ in no aspect, in the order of the documents."""
    buckets: dict[tuple[object, ...], list[Aspects]] = defaultdict(list)
    for row, digits in numbered:
        counted = row.subject
        for key in set(keys(digits)):
            buckets[counted.kind, counted.unit, counted.counted, counted.status, key].append(row)
    for bucket in buckets.values():
        if len(bucket) == 1 or len({row.reading.best for row in bucket}) == 1:
            continue
        # Whether a figure stands for itself takes reading its sentence anew: asked last where few are held.
        held = bucket if len(bucket) <= _HELD else list(islice(filter(_for_itself, bucket), _HELD))
        for a, b in combinations(held, 2):
            if a.reading.best == b.reading.best or _one_sentence(a, b) or not slipped(a, b):
                continue
            levels = levels_of(a, b)
            if _may_be_one(a, b, levels) and _for_itself(a) and _for_itself(b):
                yield a, b, levels


def _for_itself(row: Aspects) -> bool:
    """True for a figure that is neither the value of a form nor of some more, or some, of those counted before."""
    return not labelled(row) and not of_others(row)


def _may_be_one(a: Aspects, b: Aspects, levels: Levels) -> bool:
    """Nothing that tells two things apart: not what is counted, whose, where, of which part, nor when."""
    apart = (levels.counted, levels.status, levels.sides, levels.narrowing, levels.unit, levels.place)
    moved_on = a.course in RUNNING and not one_moment(a, b)
    years = a.years and b.years and a.years.isdisjoint(b.years)
    periods = a.dated and b.dated and (a.first, a.last) != (b.first, b.last)
    of_each_other = b.claim.claim_id == a.claim.whole_id or a.claim.claim_id == b.claim.whole_id
    one_thing = levels.counted == SAME or (a.counted is None and b.counted is None and mostly_alike(a, b))
    return one_thing and DIFFERENT not in apart and not (moved_on or years or periods or of_each_other)


def _is_comparable(row: Aspects) -> bool:
    """Something counted, or an amount of money or of a measure, whose noun a text rarely tells."""
    quantity = row.claim.quantity
    told = row.counted is not None or quantity.kind in ("money", "measure")
    return told and row.contradicts and quantity.kind not in NEVER_OPPOSED


def _one_sentence(a: Aspects, b: Aspects) -> bool:
    one, other = a.claim, b.claim
    return one.origin.document_id == other.origin.document_id and one.sentence_span == other.sentence_span


def alike(a: Aspects, b: Aspects, *, of: int) -> bool:
    """True where two sentences share so many words besides the noun, and a third of the poorer one's."""
    words, others = words_of(a.about), words_of(b.about)
    shared = len(words & others) - (a.head in words and a.head in others)
    fewest = min(len(words) - (a.head in words), len(others) - (b.head in others))
    return shared >= of and 3 * shared >= fewest


def labelled(row: Aspects) -> bool:
    """True for the value of a form (*Age: 31*), which is one of many of its kind."""
    return around(row)[0].rstrip().endswith((":", "#", "="))


def mostly_alike(a: Aspects, b: Aspects) -> bool:
    """Half of the richer sentence in common: what an amount without a noun is known by, or a slip that chance makes too."""
    words, others = words_of(a.about), words_of(b.about)
    shared = len(words & others)
    return shared >= _LEAST_SHARED and 2 * shared >= max(len(words), len(others))


def _size(row: Aspects) -> Decimal:
    return abs(row.reading.best or Decimal(0))


def _digits(row: Aspects) -> str:
    """The digits of a number from the first that is no nought on, without the point; empty for what is no plain number."""
    value = row.claim.quantity.value
    if value is None or not row.reading.point or row.claim.quantity.vague is not None:
        return ""
    if abs(value) >= 1 and value == value.to_integral_value():
        return f"{abs(value):.0f}"
    return "".join(map(str, abs(value).normalize().as_tuple().digits))


def _sorted(digits: str) -> Iterator[str]:
    """The digits of a number that is long enough for two of them to be swapped unseen."""
    if len(digits) >= _LEAST_SWAPPED:
        yield f"{len(digits)} {''.join(sorted(digits))}"


def _shortened(digits: str) -> Iterator[str]:
    """A number of many digits, and what is left of it without any one of them."""
    written = digits.rstrip("0")
    if len(written) >= _MANY_DIGITS - 1:
        yield digits
    if len(written) >= _MANY_DIGITS:
        yield from (digits[:i] + digits[i + 1 :] for i in range(len(digits)))


def _slipped(variant: str, a: Aspects, b: Aspects) -> bool:
    of_one_thing = mostly_alike(a, b) if variant == "nought" else alike(a, b, of=2)
    return of_one_thing and _miswritten(variant, a, b)


def _miswritten(variant: str, a: Aspects, b: Aspects) -> bool:
    one, other = _digits(a), _digits(b)
    if variant == "nought":
        return max(_size(a), _size(b)) == 10 * min(_size(a), _size(b)) and len(one.rstrip("0")) > 1
    if variant == "lost":
        return abs(len(one) - len(other)) == 1 and one.rstrip("0") != other.rstrip("0")
    differ = [i for i, (x, y) in enumerate(zip(one, other, strict=False)) if x != y]
    return len(one) == len(other) >= _LEAST_SWAPPED and len(differ) == 2 and differ[1] == differ[0] + 1


def magnitude_outlier(dossier: Dossier) -> Iterator[Draft]:
    """A figure far from the rest of its group, measured by the median, which one stray figure does not move.

    Only where the group is of one event, toll or running count, all of it of one side or place, and the figure excludes
    most of the others itself: claims that share a group through others may be of several things.
    """
    words = dossier.words
    for settled in dossier.settled:
        rows = [row for row in settled.rows if row.reading.point and _size(row) > 0 and row.course not in _LOOSELY_ONE]
        if len(rows) < _LEAST_GROUP or not _named_alike(rows):
            continue
        sizes = [log10(_size(row)) for row in rows]
        middle = median(sizes)
        least = max(_DEVIATIONS * _SCALED * median(abs(size - middle) for size in sizes), log10(_TIMES))
        against = _excluded(settled)
        for row, size in zip(rows, sizes, strict=True):
            if abs(size - middle) > least and 2 * against[row.claim.claim_id] >= len(rows) - 1:
                others = words.with_unit(Decimal(f"{10**middle:.3g}"), settled.group.unit)
                values = {"first": side(row.claim, words), "middle": others, "n": words.number(len(rows) - 1)}
                rest = [other for other in rows if other is not row]
                yield drafted(dossier, "magnitude-outlier", (row, *rest), **values)


def _named_alike(rows: Sequence[Aspects]) -> bool:
    """True where all figures are told of one side or of one place."""
    return bool(
        frozenset.intersection(*(row.sides for row in rows)) or frozenset.intersection(*(row.places for row in rows))
    )


def _excluded(settled: Settled) -> Counter[str]:
    """How many claims of its group each claim excludes."""
    opposed = [*settled.of_kind("conflict"), *settled.of_kind("revised")]
    return Counter(settled.rows[i].claim.claim_id for relation in opposed for i in (relation.a, relation.b))
