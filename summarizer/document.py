"""What an article is inside the program: one canonical text, and spans into it.

Text is cleaned before a :class:`Document` exists; afterwards nothing edits it. Every offset counts Unicode code
points, half-open: ``document.text[span.start:span.end]``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class Verdict(StrEnum):
    """What the input turned out to be. Only an ``article`` is summarised."""

    ARTICLE = "article"
    TOO_SHORT = "too_short"
    PAYWALL_STUB = "paywall_stub"
    CONSENT_WALL = "consent_wall"
    BLOCK_PAGE = "block_page"
    LISTING = "listing"
    GALLERY = "gallery"
    NOT_TEXT = "not_text"
    UNSUPPORTED_LANGUAGE = "unsupported_language"


class BlockKind(StrEnum):
    """The part that a block plays in an article."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    QUOTATION = "quotation"
    CAPTION = "caption"
    CREDIT = "credit"
    BYLINE = "byline"
    DATELINE = "dateline"
    PROMO = "promo"
    TABLE = "table"

    @property
    def is_body(self) -> bool:
        """Whether sentences of this kind may become statements."""
        return self in _BODY


_BODY = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION})


class Span(NamedTuple):
    """A half-open range of code points in ``Document.text``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A piece of an article as a source found it: not yet cleaned, placed or, if ``kind`` is None, told apart."""

    text: str
    kind: BlockKind | None = None
    level: int = 0
    """1–6 for a heading whose rank is known, else 0."""


@dataclass(frozen=True, slots=True)
class RawArticle:
    """What a source reads out of bytes: blocks in reading order, and what the file says about itself."""

    blocks: tuple[RawBlock, ...]
    title: str | None = None
    byline: str | None = None
    published: datetime | None = None
    """Publication time; one without an offset is taken as UTC."""
    site: str | None = None
    url: str | None = None
    language: str | None = None
    """A language the file declares about itself (BCP 47), to be checked against its text."""
    page_text: str | None = None
    """All visible text of a web page, boilerplate too: evidence for the verdict, never for the summary."""


class Block(NamedTuple):
    """A typed range of the canonical text. Blocks are in order, do not overlap, and never touch."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0


class Sentence(NamedTuple):
    """A sentence of a body block: its range, and the index of its block in ``Document.blocks``."""

    start: int
    end: int
    block: int


@dataclass(frozen=True, slots=True)
class Document:
    """A cleaned article: canonical text, typed blocks and the sentences that may become statements.

    ``sentences`` holds the sentences of body blocks only, in reading order.
    """

    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    language: str
    """ISO 639-1 code, or ``und`` where the text does not tell."""
    language_confidence: float = 1.0
    byline: str | None = None
    published: datetime | None = None
    site: str | None = None
    url: str | None = None
    page_text: str | None = field(default=None, repr=False)
    sentences_omitted: int = 0
    """Body sentences past the limit, which do not compete."""

    @property
    def title(self) -> str | None:
        """The title given with the article, or None."""
        if self.blocks and self.blocks[0].kind is BlockKind.TITLE:
            return self.text[self.blocks[0].start : self.blocks[0].end]
        return None

    def quote(self, span: Span | Block | Sentence) -> str:
        """Return the exact source words of a span."""
        return self.text[span.start : span.end]

    def of_kind(self, kind: BlockKind) -> Iterator[Block]:
        """Yield the blocks of one kind, in order."""
        return (block for block in self.blocks if block.kind is kind)
