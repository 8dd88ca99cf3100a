"""The default engine: statistics of the text alone. Needs no model, no download and no torch."""

from __future__ import annotations

from typing import Self

import numpy as np

from summarizer.document import BlockKind, Document
from summarizer.engines.base import Draft, EngineInfo
from summarizer.extract.features import features
from summarizer.extract.scoring import HandSetScorer, Scorer
from summarizer.extract.select import SAME_SECTION, SAME_THIRD, Budget, Parts, select
from summarizer.text.similarity import sentence_vectors
from summarizer.text.words import index_words

ALTERNATIVES = 3
"""How many spare highlights a draft holds."""
_FEWEST_HEADINGS = 2


class ExtractiveEngine:
    """Scores sentences by their features, and selects."""

    name = "extractive"

    def __init__(self, scorer: Scorer) -> None:
        self._scorer = scorer
        self.model = scorer.model
        self.revision = scorer.revision

    @classmethod
    def create(cls, model: str | None) -> Self:
        """Make the engine with the shipped scorer."""
        return cls(HandSetScorer())

    @staticmethod
    def info() -> EngineInfo:
        """Describe the engine."""
        return EngineInfo(name="extractive", description="Picks and trims the source's own sentences.", ready=True)

    def draft(self, document: Document, budget: Budget) -> Draft:
        """Score every sentence, and choose those for the highlights and the spare ones."""
        index = index_words([document.quote(s) for s in document.sentences], document.language)
        vectors = sentence_vectors(index)
        salience = self._scorer.score(features(document, index, vectors))
        characters = np.array([s.end - s.start for s in document.sentences])
        sizes = np.column_stack((index.lengths, characters))
        parts = parts_of(document)
        wider = Budget(budget.sentences + ALTERNATIVES)
        ranked = select(salience, vectors.to_sentence, sizes=sizes, parts=parts, budget=wider)
        chosen = ranked[: budget.sentences]
        if budget.words or budget.characters:
            chosen = select(salience, vectors.to_sentence, sizes=sizes, parts=parts, budget=budget)
        spare = [i for i in ranked if i not in chosen][:ALTERNATIVES]
        return Draft(index, vectors, salience, tuple(chosen), tuple(spare))


def parts_of(document: Document) -> Parts:
    """Divide an article into its sections, or into thirds if no headings divide it."""
    headings = [n for n, block in enumerate(document.blocks) if block.kind is BlockKind.HEADING]
    if len(headings) >= _FEWEST_HEADINGS:
        return Parts(np.searchsorted(headings, [s.block for s in document.sentences]), SAME_SECTION)
    count = len(document.sentences)
    return Parts(np.arange(count) * 3 // max(count, 1), SAME_THIRD)
