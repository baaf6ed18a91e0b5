"""Parts and wholes of one sentence: a sum that is not the total told, a part larger than what it is a part of.

Only what the sentence itself puts together is added: a list behind a colon, parts behind *dont* or *including*, a total
behind *soit au total*. Every figure enters with what its words leave open, so that rounding never makes a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise

from figures.reconciling.aspects import Aspects
from figures.reconciling.dossier import Dossier, Draft
from figures.reconciling.passages import Passage, cue, listed
from figures.reconciling.phrasing import figure, where
from figures.reconciling.stems import fold
from figures.reconciling.telling import drafted

#: Kinds whose figures are parts of each other by adding up.
ADDED = frozenset({"count", "money", "measure"})
#: Statuses that no one person has at once.
_EXCLUDING = frozenset({"killed", "injured", "missing"})
#: A list opens with a colon, a bracket or a dash, and no other sign stands before it.
_OPENED = re.compile(r"^[^:;().]*(?:[:(]| -) ?$")
#: So many figures at most are told in clauses of one sum.
_MOST_CLAUSES = 6
#: From here on a number has a scale word, behind which its unit may be left out.
_SCALED = 1_000_000
#: Longest run of words between two parts of one list.
_REACH = 7


def sum_mismatch(dossier: Dossier) -> Iterator[Draft]:
    """Parts that do not give the total they are told with, whatever their rounding leaves open."""
    for passage in dossier.several:
        if len(passage.rows) >= 3:
            for total, parts in sums_in(passage):
                found = _mismatch(passage.rows[total], [passage.rows[i] for i in parts])
                if found is not None:
                    yield _sum(dossier, passage.rows[total], [passage.rows[i] for i in parts], found)


def sums_in(passage: Passage) -> Iterator[tuple[int, Sequence[int]]]:
    """Each total of a sentence with the parts it is told with; for open lists, only those that must not exceed it."""
    for i in range(len(passage.rows)):
        listed_behind = _list_behind(passage, i)
        if listed_behind:
            yield i, listed_behind
        before = _list_before(passage, i)
        if before:
            yield i, before


def _list_behind(passage: Passage, i: int) -> Sequence[int]:
    """The parts of a total behind a colon or a bracket (*30 morts : 12 à A, 9 à B et 8 à C*), or behind *dont*."""
    if i + 2 >= len(passage.rows):
        return ()
    gap = passage.gaps[i + 1]
    opened = _OPENED.search(gap) is not None and passage.words(i + 1) <= _REACH
    including = passage.ends("including", i + 1) and passage.words(i + 1) <= _REACH
    if not opened and not including:
        return ()
    parts = _run(passage, i + 1)
    whole, rows = passage.rows[i], [passage.rows[j] for j in parts]
    if len(parts) < 2:
        return ()
    if not all(same_stuff(whole, row) for row in rows) and not (_groups(passage, parts) and _about(whole, rows)):
        return ()
    if any(
        row.claim.noun.text is None and not passage.begins("in-place", j + 1) for j, row in zip(parts, rows, strict=True)
    ):
        # Bare numbers behind people are their ages.
        return ()
    if including:
        return parts if _apart(passage, parts) and _exceed(whole, rows) else ()
    closed = passage.ends("joins", parts[-1]) and not passage.has("partial", i + 1)
    last = passage.gaps[parts[-1] + 1]
    ended = parts[-1] == len(passage.rows) - 1 or last.lstrip()[:1] in (";", ")", "-")
    return parts if closed and ended else ()


def _run(passage: Passage, first: int) -> Sequence[int]:
    """The figures of a list from one on: each ends its words with a comma or an *and*, and none leaves the list open."""
    parts = [first]
    while parts[-1] + 1 < len(passage.rows):
        gap = parts[-1] + 1
        text = passage.gaps[gap].rstrip()
        linked = text.endswith((",", ";")) or passage.ends("joins", gap)
        if not linked or passage.words(gap) > _REACH or ":" in text or passage.has("including", gap):
            break
        parts.append(gap)
    open_or_multiplied = any(passage.has(name, i) for i in (*parts, parts[-1] + 1) for name in ("partial", "each"))
    return () if open_or_multiplied else parts


def _list_before(passage: Passage, i: int) -> Sequence[int]:
    """The parts before a total (*12 femmes et 9 hommes, soit 21 personnes au total*)."""
    if i < 2:
        return ()
    return _list_closed(passage, i) or _list_of_clauses(passage, i)


def _list_closed(passage: Passage, i: int) -> Sequence[int]:
    """The parts before a total that words of adding close, each part followed by a comma or an *and*."""
    adding = passage.ends("adding", i)
    told = passage.ends("amounts", i) and (passage.begins("total", i + 1) or passage.has("total", i + 1))
    if not (adding or told) or passage.words(i) > _REACH:
        return ()
    first = i - 1
    while (
        first > 0
        and (passage.ends("joins", first) or passage.gaps[first].rstrip().endswith(","))
        and passage.words(first) <= _REACH
    ):
        first -= 1
    parts = range(first, i)
    gaps = range(first + 1, i + 1)
    opens_inside = passage.gaps[first].rstrip().endswith(",") or passage.ends("joins", first)
    if (
        len(parts) < 2
        or opens_inside
        or any(passage.has(name, j) for j in gaps for name in ("including", "partial", "each"))
    ):
        return ()
    whole = passage.rows[i]
    return parts if all(same_stuff(whole, passage.rows[j], generic=True) for j in parts) else ()


def _list_of_clauses(passage: Passage, i: int) -> Sequence[int]:
    """All figures before a total, each with words of its own (*la Ville 15 euros, la région 6, soit 21 euros*).

    Such a list is less sure than one of commas, so that it has to come near the total, and no choice of its parts gives it.
    """
    text, behind = passage.gaps[i].strip(), passage.gaps[i + 1].partition(",")[0]
    in_all = text.endswith(",") and bool(cue(passage.language, "total").search(behind))
    amounts = "," in text and (passage.ends("amounts", i) or passage.ends("adding", i))
    if not (in_all or amounts) or passage.words(i) > _REACH or i > _MOST_CLAUSES:
        return ()
    whole, parts = passage.rows[i], range(i)
    rows = [passage.rows[j] for j in parts]
    named = whole.claim.noun.text is not None or whole.claim.quantity.kind != "count"
    if not named or not all(same_stuff(whole, row) or _without_unit(whole, row) for row in rows):
        return ()
    if any(passage.has(name, gap) for name in ("including", "partial", "each", "up", "down") for gap in range(i + 2)):
        return ()
    return parts if all(_leads_on(passage, gap) for gap in range(1, i)) and _near_and_no_choice(whole, rows) else ()


def _leads_on(passage: Passage, gap: int) -> bool:
    """True where a list goes on between two figures: a comma or an *and* behind the one or before the other."""
    text = passage.gaps[gap].strip()
    linked = text.startswith(",") or text.endswith(",") or passage.begins("joins", gap) or passage.ends("joins", gap)
    return linked and passage.words(gap) <= _REACH and not any(mark in text for mark in ":;().")


def _without_unit(whole: Aspects, part: Aspects) -> bool:
    """True for an amount whose unit is left out behind its scale word: *15 millions d'euros, la région 6 millions*."""
    a, b = whole.claim.quantity, part.claim.quantity
    bare = b.kind == "count" and b.unit is None and part.claim.noun.text is None and b.vague is None
    return a.kind == "money" and bare and part.reading.best is not None and part.reading.best >= _SCALED


