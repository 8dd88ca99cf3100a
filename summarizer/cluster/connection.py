"""The way to a Ray cluster, without noise: one that runs already, or one on this machine alone that ends with us."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from summarizer.errors import MissingExtraError, UsageError

AUTO = "auto"
_PROBE_SECONDS = 5.0
_STORE_BYTES = 150_000_000
"""Memory for objects that travel. Ray would take a third of the machine's; only names of shards do."""
_SHORT = "/tmp"  # noqa: S108 — the names of Ray's sockets have to fit in 107 bytes, which a test's or a Mac's folder spends
_QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_ENABLE_AUTO_CONNECT": "0",  # nothing of ours starts a cluster by mere use of Ray
    "RAY_BACKEND_LOG_LEVEL": "fatal",
    "RAY_DATA_DISABLE_PROGRESS_BARS": "1",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",  # silences a warning about a default to come
}
_LOOPBACK = {"RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0"}
"""Named for other systems, on which Ray does without clusters; here too it makes every port listen on loopback only."""


@contextmanager
def connected(address: str, *, workers: int) -> Iterator[None]:
    """Connect to the cluster at ``host:port``; ``auto`` is one that runs on this machine, or else one of our own.

    Our own has ``workers`` CPUs. A connection that is there already is used, and kept. Raises UsageError if no cluster
    answers there, within two minutes at most, MissingExtraError without Ray.
    """
    found = _running() if address == AUTO else _checked(address)
    os.environ.update({name: value for name, value in _QUIET.items() if name not in os.environ})
    if not found:
        os.environ.update(_LOOPBACK)
    ray = imported()
    if ray.is_initialized():
        yield
        return
    with TemporaryDirectory(prefix="ray-", dir=_SHORT, ignore_cleanup_errors=True) as folder:
        told: dict[str, Any] = {"address": found}
        if not found:
            told = {"address": "local", "num_cpus": workers, "include_dashboard": False}
            told |= {"object_store_memory": _STORE_BYTES, "_temp_dir": folder}
        try:
            with _without_noise():
                ray.init(**told, logging_level=logging.ERROR, log_to_driver=False)
            yield
        finally:
            ray.shutdown()


def imported() -> Any:
    """Return Ray, which is loaded only here. Raises MissingExtraError."""
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise MissingExtraError("Running on a cluster", "cluster") from error
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    return ray


def _running() -> str | None:
    """Return the address of the cluster that was started on this machine, if it answers."""
    told = os.environ.get("RAY_ADDRESS")
    if told:
        return _checked(told)
    noted = Path(os.environ.get("RAY_TMPDIR", "/tmp"), "ray", "ray_current_cluster")  # noqa: S108 — Ray's own place
    try:
        address = noted.read_text(encoding="utf-8").strip()
    except OSError:
        return None
    return address if _answers(address) is None else None


def _checked(address: str) -> str:
    """Return an address where something listens: Ray itself would try for minutes, and end the process."""
    if "://" in address:
        raise UsageError(f"{address}: give the address of the head node, such as 10.0.0.1:6379, on a machine of it.")
    error = _answers(address)
    if error:
        raise UsageError(f"No Ray cluster answers at {address}: {error}")
    return address


def _answers(address: str) -> str | None:
    """Return why nothing can be reached at an address, or None if something can."""
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65_536:
        return "an address is a host and a port, such as 10.0.0.1:6379"
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=_PROBE_SECONDS).close()
    except OSError as error:
        return str(error.strerror or error)
    return None


@contextmanager
def _without_noise() -> Iterator[None]:
    """Keep what Ray's libraries print by themselves off stderr, and turn what they raise into an error of ours."""
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    except (ConnectionError, RuntimeError, ValueError, TimeoutError, SystemExit) as error:
        # Ray leaves through SystemExit when what listens at the address is no cluster.
        # One with tokens refuses whoever has none, in words that do not say so.
        raise UsageError(
            f"Ray cannot be reached or started: {error} (If the cluster wants a token, set RAY_AUTH_MODE=token.)"
        ) from error
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
