"""The command ``train``: one member for each thing that learns. What a member needs is loaded when it is run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from summarizer.destination import check_destination

_Command = Callable[..., None]


@click.group()
def train() -> None:
    """Learn from a publisher's own archive of articles with highlights, or from a treebank."""


def _files(name: str, metavar: str) -> Callable[[_Command], _Command]:
    """Return the click argument of one file or more."""
    kind = click.Path(exists=True, dir_okay=False, path_type=Path)
    return click.argument(name, nargs=-1, required=True, type=kind, metavar=metavar)


def _language(context: click.Context, parameter: click.Parameter, value: str) -> str:
    """Return the code by which articles in a language are known, of whatever region they are."""
    from summarizer.text.languages import NAMES

    code = value.split("-")[0].lower()
    if code not in NAMES:
        raise click.BadParameter(f"{value!r} is not the code of a language, such as en.", context, parameter)
    return code


@train.command()
@_files("data", "DATA.jsonl...")
@click.option("--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="File to write (.npz).")
@click.option("--limit", type=click.IntRange(min=1), help="Read no more than this many articles of each file.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Seed of all that is random.")
@click.option(
    "--language", default="en", show_default=True, callback=_language, help="Language of the articles (BCP 47)."
)
def scorer(data: tuple[Path, ...], output: Path, **plan: Any) -> None:
    """Train the scorer of the extractive engine; use it with --engine extractive:FILE."""
    from summarizer.training import scorer as training

    check_destination(output, data)
    gain = training.train(data, output, training.Plan(**plan))
    click.echo(gain.describe())


@train.command()
@_files("data", "DATA.jsonl...")
@click.option("--output", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder to write.")
@click.option(
    "--base",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of a BERT to start from; by default the shipped encoder.",
)
@click.option("--layers", type=click.IntRange(min=1), default=4, show_default=True, help="Layers to keep of a base.")
@click.option("--limit", type=click.IntRange(min=1), help="Read no more than this many records of each file.")
@click.option("--epochs", type=click.IntRange(min=1), default=1, show_default=True, help="Passes over the articles.")
@click.option("--seed", type=click.IntRange(min=0), default=20, show_default=True, help="Seed of all that is random.")
@click.option("--fresh", is_flag=True, help="Start over instead of resuming.")
def encoder(data: tuple[Path, ...], output: Path, base: Path | None, fresh: bool, **plan: Any) -> None:
    """Train the encoder; use it with --engine encoder:FOLDER."""
    from summarizer.training import encoder as training
    from summarizer.training.encoder_fit import Plan

    click.echo(str(training.train(data, output=output, plan=Plan(**plan), base=base, resume=not fresh)))


@train.command()
@_files("trees", "TREES.conllu...")
@click.option("--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="File to write (.npz).")
@click.option("--limit", type=click.IntRange(min=1), help="Read no more than this many sentences of each file.")
@click.option("--epochs", type=click.IntRange(min=1), default=4, show_default=True, help="Passes over the sentences.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Seed of all that is random.")
def parser(trees: tuple[Path, ...], output: Path, **plan: Any) -> None:
    """Train the parser that finds the phrases of a sentence, on treebanks in CoNLL-U."""
    from summarizer.training import parser as training
    from summarizer.training.progress import progress_bar

    check_destination(output, trees)
    with progress_bar() as progress:
        scores = training.train(trees, output, training.Plan(**plan), progress=progress)
    click.echo(scores.describe())


@train.command()
@_files("data", "DATA.jsonl...")
@click.option("--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="File to write (.npz).")
@click.option("--limit", type=click.IntRange(min=1), help="Read no more than this many articles of each file.")
@click.option("--epochs", type=click.IntRange(min=1), default=1, show_default=True, help="Passes over the blanks.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Seed of all that is random.")
def cloze(data: tuple[Path, ...], output: Path, **plan: Any) -> None:
    """Train the network by which the fact gate tells whether a name or number stands in its place."""
    from summarizer.training import cloze as training
    from summarizer.training.progress import progress_bar

    check_destination(output, data)
    with progress_bar() as progress:
        filled = training.train(data, output, training.Plan(**plan), progress=progress)
    click.echo(filled.describe())
