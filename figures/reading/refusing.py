"""Numbers that name, date or number something and are no figures: found first, so that no numeral is read there."""

from __future__ import annotations

from figures.reading.index import matches
from figures.reading.line import Line
from figures.reading.measures import hedged
from figures.reading.pack import Pack

#: Tokens refused for what they are, that stay words of the sentence: a name may hold digits (la chaîne Russie1), and an
#: ordinal may stand before what is counted (les trois premiers jours).
_NAMES = frozenset({"label", "ordinal"})


def refuse(line: Line, pack: Pack) -> None:
    """Mark the tokens that are no figures and take their letters away, so that no numeral is read there."""
    where = line.places
    if "refused" not in where and where.keys().isdisjoint(pack.refused.keys()):
        return
    letters, refused = list(line.letters), pack.lexicon.refused
    for match in matches(pack.patterns["refused"], line.letters, where["refused"]) if "refused" in where else ():
        reason = match.lastgroup or ""
        if reason in _NAMES:
            line.refused.append((line.begin(match.start()), line.over(match.end() - 1), reason))
        else:
            _refuse(line, letters, match.start(), match.end(), reason, pack)
    for name, rule in pack.asked(pack.refused, where):
        places = where[name]
        if line.refused and rule.pattern.anchor.inside:
            # The number would hold a token that is refused already.
            places = [at for at in places if letters[at] not in refused]
        for match in matches(rule.pattern, line.letters, places) if places else ():
            first, last = match.span("figure")
            if rule.id == "date" and last - first == 1 and _counted(line.letters, first, pack):
                continue
            if not any(letter in refused for letter in letters[first:last]):
                _refuse(line, letters, first, last, rule.id, pack)
    if line.refused:
        line.letters = "".join(letters)


def _counted(letters: str, index: int, pack: Pack) -> bool:
    """True where what looks like a year is hedged by a phrase and counts something: *north of 1900 seats*."""
    return letters[index + 1 : index + 2] in pack.nominal and hedged(letters, index, 0, pack)


def _refuse(line: Line, letters: list[str], first: int, last: int, reason: str, pack: Pack) -> None:
    anything, year = pack.lexicon.refused
    letters[first:last] = [year if letter in pack.lexicon.bygone else anything for letter in letters[first:last]]
    line.refused.append((line.begin(first), line.over(last - 1), reason))
