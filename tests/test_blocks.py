"""Blocks are told apart by markup, wording, shape and neighbours, and prose is never lost."""

from __future__ import annotations

import json
import lzma
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.document import BlockKind, RawBlock
from summarizer.text.blocks import classify

TEXTS: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "data" / "blocks.toml").read_text("utf-8"))
DATA = Path(__file__).parents[2] / "shared" / "data"

LEAD = "The harbour town of Westmere opened its rebuilt ferry terminal on Friday, two years after the flood."
SECOND = "Passengers queued from dawn, and the first boat left for the islands with every seat taken."
THIRD = "The mayor said the work had cost 14 million pounds, a little less than the council had feared."
LAST = "A second terminal, for freight, is due to open next spring if the money can be found."


def inside(text: str, kind: BlockKind | None = None) -> BlockKind:
    """Classify a block in the middle of an ordinary article."""
    blocks = [RawBlock(part) for part in (LEAD, SECOND, THIRD, SECOND, LAST, THIRD, SECOND, LAST)]
    return classify([*blocks[:4], RawBlock(text, kind), *blocks[4:]])[4]


def at_start(text: str) -> BlockKind:
    return classify([RawBlock(part) for part in (text, LEAD, SECOND, THIRD, LAST)])[0]


def at_end(text: str) -> BlockKind:
    return classify([RawBlock(part) for part in (LEAD, SECOND, THIRD, LAST, text)])[-1]


@pytest.mark.parametrize("text", TEXTS["credit"])
def test_credits_are_told_by_their_wording(text: str) -> None:
    assert inside(text) is BlockKind.CREDIT


@pytest.mark.parametrize("text", TEXTS["caption"])
def test_captions_are_told_by_wording_or_by_their_missing_verb(text: str) -> None:
    assert inside(text) is BlockKind.CAPTION


@pytest.mark.parametrize("text", TEXTS["promo"])
def test_promotions_and_furniture_are_told_by_their_wording(text: str) -> None:
    assert inside(text) is BlockKind.PROMO


@pytest.mark.parametrize("text", TEXTS["note"])
def test_notes_about_the_article_are_told_at_its_edges(text: str) -> None:
    assert at_end(text) is BlockKind.PROMO


@pytest.mark.parametrize("text", TEXTS["byline"])
def test_a_line_of_names_at_the_start_is_a_byline(text: str) -> None:
    assert at_start(text) is BlockKind.BYLINE


@pytest.mark.parametrize("text", TEXTS["dateline"])
def test_datelines_and_time_stamps_stand_alone(text: str) -> None:
    assert at_start(text) is BlockKind.DATELINE


@pytest.mark.parametrize("text", TEXTS["heading"])
def test_a_short_line_over_prose_is_a_heading(text: str) -> None:
    assert inside(text) is BlockKind.HEADING


@pytest.mark.parametrize("text", TEXTS["prose"])
def test_prose_about_the_same_things_stays_prose(text: str) -> None:
    assert inside(text) is BlockKind.PARAGRAPH


def test_a_teaser_that_ends_with_a_colon_and_leads_nowhere_is_a_promo() -> None:
    teaser = "The pier was first closed during the winter of 2019:"
    texts = [LEAD, SECOND, THIRD, teaser, "Read more stories on the Echo:"]
    assert classify([RawBlock(text) for text in texts])[3:] == [BlockKind.PROMO, BlockKind.PROMO]


def test_a_lead_in_before_a_list_or_a_quotation_stays_prose() -> None:
    lead_in = "The council gave three reasons for the delay on Friday:"
    for follower in (RawBlock("- The pumps came late"), RawBlock("The pumps came late", BlockKind.LIST_ITEM)):
        kinds = classify([RawBlock(LEAD), RawBlock(SECOND), RawBlock(lead_in), follower])
        assert kinds[2:] == [BlockKind.PARAGRAPH, BlockKind.LIST_ITEM]
    quoted = classify([RawBlock(LEAD), RawBlock(lead_in), RawBlock('"The pumps came late, and nobody was told."')])
    assert quoted[1:] == [BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]


def test_links_after_the_story_are_promotions() -> None:
    texts = [LEAD, SECOND, THIRD, LAST, "Five ferries that changed the north", "The town that moved"]
    assert classify([RawBlock(text) for text in texts])[4:] == [BlockKind.PROMO, BlockKind.PROMO]


def test_long_unended_lines_are_headings_only_in_company() -> None:
    line = "Mayor Jane Doe opened the ferry terminal in the harbour on Friday, 18 June, before a crowd of 4,000 people"
    alone = classify([RawBlock(text) for text in (line, LEAD, SECOND, THIRD)])
    beside = classify([RawBlock(text) for text in ("What it cost", LEAD, line, SECOND, THIRD)])
    company = classify([RawBlock(text) for text in (line, LEAD, SECOND, line, THIRD, LAST)])
    assert alone[0] is beside[2] is BlockKind.PARAGRAPH
    assert company[0] is company[3] is BlockKind.HEADING


def test_an_embedded_tweet_is_no_heading() -> None:
    texts = [
        LEAD,
        "the new pier is the best thing that ever happened to me",
        "— Jane Doe (@janedoe) May 4, 2016",
        THIRD,
    ]
    assert classify([RawBlock(text) for text in texts])[1:3] == [BlockKind.PROMO, BlockKind.CREDIT]


