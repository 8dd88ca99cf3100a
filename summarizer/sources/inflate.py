"""Decompression that stops: never more bytes out than were asked for, however little came in."""

from __future__ import annotations

import zlib

from summarizer.errors import SourceError, TooLargeError

_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS
_STEP = 1 << 16


class Inflater:
    """A stream of gzip (RFC 1952, members in a row too) or zlib (RFC 1950) data, bounded by ``limit`` bytes out."""

    def __init__(self, *, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self._stream = zlib.decompressobj(_GZIP_OR_ZLIB)

    @property
    def complete(self) -> bool:
        """Whether the data so far ends where a member ends."""
        return self._stream.eof

    def feed(self, data: bytes) -> bytes:
        """Return what the next bytes decompress to; raise :class:`TooLargeError` over the limit."""
        pieces: list[bytes] = []
        while data:
            if self._stream.eof:
                if not data.startswith(b"\x1f\x8b"):
                    break  # RFC 1952 allows padding after the last member.
                self._stream = zlib.decompressobj(_GZIP_OR_ZLIB)
            try:
                piece = self._stream.decompress(data, _STEP)
            except zlib.error as error:
                raise SourceError("The compressed data is damaged.") from error
            data = self._stream.unconsumed_tail or self._stream.unused_data
            self.size += len(piece)
            if self.size > self.limit:
                raise TooLargeError(f"The input decompresses to more than {self.limit:,} bytes.")
            pieces.append(piece)
        return b"".join(pieces)


def gunzip(data: bytes, *, limit: int) -> bytes:
    """Return what a gzip file holds.

    Raises :class:`TooLargeError` over ``limit`` bytes, :class:`SourceError` for damaged or cut-off data.
    """
    inflater = Inflater(limit=limit)
    whole = inflater.feed(data)
    if not inflater.complete:
        raise SourceError("The compressed file ends too early.")
    return whole
