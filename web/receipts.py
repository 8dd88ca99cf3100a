"""The source text cut into pieces at the words that statements rest on, so that each statement shows in its place."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise
from typing import NamedTuple

from summarizer.records import Context, DocumentBlock, Summary


class Weight(IntEnum):
    """How strongly words are marked; where passages overlap, the strongest shows."""

    SPARE = 0
    SUPPORT = 1
    STANDFIRST = 2
    POINT = 3


class Passage(NamedTuple):
    """A range of the source that a statement rests on; ``name`` is the statement's in the page's anchors."""

    start: int
    end: int
    name: str
    weight: Weight


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of source text that the same passages cover."""

    text: str
    names: tuple[str, ...] = ()
    """Statements that rest on it."""
    weight: str | None = None
    starts: tuple[str, ...] = ()
    """Statements whose first words these are."""
    ends: tuple[str, ...] = ()
    """Statements whose last words these are."""


@dataclass(frozen=True, slots=True)
class SourceBlock:
    """A block of the source, in pieces that join to its text."""

    kind: str
    pieces: tuple[Piece, ...]


def source_blocks(summary: Summary) -> tuple[SourceBlock, ...]:
    """Return the blocks of the source; empty unless the summary was made with include=text, in code points."""
    text, blocks = summary.document.text or "", summary.document.blocks or ()
    firsts, lasts = _edges(summary)
    return tuple(
        SourceBlock(
            block.kind.value,
            tuple(
                _piece(text[start:end], start, found, starts=firsts.get(start, ()), ends=lasts.get(end, ()))
                for start, end in pairwise(_cuts(block, found))
            ),
        )
        for block, found in zip(blocks, _by_block(_passages(summary), blocks), strict=True)
    )


def _statements(summary: Summary) -> Iterator[tuple[str, Weight, tuple[Context, ...]]]:
    for number, highlight in enumerate(summary.highlights, 1):
        yield str(number), Weight.POINT, highlight.contexts
    yield "summary", Weight.STANDFIRST, summary.summary.contexts
    yield "headline", Weight.STANDFIRST, summary.headline.contexts
    for number, spare in enumerate(summary.alternatives, 1):
        yield f"spare-{number}", Weight.SPARE, spare.contexts


def _passages(summary: Summary) -> Iterator[Passage]:
    for name, weight, contexts in _statements(summary):
        yield from (Passage(c.offset, c.offset + c.length, name, weight) for c in contexts)
    for number, highlight in enumerate(summary.highlights, 1):
        yield from (Passage(c.offset, c.offset + c.length, str(number), Weight.SUPPORT) for c in highlight.support)


def _edges(summary: Summary) -> tuple[dict[int, tuple[str, ...]], dict[int, tuple[str, ...]]]:
    """Return the names of the statements that begin and end at an offset."""
    firsts: dict[int, tuple[str, ...]] = defaultdict(tuple)
    lasts: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for name, _, contexts in _statements(summary):
        if contexts:
            firsts[min(c.offset for c in contexts)] += (name,)
            lasts[max(c.offset + c.length for c in contexts)] += (name,)
    return firsts, lasts


def _by_block(passages: Iterable[Passage], blocks: Sequence[DocumentBlock]) -> list[list[Passage]]:
    """Return the passages of each block; one that runs over several belongs to all of them."""
    within: list[list[Passage]] = [[] for _ in blocks]
    offsets = [block.offset for block in blocks]
    for passage in passages:
        first = max(bisect_right(offsets, passage.start) - 1, 0)
        for index in range(first, bisect_right(offsets, passage.end - 1)):
            within[index].append(passage)
    return within


def _cuts(block: DocumentBlock, passages: Iterable[Passage]) -> list[int]:
    start, end = block.offset, block.offset + block.length
    edges = {edge for passage in passages for edge in passage[:2] if start < edge < end}
    return sorted({start, end} | edges)


def _piece(text: str, at: int, passages: Iterable[Passage], *, starts: tuple[str, ...], ends: tuple[str, ...]) -> Piece:
    covering = [passage for passage in passages if passage.start <= at < passage.end]
    names = tuple(dict.fromkeys(passage.name for passage in covering))
    weight = max((passage.weight for passage in covering), default=None)
    return Piece(text, names, None if weight is None else weight.name.lower(), starts, ends)
