"""Tokens as treebanks cut them: punctuation, currency, possessives and contractions stand apart.

After the Penn Treebank (Marcus, Santorini & Marcinkiewicz 1993), with two differences: a hyphenated compound stays one
token, as it did there before 2011, and the full stop that ends a sentence is never part of an abbreviation.
"""

from __future__ import annotations

import re

from summarizer.document import Span
from summarizer.text.lexicon import lexicon

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}(?:[-–]\w+)*"  # U.S., a.m., U.S.-led
    r"|\d[\w.,:/–-]*(?<=[\w])"  # 1,000 · 7.30pm · 18-year-old · 2019-20
    r"|[^\W_]\w*(?:[-–/.&'’@_]\w+)*(?:\.(?=\s))?"  # a word, with the stop of what may be an abbreviation
    r"|['’](?:s|S|re|ve|ll|d|m)\b"
    r"|\.{2,}|-{2,}|''|``|\S"
)
_CLITIC = re.compile(r"(?:n['’]t|['’](?:s|re|ve|ll|d|m))\Z", re.IGNORECASE)
_NOT = frozenset({"cannot", "Cannot", "CANNOT"})
_SPLIT_MARKS = frozenset("'’.")


def tokenise(text: str, start: int, end: int) -> list[Span]:
    """Return the tokens of ``text[start:end]`` in order: absolute, without overlap, all that is not white space."""
    tokens: list[Span] = []
    for match in _TOKEN.finditer(text, start, end):
        first, last = match.span()
        word = match[0]
        if last - first > 2 and (word in _NOT or not word.isalpha()) and (cut := _cut(word)):
            tokens.append(Span(first, first + cut))
            first += cut
        tokens.append(Span(first, last))
    return tokens


def _cut(word: str) -> int:
    """Return where a contraction, a possessive or a word with a full stop after it falls in two; 0 if it does not."""
    if word in _NOT:
        return 3
    if _SPLIT_MARKS.isdisjoint(word):
        return 0
    if word[-1] == ".":
        whole = word.count(".") > 1 or len(word) == 2 or word[:-1] in lexicon("en").abbreviations
        return 0 if whole else len(word) - 1
    clitic = _CLITIC.search(word)
    return clitic.start() if clitic else 0
