"""Engines: each reads a document and drafts what to say. One table maps a word to an engine."""

from __future__ import annotations

from collections.abc import Callable

from summarizer.engines.base import Draft, Engine, EngineInfo
from summarizer.engines.extractive import ExtractiveEngine
from summarizer.errors import UnknownEngineError

__all__ = ["Draft", "Engine", "EngineInfo", "available", "create"]

_ENGINES: dict[str, Callable[[str | None], Engine]] = {
    "extractive": ExtractiveEngine.create,
}
_AUTO = "extractive"


def create(name: str) -> Engine:
    """Make the engine of a name such as ``auto``, ``extractive`` or ``extractive:FILE``.

    Raises UnknownEngineError for a name that is not in the table.
    """
    kind, _, model = name.partition(":")
    factory = _ENGINES.get(_AUTO if kind == "auto" else kind)
    if factory is None or (kind == "auto" and model):
        known = ", ".join(["auto", *_ENGINES])
        raise UnknownEngineError(f"There is no engine called {name!r}; there are: {known}.", pointer="/engine")
    return factory(model or None)


def available() -> tuple[EngineInfo, ...]:
    """Describe every engine, whether it can run here, and what it would need."""
    return (ExtractiveEngine.info(),)
