"""HTML to an article: boilerplate removed from whole pages, every block kept of a fragment."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from summarizer.document import BlockKind, RawArticle, RawBlock
from summarizer.errors import TooLargeError
from summarizer.settings import Settings

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)(?=[\s/>])", re.IGNORECASE)
_PAGE_TEXT_CHARACTERS = 20_000
"""Visible text kept as evidence for the verdict; consent walls and block pages say so in their first few hundred."""
_TITLE_BLOCKS = 4
"""How far down a page's own headline may stand: section label, date and byline come before it on some."""


def read_html(html: str, *, settings: Settings, url: str | None = None, fragment: bool | None = None) -> RawArticle:
    """Return the article in a page or in a fragment of one, such as a content system's body field.

    With ``fragment`` None, HTML without ``<html>``, ``<head>`` and ``<body>`` is a fragment. The title is never a
    block. Raises :class:`TooLargeError` over the limits on characters and nesting, and :class:`SourceError` where the
    markup cannot be read.
    """
    from summarizer.sources.tree import parse

    if len(html) > settings.max_bytes:
        raise TooLargeError(f"The HTML has {len(html):,} characters; at most {settings.max_bytes:,} are read.")
    root = parse(html, settings=settings)
    if root is None:
        return RawArticle(blocks=(), url=url)
    if fragment is None:
        fragment = not _PAGE.search(html)
    article = _fragment(root, url=url) if fragment else _page(root, url=url)
    characters = sum(len(block.text) for block in article.blocks)
    if characters > settings.max_characters:
        raise TooLargeError(f"The article has {characters:,} characters; at most {settings.max_characters:,} are read.")
    return article


def _fragment(root: HtmlElement, *, url: str | None) -> RawArticle:
    from summarizer.sources.blocks import blocks_of

    body = root.find("body")
    blocks = blocks_of(root if body is None else body)
    if blocks and blocks[0].kind is BlockKind.HEADING and blocks[0].level == 1:
        return RawArticle(blocks=blocks[1:], title=blocks[0].text, url=url)
    return RawArticle(blocks=blocks, url=url)


def _page(root: HtmlElement, *, url: str | None) -> RawArticle:
    from summarizer.sources.metadata import metadata_of
    from summarizer.sources.page import body_of, is_vast, unframed
    from summarizer.sources.tree import visible_text

    vast = is_vast(root)
    metadata = metadata_of(root, url=url, search=not vast)
    page_text = visible_text(root, limit=_PAGE_TEXT_CHARACTERS)
    blocks = unframed(root) if vast else body_of(root, url=url)
    return RawArticle(
        blocks=_without_title(blocks, metadata.title),
        title=metadata.title,
        byline=metadata.byline,
        published=metadata.published,
        site=metadata.site,
        url=url,
        language=metadata.language,
        page_text=page_text,
    )


def _without_title(blocks: tuple[RawBlock, ...], title: str | None) -> tuple[RawBlock, ...]:
    if title is None:
        return blocks
    wanted = _letters(title)
    for i, block in enumerate(islice(blocks, _TITLE_BLOCKS)):
        text = _letters(block.text) if len(block.text) <= 2 * len(title) else ""
        # The page's headline may carry the site's name, or the metadata may.
        if text == wanted or (block.level == 1 and text and (text in wanted or wanted in text)):
            return blocks[:i] + blocks[i + 1 :]
    return blocks


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
