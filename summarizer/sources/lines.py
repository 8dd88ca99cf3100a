"""Lines to paragraphs: told by how long the lines are, whether they were broken to fit a width."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_WIDEST = 160
"""Characters of the widest hard-wrapped line: old mail stops at 80, wide terminals and code at 132."""
_NARROWEST = 30
_FITTING = 0.8
"""Share of breaks that must fit the width. A wrapped text has nearly all of them, a text of free lines under half."""
_RUNNING = 0.4
"""Share of breaks that must fall in mid-sentence. Wrapped prose has about nine in ten."""
_TERMINAL = (".", "!", "?", "…", ":", ";", "。", "！", "？", "؟", "।", '."', ".”", ".’", '?"', "?”", '!"', "!”", "。」")
_BULLET = re.compile(r"(?:[•‣▪●◦·*–-]|\d{1,3}[.)])\s")
CJK = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
"""Characters of Chinese and Japanese, which are written without spaces."""


def wrap_width(paragraphs: Sequence[Sequence[str]]) -> int | None:
    """Return the width that lines were wrapped to, in characters, or None where each line is a paragraph of its own.

    A break made by wrapping has two marks: the next line's first word would not have fitted, and it mostly falls in
    mid-sentence. ``paragraphs`` are stripped, non-empty lines, grouped where blank lines stood.
    """
    lengths = sorted(len(line) for lines in paragraphs for line in lines)
    if not lengths:
        return None
    # The longest line may be an address or a heading that was never wrapped; the ninth tenth is at the width.
    width = lengths[(len(lengths) - 1) * 9 // 10]
    if not _NARROWEST <= width <= _WIDEST:
        return None
    breaks = fitting = running = 0
    for lines in paragraphs:
        for line, following in pairwise(lines):
            breaks += 1
            fitting += _fills(line, following, width)
            running += not line.endswith(_TERMINAL)
    return width if breaks and fitting >= _FITTING * breaks and running >= _RUNNING * breaks else None


def unwrap(lines: Sequence[str], *, width: int) -> list[str]:
    """Join the lines of a hard-wrapped passage into paragraphs.

    A line that ends a sentence and leaves room for the next word ends its paragraph; so does one before a list mark.
    """
    paragraphs: list[list[str]] = []
    for i, line in enumerate(lines):
        last = lines[i - 1]
        ends = last.endswith(_TERMINAL) and not _fills(last, line, width)
        if i == 0 or ends or _BULLET.match(line):
            paragraphs.append([line])
        else:
            paragraphs[-1].append(line)
    return [join(paragraph) for paragraph in paragraphs]


def join(lines: Sequence[str]) -> str:
    """Join the lines of one paragraph: with spaces, except between Chinese or Japanese characters and at hyphens."""
    pieces = [*lines[:1]]
    for left, right in pairwise(lines):
        pieces += (_between(left, right), right)
    return "".join(pieces)


def _between(left: str, right: str) -> str:
    if left.endswith(("-", "\u2010")) and left[-2:-1].isalpha() and right[:1].isalpha():
        return ""
    return "" if CJK.match(left[-1:]) and CJK.match(right[:1]) else " "


def _fills(line: str, following: str, width: int) -> bool:
    first = following[:2] if CJK.match(following) else following.partition(" ")[0]
    return len(line) + 1 + len(first) > width
