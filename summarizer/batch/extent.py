"""How far through its sources a run is, in bytes on the disk: what a bar needs that knows no number of articles."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

_DESCRIPTORS = Path("/proc/self/fd")


class Extent:
    """The size of all sources, and how much of it lies behind."""

    def __init__(self, sources: Iterable[Path]) -> None:
        self.total = sum(map(_size, sources))
        self._behind = 0
        self._source: str | None = None

    def come_to(self, source: str) -> None:
        """Note the file on the disk that the latest article comes from."""
        if source != self._source:
            if self._source is not None:
                self._behind += _size(Path(self._source))
            self._source = source

    def behind(self) -> int:
        """Return the bytes read so far: of compressed files too, since those that read them know where they are."""
        return min(self._behind + (_offset(self._source) if self._source else 0), self.total)


def _size(path: Path) -> int:
    try:
        return sum(_sizes(path)) if path.is_dir() else path.stat().st_size
    except OSError:  # it has gone, or was never there; its articles will say so
        return 0


def _sizes(folder: Path) -> Iterator[int]:
    for place, _, names in os.walk(folder):
        for name in names:
            try:
                yield os.stat(os.path.join(place, name)).st_size
            except OSError:
                continue


def _offset(source: str) -> int:
    """Return how far this process has read a file that it holds open, or 0 where the system does not tell."""
    path = os.path.realpath(source)
    try:
        for descriptor in os.listdir(_DESCRIPTORS):
            if os.path.realpath(_DESCRIPTORS / descriptor) == path:
                said = Path(f"/proc/self/fdinfo/{descriptor}").read_text(encoding="ascii")
                return int(said.split("\n", 1)[0].removeprefix("pos:"))
    except (OSError, ValueError):
        return 0
    return 0
