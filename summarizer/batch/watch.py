"""How far a run is, and who looks on: a terminal, a log, a test, or nobody."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from summarizer.batch.outcome import Status


@dataclass(slots=True)
class Progress:
    """Counts of a run so far, in records."""

    seen: int = 0
    """Taken from the sources."""
    kept: int = 0
    """Done by an earlier run."""
    copied: int = 0
    """Equal to one before them in everything: its result is theirs too."""
    reused: int = 0
    """Of those done in this run, those that took what was said of an equal one under another address."""
    statuses: Counter[Status] = field(default_factory=Counter)
    """Done in this run, by how they came out."""

    @property
    def done_now(self) -> int:
        """Done in this run."""
        return self.statuses.total()

    @property
    def failures(self) -> int:
        """Refused or failed in this run."""
        return self.done_now - self.statuses[Status.DONE]

    @property
    def done(self) -> int:
        """Done, whenever and however."""
        return self.done_now + self.kept + self.copied


class Watch:
    """Looks on at a run, and may stop it. This one sees nothing and stops nothing."""

    def tick(self, progress: Progress) -> None:
        """See how far the run is; called often."""

    def come_to(self, source: str) -> None:
        """Note the file on the disk that the latest article comes from; called for each article."""

    def wants_stop(self) -> bool:
        """Whether the run is to stop: cleanly, so that the same command goes on."""
        return False
