"""From systems and examples to rows: run, time, score, count faults, and take means with their intervals."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from summarizer.evaluation import quality
from summarizer.evaluation.bootstrap import SEED, mean_interval, ratio_interval
from summarizer.evaluation.datasets import Example
from summarizer.evaluation.report import Point, Row, Shares
from summarizer.evaluation.rouge import Rouge, score
from summarizer.evaluation.systems import Answer, System

BINS = 10
"""Tenths of an article, for where its highlights begin."""
_POINTS = 250
"""Articles drawn in the chart of score against length: more would only blacken it."""


@dataclass(slots=True)
class Run:
    """What one system said about every example, and how it scored."""

    name: str
    answers: list[Answer] = field(default_factory=list)
    scores: list[Rouge] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def means(self) -> list[float]:
        """Mean of the three ROUGEs, one an example."""
        return [rouge.mean for rouge in self.scores]


def measure(systems: dict[str, System], examples: Sequence[Example], *, tick: Callable[[], None]) -> dict[str, Run]:
    """Ask every system about every example; ``tick`` is called after each answer.

    Each system first answers once untimed, so that loading word lists is not counted against its speed.
    """
    runs = {name: Run(name) for name in systems}
    for name, ask in systems.items():
        run = runs[name]
        ask(examples[0])
        for example in examples:
            started = time.perf_counter()
            answer = ask(example)
            run.seconds += time.perf_counter() - started
            run.answers.append(answer)
            run.scores.append(score(example.highlights, answer.highlights))
            tick()
    return runs


def row(run: Run, examples: Sequence[Example], *, lead: Run, oracle: Run) -> Row:
    """Return a system's figures; its gap closed is measured on the same examples as the two it lies between."""
    base = lead.means
    apart = run is not lead and run is not oracle
    gains = [own - low for own, low in zip(run.means, base, strict=True)]
    room = [high - low for high, low in zip(oracle.means, base, strict=True)]
    lengths = [sum(len(text.split()) for text in answer.highlights) for answer in run.answers]
    return Row(
        name=run.name,
        rouge1=mean_interval([rouge.rouge1 for rouge in run.scores]),
        rouge2=mean_interval([rouge.rouge2 for rouge in run.scores]),
        rougel=mean_interval([rouge.rougel for rouge in run.scores]),
        mean=mean_interval(run.means),
        gap_closed=ratio_interval(gains, room) if apart else None,
        words=sum(lengths) / len(lengths),
        highlights=sum(len(answer.highlights) for answer in run.answers) / len(run.answers),
        documents_per_second=len(run.answers) / run.seconds,
        refused=dict(Counter(answer.refusal for answer in run.answers if answer.refusal)),
        quality=_shares(run.answers, examples),
        places=_places(run.answers),
        points=_points(lengths, run.means),
    )


def _shares(answers: Sequence[Answer], examples: Sequence[Example]) -> Shares:
    pairs = list(zip(answers, examples, strict=True))
    faults = [quality.faults(a.highlights, language=(e.language or "en").split("-")[0]) for a, e in pairs]
    coverage = [quality.coverage(e.text, a.highlights) for a, e in pairs]
    given = max(sum(len(answer.highlights) for answer in answers), 1)
    unresolved, incomplete, repeats, boilerplate = (sum(counts) / given for counts in zip(*faults, strict=True))
    return Shares(
        unresolved=unresolved,
        incomplete=incomplete,
        repeats=repeats,
        boilerplate=boilerplate,
        names=_mean(share.names for share in coverage),
        numbers=_mean(share.numbers for share in coverage),
    )


def _mean(shares: Iterable[float | None]) -> float | None:
    known = [share for share in shares if share is not None]
    return sum(known) / len(known) if known else None


def _places(answers: Sequence[Answer]) -> tuple[float, ...]:
    bins = Counter(min(int(place * BINS), BINS - 1) for answer in answers for place in answer.places)
    return tuple(bins[number] / max(bins.total(), 1) for number in range(BINS))


def _points(lengths: Sequence[int], means: Sequence[float]) -> tuple[Point, ...]:
    """Sample the same articles for every system, so that charts are of the same articles."""
    chosen = random.Random(SEED).sample(range(len(means)), min(_POINTS, len(means)))  # noqa: S311  no secret
    return tuple(Point(words=lengths[index], score=means[index]) for index in sorted(chosen))
