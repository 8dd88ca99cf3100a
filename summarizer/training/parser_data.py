"""A treebank as arrays: ids of tokens, heads, labels and tags, and the batches of sentences of like length."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from summarizer.text.parser_features import Vocabulary, beginning, ending, normal
from summarizer.training.treebank import GoldTree

_LISTED = (24_000, 4_000, 1_500)  # most words, endings and beginnings
_FEWEST = (3, 5, 10)  # sightings of each
_NONE = -100
_JITTER = 3  # tokens by which lengths are blurred, so that each epoch groups sentences anew


@dataclass(frozen=True, slots=True)
class Lexis:
    """All names that a parser knows, in the order of their numbers."""

    words: tuple[str, ...]
    endings: tuple[str, ...]
    beginnings: tuple[str, ...]
    labels: tuple[str, ...]
    tags: tuple[str, ...]

    def vocabulary(self) -> Vocabulary:
        """Return the rows of the embedding tables; the first is for what is not listed."""
        words, endings, beginnings = (
            {name: row for row, name in enumerate(names, 1)} for names in (self.words, self.endings, self.beginnings)
        )
        return Vocabulary(words, endings, beginnings)


@dataclass(frozen=True, slots=True)
class Corpus:
    """The n tokens of all sentences in a row; sentence i has ``bounds[i]:bounds[i + 1]``."""

    ids: NDArray[np.int32]
    """Rows of the embedding tables, (n, 4)."""
    heads: NDArray[np.int32]
    """Within the sentence."""
    labels: NDArray[np.int32]
    tags: NDArray[np.int32]
    bounds: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Batch:
    """b sentences, padded to m tokens: ``ids`` is (b, m, 4), the others are (b, m)."""

    ids: NDArray[np.int64]
    heads: NDArray[np.int64]
    labels: NDArray[np.int64]
    tags: NDArray[np.int64]
    mask: NDArray[np.bool_]


def lexis(trees: Sequence[GoldTree]) -> Lexis:
    """Return the names that trees use: all labels and tags, and the words that are seen often enough."""
    words = Counter(normal(token) for tree in trees for token in tree.tokens)
    endings: Counter[str] = Counter()
    beginnings: Counter[str] = Counter()
    for word, count in words.items():
        endings[ending(word)] += count
        beginnings[beginning(word)] += count
    listed = [
        tuple(name for name, count in _ranked(counts)[:most] if count >= least)
        for counts, most, least in zip((words, endings, beginnings), _LISTED, _FEWEST, strict=True)
    ]
    labels = tuple(sorted({label for tree in trees for label in tree.labels}))
    tags = tuple(sorted({tag for tree in trees for tag in tree.tags}))
    return Lexis(listed[0], listed[1], listed[2], labels, tags)


def corpus(trees: Sequence[GoldTree], names: Lexis) -> Corpus:
    """Return trees as arrays. Labels and tags that ``names`` lacks get a number that torch leaves out of a loss."""
    label_of = {name: number for number, name in enumerate(names.labels)}
    tag_of = {name: number for number, name in enumerate(names.tags)}
    return Corpus(
        ids=names.vocabulary().ids([tree.tokens for tree in trees]),
        heads=np.array([head for tree in trees for head in tree.heads], np.int32),
        labels=np.array([label_of.get(label, _NONE) for tree in trees for label in tree.labels], np.int32),
        tags=np.array([tag_of.get(tag, _NONE) for tree in trees for tag in tree.tags], np.int32),
        bounds=np.cumsum([0, *(len(tree.tokens) for tree in trees)]),
    )


def schedule(data: Corpus, *, tokens: int, rng: np.random.Generator) -> list[NDArray[np.int64]]:
    """Return all sentences once, in groups of about so many tokens whose sentences are about equally long."""
    lengths = np.diff(data.bounds)
    order = np.argsort(lengths + _JITTER * rng.random(len(lengths)))
    ends = np.cumsum(lengths[order])
    groups = np.split(order, np.flatnonzero(np.diff(ends // tokens)) + 1)
    return [groups[place] for place in rng.permutation(len(groups))]


def collate(data: Corpus, group: NDArray[np.int64]) -> Batch:
    """Return the batch of a group of sentences."""
    starts, ends = data.bounds[group], data.bounds[group + 1]
    places = starts[:, None] + np.arange((ends - starts).max())
    mask = places < ends[:, None]
    places = np.where(mask, places, ends[:, None] - 1)
    return Batch(
        ids=data.ids[places].astype(np.int64),
        heads=data.heads[places].astype(np.int64),
        labels=data.labels[places].astype(np.int64),
        tags=data.tags[places].astype(np.int64),
        mask=mask,
    )


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
