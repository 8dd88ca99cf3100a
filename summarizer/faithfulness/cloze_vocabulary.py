"""The table of words that the network which fills blanks knows: a row for each, and some for what is no single word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from summarizer.faithfulness.reading import Reading

Ints = NDArray[np.integer[Any]]
Floats = NDArray[np.float32]

SPECIAL = 40
"""Rows of the table of words that are for no single word."""
BLANKED, NAME, PLACE = range(3, 6)
"""Rows of a blank, and of values that are names."""
_UNKNOWN, _UNKNOWN_CAPITAL = 1, 2
_FIGURES, _MOST_DIGITS, _BROKEN = 8, 8, 10
"""First row of figures, told apart by their digits up to so many; how much further on those with a point stand."""


@dataclass(frozen=True, eq=False, slots=True)
class Vocabulary:
    """The words that have a row of their own in a table; each is itself, so that it can be remembered by."""

    rows: Mapping[str, int]

    def of(self, reading: Reading) -> Ints:
        """Return the row of each token of a text."""
        known = self.rows
        found = [
            known.get(word) or _unlisted(word, surface)
            for word, surface in zip(words_of(reading), reading.surfaces, strict=True)
        ]
        return np.array(found, dtype=np.int32)


def words_of(reading: Reading) -> list[str]:
    """Return what stands for each token in a vocabulary: the stem of a content word, the key of another."""
    return [term or key for term, key in zip(reading.terms, reading.keys, strict=True)]


def is_figure(word: str) -> bool:
    """Whether a word is told by its digits only."""
    return any(map(str.isdecimal, word))


def _unlisted(word: str, surface: str) -> int:
    digits = sum(map(str.isdecimal, word))
    if digits:
        return _FIGURES + min(digits, _MOST_DIGITS) + _BROKEN * ("." in word or ":" in word)
    return _UNKNOWN_CAPITAL if surface[0].isupper() else _UNKNOWN
