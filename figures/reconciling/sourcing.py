"""Who vouches for a figure: nobody, nobody in particular, somebody without a name; and figures without a number."""

from __future__ import annotations

from collections.abc import Iterator

from figures.model import Claim
from figures.reconciling.aspects import Aspects
from figures.reconciling.comparison import agrees, in_unit
from figures.reconciling.dossier import Dossier, Draft
from figures.reconciling.phrasing import figure, interval_step, sentence, where, who
from figures.reconciling.traits import USUAL
from figures.wording import Wording, languages, wording

_PASSING_KINDS = frozenset({"duration", "age"})


def unsourced(dossier: Dossier) -> Iterator[Draft]:
    """A figure with no cue, link or note in reach, unless it is told in passing.

    Where the same figure stands elsewhere with a source, the message names it.
    """
    yield from _unsourced(dossier, passing=False)


def unsourced_in_passing(dossier: Dossier) -> Iterator[Draft]:
    """A figure told in passing with no cue, link or note in reach: said all the same, and less loudly."""
    yield from _unsourced(dossier, passing=True)


def in_passing(row: Aspects) -> bool:
    """True of figures that writers leave unsourced as a matter of course.

    These are how long something lasts, how old somebody is, and numbers of things below ten to which nothing happens
    (*les deux dirigeants*, *three countries*). Whom a small number kills is no matter of course.
    """
    quantity = row.claim.quantity
    if quantity.kind in _PASSING_KINDS:
        return True
    best = row.reading.best
    return quantity.kind == "count" and row.claim.status is None and best is not None and abs(best) < USUAL


def _unsourced(dossier: Dossier, *, passing: bool) -> Iterator[Draft]:
    words = dossier.words
    for row in dossier.rows:
        claim = row.claim
        if claim.attribution.state != "none" or in_passing(row) != passing:
            continue
        message = words.text("finding.unsourced.message", figure=figure(claim, words), where=where(claim, words))
        vouched = _vouched_elsewhere(row, dossier)
        if vouched is not None:
            message += words.text("finding.unsourced.elsewhere", who=who(vouched, words), where=where(vouched, words))
        workings = "\n".join((looked_for(claim, words), words.text("working.unsourced", sentence=sentence(claim, words))))
        yield Draft(dossier.group_id(claim), (claim.claim_id,), message, workings)


def _vouched_elsewhere(row: Aspects, dossier: Dossier) -> Claim | None:
    """The first claim of the group that says the same and names who says it."""
    settled = dossier.group_of.get(row.claim.claim_id)
    if settled is None:
        return None
    own = in_unit(row.reading, row.unit, settled.group.unit)
    return next((claim for reading, claim in settled.vouched if agrees(own, reading)), None)


def vague_source(dossier: Dossier) -> Iterator[Draft]:
    """A figure attributed to nobody who could be asked."""
    yield from _attributed(dossier, "vague", "vague-source")


def anonymous_source(dossier: Dossier) -> Iterator[Draft]:
    """A figure from somebody whose name is not given."""
    yield from _attributed(dossier, "anonymous", "anonymous-source")


def _attributed(dossier: Dossier, state: str, rule: str) -> Iterator[Draft]:
    words = dossier.words
    for row in dossier.rows:
        claim = row.claim
        if claim.attribution.state != state:
            continue
        said = claim.attribution.source or claim.attribution.cue
        values = {"figure": figure(claim, words), "where": where(claim, words)}
        message = (
            words.text(f"finding.{rule}.cue", cue=words.quote(said), **values)
            if said
            else words.text(f"finding.{rule}.message", **values)
        )
        yield Draft(dossier.group_id(claim), (claim.claim_id,), message, as_read(rule, claim, words))


def denied(dossier: Dossier) -> Iterator[Draft]:
    """A figure that somebody is said to deny or doubt, or that the text itself negates."""
    for row in dossier.rows:
        if row.claim.attribution.stance in ("denies", "doubts") or row.claim.modality == "negated":
            yield _about_words("denied", row, dossier)


def conditional(dossier: Dossier) -> Iterator[Draft]:
    """A figure that the text reports without vouching for it: the conditional of the press, *reportedly*."""
    for row in dossier.rows:
        if row.claim.modality == "conditional":
            yield _about_words("conditional", row, dossier)


def _about_words(rule: str, row: Aspects, dossier: Dossier) -> Draft:
    """A finding on how a figure is put, with who is said to stand behind it and the words it was read from."""
    words, claim = dossier.words, row.claim
    message = words.text(
        f"finding.{rule}.message", figure=figure(claim, words), where=where(claim, words), who=who(claim, words)
    )
    return Draft(dossier.group_id(claim), (claim.claim_id,), message, as_read(rule, claim, words))


def as_read(rule: str, claim: Claim, words: Wording) -> str:
    """The workings of a rule on attribution: the words read as one, where there are any, and the step of the rule."""
    attribution = claim.attribution
    step = words.text(f"working.{rule}", sentence=sentence(claim, words))
    if attribution.cue is None:
        return step
    source = words.quote(attribution.source) if attribution.source else words.text("working.no-words")
    return f"{words.text('working.cue', cue=words.quote(' '.join(attribution.cue.split())), source=source)}\n{step}"


def looked_for(claim: Claim, words: Wording) -> str:
    """The step that tells what was looked for, with the words of the text's language."""
    language = claim.origin.language
    spoken = wording(language) if language in languages() else words
    return words.text("working.looked-for", words=spoken.text("attributing.words"))


def vague_quantity(dossier: Dossier) -> Iterator[Draft]:
    """A number in words without a number; the policy that gives it an interval is named."""
    words = dossier.words
    for row in dossier.rows:
        claim = row.claim
        vague = claim.quantity.vague
        if vague is None:
            continue
        message = words.text(
            "finding.vague-quantity.message",
            figure=figure(claim, words), where=where(claim, words), policy=vague.policy,
        )  # fmt: skip
        yield Draft(dossier.group_id(claim), (claim.claim_id,), message, interval_step(row, words))


def ambiguous_number(dossier: Dossier) -> Iterator[Draft]:
    """A numeral with two readings (`1.200`, French *billion*): the one taken, and the other."""
    words = dossier.words
    for row in dossier.rows:
        claim = row.claim
        other = claim.quantity.alternative
        if other is None:
            continue
        message = words.text(
            "finding.ambiguous-number.message",
            exact=words.quote(claim.exact),
            figure=figure(claim, words),
            other=words.number(other),
            where=where(claim, words),
        )
        workings = words.text("working.ambiguous-number", sentence=sentence(claim, words))
        yield Draft(dossier.group_id(claim), (claim.claim_id,), message, workings)
