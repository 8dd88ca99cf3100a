"""Which engines a caller of this installation may ask for, and what the others need."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.engines import EngineInfo, available
from summarizer.settings import Settings

_SERVER = "endpoint"


def described(names: tuple[str, ...], settings: Settings) -> tuple[EngineInfo, ...]:
    """Describe every engine as callers see it who may ask for ``names``: a model of the operator's choice by its name.

    Only what such a caller can use is ready.
    """
    return tuple(each for info in available() for each in _of_kind(info, names, settings))


def _of_kind(info: EngineInfo, names: tuple[str, ...], settings: Settings) -> Iterator[EngineInfo]:
    models = [name for name in names if name.startswith(f"{info.name}:")]
    if not info.takes_model or not models:
        needs = [info.needs, f"its model in SUMMARIZER_WEB_ENGINES, as {info.name}:MODEL" if info.takes_model else None]
        yield _with(info, [*needs, _server(info, settings)])
    for name in models:
        chosen = info.model_copy(update={"name": name, "takes_model": False})
        yield _with(chosen, [info.needs, _server(info, settings)])


def _server(info: EngineInfo, settings: Settings) -> str | None:
    return "SUMMARIZER_ENDPOINT_URL" if info.name == _SERVER and settings.endpoint_url is None else None


def _with(info: EngineInfo, needs: list[str | None]) -> EngineInfo:
    wanted = "; ".join(filter(None, needs)) or None
    return info.model_copy(update={"ready": wanted is None, "needs": wanted})
