"""Headers that every answer carries, and the check that a form was sent from our own page."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Request, Response, request

from web.problems import ForeignFormError

# No inline script or style, nothing from elsewhere. The application sets no cookie and keeps no session.
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    # "no-referrer" would make browsers send "Origin: null" with our own form.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def init_app(app: Flask) -> None:
    """Send the headers with every answer; only static files may be cached."""
    app.after_request(_protect)


def _protect(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def refuse_foreign_form(request: Request) -> None:
    """Raise ForeignFormError if a browser says that a form was sent from another site (Fetch Metadata, W3C 2021).

    A client that is no browser sends neither header and passes: there is no cookie that it could misuse.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        foreign = site not in ("same-origin", "none")
    else:
        origin = request.headers.get("Origin")
        foreign = origin is not None and urlsplit(origin).netloc != request.host
    if foreign:
        raise ForeignFormError("Open the form on this site, and send it from there.")
