"""The best tree over scored arcs: the maximum spanning arborescence of Chu & Liu (1965) and Edmonds (1967).

Arcs are scored in one square matrix, ``scores[dependent, head]``; a token that heads itself is the root, and exactly
one does.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.floating[Any]]
_NEVER = -1e9


def best_tree(scores: Scores) -> list[int]:
    """Return the head of each of n tokens in the tree of the highest sum: one root, which heads itself, no circle.

    ``scores`` has shape (n, n) with n ≥ 1 and finite values. O(n²) where every token's best head makes a tree, as it
    nearly always does; otherwise roots are tried from the most promising on, O(n³) each, until none can do better.
    """
    heads: list[int] = scores.argmax(axis=1).tolist()
    roots = [node for node, head in enumerate(heads) if node == head]
    return heads if len(roots) == 1 and not _circle(heads, roots[0]) else _searched(scores)


def _searched(scores: Scores) -> list[int]:
    """Return the best tree where the tokens' best heads make none."""
    count = len(scores)
    arcs = scores.astype(np.float64)
    roots = arcs.diagonal().copy()
    np.fill_diagonal(arcs, _NEVER)
    best = arcs.max(axis=1)
    likely = roots - best
    reachable = float(best.sum())  # what no tree exceeds, less what its root costs
    found: list[int] = []
    most = -np.inf
    for root in np.argsort(-likely, kind="stable").tolist():
        if reachable + likely[root] <= most:
            break
        heads = _rooted(arcs, root)
        total = float(arcs[np.arange(count), heads].sum() - arcs[root, heads[root]] + roots[root])
        if total > most:
            found, most = heads, total
    return found


def _rooted(arcs: NDArray[np.float64], root: int) -> list[int]:
    """Return each node's head in the best tree below a root, which heads itself. Contracts a circle and recurs."""
    heads: list[int] = arcs.argmax(axis=1).tolist()
    heads[root] = root
    circle = _circle(heads, root)
    if not circle:
        return heads
    inside = set(circle)
    rest = [node for node in range(len(arcs)) if node not in inside]
    size = len(rest)  # the circle is the last node of the smaller graph
    inner = arcs[circle, [heads[node] for node in circle]]
    smaller = np.full((size + 1, size + 1), _NEVER)
    smaller[:size, :size] = arcs[np.ix_(rest, rest)]
    out = arcs[np.ix_(rest, circle)]  # arcs from the circle to a node
    into = arcs[np.ix_(circle, rest)] - inner[:, None]  # arcs into it, each in place of one of its own
    smaller[:size, size], smaller[size, :size] = out.max(axis=1), into.max(axis=0)
    spanned = _rooted(smaller, rest.index(root))
    for place, node in enumerate(rest):
        if node != root:
            head = spanned[place]
            heads[node] = circle[int(out[place].argmax())] if head == size else rest[head]
    entered = int(into[:, spanned[size]].argmax())
    heads[circle[entered]] = rest[spanned[size]]
    return heads


def _circle(heads: list[int], root: int) -> list[int]:
    """Return the nodes of a circle that does not pass the root, or none."""
    state = [0] * len(heads)  # the walk that reached a node, 0 for none
    state[root] = -1
    for start in range(len(heads)):
        node = start
        while not state[node]:
            state[node] = start + 1
            node = heads[node]
        if state[node] == start + 1:
            circle = [node]
            while heads[circle[-1]] != node:
                circle.append(heads[circle[-1]])
            return circle
    return []
