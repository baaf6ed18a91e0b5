"""Files, folders and standard input to documents, with what was not read and why."""

from figures.corpus.load import load
from figures.corpus.outcome import Corpus, Notice, Skipped, Source
from figures.corpus.walk import printable

__all__ = ["Corpus", "Notice", "Skipped", "Source", "load", "printable"]
