"""Files on a disk or in an object store, by path or URL: listed, copied here, and put in place whole."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from secrets import token_hex
from typing import Any

from summarizer.errors import MissingExtraError, SourceError, TooLargeError, UsageError
from summarizer.outputs.inplace import sync_folder

_WHOLE = frozenset({"s3", "gcs", "abfs"})
"""Object stores: what is written appears when it is complete, under its own name."""
_CHUNK = 1 << 23
_STALE_SECONDS = 3_600.0
"""Age at which an unfinished file is nobody's: the largest shard is written in less."""


@dataclass(frozen=True, slots=True)
class Storage:
    """A file or folder, and the system that holds it."""

    system: Any
    path: str

    @property
    def is_local(self) -> bool:
        """Whether the system is this machine's, shared folders included."""
        return bool(self.system.type_name == "local")

    def at(self, path: str) -> Storage:
        """Return another file of the system."""
        return replace(self, path=path)

    def within(self, name: str) -> Storage:
        """Return a file of the folder."""
        return self.at(f"{self.path.rstrip('/')}/{name}")

    def names(self) -> list[str]:
        """Return the names of the files that lie in the folder itself."""
        return [info.base_name for info in self._files(recursive=False)]

    def paths(self) -> list[str]:
        """Return the paths of all files in the folder and below, sorted."""
        return sorted(info.path for info in self._files(recursive=True))

    def _files(self, *, recursive: bool) -> Iterator[Any]:
        from pyarrow import fs

        found = self.system.get_file_info(fs.FileSelector(self.path, allow_not_found=True, recursive=recursive))
        return (info for info in found if info.type == fs.FileType.File)

    def kind(self) -> str:
        """Return ``file``, ``folder`` or ``nothing``."""
        from pyarrow import fs

        kinds = {fs.FileType.File: "file", fs.FileType.Directory: "folder"}
        return kinds.get(self.system.get_file_info(self.path).type, "nothing")

    def read(self) -> bytes | None:
        """Return the bytes of a small file, or None if it is not there."""
        try:
            with self.system.open_input_stream(self.path, compression=None) as stream:
                return bytes(stream.read())
        except FileNotFoundError:
            return None

    def put(self, file: Path) -> None:
        """Copy a file of this machine here: whole or not at all, in place of an earlier one."""
        if self.is_local:
            self._put_local(file)
            return
        folder, _, name = self.path.rpartition("/")
        staged = self.path if self.system.type_name in _WHOLE else f"{folder}/.{name}.{token_hex(4)}"
        with file.open("rb") as source, self.system.open_output_stream(staged, compression=None) as sink:
            shutil.copyfileobj(source, sink, _CHUNK)
        if staged != self.path:
            self.system.move(staged, self.path)

    def _put_local(self, file: Path) -> None:
        final = Path(self.path)
        staged = final.with_name(f".{final.name}.{token_hex(4)}")
        with file.open("rb") as source, staged.open("wb") as sink:
            shutil.copyfileobj(source, sink, _CHUNK)
            sink.flush()
            os.fsync(sink.fileno())
        staged.replace(final)
        sync_folder(final.parent)

    def drop(self) -> None:
        """Delete a file, if it is there."""
        try:
            self.system.delete_file(self.path)
        except FileNotFoundError:
            return

    def sweep(self, prefix: str) -> None:
        """Delete what was staged in the folder, for files that begin with a prefix, and left behind by a power cut."""
        for info in self._files(recursive=False):
            if info.base_name.startswith(f".{prefix}") and time.time() - (info.mtime_ns or 0) / 1e9 > _STALE_SECONDS:
                self.at(info.path).drop()


@cache
def opened(address: str) -> Storage:
    """Return the file or folder at a path or URL. Raises UsageError for a URL of no known kind."""
    try:
        from pyarrow import fs
    except ImportError as error:
        raise MissingExtraError("Running on a cluster", "cluster") from error
    if "://" not in address:
        return Storage(fs.LocalFileSystem(), os.path.abspath(address))
    try:
        return Storage(*fs.FileSystem.from_uri(address))
    except (ValueError, OSError, NotImplementedError) as error:
        raise UsageError(f"{address} cannot be opened: {error}") from error


@dataclass(frozen=True, slots=True)
class Copy:
    """A file of this machine, and what it holds."""

    path: Path
    sha256: str
    size: int


def copied(source: Storage, folder: Path, *, most: int) -> Copy:
    """Return a shard as a file of this machine under its own name; one from elsewhere is copied into a folder first.

    Raises SourceError if it cannot be read, TooLargeError if it has over ``most`` bytes or the disk no room for it.
    """
    name = source.path.rpartition("/")[2]
    try:
        if source.is_local:
            with open(source.path, "rb") as file:
                digest = hashlib.file_digest(file, "sha256")
                return Copy(Path(source.path), digest.hexdigest(), file.tell())
        size = source.system.get_file_info(source.path).size or 0
        if size > min(most, shutil.disk_usage(folder).free):
            raise TooLargeError(f"{source.path} has {size:,} bytes, more than there is room for.")
        return _downloaded(source, folder / name, most=size)
    except OSError as error:
        raise SourceError(f"{source.path} cannot be read on {os.uname().nodename}: {error}") from error


def _downloaded(source: Storage, target: Path, *, most: int) -> Copy:
    digest, size = hashlib.sha256(), 0
    with source.system.open_input_stream(source.path, compression=None) as stream, target.open("wb") as file:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > most:
                raise SourceError(f"{source.path} grew while it was read.")
            digest.update(chunk)
            file.write(chunk)
    return Copy(target, digest.hexdigest(), size)
