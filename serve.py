"""The production server: settings from the environment, the application, and gunicorn. ``python serve.py``."""

from __future__ import annotations

import ipaddress
import math
import os
import sys
import time
import uuid
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING

import click
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]
from gunicorn.http.errors import LimitRequestHeaders, LimitRequestLine, ParseException  # type: ignore[import-untyped]
from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]

from summarizer.errors import UsageError
from summarizer.settings import Settings, read_settings

if TYPE_CHECKING:
    from socket import socket

    from flask import Flask
    from gunicorn.arbiter import Arbiter  # type: ignore[import-untyped]
    from gunicorn.http.message import Request  # type: ignore[import-untyped]

_THREADS = 4  # one summary is bound by the interpreter lock; the others wait for slow senders and readers
_HUNG_SECONDS = 30  # a threaded worker that is well reports every second, however long its requests take
_LINE_BYTES = 8_190  # Apache's limit, and enough for every option in a query
_FIELDS = 64


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn with our settings and nothing from its own configuration files or environment."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        """Give gunicorn its configuration."""
        for name, value in _configuration(self._settings).items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Make the application; once, before the workers are forked."""
        from web import create_app

        return create_app(self._settings)


class Worker(ThreadWorker):  # type: ignore[misc]
    """Gunicorn's threaded worker, but what it refuses by itself gets a problem document, as from the application."""

    def handle_error(self, req: Request | None, client: socket, addr: object, exc: Exception) -> None:
        """Answer a request that the application does not get to see."""
        name = uuid.uuid4().hex
        if isinstance(exc, ParseException):
            self.log.warning("%s from %s: %s", name, addr, exc)
        else:
            self.log.error("%s from %s", name, addr, exc_info=exc)
        try:
            client.sendall(_refusal(_status(exc), name))
        except OSError as error:
            self.log.info("%s has gone: %s", name, error)


def main() -> None:
    """Serve until interrupted. Exits with 2 if a setting does not fit."""
    if len(sys.argv) > 1:
        click.echo(
            "serve takes no arguments, only settings, such as SUMMARIZER_PORT; summarizer serve has flags.", err=True
        )
        sys.exit(UsageError.exit_status)
    # Both are read when numpy and torch are loaded. Threads of a model wait asleep: spinning ones take the cores of the
    # other workers. Matrices of one article are too small for numpy's to help: they double what it costs.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        settings = read_settings()
        _check(settings)
    except UsageError as error:
        click.echo(error.detail, err=True)
        sys.exit(error.exit_status)
    if not _is_loopback(settings.host):
        click.echo(
            f"Warning: {settings.host} may be reached from other machines, and there are no keys: whoever reaches this "
            "server can use it.",
            err=True,
        )
    Server(settings).run()


def _check(settings: Settings) -> None:
    """Raise UsageError for settings with which no worker could do what is asked of it; loads no engine."""
    from summarizer import engines

    for name in (settings.engine, *settings.web_engines):
        engines.create(name, settings)


def _configuration(settings: Settings) -> dict[str, object]:
    return {
        "bind": [f"{_url_host(settings.host)}:{settings.port}"],
        "workers": settings.workers,
        "worker_class": Worker,
        "threads": _THREADS,
        "timeout": _HUNG_SECONDS,
        # A request that is under way when the server is told to go may still arrive, and be written.
        "graceful_timeout": math.ceil(settings.request_seconds + settings.engine_seconds),
        "preload_app": True,
        "limit_request_line": _LINE_BYTES,
        "limit_request_fields": _FIELDS,
        "limit_request_field_size": _LINE_BYTES,
        "accesslog": None,
        "loglevel": "warning",
        "when_ready": _announce,
        "post_worker_init": _warm,
        "pre_request": partial(_bound_reading, settings.request_seconds),
        "post_request": _unbound,
        "proc_name": "newsroom-summarizer",
    }


def _announce(arbiter: Arbiter) -> None:
    for listener in arbiter.LISTENERS:
        host, port = listener.sock.getsockname()[:2]
        click.echo(f"Serving at http://{_url_host(host)}:{port}/")


def _warm(worker: Worker) -> None:
    """Load what the first article would wait for; after the fork, because threads of a model do not outlive one."""
    from web.health import NotReadyError, probe

    with worker.wsgi.app_context():
        try:
            probe()
        except NotReadyError as error:
            click.echo(f"Warning: this server cannot summarise yet: {error.detail}", err=True)


def _status(error: Exception) -> HTTPStatus:
    if isinstance(error, LimitRequestLine):
        return HTTPStatus.REQUEST_URI_TOO_LONG
    if isinstance(error, LimitRequestHeaders):
        return HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
    return HTTPStatus.BAD_REQUEST if isinstance(error, ParseException) else HTTPStatus.INTERNAL_SERVER_ERROR


def _refusal(status: HTTPStatus, name: str) -> bytes:
    """Return a whole answer that says why a request went no further; ``name`` is its request_id."""
    from web import problems

    problem = problems.of_status(status, name)
    body = problem.model_dump_json(exclude_none=True).encode()
    head = (
        f"HTTP/1.1 {status.value} {status.phrase}",
        "Connection: close",
        f"Content-Type: {problems.MEDIA_TYPE}",
        f"Content-Length: {len(body)}",
        f"X-Request-ID: {name}",
    )
    return "\r\n".join([*head, "", ""]).encode() + body


def _bound_reading(seconds: int, worker: Worker, request: Request) -> None:
    """Give a request's body a deadline, and make one that breaks off, or is malformed, an error of reading.

    Senders of a byte now and then would keep every thread waiting for good. Gunicorn has no limit of its own here: its
    timeout is for workers that hang. Half an article is not to pass for a whole one.
    """
    deadline = time.monotonic() + seconds
    unreader, reader = request.unreader, request.body.reader
    chunk, read = unreader.chunk, reader.read

    def bounded(*size: int) -> bytes:
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError(f"the request took more than {seconds} s to arrive")
        unreader.sock.settimeout(left)
        data: bytes = chunk(*size)
        return data

    def whole(size: int) -> bytes:
        announced = min(size, getattr(reader, "length", 0))
        try:
            data: bytes = read(size)
        except ParseException as error:
            raise OSError(str(error)) from error
        if len(data) < announced:
            raise OSError("the body stopped before its end")
        return data

    unreader.chunk, reader.read = bounded, whole


def _unbound(worker: Worker, request: Request, environ: dict[str, object], response: object) -> None:
    """Take the deadline off a connection that is kept for the next request."""
    del request.unreader.chunk


def _url_host(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


if __name__ == "__main__":
    main()
