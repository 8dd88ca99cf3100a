from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from summarizer.document import BlockKind, RawArticle
from summarizer.settings import Settings
from summarizer.sources import read
from summarizer.sources.markdown import read_markdown

SETTINGS = Settings()


def markdown(text: str) -> RawArticle:
    return read_markdown(text, settings=SETTINGS)


def test_each_kind_of_block_is_told_by_its_mark() -> None:
    article = markdown(
        "## What happened\n\nThe market *closes* in [May](https://example.org/may), said\nthe board.\n\n"
        "- forty stalls\n- one car park\n\n> A slate came down.\n\n![From left: a hall](hall.jpg)\n\n"
        "| Year | Cost |\n|---|---|\n| 2024 | 4m |\n\n```python\nprint('code')\n```\n"
    )
    assert [(block.kind, block.text, block.level) for block in article.blocks] == [
        (BlockKind.HEADING, "What happened", 2),
        (BlockKind.PARAGRAPH, "The market closes in May, said the board.", 0),
        (BlockKind.LIST_ITEM, "forty stalls", 0),
        (BlockKind.LIST_ITEM, "one car park", 0),
        (BlockKind.QUOTATION, "A slate came down.", 0),
        (BlockKind.CAPTION, "From left: a hall", 0),
        (BlockKind.TABLE, "Year | Cost\n2024 | 4m", 0),
    ]


def test_front_matter_gives_title_author_and_date() -> None:
    article = markdown(
        '---\ntitle: "Market: closed"\nauthors:\n  - Ola Nord\n  - Kari Vik\ndate: 2024-03-05\nlang: nb\n---\n\n'
        "It closed."
    )
    assert (article.title, article.byline, article.language) == ("Market: closed", "Ola Nord, Kari Vik", "nb")
    assert article.published == datetime(2024, 3, 5, tzinfo=UTC)
    assert [block.text for block in article.blocks] == ["It closed."]


def test_front_matter_between_plus_signs_is_read_too() -> None:
    article = markdown("+++\ntitle = 'Market closed'\nauthors = ['Ola Nord', 'Kari Vik']\n+++\nIt closed.\n")
    assert (article.title, article.byline) == ("Market closed", "Ola Nord, Kari Vik")


def test_a_list_in_front_matter_may_be_nested_as_deeply_as_it_likes() -> None:
    article = markdown(f"---\ntags: {'[' * 5_000}a{']' * 5_000}\ntitle: Ferry\n---\nIt sails.\n")
    assert (article.title, [block.text for block in article.blocks]) == ("Ferry", ["It sails."])


def test_a_rule_at_the_top_is_not_front_matter() -> None:
    article = markdown("---\n\nIt closed.\n\n---\n\nIt opened.\n")
    assert [block.text for block in article.blocks] == ["It closed.", "It opened."]


def test_the_first_heading_is_the_title_once() -> None:
    article = markdown("---\ntitle: Market closed\n---\n# Market closed\n\nIt closed.")
    assert article.title == "Market closed"
    assert [block.text for block in article.blocks] == ["It closed."]
    assert markdown("Market closed\n=============\n\nIt closed.").title == "Market closed"


def test_footnotes_struck_words_and_tags_are_left_out() -> None:
    article = markdown(
        "The ~~old~~ market[^1] <b>closed</b>.\n\n[^1]: Says the board.\n\n<div><p>It reopens.</p></div>\n"
    )
    assert [block.text for block in article.blocks] == ["The market closed.", "It reopens."]


def test_markdown_is_told_by_its_content() -> None:
    text = "# Market closed\n\nThe **board** voted.\n"
    assert read(text.encode(), settings=SETTINGS).title == "Market closed"
    assert read(text.encode(), settings=SETTINGS, name="x.txt").title == "Market closed"


def test_a_name_makes_a_text_without_marks_markdown() -> None:
    article = read(b"The *board* voted.", settings=SETTINGS, name="note.md")
    assert [block.text for block in article.blocks] == ["The board voted."]


def test_a_paragraph_of_open_brackets_is_read_quickly_as_text() -> None:
    article = markdown("![" * 500_000)
    assert article.blocks[0].text == "![" * 500_000


MARKS = ["# ", "> ", "- ", "1. ", "|", "---\n", "\n", "\n\n", "`", "*", "~~", "[a](b)", "[^1]", "<p>", "words ", "\0"]


@given(st.lists(st.sampled_from(MARKS) | st.text(max_size=5), max_size=40).map("".join))
@hypothesis_settings(deadline=None)
def test_no_markdown_breaks_it(text: str) -> None:
    assert all(block.text.strip() for block in markdown(text).blocks)
