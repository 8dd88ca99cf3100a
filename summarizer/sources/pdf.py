"""PDF to typed blocks: pypdf reads the lines, their sizes and places say which belong together.

PDF knows no paragraphs. A block ends where the gap between lines grows, the size or weight changes, a line is
indented, or a sentence ends on a short line; lines that stand at the edge of most pages are running heads.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from summarizer.document import BlockKind, RawArticle, RawBlock, Verdict
from summarizer.errors import SourceError, SummarizerError, TooLargeError, UnusableArticleError
from summarizer.settings import Settings
from summarizer.sources.officetitle import author_of, title_of
from summarizer.sources.pdflines import Line, LineReader, body_size, paragraphs, without_running_heads

if TYPE_CHECKING:
    from pypdf import PdfReader

_HEADING_SIZE = 1.15
"""How much larger than the body a heading is set: the smallest step in use is 12 points over 10.5."""
_LONGEST_HEADING = 200
_LONGEST_BOLD_HEADING = 100
_SENTENCE_END = re.compile(r"[.!…:;,。！][\"'”’»)\]]*$")

logging.getLogger("pypdf").addHandler(logging.NullHandler())


def read_pdf(data: bytes, *, settings: Settings) -> RawArticle:
    """Return the article in a PDF.

    The largest heading at the top of the first page is the title, else the file's own title property. Raises
    :class:`TooLargeError` over ``settings.max_pages`` or ``max_characters``, :class:`SourceError` for a broken file or
    one that needs a password, :class:`UnusableArticleError` for pages without text, such as scans.
    """
    from pypdf import PdfReader
    from pypdf.errors import LimitReachedError

    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceError("The PDF is protected by a password.")
        pages = list(_pages(reader, settings=settings))
        properties, language = dict(reader.metadata or {}), reader.root_object.get("/Lang")
    except SummarizerError:
        raise
    except LimitReachedError as error:
        raise TooLargeError("The PDF decompresses to more than is read.") from error
    except Exception as error:
        # A broken or hostile file trips pypdf in more ways than its own errors name.
        raise SourceError("The PDF is damaged, or protected in a way that cannot be read.") from error
    blocks = _blocks(without_running_heads(pages))
    if not blocks:
        raise UnusableArticleError(Verdict.NOT_TEXT, "There is no text in the PDF; it may be a scan.")
    title, blocks = _split_title(blocks)
    return RawArticle(
        blocks=tuple(blocks),
        title=title or title_of(properties.get("/Title")),
        byline=author_of(properties.get("/Author")),
        language=language if isinstance(language, str) else None,
    )


def _pages(reader: PdfReader, *, settings: Settings) -> Iterator[list[Line]]:
    count = len(reader.pages)
    if count > settings.max_pages:
        raise TooLargeError(f"The PDF has {count:,} pages; at most {settings.max_pages:,} are read.")
    characters = 0
    for page in reader.pages:
        lines = LineReader()
        page.extract_text(visitor_text=lines.visit)
        found = lines.finish()
        characters += sum(len(line.text) for line in found)
        if characters > settings.max_characters:
            raise TooLargeError(f"The PDF has more than {settings.max_characters:,} characters.")
        yield found


def _blocks(pages: Sequence[Sequence[Line]]) -> list[RawBlock]:
    body = body_size(pages)
    sizes = sorted({line.size for lines in pages for line in lines if line.size >= _HEADING_SIZE * body}, reverse=True)
    blocks = []
    for text, line in paragraphs(pages):
        if line.bullet:
            blocks.append(RawBlock(text, BlockKind.LIST_ITEM))
        elif line.size >= _HEADING_SIZE * body and len(text) <= _LONGEST_HEADING:
            blocks.append(RawBlock(text, BlockKind.HEADING, min(6, 1 + sizes.index(line.size))))
        elif line.bold and len(text) <= _LONGEST_BOLD_HEADING and not _SENTENCE_END.search(text):
            blocks.append(RawBlock(text, BlockKind.HEADING, min(6, 1 + len(sizes))))
        else:
            blocks.append(RawBlock(text))
    return blocks


def _split_title(blocks: list[RawBlock]) -> tuple[str | None, list[RawBlock]]:
    """Take the highest heading before the first long paragraph for the title."""
    top: list[tuple[int, int]] = []
    for i, block in enumerate(blocks[:8]):
        if block.kind is BlockKind.HEADING:
            top.append((block.level, i))
        elif len(block.text) > _LONGEST_HEADING:
            break
    if not top:
        return None, blocks
    _, i = min(top)
    return blocks[i].text, blocks[:i] + blocks[i + 1 :]
