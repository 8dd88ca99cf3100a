"""The file that results are appended to as they come; the ledger says where each lies.

What stands behind the last byte that the ledger knows of was never promised, and is cut off when a run begins.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Self

HEAD = b'{"id":'
_UNNAMED = HEAD + b"null"


class Spool:
    """An append-only file of JSON lines whose ids are left open: equal articles share a line."""

    def __init__(self, path: Path, *, length: int) -> None:
        """Open the spool, cut to the ``length`` in bytes that the ledger answers for."""
        self._file = path.open("ab")
        self._file.truncate(length)
        self.length = length

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def append(self, tail: bytes) -> int:
        """Append a line given from behind its id, and return the offset of that part."""
        offset = self.length + len(_UNNAMED)
        self._file.write(_UNNAMED)
        self._file.write(tail)
        self.length = offset + len(tail)
        return offset

    def sync(self) -> None:
        """Return when all that was appended is on the disk."""
        self._file.flush()
        os.fsync(self._file.fileno())
