"""One text behind several: sentences printed again, agreement of one origin, translations, what a cited text says."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations, pairwise
from typing import NamedTuple

from figures.model import Origin
from figures.reconciling.aspects import Aspects
from figures.reconciling.blocking import Pair
from figures.reconciling.comparison import agrees, in_common, separation
from figures.reconciling.dossier import Dossier, Draft
from figures.reconciling.passages import plain, words_in
from figures.reconciling.phrasing import figure, shortened, side, where, who
from figures.reconciling.stems import fold
from figures.reconciling.summary import Settled
from figures.reconciling.telling import drafted
from figures.reconciling.traits import NEAR
from figures.reconciling.union import Union

_WORD = re.compile(r"\w+")
#: Sentences shorter than so many words are alike by chance.
_LEAST_WORDS = 8
#: Two sentences are one text when this share of the shorter one's runs of three words stands in the other.
_COPIED = 0.7
#: Up to so many claims of a group are held against each other.
_HELD = 32
_MOST_TOLD = 6
#: Kinds whose figures are told of one person or one moment, and bear nothing out.
_OF_SOMEBODY = frozenset({"age", "duration", "ratio"})
#: How alike two titles are that differ in the language alone.
_ONE_TITLE = 0.9


def duplicate(dossier: Dossier) -> Iterator[Draft]:
    """Sentences with figures that stand word for word in other documents: one finding for all that the same ones share."""
    together: dict[tuple[str, ...], list[tuple[Aspects, ...]]] = defaultdict(list)
    for same in _printed_again(dossier):
        together[tuple(sorted(same))].append(tuple(same.values()))
    for sentences in together.values():
        yield _duplicate(dossier, sentences)


def _printed_again(dossier: Dossier) -> list[dict[str, Aspects]]:
    """The first figure of each sentence that several documents print, by document; the sentences in their first order."""
    first: dict[int, Aspects] = {}
    printed: dict[tuple[str, ...], dict[str, Aspects]] = {}
    for passage in dossier.passages:
        row = passage.rows[0]
        words = words_in(row.claim.sentence)
        if len(words) < _LEAST_WORDS:
            continue
        # Of the many sentences that stand once, only a number is kept.
        before = first.setdefault(hash(words), row)
        if before is not row:
            known = words_in(before.claim.sentence)
            if words not in printed and known == words:
                printed[words] = {before.claim.origin.document_id: before}
            printed.setdefault(words, {}).setdefault(row.claim.origin.document_id, row)
    found = [same for same in printed.values() if len(same) > 1]
    return sorted(found, key=lambda same: dossier.place[next(iter(same.values())).claim.claim_id])


def _duplicate(dossier: Dossier, sentences: Sequence[tuple[Aspects, ...]]) -> Draft:
    words = dossier.words
    rows = [row for same in sentences for row in same]
    outlets = dict.fromkeys(where(row.claim, words) for row in sentences[0])
    figures = dict.fromkeys(figure(same[0].claim, words) for same in sentences)
    values = {
        "figures": words.text("finding.comma").join(shortened(figures, _MOST_TOLD, words)),
        "sentences": words.number(len(sentences)), "n": words.number(len(sentences[0])),
        "outlets": words.text("finding.semicolon").join(shortened(outlets, _MOST_TOLD, words)),
    }  # fmt: skip
    return drafted(dossier, "duplicate", rows, variant="one" if len(sentences) == 1 else "several", **values)


class Echo(NamedTuple):
    """Claims of one group that have one origin, and how that was told."""

    rows: tuple[Aspects, ...]
    reasons: tuple[str, ...]


def circular_reporting(dossier: Dossier) -> Iterator[Draft]:
    """Texts that seem to bear each other out, and have their figures from one of them or from one text."""
    together: dict[tuple[object, ...], list[Echo]] = defaultdict(list)
    for settled in dossier.settled:
        if settled.group.n_documents > 1 and settled.group.kind not in _OF_SOMEBODY:
            for echo in _echoes(settled):
                documents = sorted({row.claim.origin.document_id for row in echo.rows})
                together[(*documents, echo.reasons)].append(echo)
    for echoes in together.values():
        yield _circular(dossier, echoes)


def _echoes(settled: Settled) -> Iterator[Echo]:
    rows = [row for row in settled.rows if row.contradicts and row.claim.quantity.vague is None][:_HELD]
    if len({row.voice for row in rows}) == 1:
        return
    joined = Union(len(rows))
    citing = _citing(rows)
    for i, j in citing:
        joined.join(i, j)
    copies = Union(len(rows))
    place = {row.claim.claim_id: i for i, row in enumerate(rows)}
    for copy in settled.copies:
        i, j = (place.get(settled.rows[k].claim.claim_id, -1) for k in (copy.a, copy.b))
        one_text = copy.share >= _COPIED and copy.words >= _LEAST_WORDS
        if one_text and i >= 0 and j >= 0 and (i, j) not in citing and _may_echo(rows[i], rows[j]):
            copies.join(i, j)
            joined.join(i, j)
    for part in joined.parts():
        inside = set(part)
        reasons = ["cites"] * any(i in inside for i, _ in citing)
        reasons += ["copied"] * (len({copies.find(i) for i in part}) < len(part))
        outlets = {_outlet(rows[i].claim.origin) for i in part} if len(part) > 1 else ()
        if len({rows[i].voice for i in part}) > 1 and len(outlets) > 1:
            yield Echo(tuple(rows[i] for i in part), tuple(reasons))


def _may_echo(a: Aspects, b: Aspects) -> bool:
    """Two figures of two documents that agree."""
    return a.claim.origin.document_id != b.claim.origin.document_id and agrees(a.reading, b.reading)


def _citing(rows: Sequence[Aspects]) -> list[Pair]:
    """The pairs of which one is attributed to the medium of the other; few figures are attributed to any."""
    outlets = {_name(_outlet(row.claim.origin)) for row in rows}
    cited = [i for i, row in enumerate(rows) if not outlets.isdisjoint(map(_name, _named(row)))]
    pairs = {(min(i, j), max(i, j)) for i in cited for j in range(len(rows)) if i != j}
    return [
        (i, j) for i, j in sorted(pairs)
        if _may_echo(rows[i], rows[j]) and rows[i].voice != rows[j].voice
        and (cites(rows[i], rows[j].claim.origin) or cites(rows[j], rows[i].claim.origin))
    ]  # fmt: skip


def _outlet(origin: Origin) -> str:
    return fold(origin.publisher or origin.document_id)


def _circular(dossier: Dossier, echoes: Sequence[Echo]) -> Draft:
    words = dossier.words
    rows = [row for echo in echoes for row in echo.rows]
    tellers = dict.fromkeys(
        words.text("finding.teller", who=who(row.claim, words), where=where(row.claim, words)) for row in echoes[0].rows
    )
    figures = dict.fromkeys(figure(echo.rows[0].claim, words) for echo in echoes)
    values = {
        "figures": words.text("finding.comma").join(shortened(figures, _MOST_TOLD, words)),
        "n": words.number(len({row.claim.origin.document_id for row in rows})),
        "tellers": words.text("finding.semicolon").join(shortened(tellers, _MOST_TOLD, words)),
        "reasons": words.text("finding.and").join(words.text(f"finding.origin.{reason}") for reason in echoes[0].reasons),
    }  # fmt: skip
    return drafted(dossier, "circular-reporting", rows, **values)


def cites(row: Aspects, origin: Origin) -> bool:
    """True where a figure is attributed to the medium another text appeared in, or passed on by it."""
    published = origin.publisher
    if not published or published == row.claim.origin.publisher:
        return False
    publisher = fold(published).strip()
    cited = bool(publisher) and any(_name(name) == _name(publisher) for name in _named(row))
    return cited and publisher != fold(row.claim.origin.publisher or "").strip()


def _named(row: Aspects) -> list[str]:
    """Every name a figure is attributed to, and those who passed it on."""
    attribution = row.claim.attribution
    named = [attribution.resolved or "", *(attribution.source or "").split("; "), *attribution.relay]
    return [name for name in named if name]


@lru_cache(maxsize=1 << 12)
def _name(name: str) -> str:
    """A name without its article: words of one to three small letters before it."""
    words = _WORD.findall(fold(name))
    while len(words) > 1 and len(words[0]) <= 3 and not name.split(maxsplit=1)[0].isupper():
        words = words[1:]
    return " ".join(words)


def misquote(dossier: Dossier) -> Iterator[Draft]:
    """A figure attributed to a text that stands in the dossier and says otherwise."""
    for settled in dossier.contested:
        for relation in (*settled.of_kind("conflict"), *settled.of_kind("revised")):
            pair = settled.rows[relation.a], settled.rows[relation.b]
            for citing, cited in (pair, pair[::-1]):
                origin = cited.claim.origin
                if not cites(citing, origin) or not _just_before(cited, citing):
                    continue
                own = [row for row in settled.rows if row.claim.origin.publisher == origin.publisher]
                if any(agrees(citing.reading, row.reading) or not separation(citing.reading, row.reading) for row in own):
                    continue
                values = {"citing": side(citing.claim, dossier.words), "cited": side(cited.claim, dossier.words)}
                yield drafted(dossier, "misquote", (citing, cited), **values)


def _just_before(cited: Aspects, citing: Aspects) -> bool:
    if cited.told is None or citing.told is None:
        return True
    return 0 <= citing.told - cited.told <= NEAR


class Version(NamedTuple):
    """A document in one language, and its figures by what they are of."""

    origin: Origin
    rows: tuple[Aspects, ...]


def translation_mismatch(dossier: Dossier) -> Iterator[Draft]:
    """Two language versions of one text with different figures for one thing, which each gives but one of."""
    for one, other in _translations(_versions(dossier)):
        first, second = (_only_figures(version) for version in (one, other))
        for key in (key for key in first if key in second):
            a, b = first[key], second[key]
            if separation(*in_common(a.reading, a.unit, b.reading, b.unit)):
                values = {"first": side(a.claim, dossier.words), "second": side(b.claim, dossier.words)}
                yield drafted(dossier, "translation-mismatch", (a, b), **values)


def _versions(dossier: Dossier) -> list[Version]:
    by_document: dict[str, list[Aspects]] = defaultdict(list)
    for row in dossier.rows:
        by_document[row.claim.origin.document_id].append(row)
    return [Version(rows[0].claim.origin, tuple(rows)) for rows in by_document.values()]


def _translations(versions: Sequence[Version]) -> Iterator[tuple[Version, Version]]:
    """Documents in two languages under one address, or of one publisher and day with one title or one list of names."""
    blocks: dict[tuple[object, ...], list[Version]] = defaultdict(list)
    for version in versions:
        origin = version.origin
        if origin.publisher and origin.published:
            blocks["day", fold(origin.publisher), origin.published].append(version)
        if origin.url:
            blocks["address", _stem(origin.url)].append(version)
    told: set[tuple[str, str]] = set()
    in_several = [key for key, block in blocks.items() if len({version.origin.language for version in block[:_HELD]}) > 1]
    for key in sorted(in_several, key=repr):
        for one, other in combinations(blocks[key][:_HELD], 2):
            ids = one.origin.document_id, other.origin.document_id
            if one.origin.language == other.origin.language or ids in told:
                continue
            if key[0] == "address" or _one_story(one, other):
                told.add(ids)
                yield one, other


def _stem(url: str) -> str:
    """An address without what names its language: a folder or an ending of two letters."""
    parts = re.split(r"[/._?=&-]+", url.casefold().partition("://")[2] or url.casefold())
    return " ".join(part for part in parts if part and not (len(part) == 2 and part.isalpha()))


def _one_story(one: Version, other: Version) -> bool:
    """Titles that are nearly the same, or so many names in common that two texts of one day are one story."""
    titles = [plain(version.origin.title or "") for version in (one, other)]
    if all(titles) and SequenceMatcher(None, titles[0], titles[1]).ratio() >= _ONE_TITLE:
        return True
    topics = [version.rows[0].topic for version in (one, other)]
    shared = len(topics[0] & topics[1])
    return shared >= 3 and 2 * shared >= min(map(len, topics))


def _only_figures(version: Version) -> dict[tuple[object, ...], Aspects]:
    """What a document gives one figure for, by concept, status and sides, in the names all languages share."""
    found: dict[tuple[object, ...], list[Aspects]] = defaultdict(list)
    for row in version.rows:
        concept = row.claim.noun.concept
        if row.contradicts and (concept is not None or row.status is not None) and row.claim.quantity.vague is None:
            found[row.claim.quantity.kind, row.dimension, row.counted, row.status, row.sides].append(row)
    return {key: rows[0] for key, rows in found.items() if all(agrees(a.reading, b.reading) for a, b in pairwise(rows))}
