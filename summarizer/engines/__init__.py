"""Engines: each reads a document and drafts what to say."""

from __future__ import annotations

from summarizer.engines.base import Draft, Engine, EngineInfo, Speaker, Written
from summarizer.engines.roster import Roster, available, create

__all__ = ["Draft", "Engine", "EngineInfo", "Roster", "Speaker", "Written", "available", "create"]
