"""The packs as data, and how an example of one is held against a reading: for the tests of every pack."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from figures.model import Claim, Document
from figures.reading.compilation import read_pack
from figures.reading.languages import pack_folders
from figures.reading.pack import Pack
from figures.reading.reader import read
from tests.conftest import ROOT

Table = dict[str, Any]

FOLDERS = pack_folders()

#: What a figure of an example is expected to be where it does not say.
USUAL: Table = {
    "bound": "=",
    "approximate": False,
    "kind": "count",
    "unit": None,
    "noun": None,
    "status": None,
    "attribution": "none",
    "source": None,
    "modality": "asserted",
    "whole": None,
}
#: Decimals of a record: 2/3 is written 0.667.
_TO_THE_LAST_DIGIT = 0.0005


# --- examples and what is read ------------------------------------------------------------------------------------


@cache
def pack_of(code: str) -> Pack:
    return read_pack(FOLDERS[code])


def parsed(path: Path) -> Table:
    """The tables of a file; none where it is not there or no TOML, which is for the test of that pack to say."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError):
        return {}


@cache
def examples_of(code: str) -> Table:
    return parsed(FOLDERS[code] / "examples.toml")


def cases(kind: str) -> list[Any]:
    """Every entry of one kind of every pack, named by language, number and rule."""
    return [
        pytest.param(code, entry, id=f"{code}-{number}-{entry['rule']}")
        for code in sorted(FOLDERS)
        for number, entry in enumerate(examples_of(code).get(kind, ()), 1)
    ]


def claims_of(pack: Pack, entry: Table) -> list[Claim]:
    document = Document(entry["text"], language=pack.code, published=entry.get("published"))
    return list(read(document, pack, language=pack.code).claims)


def reasons_of(pack: Pack, entry: Table) -> set[str]:
    document = Document(entry["text"], language=pack.code)
    return {refusal.reason for refusal in read(document, pack, language=pack.code).refusals}


def alternatives(told: Any) -> list[Any]:
    return told if isinstance(told, list) else [told]


def agrees(told: Any, found: Any) -> bool:
    """True where a field is as told: a list names alternatives, an empty string nothing."""
    if isinstance(told, list):
        return any(agrees(one, found) for one in told)
    if isinstance(told, (int, float)) and not isinstance(told, bool) and isinstance(found, (int, float)):
        return abs(told - found) <= (_TO_THE_LAST_DIGIT if isinstance(told, float) else 0)
    return bool(found == (None if told == "" else told))


def expected(figure: Table) -> Table:
    """A figure of an example with what it leaves out: the usual, and low and high as they follow from value and bound."""
    told = {"value": None, **USUAL, **figure}
    value, bound = told["value"], told["bound"]
    exact = bound == "=" and not told["approximate"]
    told.setdefault("low", value if exact or bound in ("≥", ">") else None)
    told.setdefault("high", value if exact or bound in ("≤", "<") else None)
    return told


def differences(pack: Pack, entry: Table) -> list[str]:
    """What an entry tells and the pack does not bear out, a line each; an entry without figures is a near miss."""
    claims = claims_of(pack, entry)
    told = [expected(figure) for figure in entry.get("figures", ())]
    read_ = [claim.exact for claim in claims]
    found = []
    if [figure["exact"] for figure in told] != read_:
        found.append(f"{[figure['exact'] for figure in told]} expected, {read_} read")
    else:
        exact = {claim.claim_id: claim.exact for claim in claims}
        for figure, claim in zip(told, claims, strict=True):
            record = claim.record()
            row = {**record, "whole": exact.get(str(record["whole_claim_id"]))}
            found += [
                f"{claim.exact}: {name} {value!r} expected, {row[name]!r} read"
                for name, value in figure.items()
                if not agrees(value, row[name])
            ]
    if "reason" in entry and (reasons := reasons_of(pack, entry)) != {entry["reason"]}:
        found.append(f"reason {entry['reason']} expected, {sorted(reasons)} read")
    return found


def failing(pack: Pack, code: str, rule: str) -> list[str]:
    """Texts of the examples and near misses of a rule that a pack does not read as they say."""
    told = examples_of(code)
    entries_ = [entry for kind in ("example", "near_miss") for entry in told.get(kind, ()) if entry["rule"] == rule]
    return [entry["text"] for entry in entries_ if differences(pack, entry)]


# --- the pack of the README ---------------------------------------------------------------------------------------

README = (ROOT / "parsers" / "README.md").read_text(encoding="utf-8")
_BLOCK = re.compile(r"^```toml\n# eo/(?P<file>\S+)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)


def readme_blocks() -> list[tuple[str, str]]:
    """The blocks of the page that adds a language, in order: the file that the first line names, and what goes there."""
    return [(block["file"], block["text"]) for block in _BLOCK.finditer(README)]


def write_readme_pack(folder: Path) -> Path:
    """The pack of the page in a folder, which is made where it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in readme_blocks():
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write(text)
    return folder


# --- the tables ---------------------------------------------------------------------------------------------------


@cache
def files_of(code: str) -> dict[str, Table]:
    """The pack's own tables, file by file."""
    paths = sorted(path for path in FOLDERS[code].glob("*.toml") if path.name != "examples.toml")
    return {path.name: parsed(path) for path in paths}


def tables_of(code: str, path: str) -> Iterator[Any]:
    """What the pack's files hold at a dotted path."""
    for table in files_of(code).values():
        value: Any = table
        for key in path.split("."):
            value = value.get(key) if isinstance(value, dict) else None
        if value is not None:
            yield value


def keys_of(code: str, path: str) -> list[str]:
    return [key for table in tables_of(code, path) for key in table]


def rules_of_kind(code: str, kind: str) -> list[Table]:
    return [rule for table in tables_of(code, kind) for rule in table]


def strings_in(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every string below a table, with its dotted path."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield from strings_in(below, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list):
        for below in value:
            yield from strings_in(below, path)
    elif isinstance(value, str):
        yield path, value


#: Where a pack writes patterns over tokens, where regular expressions over characters, and where neither they nor lists.
_PATTERNS = re.compile(
    r"(?:fragments|nouns|stances|source_kinds)\.\w+|ranges\.patterns|parts\.(?:ratio|among|whole_first)|units\.age\.(?:patterns|bare)|status\.\w+\.(?:behind|ahead|later)|calendar\.place|\w+\.pattern"
)
_CHARACTERS = re.compile(r"tokens\.\w+|shapes\.\w+|writing\.(?:elision|enclitic|decimal)|spelling\.\w+")
_PROSE = re.compile(r"language\..*|(?:attribution|modality|refusal)\.\w+|status\.\w+\.(?:of|else)")
_NAME = re.compile(r"\{([^{}\d,][^{}]*)\}")


def _strings(code: str) -> list[tuple[str, str]]:
    return [pair for table in files_of(code).values() for pair in strings_in(table)]


def patterns_of(code: str) -> list[tuple[str, str]]:
    return [(path, text) for path, text in _strings(code) if _PATTERNS.fullmatch(path)]


def lists_of(code: str) -> list[tuple[str, str]]:
    """Every list of words and phrases, with its dotted path."""
    others = (_PATTERNS, _CHARACTERS, _PROSE)
    return [(path, text) for path, text in _strings(code) if not any(other.fullmatch(path) for other in others)]


def names_in(pattern: str) -> set[str]:
    """The classes, lists and fragments a pattern names."""
    return {name for names in _NAME.findall(pattern) for name in names.split("|") if not name.startswith("=")}
