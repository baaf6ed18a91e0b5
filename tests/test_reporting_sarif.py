"""The SARIF log: valid by the standard's schema, its places those an editor opens, nothing of a finding lost."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from figures.corpus import Corpus, load
from figures.model import FINDING_STATES, Decision, Reconciliation
from figures.pipeline import reconcile
from figures.reporting.belongings import Run, run
from figures.reporting.positions import uri
from figures.reporting.sarif import FINGERPRINT, sarif
from figures.wording import languages
from tests.claim_builder import claim, exactly, finding, origin, reconciliation
from tests.conftest import ROOT

SCHEMA = json.loads((ROOT / "tests" / "schemas" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
VALIDATOR = Draft4Validator(SCHEMA, format_checker=Draft4Validator.FORMAT_CHECKER)


def log_of(run: Run, language: str = "en", command: str | None = None) -> dict[str, Any]:
    log: dict[str, Any] = json.loads("".join(sarif(run, language=language, command=command)))
    assert [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(log)] == []
    return log


def run_on(corpus: Corpus, language: str = "en") -> Run:
    return run(
        reconcile(corpus.documents, language=language),
        skipped=corpus.skipped,
        notices=corpus.notices,
        sources=corpus.sources,
        texts=corpus.documents,
    )


@pytest.fixture(scope="module")
def seeds() -> Run:
    return run_on(load([*(str(ROOT / "seeds" / name) for name in ("koursk", "livraisons", "foule")), "no-such-file"]))


@pytest.mark.parametrize("language", languages())
def test_a_run_on_the_seeds_is_a_valid_log_with_every_finding(seeds: Run, language: str) -> None:
    [log] = log_of(seeds, language, "figures report seeds")["runs"]
    told = [(r["partialFingerprints"][FINGERPRINT], r["ruleId"], r["level"], r["message"]["text"]) for r in log["results"]]
    assert told == [(f.finding_id, f.kind, f.level, f.message) for f in seeds.result.findings]
    rules = log["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in log["results"]] == [result["ruleId"] for result in log["results"]]
    assert all(rule["help"]["text"] and rule["help"]["markdown"] for rule in rules)
    [invocation] = log["invocations"]
    assert invocation["commandLine"] == "figures report seeds"
    assert [said["descriptor"]["id"] for said in invocation["toolExecutionNotifications"]] == ["missing"]


def test_a_conflict_has_its_other_sides_as_related_locations(seeds: Run) -> None:
    results = log_of(seeds)["runs"][0]["results"]
    conflicts = [result for result in results if result["ruleId"] == "conflict"]
    assert conflicts
    for result in conflicts:
        places = [*result["locations"], *result["relatedLocations"]]
        assert len(places) == len(result["properties"]["claimIds"])
        claims = seeds.claims(result["properties"]["claimIds"])
        names = [place["logicalLocations"][0]["fullyQualifiedName"] for place in places]
        assert names == [one.origin.document_id for one in claims]
        assert all(place["message"]["text"] for place in result["relatedLocations"])


def test_every_region_holds_the_figure_in_the_file(seeds: Run) -> None:
    """Read as the standard says: lines by the log's line ends, columns in code points."""
    [log] = log_of(seeds)["runs"]
    assert log["columnKind"] == "unicodeCodePoints"
    checked = 0
    for result in log["results"]:
        for place in (*result["locations"], *result.get("relatedLocations", ())):
            physical = place["physicalLocation"]
            path = log["artifacts"][physical["artifactLocation"]["index"]]["location"]["uri"].removeprefix("file://")
            region = physical["region"]
            if "startColumn" not in region:
                assert path.endswith(".jsonl")
                continue
            lines = Path(path).read_bytes().decode("utf-8-sig").split("\n")
            assert region["startLine"] == region["endLine"]
            shown = lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1]
            assert shown == region["snippet"]["text"]
            checked += 1
    assert checked > 20


TEXT = "---\npublisher: Le Port\n---\nÀ l’aube 𝟙𝟚.\r\nDeux 😀😀 lignes,\ron a compté 45 silos et 60 grues.\n"


def test_lines_and_columns_are_those_of_the_file(tmp_path: Path) -> None:
    """Behind front matter, characters of two units and each kind of line end."""
    (tmp_path / "port.md").write_text(TEXT, encoding="utf-8", newline="")
    results = log_of(run_on(load([tmp_path / "port.md"])))["runs"][0]["results"]
    places = {
        region["snippet"]["text"]: (region["startLine"], region["startColumn"], region["endColumn"])
        for result in results
        for region in [result["locations"][0]["physicalLocation"]["region"]]
    }
    assert places["45"] == (6, 13, 15)
    assert places["60"] == (6, 25, 27)


HERE = origin("a", "en")
ONE = claim("45 silos stood there.", "45", exactly(45), noun="silos", at=HERE)


def test_without_a_text_a_result_names_the_document_and_no_region() -> None:
    [result] = log_of(run(reconciliation([ONE], (), [finding("unsourced", "warning", [ONE], "45 silos")])))["runs"][0][
        "results"
    ]
    [place] = result["locations"]
    assert place["physicalLocation"] == {"artifactLocation": {"uri": "a", "index": 0}}


def test_a_kind_from_elsewhere_is_a_rule_without_a_page() -> None:
    [log] = log_of(run(reconciliation([ONE], (), [finding("house-style", "note", [ONE], "45 silos")])))["runs"]
    [rule] = log["tool"]["driver"]["rules"]
    assert (rule["id"], rule["defaultConfiguration"]) == ("house-style", {"level": "note"})
    assert "help" not in rule


def test_a_run_without_findings_is_a_valid_log() -> None:
    assert log_of(run(Reconciliation()))["runs"][0]["results"] == []


#: A path as people give it, and the URI it is told as.
PATHS = [
    ("dossier/a.txt", "dossier/a.txt"),
    ("à propos/n° 2.md", "%C3%A0%20propos/n%C2%B0%202.md"),
    ("a:b.txt", "a%3Ab.txt"),
    ("../a.txt", "../a.txt"),
    ("/srv/a?b#c.txt", "file:///srv/a%3Fb%23c.txt"),
]


@pytest.mark.parametrize(("path", "told"), PATHS)
def test_a_path_is_a_uri(path: str, told: str) -> None:
    assert uri(path) == told


@pytest.mark.parametrize("state", FINDING_STATES)
def test_what_a_person_dismissed_is_suppressed(state: str) -> None:
    decided = dataclasses.replace(finding("unsourced", "warning", [ONE], "45 silos"), state=state)
    [result] = log_of(run(reconciliation([ONE], (), [decided])))["runs"][0]["results"]
    assert result.get("suppressions", []) == ([{"kind": "external", "status": "accepted"}] if state == "dismissed" else [])


def test_a_suppression_tells_the_reason_a_person_gave(seeds: Run) -> None:
    flagged = next(found for found in seeds.result.findings if found.kind == "unsourced")
    reason = "Counted by the reporter herself."
    decision = Decision("dismissed", flagged.finding_id, flagged.claim_ids, rationale=reason)
    decided = reconcile(seeds.result.claims, decisions=[decision])
    results = log_of(run(decided, sources=list(seeds.sources.values())))["runs"][0]["results"]
    suppressed = {
        result["properties"]["findingId"]: result["suppressions"] for result in results if "suppressions" in result
    }
    assert suppressed == {flagged.finding_id: [{"kind": "external", "status": "accepted", "justification": reason}]}
