"""The options that several commands share, checked before any file is read; an unknown value is refused by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

from figures.cli import completion
from figures.cli.threshold import Threshold, threshold

if TYPE_CHECKING:
    from decimal import Decimal

    from figures.model import Decision

#: Where the context of a command keeps how many processes it reads with.
_PROCESSES = "figures.processes"


class Ledgers(NamedTuple):
    """Files of decisions as they were named, and the decisions in them."""

    paths: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()


paths = click.argument("paths", metavar="PATH...", nargs=-1, required=True, shell_complete=completion.files)


def _language(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """The code of a language there is a pack for."""
    if value is None:
        return None
    from figures.reading.languages import pack_codes
    from figures.reading.pack import LanguageUnknown

    code = value.lower()
    if code not in pack_codes():
        raise click.BadParameter(str(LanguageUnknown(value, pack_codes())))
    return code


def _lang(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """The code of a language a report can be written in."""
    if value is None:
        return None
    from figures.wording import wording

    try:
        return wording(value.lower()).language
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


def _policy(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    from figures.reading.policies import POLICIES

    if value not in POLICIES:
        raise click.BadParameter(f"no policy {value!r}; there are {', '.join(POLICIES)}")
    return value


def _fail_on(_ctx: click.Context, _param: click.Parameter, value: str | None) -> Threshold | None:
    if value is None:
        return None
    try:
        return threshold(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


def _kinds(_ctx: click.Context, _param: click.Parameter, value: str | None) -> tuple[str, ...] | None:
    """Kinds or rules from a list with commas."""
    if value is None:
        return None
    from figures.reconciling.rules import chosen

    names = tuple(name.strip() for name in value.split(",") if name.strip())
    if not names:
        raise click.BadParameter("no kind is named")
    try:
        chosen(names)
    except ValueError as error:
        raise click.BadParameter(str(error).removeprefix("select: ")) from None
    return names


def _aliases(_ctx: click.Context, _param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Files of names of sources, each read to see that it is one."""
    if not value:
        return value
    from pathlib import Path

    from figures.reading.known_sources import SourcesError, known_sources

    try:
        known_sources(*map(Path, value))
    except (SourcesError, OSError) as error:
        raise click.BadParameter(str(error)) from None
    return value


def _processes(ctx: click.Context, _param: click.Parameter, value: int | None) -> None:
    ctx.meta[_PROCESSES] = value


def processes_asked() -> int | None:
    """How many processes the command at hand was told to read with."""
    context = click.get_current_context(silent=True)
    return context.meta.get(_PROCESSES) if context is not None else None


def _tolerance(_ctx: click.Context, _param: click.Parameter, value: str) -> Decimal:
    """A share of one, also written in per cent."""
    from decimal import Decimal

    from figures.reconciling.comparison import checked_tolerance

    percent = value.strip().removesuffix("%")
    try:
        return checked_tolerance(percent if percent == value.strip() else Decimal(percent) / 100)
    except (ValueError, ArithmeticError):
        raise click.BadParameter(f"no share from 0 to less than 1, such as 0.05 or 5%: {value!r}") from None


