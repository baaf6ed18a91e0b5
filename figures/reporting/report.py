"""The Markdown report: what was read, what conflicts, what nobody vouches for, and every figure in its sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

import figures
from figures.model import LEVELS, STATES, Claim, Finding, Group, Origin
from figures.reporting import markdown
from figures.reporting.belongings import Run, SkippedEntry, gathered, why
from figures.reporting.cells import Cells, place
from figures.reporting.matrix import matrices
from figures.reporting.pictures import file_of
from figures.reporting.plots import Plot
from figures.reporting.verdicts import Verdicts
from figures.wording import Wording, templates, wording

#: The kinds that have a section of their own; every other kind stands in the section `other`.
CONFLICTS = ("conflict",)
REVISIONS = ("revised",)
UNVOUCHED = ("unsourced", "vague-source", "anonymous-source")
_SECTIONED = {*CONFLICTS, *REVISIONS, *UNVOUCHED}
#: A table of more rows than this folds away under a line that says how many there are.
LONG = 40

_SIDE_BY_SIDE = ("figure", "who", "where", "when", "sentence")
_OVER_TIME = ("when", "figure", "who", "where", "sentence")
_IN_A_DOCUMENT = ("figure", "who", "sentence", "findings", "id")


class Remark(NamedTuple):
    """What a finding says, in Markdown."""

    finding_id: str
    level: str
    message: str
    workings: tuple[str, ...]
    picture: str = ""
    decided: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Figures side by side with what is to be said of them; `others` answer the same question and are not concerned."""

    title: str
    figures: str
    table: str
    remarks: tuple[Remark, ...] = ()
    others: str = ""
    n_others: int = 0
    chosen: str = ""


class Listing(NamedTuple):
    """A long table under a title, with a sentence on what its rows have in common."""

    title: str
    meaning: str
    table: str
    n: int


def report(
    run: Run,
    *,
    language: str,
    command: str | None = None,
    files: Sequence[str] = (),
    drawn: Mapping[str, Plot] = MappingProxyType({}),
) -> str:
    """The whole report in Markdown, in the language asked for.

    `command` is the line that made it, `files` are the names of its other forms in the same folder, and `drawn` are the
    pictures there, by the finding they belong to. The text depends on nothing else: no date, no path of this machine.
    """
    words = wording(language)
    page = _environment().get_template("report.md.j2").render(
        t=words.text, n=words.count, term=words.term, code=markdown.code, plain=markdown.text,
        v=_View(run, words, drawn), version=figures.__version__, policy=run.result.policy,
        command=command, files=files, long=LONG,
    )  # fmt: skip
    return re.sub(r"\n{3,}", "\n\n", page).strip() + "\n"


