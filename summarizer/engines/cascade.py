"""The cascade: who speaks when the engine that was asked for cannot.

1. The engine asked for: for ``auto``, the encoder where its packages are installed.
2. The encoder, where its packages are installed.
3. The extractive engine, which needs nothing and always answers.

An engine that cannot be loaded, or that fails at a document (broken, out of memory, too slow, talking nonsense), leaves
that document to the next, and the draft says so in a ``fell_back`` notice with the reason. Without fall-back there is
only the first stage, and its error is raised. ``auto`` is the engine that has learnt the article's language: to pass
an article on for that alone is no fall-back.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from threading import Lock

from summarizer.document import Document
from summarizer.engines.base import Draft, Engine, ManyAtOnce, Speaker, in_groups
from summarizer.engines.foreign import told
from summarizer.errors import EngineError, UnlearntLanguageError
from summarizer.extract.select import Budget
from summarizer.records import Notice

REMEMBERED = 60.0
"""Seconds for which an engine that failed to load is not tried again: reading a large model may take half of that."""


class Stage:
    """An engine that is made when it is first needed, by one thread; a failure to make it is remembered for a while."""

    def __init__(self, name: str, make: Callable[[], Engine], *, clock: Callable[[], float] = time.monotonic) -> None:
        self.name = name
        self._make = make
        self._clock = clock
        self._lock = Lock()
        self._engine: Engine | None = None
        self._failure: EngineError | None = None
        self._failed_at = 0.0

    def engine(self) -> Engine:
        """Return the engine. Raises EngineError if it cannot be made."""
        if self._engine is not None:
            return self._engine
        with self._lock:
            if self._engine is None:
                self._engine = self._made()
            return self._engine

    def _made(self) -> Engine:
        if self._failure and self._clock() - self._failed_at < REMEMBERED:
            raise self._failure.with_traceback(None)
        try:
            return self._make()
        except MemoryError as reason:
            self._failure = EngineError(f"It could not be loaded: {told(reason)}.")
        except EngineError as reason:
            self._failure = reason
        self._failed_at = self._clock()
        raise self._failure


class Cascade:
    """An engine that drafts with the first of its stages that can.

    ``abroad`` drafts what is in a language that a stage has not learnt, as if it had been asked for.
    """

    def __init__(self, stages: Sequence[Stage], *, abroad: Stage | None = None) -> None:
        self._stages = tuple(stages)
        self._abroad = abroad
        self.name = stages[0].name.partition(":")[0]

    def speaker(self) -> Speaker:
        """Load the first stage that can be loaded, and say who it is. Raises EngineError if none can."""
        failures: list[EngineError] = []
        for stage in self._stages:
            try:
                return _speaker(stage.engine())
            except EngineError as reason:
                failures.append(reason)
        raise failures[-1]

    def reads_together(self) -> bool:
        """Whether the first stage, which this loads, drafts several documents faster together."""
        try:
            return isinstance(self._stages[0].engine(), ManyAtOnce)
        except EngineError:
            return False  # drafting says why

    def draft(self, document: Document, budget: Budget) -> Draft:
        """Draft with the first stage that can, and say why earlier ones could not. Raises EngineError if none can."""
        return self._draft(document, budget, [])

    def drafts(self, documents: Iterable[Document], budget: Budget) -> Iterator[Draft | EngineError]:
        """Draft many documents in order, several at a time if the first stage can; each falls back by itself.

        An error stands where no stage could draft.
        """
        for group in in_groups(documents):
            yield from self._together(group, budget)

    def _together(self, group: Sequence[Document], budget: Budget) -> Iterator[Draft | EngineError]:
        first = self._stages[0]
        try:
            engine = first.engine()
            outcomes = list(engine.drafts(group, budget)) if isinstance(engine, ManyAtOnce) else []
        except (EngineError, MemoryError):
            outcomes = []  # one by one, below, each will say what is wrong
        if not outcomes:
            yield from (self._try_draft(document, budget, []) for document in group)
            return
        for document, outcome in zip(group, outcomes, strict=True):
            if isinstance(outcome, UnlearntLanguageError) and self._abroad:
                yield self._try_draft(document, budget, [])
            elif isinstance(outcome, EngineError):
                yield self._try_draft(document, budget, [(first.name, outcome)])
            else:
                yield _signed(outcome, engine, ())

    def _try_draft(
        self, document: Document, budget: Budget, failures: list[tuple[str, EngineError]]
    ) -> Draft | EngineError:
        try:
            return self._draft(document, budget, failures)
        except EngineError as reason:
            return reason

    def _draft(self, document: Document, budget: Budget, failures: list[tuple[str, EngineError]]) -> Draft:
        """Draft with the stages that have not failed yet, one after another."""
        for stage in self._stages[len(failures) :]:
            try:
                return _signed(_drafted(stage, document, budget), stage.engine(), failures)
            except EngineError as reason:
                if self._abroad and isinstance(reason, UnlearntLanguageError):
                    return _signed(_drafted(self._abroad, document, budget), self._abroad.engine(), failures)
                failures.append((stage.name, reason))
        raise failures[-1][1]


def _drafted(stage: Stage, document: Document, budget: Budget) -> Draft:
    try:
        return stage.engine().draft(document, budget)
    except MemoryError as reason:
        raise EngineError(f"The {stage.name} engine failed: {told(reason)}.") from reason


def _signed(draft: Draft, engine: Engine, failures: Sequence[tuple[str, EngineError]]) -> Draft:
    notices = (
        Notice(
            code="fell_back",
            message=f"The {name} engine could not be used, so the {engine.name} one was: {reason.detail}",
            pointer="/generator/engine",
        )
        for name, reason in failures
    )
    return replace(draft, notices=(*notices, *draft.notices), speaker=_speaker(engine))


def _speaker(engine: Engine) -> Speaker:
    return Speaker(engine.name, engine.model, engine.revision)
