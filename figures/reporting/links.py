"""Where the cells of a workbook lead: to the row of a document or a question, to the passage in the page or on the web."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

from figures.model import Claim, Finding
from figures.reporting.belongings import Run
from figures.reporting.sheets import SHEETS

#: What a sheet may have (Excel's specification), and how long an address may be.
MOST_LINKS = 65_530
LONGEST_LINK = 2_079
#: How much of a text stands in a prefix and a suffix.
CONTEXT = 32
#: The page of a report, in the same folder as its workbook.
PAGE = "report.html"

#: What a link begins with that is a formula.
FORMULA = "formula:"

Link = Callable[[Any], str | None]


def links(run: Run, most_rows: int, *, page: bool = True) -> Mapping[str, Mapping[str, Link]]:
    """For each table and column, from the item of a row to where its cell leads; the most wanted first.

    As many columns lead somewhere as the sheet has room for. Where it has room for none, a formula leads from each figure
    to its document, of which there may be any number. `page` says that the page of the report stands beside the workbook.
    """
    document = {origin.document_id: i for i, origin in enumerate(run.documents)}
    group = {each.group_id: i for i, each in enumerate(run.result.groups)}

    def to_document(claim: Claim) -> str | None:
        return _row("documents", document[claim.origin.document_id], most_rows)

    def to_group(finding: Finding) -> str | None:
        return _row("groups", group[finding.group_id], most_rows) if finding.group_id in group else None

    def question(claim: Claim) -> str | None:
        asked = run.group_of.get(claim.claim_id)
        return _row("groups", group[asked.group_id], most_rows) if asked else None

    wanted: dict[str, dict[str, Link]] = {
        "claims": {
            "document_id": to_document,
            "exact": lambda claim: on_page(claim.claim_id) if page else passage(claim),
            "url": passage,
            "group_id": question,
        },
        "findings": {"finding_id": lambda finding: on_page(finding.finding_id) if page else None, "group_id": to_group},
        "documents": {"url": lambda origin: _address(origin.url)},
    }
    made: dict[str, dict[str, Link]] = {}
    rows = {"claims": len(run.result.claims), "findings": len(run.result.findings), "documents": len(run.documents)}
    for name, columns in wanted.items():
        made[name] = dict(list(columns.items())[: MOST_LINKS // max(1, min(rows[name], most_rows))])
    if not made["claims"]:
        made["claims"]["document_id"] = lambda claim: (to_document(claim) or "").replace("internal:", FORMULA)
    return made


def left_out(run: Run, most_rows: int) -> bool:
    """True where a sheet of figures has no room for all its links."""
    return min(len(run.result.claims), most_rows) > MOST_LINKS // 4


def _row(table: str, place: int, most_rows: int) -> str:
    sheet = sheet_name(SHEETS.get(table, table), place // most_rows)
    return f"internal:'{sheet}'!A{place % most_rows + 2}"


def sheet_name(sheet: str, part: int) -> str:
    """The name of a part of a table that one sheet cannot hold: `figures`, `figures 2` …"""
    return f"{sheet} {part + 1}" if part else sheet


def on_page(anchor: str) -> str:
    """A figure or a finding in the page of the report."""
    return f"external:{PAGE}#{quote(anchor)}"


def passage(claim: Claim) -> str | None:
    """The figure on the web page of its document, as a text fragment that a browser scrolls to.

    After the URL Fragment Text Directives of the WICG: `#:~:text=prefix-,exact,-suffix`.
    """
    if claim.origin.url is None:
        return None
    before, after = claim.prefix.split("\n")[-1], claim.suffix.split("\n")[0]
    # A word cut in two by the edge of the context is no word of the page.
    before = (before.partition(" ")[2] if len(before) >= CONTEXT else before).strip()
    after = (after.rpartition(" ")[0] if len(after) >= CONTEXT else after).strip()
    parts = [f"{_encoded(before)}-," if before else "", _encoded(claim.exact), f",-{_encoded(after)}" if after else ""]
    mark = "" if "#" in claim.origin.url else "#"
    return _address(f"{claim.origin.url}{mark}:~:text={''.join(parts)}") or _address(claim.origin.url)


def _encoded(words: str) -> str:
    return quote(words, safe="", errors="replace").replace("-", "%2D")


def _address(url: str | None) -> str | None:
    """An address a spreadsheet may lead to: one of the web, and no longer than it takes."""
    if url is None or not url.startswith(("http://", "https://")) or any(c.isspace() for c in url):
        return None
    return url if len(url) <= LONGEST_LINK // 3 or len(quote(url)) <= LONGEST_LINK else None
