"""What became of the counted: killed, deployed, delivered … from the noun, a participle behind it, a verb before it.

The members of a list share what a verb before the first, or a participle behind the last, says of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from figures.model import NO_NOUN, Noun
from figures.reading.index import matches
from figures.reading.line import Line, Mention
from figures.reading.pack import Pack

# How far before a number a verb may tell its status, in tokens.
_REACH = 6
# Groups of the patterns that tell what the counted did, what was done to others, what was tried and what did not happen.
_UNDONE = ("doer", "passive", "attempted", "denied")
# Nothing becomes of times, ages and money.
_UNTOLD = ("duration", "age", "money")


def find_statuses(line: Line, behind: dict[int, int], pack: Pack) -> None:
    """Set the status of the mentions of a line; `behind` gives the token behind each one's noun."""
    verbs = matches(pack.patterns["status_before"], line.letters, line.places.get("status_before", ()))
    participles, adjectives = "status_after" in line.places, "status_within" in line.places
    order = sorted(line.mentions) if len(line.mentions) > 1 else [*line.mentions]
    origins: dict[int, str] = {}
    for index in order:
        mention = line.mentions[index]
        if mention.kind in _UNTOLD or (mention.kind != "count" and mention.noun.text is None):
            continue
        if mention.status is not None:
            origins[index] = "noun"
            continue
        noun = mention.noun
        place = behind.get(index, index + 1)
        told = pack.statuses.get(noun.lemma) if noun.lemma is not None else None
        within = told or (_within(mention.last or index + 1, place, line, pack) if adjectives else None)
        after = pack.patterns["status_after"].match(line.letters, place) if participles else None
        # Of the wounded who have died the noun tells what was so before.
        if within and noun.text is not None and not (after and pack.patterns["predicate"].match(line.letters, place)):
            mention.status, origins[index] = within, "noun"
            continue
        before = _before(index, line, verbs, pack) if verbs else None
        if after and not (before and noun.text is None and before.end() == index and after.start() == index + 1):
            status = None if after.lastgroup in _UNDONE else _fitting(after.lastgroup, noun, pack)
            mention.status, origins[index] = status, "after"
            continue
        if before is not None:
            mention.status, origins[index] = _fitting(before.lastgroup, noun, pack), "before"
        elif told:
            # Of a noun left out (4,700 casualties, of whom 600 were killed) what stands by the figure comes first.
            mention.status, origins[index] = told, "noun"
    if "ended" in line.places:
        _end(line, verbs, pack)
    if len(order) > 1 and origins:
        _share(line, [i for i in order if line.mentions[i].kind not in _UNTOLD], behind, origins, pack)
        _part(line, order, behind, origins, pack)
        for mention in line.mentions.values():
            # What a count changed to, and what it is a part of: 300 dead, 100 of them children.
            of = mention.changed_to or mention.whole
            if of is not None and mention.status is None and mention.kind == "count":
                mention.status = of.status


def status_behind(line: Line, place: int, noun: Noun, pack: Pack) -> str | None:
    """The status told behind a noun that stands before its number: *the number of people killed has risen to 112*."""
    after = pack.patterns["status_after"].match(line.letters, place) if "status_after" in line.places else None
    return _fitting(after.lastgroup, noun, pack) if after and after.lastgroup not in _UNDONE else None


def settle_statuses(lines: Sequence[Line], letters: str, pack: Pack) -> None:
    """Give each figure the status that the whole text leaves of one it does not settle alone.

    People hit are shot where the text tells of shots. People shot are hurt where nobody died, and where somebody did, dead
    and hurt are counted together, but for others than those told before.
    """
    _settle_needs(lines, letters, pack)
    unsettled = [(i, m, line) for line in lines for i, m in line.mentions.items() if m.status in pack.unsettled]
    if not unsettled:
        return
    told = {match.lastgroup for match in pack.patterns["settling"].finditer(letters)}
    for index, mention, line in unsettled:
        settled, alone = pack.unsettled[mention.status or ""]
        mention.status = settled if mention.status in told and not _besides(index, mention, line, pack) else alone


