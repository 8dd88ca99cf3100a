"""How well a parser reads sentences whose trees are known: the usual shares, and those that headlines hang on."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.document import Span
from summarizer.records import Record
from summarizer.text.parser_weights import Parser
from summarizer.text.parsing import Tokens, Tree, trees
from summarizer.training.treebank import GoldTree

_TOGETHER = 64  # sentences read in one pass
_SUBJECTS = ("nsubj", "csubj", "expl")
"""How labels of subjects begin: ``nsubjpass`` as ClearNLP, ``nsubj:pass`` as Universal Dependencies have it."""


class Scores(Record):
    """Shares of what is right, 0 to 1; punctuation counts as any other token."""

    sentences: int
    tokens: int
    heads: float
    """Tokens with the right head (unlabelled attachment score)."""
    labels: float
    """Tokens with the right head and label (labelled attachment score)."""
    tags: float
    """Tokens with the right part-of-speech tag."""
    roots: float
    """Sentences whose root is right."""
    subjects: float
    """Sentences whose root is right and so are its subjects: which tokens they are headed by, or that it has none."""

    def describe(self) -> str:
        """Return the figures as a line for people."""
        return (
            f"{self.sentences:,} sentences held back: heads {self.heads:.1%}, with labels {self.labels:.1%}, "
            f"tags {self.tags:.1%}; roots {self.roots:.1%}, with their subjects {self.subjects:.1%}"
        )


def measure(parser: Parser, gold: Sequence[GoldTree]) -> Scores:
    """Compare the trees that a parser finds with the true ones. Raises ValueError without any."""
    if not gold:
        raise ValueError("There is no tree to measure with.")
    right = dict.fromkeys(("heads", "labels", "tags", "roots", "subjects"), 0)
    for begin in range(0, len(gold), _TOGETHER):
        group = gold[begin : begin + _TOGETHER]
        for true, found in zip(group, trees(parser, [_tokens(tree) for tree in group]), strict=True):
            heads = [a == b for a, b in zip(true.heads, found.heads, strict=True)]
            right["heads"] += sum(heads)
            right["labels"] += sum(h and a == b for h, a, b in zip(heads, true.labels, found.labels, strict=True))
            right["tags"] += sum(a == b for a, b in zip(true.tags, found.tags, strict=True))
            right["roots"] += _root(true) == _root(found)
            right["subjects"] += (_root(true), _subjects(true)) == (_root(found), _subjects(found))
    tokens = sum(len(tree.tokens) for tree in gold)
    shares = {name: count / (len(gold) if name in ("roots", "subjects") else tokens) for name, count in right.items()}
    return Scores(sentences=len(gold), tokens=tokens, **shares)


def _tokens(tree: GoldTree) -> Tokens:
    return Tokens((Span(0, 0),) * len(tree.tokens), tree.tokens)  # no text, so no ranges


def _root(tree: Tree | GoldTree) -> int:
    return next(place for place, head in enumerate(tree.heads) if place == head)


def _subjects(tree: Tree | GoldTree) -> list[int]:
    root = _root(tree)
    return [
        place
        for place, (head, label) in enumerate(zip(tree.heads, tree.labels, strict=True))
        if head == root and label.startswith(_SUBJECTS)
    ]
