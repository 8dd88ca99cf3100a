"""The gate against people's judgement: records are read as published, and figures are what the formulas say."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.document import Span
from summarizer.errors import SourceError
from summarizer.evaluation.bootstrap import statistic_interval
from summarizer.evaluation.datasets import Example, read_examples
from summarizer.evaluation.evaluate import Plan, run
from summarizer.evaluation.factuality import (
    HIGHLIGHTS,
    Judged,
    Opinion,
    auroc_of,
    balanced_accuracy,
    best_threshold,
    chosen_on_the_other_half,
    entity_rows,
    fact_row,
    fact_rows,
    opinion,
)
from summarizer.evaluation.judged import JudgedEntity, Judgement, Label
from summarizer.evaluation.page import render_html
from summarizer.evaluation.report import to_json
from summarizer.evaluation.systems import read_document
from summarizer.evaluation.table import render_text
from summarizer.faithfulness import read_evidence
from summarizer.settings import Settings

SETTINGS = Settings()
TEXT = (
    "The harbour at Kilbrae closed on Sunday after a ferry with 212 people aboard struck a sandbank. Nobody was hurt.\n"
    "Captain Ewan Strachan said that a buoy had drifted in the gale. Divers will look at the hull on Monday, and the "
    "harbour should open again by Wednesday evening."
)
TRUE = "A ferry with 212 people aboard struck a sandbank at Kilbrae."
FALSE = "A ferry with 580 people aboard struck a sandbank at Kilbrae."

RECORDS = [
    {"id": "q1", "set": "cnndm", "text": TEXT, "claim": TRUE, "supported_votes": 3, "votes": 3},
    {"id": "q2", "set": "cnndm", "text": TEXT, "claim": FALSE, "supported_votes": 1, "votes": 3},
    {"id": "c1", "set": "xsum", "text": TEXT, "summary": TRUE, "error_types": []},
    {"id": "c2", "set": "xsum", "text": TEXT, "summary": FALSE, "error_types": "['extrinsic-NP']"},
    {"id": "e1", "text": TEXT, "summary": FALSE, "entities": [
        {"start": 13, "end": 16, "label": "Non-factual Hallucination", "ent": "580", "type": "CARDINAL"},
        {"start": 52, "end": 59, "label": "Non-hallucinated", "ent": "Kilbrae", "type": "GPE"}]},
]  # fmt: skip


def written(path: Path, records: Sequence[object]) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def test_the_three_published_forms_are_read(tmp_path: Path) -> None:
    read = [example.judgement for example in read_examples(written(tmp_path / "a.jsonl", RECORDS))]
    assert read == [
        Judgement(TRUE, "cnndm", support=1.0),
        Judgement(FALSE, "cnndm", support=1 / 3),
        Judgement(TRUE, "xsum", support=1.0),
        Judgement(FALSE, "xsum", support=0.0),
        Judgement(
            FALSE,
            "all",
            entities=(JudgedEntity(Span(13, 16), Label.FALSE), JudgedEntity(Span(52, 59), Label.SUPPORTED)),
        ),
    ]
    assert [judgement.supported for judgement in read if judgement] == [True, False, True, False, False]


def test_what_a_machine_wrote_is_no_reference_highlight(tmp_path: Path) -> None:
    assert all(not example.highlights for example in read_examples(written(tmp_path / "a.jsonl", RECORDS)))


def test_spaced_hyphens_of_a_tokenised_output_are_joined(tmp_path: Path) -> None:
    record = {"text": TEXT, "summary": "The 52 - year - old captain left - slowly.", "error_types": []}
    read = next(read_examples(written(tmp_path / "a.jsonl", [record]))).judgement
    assert read is not None
    assert read.statement == "The 52-year-old captain left-slowly."


@pytest.mark.parametrize(
    "fields",
    [
        {"claim": "A", "supported_votes": 1, "votes": 0},
        {"claim": "A", "supported_votes": 1},
        {"claim": 7, "supported_votes": 1, "votes": 3},
        {"summary": "A", "error_types": "['broken"},
        {"summary": "A", "entities": [{"start": 0, "end": 1, "label": "Perhaps"}]},
    ],
)
def test_a_malformed_judgement_is_named(tmp_path: Path, fields: dict[str, object]) -> None:
    with pytest.raises(SourceError, match=r"a\.jsonl:1"):
        list(read_examples(written(tmp_path / "a.jsonl", [{"text": TEXT, **fields}])))


def judged(true: bool, score: float, passes: bool, *, article: str, unanimous: bool = True) -> Judged:
    return Judged(article, true, unanimous, Opinion(score, passes, ()))


def test_the_figures_of_a_row_are_those_counted_by_hand() -> None:
    row = fact_row(
        "xsum",
        [
            judged(True, 0.9, True, article="a"),
            judged(True, 0.8, False, article="b"),
            judged(True, 0.7, True, article="c", unanimous=False),
            judged(True, 0.2, True, article="d"),
            judged(False, 0.8, True, article="e"),
            judged(False, 0.1, False, article="f"),
        ],
    )
    assert row.statements == 6
    assert row.unsupported == pytest.approx(2 / 6)
    assert row.stopped is not None
    assert row.stopped.value == pytest.approx(1 / 3)  # of a, b and d: c was not unanimous
    assert row.caught is not None
    assert row.caught.value == pytest.approx(1 / 2)
    assert row.balanced_accuracy is not None
    assert row.balanced_accuracy.value == pytest.approx((3 / 4 + 1 / 2) / 2)
    assert row.auroc is not None
    assert row.auroc.value == pytest.approx((4 + 1 + 0.5) / 8)  # all four over f, a over e, b level with e
    assert row.auroc.low <= row.auroc.value <= row.auroc.high


def test_a_set_of_one_verdict_has_no_figures_that_need_both() -> None:
    row = fact_row("all", [judged(True, 0.9, True, article="a"), judged(True, 0.1, False, article="b")])
    assert (row.caught, row.balanced_accuracy, row.at_chosen_threshold, row.auroc) == (None, None, None, None)
    assert row.stopped is not None
    assert row.stopped.value == 0.5


def test_the_best_threshold_lies_midway_and_is_the_lowest_of_equals() -> None:
    true = np.array([True, True, False, False])
    assert best_threshold(true, np.array([0.9, 0.6, 0.4, 0.1])) == pytest.approx(0.5)
    assert best_threshold(true, np.array([0.5, 0.5, 0.5, 0.5])) == 0.5


def test_a_threshold_is_chosen_without_the_statements_it_decides() -> None:
    true, articles = np.array([True, False, True, False]), ["a", "a", "b", "b"]
    low, high = [0.3, 0.1], [0.9, 0.7]
    passed = chosen_on_the_other_half(true, np.array([*low, *high]), articles)
    # a's own best threshold is 0.2, and b's 0.8: each is given the other's.
    assert passed.tolist() == [0, 0, 1, 1]


scored = st.lists(st.tuples(st.booleans(), st.integers(0, 8), st.integers(0, 3)), min_size=2, max_size=40)


@given(scored)
def test_auroc_and_balanced_accuracy_are_scikit_learns(rows: list[tuple[bool, int, int]]) -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    true = np.array([label for label, _, _ in rows])
    scores = np.array([score / 8 for _, score, _ in rows])
    weights = np.array([float(weight) for _, _, weight in rows])
    if not weights[true].sum() or not weights[~true].sum():
        return
    assert auroc_of(true, scores)(weights) == pytest.approx(metrics.roc_auc_score(true, scores, sample_weight=weights))
    passed = (scores > 0.5).astype(np.float64)
    expected = metrics.balanced_accuracy_score(true, passed, sample_weight=weights)
    assert balanced_accuracy(true, passed, weights) == pytest.approx(expected)


def test_resamples_draw_documents_whole() -> None:
    seen: set[tuple[float, ...]] = set()

    def record(weights: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
        seen.add(tuple(weights))
        return float(weights @ [0, 0, 1])

    statistic_interval(["a", "a", "b"], record)
    assert all(first == second and first + third == 2 for first, second, third in seen)
    assert len(seen) == 3


def test_a_resample_without_a_figure_is_left_out() -> None:
    interval = statistic_interval(["a", "b"], lambda weights: float("nan") if weights[0] == 0 else 1.0)
    assert (interval.value, interval.low, interval.high) == (1.0, 1.0, 1.0)


def test_doubted_entities_are_counted_by_hand() -> None:
    labels = (Label.SUPPORTED, Label.SUPPORTED, Label.TRUE_ELSEWHERE, Label.FALSE, Label.MISUSED)
    flags = (True, False, True, True, False)
    pairs = [(JudgedEntity(Span(0, 1), label), flag) for label, flag in zip(labels, flags, strict=True)]
    false, absent = entity_rows(pairs)
    assert (false.entities, false.meant, false.flagged) == (5, 2, 3)
    assert [false.precision, false.recall] == pytest.approx([1 / 3, 1 / 2])
    assert [absent.precision, absent.recall] == pytest.approx([2 / 3, 2 / 3])


def test_a_statement_of_several_sentences_is_as_good_as_its_worst() -> None:
    evidence = read_evidence(read_document(Example(id="a", text=TEXT), SETTINGS))
    good, bad, both = (opinion(text, evidence) for text in (TRUE, FALSE, f"{TRUE} {FALSE}"))
    assert good.supported
    assert not bad.supported
    assert not both.supported
    assert both.score == min(good.score, bad.score)
    assert next(f"{TRUE} {FALSE}"[start:end] for start, end in both.doubted).startswith("580")


def test_human_highlights_are_a_row_of_true_statements() -> None:
    examples = [Example(id="a", text=TEXT, highlights=(TRUE, FALSE))]
    rows, entities = fact_rows(examples, settings=SETTINGS, tick=lambda: None)
    assert [(row.name, row.statements, row.unsupported) for row in rows] == [(HIGHLIGHTS, 2, 0.0)]
    assert rows[0].stopped is not None
    assert rows[0].stopped.value == 0.5
    assert entities == ()


def test_judged_records_make_a_section_of_every_report(tmp_path: Path) -> None:
    report = run(written(tmp_path / "judged.jsonl", RECORDS), Plan(engines=("extractive",)))
    assert report.judged == 5
    assert [(row.name, row.statements) for row in report.facts] == [("cnndm", 2), ("xsum", 2)]
    assert [row.name for row in report.entities] == ["false", "not from the article"]
    assert report.entities[0].recall == report.entities[0].precision == 1.0
    assert not report.rows
    assert not report.headlines
    assert "Fact gate against people's judgement" in render_text(report)
    assert "Fact gate against people&#x27;s judgement" in render_html(report)
    assert {row["name"] for row in json.loads(to_json(report))["facts"]} == {"cnndm", "xsum"}
