"""What a network would leave out goes as a whole phrase, if its tree lets it go, or not at all."""

from __future__ import annotations

import re
from collections.abc import Collection

import pytest

from summarizer.document import Span
from summarizer.extract.dispensable import Word
from summarizer.extract.trim import trims


def trimmed(sentence: str, unwanted: Collection[str], *, kept: float = 0.01) -> str:
    """Trim a sentence of which the network wants all words but some."""
    whole = Span(0, len(sentence))
    words = [
        Word(Span(*found.span()), kept if found[0] in unwanted else 1.0) for found in re.finditer(r"[\w-]+", sentence)
    ]
    [ranges] = trims(sentence, [whole], keeping={whole: words})
    return " ".join(sentence[start:end] for start, end in ranges)


def test_a_phrase_goes_that_the_network_would_leave_out() -> None:
    sentence = "The harbour board closed the old bridge to lorries before the engineers had measured the cracks."
    unwanted = "before the engineers had measured cracks".split()
    assert trimmed(sentence, unwanted) == "The harbour board closed the old bridge to lorries"
    assert trimmed(sentence, ()) == sentence


def test_half_of_a_phrase_does_not_go() -> None:
    sentence = "The harbour board closed the old bridge to lorries before the engineers had measured the cracks."
    assert trimmed(sentence, ["engineers", "measured"]) == sentence


def test_a_phrase_stays_that_the_network_is_unsure_of() -> None:
    sentence = "The harbour board closed the old bridge to lorries before the engineers had measured the cracks."
    assert trimmed(sentence, "before the engineers had measured cracks".split(), kept=0.4) == sentence


@pytest.mark.parametrize(
    ("sentence", "unwanted"),
    [
        (
            "The harbour board will close the old bridge to all lorries in the second week of May.",
            "in second week of May",
        ),
        ("The unarmed guard was found in the engine room of the ferry by two divers.", "unarmed"),
        ("The bridge stays closed to all lorries while the board appeals against the ruling.", "while board appeals"),
        ("The harbour board did not close the old bridge because of the cracks in it.", "not because of cracks in it"),
        ("The board lost its chairman, its engineer, even its one remaining ferry.", "even its one remaining ferry"),
        (
            "Hundreds of fishermen stormed the harbour office, shortly after the mayor had dismissed their demands.",
            "after the mayor had dismissed their demands",
        ),
        (
            "A fire broke out at the old depot on the northern coast, causing deaths, the coastguard told reporters.",
            "causing deaths",
        ),
        ("Oak Hill, Pine Grove, Cedar Lane — each street of the town has new homes.", "Pine Grove Cedar Lane"),
        (
            "The trawler has new gear: a brighter lamp, a compass, longer nets and faster winches.",
            "a compass longer nets",
        ),
        (
            "The film about the ferry earned more than 40 million euros on the first day of its release alone.",
            "on the first day of its release alone",
        ),
        ("The board will charge ten euros for each trip booked after the fee is raised.", "after the fee is raised"),
        ("When fully loaded, the ferry can carry up to three hundred cars to the island.", "When fully loaded"),
        ("As part of a trial launched in December, a group of fishermen carries a kit.", "in December"),
        (
            "After the board published its report on the cracks, it closed two of the bridges to lorries.",
            "After the board published its report on the cracks",
        ),
        (
            "The captain has lost his court battle to gain a legal right to sell the ferry when he likes.",
            "when he likes",
        ),
        (
            "The mayor spoke of lawful theft when trying to explain, wrongly, a law of the harbour.",
            "when trying to explain",
        ),
        (
            "Jensen was arrested in Svendborg, Denmark, said Chief Ida Holm of the Fyn County, Denmark, police.",
            "police",
        ),
    ],
)
def test_what_tells_more_than_when_or_who_stays_whatever_the_network_says(sentence: str, unwanted: str) -> None:
    assert trimmed(sentence, unwanted.split()) == sentence


@pytest.mark.parametrize("end", ["", ".", ",", ", and", ", he said, swimming", " when", "; -- he", " (in May", ' "'])
def test_a_sentence_may_end_anyhow(end: str) -> None:
    sentence = "The harbour board closed the old bridge to lorries before the engineers had measured the cracks" + end
    assert trimmed(sentence, re.findall(r"[\w-]+", sentence.partition("lorries ")[2]))
