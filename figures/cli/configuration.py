"""`figures.toml`: options that are kept beside the texts, each checked; what the command line says goes before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from os.path import realpath
from pathlib import Path
from typing import Any, NamedTuple

import click

from figures.cli.completion import files

#: The options that say which configuration is read, and those that are of one run; they stand in none.
_NOT_KEPT = {"config", "no-config", "verbose", "help", "json", "exit-code", "with"}
#: Options that mean something else, or nothing, for another command: they stand in the table of theirs.
_OF_ONE_COMMAND = {"against", "format", "output", "run"}
#: What an option that is given several times is called where all its values stand together.
_TOGETHER = {"level": "levels"}
# What an option takes by which its value is a place, told from where the configuration lies.
_PLACES = {"DIR", "FILE", "PATH"}
_ALIKE = 0.6


class Key(NamedTuple):
    """A key of the configuration: its name, the option it stands for, and the commands that have it."""

    name: str
    option: click.Option
    commands: tuple[str, ...]


class Configured(click.Command):
    """A command whose options may be kept in a `figures.toml` beside the texts or in the working folder."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.params += [
            click.Option(
                ["--config"], metavar="FILE", shell_complete=files, expose_value=False,
                help="The configuration to read in place of the figures.toml beside the texts or in the working folder.",
            ),
            click.Option(["--no-config"], is_flag=True, expose_value=False, help="Read no configuration."),
            click.Option(
                ["-v", "--verbose"], is_flag=True, expose_value=False,
                help="Name on standard error the configuration that is read.",
            ),
        ]  # fmt: skip

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The options of the command line, and behind them those of the configuration."""
        if not ctx.resilient_parsing and not set(args) & set(self.get_help_option_names(ctx)):
            given, _, _ = self.make_parser(ctx).parse_args(list(args))
            path = _path(given)
            if given.get("verbose") is True:
                click.echo(f"configuration: {path.as_posix() if path else 'none'}", err=True)
            if path is not None:
                ctx.default_map = {**_read(path, self, ctx)}
        return super().parse_args(ctx, args)


def keys_of(commands: Mapping[str, click.Command]) -> dict[str, Key]:
    """Every option that can be kept, by its key."""
    found: dict[str, Key] = {}
    for command, name, option in _options(commands):
        known = found.get(name, Key(name, option, ()))
        found[name] = known._replace(commands=(*known.commands, command))
    return found


def shared(key: Key) -> bool:
    """True for a key that stands at the top of the file, for all commands that have its option."""
    return key.name not in _OF_ONE_COMMAND


def _options(commands: Mapping[str, click.Command]) -> Iterator[tuple[str, str, click.Option]]:
    for name, command in commands.items():
        for option in command.params if isinstance(command, Configured) else ():
            if isinstance(option, click.Option):
                long = max(option.opts, key=len).removeprefix("--")
                if long not in _NOT_KEPT:
                    yield name, _TOGETHER.get(long, long), option


def _path(given: Mapping[str, Any]) -> Path | None:
    """The configuration the command line names, or the one beside its texts, or that of the working folder."""
    from figures.corpus.configured import CONFIGURATION

    named = given.get("config")
    if given.get("no_config") is True:
        if isinstance(named, str):
            raise click.UsageError("name either --config or --no-config, not both")
        return None
    if isinstance(named, str):
        if not Path(named).is_file():
            raise click.BadParameter(f"there is no file {named}", param_hint="--config")
        return Path(named)
    paths = given.get("paths")
    beside = [_folder(path) / CONFIGURATION for path in (paths if isinstance(paths, tuple) else ()) if path != "-"]
    found = {realpath(path): path for path in reversed(beside) if path.is_file()}
    if len(found) > 1:
        shown = " and ".join(sorted(path.as_posix() for path in found.values()))
        raise click.UsageError(f"the texts have two configurations, {shown}; choose one with --config")
    if found:
        return next(iter(found.values()))
    here = Path(CONFIGURATION)
    return here if here.is_file() else None


def _folder(path: str) -> Path:
    return Path(path) if Path(path).is_dir() else Path(path).parent


def _read(path: Path, command: click.Command, ctx: click.Context) -> dict[str, Any]:
    """What a configuration says for a command; every key of it is checked, those of other commands too."""
    import tomllib

    try:
        text = path.read_text(encoding="utf-8-sig")
        told = tomllib.loads(text)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise click.UsageError(f"{path.as_posix()}: cannot be read: {reason}") from None
    program = ctx.parent.command if ctx.parent else command
    commands = program.commands if isinstance(program, click.Group) else {str(command.name): command}
    kept = _Kept(path, text, commands, ctx)
    own: dict[str, Any] = {}
    for name, value in told.items():
        if isinstance(commands.get(name), Configured) and isinstance(value, dict):
            rows = [kept.value(inner, (name, inner), told_here) for inner, told_here in value.items()]
            own |= dict(rows) if name == command.name else {}
    for name, value in told.items():
        if isinstance(commands.get(name), Configured) and isinstance(value, dict):
            continue
        parameter, given = kept.value(name, (name,), value)
        own.setdefault(parameter, given)
    return own


class _Kept(NamedTuple):
    """A configuration that is being read: its file, its text, and the commands it may speak of."""

    path: Path
    text: str
    commands: Mapping[str, click.Command]
    ctx: click.Context

    def value(self, name: str, where: tuple[str, ...], value: object) -> tuple[str, Any]:
        """The parameter a key stands for, and its value as the command line would give it; `UsageError` by file and line."""
        of_command = where[0] if len(where) > 1 else None
        keys = keys_of(self.commands if of_command is None else {of_command: self.commands[of_command]})
        fitting = {key.name: key for key in keys.values() if of_command or shared(key)}
        if name not in fitting:
            raise self.wrong(where, self.unknown(name, of_command, fitting, keys))
        option = fitting[name].option
        given = self.given(option, where, value)
        if isinstance(value, dict):
            for inner, pair in zip(value, given, strict=True):
                self.check(option, (*where, inner), (pair,))
        self.check(option, where, given)
        return str(option.name), given

    def check(self, option: click.Option, where: tuple[str, ...], given: Any) -> None:
        """Raises `UsageError` by file and line where an option refuses a value."""
        try:
            option.process_value(self.ctx, given)
        except click.BadParameter as error:
            raise self.wrong(where, f"{'.'.join(where)}: {error.message}") from None

    def unknown(self, name: str, of_command: str | None, fitting: Iterable[str], keys: Mapping[str, Key]) -> str:
        """What to say of a key that is none, and which may have been meant."""
        said = f"unknown key {name!r}" + (f" in [{of_command}]" if of_command else "")
        if name in keys:
            return f"{said}: it stands in {' or '.join(f'[{command}]' for command in keys[name].commands)}"
        tables = [] if of_command else [name for name, one in self.commands.items() if isinstance(one, Configured)]
        meant = get_close_matches(name.replace("_", "-"), [*fitting, *tables], n=1, cutoff=_ALIKE)
        return f"{said}: did you mean {meant[0]!r}?" if meant else f"{said}; there are {', '.join(sorted(fitting))}"

    def given(self, option: click.Option, where: tuple[str, ...], value: object) -> Any:
        """A value as the command line would give it: texts, several of them where the option may be given again."""
        key = ".".join(where)
        if option.is_flag:
            if not isinstance(value, bool):
                raise self.wrong(where, f"{key} must be true or false, not {value!r}")
            return value
        if where[-1] in _TOGETHER.values():
            if not isinstance(value, dict):
                raise self.wrong(where, f'{key} must be a table, such as {key}.conflict = "warning"')
            return tuple(f"{name}={one}" for name, one in value.items())
        several = value if isinstance(value, list) else [value]
        odd = [one for one in several if isinstance(one, bool) or not isinstance(one, str | int | float)]
        if odd:
            raise self.wrong(where, f"{key} must be a text or a list of texts, not {odd[0]!r}")
        texts = [str(one) for one in several]
        if option.metavar in _PLACES:
            texts = [(self.path.parent / one).as_posix() if one != "-" else one for one in texts]
        return tuple(texts) if option.multiple else ",".join(texts)

    def wrong(self, where: tuple[str, ...], said: str) -> click.UsageError:
        """The error that names the file and the line of a key."""
        return click.UsageError(f"{self.path.as_posix()}:{line_of(self.text, where)}: {said}")


def line_of(text: str, where: tuple[str, ...]) -> int:
    r"""The line on which a key of a TOML text stands: the first after the longest beginning that lacks it.

    >>> line_of('# one\nlang = "fr"\n[levels]\nconflict = "note"\n', ("levels", "conflict"))
    4
    """
    import tomllib

    lines, before = text.splitlines(), 0
    for number in range(1, len(lines) + 1):
        try:
            table: Any = tomllib.loads("\n".join(lines[:number]))
        except tomllib.TOMLDecodeError:
            continue
        for name in where:
            table = table.get(name) if isinstance(table, dict) else None
        if table is not None:
            break
        before = number
    return min(before + 1, len(lines))
