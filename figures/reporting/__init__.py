"""A run as what people hold in their hands: a report, a workbook, and tables for other programs.

One run, several renderings of the same rows under the same ids. `write_report` makes a folder of all of them,
`figures.reporting.terminal` a table for a screen, and `figures.reporting.frame` (alone in importing pandas) a frame.
"""

from figures.reporting.belongings import SkippedEntry, SourceEntry
from figures.reporting.folder import ALL_FILES, FILES, FOLDER, FORMATS, MARKS, write_report

__all__ = ["ALL_FILES", "FILES", "FOLDER", "FORMATS", "MARKS", "SkippedEntry", "SourceEntry", "write_report"]
