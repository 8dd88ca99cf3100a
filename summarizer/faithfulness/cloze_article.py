"""An article as the network that fills blanks sees it, whatever is asked: worked out once an article."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from summarizer.faithfulness.cloze_vocabulary import Floats, Ints, Vocabulary
from summarizer.faithfulness.evidence import Evidence

_PLACED, _MOST_PLACED = 6.5, 1.2  # brings the logarithm of a place in the article to about 1, and its bound
_REMEMBERED = 4  # articles; statements come article by article


@dataclass(frozen=True, slots=True)
class Told:
    """The n tokens of an article."""

    words: Ints
    """Their rows in the table of words, (n,)."""
    units: Ints
    """The unit that each is in, (n,)."""
    places: Floats
    """How far from the beginning each stands, (n,)."""
    capitals: Floats
    """Which have a capital, (n,)."""
    firsts: Floats
    """Which are the first of their unit, (n,)."""


@lru_cache(maxsize=_REMEMBERED)
def told(evidence: Evidence, vocabulary: Vocabulary) -> Told:
    """Read an article for blanks."""
    surfaces, units = evidence.reading.surfaces, np.array(evidence.unit_of, dtype=np.int64)
    return Told(
        words=vocabulary.of(evidence.reading),
        units=units,
        places=np.minimum(np.log1p(np.arange(len(surfaces))) / _PLACED, _MOST_PLACED).astype(np.float32),
        capitals=np.array([surface[0].isupper() for surface in surfaces], np.float32),
        firsts=np.append(True, units[1:] != units[:-1])[: len(surfaces)].astype(np.float32),
    )
