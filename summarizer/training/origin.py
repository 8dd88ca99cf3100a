"""What a model was made from, and with what: said in its file, so that it can be made again."""

from __future__ import annotations

import hashlib
import platform
from importlib.metadata import version
from pathlib import Path

from summarizer.errors import UsageError


def sha256_of(path: Path) -> str:
    """Return the SHA-256, hexadecimal, of a file. Raises UsageError if it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as reason:
        raise UsageError(f"{path} cannot be read: {reason.strerror}") from reason


def versions(*packages: str) -> dict[str, str]:
    """Return the versions of Python and of installed packages, by name."""
    return {"python": platform.python_version(), **{name: version(name) for name in packages}}
