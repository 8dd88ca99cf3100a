"""Whether a model wrote language at all, before anybody asks whether what it wrote is true."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from summarizer.document import Document
from summarizer.errors import EngineError
from summarizer.text.words import words

_LONGEST = 1_000
"""Characters of a statement; the longest sentence in a thousand news highlights has 400."""
_SAMPLE = 2_000
"""Characters of the article by which its scripts are known."""
_RUN = 6
"""Times the same word in a row that no language needs."""
_FEW, _FRESH = 12, 0.3
"""From this many words on, this share must be different ones; people's highlights have over 0.7 of them."""
_LOOP = re.compile(r"([^\s.\-–—_*]{1,8}?)\1{15,}")
"""Letters that go round and round without a space."""
_BROKEN = "\ufffd"
"""What decoding puts for bytes that are no character."""
_AT_HOME = 0.5
"""Share of the letters that must be in a script of the article: a name or two may be in another."""
_JAPANESE = {"HIRAGANA": "CJK", "KATAKANA": "CJK"}


def refuse_nonsense(statements: Sequence[str], document: Document) -> None:
    """Raise EngineError, with the reason, if what a model wrote is not language of the article's script."""
    whole = " ".join(statements)
    said = words(whole.lower(), document.language)
    if not any(any(map(str.isalpha, word)) for word in said):
        raise EngineError("The model wrote no words.")
    if _BROKEN in whole and _BROKEN not in document.text:
        raise EngineError("The model wrote bytes that are no text.")
    if any(len(statement) > _LONGEST for statement in statements):
        raise EngineError(f"The model wrote a statement of more than {_LONGEST:,} characters.")
    if _LOOP.search(whole) or max(len(list(run)) for _, run in groupby(said)) >= _RUN:
        raise EngineError("The model repeated the same word without end.")
    if len(said) >= _FEW and len(set(said)) < _FRESH * len(said):
        raise EngineError("The model repeated itself.")
    home, found = _scripts(document.quote(document.sentences[0]) + document.text[:_SAMPLE]), _scripts(whole)
    if home and sum(found[script] for script in home) < _AT_HOME * found.total():
        raise EngineError("The model did not write in the article's script.")


def _scripts(text: str) -> Counter[str]:
    """Count the letters of each script; Han and kana are one."""
    names = (unicodedata.name(letter, "?").partition(" ")[0] for letter in text if letter.isalpha())
    return Counter(_JAPANESE.get(name, name) for name in names)
