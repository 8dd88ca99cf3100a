"""An address on the web to an article, with a guard against being led anywhere but the public web.

Each host is resolved once, every one of its addresses is judged, and the connection goes to a judged address, so
that a name that changes its mind between check and use (DNS rebinding) gains nothing; each redirect is a new start.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol
from urllib.parse import SplitResult, urljoin, urlsplit

from summarizer.document import RawArticle
from summarizer.errors import FetchError
from summarizer.settings import Settings
from summarizer.sources.addresses import is_public, resolve
from summarizer.sources.reading import read

if TYPE_CHECKING:
    from summarizer.sources.connection import Deadline, Target, TimedSocket

_LONGEST_URL = 8_000
"""Octets that RFC 9110 (2022, section 4.1) asks every sender and recipient to support."""
_HOST = re.compile(r"[A-Za-z0-9._-]{1,253}")


class Resolver(Protocol):
    """What turns a host name into addresses."""

    def __call__(self, host: str, port: int, *, seconds: float) -> list[str]: ...


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
    from summarizer.sources.connection import Deadline
    from summarizer.sources.request import ask

    deadline = Deadline(settings.fetch_seconds)
    for _ in range(settings.fetch_redirects + 1):
        parts = _checked(url)
        target = _target(parts)
        timed = _connection(target, deadline, settings=settings, allowed=allowed, resolver=resolver)
        try:
            answer = ask(parts, target, timed, settings=settings)
        finally:
            timed.close()
        if answer.location is None:
            final = parts._replace(fragment="").geturl()
            return read(answer.body, settings=settings, media_type=answer.media_type, url=final, name=parts.path)
        url = _joined(url, answer.location)
    raise FetchError(f"The address redirects more than {settings.fetch_redirects} times.")


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise FetchError("The address redirects to what is not a valid URL.") from error


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
    from summarizer.sources.connection import Target

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
    from summarizer.sources.connection import connect, connect_through

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
    except (OSError, ValueError) as error:
        raise FetchError(f"No secure connection to {target.host} could be made.") from error


def _refuse_unless(permitted: bool, target: Target) -> None:
    if not permitted:
        raise FetchError(f"The host {target.host} is not on the public web.")


def _is_name(host: str) -> bool:
    """Whether a host is a full domain name rather than an address in any notation, or a name of the local network."""
    labels = host.split(".")
    return len(labels) > 1 and not labels[-1][:1].isdigit() and labels[-1] not in ("localhost", "local", "internal")
