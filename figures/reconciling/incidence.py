"""Which claims of a large block are worth comparing, found by sorting columns of numbers instead of claim by claim.

A block of a hundred thousand claims has five thousand million pairs. What its claims name is put into two columns, one of
tokens and one of claims (an inverted index, as record linkage builds for blocking), and whatever follows is sorting them:
the claims that share enough, and in the parts that are too large for all pairs, the neighbours in time and in size.

A pair of the claims i and j of n, i < j, is told by the number `i * n + j`.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from figures.reconciling.aspects import Aspects
from figures.reconciling.comparability import told_apart
from figures.reconciling.stems import name_stems
from figures.reconciling.traits import ANYWHERE, COURSES

Numbers = NDArray[np.int64]
Marks = NDArray[np.bool_]
_T = TypeVar("_T")


class _Numbered(dict[_T, int]):
    """A number for each thing met, in the order they are met."""

    def __missing__(self, thing: _T) -> int:
        self[thing] = number = len(self)
        return number


class Incidence(NamedTuple):
    """What claims name: row by row a token and a claim, sorted by both; `weight` is how much sharing the token says.

    `size` is how many claims name the token. A word has its number in `words`, a telling name that of `names` below zero.
    """

    token: Numbers
    claim: Numbers
    weight: Numbers
    size: Numbers
    names: dict[str, int]
    words: dict[str, int]


def incidence_of(claims: Iterable[tuple[Collection[str], Collection[str]]], telling: int) -> Incidence:
    """The incidence of claims that are told by their words, of weight one, and by names, of the weight `telling`."""
    words, names = _Numbered[str](), _Numbered[str]({"": 0})
    worded, named, of_words, of_names = array("q"), array("q"), array("q"), array("q")
    for own_words, own_names in claims:
        worded.extend(map(words.__getitem__, own_words))
        named.extend(map(names.__getitem__, own_names))
        of_words.append(len(own_words))
        of_names.append(len(own_names))
    every = np.arange(len(of_words))
    token = np.concatenate([np.frombuffer(worded, np.int64), -np.frombuffer(named, np.int64)])
    claim = np.concatenate([np.repeat(every, np.frombuffer(counts, np.int64)) for counts in (of_words, of_names)])
    order = np.lexsort((claim, token))
    token, claim = token[order], claim[order]
    _, sizes = _parts(token)
    return Incidence(token, claim, np.where(token < 0, telling, 1), np.repeat(sizes, sizes), names, words)


def _each(column: Numbers) -> Numbers:
    """The numbers of a column in their order, each once."""
    ordered = np.sort(column)
    return ordered[_parts(ordered)[0]]


def _parts(column: Numbers) -> tuple[Numbers, Numbers]:
    """Where each run of one number begins in a sorted column, and how long it is."""
    first = np.flatnonzero(np.diff(column, prepend=column[:1] - 1))
    return first, np.diff(first, append=len(column))


def sharing(found: Incidence, n: int, enough: int, at_most: int) -> Numbers:
    """The pairs of claims that share tokens of the weight `enough` together, each no token of more than `at_most` claims."""
    small = (found.size > 1) & (found.size <= at_most)
    token, claim, weight = (column[small] for column in (found.token, found.claim, found.weight))
    first, sizes = _parts(token)
    left = np.repeat(first + sizes, sizes) - np.arange(len(token))
    pairs, weights = [], []
    at = np.arange(len(token))
    for step in range(1, at_most):
        at = at[left[at] > step]
        pairs.append(claim[at] * n + claim[at + step])
        weights.append(weight[at])
    every, weighed = np.concatenate(pairs), np.concatenate(weights)
    order = np.argsort(every, kind="stable")
    every, weighed = every[order], weighed[order]
    first, _ = _parts(every)
    return every[first][np.add.reduceat(weighed, first) >= enough] if len(every) else every


class Hubs(NamedTuple):
    """Rows of an incidence in parts too large for all pairs: those that are looked at, and how many claims have one."""

    token: Numbers
    claim: Numbers
    claims: int


def hubs_of(found: Incidence, more_than: int, looked_at: int) -> Hubs:
    """Of each claim its smallest few parts of more claims than `more_than`; of equals the first in the alphabet."""
    large = found.size > more_than
    token, claim, size = found.token[large], found.claim[large], found.size[large]
    spelled = {-number: name for name, number in found.names.items()} | {
        number: word for word, number in found.words.items()
    }
    met = _each(token)
    by_name = sorted(range(len(met)), key=lambda i: spelled[int(met[i])])
    rank = np.empty(len(met), np.int64)
    rank[by_name] = np.arange(len(met))
    order = np.lexsort((rank[np.searchsorted(met, token)], size, claim))
    first, sizes = _parts(claim[order])
    place = np.arange(len(order)) - np.repeat(first, sizes)
    kept = order[place < looked_at]
    kept = kept[np.lexsort((claim[kept], token[kept]))]
    return Hubs(token[kept], claim[kept], len(first))


def neighbouring(hubs: Hubs, sizes: Sequence[float], n: int, reach: int) -> Numbers:
    """Pairs of claims next to each other in a hub: in time, which the claims are in the order of, and in size."""
    by_size = np.lexsort((hubs.claim, np.array(sizes)[hubs.claim], hubs.token))
    pairs = []
    for order in (np.arange(len(by_size)), by_size):
        token, claim = hubs.token[order], hubs.claim[order]
        for step in range(1, reach + 1):
            one, other = claim[:-step], claim[step:]
            together = token[:-step] == token[step:]
            pairs.append((np.minimum(one, other) * n + np.maximum(one, other))[together])
    return _each(np.concatenate(pairs))


def divided(pairs: Numbers, members: Sequence[Aspects], found: Incidence, at_most: int) -> tuple[Numbers, list[int]]:
    """Pairs that place, side or status alone do not tell apart, and those they do (`figures.reconciling.comparability`).

    Most pairs of a hub are of two places: they are told apart here by the number of the place, and one by one only where
    the same figure or the topic of a text may outweigh it.
    """
    n = len(members)
    i, j = np.divmod(pairs, n)
    places = _Numbered[frozenset[str]]({frozenset(): 0})
    place = _column(places[row.places] for row in members)
    one_place = np.array([len(names) < 2 for names in places], np.bool_)[place]
    course = _column(COURSES.index(row.course) for row in members)
    anywhere = np.array([name in ANYWHERE for name in COURSES], np.bool_)[np.minimum(course[i], course[j])]
    elsewhere = (place[i] > 0) & (place[j] > 0) & (place[i] != place[j])
    doubtful = elsewhere & ~(one_place[i] & one_place[j])
    toll = course == COURSES.index("toll")
    best = np.array([float("nan") if row.reading.best is None else float(row.reading.best) for row in members])
    of_age = members[0].claim.quantity.kind == "age"
    both = toll[i] & toll[j]
    doubtful |= elsewhere & (both | of_age) & ((best[i] == best[j]) | (np.isnan(best[i]) & np.isnan(best[j])))
    doubtful |= elsewhere & both & _named(place, places, i, j, found, at_most)
    apart = elsewhere & ~anywhere
    for names in ([row.status for row in members], [row.sides or None for row in members]):
        numbers = _Numbered[Any]({None: 0})
        own = _column(numbers[name] for name in names)
        apart |= ~elsewhere & (own[i] > 0) & (own[j] > 0) & (own[i] != own[j])
    apart[doubtful] = [told_apart(members[a], members[b]) for a, b in zip(i[doubtful], j[doubtful], strict=True)]
    return pairs[~apart], pairs[apart].tolist()


def _named(
    place: Numbers, places: dict[frozenset[str], int], i: Numbers, j: Numbers, found: Incidence, at_most: int
) -> Marks:
    """Where the text of one claim may name the place of the other among its topics."""
    n = len(place)
    everywhere: list[int] = []
    named = [np.zeros(0, np.int64)]
    first = {int(token): at for at, token in reversed(list(enumerate(found.token.tolist()))) if token < 0}
    for names, number in places.items():
        for stem in {stem for name in names for stem in name_stems(name)}:
            at = first.get(-found.names.get(f"topic {stem}", 0))
            if at is not None and found.size[at] <= at_most:
                named.append(number * n + found.claim[at : at + found.size[at]])
            elif at is not None:
                everywhere.append(number)
    told = np.concatenate(named)
    wide = np.zeros(len(places), np.bool_)
    wide[everywhere] = True
    one, other = place[i], place[j]
    marks: Marks = wide[one] | wide[other] | np.isin(one * n + j, told) | np.isin(other * n + i, told)
    return marks


def _column(numbers: Iterable[int]) -> Numbers:
    return np.fromiter(numbers, np.int64)


def either(ones: Numbers, others: Numbers) -> list[int]:
    """The pairs that are in one of the two, in their order."""
    found: list[int] = _each(np.concatenate([ones, others])).tolist()
    return found


def within(pairs: array[int], part_of: Sequence[int]) -> list[int]:
    """Of pairs those of two claims of one part, where `part_of` has the part of each claim."""
    told, part = np.frombuffer(pairs, np.int64), np.array(part_of)
    i, j = np.divmod(told, len(part_of))
    kept: list[int] = told[part[i] == part[j]].tolist()
    return kept
