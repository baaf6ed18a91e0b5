"""Every rule has a page in both languages, and every example of a page is what the page says it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import figures
from figures.model import Document, Finding
from figures.reconciling.rulebook import Example, Page, Text, markdown, pages, pages_of
from figures.reconciling.rules import RULES
from figures.wording import languages

PAGES = [(language, page) for language in languages() for page in pages(language)]


def documents(text: Text, place: int, language: str) -> Iterator[Document]:
    for n in range(text.copies):
        given: dict[str, Any] = {"language": language, "id": f"{place}-{n}"} | text.given
        yield Document(text.words.replace("{n}", str(100 + 7 * n)), **given)


def raised(page: Page, example: Example, language: str) -> list[Finding]:
    texts = [document for place, text in enumerate(example) for document in documents(text, place, language)]
    thresholds = [text.threshold for text in example if text.threshold]
    found = figures.reconcile(texts, language=language, select=[page.rule.rule_id], thresholds=thresholds).findings
    return [one for one in found if (one.kind, one.level) == (page.rule.kind, page.rule.level)]


def cases(attribute: str) -> Iterator[Any]:
    for language, page in PAGES:
        for n, example in enumerate(getattr(page, attribute), 1):
            yield pytest.param(page, example, language, id=f"{language} {page.rule.rule_id} {n}")


@pytest.mark.parametrize(("page", "example", "language"), list(cases("raises")))
def test_a_positive_example_raises_its_rule(page: Page, example: Example, language: str) -> None:
    found = raised(page, example, language)
    assert found
    assert all(one.message and one.workings and one.claim_ids for one in found)
    assert [one for one in found if "{" in one.message + one.workings] == []


@pytest.mark.parametrize(("page", "example", "language"), list(cases("silent")))
def test_a_negative_example_does_not(page: Page, example: Example, language: str) -> None:
    assert [one.message for one in raised(page, example, language)] == []


@pytest.mark.parametrize("language", languages())
def test_every_rule_has_a_page_with_examples_of_both_sorts(language: str) -> None:
    assert [page.rule for page in pages(language)] == list(RULES)
    for page in pages(language):
        assert page.line.endswith("."), page.rule.rule_id
        assert page.definition, page.rule.rule_id
        assert page.source, page.rule.rule_id
        assert page.raises, page.rule.rule_id
        assert page.silent, page.rule.rule_id


def test_a_page_is_found_by_rule_and_by_kind() -> None:
    assert [page.rule.rule_id for page in pages_of("revised-down", "fr")] == ["revised-down"]
    assert pages_of("conflict", "en")[0].rule.kind == "conflict"


def test_the_page_of_the_documentation_is_what_the_generator_writes(root: Path) -> None:
    assert (root / "docs/rules.md").read_text(encoding="utf-8") == markdown("en")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rule_id)
def test_plausibility_is_never_an_error(rule: Any) -> None:
    plausible = {"scale-slip", "digit-slip", "magnitude-outlier", "stale", "circular-reporting", "per-unit"}
    plausible |= {"unit-mismatch", "elided-range"}
    assert rule.kind not in plausible or rule.level != "error"
