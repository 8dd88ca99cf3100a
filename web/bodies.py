"""Request bodies of the summaries endpoint, told apart by Content-Type.

Options are fields of a JSON body, form fields beside a file, and query parameters beside a text or HTML body. A query
parameter counts beside any body; the same field in the body wins.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Mapping

from flask import Request
from werkzeug.datastructures import FileStorage

from summarizer import sources
from summarizer.document import RawArticle
from summarizer.errors import TooLargeError, UnsupportedMediaError
from summarizer.settings import Settings
from summarizer.sources.encoding import decode
from web import strict_json
from web.fields import typed, validate
from web.problems import FetchDisabledError, MalformedBodyError, wrong_field
from web.submissions import ArticleBody, Parameters, Submission

FILE_FIELD = "file"


def read(request: Request, settings: Settings) -> Submission:
    """Return what a request submits.

    Raises UnsupportedMediaError for another Content-Type, MalformedBodyError and InvalidFieldsError for a body or
    fields that do not fit, TooLargeError and other SourceErrors for an article that cannot be read.
    """
    reader = _READERS.get(request.mimetype)
    if reader is None:
        known = ", ".join(_READERS)
        found = f"{request.mimetype!r} is not read here" if request.mimetype else "There is no Content-Type"
        raise UnsupportedMediaError(f"{found}; send one of {known}.")
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise UnsupportedMediaError("Compressed bodies are not read; send the body as it is.")
    return reader(request, settings)


def _json(request: Request, settings: Settings) -> Submission:
    if _charset(request) not in (None, "utf-8", "ascii"):
        raise UnsupportedMediaError("JSON is sent in UTF-8 (RFC 8259).")
    body = validate(ArticleBody, {**_query(request), **strict_json.read_object(_body(request, settings))})
    return Submission(_source(body, settings), body.title, body.options())


def _source(body: ArticleBody, settings: Settings) -> str | RawArticle:
    if "text" in body.model_fields_set:
        return body.text
    if "html" in body.model_fields_set:
        return sources.read_html(body.html, settings=settings)
    return fetch(body.url, settings)


def fetch(url: str, settings: Settings) -> RawArticle:
    """Return the article at an address. Raises FetchDisabledError where none are fetched, FetchError if it fails."""
    if not settings.web_fetch:
        raise FetchDisabledError
    return sources.fetch(url, settings=settings)


def _plain(request: Request, settings: Settings) -> Submission:
    asked = validate(Parameters, _query(request))
    return Submission(_text(request, settings), asked.title, asked.options())


def _html(request: Request, settings: Settings) -> Submission:
    asked = validate(Parameters, _query(request))
    html = _text(request, settings, markup=True)
    return Submission(sources.read_html(html, settings=settings), asked.title, asked.options())


def _upload(request: Request, settings: Settings) -> Submission:
    asked = validate(Parameters, {**_query(request), **typed(Parameters, request.form)})
    files = [(name, file) for name, found in request.files.lists() for file in found]
    for name, _ in files:
        if name != FILE_FIELD:
            raise wrong_field(name, "There is no such file field.")
    if len(files) != 1:
        needed = f"Exactly one file is needed, in a field called {FILE_FIELD}; found {len(files)}."
        raise wrong_field(FILE_FIELD, needed)
    return Submission(read_file(files[0][1], settings), asked.title, asked.options())


def read_file(file: FileStorage, settings: Settings) -> RawArticle:
    """Return the article in an uploaded file; its kind is told by its content."""
    data = file.stream.read(settings.max_bytes + 1)
    return sources.read(data, settings=settings, name=file.filename, media_type=file.content_type)


_READERS: Mapping[str, Callable[[Request, Settings], Submission]] = {
    "application/json": _json,
    "text/plain": _plain,
    "text/html": _html,
    "multipart/form-data": _upload,
}


def _query(request: Request) -> dict[str, object]:
    return typed(Parameters, request.args)


def _body(request: Request, settings: Settings) -> bytes:
    data = request.get_data(cache=False)
    if len(data) > settings.max_bytes:
        raise TooLargeError(f"The body has {len(data):,} bytes; at most {settings.max_bytes:,} are read.")
    return data


def _text(request: Request, settings: Settings, *, markup: bool = False) -> str:
    """Return a text body: in the charset that its Content-Type names, else in the one that its bytes show."""
    charset = _charset(request)
    data = _body(request, settings)
    if charset == "utf-8":
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise MalformedBodyError(f"The body is not UTF-8, as its Content-Type says: byte {error.start}.") from error
    return decode(data, charset=charset, markup=markup)


def _charset(request: Request) -> str | None:
    """Return the codec that the Content-Type names, if it names one."""
    name = request.mimetype_params.get("charset")
    if name is None:
        return None
    try:
        "".encode(name)  # unlike a look-up, this refuses Python's codecs that are no charsets, such as base64
        return codecs.lookup(name).name
    except (LookupError, ValueError) as error:
        raise UnsupportedMediaError("The charset of the Content-Type is not known; send UTF-8.") from error
