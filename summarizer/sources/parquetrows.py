"""The rows of a Parquet file to entries, a few at a time."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Any

from summarizer.errors import MissingExtraError, SourceError
from summarizer.sources.entry import Entry, Place
from summarizer.sources.metering import Meter
from summarizer.sources.recordfields import Fields

_BUFFER = 1 << 20
_ROWS = 32
"""Rows in memory at a time, each of which may be as long as the longest article."""


def read_parquet(file: IO[bytes], place: Place, *, meter: Meter, fields: Fields) -> Iterator[Entry]:
    """Yield an entry for each row; only the columns that an entry is made of are read.

    Raises SourceError for a damaged file and where no column holds an article, TooLargeError over the meter's limits,
    and MissingExtraError without pyarrow.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtraError("Reading Parquet files", "archive") from error
    try:
        # The buffer keeps a group of rows, which may be all of the file, from being read at once.
        table = parquet.ParquetFile(file, buffer_size=_BUFFER, pre_buffer=False)
        names = table.schema_arrow.names
        fields.check(names, place)
        columns = [name for name in names if fields.wants(name)]
        size = file.seek(0, io.SEEK_END)
        _measure(table.metadata, size, meter)
        number = unpacked = 0
        for batch in table.iter_batches(batch_size=_ROWS, columns=columns, use_threads=False):
            meter.count(batch.nbytes)
            unpacked += batch.nbytes
            meter.weigh(packed=size, unpacked=unpacked)  # of a dictionary, a group says its size but once
            for record in batch.to_pylist():
                number += 1
                yield fields.entry(record, replace(place, position=number, format="parquet"))
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise SourceError(f"{place} cannot be read as Parquet: {error}") from error


def _measure(metadata: Any, size: int, meter: Meter) -> None:
    """Weigh what the groups of rows say that they decompress to.

    The columns of a group would say it more nearly, but asking a damaged file for one ends the whole process: pyarrow
    (26.0) does not catch there what its own library throws.
    """
    unpacked = sum(metadata.row_group(number).total_byte_size for number in range(metadata.num_row_groups))
    meter.weigh(packed=size, unpacked=unpacked)
