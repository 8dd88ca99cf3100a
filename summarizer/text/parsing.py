"""The dependency trees of English sentences, by a small learned parser that numpy runs.

What was learned lies in ``data/parser.npz`` and is described in ``data/parser.md``; a publisher's own treebank makes
another one by ``summarizer train parser``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate, islice
from pathlib import Path
from typing import NamedTuple

import numpy as np

from summarizer.document import Span
from summarizer.text.parser_network import LONGEST, Floats
from summarizer.text.parser_tokens import tokenise
from summarizer.text.parser_tree import best_tree
from summarizer.text.parser_weights import Parser, load_parser

ROOT = "ROOT"
"""Label of a tree's root."""
SHIPPED = Path(__file__).with_name("data") / "parser.npz"

_TOGETHER = 64  # sentences read in one pass, which bounds memory
_LONGEST_CHARACTERS = 20 * LONGEST  # longer than any real sentence of so many tokens: not even cut into them


class Tree(NamedTuple):
    """A sentence's tokens and how they depend on each other; all fields have one entry a token."""

    words: tuple[Span, ...]
    """Ranges in the text."""
    tokens: tuple[str, ...]
    """Their text."""
    tags: tuple[str, ...]
    """Penn Treebank part-of-speech tags."""
    heads: tuple[int, ...]
    """Index of each token's head; the root's is its own."""
    labels: tuple[str, ...]
    """ClearNLP dependency labels, as spaCy's English models have them; ROOT for the root."""
    confidence: tuple[float, ...]
    """Probability of each arc, 0 to 1."""


class Tokens(NamedTuple):
    """A sentence cut into tokens: their ranges and their text."""

    words: tuple[Span, ...]
    tokens: tuple[str, ...]


def parse(text: str, sentences: Sequence[Span]) -> list[Tree | None]:
    """Return the tree of each English sentence of a text; None for one without words or over 120 tokens.

    The sentences of one call are read together, several times faster than one at a time. Thread-safe. Raises
    EngineError if the shipped weights cannot be read.
    """
    return parse_with(shipped_parser(), text, sentences)


@cache
def shipped_parser() -> Parser:
    """Return the parser that comes with the product, read when it is first asked for."""
    return load_parser(SHIPPED)


def parse_with(parser: Parser, text: str, sentences: Sequence[Span]) -> list[Tree | None]:
    """Do as :func:`parse` with any parser."""
    found: list[Tree | None] = [None] * len(sentences)
    readable = _readable(text, sentences)
    while group := list(islice(readable, _TOGETHER)):
        for (place, _), tree in zip(group, trees(parser, [tokens for _, tokens in group]), strict=True):
            found[place] = tree
    return found


def trees(parser: Parser, sentences: Sequence[Tokens]) -> Iterator[Tree]:
    """Read sentences that are already cut into 1 to 120 tokens each, in one pass."""
    network = parser.network
    bounds = [0, *accumulate(len(sentence.tokens) for sentence in sentences)]
    state = network.read(parser.vocabulary.ids([sentence.tokens for sentence in sentences]), bounds)
    scores = network.arcs(state, bounds)
    local = [best_tree(found) for found in scores]
    heads = np.array([begin + head for begin, found in zip(bounds, local, strict=False) for head in found])
    labels = _labels(parser, network.labels(state, heads), heads)
    tags = [parser.tags[number] for number in network.tags(state).argmax(axis=1).tolist()]
    for number, (words, tokens) in enumerate(sentences):
        here = slice(bounds[number], bounds[number + 1])
        confidence = _probabilities(scores[number], local[number])
        yield Tree(words, tokens, tuple(tags[here]), tuple(local[number]), tuple(labels[here]), confidence)


def _readable(text: str, sentences: Iterable[Span]) -> Iterator[tuple[int, Tokens]]:
    """Yield the sentences that have a tree, each with its place among all."""
    for place, sentence in enumerate(sentences):
        if sentence.end - sentence.start > _LONGEST_CHARACTERS:
            continue
        words = tokenise(text, sentence.start, sentence.end)
        if 0 < len(words) <= LONGEST:
            tokens = tuple([text[start:end] for start, end in words])
            if any(token[0].isalnum() for token in tokens):
                yield place, Tokens(tuple(words), tokens)


def _labels(parser: Parser, scores: Floats, heads: np.ndarray[tuple[int], np.dtype[np.int64]]) -> list[str]:
    """Return the best label of each token; ROOT for the roots and for nothing else."""
    names = parser.labels
    scores[:, names.index(ROOT)] = -np.inf
    labels = [names[number] for number in scores.argmax(axis=1).tolist()]
    for root in np.flatnonzero(heads == np.arange(len(heads))).tolist():
        labels[root] = ROOT
    return labels


def _probabilities(scores: Floats, heads: list[int]) -> tuple[float, ...]:
    """Return the probability of each token's head among all tokens of its sentence."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    chosen = raised[np.arange(len(heads)), heads] / raised.sum(axis=1)
    return tuple(chosen.tolist())
