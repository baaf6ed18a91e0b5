"""`figures.toml`: where it is found, that every key of it is checked, that the command line goes before it."""

from __future__ import annotations

import json
import os
import re
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from figures.cli import main
from figures.cli.configuration import keys_of, line_of
from figures.wording import languages, wording

DATED = "---\npublisher: {}\ndate: 2025-05-02\n---\n"
DOSSIER = {
    "echo.md": DATED.format("L'Écho") + "Selon la préfecture, la crue du Lorn a fait 12 morts à Vaubrac.\n",
    "voix.md": DATED.format("La Voix") + "Selon la mairie, la crue du Lorn a fait 40 morts à Vaubrac.\n",
    "pont.txt": "Des centaines de camions ont passé le pont, selon la capitainerie.\n",
}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a dossier in it."""
    (tmp_path / "dossier").mkdir()
    for name, text in DOSSIER.items():
        (tmp_path / "dossier" / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def keep(path: str, text: str) -> None:
    Path(path).write_text(text, encoding="utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False)


def policies(*arguments: str) -> set[str]:
    records = [json.loads(line) for line in run("extract", *arguments).stdout.splitlines()]
    return {record["vague_policy"] for record in records if record["vague_policy"]}


def test_it_is_found_beside_the_texts_then_in_the_working_folder(desk: Path) -> None:
    assert policies("dossier") == {"ccc"}
    keep("figures.toml", 'vague-policy = "interval"')
    assert policies("dossier") == policies("dossier/pont.txt") == {"interval"}
    keep("dossier/figures.toml", 'vague-policy = "acled"')
    assert policies("dossier") == policies("dossier/pont.txt") == {"acled"}


def test_the_command_line_goes_before_it_and_may_leave_it_out_or_name_another(desk: Path) -> None:
    keep("figures.toml", 'vague-policy = "acled"')
    keep("other.toml", 'vague-policy = "interval"')
    assert policies("dossier", "--vague-policy", "interval") == {"interval"}
    assert policies("dossier", "--no-config") == {"ccc"}
    assert policies("dossier", "--config", "other.toml") == {"interval"}


def test_the_one_that_is_read_is_told_where_that_is_asked_for(desk: Path) -> None:
    assert "configuration: none\n" in run("check", "dossier", "-v").stderr
    keep("dossier/figures.toml", 'lang = "en"')
    told = run("check", "dossier", "--verbose").stderr
    assert "configuration: dossier/figures.toml\n" in told
    assert "figures.toml" not in run("check", "dossier").stderr


def test_a_table_of_a_command_goes_before_the_top_and_says_nothing_to_others(desk: Path) -> None:
    keep("figures.toml", 'vague-policy = "acled"\n[extract]\nvague-policy = "interval"\nformat = "csv"\n')
    assert "interval" in run("extract", "dossier").stdout
    assert run("extract", "dossier").stdout.startswith("claim_id,")
    assert run("report", "dossier", "-o", "out").exit_code == 0
    assert "--vague-policy acled" in Path("out/report.md").read_text(encoding="utf-8")


#: A configuration, options of the command line, and the code `figures check` ends with.
CODES = [
    ("", [], 1),
    ('fail-on = "unsourced"', [], 0),
    ('fail-on = ["unsourced", "conflict"]', [], 1),
    ('ignore = ["conflict"]', [], 0),
    ('select = ["unsourced"]', [], 0),
    ("tolerance = 0.6", [], 0),
    ("tolerance = 0.6", ["--tolerance", "0"], 1),
    ('[levels]\nconflict = "note"', [], 0),
    ('levels = { conflict = "note" }', ["--level", "conflict=error"], 1),
    ('levels.conflict = "note"\n[check]\nfail-on = "note"', [], 1),
]


@pytest.mark.parametrize(("text", "options", "code"), CODES)
def test_options_act_from_there_as_from_the_command_line(text: str, options: list[str], code: int, desk: Path) -> None:
    keep("figures.toml", text)
    assert run("check", "dossier", *options).exit_code == code


def test_places_are_told_from_where_it_lies(desk: Path) -> None:
    names = '[[source]]\nid = "capitainerie"\nkind = "body"\nnames = ["la capitainerie"]\n'
    keep("dossier/names.txt", names)
    keep("dossier/figures.toml", 'aliases = ["missing.toml"]')
    result = run("check", "dossier")
    assert result.exit_code == 2
    assert "dossier/missing.toml" in result.stderr
    keep("dossier/figures.toml", '[report]\noutput = "out"\n')
    assert run("report", "dossier").exit_code == 0
    assert Path("dossier/out/report.md").is_file()


#: What is wrong in a configuration, and what is said of it.
WRONG = [
    ("langue = 'fr'", ["figures.toml:1: unknown key 'langue'", "did you mean 'language'?"]),
    ("# one\n\nvague_policy = 'ccc'", ["figures.toml:3: unknown key 'vague_policy'", "did you mean 'vague-policy'?"]),
    ("zzz = 1", ["unknown key 'zzz'; there are aliases", "vague-policy"]),
    ("format = 'csv'", ["unknown key 'format': it stands in", "[extract]", "[report]"]),
    ("[chek]\nlang = 'fr'", ["figures.toml:1: unknown key 'chek': did you mean 'check'?"]),
    ("[check]\nfail-onn = 'note'", ["figures.toml:2: unknown key 'fail-onn' in [check]: did you mean 'fail-on'?"]),
    ("[check]\noutput = 'out'", ["unknown key 'output' in [check]"]),
    ("lang = 'fr'\nvague-policy = 'most'", ["figures.toml:2: vague-policy: no policy 'most'", "ccc", "acled"]),
    ("ignore = [\n  'conflict',\n  'sums',\n]", ["figures.toml:1: ignore: no rule or kind 'sums'"]),
    ("tolerance = 5", ["figures.toml:1: tolerance: no share from 0 to less than 1"]),
    ("tolerance = true", ["figures.toml:1: tolerance must be a text or a list of texts, not True"]),
    ("levels = 'note'", ["levels must be a table"]),
    ("[levels]\nconflict = 'bad'", ["figures.toml:2: levels.conflict: no level 'bad'"]),
    ("lang = 'fr'\n[levels]\nsums = 'note'", ["figures.toml:3: levels.sums: no rule or kind 'sums'"]),
    ("lang = fr", ["figures.toml: cannot be read", "line 1"]),
    ("lang = 'fr'\nlang = 'en'", ["figures.toml: cannot be read"]),
    ("config = 'x'", ["unknown key 'config'"]),
]


@pytest.mark.parametrize(("text", "named"), WRONG, ids=[text.replace("\n", " ") for text, _ in WRONG])
def test_what_is_wrong_is_told_by_file_line_and_name_and_ends_with_2(text: str, named: list[str], desk: Path) -> None:
    keep("figures.toml", text)
    result = run("check", "dossier")
    assert (result.exit_code, result.stdout) == (2, "")
    told = " ".join(result.stderr.split())
    assert [name for name in named if name not in told] == []


def test_a_table_of_another_command_is_checked_too(desk: Path) -> None:
    keep("figures.toml", "[report]\nlang = 'xx'")
    result = run("check", "dossier")
    assert result.exit_code == 2
    assert "figures.toml:2: report.lang: no wording for language 'xx'" in result.stderr


MISUSES = [
    (["--config", "nowhere.toml"], ["there is no file nowhere.toml"]),
    (["--config", "figures.toml", "--no-config"], ["not both"]),
]


@pytest.mark.parametrize(("options", "named"), MISUSES)
def test_a_wrong_choice_ends_with_2(options: list[str], named: list[str], desk: Path) -> None:
    keep("figures.toml", "")
    result = run("check", "dossier", *options)
    assert result.exit_code == 2
    assert [name for name in named if name not in result.stderr] == []


def test_two_configurations_are_no_choice(desk: Path) -> None:
    Path("more").mkdir()
    keep("more/a.txt", "Rien.")
    for folder in ("dossier", "more"):
        keep(f"{folder}/figures.toml", "lang = 'en'")
    result = run("check", "dossier", "more")
    assert result.exit_code == 2
    told = " ".join(result.stderr.split())
    assert "dossier/figures.toml and more/figures.toml; choose one with --config" in told
    assert run("check", "dossier", "more", "--config", "more/figures.toml").exit_code == 1


LINES = [
    ("a = 1\nb = [\n  1,\n  2,\n]\nc = 3\n", ("b",), 2),
    ('a = """\nb = 2\n"""\nb = 3\n', ("b",), 4),
    ("[a]\nb = 1\n[c]\nb = 2\n", ("c", "b"), 4),
    ("\n\n# b = 1\nb = 1", ("b",), 4),
]


@pytest.mark.parametrize(("text", "where", "line"), LINES)
def test_the_line_of_a_key_is_the_one_it_begins_on(text: str, where: tuple[str, ...], line: int) -> None:
    assert line_of(text, where) == line


@pytest.mark.parametrize("lang", languages())
def test_init_writes_every_key_as_a_comment_with_a_value_that_is_taken(lang: str, desk: Path) -> None:
    assert run("init", "dossier", "--lang", lang).exit_code == 0
    text = Path("dossier/figures.toml").read_text(encoding="utf-8")
    assert all(line.startswith("#") for line in text.splitlines() if line)
    assert run("check", "dossier").exit_code == 1
    told = tomllib.loads(re.sub(r"^# ", "", text, flags=re.MULTILINE))
    tables = {name: table for name, table in told.items() if name in main.commands}
    named = {*told, *(key for table in tables.values() for key in table)} - set(tables)
    keys = keys_of(main.commands)
    assert named == set(keys)
    for name, key in keys.items():
        about = [f"configuration.key.{one}.says" for one in (name, *(f"{command}-{name}" for command in key.commands))]
        assert [one for one in about if one in wording(lang)], f"{name} has no words"
    # Each value is one the command line would take, but for files that are not there.
    kept = {name: value for name, value in told.items() if name not in {"aliases", "concepts", "decisions", *tables}}
    keep("dossier/figures.toml", "\n".join(f"{name} = {as_toml(value)}" for name, value in kept.items()))
    assert run("check", "dossier").exit_code in (0, 1)


def as_toml(value: object) -> str:
    """JSON is TOML but for the tables."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {as_toml(one)}" for key, one in value.items()) + " }"
    return json.dumps(value)


def test_init_leaves_what_is_there(desk: Path) -> None:
    keep("figures.toml", "lang = 'en'")
    result = run("init")
    assert result.exit_code == 2
    assert Path("figures.toml").read_text(encoding="utf-8") == "lang = 'en'"
    assert run("init", "nowhere").exit_code == 2


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_one_that_cannot_be_read_is_told(desk: Path) -> None:
    keep("figures.toml", "")
    Path("figures.toml").chmod(0)
    result = run("check", "dossier")
    assert result.exit_code == 2
    assert "figures.toml: cannot be read" in result.stderr