def _thresholds(_ctx: click.Context, _param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Numbers that decide something, each looked at to see that it is one."""
    if not value:
        return value
    from figures.reconciling.thresholds import checked_thresholds

    try:
        checked_thresholds(value)
    except ValueError as error:
        raise click.BadParameter(str(error).removeprefix("thresholds: ")) from None
    return value


def _levels(_ctx: click.Context, _param: click.Parameter, value: tuple[str, ...]) -> dict[str, str]:
    """Levels by kind or rule; of one named twice, the last counts."""
    if not value:
        return {}
    from figures.reconciling.rules import graded

    pairs = [one.partition("=") for one in value]
    given = {kind.strip(): level.strip() for kind, _, level in pairs}
    unsaid = next((one for one, (_, sign, _) in zip(value, pairs, strict=True) if not sign), None)
    if unsaid is not None:
        raise click.BadParameter(f"{unsaid!r} gives no level: write {unsaid}=warning")
    try:
        graded((), given)
    except ValueError as error:
        raise click.BadParameter(str(error).removeprefix("levels: ")) from None
    return given


def _formats(_ctx: click.Context, _param: click.Parameter, value: str | None) -> tuple[str, ...] | None:
    """Names of formats from a list with commas; `all` stands for every one."""
    if value is None:
        return None
    from figures.reporting.folder import FORMATS, files

    names = tuple(name.strip() for name in value.split(",") if name.strip())
    if not names:
        raise click.BadParameter("no format is named")
    if "all" in names:
        return tuple(FORMATS)
    try:
        files(names)
    except ValueError as error:
        raise click.BadParameter(f"{error}, and all") from None
    return names


formats = click.option(
    "--format",
    "formats",
    metavar="FORMATS",
    callback=_formats,
    help="What to write beside report.md and the JSON Lines: names separated by commas, or all; xlsx,csv,html without it.",
)
csv_dialect = click.option(
    "--csv-dialect",
    type=click.Choice(["iso", "fr"]),
    default="iso",
    show_default=True,
    help="How CSV is written: iso with commas and decimal points, fr for a spreadsheet in French.",
)


def _decisions(_ctx: click.Context, _param: click.Parameter, value: tuple[str, ...]) -> Ledgers:
    """The decisions of files, each read to see that it is one."""
    if not value:
        return Ledgers()
    from pathlib import Path

    from figures.cli.ledgers import read_decisions
    from figures.reviewing import LedgerError

    try:
        found = [decision for path in value for decision in read_decisions(Path(path)).decisions]
    except (LedgerError, OSError) as error:
        raise click.BadParameter(str(error)) from None
    return Ledgers(value, tuple(found))


def _concepts(_ctx: click.Context, _param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Files of concepts, each read to see that it is one."""
    if not value:
        return value
    from pathlib import Path

    from figures.concepts import ConceptsError, concepts_of

    try:
        concepts_of(*map(Path, value))
    except (ConceptsError, OSError) as error:
        raise click.BadParameter(str(error)) from None
    return value


language = click.option(
    "--language",
    metavar="CODE",
    shell_complete=completion.values(completion.packs),
    callback=_language,
    help="Language of the texts that do not state theirs; without it, it is detected text by text.",
)
lang = click.option(
    "--lang",
    metavar="fr|en",
    shell_complete=completion.values(completion.spoken),
    callback=_lang,
    help="Language of what is written for you; without it, that of most of the texts.",
)
vague_policy = click.option(
    "--vague-policy",
    metavar="ccc|acled|interval",
    shell_complete=completion.values(completion.policies),
    default="ccc",
    show_default=True,
    callback=_policy,
    help="How words such as “dozens” and “thousands” are read.",
)
aliases = click.option(
    "--aliases",
    metavar="FILE",
    shell_complete=completion.files,
    multiple=True,
    callback=_aliases,
    help="Names of sources beside those of the shipped list, in its form (parsers/sources.toml); may be given again.",
)
concepts = click.option(
    "--concepts",
    metavar="FILE",
    multiple=True,
    callback=_concepts,
    help="What words count, beside the shipped concepts and in their form (parsers/concepts.toml); may be given again.",
)
processes = click.option(
    "--processes",
    metavar="N",
    type=click.IntRange(min=1),
    expose_value=False,
    callback=_processes,
    help="How many processes read texts; without it one for every five million characters, up to the processors there are.",
)
tolerance = click.option(
    "--tolerance",
    metavar="SHARE",
    default="0",
    show_default=True,
    callback=_tolerance,
    help="What two figures may differ by and still agree: every figure is taken wider by this share (0.05, or 5%).",
)
levels = click.option(
    "--level",
    "levels",
    metavar="KIND=LEVEL",
    shell_complete=completion.graded(completion.kinds, ("error", "warning", "note")),
    multiple=True,
    callback=_levels,
    help="The level (error, warning, note) of a kind of finding or of a rule; may be given again.",
)
thresholds = click.option(
    "--threshold",
    "thresholds",
    metavar="NUMBER",
    multiple=True,
    callback=_thresholds,
    help="Tell conflicts across this number, or across any power of ten with “magnitude”; may be given again.",
)
decisions = click.option(
    "--decisions",
    metavar="FILE",
    multiple=True,
    callback=_decisions,
    help="What people decided, as figures review import writes it; may be given again.",
)
select = click.option(
    "--select",
    metavar="KINDS",
    shell_complete=completion.listed(completion.kinds),
    callback=_kinds,
    help="Look for these alone: kinds or rules that figures rules lists, separated by commas.",
)
ignore = click.option(
    "--ignore",
    metavar="KINDS",
    shell_complete=completion.listed(completion.kinds),
    callback=_kinds,
    help="Leave these out: kinds or rules that figures rules lists, separated by commas.",
)
fail_on = click.option(
    "--fail-on",
    metavar="KINDS",
    shell_complete=completion.listed(completion.limits),
    callback=_fail_on,
    help="Kinds (conflict, unsourced ...) or levels (error, warning, note), separated by commas; a level stands for "
    "itself and the graver ones. Where a finding is of these, the exit code is 1.",
)
