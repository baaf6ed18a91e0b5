"""Language packs: found, loaded, and chosen by the words of a text.

A pack is a folder of TOML files: `pack.toml`, any others beside it, and `examples.toml`, which only tests read. It holds
words, patterns and tables and no code, so that somebody else's pack cannot run any. Packs of this project lie in
`parsers/`; other distributions announce theirs under the entry-point group `figures.packs`, each entry naming a package
that holds the pack's files.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.metadata import entry_points
from importlib.resources import files
from pathlib import Path

import regex

from figures.datafolders import data_folder
from figures.reading.compilation import read_pack
from figures.reading.pack import LanguageUnknown, Pack, PackError

GROUP = "figures.packs"
_WORD = regex.compile(r"\p{L}+")
_ENOUGH = 4_000


def detect(text: str) -> str:
    """The code of the pack whose most frequent words stand most often in the beginning of the text.

    A tie, or a text with none of them, goes to the first code in alphabetical order that has the most votes; among our
    packs a text without any word is read as French, the language the project is made for first.

    >>> detect("The ministry said that the number of ships was higher than in May.")
    'en'
    """
    votes = dict.fromkeys(sorted(pack_codes(), key=lambda code: (code != "fr", code)), 0)
    speakers = _speakers()
    for word in _WORD.findall(text[:_ENOUGH].lower()):
        for code in speakers.get(word, ()):
            votes[code] += 1
    return max(votes, key=lambda code: votes[code])


@cache
def _speakers() -> dict[str, list[str]]:
    """The languages each frequent word is one of."""
    speakers: dict[str, list[str]] = {}
    for code, folder in pack_folders().items():
        for word in read_stopwords(folder):
            speakers.setdefault(word, []).append(code)
    return speakers


@cache
def pack_folders() -> dict[str, Path]:
    """Where each language's pack lies; a pack announced by another distribution wins over ours of the same code."""
    found = {path.parent.name: path.parent for path in sorted(data_folder("parsers").glob("*/pack.toml"))}
    for entry in sorted(entry_points(group=GROUP), key=lambda e: (e.name, e.value)):
        found[entry.name] = Path(str(files(entry.value).joinpath("pack.toml"))).parent
    return found


def pack_codes() -> list[str]:
    """The codes of the languages there are packs for."""
    return sorted(pack_folders())


@cache
def load_pack(code: str) -> Pack:
    """The pack of a language, compiled once a process; raises `LanguageUnknown` and `PackError`."""
    folder = pack_folders().get(code)
    if folder is None:
        raise LanguageUnknown(code, pack_codes())
    try:
        pack = read_pack(folder)
        if folder.parent != data_folder("parsers"):
            # Ours are known to be sound; a mistake in another is told before a text is read with it.
            pack.compile_all()
    except (KeyError, TypeError, AttributeError, ValueError, regex.error) as error:
        raise PackError(f"language pack {folder}: {type(error).__name__}: {error}") from error
    return pack


@cache
def read_stopwords(folder: Path) -> frozenset[str]:
    """The most frequent words of a language, without compiling its pack."""
    with (folder / "pack.toml").open("rb") as file:
        return frozenset(tomllib.load(file)["language"].get("stopwords", "").split())
