"""The command line: parses arguments and prints. Nothing heavy loads before a command needs it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_origin

import click
from pydantic.fields import FieldInfo

from summarizer.batch.flags import merge_flags, plan_flags
from summarizer.destination import check_destination
from summarizer.errors import SummarizerError, UsageError
from summarizer.records import Options
from summarizer.training.command import train

if TYPE_CHECKING:
    from summarizer.records import Summary

_Command = Callable[..., None]


def option_flags(command: _Command) -> _Command:
    """Give a command one flag for each field of Options."""
    for name, field in reversed(Options.model_fields.items()):
        command = _flag(name, field)(command)
    return command


prompts_flag = click.option(
    "--prompts",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of prompts that take the place of the shipped ones of the same name.",
)


def _flag(name: str, field: FieldInfo) -> Callable[[_Command], _Command]:
    """Return the click option that a field of Options stands for."""
    flag = f"--{name.replace('_', '-')}"
    described = (field.description or "").strip()
    if field.annotation is bool:
        return click.option(f"{flag}/--no-{name}", default=field.default, help=described)
    if get_origin(field.annotation) is tuple:
        choices = get_args(get_args(field.annotation)[0])  # of a Literal
        return click.option(flag, type=click.Choice(choices), multiple=True, help=described)
    kind: click.Choice[str] | type = int if "int" in str(field.annotation) else str
    default = field.default
    if isinstance(default, StrEnum):
        kind, default = click.Choice([member.value for member in type(default)]), default.value
    return click.option(flag, type=kind, default=default, show_default=default is not None, help=described)


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}, invoke_without_command=True
)
@click.version_option(package_name="newsroom-summarizer")
@click.pass_context
def cli(context: click.Context) -> None:
    """Condense articles into a headline, a one-sentence summary and key highlights, every word from the source."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@cli.command()
@click.argument("source", required=False, metavar="[FILE|URL|-]")
@click.option("--title", help="Title of the article, if it is not in the text.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown", "html"]),
    default="text",
    show_default=True,
    help="How to print the result.",
)
@prompts_flag
@option_flags
def summarize(source: str | None, title: str | None, form: str, prompts: Path | None, **fields: Any) -> None:
    """Summarise one article: a file, a URL, or standard input."""
    from summarizer.pipeline import Summarizer
    from summarizer.render import RENDERERS
    from summarizer.settings import read_settings

    if source is None and (sys.stdin is None or sys.stdin.isatty()):
        raise UsageError("Name a file or a URL, or pipe an article in; see summarizer summarize --help.")
    summarizer = Summarizer(read_settings(prompts=prompts), **fields)
    summary = summarizer.summarize(_read("-" if source is None else source, summarizer), title=title)
    if form == "text" and sys.stdout.isatty():
        _print_richly(summary)
    else:
        click.echo(RENDERERS[form](summary), nl=False)
    if form != "json":
        for notice in summary.warnings:
            click.echo(f"summarizer: {notice.message}", err=True)


def _read(source: str, summarizer: Any) -> Any:
    from summarizer import sources

    if source == "-":
        if sys.stdin is None:
            raise UsageError("There is no standard input to read.")
        data = sys.stdin.buffer.read(summarizer.settings.max_bytes + 1)
        return sources.read(data, settings=summarizer.settings)
    if "://" in source:
        return sources.fetch(source, settings=summarizer.settings)
    return Path(source)


def _print_richly(summary: Summary) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    console.print(Text(summary.headline.text, style="bold"))
    console.print()
    console.print(Text(summary.summary.text, style="italic"))
    for highlight in summary.highlights:
        console.print()
        point = Table.grid(padding=(0, 1))
        point.add_column()
        point.add_column(overflow="fold")  # Chinese and Japanese have no spaces to break at
        point.add_row(Text("•", style="bold cyan"), Text(highlight.text, style="bold"))
        for context in highlight.support:
            point.add_row("", Text(context.quote, style="dim"))
        console.print(point)


