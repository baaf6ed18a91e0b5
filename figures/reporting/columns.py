"""The columns of every table, defined once: their types, allowed values, and what other codebooks call the same thing.

Rows, sheets, frames and the codebook all follow these tables; what a column means is worded in
`reports/templates/codebook.<language>.toml` under `codebook.<table>.<column>`.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from figures.model import (
    AMENDMENTS,
    ASPECTS,
    ATTRIBUTIONS,
    BOUNDS,
    CREDIBILITY,
    FINDING_STATES,
    INTERESTS,
    KINDS,
    LEVELS,
    LEVELS_OF_ASPECT,
    LINKS,
    MODALITIES,
    OUTCOMES,
    RELIABILITY,
    RESOLUTIONS,
    SOURCE_KINDS,
    STANCES,
    STANDINGS,
    STATES,
    SUBJECTS,
)

Type = Literal["string", "integer", "number", "boolean", "date", "ids"]


class Column(NamedTuple):
    """One column. `echoes` names its counterpart in UCDP GED, ACLED, CCC (Crowd Counting Consortium) or a W3C standard.

    `derived` columns stand in the workbook beside those of the record: they say again, next to the row, what another
    sheet holds. `required` columns are never empty, though their text may be.
    sheet holds. `asked` columns are those a person fills in.
    """

    name: str
    type: Type = "string"
    values: tuple[str, ...] = ()
    echoes: str = ""
    derived: bool = False
    required: bool = False
    asked: bool = False


def _asked(name: str, type: Type = "string", values: tuple[str, ...] = (), echoes: str = "") -> Column:  # noqa: A002
    return Column(name, type, values, echoes, derived=True, asked=True)


def _words_on(subject: str) -> tuple[str, ...]:
    return tuple(word for word, of in SUBJECTS.items() if of == subject)


#: What a person says of a figure, in the order of `figures.model.Correction`.
_CORRECTION = (
    *(_asked("value", "number"), _asked("low", "number"), _asked("high", "number"), _asked("kind", values=KINDS)),
    *(_asked("unit"), _asked("noun"), _asked("status"), _asked("source")),
    _asked("reliability", values=RELIABILITY, echoes="Admiralty code"),
    _asked("credibility", "integer", tuple(map(str, CREDIBILITY)), "Admiralty code"),
)
#: Who decided, when, and why; at the end of whatever is asked.
_SIGNED = (_asked("rationale"), _asked("coder"), _asked("decided_on", "date"))
#: What was decided before of the row and is told in the sheet `decisions`, and what the row is known again by.
_BEFORE = (Column("earlier_decisions", derived=True), Column("fingerprint", derived=True))

CLAIMS = (
    Column("claim_id", required=True),
    Column("document_id", echoes="UCDP relid", required=True),
    Column("language"),
    Column("title", echoes="UCDP source_headline"),
    Column("publisher", echoes="UCDP source_office"),
    Column("published", "date", echoes="UCDP source_date"),
    Column("url"),
    Column("start", "integer", echoes="W3C TextPositionSelector start", required=True),
    Column("end", "integer", echoes="W3C TextPositionSelector end", required=True),
    Column("exact", echoes="W3C TextQuoteSelector exact; CCC size_text", required=True),
    Column("number_start", "integer", required=True),
    Column("number_end", "integer", required=True),
    Column("kind", values=KINDS, required=True),
    Column("value", "number"),
    Column("low", "number"),
    Column("high", "number"),
    Column("bound", values=BOUNDS, required=True),
    Column("approximate", "boolean", required=True),
    Column("best", "number", echoes="UCDP best; CCC size_mean"),
    Column("interval_low", "number", echoes="UCDP low; CCC size_low"),
    Column("interval_high", "number", echoes="UCDP high; CCC size_high"),
    Column("vague_policy"),
    Column("unit"),
    Column("assumed"),
    Column("alternative", "number"),
    Column("noun"),
    Column("noun_start", "integer"),
    Column("noun_end", "integer"),
    Column("noun_lemma"),
    Column("noun_resolved"),
    Column("noun_resolved_start", "integer"),
    Column("noun_resolved_end", "integer"),
    Column("concept"),
    Column("qualifiers"),
    Column("whole_claim_id"),
    Column("status"),
    Column("attribution", values=ATTRIBUTIONS, required=True),
    Column("source", echoes="UCDP source_original"),
    Column("source_start", "integer"),
    Column("source_end", "integer"),
    Column("source_resolved", echoes="UCDP source_original"),
    Column("source_kind", values=SOURCE_KINDS, required=True),
    Column("source_id"),
    Column("source_country", echoes="UCDP country of source_original"),
    Column("interest", values=INTERESTS),
    Column("reliability", values=RELIABILITY, echoes="Admiralty code", required=True),
    Column("credibility", "integer", echoes="Admiralty code", required=True),
    Column("relay"),
    Column("cue"),
    Column("cue_start", "integer"),
    Column("cue_end", "integer"),
    Column("link", values=LINKS),
    Column("stance", values=STANCES),
    Column("content_start", "integer"),
    Column("content_end", "integer"),
    Column("modality", values=MODALITIES, required=True),
    Column("places", echoes="UCDP where_description"),
    Column("period_start", "date", echoes="UCDP date_start"),
    Column("period_end", "date", echoes="UCDP date_end"),
    Column("sentence_start", "integer", required=True),
    Column("sentence_end", "integer", required=True),
    Column("sentence", required=True),
    Column("prefix", echoes="W3C TextQuoteSelector prefix", required=True),
    Column("suffix", echoes="W3C TextQuoteSelector suffix", required=True),
    Column("amended", values=AMENDMENTS),
    Column("path", derived=True),
    Column("line", "integer", derived=True),
    Column("column", "integer", derived=True),
    Column("dimension", derived=True),
    Column("group_id", derived=True),
    Column("finding_kinds", derived=True),
    _asked("decision", values=_words_on("claim")),
    *(column._replace(name=f"corrected_{column.name}") for column in _CORRECTION),
    *_SIGNED,
    *_BEFORE,
    Column("evidence", derived=True),
)

GROUPS = (
    Column("group_id", required=True),
    Column("label", required=True),
    Column("claim_ids", "ids", required=True),
    Column("state", values=STATES, echoes="UCDP event_clarity", required=True),
    Column("kind", values=KINDS, required=True),
    Column("noun_lemma"),
    Column("concept"),
    Column("unit"),
    Column("status"),
    Column("place", echoes="UCDP where_description"),
    Column("low", "number", echoes="UCDP low"),
    Column("best", "number", echoes="UCDP best"),
    Column("high", "number", echoes="UCDP high"),
    Column("best_rule"),
    Column("n_claims", "integer", required=True),
    Column("n_documents", "integer", required=True),
    Column("n_sources", "integer", echoes="UCDP number_of_sources", required=True),
    Column("n_independent_sources", "integer", required=True),
    Column("first_reported", "date"),
    Column("last_reported", "date"),
    Column("chosen_value", "number", asked=True),
    Column("resolution_method", values=RESOLUTIONS, echoes="Every Casualty 2016, p. 25", asked=True),
    Column("size_mean", "number", echoes="CCC size_mean", derived=True),
    Column("size_cat", "integer", ("1", "2", "3", "4"), "CCC size_cat", derived=True),
    Column("spread_ratio", "number", derived=True),
    _asked("merge_with", "ids"),
    _asked("split_off", "ids"),
    *_SIGNED,
    *_BEFORE,
)

FINDINGS = (
    Column("finding_id", required=True),
    Column("kind", required=True),
    Column("level", values=LEVELS, required=True),
    Column("group_id"),
    Column("claim_ids", "ids", required=True),
    Column("message", required=True),
    Column("workings", required=True),
    Column("state", values=FINDING_STATES, required=True),
    Column("documents", derived=True),
    Column("positions", derived=True),
    Column("figures", derived=True),
    Column("sentences", derived=True),
    _asked("decision", values=_words_on("finding")),
    *_SIGNED,
    *_BEFORE,
)

POSSIBLE = (
    Column("possible_id", required=True),
    Column("group_id", required=True),
    Column("other_group_id", required=True),
    Column("claim_ids", "ids", required=True),
    Column("outcome", values=OUTCOMES, required=True),
    Column("missing", values=ASPECTS, required=True),
    *(Column(aspect, values=LEVELS_OF_ASPECT, required=True) for aspect in ASPECTS),
    Column("label", derived=True),
    Column("other_label", derived=True),
    Column("figures", derived=True),
)

DOCUMENTS = (
    Column("document_id", echoes="UCDP relid", required=True),
    Column("title", echoes="UCDP source_headline"),
    Column("publisher", echoes="UCDP source_office"),
    Column("published", "date", echoes="UCDP source_date"),
    Column("url"),
    Column("language"),
    Column("path"),
    Column("sha256"),
    Column("n_claims", "integer", required=True),
    Column("n_unsourced", "integer", required=True),
    Column("n_findings", "integer", required=True),
    Column("n_not_counted", "integer", required=True),
)

NOT_COUNTED = (
    Column("document_id", required=True),
    Column("start", "integer", required=True),
    Column("end", "integer", required=True),
    Column("exact", required=True),
    Column("reason", required=True),
    Column("sentence", required=True),
)

SKIPPED = (
    Column("path", required=True),
    Column("reason", required=True),
    Column("detail", required=True),
)

#: Sources as the texts name them, one row each.
SOURCES = (
    Column("source"),
    Column("aliases"),
    Column("source_id"),
    Column("source_kind", values=SOURCE_KINDS),
    Column("source_country"),
    Column("interest", values=INTERESTS),
    Column("reliability", values=RELIABILITY, echoes="Admiralty code"),
    Column("n_claims", "integer"),
    Column("n_documents", "integer"),
    Column("documents"),
    Column("relayed_by"),
)

#: Figures that a person found and the tool did not.
MISSED = (
    *(_asked("document_id"), _asked("exact"), _asked("sentence"), *_CORRECTION, *_SIGNED),
    Column("decision_id"),
)

#: Every decision there is, whatever became of it.
DECISIONS = (
    Column("decision_id"),
    Column("subject", values=tuple(dict.fromkeys(SUBJECTS.values()))),
    Column("target_id"),
    _asked("decision", values=tuple(SUBJECTS)),
    Column("standing", values=STANDINGS),
    Column("edited_in"),
    Column("finding_kind"),
    *_SIGNED[1:],
    _asked("settles", "boolean"),
    _SIGNED[0],
    _asked("chosen_value", "number"),
    _asked("resolution_method", values=RESOLUTIONS),
    Column("split_off", "ids"),
    *MISSED[1:3],
    *_CORRECTION,
    Column("fingerprint"),
    Column("claim_ids", "ids"),
)

#: The first columns of the matrix; each document has one more.
MATRIX = (Column("group_id"), Column("label"), Column("state", values=STATES), Column("n_documents", "integer"))

#: Every table by its name, in the order in which the workbook has its sheets.
TABLES: dict[str, tuple[Column, ...]] = {
    "claims": CLAIMS,
    "groups": GROUPS,
    "findings": FINDINGS,
    "possible": POSSIBLE,
    "documents": DOCUMENTS,
    "not_counted": NOT_COUNTED,
    "skipped": SKIPPED,
}


#: The tables that stand in the workbook alone, by name.
WORKBOOK_ONLY: dict[str, tuple[Column, ...]] = {
    "matrix": MATRIX,
    "sources": SOURCES,
    "decisions": DECISIONS,
    "missed": MISSED,
}


def recorded(name: str) -> tuple[Column, ...]:
    """The columns of a table that its records have: all but the derived ones.

    >>> [column.name for column in recorded("skipped")]
    ['path', 'reason', 'detail']
    """
    return tuple(column for column in TABLES[name] if not column.derived)


#: The version of the columns, raised when one of them goes, changes its type or comes to mean something else.
VERSION = 1
#: The columns that tell one row of a table from every other; a table without them has rows that may be equal.
PRIMARY_KEYS = {
    "claims": "claim_id",
    "groups": "group_id",
    "findings": "finding_id",
    "possible": "possible_id",
    "documents": "document_id",
}
#: The columns whose cells stand in the column of the same table or another that is named.
FOREIGN_KEYS: dict[str, dict[str, tuple[str, str]]] = {
    "claims": {"document_id": ("documents", "document_id"), "whole_claim_id": ("claims", "claim_id")},
    "findings": {"group_id": ("groups", "group_id")},
    "possible": {"group_id": ("groups", "group_id"), "other_group_id": ("groups", "group_id")},
    "not_counted": {"document_id": ("documents", "document_id")},
}
