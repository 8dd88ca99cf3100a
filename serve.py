"""The production server: settings from the environment, the application, and gunicorn. ``python serve.py``."""

from __future__ import annotations

import ipaddress
import sys
from typing import TYPE_CHECKING

import click
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]
from pydantic import ValidationError

from summarizer.settings import Settings
from web import create_app
from web.health import NotReadyError, probe

if TYPE_CHECKING:
    from flask import Flask
    from gunicorn.arbiter import Arbiter  # type: ignore[import-untyped]
    from gunicorn.workers.base import Worker  # type: ignore[import-untyped]

_THREADS = 4  # one summary is bound by the interpreter lock; the others wait for slow senders and readers
_GRACE_SECONDS = 10
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
        return create_app(self._settings)


def main() -> None:
    """Serve until interrupted. Exits with 2 if a setting does not fit."""
    try:
        settings = Settings()
    except ValidationError as error:
        first = error.errors()[0]
        click.echo(f"SUMMARIZER_{'_'.join(map(str, first['loc'])).upper()}: {first['msg']}", err=True)
        sys.exit(2)
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
        "timeout": settings.request_seconds,
        "graceful_timeout": _GRACE_SECONDS,
        "preload_app": True,
        "limit_request_line": _LINE_BYTES,
        "limit_request_fields": _FIELDS,
        "limit_request_field_size": _LINE_BYTES,
        "accesslog": None,
        "loglevel": "warning",
        "when_ready": _announce,
        "post_worker_init": _warm,
        "proc_name": "newsroom-summarizer",
    }


def _announce(arbiter: Arbiter) -> None:
    for listener in arbiter.LISTENERS:
        host, port = listener.sock.getsockname()[:2]
        click.echo(f"Serving at http://{_url_host(host)}:{port}/")


def _warm(worker: Worker) -> None:
    """Load what the first article would wait for; after the fork, because threads of a model do not outlive one."""
    with worker.wsgi.app_context():
        try:
            probe()
        except NotReadyError as error:
            click.echo(f"Warning: this server cannot summarise yet: {error.detail}", err=True)


def _url_host(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


if __name__ == "__main__":
    main()
