"""One document against itself: its headline and its text, two figures it gives for one thing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, groupby

from figures.model import Quantity
from figures.reconciling.aspects import Aspects
from figures.reconciling.comparability import levels_of
from figures.reconciling.comparison import agrees, read, separation
from figures.reconciling.dossier import Dossier, Draft
from figures.reconciling.levels import DIFFERENT, SAME, Levels
from figures.reconciling.passages import around, of_others, plain, says
from figures.reconciling.phrasing import aspects_step, figure, where
from figures.reconciling.slips import alike, labelled
from figures.reconciling.stems import ordinary_words, stem
from figures.reconciling.telling import drafted
from figures.reconciling.traits import NEVER_OPPOSED, USUAL

#: A first line no longer than this, without a full stop, is a headline.
_HEADLINE = 150
_ENDED = (".", "!", "?", "…", ":", ";", ",", '."', ".”")
#: Up to so many figures of one thing in one document are held against each other.
_HELD = 24
_IN_TITLE = re.compile(r"(?<![\w.,/-])(\d{1,3}(?:[ .,]\d{3})+|\d+)(?![\d.,/%:-]) ([^\W\d_]{3,})")
#: Words by which a sentence speaks of a part, of more of them, or of a change.
_OTHER_THINGS = ("partial", "including", "each", "up", "down")
_YEARS = range(1900, 2100)
_DIGITS = re.compile(r"\d+")


def headline_mismatch(dossier: Dossier) -> Iterator[Draft]:
    """A figure of the headline that the text below gives otherwise and nowhere as it stands there."""
    for rows in _documents(dossier):
        title = plain(rows[0].claim.origin.title or "").strip(" #")
        head: list[Aspects] = []
        body: list[Aspects] = []
        for row in rows:
            (head if _in_headline(row, title) else body).append(row)
        for row in head:
            against = _against(row, body, head)
            if against is not None:
                yield _headline(dossier, row, against, figure(row.claim, dossier.words))
        if not head and body:
            for shown, against in _of_title(body):
                yield _headline(dossier, None, against, dossier.words.quote(shown))


def _documents(dossier: Dossier) -> Iterator[list[Aspects]]:
    for _, rows in groupby(dossier.rows, key=lambda row: row.claim.origin.document_id):
        yield list(rows)


def _in_headline(row: Aspects, title: str) -> bool:
    """True in the sentence that is the title, or in a first line that ends in no full stop."""
    claim = row.claim
    first = claim.sentence_span.start <= 3
    if not (first or title):
        return False
    said = plain(claim.sentence).strip(" #")
    return bool(title and said == title) or (first and len(said) <= _HEADLINE and not said.endswith(_ENDED))


def _against(row: Aspects, body: Sequence[Aspects], head: Sequence[Aspects]) -> Aspects | None:
    """The first figure of the text on the same thing, where the text nowhere gives the headline's, alone or added up."""
    if not row.contradicts or row.claim.quantity.kind in NEVER_OPPOSED or row.counted is None or _is_one(row):
        return None
    of_unit = [other for other in body if other.claim.quantity.unit == row.claim.quantity.unit]
    if any(not separation(row.reading, other.reading) for other in of_unit) or _adds_up(row, of_unit):
        return None
    same = [other for other in of_unit if other.contradicts and _of_one_thing(row, other) and not of_others(other)]
    close = [other for other in same if alike(row, other, of=2) or (row.status is not None and alike(row, other, of=1))]
    return next((other for other in close if not _adds_up(other, [*head, *of_unit])), None)


def _is_one(row: Aspects) -> bool:
    """One of something in a headline is somebody, not a count."""
    return row.reading.high is not None and row.reading.high <= 1


def _of_one_thing(a: Aspects, b: Aspects) -> bool:
    levels = levels_of(a, b)
    apart = (levels.counted, levels.status, levels.sides, levels.narrowing, levels.unit, levels.place)
    return levels.counted == SAME and levels.unit == SAME and DIFFERENT not in apart and b.claim.whole_id is None


def _adds_up(row: Aspects, others: Sequence[Aspects]) -> bool:
    """True where two or three figures give this one together."""
    bests = [other.reading.best for other in others[:_HELD] if other is not row and other.reading.best]
    low, high = row.reading.low, row.reading.high
    return any(
        (low is None or total >= low) and (high is None or total <= high)
        for size in (2, 3)
        for some in combinations(bests, size)
        if (total := sum(some, Decimal(0)))
    )


