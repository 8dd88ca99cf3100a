"""What the pages and the API share: one Summarizer for the application, and which engines a stranger may ask for."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, current_app

from summarizer import Summarizer, Summary
from summarizer.engines import available
from summarizer.errors import UnknownEngineError
from summarizer.settings import Settings
from web.submissions import Submission

_KEY = "summarizer"


@dataclass(frozen=True, slots=True)
class Service:
    """A summariser for strangers."""

    settings: Settings
    summarizer: Summarizer
    engines: tuple[str, ...]
    """Names that may be asked for: a name with a file or model in it would open paths of the server."""

    def summarize(self, submission: Submission) -> Summary:
        """Summarise what was sent. Raises SummarizerError."""
        self._check_engine(submission.options.engine)
        return self.summarizer.summarize(submission.source, title=submission.title or None, options=submission.options)

    def _check_engine(self, name: str) -> None:
        if name not in self.engines:
            known = ", ".join(self.engines)
            raise UnknownEngineError(f"There is no such engine here; there are: {known}.", pointer="/engine")


def init_app(app: Flask, settings: Settings) -> None:
    """Give the application its service."""
    ready = [engine.name for engine in available() if engine.ready and not engine.takes_model]
    engines = tuple(dict.fromkeys(["auto", *ready, settings.engine, *settings.web_engines]))
    app.extensions[_KEY] = Service(settings=settings, summarizer=Summarizer(settings), engines=engines)


def service() -> Service:
    """Return the service of the application that answers now."""
    found: Service = current_app.extensions[_KEY]
    return found
