"""The work on one group of articles, wherever it runs: in a process of a batch, or as an actor of a cluster."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Sequence

from pydantic_core import PydanticSerializationError

from summarizer.batch.configuration import Identity
from summarizer.batch.memory import Slot, slot_of
from summarizer.batch.outcome import Outcome, Status, json_text, problem_of
from summarizer.batch.sketch import sketch
from summarizer.document import Document
from summarizer.errors import SummarizerError
from summarizer.pipeline import VERSION, Summarizer
from summarizer.records import Options, Summary, options_of
from summarizer.settings import Settings
from summarizer.sources.entry import Entry, read_entry

_CLOCK_READINGS = {"generator": {"created_at", "elapsed_ms"}}
_ANY = "The first article is not to pay for what it takes to tell the language of every other."
_OPENING = len('{"id":null')

Arm = Callable[[int], None]
"""Called with the number of articles taken on together, before they are; with 0 when there is nothing to watch."""


def _unarmed(count: int) -> None:
    """Watch over nothing."""


class Worker:
    """Summarises groups of articles; keeps its engine loaded.

    ``near`` asks for sketches of near-duplicates; ``memory`` is an open file in which the workers of a run remember
    what was said, so that copies of an article are summarised once.
    """

    def __init__(
        self,
        settings: Settings,
        options: Options,
        *,
        near: bool = False,
        arm: Arm = _unarmed,
        memory: int | None = None,
    ) -> None:
        self._summarizer = Summarizer(settings, **dict(options))
        self._near = near
        self._arm = arm
        self._memory = memory

    def identity(self) -> Identity:
        """Load all that articles need, and say who summarises. Raises EngineError if any of it cannot be loaded."""
        document = self._summarizer.document(_ANY, language=self._summarizer.options.language)
        if self._near:
            sketch(document)
        speaker = self._summarizer.speaker()
        return Identity(VERSION, speaker.engine, speaker.model, speaker.revision, self._summarizer.reads_together())

    def process(self, entries: Sequence[Entry]) -> list[Outcome]:
        """Return what becomes of each article of a group, in order. No bad article fails another."""
        if self._summarizer.reads_together():
            outcomes = self._together(entries)
        else:
            outcomes = [self._alone(entry) for entry in entries]
        self._arm(0)
        return outcomes

    def _together(self, entries: Sequence[Entry]) -> list[Outcome]:
        """Do a whole group. Nothing is taken from memory: who else is read moves the last bits of an article."""
        self._arm(len(entries))
        started = time.perf_counter()
        documents = [self._read(entry) for entry in entries]
        answers = self._summarizer.attempt(documents)
        outcomes = [self._outcome(*made) for made in zip(documents, answers, strict=True)]
        seconds = (time.perf_counter() - started) / len(entries)
        return [outcome._replace(seconds=seconds) for outcome in outcomes]

    def _alone(self, entry: Entry) -> Outcome:
        self._arm(1)
        started = time.perf_counter()
        document = self._read(entry)
        slot = self._slot(document)
        outcome = slot.recall() if slot else None
        if outcome is None:
            outcome = self._outcome(document, *self._summarizer.attempt([document]))
            if slot:
                slot.keep(outcome)
        return outcome._replace(seconds=time.perf_counter() - started)

    def _slot(self, document: Document | SummarizerError) -> Slot | None:
        if self._memory is None or isinstance(document, SummarizerError):
            return None
        return slot_of(document, self._memory)

    def _read(self, entry: Entry) -> Document | SummarizerError:
        options = self._summarizer.options
        try:
            article, title, language = read_entry(entry, self._summarizer.settings)
            if language and not options.language:
                options = options_of({**dict(options), "language": language})
            return self._summarizer.document(article, title=title, language=options.language)
        except SummarizerError as error:
            return error

    def _outcome(self, document: Document | SummarizerError, made: Summary | SummarizerError) -> Outcome:
        if isinstance(made, SummarizerError):
            found = problem_of(made)
        else:
            found = Outcome(
                Status.DONE,
                line(made)[_OPENING:],
                verdict=made.document.verdict,
                engine=made.generator.engine,
                warnings=tuple(notice.code for notice in made.warnings),
            )
        if isinstance(document, SummarizerError):
            return found
        return found._replace(
            language=document.language,
            canonical=canonical(document),
            sketch=sketch(document) if self._near else None,
        )


def canonical(document: Document) -> bytes:
    """Return a digest of an article's text and title."""
    title = (document.title or "").encode()
    return hashlib.blake2b(b"%d\n%s%s" % (len(title), title, document.text.encode()), digest_size=16).digest()


def line(summary: Summary) -> bytes:
    """Return a summary as one JSON line, its id first, without clock readings: equal results are equal bytes."""
    try:
        return summary.model_dump_json(exclude=_CLOCK_READINGS).encode() + b"\n"
    except PydanticSerializationError:  # an address with a lone surrogate, written as the escape that JSON reads back
        fields = summary.model_dump(mode="json", exclude=_CLOCK_READINGS)
        return json_text(fields, separators=(",", ":")).encode() + b"\n"
