"""Members of a JSON object set in its text, so that all others keep their bytes: numbers, order, indentation."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

_SPACE = re.compile(r"[ \t\r\n]*")
_decode = json.JSONDecoder().raw_decode


class Span(NamedTuple):
    """Where a value stands in a text."""

    start: int
    end: int


class Members(NamedTuple):
    """Where the values of an object's members stand, and how it is laid out."""

    spans: dict[str, Span]
    gap: str
    """What stands before its first name."""
    colon: str
    """What stands between its first name and value."""
    end: int
    """Where its last value ends, or its opening bracket if it has none."""


def with_members(text: str, members: Mapping[str, Any]) -> str:
    """Return the text of an object with members set: in their places, or behind the last. Raises ValueError."""
    found = members_of(text)
    edits = [(found.spans[name], _dumped(value, text)) for name, value in members.items() if name in found.spans]
    added = [
        f"{found.gap}{_dumped(name, text)}{found.colon}{_dumped(value, text)}"
        for name, value in members.items()
        if name not in found.spans
    ]
    if added:
        comma = "," if found.spans else ""
        edits.append((Span(found.end, found.end), comma + ",".join(added)))
    return replaced(text, edits)


def replaced(text: str, edits: list[tuple[Span, str]]) -> str:
    """Return a text with the words at each span, which do not overlap, replaced."""
    pieces, position = [], 0
    for span, words in sorted(edits):
        pieces += [text[position : span.start], words]
        position = span.end
    return "".join([*pieces, text[position:]])


def members_of(text: str) -> Members:
    """Return where the members of an object stand; of one name the last, as JSON is read. Raises ValueError."""
    position = _after_space(text, 0)
    if text[position : position + 1] != "{":
        raise ValueError("not an object")
    opening = end = position + 1
    spans: dict[str, Span] = {}
    gap, colon = "", ": "
    position = _after_space(text, opening)
    while text[position : position + 1] != "}":
        named = position
        name, after_name = _decode(text, position)
        start = _after_space(text, _after_space(text, after_name) + 1)
        _, end = _decode(text, start)
        if not spans:
            gap, colon = text[opening:named], text[after_name:start]
        spans[name] = Span(start, end)
        position = _after_space(text, end)
        if text[position : position + 1] == ",":
            position = _after_space(text, position + 1)
    return Members(spans, gap, colon, end)


def element_spans(text: str, array: Span) -> Iterator[Span]:
    """Yield where the elements of an array stand. Raises ValueError."""
    position = _after_space(text, array.start + 1)
    while text[position] != "]":
        _, end = _decode(text, position)
        yield Span(position, end)
        position = _after_space(text, end)
        if text[position] == ",":
            position = _after_space(text, position + 1)


def _after_space(text: str, position: int) -> int:
    found = _SPACE.match(text, position)
    return found.end() if found else position


def _dumped(value: Any, text: str) -> str:
    """Return JSON of a value, in ASCII if the text around it is."""
    return json.dumps(value, ensure_ascii=text.isascii())
