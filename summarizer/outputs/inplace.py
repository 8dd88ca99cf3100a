"""Files and folders that appear whole or not at all, whatever ends the process that writes them.

A file takes its place by one rename. A folder needs two, for the one before it must go first; what a power cut between
them leaves is put right by the next run, which finds the old folder beside.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from summarizer.errors import UsageError

MARK = ".summarizer"
"""File in every folder that is ours to replace; sources pass it over, since it is hidden."""
_SAID = "A batch of summarizer wrote this folder, and the next one replaces it whole.\n"


def beside(path: Path) -> tuple[Path, Path]:
    """Return where an output is while it is written, and where a folder is while another takes its place."""
    return path.with_name(f"{path.name}.new"), path.with_name(f"{path.name}.old")


def check_folder(path: Path) -> None:
    """Raise UsageError unless a folder may be written here: there is none, or an empty one, or one of ours."""
    if path.exists() and not path.is_dir():
        raise UsageError(f"{path} is a file, not a folder.")
    if path.is_dir() and not _is_ours(path):
        raise UsageError(f"{path} has files of yours in it, and would be replaced whole; name another folder.")


def recover(path: Path) -> None:
    """Put right what a run that was killed has left beside an output. Raises UsageError for what is not ours."""
    new, old = beside(path)
    if old.is_dir() and not path.exists():
        old.rename(path)
    for left in (new, old):
        if left.is_dir():
            discard(left)
    if new.is_file():
        new.unlink()


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write, which takes its place at ``path`` when the block ends well."""
    new, _ = beside(path)
    with new.open("wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    sync_folder(path.parent)


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """Give a folder to write in, which takes the place of that at ``path`` when the block ends well."""
    check_folder(path)
    recover(path)
    new, old = beside(path)
    new.mkdir()
    (new / MARK).write_text(_SAID, encoding="utf-8")
    yield new
    os.sync()  # once for all its files; one by one takes milliseconds each
    if path.exists():
        path.rename(old)
    new.rename(path)
    sync_folder(path.parent)
    if old.exists():
        discard(old)


def sync_folder(folder: Path) -> None:
    """Return when a rename in a folder is on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def discard(folder: Path) -> None:
    """Delete a folder of ours, its mark last. Raises UsageError if it is somebody else's."""
    if not _is_ours(folder):
        raise UsageError(f"{folder} is in the way, and has files of yours in it; move it.")
    for path in folder.iterdir():
        if path.name == MARK:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    (folder / MARK).unlink(missing_ok=True)
    folder.rmdir()


def is_empty_folder(path: Path) -> bool:
    """Whether there is a folder with nothing in it."""
    return path.is_dir() and not any(path.iterdir())


def _is_ours(folder: Path) -> bool:
    return (folder / MARK).is_file() or is_empty_folder(folder)
