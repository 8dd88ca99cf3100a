"""Publishes a batch again and again, killed each time at another call that touches a file or the ledger.

As a script: ``python tests/killed_while_publishing.py FOLDER NAME TIMES SEED [SOURCE]``. FOLDER holds a finished ledger
and its spool; NAME is the output; with a SOURCE the run was a round trip of it. Each time is a process of its own,
forked where everything is imported already.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from types import FrameType

from summarizer.batch import publish as publishing
from summarizer.batch.files import Files
from summarizer.batch.ledger import Ledger
from summarizer.batch.publish import compact, lines, publish, settle
from summarizer.batch.roundtrip import write_sources
from summarizer.outputs.writeback import Journey
from summarizer.settings import Settings
from summarizer.sources.entries import entries

KILLED = 9
TOUCHING = frozenset(
    "open write writelines flush fsync sync close execute replace rename unlink remove mkdir rmdir truncate".split()
)


SOURCES: list[Path] = []
"""Of a round trip."""


def work(files: Files) -> None:
    """Do what a run does when all its articles are done."""
    with Ledger(files.ledger) as ledger:
        ledger.recall()
        settle(ledger, files)
        if files.round_trip:
            journey = Journey(SOURCES, files.output, without=files.own())
            write_sources(ledger, files, journey, entries(SOURCES, settings=Settings(), without=files.own()))
        else:
            publish(ledger, files)
        if not files.is_lines:
            compact(ledger, files)
        ledger.commit()


def counted(files: Files) -> int:
    """Work, and return how many calls that took."""
    count = 0

    def count_calls(frame: FrameType, event: str, called: object) -> None:
        nonlocal count
        count += event == "c_call" and getattr(called, "__name__", "") in TOUCHING

    sys.setprofile(count_calls)
    work(files)
    sys.setprofile(None)
    return count


def killed(files: Files, at: int) -> None:
    """Work, and end as by a power cut just before a call."""
    left = at

    def kill(frame: FrameType, event: str, called: object) -> None:
        nonlocal left
        if event == "c_call" and getattr(called, "__name__", "") in TOUCHING:
            left -= 1
            if left < 0:
                os._exit(KILLED)

    sys.setprofile(kill)
    work(files)


def in_a_process(do: Callable[[], object]) -> int:
    """Return the status that a forked process leaves with."""
    child = os.fork()
    if not child:
        do()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def seen(files: Files) -> tuple[dict[str, bytes], list[bytes]]:
    """Return what a reader finds, and the lines that the ledger leads to."""
    folder = files.output.parent
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    with Ledger(files.ledger) as ledger:
        ledger.recall()
        told = [head + tail for _, head, tail in lines(ledger, files)]
    return {name: path.read_bytes() for name, path in found.items() if ".ledger" not in name}, told


def copied(base: Path, folder: Path, name: str) -> Files:
    """Return the files of a copy of a finished run whose output has another name."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    files = Files(folder / name, round_trip=bool(SOURCES))
    for ending in (".ledger", ".spool"):
        (path,) = base.glob(f"*{ending}")
        shutil.copy(path, folder / f"{name}{ending}")
    return files


def main(base: Path, name: str, times: int, seed: int) -> None:
    """Kill the first publishing of an output, and its second, at calls chosen by chance; both must leave no trace."""
    publishing._SMALL = 0
    chance = Random(seed)
    once, twice = base / "once", base / "twice"
    work(copied(base, once, name))  # whatever is imported on the way is now
    calls = [counted(copied(base, once, name)), 0]
    shutil.copytree(once, twice)
    calls[1] = counted(Files(twice / name, round_trip=bool(SOURCES)))
    for number, folder in enumerate((once, twice)):
        whole = seen(Files(folder / name, round_trip=bool(SOURCES)))
        for at in sorted(chance.sample(range(calls[number]), min(times, calls[number]))):
            files = copied(base, base / "killed", name)
            if number and in_a_process(lambda: work(files)):  # noqa: B023 — called at once
                raise AssertionError("the first publishing failed")
            assert in_a_process(lambda: killed(files, at)) == KILLED, f"killed at {at}"  # noqa: B023
            assert in_a_process(lambda: work(files)) == 0, f"after {at}"  # noqa: B023
            assert seen(files) == whole, f"publishing {number}, call {at} of {calls[number]}"


if __name__ == "__main__":
    SOURCES += map(Path, sys.argv[5:])
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
