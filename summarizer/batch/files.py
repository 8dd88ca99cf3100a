"""The files of a run, all beside its output: what it writes, and what makes it safe to stop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from summarizer.errors import UsageError
from summarizer.outputs import kinds
from summarizer.outputs.inplace import beside, discard
from summarizer.outputs.writeback import Journey, check

LINES = ".jsonl"
"""Ending of an output that is written here; every other is made from its lines."""


@dataclass(frozen=True, slots=True)
class Files:
    """Paths that belong to one output."""

    output: Path
    round_trip: bool = False
    """Whether the output is the sources with their summaries filled in."""

    @property
    def errors(self) -> Path:
        """Problems of the records that are not in the output; there only if there are any.

        Only an output of lines leaves its ending out, so that o.csv and o.parquet each have their own.
        """
        stem = self.output.stem if self.output.suffix == LINES else self.output.name
        return self.output.with_name(f"{stem}.errors.jsonl")

    def sharer(self) -> Path | None:
        """Return the output of another run whose problems go to the same file: o.jsonl, where this one is o."""
        stem = self.errors.name.removesuffix(".errors.jsonl")
        others = {self.output.with_name(name) for name in (stem, f"{stem}{LINES}")} - {self.output}
        return next((other for other in others if Files(other).ledger.exists()), None)

    @property
    def ledger(self) -> Path:
        """What is done, where it lies, and what it took."""
        return self.output.with_name(f"{self.output.name}.ledger")

    @property
    def spool(self) -> Path:
        """Results in the order in which they came."""
        return self.output.with_name(f"{self.output.name}.spool")

    @property
    def new_spool(self) -> Path:
        """The spool while it is written anew."""
        return beside(self.spool)[0]

    @property
    def new_output(self) -> Path:
        """The output while it is being written."""
        return beside(self.output)[0]

    @property
    def new_errors(self) -> Path:
        """The problems while they are being written."""
        return self.errors.with_name(f"{self.errors.name}.new")

    @property
    def is_lines(self) -> bool:
        """Whether the output is plain JSON lines."""
        return self.output.suffix == LINES and not self.round_trip and not self.output.is_dir()

    def own(self) -> frozenset[Path]:
        """Return the resolved paths of all that a run may write, which is never read as a source."""
        new, old = beside(self.output)
        written = [self.output, new, self.errors, self.ledger, self.spool, self.new_spool, self.new_errors]
        written += [old] if old.is_dir() else []
        written += [self.ledger.with_name(self.ledger.name + ending) for ending in ("-wal", "-shm", "-journal")]
        return frozenset(path.resolve() for path in written)

    def check(self, sources: Sequence[Path]) -> None:
        """Raise UsageError if the output cannot be written, or is itself a source."""
        if not self.output.parent.is_dir():
            raise UsageError(f"{self.output.parent} is not a folder.")
        for path in sources:
            if path.exists() and not (path.is_file() or path.is_dir()):
                raise UsageError(f"{path} is neither a file nor a folder: write what comes out of it to a file first.")
        if {path.resolve() for path in sources} & self.own():
            raise UsageError(f"{self.output} is one of the sources; it would be written over.")
        if self.round_trip:
            check(Journey(sources, self.output, without=self.own()))
        else:
            kinds.check(self.output)

    def clear(self) -> None:
        """Delete what earlier runs left."""
        for path in self.own():
            if path.is_dir():
                discard(path)
            else:
                path.unlink(missing_ok=True)
