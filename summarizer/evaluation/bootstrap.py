"""Bootstrap intervals of means and of ratios of means, documents resampled in pairs.

Efron and Tibshirani, "An introduction to the bootstrap", 1993: the percentile interval. Every figure of a report
resamples the same documents, so that the difference of two rows is not blurred by which articles were drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from summarizer.records import Record

RESAMPLES = 1_000
"""Resamples of the documents: bounds then repeat to about a twentieth of the interval's width."""
SEED = 20_260
_TAILS = (2.5, 97.5)

Floats = NDArray[np.float64]


class Interval(Record):
    """A figure and the bounds of its 95 % bootstrap interval."""

    value: float = Field(description="The figure itself.")
    low: float = Field(description="Lower bound.")
    high: float = Field(description="Upper bound.")


def mean_interval(values: Sequence[float]) -> Interval:
    """Return the mean of one value a document."""
    return _interval(float(np.mean(values)), _resampled_means(np.asarray(values, dtype=np.float64)))


def ratio_interval(numerators: Sequence[float], denominators: Sequence[float]) -> Interval | None:
    """Return the mean of the numerators over that of the denominators, or None where the latter is not positive.

    Both hold one value a document, in the same order.
    """
    above, below = np.asarray(numerators, dtype=np.float64), np.asarray(denominators, dtype=np.float64)
    if below.mean() <= 0:
        return None
    drawn = _resampled_means(below)
    usable = drawn > 0
    return _interval(float(above.mean() / below.mean()), _resampled_means(above)[usable] / drawn[usable])


def statistic_interval(documents: Sequence[str], statistic: Callable[[Floats], float]) -> Interval:
    """Return any figure of weighted observations, documents resampled whole.

    ``documents`` names the document of each observation; ``statistic`` takes one weight an observation. A resample
    for which it is not a number, such as one without a false statement, is left out.
    """
    numbers = {document: number for number, document in enumerate(dict.fromkeys(documents))}
    places = [numbers[document] for document in documents]
    drawn = np.array([statistic(weights[places]) for weights in _weights(len(numbers))])
    return _interval(statistic(np.ones(len(documents))), drawn[np.isfinite(drawn)])


def _interval(value: float, drawn: Floats) -> Interval:
    low, high = np.percentile(drawn, _TAILS)
    return Interval(value=value, low=float(low), high=float(high))


def _resampled_means(values: Floats) -> Floats:
    means: Floats = _weights(len(values)) @ values / len(values)
    return means


@lru_cache(maxsize=2)
def _weights(documents: int) -> Floats:
    """Return how often each resample draws each document: resamples × documents."""
    draw = np.random.default_rng(SEED)
    return draw.multinomial(documents, np.full(documents, 1 / documents), size=RESAMPLES).astype(np.float64)
