"""Which of the formats of archives a file has: told by its first bytes, and by its name where those do not tell."""

from __future__ import annotations

import re
from enum import Enum, auto
from pathlib import PurePath

from summarizer.sources.unpack import is_packed


class Format(Enum):
    """How the articles in a file are found."""

    PACKED = auto()
    ZIP = auto()
    TAR = auto()
    WARC = auto()
    PARQUET = auto()
    WXR = auto()
    FEED = auto()
    JSON_LINES = auto()
    JSON = auto()
    TABLE = auto()
    STORY = auto()
    ARTICLE = auto()


OPENING_BYTES = 1 << 13
"""Bytes by which a format is told: an export of WordPress begins with a comment of 2 KB."""
_TAR_MAGIC = slice(257, 262)
_BY_SUFFIX = {
    ".tar": Format.TAR,
    ".jsonl": Format.JSON_LINES,
    ".ndjson": Format.JSON_LINES,
    ".jl": Format.JSON_LINES,
    ".json": Format.JSON,
    ".csv": Format.TABLE,
    ".tsv": Format.TABLE,
    ".tab": Format.TABLE,
    ".story": Format.STORY,
}
_WXR = b"http://wordpress.org/export/"
_FEED = re.compile(rb"\s*<(?:\?xml|rss|feed|rdf:RDF|!--)", re.IGNORECASE)
_FEED_ROOT = re.compile(rb"<(?:rss|(?:\w+:)?feed|rdf:RDF)[\s>]", re.IGNORECASE)


def tell_format(opening: bytes, name: str) -> Format:
    """Return the format of a file from its first bytes and its name."""
    if is_packed(opening):
        return Format.PACKED
    if opening.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Format.ZIP
    if opening[_TAR_MAGIC] == b"ustar":
        return Format.TAR
    if opening.startswith(b"WARC/"):
        return Format.WARC
    if opening.startswith(b"PAR1"):
        return Format.PARQUET
    if _FEED.match(opening.removeprefix(b"\xef\xbb\xbf")) and (root := _FEED_ROOT.search(opening)):
        return Format.WXR if _WXR in opening[root.start() :] else Format.FEED
    return _BY_SUFFIX.get(PurePath(name).suffix.lower(), Format.ARTICLE)
