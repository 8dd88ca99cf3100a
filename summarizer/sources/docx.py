"""DOCX to typed blocks (ECMA-376, Office Open XML).

The two or three parts that hold words are read straight from the archive: each is bounded before it is parsed, text
that tracked changes inserted is kept and what they deleted is not, and images are never touched.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from summarizer.document import BlockKind, RawArticle, RawBlock
from summarizer.errors import SourceError, TooLargeError
from summarizer.settings import Settings
from summarizer.sources.officetitle import author_of, title_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_LEFT_OUT = frozenset(
    f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "footnoteReference", "sdtPr", "pPr", "rPr")
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_HEADING = re.compile(r"heading ([1-9])")
_OUTLINE = frozenset("012345")  # levels of headings; HTML has as many
_QUOTATION = frozenset({"quote", "intense quote", "block text", "block quotation"})
_LIST = re.compile(r"list(?: (?:bullet|number|continue))?(?: \d)?")


def read_docx(data: bytes, *, settings: Settings) -> RawArticle:
    """Return the article in a Word document.

    A paragraph in the style Title, or a first heading of level 1, is the title, else the title property. Raises
    :class:`TooLargeError` for parts over ``settings.max_bytes`` and text over ``max_characters``,
    :class:`SourceError` for a broken file.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            body = _part(archive, "word/document.xml", settings=settings)
            styles = _part(archive, "word/styles.xml", settings=settings)
            properties = _part(archive, "docProps/core.xml", settings=settings)
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, RuntimeError, NotImplementedError) as error:
        raise SourceError("The Word document is damaged, or protected by a password.") from error
    if body is None:
        raise SourceError("The Word document has no text part.")
    blocks = list(_blocks(body, _styles(styles)))
    if sum(len(block.text) for block in blocks) > settings.max_characters:
        raise TooLargeError(f"The document has more than {settings.max_characters:,} characters.")
    named = {} if properties is None else {child.tag: child.text for child in properties}
    title, blocks = _split_title(blocks)
    return RawArticle(
        blocks=tuple(blocks),
        title=title or title_of(named.get(f"{_DC}title")),
        byline=author_of(named.get(f"{_DC}creator")),
        language=named.get(f"{_DC}language"),
    )


def _part(archive: zipfile.ZipFile, name: str, *, settings: Settings) -> etree._Element | None:
    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    if info.file_size > settings.max_bytes:
        raise TooLargeError(f"A part of the document has more than {settings.max_bytes:,} bytes.")
    with archive.open(info) as file:
        # The size that an archive declares may be a lie; reading one byte more tells.
        data = file.read(settings.max_bytes + 1)
    if len(data) > settings.max_bytes:
        raise TooLargeError(f"A part of the document has more than {settings.max_bytes:,} bytes.")
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        # Office never writes them (ECMA-376 part 2, 8.2.1.1); they are how entities are made to explode.
        raise SourceError("The Word document declares XML entities, which no word processor does.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser=parser)
    except etree.XMLSyntaxError as error:
        raise SourceError("The Word document is damaged.") from error


def _styles(root: etree._Element | None) -> dict[str, str]:
    """Return the names of paragraph styles by their identifiers, which translations of Word change."""
    styles = {}
    for style in () if root is None else root.iterfind(f"{_W}style"):
        name = style.find(f"{_W}name")
        if name is not None:
            styles[style.get(f"{_W}styleId", "")] = name.get(f"{_W}val", "").lower()
    return styles


def _blocks(body: etree._Element, styles: dict[str, str]) -> Iterator[RawBlock]:
    walker = etree.iterwalk(body, events=("start",), tag=(f"{_W}p", f"{_W}tbl", *_LEFT_OUT))
    for _, element in walker:
        if element.tag == f"{_W}p":
            # A text box hangs inside a paragraph, and its own paragraphs come after it.
            kind, level = _kind(element, styles)
            for text in _text(element).split("\n"):
                if text := " ".join(text.split()):
                    yield RawBlock(text, kind, level)
        else:
            walker.skip_subtree()
            text = _table(element) if element.tag == f"{_W}tbl" else ""
            if text:
                yield RawBlock(text, BlockKind.TABLE)


def _kind(paragraph: etree._Element, styles: dict[str, str]) -> tuple[BlockKind | None, int]:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = styles.get(style.get(f"{_W}val", ""), style.get(f"{_W}val", "").lower()) if style is not None else ""
    if name == "title":
        return BlockKind.TITLE, 0
    heading = _HEADING.fullmatch(name)
    outline = paragraph.find(f"{_W}pPr/{_W}outlineLvl")
    if heading:
        return BlockKind.HEADING, min(6, int(heading[1]))
    if outline is not None and (level := outline.get(f"{_W}val", "")) in _OUTLINE:
        return BlockKind.HEADING, 1 + int(level)
    if name == "subtitle":
        return None, 0
    if name == "caption":
        return BlockKind.CAPTION, 0
    if name in _QUOTATION:
        return BlockKind.QUOTATION, 0
    if _LIST.fullmatch(name) or paragraph.find(f"{_W}pPr/{_W}numPr") is not None:
        return BlockKind.LIST_ITEM, 0
    return None, 0


def _text(paragraph: etree._Element) -> str:
    pieces = []
    walker = etree.iterwalk(paragraph, events=("start",))
    for _, element in walker:
        tag = element.tag
        if tag in _LEFT_OUT or (tag == f"{_W}p" and element is not paragraph):
            walker.skip_subtree()
        elif tag == f"{_W}t":
            pieces.append(element.text or "")
        elif tag in (f"{_W}tab", f"{_W}ptab"):
            pieces.append(" ")
        elif tag in (f"{_W}br", f"{_W}cr"):
            pieces.append("\n")
        elif tag == f"{_W}noBreakHyphen":
            pieces.append("\u2011")
    return "".join(pieces)


def _table(table: etree._Element) -> str:
    rows = []
    for row in table.iter(f"{_W}tr"):
        if next(row.iterancestors(f"{_W}tr"), None) is not None:
            continue  # a table in a cell is read with the cell
        cells = (" ".join(" ".join(_text(p) for p in cell.iter(f"{_W}p")).split()) for cell in row.iterfind(f"{_W}tc"))
        rows.append(" | ".join(cell for cell in cells if cell))
    return "\n".join(row for row in rows if row)


def _split_title(blocks: list[RawBlock]) -> tuple[str | None, list[RawBlock]]:
    for i, block in enumerate(blocks[:5]):
        if block.kind is BlockKind.TITLE or (i == 0 and block.kind is BlockKind.HEADING and block.level == 1):
            rest = blocks[:i] + blocks[i + 1 :]
            return block.text, [_untitled(other) for other in rest]
    return None, [_untitled(block) for block in blocks]


def _untitled(block: RawBlock) -> RawBlock:
    return RawBlock(block.text, BlockKind.HEADING, 1) if block.kind is BlockKind.TITLE else block
