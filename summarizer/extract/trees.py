"""The trees of one document's sentences: each is read once, and several in one pass where that can be."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.document import Span
from summarizer.extract.branches import Branches


class Trees:
    """What was parsed of a document, whoever asked for it. For one thread at a time."""

    def __init__(self) -> None:
        self._known: dict[Span, Branches | None] = {}
        self._expected: list[Span] = []

    def expect(self, sentence: Span) -> None:
        """Name a sentence that will be asked for: it is read along with the next one, which costs less than alone."""
        self._expected.append(sentence)

    def of(self, text: str, sentences: Sequence[Span]) -> list[Branches | None]:
        """Return the tree of each English sentence of the document's text; None where it has none."""
        if new := [sentence for sentence in sentences if sentence not in self._known]:
            from summarizer.text.parsing import parse  # its weights are read when they are first wanted

            new = list(dict.fromkeys([*new, *(each for each in self._expected if each not in self._known)]))
            self._expected.clear()
            for sentence, tree in zip(new, parse(text, new), strict=True):
                self._known[sentence] = Branches(tree) if tree else None
        return [self._known[sentence] for sentence in sentences]
