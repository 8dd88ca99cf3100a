"""How well an article supports a statement, from 0 to 1, and the sentences that it rests on.

Seven measures that need no model, of equal weight. Weights fitted to half of the human judgements in QAGS (Wang et al.
2020) and CLIFF (Cao & Wang 2021) ranked the other half no better, so there are none.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from summarizer.document import Span
from summarizer.faithfulness.evidence import Evidence
from summarizer.faithfulness.reading import Reading
from summarizer.records import Check

# A statement in the article's own words (4 points) scores 0.98, one that shares half of them 0.5.
_SLOPE, _MIDDLE = 2.0, 2.0
_GROUNDS = 3  # sentences at most that a statement is said to rest on


class Grounds(NamedTuple):
    """The sentences that share most of a statement's words, best first, and what they have of them."""

    spans: tuple[Span, ...]
    first: float
    """Share of the content words, by rarity, that the best sentence has."""
    all: float
    """The same for all of them."""


def grounds(statement: Reading, evidence: Evidence) -> Grounds:
    """Return the sentences that a statement rests on, each for words that no better one has."""
    weights = {term: evidence.rarity(term) for term in statement.terms if term}
    total = sum(weights.values())
    if not total:
        place = evidence.verbatim(statement.keys)
        return (
            Grounds((evidence.units[evidence.unit_of[place]],), 1.0, 1.0)
            if place is not None
            else Grounds((), 0.0, 0.0)
        )
    held: dict[int, set[str]] = {}
    for term in weights:
        for unit in evidence.units_with(term):
            held.setdefault(unit, set()).add(term)
    chosen: list[int] = []
    shares: list[float] = []
    left = set(weights)
    while held and len(chosen) < _GROUNDS:
        gains = {
            unit: sum(weight for term, weight in weights.items() if term in left and term in terms)
            for unit, terms in held.items()
        }
        best = max(gains, key=lambda unit: (gains[unit], -unit))
        if not gains[best]:
            break
        chosen.append(best)
        shares.append(gains[best] / total)
        left -= held.pop(best)
    return Grounds(tuple(evidence.units[unit] for unit in chosen), shares[0] if shares else 0.0, sum(shares))


def measures(statement: Reading, evidence: Evidence, checks: Sequence[Check], ground: Grounds) -> tuple[float, ...]:
    """Return what the score is made of: what speaks for a statement, and (below nought) what speaks against it."""
    facts = [check for check in checks if check.kind in ("number", "date", "name")]
    wrong = sum(check.status != "supported" for check in facts)
    senses = sum(check.status != "supported" for check in checks) - wrong
    terms = {term for term in statement.terms if term}
    pairs = list(pairwise(statement.keys))
    return (
        ground.first,
        ground.all,
        sum(term in evidence.places for term in terms) / max(len(terms), 1),
        sum(evidence.has_pair(*pair) for pair in pairs) / max(len(pairs), 1),
        -wrong / max(len(facts), 1),
        -float(wrong > 0),
        -float(senses > 0),
    )


def score(values: Sequence[float]) -> float:
    """Return the support that measures speak for, 0 to 1."""
    return 1 / (1 + math.exp(-_SLOPE * (sum(values) - _MIDDLE)))
