"""The clauses of a sentence that could be printed by themselves: a finite verb, and what it is said of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from summarizer.extract.branches import FINITE, Branches

_RELATIVE = frozenset(("WDT", "WP", "WP$", "WRB"))
_INNER = frozenset(("ccomp", "conj", "parataxis", "dep", "relcl", "acl"))
_DASHES = frozenset(("—", "–", "-", "--"))
_ALTERNATIVES = frozenset(("either", "neither", "whether", "or", "nor"))
"""What stands before a clause that is one of several: "Either she knew, or | her clerk lied"."""
_SUPPOSING = frozenset(("if", "whether", "unless", "lest"))
"""Conjunctions behind which nothing is said to be so: "to see if | she was ill"."""
# What a clause is worth less, in the log-odds of phrases: set by reading.
_SECOND, _RESCUED, _PRONOUN, _TWO, _HALF = 6.0, 1.0, 8.0, 4.0, 20.0


class Clause(NamedTuple):
    """Tokens ``first`` to ``end`` (half-open), and what is lost if only they are printed."""

    verb: int
    first: int
    end: int
    price: float


def clauses(tree: Branches) -> Iterator[Clause]:
    """Yield the main clause and one beside it with a subject of its own; where none is whole, the first that is."""
    count = len(tree.tokens)
    if stands(tree, tree.root):
        yield Clause(tree.root, 0, count, _subject_price(tree, tree.root) + _half_price(tree, tree.root, 0))
        for verb in tree.labelled(tree.root, "conj"):
            first = tree.first[verb]
            claimed = tree.before(verb) not in _DASHES and _ALTERNATIVES.isdisjoint(tree.lower[:first])
            if claimed and tree.subjects(verb) and tree.is_finite(verb) and tree.whole(verb):
                price = _SECOND + _subject_price(tree, verb)
                yield Clause(verb, first, tree.last[verb] + 1, price)
        return
    for verb in tree.labelled(tree.root, "acl", "relcl", "dep"):
        if verb > tree.root and tree.tags[verb] in FINITE and tree.tags[tree.root][0] == "N":
            yield Clause(verb, 0, count, _RESCUED)  # the tree has taken the main verb for one of the subject's
            return
    for verb, label in enumerate(tree.labels):
        supposed = any(tree.lower[mark] in _SUPPOSING for mark in tree.labelled(verb, "mark"))
        if label in _INNER and stands(tree, verb) and not supposed and tree.tags[tree.first[verb]] not in _RELATIVE:
            first = tree.first[verb] + (tree.labels[tree.first[verb]] == "mark")
            price = _RESCUED + _subject_price(tree, verb) + _half_price(tree, verb, first)
            yield Clause(verb, first, tree.last[verb] + 1, price)
            return


def stands(tree: Branches, verb: int) -> bool:
    """Whether a verb is finite, with its subject before it; a participle with a subject is taken for a past tense."""
    subjects = tree.subjects(verb)
    return bool(subjects) and (
        tree.is_finite(verb) or (tree.tags[verb] == "VBN" and tree.labels[subjects[0]] == "nsubj")
    )


def _subject_price(tree: Branches, verb: int) -> float:
    """Return what a subject costs that nobody can resolve; of two, the tree has got one wrong."""
    subjects = tree.labelled(verb, "nsubj", "nsubjpass", "expl")
    unresolved = bool(subjects) and tree.tags[subjects[0]] in ("PRP", "DT", "EX")
    return _PRONOUN * unresolved + _TWO * (len(subjects) > 1)


def _half_price(tree: Branches, verb: int, first: int) -> float:
    """Return what a clause costs that opens as another's: the tree has taken it for the main one, or lost that."""
    return _HALF * any(mark >= first for mark in tree.labelled(verb, "mark"))
