"""`figures init`: a configuration to begin with, in which every key is a comment."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from figures.cli import exits, options
from figures.cli.configuration import Key, keys_of, shared

if TYPE_CHECKING:
    from figures.wording import Wording

_WIDTH = 100


@click.command(
    short_help="Write a commented figures.toml to keep options in.",
    epilog="Example: figures init dossier --lang fr",
)
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path))
@options.lang
@click.pass_context
def init(ctx: click.Context, folder: Path, lang: str | None) -> None:
    """Write a figures.toml into a folder of texts, or into the folder you stand in.

    It names every option that can be kept, each as a comment with a value to begin with: nothing changes until you take
    away the sign # of a line. A figures.toml that is there is left as it is.
    """
    from figures.corpus.configured import CONFIGURATION
    from figures.wording import wording

    words = wording(lang or _spoken(folder))
    path = folder / CONFIGURATION
    program = ctx.parent.command if ctx.parent else ctx.command
    commands = program.commands if isinstance(program, click.Group) else {}
    lines = [f"{line}\n" for line in written(commands, words)]
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.writelines(lines)
    except FileExistsError:
        click.echo(words.text("configuration.exists", path=path.as_posix()), err=True)
        ctx.exit(exits.USAGE)
    except OSError as error:
        raise click.UsageError(f"cannot write into {folder}: {error.strerror or error}") from error
    click.echo(words.text("configuration.written", path=path.as_posix()), err=True)


def written(commands: Mapping[str, click.Command], words: Wording) -> Iterator[str]:
    """The lines of the configuration: the keys of all commands, then those of each."""
    yield from _remark(words.text("configuration.head"))
    keys = keys_of(commands)
    for key in keys.values():
        if shared(key):
            yield ""
            yield from _key(key, words)
    for command in commands:
        own = [key for key in keys.values() if not shared(key) and command in key.commands]
        if own:
            yield ""
            yield from _remark(words.text("configuration.table", command=command))
            yield f"# [{command}]"
        for key in own:
            yield from _key(key, words, command)


def _key(key: Key, words: Wording, command: str = "") -> Iterator[str]:
    """What a key means and a value for it; of one that nobody wrote of in this language, what its help says."""
    names = [f"configuration.key.{command}-{key.name}", f"configuration.key.{key.name}"]
    about = next((name for name in names if f"{name}.says" in words), names[-1])
    yield from _remark(words.text(f"{about}.says") if f"{about}.says" in words else key.option.help or "")
    value = words.text(f"{about}.value") if f"{about}.value" in words else '""'
    yield f"# {key.name} = {value}"


def _remark(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield from (f"## {part}" for part in textwrap.wrap(line, _WIDTH, break_on_hyphens=False))


def _spoken(folder: Path) -> str:
    """The language of most texts of the folder."""
    from dataclasses import replace

    from figures.cli.session import most_spoken
    from figures.corpus import load
    from figures.reading.languages import detect

    documents = load([folder]).documents
    return most_spoken(one if one.language else replace(one, language=detect(one.text)) for one in documents)
