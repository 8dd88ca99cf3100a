"""Every error becomes one problem document for a program, or one kind page for a person, in one place."""

from __future__ import annotations

import logging

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException

from summarizer.errors import SummarizerError
from web import problems
from web.problems import Problem
from web.request_ids import request_id

_log = logging.getLogger("web")
_RETRY_AFTER_SECONDS = 5
_READ_OUT_BYTES = 64 * 1024 * 1024
_CHUNK_BYTES = 64 * 1024
_PROGRAMS = ("/api/", "/healthz/", "/readyz/", "/openapi.json/")


def init_app(app: Flask) -> None:
    """Answer every exception that a view lets through."""
    app.register_error_handler(SummarizerError, _on_summarizer_error)
    app.register_error_handler(HTTPException, _on_http_error)
    app.register_error_handler(Exception, _on_fault)
    app.after_request(_read_out)


def _on_summarizer_error(error: SummarizerError) -> Response:
    if error.status >= 500:
        _log.warning("%s %s: %s", request_id(), error.code, error.detail)
    return _answer(problems.of_summarizer_error(error, request_id()))


def _on_http_error(error: HTTPException) -> Response:
    if error.code is None or error.code < 400:
        return Response(status=error.code or 500, headers=error.get_headers())
    response = _answer(problems.of_status(error.code, request_id()))
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    return response


def _on_fault(error: Exception) -> Response:
    _log.error("%s %s %s", request_id(), request.method, request.path, exc_info=error)
    return _answer(problems.internal(request_id()))


def _answer(problem: Problem) -> Response:
    if f"{request.path}/".startswith(_PROGRAMS):
        body = problem.model_dump_json(exclude_none=True)
        response = Response(body, status=problem.status, content_type=problems.MEDIA_TYPE)
    else:
        page = render_template("error.html", problem=problem)
        response = Response(page, status=problem.status, content_type="text/html; charset=utf-8")
    if problem.status in (429, 503):
        response.headers["Retry-After"] = str(_RETRY_AFTER_SECONDS)
    return response


def _read_out(response: Response) -> Response:
    """Read what is still coming of a body that is too large, within reason.

    A sender that finds the connection closed while it is sending reports a broken connection, not our answer.
    """
    if response.status_code == 413:
        stream = request.environ["wsgi.input"]
        try:
            for _ in range(_READ_OUT_BYTES // _CHUNK_BYTES):
                if not stream.read(_CHUNK_BYTES):
                    break
        except OSError as error:
            _log.info("%s stopped sending: %s", request_id(), error)
    return response
