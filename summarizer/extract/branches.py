"""A dependency tree seen by its subtrees: what hangs on each token, and which stretch of the sentence it covers."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.text.parsing import Tree

OPENING = {"(": ")", "[": "]"}
COMMAS = frozenset((",", ";", "—", "–", "-", "--", ":"))
"""Marks that part a phrase from what goes on behind it."""
STOPS = frozenset((".", "!", "?", '"', "”", "'", "’"))
_LOOSE = frozenset(("punct", "cc", "preconj"))
"""Labels of what hangs now on one word and now on another, and moves no edge of a phrase."""
SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj", "csubjpass")
"""Labels by which a subject hangs on its verb."""
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
"""Tags of finite verbs."""
_PARTING = COMMAS | frozenset(OPENING)
_CLOSING = COMMAS | frozenset(OPENING.values()) | STOPS


class Branches:
    """A tree with each token's children, and the first and last token below it; its own fields under the same names."""

    __slots__ = (
        "_bound",
        "children",
        "confidence",
        "first",
        "heads",
        "labels",
        "last",
        "lower",
        "quoted",
        "root",
        "size",
        "tags",
        "tokens",
        "words",
    )

    def __init__(self, tree: Tree) -> None:
        self.words, self.tokens, self.tags, self.heads, self.labels, self.confidence = tree
        self.lower = [token.lower() for token in tree.tokens]
        self.quoted = _quoted(tree.tokens)
        """Whether each token stands inside a quotation."""
        places = range(len(self.heads))
        self.children: list[list[int]] = [[] for _ in places]
        self.first, self.last, self.size = list(places), list(places), [1] * len(places)
        self.root = next((i for i in places if self.heads[i] == i), 0)
        for i, head in enumerate(self.heads):
            if head != i:
                self.children[head].append(i)
        order = [self.root]
        for i in order:
            order.extend(self.children[i])
        loose = [label in _LOOSE for label in self.labels]
        for i in reversed(order[1:]):
            head = self.heads[i]
            if loose[i]:
                continue
            if self.first[i] < self.first[head]:
                self.first[head] = self.first[i]
            if self.last[i] > self.last[head]:
                self.last[head] = self.last[i]
            self.size[head] += self.size[i]
        self._bound = list(accumulate((not free for free in loose), initial=0))

    def whole(self, node: int) -> bool:
        """Whether a subtree is one run of tokens, wherever the marks and conjunctions inside it hang."""
        return self._bound[self.last[node] + 1] - self._bound[self.first[node]] == self.size[node]

    def labelled(self, node: int, *labels: str) -> list[int]:
        """Return the children of a token that hang on it by one of the labels."""
        return [child for child in self.children[node] if self.labels[child] in labels]

    def subjects(self, verb: int) -> list[int]:
        """Return the subjects that stand before a verb."""
        return [child for child in self.labelled(verb, *SUBJECTS) if child < verb]

    def is_finite(self, verb: int) -> bool:
        """Whether a verb, or an auxiliary of it, is finite."""
        return any(self.tags[k] in FINITE for k in (verb, *self.labelled(verb, "aux", "auxpass")))

    def before(self, node: int) -> str:
        """Return the token ahead of a subtree, or nothing at the sentence's beginning."""
        return self.tokens[self.first[node] - 1] if self.first[node] else ""

    def parted(self, node: int) -> bool:
        """Whether commas, dashes or brackets, or an edge of the sentence, stand on both sides of a subtree."""
        tokens, first, last = self.tokens, self.first[node], self.last[node]
        opens = first == 0 or tokens[first - 1] in _PARTING
        return opens and (last + 1 == len(tokens) or tokens[last + 1] in _CLOSING)


def _quoted(tokens: tuple[str, ...]) -> list[bool]:
    """Return for each token whether it stands inside a quotation, whose marks do not; inside half of one, none does."""
    if tokens.count(_STRAIGHT) % 2:
        return [False] * len(tokens)
    inside, found = False, []
    for token in tokens:
        mark = token in _QUOTES
        found.append(inside and not mark)
        if mark:
            inside = not inside if token == _STRAIGHT else token in _OPENING_QUOTES
    return found


_STRAIGHT = '"'
_OPENING_QUOTES = frozenset(("“", "``"))
_QUOTES = frozenset((_STRAIGHT, "”", "''")) | _OPENING_QUOTES
