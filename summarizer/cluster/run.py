"""A run over shards: hand them to a cluster's actors, take their answers as they come, note what became of each."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from math import inf
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import Any

from summarizer.batch.outcome import Status
from summarizer.batch.plan import Plan
from summarizer.batch.run import Finish
from summarizer.batch.watch import Progress, Watch
from summarizer.cluster.actor import STOPPED, ShardWorker
from summarizer.cluster.board import put_up
from summarizer.cluster.connection import imported
from summarizer.cluster.shards import PREFIX, Shard, find_shards, finished, is_part
from summarizer.cluster.storage import Storage, opened
from summarizer.errors import EngineError, UsageError, WorkerCrashedError
from summarizer.settings import Settings

MANIFEST = "manifest.jsonl"
_WAIT_SECONDS, _LOOK_SECONDS = 0.2, 1.0
_STOP_SECONDS = 30.0
"""Time that actors have to let go of their shards; they ask every second."""
# Engines that compute where torch does; the others gain nothing from a GPU.
_CPU_ONLY = ("extractive", "endpoint")

Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Result:
    """How a run ended, and what became of each shard so far."""

    finish: Finish
    shards: Sequence[Shard]
    answers: Sequence[Answer | None]
    """A part's manifest, or ``problem``; None for a shard that is not done."""
    manifest: Storage
    strange: int
    """Finished parts in the folder that are of no shard of this run: of another input, configuration or version."""

    def count(self, *statuses: Status) -> int:
        """Return how many records came out like this."""
        return sum(
            answer.get("statuses", {}).get(status, 0) for answer in self.answers if answer for status in statuses
        )


def run(
    sources: Sequence[str], output: str, plan: Plan, *, settings: Settings | None = None, watch: Watch | None = None
) -> Result:
    """Summarise every shard of the sources into a folder, on the cluster that is connected.

    Shards that are finished are skipped. Raises UsageError for sources that are no shards and an output that cannot be
    written, EngineError if no engine can be loaded.
    """
    settings = settings or Settings()
    shards = find_shards(sources, output=output)
    folder = _prepared(output, fresh=plan.fresh)
    board = put_up()
    course = _Course(shards, folder, plan, watch or Watch(), board)
    course.note()  # whoever cannot write here learns it now
    finish = course.follow(_Rows(_dataset(shards, plan, [settings, output, board])))
    course.note()
    parts = {answer.get("part") for answer in course.answers if answer}
    return Result(finish, shards, course.answers, course.manifest, len(finished(folder.names()) - parts))


def _prepared(output: str, *, fresh: bool) -> Storage:
    folder = opened(output)
    if folder.kind() == "file":
        raise UsageError(f"{output} is a file; on a cluster, the output is a folder.")
    try:
        folder.system.create_dir(folder.path, recursive=True)
        folder.sweep(PREFIX)
        for name in folder.names() if fresh else ():
            if is_part(name):
                folder.within(name).drop()
    except OSError as error:
        raise UsageError(f"{output} cannot be written: {error}") from error
    return folder


def _dataset(shards: Sequence[Shard], plan: Plan, told: Sequence[object]) -> Any:
    ray = imported()
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.max_errored_blocks = -1  # a shard that nobody can do costs itself
    cluster = ray.cluster_resources()
    gpus = 0 if plan.options.engine.partition(":")[0] in _CPU_ONLY else int(cluster.get("GPU", 0))
    actors = min(plan.workers or gpus or int(cluster.get("CPU", 1)), len(shards))
    rows = [{"number": number, **shard._asdict()} for number, shard in enumerate(shards)]
    return ray.data.from_items(rows, override_num_blocks=len(rows)).map(
        ShardWorker,
        fn_constructor_args=[replace(plan, fields=dict(plan.fields)), *told],
        compute=ray.data.ActorPoolStrategy(size=max(actors, 1), max_tasks_in_flight_per_actor=1),
        num_cpus=1,
        num_gpus=1 if gpus else None,
    )


