"""Every error the product raises on purpose, in one tree.

    SummarizerError
    ├── UsageError                  the caller asked for something that does not exist
    │   ├── UnknownEngineError
    │   └── OutputInUseError        another run is writing the same output
    ├── SourceError                 the input cannot be read as a document
    │   ├── UnsupportedMediaError   a kind of file we do not read
    │   ├── TooLargeError           over a limit on bytes, characters, sentences or depth
    │   └── FetchError              a URL that could not be fetched, or must not be
    ├── UnusableArticleError        read, but not an article: carries its verdict
    ├── EngineError                 an engine was asked for and could not answer
    │   ├── MissingExtraError       a package is not installed: names the pip command
    │   └── UnlearntLanguageError   the article is in a language that its model has not learnt
    └── WorkerCrashedError          an article of an archive took its worker process with it
        ├── TooSlowError            over its time limit
        └── OutOfMemoryError        over its memory limit

The library raises these; the command line turns one into a line and an exit status, the web into one
RFC 9457 problem document. ``code`` is the stable machine-readable name that both print.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar


class SummarizerError(Exception):
    """Base of every deliberate error. ``pointer`` is a JSON Pointer (RFC 6901) to the field at fault, if one is."""

    code: ClassVar[str] = "error"
    title: ClassVar[str] = "The request could not be completed"
    status: ClassVar[int] = 500
    exit_status: ClassVar[int] = 1
    retryable: ClassVar[bool] = False

    def __init__(self, detail: str, *, pointer: str | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.pointer = pointer

    def __reduce__(self) -> tuple[Callable[..., SummarizerError], tuple[type[SummarizerError], dict[str, Any]]]:
        """Travel between processes whole, whatever a subclass is constructed from."""
        return _restore, (type(self), self.__dict__)

    def problem(self) -> dict[str, object]:
        """Return the RFC 9457 members that do not depend on how the error is carried."""
        return {
            "type": f"urn:problem:summarizer:{self.code}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "code": self.code,
        }


class UsageError(SummarizerError):
    code = "invalid_request"
    title = "The request is not valid"
    status = 400
    exit_status = 2


class UnknownEngineError(UsageError):
    code = "unknown_engine"
    title = "There is no such engine"


class OutputInUseError(UsageError):
    code = "output_in_use"
    title = "Another run is writing this output"
    status = 409


class SourceError(SummarizerError):
    code = "unreadable_source"
    title = "The input could not be read"
    status = 422
    exit_status = 2


class UnsupportedMediaError(SourceError):
    code = "unsupported_media"
    title = "This kind of file is not supported"
    status = 415


class TooLargeError(SourceError):
    code = "too_large"
    title = "The input is too large"
    status = 413


class FetchError(SourceError):
    code = "fetch_failed"
    title = "The address could not be fetched"


class UnusableArticleError(SourceError):
    """The input was read, but it is not an article worth summarising.

    ``verdict`` is a value of :class:`summarizer.document.Verdict` other than ``article``.
    """

    code = "unusable_article"
    title = "This is not an article that can be summarised"

    def __init__(self, verdict: str, detail: str) -> None:
        super().__init__(detail)
        self.verdict = verdict

    def problem(self) -> dict[str, object]:
        return {**super().problem(), "verdict": self.verdict}


class EngineError(SummarizerError):
    code = "engine_failed"
    title = "The summarisation engine failed"
    status = 503
    retryable = True


class MissingExtraError(EngineError):
    """A package that an engine or a file type needs is not installed."""

    code = "missing_extra"
    title = "An optional package is not installed"
    status = 501
    retryable = False

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(f"{feature} needs an optional package: pip install 'newsroom-summarizer[{extra}]'")


class UnlearntLanguageError(EngineError):
    """An engine was asked for by name, and has not learnt the language of the article."""

    code = "unlearnt_language"
    title = "The engine has not learnt this language"
    status = 422
    retryable = False


class WorkerCrashedError(SummarizerError):
    code = "worker_crashed"
    title = "The worker process crashed"


class TooSlowError(WorkerCrashedError):
    code = "too_slow"
    title = "The article took too long"


class OutOfMemoryError(WorkerCrashedError):
    code = "out_of_memory"
    title = "The article took too much memory"


def _restore(kind: type[SummarizerError], state: dict[str, Any]) -> SummarizerError:
    error = kind.__new__(kind, state["detail"])
    error.__dict__.update(state)
    return error
