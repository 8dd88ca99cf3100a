"""Trimming: what goes, and above all what stays."""

from __future__ import annotations

import pytest

from summarizer.document import Span
from summarizer.extract.trim import trim


def trimmed(sentence: str) -> str:
    return " ".join(sentence[a:b] for a, b in trim(sentence, Span(0, len(sentence))))


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        (
            "The flood swept the old bridge away, the mayor said on Monday.",
            "The flood swept the old bridge away, the mayor said",
        ),
        (
            "He said that the bridge was closed for days, the Eastern Courier reported.",
            "He said that the bridge was closed for days",
        ),
        (
            "The works, a cluster of brick halls by the river, will soon become flats and shops.",
            "The works will soon become flats and shops.",
        ),
        ("The agency (PRA) closed the harbour to all ships.", "The agency closed the harbour to all ships."),
    ],
)
def test_what_says_little_goes(sentence: str, left: str) -> None:
    assert trimmed(sentence) == left


@pytest.mark.parametrize(
    "sentence",
    [
        "Talks went on for two more days, the official Harbour News Agency reported.",
        "The council should call off the works before they cause serious, lasting damage.",
        "In Norland, 2,600 cars are affected and in Sudland 4,700 cars will be recalled.",
        "In May and June, the mayor held three meetings, only one of which was open.",
        "Sadly, (Jensen) and his crew were never found by the coastguard.",
        "Jensen is a good sailor and a bad cook, however, his crew has always eaten well.",
        "The crew includes seven Danes, an American, a Canadian and two Swedes.",
        "All nine seats are held by Liberals (or independents who vote with them).",
        "Mads Holm, a fisherman in Svendborg, Denmark, has been fined for the oil spill.",
        "The money went to the harbour, a court hearing revealed, before the town voted on it.",
        "Mads Holm, a fisherman in the old town, northern Denmark, has saved for years for a house.",
        "The team go into the second round of the harbour cup later this month.",
        "The northern town calls the harbour its own, while the southern one calls that theft.",
        "On Monday, he told the council that the bridge was closed for good.",
        "Last year, 31 million travellers crossed the old bridge by train.",
        "Two sailors died on Monday, and on the following day the coastguard found a third.",
        "As per official data, the harbour has lost a third of its ships.",
    ],
)
def test_a_cut_that_would_break_the_sentence_or_change_its_claim_is_not_made(sentence: str) -> None:
    assert trimmed(sentence) == sentence


def test_the_subject_behind_an_adjunct_is_no_aside() -> None:
    left = trimmed("In this photo from the old harbour of the town, a fisherman, who gave no name, mends a net.")
    assert "a fisherman" in left


def test_a_day_is_not_torn_from_its_part_of_the_day() -> None:
    assert "evening" not in trimmed("The ban on the nets was revoked on Monday evening.")
    assert "on Monday evening" in trimmed("The ban on the nets was revoked on Monday evening.?")
