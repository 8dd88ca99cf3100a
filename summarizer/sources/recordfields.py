"""Which field of a record is its text, its title, its id: guessed by the names that archives use, or as told.

The names are those of JSON Feed 1.1, schema.org, the WordPress REST API, IPTC ninjs 1.x to 3.x, newspaper3k,
news-please and common data sets, in the order in which they are believed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from summarizer.errors import SourceError, UsageError
from summarizer.sources.entry import Entry, Form, Place, Told

Record = Mapping[str, Any]
"""One record: a JSON object, a row of a table."""

_TEXT = "text"
_HTML = "html"
NAMES: dict[str, tuple[str, ...]] = {
    "id": ("id", "uri", "guid", "_id", "uuid", "article_id", "post_id", "url", "link"),
    _TEXT: ("text", "body_text", "content_text", "article_text", "full_text", "fulltext", "plain_text", "maintext"),
    _HTML: ("html", "body_html", "body_xhtml", "content_html", "content:encoded"),
    "title": ("headline", "title", "headlines", "heading"),
    "language": ("language", "lang", "inlanguage"),
    "published": ("published", "published_at", "date_published", "datepublished", "versioncreated", "pubdate",
                  "pub_date", "publish_date", "published_date", "date_publish", "date_gmt", "date"),
    "byline": ("byline", "by", "author", "authors", "creator"),
    "site": ("site", "site_name", "sitename", "publisher", "publication", "source"),
    "url": ("url", "link", "canonical_url", "permalink", "canonicalurl"),
}  # fmt: skip
"""What may be told of an article, and the names that are tried for it."""
_EITHER = ("body", "content", "article", "articlebody", "bodies", "story", "document", "description")
"""Names of fields that hold text in one archive and HTML in the next."""
_NINJS = ("body_html", "body_text", "body_xhtml", "bodies")
_MARKUP = re.compile(
    r"</?(?:p|div|br|h[1-6]|ul|ol|li|a|b|i|em|strong|span|blockquote|article|figure|img)\b[^<>]*>", re.I
)
_OPENING_CHARACTERS = 4_096
_MOST_VALUES = 50
"""Authors joined to one byline, bodies looked through for one that is text."""


@dataclass(frozen=True, slots=True)
class Fields:
    """Finds what an entry needs in a record; ``mapped`` names the field for what is not to be guessed."""

    mapped: Mapping[str, str]

    def __post_init__(self) -> None:
        """Raise UsageError for a target that no article has."""
        for target in self.mapped:
            if target not in NAMES:
                raise UsageError(f"There is no field {target}; there are {', '.join(NAMES)}.")

    def entry(self, record: Record, place: Place) -> Entry:
        """Return the entry of a record, with a problem if it has no content."""
        folded = {key.casefold(): value for key, value in record.items() if isinstance(key, str)}
        identifier = self._find(folded, "id", _identifier) or str(place)
        content, form = self._content(folded)
        if content is None:
            return Entry(identifier, place, problem=SourceError(f"{place} has no text or html."))
        told = Told(
            title=self._find(folded, "title"),
            language=(self._find(folded, "language") or "").replace("_", "-") or None,
            published=self._find(folded, "published"),
            byline=self._find(folded, "byline"),
            site=self._find(folded, "site"),
            url=self._find(folded, "url"),
        )
        return Entry(identifier, place, content, form, told)

    def _content(self, record: Record) -> tuple[str | None, Form]:
        chosen = [target for target in (_TEXT, _HTML) if target in self.mapped]
        for target in chosen or (_TEXT, _HTML):
            found = self._find(record, target)
            if found is not None:
                return found, Form(target)
        if not chosen:
            for name in _EITHER:
                found = _text(record.get(name))
                if found is not None:
                    return found, Form.HTML if _MARKUP.search(found, 0, _OPENING_CHARACTERS) else Form.TEXT
        return None, Form.TEXT

    def _find(self, record: Record, target: str, read: Callable[[object], str | None] | None = None) -> str | None:
        read = read or _text
        names = (self.mapped[target].casefold(),) if target in self.mapped else NAMES[target]
        for name in names:
            if name in record and (value := read(record[name])) is not None:
                return value
        return None


def is_ninjs(record: Record) -> bool:
    """Whether a record is an IPTC ninjs item (1.x to 3.x), which has a ``uri`` and a body under its own names."""
    return "uri" in record and any(name in record for name in _NINJS)


def _identifier(value: object) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _text(value)


def _text(value: object) -> str | None:
    """Return the text of a value: of WordPress' ``{"rendered": …}``, ninjs' ``[{"value": …}]``, schema.org's names."""
    if isinstance(value, str):
        return value if value and not value.isspace() else None
    if isinstance(value, Mapping):
        return next((found for key in ("rendered", "value", "name") if (found := _text(value.get(key)))), None)
    if isinstance(value, list):
        return ", ".join(found for entry in value[:_MOST_VALUES] if (found := _text(entry))) or None
    return None
