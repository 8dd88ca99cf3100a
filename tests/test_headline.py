"""Headlines: shortened by deletion, complete, and true to who did what."""

from __future__ import annotations

import pytest

from summarizer.document import Span
from summarizer.extract.clauses import tokenize
from summarizer.extract.leaning import leaning
from summarizer.extract.shorten import shortenings
from summarizer.extract.titles import is_title


def shortened(sentence: str) -> list[str]:
    found = shortenings(sentence, [Span(0, len(sentence))], limit=80)
    return [" ".join(sentence[a:b] for a, b in each.kept) for each in found]


def without_titles(text: str) -> str:
    tokens = list(tokenize(text, 0, len(text)))
    return " ".join(t.raw for i, t in enumerate(tokens) if not is_title(tokens, i, 0, len(tokens)))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("French President Anna Perrin met Prime Minister Jon Arvid Holm", "Anna Perrin met Jon Arvid Holm"),
        ("The plan of former Senator Anna Perrin failed", "The plan of Anna Perrin failed"),
        ("President Perrin met nobody", "President Perrin met nobody"),
        ("Volvo chief executive Anna Perrin resigned", "Volvo chief executive Anna Perrin resigned"),
        ("Secretary of State Anna Perrin resigned", "Secretary of State Anna Perrin resigned"),
        ("The alleged leader Anna Perrin fled", "The alleged leader Anna Perrin fled"),
    ],
)
def test_a_title_goes_only_from_before_a_full_name(text: str, left: str) -> None:
    assert without_titles(text) == left


@pytest.mark.parametrize(
    ("sentence", "broken"),
    [
        (
            "Half of the money put aside by the harbour board has gone to people who never owned a boat.",
            "Half of the money put aside",
        ),
        (
            "Text messages sent to the crew show that the captain had lost sight of the harbour lights by nine.",
            "Text messages sent to the crew show",
        ),
        (
            "Mads Holm, a captain wanted for nine thefts of nets and boats, was arrested by the coastguard at dawn.",
            "Mads Holm, a captain wanted",
        ),
        (
            "Ferries took the lead in the race as the old steamer's engine found its voice once more on the long run.",
            "steamer's engine",
        ),
        (
            "The court asked all people opposing the demolition of the harbour wall for a tunnel to be patient.",
            "harbour wall",
        ),
    ],
)
def test_a_clause_without_its_verb_or_its_end_is_no_headline(sentence: str, broken: str) -> None:
    assert not [text for text in shortened(sentence) if text.endswith(broken)]


def test_no_word_is_left_out_of_a_quotation() -> None:
    sentence = (
        "The long-serving mayor of the harbour town has voiced support for “closing the old bridge” in an interview."
    )
    assert all("the old bridge" in text for text in shortened(sentence) if "“" in text)
    assert any("“" in text for text in shortened(sentence))


def test_an_opinion_is_no_headline_without_whose_it_is() -> None:
    found = shortened("The old harbour bridge is unsafe in high winds, campaigners claim in a report.")
    assert found
    assert all("campaigners claim" in text for text in found)


def test_a_clause_may_end_where_its_date_was_trimmed() -> None:
    sentence = "The harbour minister resigned on Monday, hours after the fishing fleets of both towns had sailed home."
    kept = [Span(0, 29), Span(39, len(sentence))]
    found = [[sentence[a:b] for a, b in each.kept] for each in shortenings(sentence, kept, limit=80)]
    assert ["The harbour minister resigned"] in found


@pytest.mark.parametrize(
    "text", ["He left the harbour", "The skipper was unsure at first", "Two of them sank near Mole"]
)
def test_a_headline_that_points_back_leans(text: str) -> None:
    assert leaning(text, first=False) >= 1


def test_a_headline_that_names_its_people_stands_alone() -> None:
    assert leaning("Anna Perrin sells her last boat to the harbour museum", first=False) < 1
