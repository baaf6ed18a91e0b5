"""Figures that are written against themselves: a conversion that is none, a range upside down, a list of another length."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from figures.model import Claim
from figures.reconciling.aspects import Aspects
from figures.reconciling.comparison import Reading, in_unit
from figures.reconciling.dossier import Dossier, Draft
from figures.reconciling.passages import Passage, cue, plain
from figures.reconciling.phrasing import figure, where
from figures.reconciling.shares import Band, is_exact
from figures.reconciling.telling import drafted

#: Units of the English-speaking world: from these into the metre, the kilogram and the degree of others, texts convert.
CUSTOMARY = frozenset({
    "inch", "foot", "yard", "mile", "nautical_mile", "fathom", "inch ** 2", "foot ** 2", "yard ** 2", "mile ** 2", "acre",
    "foot ** 3", "gallon", "imperial_gallon", "pint", "quart", "fluid_ounce", "barrel", "pound", "ounce", "stone", "ton",
    "long_ton", "knot", "mile / hour", "degree_Fahrenheit", "psi",
})  # fmt: skip
#: Lists of so many items are counted, each of at most so many words, as is what stands before the colon.
_LONGEST_LIST, _SHORTEST_LIST = 12, 2
_ITEM = 4
_NOUNS = 4
_END = re.compile(r"[.!?]?\W*$")
_INSIDE = re.compile(r"[\"()\[\]“”«»:;0-9]|\.\W")
_ROUND, _NOTHING = Decimal(10), Decimal(0)
#: What has a scale word in front of its unit, and what may have lost its own.
_SCALED, _THOUSAND = Decimal(10) ** 6, Decimal(1000)
#: Words between two counts of which one is so many of the other.
_BETWEEN = 14


def unit_conversion(dossier: Dossier) -> Iterator[Draft]:
    """A measure told in two units that are not the same length, weight, area or temperature."""
    for passage in dossier.several:
        for i, (a, b) in enumerate(pairwise(passage.rows)):
            if _converted(passage, i) and not _composed(passage, i) and not _one_measure(a, b):
                words = dossier.words
                of, to = a.claim.quantity.unit, b.claim.quantity.unit
                best = in_unit(_rounded(a), of, to).best
                shown = words.with_unit(None if best is None else _shown(best), to)
                values = {"first": words.figure(a.claim), "second": words.figure(b.claim), "converted": shown}
                yield drafted(dossier, "unit-conversion", (b, a), where=where(a.claim, words), **values)


def _converted(passage: Passage, i: int) -> bool:
    """True where a measure stands right behind another, in brackets or behind *or*, in the other system of units."""
    a, b = passage.rows[i], passage.rows[i + 1]
    units = a.claim.quantity.unit, b.claim.quantity.unit
    if a.dimension != b.dimension or units[0] == units[1] or len(CUSTOMARY.intersection(filter(None, units))) != 1:
        return False
    if a.claim.quantity.kind != "measure" or b.claim.quantity.kind != "measure" or a.reading.best is None:
        return False
    gap, behind = passage.gaps[i + 1], passage.gaps[i + 2]
    if gap.strip(" -").endswith("("):
        return passage.words(i + 1) == 0 and behind.lstrip(" -")[:1] in (")", ",", ";")
    return gap.strip() == "/" or (passage.only("amounts", i + 1) and gap.lstrip()[:1] == ",")


def _composed(passage: Passage, i: int) -> bool:
    """True where one of the two is the lower part of a measure in two units: *5 ft 10 in (1.78 m)*."""
    rows, gaps = passage.rows, passage.gaps
    before = i > 0 and rows[i - 1].dimension == rows[i].dimension and len(gaps[i].split()) <= 1
    behind = i + 2 < len(rows) and rows[i + 2].dimension == rows[i].dimension and len(gaps[i + 2].split()) <= 1
    return before or behind


def _shown(value: Decimal) -> Decimal:
    """Three digits of a number, as nobody reads more of what was recomputed."""
    return Decimal(f"{value:.3g}").normalize() + 0


def _rounded(row: Aspects) -> Reading:
    """What a measure leaves open where people convert by eye: half of its last digit, or a twentieth of it."""
    low, best, high, point, _ = row.reading
    value = best or Decimal(0)
    half = row.claim.quantity.step / 2
    # Noughts at the end may be counted or rounded: 100 km is less open than half of a hundred.
    slack = max(half if half < 1 else min(half, abs(value) / 10), abs(value) / 20)
    return Reading(
        None if low is None else min(low, value - slack), best, None if high is None else max(high, value + slack), point
    )


def _one_measure(a: Aspects, b: Aspects) -> bool:
    """True where the two meet in one unit, as amounts or, for degrees, as differences."""
    of, to = a.claim.quantity.unit, b.claim.quantity.unit
    one, other = in_unit(_rounded(a), of, to), _rounded(b)
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return True
    if Band(one.low, one.high).meets(Band(other.low, other.high)):
        return True
    nought = in_unit(Reading(_NOTHING, _NOTHING, _NOTHING, point=True), of, to).best or Decimal(0)
    return nought != 0 and Band(one.low - nought, one.high - nought).meets(Band(other.low, other.high))


def range_inverted(dossier: Dossier) -> Iterator[Draft]:
    """A range whose first end is the larger one, as far as its words leave no other reading."""
    for passage in dossier.several:
        for i, (a, b) in enumerate(pairwise(passage.rows)):
            if _inverted(passage, i):
                words = dossier.words
                values = {"first": words.figure(a.claim), "second": figure(b.claim, words)}
                yield drafted(dossier, "range-inverted", (a, b), where=where(a.claim, words), **values)


def _inverted(passage: Passage, i: int) -> bool:
    """*Entre 20 et 15 personnes*: nothing but the *and* between the two, and both of one unit."""
    a, b = passage.rows[i], passage.rows[i + 1]
    one, other = a.claim.quantity, b.claim.quantity
    if not (is_exact(a) and is_exact(b)) or one.value is None or other.value is None or one.value <= other.value:
        return False
    if one.kind != other.kind or one.unit != other.unit or one.kind in ("ratio", "age") or min(one.value, other.value) < 0:
        return False
    if passage.has("apart", i) or (a.claim.noun.text is not None and a.claim.noun.span != b.claim.noun.span):
        return False
    return passage.ends("between", i) and passage.only("and", i + 1)


def elided_range(dossier: Dossier) -> Iterator[Draft]:
    """Two amounts of which the second alone has its scale word: *$26 and $31 million*."""
    words = dossier.words
    for passage in dossier.several:
        for i, (a, b) in enumerate(pairwise(passage.rows)):
            scale = _elided(passage, i)
            if scale is not None:
                unit = b.claim.quantity.unit
                values = {
                    "first": words.with_unit(a.claim.quantity.value, unit), "second": figure(b.claim, words),
                    "scaled": words.with_unit((a.claim.quantity.value or _NOTHING) * scale, unit),
                }  # fmt: skip
                yield drafted(dossier, "elided-range", (a, b), where=where(a.claim, words), **values)


def _elided(passage: Passage, i: int) -> Decimal | None:
    """The scale that a number may have left to the one behind it, where nothing but *and* or *to* stands between them."""
    a, b = (passage.rows[k].claim for k in (i, i + 1))
    one, other = a.quantity, b.quantity
    if not (is_exact(passage.rows[i]) and is_exact(passage.rows[i + 1])) or one.value is None or other.value is None:
        return None
    if other.unit is None or one.unit != other.unit or other.value < _SCALED or not 0 < one.value < _THOUSAND:
        return None
    # *From 2 to 6 million euros* leaves out the unit too, and nobody takes the 2 for two euros.
    if a.figure == a.number or _has_letters(a) or not _has_letters(b):
        return None
    gap = passage.gaps[i + 1].strip()
    if gap != "-" and not (passage.only("and", i + 1) or passage.only("to", i + 1)):
        return None
    scale = Decimal(1000) ** (other.value.adjusted() // 3)
    return scale if other.value / 10 <= one.value * scale <= other.value else None


def _has_letters(claim: Claim) -> bool:
    """True for a number with a scale word, or in words."""
    start, end = (place - claim.sentence_span.start for place in claim.number)
    return any(map(str.isalpha, claim.sentence[start:end]))


def count_list_mismatch(dossier: Dossier) -> Iterator[Draft]:
    """A number of things and, behind a colon, a list of more of them or fewer."""
    for passage in dossier.passages:
        row = passage.rows[-1]
        if (
            ":" not in row.claim.sentence
            or row.claim.quantity.unit is not None
            or row.claim.quantity.kind != "count"
            or not is_exact(row)
        ):
            continue
        n, listed = row.claim.quantity.value or _NOTHING, _items(passage, row.claim)
        if _SHORTEST_LIST <= n <= _LONGEST_LIST and len(listed) >= _SHORTEST_LIST and len(listed) != n:
            words = dossier.words
            values = {"figure": figure(row.claim, words), "n": words.number(len(listed))}
            shown = words.text("finding.comma").join(map(words.quote, listed))
            yield drafted(dossier, "count-list-mismatch", (row,), where=where(row.claim, words), items=shown, **values)


def _items(passage: Passage, claim: Claim) -> list[str]:
    """The items of the list that ends the sentence, where commas and one *and* part them and nothing else can."""
    head, colon, tail = passage.gaps[-1].partition(":")
    noun = passage.rows[-1].claim.noun.text
    if not colon or noun is None or not tail.startswith(" "):
        return []
    if len(head.split()) > _NOUNS or passage.has("not-listed", -1):
        return []
    written = " ".join(claim.sentence[claim.figure.end - claim.sentence_span.start :].split())
    tail = _END.sub("", written.partition(":")[2].strip())
    if _INSIDE.search(tail) or not head.lstrip().startswith(plain(noun)):
        return []
    joins = cue(passage.language, "joins")
    *before, last = (item.strip() for item in tail.split(","))
    parts = [part.strip() for part in joins.split(last)]
    if len(parts) != 2 or not before or any(joins.search(item) for item in before):
        return []
    found = [*before, *parts]
    # A small letter among capitals is what is said of a name: *Paul Durand, maire de Lyon*.
    alike = len({item[:1].isupper() for item in found}) == 1
    return found if alike and all(len(item) > 2 and len(item.split()) <= _ITEM for item in found) else []


def per_unit(dossier: Dossier) -> Iterator[Draft]:
    """Two counts of one sentence, one a round number of times the other: it may have been reckoned from it."""
    words = dossier.words
    for passage in dossier.several:
        for a, b in _counts_in_a_row(passage):
            few, many = sorted((a, b), key=lambda row: row.claim.quantity.value or _NOTHING)
            each = _each(few, many)
            if each is not None:
                values = {"few": figure(few.claim, words), "many": figure(many.claim, words), "each": words.number(each)}
                yield drafted(dossier, "per-unit", (many, few), where=where(many.claim, words), **values)


def _counts_in_a_row(passage: Passage) -> Iterator[tuple[Aspects, Aspects]]:
    """Two exact counts of different things, few words and at most a time between (*64 livraisons en 20 mois, soit …*)."""
    counts = [i for i, row in enumerate(passage.rows) if row.claim.quantity.kind not in ("duration", "age")]
    for i, j in pairwise(counts):
        a, b = passage.rows[i], passage.rows[j]
        plain_counts = all(row.claim.quantity.kind == "count" and is_exact(row) and not row.claim.whole_id for row in (a, b))
        between = sum(passage.words(gap) for gap in range(i + 1, j + 1))
        if plain_counts and between <= _BETWEEN and None not in (a.counted, b.counted) and a.counted != b.counted:
            yield a, b


def _each(few: Aspects, many: Aspects) -> Decimal | None:
    """How many of the one go to each of the other, where that is a round number and the smaller is none."""
    n, total = few.claim.quantity.value or _NOTHING, many.claim.quantity.value or _NOTHING
    if n < _ROUND or n % _ROUND == 0 or n != n.to_integral_value() or total % n:
        return None
    each = total / n
    return each if each >= _ROUND and each % _ROUND == 0 else None
