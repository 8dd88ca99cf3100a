"""How well each sentence would stand on a page by itself, whatever its salience: an editor's objections, as factors."""

from __future__ import annotations

import numpy as np

from summarizer.document import Document
from summarizer.text.discourse import is_torn, opens_unresolved
from summarizer.text.similarity import Floats

# Judged by eye: half a quotation or a lead-in is no statement at all; a loose pronoun spoils one.
_TORN, _LEAD_IN, _LOOSE = 0.25, 0.25, 0.6
_UNFINISHED = (":", "»", "…", "...", "–", "—", "-", ",", ";")


def standing(document: Document) -> Floats:
    """Return a factor for the salience of each sentence, shape (n,), above 0 and at most 1."""
    english = document.language == "en"
    factors = np.ones(len(document.sentences))
    for number, (start, end, _) in enumerate(document.sentences):
        sentence = document.text[start:end]
        if is_torn(sentence):
            factors[number] *= _TORN
        if sentence.endswith(_UNFINISHED):
            factors[number] *= _LEAD_IN
        if english and opens_unresolved(sentence):
            factors[number] *= _LOOSE
    return factors
