"""The command line: each command a thin call of a public function."""

from figures.cli.program import main

__all__ = ["main"]