def _near_and_no_choice(whole: Aspects, parts: Sequence[Aspects]) -> bool:
    """True where all parts come near the total, and no few of them are it: a total told among its own parts is no sum."""
    total, bests = whole.reading.best, [row.reading.best for row in parts]
    known = [best for best in bests if best is not None and best > 0]
    if total is None or len(known) < max(2, len(bests)) or max(known) > total:
        return False
    summed = sum(known, Decimal(0))
    few = (sum(some, Decimal(0)) for size in range(1, len(known)) for some in combinations(known, size))
    return summed < 2 * total and total < 2 * summed and all(each != total for each in few)


def same_stuff(whole: Aspects, part: Aspects, *, generic: bool = False) -> bool:
    """True where a part can be of a whole: one unit, and the same things counted, or people among people."""
    a, b = whole.claim.quantity, part.claim.quantity
    if a.kind != b.kind or a.kind not in ADDED or a.unit != b.unit or a.vague or b.vague:
        return False
    if a.unit is not None or part.claim.noun.text is None or whole.counted == part.counted or whole.head == part.head:
        return True
    return (generic and whole.claim.noun.text is None) or (of_people(whole) and of_people(part))


def of_people(row: Aspects) -> bool:
    """True where people are counted, by the concept of the noun or by the list of the language."""
    claim = row.claim
    if row.family == "person":
        return True
    word = fold(claim.noun.text or claim.noun.resolved or "")
    return bool(word) and cue(claim.origin.language, "people").fullmatch(word) is not None


