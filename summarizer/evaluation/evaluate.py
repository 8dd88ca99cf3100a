"""The evaluation of the product on a file of articles: one call, one report."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from summarizer.engines.encoder import EncoderEngine
from summarizer.errors import SourceError
from summarizer.evaluation import compression, systems
from summarizer.evaluation.bootstrap import SEED, mean_interval
from summarizer.evaluation.datasets import Example, read_examples
from summarizer.evaluation.factuality import fact_rows
from summarizer.evaluation.headlines import headline_rows
from summarizer.evaluation.measure import Run, measure, row
from summarizer.evaluation.report import Column, Report, Row, Sample, TrimRow
from summarizer.evaluation.systems import System
from summarizer.pipeline import VERSION, Summarizer
from summarizer.records import Record
from summarizer.settings import Settings

LEAD, ORACLE = "lead", "oracle"


class Plan(Record):
    """What to measure, and how."""

    engines: tuple[str, ...] = ("auto",)
    """Engines, each a row."""
    limit: int | None = None
    """Most examples read; by default all."""
    count: int = 3
    """Highlights asked of an engine, and most sentences of lead and oracle."""
    gallery: int = 12
    """Articles sampled for the page."""
    progress: bool = False
    """Whether to draw a progress bar on standard error."""


def run(path: Path, plan: Plan | None = None, *, settings: Settings | None = None) -> Report:
    """Evaluate engines on a file of examples, with lead and oracle beside them, and the fact gate.

    Examples with highlights (or a summary) make the rows, those with a title the headline figures, those with a
    compression the trimming figures; judged statements, and highlights that people wrote, try the fact gate.
    Raises SourceError for data that cannot be read or serve none of these,
    UsageError for an engine that there is not, EngineError if one cannot answer.
    """
    plan, settings = plan or Plan(), settings or Settings()
    examples = list(read_examples(path, limit=plan.limit))
    articles = [example for example in examples if example.highlights]
    judged = [example for example in examples if example.judgement]
    titled = [example for example in examples if example.title and not (example.compression or example.judgement)]
    sentences = [example for example in examples if example.compression]
    if not (articles or titled or sentences or judged):
        raise SourceError(f"{path}: no example has highlights, a summary, a title, a compression or a judgement.")
    engines = {name: Summarizer(settings, engine=name, highlights=plan.count, fallback=False) for name in plan.engines}
    compared: dict[str, System] = {
        LEAD: systems.lead(settings, plan.count),
        **{name: systems.engine(summarizer) for name, summarizer in engines.items()},
        ORACLE: systems.greedy_oracle(settings, plan.count),
    }
    writers = {name: systems.headline_writer(summarizer) for name, summarizer in engines.items()}
    steps = len(articles) * (len(compared) + 1) + len(titled) * len(writers) + len(judged)
    with _ticking(steps, shown=plan.progress) as tick:
        runs = measure(compared, articles, tick=tick) if articles else {}
        headlines = tuple(headline_rows(writers, titled, settings=settings, tick=tick)) if titled else ()
        facts, entities = fact_rows([*articles, *judged], settings=settings, tick=tick)
    return Report(
        data=path.name,
        version=VERSION,
        articles=len(articles),
        titles=len(titled),
        sentences=len(sentences),
        judged=len(judged),
        count=plan.count,
        rows=rows(runs, articles),
        headlines=headlines,
        trimming=trim_rows(_compressors(plan.engines, settings), sentences) if sentences else (),
        facts=facts,
        entities=entities,
        gallery=tuple(_gallery(runs, articles, plan.gallery)),
    )


def rows(runs: dict[str, Run], examples: Sequence[Example]) -> tuple[Row, ...]:
    """Return the rows of runs, of which one is LEAD's and one ORACLE's."""
    return tuple(row(run, examples, lead=runs[LEAD], oracle=runs[ORACLE]) for run in runs.values())


def trim_rows(compressors: dict[str, compression.Compressor], examples: Sequence[Example]) -> tuple[TrimRow, ...]:
    """Return a row for each compressor, over examples that have a compression."""
    made = []
    for name, compress in compressors.items():
        results = compression.compare(compress, examples)
        cut = sum(result.cut for result in results)
        made.append(
            TrimRow(
                name=name,
                f1=mean_interval([result.f1 for result in results]),
                exact=mean_interval([result.exact for result in results]),
                cut_precision=sum(result.rightly_cut for result in results) / cut if cut else None,
                cut_sentences=sum(result.cut > 0 for result in results) / len(results),
                kept_characters=sum(result.kept_share for result in results) / len(results),
            )
        )
    return tuple(made)


def _compressors(engines: Sequence[str], settings: Settings) -> dict[str, compression.Compressor]:
    """Return the product's trims, which are every engine's, what each encoder would leave, and plain baselines."""
    found: dict[str, compression.Compressor] = {"product": compression.product}
    for name in engines:
        kind, _, model = name.partition(":")
        if kind == EncoderEngine.name and (encoder := EncoderEngine.create(model or None, settings)).judges_words:
            found[f"{name}, pruned"] = compression.pruning(encoder)
    return found | compression.BASELINES


def _gallery(runs: dict[str, Run], examples: Sequence[Example], size: int) -> Iterator[Sample]:
    chosen = random.Random(SEED).sample(range(len(examples)), min(size, len(examples)))  # noqa: S311  no secret
    for index in sorted(chosen):
        example = examples[index]
        yield Sample(
            id=example.id,
            title=example.title,
            text=example.text,
            reference=example.highlights,
            columns=tuple(
                Column(
                    name=run.name,
                    highlights=run.answers[index].highlights,
                    score=run.scores[index].mean,
                    refusal=run.answers[index].refusal,
                )
                for run in runs.values()
            ),
        )


@contextmanager
def _ticking(total: int, *, shown: bool) -> Iterator[Callable[[], None]]:
    """Yield a function to call after each step; it moves a progress bar if one is wanted."""
    if not shown:
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Evaluating"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total)
        yield lambda: progress.advance(task)
