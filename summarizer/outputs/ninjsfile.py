"""A file of ninjs items written back: JSON or JSON lines, copied byte by byte as far as nothing is set in an item."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from summarizer.errors import SourceError
from summarizer.outputs.filled import Filled
from summarizer.outputs.jsonedit import element_spans, members_of, replaced, with_members
from summarizer.outputs.ninjs import additions
from summarizer.sources.jsonvalues import Part, json_parts, wrapped
from summarizer.sources.recordfields import is_ninjs

_MARK = b"\xef\xbb\xbf"
_STEP = 1 << 20


def write_json(
    source: io.BufferedReader, target: BinaryIO, results: Iterable[Filled], *, limit: int, overwrite: bool
) -> None:
    """Copy a JSON file with the results set in the records at their positions; ``limit`` is bytes of a record."""
    waiting = _Waiting(results, overwrite=overwrite)
    number = copied = 0
    try:
        for part, data in json_parts(source, limit=limit):
            if part is Part.BETWEEN:
                target.write(data)
            elif part is Part.OBJECT:
                inner = wrapped(data)
                target.write(
                    waiting.filled(data, number + 1) if inner is None else _inner(data, inner[0], number, waiting)
                )
                number += 1 if inner is None else len(inner[1])
            else:
                number += 1
            if part in (Part.BETWEEN, Part.OBJECT):
                copied += len(data)
    except SourceError:
        pass  # the run has named the damage as a problem of its own
    source.seek(copied)
    shutil.copyfileobj(source, target)


def write_lines(
    source: io.BufferedReader, target: BinaryIO, results: Iterable[Filled], *, limit: int, overwrite: bool
) -> None:
    """Copy a file of JSON lines with the results set in the records at their positions."""
    waiting = _Waiting(results, overwrite=overwrite)
    number = 0
    while line := source.readline(limit + 1):
        number += 1
        if len(line) > limit and not line.endswith(b"\n"):
            target.write(line)
            while line and not line.endswith(b"\n"):
                line = source.readline(_STEP)
                target.write(line)
        else:
            target.write(waiting.filled(line, number))


class _Waiting:
    """The results that are still to be set, in the order of their positions."""

    def __init__(self, results: Iterable[Filled], *, overwrite: bool) -> None:
        self._results: Iterator[Filled] = iter(results)
        self._next = next(self._results, None)
        self._overwrite = overwrite

    def filled(self, data: bytes, number: int) -> bytes:
        """Return the bytes of the record at a position, with its result set if there is one."""
        if (found := self._take(number)) is None:
            return data
        mark = _MARK if data.startswith(_MARK) else b""
        text = data[len(mark) :].decode()
        item = json.loads(text)
        said = additions(item, found.record, overwrite=self._overwrite) if is_ninjs(item) else {}
        return mark + with_members(text, said).encode("utf-8", "backslashreplace") if said else data

    def _take(self, number: int) -> Filled | None:
        while self._next is not None and self._next.position < number:
            self._next = next(self._results, None)
        return self._next if self._next is not None and self._next.position == number else None


def _inner(data: bytes, name: str, number: int, waiting: _Waiting) -> bytes:
    """Fill the records in a list of an object, of which the first has the position after ``number``."""
    text = data.decode()
    spans = element_spans(text, members_of(text).spans[name])
    filled = [
        (span, waiting.filled(text[span.start : span.end].encode(), place).decode())
        for place, span in enumerate(spans, start=number + 1)
    ]
    return replaced(text, filled).encode()
