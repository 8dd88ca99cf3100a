"""Which engine a name stands for, and the engines that a process holds, each loaded once."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from threading import Lock
from typing import NamedTuple

from summarizer.engines.base import Engine, EngineInfo
from summarizer.engines.cascade import Cascade, Stage
from summarizer.engines.causal import CausalEngine
from summarizer.engines.encoder import EncoderEngine, is_ready
from summarizer.engines.endpoint import EndpointEngine
from summarizer.engines.extractive import ExtractiveEngine
from summarizer.engines.seq2seq import Seq2seqEngine
from summarizer.errors import UnknownEngineError
from summarizer.prompting.files import load_prompts
from summarizer.settings import Settings

_AUTO, _ENCODER, _EXTRACTIVE = "auto", "encoder", "extractive"
_HELD = 8
"""Models held at once."""


class _Kind(NamedTuple):
    """How an engine is made, of the model named behind it, if one is, and the settings; and how it is described."""

    create: Callable[[str, Settings], Engine]
    info: Callable[[], EngineInfo]


_KINDS: dict[str, _Kind] = {
    _ENCODER: _Kind(lambda model, settings: EncoderEngine.create(model or None, settings), EncoderEngine.info),
    _EXTRACTIVE: _Kind(lambda model, _: ExtractiveEngine.create(model or None), ExtractiveEngine.info),
    Seq2seqEngine.name: _Kind(Seq2seqEngine.create, Seq2seqEngine.info),
    CausalEngine.name: _Kind(CausalEngine.create, CausalEngine.info),
    EndpointEngine.name: _Kind(EndpointEngine.create, EndpointEngine.info),
}


class Roster:
    """Engines by name, each loaded when it first has to speak and kept, whoever asks for it.

    Raises UsageError for a folder of prompts that is not valid.
    """

    def __init__(self, settings: Settings) -> None:
        if settings.prompts is not None:
            load_prompts(settings.prompts)  # a mistake there should show at once, not with the first article
        self._settings = settings
        self._stage = lru_cache(maxsize=_HELD)(self._new_stage)
        self._lock = Lock()
        self._standard = (_ENCODER, _EXTRACTIVE) if is_ready() else (_EXTRACTIVE,)

    def engine(self, name: str, *, fallback: bool = True) -> Cascade:
        """Return the engine of a name such as ``auto``, ``extractive``, ``encoder:FOLDER`` or ``seq2seq:MODEL``.

        Loads nothing. With ``fallback``, others stand in where it cannot answer; see :mod:`summarizer.engines.cascade`.
        Raises UnknownEngineError for a name that there is not, UsageError if a part of it or a setting is missing.
        """
        if name != _AUTO:
            _check(name)
        asked = self._standard[0] if name == _AUTO else name
        others = self._standard if fallback and asked != _EXTRACTIVE else ()
        with self._lock:  # two threads must not load the same model
            stages = [self._stage(each) for each in dict.fromkeys([asked, *others])]
            return Cascade(stages, abroad=self._stage(_EXTRACTIVE) if name == _AUTO else None)

    def _new_stage(self, name: str) -> Stage:
        kind, _, model = name.partition(":")
        return Stage(name, partial(_KINDS[kind].create, model, self._settings))


def create(name: str, settings: Settings, *, fallback: bool = True) -> Cascade:
    """Return the engine of a name, apart from all others; see :meth:`Roster.engine`."""
    return Roster(settings).engine(name, fallback=fallback)


def available() -> tuple[EngineInfo, ...]:
    """Describe every engine, whether it can run here, and what it would need."""
    return tuple(kind.info() for kind in _KINDS.values())


def _check(name: str) -> None:
    kind, _, model = name.partition(":")
    if kind not in _KINDS:
        known = ", ".join([_AUTO, _EXTRACTIVE, *(k for k in _KINDS if k != _EXTRACTIVE)])
        raise UnknownEngineError(f"There is no engine called {name!r}; there are: {known}.", pointer="/engine")
    if _KINDS[kind].info().takes_model and not model:
        raise UnknownEngineError(f"{kind} needs a model: {kind}:MODEL.", pointer="/engine")
