"""Find the sentences of a text: spans, never copies.

Blank lines and list marks cut a text into items; one compiled pattern then finds every mark in an item that might end
a sentence, and :mod:`summarizer.text.endings` decides. Time is linear in the text, whatever it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.document import Span
from summarizer.text.endings import CANDIDATE, end_of_sentence
from summarizer.text.lexicon import Lexicon, lexicon

_BULLETS = "•▪◦‣⁃●■"
_BREAK = re.compile(rf"\n(?:[^\S\n]*+\n\s*+|(?=[^\S\n]*+(?:[{_BULLETS}]|[-*–—][^\S\n]|\(?\d{{1,2}}[.)][^\S\n])))")
"""A blank line, or a line break before a list item."""

_LIST_MARK = re.compile(rf"(?:([{_BULLETS}])\s?)?(?:\(?(\d{{1,3}}|[a-z])(\.\)|[.)])\s++(?=[\"“‘'(]?[A-Z]))?")
"""Groups: bullet, number or letter, punctuation. All are optional: it may match nothing."""

_BEFORE_LIST_MARK = re.compile(rf"\s(?=[{_BULLETS}(0-9a-z])")
_LIST_STARTS = frozenset(_BULLETS + "(0123456789a")


def split(text: str, start: int = 0, end: int | None = None, *, language: str = "en") -> list[Span]:
    """Return the sentences within ``text[start:end]``, in order, as absolute offsets in code points.

    Spans do not overlap, carry no outer white space, and leave out nothing else. A blank line always ends a sentence;
    a single line break does only where its line is complete or a list item follows. ``language`` is a BCP 47 tag; one
    without lists of its own is split by the English ones. Nothing outside the range is looked at.
    """
    if end is None:
        end = len(text)
    words = lexicon(language)
    spans: list[Span] = []
    if text.find("\n", start, end) >= 0:
        for match in _BREAK.finditer(text, start, end):
            _split_line(text, start, match.start(), words, spans)
            start = match.end()
    _split_line(text, start, end, words, spans)
    return spans


def _split_line(text: str, start: int, end: int, words: Lexicon, spans: list[Span]) -> None:
    while start < end and text[start].isspace():
        start += 1
    if start < end and text[start] in _LIST_STARTS:
        for item in _later_items(text, start, end):
            _split_item(text, start, item, words, spans)
            start = item
    _split_item(text, start, end, words, spans)


def _later_items(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where the second and later items of a list begin that runs on in one line: ``1) First 2) Second``."""
    first = _LIST_MARK.match(text, start, end)
    if first is None or first.end() == start:
        return
    bullet, number, punctuation = first.groups()
    for space in _BEFORE_LIST_MARK.finditer(text, first.end(), end):
        mark = _LIST_MARK.match(text, space.end(), end)
        if mark is None or mark.end() == space.end() or (mark[1], mark[3]) != (bullet, punctuation):
            continue
        if number is None or mark[2] == _successor(number):
            number = mark[2]
            yield space.end()


def _successor(number: str) -> str:
    return str(int(number) + 1) if number.isdecimal() else chr(ord(number) + 1)


def _split_item(text: str, begin: int, end: int, words: Lexicon, spans: list[Span]) -> None:
    while begin < end and text[end - 1].isspace():
        end -= 1
    for match in CANDIDATE.finditer(text, begin, end):
        after = match.end()
        if after == end:
            break
        stop = end_of_sentence(match, begin=begin, words=words)
        if stop >= 0:
            spans.append(Span(begin, stop))
            begin = after if match[3] else stop
    if begin < end:
        spans.append(Span(begin, end))
