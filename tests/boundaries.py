"""How well a sentence splitter finds the boundaries inside paragraphs, against gold sentences.

A raw paragraph is rebuilt by joining its gold sentences with one space. A boundary is the end of a sentence other than
the paragraph's last, and counts are pooled over all paragraphs before precision and recall are taken.
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

Splitter = Callable[[str], Iterable[tuple[int, int]]]
"""Text in, half-open ranges of its sentences out, in order."""


class BoundaryScore(NamedTuple):
    """Precision, recall and F1 of boundaries, 0 to 1."""

    precision: float
    recall: float
    f1: float


def boundary_f1(split: Splitter, paragraphs: Iterable[Sequence[str]]) -> BoundaryScore:
    """Return how well ``split`` finds the boundaries between the gold sentences of each paragraph."""
    found = predicted = true = 0
    for sentences in paragraphs:
        text, gold = join(sentences)
        ends = {end for _, end in split(text) if end < len(text)}
        found += len(gold & ends)
        predicted += len(ends)
        true += len(gold)
    precision = found / predicted if predicted else 1.0
    recall = found / true if true else 1.0
    return BoundaryScore(precision, recall, 2 * found / (predicted + true) if predicted + true else 1.0)


def join(sentences: Sequence[str]) -> tuple[str, set[int]]:
    """Return the raw paragraph of gold sentences, and the offsets at which all but its last sentence end."""
    ends: set[int] = set()
    offset = -1
    for sentence in sentences:
        offset += 1 + len(sentence)
        ends.add(offset)
    return " ".join(sentences), ends - {offset}


def read_paragraphs(path: Path) -> Iterator[list[str]]:
    """Yield the paragraphs of an xz-compressed JSON lines file, each a list of its gold sentences."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield from ([sentence.strip() for sentence in paragraph] for paragraph in json.loads(line)["paragraphs"])


def exact_matches(split: Splitter, cases: Iterable[tuple[str, Sequence[str]]]) -> int:
    """Return in how many cases, each a text and its gold sentences, ``split`` gives exactly the gold sentences."""
    return sum(
        [text[start:end].strip() for start, end in split(text)] == [sentence.strip() for sentence in gold]
        for text, gold in cases
    )
