"""Do two figures answer one question, and can both stand? Passages as data, with what is to be said of one figure of each.

`tests/pairs.toml` is an array of tables `[[pair]]`:

- `a` and `b`: a text with its language, publisher and day; without `b` both figures stand in the one text.
- `figures`: the figure of each, in the words of its text. `is`: `conflict` and `revised` where a finding of that kind names
  both, `together` where they stand in one group otherwise, `apart` where they do not.
- `wrong` marks a pair that is known to be judged otherwise: it fails on the day it is not.
"""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

import figures
from figures.model import Claim, Document, Reconciliation
from figures.wording import languages
from tests.conftest import ROOT

PAIRS: list[dict[str, Any]] = tomllib.loads((ROOT / "tests/pairs.toml").read_text(encoding="utf-8"))["pair"]
ANSWERS = {"conflict", "revised", "together", "apart"}


WRONG = pytest.mark.xfail(reason="known to be judged otherwise", strict=True)


def documents(pair: dict[str, Any]) -> list[Document]:
    return [
        Document(side["text"], id=name, language=side["language"], publisher=side["publisher"], published=side["published"])
        for name in "ab"
        if (side := pair.get(name))
    ]


def claim_of(pair: dict[str, Any], result: Reconciliation, which: int) -> Claim:
    """The claim of one of the two figures."""
    exact = pair["figures"][which]
    name = "b" if which and "b" in pair else "a"
    start = pair[name]["text"].index(exact)
    of_text = [claim for claim in result.claims if claim.origin.document_id == name]
    return next(claim for claim in of_text if claim.figure.start < start + len(exact) and start < claim.figure.end)


def judged(pair: dict[str, Any], result: Reconciliation) -> str:
    both = {claim_of(pair, result, which).claim_id for which in (0, 1)}
    kinds = [finding.kind for finding in result.findings if both <= set(finding.claim_ids)]
    together = any(both <= set(group.claim_ids) for group in result.groups)
    return next((kind for kind in ("conflict", "revised") if kind in kinds), "together" if together else "apart")


@pytest.mark.parametrize(
    "pair", [pytest.param(pair, id=pair["name"], marks=[WRONG] if pair.get("wrong") else []) for pair in PAIRS]
)
def test_two_figures_are_judged_as_the_table_has_it(pair: dict[str, Any]) -> None:
    assert judged(pair, figures.reconcile(documents(pair))) == pair["is"]


@pytest.mark.parametrize("pair", [pytest.param(pair, id=pair["name"]) for pair in PAIRS if "b" in pair])
def test_the_judgement_is_the_same_from_either_side(pair: dict[str, Any]) -> None:
    turned = {**pair, "a": pair["b"], "b": pair["a"], "figures": pair["figures"][::-1]}
    assert judged(pair, figures.reconcile(documents(pair))) == judged(turned, figures.reconcile(documents(turned)))


def test_the_table_has_every_answer_in_both_languages_and_across_them() -> None:
    said = {(frozenset(pair[name]["language"] for name in "ab" if name in pair), pair["is"]) for pair in PAIRS}
    assert {answer for _, answer in said} == ANSWERS
    for language in languages():
        assert {answer for of, answer in said if of == {language}} == ANSWERS
    assert {answer for of, answer in said if len(of) > 1} >= {"conflict", "apart", "together"}
