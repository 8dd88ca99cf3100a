"""Quality may rise, and may not fall unnoticed: every figure of a gate is held against its floor.

``pytest tests/test_quality_gate.py --raise-floors`` lifts the floors to what was measured; only ``--lower-floors``
lets one down, or takes the figures of a corpus that has changed. All figures are shares of which more is better.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import floor
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from corruption_table import false_alarms, recalls, trials
from hypothesis import given
from hypothesis import strategies as st

from summarizer.evaluation.compression import compare, product
from summarizer.evaluation.datasets import Example, read_examples
from summarizer.evaluation.evaluate import Plan, run

QUALITY = Path(__file__).parent / "quality"
ARTICLES = QUALITY / "articles.jsonl"
FLOORS = QUALITY / "floors.json"
SHARED = Path(__file__).parents[2] / "shared" / "data"
ENGINE = "extractive"

Figures = dict[str, float]


def of_articles(path: Path) -> Figures:
    """Measure the default engine on all articles of a file, headlines too where there are titles."""
    return _figures(path, None)


def of_two_hundred(path: Path) -> Figures:
    """The same on the first two hundred: a few seconds."""
    return _figures(path, 200)


def _figures(path: Path, limit: int | None) -> Figures:
    report = run(path, Plan(engines=(ENGINE,), limit=limit, gallery=0))
    row = next(row for row in report.rows if row.name == ENGINE)
    assert row.gap_closed is not None
    shares = row.quality
    figures = {
        "rouge_mean": row.mean.value,
        "gap_closed": row.gap_closed.value,
        "stand_alone": 1 - shares.unresolved,
        "whole_sentences": 1 - shares.incomplete,
        "unrepeated": 1 - shares.repeats,
        "without_boilerplate": 1 - shares.boilerplate,
        "names": shares.names or 0.0,
        "numbers": shares.numbers or 0.0,
        "accepted": 1 - sum(row.refused.values()) / report.articles,
    }
    if report.headlines:
        figures["headline_rouge1"] = report.headlines[0].rouge1.value
    return figures


def of_trimming(path: Path) -> Figures:
    """Measure trimming on the last tenth of the sentences, which nothing was tuned on."""
    examples = list(read_examples(path))
    results = compare(product, examples[-len(examples) // 10 :])
    cut = sum(result.cut for result in results)
    return {
        "trim_f1": sum(result.f1 for result in results) / len(results),
        "trim_precision": sum(result.rightly_cut for result in results) / cut if cut else 1.0,
    }


CAUGHT = {"number": "numbers_caught", "date": "dates_caught", "name": "names_caught", "negation": "negations_caught"}
"""Kinds of corruption that have a floor; who speaks and who did it to whom are only reported."""


def of_facts(path: Path) -> Figures:
    """Measure the fact gate on made corruptions of every article's highlights and of some of its sentences."""
    return _caught(list(read_examples(path)))


def of_later_facts(path: Path) -> Figures:
    """The same on eighty articles of the second half, of which nothing was shown to whoever built the gate."""
    return _caught(list(read_examples(path))[500:580])


def _caught(examples: Sequence[Example]) -> Figures:
    tried = list(trials(examples))
    let_through = {f"{share.name}s_let_through": 1 - share.share for share in false_alarms(tried)}
    caught = {share.name: share.share for share in recalls(tried, lambda one: one.kind)}
    return {**let_through, **{figure: caught.get(kind, 0.0) for kind, figure in CAUGHT.items()}}


def of_judgements(path: Path) -> Figures:
    """Measure the fact gate against people's judgement."""
    report = run(path, Plan(engines=(ENGINE,), gallery=0))
    figures: Figures = {}
    for row in report.facts:
        assert row.auroc is not None
        assert row.balanced_accuracy is not None
        figures[f"{row.name}_auroc"] = row.auroc.value
        figures[f"{row.name}_balanced_accuracy"] = row.balanced_accuracy.value
        figures[f"{row.name}_let_through"] = 1 - (row.stopped.value if row.stopped else 0.0)
    return figures


@dataclass(frozen=True, slots=True)
class Gate:
    """A corpus, and how it is measured."""

    corpus: Path
    measure: Callable[[Path], Figures]


