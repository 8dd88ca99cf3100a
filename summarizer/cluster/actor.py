"""The work on one shard, as an actor of a cluster: fetched, done as any batch, put in place.

Articles are read by a worker process of a batch, so that one that crashes, hangs or takes too much memory costs itself
here too. The process is kept from shard to shard, its engine loaded; it ends by itself when its actor does.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from summarizer.batch.configuration import Identity, describe
from summarizer.batch.outcome import RETRIED
from summarizer.batch.plan import Allowance, Plan
from summarizer.batch.pool import Pool
from summarizer.batch.run import Finish, Result, orders, run_with
from summarizer.cluster.board import Reporter
from summarizer.cluster.connection import imported
from summarizer.cluster.shards import Part, Shard, part_name
from summarizer.cluster.storage import Copy, copied, opened
from summarizer.cluster.workspace import workspace
from summarizer.errors import EngineError, SourceError, SummarizerError, WorkerCrashedError
from summarizer.settings import Settings

_WAIT_SECONDS = 0.2
_TRIES = 4
"""How often a shard is begun. What its articles do costs no actor: it is the machine that killed the earlier ones."""
STOPPED = {"is_stopped": True}


class ShardWorker:
    """Does shards one at a time. Its answers are JSON: Ray keeps them in tables, in which a member has one type."""

    def __init__(self, plan: Plan, settings: Settings, output: str, board: Any) -> None:
        self._plan = replace(plan, workers=1, fresh=False, max_failures=Allowance())
        self._settings = settings
        self._output = opened(output)
        self._board = board
        self._pool: Pool | None = None

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        """Return what became of a shard: the manifest of its part, or the problem that it met."""
        shard = Shard(row["source"], row["path"])
        try:
            answer = self._do(shard, row["number"], Reporter(self._board, row["number"]))
        except SummarizerError as error:
            self._end_pool()
            answer = {"problem": error.problem(), "is_fatal": isinstance(error, EngineError)}
        except OSError as error:
            self._end_pool()
            answer = {"problem": SourceError(f"{shard}: {error}").problem(), "is_fatal": False}
        return {"number": row["number"], "answer": json.dumps(answer)}

    def _do(self, shard: Shard, number: int, reporter: Reporter) -> dict[str, Any]:
        reporter.tell({})
        if reporter.wants_stop():
            return STOPPED
        with workspace() as folder:
            copy = copied(shard.stored(), folder, most=self._settings.max_archive_bytes)
            pool, identity = self._ready()
            configuration, _ = describe(self._plan.options, self._settings, identity)
            part = Part(self._output, part_name(copy, configuration, self._plan.fields))
            known = part.known()
            if known and not (self._plan.retry_failed and any(status in known["statuses"] for status in RETRIED)):
                return {**known, "is_kept": True}
            self._begin(number)
            made = folder / "made"
            made.mkdir()
            result = run_with(pool, [copy.path], made / f"{part.name}.jsonl", self._plan, watch=reporter)
            if result.finish is not Finish.FINISHED:
                self._end_pool()
                return STOPPED
            reporter.tell(dict(result.statistics.statuses))
            manifest = _manifest(copy, part, result, {"configuration": configuration, **identity._asdict()})
            put_in_place(part, result, manifest, made)
            return {**manifest, "is_kept": False}

    def _begin(self, number: int) -> None:
        if imported().get(self._board.begin.remote(number)) > _TRIES:
            raise WorkerCrashedError(f"The actor that did the shard was killed, {_TRIES} times.")

    def _ready(self) -> tuple[Pool, Identity]:
        """Return the worker process when its engine is loaded. Raises EngineError if it cannot be."""
        if self._pool is None:
            self._pool = Pool(1, orders(self._plan, self._settings))
        while self._pool.identity is None:
            list(self._pool.wait(_WAIT_SECONDS))
        return self._pool, self._pool.identity

    def _end_pool(self) -> None:
        """Let go of a worker process that may still hold articles of a shard that was given up."""
        if self._pool is not None:
            self._pool.close()
            self._pool = None


def _manifest(copy: Copy, part: Part, result: Result, summarizer: Mapping[str, object]) -> dict[str, Any]:
    """Return what is noted of a part. There are no clock readings in it: whoever does a shard notes the same."""
    found, files = result.statistics, result.files
    return {
        "part": part.name,
        "input": {"name": copy.path.name, "bytes": copy.size, "sha256": copy.sha256},
        "summarizer": summarizer,
        "records": found.records,
        "statuses": dict(found.statuses),
        "output": _described(files.output),
        "errors": _described(files.errors) if files.errors.exists() else None,
    }


def _described(file: Path) -> dict[str, object]:
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256")
        return {"name": file.name, "bytes": stream.tell(), "sha256": digest.hexdigest()}


def put_in_place(part: Part, result: Result, manifest: Mapping[str, object], folder: Path) -> None:
    """Put a part in place; until its manifest is, nobody takes the shard for finished, so an earlier one goes first."""
    part.manifest().drop()
    if result.files.errors.exists():
        part.errors().put(result.files.errors)
    else:
        part.errors().drop()
    part.lines().put(result.files.output)
    noted = folder / "manifest.json"
    noted.write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    part.manifest().put(noted)
