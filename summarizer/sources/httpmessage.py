"""A stored HTTP response (RFC 9110, 9112) to its status, type and decoded body."""

from __future__ import annotations

import io
import re
import zlib
from dataclasses import dataclass

from summarizer.errors import MissingExtraError, SourceError, TooLargeError, UnsupportedMediaError
from summarizer.sources.inflate import gunzip

_LONGEST_LINE = 1 << 16
_MOST_LINES = 200
_STATUS_LINE = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})")
_CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")


@dataclass(frozen=True, slots=True)
class Message:
    """The head of a response."""

    status: int
    headers: dict[str, str]
    """By their names in lower case; of several with one name the first."""

    @property
    def media_type(self) -> str:
        """Media type without its parameters, in lower case."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


def parse_message(file: io.BufferedReader) -> Message | None:
    """Read the head of a response, and leave the stream at its body; None if it is no HTTP response."""
    status = _STATUS_LINE.match(file.readline(_LONGEST_LINE))
    headers: dict[str, str] = {}
    for _ in range(_MOST_LINES):
        line = file.readline(_LONGEST_LINE)
        if status is None or not line.strip():
            break
        name, _, value = line.decode("latin-1").partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    return None if status is None else Message(int(status[1]), headers)


def body_of(file: io.BufferedReader, message: Message, *, limit: int) -> bytes:
    """Return the body of a response, with its transfer and content codings undone.

    Raises TooLargeError over ``limit`` bytes before or after, SourceError for damaged data, UnsupportedMediaError for
    a coding that is not read, MissingExtraError for one that needs a package.
    """
    data = file.read(limit + 1)
    if len(data) > limit:
        raise TooLargeError(f"The page has more than {limit:,} bytes.")
    if "chunked" in message.headers.get("transfer-encoding", "").lower():
        data = _joined(data)
    coding = message.headers.get("content-encoding", "").strip().lower()
    whole = _decoded(data, coding, limit)
    if len(whole) > limit:
        raise TooLargeError(f"The page decompresses to more than {limit:,} bytes.")
    return whole


def _joined(data: bytes) -> bytes:
    """Join chunks; data that is not in chunks was stored joined, whatever its header says."""
    pieces, position = [], 0
    while found := _CHUNK_SIZE.match(data, position):
        size = int(found[1], 16)
        pieces.append(data[found.end() : found.end() + size])
        position = found.end() + size
        # A line break ends each chunk.
        position += 2 if data[position : position + 2] == b"\r\n" else 1
        if size == 0:
            break
    return b"".join(pieces) if pieces else data


def _decoded(data: bytes, coding: str, limit: int) -> bytes:
    if coding in ("gzip", "x-gzip"):
        # Some archives store the page decoded beside the header that says how it was sent.
        return gunzip(data, limit=limit) if data.startswith(b"\x1f\x8b") else data
    if coding == "deflate":
        return _deflated(data, limit)
    if coding == "br":
        return _brotli(data, limit)
    if coding == "zstd":
        return _zstandard(data, limit)
    if coding in ("", "identity"):
        return data
    raise UnsupportedMediaError(f"The page is stored in the coding {coding[:40]}, which is not read.")


def _deflated(data: bytes, limit: int) -> bytes:
    """Undo ``deflate``, which is zlib data by the standard and bare deflate data in some servers' reading of it."""
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        try:
            return zlib.decompressobj(bits).decompress(data, limit + 1)
        except zlib.error:
            continue
    raise SourceError("The compressed data is damaged.")


def _brotli(data: bytes, limit: int) -> bytes:
    try:
        import brotli
    except ImportError as error:
        raise MissingExtraError("Reading pages compressed with Brotli", "archive") from error
    try:
        return bytes(brotli.Decompressor().process(data, output_buffer_limit=limit + 1))
    except brotli.error as error:
        raise SourceError("The compressed data is damaged.") from error


def _zstandard(data: bytes, limit: int) -> bytes:
    try:
        import zstandard
    except ImportError as error:
        raise MissingExtraError("Reading pages compressed with Zstandard", "archive") from error
    try:
        return bytes(zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(data).read(limit + 1))
    except zstandard.ZstdError as error:
        raise SourceError("The compressed data is damaged.") from error