def _apart(passage: Passage, parts: Sequence[int]) -> bool:
    """True where no two parts can hold the same person: dead and wounded, women and men, one place and another."""
    rows = [passage.rows[j] for j in parts]
    statuses = {row.claim.status for row in rows}
    if statuses <= _EXCLUDING and len(statuses) == len(rows):
        return True
    if all(row.claim.noun.text is None for row in rows) and all(passage.begins("in-place", j + 1) for j in parts):
        return True
    return _groups(passage, parts)


def _groups(passage: Passage, parts: Sequence[int]) -> bool:
    """True where the nouns of the parts stand in one group of words that exclude each other."""
    words = [fold(passage.rows[j].claim.noun.text or "") for j in parts]
    groups = (group.split("/") for group in listed(passage.language, "disjoint"))
    return len(set(words)) == len(words) and any(all(word in group for word in words) for group in groups)


def _about(whole: Aspects, parts: Sequence[Aspects]) -> bool:
    """True where parts come near the whole, so that *4 familles (12 hommes et 9 femmes)* is taken for no sum."""
    total, bests = whole.reading.best, [row.reading.best for row in parts]
    if total is None or any(row.claim.quantity.kind != "count" for row in (whole, *parts)):
        return False
    summed = sum((best for best in bests if best is not None), Decimal(0))
    return None not in bests and summed < 2 * total and total < 2 * summed


def _exceed(whole: Aspects, parts: Sequence[Aspects]) -> bool:
    """True where the parts of an open list are together more than the whole; each alone may well be less."""
    lows = [row.reading.low for row in parts]
    high = whole.reading.high
    known = [low for low in lows if low is not None]
    return high is not None and len(known) == len(lows) and sum(known) > high


def _mismatch(whole: Aspects, parts: Sequence[Aspects]) -> tuple[Decimal, Decimal] | None:
    """Sum and total where they exclude each other, else nothing."""
    bests = [row.reading.best for row in parts]
    if whole.reading.best is None or any(best is None for best in bests):
        return None
    lows, highs = [row.reading.low for row in parts], [row.reading.high for row in parts]
    lowest = sum((low for low in lows if low is not None), Decimal(0)) if None not in lows else None
    highest = sum((high for high in highs if high is not None), Decimal(0)) if None not in highs else None
    over = lowest is not None and whole.reading.high is not None and lowest > whole.reading.high
    under = highest is not None and whole.reading.low is not None and highest < whole.reading.low
    if not over and not under:
        return None
    return sum((best for best in bests if best is not None), Decimal(0)), whole.reading.best


def _sum(dossier: Dossier, whole: Aspects, parts: Sequence[Aspects], found: tuple[Decimal, Decimal]) -> Draft:
    words = dossier.words
    summed, total = found
    unit = whole.claim.quantity.unit
    plus = words.text("finding.plus").join(words.figure(row.claim) for row in parts)
    values = {
        "parts": plus, "sum": words.with_unit(summed, unit), "total": figure(whole.claim, words),
        "where": where(whole.claim, words), "gap": words.with_unit(abs(summed - total), unit),
    }  # fmt: skip
    which = "over" if summed > total else "under"
    return drafted(dossier, "sum-mismatch", (whole, *parts), variant=which, **values)


def part_over_whole(dossier: Dossier) -> Iterator[Draft]:
    """A part that is larger than what it is told to be a part of."""
    for passage in dossier.several:
        for whole, part in sorted(set(wholes_in(passage))):
            a, b = passage.rows[whole], passage.rows[part]
            if a.reading.high is not None and b.reading.low is not None and b.reading.low > a.reading.high:
                values = {"part": figure(b.claim, dossier.words), "whole": figure(a.claim, dossier.words)}
                yield drafted(dossier, "part-over-whole", (b, a), where=where(b.claim, dossier.words), **values)


def wholes_in(passage: Passage) -> Iterator[tuple[int, int]]:
    """Whole and part, where the claim or the words between say so: *1 200 salariés, dont 1 400 femmes*, *14 of the 12*."""
    at = {row.claim.claim_id: i for i, row in enumerate(passage.rows)}
    yield from ((at[told], i) for i, row in enumerate(passage.rows) if (told := row.claim.whole_id or "") in at)
    for i, (first, second) in enumerate(pairwise(passage.rows)):
        gap = i + 1
        if same_stuff(first, second) and passage.words(gap) <= _REACH and passage.ends("including", gap):
            yield i, gap
        if same_stuff(second, first) and passage.only("of-whole", gap):
            yield gap, i
