"""HTML and SVG from templates: everything that is put in is escaped, and shows as it is."""

from __future__ import annotations

import base64
import hashlib
import re
import tomllib
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from figures.reporting.plots import Plot
from figures.wording import templates

# What XML cannot hold and HTML does not show; blanks and line ends stay.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


@cache
def environment() -> Environment:
    """The templates of `reports/templates`, escaping whatever they are given."""
    return Environment(
        loader=FileSystemLoader(templates()),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def colours() -> dict[str, dict[str, str]]:
    """The colours by their use, of the `light` and of the `dark` page."""
    return tomllib.loads((templates() / "colours.toml").read_text(encoding="utf-8"))


@cache
def style(*sheets: str) -> Markup:
    """Style sheets of the templates as one, the colours as custom properties in front."""
    properties = environment().get_template("colours.css.j2").render(colours())
    # Sheets are the project's own, and a style element holds no markup that could be escaped.
    return Markup(re.sub(r"\n\s*\n", "\n", properties) + "".join(source(sheet) for sheet in sheets))  # noqa: S704


def source(name: str) -> str:
    """A file of the templates as it is."""
    return (templates() / name).read_text(encoding="utf-8")


def fingerprint(words: str) -> str:
    """What a Content-Security-Policy calls an inline style or script by (CSP level 3).

    >>> fingerprint("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    digest = hashlib.sha256(words.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def svg(plot: Plot, *, alone: bool) -> Markup:
    """A plot as SVG: `alone` as a file with its own colours and ground, else to stand in a page that has them."""
    sheet = style("plot.css") if alone else ""
    drawn = environment().get_template("plot.svg.j2").render(plot=plot, style=sheet)
    # The template has escaped all words of the plot.
    return Markup(drawn)  # noqa: S704


def _shown(value: object) -> object:
    """Control characters as their pictures (`␛`): a reader sees that there is something."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return _CONTROLS.sub(lambda match: _picture(ord(match[0])), value)
    return value


def _picture(code: int) -> str:
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"
