"""A sentence cut down to what people keep of it when they compress it: judged word by word, and down its tree.

A network's words alone make word salad, a tree alone does not know what matters. So a word's probability is the mean
of two: the network's own, and that of all words above it in the tree being kept and then this one, where any clause may
turn out to be all that is left. After Filippova & Strube, "Dependency tree based sentence compression" (2008). This
cuts more than the product's trims do, and minds no guard: it says what a network has learnt of what people leave out.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log

from summarizer.document import Span
from summarizer.extract.branches import Branches
from summarizer.extract.dispensable import Word
from summarizer.extract.shorten import ranges

# The log-odds that a word is kept where its head is, from the network's of both: a logistic regression on 91,000 words
# of compressed sentences (the first nine tenths of Filippova & Altun's, 2013).
_KEPT_WITH_HEAD, _OWN, _HEAD = 1.62, 0.99, -0.46
_LEAST = 1e-4  # as near to certain as a network's judgement is taken
_NEGLIGIBLE = 1e-4
_CLAUSES = frozenset("ccomp advcl conj xcomp relcl acl pcomp parataxis csubj".split())


def pruned(tree: Branches, words: Sequence[Word]) -> list[Span]:
    """Return the ranges of the source that are kept; ``words`` are those of the sentence, each with its probability."""
    own = _own(tree, words)
    joint = _down_the_tree(tree, [_log_odds(each) if each is not None else 0.0 for each in own])
    kept = {
        i for i, (alone, along) in enumerate(zip(own, joint, strict=True)) if alone is not None and alone + along > 1
    }
    kept |= {i for i, alone in enumerate(own) if alone is None and {i - 1, i + 1} <= kept}  # marks with nothing cut
    return ranges(tree, sorted(kept))


def _own(tree: Branches, words: Sequence[Word]) -> list[float | None]:
    """Return the network's probability of each token; None for marks, of which it judges none."""
    found: list[float | None] = []
    for start, end in tree.words:
        inside = [kept for span, kept in words if span.start < end and start < span.end]
        found.append(sum(inside) / len(inside) if inside else None)
    return found


def _down_the_tree(tree: Branches, odds: Sequence[float]) -> list[float]:
    """Return the probability of each token that it and all above it, up to the clause that is left, are kept."""
    found = [0.0] * len(odds)
    for clause, share in _tops(tree, odds):
        reached = {clause: share}
        todo = [clause]
        for i in todo:
            found[i] += reached[i]
            for child in tree.children[i]:
                judged = tree.tokens[child][0].isalnum()
                stays = _probability(_KEPT_WITH_HEAD + _OWN * odds[child] + _HEAD * odds[i]) if judged else 1.0
                reached[child] = reached[i] * stays
                todo.append(child)
    return found


def _tops(tree: Branches, odds: Sequence[float]) -> list[tuple[int, float]]:
    """Return the clauses that may be all that is left, each with its probability: its verb stays, those above go."""
    weighed = []
    for i, label in enumerate(tree.labels):
        if i == tree.root or (label in _CLAUSES and tree.tags[i][0] in "VM"):
            weight, above = _probability(odds[i]), i
            while above != tree.root:
                above = tree.heads[above]
                weight *= _probability(-odds[above])
            weighed.append((i, weight))
    total = sum(weight for _, weight in weighed)
    return [(i, weight / total) for i, weight in weighed if weight > _NEGLIGIBLE * total]


def _log_odds(probability: float) -> float:
    held = min(max(probability, _LEAST), 1 - _LEAST)
    return log(held / (1 - held))


def _probability(odds: float) -> float:
    return 1 / (1 + exp(-odds))
