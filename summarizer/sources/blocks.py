"""A tree of elements to typed blocks: one walk for HTML fragments and for the trees that trafilatura returns."""

from __future__ import annotations

import re

from lxml import etree

from summarizer.document import BlockKind, RawBlock
from summarizer.sources.tree import UNREADABLE, is_hidden

# HTML's names, then trafilatura's (which follow TEI).
_KINDS: dict[str, BlockKind] = {
    "p": BlockKind.PARAGRAPH,
    "li": BlockKind.LIST_ITEM,
    "blockquote": BlockKind.QUOTATION,
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    "item": BlockKind.LIST_ITEM,
    "quote": BlockKind.QUOTATION,
    "head": BlockKind.HEADING,
} | {f"h{level}": BlockKind.HEADING for level in range(1, 7)}
# fmt: off
_BREAKING = frozenset(
    ("address", "article", "aside", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figure",
     "footer", "form", "header", "hgroup", "hr", "main", "nav", "ol", "pre", "section", "summary", "table", "tbody",
     "td", "tfoot", "th", "thead", "tr", "ul", "ab", "cell", "list", "row")
) | frozenset(_KINDS)
# fmt: on
_DROPPED = (UNREADABLE | frozenset({"del", "noscript", "s", "strike", "graphic"})) - {"title"}
_LINE = "\n"
"""Stands for a line break; any other white space has been collapsed before it is written."""
_SPACE = re.compile(r"\s+")
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_LAYOUT_CELL = 400
"""Characters of a table cell that make the table a layout: figures and names in news tables stay under 100."""


def blocks_of(root: etree._Element) -> tuple[RawBlock, ...]:
    """Return the blocks under an element, in reading order.

    Headings, list items, quotations, captions, tables and paragraphs are told by their elements; text that stands in
    none of them has the kind None. A quotation's or list item's paragraphs are blocks of that kind.
    """
    return _Walk().run(root)


class _Walk:
    """The state of one walk: open elements that give a kind, and the words of the block being read."""

    def __init__(self) -> None:
        self.blocks: list[RawBlock] = []
        self.words: list[str] = []
        self.kinds: list[tuple[BlockKind | None, int]] = [(None, 0)]
        self.skipped: etree._Element | None = None

    def run(self, root: etree._Element) -> tuple[RawBlock, ...]:
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            tag = str(element.tag)
            if event == "start":
                if self.reads(element, tag):
                    self.open(element, tag)
                else:
                    self.skipped = element
                    walker.skip_subtree()
            else:
                if element is not self.skipped:
                    self.close(tag)
                if element is not root and element.tail:
                    self.words.append(_SPACE.sub(" ", element.tail))
        self.flush()
        return tuple(self.blocks)

    def reads(self, element: etree._Element, tag: str) -> bool:
        """Whether to walk into an element; a table of data is read whole here."""
        if tag in _DROPPED or is_hidden(element) or _is_note(element):
            return False
        if tag == "table" and not _is_layout(element):
            self.flush()
            self.table(element)
            return False
        return True

    def open(self, element: etree._Element, tag: str) -> None:
        if tag in _BREAKING:
            self.flush()
            self.kinds.append(self.kind_of(element, tag))
        elif tag in ("br", "lb"):
            self.words.append(_LINE)
        elif tag == "q":
            self.words.append("“")
        if element.text:
            self.words.append(_SPACE.sub(" ", element.text))

    def close(self, tag: str) -> None:
        if tag in _BREAKING:
            self.flush()
            self.kinds.pop()
        elif tag == "q":
            self.words.append("”")

    def kind_of(self, element: etree._Element, tag: str) -> tuple[BlockKind | None, int]:
        kind = _KINDS.get(tag)
        if kind is None or (kind is BlockKind.PARAGRAPH and self.kinds[-1][0] is not None):
            return self.kinds[-1]
        if kind is BlockKind.HEADING:
            rank = tag if tag != "head" else element.get("rend") or ""
            return kind, int(rank[1]) if re.fullmatch("h[1-6]", rank) else 0
        return kind, 0

    def flush(self) -> None:
        if not self.words:
            return
        text = "".join(self.words)
        self.words.clear()
        kind, level = self.kinds[-1]
        for paragraph in _paragraphs(text):
            self.blocks.append(RawBlock(paragraph, kind, level))

    def table(self, element: etree._Element) -> None:
        rows = (" | ".join(text for cell in row if (text := _text(cell))) for row in element.iter("tr", "row"))
        text = "\n".join(row for row in rows if row)
        if text:
            self.blocks.append(RawBlock(text, BlockKind.TABLE))


def _paragraphs(text: str) -> list[str]:
    """Split at two line breaks in a row, and at one that follows the end of a sentence."""
    paragraphs: list[list[str]] = []
    open_paragraph = False
    for line in (piece.strip() for piece in text.split(_LINE)):
        if not line:
            open_paragraph = False
        elif open_paragraph and not _SENTENCE_END.search(paragraphs[-1][-1][-8:]):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
            open_paragraph = True
    return [_SPACE.sub(" ", " ".join(paragraph)) for paragraph in paragraphs]


def _is_layout(table: etree._Element) -> bool:
    if next(table.iterdescendants("table"), None) is not None:
        return True
    cells = list(table.iter("td", "th", "cell"))
    rows = sum(1 for _ in table.iter("tr", "row"))
    if rows < 2 or len(cells) <= rows:
        return True
    return any(len(_text(cell)) > _LAYOUT_CELL for cell in cells)


def _text(element: etree._Element) -> str:
    return " ".join("".join(str(piece) for piece in element.itertext()).split())


def _is_note(element: etree._Element) -> bool:
    """Whether an element is the number of a footnote."""
    return element.tag == "sup" and element.find(".//a") is not None
