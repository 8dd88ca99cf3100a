"""What a run shows while it goes on: a bar on a terminal, a line now and then in a log."""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Self

import click

from summarizer.batch.extent import Extent
from summarizer.batch.watch import Progress, Watch

_LOG_SECONDS, _BAR_SECONDS = 10.0, 0.25
_RATE_SECONDS = 60.0
"""Time over which the rate is taken: long enough to be steady, short enough to follow the machine."""


class Onlooker(Watch):
    """Shows a run on stderr, and asks ``stop`` whether it is to go on."""

    def __init__(self, sources: Iterable[Path], *, limit: int | None, stop: Callable[[], bool]) -> None:
        self._extent = Extent(sources)
        self._limit = limit
        self._stop = stop
        self._is_bar = sys.stderr.isatty()
        self._next = time.monotonic() + (0 if self._is_bar else _LOG_SECONDS)
        self._past: deque[tuple[float, int]] = deque([(time.monotonic(), 0)])
        self._bar: AbstractContextManager[Any] | None = None
        self._task: Any = None

    def __enter__(self) -> Self:
        if self._is_bar:
            self._bar, self._task = _bar()
            self._bar.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.__exit__(None, None, None)

    def wants_stop(self) -> bool:
        """Whether the run is to stop."""
        return self._stop()

    def come_to(self, source: str) -> None:
        """Note the file on the disk that the latest article comes from."""
        self._extent.come_to(source)

    def tick(self, progress: Progress) -> None:
        """Show how far the run is, if it is time to."""
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + (_BAR_SECONDS if self._is_bar else _LOG_SECONDS)
        self._past.append((now, progress.done))
        while len(self._past) > 2 and self._past[1][0] < now - _RATE_SECONDS:
            self._past.popleft()
        self._show(progress)

    def _show(self, progress: Progress) -> None:
        share = self._share(progress)
        line = describe(progress, rate=self._rate(), share=share)
        if self._bar is None:
            click.echo(f"summarizer: {line}", err=True)
        else:
            self._task(share, line)

    def _rate(self) -> float:
        (since, before), (now, done) = self._past[0], self._past[-1]
        return (done - before) / (now - since) if now > since else 0.0

    def _share(self, progress: Progress) -> float:
        """Return how much of the run is done, by the articles asked for or the bytes read."""
        if self._limit:
            return progress.done / self._limit
        read = self._extent.behind() / self._extent.total if self._extent.total else 0.0
        return read * progress.done / max(progress.seen, 1)


def describe(progress: Progress, *, rate: float, share: float) -> str:
    """Say in a line how far a run is."""
    said = [f"{progress.done:,} done", f"{rate:,.0f} a second", f"{progress.failures:,} refused or failed"]
    if progress.kept:
        said.append(f"{progress.kept:,} from before")
    if equal := progress.copied + progress.reused:
        said.append(f"{equal:,} equal to another")
    if rate and share:
        said.append(f"about {_duration(progress.done * (1 / min(share, 1.0) - 1) / rate)} to go")
    return ", ".join(said)


def _duration(seconds: float) -> str:
    minutes, seconds = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min {seconds:02} s" if minutes else f"{seconds} s"


def _bar() -> tuple[AbstractContextManager[Any], Callable[[float, str], None]]:
    """Return a bar, and what moves it to a share with a line of words."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TaskProgressColumn, TextColumn

    bar = Progress(
        SpinnerColumn(),
        BarColumn(bar_width=30),
        TaskProgressColumn(),
        TextColumn("{task.description}", markup=False),
        console=Console(stderr=True),
    )
    task = bar.add_task("the engine is being loaded", total=1.0)

    def show(share: float, line: str) -> None:
        bar.update(task, completed=min(share, 1.0), description=line)

    return bar, show
