"""How far a training is, as a bar on standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

Progress = Callable[[int, int, float], None]
"""Called after each step with the step, how many there are, and the loss."""


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Yield what moves the bar, which is there on a terminal only, and gone when the training is done."""
    from rich import progress
    from rich.console import Console

    columns = (
        progress.TextColumn("Training"),
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TextColumn("loss {task.fields[loss]:.3f}"),
        progress.TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    with progress.Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=None, loss=0.0)
        yield lambda step, total, loss: bar.update(task, completed=step, total=total, loss=loss)
