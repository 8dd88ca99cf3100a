"""What a page says about itself: JSON-LD (schema.org), Open Graph, meta elements, and the page's own heading.

Where those are silent, trafilatura looks for a byline and a date in the page.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from lxml.html import HtmlElement

from summarizer.sources.jsonld import Thing, articles, names, text_of
from summarizer.sources.lines import CJK
from summarizer.text.grammar import has_finite_verb

_LONGEST_FIELD = 1_000
_TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title", "title")
_AUTHORS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl")
_DATES = ("article:published_time", "og:published_time", "parsely-pub-date", "sailthru.date", "datepublished",
          "pubdate", "publishdate", "publish-date", "dc.date.issued", "dc.date", "date")  # fmt: skip
_SITES = ("og:site_name", "application-name", "twitter:site")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_SEPARATOR = re.compile(r"\s+[|·•»:–—-]+\s+|\s*\|\s*")
_TAIL = re.compile(r"(?P<title>.*\S)(?P<mark>\s+[|·•»–—-]\s+|\s*\|\s*)(?P<tail>[^|]+)")
_BAR_WORDS, _DASH_WORDS = 5, 3
"""Most words of a site's or section's name behind a bar, and behind a dash, which sentences have too. By judgement."""
_SMALL = frozenset("of the and de la le der die das du di da el von van & im am en".split())
_HEADING_WORDS = 3
"""Fewest words of a heading that is no section's name."""
_BYLINE_WORD = re.compile(r"(?:by|von|par|por|oleh)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Metadata:
    """A page's own account of itself; a field is None where it gives none."""

    title: str | None = None
    byline: str | None = None
    published: datetime | None = None
    site: str | None = None
    language: str | None = None


def metadata_of(root: HtmlElement, *, url: str | None, search: bool = True) -> Metadata:
    """Return a page's metadata: JSON-LD is believed before meta elements, those before what ``search`` finds in it."""
    thing = next(articles(root), {})
    meta = _meta(root)
    site = _first([_organisation(thing), *(meta.get(name, "").lstrip("@") for name in _SITES)])
    title = _title(root, thing=thing, meta=meta, site=site or _host(url))
    byline = _byline([names(thing.get("author")), *(meta.get(name) for name in _AUTHORS)])
    published = _date([text_of(thing.get("datePublished")), *(meta.get(name) for name in _DATES), *_times(root)])
    if search and not (title and byline and published and site):
        found = _search(root, url=url)
        title, site = title or _clean(found.title), site or _clean(found.sitename)
        byline, published = byline or _byline([found.author]), published or _date([found.date])
    return Metadata(title=title, byline=byline, published=published, site=site, language=_language(root, thing, meta))


def as_datetime(value: str | None) -> datetime | None:
    """Return a date as pages and files print it (ISO 8601 or RFC 5322), with an offset; None if it is neither."""
    value = (value or "").strip()[:60]
    if not value:
        return None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            parsed = read(value)
            return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def _search(root: HtmlElement, *, url: str | None) -> Any:
    from trafilatura.metadata import extract_metadata
    from trafilatura.settings import Document

    # A fixed last date instead of today's: the same page gives the same answer tomorrow.
    dates = {"original_date": True, "extensive_search": False, "max_date": "2099-12-31"}
    try:
        return extract_metadata(root, default_url=url, date_config=dates, extensive=False)
    except Exception:
        # Whatever it trips over, the page merely says less about itself.
        return Document()


def _meta(root: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content)
    return found


def _title(root: HtmlElement, *, thing: Thing, meta: dict[str, str], site: str | None) -> str | None:
    headings = [text for h1 in root.iter("h1") if (text := _clean(h1.text_content()))]
    headline = _clean(text_of(thing.get("headline")))
    # Search engines ask for at most 110 characters, so some systems cut.
    if headline and not headline.endswith(("…", "...")):
        return headline
    declared = _first([meta.get(name) for name in _TITLES])
    page_title = next((_clean(element.text_content()) for element in root.iter("title")), None)
    for heading in headings:
        if (known := declared or page_title) and _folded(known).startswith(_folded(heading)):
            return heading
    if declared is None:
        own = _own_heading(root, headings, page_title or "", site=site)
        return own or (page_title and _without_tail(_without_site(page_title, site)))
    return _without_site(declared, site)


def _own_heading(root: HtmlElement, headings: list[str], page_title: str, *, site: str | None) -> str | None:
    """Return the article's only heading of level 1, or the page's, unless it is the site's name or a section's."""
    inside = [text for h1 in root.iterfind(".//article//h1") if (text := _clean(h1.text_content()))]
    lone = inside if len(inside) == 1 else headings
    if len(lone) != 1:
        return None
    folded = _folded(lone[0])
    named = folded in _folded(site or "") or folded in _folded(page_title) or (site and _folded(site) == folded)
    wordy = len(lone[0].split()) >= _HEADING_WORDS or len(CJK.findall(lone[0])) >= 2 * _HEADING_WORDS
    return lone[0] if not page_title or (wordy and not named) else None


def _without_site(title: str, site: str | None) -> str:
    separators = list(_SEPARATOR.finditer(title))
    if not separators or site is None:
        return title
    last = separators[-1]
    tail = _folded(title[last.end() :])
    return title[: last.start()] if tail and (tail in _folded(site) or _folded(site) in tail) else title


def _without_tail(title: str) -> str:
    """Return a page's title without what may be the name of a site or section: a few capitalised words, no verb."""
    found = _TAIL.fullmatch(title)
    if found is None:
        return title
    words = found["tail"].split()
    most = _BAR_WORDS if "|" in found["mark"] else _DASH_WORDS
    names = not any(map(str.isdigit, found["tail"])) and all(not w[0].islower() or w in _SMALL for w in words)
    return (
        found["title"] if len(words) <= most and names and not has_finite_verb(["", *map(str.lower, words)]) else title
    )


def _byline(values: list[str | None]) -> str | None:
    for value in values:
        text = _clean(value)
        if text and not re.match(r"https?:|www\.|@", text) and len(text) <= 200:
            return _BYLINE_WORD.sub("", text, count=1) if _BYLINE_WORD.match(text) else text
    return None


def _date(values: list[str | None]) -> datetime | None:
    return next((parsed for value in values if (parsed := as_datetime(value))), None)


def _times(root: HtmlElement) -> Iterator[str]:
    for element in root.iter("time"):
        if "pubdate" in element.attrib or element.get("itemprop") == "datePublished":
            yield element.get("datetime") or ""


def _language(root: HtmlElement, thing: Thing, meta: dict[str, str]) -> str | None:
    declared = [root.get("lang"), text_of(thing.get("inLanguage")), meta.get("og:locale"), meta.get("content-language")]
    for value in declared:
        tag = (value or "").strip().replace("_", "-")
        if _LANGUAGE.fullmatch(tag) and len(tag) <= 35:
            return tag
    return None


def _organisation(thing: Thing) -> str | None:
    return names(thing.get("publisher"))


def _host(url: str | None) -> str | None:
    found = re.match(r"https?://(?:www\.)?([^/:?#]+)", url or "", re.IGNORECASE)
    return found.group(1) if found else None


def _first(values: list[str | None]) -> str | None:
    return next((text for value in values if (text := _clean(value))), None)


def _clean(value: str | None) -> str | None:
    text = " ".join(html.unescape(value or "").split())[:_LONGEST_FIELD]
    return text or None


def _folded(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
