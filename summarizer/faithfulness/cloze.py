"""Whether a fact of a statement is what the article would have in its place, by a small learned network.

What was learned lies in ``data/cloze.npz`` and is described in ``data/cloze.md``; a publisher's own articles with
highlights make another one by ``summarizer train cloze``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from summarizer.faithfulness.binding import Bonds
from summarizer.faithfulness.cloze_question import Question, ask
from summarizer.faithfulness.cloze_weights import Cloze, load_cloze
from summarizer.faithfulness.evidence import Evidence
from summarizer.faithfulness.facts import Fact

SHIPPED = Path(__file__).with_name("data") / "cloze.npz"

_SURE = 8.0  # of scores' difference: beyond, nothing is told apart


class Answer(NamedTuple):
    """What a network makes of a blank."""

    chance: float
    """Logarithm of the probability that the fact's own values have, from -8."""
    ahead: float
    """By how much the best of its places scores above the best of others', -8 to 8."""
    places: int
    """How many values there were to choose from."""


def answer(fact: Fact, bonds: Bonds, evidence: Evidence) -> Answer | None:
    """Fill a fact's blank by the shipped network, as :func:`fill`. Raises EngineError if that cannot be read."""
    cloze = shipped_cloze()
    return fill(cloze, ask(fact, bonds, evidence, cloze.vocabulary))


def fill(cloze: Cloze, question: Question) -> Answer | None:
    """Fill a blank by any network; None where no value of the fact's own stands in the sentences that are read."""
    if not question.own.any():
        return None
    scores = cloze.network.scores(question)
    own_of = question.own[question.ends]
    own, others = scores[own_of], scores[~own_of]
    if not len(others):
        return Answer(0.0, _SURE, len(own))
    chance = np.logaddexp.reduce(own) - np.logaddexp.reduce(np.concatenate([own, others]))
    ahead = np.clip(own.max() - others.max(), -_SURE, _SURE)
    return Answer(max(float(chance), -_SURE), float(ahead), len(own) + len(others))


@cache
def shipped_cloze() -> Cloze:
    """Return the network that comes with the product, read when it is first asked for."""
    return load_cloze(SHIPPED)
