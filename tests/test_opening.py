"""What stands before a sentence proper: whoever sold the story, and where it was written."""

from __future__ import annotations

import pytest

from summarizer.document import Span
from summarizer.extract.opening import begin


@pytest.mark.parametrize(
    ("before", "rest"),
    [
        ("(WIRED)", "Screens are rectangles."),
        ("(The Hollywood Reporter)", "Two actors left the harbour film."),
        ("(The Hollywood Reporter) ", "Two actors left the harbour film."),
        ("(Reuters)", "A ferry sank off Mole."),
        ("(Harbour Weekly)", "Two actors left the harbour film."),
        ("TAIPEI Taiwan — ", "The ferry sank off Mole."),
        ("TAIPEI Taiwan ", "The ferry sank off Mole."),
        ("", "NASA Administrator Anna Perrin left the harbour."),
        ("", "(Some say) Anna Perrin left the harbour."),
        ("", "(Perrin) said that the ferry sank."),
    ],
)
def test_a_sentence_begins_behind_its_seller_and_its_place(before: str, rest: str) -> None:
    text = before + rest
    assert text[begin(text, Span(0, len(text))) :] == rest
