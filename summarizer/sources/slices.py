"""A part of a stream as a stream of its own: a file in an archive, a record of one."""

from __future__ import annotations

import io
from typing import Any

from summarizer.errors import SourceError

_STEP = 1 << 16


class Slice(io.RawIOBase):
    """The next ``length`` bytes of a stream. Reading it raises SourceError where the stream ends before."""

    def __init__(self, file: io.BufferedIOBase, length: int) -> None:
        self._file = file
        self._left = length

    def readable(self) -> bool:
        """Return True, as io asks of a raw stream."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer as far as one read of the stream goes; 0 at the end."""
        if self._left == 0:
            return 0
        data = self._file.read1(min(len(buffer), self._left))
        if not data:
            raise SourceError("The archive ends too early.")
        self._left -= len(data)
        buffer[: len(data)] = data
        return len(data)

    def drain(self) -> None:
        """Read what is left of it, so that the stream stands behind it."""
        scrap = memoryview(bytearray(min(self._left, _STEP)))
        while self._left:
            self.readinto(scrap)
