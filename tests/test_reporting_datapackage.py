"""The description of the CSV files: the frictionless validator reads every table by it, and sees what does not fit."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from figures.corpus import load
from figures.pipeline import reconcile
from figures.reporting import write_report
from figures.reporting.columns import TABLES, recorded
from figures.reporting.exchange import DIALECTS
from tests.conftest import ROOT


@pytest.fixture(scope="module", params=DIALECTS)
def package(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The description beside the tables of a run on the seeds, in one dialect."""
    corpus = load([*(ROOT / "seeds" / name for name in ("koursk", "livraisons", "foule")), "no-such-file"])
    result = reconcile(corpus.documents, language="fr")
    folder: Path = tmp_path_factory.mktemp("package")
    sources, skipped = corpus.sources, corpus.skipped
    write_report(result, folder, sources=sources, skipped=skipped, formats=["csv"], dialect=DIALECTS[request.param])
    return folder / "datapackage.json"


def validated(package: Path) -> dict[str, Any]:
    """What the validator says, asked in a process of its own."""
    program = str(Path(sys.executable).with_name("frictionless"))
    run = subprocess.run([program, "validate", package.name, "--json"], cwd=package.parent, capture_output=True, check=False)
    report: dict[str, Any] = json.loads(run.stdout)
    return report


def test_the_validator_accepts_every_table(package: Path) -> None:
    report = validated(package)
    assert report["errors"] == []
    assert {task["name"]: task["errors"] for task in report["tasks"]} == {name: [] for name in TABLES}
    assert report["valid"]


def test_every_file_and_column_is_described_with_its_hash(package: Path) -> None:
    resources = {one["name"]: one for one in json.loads(package.read_text(encoding="utf-8"))["resources"]}
    for name, resource in resources.items():
        data = (package.parent / resource["path"]).read_bytes()
        assert (resource["bytes"], resource["hash"]) == (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")
        assert [field["name"] for field in resource["schema"]["fields"]] == [column.name for column in recorded(name)]
        assert all(field["description"] for field in resource["schema"]["fields"])


#: What is done to a table, and the error the validator finds.
SPOILT = [
    ("findings.csv", "error", "fatal", "constraint-error"),
    ("claims.csv", "1-hommage-de-moscou.txt", "no-such-document", "foreign-key"),
    ("groups.csv", "conflict", "quarrel", "constraint-error"),
]


@pytest.mark.parametrize(("name", "old", "new", "error"), SPOILT)
def test_the_validator_sees_what_does_not_fit(
    package: Path, name: str, old: str, new: str, error: str, tmp_path: Path
) -> None:
    for path in package.parent.iterdir():
        if path.suffix in (".csv", ".json"):
            (tmp_path / path.name).write_bytes(path.read_bytes())
    spoilt = tmp_path / name
    spoilt.write_bytes(spoilt.read_bytes().replace(old.encode(), new.encode()))
    found = {one["type"] for task in validated(tmp_path / package.name)["tasks"] for one in task["errors"]}
    assert {error, "hash-count"} <= found
