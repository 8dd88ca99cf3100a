"""What kind of file some bytes are: told by their content, with name and media type only as hints.

The order follows WHATWG MIME Sniffing (2024): byte-order marks, magic numbers, a test for binary data, then the
opening of the text.
"""

from __future__ import annotations

import json
import re
from enum import StrEnum
from pathlib import PurePath

from summarizer.errors import SourceError, UnsupportedMediaError
from summarizer.sources.encoding import unicode_mark, wide_without_mark


class Kind(StrEnum):
    """The kinds of file that are read."""

    PLAIN = "text/plain"
    MARKDOWN = "text/markdown"
    HTML = "text/html"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    GZIP = "application/gzip"


_MAGIC = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "an image, a sound or a film"),
    (b"ID3", "a sound"),
    (b"OggS", "a sound"),
    (b"\x1aE\xdf\xa3", "a film"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file; save it as DOCX, PDF or text"),
    (b"{\\rtf", "an RTF file; save it as DOCX, PDF or text"),
    (b"7z\xbc\xaf'\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"SQLite format 3\x00", "a database"),
    (b"%!PS", "a PostScript file; save it as PDF or text"),
)
_HTML_OPENING = re.compile(
    r"(?>(?:\s++|<!--(?>.*?-->)|<\?xml[^>]{0,200}>)*)"
    r"<(?:!doctype\s+html|(?:html|head|body|meta|title|link|script|style|h[1-6]|p|div|section|article|main|header|"
    r"figure|blockquote|table|[uo]l|br|a|b|i|em|strong|span|img|font|nav)(?=[\s/>]))",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(
    r"</?(?:html|body|p|div|br|h[1-6]|ul|ol|li|a|b|i|em|strong|span|blockquote|article)(?:\s[^<>]*)?/?>", re.I
)
_FRONT_MATTER = re.compile(
    r"---[ \t]*\r?\n(?:[^\n]*\n){0,60}?[A-Za-z_]+:[^\n]*\n(?:[^\n]*\n){0,60}?(?:---|\.\.\.)[ \t]*\r?\n"
)
_MARKDOWN_SIGN = re.compile(
    r"^#{1,6} +\S|^```|^!?\[[^\]\n]+\]\(\S+\)|^> \S|"
    r"\[[^\]\n]+\]\((?:https?://|/)[^)\s]+\)|\*\*[^*\s][^*\n]*\*\*|^\|(?: *:?-+:? *\|)+",
    re.MULTILINE,
)
_MARKDOWN_CHARACTERS = "#[*`>|"
"""One of these is in every match of the expression; most news texts have none, and looking costs a hundredth."""
_NEVER_IN_TEXT = bytes((*range(0x09), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20)))
"""The "binary data bytes" of WHATWG MIME Sniffing."""
_OPENING_CHARACTERS = 4_096
_DOCX_PART = "word/document.xml"


def tell_kind(data: bytes, *, name: str | None = None, media_type: str | None = None) -> Kind:
    """Return the kind of file that bytes are.

    Raises :class:`UnsupportedMediaError` for a kind that is not read, and for binary data of no known kind.
    """
    if unicode_mark(data) is None:
        stripped = data[:1_100].lstrip()
        if stripped.startswith(b"%PDF-"):
            return Kind.PDF
        if data.startswith(b"PK\x03\x04"):
            return _zip_kind(data)
        if data.startswith(b"\x1f\x8b\x08"):
            return Kind.GZIP
        for magic, words in _MAGIC:
            if stripped.startswith(magic):
                raise UnsupportedMediaError(f"This is {words}.")
        if _is_binary(data):
            # A PDF may carry up to 1,024 bytes of something else before its header (ISO 32000-1:2008, annex H).
            if b"%PDF-" in data[:1_100]:
                return Kind.PDF
            raise UnsupportedMediaError("This is binary data of a kind that is not read.")
    return _text_kind(data, name=name, media_type=media_type)


def text_hint(*, name: str | None, media_type: str | None) -> Kind | None:
    """Return the kind of text that a media type or a file name promises, if it promises one."""
    essence = (media_type or "").partition(";")[0].strip().lower()
    by_type = {
        "text/html": Kind.HTML,
        "application/xhtml+xml": Kind.HTML,
        "text/markdown": Kind.MARKDOWN,
        "text/x-markdown": Kind.MARKDOWN,
    }
    by_suffix = {
        ".html": Kind.HTML,
        ".htm": Kind.HTML,
        ".xhtml": Kind.HTML,
        ".md": Kind.MARKDOWN,
        ".markdown": Kind.MARKDOWN,
    }
    return by_type.get(essence) or by_suffix.get(PurePath(name or "").suffix.lower())


def _text_kind(data: bytes, *, name: str | None, media_type: str | None) -> Kind:
    mark = unicode_mark(data)
    encoding = mark[1] if mark else wide_without_mark(data) or "utf-8"
    start = len(mark[0]) if mark else 0
    opening = data[start : start + 4 * _OPENING_CHARACTERS].decode(encoding, "replace")[:_OPENING_CHARACTERS]
    if _HTML_OPENING.match(opening):
        return Kind.HTML
    _refuse_data(data, opening)
    hint = text_hint(name=name, media_type=media_type)
    if hint is Kind.HTML and not _TAG.search(opening):
        hint = None
    if hint is not None:
        return hint
    if _FRONT_MATTER.match(opening) or opening.lstrip("\n\r ").startswith("# "):
        return Kind.MARKDOWN
    if not any(character in opening for character in _MARKDOWN_CHARACTERS):
        return Kind.PLAIN
    # One sign may be a writer's own asterisks; three are a habit.
    return Kind.MARKDOWN if len(_MARKDOWN_SIGN.findall(opening)) >= 3 else Kind.PLAIN


def _refuse_data(data: bytes, opening: str) -> None:
    """Raise for text that is written for programs: other XML, JSON, and lines of JSON."""
    start = opening.lstrip()
    if re.match(r"<\?xml|<(?:rss|feed|svg|urlset)\b", start, re.IGNORECASE):
        raise UnsupportedMediaError("This is an XML file of a kind that is not read.")
    # A text may open with a line such as [1], but not with an object on a line of its own, as JSON lines do.
    if (start.startswith("{") and _is_json(data.lstrip().partition(b"\n")[0])) or (
        start.startswith(("{", "[")) and _is_json(data)
    ):
        raise UnsupportedMediaError(
            "This is JSON: the endpoint reads one article, and summarizer batch many; or send the text in it."
        )


def _is_json(data: bytes) -> bool:
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True


def _is_binary(data: bytes) -> bool:
    if wide_without_mark(data) is not None:
        return False
    sample = data[:4_096]
    # Some systems leave a stray control character in a text, and no binary format has as few as one in a hundred.
    return (len(sample) - len(sample.translate(None, _NEVER_IN_TEXT))) * 100 > len(sample)


def _zip_kind(data: bytes) -> Kind:
    import io
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
        raise SourceError("The file starts like a ZIP or DOCX file, but it is damaged.") from error
    if _DOCX_PART in names:
        return Kind.DOCX
    if "mimetype" in names and "content.xml" in names:
        raise UnsupportedMediaError("This is an OpenDocument file; save it as DOCX, PDF or text.")
    raise UnsupportedMediaError("This is a ZIP archive without a Word document in it.")
