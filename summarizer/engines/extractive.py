"""The default engine: statistics of the text alone. Needs no model, no download and no torch."""

from __future__ import annotations

from typing import Self

from summarizer.document import Document
from summarizer.engines.base import Draft, EngineInfo
from summarizer.engines.drafting import drafted
from summarizer.errors import UnknownEngineError
from summarizer.extract.features import features
from summarizer.extract.scoring import HandSetScorer, Scorer
from summarizer.extract.select import Budget
from summarizer.text.similarity import sentence_vectors
from summarizer.text.words import index_words


class ExtractiveEngine:
    """Scores sentences by their features, and selects."""

    name = "extractive"

    def __init__(self, scorer: Scorer) -> None:
        self._scorer = scorer
        self.model = scorer.model
        self.revision = scorer.revision

    @classmethod
    def create(cls, model: str | None) -> Self:
        """Make the engine with the shipped scorer. Raises UnknownEngineError for any other."""
        if model:
            raise UnknownEngineError(
                f"The extractive engine has no scorer {model!r}: name it alone.", pointer="/engine"
            )
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
        return drafted(document, index, vectors, salience, budget)
