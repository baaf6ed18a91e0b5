"""`figures review` as people meet it: out of a workbook, into a file, through the next run, and beside another coder."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from figures.cli import main
from figures.cli.ledgers import csv_of, read_decisions
from figures.model import Correction, Decision
from figures.reviewing import agreement, differences, kappa, ledger_lines, read_ledger, unite
from tests.decision_builder import decisions

DATED = "---\npublisher: {}\ndate: 2025-05-02\nlanguage: fr\n---\n"
DOSSIER = {
    "echo.md": DATED.format("L'Écho") + "Selon la préfecture, la crue du Lorn a fait 12 morts à Vaubrac.\n",
    "voix.md": DATED.format("La Voix") + "\nSelon la mairie, la crue du Lorn a fait 40 morts à Vaubrac.\nUne nuée a fui.\n",
}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a dossier in it and a report on it, to stand in."""
    (tmp_path / "dossier").mkdir()
    for name, text in DOSSIER.items():
        (tmp_path / "dossier" / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    run("report", "dossier", "-o", "report", "--lang", "en")
    return tmp_path


def run(*arguments: str, code: int = 0) -> Result:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == code, result.output
    return result


def fill(path: Path, sheet: str, row: int, **cells: Any) -> None:
    book = load_workbook(path)
    head = [cell.value for cell in book[sheet][1]]
    for column, value in cells.items():
        book[sheet].cell(row, head.index(column) + 1).value = value
    book.save(path)


def cell(path: Path, sheet: str, row: int, column: str) -> Any:
    head, *rows = load_workbook(path)[sheet].iter_rows(values_only=True)
    return rows[row - 2][head.index(column)]


def test_from_a_conflict_to_an_answer_and_back(desk: Path) -> None:
    book = desk / "report" / "figures.xlsx"
    assert cell(book, "findings", 2, "kind") == "conflict"
    assert run("check", "dossier", code=1).stdout.count("error: conflict") == 1
    fill(book, "findings", 2, decision="dismissed", rationale="two villages")
    fill(book, "groups", 2, chosen_value=26, resolution_method="range")
    fill(book, "missed", 2, document_id="voix.md", exact="nuée", value=200, noun="oiseaux")
    told = run("review", "import", "report", "--coder", "Ada").stderr
    assert told == "decisions.jsonl: 3 decisions (3 new, 0 changed, 0 withdrawn, 0 kept that the workbook does not have).\n"
    lines = (desk / "decisions.jsonl").read_text(encoding="utf-8").splitlines()
    assert [(row["decision"], row["coder"]) for row in map(json.loads, lines)] == [
        ("missed", "Ada"),
        ("dismissed", "Ada"),
        ("resolved", "Ada"),
    ]

    report = run("report", "dossier", "-o", "report", "--lang", "en", "--decisions", "decisions.jsonl")
    assert "3 decisions: 3 applied. 1 finding is dismissed." in report.stderr
    assert (cell(book, "findings", 2, "state"), cell(book, "findings", 2, "rationale")) == ("dismissed", "two villages")
    assert "--decisions decisions.jsonl" in (desk / "report" / "report.md").read_text(encoding="utf-8")
    page = (desk / "report" / "report.md").read_text(encoding="utf-8")
    assert "**(dismissed)** 40 morts" in page
    assert "What people chose: 26, told as a range." in page
    assert "**200** oiseaux *(added by a person)*" in page
    findings = (desk / "report" / "findings.jsonl").read_text(encoding="utf-8")
    assert [row["state"] for row in map(json.loads, findings.splitlines()) if row["kind"] == "conflict"] == ["dismissed"]

    conflict = cell(book, "findings", 2, "finding_id")
    assert run("explain", conflict, "--run", "report", "--lang", "en").stdout.startswith(
        f"Conflict (error) {conflict} (dismissed)\n"
    )
    checked = run("check", "dossier", "--decisions", "decisions.jsonl", "--lang", "en")
    assert "conflict" not in checked.stdout
    assert "1 finding is dismissed." in checked.stderr
    again = run("review", "import", "report/figures.xlsx").stderr
    assert "3 decisions (0 new, 0 changed, 0 withdrawn, 0 kept" in again
    assert (desk / "decisions.jsonl").read_text(encoding="utf-8").splitlines() == lines


def test_a_finding_decided_on_other_evidence_is_to_be_looked_at_again(desk: Path) -> None:
    fill(desk / "report" / "figures.xlsx", "findings", 2, decision="dismissed")
    run("review", "import", "report/figures.xlsx")
    (desk / "dossier" / "third.md").write_text(
        DATED.format("Le Soir") + "Selon le préfet, la crue du Lorn a fait 90 morts à Vaubrac.\n", encoding="utf-8"
    )
    told = run("report", "dossier", "-o", "report", "--lang", "en", "--decisions", "decisions.jsonl").stderr
    assert "1 decision: 1 stale, its evidence changed." in told
    assert "**(to be looked at again)** 90 morts" in (desk / "report" / "report.md").read_text(encoding="utf-8")
    assert cell(desk / "report" / "figures.xlsx", "findings", 2, "earlier_decisions") == "stale: dismissed"
    assert run("check", "dossier", "--decisions", "decisions.jsonl", code=1).stdout.count("error: conflict") == 1


def test_a_workbook_changes_and_withdraws_what_it_showed_and_keeps_the_rest(desk: Path) -> None:
    book = desk / "report" / "figures.xlsx"
    other = '{"subject": "finding", "target_id": "f0", "decision": "fixed", "coder": "Ben"}\n'
    (desk / "decisions.jsonl").write_text(other)
    fill(book, "findings", 2, decision="accepted", coder="Ada")
    assert "2 decisions (1 new, 0 changed, 0 withdrawn, 1 kept" in run("review", "import", "report/figures.xlsx").stderr
    fill(book, "findings", 2, decision="dismissed")
    assert "2 decisions (0 new, 1 changed, 0 withdrawn, 1 kept" in run("review", "import", "report/figures.xlsx").stderr
    run("report", "dossier", "-o", "report", "--decisions", "decisions.jsonl")
    fill(book, "findings", 2, decision=None, coder=None)
    told = run("review", "import", "report/figures.xlsx").stderr
    assert "1 decision (0 new, 0 changed, 1 withdrawn, 0 kept" in told
    assert re.search(r"^withdrawn: k[0-9a-f]{12} \(dismissed f[0-9a-f]{12}, Ada\)$", told, re.MULTILINE)
    assert (desk / "decisions.jsonl").read_text() == other


def test_mistakes_are_named_and_nothing_is_written(desk: Path) -> None:
    book = desk / "report" / "figures.xlsx"
    fill(book, "findings", 2, decision="wrong")
    fill(book, "groups", 2, chosen_value="many")
    told = run("review", "import", "report/figures.xlsx", code=2).stderr
    assert "figures.xlsx: findings, row 2: decision 'wrong' is none of accepted, dismissed, fixed" in told
    assert "figures.xlsx: groups!L2: chosen_value must be a number such as 12000 or 12.5, not 'many'" in told
    assert "no decisions were taken; 2 to mend" in told
    assert not (desk / "decisions.jsonl").exists()


USAGE = [
    (["review", "import", "none.xlsx"], "none.xlsx"),
    (["review", "import", "dossier/echo.md"], "echo.md:1: "),
    (["review", "import", "book.ods"], "book.ods: save it as .xlsx, and name that file"),
    (["review", "import", "dossier"], "cannot read dossier/figures.xlsx"),
    (["report", "dossier", "-o", "report", "--decisions", "dossier/echo.md"], "echo.md:1: "),
    (["report", "dossier", "-o", "report", "--decisions", "none.jsonl"], "none.jsonl"),
    (["review", "merge", "none.jsonl", "none.jsonl"], "none.jsonl"),
]


@pytest.mark.parametrize(("arguments", "told"), USAGE)
def test_wrong_usage_is_named(desk: Path, arguments: list[str], told: str) -> None:
    (desk / "book.ods").write_bytes(b"")
    assert told in run(*arguments, code=2).stderr


ADA = [
    Decision("dismissed", "f1", coder="Ada"),
    Decision("accepted", "f2", coder="Ada", rationale="clear"),
    Decision("accepted", "f3", coder="Ada"),
    Decision("resolved", "g1", resolution_method="range", coder="Ada"),
]
BEN = [
    Decision("accepted", "f1", coder="Ben", finding_kind="conflict"),
    Decision("accepted", "f2", coder="Ben"),
    Decision("resolved", "g1", resolution_method="pending", coder="Ben"),
    Decision("confirmed", "c1", coder="Ben"),
]


def written(path: Path, given_: list[Decision]) -> str:
    path.write_text("".join(ledger_lines(given_)), encoding="utf-8")
    return str(path)


def test_two_coders_side_by_side(desk: Path) -> None:
    one, two = written(desk / "ada.jsonl", ADA), written(desk / "ben.jsonl", BEN)
    merged = run("review", "merge", one, two, "-o", "both.jsonl")
    assert merged.stdout.splitlines() == [
        "finding f1 (conflict): Ben accepted, Ada dismissed",
        "question g1: Ada resolved range, Ben resolved pending",
    ]
    assert merged.stderr.splitlines() == [
        "finding: 2 decided by both, 1 alike, kappa 0.00",
        "question: 1 decided by both, 0 alike, kappa 0.00",
        "all: 3 decided by both, 1 alike, kappa 0.14",
        "Ada, Ben: 2 decided by one of them alone",
        "2 to settle",
    ]
    assert set(read_decisions(desk / "both.jsonl").decisions) == {*ADA, *BEN}
    rows = [json.loads(line) for line in run("review", "merge", one, two, "--format", "jsonl").stdout.splitlines()]
    assert [[row["coder"] for row in row_] for row_ in rows] == [["Ben", "Ada"], ["Ada", "Ben"]]
    assert "2 à trancher" in run("review", "merge", one, two, "--lang", "fr").stderr


def test_agreement_and_what_is_to_settle_count_alike(desk: Path) -> None:
    chosen = [[Decision("resolved", "g1", chosen_value=Decimal(value), coder=who)] for value, who in ((26, "A"), (31, "B"))]
    read = [
        [Decision("misread", "c1", correction=Correction(value=Decimal(n)), coder=who)] for n, who in ((2, "A"), (3, "B"))
    ]
    for one, two in (chosen, read):
        assert len(differences([*one, *two])) == 1
        assert [each.alike for each in agreement(one, two)] == [0]
    files = [written(desk / f"{name}.jsonl", given_) for name, given_ in zip("ab", chosen, strict=True)]
    told = run("review", "merge", *files, "--lang", "fr").stderr
    assert "1 décidé par les deux, 0 de même, kappa 0,00" in told


def test_a_negative_kappa_is_written_as_its_language_does(desk: Path) -> None:
    words = {"A": ("accepted", "dismissed", "fixed"), "B": ("dismissed", "accepted", "fixed")}
    files = [
        written(desk / f"{who}.jsonl", [Decision(said, f"f{i}", coder=who) for i, said in enumerate(chosen[:2])])
        for who, chosen in words.items()
    ]
    assert "kappa \u22121,00" in run("review", "merge", *files, "--lang", "fr").stderr
    assert "kappa -1.00" in run("review", "merge", *files, "--lang", "en").stderr


@given(one=st.lists(decisions(), max_size=5), two=st.lists(decisions(), max_size=5))
def test_what_both_decided_is_alike_or_to_settle(one: list[Decision], two: list[Decision]) -> None:
    mine = {decision.question: replace(decision, coder="A", settles=False) for decision in one}
    yours = {decision.question: replace(decision, coder="B", settles=False) for decision in two}
    subjects = {"finding", "group", "claim"}
    both = [key for key in mine if key in yours and key[0] in subjects]
    left = [each for each in differences([*mine.values(), *yours.values()]) if each.decisions[0].question in both]
    counted = agreement(mine.values(), yours.values())
    assert sum(each.both - each.alike for each in counted if each.subject != "all") == len(left)


def test_what_nobody_signed_is_signed_with_the_name_of_its_file(desk: Path) -> None:
    one = written(desk / "ada.jsonl", [Decision("dismissed", "f1")])
    two = written(desk / "ben.jsonl", [Decision("accepted", "f1")])
    assert run("review", "merge", one, two).stdout == "finding f1: ben accepted, ada dismissed\n"


def test_what_was_settled_is_not_to_settle() -> None:
    assert len(differences([*ADA, *BEN])) == 2
    settled = Decision("dismissed", "f1", coder="both", settles=True)
    assert len(differences([*ADA, *BEN, settled])) == 1


def test_decisions_are_exported_by_coder_and_form(desk: Path) -> None:
    path = written(desk / "both.jsonl", [*ADA, *BEN])
    assert read_ledger(run("review", "export", path, "--of", "Ada").stdout) == sorted(ADA, key=lambda d: d.target_id)
    rows = list(csv.DictReader(io.StringIO(run("review", "export", path, "--format", "csv").stdout, newline="")))
    assert len(rows) == len(ADA) + len(BEN)
    assert {row["coder"] for row in rows} == {"Ada", "Ben"}


@given(given_=st.lists(decisions(), max_size=5))
def test_csv_reads_back_as_it_was_written(given_: list[Decision], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("csv") / "x.csv"
    path.write_bytes("".join(csv_of(iter(given_))).encode())
    assert list(read_decisions(path).decisions) == given_


def test_no_text_is_a_formula_in_csv() -> None:
    [row] = csv.DictReader(io.StringIO("".join(csv_of(iter([Decision("fixed", "f1", rationale="=1+1", coder="+A")])))))
    assert (row["rationale"], row["coder"]) == ("'=1+1", "'+A")


# --- Agreement --------------------------------------------------------------------------------------------------------


def pairs(*counts: tuple[str, str, int]) -> list[tuple[str, str]]:
    return [(a, b) for a, b, n in counts for _ in range(n)]


KAPPAS = [
    # Two readers of fifty grants, one of the standard worked examples: p_o = 0.7, p_c = 0.5.
    (pairs(("y", "y", 20), ("y", "n", 5), ("n", "y", 10), ("n", "n", 15)), 0.4),
    # The same share of agreement with margins that make chance likelier, and less likely.
    (pairs(("y", "y", 45), ("y", "n", 15), ("n", "y", 25), ("n", "n", 15)), 0.1304),
    (pairs(("y", "y", 25), ("y", "n", 35), ("n", "y", 5), ("n", "n", 35)), 0.2593),
    (pairs(("a", "a", 3), ("b", "b", 4), ("c", "c", 1)), 1.0),
    (pairs(("a", "b", 1), ("b", "a", 1)), -1.0),
]


@pytest.mark.parametrize(("coded", "value"), KAPPAS)
def test_kappa_of_worked_examples(coded: list[tuple[str, str]], value: float) -> None:
    assert kappa(coded) == pytest.approx(value, abs=5e-5)


@pytest.mark.parametrize("coded", [[], [("a", "a")], [("a", "a"), ("a", "a")]])
def test_kappa_is_not_defined_where_chance_leaves_nothing(coded: list[tuple[str, str]]) -> None:
    assert kappa(coded) is None


LABELS = st.sampled_from("abc")


@given(coded=st.lists(st.tuples(LABELS, LABELS)))
def test_kappa_is_symmetric_and_at_most_one_and_one_only_for_agreement(coded: list[tuple[str, str]]) -> None:
    value = kappa(coded)
    assert value == kappa([(b, a) for a, b in coded])
    if value is not None:
        assert -1 <= value <= 1
        assert (value == 1) == all(a == b for a, b in coded)


def test_a_reason_is_no_difference() -> None:
    alike = [Decision("accepted", "f1", coder="A", rationale="x"), Decision("accepted", "f1", coder="B", rationale="y")]
    assert differences(alike) == []
    [findings] = agreement(alike[:1], alike[1:])
    assert (findings.both, findings.alike) == (1, 1)


@given(before=st.lists(decisions(), max_size=4), given_=st.lists(decisions(), max_size=4), data=st.data())
def test_uniting_keeps_what_the_workbook_gave_and_what_it_never_had(
    before: list[Decision], given_: list[Decision], data: st.DataObject
) -> None:
    shown = {decision.decision_id for decision in before if data.draw(st.booleans())}
    taken = unite(before, given_, shown)
    now = set(taken.decisions)
    assert set(given_) <= now <= {*before, *given_}
    anew = {(decision.question, decision.coder) for decision in given_}
    for decision in before:
        if decision.decision_id not in shown and (decision.question, decision.coder) not in anew:
            assert decision in now
    assert set(unite(taken.decisions, given_, shown).decisions) == now
