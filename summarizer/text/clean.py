"""Cleaning of text, once, before a document exists.

Words and punctuation stay as they were written: smart quotes, accents, emoji and right-to-left text pass unchanged.
Only what a reader cannot see, or what breaks offsets, goes.
"""

from __future__ import annotations

import re
import unicodedata

# Byte-order marks, soft hyphens, zero-width spaces and joiners that carry no meaning, control characters, and the
# bidirectional embeddings and overrides that can make a quote read differently from its code points (CVE-2021-42574);
# and lone surrogates, halves of characters that no encoding can carry.
# ZWJ and ZWNJ stay (emoji, Persian), and so do the plain LRM and RLM marks.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u2060-\u2064\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb]"
)


def clean(text: str) -> str:
    """Return text in Unicode normal form C (UAX #15) on one line, white space collapsed and invisible characters gone.

    Idempotent.
    """
    lean = text.isprintable()  # holds nothing invisible and no white space but spaces: most text, and quickly told
    if not lean:
        text = _INVISIBLE.sub("", text)
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return text.strip() if lean and "  " not in text else " ".join(text.split())
