"""Receipts: from spans of the source to statements, contexts and text fragments."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from summarizer.document import Document, Span
from summarizer.records import Context, StringIndexType, Summary

_WHOLE_FRAGMENT = 80  # characters up to which a fragment spells the whole quote; beyond, its first and last words
_EDGE_WORDS = 4
_UNESCAPED = "!*'()"
_ESCAPED = re.compile(r"[^\w.~!*'() ]+", re.ASCII)  # spaces aside, which are many
_REMEMBERED = 1_024  # marks as they follow one another
_CLOSING = "!.,;:?%)]}’”…"
_TERMINAL = re.compile(r"[.!?…。！？।۔؟][\"'”’»)\]]*$")


def context(document: Document, span: Span) -> Context:
    """Return the receipt of a span."""
    return Context(offset=span.start, length=span.end - span.start, quote=document.text[span.start : span.end])


def contexts(document: Document, spans: Sequence[Span]) -> tuple[Context, ...]:
    """Return the receipts of several spans."""
    return tuple(context(document, span) for span in spans)


def wording(document: Document, kept: Sequence[Span], *, stop: str = ".") -> str:
    """Return what the kept ranges of a sentence read as: joined, begun with a capital and closed with a stop.

    A single range that already reads as a sentence comes back unchanged.
    """
    text = ""
    for span in kept:
        piece = document.text[span.start : span.end].strip()
        text += piece if not text or piece[:1] in _CLOSING else f" {piece}"
    text = text.rstrip(" ,;:–—-") if stop or len(kept) > 1 else text
    if text[:1].islower() and not text[1:2].isupper():  # "iPhone" and "eBay" keep their own way
        text = text[0].title() + text[1:]  # title case: Georgian has capitals, but not at the head of a sentence
    return text if not stop or _TERMINAL.search(text) else text + stop


def fragment(spans: Sequence[Span], document: Document) -> str:
    """Return the text fragment that marks the range from the first kept word to the last.

    See the WICG draft "URL Fragment Text Directives" (2023): ``#:~:text=start,end``, with dashes, commas and ampersands
    percent-encoded.
    """
    source = document.text[spans[0].start : spans[-1].end]
    if len(source) <= _WHOLE_FRAGMENT:
        return f"#:~:text={_encode(source)}"
    words = source.split()
    if len(words) < 2 * _EDGE_WORDS:
        half = _WHOLE_FRAGMENT // 2
        return f"#:~:text={_encode(source[:half])},{_encode(source[-half:])}"
    return f"#:~:text={_encode(' '.join(words[:_EDGE_WORDS]))},{_encode(' '.join(words[-_EDGE_WORDS:]))}"


def _encode(text: str) -> str:
    return _ESCAPED.sub(lambda found: _percent(found[0]), text).replace(" ", "%20")


@lru_cache(maxsize=_REMEMBERED)
def _percent(marks: str) -> str:
    return quote(marks, safe=_UNESCAPED).replace("-", "%2D")


def in_units(summary: Summary, text: str, unit: StringIndexType) -> Summary:
    """Return the summary with its offsets and lengths counted in the given unit."""
    if unit is StringIndexType.UNICODE_CODE_POINT:
        return summary
    convert = _utf16(text)
    data = _map_ranges(summary.model_dump(), convert)
    return Summary.model_validate({**data, "string_index_type": unit})


def _utf16(text: str) -> Callable[[int], int]:
    """Return the map from code point offsets in a text to UTF-16 code unit offsets."""
    wide = [at for at, character in enumerate(text) if character > "\uffff"]
    return lambda offset: offset + bisect_left(wide, offset)


def _map_ranges(value: Any, convert: Callable[[int], int]) -> Any:
    """Convert every object with an offset and a length, however deep."""
    if isinstance(value, dict):
        mapped = {key: _map_ranges(item, convert) for key, item in value.items()}
        if "offset" in mapped and "length" in mapped:
            start, end = convert(value["offset"]), convert(value["offset"] + value["length"])
            mapped.update(offset=start, length=end - start)
        return mapped
    if isinstance(value, tuple | list):
        return [_map_ranges(item, convert) for item in value]
    return value
