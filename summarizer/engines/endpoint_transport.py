"""The HTTP under the openai package, held to limits: one host, so many bytes, so many seconds, no proxy unasked."""

from __future__ import annotations

import time
from importlib import import_module
from typing import Any

_LARGEST = 2_000_000
"""Bytes of a response: a hundred times an answer with its reasoning."""


class RefusedResponseError(Exception):
    """A response that is past a limit."""


def http_client(proxy: str | None, seconds: float) -> Any:
    """Return a client for :class:`openai.OpenAI` whose responses are read whole, within ``seconds`` and a size.

    It follows no redirects, so that an article goes to the address that was configured and nowhere else.
    """
    import openai

    # The package brings its own HTTP library: httpx until version 2, httpx2 from 3 on, of the same shape.
    base = next(kind for kind in openai.DefaultHttpxClient.__mro__ if kind.__module__.startswith("httpx"))
    http = import_module(base.__module__.partition(".")[0])

    class Bounded(http.HTTPTransport):  # type: ignore[name-defined,misc]
        def handle_request(self, request: Any) -> Any:
            request.headers["accept-encoding"] = "identity"  # what is small on the wire must not be large here
            deadline = time.monotonic() + request.extensions.get("timeout", {}).get("read", seconds)
            response = super().handle_request(request)
            try:
                body = _read(response, deadline)
            finally:
                response.close()
            return http.Response(response.status_code, headers=response.headers, content=body)

    transport = Bounded(proxy=proxy)
    return openai.DefaultHttpxClient(transport=transport, trust_env=False, follow_redirects=False)


def _read(response: Any, deadline: float) -> bytes:
    if response.headers.get("content-encoding", "identity") != "identity":
        raise RefusedResponseError("The endpoint's answer is compressed, which it was not asked to be.")
    chunks, size = [], 0
    for chunk in response.stream:
        chunks.append(chunk)
        size += len(chunk)
        if size > _LARGEST:
            raise RefusedResponseError(f"The endpoint's answer is longer than {_LARGEST:,} bytes.")
        if time.monotonic() > deadline:
            raise RefusedResponseError("The endpoint did not answer in time.")
    return b"".join(chunks)
