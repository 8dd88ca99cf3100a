"""The default engine: statistics of the text alone. Needs no model, no download and no torch."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from summarizer.document import Document
from summarizer.engines.base import Draft, EngineInfo
from summarizer.engines.drafting import drafted
from summarizer.extract.learned import LearnedScorer
from summarizer.extract.scoring import HandSetScorer, Scorer
from summarizer.extract.select import Budget
from summarizer.text.similarity import sentence_vectors
from summarizer.text.words import index_words

SHIPPED = Path(__file__).parents[1] / "extract" / "data" / "scorer.npz"
"""The scorer that comes with the product: English news."""


class ExtractiveEngine:
    """Scores sentences by their features, and selects.

    A learned scorer speaks for the language it was trained in; for every other the hand-set one does.
    """

    name = "extractive"

    def __init__(self, learned: LearnedScorer | None = None) -> None:
        self._learned = learned
        self._by_hand = HandSetScorer()
        self.model = learned.model if learned else None
        self.revision = learned.revision if learned else None

    @classmethod
    def create(cls, model: str | None) -> Self:
        """Make the engine with a scorer's file, by default the shipped one. Raises EngineError if it is damaged."""
        return cls(LearnedScorer.load(Path(model)) if model else LearnedScorer.load(SHIPPED, model=SHIPPED.stem))

    @staticmethod
    def info() -> EngineInfo:
        """Describe the engine."""
        return EngineInfo(name="extractive", description="Picks and trims the source's own sentences.", ready=True)

    def draft(self, document: Document, budget: Budget) -> Draft:
        """Score every sentence, and choose those for the highlights and the spare ones."""
        index = index_words([document.quote(s) for s in document.sentences], document.language)
        vectors = sentence_vectors(index)
        salience = self._scorer(document.language).score(document, index, vectors)
        return drafted(document, index, vectors, salience, budget)

    def _scorer(self, language: str) -> Scorer:
        return self._learned if self._learned and self._learned.language == language else self._by_hand