def _settle_needs(lines: Sequence[Line], letters: str, pack: Pack) -> None:
    """Make of each status that needs a word of the text what it is there, or none."""
    needing = [m for line in lines for m in line.mentions.values() if m.status in pack.needing]
    told = {match.lastgroup for match in pack.patterns["needed"].finditer(letters)} if needing else set()
    for mention in needing:
        mention.status = pack.needing[mention.status or ""] if mention.status in told else None


def _besides(index: int, mention: Mention, line: Line, pack: Pack) -> bool:
    """True for others than the dead told before: *he killed a guard and shot two others*."""
    return pack.patterns["others"].match(line.letters, mention.last or index + 1) is not None


def _within(first: int, last: int, line: Line, pack: Pack) -> str | None:
    """The status words before the noun tell, or with it: *three wounded miners*, *two of the missing boys*."""
    found = pack.patterns["status_within"].search(line.letters, first, last)
    return _fitting(found.lastgroup, NO_NOUN, pack) if found else None


def _before(index: int, line: Line, verbs: list[re.Match[str]], pack: Pack) -> re.Match[str] | None:
    """The verb shortly before that tells a status, in the same clause."""
    verb = next((verb for verb in reversed(verbs) if index - _REACH < verb.end() <= index), None)
    if verb is None or verb.lastgroup in _UNDONE or pack.patterns["status_end"].search(line.letters, verb.end(), index):
        return None
    return verb


def _share(line: Line, order: list[int], behind: dict[int, int], origins: dict[int, str], pack: Pack) -> None:
    """*Détruit 14 chars, 23 blindés et 31 pièces*; *seven officers and forty sailors were taken prisoner*."""
    between = pack.patterns["between_counted"]
    pairs = [
        (index, following)
        for index, following in pairwise(order)
        if between.fullmatch(line.letters, behind.get(index, index + 1), following)
    ]
    for index, following in pairs:
        _hand("before", index, following, line, origins, pack)
    for index, following in reversed(pairs):
        _hand("after", following, index, line, origins, pack)


def _part(line: Line, order: list[int], behind: dict[int, int], origins: dict[int, str], pack: Pack) -> None:
    """What is told behind part and whole is told of the part, or narrows the whole.

    *Two of the five men were killed* are two dead of five men; *one of two men killed* is one of two dead.
    """
    for index in order:
        part = line.mentions[index]
        whole = part.whole
        if whole is None or part.status is None or part.status != whole.status or origins.get(index) != "after":
            continue
        place = max(behind.get(each, each + 1) for each in order if line.mentions[each] in (part, whole))
        told = pack.patterns["predicate"].match(line.letters, place)
        (whole if told else part).status = None


def _end(line: Line, verbs: list[re.Match[str]], pack: Pack) -> None:
    """What became in the end of those of whom something else is told first: *one of five people shot on Monday has died*."""
    for match in matches(pack.patterns["ended"], line.letters, line.places["ended"]):
        index = match.start("who")
        mention = line.mentions.get(index)
        if mention is None or mention.kind != "count" or (mention.noun.text is None and mention.whole is None):
            continue
        if _before(index, line, verbs, pack) is None:
            mention.status = _fitting(match.lastgroup, mention.noun, pack)


def _hand(origin: str, giver: int, taker: int, line: Line, origins: dict[int, str], pack: Pack) -> None:
    """A status of some origin goes on to a neighbour in the list of which nothing else tells one."""
    mention = line.mentions[taker]
    if line.mentions[giver].whole is mention or mention.whole is line.mentions[giver]:
        return
    untold = mention.status is None or (mention.status in pack.unsettled and origins.get(taker) == "before" != origin)
    if origins.get(giver) == origin and untold and mention.kind == "count":
        mention.status = _fitting(line.mentions[giver].status, mention.noun, pack)
        origins[taker] = origin


def _fitting(status: str | None, noun: Noun, pack: Pack) -> str | None:
    """A status kept for some concepts gives way to another for the rest: containers sent are delivered, not deployed."""
    if (status in pack.unsettled or status in pack.needing) and noun.text is not None and noun.concept is None:
        return status if noun.lemma in pack.people else None
    if status is None or status not in pack.reserved or noun.concept is None:
        return status
    concepts, otherwise = pack.reserved[status]
    return status if noun.concept in concepts else otherwise or None
