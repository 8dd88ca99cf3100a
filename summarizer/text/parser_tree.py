"""The best tree over scored arcs: the maximum spanning arborescence of Chu & Liu (1965) and Edmonds (1967).

Arcs are scored in one square matrix, ``scores[dependent, head]``; a token that heads itself is the root. Exactly one
is, which a price on roots brings about (Zmigrod, Vieira & Cotterell 2020 show why it is enough to price them alike).
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
    nearly always does, O(n³) otherwise.
    """
    count = len(scores)
    arcs = scores.copy()
    np.fill_diagonal(arcs, _NEVER)
    heads = arcs.argmax(axis=1)
    loss = scores.diagonal() - arcs[np.arange(count), heads] if count > 1 else scores.diagonal()
    root = int(loss.argmax())
    found: list[int] = heads.tolist()
    found[root] = root
    return found if not _circle(found, root) else _spanning(scores.astype(np.float64))


def _spanning(scores: NDArray[np.float64]) -> list[int]:
    """Put a node 0 above all roots, at a price that only one root is worth, and span the graph from it."""
    count = len(scores)
    price = 2 * count * (float(np.abs(scores).max()) + 1)
    graph = np.full((count + 1, count + 1), -np.inf)
    graph[1:, 1:] = scores
    np.fill_diagonal(graph, -np.inf)
    graph[1:, 0] = scores.diagonal() - price
    heads = _arborescence(graph)
    return [head - 1 if head else token for token, head in enumerate(heads[1:])]


def _arborescence(graph: NDArray[np.float64]) -> list[int]:
    """Return the best head of each node; node 0 has none (given as 0). Contracts one circle and recurs."""
    heads: list[int] = graph.argmax(axis=1).tolist()
    heads[0] = 0
    circle = _circle(heads, 0)
    if not circle:
        return heads
    rest = [node for node in range(len(graph)) if node not in set(circle)]
    size = len(rest)  # the circle is the last node of the smaller graph
    inner = graph[circle, [heads[node] for node in circle]]
    smaller = np.full((size + 1, size + 1), -np.inf)
    smaller[:size, :size] = graph[np.ix_(rest, rest)]
    out = graph[np.ix_(rest, circle)]  # arcs from the circle to a node
    into = graph[np.ix_(circle, rest)] - inner[:, None]  # arcs into it, each in place of one of its own
    smaller[:size, size], smaller[size, :size] = out.max(axis=1), into.max(axis=0)
    smaller[0] = -np.inf
    spanned = _arborescence(smaller)
    for node in range(1, size):
        head = spanned[node]
        heads[rest[node]] = circle[int(out[node].argmax())] if head == size else rest[head]
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
