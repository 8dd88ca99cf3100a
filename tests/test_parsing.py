"""The parser: its tokens, its trees, and the weights that come with the product."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise, permutations, product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from summarizer.document import Span
from summarizer.errors import EngineError
from summarizer.text.packed import quantised
from summarizer.text.parser_features import SHAPES, shape
from summarizer.text.parser_network import LONGEST
from summarizer.text.parser_tokens import tokenise
from summarizer.text.parser_tree import best_tree
from summarizer.text.parser_weights import load_parser
from summarizer.text.parsing import ROOT, SHIPPED, Tree, parse

HARBOUR = (
    "The council of Port Ellery didn't approve the harbour on Tuesday, saying that it would harm fishermen. "
    "Divers found three boats after a storm. “We won't leave,” said Mr. Quill, the town's mayor."
)


def tokens_of(text: str) -> list[str]:
    return [text[start:end] for start, end in tokenise(text, 0, len(text))]


def spans_of(text: str) -> list[Span]:
    """The sentences of the texts of this file, which all end in a full stop and a space."""
    ends = [place for place in range(len(text)) if text.startswith(". ", place) and text[place - 2 : place] != "Mr"]
    starts = [0, *(end + 2 for end in ends)]
    return [Span(start, end) for start, end in zip(starts, [*(end + 1 for end in ends), len(text)], strict=True)]


def tree_of(text: str) -> Tree:
    tree = parse(text, [Span(0, len(text))])[0]
    assert tree is not None
    return tree


def is_a_tree(heads: list[int]) -> bool:
    roots = [token for token, head in enumerate(heads) if token == head]
    for token in range(len(heads)):
        for _ in heads:
            token = heads[token]
        if [token] != roots:
            return False
    return len(roots) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She didn't go.", "She did n't go ."),
        ("They can’t, and we cannot.", "They ca n’t , and we can not ."),
        ("Peru's envoy", "Peru 's envoy"),
        ("the miners' union", "the miners ' union"),
        ("O'Hara's pub", "O'Hara 's pub"),
        ("Mr. Quill of Acme Inc. left.", "Mr. Quill of Acme Inc. left ."),
        ("It left. and came", "It left . and came"),
        ("at 9 a.m. in the U.S.", "at 9 a.m. in the U.S."),
        ("a U.S.-led force", "a U.S.-led force"),
        ("$5.5m, or 10%", "$ 5.5m , or 10 %"),
        ("1,000 people in 2019-20.", "1,000 people in 2019-20 ."),
        ("an 18-year-old", "an 18-year-old"),
        ("“No”... she said--twice", "“ No ” ... she said -- twice"),
        ("(see x@y.org)", "( see x@y.org )"),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_tokens_are_cut_as_treebanks_cut_them(text: str, expected: str) -> None:
    assert tokens_of(text) == expected.split()


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(" .,'’n't-1$aA")), max_size=80))
def test_tokens_hold_all_but_white_space(text: str) -> None:
    spans = tokenise(text, 0, len(text))
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join(text[start:end] for start, end in spans) == "".join(text.split())
    assert all(start < end for start, end in spans)


def test_tokens_stay_within_their_range() -> None:
    text = "He didn't. She's"
    assert [text[start:end] for start, end in tokenise(text, 3, 10)] == ["did", "n't", "."]


def test_shapes_are_within_their_table() -> None:
    assert {shape(token) for token in ("7", "7th", ",", "ox", "UN", "I", "Ox", "iPad")} == set(range(SHAPES // 2))


@given(st.integers(1, 9).flatmap(lambda n: arrays(np.float32, (n, n), elements=st.floats(-50, 50, width=32))))
def test_any_scores_make_a_tree(scores: np.ndarray) -> None:
    assert is_a_tree(best_tree(scores))


@given(st.integers(1, 4).flatmap(lambda n: arrays(np.float32, (n, n), elements=st.integers(-8, 8).map(float))))
def test_no_tree_scores_higher_than_the_best(scores: np.ndarray) -> None:
    count = len(scores)
    every = [heads for heads in product(range(count), repeat=count) if is_a_tree(list(heads))]
    best = max(sum(scores[token, head] for token, head in enumerate(heads)) for heads in every)
    assert sum(scores[token, head] for token, head in enumerate(best_tree(scores))) == best


def test_circles_within_circles_are_broken() -> None:
    count = 40
    scores = np.full((count, count), -5, np.float32)
    for token, partner in permutations(range(count), 2):
        if token // 2 == partner // 2:
            scores[token, partner] = 5  # pairs that head each other
        elif token // 4 == partner // 4:
            scores[token, partner] = 3
    assert is_a_tree(best_tree(scores))


def test_a_plain_sentence_has_its_plain_tree() -> None:
    tree = tree_of("The old council rejected the plan on Tuesday.")
    assert tree.tokens == ("The", "old", "council", "rejected", "the", "plan", "on", "Tuesday", ".")
    assert [tree.tokens[head] for head in tree.heads] == (
        "council council rejected rejected plan rejected rejected on rejected".split()
    )
    assert tree.labels == ("det", "amod", "nsubj", ROOT, "det", "dobj", "prep", "pobj", "punct")
    assert tree.tags == ("DT", "JJ", "NN", "VBD", "DT", "NN", "IN", "NNP", ".")
    assert min(tree.confidence) > 0.5


def test_the_words_of_a_tree_are_ranges_of_the_text() -> None:
    for tree in parse(HARBOUR, spans_of(HARBOUR)):
        assert tree is not None
        assert tuple(HARBOUR[start:end] for start, end in tree.words) == tree.tokens
        assert len({len(field) for field in tree}) == 1
        assert is_a_tree(list(tree.heads))
        assert [label == ROOT for label in tree.labels] == [token == head for token, head in enumerate(tree.heads)]
        assert all(0 <= value <= 1 for value in tree.confidence)


def test_sentences_are_read_alike_alone_and_together() -> None:
    together = parse(HARBOUR, spans_of(HARBOUR) * 30)  # more than are read in one pass
    for span, tree in zip(spans_of(HARBOUR) * 30, together, strict=True):
        alone = parse(HARBOUR, [span])[0]
        assert alone is not None
        assert tree is not None
        assert alone._replace(confidence=()) == tree._replace(confidence=())
        assert alone.confidence == pytest.approx(tree.confidence, abs=1e-4)


@pytest.mark.parametrize("text", ["", "   ", "...", "— “ ” —", "word " * (LONGEST + 1), "x" * 100_000])
def test_what_is_no_sentence_has_no_tree(text: str) -> None:
    assert parse(text, [Span(0, len(text))]) == [None]


def test_the_longest_sentence_has_a_tree_and_others_beside_none_keep_their_place() -> None:
    text = "word " * LONGEST
    whole, nothing, word = parse(text, [Span(0, len(text)), Span(4, 5), Span(0, 4)])
    assert whole is not None
    assert nothing is None
    assert word is not None
    assert len(whole.tokens) == LONGEST
    assert word.labels == (ROOT,)


@given(st.text(max_size=120))
def test_any_text_is_a_tree_or_none(text: str) -> None:
    (tree,) = parse(text, [Span(0, len(text))])
    assert tree is None or is_a_tree(list(tree.heads))


def test_threads_read_alike() -> None:
    spans = spans_of(HARBOUR)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: parse(HARBOUR, spans), range(40)))
    assert all(trees == found[0] for trees in found)


def test_weights_in_eight_bits_are_near_the_true_ones() -> None:
    for size in ((40, 6), (6, 40)):
        matrix = np.random.default_rng(0).normal(size=size).astype(np.float32)
        small, scale = quantised(matrix)
        assert small.dtype == np.int8
        assert np.abs(small * scale - matrix).max() <= scale.max() / 2 + 1e-6


def test_the_shipped_file_is_small_and_says_how_it_was_made() -> None:
    assert SHIPPED.stat().st_size <= 3_000_000
    assert {"data", "plan", "versions"} <= set(load_parser(SHIPPED).about)


@pytest.mark.parametrize("data", [b"", b"no archive", SHIPPED.read_bytes()[:5000]])
def test_a_damaged_file_is_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "parser.npz"
    path.write_bytes(data)
    with pytest.raises(EngineError, match="cannot be read as a parser"):
        load_parser(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r"none\.npz cannot be read"):
        load_parser(tmp_path / "none.npz")
