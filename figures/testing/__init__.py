"""Hypothesis strategies: figures as people write them, each with what it says, to test whatever reads figures with.

>>> from hypothesis import find
>>> from figures.testing import counted
>>> find(counted("fr", style="words"), lambda found: found.value == 80)
Counted(text='Le port abrite quatre-vingts conteneurs.', value=Decimal('80'), noun='conteneurs')

Every strategy takes the code of a language and writes with the words of its pack, in sentences that are the pack's own
examples: a new language has them at once. Nothing else in `figures` imports this package; it needs Hypothesis, Babel and
num2words, which come with the extra `testing`. Hypothesis finds `figures.Document` and `figures.Claim` by themselves.
"""

from figures.testing.articles import Article, articles, claims, documents
from figures.testing.expressions import Counted, Hedged, Range, counted, hedged, ranges
from figures.testing.misses import KINDS, near_misses
from figures.testing.numerals import SEPARATORS, STYLES, Numeral, numerals

__all__ = [
    "KINDS",
    "SEPARATORS",
    "STYLES",
    "Article",
    "Counted",
    "Hedged",
    "Numeral",
    "Range",
    "articles",
    "claims",
    "counted",
    "documents",
    "hedged",
    "near_misses",
    "numerals",
    "ranges",
]
