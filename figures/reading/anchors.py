"""Where a pattern can match at all: every match holds one of a few letters, its anchor.

A pack has some hundred patterns and a sentence some thirty tokens, and most patterns match in few sentences. So each
pattern knows letters of which every match holds one, the rarest there are, how many tokens may stand before it, and which
letters may stand right beside it. One scan of a sentence for the anchors of all patterns together
(`figures.reading.index`) tells which of them are worth a try, and where.

Sets of letters are whole numbers here, one bit a letter, so that joining two of them is one operation whatever their size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

#: A set of letters, one bit a letter.
Letters = int
NONE: Letters = 0
ANY: Letters = -1
Weight = Callable[[Letters], int]
# An anchor that any number of tokens may stand before had better be so many times as rare as another.
_UNBOUNDED = 4


class Sides(NamedTuple):
    """What may stand right before and right behind an anchor in a match, as far as the pattern tells.

    `opens` and `closes` are true where the anchor may be the first or the last of the match.
    """

    before: Letters = NONE
    opens: bool = True
    after: Letters = NONE
    closes: bool = True


class Anchor(NamedTuple):
    """Letters of which every match holds one, in groups with what stands beside them; `None` where none are known.

    `least` and `reach` are the fewest and the most tokens that stand before the anchor in a match; `None` is any number.
    `inside` is true where the anchor is part of what the pattern names, and not of the words around it.
    """

    groups: tuple[tuple[Letters, Sides], ...] | None
    least: int
    reach: int | None
    inside: bool = False

    def letters(self) -> Letters:
        """All its letters."""
        return _joined(letters for letters, _ in self.groups or ())


class Place(NamedTuple):
    """What an index keeps of an anchor: each letter with the letters right before and right behind it (`None` for any).

    They are strings and not sets, for the collector of garbage walks through sets again and again.
    """

    letters: Mapping[str, tuple[str | None, str | None]] | None
    least: int
    reach: int | None
    inside: bool = False


class Stretch(NamedTuple):
    """What a part of a pattern asks for: its anchor, and the letters it may begin and end with.

    It spans at least `least` tokens and at most `width` (`None` for any number). `ahead` is true for a look ahead, which
    spans none.
    """

    anchor: Anchor
    first: Letters
    last: Letters
    least: int
    width: int | None
    ahead: bool = False

    @property
    def empty(self) -> bool:
        """True where it may hold no token."""
        return not self.least


_NOWHERE = Anchor(None, 0, 0)
#: A part that asks for no token at all: a negative look ahead, the end of a sentence.
NOTHING = Stretch(_NOWHERE, NONE, NONE, least=0, width=0)


def place_of(anchor: Anchor, spelled: Callable[[Letters], str]) -> Place:
    """An anchor as patterns keep it; `spelled` gives the letters of a set, of the same set again and again."""
    if anchor.groups is None:
        return Place(None, 0, None)
    found: dict[str, Sides] = {}
    for letters, sides in anchor.groups:
        for letter in spelled(letters):
            known = found.get(letter)
            found[letter] = sides if known is None or known == sides else _both(known, sides)
    told = {
        letter: (
            None if sides.opens or sides.before == ANY else spelled(sides.before),
            None if sides.closes or sides.after == ANY else spelled(sides.after),
        )
        for letter, sides in found.items()
    }
    return Place(told, anchor.least, anchor.reach, anchor.inside)


def _both(one: Sides, other: Sides) -> Sides:
    return Sides(one.before | other.before, one.opens or other.opens, one.after | other.after, one.closes or other.closes)


def _joined(sets: Iterable[Letters]) -> Letters:
    joined = NONE
    for letters in sets:
        joined |= letters
    return joined


def one_token(letters: Letters = ANY) -> Stretch:
    """One token, with one of some letters or with any."""
    anchor = _NOWHERE if letters == ANY else Anchor(((letters, Sides()),) if letters else (), 0, 0)
    return Stretch(anchor, letters, letters, least=1, width=1)


def ahead_of(part: Stretch) -> Stretch:
    """A look ahead: it tells what may follow, and spans no token."""
    return Stretch(_NOWHERE, ANY if part.empty else part.first, NONE, least=0, width=0, ahead=True)


def named(part: Stretch) -> Stretch:
    """A part that is what the pattern names."""
    return part._replace(anchor=part.anchor._replace(inside=True))


def in_sequence(parts: Sequence[Stretch], weight: Weight) -> Stretch:
    """Parts one after another: the anchor is the rarest of theirs."""
    parts = _seen_ahead(parts)
    best: tuple[int, int, int, int | None] | None = None
    least = 0
    wide: int | None = 0
    for index, part in enumerate(parts):
        if part.anchor.groups is not None:
            before = None if wide is None or part.anchor.reach is None else wide + part.anchor.reach
            cost = weight(part.anchor.letters()) * (_UNBOUNDED if before is None else 1)
            if best is None or cost < best[0]:
                best = cost, index, least + part.anchor.least, before
        least += part.least
        wide = None if wide is None or part.width is None else wide + part.width
    anchor = _NOWHERE
    if best is not None:
        _, index, fewest, reach = best
        groups = _between(parts[index].anchor.groups or (), parts[:index], parts[index + 1 :])
        anchor = Anchor(groups, fewest, reach, parts[index].anchor.inside)
    solid = [part for part in parts if not part.ahead]
    first, _ = _edge((part.first, part.empty) for part in solid)
    last, _ = _edge((part.last, part.empty) for part in reversed(solid))
    return Stretch(anchor, first, last, least, wide)


def _seen_ahead(parts: Sequence[Stretch]) -> list[Stretch]:
    """Parts in which a token of any kind behind a look ahead is what the look ahead asks for."""
    found: list[Stretch] = []
    asked = ANY
    for part in parts:
        told = one_token(asked) if asked != ANY and part == one_token() else part
        if part.ahead or part.width != 0:
            asked = part.first if part.ahead else ANY
        found.append(told)
    return found


def _between(
    groups: Sequence[tuple[Letters, Sides]], left: Sequence[Stretch], right: Sequence[Stretch]
) -> tuple[tuple[Letters, Sides], ...]:
    """An anchor with what the parts on either side of its own add to its sides."""
    before, opens = _edge((part.last, part.empty) for part in reversed(left) if not part.ahead)
    after, closes = _edge((part.first, part.empty) for part in right)
    return tuple(
        (
            letters,
            Sides(
                sides.before | before if sides.opens else sides.before,
                sides.opens and opens,
                sides.after | after if sides.closes else sides.after,
                sides.closes and closes,
            ),
        )
        for letters, sides in groups
    )


def _edge(parts: Iterable[tuple[Letters, bool]]) -> tuple[Letters, bool]:
    """The letters a sequence of parts may begin with, and whether it may hold none; each part its own, and so."""
    joined = NONE
    for letters, empty in parts:
        joined |= letters
        if not empty:
            return joined, False
    return joined, True


def either(options: Sequence[Stretch]) -> Stretch:
    """One of several parts: any of their anchors may be the one."""
    if len(options) == 1:
        return options[0]
    groups: dict[Sides, Letters] | None = {}
    reach: int | None = 0
    width: int | None = 0
    for option in options:
        asked, _, before, _ = option.anchor
        if groups is not None and asked is not None:
            for letters, sides in asked:
                groups[sides] = groups.get(sides, NONE) | letters
        else:
            groups = None
        reach = None if reach is None or before is None else max(reach, before)
        width = None if width is None or option.width is None else max(width, option.width)
    anchor = _NOWHERE
    if groups is not None:
        # An option that never matches asks for nothing.
        fewest = min((option.anchor.least for option in options if option.anchor.groups), default=0)
        inside = all(option.anchor.inside for option in options if option.anchor.groups)
        anchor = Anchor(tuple((letters, sides) for sides, letters in groups.items()), fewest, reach, inside)
    first, last = _joined(option.first for option in options), _joined(option.last for option in options)
    return Stretch(anchor, first, last, min(option.least for option in options), width)


def repeated(part: Stretch, mark: str) -> Stretch:
    """A part with a quantifier behind it: `?`, `*`, `+` or `{2,4}`; white space leaves it as it is."""
    if mark.isspace():
        return part
    least, most = _times(mark)
    width = None if part.width is None or most is None else part.width * most
    anchor = _NOWHERE
    if least and part.anchor.groups is not None:
        again = [part] if most != 1 else []
        groups = _between(part.anchor.groups, again, again)
        # What repeats may also be the first and the last of its kind.
        ends = [sides for _, sides in part.anchor.groups]
        told = [
            (letters, sides._replace(opens=own.opens, closes=own.closes))
            for (letters, sides), own in zip(groups, ends, strict=True)
        ]
        anchor = part.anchor._replace(groups=tuple(told))
    return Stretch(anchor, part.first, part.last, part.least * least, width)


def _times(mark: str) -> tuple[int, int | None]:
    """How often a quantifier lets a part stand, at least and at most."""
    if mark in ("?", "*", "+"):
        return {"?": (0, 1), "*": (0, None), "+": (1, None)}[mark]
    least, comma, most = mark.strip("{}").partition(",")
    return int(least), (int(most) if most else None) if comma else int(least)
