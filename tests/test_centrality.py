"""Centrality in linear time equals the papers' formulas on the dense cosine matrix."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from hypothesis import given
from hypothesis import strategies as st

from summarizer.extract.centrality import centroid, directed, lexrank
from summarizer.text.similarity import SentenceVectors, sentence_vectors
from summarizer.text.words import index_words

WORDS = ["stone", "mason", "lamp", "reef", "harbour", "storm", "council", "vote", "the", "of"]
SENTENCES = st.lists(st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join), min_size=1, max_size=9)
Matrix = npt.NDArray[np.float64]


def vectors_of(sentences: list[str]) -> SentenceVectors:
    return sentence_vectors(index_words(sentences))


def rows(vectors: SentenceVectors) -> Matrix:
    matrix = np.zeros((vectors.count, vectors.width))
    matrix[vectors.rows, vectors.columns] = vectors.data
    return matrix


def cosines(vectors: SentenceVectors) -> Matrix:
    matrix = rows(vectors)
    return np.asarray(matrix @ matrix.T)


@given(SENTENCES)
def test_the_centroid_score_is_the_cosine_to_the_sum_of_all_sentences(sentences: list[str]) -> None:
    vectors = vectors_of(sentences)
    matrix = rows(vectors)
    centre = matrix.sum(axis=0)
    expected = matrix @ centre / (np.linalg.norm(centre) or 1)
    np.testing.assert_allclose(centroid(vectors), expected, atol=1e-9)


@given(SENTENCES)
def test_lexrank_is_the_stationary_point_of_its_damped_walk(sentences: list[str]) -> None:
    vectors = vectors_of(sentences)
    similarity = cosines(vectors)
    degree = similarity.sum(axis=1)
    walk = np.divide(similarity, degree[:, None], out=np.zeros_like(similarity), where=degree[:, None] > 0)
    expected = np.linalg.solve(np.eye(vectors.count) - 0.85 * walk.T, np.full(vectors.count, 0.15))
    # Iteration stops when a step moves no score by 1e-4; what is left is at most 0.85 / 0.15 of that.
    np.testing.assert_allclose(lexrank(vectors), expected, atol=0.01)


@given(SENTENCES)
def test_directed_centrality_sums_what_lies_before_and_after(sentences: list[str]) -> None:
    vectors = vectors_of(sentences)
    similarity = cosines(vectors)
    backward, forward = directed(vectors)
    np.testing.assert_allclose(backward, np.tril(similarity, -1).sum(axis=1) / vectors.count, atol=1e-9)
    np.testing.assert_allclose(forward, np.triu(similarity, 1).sum(axis=1) / vectors.count, atol=1e-9)


def test_identical_sentences_are_equally_central() -> None:
    vectors = vectors_of(["The mason cut stone."] * 5)
    np.testing.assert_allclose(lexrank(vectors), 1, atol=1e-9)
    np.testing.assert_allclose(centroid(vectors), 1, atol=1e-9)


def test_a_text_without_terms_has_no_centre() -> None:
    vectors = vectors_of(["The of and.", "…"])
    assert not centroid(vectors).any()
    assert np.isfinite(lexrank(vectors)).all()
    assert not np.concatenate(directed(vectors)).any()
