"""``summarizer train encoder``: from a publisher's archive to an encoder of its own, and a card that describes it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.engines.encoder import SHIPPED
from summarizer.engines.encoder_model import EncoderConfig
from summarizer.engines.encoder_weights import floats, load_encoder, save_encoder
from summarizer.engines.encoder_words import continuing
from summarizer.engines.wordpiece import CLS, SEP
from summarizer.errors import MissingExtraError, UsageError
from summarizer.evaluation.datasets import read_examples
from summarizer.extract.features import FEATURES
from summarizer.training.encoder_card import card
from summarizer.training.encoder_data import Corpus, join, prepare
from summarizer.training.encoder_fit import Plan, Trained, fit
from summarizer.training.encoder_start import config_of, published_weights
from summarizer.training.encoder_words import WordPlan, fit_words
from summarizer.training.origin import sha256_of, versions
from summarizer.training.progress import progress_bar

if TYPE_CHECKING:
    from torch import Tensor

_STATE = "state.safetensors"
_PACKAGES = ("torch", "tokenizers", "safetensors", "numpy", "newsroom-summarizer")


def train(
    data: Path | Sequence[Path],
    *,
    output: Path,
    plan: Plan | None = None,
    base: Path | None = None,
    resume: bool = True,
) -> Path:
    """Train an encoder on files of examples, and return the weights' path in the folder ``output``.

    Articles with highlights teach it sentences, sentences with compressions teach it words; files may hold either or
    both. Starts from the shipped encoder, or from ``base``, a BERT in Hugging Face's layout (``config.json``,
    ``model.safetensors``, ``vocab.txt``). A run that was stopped goes on where it was unless ``resume`` is false.
    Raises SourceError for data that cannot be read, UsageError if there is nothing in it to learn from or ``base`` is
    no BERT, EngineError if the shipped weights cannot be read, MissingExtraError without torch.
    """
    # Threads that wait by spinning burn more than half of a shared machine's time; must be set before torch loads.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    try:
        import torch  # noqa: F401
    except ImportError as reason:
        raise MissingExtraError("Training the encoder", "transformer") from reason
    plan = plan or Plan()
    output.mkdir(parents=True, exist_ok=True)
    if not resume:
        (output / _STATE).unlink(missing_ok=True)
    vocabulary, start = _start(base, plan)
    files = {path: sha256_of(path) for path in ([data] if isinstance(data, Path) else data)}
    corpus = join([_prepared(path, output, vocabulary, limit=plan.limit, digest=files[path]) for path in files])
    special = (vocabulary.index(CLS), vocabulary.index(SEP))
    with progress_bar() as progress:
        trained = fit(start, corpus, plan=plan, special=special, folder=output, progress=progress)
    words = WordPlan(layers=plan.word_layers, epochs=plan.word_epochs)
    weights, config = fit_words(
        (trained.weights, trained.config), corpus, plan=words, special=special, continues=continuing(vocabulary)
    )
    about = _about({path.name: digest for path, digest in files.items()}, plan, trained, vocabulary=vocabulary)
    path = output / SHIPPED.name
    save_encoder(path, weights, config, vocabulary=vocabulary, about=about)
    path.with_suffix(".md").write_text(card(about), encoding="utf-8")
    (output / _STATE).unlink(missing_ok=True)
    return path


def _start(base: Path | None, plan: Plan) -> tuple[tuple[str, ...], tuple[dict[str, Tensor], EncoderConfig]]:
    """Return the vocabulary, the weights and the sizes to start from."""
    if base is None:
        stored = load_encoder(SHIPPED)
        if stored.config.features != tuple(FEATURES):
            raise UsageError("The shipped encoder was trained with other features; start from a published model.")
        return stored.vocabulary, (floats(stored.weights), stored.config)
    try:
        vocabulary = tuple((base / "vocab.txt").read_text(encoding="utf-8").splitlines())
        config = config_of(base, len(vocabulary), plan.layers)
    except (OSError, KeyError, ValueError) as reason:
        raise UsageError(f"{base} holds no BERT that the encoder could start from: {reason}") from reason
    return vocabulary, (published_weights(base, config, plan.seed), config)


def _prepared(data: Path, output: Path, vocabulary: tuple[str, ...], *, limit: int | None, digest: str) -> Corpus:
    """Return a file's labelled corpus; from the output folder if it was prepared before."""
    mark = hashlib.sha256("\n".join([digest, _digest(vocabulary), str(limit), *FEATURES]).encode()).hexdigest()[:16]
    path = output / f"prepared-{mark}.npz"
    if path.exists():
        return Corpus.load(path)
    corpus = prepare(read_examples(data, limit=limit), vocabulary)
    corpus.save(path)
    return corpus


def _digest(vocabulary: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(vocabulary).encode()).hexdigest()


def _about(data: Mapping[str, str], plan: Plan, trained: Trained, *, vocabulary: Sequence[str]) -> dict[str, Any]:
    best = max(trained.history, key=lambda entry: entry[2])
    return {
        "languages": ["en"],
        "training": {
            "data": dict(data),
            "vocabulary": _digest(vocabulary),
            "plan": asdict(plan),
            "versions": versions(*_PACKAGES),
            "history": [list(entry) for entry in trained.history],
            "held_out": best[2],
        },
    }
