"""What decides a result beside the article: if any of it changes, an article is done again."""

from __future__ import annotations

import hashlib
import json
from typing import NamedTuple

from summarizer.prompting.files import load_prompts
from summarizer.records import Options
from summarizer.settings import Settings

ELSEWHERE = frozenset({
    "fetch_seconds", "fetch_redirects", "fetch_proxy", "web_fetch", "web_engines", "host", "port", "workers",
    "request_seconds", "prompts", "max_archive_bytes", "max_archive_members", "max_archive_ratio", "max_archive_depth",
})  # fmt: skip
"""Settings that say nothing of what an article's summary is."""
_PROMPTED = ("causal", "endpoint")


class Identity(NamedTuple):
    """Who summarises, as a worker says it."""

    version: str
    """Version of the product."""
    engine: str
    model: str | None
    revision: str | None
    """SHA-256 or hub revision of the model."""
    together: bool
    """Whether articles are read several at a time, which moves the last bits of their numbers."""


def describe(options: Options, settings: Settings, identity: Identity) -> tuple[str, str]:
    """Return the SHA-256, hexadecimal, of all that decides a result, and the same in words, as JSON."""
    said = {
        "options": options.model_dump(mode="json"),
        "settings": settings.model_dump(mode="json", exclude=set(ELSEWHERE)),
        "summarizer": identity._asdict(),
        "prompts": load_prompts(settings.prompts).sha256 if identity.engine in _PROMPTED else None,
    }
    described = json.dumps(said, sort_keys=True)
    return hashlib.sha256(described.encode()).hexdigest(), described
