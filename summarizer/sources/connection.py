"""A connection to one judged address, on which nothing outlasts a deadline: not a handshake, not a byte at a time."""

from __future__ import annotations

import base64
import io
import socket
import ssl
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import SplitResult, unquote

from summarizer.errors import FetchError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

_PROXY_ANSWER_BYTES = 16_384


class Deadline:
    """A moment by which everything must be done."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Return the seconds that are left, more than none; raise :class:`FetchError` where there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise FetchError(f"The address did not answer in full within {self.seconds:g} seconds.")
        return left


class Target(NamedTuple):
    """Where a request goes: the host as it is named in the URL, the port, and whether over TLS."""

    host: str
    port: int
    secure: bool


class TimedSocket:
    """A socket that gives each operation only the time that is left. It is what :mod:`http.client` needs of one."""

    def __init__(self, plain: socket.socket, deadline: Deadline) -> None:
        self._socket = plain
        self._deadline = deadline

    def sendall(self, data: ReadableBuffer) -> None:
        """Send all bytes."""
        self._socket.settimeout(self._deadline.left())
        self._socket.sendall(data)

    def recv_into(self, buffer: WriteableBuffer) -> int:
        """Receive some bytes."""
        self._socket.settimeout(self._deadline.left())
        return self._socket.recv_into(buffer)

    def makefile(self, *_: object) -> io.BufferedReader:
        """Return a buffered reader of what is received."""
        return io.BufferedReader(_Reader(self))

    def secure(self, host: str) -> TimedSocket:
        """Return the socket under TLS, with the certificate checked against the host's name."""
        self._socket.settimeout(self._deadline.left())
        context = ssl.create_default_context()
        self._socket = context.wrap_socket(self._socket, server_hostname=host)
        return self

    def close(self) -> None:
        """Close the connection."""
        self._socket.close()


class _Reader(io.RawIOBase):
    def __init__(self, timed: TimedSocket) -> None:
        self._timed = timed

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        return self._timed.recv_into(buffer)


def connect(target: Target, addresses: Sequence[str], deadline: Deadline) -> TimedSocket:
    """Return a connection to the first of some addresses that answers, under TLS where the target asks for it."""
    last: OSError | None = None
    for address in addresses:
        try:
            plain = socket.create_connection((address, target.port), timeout=deadline.left())
        except OSError as error:
            last = error
            continue
        return _closing_on_failure(TimedSocket(plain, deadline), target)
    raise FetchError(f"The host {target.host} could not be reached.") from last


def connect_through(proxy: SplitResult, target: Target, deadline: Deadline) -> TimedSocket:
    """Return a connection through an HTTP proxy; one for a target over TLS is a tunnel (RFC 9110, section 9.3.6)."""
    if proxy.scheme != "http" or not proxy.hostname:
        raise FetchError("The proxy for fetching has to be set as an http:// address.")
    try:
        plain = socket.create_connection((proxy.hostname, proxy.port or 3128), timeout=deadline.left())
    except OSError as error:
        raise FetchError("The proxy for fetching could not be reached.") from error
    timed = TimedSocket(plain, deadline)
    if not target.secure:
        return timed
    try:
        name = f"[{target.host}]" if ":" in target.host else target.host
        lines = [f"CONNECT {name}:{target.port} HTTP/1.1", f"Host: {name}:{target.port}", *proxy_headers(proxy)]
        timed.sendall("\r\n".join([*lines, "", ""]).encode("ascii"))
        _read_tunnel_answer(timed)
    except BaseException:
        timed.close()
        raise
    return _closing_on_failure(timed, target)


def proxy_headers(proxy: SplitResult) -> list[str]:
    """Return the header lines that a proxy with a user name in its URL asks for."""
    if proxy.username is None:
        return []
    secret = f"{unquote(proxy.username)}:{unquote(proxy.password or '')}".encode()
    return [f"Proxy-Authorization: Basic {base64.b64encode(secret).decode('ascii')}"]


def _read_tunnel_answer(timed: TimedSocket) -> None:
    # Read byte by byte: what follows the blank line belongs to the TLS handshake.
    answer = bytearray()
    byte = bytearray(1)
    while not answer.endswith(b"\r\n\r\n"):
        if not timed.recv_into(byte) or len(answer) > _PROXY_ANSWER_BYTES:
            raise FetchError("The proxy for fetching gave no proper answer.")
        answer += byte
    if answer.split(None, 2)[1:2] != [b"200"]:
        raise FetchError("The proxy for fetching refused the connection.")


def _closing_on_failure(timed: TimedSocket, target: Target) -> TimedSocket:
    try:
        return timed.secure(target.host) if target.secure else timed
    except ssl.SSLCertVerificationError as error:
        timed.close()
        raise FetchError(f"The certificate of {target.host} is not valid.") from error
    except BaseException:
        timed.close()
        raise
