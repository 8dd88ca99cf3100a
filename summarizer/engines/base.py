"""What every engine is: something that drafts. What it drafts: salience, and what was chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple, Protocol, TypeVar, runtime_checkable

from pydantic import Field

from summarizer.document import Document, Span
from summarizer.errors import EngineError
from summarizer.extract.dispensable import Word
from summarizer.extract.select import Budget
from summarizer.extract.trees import Trees
from summarizer.records import Notice, Record
from summarizer.text.similarity import Floats, SentenceVectors
from summarizer.text.words import WordIndex

T = TypeVar("T")


class EngineInfo(Record):
    """An engine as callers see it."""

    name: str = Field(description="Name to ask for it by.")
    description: str = Field(description="What it does, in one sentence.")
    ready: bool = Field(description="Whether it can run on this installation.")
    needs: str | None = Field(default=None, description="What would make it ready.")
    takes_model: bool = Field(default=False, description="Whether a model must be named behind it, as in name:MODEL.")


class Speaker(NamedTuple):
    """Which engine a draft is by."""

    engine: str
    model: str | None = None
    revision: str | None = None
    """SHA-256 or hub revision of the model."""


_NOBODY = Speaker("")


@dataclass(frozen=True, slots=True)
class Written:
    """What a generative model wrote: unchecked words, for the fact gate to judge."""

    headline: str | None = None
    summary: str | None = None
    highlights: tuple[str, ...] = ()
    prompt_sha256: str | None = None
    """SHA-256 of the prompts, if the model was given any."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What an engine makes of a document of n sentences; composing turns it into a Summary."""

    index: WordIndex
    vectors: SentenceVectors
    salience: Floats
    """Shape (n,), 0 to 1."""
    selected: tuple[int, ...]
    """Sentences chosen for the highlights, best first."""
    alternatives: tuple[int, ...]
    """The next best, best first."""
    notices: tuple[Notice, ...] = ()
    """What the caller should know of how the draft came about."""
    speaker: Speaker = _NOBODY
    """Who made it, whoever was asked; the cascade fills it in."""
    trees: Trees = field(default_factory=Trees, compare=False, repr=False)
    """What was parsed of the document while its statements were made."""
    keeping: Mapping[Span, Sequence[Word]] = field(default_factory=dict)
    """The words of chosen sentences, where the engine has judged which an editor would keep."""
    written: Written | None = None
    """Statements of a generative model; the rest of the draft is then what replaces those that fail the gate."""


class Engine(Protocol):
    """One Protocol for all engines. Safe to call from several threads."""

    name: str
    """The engine's name, without its model."""
    model: str | None
    """The model it uses, if any."""
    revision: str | None
    """SHA-256 or hub revision of that model."""

    def draft(self, document: Document, budget: Budget) -> Draft:
        """Draft a document that has at least one sentence. Raises EngineError."""
        ...


TOGETHER = 16
"""Documents drafted together, cut by their place in the input, so that the same input makes the same groups."""


def in_groups(items: Iterable[T], size: int = TOGETHER) -> Iterator[list[T]]:
    """Yield items in order, ``size`` at a time."""
    waiting = iter(items)
    while group := list(islice(waiting, size)):
        yield group


@runtime_checkable
class ManyAtOnce(Protocol):
    """An engine that drafts several documents faster together than one after another."""

    def drafts(self, documents: Iterable[Document], budget: Budget) -> Iterator[Draft | EngineError]:
        """Draft documents in order; an error stands where one could not be drafted. Raises EngineError if none can."""
        ...
