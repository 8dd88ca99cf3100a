"""From the ledger to the files that a reader sees: the output whole or not at all, and the problems beside it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from summarizer.batch.files import Files
from summarizer.batch.ledger import NOWHERE, OUTPUT, SPOOL, Ledger, Location
from summarizer.batch.spool import HEAD
from summarizer.errors import UsageError
from summarizer.outputs import kinds
from summarizer.outputs.indexes import Pages
from summarizer.outputs.inplace import new_file, recover, sync_folder

_LENGTH = "length of the output"
_RENAMING = "output not yet renamed"
"""Fact that says which file waits for its new one to be renamed to its place, or ``no``."""
_SMALL = 1_000_000
"""Bytes of a spool up to which it is no matter what is in it."""


def settle(ledger: Ledger, files: Files) -> None:
    """Finish what an earlier run began to publish, and forget results whose lines are no more.

    Raises UsageError if the output is not as it was written.
    """
    if (waiting := ledger.fact(_RENAMING)) not in (None, "no"):
        _rename(ledger, files, SPOOL if waiting == SPOOL else OUTPUT)  # earlier versions said "yes"
    recover(files.output)
    files.new_spool.unlink(missing_ok=True)
    files.new_errors.unlink(missing_ok=True)
    if not files.spool.exists() or files.spool.stat().st_size < ledger.spool_length():
        ledger.forget_file(SPOOL)
    if not files.is_lines or ledger.fact(_LENGTH) is None:
        return
    if not files.output.exists():
        ledger.forget_file(OUTPUT)
    elif files.output.stat().st_size != int(ledger.fact(_LENGTH) or 0):
        raise UsageError(f"{files.output} was changed since it was written; --fresh starts over.")


def publish(ledger: Ledger, files: Files, *, as_they_came: bool = False, pages: Pages = Pages.HTML) -> None:
    """Write the output and the problems from the ledger's records, in input order unless ``as_they_came``."""
    publish_problems(ledger, files)
    if not files.is_lines:
        ledger.commit()
        found = lines(ledger, files, as_they_came=as_they_came)
        kinds.publish((head + tail for _, head, tail in found), files.output, pages=pages)
        return
    _move(ledger, files, OUTPUT, lines(ledger, files, as_they_came=as_they_came))


def compact(ledger: Ledger, files: Files) -> None:
    """Write the spool anew, if most of it is of articles, options or versions that are no more.

    An output of lines takes the spool's place; beside any other it stays, for the next run to take up.
    """
    if files.spool.stat().st_size > max(2 * ledger.live_length(), _SMALL):
        _move(ledger, files, SPOOL, lines(ledger, files))


def publish_problems(ledger: Ledger, files: Files) -> None:
    """Write the problems of the records that have no line, or delete an earlier run's if there are none."""
    write_problems((line for _, line in problems(ledger)), files)


def problems(ledger: Ledger) -> Iterator[tuple[int, bytes]]:
    """Yield the positions of the records that came to nothing, and the line of each."""
    for location in ledger.locations():
        if location.problem is not None:
            line = f'{{"id": {location.id}, "problem": {location.problem}}}\n'
            yield location.position, line.encode()


def write_problems(found: Iterable[bytes], files: Files) -> int:
    """Write the lines of problems, and return how many there are; where there are none there is no file."""
    count = 0
    with new_file(files.errors) as file:
        for line in found:
            file.write(line)
            count += 1
    if not count:
        files.errors.unlink()
        sync_folder(files.errors.parent)
    return count


def lines(ledger: Ledger, files: Files, *, as_they_came: bool = False) -> Iterator[tuple[Location, bytes, bytes]]:
    """Yield the records with a line, and its two parts: as far as the id, and the rest."""
    with ExitStack() as stack:
        opened: dict[str, BinaryIO] = {}
        paths = {name: path for name, (path, _) in _paths(files).items()}
        for location in ledger.locations(as_they_came=as_they_came):
            if location.file == NOWHERE:
                continue
            if location.file not in opened:
                opened[location.file] = stack.enter_context(paths[location.file].open("rb"))
            tail = os.pread(opened[location.file].fileno(), location.length, location.offset)
            if not tail.startswith(b",") or not tail.endswith(b"}\n") or len(tail) != location.length:
                raise UsageError(f"{paths[location.file]} is not as it was written; --fresh starts over.")
            yield location, HEAD + location.id.encode(), tail


def _move(ledger: Ledger, files: Files, to: str, found: Iterable[tuple[Location, bytes, bytes]]) -> None:
    """Write lines to a file anew, and point the ledger at them there; what is not among them is forgotten."""
    run = ledger.connection.execute
    run("CREATE TEMP TABLE moved (result INTEGER PRIMARY KEY, offset INTEGER)")
    with _paths(files)[to][1].open("wb") as file:
        length = 0
        for location, head, tail in found:
            place = (location.result, length + len(head))
            if run("INSERT OR IGNORE INTO moved VALUES (?, ?)", place).rowcount or to == OUTPUT:
                file.write(head)
                file.write(tail)
                length += len(head) + len(tail)
        file.flush()
        os.fsync(file.fileno())
    run("DELETE FROM result WHERE file != ? AND number NOT IN (SELECT result FROM moved)", (NOWHERE,))
    run("UPDATE result SET file = ?, offset = moved.offset FROM moved WHERE moved.result = result.number", (to,))
    run("DROP TABLE moved")
    if to == OUTPUT:
        ledger.set_fact(_LENGTH, length)
    ledger.set_fact(_RENAMING, to)
    run("COMMIT")
    run("PRAGMA wal_checkpoint(FULL)")  # on the disk before the old lines go
    run("BEGIN IMMEDIATE")
    _rename(ledger, files, to)


def _rename(ledger: Ledger, files: Files, to: str) -> None:
    path, new = _paths(files)[to]
    if new.exists():
        new.replace(path)
        sync_folder(path.parent)
    if to == OUTPUT:
        files.spool.unlink(missing_ok=True)
    ledger.set_fact(_RENAMING, "no")
    ledger.commit()


def _paths(files: Files) -> dict[str, tuple[Path, Path]]:
    """Return the files that lines may lie in, and what each is called while it is written."""
    return {SPOOL: (files.spool, files.new_spool), OUTPUT: (files.output, files.new_output)}
