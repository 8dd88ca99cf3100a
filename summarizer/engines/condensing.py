"""Extract, then rewrite: of an article that does not fit a model's window, the weightiest sentences that do.

Nothing is cut inside a sentence, and what was left out is counted (content selection before abstraction, Gehrmann et
al. 2018).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from summarizer.document import Document
from summarizer.errors import EngineError
from summarizer.records import Notice
from summarizer.text.similarity import Floats

_SEPARATOR = 2
"""Tokens between two sentences, at most: a blank line."""


@dataclass(frozen=True, slots=True)
class Condensed:
    """The part of an article that a model is given."""

    paragraphs: tuple[str, ...]
    """Whole sentences, in reading order."""
    left_out: int
    """Sentences that did not fit."""

    def notices(self, total: int) -> tuple[Notice, ...]:
        """Say what was left out of ``total`` sentences, if anything was."""
        if not self.left_out:
            return ()
        given = total - self.left_out
        return (
            Notice(
                code="condensed",
                message=f"The article does not fit the model: it was given the {given:,} weightiest of "
                f"{total:,} sentences, and {self.left_out:,} were left out.",
            ),
        )


def condense(document: Document, salience: Floats, *, sizes: Sequence[int], room: int) -> Condensed:
    """Return the most salient sentences whose sizes fit into a room, both in tokens. Raises EngineError if none does.

    ``salience`` and ``sizes`` have a value for each sentence.
    """
    left = room
    chosen = []
    for i in np.argsort(-salience, kind="stable").tolist():
        if sizes[i] + _SEPARATOR <= left:
            chosen.append(i)
            left -= sizes[i] + _SEPARATOR
    if not chosen:
        raise EngineError(f"No sentence of the article fits the model, which has room for {max(room, 0):,} tokens.")
    return Condensed(_paragraphs(document, sorted(chosen)), len(sizes) - len(chosen))


def _paragraphs(document: Document, chosen: Sequence[int]) -> tuple[str, ...]:
    """Return the text of sentences, those of one block together."""
    blocks: dict[int, list[str]] = {}
    for i in chosen:
        sentence = document.sentences[i]
        blocks.setdefault(sentence.block, []).append(document.quote(sentence))
    return tuple(" ".join(sentences) for sentences in blocks.values())
