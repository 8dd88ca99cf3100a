"""One worker process as the run sees it: its socket, and the jobs it was given and has not answered."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from summarizer.batch.channel import Channel
from summarizer.batch.orders import Orders
from summarizer.batch.outcome import Outcome
from summarizer.sources.entry import Entry

AHEAD = 2
"""Jobs that a worker holds, the one in hand included, so that it never waits for the next."""
_GRACE = 5.0
"""Seconds after which a worker that did not end by its own timer is ended from outside."""
_START_SECONDS = 600.0
"""Time limit for loading an engine: the largest models take minutes from a slow disk."""
# One process a core is all the parallelism there is; threads of a library inside it would only fight for the cores,
# and the last bits of sums would depend on how many there are.
_THREADS = (
    "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS", "VECLIB_MAXIMUM_THREADS",
    "RAYON_NUM_THREADS",
)  # fmt: skip


@dataclass(slots=True, eq=False)
class Group:
    """Articles that came together, and what became of them so far."""

    entries: Sequence[Entry]
    contents: Sequence[bytes]
    """Digest of each article's content."""
    outcomes: dict[int, Outcome] = field(default_factory=dict)
    """By the article's place in the group."""

    @property
    def is_done(self) -> bool:
        """Whether all outcomes are there."""
        return len(self.outcomes) == len(self.entries)


@dataclass(slots=True, eq=False)
class Job:
    """Articles of a group that one worker is given at once, by their places in it."""

    group: Group
    places: range
    crashes: int = 0
    """Worker processes that these articles, together, took with them."""


class Seat:
    """A worker process, and what it was given."""

    def __init__(self, orders: Orders, memory: int) -> None:
        """Start a process with its orders, and with the open file in which workers remember what was said.

        It answers with its identity, or a SummarizerError.
        """
        ours, theirs = socket.socketpair()
        with theirs:
            shared = [theirs.fileno(), memory]
            command = [sys.executable, "-P", "-m", "summarizer.batch.process", *map(str, shared)]
            self._process = subprocess.Popen(  # noqa: S603 — our own interpreter and module
                command,
                env=_environment(),
                pass_fds=shared,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                start_new_session=True,  # a Ctrl-C at the terminal is the run's to answer
            )
        self.channel = Channel(ours)
        self.jobs: deque[Job] = deque()
        self.is_ready = False
        self._per_article = orders.article_seconds
        self._since = time.monotonic()
        self.channel.put(orders)

    def give(self, job: Job) -> None:
        """Hand over a job."""
        if not self.jobs:
            self._since = time.monotonic()
        self.jobs.append(job)
        self.channel.put([job.group.entries[place] for place in job.places])

    def took(self) -> Job:
        """Return the job that was just answered."""
        self._since = time.monotonic()
        return self.jobs.popleft()

    def is_stuck(self) -> bool:
        """Whether the process neither answers nor ends although its time is over."""
        waited = time.monotonic() - self._since
        if not self.is_ready:
            return waited > _START_SECONDS
        return bool(self.jobs) and waited > self._per_article * len(self.jobs[0].places) + _GRACE

    def end(self) -> int:
        """End the process, if it has not ended, and return its exit status: negative for a signal."""
        self.channel.close()
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
        return self._process.wait()


def _environment() -> dict[str, str]:
    """Return the worker's environment: this very package first on its path, one thread, and no spinning."""
    home = str(Path(__file__).parents[2])
    path = os.pathsep.join([home, *filter(None, [os.environ.get("PYTHONPATH")])])
    capped = dict.fromkeys(_THREADS, "1")
    return {
        **os.environ, **capped, "OMP_WAIT_POLICY": "passive", "TOKENIZERS_PARALLELISM": "false", "PYTHONPATH": path,
    }  # fmt: skip
