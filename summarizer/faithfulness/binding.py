"""Whether a fact stands among its neighbours: the words around it in the statement, found around it in the article.

A figure or a name taken from elsewhere in the same article is still false. So each fact carries its statement's other
words with it, nearest first, and every place of the article is weighed by how near those words are to it. The best of
the fact's own places is compared with the best place of what could have stood there instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np

from summarizer.faithfulness.alignment import Alignment, align
from summarizer.faithfulness.evidence import Evidence, Floats
from summarizer.faithfulness.reading import Reading

_NEAR, _FALL = 0.4, 4.0  # as in evidence.py, by tokens within the statement
_SIDE = 4  # tokens on each side of a fact that are compared one by one
_SMALL_WORD = 0.35  # what an equal function word counts beside an equal content word


class Place(NamedTuple):
    """Tokens from one to another, both included."""

    first: int
    last: int


class Bond(NamedTuple):
    """How well the words around a fact stand around places of the article: fits from 0 to 1, slots in equal words."""

    own: float
    own_at: Place | None
    """The best of its own places."""
    rival: float
    rival_at: Place | None
    """The best of the places of what could have stood there instead."""
    own_slot: float
    rival_slot: float
    """The most neighbours, one after another, that a place shares with the fact."""
    best: float
    """The best fit of any place."""
    beside: float
    """The largest share of the statement's other words that one sentence with the fact has, by rarity."""
    cover: float
    """The largest share that any sentence has."""
    others: int
    """How many other content words the statement has."""


class Bonds:
    """The words of one statement, laid over an article."""

    def __init__(self, statement: Reading, evidence: Evidence) -> None:
        self.statement, self._evidence = statement, evidence
        self._size = len(evidence.reading)
        self._fits: dict[tuple[int, int], Floats] = {}
        self._shares: dict[Place, tuple[dict[int, float], int]] = {}

    @cached_property
    def laid(self) -> Alignment | None:
        """The statement over the sentence that it is nearest to, if there is one."""
        return align(self.statement, self._evidence)

    @cached_property
    def _rows(self) -> tuple[Floats, Floats, Floats]:
        """Where the article's words stand in the statement, how rare they are, and how near each place is to them."""
        evidence = self._evidence
        known = [(token, term) for token, term in enumerate(self.statement.terms) if term in evidence.places]
        rows = [evidence.nearness(term) for _, term in known]
        return (
            np.array([token for token, _ in known], dtype=np.float64),
            np.array([evidence.rarity(term) for _, term in known]),
            np.array(rows) if rows else np.zeros((0, self._size)),
        )

    def around(self, first: int, last: int) -> Floats:
        """Return how well each place of the article suits the words around a fact of the statement, 0 to 1."""
        if (first, last) not in self._fits:
            self._fits[first, last] = self._fit(first, last)
        return self._fits[first, last]

    def _fit(self, first: int, last: int) -> Floats:
        at, rarity, rows = self._rows
        apart = np.maximum(first - at, at - last)
        weights = np.where(apart > 0, rarity * (_NEAR + (1 - _NEAR) * np.exp(-apart / _FALL)), 0.0)
        total = weights.sum()
        return weights @ rows / total if total else np.zeros(self._size)

    def bond(self, fact: Place, own: Sequence[Place], rivals: Sequence[Place]) -> Bond:
        """Weigh a fact's own places against those of its rivals."""
        fit = self.around(*fact)
        own_at = max(own, key=lambda place: fit[place.last], default=None)
        rival_at = max(rivals, key=lambda place: fit[place.last], default=None)
        shares, others = self.shares(fact)
        unit_of = self._evidence.unit_of
        return Bond(
            float(fit[own_at.last]) if own_at else 0.0,
            own_at,
            float(fit[rival_at.last]) if rival_at else 0.0,
            rival_at,
            max((self.slot(fact, place) for place in self._beside(fact, own)), default=0.0),
            max((self.slot(fact, place) for place in self._beside(fact, rivals)), default=0.0),
            float(fit.max()) if self._size else 0.0,
            max((shares.get(unit_of[place.last], 0.0) for place in own), default=0.0),
            max(shares.values(), default=0.0),
            others,
        )

    def shares(self, fact: Place) -> tuple[dict[int, float], int]:
        """Return, by sentence, the share it has of the statement's other content words, and how many these are."""
        if fact not in self._shares:
            self._shares[fact] = self._share(fact)
        return self._shares[fact]

    def _share(self, fact: Place) -> tuple[dict[int, float], int]:
        evidence = self._evidence
        terms = dict.fromkeys(
            term for token, term in enumerate(self.statement.terms) if term and not fact.first <= token <= fact.last
        )
        weights = {term: evidence.rarity(term) for term in terms}
        total = sum(weights.values())
        shares: dict[int, float] = {}
        for term, weight in weights.items():
            for unit in evidence.units_with(term):
                shares[unit] = shares.get(unit, 0.0) + weight / total
        return shares, len(terms)

    def _beside(self, fact: Place, places: Sequence[Place]) -> list[Place]:
        """Return the places that have a neighbour of a fact for their own."""
        ours, theirs, size = self.statement.keys, self._evidence.reading.keys, self._size
        left = ours[fact.first - 1] if fact.first else None
        right = ours[fact.last + 1] if fact.last + 1 < len(ours) else None
        return [
            place
            for place in places
            if (place.first and theirs[place.first - 1] == left)
            or (place.last + 1 < size and theirs[place.last + 1] == right)
        ]

    def aligned(self, first: int, last: int) -> bool | None:
        """Whether words of a fact stand over the same ones of the nearest sentence; None where no sentence is near."""
        laid = self.laid
        return None if laid is None else any(token in laid.to_source for token in range(first, last + 1))

    def slot_of(self, fact: Place) -> range | None:
        """Return the article's tokens between those that stand around a fact, or None where these do not."""
        if self.laid is None or self.aligned(*fact):
            return None
        return self.laid.slot(fact.first, fact.last, len(self.statement))

    def slot(self, fact: Place, place: Place) -> float:
        """Return how many words, to the left and to the right of a fact are those of a place, one after another."""
        ours, theirs, terms = self.statement.keys, self._evidence.reading.keys, self.statement.terms
        size = len(ours)
        equal = 0.0
        for step, near, far in ((-1, fact.first, place.first), (1, fact.last, place.last)):
            for away in range(1, _SIDE + 1):
                a, b = near + step * away, far + step * away
                if not (0 <= a < size and 0 <= b < self._size) or ours[a] != theirs[b]:
                    break
                equal += 1.0 if terms[a] else _SMALL_WORD
        return equal
