"""The page: the findings of a run to be filtered and opened, the articles with their figures marked, all in one file.

It asks nothing of a network, is whole without scripts, and says by a Content-Security-Policy that it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from markupsafe import Markup

import figures
from figures.model import ASPECTS, LEVELS, STATES, Finding, Group, Origin, Refusal, Span
from figures.reporting.articles import Article, article
from figures.reporting.belongings import Run, SkippedEntry, gathered, why
from figures.reporting.cards import Card, card
from figures.reporting.cells import heading, outlet, place
from figures.reporting.hypertext import environment, fingerprint, source, style, svg
from figures.reporting.marking import Segment, segments
from figures.reporting.matrix import Matrix, matrices
from figures.reporting.pictures import OVER_TIME
from figures.reporting.plots import Plot
from figures.reporting.report import LONG
from figures.reporting.verdicts import Verdicts
from figures.wording import Wording, wording

#: With more figures than this a browser would open the page for many seconds; it says where they are instead.
LARGEST = 20_000
#: The sections of the page, by their anchors; of one too large the last two.
SECTIONS = ("findings", "possible", "documents", "matrix", "not-counted", "skipped", "making")
#: The element that shows each mark of a sentence.
TAGS = {"figure": "mark", "source": "span", "cue": "span"}
#: Findings that say of a whole question how its answers stand to each other.
_OF_A_QUESTION = ("conflict", "revised")


class Entry(NamedTuple):
    """A finding; `documents` are the keys its documents have in the filter, `state` what a person decided.

    `decided` says by whom and why, and what was chosen of the question it is about.
    """

    finding_id: str
    level: str
    state: str
    title: str
    figures: str
    outlets: str
    message: str
    decided: list[str]
    workings: list[str]
    picture: Markup | str
    cards: list[Card]
    others: list[Card]
    documents: list[str]


class Near(NamedTuple):
    """Two questions that may be one: a figure of each, the aspect that is not sure enough, and its level."""

    sides: list[Card]
    missing: str
    level: str


class Kind(NamedTuple):
    """The findings of one kind, with what the kind means."""

    slug: str
    title: str
    meaning: str
    entries: list[Entry]


class Head(NamedTuple):
    """The head of a row or column of a matrix."""

    words: str
    aside: str = ""


class Grid(NamedTuple):
    """A matrix to be shown: its heads, and rows of cells that hold claim ids with figures."""

    heads: list[Head]
    rows: list[tuple[Head, list[list[tuple[str, str]]]]]


class Refused(NamedTuple):
    """A number that is no figure, marked in its sentence."""

    sentence: list[Segment]
    language: str
    target: str
    outlet: str


def page(
    run: Run,
    *,
    language: str,
    drawn: Mapping[str, Plot],
    command: str | None = None,
    files: Sequence[str] = (),
) -> str:
    """The whole page in the language asked for; the arguments are those of `figures.reporting.report.report`."""
    words = wording(language)
    sheet, script = style("plot.css", "page.css"), source("page.js")
    # A style or script element ends at its closing tag and nowhere else.
    assert "</" not in sheet + script
    policy = "; ".join(
        (
            "default-src 'none'", f"style-src {fingerprint(sheet)}", f"script-src {fingerprint(script)}",
            "img-src data:", "base-uri 'none'", "form-action 'none'",
        )
    )  # fmt: skip
    return environment().get_template("page.html.j2").render(
        t=words.text, n=words.count, term=words.term, v=_View(run, words, drawn), tag=TAGS, language=language,
        version=figures.__version__, command=command, files=files, security=policy, style=sheet, script=Markup(script),  # noqa: S704
    )  # fmt: skip


class _View:
    """What the template asks for, in its order; every string is plain words."""

    def __init__(self, run: Run, words: Wording, drawn: Mapping[str, Plot]) -> None:
        self.run, self.words, self.drawn = run, words, drawn
        self.result = run.result
        self.verdicts = Verdicts(run, words)
        self.long = LONG
        self._keys = {origin.document_id: f"d{n}" for n, origin in enumerate(run.documents, 1)}

        self.too_large = len(self.result.claims) > LARGEST
        self.sections = SECTIONS[-2:] if self.too_large else SECTIONS

    # The head.

    @cached_property
    def title(self) -> str:
        documents = self.words.count("count.documents", len(self.run.documents))
        return self.words.text("report.title", documents=documents)

    @cached_property
    def tally(self) -> list[str]:
        """How much was read, a line each."""
        words, result = self.words, self.result
        spoken = Counter(origin.language or "" for origin in self.run.documents)
        told = [words.count("count.documents", len(self.run.documents))]
        if spoken:
            counts = sorted(spoken.items(), key=lambda pair: (-pair[1], pair[0]))
            languages = ", ".join(self._counted("language", slug, n) for slug, n in counts)
            told = [words.text("page.tally.documents", documents=told[0], languages=languages)]
        told.append(words.count("count.figures", len(result.claims)))
        states = Counter(group.state for group in result.groups)
        if states:
            parts = [words.count(f"state.{state}", states[state]) for state in reversed(STATES) if states[state]]
            questions = words.count("count.questions", len(result.groups))
            told.append(words.text("page.tally.questions", questions=questions, states=", ".join(parts)))
        return told

    @cached_property
    def levels(self) -> list[tuple[str, int]]:
        found = Counter(finding.level for finding in self.result.findings)
        return [(level, found[level]) for level in LEVELS if found[level]]

    # Findings.

    @cached_property
    def kinds(self) -> list[Kind]:
        """The findings by kind, in the order of the gravest of each."""
        by_kind = gathered((finding.kind, finding) for finding in self.result.findings)
        return [
            Kind(
                slug,
                self.words.term("kind", slug),
                self.words.text(f"meaning.{slug}") if f"meaning.{slug}" in self.words else "",
                [self._entry(finding) for finding in found],
            )
            for slug, found in by_kind.items()
        ]

    @cached_property
    def flagged(self) -> list[tuple[str, str]]:
        """Key and name of each document with a finding."""
        named = {key for kind in self.kinds for entry in kind.entries for key in entry.documents}
        return [(key, heading(origin)) for origin in self.run.documents if (key := self._keys[origin.document_id]) in named]

    @cached_property
    def states(self) -> list[tuple[str, int]]:
        found = Counter(entry.state for kind in self.kinds for entry in kind.entries)
        return sorted(found.items())

    def _entry(self, finding: Finding) -> Entry:
        claims = self.run.claims(finding.claim_ids)
        if finding.kind not in OVER_TIME and len(claims) > 1:
            claims.sort(key=lambda claim: claim.quantity.interval().best or 0)
        group = self._group(finding)
        shown = set(finding.claim_ids)
        others = [key for key in group.claim_ids if key not in shown] if group and finding.kind in _OF_A_QUESTION else []
        plot = self.drawn.get(finding.finding_id)
        joint = " → " if finding.kind in OVER_TIME else " ↔ "
        return Entry(
            finding.finding_id,
            finding.level,
            self.run.state(finding),
            group.label if group else "",
            joint.join(dict.fromkeys(self.words.figure(claim) for claim in claims)),
            ", ".join(dict.fromkeys(outlet(claim.origin) for claim in claims)),
            finding.message,
            list(
                filter(
                    None, [self.verdicts.reason(finding), self.verdicts.choice(group) if group and len(claims) > 1 else ""]
                )
            ),
            [line for line in finding.workings.splitlines() if line.strip()],
            svg(plot, alone=False) if plot else "",
            [card(claim, self.run, self.words) for claim in claims],
            [card(claim, self.run, self.words) for claim in self.run.claims(others)],
            list(dict.fromkeys(self._keys[claim.origin.document_id] for claim in claims)),
        )

    def _group(self, finding: Finding) -> Group | None:
        """The question a finding is about, or that of its first figure."""
        groups = [group for key in finding.claim_ids if (group := self.run.group_of.get(key))]
        own = (group for group in groups if group.group_id == finding.group_id)
        return next(own, groups[0] if groups else None)

    @cached_property
    def possible(self) -> list[Near]:
        """Questions that may be one, the likeliest first."""
        return [
            Near(
                [card(claim, self.run, self.words) for claim in self.run.claims(pair.claim_ids)],
                self.words.term("aspect", pair.missing),
                self.words.term("aspect-level", pair.levels[ASPECTS.index(pair.missing)]),
            )
            for pair in self.result.possible
        ]

    # Documents and questions.

    @cached_property
    def articles(self) -> list[Article]:
        return [article(origin, self.run, self.words) for origin in self.run.documents]

    @cached_property
    def matrices(self) -> list[Grid]:
        return [self._grid(part) for whole in matrices(self.run) for part in whole.parts()]

    @cached_property
    def alone(self) -> int:
        return sum(group.n_documents < 2 for group in self.result.groups)

    def _grid(self, matrix: Matrix) -> Grid:
        questions = [Head(group.label, self.words.term("report.state", group.state)) for group in matrix.groups]
        documents = [Head(outlet(origin), self.words.date(origin.published)) for origin in matrix.documents]
        answers = [[self._answers(matrix, group, one) for one in matrix.documents] for group in matrix.groups]
        if not matrix.across:
            corner = Head(self.words.text("report.column.question"))
            return Grid([corner, *documents], list(zip(questions, answers, strict=True)))
        turned = [list(row) for row in zip(*answers, strict=True)]
        corner = Head(self.words.text("report.column.document"))
        return Grid([corner, *questions], list(zip(documents, turned, strict=True)))

    def _answers(self, matrix: Matrix, group: Group, origin: Origin) -> list[tuple[str, str]]:
        found = {self.words.figure(claim): claim.claim_id for claim in reversed(matrix.answers(group, origin))}
        return [(claim_id, figure) for figure, claim_id in reversed(found.items())]

    # What was left aside, and how it was made.

    @cached_property
    def refused(self) -> list[tuple[str, list[Refused]]]:
        """The numbers that are no figures, by reason, the most frequent first."""
        by_reason = gathered((refusal.reason, refusal) for refusal in self.result.refusals)
        order = sorted(by_reason, key=lambda reason: (-len(by_reason[reason]), reason))
        return [(self.words.term("reason", reason), [_refused(one) for one in by_reason[reason]]) for reason in order]

    @cached_property
    def skipped(self) -> list[tuple[str, str]]:
        return self._entries("skipped", self.run.skipped)

    @cached_property
    def notices(self) -> list[tuple[str, str]]:
        return self._entries("notice", self.run.notices)

    @cached_property
    def tolerance(self) -> str:
        return self.words.with_unit(self.result.tolerance * 100, "percent")

    @cached_property
    def hashes(self) -> list[tuple[str, str, str]]:
        sources = ((origin, self.run.sources.get(origin.document_id)) for origin in self.run.documents)
        return [(heading(origin), source.path, source.sha256) for origin, source in sources if source]

    def _entries(self, topic: str, entries: Iterable[SkippedEntry]) -> list[tuple[str, str]]:
        return [(entry.path, why(self.words, topic, entry.reason, entry.detail)) for entry in entries]

    def _counted(self, topic: str, slug: str, n: int) -> str:
        return self.words.text("report.summary.tally", term=self.words.term(topic, slug), n=self.words.number(n))


def _refused(refusal: Refusal) -> Refused:
    sentence = refusal.sentence or refusal.exact
    at = sentence.find(refusal.exact)
    marks = [(Span(at, at + len(refusal.exact)), "figure")] if at >= 0 else []
    origin = refusal.origin
    return Refused(segments(sentence, marks), origin.language or "", place(origin.document_id), outlet(origin))
