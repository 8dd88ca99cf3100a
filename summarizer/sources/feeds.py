"""The entries of an RSS or Atom file, whose bodies are fragments of HTML or text."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from summarizer.errors import MissingExtraError, SourceError
from summarizer.sources.entry import Entry, Form, Place, Told

_PLAIN = "text/plain"


def read_feed(data: bytes, place: Place) -> Iterator[Entry]:
    """Yield an entry for each item of a feed, with its full content where it has it, else its summary.

    Raises SourceError for a file that is no feed, MissingExtraError without feedparser.
    """
    try:
        import feedparser
    except ImportError as error:
        raise MissingExtraError("Reading RSS and Atom files", "archive") from error
    try:
        # A stream, since a str or bytes might be taken for an address or a path.
        feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:
        # It lets through whatever damaged markup trips in it: ValueError, UnicodeError, AssertionError and others.
        raise SourceError(f"{place} cannot be read as a feed: {error}") from error
    if not feed.entries and feed.bozo:
        raise SourceError(f"{place} cannot be read as a feed: {feed.get('bozo_exception')}")
    site = feed.feed.get("title") or None
    for number, item in enumerate(feed.entries, 1):
        yield _entry(item, replace(place, position=number, format="feed"), site)


def _entry(item: Any, place: Place, site: str | None) -> Entry:
    identifier = item.get("id") or item.get("link") or str(place)
    content = next(iter(item.get("content") or [item.get("summary_detail") or {}]))
    body = content.get("value") or ""
    if not body.strip():
        return Entry(identifier, place, problem=SourceError(f"{place} has no text."))
    form = Form.TEXT if content.get("type") == _PLAIN else Form.HTML
    told = Told(
        title=item.get("title") or None,
        published=item.get("published") or item.get("updated") or None,
        byline=item.get("author") or None,
        site=site,
        url=item.get("link") or None,
    )
    return Entry(identifier, place, body, form, told)
