"""The header that Markdown files carry: lines of ``key: value`` between ``---``, or of ``key = value`` between ``+++``.

Only what news archives write is read: plain and quoted values, and lists in one line or with dashes. It is no YAML
or TOML parser, so that nothing in a stranger's file can make it build an object or expand an alias.
"""

from __future__ import annotations

import re

_FENCED = re.compile(
    r"\s*(?P<fence>---|\+\+\+)[ \t]*\n(?P<body>.{0,20000}?)\n(?:(?P=fence)|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL
)
_FIELD = re.compile(r"([A-Za-z][\w-]{0,40})\s*[:=]\s*(.*)")
_ITEM = re.compile(r"\s*-\s+(.*)")


def split(text: str) -> tuple[dict[str, str], str]:
    """Return the fields of a front matter, keys in lower case and lists joined by commas, and the text after it.

    A text without front matter gives no fields and itself. Line ends must be line feeds.
    """
    found = _FENCED.match(text)
    if found is None:
        return {}, text
    fields: dict[str, list[str]] = {}
    current: list[str] = []
    for line in found["body"].split("\n"):
        field, item = _FIELD.match(line), _ITEM.match(line)
        if field:
            current = fields.setdefault(field[1].lower(), [])
            current.extend(_values(field[2]))
        elif item:
            current.extend(_values(item[1]))
    if not fields:
        return {}, text
    return {key: ", ".join(values) for key, values in fields.items() if values}, text[found.end() :]


def _values(written: str) -> list[str]:
    written = written.strip()
    pieces = written[1:-1].split(",") if written.startswith("[") and written.endswith("]") else [written]
    return [value for piece in pieces if (value := _unquoted(piece.strip()))]


def _unquoted(written: str) -> str:
    quoted = len(written) >= 2 and written[0] == written[-1] and written[0] in "\"'"
    return written[1:-1] if quoted else written
