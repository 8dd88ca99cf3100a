"""From what a source read to a :class:`~summarizer.document.Document`: clean, place, tell apart, split. Once."""

from __future__ import annotations

from summarizer.document import Block, BlockKind, Document, RawArticle, RawBlock, Sentence
from summarizer.errors import TooLargeError
from summarizer.settings import Settings
from summarizer.text.blocks import classify
from summarizer.text.byline import byline_of
from summarizer.text.clean import clean
from summarizer.text.language import SAMPLE_CHARACTERS, detect
from summarizer.text.sentences import split

_BETWEEN = "\n\n"


def assemble(
    raw: RawArticle, *, title: str | None = None, language: str | None = None, settings: Settings | None = None
) -> Document:
    """Build the document of an article. A title or language given here outranks the source's own.

    A title is the first block of the text, so that its context is exact; a body that repeats it loses the repetition.
    Raises TooLargeError over ``settings.max_characters`` or ``settings.max_blocks``.
    """
    settings = settings or Settings()
    heading = clean(title or "") or clean(raw.title or "")
    if len(raw.blocks) > settings.max_blocks:
        raise TooLargeError(f"The text has {len(raw.blocks):,} paragraphs; the limit is {settings.max_blocks:,}.")
    body = [RawBlock(text, block.kind, block.level) for block in raw.blocks if (text := clean(block.text))]
    if heading and body and body[0].text.casefold() == heading.casefold():
        del body[0]
    text, blocks = _place(heading, body)
    if len(text) > settings.max_characters:
        raise TooLargeError(f"The text has {len(text):,} characters; the limit is {settings.max_characters:,}.")
    code, confidence = (language.split("-")[0].lower(), 1.0) if language else detect(_sample(text, blocks))
    sentences = [
        Sentence(span.start, span.end, number)
        for number, block in enumerate(blocks)
        if block.kind.is_body
        for span in split(text, block.start, block.end, language=code)
        # A lone dash or emoji says nothing that could be told.
        if text[span.start].isalnum() or any(map(str.isalnum, text[span.start : span.end]))
    ]
    return Document(
        text=text,
        blocks=tuple(blocks),
        sentences=tuple(sentences[: settings.max_sentences]),
        language=code,
        language_confidence=confidence,
        byline=clean(raw.byline) if raw.byline else byline_of(_lines(text, blocks), language=code),
        published=raw.published,
        site=clean(raw.site) if raw.site else None,
        url=raw.url,
        page_text=raw.page_text,
        sentences_omitted=max(0, len(sentences) - settings.max_sentences),
    )


def _place(title: str, body: list[RawBlock]) -> tuple[str, list[Block]]:
    """Join the blocks' texts, and say where each one lies."""
    parts = [RawBlock(title, BlockKind.TITLE)] if title else []
    kinds = [BlockKind.TITLE] if title else []
    parts += body
    kinds += classify(body)
    blocks, offset = [], 0
    for part, kind in zip(parts, kinds, strict=True):
        blocks.append(Block(kind, offset, offset + len(part.text), part.level))
        offset += len(part.text) + len(_BETWEEN)
    return _BETWEEN.join(part.text for part in parts), blocks


def _lines(text: str, blocks: list[Block]) -> list[tuple[BlockKind, str]]:
    """Return what stands around the body, by the part it plays."""
    return [(block.kind, text[block.start : block.end]) for block in blocks if block.kind is not BlockKind.TITLE]


def _sample(text: str, blocks: list[Block]) -> str:
    """Return the beginning of the body, or of the whole text if it has none."""
    start = next((block.start for block in blocks if block.kind.is_body), 0)
    return text[start : start + SAMPLE_CHARACTERS]