def _of_title(body: Sequence[Aspects]) -> Iterator[tuple[str, Aspects]]:
    """Numbers of a title that is no sentence of the text, each with the first figure on its noun, where all differ."""
    origin = body[0].claim.origin
    for match in _IN_TITLE.finditer(plain(origin.title or "")):
        value = Decimal(re.sub(r"\D", "", match[1]))
        noun = stem(match[2])
        if value <= 1 or int(value) in _YEARS or match[2] in ordinary_words(origin.language):
            continue
        step = Decimal(10) ** (len(str(value)) - len(str(value).rstrip("0")))
        told = Quantity(value, value, value, step=step)
        counts = [row for row in body if row.claim.quantity.kind == "count" and row.claim.quantity.unit is None]
        if any(not separation(read(told), row.reading) for row in counts):
            continue
        same = [row for row in counts if row.head == noun and row.contradicts]
        clear = [row for row in same if row.claim.whole_id is None and not row.narrowing and not of_others(row)]
        if len({row.reading for row in same}) == 1 and clear and len(clear) == len(same):
            yield f"{match[1]} {match[2]}", clear[0]


def _headline(dossier: Dossier, row: Aspects | None, against: Aspects, shown: str) -> Draft:
    words = dossier.words
    values = {"headline": shown, "body": figure(against.claim, words), "where": where(against.claim, words)}
    return drafted(dossier, "headline-mismatch", (row, against) if row is not None else (against,), **values)


def self_contradiction(dossier: Dossier) -> Iterator[Draft]:
    """Two figures of one document for one thing, with no two voices, no two times and no two parts between them."""
    for rows in _documents(dossier):
        blocks: dict[tuple[object, ...], list[Aspects]] = defaultdict(list)
        for row in rows:
            if row.contradicts and row.counted is not None and row.claim.quantity.kind not in NEVER_OPPOSED:
                blocks[row.claim.quantity.kind, row.unit, row.counted, row.status].append(row)
        for block in blocks.values():
            for a, b in combinations(block[:_HELD], 2):
                if _apart(a, b):
                    levels = levels_of(a, b)
                    if _contradict(a, b, levels):
                        words = dossier.words
                        values = {"first": figure(a.claim, words), "second": figure(b.claim, words)}
                        draft = drafted(dossier, "self-contradiction", (a, b), where=where(a.claim, words), **values)
                        yield draft._replace(workings=f"{draft.workings}\n{aspects_step(levels, words)}")


def _apart(a: Aspects, b: Aspects) -> bool:
    """Two sentences whose figures exclude each other."""
    return (
        a.claim.sentence_span != b.claim.sentence_span
        and bool(separation(a.reading, b.reading))
        and not agrees(a.reading, b.reading)
    )


def _contradict(a: Aspects, b: Aspects, levels: Levels) -> bool:
    one, other = a.claim, b.claim
    if (
        levels.counted != SAME
        or levels.narrowing != SAME
        or DIFFERENT in (levels.status, levels.sides, levels.unit, levels.place)
    ):
        return False
    if a.voice != b.voice or one.whole_id or other.whole_id or one.period != other.period or a.years != b.years:
        return False
    if a.places != b.places or a.sides != b.sides or one.noun.text is None or other.noun.text is None or a.names != b.names:
        return False
    if a.course == "plain" and a.status is None and min(_best(a), _best(b)) < USUAL:
        return False
    if any(labelled(row) or of_others(row) or _tells_of_more(row) for row in (a, b)) or _numerals(a) != _numerals(b):
        return False
    shared = len((a.words & b.words) - {a.head})
    sizes = sorted(len(row.words - {a.head}) for row in (a, b))
    return shared >= 3 and 3 * shared >= 2 * sizes[0] and 2 * shared >= sizes[1]


def _best(row: Aspects) -> Decimal:
    return row.reading.best if row.reading.best is not None else Decimal(0)


def _tells_of_more(row: Aspects) -> bool:
    sentence = plain(row.claim.sentence)
    return any(says(row.claim.origin.language, name, sentence) for name in _OTHER_THINGS)


def _numerals(row: Aspects) -> list[str]:
    """The other numbers in digits of a sentence: times, numbers of things, what tells two like sentences apart."""
    return sorted(_DIGITS.findall(" ".join(around(row))))
