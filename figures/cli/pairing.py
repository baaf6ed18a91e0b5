"""Two figures or questions held against each other: every aspect with its level, and what follows from all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from figures.cli.explanation import Mark, Records, UnknownIdError, meant, passages
from figures.model import ASPECTS
from figures.reconciling.possible import Held
from figures.wording import Wording

#: From the claims of either side to the two that come nearest, and what follows.
Hold = Callable[[Sequence[str], Sequence[str]], Held]


def paired(records: Records, wanted: str, other: str, words: Wording, *, mark: Mark, hold: Hold | None) -> str:
    """The two nearest figures of two figures or questions, each aspect of them, and what follows.

    Without `hold` the pair is looked up among those of the report. Raises `UnknownIdError` as `explanation` does, and where
    the report does not tell of the pair; `ValueError` where a figure is held against itself.
    """
    ones, others = (_claims_of(records, meant(one, records.claims, records.groups)) for one in (wanted, other))
    held = hold(ones, others) if hold is not None else _reported(records, ones, others)
    return "\n".join(_lines(records, held, words, mark))


def _claims_of(records: Records, name: str) -> list[str]:
    return [name] if name in records.claims else list(records.groups[name]["claim_ids"])


def _reported(records: Records, ones: Sequence[str], others: Sequence[str]) -> Held:
    for pair in records.possible.values():
        a, b = pair["claim_ids"]
        if (a in ones and b in others) or (b in ones and a in others):
            return Held((a, b), "possible", tuple(pair[aspect] for aspect in ASPECTS), (pair["missing"],), pair["outcome"])
    raise UnknownIdError("the report holds these two against each other nowhere; name the texts too, and they are")


def _lines(records: Records, held: Held, words: Wording, mark: Mark) -> Iterator[str]:
    one, other = held.claim_ids
    yield words.text("pair.heading", one=one, other=other)
    yield from passages(records, list(held.claim_ids), words, mark)
    yield ""
    for aspect, level in zip(ASPECTS, held.levels, strict=True):
        told = words.text(f"aspect-told.{aspect}.{level}")
        yield words.text(
            "pair.aspect", aspect=words.term("aspect", aspect), level=words.term("aspect-level", level), told=told
        )
    yield ""
    together = any({one, other} <= set(group["claim_ids"]) for group in records.groups.values())
    verdict = "joined" if together and held.verdict != "together" else held.verdict
    missing = words.text("finding.semicolon").join(words.term("aspect", aspect) for aspect in held.turns_on)
    yield words.text(f"pair.verdict.{verdict}", missing=missing)
    if held.outcome is not None:
        yield words.text(f"pair.outcome.{held.outcome}")
