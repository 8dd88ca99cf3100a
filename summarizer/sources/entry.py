"""One article of an archive on its way to a worker: its content not yet parsed, and what its record says of it."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from summarizer.document import RawArticle
from summarizer.errors import SummarizerError
from summarizer.settings import Settings

_SURROGATE = re.compile("[\ud800-\udfff]")


class Form(StrEnum):
    """How the content of an entry is read."""

    TEXT = "text"
    """A str of plain text."""
    HTML = "html"
    """A str of HTML, a whole page or a fragment."""
    POST = "post"
    """A str of HTML as WordPress keeps it, with blank lines between paragraphs and codes in brackets."""
    FILE = "file"
    """The bytes of a file, whose kind is told from them."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a record says of its article, as it says it; None where it says nothing."""

    title: str | None = None
    language: str | None = None
    published: str | None = None
    byline: str | None = None
    site: str | None = None
    url: str | None = None


_all_of = attrgetter(*(field.name for field in fields(Told)))


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article stands: enough to find it again when its source is written back. Its str is an id."""

    source: str
    """Path of the source file on disk."""
    name: str
    """The source's name in ids, with the names of the files inside it that lead there if it is a container."""
    position: int | None = None
    """Number of the record in that file, from 1; None if the file is one article."""
    format: str = "file"
    """How the file is read: file, story, jsonl, json, ninjs, csv, parquet, feed, wxr or warc."""

    def __str__(self) -> str:
        return self.name if self.position is None else f"{self.name}:{self.position}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of an archive, or the reason why it cannot be read. It travels between processes."""

    id: str
    """The record's own, or its place; no two entries of a walk have the same."""
    place: Place
    content: str | bytes = ""
    """Bytes for the form ``file``, else a str."""
    form: Form = Form.FILE
    told: Told = Told()
    name: str | None = None
    """File name of the form ``file``, a hint of its kind."""
    media_type: str | None = None
    """Media type and charset of the form ``file``, if a header told them."""
    problem: SummarizerError | None = None
    """Why there is no content; None if there is."""

    @property
    def sha256(self) -> str:
        """SHA-256, hexadecimal, of content, form and what the record says, all that a summary is made from."""
        content = self.content if isinstance(self.content, bytes) else self.content.encode("utf-8", "surrogatepass")
        described = json.dumps([self.form, self.name, self.media_type, *_all_of(self.told), str(self.problem or "")])
        digest = hashlib.sha256(f"{len(content)}\n{described}\n".encode())
        digest.update(content)
        return digest.hexdigest()


def escaped(name: str) -> str:
    """Return a name without lone surrogates, which JSON cannot carry: the bytes that they stand for as ``%FF``."""
    return name if name.isascii() else _SURROGATE.sub(_as_percent, name)


def _as_percent(found: re.Match[str]) -> str:
    code = ord(found[0])
    # Python keeps the byte of a name that is not UTF-8 in the last half of these (PEP 383, 2009).
    data = bytes([code - 0xDC00]) if 0xDC80 <= code <= 0xDCFF else found[0].encode("utf-8", "surrogatepass")
    return "".join(f"%{byte:02X}" for byte in data)


class ReadEntry(NamedTuple):
    """What a summarizer takes: the article, and the title and language that its record gives it."""

    article: RawArticle
    title: str | None
    language: str | None


def read_entry(entry: Entry, settings: Settings) -> ReadEntry:
    """Read the article of an entry: where decoding, HTML extraction and all other parsing happens.

    Raises the entry's problem if it has one, and SourceError or a kind of it for an article that cannot be read.
    """
    if entry.problem is not None:
        raise entry.problem
    told = entry.told
    article = _article(entry, settings)
    if told.published:
        from summarizer.sources.metadata import as_datetime

        published = as_datetime(told.published) or article.published
    else:
        published = article.published
    described = replace(
        article,
        byline=told.byline or article.byline,
        published=published,
        site=told.site or article.site,
        url=told.url or article.url,
    )
    return ReadEntry(described, told.title, told.language)


def _article(entry: Entry, settings: Settings) -> RawArticle:
    from summarizer.sources.html import read_html
    from summarizer.sources.plain import read_text
    from summarizer.sources.reading import read

    if isinstance(entry.content, bytes):
        return read(entry.content, settings=settings, name=entry.name, media_type=entry.media_type, url=entry.told.url)
    if entry.form is Form.POST:
        from summarizer.sources.wordpress import as_html

        return read_html(as_html(entry.content), settings=settings, url=entry.told.url, fragment=True)
    if entry.form is Form.HTML:
        return read_html(entry.content, settings=settings, url=entry.told.url)
    return read_text(entry.content, settings=settings)