@cli.command()
@plan_flags
@prompts_flag
@option_flags
def batch(**fields: Any) -> None:
    """Summarise every article of archives, folders and files; the same command goes on where a run was stopped.

    Exits with 1 if some articles were refused or failed.
    """
    if address := fields.pop("ray"):
        from summarizer.cluster import command as cluster

        cluster.batch(address, **fields)
    else:
        from summarizer.batch import command

        command.batch(**fields)


@cli.command()
@merge_flags
def merge(**fields: Any) -> None:
    """Put the outputs of all shards of a batch together, in the order of its input."""
    from summarizer.batch import command

    command.merge(**fields)


@cli.command()
@click.argument("data", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="DATA.jsonl")
@click.option("--engine", "engines", multiple=True, default=["auto"], show_default=True, help="An engine to measure.")
@click.option("--limit", type=click.IntRange(min=1), help="Read no more than this many records.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.option("--html", "page", type=click.Path(dir_okay=False, path_type=Path), help="Write a page with charts, too.")
def evaluate(data: Path, engines: tuple[str, ...], limit: int | None, as_json: bool, page: Path | None) -> None:
    """Measure engines on articles with human highlights, titles or compressions, and the fact gate on judged claims."""
    from summarizer.evaluation import evaluate as evaluation
    from summarizer.evaluation.page import write_html
    from summarizer.evaluation.report import to_json
    from summarizer.evaluation.table import render_text

    if page:
        check_destination(page, [data])
    plan = evaluation.Plan(engines=engines, limit=limit, progress=sys.stderr.isatty())
    report = evaluation.run(data, plan)
    if page:
        write_html(report, page)
    click.echo(to_json(report) if as_json else render_text(report))


cli.add_command(train)


@cli.command()
@click.option("--host", help="Address to bind.  [default: 127.0.0.1]")
@click.option("--port", type=click.IntRange(0, 65_535), help="Port to bind.  [default: 8000]")
@click.option("--workers", type=click.IntRange(min=1), help="Worker processes.  [default: 2]")
def serve(**settings: Any) -> None:
    """Serve the web form and the JSON API, as python serve.py does."""
    given = {f"SUMMARIZER_{name.upper()}": str(value) for name, value in settings.items() if value is not None}
    os.execve(sys.executable, [sys.executable, "-m", "serve"], {**os.environ, **given})  # noqa: S606


def main() -> None:
    """Run the command line; turn every deliberate error into one line and an exit status."""
    if sys.stdout is None:
        _leave("there is no standard output to write to", 1)
    _write_utf8()
    # An article's matrices are too small for threads of numpy's to help: they double what it costs. Read when it loads.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    status = 0
    try:
        # Not cli.main: it would leave a broken pipe, and an interruption, in its own words.
        with cli.make_context("summarizer", sys.argv[1:]) as context:
            cli.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as left:
        status = left.exit_code
    except SummarizerError as error:
        _leave(_line(error), error.exit_status)
    except click.ClickException as error:
        _leave(error.format_message(), 2)
    except (KeyboardInterrupt, click.Abort):
        _leave("interrupted", 130)
    except BrokenPipeError:
        # The reader of our output has gone, as with `| head`; nothing is left to say, nor to flush at exit.
        _drop_output()
        sys.exit(0)
    except OSError as error:
        _drop_output()
        _leave(f"{error.filename or 'output'}: {error.strerror or error}", 1)
    sys.exit(status)


def _write_utf8() -> None:
    """Print UTF-8 whatever the locale: articles hold every script, and JSON is UTF-8 (RFC 8259, 2017)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _drop_output() -> None:
    """Let what is still buffered go nowhere, so that leaving does not fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _line(error: SummarizerError) -> str:
    verdict = getattr(error, "verdict", None)
    return f"{verdict}: {error.detail}" if verdict else error.detail


def _leave(message: str, status: int) -> None:
    click.echo(f"summarizer: {' '.join(message.split())}", err=True)
    sys.exit(status)
