"""Where a command may write: a mistake is to show before the work rather than after it, and never to cost a source."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from summarizer.errors import UsageError


def check_destination(path: Path, taken: Iterable[Path]) -> None:
    """Raise UsageError if no file can be put at a path, or if it would be written over one that is ``taken``."""
    if not path.absolute().parent.is_dir():
        raise UsageError(f"{path.parent} is not a folder.")
    if path.resolve() in {other.resolve() for other in taken}:
        raise UsageError(f"{path} is in use here already; it would be written over.")
