"""A name for every request, so that a person's report finds its line in the log."""

from __future__ import annotations

import re
import uuid

from flask import Flask, Response, g, request

HEADER = "X-Request-ID"
# What proxies send: UUIDs, hexadecimal and base64-like names. Anything else could forge log lines.
_ACCEPTED = re.compile(r"[A-Za-z0-9._:-]{1,128}\Z")


def init_app(app: Flask) -> None:
    """Answer every request with its name."""
    app.after_request(_echo)


def request_id() -> str:
    """Return the name of the current request: the caller's, if it is a plain one, else a new UUID."""
    if "request_id" not in g:
        given = request.headers.get(HEADER, "")
        g.request_id = given if _ACCEPTED.match(given) else uuid.uuid4().hex
    name: str = g.request_id
    return name


def _echo(response: Response) -> Response:
    response.headers[HEADER] = request_id()
    return response
