"""Draw the picture of the README: the head of the French report on the notices in seeds/, and one conflict of it.

python tests/browser/picture.py            writes docs/report.png; needs Chromium (Debian: chromium)
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from markdown_it import MarkdownIt

ROOT = Path(__file__).resolve().parents[2]
REPORT = ROOT / "reports" / "samples" / "fr" / "report.md"
PICTURE = ROOT / "docs" / "report.png"
#: The conflict that is shown, by the noun its heading begins with.
SHOWN = "conteneurs"
STYLE = """
body { font: 15px/1.45 'Segoe UI', Helvetica, Arial, sans-serif; max-width: 980px; margin: 24px auto; padding: 0 24px }
h1, h2 { border-bottom: 1px solid #d0d7de; padding-bottom: .3em }
table { border-collapse: collapse; margin: 12px 0 }
td, th { border: 1px solid #d0d7de; padding: 6px 12px; vertical-align: top }
code { background: #eff1f3; border-radius: 5px; padding: .15em .35em; font-size: 85% }
a { color: #0969da; text-decoration: none }
"""


def excerpt(report: str) -> str:
    """The title and summary, and the conflict that is shown, without what a reader folds out."""
    head = report[: report.index("<details>")]
    conflicts = report[report.index('<a id="conflicts"') :]
    title = conflicts[: conflicts.index("\n")].split("</a>")[1]
    parts = re.split(r"^### ", conflicts, flags=re.MULTILINE)
    shown = next(part for part in parts if SHOWN in part.splitlines()[0])
    return f"{head}\n## {title}\n\n### {shown.split('<details>')[0]}"


def main() -> None:
    """Render the excerpt and take its picture."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("no chromium on this machine")
    page = MarkdownIt("commonmark", {"html": True}).enable("table").render(excerpt(REPORT.read_text(encoding="utf-8")))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.html"
        file.write_text(f"<!doctype html><meta charset=utf-8><style>{STYLE}</style>{page}", encoding="utf-8")
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
        view = ["--hide-scrollbars", "--window-size=1040,1290", f"--screenshot={PICTURE}", file.as_uri()]
        subprocess.run([chromium, *options, f"--user-data-dir={folder}/profile", *view], check=True, capture_output=True)


if __name__ == "__main__":
    main()
