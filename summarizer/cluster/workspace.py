"""A folder of this machine to work in for a while; what a killed process left is cleared away by the next."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PREFIX = "summarizer-cluster-"
_LOCK = "lock"
_YOUNG_SECONDS = 60.0
"""Age below which a folder without a lock may be one that is being made."""


@contextmanager
def workspace() -> Iterator[Path]:
    """Make a folder, and delete it afterwards."""
    _sweep(Path(tempfile.gettempdir()))
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    lock = _opened(folder)
    fcntl.flock(lock, fcntl.LOCK_EX)  # ends with the process, however that ends
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def _sweep(parent: Path) -> None:
    for folder in parent.glob(f"{_PREFIX}*"):
        try:
            if time.time() - folder.stat().st_mtime < _YOUNG_SECONDS:
                continue
            lock = _opened(folder)
        except OSError:  # another user's, or just cleared away
            continue
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
        except BlockingIOError:  # in use
            continue
        finally:
            os.close(lock)


def _opened(folder: Path) -> int:
    return os.open(folder / _LOCK, os.O_CREAT | os.O_RDWR, 0o600)
