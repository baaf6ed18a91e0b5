"""Decisions of people as a file that is kept beside the texts: read, written, and held against those of another coder."""

from figures.reviewing.agreement import Agreement, agreement, kappa
from figures.reviewing.ledger import LedgerError, ledger_lines, read_ledger
from figures.reviewing.merging import Difference, Taken, differences, together, unite

__all__ = [
    "Agreement",
    "Difference",
    "LedgerError",
    "Taken",
    "agreement",
    "differences",
    "kappa",
    "ledger_lines",
    "read_ledger",
    "together",
    "unite",
]
