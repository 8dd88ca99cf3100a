"""What an article is about: the terms of its lead that it comes back to, each with its share of their mentions."""

from __future__ import annotations

from functools import cache

import numpy as np

from summarizer.extract.branches import Branches
from summarizer.text.words import WordIndex

_OFTEN = 6  # more repeats tell no more


class Topic:
    """The recurring terms of one article's lead."""

    def __init__(self, index: WordIndex, lead: int) -> None:
        counts = np.bincount(index.term_ids[index.term_ids >= 0], minlength=1).tolist()
        own = set(index.term_ids[index.bounds[lead] : index.bounds[lead + 1]].tolist())
        repeats = {term: min(counts[term] - 1, _OFTEN) for term in own if term >= 0 and counts[term] > 1}
        total = sum(repeats.values())
        self.whole = float(total > 0)
        """What all of them together are: 0 if there are none."""

        @cache
        def share(word: str) -> tuple[int, float]:
            """Return a word's term and its share; -1 and nothing if it is none of them."""
            found = [term for term in index.ids(word) if term in repeats]
            return (found[0], repeats[found[0]] / total) if found else (-1, 0.0)

        self._share = share

    def shares(self, tree: Branches) -> list[float]:
        """Return each token's share; a term that is repeated counts where it stands first."""
        seen = {-1}
        found = []
        for token in tree.tokens:
            term, share = self._share(token)
            found.append(0.0 if term in seen else share)
            seen.add(term)
        return found
