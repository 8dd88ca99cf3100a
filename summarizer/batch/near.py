"""Sketches that are alike, by locality-sensitive hashing (Leskovec, Rajaraman & Ullman 2014, section 3.4).

Each sketch is cut into bands; one is compared with the first that has a band the same. The library's own index would
hold a set and a key for each band of each article, some 400 MB for 100,000; sorting numbers takes a tenth of that.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from summarizer.batch.sketch import PERMUTATIONS

SIMILAR = 0.7
"""Share of the sketch that near-duplicates have in common, at least; by judgement: wire copy and a desk's version."""
_BANDS = 16
"""Of four numbers each: a pair at 0.7 has one in common in 99 of 100 cases, a pair at 0.3 in 12 of 100."""

Sketches = NDArray[np.uint32]


def unpacked(sketches: bytes) -> Sketches:
    """Return n sketches laid end to end as an array, shape (n, PERMUTATIONS)."""
    return np.frombuffer(sketches, "<u4").reshape(-1, PERMUTATIONS)


def earliest_alike(sketches: Sketches) -> NDArray[np.int64]:
    """Return for each of n sketches, shape (n, PERMUTATIONS), the first one found that is like it, or itself."""
    found = np.arange(len(sketches))
    for band in np.split(sketches, _BANDS, axis=1):
        key = np.ascontiguousarray(band).view(f"V{band.shape[1] * 4}").ravel()
        _, first, member = np.unique(key, return_index=True, return_inverse=True)
        candidate = first[member]
        later = np.flatnonzero(candidate < found)
        alike = (sketches[later] == sketches[candidate[later]]).mean(axis=1) >= SIMILAR
        found[later[alike]] = candidate[later[alike]]
    return found
