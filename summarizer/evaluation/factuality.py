"""How well the fact gate agrees with people about what an article supports.

Balanced accuracy and its threshold follow Laban et al., "SummaC: re-visiting NLI-based models for inconsistency
detection in summarization", 2022, and the area under the ROC curve Hanley and McNeil, 1982. A statement of several
sentences is supported where each is, and scores as its worst.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from summarizer.document import Span
from summarizer.evaluation.bootstrap import Interval, statistic_interval
from summarizer.evaluation.datasets import Example
from summarizer.evaluation.judged import JudgedEntity, Label
from summarizer.evaluation.report import EntityRow, FactRow
from summarizer.evaluation.systems import read_document
from summarizer.faithfulness import Evidence, read_evidence, verify
from summarizer.settings import Settings
from summarizer.text.sentences import split

HIGHLIGHTS = "human highlights"
"""Name of the row of statements that people wrote, which all are taken to be true."""

Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]


class Opinion(NamedTuple):
    """What the gate says of one statement."""

    score: float
    supported: bool
    doubted: tuple[Span, ...]
    """Ranges of the statement with a fact that the article does not carry, or says otherwise."""


class Judged(NamedTuple):
    """One statement, judged by people and by the gate."""

    article: str
    """The article's text: statements about one are resampled together."""
    true: bool
    unanimous: bool
    opinion: Opinion


def opinion(statement: str, evidence: Evidence) -> Opinion:
    """Return what the gate says of a statement of one or more sentences."""
    score, supported, doubted = 1.0, True, []
    for start, end in split(statement, language=evidence.language):
        verified = verify(statement[start:end], evidence)
        score, supported = min(score, verified.score), supported and verified.supported
        for check in verified.checks:
            at = statement.find(check.text, start, end)
            if check.status != "supported" and at >= 0:
                doubted.append(Span(at, at + len(check.text)))
    return Opinion(score, supported, tuple(doubted))


def fact_rows(
    examples: Sequence[Example], *, settings: Settings, tick: Callable[[], None]
) -> tuple[tuple[FactRow, ...], tuple[EntityRow, ...]]:
    """Return a row for each set of judged statements and one for human highlights, then a row for judged entities."""
    judged: dict[str, list[Judged]] = {}
    entities: list[tuple[JudgedEntity, bool]] = []
    for example in examples:
        evidence = read_evidence(read_document(example, settings))
        for text in example.highlights:
            judged.setdefault(HIGHLIGHTS, []).append(Judged(example.text, True, True, opinion(text, evidence)))
        if (judgement := example.judgement) is not None:
            said = opinion(judgement.statement, evidence)
            if judgement.support is not None:
                one = Judged(example.text, judgement.supported, judgement.support in (0.0, 1.0), said)
                judged.setdefault(judgement.set, []).append(one)
            entities += [(one, any(_meets(one.span, span) for span in said.doubted)) for one in judgement.entities]
        tick()
    rows = tuple(fact_row(name, statements) for name, statements in sorted(judged.items()))
    return rows, tuple(entity_rows(entities))


def fact_row(name: str, statements: Sequence[Judged]) -> FactRow:
    """Return the figures of one set of judged statements."""
    true = np.array([one.true for one in statements])
    passed = np.array([one.opinion.supported for one in statements], dtype=np.float64)
    scores = np.array([one.opinion.score for one in statements])
    articles = [one.article for one in statements]
    sure = [(one.article, float(not one.opinion.supported)) for one in statements if one.true and one.unanimous]
    both = bool(true.any() and not true.all())
    chosen = chosen_on_the_other_half(true, scores, articles)
    return FactRow(
        name=name,
        statements=len(statements),
        unsupported=float(1 - true.mean()),
        stopped=_mean(sure),
        caught=_mean([(one.article, float(not one.opinion.supported)) for one in statements if not one.true]),
        balanced_accuracy=statistic_interval(articles, partial(balanced_accuracy, true, passed)) if both else None,
        at_chosen_threshold=statistic_interval(articles, partial(balanced_accuracy, true, chosen)) if both else None,
        auroc=statistic_interval(articles, auroc_of(true, scores)) if both else None,
    )


def _mean(values: Sequence[tuple[str, float]]) -> Interval | None:
    figures = np.array([value for _, value in values])
    articles = [article for article, _ in values]
    return statistic_interval(articles, lambda weights: _average(figures, weights)) if values else None


def entity_rows(entities: Sequence[tuple[JudgedEntity, bool]]) -> Iterator[EntityRow]:
    """Yield how well doubted facts meet the entities that are false, and those that the article does not support."""
    wanted: tuple[tuple[str, Callable[[Label], bool]], ...] = (
        ("false", lambda label: not label.is_true),
        ("not from the article", lambda label: label is not Label.SUPPORTED),
    )
    for name, is_wanted in wanted if entities else ():
        hits = sum(doubted and is_wanted(entity.label) for entity, doubted in entities)
        flagged = sum(doubted for _, doubted in entities)
        meant = sum(is_wanted(entity.label) for entity, _ in entities)
        yield EntityRow(
            name=name,
            entities=len(entities),
            meant=meant,
            flagged=flagged,
            precision=hits / flagged if flagged else None,
            recall=hits / meant if meant else None,
        )


def balanced_accuracy(true: Truths, passed: Floats, weights: Floats) -> float:
    """Return the mean of the share of true statements that pass and of the share of false ones that do not."""
    return (_average(passed[true], weights[true]) + _average(1 - passed[~true], weights[~true])) / 2


def auroc_of(true: Truths, scores: Floats) -> Callable[[Floats], float]:
    """Return the function of weights that gives the chance of a true statement to score over a false one.

    A tie is half a win.
    """
    over = scores[true][:, None] - scores[~true][None, :]
    wins = (over > 0) + 0.5 * (over == 0)

    def area(weights: Floats) -> float:
        pairs = weights[true].sum() * weights[~true].sum()
        return float(weights[true] @ wins @ weights[~true] / pairs) if pairs else float("nan")

    return area


def best_threshold(true: Truths, scores: Floats) -> float:
    """Return the threshold, midway between two scores, at which balanced accuracy is best; the lowest of equal ones."""
    ordered = np.unique(scores)
    thresholds = np.concatenate(([ordered[0]], (ordered[1:] + ordered[:-1]) / 2))
    reached = [np.mean(scores[true] >= at) + np.mean(scores[~true] < at) for at in thresholds]
    return float(thresholds[int(np.argmax(reached))])


def chosen_on_the_other_half(true: Truths, scores: Floats, articles: Sequence[str]) -> Floats:
    """Return which statements pass at a threshold chosen on the other half of the articles, every second one.

    A half without both true and false statements chooses 0.5.
    """
    number = {article: place for place, article in enumerate(dict.fromkeys(articles))}
    second = np.array([number[article] % 2 == 1 for article in articles])
    passed = np.zeros(len(scores))
    for half in (second, ~second):
        known, told = true[~half], scores[~half]
        threshold = best_threshold(known, told) if known.any() and not known.all() else 0.5
        passed[half] = scores[half] >= threshold
    return passed


def _average(values: Floats, weights: Floats) -> float:
    return float(values @ weights / weights.sum()) if weights.sum() else float("nan")


def _meets(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
