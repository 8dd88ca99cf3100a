"""Long texts as overlapping windows that lose nothing: each piece is read where most of its context can be seen."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np


class Window(NamedTuple):
    """A run of pieces to read together, and the part of it whose states are taken; half-open."""

    start: int
    end: int
    from_: int
    to: int


def windows(bounds: Sequence[int], *, size: int, overlap: int) -> list[Window]:
    """Divide pieces into windows of at most ``size``, neighbours sharing about ``overlap``.

    ``bounds`` holds where each sentence starts, and last the number of pieces. A window begins with a sentence if one
    begins near enough. The parts taken follow on one another without gap, and meet in the middle of what is shared.
    Raises ValueError unless 0 ≤ overlap < size.
    """
    if not 0 <= overlap < size:
        raise ValueError(f"an overlap of {overlap} does not fit into windows of {size}")
    total = int(bounds[-1])
    runs: list[tuple[int, int]] = []
    start = 0
    while start < total:
        end = min(start + size, total)
        runs.append((start, end))
        start = total if end == total else _next_start(bounds, start, end, overlap)
    edges = [0, *((later[0] + earlier[1]) // 2 for earlier, later in pairwise(runs)), total]
    return [Window(*run, edges[i], edges[i + 1]) for i, run in enumerate(runs)]


def _next_start(bounds: Sequence[int], start: int, end: int, overlap: int) -> int:
    """Return the last start of a sentence that leaves the overlap, unless that would hardly move on."""
    latest = end - overlap
    begin = int(bounds[int(np.searchsorted(bounds, latest, side="right")) - 1])
    return begin if begin > start + (latest - start) // 2 else latest
