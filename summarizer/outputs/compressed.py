"""JSON lines, compressed: the same lines make the same bytes, for no clock reading or file name is written."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from typing import BinaryIO

_GZIP_LEVEL = 6
_ZSTANDARD_LEVEL = 9


def write_gzip(lines: Iterable[bytes], file: BinaryIO) -> None:
    """Write lines as one gzip member (RFC 1952) without name or time."""
    with gzip.GzipFile(filename="", mode="wb", fileobj=file, compresslevel=_GZIP_LEVEL, mtime=0) as packed:
        packed.writelines(lines)


def write_zstandard(lines: Iterable[bytes], file: BinaryIO) -> None:
    """Write lines as one Zstandard frame (RFC 8878) with a checksum."""
    from zstandard import ZstdCompressor

    compressor = ZstdCompressor(level=_ZSTANDARD_LEVEL, write_checksum=True)
    with compressor.stream_writer(file, closefd=False) as packed:
        for line in lines:
            packed.write(line)
