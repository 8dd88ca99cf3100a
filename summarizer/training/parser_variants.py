"""What becomes of news on its way to a reader: texts that lost their capitals, their quotation marks, or shout.

A parser that has seen such sentences reads them nearly as well as whole ones. A variant keeps the tree of the original,
which a treebank or a teacher read with all its marks.
"""

from __future__ import annotations

import random

from summarizer.training.treebank import GoldTree

LOWERED, SHOUTED, UNQUOTED = 0.08, 0.02, 0.25
"""Shares of sentences that lose their capitals, are put in capitals, and (of those that have any) lose their quotation
marks: enough to be learnt, few enough to cost whole sentences nothing that could be measured."""

_MARKS = frozenset({'"', "“", "”", "``", "''", "«", "»"})


def variant(tree: GoldTree, rng: random.Random) -> GoldTree:
    """Return a tree as it is or, by chance, as some source would garble its text."""
    fate, marks = rng.random(), rng.random()
    if marks < UNQUOTED:
        tree = without_quotation_marks(tree)
    if fate < LOWERED:
        return tree._replace(tokens=tuple(token.lower() for token in tree.tokens))
    if fate < LOWERED + SHOUTED:
        return tree._replace(tokens=tuple(token.upper() for token in tree.tokens))
    return tree


def without_quotation_marks(tree: GoldTree) -> GoldTree:
    """Return a tree without its quotation marks; as it is if one of them is a head."""
    gone = {place for place, token in enumerate(tree.tokens) if token in _MARKS}
    if not gone or any(head in gone for head in tree.heads):
        return tree
    kept = [place for place in range(len(tree.tokens)) if place not in gone]
    now = {place: number for number, place in enumerate(kept)}
    return GoldTree(
        tokens=tuple(tree.tokens[place] for place in kept),
        tags=tuple(tree.tags[place] for place in kept),
        heads=tuple(now[tree.heads[place]] for place in kept),
        labels=tuple(tree.labels[place] for place in kept),
    )
