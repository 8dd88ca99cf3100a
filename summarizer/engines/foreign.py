"""Errors of other people's code, mapped to ours where they enter."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from summarizer.errors import EngineError, SummarizerError

_LONGEST = 300
"""Characters of a foreign message that are passed on: some print whole tensors, or a page of advice."""


@contextmanager
def as_engine_error(what: str) -> Iterator[None]:
    """Turn whatever goes wrong inside into an EngineError that begins with ``what``; our own errors pass unchanged."""
    try:
        yield
    except SummarizerError:
        raise
    except Exception as reason:  # models, templates and drivers raise anything there is, running out of memory too
        raise EngineError(f"{what}: {told(reason)}") from reason


def told(reason: BaseException) -> str:
    """Return in one line what an exception says, or its kind if it says nothing."""
    if isinstance(reason, MemoryError) or type(reason).__name__ == "OutOfMemoryError":
        return "out of memory"
    line = " ".join(str(reason).split()) or type(reason).__name__
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
