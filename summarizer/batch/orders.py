"""What a worker process is told before its articles, and how it says that one was too much for it."""

from __future__ import annotations

from typing import NamedTuple

from summarizer.records import Options
from summarizer.settings import Settings

OUT_OF_MEMORY = 77
"""Exit status of a worker that an article took over its memory limit; no shell and no signal uses this one."""


class Orders(NamedTuple):
    """What a worker is told once."""

    settings: Settings
    options: Options
    article_seconds: float
    article_memory: int
    """Megabytes (10⁶ bytes) that may be added to what the worker takes by itself."""
    near: bool
    """Whether to make sketches of near-duplicates."""
