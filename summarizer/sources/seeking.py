"""A stream to one that can be read from its end, as zip and Parquet need."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from summarizer.errors import TooLargeError
from summarizer.settings import Settings

_MOST = 1 << 30
"""Bytes of an archive inside an archive, all of which lie in a temporary file while it is read."""
_STEP = 1 << 16


@contextmanager
def seekable(file: io.BufferedReader, settings: Settings) -> Iterator[io.BufferedReader]:
    """Give the file itself if it is seekable, else a temporary copy. Raises TooLargeError for a copy over 1 GiB."""
    if file.seekable():
        yield file
        return
    with tempfile.SpooledTemporaryFile(max_size=settings.max_bytes) as copy:
        size = 0
        while data := file.read1(_STEP):
            size += len(data)
            if size > _MOST:
                raise TooLargeError(f"The archive inside the archive has more than {_MOST:,} bytes.")
            copy.write(data)
        copy.seek(0)
        yield io.BufferedReader(copy, _STEP)
