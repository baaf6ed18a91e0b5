"""Paths to files: which are read, under what id, and why the others are not."""

from __future__ import annotations

import errno
import os
import re
import shlex
import stat
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from figures.corpus.configured import CONFIGURATION
from figures.corpus.formats import READERS
from figures.corpus.listing import LISTING
from figures.corpus.outcome import Skipped
from figures.reporting import ALL_FILES, FOLDER, MARKS

#: The PATH that stands for standard input, and another name that some systems have for it.
STDIN = "-"
_STDIN_DEVICE = "/dev/stdin"
_BREAKS_A_LINE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_SUFFIXES = ", ".join(sorted(READERS))
#: Names up to their first point of files that are about the folder they stand in, and no article in it.
_ABOUT = frozenset({"readme", "license", "changelog", "codebook"})
_WEB_PAGES = frozenset({".htm", ".html", ".xhtml"})


class File(NamedTuple):
    """A file to read: where it is, how messages name it, the id of its document, the suffix that chooses its reader.

    `folders` are those whose list of documents may tell more of it, its own first, the one given last.
    """

    path: Path
    shown: str
    id: str
    suffix: str
    folders: tuple[Path, ...]


@dataclass(slots=True)
class Walk:
    """What was found: files to read, what is not read, whether standard input was asked for.

    `listings` are the folders with a list of documents, and whether all of the folder was walked, so that a row that
    names no file can be told; `seen` are the shown paths of all files there, read or not.
    """

    files: list[File] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    listings: dict[Path, bool] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    stdin: bool = False


def walk(paths: Iterable[str | os.PathLike[str]]) -> Walk:
    """All files of some paths, folders with everything below them, in the order of their names.

    Hidden files and folders below a given one are left out, and so are links to folders: a folder linked twice would be
    read twice, and one that links to itself for ever. So are, in a folder, its `README`, `LICENSE` and `CHANGELOG`; its
    `figures.toml` is not even told. A file reached by several ways is read once. Nothing is opened.
    """
    found = Walk()
    for path in sorted({os.fspath(path) for path in paths}):
        if path in (STDIN, _STDIN_DEVICE):
            found.stdin = True
            continue
        try:
            mode = Path(path).stat().st_mode
        except (OSError, ValueError) as error:
            found.skipped.append(refused(printable(path), error))
            continue
        if stat.S_ISDIR(mode):
            _folder(found, Path(path))
        else:
            _single(found, Path(path), mode)
    _once(found)
    return found


def printable(name: str) -> str:
    r"""A name as one line of valid Unicode in composed letters: what is neither is escaped.

    >>> printable("e\u0301te\n.txt"), printable(b"\xe9.txt".decode("utf-8", "surrogateescape"))
    ('éte\\n.txt', '\\xe9.txt')
    """
    return _BREAKS_A_LINE.sub(_escaped, unicodedata.normalize("NFC", name))


def shown_path(path: Path) -> str:
    """The path as messages name it."""
    return printable(path.as_posix())


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else found[0].encode("unicode_escape").decode()


def refused(shown: str, error: OSError | ValueError) -> Skipped:
    """The skip that tells an error of the system."""
    number = error.errno if isinstance(error, OSError) else errno.ENOENT
    if number in (errno.ENOENT, errno.ENOTDIR):
        return Skipped(shown, "missing")
    return Skipped(shown, "symlink-loop" if number == errno.ELOOP else "unreadable", os.strerror(number or 0))


def _single(found: Walk, path: Path, mode: int) -> None:
    """A file given by name: without a suffix it is taken for plain text."""
    shown, suffix, folder = shown_path(path), path.suffix.lower(), path.parent
    if not stat.S_ISREG(mode):
        found.skipped.append(Skipped(shown, "not-a-file"))
    elif path.name in ALL_FILES and holds_report(folder):
        found.skipped.append(Skipped(shown, "own-report"))
    elif path.name == LISTING:
        found.skipped.append(Skipped(shown, "listing"))
    elif suffix and suffix not in READERS:
        found.skipped.append(_unsupported(shown, suffix))
    else:
        if (folder / LISTING).is_file() and not holds_report(folder):
            found.listings.setdefault(folder, False)
        found.files.append(File(path, shown, printable(path.name), suffix or ".txt", (folder,)))


