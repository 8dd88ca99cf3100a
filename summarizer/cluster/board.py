"""What the actors and whoever started them tell each other while shards are done; an actor too, beside the latter."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping
from typing import Any

from summarizer.batch.watch import Progress, Watch
from summarizer.cluster.connection import imported

_TELL_SECONDS = 1.0


class Board:
    """Attempts and progress by shard, and whether all are to stop. An actor's own notes would be killed with it."""

    def __init__(self) -> None:
        self._begun: Counter[int] = Counter()
        self._statuses: dict[int, Mapping[str, int]] = {}
        self._is_over = False

    def begin(self, number: int) -> int:
        """Return which attempt at a shard this is, from 1."""
        self._begun[number] += 1
        return self._begun[number]

    def tell(self, number: int, statuses: Mapping[str, int]) -> bool:
        """Take in how many of a shard's articles came out how, and return whether to stop."""
        self._statuses[number] = statuses
        return self._is_over

    def stop(self) -> None:
        """Have all actors stop."""
        self._is_over = True

    def statuses(self) -> Counter[str]:
        """Return how many articles of all shards came out how."""
        return sum((Counter(found) for found in self._statuses.values()), Counter())


def put_up() -> Any:
    """Return a board as an actor on the machine that calls, with which the run would end anyway."""
    ray = imported()
    from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

    here = NodeAffinitySchedulingStrategy(node_id=ray.get_runtime_context().get_node_id(), soft=False)
    return ray.remote(num_cpus=0, scheduling_strategy=here)(Board).remote()


class Reporter(Watch):
    """Tells the board how far a shard is, and does what is said there."""

    def __init__(self, board: Any, number: int) -> None:
        self._board = board
        self._number = number
        self._next = 0.0
        self._is_over = False

    def tick(self, progress: Progress) -> None:
        """Tell, if it is time to."""
        if time.monotonic() >= self._next:
            self.tell({status.value: many for status, many in progress.statuses.items()})

    def tell(self, statuses: Mapping[str, int]) -> None:
        """Tell how many articles came out how."""
        self._is_over = imported().get(self._board.tell.remote(self._number, dict(statuses)))
        self._next = time.monotonic() + _TELL_SECONDS

    def wants_stop(self) -> bool:
        """Whether the board said so."""
        return self._is_over
