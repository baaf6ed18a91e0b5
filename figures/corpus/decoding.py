"""Bytes to text: the byte-order mark, then strict UTF-8, then cp1252; what is none of them is binary."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from figures.corpus.outcome import NoticeReason, SkipReason

#: Byte-order marks, the longer ones first: that of UTF-32 LE begins with that of UTF-16 LE.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LEGACY = "cp1252"
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# Control characters that no text of an 8-bit encoding holds; tabs, feeds and returns are text.
_NOT_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_BEYOND_ASCII = re.compile("[^\x00-\x7f\N{REPLACEMENT CHARACTER}]")


class Decoded(NamedTuple):
    """A text without its byte-order mark, and a notice's reason and detail where it is not plain UTF-8."""

    text: str
    reason: NoticeReason | None = None
    detail: str = ""


class UndecodableError(ValueError):
    """These bytes are no text; `reason` is the slug of a skip, `detail` its particular."""

    def __init__(self, reason: SkipReason, detail: str = "") -> None:
        super().__init__(detail or reason)
        self.reason: SkipReason = reason
        self.detail = detail


def decode(data: bytes) -> Decoded:
    r"""The text of some bytes, line ends and all.

    A byte-order mark (UTF-8, UTF-16, UTF-32) is believed. Without one, bytes that are valid UTF-8 are UTF-8; others are
    cp1252, which holds Latin-1 as French and English texts use it, unless most of what lies beyond ASCII is
    valid UTF-8: that is a damaged UTF-8 file, read with U+FFFD for what cannot be decoded.

    Raises `UndecodableError` for binary content and for bytes that break the encoding their mark announces.

    >>> decode("1\u202f200 tonnes\r\n".encode("utf-8-sig"))
    Decoded(text='1\u202f200 tonnes\r\n', reason=None, detail='')
    >>> decode(b"d\xe9but")
    Decoded(text='début', reason='encoding', detail='cp1252')
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], name)
    if b"\x00" in data:
        raise UndecodableError("binary")
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _not_utf8(data, error.start)


def _marked(data: bytes, name: str) -> Decoded:
    try:
        return Decoded(data.decode(name))
    except UnicodeDecodeError as error:
        raise UndecodableError("bad-encoding", f"{name}, byte {error.start}") from None


def _not_utf8(data: bytes, first: int) -> Decoded:
    damaged = data.decode("utf-8", "replace")
    broken = damaged.count(_REPLACEMENT)
    if _NOT_TEXT.search(data) is None:
        if sum(1 for _ in _BEYOND_ASCII.finditer(damaged)) > broken:
            return Decoded(damaged, "encoding-broken", f"byte {first}")
        try:
            return Decoded(data.decode(_LEGACY), "encoding", _LEGACY)
        except UnicodeDecodeError:
            pass
    raise UndecodableError("binary")
