"""Engines: each reads a document and drafts what to say. One table maps a word to an engine."""

from __future__ import annotations

from collections.abc import Callable

from summarizer.engines.base import Draft, Engine, EngineInfo
from summarizer.engines.encoder import EncoderEngine, is_ready
from summarizer.engines.extractive import ExtractiveEngine
from summarizer.engines.fallback import StandIn
from summarizer.errors import EngineError, UnknownEngineError

__all__ = ["Draft", "Engine", "EngineInfo", "available", "create"]

_ENGINES: dict[str, Callable[[str | None], Engine]] = {
    "extractive": ExtractiveEngine.create,
    "encoder": EncoderEngine.create,
}
_AUTO = "auto"


def create(name: str) -> Engine:
    """Make the engine of a name such as ``auto``, ``extractive`` or ``encoder:FOLDER``.

    ``auto`` is 1 the encoder if torch is installed, else 2 the extractive engine; if the encoder cannot be loaded, the
    second stands in and its drafts say why. Raises UnknownEngineError for a name that is not in the table, EngineError
    if the engine named cannot be made.
    """
    kind, _, model = name.partition(":")
    if name == _AUTO:
        return _best()
    if kind not in _ENGINES:
        known = ", ".join([_AUTO, *_ENGINES])
        raise UnknownEngineError(f"There is no engine called {name!r}; there are: {known}.", pointer="/engine")
    return _ENGINES[kind](model or None)


def available() -> tuple[EngineInfo, ...]:
    """Describe every engine, whether it can run here, and what it would need."""
    return (EncoderEngine.info(), ExtractiveEngine.info())


def _best() -> Engine:
    if not is_ready():
        return ExtractiveEngine.create(None)
    try:
        return EncoderEngine.create(None)
    except EngineError as reason:
        return StandIn(ExtractiveEngine.create(None), wanted=EncoderEngine.name, reason=reason)
