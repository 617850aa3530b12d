"""A body as it comes off the wire, unpacked piece by piece and never beyond its limit."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

ACCEPTED = "gzip, deflate"
"""For the ``Accept-Encoding`` header: what :func:`unpack` can undo."""

_GZIP_OR_ZLIB = 47
_RAW = -15
_MOST_MEMBERS = 100
"""Parts a gzip stream may be put together from; each costs time however little it holds."""
_GZIP_MARK = b"\x1f\x8b"


class TooLargeError(ValueError):
    """A body goes beyond its limit; ``packed`` tells whether only once unpacked."""

    def __init__(self, *, packed: bool) -> None:
        super().__init__("the body is too large")
        self.packed = packed


class PackingError(ValueError):
    """A body is packed in an unknown way, or wrongly."""


class CutShortError(ValueError):
    """A packed body ends too early."""


def unpack(chunks: Iterable[bytes], encoding: str, largest: int, *, cut: bool = False) -> bytes:
    """The whole body, or with ``cut`` its first ``largest`` bytes. ``encoding`` is the ``Content-Encoding``.

    Raises ``TooLargeError`` as soon as more than ``largest`` bytes have come or been unpacked,
    ``PackingError`` and ``CutShortError``.
    """
    codings = [part.strip().lower() for part in encoding.split(",") if part.strip(" ,")]
    codings = [coding for coding in codings if coding != "identity"]
    if codings and codings not in (["gzip"], ["x-gzip"], ["deflate"]):
        raise PackingError(", ".join(codings)[:60])
    inflater = _Inflater(raw=codings == ["deflate"]) if codings else None
    body, received = bytearray(), 0
    for chunk in chunks:
        received += len(chunk)
        if received > largest and (inflater or not cut):
            if cut:
                return bytes(body)
            raise TooLargeError(packed=False)
        body += inflater.feed(chunk, largest + 1 - len(body)) if inflater else chunk
        if len(body) > largest:
            if cut:
                return bytes(body[:largest])
            raise TooLargeError(packed=True)
    if inflater and received and not inflater.finished:
        msg = "the packed body ends too early"
        raise CutShortError(msg)
    return bytes(body)


class _Inflater:
    """Undoes gzip and both things that are called deflate (RFC 9110, 8.4.1.2)."""

    def __init__(self, *, raw: bool) -> None:
        self._may_be_raw = raw
        self._members = 1
        self._inner = zlib.decompressobj(_GZIP_OR_ZLIB)

    @property
    def finished(self) -> bool:
        """Whether the end mark of the packed data has come."""
        return self._inner.eof

    def feed(self, chunk: bytes, room: int) -> bytes:
        """What a piece unpacks to, at most ``room`` bytes of it."""
        found = bytearray()
        while chunk and len(found) < room:
            if self._inner.eof and not self._next_member(chunk):
                break
            found += self._decompress(chunk, room - len(found))
            chunk = self._inner.unused_data if self._inner.eof else self._inner.unconsumed_tail
        return bytes(found)

    def _decompress(self, chunk: bytes, room: int) -> bytes:
        try:
            found = self._inner.decompress(chunk, room)
        except zlib.error as error:
            if not self._may_be_raw:
                msg = "it is damaged"
                raise PackingError(msg) from error
            self._may_be_raw = False
            self._inner = zlib.decompressobj(_RAW)
            return self._decompress(chunk, room)
        self._may_be_raw = self._may_be_raw and not found
        return found

    def _next_member(self, chunk: bytes) -> bool:
        """Begin the next part of a stream of several; anything else behind the end is passed over."""
        if not chunk.startswith(_GZIP_MARK):
            return False
        self._members += 1
        if self._members > _MOST_MEMBERS:
            msg = "in too many parts"
            raise PackingError(msg)
        self._inner = zlib.decompressobj(_GZIP_OR_ZLIB)
        return True
