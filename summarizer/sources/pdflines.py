"""Lines of a PDF's pages with their size, weight and place; and the paragraphs that they make."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from summarizer.sources.lines import join

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_BOLD = re.compile(r"bold|black|heavy|semibold", re.IGNORECASE)
_BULLET = re.compile(r"[•‣▪●◦·\uf0b7–-]\s+(?=\S)")
_SENTENCE_END = re.compile(r"[.!?…:。！？][\"'”’»)\]]*$")
_PAGE_NUMBER = re.compile(r"\W*(?:(?:page|p\.|seite|halaman)\s*)?\d{1,4}(?:\s*(?:/|of|von|dari)\s*\d{1,4})?\W*", re.I)
_DIGITS = re.compile(r"\d+")
_EDGE_LINES = 2
"""Lines at the top and the bottom of a page among which running heads are looked for."""
_WIDE_GAP = 1.35
"""Distance between lines, in the usual distance, that parts paragraphs; half a line is what most templates set."""
_SAME_SIZE = 0.08
_SHORT = 0.75
"""Length of a line, in that of the longest tenth, below which a sentence that ends on it ends a paragraph."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its words, its type size and its start, in points from the lower left corner."""

    text: str
    size: float
    bold: bool
    x: float
    y: float
    bullet: bool = False


class LineReader:
    """Gathers the pieces that pypdf reports for a page into lines."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._pieces: list[tuple[str, float, bool, float, float]] = []

    def visit(self, text: str, cm: Sequence[float], tm: Sequence[float], font: Any, size: float) -> None:
        """Take a piece of text with its transformation matrices (ISO 32000-1:2008, 9.4.4) and font."""
        if not text:
            return
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        scale = abs(tm[3] * cm[3]) or abs(tm[1] * cm[2]) or 1.0
        name = str(font.get("/BaseFont", "")) if font else ""
        first, *others = text.split("\n")
        self._pieces.append((first, size * scale, bool(_BOLD.search(name)), x, y))
        for other in others:
            self._end_line()
            self._pieces.append((other, size * scale, bool(_BOLD.search(name)), x, y))

    def finish(self) -> list[Line]:
        """Return the lines of the page."""
        self._end_line()
        return self.lines

    def _end_line(self) -> None:
        said = [piece for piece in self._pieces if piece[0].strip()]
        self._pieces, pieces = [], self._pieces
        if not said:
            return
        text = " ".join("".join(piece[0] for piece in pieces).translate(_LIGATURES).split())
        _, size, bold, _, _ = max(said, key=lambda piece: len(piece[0]))
        bullet = _BULLET.match(text)
        words = text[bullet.end() :] if bullet else text
        self.lines.append(Line(words, round(size * 2) / 2, bold, said[0][3], said[0][4], bool(bullet)))


def body_size(pages: Sequence[Sequence[Line]]) -> float:
    """Return the type size, in points, that most characters are set in."""
    sizes: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def without_running_heads(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """Leave out page numbers, and lines that stand at the edge of at least half of the pages but for their digits."""
    edges = [_edge(lines) for lines in pages]
    seen = Counter(text for edge in edges for text in {_DIGITS.sub("#", line.text) for line in edge})
    kept = []
    for lines, edge in zip(pages, edges, strict=True):
        dropped = {
            id(line)
            for line in edge
            if _PAGE_NUMBER.fullmatch(line.text)
            or (seen[_DIGITS.sub("#", line.text)] >= 2 and 2 * seen[_DIGITS.sub("#", line.text)] >= len(pages))
        }
        kept.append([line for line in lines if id(line) not in dropped])
    return kept


def paragraphs(pages: Sequence[Sequence[Line]]) -> Iterator[tuple[str, Line]]:
    """Yield the text of each paragraph with its first line; one that runs over a page or column is not parted."""
    flat = [line for lines in pages for line in lines]
    if not flat:
        return
    leading = _leading(flat)
    full = sorted(len(line.text) for line in flat)[(len(flat) - 1) * 9 // 10]
    words = Counter(re.findall(r"\w+(?:-\w+)+|\w+", " ".join(line.text for line in flat).casefold()))
    first, pieces = flat[0], [flat[0].text]
    for last, line in pairwise(flat):
        if _parts(last, line, leading=leading, full=full):
            yield join(pieces), first
            first, pieces = line, [line.text]
        elif _is_broken_word(pieces[-1], line.text, words):
            pieces[-1] = pieces[-1][:-1] + line.text
        else:
            pieces.append(line.text)
    yield join(pieces), first


def _edge(lines: Sequence[Line]) -> list[Line]:
    by_height = sorted(lines, key=lambda line: line.y)
    return by_height[:_EDGE_LINES] + by_height[max(_EDGE_LINES, len(by_height) - _EDGE_LINES) :]


def _leading(lines: Sequence[Line]) -> float:
    """Return the usual distance between baselines, in type sizes."""
    gaps = [(a.y - b.y) / b.size for a, b in pairwise(lines) if a.size == b.size > 0 and 0 < a.y - b.y < 4 * b.size]
    return median(gaps) if gaps else 1.2


def _parts(last: Line, line: Line, *, leading: float, full: int) -> bool:
    if line.bullet or line.bold != last.bold or abs(line.size - last.size) > _SAME_SIZE * last.size:
        return True
    gap = last.y - line.y
    if gap >= 0 and gap > _WIDE_GAP * leading * line.size:
        # Over a page or column the gap is negative, or says nothing.
        return True
    ended = bool(_SENTENCE_END.search(last.text))
    return ended and (line.x - last.x > line.size * 0.8 or len(last.text) < _SHORT * full)


def _is_broken_word(left: str, right: str, words: Counter[str]) -> bool:
    """Whether a word was hyphenated at the line's end, rather than written with a hyphen as elsewhere in the text."""
    if left.endswith("\u00ad"):
        return True
    if not (left.endswith(("-", "\u2010")) and left[-2:-1].isalpha() and right[:1].islower()):
        return False
    start = re.search(r"\w+$", left[-60:-1])
    end = re.match(r"\w+", right)
    if start is None or end is None:
        return False
    return words[f"{start[0]}-{end[0]}".casefold()] <= words[(start[0] + end[0]).casefold()]
