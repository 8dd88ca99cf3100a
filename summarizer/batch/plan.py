"""What a run is asked to do, apart from what it reads and writes."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from summarizer.errors import UsageError
from summarizer.outputs.indexes import Pages
from summarizer.records import Options
from summarizer.settings import Settings

GROUP = 16
"""Articles of a group: positions 0 to 15 of the input, 16 to 31 and so on; as many as engines read together."""
_WRITERS = ("seq2seq", "causal", "endpoint")
# By judgement: the slowest articles of the tests take a second; a large model on a CPU takes minutes.
_PICKING_SECONDS, _WRITING_SECONDS = 60.0, 600.0
_FEWEST_SEEN = 100
"""Records before which a share of failures says nothing."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many failures are too many: a count, or a share of what is done."""

    count: int | None = None
    share: float | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``20`` or ``5%``. Raises UsageError."""
        try:
            share = float(text.removesuffix("%")) / 100 if text.endswith("%") else None
            found = cls(share=share) if share is not None else cls(count=int(text))
        except ValueError as error:
            raise UsageError(f"{text} is neither a number of failures nor a share such as 5%.") from error
        if (found.count or 0) < 0 or not 0 <= (found.share or 0) <= 1:
            raise UsageError(f"{text} is no number of failures that can be.")
        return found

    def is_spent(self, failures: int, *, seen: int) -> bool:
        """Whether these are too many."""
        if self.count is not None:
            return failures > self.count
        return self.share is not None and seen >= _FEWEST_SEEN and failures > self.share * seen


@dataclass(frozen=True, slots=True)
class Shard:
    """One of ``count`` parts of the input, by groups in turn: group 0 is part 1's, group 1 is part 2's, and so on."""

    number: int
    """From 1."""
    count: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``2/8``. Raises UsageError."""
        number, _, count = text.partition("/")
        if not (number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count)):
            raise UsageError(f"{text} is no shard; the second of eight is 2/8.")
        return cls(int(number), int(count))

    def __str__(self) -> str:
        return f"{self.number}/{self.count}"

    def has(self, position: int) -> bool:
        """Whether the article at a position of the input, from 0, is in this part."""
        return position // GROUP % self.count == self.number - 1


@dataclass(frozen=True, slots=True)
class Plan:
    """How to run. Times are in seconds."""

    options: Options = field(default_factory=Options)
    fields: Mapping[str, str] = field(default_factory=dict)
    """Names of the records' fields, by what they are: text, html, title, id and so on."""
    workers: int = 0
    """Worker processes; 0 for one a core."""
    limit: int | None = None
    """Most articles to read."""
    max_failures: Allowance = Allowance()
    retry_failed: bool = False
    fresh: bool = False
    unordered: bool = False
    """Whether the output is in the order in which articles were done."""
    article_seconds: float | None = None
    """Time limit for an article; by default 60, or 600 for an engine that writes."""
    article_memory: int = 2_000
    """Megabytes that an article may take."""
    shard: Shard = Shard(1, 1)
    near_duplicates: bool = False
    pages: Pages = Pages.HTML
    """Of which kind the pages are, if the output is a folder of them."""
    round_trip: bool = False
    """Whether to write the sources again, with the summaries set in them."""
    overwrite: bool = False
    """Whether a round trip replaces excerpts and descriptions that are there already."""

    def __post_init__(self) -> None:
        """Raise UsageError for parts of a plan that do not go together."""
        if self.round_trip and self.shard.count > 1:
            raise UsageError("A round trip takes the whole of its sources; it cannot be done in shards.")

    @property
    def worker_count(self) -> int:
        """Number of worker processes."""
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
        return self.workers or cores or 1

    def seconds(self, settings: Settings) -> float:
        """Return the time limit for an article."""
        engine = settings.engine if self.options.engine == "auto" else self.options.engine
        writes = engine.partition(":")[0] in _WRITERS
        return self.article_seconds or (_WRITING_SECONDS if writes else _PICKING_SECONDS)
