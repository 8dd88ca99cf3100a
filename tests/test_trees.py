"""A document's trees are the parser's, read once, and read together where they can be."""

from __future__ import annotations

import pytest

from summarizer.document import Span
from summarizer.extract.branches import Branches
from summarizer.extract.trees import Trees
from summarizer.text import parsing

TEXT = "The council closed the bridge. Ferries will run all night. ---"
CLOSED, RUN, NOTHING = Span(0, 30), Span(31, 58), Span(59, 62)


def labels(tree: Branches | None) -> tuple[str, ...]:
    assert tree is not None
    return tree.labels


def test_each_sentence_has_the_tree_that_it_has_by_itself() -> None:
    for span, tree in zip((CLOSED, RUN), Trees().of(TEXT, [CLOSED, RUN]), strict=True):
        [alone] = parsing.parse(TEXT, [span])
        assert alone is not None
        assert labels(tree) == alone.labels


def test_what_has_no_words_has_no_tree() -> None:
    assert Trees().of(TEXT, [NOTHING, NOTHING]) == [None, None]


def test_a_sentence_is_read_once_and_an_expected_one_with_the_first_that_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    passes: list[list[Span]] = []
    parse = parsing.parse

    def counted(text: str, sentences: list[Span]) -> list[parsing.Tree | None]:
        passes.append(sentences)
        return parse(text, sentences)

    monkeypatch.setattr(parsing, "parse", counted)
    trees = Trees()
    trees.expect(RUN)
    trees.expect(CLOSED)
    [first] = trees.of(TEXT, [CLOSED])
    assert trees.of(TEXT, [RUN, CLOSED])[1] is first
    assert passes == [[CLOSED, RUN]]
