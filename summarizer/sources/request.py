"""One HTTP request and its answer (RFC 9112): the body bounded as it is sent and as it decompresses."""

from __future__ import annotations

import http.client
import re
import socket
import ssl
from typing import NamedTuple, cast
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from summarizer.errors import FetchError, TooLargeError, UnsupportedMediaError
from summarizer.settings import Settings
from summarizer.sources.connection import Target, TimedSocket, proxy_headers
from summarizer.sources.inflate import Inflater

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_READABLE = re.compile(
    r"text/(?:html|plain|markdown|x-markdown)|application/(?:xhtml\+xml|pdf|octet-stream|gzip|x-gzip"
    r"|vnd\.openxmlformats-officedocument\.wordprocessingml\.document)"
)
_HEADERS = {
    "User-Agent": "newsroom-summarizer",
    "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.1",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
_CHUNK = 65_536


class Answer(NamedTuple):
    """What came back: where else to ask, or a body and what it is said to be."""

    location: str | None
    media_type: str | None
    body: bytes


def ask(parts: SplitResult, target: Target, timed: TimedSocket, *, settings: Settings) -> Answer:
    """Ask for a URL on an open connection; closing that is the caller's task."""
    connection = http.client.HTTPConnection(target.host, target.port)
    # http.client reads and writes through the few methods that TimedSocket has.
    connection.sock = cast("ssl.SSLSocket", timed)
    headers = _HEADERS | {"Host": _authority(target)}
    where = urlunsplit(("", "", _quoted(parts.path) or "/", _quoted(parts.query), ""))
    if settings.fetch_proxy is not None and not target.secure:
        where = f"http://{_authority(target)}{where}"
        headers |= dict(line.split(": ", 1) for line in proxy_headers(urlsplit(settings.fetch_proxy)))
    try:
        connection.request("GET", where, headers=headers)
        # The connection's own getresponse() closes the socket before the body has been read.
        response = http.client.HTTPResponse(cast("socket.socket", timed), method="GET")
        response.begin()
        return _answer(response, settings=settings)
    except TimeoutError as error:
        raise FetchError(f"The address did not answer in full within {settings.fetch_seconds:g} seconds.") from error
    except (http.client.HTTPException, OSError, ValueError) as error:
        raise FetchError(f"The answer of {target.host} could not be read.") from error


def _answer(response: http.client.HTTPResponse, *, settings: Settings) -> Answer:
    location = response.getheader("Location")
    media_type = response.getheader("Content-Type")
    if response.status in _REDIRECTS and location:
        # http.client reads headers as Latin-1, and some sites write them in UTF-8.
        return Answer(location.encode("latin-1").decode("utf-8", "replace"), None, b"")
    if response.status != 200:
        raise FetchError(f"The site answered with status {response.status} instead of a page.")
    essence = (media_type or "").partition(";")[0].strip().lower()
    if essence and not _READABLE.fullmatch(essence):
        raise UnsupportedMediaError("The address leads to a kind of file that is not read.")
    return Answer(None, media_type, _body(response, settings=settings))


def _body(response: http.client.HTTPResponse, *, settings: Settings) -> bytes:
    coding = (response.getheader("Content-Encoding") or "identity").strip().lower()
    if coding not in ("identity", "gzip", "x-gzip", "deflate"):
        raise FetchError("The site answered in a compression that was not asked for.")
    inflater = None if coding == "identity" else Inflater(limit=settings.max_bytes)
    pieces: list[bytes] = []
    received = 0
    while chunk := response.read(_CHUNK):
        received += len(chunk)
        if received > settings.max_bytes:
            raise TooLargeError(f"The page has more than {settings.max_bytes:,} bytes.")
        pieces.append(chunk if inflater is None else inflater.feed(chunk))
    if response.length or (inflater is not None and received and not inflater.complete):
        raise FetchError("The connection ended before the page did.")
    return b"".join(pieces)


def _authority(target: Target) -> str:
    host = f"[{target.host}]" if ":" in target.host else target.host
    return host if target.port == (443 if target.secure else 80) else f"{host}:{target.port}"


def _quoted(part: str) -> str:
    """Percent-encode what a URL may not hold, and leave what is encoded already."""
    return quote(part, safe="%/:=&?~+!$,;'@()*[]|-._")
