"""The HTML pages in a web archive (WARC 1.0 and 1.1, ISO 28500:2017), streamed.

Read here rather than with warcio, which reads lines of any length, takes a record that is cut short for a whole one,
and speaks on standard error.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

from summarizer.errors import SourceError, SummarizerError
from summarizer.settings import Settings
from summarizer.sources.entry import Entry, Place, Told
from summarizer.sources.httpmessage import body_of, parse_message
from summarizer.sources.slices import Slice

_LONGEST_LINE = 1 << 16
_MOST_LINES = 200
_PAGES = ("text/html", "application/xhtml+xml")
Headers = dict[str, str]


def read_warc(file: io.BufferedReader, place: Place, *, settings: Settings) -> Iterator[Entry]:
    """Yield an entry for each response of status 200 that is HTML; its id is the record's, without brackets.

    Redirects, errors, images, requests and revisits are passed over. Raises SourceError where the archive is damaged
    or ends too early.
    """
    number = 0
    while (headers := _headers(file)) is not None:
        number += 1
        length = headers.get("content-length", "")
        if not length.isdigit() or len(length) > 18:
            raise SourceError(f"{place} is damaged: record {number:,} does not say how long it is.")
        record = Slice(file, int(length))
        if headers.get("warc-type") == "response":
            entry = _entry(io.BufferedReader(record), headers, replace(place, position=number, format="warc"), settings)
            if entry is not None:
                yield entry
        record.drain()


def _headers(file: io.BufferedReader) -> Headers | None:
    """Return the next record's headers by their names in lower case, or None at the end."""
    line = b"\r\n"
    while line in (b"\r\n", b"\n"):
        line = file.readline(_LONGEST_LINE)
    if not line:
        return None
    if not line.startswith(b"WARC/"):
        raise SourceError("The web archive is damaged: a record starts like nothing that is known.")
    headers: Headers = {}
    for _ in range(_MOST_LINES):
        line = file.readline(_LONGEST_LINE)
        if line in (b"\r\n", b"\n"):
            return headers
        name, colon, value = line.decode("utf-8", "replace").partition(":")
        if not line.endswith(b"\n"):
            raise SourceError("The web archive ends too early, or is damaged.")
        if colon:
            headers[name.strip().lower()] = value.strip()
    raise SourceError(f"The web archive is damaged: a record has more than {_MOST_LINES} headers.")


def _entry(record: io.BufferedReader, headers: Headers, place: Place, settings: Settings) -> Entry | None:
    message = parse_message(record)
    if message is None or message.status != 200 or message.media_type not in _PAGES:
        return None
    identifier = headers.get("warc-record-id", "").strip("<>") or str(place)
    told = Told(url=headers.get("warc-target-uri", "").strip("<>") or None)
    try:
        body = body_of(record, message, limit=settings.max_bytes)
    except SummarizerError as error:
        return Entry(identifier, place, told=told, problem=error)
    return Entry(identifier, place, body, told=told, media_type=message.headers["content-type"])