@cache
def _environment() -> Environment:
    # What stands in a cell is escaped for Markdown by figures.reporting.markdown, where HTML is escaped too.
    return Environment(  # noqa: S701
        loader=FileSystemLoader(templates()),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


class _View:
    """What the template asks for, in its order; every string is Markdown."""

    def __init__(self, run: Run, words: Wording, drawn: Mapping[str, Plot]) -> None:
        self.run, self.words, self.cells, self.drawn = run, words, Cells(run, words), drawn
        self.result = run.result
        self.verdicts = Verdicts(run, words)

    # The summary.

    def documents(self) -> int:
        return len(self.run.documents)

    def read(self) -> str:
        """The table of documents: each a link to its section, with how many figures it has and how many are flagged."""
        rows = []
        for origin in self.run.documents:
            claims = self.run.claims_in.get(origin.document_id, ())
            rows.append(
                [
                    f"[{markdown.text(self.cells.document(origin))}](#{place(origin.document_id)})",
                    markdown.text(self.words.date(origin.published)),
                    markdown.text(self.words.term("language", origin.language)),
                    self.words.number(len(claims)),
                    self.words.number(sum(claim.claim_id in self.run.findings_of for claim in claims)),
                ]
            )
        return self.cells.headed(("document", "published", "language", "figures", "flagged"), rows, right=[3, 4])

    def undated(self) -> int:
        """How many documents have no date, without which a toll or a crowd is of no day."""
        return sum(origin.published is None for origin in self.run.documents)

    def languages(self) -> str:
        return self._tally("language", (origin.language for origin in self.run.documents))

    def reasons_not_counted(self) -> str:
        return self._tally("reason", (refusal.reason for refusal in self.result.refusals))

    def reasons_skipped(self) -> str:
        return self._tally("skipped", (entry.reason for entry in self.run.skipped))

    def states(self) -> str:
        states = Counter(group.state for group in self.result.groups)
        return ", ".join(self.words.count(f"state.{state}", states[state]) for state in reversed(STATES) if states[state])

    def levels(self) -> str:
        levels = Counter(finding.level for finding in self.result.findings)
        return ", ".join(self.words.count(f"count.{level}", levels[level]) for level in LEVELS if levels[level])

    def kinds(self) -> str:
        """The table of findings by kind, the gravest first, each kind a link to its section."""
        counted = Counter((finding.level, finding.kind) for finding in self.result.findings)
        first = {(f.level, f.kind): f.finding_id for f in reversed(self.result.findings)}
        order = sorted(counted, key=lambda key: (LEVELS.index(key[0]), key[1] not in CONFLICTS, key[1]))
        rows = [
            [
                f"[{markdown.text(self.words.term('kind', kind))}](#{first[level, kind]})",
                markdown.text(self.words.term("level", level)),
                self.words.number(counted[level, kind]),
            ]
            for level, kind in order
        ]
        return self.cells.headed(("finding", "level", "number"), rows, right=[2])

    def skipped(self) -> str:
        return self.cells.headed(("path", "reason"), [self._entry("skipped", entry) for entry in self.run.skipped])

    def notices(self) -> str:
        return self.cells.headed(("path", "reason"), [self._entry("notice", entry) for entry in self.run.notices])

    # What was flagged.

    def conflicts(self) -> list[Block]:
        return self._by_group(self.run.findings(*CONFLICTS), _SIDE_BY_SIDE, ordered=_by_size)

    def revisions(self) -> list[Block]:
        return self._by_group(self.run.findings(*REVISIONS), _OVER_TIME)

    def agreement(self, state: str) -> list[Block]:
        """The groups in which several claims say the same, or may."""
        groups = [group for group in self.result.groups if group.state == state and len(group.claim_ids) > 1]
        return [self._block(group, self.run.claims(group.claim_ids), _SIDE_BY_SIDE) for group in groups]

    def possible(self) -> str:
        """The table of questions that may be one: a figure of each, and the aspect that is not sure enough."""
        return self.cells.possible(self.result.possible)

    def unvouched(self) -> list[Listing]:
        return [listing for kind in UNVOUCHED for listing in self._listings(self.run.findings(kind))]

    def other_blocks(self) -> list[Block]:
        """Findings of other kinds that set figures side by side."""
        return [self._finding_block(finding) for finding in self._others() if len(finding.claim_ids) > 1]

    def other_listings(self) -> list[Listing]:
        """Findings of other kinds on one figure."""
        return self._listings([finding for finding in self._others() if len(finding.claim_ids) < 2])

    def _others(self) -> list[Finding]:
        others = [finding for finding in self.result.findings if finding.kind not in _SECTIONED]
        return sorted(others, key=lambda finding: LEVELS.index(finding.level))

    def _by_group(
        self,
        findings: Sequence[Finding],
        columns: Sequence[str],
        ordered: Callable[[Iterable[Claim]], Sequence[Claim]] = tuple,
    ) -> list[Block]:
        blocks = []
        groups = {group.group_id: group for group in self.result.groups}
        for key, found in gathered((finding.group_id or finding.finding_id, finding) for finding in findings).items():
            concerned = {claim_id for finding in found for claim_id in finding.claim_ids}
            if group := groups.get(key):
                order = [claim_id for claim_id in group.claim_ids if claim_id in concerned]
                # A finding may name a claim of another group beside those of its own.
                order += sorted(concerned.difference(order))
                blocks.append(self._block(group, ordered(self.run.claims(order)), columns, found))
            else:
                blocks += [self._finding_block(finding, columns) for finding in found]
        return blocks

    def _block(
        self,
        group: Group,
        claims: Sequence[Claim],
        columns: Sequence[str],
        findings: Sequence[Finding] = (),
    ) -> Block:
        shown = {claim.claim_id for claim in claims}
        others = self.run.claims(claim_id for claim_id in group.claim_ids if claim_id not in shown)
        return Block(
            markdown.text(group.label),
            self._figures(claims),
            self.cells.table(claims, columns),
            tuple(self._remark(finding) for finding in findings),
            self.cells.table(others, columns) if others else "",
            len(others),
            markdown.paragraph(self.verdicts.choice(group)),
        )

    def _finding_block(self, finding: Finding, columns: Sequence[str] = _SIDE_BY_SIDE) -> Block:
        claims = self.run.claims(finding.claim_ids)
        figures = self._figures(claims)
        kind = markdown.text(self.words.term("kind", finding.kind))
        title = self.words.text("report.detail", reason=kind, detail=figures) if figures else kind
        return Block(title, figures, self.cells.table(claims, columns), (self._remark(finding),))

    def _listings(self, findings: Sequence[Finding]) -> list[Listing]:
        return [
            Listing(
                markdown.text(self.words.term("kind", kind)),
                self.words.text(f"meaning.{kind}") if f"meaning.{kind}" in self.words else "",
                self.cells.headed(("figure", "sentence", "finding"), [self._listed(f) for f in found]),
                len(found),
            )
            for kind, found in gathered((finding.kind, finding) for finding in findings).items()
        ]

    def _listed(self, finding: Finding) -> list[str]:
        """Figure, sentence, and the message, which says where; its id leads to the document."""
        claims = self.run.claims(finding.claim_ids)
        remark = self._remark(finding)
        links = [f"[{markdown.code(remark.finding_id)}](#{place(claim.origin.document_id)})" for claim in claims[:1]]
        said = f'<a id="{remark.finding_id}"></a>{remark.message} {"".join(links) or markdown.code(remark.finding_id)}'
        parts = [[cell(claim) for claim in claims] for cell in (self.cells.figure, self.cells.sentence)]
        return [*("<br>".join(part) for part in parts), "<br>".join(filter(None, [said, remark.decided]))]

    def _remark(self, finding: Finding) -> Remark:
        plot = self.drawn.get(finding.finding_id)
        return Remark(
            finding.finding_id,
            markdown.text(self.words.term("level", finding.level)),
            self._decided(finding) + markdown.paragraph(finding.message),
            tuple(markdown.paragraph(line) for line in finding.workings.splitlines() if line.strip()),
            f"![{markdown.text(plot.told)}]({file_of(finding.finding_id)})" if plot else "",
            markdown.paragraph(self.verdicts.reason(finding)),
        )

    def _decided(self, finding: Finding) -> str:
        """What people decided of a finding, before what it says."""
        decided = self.run.state(finding)
        if decided == "open":
            return ""
        state = self.words.term("page.state", decided)
        return f"**{markdown.text(self.words.text('report.aside', note=state))}** "

    def _figures(self, claims: Sequence[Claim]) -> str:
        """The different figures of a block in one line, the smallest first."""
        return markdown.text(" ↔ ".join(dict.fromkeys(self.words.figure(claim) for claim in _by_size(claims))))

    # Everything, document by document.

    def origins(self) -> tuple[Origin, ...]:
        return self.run.documents

    def anchor(self, origin: Origin) -> str:
        return place(origin.document_id)

    def heading(self, origin: Origin) -> str:
        return markdown.text(origin.title or self.cells.document(origin))

    def about(self, origin: Origin) -> str:
        """Publisher, day, language, address and file of a document, as far as they are known."""
        source = self.run.sources.get(origin.document_id)
        parts = [
            markdown.paragraph(origin.publisher) if origin.publisher and origin.title else "",
            markdown.text(self.words.date(origin.published)) if origin.published else "",
            markdown.text(self.words.term("language", origin.language)),
            markdown.link(origin.url) if origin.url else "",
            markdown.code(source.path if source else origin.document_id),
        ]
        return " · ".join(filter(None, parts))

    def claims(self, origin: Origin) -> Sequence[Claim]:
        return self.run.claims_in.get(origin.document_id, ())

    def claims_table(self, origin: Origin) -> str:
        return self.cells.table(self.claims(origin), _IN_A_DOCUMENT)

    def matrix(self) -> list[str]:
        """Questions beside documents, in as many tables as they fall into."""
        return [self.cells.matrix(part) for whole in matrices(self.run) for part in whole.parts()]

    def alone(self) -> int:
        """How many questions only one document answers."""
        return sum(group.n_documents < 2 for group in self.result.groups)

    def not_counted(self) -> list[Listing]:
        """The numbers that are no figures, by reason, the most frequent first."""
        by_reason = gathered((refusal.reason, refusal) for refusal in self.result.refusals)
        order = sorted(by_reason, key=lambda reason: (-len(by_reason[reason]), reason))
        return [
            Listing(
                markdown.text(self.words.term("reason", reason)), "",
                self.cells.refusals(by_reason[reason]), len(by_reason[reason]),
            )
            for reason in order
        ]  # fmt: skip

    @property
    def tolerance(self) -> str:
        return self.words.with_unit(self.result.tolerance * 100, "percent")

    def hashes(self) -> str:
        rows = [
            [markdown.text(self.cells.document(origin)), markdown.code(source.path), markdown.code(source.sha256)]
            for origin in self.run.documents
            if (source := self.run.sources.get(origin.document_id))
        ]
        return self.cells.headed(("document", "path", "hash"), rows) if rows else ""

    # Words.

    def _entry(self, topic: str, entry: SkippedEntry) -> list[str]:
        return [markdown.code(entry.path), markdown.text(why(self.words, topic, entry.reason, entry.detail))]

    def _tally(self, topic: str, slugs: Iterable[str | None]) -> str:
        """How many of each, the most frequent first."""
        counts = Counter(slug or "" for slug in slugs)
        return self._counted(topic, sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))

    def _counted(self, topic: str, counts: Iterable[tuple[str, int]]) -> str:
        tallies = (
            self.words.text("report.summary.tally", term=self.words.term(topic, slug), n=self.words.number(n))
            for slug, n in counts
        )
        return markdown.text(", ".join(tallies))


def _by_size(claims: Iterable[Claim]) -> list[Claim]:
    """The smallest first, so that those who say the same stand together; equal ones keep their order."""
    return sorted(claims, key=lambda claim: claim.quantity.interval().best or Decimal(0))
