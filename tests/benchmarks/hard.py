"""Texts that make a careless reader slow: one thing over and over.

What tries every end from every start takes four times as long for twice such a text.
"""

from __future__ import annotations

PIECES = {
    "digits": "7",
    "groups of digits": "000 ",
    "groups with no-break spaces": "000\N{NO-BREAK SPACE}",
    "figures between commas": "12, ",
    "figures between hyphens": "3-",
    "number words with hyphens": "vingt-trois-mille-",
    "number words with spaces": "deux cent mille ",
    "hedges": "environ plus de ",
    "figures and nouns without a stop": "12 bateaux et ",
    "sources without a stop": "selon le préfet ",
    "speakers without a stop": "12 selon lui, a déclaré le préfet, ",
    "open quotation marks": "« Il a dit 12 ",
    "open brackets": "(12 ",
    "spaces": " ",
    "one long word": "a",
}
_END = " 12 morts."


def hard(piece: str, size: int) -> str:
    """A text of `size` characters, one of the pieces over and over and a figure at the end.

    >>> hard("open brackets", 20)
    '(12 (12 (1 12 morts.'
    """
    text, room = PIECES[piece], size - len(_END)
    return (text * (room // len(text) + 1))[:room] + _END
