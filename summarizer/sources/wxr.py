"""The posts and pages of a WordPress export (WXR 1.0 to 1.2, RSS with WordPress' own elements), streamed."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from summarizer.errors import SourceError
from summarizer.sources.entry import Entry, Form, Place, Told

_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_TYPES = ("post", "page")
_STEP = 1 << 16
_OPENING = 200
_CONTROLS = bytes((*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20)))
"""Bytes that XML 1.0 has no place for, and that editors paste into posts all the same."""
_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"'](?!utf-?8[\"'])", re.IGNORECASE)


def read_wxr(file: io.BufferedReader, place: Place) -> Iterator[Entry]:
    """Yield an entry for each published post and page with content: drafts, attachments and menus are passed over.

    Ids are the posts' numbers. No entity of the document is expanded and nothing outside of it is read. Raises
    SourceError where the XML is damaged or ends too early.
    """
    number = 0
    site: str | None = None
    items = etree.iterparse(
        _Cleaned(file), tag=("item", "{*}category", "{*}tag", "{*}author"), resolve_entities=False, load_dtd=False,
        no_network=True, huge_tree=False,
    )  # fmt: skip
    try:
        for _, element in items:
            parent = element.getparent()
            if element.tag == "item" and parent is not None:
                number += 1
                site = site or parent.findtext("title") or None
                entry = _entry(element, replace(place, position=number, format="wxr"), site)
                if entry is not None:
                    yield entry
                del parent[: parent.index(element)]
            if parent is None or parent.tag != "item":
                element.clear()
    except etree.XMLSyntaxError as error:
        raise SourceError(f"{place} is damaged or ends too early: {error.msg}") from error


def _entry(item: etree._Element, place: Place, site: str | None) -> Entry | None:
    found = {str(child.tag): child.text or "" for child in reversed(item)}
    own = {
        tag.partition("}")[2]: text for tag, text in found.items() if tag.startswith("{http://wordpress.org/export/")
    }
    content = found.get(_CONTENT, "")
    public = own.get("status") == "publish" and own.get("post_type") in _TYPES and not own.get("post_password")
    if not public or not content.strip():
        return None
    told = Told(
        title=found.get("title") or None,
        published=found.get("pubDate") or None,
        byline=found.get(_CREATOR) or None,
        site=site,
        url=found.get("link") or None,
    )
    return Entry(own.get("post_id") or found.get("guid") or str(place), place, content, Form.POST, told)


class _Cleaned:
    """A file without control bytes and, if it is in UTF-8, without bytes that are not."""

    def __init__(self, file: io.BufferedReader) -> None:
        self._file = file
        other = _ENCODING.match(file.peek(_OPENING)[:_OPENING])
        self._decoder = None if other else codecs.getincrementaldecoder("utf-8")("replace")

    def read(self, size: int = -1) -> bytes:
        while data := self._file.read1(_STEP):
            if self._decoder is not None:
                data = self._decoder.decode(data).encode()
            if clean := data.translate(None, _CONTROLS):
                return clean
        return b""
