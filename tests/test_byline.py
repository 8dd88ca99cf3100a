"""Bylines read from a line of their own."""

from __future__ import annotations

import pytest

from summarizer.document import BlockKind, RawArticle, RawBlock
from summarizer.text.assemble import assemble
from summarizer.text.byline import byline_of

STORY = "The storm sank two ferries in the harbour of Mole on Monday, and the old bridge was closed for the night."


@pytest.mark.parametrize(
    ("line", "language", "name"),
    [
        ("By Anna Perrin at Kestrel Bridge", "en", "Anna Perrin"),
        ("By Anna Perrin and Mads Holm", "en", "Anna Perrin and Mads Holm"),
        ("By Anna Perrin, political correspondent", "en", "Anna Perrin"),
        ("Von Anna Perrin, Mole", "de", "Anna Perrin"),
        ("Par Anne-Marie du Bois", "fr", "Anne-Marie du Bois"),
        ("Por Álvaro de la Vega", "es", "Álvaro de la Vega"),
        ("Door Joris van der Berg", "nl", "Joris van der Berg"),
        ("Av Åsa Holm", "sv", "Åsa Holm"),
        ("Af Mads Holm", "da", "Mads Holm"),
        ("Oleh Siti Perrin", "id", "Siti Perrin"),
        ("Autor: Anna Perrin", "es", "Anna Perrin"),
        ("Di Anna Perrin", "it", "Anna Perrin"),
        ("By Reuters Staff", "en", None),
        ("By The Associated Press", "en", None),
        ("Von unserer Redaktion", "de", None),
        ("By the harbour", "en", None),
        ("Photograph: Anna Perrin", "en", None),
    ],
)
def test_a_line_of_its_own_names_the_writer(line: str, language: str, name: str | None) -> None:
    kind = BlockKind.HEADING if language == "it" else BlockKind.BYLINE
    assert byline_of([(kind, line), (BlockKind.PARAGRAPH, STORY)], language=language) == name


def test_the_body_names_no_writer() -> None:
    assert byline_of([(BlockKind.PARAGRAPH, "By Anna Perrin the bridge was built.")], language="en") is None


def test_what_a_file_says_of_its_writer_outranks_the_line() -> None:
    blocks = (RawBlock("By Anna Perrin at Mole"), *[RawBlock(STORY)] * 3)
    assert assemble(RawArticle(blocks=blocks)).byline == "Anna Perrin"
    assert assemble(RawArticle(blocks=blocks, byline="Mads Holm")).byline == "Mads Holm"
