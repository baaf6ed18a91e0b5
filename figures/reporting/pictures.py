"""Which findings have a picture, and of which figures."""

from __future__ import annotations

from figures.model import Finding
from figures.reporting.belongings import Run
from figures.reporting.folder import FOLDER
from figures.reporting.plots import Plot, range_plot, timeline
from figures.wording import Wording

#: Kinds of findings whose figures are shown over time, and those whose figures are shown side by side.
OVER_TIME = ("revised", "stale")
SIDE_BY_SIDE = ("conflict", "self-contradiction", "headline-mismatch", "magnitude-outlier", "digit-slip", "scale-slip")


def picture(finding: Finding, run: Run, words: Wording) -> Plot | None:
    """The picture of a finding, or `None` where its figures make none."""
    claims = run.claims(finding.claim_ids)
    if finding.kind in OVER_TIME:
        return timeline(claims, words) or range_plot(claims, words)
    return range_plot(claims, words) if finding.kind in SIDE_BY_SIDE else None


def pictures(run: Run, words: Wording) -> dict[str, Plot]:
    """All pictures of a run by the id of their finding, in the order of the findings."""
    drawn = ((finding.finding_id, picture(finding, run, words)) for finding in run.result.findings)
    return {finding_id: plot for finding_id, plot in drawn if plot is not None}


def file_of(finding_id: str) -> str:
    """Where the picture of a finding lies, seen from the report."""
    return f"{FOLDER}/{finding_id}.svg"
