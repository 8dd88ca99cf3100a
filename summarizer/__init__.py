"""Headlines, one-sentence summaries and key highlights, every word of them from the source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from summarizer.document import Document, RawArticle, Verdict
    from summarizer.errors import SummarizerError
    from summarizer.pipeline import Summarizer, summarize
    from summarizer.records import Options, Summary
    from summarizer.settings import Settings

__all__ = [
    "Document",
    "Options",
    "RawArticle",
    "Settings",
    "Summarizer",
    "SummarizerError",
    "Summary",
    "Verdict",
    "summarize",
]

_HOMES = {
    "Document": "document", "Options": "records", "RawArticle": "document", "Settings": "settings",
    "Summarizer": "pipeline", "SummarizerError": "errors", "Summary": "records", "Verdict": "document",
    "summarize": "pipeline",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for (PEP 562), so that ``import summarizer`` costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
