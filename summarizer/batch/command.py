"""What the commands ``batch`` and ``merge`` do: run, say how it went, and leave with the status that says the same."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from types import FrameType
from typing import Any, Self

import click

from summarizer.batch.files import Files
from summarizer.batch.plan import Allowance, Plan, Shard
from summarizer.batch.progress import Onlooker
from summarizer.batch.report import render
from summarizer.batch.run import Finish, Result, run
from summarizer.destination import check_destination
from summarizer.errors import UsageError
from summarizer.outputs.indexes import Pages
from summarizer.records import Options, options_of
from summarizer.settings import read_settings

INTERRUPTED = 130
_PATIENCE = 3.0
"""Seconds that a run has to notice that it is to stop: it looks several times a second."""


class Stop:
    """Turns the first Ctrl-C, or a scheduler's SIGTERM, into a question for the run; the second ends it at once.

    A run that does not come to the question, because it waits for a disk or a network, is ended too, after a while.
    """

    def __init__(self) -> None:
        self._is_asked = False

    def __enter__(self) -> Self:
        handlers = {signal.SIGINT: self._ask, signal.SIGTERM: self._ask, signal.SIGALRM: self._end}
        self._before = {number: signal.signal(number, handler) for number, handler in handlers.items()}
        return self

    def __exit__(self, *_: object) -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def is_wanted(self) -> bool:
        """Whether the run is to stop; one that knows is left to do so in its own time."""
        if self._is_asked:
            signal.setitimer(signal.ITIMER_REAL, 0)
        return self._is_asked

    def _ask(self, number: int, frame: FrameType | None) -> None:
        if self._is_asked:
            raise KeyboardInterrupt
        self._is_asked = True
        signal.setitimer(signal.ITIMER_REAL, _PATIENCE)

    def _end(self, number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt


def batch(sources: tuple[Path, ...], output: Path, **fields: Any) -> None:
    """Run, and leave with 0 if every article was summarised, 1 if not, 130 if the run was stopped."""
    for path in (*sources, output):
        if not isinstance(path, Path):
            raise UsageError(f"{path}: a URL is read and written with --ray only.")
    report: Path | None = fields.pop("report")
    settings = read_settings(prompts=fields.pop("prompts"))
    plan = plan_of(fields)
    if report:
        check_destination(report, [*sources, *Files(output, plan.round_trip).own()])
    with Stop() as stop, Onlooker(sources, limit=plan.limit, stop=stop.is_wanted) as onlooker:
        result = run(sources, output, plan, settings=settings, watch=onlooker)
    if report:
        from summarizer.outputs.report import write

        write(result.statistics, report)
    click.echo(render(result), nl=False, err=True)
    sys.exit(_status(result))


def merge(shards: tuple[Path, ...], output: Path, pages: str) -> None:
    """Put shards together, and leave with 1 if some of their articles were refused or failed."""
    from summarizer.batch.merge import merge_shards

    merged = merge_shards(shards, output, pages=Pages(pages))
    failed = f", {merged.failed:,} refused or failed ({merged.files.errors})" if merged.failed else ""
    click.echo(f"{merged.done:,} summarised{failed}", err=True)
    sys.exit(1 if merged.failed else 0)


def _status(result: Result) -> int:
    if result.finish is Finish.STOPPED:
        return INTERRUPTED
    return 1 if result.finish is Finish.TOO_MANY_FAILURES or result.statistics.failed else 0


def plan_of(fields: dict[str, Any]) -> Plan:
    """Take the plan from a command's flags, and leave the rest. Raises UsageError for one that makes no sense."""
    options = {name: fields.pop(name) for name in Options.model_fields}
    return Plan(
        options=options_of(options),
        fields=dict(_pair(text) for text in fields.pop("fields")),
        workers=fields.pop("workers") or 0,
        pages=Pages(fields.pop("pages")),
        max_failures=Allowance.parse(told) if (told := fields.pop("max_failures")) else Allowance(),
        shard=Shard.parse(told) if (told := fields.pop("shard")) else Shard(1, 1),
        **fields,
    )


def _pair(text: str) -> tuple[str, str]:
    target, equals, name = text.partition("=")
    if not (target and equals and name):
        raise UsageError(f"{text} does not name a field; --field text=body does.")
    return target, name
