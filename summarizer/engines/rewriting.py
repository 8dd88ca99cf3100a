"""What engines with a model on this machine have in common: drafts rewritten in groups, each failing by itself."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from summarizer.document import Document
from summarizer.engines.base import Draft, Written, in_groups
from summarizer.engines.condensing import Condensed
from summarizer.engines.extractive import ExtractiveEngine
from summarizer.engines.generation import Generated, LocalModel, generate, in_turn
from summarizer.errors import EngineError
from summarizer.extract.select import Budget
from summarizer.records import Notice


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article as a model is given it."""

    document: Document
    draft: Draft
    """The extractive engine's."""
    part: Condensed
    prompt: Sequence[int]
    """Token ids."""
    number: str = ""
    """The number of the fence around the article, if a prompt has one."""


class LocalRewriter(ABC):
    """An engine that writes with a model on this machine; what it leaves open is drafted by the extractive engine."""

    name: str

    def __init__(self, local: LocalModel) -> None:
        self.model: str | None = local.name
        self.revision: str | None = local.revision
        self._local = local
        self._extractive = ExtractiveEngine.create(None)

    def draft(self, document: Document, budget: Budget) -> Draft:
        """Draft one document. Raises EngineError."""
        outcome = next(self.drafts([document], budget))
        if isinstance(outcome, EngineError):
            raise outcome
        return outcome

    def drafts(self, documents: Iterable[Document], budget: Budget) -> Iterator[Draft | EngineError]:
        """Draft many documents in order, several at a time; an error stands where one could not be drafted.

        Raises EngineError if the model fails for a whole group.
        """
        for group in in_groups(documents):
            yield from self._group(group, budget)

    def _group(self, group: Sequence[Document], budget: Budget) -> list[Draft | EngineError]:
        drafts = [self._extractive.draft(document, budget) for document in group]
        with in_turn(self._local):
            prepared = [self._try_prepare(each, draft, budget) for each, draft in zip(group, drafts, strict=True)]
            answers = self._answers([each for each in prepared if isinstance(each, Prepared)], budget)
        return [
            each if isinstance(each, EngineError) else self._try_finish(each, answers[id(each)], budget)
            for each in prepared
        ]

    def _try_prepare(self, document: Document, draft: Draft, budget: Budget) -> Prepared | EngineError:
        try:
            return self._prepared(document, draft, budget)
        except EngineError as reason:
            return reason

    def _answers(self, prepared: Sequence[Prepared], budget: Budget) -> dict[int, Generated]:
        """Return an answer to each by its identity; articles of different languages are not read together."""
        found: dict[int, Generated] = {}
        for language in dict.fromkeys(each.document.language for each in prepared):
            some = [each for each in prepared if each.document.language == language]
            answers = generate(
                self._local,
                [each.prompt for each in some],
                new_tokens=self._new_tokens(budget),
                how=self._how(language),
            )
            found.update(zip(map(id, some), answers, strict=True))
        return found

    def _try_finish(self, prepared: Prepared, answer: Generated, budget: Budget) -> Draft | EngineError:
        try:
            said, notices = self._read(prepared, answer, budget)
        except EngineError as reason:
            return reason
        draft = prepared.draft
        left_out = prepared.part.notices(len(prepared.document.sentences))
        return replace(draft, written=said, notices=(*draft.notices, *left_out, *notices))

    @abstractmethod
    def _prepared(self, document: Document, draft: Draft, budget: Budget) -> Prepared:
        """Return what the model is given. Raises EngineError."""

    @abstractmethod
    def _new_tokens(self, budget: Budget) -> int:
        """Return how many tokens an answer may have."""

    @abstractmethod
    def _how(self, language: str) -> Mapping[str, Any]:
        """Return how to generate in a language."""

    @abstractmethod
    def _read(self, prepared: Prepared, answer: Generated, budget: Budget) -> tuple[Written, tuple[Notice, ...]]:
        """Return the statements of an answer, and what the caller should know. Raises EngineError."""
