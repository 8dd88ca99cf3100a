"""How much may come out of one source file, however little it weighs on disk."""

from __future__ import annotations

from summarizer.errors import TooLargeError
from summarizer.settings import Settings


class Meter:
    """Counts what comes out of a source file, all its layers together, against the limits of ``settings``."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.bytes = 0
        self.members = 0

    @property
    def exhausted(self) -> bool:
        """Whether a limit on the whole file was met, after which nothing more of it is read."""
        return self.bytes > self.settings.max_archive_bytes or self.members > self.settings.max_archive_members

    def member(self) -> None:
        """Count one file inside the source. Raises TooLargeError over the limit."""
        self.members += 1
        if self.members > self.settings.max_archive_members:
            raise TooLargeError(f"The archive holds more than {self.settings.max_archive_members:,} files.")

    def count(self, size: int) -> None:
        """Count bytes that came out. Raises TooLargeError over the limit."""
        self.bytes += size
        if self.bytes > self.settings.max_archive_bytes:
            raise TooLargeError(f"The archive decompresses to more than {self.settings.max_archive_bytes:,} bytes.")

    def weigh(self, *, packed: int, unpacked: int) -> None:
        """Compare what came out of a stream with what went in. Raises TooLargeError over the ratio.

        It counts only above ``max_bytes``, since a short text of one letter compresses to nothing.
        """
        most = self.settings.max_archive_ratio
        if unpacked > self.settings.max_bytes and unpacked > packed * most:
            raise TooLargeError(f"The data decompresses to more than {most} times its size; no text does.")
