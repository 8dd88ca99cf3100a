"""An item of a WordPress export with the summary of its article set in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape, unescape
from typing import NamedTuple

from summarizer.outputs.filled import Filled
from summarizer.outputs.xmlscan import Kind, Token

PREFIX = "_newsroom_"
"""What the names of our custom fields begin with."""
_EXPORT = "http://wordpress.org/export/"
_EXCERPT = "/excerpt/"
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_MARKED = re.compile(r"<!\[CDATA\[.*?\]\]>|<!--.*?-->", re.DOTALL)
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What has no place in XML 1.0, not even as a reference (section 2.2, Char)."""
_UNICODE = frozenset({"utf-8", "utf8"})


@dataclass(frozen=True, slots=True)
class Names:
    """How a document names things: prefixes of its namespaces, and its encoding."""

    wp: str | None = None
    excerpt: str | None = None
    encoding: str = "utf-8"

    def in_encoding(self, encoding: str) -> Names:
        """Return the names of a document that declares an encoding."""
        return replace(self, encoding=encoding.lower())

    def with_declared(self, declared: Iterable[tuple[str, str]]) -> Names:
        """Return these names with the prefixes that a tag declares."""
        found = self
        for prefix, address in declared:
            if address.startswith(_EXPORT):
                found = replace(found, **{"excerpt" if address.endswith(_EXCERPT) else "wp": prefix})
        return found

    def element(self, own: str | None, name: str, inner: str) -> str:
        """Return an element of ours, which declares its prefix where the document does not."""
        if own is not None:
            return f"<{own}:{name}>{inner}</{own}:{name}>"
        excerpt = name == "encoded"
        prefix, address = ("excerpt", f"{_EXPORT}1.2{_EXCERPT}") if excerpt else ("wp", f"{_EXPORT}1.2/")
        return f'<{prefix}:{name} xmlns:{prefix}="{address}">{inner}</{prefix}:{name}>'

    def quoted(self, text: str) -> str:
        """Return text as it stands in an element: as WordPress itself writes it, in CDATA, if the encoding has it."""
        text = _NOT_IN_XML.sub("", text)
        if self.encoding in _UNICODE:
            return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"
        return escape(text, quote=False)

    def encoded(self, text: str) -> bytes:
        """Return text in the encoding; of another than UTF-8 only ASCII, and references to all that is not."""
        if self.encoding in _UNICODE:
            return text.encode()
        return text.encode("ascii", "xmlcharrefreplace")


class _Child(NamedTuple):
    """An element right under an item: its name, its tokens' places, and what stands in it."""

    name: str
    start: int
    end: int
    inner: str


def filled(item: Sequence[Token], found: Filled, names: Names, *, overwrite: bool) -> list[bytes]:
    """Return the bytes of an item with a summary in it, or as they are if the item is not the summary's.

    ``item`` is its tokens, from its first tag to its last.
    """
    children = list(_children(item, names.encoding))
    pieces = [token.data for token in item]
    if not _is_of(children, found, names):
        return pieces
    excerpts = [child for child in children if names.excerpt and child.name == f"{names.excerpt}:encoded"]
    for child in children:
        if child.name == f"{names.wp}:postmeta" and _is_ours(child, names):
            start = child.start - (child.start > 1 and not pieces[child.start - 1].strip())
            pieces[start : child.end] = [b""] * (child.end - start)
    excerpt = names.element(
        names.excerpt, "encoded", names.quoted(escape(found.record["summary"]["text"], quote=False))
    )
    added = [names.element(names.wp, "postmeta", inner) for inner in _fields(found, names)]
    if not excerpts:
        added.insert(0, excerpt)
    elif overwrite or not any(_words(child.inner) for child in excerpts):
        first = excerpts[0]
        pieces[first.start : first.end] = [names.encoded(excerpt), *[b""] * (first.end - first.start - 1)]
    before = pieces[children[0].start - 1] if children and children[0].start > 1 else b""
    indent = before if not before.strip() else b""
    last = len(pieces) - 2 if len(pieces) > 2 and pieces[-2] and not pieces[-2].strip() else len(pieces) - 1
    return [*pieces[:last], *(indent + names.encoded(element) for element in added), *pieces[last:]]


def _fields(found: Filled, names: Names) -> Iterator[str]:
    """Yield what stands in each of our custom fields."""
    record = found.record
    values = {
        "headline": record["headline"]["text"],
        "summary": record["summary"]["text"],
        "highlights": json.dumps([each["text"] for each in record["highlights"]], ensure_ascii=False),
        "digital_source_type": record["digital_source_type"],
    }
    for name, value in values.items():
        if value is not None:
            key = names.element(names.wp, "meta_key", names.quoted(PREFIX + name))
            yield key + names.element(names.wp, "meta_value", names.quoted(value))


def _children(item: Sequence[Token], encoding: str) -> Iterator[_Child]:
    readable = "utf-8" if encoding in _UNICODE else "latin-1"  # only what is ASCII is looked at
    depth = start = 0
    for place, token in enumerate(item):
        if depth == 1 and token.kind in (Kind.START, Kind.EMPTY):
            start = place
        depth += (token.kind is Kind.START) - (token.kind is Kind.END)
        if depth == 1 and place and token.kind in (Kind.END, Kind.EMPTY):
            inner = b"".join(each.data for each in item[start + 1 : place])
            name = item[start].name.decode("utf-8", "replace")
            yield _Child(name, start, place + 1, inner.decode(readable, "replace"))


def _is_of(children: Iterable[_Child], found: Filled, names: Names) -> bool:
    """Whether an item is the article's: its number is the id, unless the id had to be made from its place."""
    numbers = [_words(child.inner) for child in children if child.name == f"{names.wp}:post_id"]
    return not numbers or numbers[0] == found.id.strip() or ":" in found.id


def _is_ours(child: _Child, names: Names) -> bool:
    found = re.search(rf"<{re.escape(names.wp or '')}:meta_key[^>]*>(.*?)</", child.inner, re.DOTALL)
    return found is not None and _words(found[1]).startswith(PREFIX)


def _words(inner: str) -> str:
    """Return the text of an element that has no others in it."""
    pieces, position = [], 0
    for found in _MARKED.finditer(inner):
        pieces.append(unescape(inner[position : found.start()]))
        pieces.append(inside[1] if (inside := _CDATA.fullmatch(found[0])) else "")
        position = found.end()
    return "".join([*pieces, unescape(inner[position:])]).strip()
