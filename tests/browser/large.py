"""A run as large as a year of one desk's dossiers: claims in articles, some in conflict, some without a source."""

from __future__ import annotations

from figures.model import Claim, Document, Finding, Group, Reconciliation
from tests.claim_builder import claim, exactly, finding, group, origin, reconciliation, said_by

#: Claims of one article, and claims that answer one question.
OF_AN_ARTICLE, OF_A_QUESTION = 20, 4


def large(n: int) -> tuple[Reconciliation, list[Document]]:
    """`n` claims in articles of twenty sentences; every question has four answers that conflict, two of them unsourced."""
    claims: list[Claim] = []
    documents: list[Document] = []
    for article in range(n // OF_AN_ARTICLE):
        here = origin(f"wire-{article}", "en", title=f"Notice {article}", publisher="Coast Wire", published="2024-02-26")
        text = ""
        for line in range(OF_AN_ARTICLE):
            number = str(1000 + 37 * (article * OF_AN_ARTICLE + line))
            sentence = (
                f"The port office said that {number} silos of the eastern quay had been emptied before the storm came in."
            )
            by = said_by("The port office") if line % 2 else said_by("", "none")
            claims.append(claim(sentence, number, exactly(number), noun="silos", at=here, offset=len(text), by=by))
            text += sentence + ("\n\n" if line % 5 == 4 else " ")
        documents.append(Document(text, id=here.document_id, language="en", title=here.title))
    groups, findings = list[Group](), list[Finding]()
    for start in range(0, len(claims), OF_A_QUESTION):
        answers = claims[start : start + OF_A_QUESTION]
        groups.append(group(f"silos {start}", answers, "conflict"))
        told = "They cannot both stand at one time, whatever rounding and the words themselves leave open. " * 3
        findings.append(finding("conflict", "error", answers, told, workings=f"{told}\n{told}", of=groups[-1]))
    findings += [
        finding("unsourced", "warning", [one], f"Nobody says {one.exact}.") for one in claims if not one.attribution.source
    ]
    return reconciliation(claims, groups, findings), documents
