"""`figures package`: a deposit that checks itself, has the same bytes each time, and takes nothing of anybody else."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from figures.cli import main
from figures.model import Decision
from figures.reporting.columns import TABLES, recorded
from figures.reporting.importing import read_table
from figures.reviewing.ledger import ledger_lines
from figures.wording import languages, wording

NOTICE = "Selon la mairie, 45 arbres ont été abattus.\n"
BESIDE = {"README.md", "LICENSE.md", "codebook.md", "datapackage.json", "log.jsonl", "SHA256SUMS"}


def figures(*arguments: str | Path, **environment: str) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], env=environment)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with texts and a report on them, to stand in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "mairie.txt").write_text(NOTICE, encoding="utf-8")
    (tmp_path / "texts" / "port.jsonl").write_text(
        json.dumps({"id": "port", "text": "Le port compte 60 grues.", "url": "https://example.org/port"}) + "\n{\n",
        encoding="utf-8",
    )
    assert figures("report", "texts", "-o", "report", "--lang", "fr").exit_code == 0
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def log(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "log.jsonl").read_text(encoding="utf-8").splitlines()]


def test_a_report_becomes_a_deposit_with_its_tables_unchanged(desk: Path) -> None:
    done = figures("package", "report", "-o", "deposit")
    assert done.exit_code == 0, done.output
    assert "fichiers dans deposit" in done.output
    made = contents(desk / "deposit")
    assert set(made) == (
        BESIDE
        | {f"data/{name}.{form}" for name in TABLES for form in ("csv", "jsonl")}
        | {f"schemas/{name}.schema.json" for name in TABLES}
    )
    for name in TABLES:
        assert made[f"data/{name}.jsonl"] == (desk / "report" / f"{name}.jsonl").read_bytes()
        assert made[f"data/{name}.csv"] == (desk / "report" / f"{name}.csv").read_bytes()


@pytest.mark.parametrize("dialect", ["iso", "fr"])
def test_the_tables_of_texts_are_those_of_their_report(dialect: str, desk: Path) -> None:
    assert figures("package", "texts", "-o", "deposit", "--lang", "fr", "--csv-dialect", dialect).exit_code == 0
    for name in TABLES:
        rows = list(read_table(desk / "report" / f"{name}.jsonl").rows())
        assert list(read_table(desk / "deposit" / "data" / f"{name}.csv").rows()) == rows
    assert "figures package texts --lang fr" in (desk / "deposit" / "README.md").read_text(encoding="utf-8")


def test_the_same_run_makes_the_same_bytes(desk: Path) -> None:
    for name in ("one", "two"):
        assert figures("package", "report", "-o", name, "--with-texts").exit_code == 0
    assert contents(desk / "one") == contents(desk / "two")
    assert {entry["time"] for entry in log(desk / "one")} == {None}


def test_programs_accept_it(desk: Path) -> None:
    assert figures("package", "texts", "-o", "deposit", "--with-texts", "--csv-dialect", "fr").exit_code == 0
    folder = desk / "deposit"
    sums = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    assert {line.split("  ")[1] for line in sums} == set(contents(folder)) - {"SHA256SUMS"}
    if shutil.which("sha256sum"):
        subprocess.run(["sha256sum", "-c", "--quiet", "--strict", "SHA256SUMS"], cwd=folder, check=True, capture_output=True)
    program = str(Path(sys.executable).with_name("frictionless"))
    validated = subprocess.run([program, "validate", "datapackage.json"], cwd=folder, check=False, capture_output=True)
    assert validated.returncode == 0, validated.stdout.decode()


def test_the_log_tells_what_was_read_from_where_when_and_by_whom(desk: Path) -> None:
    line = (
        "package",
        "report",
        "-o",
        "deposit",
        "--with-texts",
        "--at",
        "2026-11-26T15:30:00+01:00",
        "--operator",
        "C. Morel",
    )
    assert figures(*line).exit_code == 0
    run, *documents, skipped = log(desk / "deposit")
    assert (run["item"], run["method"], skipped["method"]) == ("run", "made", "skipped")
    assert skipped["path"] == "texts/port.jsonl:2"
    assert [entry["item"] for entry in documents] == ["mairie.txt", "port"]
    assert documents[1]["url"] == "https://example.org/port"
    for entry in (run, *documents, skipped):
        assert (entry["time"], entry["operator"]) == ("2026-11-26T14:30:00Z", "C. Morel")
    for entry in documents:
        original = desk / str(entry["path"]).removesuffix(":1")
        assert (desk / "deposit" / str(entry["copy"])).read_bytes() == original.read_bytes()


def test_the_time_may_be_that_of_the_build(desk: Path) -> None:
    assert figures("package", "report", "-o", "deposit", SOURCE_DATE_EPOCH="1764167400").exit_code == 0
    assert log(desk / "deposit")[0]["time"] == "2025-11-26T14:30:00Z"


@pytest.mark.parametrize("source", ["report", "texts"])
def test_decisions_go_along(source: str, desk: Path) -> None:
    [found, *_] = read_table(desk / "report" / "findings.jsonl").rows()
    decision = Decision("dismissed", str(found["finding_id"]), rationale="Counted on the spot.")
    (desk / "decisions.jsonl").write_text("".join(ledger_lines([decision])), encoding="utf-8")
    assert figures("package", source, "-o", "deposit", "--lang", "fr", "--decisions", "decisions.jsonl").exit_code == 0
    folder = desk / "deposit"
    assert (folder / "decisions" / "decisions.jsonl").read_bytes() == (desk / "decisions.jsonl").read_bytes()
    assert "decisions/" in (folder / "README.md").read_text(encoding="utf-8")
    assert [entry["copy"] for entry in log(folder) if entry["method"] == "copied"] == ["decisions/decisions.jsonl"]
    states = {row["finding_id"]: row["state"] for row in read_table(folder / "data" / "findings.jsonl").rows()}
    assert states[found["finding_id"]] == ("dismissed" if source == "texts" else "open")


@pytest.mark.parametrize("language", languages())
def test_the_codebook_has_every_column_in_every_language(language: str, desk: Path) -> None:
    assert figures("package", "report", "-o", "deposit", "--lang", language).exit_code == 0
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in (desk / "deposit" / "codebook.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| `")
    ]
    assert [row[0] for row in rows] == [f"`{column.name}`" for name in TABLES for column in recorded(name)]
    assert {len(row) for row in rows} == {5 + len(languages())}
    assert wording(language).text("deposit.codebook.title") in (desk / "deposit" / "codebook.md").read_text(encoding="utf-8")


def test_an_earlier_deposit_is_replaced_as_a_whole(desk: Path) -> None:
    assert figures("package", "report", "-o", "deposit", "--with-texts").exit_code == 0
    (desk / "deposit" / "notes.txt").write_text("mine", encoding="utf-8")
    assert figures("package", "report", "-o", "deposit").exit_code == 0
    left = set(contents(desk / "deposit"))
    assert "notes.txt" in left
    assert not (desk / "deposit" / "texts").exists()


def test_the_hashes_of_an_earlier_deposit_lead_to_no_file_outside(desk: Path) -> None:
    assert figures("package", "report", "-o", "deposit").exit_code == 0
    with (desk / "deposit" / "SHA256SUMS").open("a", encoding="utf-8") as sums:
        sums.write(f"{'0' * 64}  ../texts/mairie.txt\n{'0' * 64}  {desk / 'texts' / 'mairie.txt'}\n")
    assert figures("package", "report", "-o", "deposit").exit_code == 0
    assert (desk / "texts" / "mairie.txt").exists()


#: What is done, the options, and what is said when the command refuses.
REFUSED = [
    (lambda desk: (desk / "texts/mairie.txt").unlink(), ["report", "--with-texts"], "texts/mairie.txt is not there"),
    (
        lambda desk: (desk / "texts/mairie.txt").write_text("46 arbres", encoding="utf-8"),
        ["report", "--with-texts"],
        "texts/mairie.txt is not what it was",
    ),
    (lambda desk: (desk / "report/claims.jsonl").write_text("{}\n", encoding="utf-8"), ["report"], "line 1 lacks claim_id"),
    (lambda desk: (desk / "report/skipped.jsonl").unlink(), ["report"], "skipped.jsonl"),
    (lambda desk: (desk / "deposit").mkdir() or (desk / "deposit/mine").touch(), ["report"], "holds no deposit"),
    (lambda _desk: None, ["report", "--at", "yesterday"], "no moment such as"),
    (lambda _desk: None, ["report", "--select", "conflict"], "--select is for texts"),
    (lambda _desk: None, ["report", "--at"], "requires an argument"),
]  # fmt: skip


@pytest.mark.parametrize(("done", "options", "said"), REFUSED, ids=[said for _, _, said in REFUSED])
def test_what_cannot_be_packaged_is_refused_and_nothing_is_written(
    done: object, options: list[str], said: str, desk: Path
) -> None:
    assert callable(done)
    done(desk)
    refused = figures("package", options[0], "-o", "deposit", *options[1:])
    assert refused.exit_code == 2
    assert said in refused.output
    assert not (desk / "deposit" / "README.md").exists()


def test_nothing_to_read_is_told_by_the_code(desk: Path) -> None:
    (desk / "empty").mkdir()
    assert figures("package", "empty", "-o", "deposit").exit_code == 3
    assert not (desk / "deposit").exists()


def test_a_deposit_among_texts_is_no_text(desk: Path) -> None:
    assert figures("package", "texts", "-o", "texts/deposit").exit_code == 0
    before = (desk / "report" / "claims.jsonl").read_bytes()
    assert figures("report", "texts", "-o", "again", "--lang", "fr").exit_code == 0
    assert (desk / "again" / "claims.jsonl").read_bytes() == before
