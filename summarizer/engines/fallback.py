"""An engine that stands in for another one, and says so with every draft."""

from __future__ import annotations

from dataclasses import replace

from summarizer.document import Document
from summarizer.engines.base import Draft, Engine
from summarizer.errors import EngineError
from summarizer.extract.select import Budget
from summarizer.records import Notice


class StandIn:
    """Drafts with one engine where another could not be made; ``reason`` says why."""

    def __init__(self, engine: Engine, *, wanted: str, reason: EngineError) -> None:
        self.name, self.model, self.revision = engine.name, engine.model, engine.revision
        self._engine = engine
        self._notice = Notice(
            code="fell_back",
            message=f"The {wanted} engine could not be used, so the {engine.name} one was: {reason.detail}",
            pointer="/generator/engine",
        )

    def draft(self, document: Document, budget: Budget) -> Draft:
        """Draft with the engine that stands in. Raises EngineError if that cannot answer either."""
        draft = self._engine.draft(document, budget)
        return replace(draft, notices=(self._notice, *draft.notices))
