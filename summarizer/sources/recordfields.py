"""Which field of a record is its text, its title, its id: guessed by the names that archives use, or as told.

The names are those of JSON Feed 1.1, schema.org, the WordPress REST API, IPTC ninjs 1.x to 3.x, newspaper3k,
news-please and common data sets, in the order in which they are believed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from types import MappingProxyType
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
_EITHER = ("body", "content", "article", "articlebody", "bodies", "story", "document")
"""Names of fields that hold text in one archive and HTML in the next."""
_TEASER = "description"
"""What holds the article in a few data sets, and a line about it in all others."""
_GUESSED = frozenset({*chain.from_iterable(NAMES.values()), *_EITHER, _TEASER})
_COLUMNS_NAMED = 20
_NINJS = ("body_html", "body_text", "body_xhtml", "bodies")
_MARKUP = re.compile(
    r"</?(?:p|div|br|h[1-6]|ul|ol|li|a|b|i|em|strong|span|blockquote|article|figure|img)\b[^<>]*>", re.I
)
_OPENING_CHARACTERS = 4_096


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
        number = folded.get(self.mapped.get("id", "id").casefold())
        numbered = isinstance(number, int) and not isinstance(number, bool)
        identifier = str(number) if numbered else self._find(folded, "id") or str(place)
        content, form = self._content(folded)
        if content is None:
            return Entry(identifier, place, problem=SourceError(f"{place} has no text or html."))
        told = Told(
            title=self._find(folded, "title"),
            language=(self._find(folded, "language") or "").replace("_", "-") or None,
            published=self._find(folded, "published"),
            byline=self._find(folded, "byline", joined=", "),
            site=self._find(folded, "site"),
            url=self._find(folded, "url"),
        )
        return Entry(identifier, place, content, form, told)

    def wants(self, name: str) -> bool:
        """Whether a field of this name may be read."""
        named = {self.mapped[target].casefold() for target in self.mapped}
        return name.casefold() in named or name.casefold() in _GUESSED

    def check(self, names: Collection[str], place: Place) -> None:
        """Raise SourceError, naming the columns of a table, where none of them holds an article."""
        if not has_content(names, self.mapped) and not any(name.casefold() == _TEASER for name in names):
            columns = ", ".join(name[:60] for name in islice(names, _COLUMNS_NAMED)) or "none"
            raise SourceError(f"{place} has no column of text; its columns are: {columns}. Say which holds it.")

    def _content(self, record: Record) -> tuple[str | None, Form]:
        chosen = [target for target in (_TEXT, _HTML) if target in self.mapped]
        for target in chosen or (_TEXT, _HTML):
            found = self._find(record, target, joined="\n\n")
            if found is not None:
                return found, Form(target)
        if not chosen:
            for name in (*_EITHER, _TEASER):
                found = _text(record.get(name), joined="\n\n")
                if found is not None:
                    return found, Form.HTML if _MARKUP.search(found, 0, _OPENING_CHARACTERS) else Form.TEXT
        return None, Form.TEXT

    def _find(self, record: Record, target: str, *, joined: str | None = None) -> str | None:
        names = (self.mapped[target].casefold(),) if target in self.mapped else NAMES[target]
        for name in names:
            if name in record and (found := _text(record[name], joined=joined)) is not None:
                return found
        return None


def has_content(names: Iterable[object], mapped: Mapping[str, str] = MappingProxyType({})) -> bool:
    """Whether fields of these names, or those mapped, hold an article."""
    wanted = {mapped[target].casefold() for target in (_TEXT, _HTML) if target in mapped}
    wanted = wanted or {*NAMES[_TEXT], *NAMES[_HTML], *_EITHER}
    return any(isinstance(name, str) and name.casefold() in wanted for name in names)


def is_ninjs(record: Record) -> bool:
    """Whether a record is an IPTC ninjs item (1.x to 3.x), which has a ``uri`` and a body under its own names."""
    return "uri" in record and any(name in record for name in _NINJS)


def _text(value: object, *, joined: str | None = None) -> str | None:
    """Return the text of a value; of a list the first, or all with ``joined`` between them.

    Of ninjs' ``[{"value": …}]`` it is always the first, since those are forms of one thing.
    """
    if not isinstance(value, list):
        return _plain(value)
    found = [text for entry in value if (text := _plain(entry))]
    if joined is None or any(isinstance(entry, Mapping) and "value" in entry for entry in value):
        return found[0] if found else None
    return joined.join(found) or None


def _plain(value: object) -> str | None:
    """Return a str, what a date or bytes stand for, and the words in WordPress', ninjs' and schema.org's objects."""
    if isinstance(value, Mapping):
        value = next((inner for key in ("rendered", "value", "name") if isinstance(inner := value.get(key), str)), None)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    return value if isinstance(value, str) and value and not value.isspace() else None
