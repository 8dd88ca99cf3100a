"""Markdown to typed blocks: CommonMark 0.31 with tables and strikethrough, read by markdown-it-py."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from summarizer.document import BlockKind, RawArticle, RawBlock
from summarizer.errors import SourceError, TooLargeError
from summarizer.settings import Settings
from summarizer.sources import frontmatter
from summarizer.sources.blocks import blocks_of
from summarizer.sources.lines import join
from summarizer.sources.metadata import as_datetime
from summarizer.sources.tree import parse

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_CONTAINERS = {"list_item": BlockKind.LIST_ITEM, "blockquote": BlockKind.QUOTATION}
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,40}\]")
_FOOTNOTE_TEXT = re.compile(r"\[\^[^\]\s]{1,40}\]:")
_INLINE_MARK = re.compile(r"[\\`*_\[\]<&~]")
_LONGEST_PARAGRAPH = 5_000
"""Characters of a paragraph above which its inline marks are left as they are: where none is closed, looking for
their ends takes time that grows with the square of the length. News paragraphs stay under 2,000."""


def read_markdown(text: str, *, settings: Settings) -> RawArticle:
    """Return the blocks of a Markdown text.

    Front matter gives title, author, date and language; else a first heading of level 1 is the title. Links become
    their text, an image alone becomes a caption, code is left out. Raises :class:`TooLargeError` over
    ``settings.max_characters``.
    """
    if len(text) > settings.max_characters:
        raise TooLargeError(f"The text has {len(text):,} characters; at most {settings.max_characters:,} are read.")
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    fields, body = frontmatter.split(text)
    blocks = _Walk(settings).run(body)
    title = fields.get("title")
    if blocks and blocks[0].kind is BlockKind.HEADING and blocks[0].level == 1:
        heading = blocks[0].text
        if title is None or title.casefold() == heading.casefold():
            title = title or heading
            del blocks[0]
    return RawArticle(
        blocks=tuple(blocks),
        title=title,
        byline=fields.get("author") or fields.get("authors") or fields.get("byline"),
        published=as_datetime(fields.get("date") or fields.get("published")),
        language=fields.get("language") or fields.get("lang"),
    )


class _Walk:
    """The state of one walk over markdown-it's flat list of tokens."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.blocks: list[RawBlock] = []
        self.containers: list[BlockKind] = []
        self.rows: list[list[str]] | None = None
        self.level = 0

    def run(self, text: str) -> list[RawBlock]:
        reader = _reader()
        try:
            for token in reader.parse(text):
                if token.type == "inline":
                    self.words(_inline(token, reader))
                else:
                    self.structure(token)
        except (ValueError, IndexError, RecursionError) as error:
            raise SourceError("The Markdown could not be read.") from error
        return self.blocks

    def structure(self, token: Token) -> None:
        name = token.type.removesuffix("_open").removesuffix("_close")
        if name in _CONTAINERS:
            if token.nesting > 0:
                self.containers.append(_CONTAINERS[name])
            else:
                self.containers.pop()
        elif name == "heading":
            self.level = int(token.tag[1]) if token.nesting > 0 else 0
        elif name == "table" and token.nesting > 0:
            self.rows = []
        elif name == "table":
            self.table()
        elif name == "tr" and token.nesting > 0 and self.rows is not None:
            self.rows.append([])
        elif name == "html_block":
            root = parse(token.content, settings=self.settings)
            self.blocks.extend(blocks_of(root) if root is not None else ())

    def words(self, inline: _Inline) -> None:
        if self.rows is not None:
            self.rows[-1].append(inline.text)
            return
        if not inline.text:
            if inline.caption:
                self.blocks.append(RawBlock(inline.caption, BlockKind.CAPTION))
            return
        if _FOOTNOTE_TEXT.match(inline.text):
            return
        text = _FOOTNOTE.sub("", inline.text) or inline.text
        if self.level:
            self.blocks.append(RawBlock(text, BlockKind.HEADING, self.level))
        else:
            self.blocks.append(RawBlock(text, self.containers[-1] if self.containers else BlockKind.PARAGRAPH))

    def table(self) -> None:
        rows = (" | ".join(cell for cell in row if cell) for row in self.rows or ())
        text = "\n".join(row for row in rows if row)
        if text:
            self.blocks.append(RawBlock(text, BlockKind.TABLE))
        self.rows = None


class _Inline(NamedTuple):
    """What a paragraph says: its words, and what stands under its images."""

    text: str
    caption: str


def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    reader.core.ruler.disable("inline")
    return reader


def _inline(token: Token, reader: MarkdownIt) -> _Inline:
    if len(token.content) > _LONGEST_PARAGRAPH or not _INLINE_MARK.search(token.content):
        return _Inline(_flowing(token.content), "")
    children: list[Token] = []
    reader.inline.parse(token.content, reader, {}, children)
    words: list[str] = []
    captions: list[str] = []
    struck = 0
    for child in children:
        if child.type in ("s_open", "s_close"):
            struck += child.nesting
        elif child.type == "image":
            captions.append(str(child.attrs.get("title") or child.content))
        elif child.type in ("softbreak", "hardbreak"):
            words.append("\n")
        elif child.type in ("text", "code_inline") and not struck:
            words.append(child.content)
    return _Inline(_flowing("".join(words)), " ".join(captions).strip())


def _flowing(text: str) -> str:
    return join([line for part in text.split("\n") if (line := " ".join(part.split()))])
