"""Selection: the best that fits the budget, without repeating itself."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from hypothesis import given
from hypothesis import strategies as st

from summarizer.extract.select import REPEATS, SAME_SECTION, Budget, Parts, Room, select

Floats = npt.NDArray[np.float64]


def unlike(_: int) -> Floats:
    return np.zeros(1)


def choose(
    salience: list[float],
    budget: Budget,
    *,
    similarity: Callable[[int], Floats] = unlike,
    sizes: list[tuple[int, int]] | None = None,
    parts: Parts | None = None,
) -> list[int]:
    count = len(salience)
    return select(
        np.array(salience, dtype=np.float64),
        similarity,
        sizes=np.array(sizes if sizes is not None else [(10, 60)] * count).reshape(count, 2),
        parts=parts or Parts(np.zeros(count, dtype=np.int64), 0.0),
        budget=budget,
    )


def test_nothing_is_chosen_from_nothing() -> None:
    assert choose([], Budget(4)) == []


def test_one_sentence_is_chosen_alone() -> None:
    assert choose([0.1], Budget(4)) == [0]


def test_the_best_come_first() -> None:
    assert choose([0.2, 0.9, 0.5, 0.7], Budget(3)) == [1, 3, 2]


def test_of_identical_sentences_one_is_chosen() -> None:
    assert choose([0.5, 0.5, 0.5], Budget(3), similarity=lambda _: np.ones(3)) == [0]


def test_a_budget_smaller_than_the_shortest_sentence_chooses_nothing() -> None:
    assert choose([0.5, 0.9], Budget(4, words=9)) == []
    assert choose([0.5, 0.9], Budget(4, characters=59)) == []


def test_a_shorter_sentence_is_chosen_where_the_best_does_not_fit() -> None:
    assert choose([0.9, 0.5, 0.4], Budget(3, words=20), sizes=[(25, 150), (12, 70), (8, 40)]) == [1, 2]


def test_ties_go_to_the_earlier_sentence() -> None:
    assert choose([0.5, 0.7, 0.7, 0.5], Budget(4)) == [1, 2, 0, 3]


def test_a_near_repetition_gives_way_to_something_new() -> None:
    def similarity(i: int) -> Floats:
        return np.array([[1, 0.55, 0], [0.55, 1, 0], [0, 0, 1.0]][i])

    assert choose([0.9, 0.8, 0.7], Budget(2), similarity=similarity) == [0, 2]


def test_another_part_of_the_article_is_preferred_at_a_small_loss() -> None:
    parts = Parts(np.array([0, 0, 1]), SAME_SECTION)
    assert choose([0.9, 0.8, 0.7], Budget(2), parts=parts) == [0, 2]
    assert choose([0.9, 0.8, 0.6], Budget(2), parts=parts) == [0, 1]


def test_ten_thousand_sentences_are_chosen_from_in_order_of_salience() -> None:
    scores = np.random.default_rng(7).permutation(10_000) / 10_000
    expected = list(np.argsort(-scores, kind="stable")[:20])
    assert choose(list(scores), Budget(20), similarity=lambda _: np.zeros(10_000)) == expected


@given(
    st.lists(st.tuples(st.floats(0, 1), st.integers(1, 40), st.integers(1, 200), st.integers(0, 3)), max_size=12),
    st.integers(1, 6),
    st.none() | st.integers(1, 60),
    st.none() | st.integers(1, 300),
)
def test_no_budget_is_exceeded_and_no_pair_repeats(
    rows: list[tuple[float, int, int, int]], most: int, words: int | None, characters: int | None
) -> None:
    count = len(rows)
    raw = np.random.default_rng(count * 100 + most).random((count, count))
    cosines = (raw + raw.T) / 2
    np.fill_diagonal(cosines, 1)
    sizes = [(row[1], row[2]) for row in rows]
    chosen = choose(
        [row[0] for row in rows],
        Budget(most, words=words, characters=characters),
        similarity=lambda i: cosines[i],
        sizes=sizes,
        parts=Parts(np.array([row[3] for row in rows], dtype=np.int64), 0.1),
    )
    assert len(chosen) == len(set(chosen)) <= most
    assert sum(sizes[i][0] for i in chosen) <= (words or 10**9)
    assert sum(sizes[i][1] for i in chosen) <= (characters or 10**9)
    assert all(cosines[a, b] < REPEATS for a in chosen for b in chosen if a != b)


def test_room_is_taken_by_what_fits_and_left_by_what_does_not() -> None:
    room = Room(Budget(3, words=10, characters=60))
    assert room.take(6, 30)
    assert not room.take(5, 10)
    assert not room.take(1, 31)
    assert room.take(4, 30)
    assert not room.take(1, 1)
    assert [Room(Budget(1)).take(1_000, 10_000), Room(Budget(0)).take(1, 1)] == [True, False]
