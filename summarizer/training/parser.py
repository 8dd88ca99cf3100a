"""``summarizer train parser``: from a treebank to the parser that cuts phrases.

1 A part of the trees is held back, by their text. 2 Some of the others are garbled as sources garble them. 3 The
network learns them with torch. 4 Its weights are put in 8 bits, and what is then written is what is measured.
"""

from __future__ import annotations

import hashlib
import os
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.errors import MissingExtraError, SourceError
from summarizer.records import Record
from summarizer.text.parser_weights import parser_from_bytes, parser_to_bytes
from summarizer.training.origin import sha256_of, versions
from summarizer.training.parser_data import Lexis, corpus, lexis
from summarizer.training.parser_scores import Scores, measure
from summarizer.training.parser_variants import variant
from summarizer.training.progress import Progress
from summarizer.training.treebank import GoldTree, read_treebank

if TYPE_CHECKING:
    from summarizer.training.parser_model import Model

_HELD_BACK = 50  # one sentence in so many
_MOST_HELD_BACK = 2_000
_FEWEST = 20


class Plan(Record):
    """How to train."""

    epochs: int = 4
    """Passes over the sentences."""
    seed: int = 0
    """Everything random hangs on it."""
    limit: int | None = None
    """Most sentences read from each file; by default all."""


def train(
    data: Sequence[Path],
    output: Path,
    plan: Plan | None = None,
    *,
    progress: Progress | None = None,
) -> Scores:
    """Train a parser on treebanks (CoNLL-U), write it, and report how well it reads the sentences held back.

    The file is written after each pass, so that a run which is stopped leaves a parser. Raises SourceError for files
    that cannot be read or hold too few sentences, MissingExtraError without torch.
    """
    # Threads that wait by spinning burn more than half of a shared machine's time; must be set before torch loads.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    try:
        from summarizer.training.parser_fit import Fit, fit
        from summarizer.training.parser_model import Sizes
    except ImportError as reason:
        raise MissingExtraError("Training the parser", "transformer") from reason
    plan = plan or Plan()
    kept, held = _split(tree for path in data for tree in read_treebank(path, limit=plan.limit))
    if len(kept) < _FEWEST:
        raise SourceError(f"Training needs more sentences than the {len(kept) + len(held)} that were found.")
    rng = random.Random(plan.seed)  # noqa: S311 — chance, not secrecy
    kept = [variant(tree, rng) for tree in kept]
    names = lexis(kept)
    sizes = Sizes(
        rows=(len(names.words) + 1, len(names.endings) + 1, len(names.beginnings) + 1),
        labels=len(names.labels),
        tags=len(names.tags),
    )
    output.parent.mkdir(parents=True, exist_ok=True)
    written = _Writer(output, names, _about(data, plan, len(kept)))
    fit(corpus(kept, names), sizes, Fit(plan.epochs, plan.seed), progress=progress, each_epoch=written)
    return measure(parser_from_bytes(output.read_bytes()), held)


def _split(found: Iterator[GoldTree]) -> tuple[list[GoldTree], list[GoldTree]]:
    """Return the trees to learn from and those held back. The same sentence is always on the same side, and once."""
    trees = {tree.tokens: tree for tree in found}
    order = sorted(trees, key=lambda tokens: hashlib.sha256("\n".join(tokens).encode()).digest())
    count = min(_MOST_HELD_BACK, -(-len(order) // _HELD_BACK))
    back = set(order[:count])
    return [tree for tokens, tree in trees.items() if tokens not in back], [trees[tokens] for tokens in order[:count]]


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes a model as a parser's file; one that was there stays whole until the new one is."""

    output: Path
    names: Lexis
    about: dict[str, Any]

    def __call__(self, model: Model) -> None:
        names = self.names
        lists = (names.words, names.endings, names.beginnings)
        header = {**self.about, "labels": names.labels, "tags": names.tags, "dilations": model.sizes.dilations}
        fresh = self.output.with_name(self.output.name + ".partial")
        fresh.write_bytes(parser_to_bytes(model.arrays(), lists, header))
        fresh.replace(self.output)


def _about(data: Sequence[Path], plan: Plan, sentences: int) -> dict[str, Any]:
    """Say how a parser was made."""
    return {
        "plan": plan.model_dump(),
        "sentences": sentences,
        "data": {path.name: sha256_of(path) for path in data},
        "versions": versions("numpy", "torch"),
    }
