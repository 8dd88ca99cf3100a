"""The JSON endpoints, version 1."""

from __future__ import annotations

from flask import Blueprint, Response, request

from summarizer.engines import EngineInfo
from summarizer.records import MAX_HIGHLIGHTS, MAX_TITLE_CHARACTERS, Record
from web import bodies
from web.engines import described
from web.languages import Language, languages
from web.service import service

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")


class Engines(Record):
    """The engines of this installation."""

    engines: tuple[EngineInfo, ...]
    """Every engine; ready are those that a caller may ask for."""
    default: str
    """The one used when a caller names none."""


class Languages(Record):
    """The languages that may be named; a text in another one with spaces between its words is read too."""

    languages: tuple[Language, ...]
    """By English name."""


class Limits(Record):
    """What this installation accepts."""

    max_bytes: int
    """Largest body or file, in bytes."""
    max_characters: int
    """Longest text, in characters."""
    max_blocks: int
    """Most paragraphs, headings and other blocks of one text."""
    max_sentences: int
    """Most sentences that compete; the rest is left out with a warning."""
    min_sentences: int
    """Fewest sentences of an article."""
    min_words: int
    """Fewest words of an article."""
    max_highlights: int
    """Most highlights that may be asked for."""
    max_title_characters: int
    """Longest title that may be given, in characters."""
    fetches_urls: bool
    """Whether url is accepted as a source."""


@blueprint.after_request
def _without_html(response: Response) -> Response:
    """Send the list of methods that OPTIONS asks for without Flask's content type for its empty body."""
    if request.method == "OPTIONS":
        response.status_code = 204
        response.headers.pop("Content-Type", None)
    return response


@blueprint.post("/summaries")
def create_summary() -> Response:
    """Summarise one article."""
    shared = service()
    return _json(shared.summarize(bodies.read(request, shared.settings)))


@blueprint.get("/engines")
def list_engines() -> Response:
    """List the engines."""
    shared = service()
    return _json(Engines(engines=described(shared.engines, shared.settings), default=shared.settings.engine))


@blueprint.get("/languages")
def list_languages() -> Response:
    """List the languages."""
    return _json(Languages(languages=languages()))


@blueprint.get("/limits")
def list_limits() -> Response:
    """List the limits."""
    settings = service().settings
    return _json(
        Limits(
            max_bytes=settings.max_bytes,
            max_characters=settings.max_characters,
            max_blocks=settings.max_blocks,
            max_sentences=settings.max_sentences,
            min_sentences=settings.min_sentences,
            min_words=settings.min_words,
            max_highlights=MAX_HIGHLIGHTS,
            max_title_characters=MAX_TITLE_CHARACTERS,
            fetches_urls=settings.web_fetch,
        )
    )


def _json(record: Record) -> Response:
    return Response(record.model_dump_json(), content_type="application/json")
