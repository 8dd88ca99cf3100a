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


def derived(number: Quantity, statement: Reading, evidence: Evidence) -> list[Quantity]:
    """Return the numbers of the article, the last ones of their sums, from which a statement's number follows."""
    told = evidence.quantities
    left = _left_over(number, statement)
    if left is not None:
        return [other for other in told if other.unit == number.unit and other.value == left]
    if number.value < _LEAST_SUM or number.unit:
        return []
    return [
        b
        for a, b in pairwise(told)
        if not a.unit and not b.unit and _adds(a, b, evidence.reading) and same_value(number, _sum(a, b))
    ]


def _left_over(number: Quantity, statement: Reading) -> float | None:
    """Return how many remain where a number says how many do not: 16 for the 3 of "all but 3 of 19"."""
    keys = statement.keys
    if keys[max(number.first - 2, 0) : number.first] != ["all", "but"]:
        return None
    of = [key for key in keys[number.last + 1 : number.last + 4] if key[:1].isdigit()]
    return float(of[0]) - number.value if of and of[0].isdecimal() else None


def _adds(a: Quantity, b: Quantity, reading: Reading) -> bool:
    between = reading.keys[a.last + 1 : b.first]
    return 1 < len(between) <= _APART and between[-1] == "and" and not BREAK.search(reading.words(a.last, b.first))


def _sum(a: Quantity, b: Quantity) -> Quantity:
    return Quantity(a.first, b.last, a.value + b.value)
