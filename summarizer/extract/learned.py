"""A scorer that was trained: a small neural network over the features, run by numpy from one ``.npz`` file."""

from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Self

import numpy as np

from summarizer.document import Document
from summarizer.errors import EngineError
from summarizer.extract.background import BACKGROUND_FEATURES, Background, background_features
from summarizer.extract.features import FEATURES, features
from summarizer.text.similarity import Floats, SentenceVectors
from summarizer.text.words import WordIndex

FORMAT = "newsroom-summarizer scorer 1"
NEIGHBOURED = ("centroid", "forward", "length", "names")
"""Features that a sentence also sees of the sentence before it and the one after."""
COLUMNS = (*FEATURES, *BACKGROUND_FEATURES)

_NEIGHBOURED = [COLUMNS.index(name) for name in NEIGHBOURED]
_EDGE = 5.0  # standardised inputs are clipped here, so that a freak sentence cannot blow the network up
_MAX_BYTES = 4_000_000
_TINY = 1e-6


def inputs(document: Document, index: WordIndex, vectors: SentenceVectors, background: Background) -> Floats:
    """Return what the network sees of n sentences: features, their standing within the article, and neighbours'."""
    count, width, near = vectors.count, len(COLUMNS), len(NEIGHBOURED)
    table = np.zeros((2 * (width + near), count))  # a row an input: what is made a row at a time lies together
    raw, standing = table[:width], table[width : 2 * width]
    raw[: len(FEATURES)] = features(document, index, vectors, iterate=False).T
    raw[len(FEATURES) :] = background_features(index, vectors, background).T
    # Summed in reading order, which is the same on every processor.
    np.subtract(raw, raw.T.copy().mean(axis=0)[:, None], out=standing)
    standing /= np.sqrt(np.square(standing).T.copy().mean(axis=0))[:, None] + _TINY
    seen = standing[_NEIGHBOURED]
    table[2 * width : -near, :-1] = seen[:, 1:]
    table[-near:, 1:] = seen[:, :-1]
    return table.T


@dataclass(frozen=True, slots=True)
class LearnedScorer:
    """A two-layer perceptron and the background it was trained with."""

    model: str | None
    revision: str | None
    language: str
    """The language of its training articles: it scores no other."""
    background: Background
    mean: Floats
    """Of each input, for standardising; shape (d,)."""
    scale: Floats
    """One over the standard deviation of each input; shape (d,)."""
    layers: tuple[tuple[Floats, Floats], ...]
    """Weights (inputs, outputs) and biases (outputs,) of each layer."""

    def score(self, document: Document, index: WordIndex, vectors: SentenceVectors) -> Floats:
        """Return the salience of each sentence, shape (n,), 0 to 1."""
        return self.predict(inputs(document, index, vectors, self.background))

    def predict(self, rows: Floats) -> Floats:
        """Return the salience for rows of :func:`inputs`."""
        state = (rows - self.mean) * self.scale
        np.maximum(np.minimum(state, _EDGE, out=state), -_EDGE, out=state)
        for weights, biases in self.layers[:-1]:
            state = np.maximum(state @ weights + biases, 0)
        weights, biases = self.layers[-1]
        logit = (state @ weights + biases)[:, 0]
        scores: Floats = 1 / (1 + np.exp(-logit))
        return scores

    def to_bytes(self, about: dict[str, Any]) -> bytes:
        """Return the file of this scorer: arrays in half precision, and what is to be known of it as JSON."""
        header = {"format": FORMAT, "columns": COLUMNS, "language": self.language, **about}
        header["documents"] = self.background.documents
        arrays: dict[str, Any] = {
            "header": np.frombuffer(json.dumps(header).encode(), dtype=np.uint8),
            "terms": np.frombuffer("\n".join(self.background.frequencies).encode(), dtype=np.uint8),
            "frequencies": np.array(list(self.background.frequencies.values()), dtype=np.uint32),
            "mean": self.mean.astype(np.float32),
            "scale": self.scale.astype(np.float32),
        }
        for number, (weights, biases) in enumerate(self.layers):
            arrays[f"weights{number}"] = weights.astype(np.float16)
            arrays[f"biases{number}"] = biases.astype(np.float32)
        buffer = BytesIO()
        np.savez_compressed(buffer, **arrays)
        return buffer.getvalue()

    @classmethod
    def load(cls, path: Path, *, model: str | None = None) -> Self:
        """Read a scorer's file. Raises EngineError if it is missing, too large, damaged or made for other features."""
        try:
            size = path.stat().st_size
            if size > _MAX_BYTES:
                raise EngineError(f"{path} has {size:,} bytes; a scorer has at most {_MAX_BYTES:,}.")
            return cls.from_bytes(path.read_bytes(), model=model or str(path))
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
            raise EngineError(f"{path} cannot be read as a scorer: {error}") from error

    @classmethod
    def from_bytes(cls, data: bytes, *, model: str) -> Self:
        """Read a scorer from its file's bytes. Raises ValueError or KeyError if they are damaged."""
        with np.load(BytesIO(data), allow_pickle=False) as arrays:
            header = json.loads(arrays["header"].tobytes())
            if header.get("format") != FORMAT or tuple(header["columns"]) != COLUMNS:
                raise ValueError("it was made by another version of this program; train it again")
            terms = arrays["terms"].tobytes().decode().split("\n")
            frequencies = dict(zip(terms, arrays["frequencies"].tolist(), strict=True))
            count = sum(name.startswith("weights") for name in arrays.files)
            return cls(
                model=model,
                revision=hashlib.sha256(data).hexdigest(),
                language=header["language"],
                background=Background(frequencies, header["documents"]),
                mean=arrays["mean"].astype(np.float64),
                scale=arrays["scale"].astype(np.float64),
                layers=tuple(
                    (arrays[f"weights{n}"].astype(np.float64), arrays[f"biases{n}"].astype(np.float64))
                    for n in range(count)
                ),
            )
