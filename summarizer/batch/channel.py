"""Messages between a run and its worker processes, over a socket that the run never waits for.

A message is its length in eight bytes and a pickle: both ends are the same program, of the same user.
"""

from __future__ import annotations

import pickle
import socket
import struct
from collections.abc import Iterator
from typing import Any

_LENGTH = struct.Struct("<Q")
_CHUNK = 1 << 18


class Channel:
    """The run's end: what cannot be sent yet is kept, what has not come whole is waited for later."""

    def __init__(self, end: socket.socket) -> None:
        end.setblocking(False)
        self._end = end
        self._out = bytearray()
        self._in = bytearray()
        self.is_open = True

    def fileno(self) -> int:
        """Return the descriptor to select on."""
        return self._end.fileno()

    @property
    def is_waiting(self) -> bool:
        """Whether something is still to be sent."""
        return bool(self._out)

    def put(self, message: object) -> None:
        """Send a message, or as much of it as goes out now."""
        self._out += packed(message)
        self.flush()

    def flush(self) -> None:
        """Send what was kept, as far as it goes out now."""
        try:
            while self._out:
                del self._out[: self._end.send(memoryview(self._out)[:_CHUNK])]
        except BlockingIOError:
            return
        except OSError:  # the worker has gone; reading says so too, after its last words
            self._out.clear()

    def take(self) -> Iterator[Any]:
        """Yield the messages that have come whole; afterwards ``is_open`` tells whether more can come."""
        try:
            while chunk := self._end.recv(_CHUNK):
                self._in += chunk
            self.is_open = False
        except BlockingIOError:
            pass
        except OSError:
            self.is_open = False
        yield from self._whole()

    def _whole(self) -> Iterator[Any]:
        while len(self._in) >= _LENGTH.size:
            end = _LENGTH.size + _LENGTH.unpack_from(self._in)[0]
            if len(self._in) < end:
                return
            message = bytes(memoryview(self._in)[_LENGTH.size : end])
            del self._in[:end]
            yield pickle.loads(message)  # noqa: S301 — from our own worker

    def close(self) -> None:
        """Hang up."""
        self._end.close()


def packed(message: object) -> bytes:
    """Return a message as it travels."""
    data = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(data)) + data


def unpacked(end: socket.socket) -> Any:
    """Wait for a message, at the worker's end. Raises EOFError when the run has hung up."""
    (length,) = _LENGTH.unpack(_exactly(end, _LENGTH.size))
    return pickle.loads(_exactly(end, length))  # noqa: S301 — from the run that started us


def _exactly(end: socket.socket, length: int) -> bytes:
    data = bytearray()
    while len(data) < length:
        chunk = end.recv(min(length - len(data), _CHUNK))
        if not chunk:
            raise EOFError
        data += chunk
    return bytes(data)
