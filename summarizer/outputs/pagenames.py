"""File names of pages, made from headlines: an id is a stranger's text, and never a path."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

_WORDS = re.compile(r"[^\W_]+")
_CHARACTERS = 60
_BYTES = 180
"""Of the 255 that file systems allow; the hash and the ending take 20."""
_DIGITS = 12
"""48 bits: among the 500 pages of a folder that begin alike, two are the same once in two billion archives."""


def page_name(headline: str, identifier: str) -> str:
    """Return the name of a record's page, without an ending: words of its headline, and a hash of its id.

    Letters and digits of any script, and hyphens: nothing that a path, an address or a shell gives a meaning.
    """
    digest = sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    slug = ""
    for word in _WORDS.findall(unicodedata.normalize("NFKC", headline).casefold()):
        longer = f"{slug}-{word}" if slug else word[:_CHARACTERS]
        if len(longer) > _CHARACTERS or len(longer.encode()) > _BYTES:
            break
        slug = longer
    return f"{slug}-{digest}" if slug else digest
