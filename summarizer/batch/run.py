"""The whole of a run: read, hand out, write down, publish; and be ready to be killed at any instant."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path

from summarizer.batch.configuration import describe
from summarizer.batch.duplicates import mark_duplicates
from summarizer.batch.files import Files
from summarizer.batch.ledger import Ledger
from summarizer.batch.orders import Orders
from summarizer.batch.outcome import RETRIED, json_text
from summarizer.batch.plan import GROUP, Plan
from summarizer.batch.pool import Pool
from summarizer.batch.publish import compact, publish, publish_problems, settle
from summarizer.batch.roundtrip import write_sources
from summarizer.batch.seat import Group
from summarizer.batch.spool import Spool
from summarizer.batch.statistics import Statistics, statistics
from summarizer.batch.watch import Progress, Watch
from summarizer.errors import OutputInUseError, UsageError
from summarizer.outputs.inplace import is_empty_folder
from summarizer.outputs.writeback import NOTHING_LEFT, Journey, Left
from summarizer.settings import Settings
from summarizer.sources.entries import entries
from summarizer.sources.entry import Entry, escaped

_SAVE_SECONDS = 1.0
"""Most work that a power cut costs, beside what workers hold."""
_WAIT_SECONDS = 0.2

Numbered = tuple[int, Entry]
"""An article's position in the input, from 0, and the article."""
FINISH, SHARD = "finish", "shard"
"""Facts of the ledger: how its last run ended, and which part of the input that did."""


class Finish(StrEnum):
    """How a run ended."""

    FINISHED = "finished"
    STOPPED = "stopped"
    """Asked to; the same command goes on."""
    TOO_MANY_FAILURES = "too many failures"


@dataclass(frozen=True, slots=True)
class Result:
    """How a run ended, and what is in its ledger now."""

    finish: Finish
    statistics: Statistics
    files: Files
    left: Left = NOTHING_LEFT
    """Files that a round trip did not write back."""
    skipped: Left = NOTHING_LEFT
    """What of the folders was not read: links to folders or to nothing, and what is no file."""


def run(
    sources: Sequence[Path], output: Path, plan: Plan, *, settings: Settings | None = None, watch: Watch | None = None
) -> Result:
    """Summarise every article of the sources into ``output``, one record each, in input order.

    What an earlier run of the same output has done is kept. The output appears when it is whole. Raises UsageError for
    an output that is not this program's own or is in use, EngineError if no engine can be loaded.
    """
    files = Files(output, plan.round_trip)
    files.check(sources)
    with Pool(plan.worker_count, orders(plan, settings or Settings())) as pool:
        return run_with(pool, sources, output, plan, watch=watch)


def orders(plan: Plan, settings: Settings) -> Orders:
    """Return what the workers of a run are told."""
    return Orders(settings, plan.options, plan.seconds(settings), plan.article_memory, near=plan.near_duplicates)


def run_with(pool: Pool, sources: Sequence[Path], output: Path, plan: Plan, *, watch: Watch | None = None) -> Result:
    """Run with workers that were given the plan's orders. After a run that did not finish, they are of no more use."""
    files = Files(output, plan.round_trip)
    files.check(sources)
    settings = pool.orders.settings
    with _opened(files, fresh=plan.fresh) as ledger:
        settle(ledger, files)
        skipped: list[Path] = []
        found = entries(sources, settings=settings, fields=plan.fields, without=files.own(), skipped=skipped.append)
        with Spool(files.spool, length=ledger.spool_length()) as spool:
            finish = _Run(plan, ledger, spool, watch or Watch()).go(found, pool, settings)
        left = NOTHING_LEFT
        if finish is Finish.FINISHED:
            mark_duplicates(ledger, near=plan.near_duplicates)
            if plan.round_trip:
                again = islice(entries(sources, settings=settings, fields=plan.fields, without=files.own()), plan.limit)
                journey = Journey(sources, output, plan.overwrite, settings.max_bytes, files.own())
                left = write_sources(ledger, files, journey, again)
            else:
                publish(ledger, files, as_they_came=plan.unordered, pages=plan.pages)
            if not files.is_lines:
                compact(ledger, files)
        else:
            publish_problems(ledger, files)
        ledger.set_fact(FINISH, finish)
        ledger.set_fact(SHARD, plan.shard)
        ledger.commit()
        passed = Left(len(skipped), escaped(str(skipped[0]))) if skipped else NOTHING_LEFT
        return Result(finish, statistics(ledger), files, left, passed)