class _Rows:
    """The rows of a dataset as they come, taken in by a thread, so that whoever waits for them may do other things."""

    def __init__(self, dataset: Any) -> None:
        self._queue: SimpleQueue[Answer | Exception | None] = SimpleQueue()
        self._is_over = Event()
        Thread(target=self._take, args=(dataset,), daemon=True).start()

    def _take(self, dataset: Any) -> None:
        try:
            with closing(iter(dataset.iter_rows())) as rows:
                for row in rows:
                    self._queue.put(row)
                    if self._is_over.is_set():
                        return
            self._queue.put(None)
        except Exception as error:
            self._queue.put(error)

    def __iter__(self) -> Iterator[Answer | None]:
        """Yield each row, and None whenever there was none for a while."""
        while True:
            try:
                row = self._queue.get(timeout=_WAIT_SECONDS)
            except Empty:
                yield None
                continue
            if row is None:
                return
            if isinstance(row, Exception):
                raise EngineError(f"The cluster failed: {row}") from row
            yield row

    def close(self) -> None:
        """Want no more rows."""
        self._is_over.set()


class _Course:
    """What is known of a run while it goes on."""

    def __init__(self, shards: Sequence[Shard], folder: Storage, plan: Plan, watch: Watch, board: Any) -> None:
        self.answers: list[Answer | None] = [None] * len(shards)
        self.manifest = folder.within(MANIFEST)
        self._shards = shards
        self._plan = plan
        self._watch = watch
        self._board = board
        self._progress = Progress()
        self._next = 0.0

    def follow(self, rows: _Rows) -> Finish:
        """Take the answers until all are there; or, if the run is to end, until the actors have let go."""
        finish, end = Finish.FINISHED, inf
        with closing(rows):
            for row in rows:
                if row is not None:
                    self._take_in(row["number"], json.loads(row["answer"]))
                self._look()
                if finish is Finish.FINISHED and (finish := self._wanted()) is not Finish.FINISHED:
                    imported().get(self._board.stop.remote())
                    end = time.monotonic() + _STOP_SECONDS
                if time.monotonic() > end:
                    break
        if finish is Finish.FINISHED:
            self._give_up()
        return finish

    def _take_in(self, number: int, answer: Answer) -> None:
        if answer.get("is_fatal"):
            raise EngineError(f"{self._shards[number]}: {answer['problem']['detail']}")
        if answer != STOPPED:
            self.answers[number] = answer
            self._progress.kept += answer["records"] if answer.get("is_kept") else 0
            self._watch.come_to(str(self._shards[number]))

    def _look(self) -> None:
        """Show how far the actors are."""
        now = time.monotonic()
        if now > self._next:
            self._next = now + _LOOK_SECONDS
            statuses = imported().get(self._board.statuses.remote())
            self._progress.statuses = Counter({Status(name): many for name, many in statuses.items()})
        self._watch.tick(self._progress)

    def _wanted(self) -> Finish:
        if self._watch.wants_stop():
            return Finish.STOPPED
        if self._plan.max_failures.is_spent(self._progress.failures, seen=self._progress.done_now):
            return Finish.TOO_MANY_FAILURES
        return Finish.FINISHED

    def _give_up(self) -> None:
        """Note a problem for the shards that no answer came for."""
        for number, answer in enumerate(self.answers):
            if answer is None:
                error = WorkerCrashedError("The actor that did the shard failed, for the reason that Ray gave.")
                self.answers[number] = {"problem": error.problem()}

    def note(self) -> None:
        """Write down, in the folder, what became of each shard so far."""
        lines = (
            {"shard": str(shard), **({"state": "waiting"} if answer is None else _state(answer))}
            for shard, answer in zip(self._shards, self.answers, strict=True)
        )
        with TemporaryDirectory() as folder:
            noted = Path(folder, MANIFEST)
            noted.write_text("".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines), encoding="utf-8")
            try:
                self.manifest.put(noted)
            except OSError as error:
                raise UsageError(f"{self.manifest.path} cannot be written: {error}") from error


def _state(answer: Answer) -> Answer:
    if "problem" in answer:
        return {"state": "failed", "problem": answer["problem"]}
    return {"state": "kept" if answer["is_kept"] else "done"} | {
        name: answer[name] for name in ("part", "records", "statuses", "output", "errors")
    }
