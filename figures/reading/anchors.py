"""Where a pattern can match at all: every match holds one of a few letters, its anchor.

A pack has some hundred patterns and a sentence some thirty tokens, and most patterns match in few sentences. So each
pattern knows letters of which every match holds one, the rarest there are, how many tokens may stand before it, and which
letters may stand right beside it. One scan of a sentence for the anchors of all patterns together
(`figures.reading.index`) tells which of them are worth a try, and where.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

Weight = Callable[[Iterable[str]], int]
#: A set of letters, or `None` for any letter.
Letters = frozenset[str] | None
# An anchor that any number of tokens may stand before had better be so many times as rare as another.
_UNBOUNDED = 4
_NONE: frozenset[str] = frozenset()


class Sides(NamedTuple):
    """What may stand right before and right behind a letter in a match, as far as the pattern tells.

    `opens` and `closes` are true where the letter may be the first or the last of the match.
    """

    before: Letters = _NONE
    opens: bool = True
    after: Letters = _NONE
    closes: bool = True


class Anchor(NamedTuple):
    """`letters`, of which every match holds one, with what stands beside them; `None` where no such set is known.

    `reach` is the most tokens that stand before the anchor in a match, or `None` for any number.
    """

    letters: Mapping[str, Sides] | None
    reach: int | None


class Place(NamedTuple):
    """What an index keeps of an anchor: each letter with the letters right before and right behind it (`None` for any).

    They are strings and not sets, for the collector of garbage walks through sets again and again.
    """

    letters: Mapping[str, tuple[str | None, str | None]] | None
    reach: int | None


def place_of(anchor: Anchor) -> Place:
    """An anchor as patterns keep it."""
    if anchor.letters is None:
        return Place(None, anchor.reach)
    sides = {
        letter: (
            None if told.opens or told.before is None else "".join(sorted(told.before)),
            None if told.closes or told.after is None else "".join(sorted(told.after)),
        )
        for letter, told in anchor.letters.items()
    }
    return Place(sides, anchor.reach)


class Stretch(NamedTuple):
    """What a part of a pattern asks for: its anchor, the letters it may begin and end with, whether it may hold no token,
    and the most tokens it spans (`None` for any number). `ahead` is true for a look ahead, which spans none.
    """

    anchor: Anchor
    first: Letters
    last: Letters
    empty: bool
    width: int | None
    ahead: bool = False


#: A part that asks for no token at all: a negative look ahead, the end of a sentence.
NOTHING = Stretch(Anchor(None, 0), _NONE, _NONE, empty=True, width=0)


def one_token(letters: Letters = None) -> Stretch:
    """One token, with one of some letters or, for `None`, any."""
    anchor = Anchor(None if letters is None else dict.fromkeys(letters, Sides()), 0)
    return Stretch(anchor, letters, letters, empty=False, width=1)


def ahead_of(part: Stretch) -> Stretch:
    """A look ahead: it tells what may follow, and spans no token."""
    return Stretch(Anchor(None, 0), part.first, _NONE, empty=part.empty, width=0, ahead=True)


def in_sequence(parts: Sequence[Stretch], weight: Weight) -> Stretch:
    """Parts one after another: the anchor is the rarest of theirs."""
    best: tuple[int, int, int | None] | None = None
    width: int | None = 0
    for index, part in enumerate(parts):
        letters, reach = part.anchor
        if letters is not None:
            before = None if width is None or reach is None else width + reach
            cost = weight(letters) * (_UNBOUNDED if before is None else 1)
            if best is None or cost < best[0]:
                best = cost, index, before
        width = None if width is None or part.width is None else width + part.width
    anchor = Anchor(None, 0)
    if best is not None:
        _, index, reach = best
        anchor = Anchor(_between(parts[index].anchor.letters or {}, parts[:index], parts[index + 1 :]), reach)
    solid = [part for part in parts if not part.ahead]
    first, empty = _edge(solid, lambda part: part.first)
    last, _ = _edge(solid[::-1], lambda part: part.last)
    return Stretch(anchor, first, last, empty, width)


def _between(letters: Mapping[str, Sides], left: Sequence[Stretch], right: Sequence[Stretch]) -> dict[str, Sides]:
    """An anchor with what the parts on either side of its own add to its sides."""
    before, opens = _edge([part for part in left if not part.ahead][::-1], lambda part: part.last)
    after, closes = _edge(right, lambda part: part.first)
    return {
        letter: Sides(
            _union(sides.before, before) if sides.opens else sides.before,
            sides.opens and opens,
            _union(sides.after, after) if sides.closes else sides.after,
            sides.closes and closes,
        )
        for letter, sides in letters.items()
    }


def _edge(parts: Iterable[Stretch], edge: Callable[[Stretch], Letters]) -> tuple[Letters, bool]:
    """The letters a sequence of parts may begin with, and whether it may hold none."""
    letters: Letters = _NONE
    for part in parts:
        letters = _union(letters, edge(part))
        if not part.empty:
            return letters, False
    return letters, True


def _union(one: Letters, other: Letters) -> Letters:
    if one is None or other is None:
        return None
    return one | other if one and other else one or other


def either(options: Sequence[Stretch]) -> Stretch:
    """One of several parts: any of their anchors may be the one."""
    if len(options) == 1:
        return options[0]
    letters: dict[str, Sides] | None = {}
    reach: int | None = 0
    width: int | None = 0
    first: Letters = _NONE
    last: Letters = _NONE
    for option in options:
        asked, before = option.anchor
        letters = None if letters is None or asked is None else _joined(letters, asked)
        reach = None if reach is None or before is None else max(reach, before)
        width = None if width is None or option.width is None else max(width, option.width)
        first, last = _union(first, option.first), _union(last, option.last)
    empty = any(option.empty for option in options)
    return Stretch(Anchor(letters, reach if letters is not None else 0), first, last, empty, width)


def _joined(one: Mapping[str, Sides], other: Mapping[str, Sides]) -> dict[str, Sides]:
    joined = dict(one)
    for letter, sides in other.items():
        known = joined.get(letter)
        joined[letter] = sides if known is None else Sides(
            _union(known.before, sides.before), known.opens or sides.opens,
            _union(known.after, sides.after), known.closes or sides.closes,
        )  # fmt: skip
    return joined


def repeated(part: Stretch, mark: str) -> Stretch:
    """A part with a quantifier behind it: `?`, `*`, `+` or `{2,4}`; white space leaves it as it is."""
    if mark.isspace():
        return part
    least, most = _times(mark)
    width = None if part.width is None or most is None else part.width * most
    anchor = Anchor(None, 0)
    if least and part.anchor.letters is not None:
        again = [part] if most != 1 else []
        letters = _between(part.anchor.letters, again, again)
        anchor = Anchor(
            {
                letter: Sides(sides.before, own.opens, sides.after, own.closes)
                for (letter, sides), own in zip(letters.items(), part.anchor.letters.values(), strict=True)
            },
            part.anchor.reach,
        )
    return Stretch(anchor, part.first, part.last, part.empty or not least, width)


def _times(mark: str) -> tuple[int, int | None]:
    """How often a quantifier lets a part stand, at least and at most."""
    if mark in ("?", "*", "+"):
        return {"?": (0, 1), "*": (0, None), "+": (1, None)}[mark]
    least, comma, most = mark.strip("{}").partition(",")
    return int(least), (int(most) if most else None) if comma else int(least)
