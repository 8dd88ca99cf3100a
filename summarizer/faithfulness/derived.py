"""Numbers that an article implies without naming them: the sum of two that it adds up, and what "all but" leaves."""

from __future__ import annotations

from itertools import pairwise

from summarizer.faithfulness.amounts import same_value
from summarizer.faithfulness.denials import BREAK
from summarizer.faithfulness.evidence import Evidence
from summarizer.faithfulness.numbers import Quantity
from summarizer.faithfulness.reading import Reading

_APART = 4  # tokens between two numbers that "and" adds up: "three girls and eight boys"
_LEAST_SUM = 4  # a smaller one is a sum by chance too often


def left_over(number: Quantity, statement: Reading, evidence: Evidence) -> list[Quantity]:
    """Return the article's numbers of what a statement's "all but" leaves: 16 for the 3 of "all but 3 of 19"."""
    keys = statement.keys
    of = [key for key in keys[number.last + 1 : number.last + 4] if key.isdecimal()]
    if keys[max(number.first - 2, 0) : number.first] != ["all", "but"] or not of:
        return []
    rest, told = float(of[0]) - number.value, evidence.reading.keys
    return [
        other
        for other in evidence.quantities
        if other.value == rest and of[0] in told[other.last + 1 : other.last + _APART]
    ]


def summed(number: Quantity, evidence: Evidence) -> list[Quantity]:
    """Return the last numbers of those that the article adds up to a statement's."""
    if number.value < _LEAST_SUM or number.unit:
        return []
    return [
        b
        for a, b in pairwise(evidence.quantities)
        if not a.unit and not b.unit and _adds(a, b, evidence.reading) and same_value(number, _sum(a, b))
    ]


def _adds(a: Quantity, b: Quantity, reading: Reading) -> bool:
    between = reading.keys[a.last + 1 : b.first]
    return 1 < len(between) <= _APART and between[-1] == "and" and not BREAK.search(reading.words(a.last, b.first))


def _sum(a: Quantity, b: Quantity) -> Quantity:
    return Quantity(a.first, b.last, a.value + b.value)