GATES = {
    "articles": Gate(ARTICLES, of_articles),
    "cnndm": Gate(SHARED / "cnndm" / "dev.jsonl.xz", of_two_hundred),
    "dailymail": Gate(SHARED / "cnndm" / "dev-dailymail.jsonl.xz", of_articles),
    "facts": Gate(ARTICLES, of_facts),
    "facts_cnndm": Gate(SHARED / "cnndm" / "dev.jsonl.xz", of_later_facts),
    "qags": Gate(SHARED / "factuality" / "qags.jsonl.xz", of_judgements),
    "cliff": Gate(SHARED / "factuality" / "cliff.jsonl.xz", of_judgements),
    "trimming": Gate(SHARED / "compression" / "train.jsonl.xz", of_trimming),
}


def fallen(measured: Figures, floors: Figures) -> list[str]:
    """Say of each figure that is missing or under its floor what it is and was."""
    return [
        f"{name}: {measured.get(name, 0.0):.4f} is under its floor {at:.3f}"
        for name, at in floors.items()
        if measured.get(name, 0.0) < at
    ]


def moved(floors: Figures, measured: Figures, *, lower: bool) -> Figures:
    """Return floors at what was measured, rounded down to a thousandth; none goes down unless ``lower``."""
    reached = {name: floor(1000 * value) / 1000 for name, value in measured.items()}
    return reached if lower else {**reached, **{name: max(at, reached.get(name, at)) for name, at in floors.items()}}


@pytest.mark.parametrize("name", GATES)
def test_no_figure_is_under_its_floor(name: str, request: pytest.FixtureRequest) -> None:
    gate = GATES[name]
    if not gate.corpus.exists():
        pytest.skip("the shared corpora are not here")
    known: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    entry = known.get(name, {"sha256": "", "floors": {}})
    digest = hashlib.sha256(gate.corpus.read_bytes()).hexdigest()
    lower = bool(request.config.getoption("--lower-floors"))
    assert digest == entry["sha256"] or lower, f"{gate.corpus.name} has changed: its floors mean nothing any more"
    measured = gate.measure(gate.corpus)
    if lower or request.config.getoption("--raise-floors"):
        known[name] = {"sha256": digest, "floors": moved(entry["floors"], measured, lower=lower)}
        FLOORS.write_text(json.dumps(known, indent=2) + "\n", encoding="utf-8")
        entry = known[name]
    assert not (failures := fallen(measured, entry["floors"])), "\n".join(failures)


SOME_FIGURES = st.dictionaries(st.sampled_from(["gap_closed", "names", "rouge_mean"]), st.floats(-0.5, 1))


@given(SOME_FIGURES, SOME_FIGURES)
def test_raising_lowers_no_floor(floors: Figures, measured: Figures) -> None:
    raised = moved(floors, measured, lower=False)
    assert all(raised[name] >= at for name, at in floors.items())


@given(SOME_FIGURES)
def test_floors_at_what_was_measured_hold(measured: Figures) -> None:
    assert not fallen(measured, moved({}, measured, lower=True))


def test_a_figure_under_its_floor_or_missing_is_named() -> None:
    failures = fallen({"gap_closed": 0.0799}, {"gap_closed": 0.08, "names": 0.3})
    assert [failure.split(":")[0] for failure in failures] == ["gap_closed", "names"]


def articles() -> list[Example]:
    return list(read_examples(ARTICLES))


def test_the_corpus_spans_briefs_and_long_reads() -> None:
    lengths = [len(example.text.split()) for example in articles()]
    assert len(lengths) >= 32
    assert min(lengths) <= 100 <= 1200 <= max(lengths)
    assert 300 <= median(lengths) <= 400


def test_every_article_has_an_editors_highlights() -> None:
    for example in articles():
        assert 3 <= len(example.highlights) <= 5, example.id
        assert all(6 <= len(text.split()) <= 18 for text in example.highlights), example.id


def test_no_highlight_is_lifted_from_its_article() -> None:
    assert [text for example in articles() for text in example.highlights if text in example.text] == []


def test_identifiers_are_unique() -> None:
    names = [example.id for example in articles()]
    assert len(set(names)) == len(names)
