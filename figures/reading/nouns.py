"""What is counted, and what happens to it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from figures.model import NO_NOUN, Noun, maker
from figures.reading.index import matches
from figures.reading.line import Line, Mention
from figures.reading.measures import rated
from figures.reading.pack import Pack
from figures.reading.relations import hedge
from figures.reading.statuses import find_statuses, status_behind

# Of these a noun says what is measured, behind a partitive (90 % des voix), never the unit word.
_MEASURED = ("share", "money", "measure", "rate")
# How far before a share what grew is looked for, in tokens.
_REACH = 6
_TWO = Decimal(2)
# So many words of a hedge may stand between what grew and by how much.
_HEDGE = 3
_PERSON = "person"
# What befalls people alone, as a text lists them; the status of who was struck is settled later.
_HURT = frozenset({"killed", "injured", "casualties", "missing", "struck"})
_TIMES = ("duration", "age")
_new_noun = maker(Noun)


def find_nouns(line: Line, pack: Pack) -> None:
    """Set noun and status on the mentions of a line; a mention that needs a noun and has none is dropped."""
    behind: dict[int, int] = {}
    for index in sorted(line.mentions) if len(line.mentions) > 1 else [*line.mentions]:
        if index not in line.mentions:
            continue
        mention = line.mentions[index]
        place = mention.last or index + 1
        first, last = _noun_tokens(mention, line, place, pack)
        if first < 0 and mention.needs_noun:
            del line.mentions[index]
            continue
        if first >= 0:
            mention.noun = _noun(line, first, last, pack)
            if mention.kind == "share" and "grown" in line.places and _grown(line, index, pack):
                mention.noun = _left_out(mention.noun)
            _hedge_after_noun(mention, line, last, pack)
        behind[index] = max(last, place)
        if "acting" in line.places:
            _acting(mention, line, behind[index], pack)
        per = rated(mention, line, behind[index], pack)
        if per is not None:
            del line.mentions[per]
    _told_before(line, pack)
    if len(line.mentions) > 1:
        _share_listed(line, pack)
        _share_changed(line)
        _share_nouns(line)
        _resolve_elided(line)
    articles = _listed_people(line, behind, pack) if "listed_people" in line.places else []
    find_statuses(line, behind, pack)
    for place, other in articles:
        if not {line.mentions[place].status, line.mentions[other].status} <= _HURT:
            del line.mentions[place]
    if "listed" in line.places and any(mention.noun.concept for mention in line.mentions.values()):
        _listed_articles(line, pack)


def _listed_articles(line: Line, pack: Pack) -> None:
    """An article counts where its noun is of the same concept as that of the figure it is listed with."""
    for match in matches(pack.patterns["listed"], line.letters, line.places["listed"]):
        side = "before" if match["one_before"] is not None else "after"
        other = line.mentions.get(match.start("other_after" if side == "before" else "other_before"))
        noun = _noun(line, *match.span(f"noun_{side}"), pack)
        if other is None or noun.concept is None or noun.concept != other.noun.concept:
            continue
        place = match.start(f"one_{side}")
        start, end = line.begin(place), line.over(place)
        status = pack.statuses.get(noun.lemma or "")
        one = Decimal(1)
        line.mentions[place] = mention = Mention(start, end, one)
        mention.noun, mention.status = noun, status


def _listed_people(line: Line, behind: dict[int, int], pack: Pack) -> list[tuple[int, int]]:
    """Articles before people listed with a count of people, each with that count; both have to be told to be hurt."""
    found: list[tuple[int, int]] = []
    for match in matches(pack.patterns["listed_people"], line.letters, line.places["listed_people"]):
        side, far = ("before", "after") if match["one_before"] is not None else ("after", "before")
        place, other = match.start(f"one_{side}"), match.start(f"other_{far}")
        mention = line.mentions.get(other)
        noun = _noun(line, *match.span(f"noun_{side}"), pack)
        counts_people = mention is not None and mention.kind == "count" and _is_people(mention.noun, pack)
        if place in line.mentions or not counts_people:
            continue
        line.mentions[place] = one = Mention(line.begin(place), line.over(place), Decimal(1))
        one.noun, behind[place] = noun, match.end(f"noun_{side}")
        found.append((place, other))
    return found


def _is_people(noun: Noun, pack: Pack) -> bool:
    """True for a noun of people, or one left out."""
    return noun.text is None or noun.concept == _PERSON or noun.lemma in pack.people


def _told_before(line: Line, pack: Pack) -> None:
    """A noun before its number: *le nombre de morts est passé de 12 à 41*, *the number of cases rose to 340*."""
    for index, pattern in enumerate(pack.nouns["told"]):
        for match in matches(pattern, line.letters, line.places.get(f"told {index}", ())):
            for group in pattern.groups - {"noun"}:
                mention = line.mentions.get(match.start(group))
                if mention is not None and mention.kind == "count" and mention.noun is NO_NOUN:
                    mention.noun = _noun(line, *match.span("noun"), pack)
                    mention.status = status_behind(line, match.end("noun"), mention.noun, pack)


def _noun_tokens(mention: Mention, line: Line, place: int, pack: Pack) -> tuple[int, int]:
    """Tokens of the head noun and the token after it; -1 where it is elided."""
    if mention.kind in _TIMES:
        return -1, place
    letters = line.letters
    following = letters[place : place + 1]
    for pattern in pack.nouns[_list_of(mention)]:
        match = pattern.match(letters, place) if pattern.first is None or following in pattern.first else None
        if match is not None:
            return match.span("noun")
    return -1, place


def _list_of(mention: Mention) -> str:
    """Which of a pack's lists of noun patterns a mention asks: a language may tell one from more, and scale words apart."""
    if mention.kind in _MEASURED:
        return "of"
    if mention.scaled:
        return "scaled"
    return "one" if mention.value is not None and abs(mention.value) < _TWO and mention.bound == "=" else "count"


