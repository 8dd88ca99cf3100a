"""Our ROUGE is the ``rouge-score`` package's, and the fast oracle is the plain greedy one."""

from __future__ import annotations

import json
import lzma
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rouge_score.rouge_scorer import RougeScorer

from summarizer.evaluation.oracle import oracle
from summarizer.evaluation.rouge import Rouge, score, tokens

DEV = Path(__file__).parents[2] / "shared" / "data" / "cnndm" / "dev.jsonl.xz"
PACKAGE = RougeScorer(["rouge1", "rouge2", "rougeLsum"], use_stemmer=True)

# Few words, many repeats: longest common subsequences then tie, which is where implementations part ways.
CROWDED = st.lists(
    st.lists(st.sampled_from(["a", "b", "c", "dd", "running", "runs"]), max_size=9).map(" ".join), max_size=4
)
ANY_TEXT = st.lists(st.text(max_size=40), max_size=4)
WORDY = st.lists(st.text("abeginsyty -.\n9İ", max_size=40), max_size=4)


def by_the_package(reference: list[str], candidate: list[str]) -> Rouge:
    scores = PACKAGE.score("\n".join(reference), "\n".join(candidate))
    return Rouge(*(float(scores[kind].fmeasure) for kind in ("rouge1", "rouge2", "rougeLsum")))


@settings(max_examples=300)
@given(CROWDED, CROWDED)
def test_repeated_words_score_as_in_the_package(reference: list[str], candidate: list[str]) -> None:
    assert score(reference, candidate) == by_the_package(reference, candidate)


@given(ANY_TEXT | WORDY, ANY_TEXT | WORDY)
def test_any_text_scores_as_in_the_package(reference: list[str], candidate: list[str]) -> None:
    assert score(reference, candidate) == by_the_package(reference, candidate)


def test_texts_without_words_score_nothing() -> None:
    assert score(["The ferry sank."], []) == score([], ["The ferry sank."]) == score(["…"], ["—"]) == Rouge(0, 0, 0)


def test_a_text_scored_against_itself_is_perfect() -> None:
    text = ["The ferry sank off Port Ellen.", "All 42 aboard were saved."]
    assert score(text, text) == Rouge(1, 1, 1)


def test_words_of_three_letters_keep_their_ending_and_longer_ones_lose_it() -> None:
    assert tokens("The gas-works' Runners ran 1,200m") == ["the", "gas", "work", "runner", "ran", "1", "200m"]


@pytest.mark.skipif(not DEV.exists(), reason="the shared corpora are not here")
def test_real_articles_score_as_in_the_package() -> None:
    choose = random.Random(7)
    with lzma.open(DEV, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line, _ in zip(lines, range(60), strict=False)]
    for record in records:
        pieces = record["text"].split(". ")
        candidate = choose.sample(pieces, min(4, len(pieces)))
        assert score(record["highlights"], candidate) == by_the_package(record["highlights"], candidate)


def plain_greedy(sentences: list[str], highlights: list[str], limit: int) -> list[int]:
    """The oracle as its papers state it: every candidate summary scored from scratch."""
    picked: list[int] = []
    best = 0.0
    while len(picked) < limit:
        scores = {}
        for index in set(range(len(sentences))) - set(picked):
            rouge = score(highlights, [sentences[i] for i in sorted([*picked, index])])
            scores[index] = rouge.rouge1 + rouge.rouge2
        if not scores or max(scores.values()) <= best:
            break
        best = max(scores.values())
        picked.append(min(index for index, value in scores.items() if value == best))
    return sorted(picked)


@given(
    st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=8).map(" ".join), max_size=7),
    st.lists(st.lists(st.sampled_from("abcdx"), max_size=6).map(" ".join), max_size=3),
    st.integers(0, 4),
)
def test_the_oracle_picks_what_plain_greedy_search_picks(sentences: list[str], points: list[str], limit: int) -> None:
    assert oracle(sentences, points, limit) == plain_greedy(sentences, points, limit)


def test_the_oracle_stops_when_no_sentence_lifts_the_score() -> None:
    sentences = ["The bridge closed on Monday.", "Rain fell.", "It will reopen in May.", "A dog barked."]
    assert oracle(sentences, ["The bridge closed on Monday", "It will reopen in May"], 4) == [0, 2]


def test_the_oracle_picks_nothing_where_no_word_is_shared() -> None:
    assert oracle(["Rain fell."], ["Bridge closed"]) == []
