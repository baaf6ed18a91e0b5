"""`figures completion`: what a shell needs to complete commands, options and their values; and those values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import click
from click.shell_completion import CompletionItem, get_completion_class

from figures.cli import exits

#: The shells there is a script for.
SHELLS = ("bash", "zsh", "fish")
_VARIABLE = "_FIGURES_COMPLETE"

Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


@click.command(
    short_help="Print the script that completes commands and options in a shell.",
    epilog="Example: figures completion fish | source",
)
@click.argument("shell", metavar="SHELL", type=click.Choice(SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the script that lets a SHELL (bash, zsh or fish) complete commands, options and their values.

    \b
    For one session, or in the file the shell reads when it starts:
      bash  eval "$(figures completion bash)"
      zsh   eval "$(figures completion zsh)"
      fish  figures completion fish | source
    """
    kind = get_completion_class(shell)
    assert kind is not None
    program = ctx.find_root()
    try:
        click.echo(kind(program.command, {}, "figures", _VARIABLE).source())
    except RuntimeError as error:
        click.echo(f"figures: {error}", err=True)
        ctx.exit(exits.USAGE)


def values(names: Callable[[], Iterable[str]]) -> Completer:
    """Completes one of some names."""

    def complete(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem]:
        return [CompletionItem(name) for name in names() if name.startswith(begun)]

    return complete


def listed(names: Callable[[], Iterable[str]]) -> Completer:
    """Completes the last name of a list with commas."""

    def complete(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem]:
        before, comma, last = begun.rpartition(",")
        return [CompletionItem(before + comma + name) for name in names() if name.startswith(last)]

    return complete


def graded(names: Callable[[], Iterable[str]], levels: Sequence[str]) -> Completer:
    """Completes `KIND=LEVEL`: the kind, and behind the sign the level."""

    def complete(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem]:
        kind, sign, level = begun.partition("=")
        if sign:
            return [CompletionItem(f"{kind}={one}") for one in levels if one.startswith(level)]
        return [CompletionItem(f"{name}=") for name in names() if name.startswith(begun)]

    return complete


def files(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem]:
    """Leaves files and folders to the shell."""
    return [CompletionItem(begun, type="file")]


def kinds() -> list[str]:
    """Kinds and rules, as `--select` takes them."""
    from figures.reconciling.rules import RULES

    return sorted({name for rule in RULES for name in (rule.rule_id, rule.kind)})


def limits() -> list[str]:
    """Kinds and levels, as `--fail-on` takes them."""
    from figures.model import ANSWER_KINDS, LEVELS
    from figures.reconciling.rules import RULES

    return sorted({*LEVELS, *(rule.kind for rule in RULES), *ANSWER_KINDS.values()})


def spoken() -> list[str]:
    """Languages a report can be written in."""
    from figures.wording import languages

    return list(languages())


def packs() -> list[str]:
    """Languages texts can be read in."""
    from figures.reading.languages import pack_codes

    return list(pack_codes())


def policies() -> list[str]:
    """Policies for words without a number."""
    from figures.reading.policies import POLICIES

    return list(POLICIES)
