"""Other readers of numbers, each in an environment of its own under `build/peers`, with every version pinned.

Nothing of them is installed where the project is: their pins exclude ours.
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.corpus import ROOT
from tests.benchmarks.worker import Skipped

FOLDER = ROOT / "build" / "peers"
_PATIENCE = 240


class Peer(NamedTuple):
    """A library that reads numbers out of texts, what it needs, and which of our languages it speaks."""

    name: str
    requirements: tuple[str, ...]
    languages: tuple[str, ...]
    #: What it gives, for whoever reads the table, and whether it can be counted.
    gives: str
    counts: bool = True


PEERS = (
    Peer("text2num", ("text2num==3.1.0",), ("fr", "en"), "number words as digits, in the text", counts=False),
    Peer(
        "quantulum3",
        (
            # With its classifier it is twice as fast as without, and the stored model wants this scikit-learn.
            "quantulum3[classifier]==0.10.0",
            "scikit-learn==1.8.0",
            "beautifulsoup4==4.15.0",
            "certifi==2026.10.19.post1",
            "charset-normalizer==3.5.3",
            "docopt==0.6.2",
            "idna==3.20",
            "inflect==7.6.0",
            "jaraco.functools==4.6.0",
            "joblib==1.6.0",
            "more-itertools==11.2.1",
            "num2words==0.5.14",
            "numpy==2.4.6",
            "requests==2.34.2",
            "scipy==1.17.1",
            "soupsieve==4.1.3",
            "stemming==1.0.1",
            "threadpoolctl==3.8.0",
            "typeguard==4.6.1",
            "typing_extensions==4.16.0",
            "urllib3==2.8.0",
            "wikipedia==1.4.0",
        ),
        ("en",),
        "values and units",
    ),
    Peer(
        "recognizers-text",
        (
            "recognizers-text-number==1.0.2a2",
            "recognizers-text==1.0.2a2",
            # From its second edition on, emoji lacks a table that recognizers-text imports.
            "emoji==1.7.0",
            "grapheme==0.6.0",
            "multipledispatch==1.0.0",
            "regex==2026.11.19",
        ),
        ("fr", "en"),
        "values",
    ),
)


def interpreter(peer: Peer, folder: Path = FOLDER) -> Path:
    """The Python of the environment of a peer, set up if it is not there as its pins want it; else raises `Skipped`."""
    home = folder / peer.name
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp, pins = home / "pins.txt", "\n".join(peer.requirements) + "\n"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == pins and python.exists():
        return python
    print(f"Setting up {home.relative_to(ROOT) if home.is_relative_to(ROOT) else home}", file=sys.stderr)
    try:
        venv.create(home, clear=True, with_pip=True)
        install = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet", *peer.requirements]
        subprocess.run(install, check=True, capture_output=True, text=True, timeout=_PATIENCE)
    except subprocess.CalledProcessError as error:
        raise Skipped(f"cannot be installed: {last_line(error.stderr)}") from error
    except subprocess.TimeoutExpired as error:
        raise Skipped(f"not installed within {_PATIENCE} s") from error
    except OSError as error:
        raise Skipped(f"cannot be installed: {error}") from error
    stamp.write_text(pins, encoding="utf-8")
    return python


def last_line(said: str | bytes | None) -> str:
    """What a program said last before it gave up, which is mostly the reason.

    >>> last_line("Traceback …\\nImportError: no such name\\n")
    'ImportError: no such name'
    """
    text = said.decode(errors="replace") if isinstance(said, bytes) else said or ""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "it did not say why"
