"""A finding put together from its rule's words: the message, the steps that led to it, the group it is about."""

from __future__ import annotations

from collections.abc import Sequence

from figures.reconciling.aspects import Aspects
from figures.reconciling.dossier import Dossier, Draft
from figures.reconciling.phrasing import interval_steps, sentence


def drafted(dossier: Dossier, rule: str, rows: Sequence[Aspects], *, variant: str = "message", **values: object) -> Draft:
    """A draft on some claims, the first the one to look at.

    The message is `finding.<rule>.<variant>`; the workings are what each figure leaves open, then the step
    `working.<rule>`, filled with the same values, then the sentences the figures stand in.
    """
    words = dossier.words
    steps = interval_steps(rows, words)
    steps.append(words.text(f"working.{rule}", **values))
    told = dict.fromkeys(sentence(row.claim, words) for row in rows)
    steps += [words.text("working.sentence", sentence=each) for each in told]
    message = words.text(f"finding.{rule}.{variant}", **values)
    return Draft(dossier.group_id(rows[0].claim), tuple(row.claim.claim_id for row in rows), message, "\n".join(steps))
