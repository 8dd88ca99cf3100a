"""Bytes to text: byte-order marks, declared charsets that may lie, and detection where nothing is declared."""

from __future__ import annotations

import codecs
import re

from summarizer.errors import SourceError

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Labels that pages use for one encoding and mean another by (WHATWG Encoding Standard, 2014).
_MEANT = {
    "ascii": "cp1252",
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "shift_jis": "cp932",
}
# What newspapers' systems have written in; a longer list only lets the detector confuse one table with its neighbour.
_CANDIDATES = [
    "big5",
    "cp1250",
    "cp1251",
    "cp1252",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp932",
    "cp949",
    "euc_jp",
    "gb18030",
    "koi8_r",
    "tis_620",
]
_SAMPLE_BYTES = 32_768
"""Bytes that detection looks at: enough for its statistics, and its time grows with them."""
_META_BYTES = 4_096
"""Where a page must declare its charset: 1,024 bytes by the HTML standard, and four times that for careless ones."""
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{1,40})""", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_:.-]{1,40})""", re.IGNORECASE)


def decode(data: bytes, *, charset: str | None = None, markup: bool = False) -> str:
    """Return the text that bytes stand for.

    A byte-order mark is believed first, then UTF-8 if the bytes are valid UTF-8, then ``charset`` (what a header
    said) and, where ``markup`` is true, the charset that a page declares about itself; at last the statistics of
    the bytes. Bytes that fit nothing become U+FFFD.
    """
    wide = unicode_mark(data)
    if wide is not None:
        mark, encoding = wide
        return data[len(mark) :].decode(encoding, "replace")
    guess = wide_without_mark(data)
    if guess is not None:
        return data.decode(guess, "replace")
    declared = [label for label in (charset, _declared(data) if markup else None) if label]
    # Seven-bit encodings with escapes look like plain ASCII, so the declaration has to speak before UTF-8 does.
    escaped = [label for label in declared if _codec(label) in ("iso2022_jp", "hz")]
    for encoding in ["utf-8", *declared] if not escaped else [*escaped, "utf-8"]:
        text = _strictly(data, encoding)
        if text is not None:
            return text
    return _damaged_utf8(data) or data.decode(_detected(data), "replace")


def tell_encoding(sample: bytes) -> str:
    """Return the encoding of a text of which only the beginning is at hand, cut anywhere."""
    wide = unicode_mark(sample)
    if wide is not None:
        return {"utf-8": "utf-8-sig", "utf-16-le": "utf-16", "utf-16-be": "utf-16"}.get(wide[1], "utf-32")
    guess = wide_without_mark(sample)
    if guess is not None:
        return guess
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return "utf-8" if _damaged_utf8(sample) is not None else _detected(sample)
    return "utf-8"


def unicode_mark(data: bytes) -> tuple[bytes, str] | None:
    """Return the byte-order mark that data opens with, and its encoding; None if there is none."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return mark, encoding
    return None


def wide_without_mark(data: bytes) -> str | None:
    """Return ``utf-16-le`` or ``utf-16-be`` where every other byte of a sample is mostly null, else None."""
    sample = data[:2_048]
    if b"\0" not in sample or len(sample) < 4:
        return None
    even, odd = sample[0::2], sample[1::2]
    nulls = even.count(0) / len(even), odd.count(0) / len(odd)
    # Text in Latin letters has nulls in nearly all high bytes and none in the low ones.
    if nulls[0] < 0.05 and nulls[1] > 0.7:
        return "utf-16-le"
    if nulls[1] < 0.05 and nulls[0] > 0.7:
        return "utf-16-be"
    return None


def _declared(data: bytes) -> str | None:
    head = data[:_META_BYTES]
    found = _XML_ENCODING.search(head) or _META_CHARSET.search(head)
    return found.group(1).decode("ascii") if found else None


def _codec(label: str) -> str | None:
    """Return Python's name of the codec meant by a label, or None for one that does not decode bytes to text."""
    try:
        info = codecs.lookup(label.strip().strip("\"'"))
    except (LookupError, ValueError):
        return None
    if not info._is_text_encoding or info.name.startswith(("utf-16", "utf-32", "utf-7", "unicode", "raw", "idna")):
        # Wide encodings without nulls or a mark are lies; the others can carry hidden markup.
        return None
    return _MEANT.get(info.name, info.name)


def _strictly(data: bytes, label: str) -> str | None:
    codec = _codec(label)
    if codec is None:
        return None
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _damaged_utf8(data: bytes) -> str | None:
    """Return UTF-8 text with a few bad bytes replaced, or None where it was never UTF-8."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    # In another encoding hardly any high byte is followed by a valid continuation.
    good = sum(1 for character in text[:_SAMPLE_BYTES] if character > "\x7f") - text[:_SAMPLE_BYTES].count("\ufffd")
    return text if bad * 5 <= good else None


def _detected(data: bytes) -> str:
    from charset_normalizer import from_bytes

    sample = data[:_SAMPLE_BYTES]
    try:
        best = from_bytes(sample, cp_isolation=_CANDIDATES).best()
    except (ValueError, LookupError, RuntimeError) as error:
        raise SourceError("The text is in an encoding that could not be told.") from error
    if best is None:
        return "cp1252"
    return _MEANT.get(best.encoding, best.encoding)
