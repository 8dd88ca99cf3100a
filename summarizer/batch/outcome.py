"""What became of one article: a line of output or a problem, and what the ledger keeps of it beside."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Any, NamedTuple

from summarizer.errors import SummarizerError, UnusableArticleError


class Status(StrEnum):
    """How an article came out."""

    DONE = "done"
    REFUSED = "refused"
    """Read, but not an article: its verdict says what it is."""
    FAILED = "failed"
    """It could not be read or summarised; another attempt may do better."""
    QUARANTINED = "quarantined"
    """It took its worker process with it, twice."""


RETRIED = frozenset({Status.FAILED, Status.QUARANTINED})
"""What may come out otherwise next time: is tried again when that is asked for."""


class Outcome(NamedTuple):
    """What became of one article."""

    status: Status
    tail: bytes = b""
    """A done record's JSON line, from behind its id to the line feed; so one result serves equal articles."""
    problem: dict[str, Any] | None = None
    """RFC 9457 members, if it is not done."""
    verdict: str = ""
    language: str = ""
    engine: str = ""
    warnings: tuple[str, ...] = ()
    """Codes of the warnings, in order."""
    canonical: bytes | None = None
    """Digest of canonical text and title: equal for equal articles, however they came."""
    sketch: bytes | None = None
    """MinHash of the canonical text, if near-duplicates are looked for."""
    seconds: float = 0.0
    attempts: int = 1
    reused: bool = False
    """Whether it was taken from an article that differs in site and address at most."""


def json_text(value: object, *, separators: tuple[str, str] | None = None) -> str:
    """Return a value as JSON; a lone surrogate, which UTF-8 has no place for, as the escape that JSON reads back."""
    text = json.dumps(value, ensure_ascii=False, separators=separators)
    return text.encode("utf-8", "backslashreplace").decode()


def problem_of(error: SummarizerError) -> Outcome:
    """Return the outcome of an article that came to nothing."""
    verdict = error.verdict if isinstance(error, UnusableArticleError) else ""
    return Outcome(Status.REFUSED if verdict else Status.FAILED, problem=error.problem(), verdict=verdict)
