"""An address on the web to an article, with a guard against being led anywhere but the public web.

Each host is resolved once, every one of its addresses is judged, and the connection goes to a judged address, so
that a name that changes its mind between check and use (DNS rebinding) gains nothing; each redirect is a new start.
"""

from __future__ import annotations

import http.client
import re
import socket
import ssl
from collections.abc import Callable
from typing import NamedTuple, Protocol, cast
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from summarizer.document import RawArticle
from summarizer.errors import FetchError, TooLargeError, UnsupportedMediaError
from summarizer.settings import Settings
from summarizer.sources.addresses import is_public, resolve
from summarizer.sources.connection import Deadline, Target, TimedSocket, connect, connect_through, proxy_headers
from summarizer.sources.inflate import Inflater
from summarizer.sources.reading import read

_LONGEST_URL = 8_000
"""Octets that RFC 9110 (2022, section 4.1) asks every sender and recipient to support."""
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HOST = re.compile(r"[A-Za-z0-9._-]{1,253}")
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


class Resolver(Protocol):
    """What turns a host name into addresses."""

    def __call__(self, host: str, port: int, *, seconds: float) -> list[str]: ...


class _Answer(NamedTuple):
    location: str | None
    media_type: str | None
    body: bytes


def fetch(url: str, *, settings: Settings) -> RawArticle:
    """Return the article at an http or https address; its ``url`` is the one that redirects led to.

    Raises :class:`FetchError` for addresses that are not on the public web, names with credentials, over
    ``settings.fetch_seconds`` in all or ``fetch_redirects``, and for answers that are no page; :class:`TooLargeError`
    over ``max_bytes`` before or after decompression; and what :func:`read` raises. With ``settings.fetch_proxy`` names
    are resolved by the proxy, whose rules then decide which addresses may be reached.
    """
    return fetch_within(url, settings=settings, allowed=is_public, resolver=resolve)


def fetch_within(url: str, *, settings: Settings, allowed: Callable[[str], bool], resolver: Resolver) -> RawArticle:
    """Fetch as :func:`fetch` does, with another judge of addresses and another resolver of names."""
    deadline = Deadline(settings.fetch_seconds)
    for _ in range(settings.fetch_redirects + 1):
        parts = _checked(url)
        target = _target(parts)
        timed = _connection(target, deadline, settings=settings, allowed=allowed, resolver=resolver)
        try:
            answer = _ask(parts, target, timed, settings=settings)
        finally:
            timed.close()
        if answer.location is None:
            final = parts._replace(fragment="").geturl()
            return read(answer.body, settings=settings, media_type=answer.media_type, url=final, name=parts.path)
        url = urljoin(url, answer.location)
    raise FetchError(f"The address redirects more than {settings.fetch_redirects} times.")


def _checked(url: str) -> SplitResult:
    """Return the parts of a URL that may be asked for; errors never repeat its words, which may be secret."""
    if len(url) > _LONGEST_URL:
        raise FetchError("The address is too long.")
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as error:
        raise FetchError("The address is not a valid URL.") from error
    if parts.scheme not in ("http", "https"):
        raise FetchError("Only http and https addresses are fetched.")
    if "@" in parts.netloc:
        raise FetchError("Addresses with a user name or password are not fetched.")
    if not parts.hostname or port == 0:
        raise FetchError("The address names no host.")
    return parts


def _target(parts: SplitResult) -> Target:
    host = (parts.hostname or "").rstrip(".")
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    if ":" in host:
        return Target(host, port, secure)
    try:
        ascii_host = host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise FetchError("The address names no valid host.") from error
    if not _HOST.fullmatch(ascii_host):
        raise FetchError("The address names no valid host.")
    return Target(ascii_host, port, secure)


def _connection(
    target: Target, deadline: Deadline, *, settings: Settings, allowed: Callable[[str], bool], resolver: Resolver
) -> TimedSocket:
    try:
        if settings.fetch_proxy is not None:
            _refuse_unless(_is_name(target.host) or allowed(target.host), target)
            return connect_through(urlsplit(settings.fetch_proxy), target, deadline)
        addresses = resolver(target.host, target.port, seconds=deadline.left())
        # One private address among public ones is a trap or a mistake; neither is followed.
        _refuse_unless(all(allowed(address) for address in addresses), target)
        return connect(target, addresses, deadline)
    except TimeoutError as error:
        raise FetchError(f"The address did not answer within {deadline.seconds:g} seconds.") from error
    except (ssl.SSLError, OSError, ValueError) as error:
        raise FetchError(f"No secure connection to {target.host} could be made.") from error


def _refuse_unless(permitted: bool, target: Target) -> None:
    if not permitted:
        raise FetchError(f"The host {target.host} is not on the public web.")


def _is_name(host: str) -> bool:
    """Whether a host is a full domain name rather than an address in any notation, or a name of the local network."""
    labels = host.split(".")
    return len(labels) > 1 and not labels[-1][:1].isdigit() and labels[-1] not in ("localhost", "local", "internal")


def _ask(parts: SplitResult, target: Target, timed: TimedSocket, *, settings: Settings) -> _Answer:
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


def _answer(response: http.client.HTTPResponse, *, settings: Settings) -> _Answer:
    location = response.getheader("Location")
    media_type = response.getheader("Content-Type")
    if response.status in _REDIRECTS and location:
        # http.client reads headers as Latin-1, and some sites write them in UTF-8.
        return _Answer(location.encode("latin-1").decode("utf-8", "replace"), None, b"")
    if response.status != 200:
        raise FetchError(f"The site answered with status {response.status} instead of a page.")
    essence = (media_type or "").partition(";")[0].strip().lower()
    if essence and not _READABLE.fullmatch(essence):
        raise UnsupportedMediaError("The address leads to a kind of file that is not read.")
    return _Answer(None, media_type, _body(response, settings=settings))


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
