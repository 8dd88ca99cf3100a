"""A JSON file cut into records as it streams by: the objects of its arrays, or objects one after another.

Only brackets and quotation marks are looked at, so that a record that is no JSON, too long or nested too deeply costs
itself, and memory holds one record at a time.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from enum import Enum, auto

from summarizer.errors import SourceError, TooLargeError
from summarizer.settings import Settings
from summarizer.sources.entry import Entry, Place
from summarizer.sources.jsonlines import read_object, read_record
from summarizer.sources.recordfields import Fields, Record, has_content

_STEP = 1 << 16
_OUTSIDE = re.compile(rb'[^"\[\]{}]++|["\[\]{}]')
_INSIDE = re.compile(rb'(?>(?:[^"\\]++|\\.)*)("?)', re.DOTALL)
_SEPARATORS = re.compile(rb"[\s,\x1e]+")
"""Between records: white space, commas, and the separator of JSON text sequences (RFC 7464)."""
_SCALAR = re.compile(rb"-?[\d.eE+-]+|[truefalsn]{1,5}")
"""A number or word of JSON, or the part of one in a step."""
_LISTS = ("items", "articles", "documents", "posts", "stories", "records", "results", "data")
"""Names under which an object holds its records: JSON Feed 1.1, the common news interfaces' answers."""


def read_json(file: io.BufferedIOBase, place: Place, *, settings: Settings, fields: Fields) -> Iterator[Entry]:
    """Yield an entry for each object. Of an object that is no article itself, the list of objects in it is read.

    Raises SourceError where the file ends inside a record, and at what cannot be JSON.
    """
    number = 0
    for part, data in json_parts(file, limit=settings.max_bytes):
        if part is Part.BETWEEN:
            continue
        inner = wrapped(data)
        for record in [None] if inner is None else inner[1]:
            number += 1
            here = replace(place, position=number, format="json")
            if part is Part.OVERLONG:
                yield Entry(str(here), here, problem=TooLargeError(f"{here} is over {settings.max_bytes:,} bytes."))
            else:
                yield (
                    read_record(data, here, fields=fields)
                    if record is None
                    else read_object(record, here, fields=fields)
                )


def wrapped(data: bytes) -> tuple[str, list[Record]] | None:
    """Return the records that an answer of an interface wraps, and their name in it; None if it is itself a record."""
    if not any(b'"%b"' % name.encode() in data for name in _LISTS):
        return None
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict) or has_content(value):
        return None
    lists = ((name, found) for name in _LISTS if isinstance(found := value.get(name), list) and found)
    return next((pair for pair in lists if all(isinstance(record, dict) for record in pair[1])), None)


class Part(Enum):
    """What a part of a JSON file is."""

    OBJECT = auto()
    """An object, whole."""
    SCALAR = auto()
    """A value outside of objects, which stands in the part between them before."""
    OVERLONG = auto()
    """Nothing: an object over the limit ended here, which came in parts between."""
    BETWEEN = auto()
    """What stands between objects, or a piece of one over the limit."""


def json_parts(file: io.BufferedIOBase, *, limit: int) -> Iterator[tuple[Part, bytes]]:
    """Yield a file part by part; scalars apart, the parts put together are the file. ``limit`` is bytes of an object.

    Raises SourceError where the file ends inside an object, and at what cannot be JSON.
    """
    value = bytearray()
    size = depth = 0
    for kind, piece in _pieces(file):
        if size == 0:
            if kind is _Piece.PLAIN or piece in (b"[", b"]"):
                yield Part.BETWEEN, piece
            if kind is _Piece.PLAIN:
                yield from ((Part.SCALAR, word) for word in _scalars(piece))
            elif piece == b"}":
                raise SourceError("The JSON is damaged: it closes what was not opened.")
            if kind is _Piece.PLAIN or piece in (b"[", b"]"):
                continue
        size += len(piece)
        value += piece
        if size > limit:
            yield Part.BETWEEN, bytes(value)
            value.clear()
        depth += (kind is _Piece.OPEN) - (kind is _Piece.CLOSE)
        if depth == 0 and kind is not _Piece.STRING:
            yield (Part.OBJECT, bytes(value)) if size <= limit else (Part.OVERLONG, b"")
            value.clear()
            size = 0
    if size:
        raise SourceError("The JSON ends inside a record.")


class _Piece(Enum):
    OPEN = auto()
    CLOSE = auto()
    STRING = auto()
    STRING_END = auto()
    PLAIN = auto()


_KINDS = {b"{": _Piece.OPEN, b"[": _Piece.OPEN, b"}": _Piece.CLOSE, b"]": _Piece.CLOSE, b'"': _Piece.STRING}


def _pieces(file: io.BufferedIOBase) -> Iterator[tuple[_Piece, bytes]]:
    """Yield a file piece by piece: a bracket, a part of a string, or what has neither."""
    in_string = False
    rest = b""
    while chunk := file.read1(_STEP):
        chunk = rest + chunk
        # A backslash at the end belongs to a byte that has not come yet, unless it is itself escaped.
        rest = chunk[-1:] if (len(chunk) - len(chunk.rstrip(b"\\"))) % 2 else b""
        position, end = 0, len(chunk) - len(rest)
        while position < end:
            if in_string:
                found = _INSIDE.match(chunk, position, end)
                in_string = not (found and found[1])
                kind = _Piece.STRING if in_string else _Piece.STRING_END
            else:
                found = _OUTSIDE.match(chunk, position, end)
                kind = _KINDS.get(found[0], _Piece.PLAIN) if found else _Piece.PLAIN
                in_string = kind is _Piece.STRING
            piece = found[0] if found else chunk[position:end]
            yield kind, piece
            position += len(piece)


def _scalars(between: bytes) -> Iterator[bytes]:
    for word in _SEPARATORS.split(between.removeprefix(b"\xef\xbb\xbf")):
        if word and not _SCALAR.fullmatch(word):
            raise SourceError("This is not JSON, although its name says so.")
        if word:
            yield word
