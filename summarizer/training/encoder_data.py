"""Articles and sentence pairs as the arrays that the encoder learns from: cut into pieces and labelled once, then kept.

An example with highlights is an article, one with a compression a sentence and what was left of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from summarizer.document import Document
from summarizer.engines.wordpiece import Pieces, cut, tokenizer
from summarizer.errors import UsageError
from summarizer.evaluation.datasets import Example
from summarizer.evaluation.rouge import Matcher, tokens
from summarizer.extract.features import FEATURES, features
from summarizer.pipeline import Summarizer
from summarizer.text.similarity import sentence_vectors
from summarizer.text.words import index_words
from summarizer.training.labels import UNKNOWN, label, word_spans


@dataclass(frozen=True, slots=True)
class Corpus:
    """Training examples, flat: pieces of sentences of examples, in a row. A pair is an example of one sentence."""

    ids: NDArray[np.int32]
    """A piece's id in the vocabulary."""
    mentioned: NDArray[np.int8]
    kept: NDArray[np.int8]
    plausible: NDArray[np.int8]
    """Labels of each piece, or UNKNOWN; ``plausible`` is known in pairs only, the others in articles."""
    pieces: NDArray[np.int32]
    """How many pieces each sentence has."""
    features: NDArray[np.float32]
    """Shape (sentences, features)."""
    picks: NDArray[np.bool_]
    shares: NDArray[np.float32]
    sentences: NDArray[np.int32]
    """How many sentences each example has."""
    is_pair: NDArray[np.bool_]

    def save(self, path: Path) -> None:
        """Write the arrays to a file."""
        with path.open("wb") as file:
            np.savez(file, **{field.name: getattr(self, field.name) for field in fields(self)})

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the arrays back. Raises OSError or ValueError if they are not there or not whole."""
        with np.load(path, allow_pickle=False) as stored:
            return cls(**{field.name: stored[field.name] for field in fields(cls)})


def prepare(examples: Iterable[Example], vocabulary: Sequence[str]) -> Corpus:
    """Read, split, cut and label examples; those without a usable sentence are left out.

    Every other article is read without its paragraphs, for archives often lack them: what is learnt must not lean on
    them. Raises UsageError if nothing is left.
    """
    reader, cutter = Summarizer(engine="extractive"), tokenizer(vocabulary)
    parts: list[Corpus] = []
    for number, example in enumerate(examples):
        if example.compression:
            parts.append(_pair(example.text, example.compression, cut(cutter, [example.text])[0]))
        elif example.highlights:
            text = " ".join(example.text.split()) if number % 2 else example.text
            document = reader.document(text, title=example.title, language=example.language)
            sentences = [document.quote(sentence) for sentence in document.sentences]
            if sentences:
                parts.append(_article(document, sentences, example.highlights, cut(cutter, sentences)))
    if not parts:
        raise UsageError("There is nothing to learn from: no article has highlights, and no sentence a compression.")
    return join(parts)


def join(parts: Sequence[Corpus]) -> Corpus:
    """Put corpora one after another."""
    return Corpus(**{f.name: np.concatenate([getattr(part, f.name) for part in parts]) for f in fields(Corpus)})


def features_of(document: Document, sentences: Sequence[str]) -> NDArray[np.float32]:
    """Return the extractive features of a document's sentences."""
    index = index_words(sentences, document.language)
    return features(document, index, sentence_vectors(index)).astype(np.float32)


def _article(document: Document, sentences: list[str], highlights: Sequence[str], pieces: list[Pieces]) -> Corpus:
    labels = label(sentences, highlights)
    mentioned = [_spread(*row) for row in zip(sentences, labels.mentioned, pieces, strict=True)]
    kept = [_spread(*row) for row in zip(sentences, labels.kept, pieces, strict=True)]
    ids = np.array([i for piece in pieces for i in piece.ids], dtype=np.int32)
    return Corpus(
        ids=ids,
        mentioned=np.concatenate(mentioned),
        kept=np.concatenate(kept),
        plausible=np.full(len(ids), UNKNOWN, dtype=np.int8),
        pieces=np.array([len(piece.ids) for piece in pieces], dtype=np.int32),
        features=features_of(document, sentences),
        picks=labels.picks,
        shares=labels.shares,
        sentences=np.array([len(sentences)], dtype=np.int32),
        is_pair=np.array([False]),
    )


def _pair(sentence: str, compression: str, piece: Pieces) -> Corpus:
    spans = word_spans(sentence)
    kept = [0] * len(spans)
    for position in Matcher(tokens(compression)).common([tokens(sentence[start:end])[0] for start, end in spans]):
        kept[position] = 1
    unknown = np.full(len(piece.ids), UNKNOWN, dtype=np.int8)
    return Corpus(
        ids=np.array(piece.ids, dtype=np.int32),
        mentioned=unknown,
        kept=unknown,
        plausible=_spread(sentence, kept, piece),
        pieces=np.array([len(piece.ids)], dtype=np.int32),
        features=np.zeros((1, len(FEATURES)), dtype=np.float32),
        picks=np.zeros(1, dtype=bool),
        shares=np.zeros(1, dtype=np.float32),
        sentences=np.array([1], dtype=np.int32),
        is_pair=np.array([True]),
    )


def _spread(sentence: str, labels: Sequence[int], pieces: Pieces) -> NDArray[np.int8]:
    """Give each piece the label of the word that it begins in; UNKNOWN to those outside words."""
    by_character = np.full(len(sentence) + 1, UNKNOWN, dtype=np.int8)
    for (start, end), value in zip(word_spans(sentence), labels, strict=True):
        by_character[start:end] = value
    return by_character[[start for start, _ in pieces.offsets]]
