"""What ``batch --ray`` does: run on a cluster, say how it went, and leave with the status that says the same."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import Any

import click

from summarizer.batch.command import INTERRUPTED, Stop, plan_of
from summarizer.batch.outcome import Status
from summarizer.batch.progress import describe
from summarizer.batch.report import how_it_stopped
from summarizer.batch.run import Finish
from summarizer.batch.watch import Progress, Watch
from summarizer.cluster.connection import connected
from summarizer.cluster.run import Result, run
from summarizer.errors import UsageError
from summarizer.settings import read_settings

_LOG_SECONDS = 10.0
_LISTED = 10
_NOT_HERE = ("limit", "shard", "unordered", "near_duplicates", "report", "round_trip")
"""Flags that a cluster has no use for: they speak of the whole input or of one output file."""


def batch(address: str, sources: Sequence[Path | str], output: Path | str, **fields: Any) -> None:
    """Run, and leave with 0 if every article was summarised, 1 if not, 130 if the run was stopped."""
    for name in _NOT_HERE:
        if fields.get(name):
            raise UsageError(f"--{name.replace('_', '-')} does not go with --ray.")
    fields.pop("report")
    settings = read_settings(prompts=fields.pop("prompts"))
    plan = plan_of(fields)
    with _silent(), connected(address, workers=plan.worker_count), Stop() as stop:  # in this order: Ray sets handlers
        onlooker = Onlooker(stop.is_wanted)
        result = run([*map(str, sources)], str(output), plan, settings=settings, watch=onlooker)
    click.echo("".join(f"{line}\n" for line in report(result)), nl=False, err=True)
    sys.exit(_status(result))


@contextmanager
def _silent() -> Iterator[None]:
    """Keep off standard output what Ray tells it of every process that was killed."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere, redirect_stdout(nowhere):
        yield


class Onlooker(Watch):
    """Says on stderr, now and then, how far a run is, and asks ``stop`` whether it is to go on."""

    def __init__(self, stop: Callable[[], bool]) -> None:
        self._stop = stop
        self._started = time.monotonic()
        self._next = self._started + _LOG_SECONDS
        self._shards = 0

    def wants_stop(self) -> bool:
        """Whether the run is to stop."""
        return self._stop()

    def come_to(self, source: str) -> None:
        """Note that a shard is done."""
        self._shards += 1

    def tick(self, progress: Progress) -> None:
        """Say how far the run is, if it is time to."""
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + _LOG_SECONDS
        rate = progress.done_now / (now - self._started)
        click.echo(f"summarizer: {self._shards:,} shards, {describe(progress, rate=rate, share=0)}", err=True)


def report(result: Result) -> Iterator[str]:
    """Yield the lines that say how a run ended."""
    failed = result.count(Status.REFUSED, Status.FAILED, Status.QUARANTINED)
    yield f"{result.count(Status.DONE):,} summarised" + (f", {failed:,} refused or failed" if failed else "")
    yield f"  shards: {_shards(result)} ({result.manifest.path})"
    if result.strange:
        yield f"  {result.strange:,} more in the folder are of other shards or settings; the manifest names this run's"
    problems = [(n, answer["problem"]) for n, answer in enumerate(result.answers) if answer and "problem" in answer]
    for number, problem in problems[:_LISTED]:
        yield f"  {result.shards[number]}: {problem['code']}: {' '.join(problem['detail'].split())}"
    if len(problems) > _LISTED:
        yield f"  … and {len(problems) - _LISTED:,} more"
    yield from how_it_stopped(result.finish, safe="finished shards are safe")


def _shards(result: Result) -> str:
    found = [answer for answer in result.answers if answer]
    failed = sum("problem" in answer for answer in found)
    kept = sum(answer.get("is_kept", False) for answer in found)
    counts = {
        "done": len(found) - failed - kept,
        "from before": kept,
        "failed": failed,
        "not done": len(result.answers) - len(found),
    }
    return ", ".join(f"{many:,} {name}" for name, many in counts.items() if many)


def _status(result: Result) -> int:
    if result.finish is Finish.STOPPED:
        return INTERRUPTED
    whole = all(answer and "problem" not in answer for answer in result.answers)
    failed = result.count(Status.REFUSED, Status.FAILED, Status.QUARANTINED)
    return 1 if failed or not whole or result.finish is Finish.TOO_MANY_FAILURES else 0