def _grown(line: Line, index: int, pack: Pack) -> bool:
    """True where a share is by how much something grew: *une hausse de 12 % du PIB* is no share of it."""
    found = pack.patterns["grown"].search(line.letters, max(0, index - _REACH), index)
    return found is not None and found.end() >= index - _HEDGE


def _left_out(noun: Noun) -> Noun:
    """A noun that a figure does not count, kept beside it as the text's."""
    return Noun(None, None, noun.lemma, noun.concept, noun.qualifiers, noun.text, noun.span)


def _noun(line: Line, first: int, last: int, pack: Pack) -> Noun:
    text = line.text(first, last)
    span = line.view.span(line.begin(first), line.over(last - 1))
    lemma, concept, demonym = pack.nouns_seen[text]
    qualifiers = _qualifiers(line, first, last, pack) if demonym or "demonym" in line.places else _by_place(line, last, pack)
    return _new_noun(line.view.text[span[0] : span[1]], span, lemma, concept, qualifiers)


def _qualifiers(line: Line, first: int, last: int, pack: Pack) -> tuple[str, ...]:
    """Demonyms on either side of the noun, and the noun itself where it is one."""
    found: dict[str, None] = {}
    words = [piece.casefold() for piece in line.pieces(max(0, first - 2), min(len(line.letters), last + 2))]
    pairs = [pack.qualifiers.get(" ".join(pair)) for pair in pairwise(words)]
    # South Sudanese is not Sudanese: a word of a nationality of two words tells none of its own.
    alone = [None if any(pairs[max(0, i - 1) : i + 1]) else pack.qualifiers.get(word) for i, word in enumerate(words)]
    for name in filter(None, (*pairs, *alone)):
        found[name] = None
    for place in _by_place(line, last, pack):
        found[place] = None
    return tuple(sorted(found))


def _by_place(line: Line, last: int, pack: Pack) -> tuple[str, ...]:
    """The place behind a noun that narrows it: *les soldats de Corée du Nord*."""
    match = pack.patterns["qualified_by_place"].match(line.letters, last)
    place = pack.places.get(line.text(*match.span("place"))) if match else None
    return (place,) if place else ()


def _hedge_after_noun(mention: Mention, line: Line, place: int, pack: Pack) -> None:
    """*12 000 hommes environ*: a hedge may follow the noun."""
    match = pack.patterns["hedge_after"].match(line.letters, place) if "hedge_after" in line.places else None
    if match:
        hedge(mention, match.lastgroup or "")


def _acting(mention: Mention, line: Line, place: int, pack: Pack) -> None:
    """People counted for what they do are of that concept: *740,000 people demonstrated* counts demonstrators.

    So are those whose noun is left out: *ils étaient 7 200 à défiler*.
    """
    noun = mention.noun
    if noun.concept == _PERSON or (noun is NO_NOUN and mention.kind == "count" and mention.unit is None):
        found = pack.patterns["acting"].match(line.letters, place)
        if found is not None:
            mention.noun = replace(noun, concept=found.lastgroup)


def _resolve_elided(line: Line) -> None:
    """A count without a noun takes that of the count before it in the sentence: *8 000 selon la police, 40 000 selon …*.

    The noun stays elided; its word and place stand in `resolved`, with the lemma and concept that comparison needs.
    """
    last = NO_NOUN
    for index in sorted(line.mentions):
        mention = line.mentions[index]
        if mention.kind != "count":
            continue
        if mention.noun.text is not None:
            last = mention.noun
        elif mention.noun is NO_NOUN and last is not NO_NOUN:
            mention.noun = _left_out(last)


def _share_listed(line: Line, pack: Pack) -> None:
    """The numbers of a list share the noun behind its last one: *3, 4 et 5 navires*."""
    order = sorted(line.mentions)
    shared = False
    for index, following in zip(order[-2::-1], order[:0:-1], strict=True):
        mention, other = line.mentions[index], line.mentions[following]
        link = pack.patterns["between_listed"].fullmatch(line.letters, mention.last or index + 1, following)
        bare = mention.noun is NO_NOUN and mention.kind == "count" and mention.vague is None and mention.whole is None
        if link is None or not bare or other.kind != "count":
            shared = False
            continue
        shared = shared if link.lastgroup == "middle" else other.noun.text is not None
        if shared:
            mention.noun = other.noun


def _share_changed(line: Line) -> None:
    """What a count changed from is of the noun it changed to, left out: *est passé de 12 à 15 classes*."""
    for mention in line.mentions.values():
        other = mention.changed_to
        if other is not None and mention.noun is NO_NOUN and other.noun.text and mention.kind == other.kind == "count":
            mention.noun = _left_out(other.noun)


def _share_nouns(line: Line) -> None:
    """Part and whole are of one noun, wherever it stands: *41 des 49 prévenus*, *neuf régions sur vingt-quatre*."""
    for mention in line.mentions.values():
        whole = mention.whole
        if whole is None:
            continue
        if mention.noun.span is not None and mention.noun.span.end <= line.view.span(whole.start, whole.end).start:
            # The noun between them is that of both (neuf régions sur vingt-quatre), but millions count what stands behind.
            if not (whole.scaled and whole.noun.text):
                whole.noun = mention.noun
        elif mention.noun is NO_NOUN:
            # Told before its part (sur les 156 occupants, 12 …), the noun of the whole is left out beside the part.
            mention.noun = _left_out(whole.noun) if whole.start < mention.start and whole.noun.text else whole.noun
