"""What the options of a command ask of a run over texts: the run, and the line that makes it again."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from figures.cli.options import Ledgers

if TYPE_CHECKING:
    from decimal import Decimal

    from figures.cli.session import Session
    from figures.corpus import Corpus
    from figures.model import Reconciliation


@dataclass(frozen=True, slots=True)
class Asked:
    """The options that decide what a run over texts finds, as they were given."""

    lang: str | None
    language: str | None
    vague_policy: str
    aliases: tuple[str, ...]
    concepts: tuple[str, ...]
    tolerance: Decimal
    levels: Mapping[str, str]
    select: tuple[str, ...] | None
    ignore: tuple[str, ...] | None
    decisions: Ledgers
    thresholds: tuple[str, ...] = ()

    def run(self, paths: Sequence[str]) -> tuple[Session, Reconciliation]:
        """The texts of some paths, read, and what came of them; what was not read is told on standard error."""
        from figures.cli.session import loaded

        read = self.read(loaded(paths, language=self.language))
        return read, self.reconciled(read)

    def read(self, corpus: Corpus) -> Session:
        """The texts of a corpus, read; what was not read is told on standard error."""
        from figures.cli.session import session_of

        return session_of(
            corpus, lang=self.lang, vague_policy=self.vague_policy, aliases=self.aliases, concepts=self.concepts,
            tolerance=self.tolerance, levels=self.levels,
        )  # fmt: skip

    def reconciled(self, read: Session) -> Reconciliation:
        """What came of the texts of a session."""
        return read.reconciled(
            select=self.select,
            ignore=self.ignore,
            decisions=self.decisions.decisions,
            thresholds=self.thresholds,
        )

    def line(self, command: str, paths: Sequence[str], more: Mapping[str, str | None]) -> str:
        """The line that makes this run, without the folder it happens to be written into; `more` are further options."""
        from figures.corpus import printable

        policy = self.vague_policy if self.vague_policy != "ccc" else None
        given = {"--lang": self.lang, "--language": self.language, "--vague-policy": policy}
        given |= {"--tolerance": str(self.tolerance) if self.tolerance else None}
        given |= {name: ",".join(kinds) for name, kinds in (("--select", self.select), ("--ignore", self.ignore)) if kinds}
        graded = [f"{kind}={level}" for kind, level in self.levels.items()]
        again = {
            "--aliases": self.aliases,
            "--concepts": self.concepts,
            "--level": graded,
            "--decisions": self.decisions.paths,
            "--threshold": self.thresholds,
        }
        words = ["figures", command, *map(printable, paths)]
        words += [word for option, value in (given | dict(more)).items() if value is not None for word in (option, value)]
        words += [word for option, values in again.items() for value in values for word in (option, printable(value))]
        return shlex.join(words)
