"""Who has something at stake in a figure, and which questions rest on one source alone.

Organisers count crowds higher than the police (Crowd Counting Consortium, codebook), and a side at war reports the losses of
the other (UCDP, *Ged codebook*: `source_original` and bias): that is no reproach, but a reader wants to see it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from figures.model import VOUCHED, Claim
from figures.reconciling.aspects import Aspects
from figures.reconciling.blocking import ALL_PAIRS
from figures.reconciling.comparison import Reading, agrees
from figures.reconciling.dossier import Dossier, Draft
from figures.reconciling.phrasing import figure, where, who
from figures.reconciling.sourcing import as_read
from figures.reconciling.traits import CASUALTY_STATUSES, CUMULATIVE_STATUSES

# Told beside what an article is about, and seldom with a source.
_PASSING = ("duration", "age")
#: Who is counted at a march, by organisers higher and by the police lower; of spectators neither is said.
_MARCHERS = frozenset({"demonstrator", "person"})
#: What a side at war tells of itself and of the other.
_AT_WAR = CASUALTY_STATUSES | CUMULATIVE_STATUSES


def interested_party(dossier: Dossier) -> Iterator[Draft]:
    """A figure from organisers or police about their own demonstration, or from one side of a war about either."""
    words = dossier.words
    hurt = [row for row in dossier.rows if row.status in CASUALTY_STATUSES]
    at_war = frozenset().union(*(row.sides | row.places for row in hurt))
    for row in dossier.rows:
        stake = _stake(row, at_war)
        if stake is None:
            continue
        claim = row.claim
        sides = words.text("finding.and").join(words.term("place", side) for side in sorted(row.sides)) if row.sides else ""
        values = {"figure": figure(claim, words), "where": where(claim, words), "who": who(claim, words), "sides": sides}
        message = words.text(f"finding.interested-party.{stake}", **values)
        workings = as_read("interested-party", claim, words)
        yield Draft(dossier.group_id(claim), (claim.claim_id,), message, workings)


def _stake(row: Aspects, at_war: frozenset[str]) -> str | None:
    """What the source of a claim has to do with what it counts, or `None`.

    A country is at war where the dossier counts its losses, or losses on its ground: a third one merely reports.
    """
    attribution = row.claim.attribution
    if attribution.state not in VOUCHED:
        return None
    if row.course == "event":
        if row.counted not in _MARCHERS:
            return None
        return attribution.interest if attribution.interest in ("organiser", "police") else None
    told = row.status in _AT_WAR and attribution.interest == "belligerent"
    if not told or attribution.country not in at_war or not row.sides:
        return None
    return "own-side" if attribution.country in row.sides else "other-side"


def single_source(dossier: Dossier) -> Iterator[Draft]:
    """A question that several texts answer and that rests on one source (credibility 3 of the Admiralty code)."""
    words = dossier.words
    for settled in dossier.settled:
        group, rows = settled.group, settled.rows
        if group.n_documents < 2 or group.n_independent_sources != 1 or group.kind in _PASSING:
            continue
        told = _told_by_several(rows)
        if not told:
            continue
        claims = [row.claim for row in told]
        n_documents = words.number(len({claim.origin.document_id for claim in claims}))
        values = {"figure": figure(claims[0], words), "n": n_documents, "who": _tellers(claims, dossier)}
        message = words.text("finding.single-source.message", **values)
        workings = words.text("working.single-source", n=words.number(group.n_sources))
        yield Draft(group.group_id, tuple(claim.claim_id for claim in claims), message, workings)


def _told_by_several(rows: Sequence[Aspects]) -> list[Aspects]:
    """The claims of the first figure that several texts tell; of a count that moves on each may be told by one."""
    of: dict[Reading, set[str]] = defaultdict(set)
    for row in rows:
        of[row.reading].add(row.claim.origin.document_id)
    readings = list(of)[:ALL_PAIRS]
    for reading in readings:
        same = {other for other in readings if agrees(reading, other)}
        if len(set().union(*(of[other] for other in same))) > 1:
            return [row for row in rows if row.reading in same]
    return []


def _tellers(claims: list[Claim], dossier: Dossier) -> str:
    """The source as first named, or the first text where none is."""
    return next((who(claim, dossier.words) for claim in claims if claim.attribution.state in VOUCHED), "") or where(
        claims[0], dossier.words
    )
