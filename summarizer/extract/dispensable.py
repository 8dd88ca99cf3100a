"""Whole phrases that a network would leave out, word by word, and that the sentence's tree lets go.

A network that judges words drops single ones out of what belongs together ("word salad"); a tree knows what belongs
together, not what an editor would miss. Here the tree proposes and the network decides: plausibility and salience are
kept apart, as in CUPS (Desai, Xu & Durrett 2020). Of the kinds of phrases, those are left to it whose loss on reading
broke no sentence: no adjectives ("the unarmed boy"), no half of a pair, nothing that tells which one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summarizer.document import Span
from summarizer.extract.branches import COMMAS, Branches
from summarizer.extract.phrases import Kind, Phrase, phrases

UNWANTED = 0.1
"""Mean probability below which a phrase goes: higher, ROUGE rises on CNN and falls on Daily Mail."""


class Word(NamedTuple):
    """A word's range in the text, and the probability that an editor would keep it."""

    span: Span
    kept: float


def dispensable(tree: Branches, words: Sequence[Word]) -> Iterator[Span]:
    """Yield the phrases, without any guard, whose words the network would not keep; one may lie inside another."""
    for phrase in phrases(tree):
        if phrase.guards or phrase.kind not in _KINDS or not _can_go(tree, phrase):
            continue
        span = Span(tree.words[phrase.first].start, tree.words[phrase.end - 1].end)
        inside = [kept for (start, end), kept in words if span.start <= start and end <= span.end]
        if inside and sum(inside) < UNWANTED * len(inside):
            yield span


def _can_go(tree: Branches, phrase: Phrase) -> bool:
    opening = tree.lower[tree.first[phrase.node]]
    if phrase.first == 0 and tree.tokens[phrase.end - 1] not in COMMAS:
        return False  # "In the months | since, nobody has found it"
    if phrase.first and tree.tags[phrase.first - 1][0] == "W":
        return False  # "in what | the mayor called a mistake"
    if phrase.kind is Kind.TIME:
        alone = tree.size[phrase.node] == 1 and tree.lower[phrase.node] in _RELATIVE_TIMES
        return not alone and _AHEAD.isdisjoint(tree.lower[: phrase.first])
    return opening not in _BINDING


_KINDS = frozenset((Kind.TIME, Kind.APPOSITION, Kind.ASIDE, Kind.CLAUSE))
_RELATIVE_TIMES = frozenset("earlier later now currently recently".split())
"""Adverbs of time that are the point: it might have been caught earlier."""
_AHEAD = frozenset("will due scheduled set until would may might could expected planned to by".split())
"""What stands before a time that is still to come: that is news."""
_BINDING = frozenset("even while until unless if whether because so that although though whereas".split())
"""What opens a phrase without which more is said, or which is the last of a list."""
