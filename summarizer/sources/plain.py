"""Plain text to blocks: paragraphs at blank lines, hard-wrapped lines joined, a title where one stands apart."""

from __future__ import annotations

import re

from summarizer.document import BlockKind, RawArticle, RawBlock
from summarizer.errors import TooLargeError
from summarizer.settings import Settings
from summarizer.sources.lines import CJK, unwrap, wrap_width

# Everything but a line feed that breaks lines (Unicode Standard Annex 14, classes BK, CR, NL).
_BREAKS = str.maketrans({"\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n\n"})
_OTHER_BREAKS = "\r\x0b\x0c\x85\u2028\u2029"
_BULLETS = "•‣▪●◦*–-"
_BULLET = re.compile(rf"[{_BULLETS}]\s+(?=\S)")
_SENTENCE_END = re.compile(r"[.!…:;,。！؟।—–-][\"'”’»)\]]*$|[.?!][\"'”’)]*\s+[A-Z“\"]")
_NOT_A_TITLE = re.compile(
    r"\(|(?:by|von|par|por|oleh|di)\s|(?:cover |last )?(?:image|photo|picture|screenshot|published|"
    r"updated|posted)\b|.*\s--\s",
    re.IGNORECASE,
)
_KICKER = re.compile(
    r"(?:press|news|media) release|for immediate release\b.{0,40}|pressemitteilung|communiqué de presse"
    r"|(?:nota|comunicado) de prensa|comunicato stampa|siaran pers",
    re.IGNORECASE,
)
"""A line over the title that says what kind of text this is."""
_TITLE_CHARACTERS = 160
"""Longest first line that counts as a title: the longest in four news archives is about 130."""
_QUESTION_CHARACTERS = 80
"""Longest first line in question form that counts as a title; longer ones in the archives open the story."""
_TITLE_WORDS = 3
_STRIPPED = " \t\u00a0\u3000\ufeff\u200b"


def read_text(text: str, *, settings: Settings) -> RawArticle:
    """Return the blocks of a plain text; it is always taken as text, whatever it looks like.

    A first short line that stands apart and does not end like a sentence is the title, and not a block.
    Raises :class:`TooLargeError` over ``settings.max_characters``.
    """
    if len(text) > settings.max_characters:
        raise TooLargeError(f"The text has {len(text):,} characters; at most {settings.max_characters:,} are read.")
    if any(character in text for character in _OTHER_BREAKS):
        text = text.replace("\r\n", "\n").translate(_BREAKS)
    groups = _groups(text)
    if not groups:
        return RawArticle(blocks=())
    width = wrap_width(groups)
    if width is None:
        paragraphs = [line for lines in groups for line in lines]
        apart = True
    else:
        paragraphs = [paragraph for lines in groups for paragraph in unwrap(lines, width=width)]
        apart = len(groups[0]) == 1
    if apart and _KICKER.fullmatch(paragraphs[0]):
        del paragraphs[0]
    title = _title(paragraphs) if apart else None
    if title is not None:
        del paragraphs[0]
    return RawArticle(blocks=_blocks(paragraphs), title=title)


def _groups(text: str) -> list[list[str]]:
    """Return the stripped lines of a text, grouped where blank lines stand between them."""
    groups: list[list[str]] = []
    current: list[str] = []
    for raw in text.split("\n"):
        line = raw.strip(_STRIPPED)
        if line:
            current.append(line)
        elif current:
            groups.append(current)
            current = []
    if current:
        groups.append(current)
    return groups


def _title(paragraphs: list[str]) -> str | None:
    if len(paragraphs) < 2:
        return None
    first, second = paragraphs[0], paragraphs[1]
    if (
        len(first) > _TITLE_CHARACTERS
        or _SENTENCE_END.search(first)
        or _NOT_A_TITLE.match(first)
        or _BULLET.match(first)
    ):
        return None
    if first.endswith(("?", "？")) and len(first) > _QUESTION_CHARACTERS:
        return None
    # Chinese and Japanese headlines have no spaces; two characters say as much as a word.
    if len(first.split()) + len(CJK.findall(first)) // 2 < _TITLE_WORDS:
        return None
    longest = max(len(paragraph) for paragraph in paragraphs[1:8])
    return first if len(second) > len(first) or longest > 2 * len(first) else None


def _blocks(paragraphs: list[str]) -> tuple[RawBlock, ...]:
    if not any(paragraph[0] in _BULLETS for paragraph in paragraphs):
        return tuple([RawBlock(paragraph) for paragraph in paragraphs])
    marks = [None, *(_BULLET.match(paragraph) for paragraph in paragraphs), None]
    blocks = []
    for paragraph, before, mark, after in zip(paragraphs, marks, marks[1:], marks[2:], strict=False):
        # A dash alone may open a speech; a list has two in a row.
        if mark and (before or after):
            blocks.append(RawBlock(paragraph[mark.end() :], BlockKind.LIST_ITEM))
        else:
            blocks.append(RawBlock(paragraph))
    return tuple(blocks)
