"""What every engine is: something that drafts. What it drafts: salience, and what was chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from pydantic import Field

from summarizer.document import Document
from summarizer.extract.select import Budget
from summarizer.records import Notice, Record
from summarizer.text.similarity import Floats, SentenceVectors
from summarizer.text.words import WordIndex


class EngineInfo(Record):
    """An engine as callers see it."""

    name: str = Field(description="Name to ask for it by.")
    description: str = Field(description="What it does, in one sentence.")
    ready: bool = Field(description="Whether it can run on this installation.")
    needs: str | None = Field(default=None, description="The command that would make it ready.")


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
