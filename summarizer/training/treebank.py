"""Treebanks in CoNLL-U, the form of Universal Dependencies: ten columns a token, a blank line after each sentence.

FORM, XPOS, HEAD and DEPREL are read. Whatever labels and tags a treebank has, a parser learns; the product's own rules
speak of ClearNLP's labels and the Penn Treebank's tags.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from sys import intern
from typing import NamedTuple

from summarizer.errors import SourceError
from summarizer.evaluation.datasets import lines_of
from summarizer.text.parser_network import LONGEST
from summarizer.text.parsing import ROOT

_COLUMNS = 10


class GoldTree(NamedTuple):
    """A sentence of a treebank; all fields have one entry a token."""

    tokens: tuple[str, ...]
    tags: tuple[str, ...]
    heads: tuple[int, ...]
    """Index of each token's head; the root's is its own."""
    labels: tuple[str, ...]


def read_treebank(path: Path, *, limit: int | None = None) -> Iterator[GoldTree]:
    """Return the trees of a ``.conllu`` file, plain or compressed, but for sentences over 120 tokens.

    Raises SourceError, naming the line, for what is no tree, and what :func:`lines_of` does.
    """
    return islice(_trees(lines_of(path), path.name), limit)


def _trees(lines: Iterable[str], name: str) -> Iterator[GoldTree]:
    rows: list[tuple[str, str, int, str]] = []
    number = 0
    for number, line in enumerate(lines, 1):
        place = f"{name}:{number}"
        if line.startswith("#"):
            continue
        if line.strip():
            rows += _row(line, len(rows) + 1, place)
        elif rows:
            if len(rows) <= LONGEST:
                yield _tree(rows, place)
            rows = []
    if rows and len(rows) <= LONGEST:
        yield _tree(rows, f"{name}:{number}")


def _row(line: str, expected: int, place: str) -> list[tuple[str, str, int, str]]:
    """Return the form, tag, head and label of a line; nothing for a range of tokens (1-2) or an empty node (1.1)."""
    columns = line.rstrip("\r\n").split("\t")
    if len(columns) != _COLUMNS:
        raise SourceError(f"{place} has {len(columns)} columns; CoNLL-U has {_COLUMNS}, with tabs between them.")
    token, form, tag, head, label = (columns[n].strip() for n in (0, 1, 4, 6, 7))
    if "-" in token or "." in token:
        return []
    if token != str(expected):
        raise SourceError(f"{place} is token {token!r}, where {expected} comes next.")
    if not form or tag in ("", "_") or label in ("", "_"):
        raise SourceError(f"{place} lacks a form, a tag (XPOS, the fifth column) or a label (DEPREL, the eighth).")
    if not head.isascii() or not head.isdigit():
        raise SourceError(f"{place} has the head {head!r}, which is no number.")
    return [(intern(form), intern(tag), int(head), intern(label))]  # a big treebank then fits in memory


def _tree(rows: list[tuple[str, str, int, str]], end: str) -> GoldTree:
    """Return the tree of a sentence's rows; ``end`` says where it ends, for people."""
    tokens, tags, given, labels = zip(*rows, strict=True)
    roots = [token for token, head in enumerate(given) if head == 0]
    if len(roots) != 1:
        raise SourceError(f"The sentence that ends at {end} has {len(roots)} roots; a tree has one.")
    if max(given) > len(given):
        raise SourceError(f"The sentence that ends at {end} has a head {max(given)}, past its last token.")
    heads = tuple(head - 1 if head else token for token, head in enumerate(given))
    astray = _astray(heads, roots[0])
    if astray is not None:
        raise SourceError(f"The sentence that ends at {end} has a circle through token {astray + 1}.")
    named = tuple(ROOT if token == roots[0] else _inner(label) for token, label in enumerate(labels))
    return GoldTree(tokens, tags, heads, named)


def _astray(heads: tuple[int, ...], root: int) -> int | None:
    """Return a token of a circle, if there is one."""
    reached = {root}
    for token in range(len(heads)):
        path: list[int] = []
        while token not in reached:
            if token in path:
                return token
            path.append(token)
            token = heads[token]
        reached.update(path)
    return None


def _inner(label: str) -> str:
    """Only the root is called one; treebanks with several ways to write it must not teach them."""
    return "dep" if label == ROOT else label
