"""Completion in the shells: the script is sourced for real, and what it offers is what the command takes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from figures.cli import main
from figures.cli.completion import SHELLS
from figures.reading.languages import pack_codes
from figures.reading.policies import POLICIES
from figures.reconciling.rules import RULES
from figures.wording import languages

BIN = str(Path(sys.executable).parent)
KINDS = {name for rule in RULES for name in (rule.kind, rule.rule_id)}

#: Words of a command line, and what is offered for the last of them.
OFFERS = [
    (["che"], {"check"}),
    (["comp"], {"completion"}),
    (["completion", ""], set(SHELLS)),
    (["check", "--fail"], {"--fail-on"}),
    (["check", "--fail-on", "conf"], {kind for kind in KINDS if kind.startswith("conf")}),
    (["check", "--fail-on", "error,not-in"], {"error,not-in-dossier"}),
    (["check", "--select", "unit"], {kind for kind in KINDS if kind.startswith("unit")}),
    (["check", "--level", "headl"], {"headline-mismatch="}),
    (["check", "--lang", ""], set(languages())),
    (["extract", "--language", ""], set(pack_codes())),
    (["extract", "--vague-policy", ""], set(POLICIES)),
    (["extract", "--format", "js"], {"jsonl"}),
    (["rules", "percent"], {kind for kind in KINDS if kind.startswith("percent")}),
]


def offered(words: list[str]) -> set[str]:
    """What the command offers a shell, without the kinds of the items."""
    line = {"COMP_WORDS": " ".join(["figures", *words[:-1], words[-1] or '""']), "COMP_CWORD": str(len(words))}
    environment = {**os.environ, **line, "_FIGURES_COMPLETE": "bash_complete"}
    done = subprocess.run([f"{BIN}/figures"], env=environment, capture_output=True, text=True, check=False)
    return {item.partition(",")[2] for item in done.stdout.splitlines()}


@pytest.mark.parametrize(("words", "expected"), OFFERS, ids=[" ".join(words) for words, _ in OFFERS])
def test_what_is_offered_is_what_the_command_takes(words: list[str], expected: set[str]) -> None:
    assert offered(words) == expected


def test_bash_completes_once_the_script_is_sourced(tmp_path: Path) -> None:
    if shutil.which("bash") is None:
        pytest.skip(reason="there is no bash on this machine")
    script = """
        eval "$(figures completion bash)"
        COMP_WORDS=(figures check --fail-on conf) COMP_CWORD=3
        _figures_completion figures
        printf '%s\\n' "${COMPREPLY[@]}"
        complete -p figures
    """
    environment = {**os.environ, "PATH": os.pathsep.join([BIN, os.environ["PATH"]])}
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    reply, registered = done.stdout.splitlines()
    assert reply == "conflict"
    assert registered.endswith("-F _figures_completion figures")
    assert done.stderr == ""


#: What another shell is given to do, and what it prints.
OTHERS = [
    ("fish", 'figures completion fish | source; complete -C "figures check --fail-on conf"', "conflict\n"),
    (
        "zsh",
        'autoload -Uz compinit; compinit -u -D; eval "$(figures completion zsh)"; echo ${_comps[figures]}',
        "_figures_completion\n",
    ),
]


@pytest.mark.parametrize(("shell", "script", "printed"), OTHERS)
def test_another_shell_takes_its_script(shell: str, script: str, printed: str, tmp_path: Path) -> None:
    if shutil.which(shell) is None:
        pytest.skip(reason=f"there is no {shell} on this machine")
    environment = {**os.environ, "PATH": os.pathsep.join([BIN, os.environ["PATH"]]), "HOME": str(tmp_path)}
    done = subprocess.run([shell, "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, printed), done.stderr


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_has_its_script(shell: str) -> None:
    result = CliRunner().invoke(main, ["completion", shell], catch_exceptions=False)
    assert result.exit_code == 0
    assert f"_FIGURES_COMPLETE={shell}_complete" in result.stdout


def test_a_shell_nobody_wrote_a_script_for_is_refused() -> None:
    result = CliRunner().invoke(main, ["completion", "tcsh"], catch_exceptions=False)
    assert result.exit_code == 2
    assert "tcsh" in result.stderr
