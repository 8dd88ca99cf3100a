"""The production server: settings from the environment, the application, and gunicorn. ``python serve.py``."""

from __future__ import annotations

import ipaddress
import os
import sys
import time
from functools import partial
from typing import TYPE_CHECKING

import click
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

from summarizer.errors import UsageError
from summarizer.settings import Settings, read_settings

if TYPE_CHECKING:
    from flask import Flask
    from gunicorn.arbiter import Arbiter  # type: ignore[import-untyped]
    from gunicorn.http.message import Request  # type: ignore[import-untyped]
    from gunicorn.workers.base import Worker  # type: ignore[import-untyped]

_THREADS = 4  # one summary is bound by the interpreter lock; the others wait for slow senders and readers
_GRACE_SECONDS = 10
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


def main() -> None:
    """Serve until interrupted. Exits with 2 if a setting does not fit."""
    # Both are read when numpy and torch are loaded. Threads of a model wait asleep: spinning ones take the cores of the
    # other workers. Matrices of one article are too small for numpy's to help: they double what it costs.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        settings = read_settings()
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


def _configuration(settings: Settings) -> dict[str, object]:
    return {
        "bind": [f"{_url_host(settings.host)}:{settings.port}"],
        "workers": settings.workers,
        "worker_class": "gthread",
        "threads": _THREADS,
        "timeout": _HUNG_SECONDS,
        "graceful_timeout": _GRACE_SECONDS,
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


def _bound_reading(seconds: int, worker: Worker, request: Request) -> None:
    """Give a request's body a deadline: senders of a byte now and then would keep every thread waiting for good.

    Gunicorn has no limit of its own here: its timeout is for workers that hang.
    """
    deadline = time.monotonic() + seconds
    unreader = request.unreader
    chunk = unreader.chunk

    def bounded(*size: int) -> bytes:
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError(f"the request took more than {seconds} s to arrive")
        unreader.sock.settimeout(left)
        data: bytes = chunk(*size)
        return data

    unreader.chunk = bounded


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
