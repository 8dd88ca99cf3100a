"""JSON lines to entries: one record a line, a bad line costs itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from io import BufferedIOBase

from summarizer.errors import SourceError, TooLargeError
from summarizer.settings import Settings
from summarizer.sources.entry import Entry, Place
from summarizer.sources.recordfields import Fields, Record, is_ninjs

_STEP = 1 << 20


def read_json_lines(file: BufferedIOBase, place: Place, *, settings: Settings, fields: Fields) -> Iterator[Entry]:
    """Yield an entry for each line with anything in it."""
    number = 0
    while line := file.readline(settings.max_bytes + 1):
        number += 1
        here = replace(place, position=number, format="jsonl")
        if len(line) > settings.max_bytes and not line.endswith(b"\n"):
            yield Entry(str(here), here, problem=TooLargeError(f"{here} is over {settings.max_bytes:,} bytes."))
            _skip_line(file)
        elif line.strip():
            yield read_record(line, here, fields=fields)


def read_record(data: bytes, place: Place, *, fields: Fields) -> Entry:
    """Return the entry of one JSON object."""
    try:
        record = json.loads(data)
    except (ValueError, RecursionError) as error:
        return Entry(str(place), place, problem=SourceError(f"{place} is not valid JSON: {error}"))
    if not isinstance(record, dict):
        return Entry(str(place), place, problem=SourceError(f"{place} is not a JSON object."))
    return read_object(record, place, fields=fields)


def read_object(record: Record, place: Place, *, fields: Fields) -> Entry:
    """Return the entry of a record, whose place says whether it is a ninjs item."""
    return fields.entry(record, replace(place, format="ninjs") if is_ninjs(record) else place)


def _skip_line(file: BufferedIOBase) -> None:
    line = b" "
    while line and not line.endswith(b"\n"):
        line = file.readline(_STEP)
