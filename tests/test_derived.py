"""What follows from an article without standing in it word for word, and what does not."""

# ruff: noqa: E501 — a paragraph is one line, as in the files that newsrooms send

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from summarizer.document import RawArticle, RawBlock
from summarizer.faithfulness import Evidence, read_evidence, verify
from summarizer.text.assemble import assemble


def evidence(text: str, *, published: datetime | None = None, byline: str | None = None) -> Evidence:
    blocks = tuple(RawBlock(paragraph) for paragraph in text.split("\n") if paragraph.strip())
    return read_evidence(assemble(RawArticle(blocks, published=published, byline=byline), language="en"))


LEAGUE = """Manchester City lost 3-1 at Gull Park on Sunday, and the referee said: "It's a sort of tradition here, and we don't mind."

Flight GX370 brought three girls and eight boys of the fan club home. City won 16 of the 19 matches before it, and the club is recruiting a cyber coach.

The club is owned by Grand Lines. Its coach, Otto Berg, left in a bus with four of the fans, and nobody else was hurt."""


@pytest.mark.parametrize(
    ("statement", "supported"),
    [
        ("Man City lost at Gull Park on Sunday.", True),
        ("Manx City lost at Gull Park on Sunday.", False),
        ("The club lost 3-1 in a match at Gull Park.", True),
        ("Eleven children of the fan club flew home.", True),
        ("Fifteen children of the fan club flew home.", False),
        ("City won all but three of 19 matches.", True),
        ("City won all but five of 19 matches.", False),
        ("Flight 370 brought children of the fan club home.", True),
        ("Flight 371 brought children of the fan club home.", False),
        ('The referee called it "a sort of tradition".', True),
        ('Referee: "It is a sort of tradition here"', True),
        ('Referee: "we do not mind"', True),
        ('Referee: "we do mind"', False),
        ('The club has to "recruit" a coach.', True),
        ('The club has to "dismiss" a coach.', False),
        ('The club is recruiting a "cybercoach".', True),
    ],
)
def test_what_follows_from_the_article_is_told_from_what_does_not(statement: str, supported: bool) -> None:
    assert verify(statement, evidence(LEAGUE)).supported is supported


def test_the_year_of_publication_needs_no_witness() -> None:
    text = "The council sold the old mill. The mill burnt down on Tuesday, and nobody was hurt. It will be rebuilt."
    dated = evidence(text, published=datetime(2024, 5, 15, tzinfo=UTC))
    assert verify("The mill burnt down in 2024.", dated).supported
    assert not verify("The mill burnt down in 2023.", dated).supported
    assert not verify("The mill burnt down in 2024.", evidence(text)).supported


@pytest.mark.parametrize(
    ("byline", "supported"), [("By Ruth Vance, columnist", True), ("By Amy Tull", False), (None, False)]
)
def test_whoever_wrote_it_may_be_named_if_the_byline_does(byline: str | None, supported: bool) -> None:
    text = "I have lived by the harbour all my life. I say that the ferries should sail at night. My neighbours agree."
    assert verify("Ruth Vance: The ferries should sail at night.", evidence(text, byline=byline)).supported is supported


@pytest.mark.parametrize(
    ("note", "supported"),
    [
        ("The opinions expressed in this commentary are solely those of Ruth Vance.", True),
        ("Read more: Ruth Vance on her new film", False),
    ],
)
def test_a_note_on_the_writer_is_a_byline_and_one_on_another_story_is_not(note: str, supported: bool) -> None:
    text = "The ferries should sail at night. I have lived by the harbour all my life. My neighbours agree with me."
    found = verify("Ruth Vance: The ferries should sail at night.", evidence(f"{note}\n{text}"))
    assert found.supported is supported
