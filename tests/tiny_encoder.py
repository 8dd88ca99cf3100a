"""An encoder small enough to make, train and run in tests: random weights, a vocabulary of a few words."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from summarizer.engines.encoder_model import EncoderConfig
from summarizer.engines.encoder_weights import save_encoder
from summarizer.extract.features import FEATURES
from summarizer.training.encoder_start import random_weights

SUBJECTS = ("council", "harbour", "bridge", "mayor", "school", "river", "market", "library", "ferry", "festival")
VERBS = ("opened", "closed", "approved", "repaired", "praised", "visited", "delayed", "extended")
PLACES = ("north", "south", "east", "west", "centre", "valley", "coast", "island")
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"

VOCABULARY = (
    "[PAD]", "[UNK]", "[CLS]", "[SEP]", *LETTERS, *(f"##{letter}" for letter in LETTERS), *".,!?'\"-", "the", "in",
    "was", "by", "of", "residents", *SUBJECTS, *VERBS, *PLACES,
)  # fmt: skip

CONFIG = EncoderConfig(
    vocabulary=len(VOCABULARY),
    features=tuple(FEATURES),
    width=16,
    heads=2,
    layers=2,
    inner=32,
    positions=64,
    document_width=16,
    document_heads=2,
    document_layers=1,
    document_inner=16,
    places=8,
)


def write_encoder(path: Path, seed: int = 3) -> Path:
    """Write a tiny encoder with random weights, and return its path."""
    save_encoder(path, random_weights(CONFIG, seed), CONFIG, vocabulary=VOCABULARY, about={"training": "none"})
    return path


def article(sentences: int, seed: int) -> str:
    """Return an article of made-up sentences, a paragraph each."""
    source = random.Random(seed)
    return "\n\n".join(
        f"The {source.choice(SUBJECTS)} in the {source.choice(PLACES)} was {source.choice(VERBS)} by the residents of "
        f"the {source.choice(PLACES)} {source.choice(SUBJECTS)}."
        for _ in range(sentences)
    )


def records(count: int, seed: int = 5) -> Iterator[dict[str, Any]]:
    """Yield articles with highlights that repeat a sentence of theirs, and as many compressed sentences."""
    for number in range(count):
        text = article(8, seed + number)
        lines = text.split("\n\n")
        yield {"id": f"article-{number}", "text": text, "highlights": [lines[number % 3], lines[4]]}
        short = lines[1].replace(" by the residents", "", 1)
        yield {"id": f"pair-{number}", "text": lines[1], "compression": short}
