"""The results of a run on their way back to the sources: each beside the place of its article."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from summarizer.batch.files import Files
from summarizer.batch.ledger import Ledger
from summarizer.batch.publish import lines, publish_problems
from summarizer.errors import UsageError
from summarizer.outputs.writeback import Journey, Left, Result, write_back
from summarizer.sources.entry import Entry


def write_sources(ledger: Ledger, files: Files, journey: Journey, found: Iterable[Entry]) -> Left:
    """Write the problems, and the sources with the results set in them; ``found`` is their articles, read again.

    Returns the files that could not be written back. Raises UsageError if they are no longer those of the run.
    """
    publish_problems(ledger, files)
    ledger.commit()
    return write_back(_results(ledger, files, found), journey)


def _results(ledger: Ledger, files: Files, found: Iterable[Entry]) -> Iterator[Result]:
    remaining = lines(ledger, files)
    waiting = next(remaining, None)
    for position, entry in enumerate(found):
        record = None
        if waiting is not None and waiting[0].position == position:
            location, head, tail = waiting
            if json.loads(location.id) != entry.id:
                raise UsageError(f"{entry.place.source} was changed while it was summarised; run the command again.")
            record = json.loads(head + tail)
            waiting = next(remaining, None)
        yield entry.place, entry.id, record
