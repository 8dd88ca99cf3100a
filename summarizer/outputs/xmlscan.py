"""XML cut into tags and what is between them as it streams by, byte for byte, without reading what it means.

Comments, CDATA sections, processing instructions and document type declarations are stepped over whole, so that what
looks like a tag in them is none. For encodings in which ASCII is ASCII, as UTF-8 and those of ISO 8859 are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import BinaryIO, NamedTuple

_STEP = 1 << 16
_TAG = re.compile(rb"<(?>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_DOCTYPE = re.compile(
    rb"<!DOCTYPE(?>(?:[^\[<>\"']|\"[^\"]*\"|'[^']*')*)"
    rb"(?:\[(?>(?:[^\]\"'<]|\"[^\"]*\"|'[^']*'|<!--.*?-->|<\?.*?\?>|<)*)\]\s*)?>",
    re.DOTALL,
)
_NAME = re.compile(rb"</?([^\s/>]+)")
_ENDINGS = ((b"<![CDATA[", b"]]>"), (b"<!--", b"-->"), (b"<?", b"?>"))
_LONGEST_TAG = 1 << 20
"""Bytes after which a tag that has not ended is none."""


class Kind(Enum):
    """What a token is."""

    START = auto()
    EMPTY = auto()
    END = auto()
    OTHER = auto()
    """Text, or a piece of it; a comment or the like, or a piece of one."""


class Token(NamedTuple):
    """Some bytes of a document."""

    kind: Kind
    data: bytes

    @property
    def name(self) -> bytes:
        """The name of a tag, with its prefix."""
        found = _NAME.match(self.data)
        return found[1] if found else b""


def tokens(file: BinaryIO) -> Iterator[Token]:
    """Yield a document token by token; their bytes, put together, are the file."""
    scanner = _Scanner(file)
    while scanner.more():
        if not scanner.begins(b"<"):
            yield from scanner.until(b"<", keep=True)
        elif ending := next((end for start, end in _ENDINGS if scanner.begins(start)), None):
            yield from scanner.until(ending)
        else:
            yield scanner.tag()


class _Scanner:
    """A file, and the bytes of it that are not yet given out: those of a buffer from a position on."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._buffer = b""
        self._position = 0

    def more(self) -> bool:
        """Whether there is anything left."""
        return self._left > 0 or self._read()

    def begins(self, start: bytes) -> bool:
        """Whether what is left begins so."""
        while self._left < len(start) and start.startswith(self._buffer[self._position :]) and self._read():
            pass
        return self._buffer.startswith(start, self._position)

    def until(self, ending: bytes, *, keep: bool = False) -> Iterator[Token]:
        """Give out what comes up to an ending and, unless that is to be kept, the ending; in pieces if it is long."""
        while (found := self._buffer.find(ending, self._position)) < 0:
            if self._left >= len(ending):
                yield self._give(len(self._buffer) - len(ending) + 1)
            if not self._read():
                if self._left:
                    yield self._give(len(self._buffer))
                return
        yield self._give(found if keep else found + len(ending))

    def tag(self) -> Token:
        """Give out a tag, or a document type declaration; what never ends is given out as text."""
        pattern = _DOCTYPE if self.begins(b"<!DOCTYPE") else _TAG
        while not (found := pattern.match(self._buffer, self._position)):
            if self._left > _LONGEST_TAG or not self._read():
                return self._give(self._position + 1)
        kind = Kind.START
        if pattern is _DOCTYPE:
            kind = Kind.OTHER
        elif found[0].startswith(b"</"):
            kind = Kind.END
        elif found[0].endswith(b"/>"):
            kind = Kind.EMPTY
        return self._give(found.end(), kind)

    @property
    def _left(self) -> int:
        return len(self._buffer) - self._position

    def _give(self, end: int, kind: Kind = Kind.OTHER) -> Token:
        start, self._position = self._position, end
        return Token(kind, self._buffer[start:end])

    def _read(self) -> bool:
        data = self._file.read(_STEP)
        self._buffer, self._position = self._buffer[self._position :] + data, 0
        return bool(data)