def test_text_whose_lines_never_end_like_sentences_keeps_them() -> None:
    texts = [
        "the boat left at dawn with forty people",
        "nobody had told the harbour master",
        "the sea was calm that day",
    ]
    assert classify([RawBlock(text) for text in texts]) == [BlockKind.PARAGRAPH] * 3


def test_lines_of_a_script_without_sentence_marks_stay_prose() -> None:
    assert inside("ท่าเรือของเมืองเปิดอีกครั้งในวันศุกร์") is BlockKind.PARAGRAPH


@pytest.mark.parametrize(
    "kind",
    [BlockKind.QUOTATION, BlockKind.CAPTION, BlockKind.TABLE, BlockKind.CREDIT, BlockKind.BYLINE, BlockKind.PROMO],
)
def test_kinds_set_by_markup_are_kept(kind: BlockKind) -> None:
    assert inside("Read more: Why the pier sank", kind) is kind


def test_markup_gives_way_where_the_wording_is_plain() -> None:
    assert inside("Read more: Why the pier sank", BlockKind.HEADING) is BlockKind.PROMO
    assert inside("Share this article", BlockKind.LIST_ITEM) is BlockKind.PROMO
    assert inside("Image via Jane Doe/Echo", BlockKind.PARAGRAPH) is BlockKind.CREDIT
    assert inside("What the council decided", BlockKind.HEADING) is BlockKind.HEADING
    assert inside("The pumps came late", BlockKind.LIST_ITEM) is BlockKind.LIST_ITEM


@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=200)))
def test_every_block_gets_a_kind(texts: list[str]) -> None:
    kinds = classify([RawBlock(text) for text in texts])
    assert len(kinds) == len(texts)
    assert all(isinstance(kind, BlockKind) for kind in kinds)


@pytest.mark.parametrize("piece", ["AB/CD, ", "A. B, ", "Photo: ", "(a/", "12:30 ", "By A ", "@a ", "of ", "- "])
def test_odd_lines_cost_no_more_than_their_length(piece: str) -> None:
    for opening in ("Photo by ", "Updated ", "By ", "Reporting by ", "Follow us "):
        assert len(classify([RawBlock(opening + piece * 40 + "zzz")])) == 1


def test_hundred_thousand_lines_are_told_apart() -> None:
    assert len(classify([RawBlock("word")] * 100_000)) == 100_000


@pytest.mark.skipif(not DATA.is_dir(), reason="shared articles are not here")
def test_shared_articles_keep_their_prose() -> None:
    with lzma.open(DATA / "titles" / "bbc.jsonl.xz", "rt") as lines:
        articles = [json.loads(line)["text"].split("\n") for line in lines]
    kept = total = 0
    for article in articles:
        blocks = [RawBlock(text.strip()) for text in article if text.strip()]
        for block, kind in zip(blocks, classify(blocks), strict=True):
            total += len(block.text)
            kept += len(block.text) * kind.is_body
    assert kept / total > 0.995


ASKED = ["Did the flood surprise you?", "Who paid for the terminal in the end, the town or the state?"]
ANSWERS = ["It did not, for the river had risen for a week.", "The town paid, and it will pay for years to come."]


@pytest.mark.parametrize(
    ("asks", "answers"), [("Q: ", "A: "), ("Q. ", "A. "), ("Jo Marsh: ", "Ida Holm: "), ("Courier: ", "")]
)
def test_the_questions_of_an_interviewer_head_their_answers(asks: str, answers: str) -> None:
    turns = [part for q, a in zip(ASKED, ANSWERS, strict=True) for part in (asks + q, answers + a)]
    kinds = classify([RawBlock(part) for part in (LEAD, *turns, LAST)])
    assert kinds == [BlockKind.PARAGRAPH, *[BlockKind.HEADING, BlockKind.PARAGRAPH] * 2, BlockKind.PARAGRAPH]


def test_three_bare_questions_over_answers_are_an_interview_and_one_in_prose_is_not() -> None:
    question = "Who in the town will have to pay for the second terminal when it opens?"
    kinds = classify([RawBlock(part) for part in (LEAD, question, THIRD, question, SECOND, question, LAST)])
    assert kinds.count(BlockKind.HEADING) == 3
    assert inside(question) is BlockKind.PARAGRAPH


@pytest.mark.parametrize(
    "text",
    ["Good morning, and welcome to our live coverage of the storm.", "Stay with us for the rest of the afternoon."],
)
def test_what_a_newsroom_says_to_its_readers_is_no_prose(text: str) -> None:
    assert inside(text) is BlockKind.PROMO


def test_a_press_releases_profile_is_no_part_of_its_news() -> None:
    release = [
        LEAD,
        SECOND,
        THIRD,
        LAST,
        "About Westmere Ferries",
        "Westmere Ferries is a leading maker of boats.",
        LAST,
    ]
    assert classify([RawBlock(text) for text in release])[4:] == [BlockKind.PROMO] * 3
    section = [LEAD, SECOND, THIRD, LAST, "About time", "The mayor said the work had taken too long.", LAST]
    assert classify([RawBlock(text) for text in section])[4:] == [BlockKind.HEADING, *[BlockKind.PARAGRAPH] * 2]


def test_a_numbered_line_over_prose_is_a_point_of_a_list_and_no_link() -> None:
    assert inside("5. See the rebuilt ferry terminal") is BlockKind.HEADING
    assert inside("See the rebuilt ferry terminal") is BlockKind.PROMO
