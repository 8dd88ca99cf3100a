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
from summarizer.extract.parted import does_something, is_awaited, is_list, is_news, last_of
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
        span = Span(tree.words[phrase.first].start, tree.words[last_of(tree, phrase) - 1].end)
        inside = [kept for (start, end), kept in words if span.start <= start and end <= span.end]
        if inside and sum(inside) < UNWANTED * len(inside):
            yield span


def _can_go(tree: Branches, phrase: Phrase) -> bool:
    if is_news(tree, phrase) or is_awaited(tree, phrase) or _is_torn(tree, phrase):
        return False
    if phrase.first == 0 and (tree.tokens[phrase.end - 1] != "," or tree.tags[phrase.end : phrase.end + 1] == ("PRP",)):
        return False  # "In the months | since, nobody has found it"; "Since the council met, | it has made progress"
    if phrase.first and tree.tags[phrase.first - 1][0] == "W":
        return False  # "in what | the mayor called a mistake"
    if phrase.kind is Kind.TIME:
        return _only_dates(tree, phrase)
    if phrase.kind is Kind.APPOSITION:
        return _says_who(tree, phrase)
    return does_something(tree, phrase.node) and _is_whole(tree, phrase) and not _binds(tree, phrase.node)


def _is_torn(tree: Branches, phrase: Phrase) -> bool:
    """Whether a phrase takes more with it than its own, or all that tells what its noun is."""
    first, head = tree.tokens[phrase.first], tree.heads[phrase.node]
    dashed = first != "," and first in COMMAS and first in tree.tokens[phrase.first + 1 : phrase.end - 1]
    bare = tree.labels[head] in ("acl", "relcl") and head + 1 == phrase.first and phrase.end > tree.last[head]
    return dashed or bare


def _is_whole(tree: Branches, phrase: Phrase) -> bool:
    """Whether a phrase that no comma opens is one: not "with two boats | left", nor "| trying to tell, wrongly,"."""
    if phrase.first == 0 or tree.tokens[phrase.first] in COMMAS:
        return True
    goes_on = tree.tags[phrase.end : phrase.end + 2] == (",", "RB")
    return tree.tags[phrase.first] in _JOINING and tree.tokens[phrase.first].islower() and not goes_on


def _binds(tree: Branches, node: int) -> bool:
    """Whether a clause says on what terms the rest holds: "a right to leave | when she likes"."""
    opening = tree.lower[tree.first[node]]
    verbs = (node, *tree.labelled(node, "aux", "auxpass"))
    lasting = any(tree.tags[k] in ("VBZ", "VBP") for k in verbs) or not tree.subjects(node)
    return opening in _BINDING or (opening in ("when", "after") and lasting and tree.tags[node] != "VBG")


def _only_dates(tree: Branches, phrase: Phrase) -> bool:
    """Whether a time is neither to come nor the point."""
    inside = tree.lower[phrase.first : phrase.end]
    alone = tree.size[phrase.node] == 1 and tree.lower[phrase.node] in _RELATIVE_TIMES
    # "It was | unclear on Monday"; "lovers | on their way that day to eat".
    unclear = tree.tags[phrase.first] == "JJ" and tree.lower[phrase.first] not in _DATING
    torn = any(tag[0] == "V" for tag in tree.tags[phrase.first : phrase.end])
    return not (alone or unclear or torn) and _ONLY.isdisjoint(inside) and _AHEAD.isdisjoint(tree.lower[: phrase.first])


def _says_who(tree: Branches, phrase: Phrase) -> bool:
    """Whether an apposition is none of a list, and no name follows it: "the Streets, | a poet, Jensen"."""
    node, behind = phrase.node, tree.tags[phrase.end : phrase.end + 1]
    bare = tree.tags[node] in ("NN", "NNS") and tree.size[node] == 1
    return not bare and not is_list(tree, phrase) and (tree.tags[node] == "NNP" or behind != ("NNP",))


_KINDS = frozenset((Kind.TIME, Kind.APPOSITION, Kind.ASIDE, Kind.CLAUSE))
_JOINING = frozenset(("IN", "WRB", "RB", "TO"))
_DATING = frozenset("last late early this next same".split())
_ONLY = frozenset("alone first last only single".split())
"""What a figure or a claim holds for: "earned 40 million | on the first day alone"."""
_RELATIVE_TIMES = frozenset("earlier later now currently recently".split())
"""Adverbs of time that are the point: it might have been caught earlier."""
_AHEAD = frozenset("will due scheduled set until would may might could expected planned to by".split())
"""What stands before a time that is still to come: that is news."""
_BINDING = frozenset("even while until unless if whether because so that although though whereas".split())
"""What opens a phrase without which more is said, or which is the last of a list."""
