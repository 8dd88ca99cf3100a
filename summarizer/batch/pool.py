"""Worker processes that feed themselves. One that crashes, hangs or takes too much memory costs its article only.

The articles that such a worker held are each given to a worker alone; the one that takes that worker with it too is
quarantined. Where an engine reads a group together, the group is first tried again whole, so that a worker that died
for reasons of its own leaves no trace in the numbers.
"""

from __future__ import annotations

import selectors
import signal
from collections import deque
from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import Self

from summarizer.batch.configuration import Identity
from summarizer.batch.orders import OUT_OF_MEMORY, Orders
from summarizer.batch.outcome import Outcome, Status, problem_of
from summarizer.batch.seat import AHEAD, Group, Job, Seat
from summarizer.errors import EngineError, OutOfMemoryError, SummarizerError, TooSlowError, WorkerCrashedError

_FAILED_STARTS = 3
"""Workers that may end before they are ready while no other gets anything done."""


class Pool:
    """``size`` worker processes, and the groups that wait for them."""

    def __init__(self, size: int, orders: Orders) -> None:
        self.identity: Identity | None = None
        """Who summarises; known once a worker is ready."""
        self.orders = orders
        """What the workers were told."""
        self._waiting: deque[Job] = deque()
        self._selector = selectors.DefaultSelector()
        self._memory = TemporaryFile()  # noqa: SIM115 — closed with the pool
        self._seats = [self._new_seat() for _ in range(size)]
        self._failed_starts = 0
        self._unfinished = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all workers."""
        for seat in self._seats:
            seat.end()
        self._selector.close()
        self._memory.close()

    @property
    def has_room(self) -> bool:
        """Whether another group is wanted."""
        return not self._waiting and any(seat.is_ready and len(seat.jobs) < AHEAD for seat in self._seats)

    @property
    def is_idle(self) -> bool:
        """Whether every group has come back."""
        return not self._unfinished

    def submit(self, group: Group) -> None:
        """Take in a group."""
        self._unfinished += 1
        self._waiting.append(Job(group, range(len(group.entries))))
        self._hand_out()

    def wait(self, seconds: float) -> Iterator[Group]:
        """Yield the groups that are done within some seconds at most.

        Raises EngineError if no worker can be started, or what a worker says against starting.
        """
        for key, events in self._selector.select(seconds):
            seat: Seat = key.data
            if events & selectors.EVENT_WRITE:
                seat.channel.flush()
            if events & selectors.EVENT_READ:
                yield from self._hear(seat)
        for seat in [seat for seat in self._seats if seat.is_stuck()]:
            yield from self._replace(seat)
        self._hand_out()

    def _hear(self, seat: Seat) -> Iterator[Group]:
        for message in seat.channel.take():
            if isinstance(message, SummarizerError):
                raise message
            if isinstance(message, Identity):
                self._greet(seat, message)
            else:
                self._failed_starts = 0
                job = seat.took()
                yield from self._finish(job, message, attempts=job.crashes + 1)
        if not seat.channel.is_open:
            yield from self._replace(seat)

    def _greet(self, seat: Seat, identity: Identity) -> None:
        if self.identity not in (None, identity):
            raise EngineError(f"Workers do not agree on who summarises: {self.identity} and {identity}.")
        self.identity = identity
        self._failed_starts = 0
        seat.is_ready = True

    def _finish(self, job: Job, outcomes: list[Outcome], *, attempts: int) -> Iterator[Group]:
        for place, outcome in zip(job.places, outcomes, strict=True):
            job.group.outcomes[place] = outcome._replace(attempts=attempts)
        if job.group.is_done:
            self._unfinished -= 1
            yield job.group

    def _replace(self, seat: Seat) -> Iterator[Group]:
        """Put a new worker in the place of one that ended or is stuck, and see to the jobs it held."""
        stuck = seat.is_stuck()
        self._selector.unregister(seat.channel)
        status = seat.end()
        if not seat.is_ready:
            self._failed_starts += 1
            if self._failed_starts >= _FAILED_STARTS:
                raise EngineError(f"The worker processes cannot be started: {_SAID.get(status, f'status {status}')}.")
        self._seats[self._seats.index(seat)] = self._new_seat()
        unbegun = list(seat.jobs)[1:]
        self._waiting.extendleft(reversed(unbegun))
        if seat.jobs:
            yield from self._suspect(seat.jobs[0], _reason(status, stuck=stuck))

    def _suspect(self, job: Job, reason: SummarizerError) -> Iterator[Group]:
        """See to a job that its worker did not survive."""
        job.crashes += 1
        if len(job.places) > 1 and self.identity and self.identity.together and job.crashes == 1:
            self._waiting.appendleft(job)
        elif len(job.places) > 1 or job.crashes == 1:
            alone = [Job(job.group, range(place, place + 1), crashes=1) for place in job.places]
            self._waiting.extendleft(reversed(alone))
        else:
            outcome = problem_of(reason)._replace(status=Status.QUARANTINED)
            yield from self._finish(job, [outcome], attempts=job.crashes)

    def _new_seat(self) -> Seat:
        seat = Seat(self.orders, self._memory.fileno())
        self._selector.register(seat.channel, selectors.EVENT_READ, seat)
        return seat

    def _hand_out(self) -> None:
        while self._waiting:
            free = [seat for seat in self._seats if seat.is_ready and len(seat.jobs) < AHEAD]
            if not free:
                break
            min(free, key=lambda seat: len(seat.jobs)).give(self._waiting.popleft())
        for seat in self._seats:
            wanted = selectors.EVENT_READ | (selectors.EVENT_WRITE if seat.channel.is_waiting else 0)
            self._selector.modify(seat.channel, wanted, seat)


_SAID = {-signal.SIGKILL: "they were killed, perhaps for want of memory", -signal.SIGALRM: "they take too long"}


def _reason(status: int, *, stuck: bool) -> SummarizerError:
    """Return what a worker's end says of the article that it held; nothing in it differs between equal runs."""
    if stuck or status == -signal.SIGALRM:
        return TooSlowError("The article took longer than an article may take, twice.")
    if status == OUT_OF_MEMORY:
        return OutOfMemoryError("The article took more memory than an article may take, twice.")
    ended = f"signal {-status}" if status < 0 else f"status {status}"
    return WorkerCrashedError(f"The worker process that read the article ended with {ended}, twice.")
