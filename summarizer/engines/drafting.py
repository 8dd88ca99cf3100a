"""From salience to a draft: what every engine that picks sentences does once it has scored them."""

from __future__ import annotations

import numpy as np

from summarizer.document import BlockKind, Document
from summarizer.engines.base import Draft
from summarizer.extract.features import heading_overlap, title_overlap
from summarizer.extract.rejoinder import heard
from summarizer.extract.select import SAME_FEW_SECTION, SAME_SECTION, SAME_THIRD, Budget, Parts, select
from summarizer.extract.standing import standing
from summarizer.text.similarity import Floats, SentenceVectors
from summarizer.text.words import WordIndex

ALTERNATIVES = 3
"""How many spare highlights a draft holds."""
_FEWEST_HEADINGS = 2
# What sharing all words of the nearest heading, or of the title, adds to a salience. Training articles have neither.
_HEADING, _TITLE = 0.3, 0.2


def drafted(document: Document, index: WordIndex, vectors: SentenceVectors, salience: Floats, budget: Budget) -> Draft:
    """Return the draft that a salience, shape (n,), 0 to 1, leads to under a budget."""
    evidence = _HEADING * heading_overlap(document, index, vectors) + _TITLE * title_overlap(document, index, vectors)
    salience = np.minimum(salience + evidence, 1) * standing(document)
    characters = np.array([s.end - s.start for s in document.sentences])
    sizes = np.column_stack((index.lengths, characters))
    parts = parts_of(document, budget.sentences)
    wider = Budget(budget.sentences + ALTERNATIVES)
    ranked = select(salience, vectors.to_sentence, sizes=sizes, parts=parts, budget=wider)
    chosen = ranked[: budget.sentences]
    if budget.words or budget.characters:
        chosen = select(salience, vectors.to_sentence, sizes=sizes, parts=parts, budget=budget)
    chosen = heard(document, chosen, sizes=sizes, budget=budget)
    spare = [i for i in ranked if i not in chosen][:ALTERNATIVES]
    return Draft(index, vectors, salience, tuple(chosen), tuple(spare))


def parts_of(document: Document, wanted: int) -> Parts:
    """Divide an article into its sections, or into thirds if no headings divide it.

    Where about as many points are wanted as there are sections, each section should have its own: a listicle's are its
    key points.
    """
    headings = [n for n, block in enumerate(document.blocks) if block.kind is BlockKind.HEADING]
    if len(headings) >= _FEWEST_HEADINGS:
        sections = np.searchsorted(headings, [s.block for s in document.sentences])
        few = len(np.unique(sections)) <= wanted + 1
        return Parts(sections, SAME_FEW_SECTION if few else SAME_SECTION)
    count = len(document.sentences)
    return Parts(np.arange(count) * 3 // max(count, 1), SAME_THIRD)
