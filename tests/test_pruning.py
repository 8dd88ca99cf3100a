"""Sentences cut down by a network's judgement of words and by their tree."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from summarizer.document import Span
from summarizer.extract.branches import Branches
from summarizer.extract.dispensable import Word
from summarizer.extract.pruning import pruned
from summarizer.extract.trees import Trees

SENTENCE = "The harbour board, which met on Monday, has voted to close the swing bridge for eleven weeks."


def tree_of(sentence: str) -> Branches:
    [tree] = Trees().of(sentence, [Span(0, len(sentence))])
    assert tree is not None
    return tree


def words_of(tree: Branches, kept: dict[str, float], otherwise: float) -> list[Word]:
    return [
        Word(span, kept.get(token, otherwise))
        for span, token in zip(tree.words, tree.tokens, strict=True)
        if token[0].isalnum()
    ]


def left(sentence: str, kept: dict[str, float], otherwise: float) -> str:
    tree = tree_of(sentence)
    return " ".join(sentence[start:end] for start, end in pruned(tree, words_of(tree, kept, otherwise)))


def test_what_a_network_would_keep_stays_and_the_marks_of_what_goes_go() -> None:
    unwanted = dict.fromkeys(["which", "met", "on", "Monday", "for", "eleven", "weeks"], 0.05)
    assert left(SENTENCE, unwanted, 0.9) == "The harbour board has voted to close the swing bridge"


def test_a_word_that_the_network_doubts_goes_with_the_words_above_it() -> None:
    alone = {"which": 0.55, "met": 0.05, "on": 0.55, "Monday": 0.55}
    assert left(SENTENCE, alone, 0.9) == "The harbour board has voted to close the swing bridge for eleven weeks"


def test_a_clause_may_be_all_that_is_left() -> None:
    said = "The harbour board said on Monday that the swing bridge will close."
    gone = dict.fromkeys(["The", "harbour", "board", "said", "on", "Monday", "that"], 0.02)
    assert left(said, gone, 0.95) == "the swing bridge will close"


@given(st.lists(st.floats(0, 1), min_size=30, max_size=30))
def test_ranges_are_of_whole_words_in_order(probabilities: list[float]) -> None:
    tree = tree_of(SENTENCE)
    words = [Word(span, kept) for span, kept in zip(tree.words, probabilities, strict=False)]
    found = pruned(tree, words)
    assert all(a.end < b.start for a, b in pairwise(found))
    starts, ends = {start for start, _ in tree.words}, {end for _, end in tree.words}
    assert all(start in starts and end in ends for start, end in found)
