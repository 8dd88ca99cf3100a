"""The flags of ``batch`` and ``merge``, apart from those that every way to summarise has."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from summarizer.errors import UsageError
from summarizer.outputs.indexes import Pages

_Command = Callable[..., None]


class _Address(click.Path):
    """A path, or the URL of an object store, which stays a str."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return a Path or a URL. Raises UsageError for standard input, which could not be read again to go on."""
        if value == "-":
            raise UsageError(
                "A batch reads files and folders, which it can read again to go on: save what you pipe first."
            )
        return value if isinstance(value, str) and "://" in value else super().convert(value, param, ctx)


_OUTPUT = click.option(
    "--output",
    required=True,
    type=_Address(path_type=Path),
    help="File to write: .jsonl, .jsonl.gz, .jsonl.zst, .csv or .parquet; a name without an ending is a folder of "
    "pages to read. Failures go to a file beside it that ends in .errors.jsonl.",
)
_PAGES = click.option(
    "--pages",
    type=click.Choice([kind.value for kind in Pages]),
    default=Pages.HTML.value,
    show_default=True,
    help="Kind of the pages, if the output is a folder.",
)
_PLAN = (
    click.option("--workers", type=click.IntRange(min=1), help="Worker processes.  [default: one a core]"),
    click.option("--limit", type=click.IntRange(min=1), help="Read no more than this many articles."),
    click.option(
        "--field",
        "fields",
        multiple=True,
        metavar="TARGET=NAME",
        help="Name of the records' field for text, html, title, id …, where it is not to be guessed.",
    ),
    click.option(
        "--max-failures", metavar="N|PERCENT", help="Stop when more than so many are refused or failed, such as 5%."
    ),
    click.option("--retry-failed", is_flag=True, help="Try again what failed in an earlier run."),
    click.option("--fresh", is_flag=True, help="Start over instead of going on."),
    click.option("--unordered", is_flag=True, help="Write records in the order in which they were done."),
    click.option(
        "--article-seconds",
        type=click.FloatRange(min=0, min_open=True),
        help="Time limit for an article.  [default: 60; 600 if a model writes]",
    ),
    click.option(
        "--article-memory",
        type=click.IntRange(min=1),
        default=2_000,
        show_default=True,
        help="Megabytes that an article may take, beside the engine.",
    ),
    click.option("--shard", metavar="I/N", help="Do the I-th of N parts only; merge puts them together."),
    click.option(
        "--ray",
        metavar="ADDRESS",
        help="Run on the Ray cluster at an address, such as 10.0.0.1:6379; auto is the one on this machine, or starts "
        "one. Sources are then shards, JSON lines or Parquet, by path or URL; --output is a folder.",
    ),
    click.option("--near-duplicates", is_flag=True, help="Name articles that nearly repeat an earlier one, too."),
    click.option(
        "--round-trip",
        is_flag=True,
        help="Write WordPress exports and ninjs files again, with excerpts and key points filled in; the output is a "
        "folder, or a file if one file is the only source.",
    ),
    click.option("--overwrite", is_flag=True, help="Replace excerpts and descriptions that are there on a round trip."),
    click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="Write a page with charts, too."),
)


def plan_flags(command: _Command) -> _Command:
    """Give a command the flags of a run, sources and output included."""
    for flag in reversed((_OUTPUT, _PAGES, *_PLAN)):
        command = flag(command)
    source = _Address(exists=True, path_type=Path)
    return click.argument("sources", nargs=-1, required=True, type=source, metavar="SOURCE...")(command)


def merge_flags(command: _Command) -> _Command:
    """Give a command the outputs of shards, and the output to put them together in."""
    shard = click.Path(exists=True, path_type=Path)
    return click.argument("shards", nargs=-1, required=True, type=shard, metavar="OUT...")(_OUTPUT(_PAGES(command)))
