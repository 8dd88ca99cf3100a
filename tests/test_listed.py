"""The points of a list article are its numbered headings."""

from __future__ import annotations

import pytest

from summarizer import Summarizer
from summarizer.extract.listed import listed

SUMMARIZER = Summarizer(engine="extractive", highlights=5)
INTRODUCTION = "The old ferry port of Mole has become a town of swimmers, walkers and cooks in only five years."
POINTS = ("Swim in the tidal pool", "Walk the cliff path to Perrin", "Eat at the net loft", "See the lifeboat museum")
DETAILS = (
    "Built in 1931 and mended last year, it is filled by the sea twice a day.",
    "The six miles take about three hours, and a ferry brings tired walkers back to the harbour.",
    "There are only 22 seats above the quay, so that guests should book a week before they come.",
    "Its boat saved 400 sailors, and the grandchildren of its first crew still show visitors around.",
)


def article(heads: tuple[str, ...]) -> str:
    parts = (f"{head}\n\n{detail}" for head, detail in zip(heads, DETAILS, strict=True))
    return "\n\n".join([f"What to do in the port of Mole\n\n{INTRODUCTION}", *parts])


@pytest.mark.parametrize("form", ["{}. {}", "{}) {}", "#{}: {}", "No. {}: {}"])
@pytest.mark.parametrize("numbers", [(1, 2, 3, 4), (4, 3, 2, 1)])
def test_numbered_headings_are_the_points(form: str, numbers: tuple[int, ...]) -> None:
    text = article(tuple(form.format(number, point) for number, point in zip(numbers, POINTS, strict=True)))
    made = SUMMARIZER.summarize(text)
    assert [highlight.text for highlight in made.highlights] == [INTRODUCTION, *POINTS]
    assert [highlight.support[0].quote for highlight in made.highlights[1:]] == list(DETAILS)
    assert made.summary.text == INTRODUCTION


@pytest.mark.parametrize(
    "heads",
    [
        POINTS,
        ("1. Swim in the pool", "3. Walk the path", "7. Eat at the loft", "9. See the museum"),
        ("1. Who may swim there?", "2. Who may walk there?", "3. Who may eat there?", "4. Who may see it?"),
        ("1. Pool", "2. Path", "3. Loft", "4. Museum"),
        ("1. Swim in the pool", "2. Walk the path", "A loft for eaters", "A museum of boats"),
    ],
)
def test_other_headings_are_no_points(heads: tuple[str, ...]) -> None:
    text = article(heads)
    assert not listed(SUMMARIZER.document(text))
    assert not set(POINTS) & {highlight.text for highlight in SUMMARIZER.summarize(text).highlights}
