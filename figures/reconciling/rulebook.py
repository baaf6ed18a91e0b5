"""The page of each rule: what it looks for, where that comes from, texts that raise it and texts that come near.

The words stand in `reports/templates/rules/<language>.toml`, beside the rules and apart from the sentences of a report,
which would be slower to start with them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from figures.datafolders import data_folder
from figures.model.suggestion import guessed
from figures.reconciling.rules import RULES, Rule
from figures.wording import Wording, wording

#: What an example may say of its text, in the order it is told.
GIVEN = ("publisher", "published", "language", "url", "id")


class Text(NamedTuple):
    """One text of an example: its words, what is told of it, and how many such texts there are, a number for `{n}`.

    `threshold` is one that the user of the example asks for.
    """

    words: str
    given: dict[str, str]
    copies: int = 1
    threshold: str | None = None


Example = tuple[Text, ...]


class Page(NamedTuple):
    """What is told of a rule. `raises` and `silent` are examples, each of texts that stand together."""

    rule: Rule
    line: str
    definition: str
    source: str
    raises: tuple[Example, ...]
    silent: tuple[Example, ...]


@cache
def pages(language: str) -> tuple[Page, ...]:
    """The pages of all rules in the order of the rules. `ValueError` names a language, a rule or a key that is not there."""
    code = wording(language).language
    path = data_folder("reports") / "templates" / "rules" / f"{code}.toml"
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(_page(rule, told[rule.rule_id]) for rule in RULES)


def pages_of(name: str, language: str) -> tuple[Page, ...]:
    """The pages of a rule, by its id, or of all rules of a kind.

    >>> [page.rule.rule_id for page in pages_of("revised", "en")]
    ['revised']
    >>> pages_of("sum", "en")
    Traceback (most recent call last):
        ...
    ValueError: no rule 'sum'; figures rules lists those there are
    """
    every = pages(language)
    found = [page for page in every if page.rule.rule_id == name] or [page for page in every if page.rule.kind == name]
    if not found:
        known = [known for page in every for known in (page.rule.rule_id, page.rule.kind)]
        raise ValueError(f"no rule {guessed([name], known)}; figures rules lists those there are")
    return tuple(found)


def _page(rule: Rule, told: dict[str, Any]) -> Page:
    return Page(rule, told["line"], told["definition"], told["source"], _examples(told["raises"]), _examples(told["silent"]))


def _examples(rows: list[dict[str, Any]]) -> tuple[Example, ...]:
    cases: dict[int, list[Text]] = {}
    for row in rows:
        given = {name: row[name] for name in GIVEN if name in row}
        cases.setdefault(row.get("case", 1), []).append(Text(row["text"], given, row.get("copies", 1), row.get("threshold")))
    return tuple(tuple(texts) for texts in cases.values())


def told(page: Page, words: Wording) -> Iterator[str]:
    """The lines of a page as a terminal shows them."""
    yield words.text(
        "cli.rules.heading", rule=page.rule.rule_id, kind=words.term("kind", page.rule.kind),
        level=words.term("level", page.rule.level),
    )  # fmt: skip
    yield page.line
    yield ""
    yield page.definition
    yield words.text("cli.rules.source", source=page.source)
    for key, examples in (("raises", page.raises), ("silent", page.silent)):
        for example in examples:
            yield ""
            yield words.text(f"cli.rules.{key}")
            yield from (f"  {line}" for text in example for line in _text(text, words))
    yield ""
    yield words.text("cli.rules.off", rule=page.rule.rule_id)


def _text(text: Text, words: Wording) -> Iterator[str]:
    head = [text.given[name] for name in GIVEN if name in text.given and name != "id"]
    if text.copies > 1:
        head.append(words.text("cli.rules.copies", n=words.number(text.copies)))
    if text.threshold:
        head.append(words.text("cli.rules.threshold", number=text.threshold))
    if head:
        yield f"[{', '.join(head)}]"
    yield from (line for line in text.words.splitlines() if line)


def markdown(language: str) -> str:
    """All pages as one Markdown document: a table of the rules, then a section each.

    >>> markdown("en").splitlines()[0]
    '# Rules'
    """
    words = wording(language)
    lines = [f"# {words.text('cli.rules.title')}", "", words.text("cli.rules.intro"), ""]
    columns = [words.text(f"cli.rules.column.{name}") for name in ("rule", "level", "line")]
    lines += [f"| {' | '.join(columns)} |", "|---|---|---|"]
    every = pages(language)
    lines += [f"| [`{p.rule.rule_id}`](#{p.rule.rule_id}) | {words.term('level', p.rule.level)} | {p.line} |" for p in every]
    for page in every:
        lines += ["", f"## {page.rule.rule_id}", "", page.definition]
        if page.rule.kind != page.rule.rule_id:
            lines += ["", words.text("cli.rules.kind", kind=page.rule.kind)]
        lines += ["", words.text("cli.rules.source", source=page.source)]
        for key, examples in (("raises", page.raises), ("silent", page.silent)):
            lines += ["", words.text(f"cli.rules.{key}")]
            for example in examples:
                lines += ["", "```text", *(line for text in example for line in _text(text, words)), "```"]
    return "\n".join(lines) + "\n"
