"""Shards put together again: their records in the order of the input, as one run would have written them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from heapq import merge
from operator import itemgetter
from pathlib import Path

from summarizer.batch.files import Files
from summarizer.batch.ledger import Ledger
from summarizer.batch.plan import Shard
from summarizer.batch.publish import lines, problems, settle, write_problems
from summarizer.batch.run import FINISH, SHARD, Finish
from summarizer.errors import UsageError
from summarizer.outputs import kinds
from summarizer.outputs.indexes import Pages


@dataclass(frozen=True, slots=True)
class Merged:
    """What is in a merged output."""

    done: int
    failed: int
    files: Files


def merge_shards(shards: Sequence[Path], output: Path, *, pages: Pages = Pages.HTML) -> Merged:
    """Write the records of all shards of a run into one output, in input order, and their problems beside it.

    Each shard's ledger must lie beside it. Raises UsageError if one is missing, unfinished or made another way, or if
    the output exists.
    """
    files = Files(output)
    files.check(shards)
    for path in (files.output, files.errors):
        if path.exists():
            raise UsageError(f"{path} exists already.")
    with ExitStack() as stack:
        parts = [(stack.enter_context(_opened(Files(path))), Files(path)) for path in shards]
        _check(parts)
        ordered = _Counted(((place.position, head + tail) for place, head, tail in lines(*part)) for part in parts)
        kinds.publish(ordered, files.output, pages=pages)
        failed = write_problems(_Counted(problems(ledger) for ledger, _ in parts), files)
    return Merged(ordered.count, failed, files)


def _opened(files: Files) -> Ledger:
    if not files.ledger.exists():
        raise UsageError(f"{files.ledger} is missing; it says where the records of {files.output.name} belong.")
    ledger = Ledger(files.ledger)
    ledger.recall()
    return ledger


def _check(parts: Sequence[tuple[Ledger, Files]]) -> None:
    """Refuse to put together what one run would not have written."""
    found: dict[str, Path] = {}
    for ledger, files in parts:
        settle(ledger, files)
        shard = ledger.fact(SHARD) or ""
        if ledger.fact(FINISH) != Finish.FINISHED:
            raise UsageError(f"{files.output} is not finished; run its command again first.")
        if shard in found:
            raise UsageError(f"{files.output} and {found[shard]} are the same shard, {shard}.")
        found[shard] = files.output
    counts = {Shard.parse(shard).count for shard in found}
    if len(counts) > 1:
        raise UsageError("These are not the shards of one run: they count differently.")
    missing = [shard for n in range(max(counts)) if (shard := f"{n + 1}/{max(counts)}") not in found]
    if missing:
        raise UsageError(f"Shard {', '.join(missing)} is missing.")
    if len({ledger.configured() for ledger, _ in parts}) > 1:
        raise UsageError("The shards were made with different options, engines or versions.")


class _Counted:
    """The lines of several shards in the order of their positions, counted as they pass."""

    def __init__(self, parts: Iterable[Iterator[tuple[int, bytes]]]) -> None:
        self._parts = parts
        self.count = 0

    def __iter__(self) -> Iterator[bytes]:
        for _, line in merge(*self._parts, key=itemgetter(0)):
            self.count += 1
            yield line
