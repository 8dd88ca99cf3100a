"""``summarizer train cloze``: from articles with highlights to the network by which the fact gate fills blanks.

1 A part of the articles is held back, by their text. 2 The commonest words of the others get embeddings. 3 The network
learns, with torch, which of an article's values people wrote in each place of their highlights. 4 Its weights are put
in 8 bits, and what is then written is what is measured.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from summarizer.errors import MissingExtraError, SourceError
from summarizer.evaluation.datasets import Example, read_examples
from summarizer.faithfulness.cloze import fill
from summarizer.faithfulness.cloze_question import Question
from summarizer.faithfulness.cloze_vocabulary import SPECIAL, Ints, Vocabulary
from summarizer.faithfulness.cloze_weights import Cloze, cloze_from_bytes, cloze_to_bytes, vocabulary_of
from summarizer.faithfulness.reading import read
from summarizer.records import Record
from summarizer.settings import Settings
from summarizer.training.cloze_data import common_words, questions
from summarizer.training.cloze_words import embeddings
from summarizer.training.origin import sha256_of, versions
from summarizer.training.progress import Progress

_HELD_BACK = 50  # one article in so many
_FEWEST = 20


class Plan(Record):
    """How to train."""

    epochs: int = 1
    """Passes over the blanks."""
    seed: int = 0
    """Everything random hangs on it."""
    limit: int | None = None
    """Most articles read from each file; by default all."""


class Filled(Record):
    """How well a network fills the blanks of articles held back."""

    blanks: int
    right: float
    """Share of them whose best place is one of the value that people wrote."""

    def describe(self) -> str:
        """Return the figures as a line for people."""
        return f"{self.blanks:,} blanks held back: {self.right:.1%} filled as people did"


def train(data: Sequence[Path], output: Path, plan: Plan | None = None, *, progress: Progress | None = None) -> Filled:
    """Train a network on files of articles with highlights, write it, and report how well it fills blanks.

    Raises SourceError for files that cannot be read or hold too few articles, MissingExtraError without torch.
    """
    # Threads that wait by spinning burn more than half of a shared machine's time; must be set before torch loads.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    try:
        from summarizer.training.cloze_fit import fit
        from summarizer.training.cloze_model import WORD
    except ImportError as reason:
        raise MissingExtraError("Training the fact gate", "transformer") from reason
    plan = plan or Plan()
    kept, held = _split(example for path in data for example in read_examples(path, limit=plan.limit))
    if len(kept) < _FEWEST or not held:
        raise SourceError(f"Training needs more articles with highlights than the {len(kept) + len(held)} found.")
    words = common_words(kept)
    vocabulary = vocabulary_of(words)
    start = embeddings(_texts(kept, vocabulary), rows=SPECIAL + len(words), width=WORD)
    model = fit(_blanks(kept, vocabulary), start, epochs=plan.epochs, seed=plan.seed, progress=progress)
    about = {
        "plan": plan.model_dump(),
        "articles": len(kept),
        "data": {path.name: sha256_of(path) for path in data},
        "versions": versions("numpy", "torch"),
    }
    made = cloze_to_bytes(model.arrays(), words, about)
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_bytes(made)
    return measure(cloze_from_bytes(made), held)


def measure(cloze: Cloze, examples: Sequence[Example]) -> Filled:
    """Fill the blanks of articles."""
    asked = _blanks(examples, cloze.vocabulary)
    right = sum((found := fill(cloze, question)) is not None and found.ahead > 0 for question in asked)
    return Filled(blanks=len(asked), right=right / max(len(asked), 1))


def _split(found: Iterator[Example]) -> tuple[list[Example], list[Example]]:
    """Return the articles to learn from and those held back. The same text is always on the same side, and once."""
    examples = {hashlib.sha256(example.text.encode()).digest(): example for example in found if example.highlights}
    order = sorted(examples)
    back = set(order[: -(-len(order) // _HELD_BACK)])
    return [one for key, one in examples.items() if key not in back], [examples[key] for key in order if key in back]


def _texts(examples: Sequence[Example], vocabulary: Vocabulary) -> Iterator[Ints]:
    return (vocabulary.of(read(example.text)) for example in examples)


def _blanks(examples: Sequence[Example], vocabulary: Vocabulary) -> list[Question]:
    """Return the blanks of articles, read by as many processes as there are cores."""
    asked = partial(_asked, vocabulary=vocabulary)
    with ProcessPoolExecutor() as pool:
        return [question for some in pool.map(asked, examples, chunksize=64) for question in some]


def _asked(example: Example, *, vocabulary: Vocabulary) -> list[Question]:
    return list(questions(example, vocabulary, Settings()))
