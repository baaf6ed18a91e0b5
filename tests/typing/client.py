"""A program of somebody else's against the public names, checked and run as written by `tests/test_api_types.py`."""

from collections.abc import Sequence
from datetime import date
from typing import assert_type

import pandas
from hypothesis.strategies import SearchStrategy

import figures
from figures.testing import Article, Counted, articles, counted, near_misses

document = figures.Document("Selon la mairie, 45 arbres ont été abattus.", id="v-1", published="2025-04-27")
other = figures.Document("L'association compte 60 arbres abattus.", language="fr", published=date(2025, 4, 28))

assert_type(document.published, date | None)
assert_type(document.text, str)

claims = figures.extract(document)
assert_type(claims, list[figures.Claim])
assert_type(figures.extract("45 arbres ont été abattus.", language="fr"), list[figures.Claim])

result = figures.reconcile([document, other])
assert_type(result, figures.Reconciliation)
assert_type(figures.reconcile(claims), figures.Reconciliation)
assert_type(figures.frame(result.claims), pandas.DataFrame)


def sources(claims: Sequence[figures.Claim]) -> list[str]:
    return sorted({claim.attribution.source or "" for claim in claims})


def levels(findings: Sequence[figures.Finding]) -> dict[str, str]:
    return {finding.kind: finding.level for finding in findings}


sources(result.claims)
levels(result.findings)
for group in result.groups:
    assert_type(group, figures.Group)
    assert_type(group.claim_ids, tuple[str, ...])

assert_type(counted("fr", style="words"), SearchStrategy[Counted])
assert_type(near_misses("en", kinds=["date"]), SearchStrategy[str])
assert_type(articles("de"), SearchStrategy[Article])
