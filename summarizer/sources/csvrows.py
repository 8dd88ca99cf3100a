"""The rows of a table in CSV (RFC 4180, and what spreadsheets make of it) or TSV to entries."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import Any

from summarizer.errors import SourceError, TooLargeError
from summarizer.settings import Settings
from summarizer.sources.encoding import tell_encoding
from summarizer.sources.entry import Entry, Place
from summarizer.sources.recordfields import Fields

_SAMPLE_BYTES = 1 << 16
_SEPARATORS = ",;\t|"


def read_rows(file: io.BufferedReader, place: Place, *, settings: Settings, fields: Fields) -> Iterator[Entry]:
    """Yield an entry for each row under the first, which names the columns.

    Raises SourceError where no column holds an article, TooLargeError for a line over the limit, after which no row
    can be told from the inside of a field.
    """
    # It holds for the whole process, whose other parts write CSV and do not read it; an article may pass its 128 KiB.
    csv.field_size_limit(settings.max_bytes)
    encoding = tell_encoding(file.peek(_SAMPLE_BYTES)[:_SAMPLE_BYTES])
    text = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
    try:
        lines = _lines(text, place, limit=settings.max_bytes)
        first = next(lines, "")
        rows = csv.reader(chain([first], lines), delimiter=max(_SEPARATORS, key=first.count))
        yield from _entries(rows, place, fields)
    finally:
        # Left attached, it would close the file when it goes.
        text.detach()


def _entries(rows: Any, place: Place, fields: Fields) -> Iterator[Entry]:
    try:
        header: list[str] = next(rows, [])
        fields.check(header, place)
        for number, row in enumerate(rows, 1):
            if any(row):
                here = replace(place, position=number, format="csv")
                yield fields.entry(dict(zip(header, row, strict=False)), here)
    except csv.Error as error:
        raise SourceError(f"{place} is damaged after line {rows.line_num:,}: {error}.") from error


def _lines(text: io.TextIOWrapper, place: Place, *, limit: int) -> Iterator[str]:
    while line := text.readline(limit + 1):
        if len(line) > limit:
            raise TooLargeError(f"{place} has a line of more than {limit:,} characters.")
        yield line
