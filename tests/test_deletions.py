"""Which phrases go: by hand-made keep-probabilities, low for the words that should go."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.engines.deletions import Limits, Word, deletions, without, words_of


def trimmed(sentence: str, unwanted: str) -> str:
    """Trim a sentence as if the words of ``unwanted`` were the only ones not worth keeping."""
    start = sentence.index(unwanted)
    words = [
        word._replace(keep=0.01 if start <= word.start < start + len(unwanted) else 0.9)
        for word in words_of(sentence, [], np.zeros(0))
    ]
    cuts = deletions(words, Limits())
    return " ".join(sentence[a:b] for a, b in without(sentence, cuts, [(0, len(sentence))]))


@pytest.mark.parametrize(
    ("sentence", "unwanted", "left"),
    [
        (
            "The mayor opened the new bridge in a short ceremony by the river.",
            "in a short ceremony by the river",
            "The mayor opened the new bridge",
        ),
        (
            "During a visit to the coast, the mayor opened the new bridge.",
            "During a visit to the coast,",
            "the mayor opened the new bridge.",
        ),
        (
            "The mayor, who grew up nearby, opened the new bridge.",
            ", who grew up nearby,",
            "The mayor opened the new bridge.",
        ),
        (
            "The mayor opened the new bridge, while a band played.",
            ", while a band played",
            "The mayor opened the new bridge",
        ),
    ],
)
def test_a_whole_phrase_goes(sentence: str, unwanted: str, left: str) -> None:
    assert trimmed(sentence, unwanted) == left


@pytest.mark.parametrize(
    ("sentence", "unwanted"),
    [
        ("The mayor opened the long new bridge over the river.", "long"),
        ("The mayor opened the new bridge for 300 guests.", "for 300 guests"),
        ("The mayor opened the new bridge without a permit.", "without a permit"),
        ("The mayor opened the new bridge in what may be his last act.", "in what may be his last act"),
        ("The mayor opened the new bridge, according to the council.", ", according to the council"),
        ('The mayor opened the new bridge with "great joy in his heart".', 'with "great joy in his heart"'),
        ("The mayor opened the new bridge to the island of Skye.", "of Skye"),
        ("The mayor was charged with theft of the new bridge's bolts.", "with theft of the new bridge's bolts"),
        ("The mayor said, the council agreed, and the school, the market, and the ferry closed.", ", the market,"),
        ("The mayor opened it.", "opened it"),
        ("During a visit to the coast, he opened the new bridge himself.", "During a visit to the coast,"),
    ],
)
def test_what_must_not_be_cut_stays(sentence: str, unwanted: str) -> None:
    assert trimmed(sentence, unwanted) == sentence


def test_a_word_of_several_pieces_has_their_mean() -> None:
    words = words_of("rebuilding it", [(0, 2), (2, 10), (11, 13)], np.array([0.2, 0.4, 1.0]))
    assert [round(word.keep, 6) for word in words] == [0.3, 1.0]


@given(
    st.lists(st.tuples(st.sampled_from("The mayor , in of May ( ) . 5 who and".split()), st.floats(0, 1)), max_size=30)
)
def test_cuts_are_in_order_and_inside_the_sentence(given: list[tuple[str, float]]) -> None:
    sentence = " ".join(text for text, _ in given)
    words, at = [], 0
    for text, keep in given:
        words.append(Word(text, at, at + len(text), keep))
        at += len(text) + 1
    edges = [edge for cut in deletions(words, Limits(0.9, 0.95)) for edge in cut]
    assert edges == sorted(edges)
    assert not edges or (edges[0] >= 0 and edges[-1] <= len(sentence))