def _folder(found: Walk, root: Path) -> None:
    """A folder and everything below it; the folders still to do are a stack, however deep they lie."""
    files, skipped = len(found.files), len(found.skipped)
    todo: list[tuple[Path, ...]] = [(root,)]
    while todo:
        folders = todo.pop()
        todo += [(path, *folders) for path in reversed(_one_folder(found, folders))]
    if (files, skipped) == (len(found.files), len(found.skipped)):
        found.skipped.append(Skipped(shown_path(root), "empty-folder"))


def _one_folder(found: Walk, folders: tuple[Path, ...]) -> list[Path]:
    """What stands in the first of `folders`; the others are those above it. Returns the folders below."""
    folder = folders[0]
    try:
        with os.scandir(folder) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
    except OSError as error:
        found.skipped.append(refused(shown_path(folder), error))
        return []
    ours = _report_in(entries)
    if ours:
        found.skipped.append(Skipped(shown_path(folder), "own-report", ", ".join(sorted(ours))))
    below: list[Path] = []
    for entry in entries:
        path = folder / entry.name
        shown = shown_path(path)
        if not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False):
            if entry.name not in ours:
                below.append(path)
            continue
        found.seen.add(shown)
        if entry.name in ours or entry.name == CONFIGURATION:
            continue
        not_read = _not_read(entry, shown)
        if not_read:
            found.skipped.append(not_read)
        elif entry.name == LISTING:
            found.listings[folder] = True
        else:
            name = printable(path.relative_to(folders[-1]).as_posix())
            found.files.append(File(path, shown, name, path.suffix.lower(), folders))
    return below


def holds_report(folder: Path) -> bool:
    """True where the files of a report lie in a folder, whatever else does."""
    return all((folder / mark).is_file() for mark in MARKS)


def _report_in(entries: list[os.DirEntry[str]]) -> frozenset[str]:
    names = frozenset(entry.name for entry in entries)
    return names.intersection((*ALL_FILES, FOLDER)) if names >= MARKS else frozenset()


def _not_read(entry: os.DirEntry[str], shown: str) -> Skipped | None:
    """Why an entry that is no plain folder is not read, or `None` where it is."""
    if entry.name.startswith("."):
        return Skipped(shown, "hidden")
    try:
        mode = entry.stat().st_mode
    except OSError as error:
        return refused(shown, error)
    if stat.S_ISDIR(mode):
        return Skipped(shown, "symlink-folder", printable(os.fspath(Path(entry.path).readlink())))
    if not stat.S_ISREG(mode):
        return Skipped(shown, "not-a-file")
    if entry.name.split(".")[0].lower() in _ABOUT:
        return Skipped(shown, "about-folder")
    suffix = Path(entry.name).suffix.lower()
    return None if suffix in READERS or entry.name == LISTING else _unsupported(shown, suffix or entry.name)


def _unsupported(shown: str, suffix: str) -> Skipped:
    """The skip of a format that nobody reads here; of a web page with the command that makes a text of it."""
    if suffix not in _WEB_PAGES:
        return Skipped(shown, "unsupported", f"{suffix} ({_SUFFIXES})")
    text = PurePosixPath(shown).with_suffix(".txt")
    return Skipped(shown, "web-page", shlex.join(["pandoc", "-t", "plain", "--wrap=none", "-o", str(text), shown]))


def _once(found: Walk) -> None:
    """Keeps one way to each file: not through a link, and from the folder furthest up, whose id says most."""
    ways: dict[str, list[File]] = {}
    for file in found.files:
        ways.setdefault(os.path.realpath(file.path), []).append(file)
    found.files.clear()
    for several in ways.values():
        several.sort(key=_preference)
        found.files.append(several[0])
        found.skipped += [Skipped(other.shown, "duplicate", several[0].shown) for other in several[1:]]
    found.files.sort(key=lambda file: (file.shown, file.id))
    found.skipped[:] = dict.fromkeys(found.skipped)


def _preference(file: File) -> tuple[bool, int, str, str]:
    return (file.path.is_symlink(), -len(file.folders), file.id, file.shown)
