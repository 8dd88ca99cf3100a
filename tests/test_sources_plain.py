from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.document import BlockKind, RawArticle
from summarizer.errors import TooLargeError
from summarizer.settings import Settings
from summarizer.sources import read_text

SETTINGS = Settings()
PARAGRAPHS = (
    "The harbour board voted on Tuesday to close the old fish market for eighteen months while its roof is rebuilt, "
    "a decision that moves forty stallholders to a car park behind the station.",
    "Stallholders who spoke at the meeting said that they had been promised a hall, not a tent, and that the rent "
    "for the new pitches had been fixed without a word to anyone who will pay it.",
    "The board's chair, Ingrid Solberg, told them the roof could not wait. “A slate came down in March,” she said, "
    "“and it landed where the children queue.”",
)


def texts(article: RawArticle) -> list[str]:
    return [block.text for block in article.blocks]


def read(text: str) -> RawArticle:
    return read_text(text, settings=SETTINGS)


def test_blank_lines_separate_paragraphs() -> None:
    assert texts(read("\n\n".join(PARAGRAPHS))) == list(PARAGRAPHS)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028"])
def test_every_line_ending_separates_paragraphs(newline: str) -> None:
    assert texts(read((newline * 2).join(PARAGRAPHS))) == list(PARAGRAPHS)


@pytest.mark.parametrize("width", [40, 60, 72, 80, 132])
def test_hard_wrapped_lines_are_joined_at_any_usual_width(width: int) -> None:
    wrapped = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in PARAGRAPHS)
    assert texts(read(wrapped)) == list(PARAGRAPHS)


def test_hard_wrapped_paragraphs_without_blank_lines_end_at_their_short_last_line() -> None:
    wrapped = "\n".join(textwrap.fill(paragraph, 60) for paragraph in PARAGRAPHS)
    assert texts(read(wrapped)) == list(PARAGRAPHS)


def test_a_text_of_one_paragraph_a_line_keeps_each_line() -> None:
    assert texts(read("\n".join(PARAGRAPHS))) == list(PARAGRAPHS)


def test_short_lines_in_sentences_are_not_taken_for_wrapping() -> None:
    lines = ["The market closes in May.", "Rents rise by a tenth.", "Forty stalls will move.", "Nobody was asked."]
    assert texts(read("\n".join(lines))) == lines


def test_wrapped_chinese_is_joined_without_spaces() -> None:
    paragraph = "市議會星期二投票決定關閉舊魚市場十八個月以便重建屋頂這項決定將四十名攤販遷往車站後面的停車場" * 3
    wrapped = "\n".join(paragraph[i : i + 36] for i in range(0, len(paragraph), 36))
    assert texts(read(wrapped)) == [paragraph]


def test_a_first_line_that_stands_apart_is_the_title_and_no_block() -> None:
    article = read("Fish market to close for eighteen months\n\n" + "\n\n".join(PARAGRAPHS))
    assert article.title == "Fish market to close for eighteen months"
    assert texts(article) == list(PARAGRAPHS)


@pytest.mark.parametrize("space", ["\x1c", "\u2000", "\u205f"])
def test_a_line_of_nothing_but_odd_space_in_wrapped_text_breaks_nothing(space: str) -> None:
    line = "The harbour town of Westmere opened its rebuilt ferry terminal"
    assert line in texts(read("\n".join([*[line] * 5, space, *[line] * 3])))[0]


@pytest.mark.parametrize("kicker", ["FOR IMMEDIATE RELEASE", "Press release", "Pressemitteilung"])
def test_a_press_releases_first_line_is_not_its_title(kicker: str) -> None:
    title, body = "Westmere opens its new pier", "The harbour town of Westmere opened its new pier on Friday."
    assert read(f"{kicker}\n\n{title}\n\n{body}").title == title


def test_a_title_stands_apart_from_hard_wrapped_text_too() -> None:
    body = "\n\n".join(textwrap.fill(paragraph, 70) for paragraph in PARAGRAPHS)
    assert read("Fish market to close\nfor long months\n\n" + body).title is None
    assert read("Fish market to close\n\n" + body).title == "Fish market to close"


@pytest.mark.parametrize(
    "first",
    [
        "The market closes in May.",
        "By Ingrid Solberg",
        "NEWS",
        "Catch up on this:",
        "- the first point of three",
        "x" * 200,
    ],
)
def test_a_first_line_of_another_sort_is_not_a_title(first: str) -> None:
    article = read(first + "\n\n" + "\n\n".join(PARAGRAPHS))
    assert article.title is None
    assert texts(article)[0] == first


def test_two_bullets_in_a_row_are_list_items_and_one_dash_is_speech() -> None:
    article = read(
        "\n\n".join(["• forty stalls", "• one car park", PARAGRAPHS[0], "– We were not asked.", PARAGRAPHS[1]])
    )
    assert [block.kind for block in article.blocks] == [BlockKind.LIST_ITEM, BlockKind.LIST_ITEM, None, None, None]
    assert texts(article)[:2] == ["forty stalls", "one car park"]
    assert texts(article)[3] == "– We were not asked."


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\ufeff\u00a0\n\x0c"])
def test_nothing_gives_no_blocks(text: str) -> None:
    assert read(text).blocks == ()


def test_markup_in_plain_text_is_text() -> None:
    assert texts(read("<p>The word</p>\n\n<b>stays</b>")) == ["<p>The word</p>", "<b>stays</b>"]


def test_a_text_over_the_limit_is_refused() -> None:
    with pytest.raises(TooLargeError, match="at most 100 are read"):
        read_text("word " * 21, settings=Settings(max_characters=100))


@given(st.text(alphabet=st.characters(), max_size=400))
def test_no_text_breaks_it_and_no_visible_character_is_lost(text: str) -> None:
    article = read(text)
    kept = sum(character.isalnum() for block in article.blocks for character in block.text)
    kept += sum(character.isalnum() for character in article.title or "")
    assert kept == sum(character.isalnum() for character in text)


def test_a_hundred_thousand_paragraphs_are_all_read() -> None:
    assert len(read("word\n\n" * 100_000).blocks) == 100_000
