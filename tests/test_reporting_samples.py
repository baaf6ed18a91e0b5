"""The reports kept in `reports/samples` are those the command makes today of `seeds/`; `make samples` makes them anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from figures.reporting import FILES, FOLDER
from figures.wording import languages
from tests.conftest import Command

#: The dossiers, as `make report` and `make samples` name them.
SEEDS = ("seeds/koursk", "seeds/livraisons", "seeds/foule")


@pytest.fixture(scope="module", params=languages())
def pair(
    request: pytest.FixtureRequest, command: Command, root: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path]:
    """The folder of the kept report of one language, and that of a new one."""
    language = str(request.param)
    made = tmp_path_factory.mktemp("samples") / language
    done = command("report", *SEEDS, "-o", made, "--lang", language, cwd=root)
    assert done.returncode == 0, done.stderr
    return root / "reports" / "samples" / language, made


def test_the_kept_report_has_every_file_and_no_other(pair: tuple[Path, Path]) -> None:
    kept, made = (sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*")) for folder in pair)
    assert kept == made
    assert set(made) > set(FILES)


def test_a_kept_picture_is_the_one_drawn_today(pair: tuple[Path, Path]) -> None:
    kept, made = ({path.name: path.read_bytes() for path in (folder / FOLDER).iterdir()} for folder in pair)
    assert kept == made


@pytest.mark.parametrize("name", [name for name in FILES if not name.endswith(".xlsx")])
def test_a_kept_text_is_the_one_made_today(pair: tuple[Path, Path], name: str) -> None:
    kept, made = (folder / name for folder in pair)
    assert kept.read_bytes() == made.read_bytes(), "`make samples` makes it anew"


def test_the_kept_workbook_holds_what_is_made_today(pair: tuple[Path, Path]) -> None:
    # Its bytes may differ from one compression library to the next.
    kept, made = (load_workbook(folder / "figures.xlsx", read_only=True) for folder in pair)
    assert kept.sheetnames == made.sheetnames
    for name in made.sheetnames:
        assert list(kept[name].iter_rows(values_only=True)) == list(made[name].iter_rows(values_only=True)), name
