"""A statement laid word by word over the sentence of the article that it is nearest to."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import NamedTuple

from summarizer.faithfulness.evidence import Evidence
from summarizer.faithfulness.reading import Reading

_LEAST_SHARE = 0.55  # of the statement's content words that the sentence has, by rarity; less is another sentence
_ANCHOR_WITHIN = 4  # tokens from a word to the aligned ones around it
_WIDEST_GAP = 8  # tokens of the article between two anchors


class Alignment(NamedTuple):
    """Equal words of a statement and of one sentence, in order."""

    first: int
    """First token of the sentence."""
    end: int
    """The one after its last."""
    to_source: dict[int, int]
    to_statement: dict[int, int]
    share: float
    """Share of the statement's content words, by rarity, that the sentence has."""

    def led_in(self, token: int, reach: int) -> range:
        """Return the article's tokens within reach before one of its own, in the same sentence."""
        return range(max(self.first, token - reach), token)

    def slot(self, first: int, last: int, size: int) -> range | None:
        """Return the article's tokens where those of a statement of a size would stand; None if none can be told."""
        before = next((at for at in range(first - 1, first - 1 - _ANCHOR_WITHIN, -1) if at in self.to_source), None)
        after = next((at for at in range(last + 1, last + 1 + _ANCHOR_WITHIN) if at in self.to_source), None)
        if (before is None and first > 0) or (after is None and last < size - 1):
            return None
        start = self.first if before is None else self.to_source[before] + 1
        return range(start, self.end if after is None else self.to_source[after])

    def between(self, token: int) -> range | None:
        """Return the article's tokens where one of the statement would stand, or None if nothing near is aligned."""
        before = next((at for at in range(token - 1, token - 1 - _ANCHOR_WITHIN, -1) if at in self.to_source), None)
        after = next((at for at in range(token + 1, token + 1 + _ANCHOR_WITHIN) if at in self.to_source), None)
        if after is None or (before is None and token > 0):
            return None
        start = self.first if before is None else self.to_source[before] + 1
        gap = range(start, self.to_source[after])
        return gap if len(gap) <= _WIDEST_GAP else None


def align(statement: Reading, evidence: Evidence) -> Alignment | None:
    """Align a statement with the sentence that has most of its words, or return None if none has enough."""
    terms = dict.fromkeys(term for term in statement.terms if term)
    total = 0.0
    shares: dict[int, float] = {}
    for term in terms:
        weight = evidence.rarity(term)
        total += weight
        for unit in evidence.units_with(term):
            shares[unit] = shares.get(unit, 0.0) + weight
    best = max(shares, key=lambda unit: (shares[unit], -unit), default=None)
    if best is None or shares[best] < _LEAST_SHARE * total:
        return None
    first, end = evidence.bounds[best]
    blocks = SequenceMatcher(
        None, statement.keys, evidence.reading.keys[first:end], autojunk=False
    ).get_matching_blocks()
    to_source = {a + step: first + b + step for a, b, size in blocks for step in range(size)}
    to_statement = {there: here for here, there in to_source.items()}
    return Alignment(first, end, to_source, to_statement, shares[best] / total if total else 0.0)
