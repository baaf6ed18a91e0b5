"""A run as what people hold in their hands: a report, a workbook, and tables for other programs.

One run, several renderings of the same rows under the same ids. `write_report` makes a folder of all of them,
`figures.reporting.terminal` a table for a screen, and `figures.reporting.frame` (alone in importing pandas) a frame.
"""

from figures.reporting.belongings import SkippedEntry, SourceEntry
from figures.reporting.folder import FILES, FOLDER, write_report

__all__ = ["FILES", "FOLDER", "SkippedEntry", "SourceEntry", "write_report"]
