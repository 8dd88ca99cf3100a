"""Bytes of any kind that is read, to an article. Each reader is imported when a file of its kind comes."""

from __future__ import annotations

import re

from summarizer.document import RawArticle
from summarizer.errors import TooLargeError, UnsupportedMediaError
from summarizer.settings import Settings
from summarizer.sources.encoding import decode
from summarizer.sources.html import read_html
from summarizer.sources.plain import read_text
from summarizer.sources.sniff import Kind, tell_kind

_CHARSET = re.compile(r"charset\s*=\s*\"?([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)


def read(
    data: bytes,
    *,
    settings: Settings,
    name: str | None = None,
    media_type: str | None = None,
    url: str | None = None,
) -> RawArticle:
    """Return the article in a file.

    The kind is told by content; ``name`` and ``media_type`` (with its charset) are hints. Raises
    :class:`TooLargeError` over ``settings``' limits, :class:`UnsupportedMediaError` for a kind that is not read,
    :class:`SourceError` for a broken file.
    """
    if len(data) > settings.max_bytes:
        raise TooLargeError(f"The input has {len(data):,} bytes; at most {settings.max_bytes:,} are read.")
    kind = tell_kind(data, name=name, media_type=media_type)
    if kind is Kind.GZIP:
        from summarizer.sources.inflate import gunzip

        data, name = gunzip(data, limit=settings.max_bytes), (name or "").removesuffix(".gz")
        kind = tell_kind(data, name=name)
        if kind is Kind.GZIP:
            raise UnsupportedMediaError("This is a compressed file inside a compressed file.")
    if kind is Kind.PDF:
        from summarizer.sources.pdf import read_pdf

        return read_pdf(data, settings=settings)
    if kind is Kind.DOCX:
        from summarizer.sources.docx import read_docx

        return read_docx(data, settings=settings)
    text = decode(data, charset=_charset(media_type), markup=kind is Kind.HTML)
    if kind is Kind.HTML:
        return read_html(text, settings=settings, url=url)
    if kind is Kind.MARKDOWN:
        from summarizer.sources.markdown import read_markdown

        return read_markdown(text, settings=settings)
    return read_text(text, settings=settings)


def _charset(media_type: str | None) -> str | None:
    found = _CHARSET.search(media_type or "")
    return found.group(1) if found else None
