"""Sparse products equal what the dense matrix gives, without the matrix."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.similarity import SentenceVectors, sentence_vectors
from summarizer.text.words import index_words, terms

SENTENCES = st.lists(
    st.lists(st.sampled_from(["stone", "mason", "lamp", "reef", "harbour", "storm", "the", "of"]), max_size=8).map(
        " ".join
    ),
    min_size=1,
    max_size=7,
)


def dense(sentences: list[str]) -> npt.NDArray[np.float64]:
    """TF × ISF as its definition reads, one cell at a time."""
    bags = [terms(sentence) for sentence in sentences]
    vocabulary = list(dict.fromkeys(term for bag in bags for term in bag))
    matrix = np.zeros((len(bags), max(1, len(vocabulary))))
    for i, bag in enumerate(bags):
        for j, term in enumerate(vocabulary):
            having = sum(term in other for other in bags)
            matrix[i, j] = bag.count(term) * math.log(1 + len(bags) / having)
        norm = math.sqrt(sum(matrix[i] ** 2))
        matrix[i] /= norm or 1
    return matrix


def vectors(sentences: list[str]) -> SentenceVectors:
    return sentence_vectors(index_words(sentences))


@given(SENTENCES)
def test_products_equal_those_of_the_dense_matrix(sentences: list[str]) -> None:
    sparse, matrix = vectors(sentences), dense(sentences)
    assert (sparse.count, sparse.width) == matrix.shape
    weights = np.arange(1.0, sparse.width + 1)
    np.testing.assert_allclose(sparse.times(weights), matrix @ weights, atol=1e-12)
    np.testing.assert_allclose(sparse.totals(), matrix.sum(axis=0), atol=1e-12)
    shares = np.arange(1.0, sparse.count + 1)
    np.testing.assert_allclose(sparse.transposed_times(shares), matrix.T @ shares, atol=1e-12)


@given(SENTENCES)
def test_cosines_to_a_sentence_equal_the_row_of_the_cosine_matrix(sentences: list[str]) -> None:
    sparse, matrix = vectors(sentences), dense(sentences)
    for i in range(sparse.count):
        np.testing.assert_allclose(sparse.to_sentence(i), matrix @ matrix[i], atol=1e-12)


def test_equal_sentences_have_cosine_one_and_unrelated_ones_zero() -> None:
    sparse = vectors(["The mason cut stone.", "A storm struck the reef.", "The mason cut stone."])
    np.testing.assert_allclose(sparse.to_sentence(0), [1, 0, 1], atol=1e-12)


def test_sentences_without_a_term_are_like_nothing() -> None:
    sparse = vectors(["The of and.", "…", ""])
    for i in range(3):
        assert not sparse.to_sentence(i).any()
    assert not sparse.times(np.ones(sparse.width)).any()