def _opened(files: Files, *, fresh: bool) -> Ledger:
    if other := files.sharer():
        raise UsageError(f"{files.errors} belongs to the run that writes {other}; give this output another name.")
    if fresh:
        try:
            with Ledger(files.ledger):
                files.clear()
        except OutputInUseError:
            raise
        except UsageError:  # whatever it is, a fresh start was asked for
            files.clear()
    if not files.ledger.exists():
        for path in (files.output, files.errors):
            if path.exists() and not is_empty_folder(path):
                raise UsageError(f"{path} exists already, and no run wrote it; --fresh starts over.")
    return Ledger(files.ledger)


class _Run:
    """The state of a run while it goes on."""

    def __init__(self, plan: Plan, ledger: Ledger, spool: Spool, watch: Watch) -> None:
        self._plan = plan
        self._ledger = ledger
        self._spool = spool
        self._watch = watch
        self._in_flight: set[bytes] = set()
        self._progress = Progress()
        self._started = self._saved = time.monotonic()

    def go(self, found: Iterable[Entry], pool: Pool, settings: Settings) -> Finish:
        """Do all that is not done yet, or as much of it as may be done."""
        while pool.identity is None:
            list(pool.wait(_WAIT_SECONDS))
            if self._watch.wants_stop():
                return Finish.STOPPED
        sha256, described = describe(self._plan.options, settings, pool.identity)
        self._ledger.begin(sha256, described, workers=self._plan.worker_count)
        finish = self._feed(_blocks(islice(enumerate(found), self._plan.limit), self._plan), pool)
        self._save()
        return finish

    def _feed(self, blocks: Iterator[list[Numbered]], pool: Pool) -> Finish:
        block: list[Numbered] | None = []
        while block is not None or not pool.is_idle:
            if block is not None and pool.has_room:
                block = next(blocks, None)
                group = self._take_in(block or [])
                if group:
                    pool.submit(group)
            for group in pool.wait(0 if block is not None and pool.has_room else _WAIT_SECONDS):
                self._write(group)
            if time.monotonic() - self._saved > _SAVE_SECONDS:
                self._save()
            self._watch.tick(self._progress)
            if self._watch.wants_stop():
                return Finish.STOPPED
            if self._plan.max_failures.is_spent(self._progress.failures, seen=self._progress.done_now):
                return Finish.TOO_MANY_FAILURES
        return Finish.FINISHED

    def _take_in(self, block: Sequence[Numbered]) -> Group | None:
        """Note the articles of a block, and return those that are still to be done."""
        waiting: list[tuple[Entry, bytes]] = []
        for position, entry in block:
            self._watch.come_to(entry.place.source)
            content = bytes.fromhex(entry.sha256)
            self._ledger.add_record(position, json_text(entry.id), content)
            if content in self._in_flight:
                self._progress.copied += 1
            elif self._is_known(content):
                continue
            else:
                self._in_flight.add(content)
                waiting.append((entry, content))
        self._progress.seen += len(block)
        return Group([entry for entry, _ in waiting], [content for _, content in waiting]) if waiting else None

    def _is_known(self, content: bytes) -> bool:
        known = self._ledger.find(content)
        if known is None:
            return False
        earlier = known.session < self._ledger.session
        if earlier and self._plan.retry_failed and known.status in RETRIED:
            self._ledger.forget(known)
            return False
        self._progress.kept += earlier
        self._progress.copied += not earlier
        return True

    def _write(self, group: Group) -> None:
        for place, content in enumerate(group.contents):
            outcome = group.outcomes[place]
            offset = self._spool.append(outcome.tail) if outcome.tail else 0
            self._ledger.add_result(content, outcome, offset)
            self._in_flight.discard(content)
            self._progress.statuses[outcome.status] += 1
            self._progress.reused += outcome.reused

    def _save(self) -> None:
        """Make what is done safe: first the lines, then the ledger that says where they are."""
        self._spool.sync()
        self._saved = time.monotonic()
        self._ledger.save(self._saved - self._started)


def _blocks(found: Iterator[Numbered], plan: Plan) -> Iterator[list[Numbered]]:
    """Yield the run's articles in blocks that depend on nothing but their places in the input."""
    while block := list(islice(found, GROUP)):
        if plan.shard.has(block[0][0]):
            yield block
