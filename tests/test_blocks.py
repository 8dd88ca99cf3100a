"""Blocks are told apart by markup, wording, shape and neighbours, and prose is never lost."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.document import BlockKind, RawBlock
from summarizer.text.blocks import classify

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


@pytest.mark.parametrize(
    "text",
    [
        "Cover image via Harbour Board/Twitter",
        "Image via Jane Doe/Westmere Echo",
        "Photo: Jane Doe",
        "PHOTO: AP",
        "(Photo: AP)",
        "Photo by Jane Doe.",
        "Photograph: Jane Doe/The Echo",
        "Picture courtesy of the Harbour Board",
        "Featured image: Westmere Council",
        "Credit: J. B. Doe/Echo",
        "Image credit: Getty",
        "Getty Images",
        "AP Photo/Jane Doe",
        "Associated Press/Jane Doe",
        "Foto: Jane Doe/dpa",
        "Bild: Jane Doe",
        "Gambar: Bernama",
        "Crédit photo : Jane Doe",
        "Crédito: Juana Pérez",
        "Фото: ТАСС",
        "(Reporting by Jane Doe; Editing by John Roe)",
        "(Reporting and writing by Jane Doe in Westmere; Additional reporting by John Roe; Editing by A. N. Other)",
        "Reporting by Jane Doe in London; editing by John Roe",
        "Additional reporting by Jane Doe and John Roe.",
        "The Echo's Jane Doe and John Roe contributed to this report.",
        "CNN's Jane Doe contributed to this report.",
        "Jane Doe contributed reporting.",
        "— Jane Doe (@janedoe) May 4, 2016",
        "© 2024 Westmere Echo. All rights reserved.",
        "Copyright 2024 Westmere Media Ltd.",
        "All rights reserved. No part of this page may be copied.",
    ],
)
def test_credits_are_told_by_their_wording(text: str) -> None:
    assert inside(text) is BlockKind.CREDIT


@pytest.mark.parametrize(
    "text",
    [
        "From left: Mayor Jane Doe, engineer John Roe and, behind them, the crew of the first boat.",
        "From left to right: Jane Doe, John Roe and Mary Major",
        "Clockwise from top left: the pier, the hall and the new quay.",
        "Dari kiri: Jane Doe, John Roe dan Mary Major.",
        "Von links: Jane Doe, John Roe",
        "Photo: A ferry leaves the rebuilt pier while passengers wave from the upper deck on Friday",
        "Jane Doe, left, with the harbour master at the opening of the pier",
        "The rebuilt pier at Westmere on Friday morning. (Photo: Jane Doe, AP)",
        "Passengers board the first ferry (Jane Doe/AFP)",
        "Passengers wait at the pier in Westmere in this May 4, 2016 file photo.",
        "The old pier under water after the storm of 2019. Jane Doe/Getty Images",
        "The mayor speaks to reporters at the quay. Jane Doe/AFP/Getty Images hide caption",
        "A view of the rebuilt pier with the new hall and the old lighthouse beyond",
    ],
)
def test_captions_are_told_by_wording_or_by_their_missing_verb(text: str) -> None:
    assert inside(text) is BlockKind.CAPTION


@pytest.mark.parametrize(
    "text",
    [
        "Catch up on other recent trending news on SAYS:",
        "Read more: Why the pier sank",
        "READ MORE: Why the pier sank",
        "READ ALSO: Why the pier sank",
        "ALSO READ: Why the pier sank",
        "Related: Why the pier sank",
        "RELATED STORIES",
        "Watch: The first boat leaves",
        "See also: Ten ferries of the north",
        "Opinion: The pier was never the problem",
        "Sign up for our newsletter and get the day's news by email.",
        "Sign up to receive our daily briefing",
        "Subscribe to The Echo for less than a pound a week!",
        "Follow us on Twitter",
        "Follow The Echo on Facebook and Instagram.",
        "Share this article",
        "Share your thoughts in the comments below.",
        "Click here to see the pictures",
        "Click here for the full report.",
        "Tap on the link to watch the video.",
        "Advertisement",
        "ADVERTISEMENT",
        "Advertisement - Story continues below",
        "Story continues below",
        "Article continues after this advertisement",
        "Scroll down for video",
        "Join the conversation on Facebook",
        "Download our free app for breaking news.",
        "For more on this story, visit our website.",
        "The opinions expressed in this commentary are solely those of Jane Doe.",
        "Editor's note: Jane Doe is a historian of ports and the author of two books on ferries.",
        "Editor’s Note — This piece includes descriptions of flooding.",
        "-- --",
        "* * *",
        "---",
        "248 comments",
        "5 min read",
        "12 shares",
        "@westmereecho",
        "https://echo.example/ferry",
        "news@echo.example",
        "#ferry #westmere",
        "Lovely morning at the pier https://t.co/abcDEF12",
        "Home",
        "Skip to main content",
        "Most read",
        "[Why the pier sank and who will pay for it]",
        "Baca juga: Mengapa dermaga itu tenggelam",
        "Baca selengkapnya: Dermaga baru",
        "Lihat juga: Sepuluh feri",
        "Artikel berkaitan",
        "Iklan",
        "Lesen Sie auch: Warum die Fähre sank",
        "Mehr zum Thema: Häfen",
        "Anzeige",
        "Lire aussi : Pourquoi le quai a sombré",
        "À lire également : dix ferrys",
        "Publicité",
        "Lea también: Por qué se hundió el muelle",
        "Te puede interesar: Diez ferris",
        "Leia também: Por que o cais afundou",
        "Leggi anche: Dieci traghetti",
        "Lees ook: Tien veerboten",
        "Читайте также: Десять паромов",
        "関連記事",
        "相关阅读",
    ],
)
def test_promotions_and_furniture_are_told_by_their_wording(text: str) -> None:
    assert inside(text) is BlockKind.PROMO


@pytest.mark.parametrize(
    "text",
    [
        "This story was originally published by The Westmere Echo.",
        "This is a developing story and will be updated.",
        "This article has been updated with a comment from the council.",
        "Correction: An earlier version gave the wrong cost of the pier.",
        "An earlier version of this story misspelled the mayor's name.",
        "What do you think? Tell us in the comments below.",
        "Need an account? Create one now.",
    ],
)
def test_notes_about_the_article_are_told_at_its_edges(text: str) -> None:
    assert at_end(text) is BlockKind.PROMO


@pytest.mark.parametrize(
    "text",
    [
        "By JANE DOE, Staff Writer",
        "By Jane Doe",
        "By Jane Doe and John Roe",
        "By Jane Doe | The Echo",
        "Oleh Jane Doe",
        "Par Jane Doe",
        "Von Jane Doe und John Roe",
    ],
)
def test_a_line_of_names_at_the_start_is_a_byline(text: str) -> None:
    assert at_start(text) is BlockKind.BYLINE


@pytest.mark.parametrize(
    "text",
    [
        "LONDON (Reuters) -",
        "KUALA LUMPUR, June 18 (Bernama) --",
        "WESTMERE, England —",
        "Updated 10:13 AM, Tue June 18, 2024",
        "Published: February 5, 2016 12:01AM",
        "Last updated 18 June 2024, 10:13",
    ],
)
def test_datelines_and_time_stamps_stand_alone(text: str) -> None:
    assert at_start(text) is BlockKind.DATELINE


@pytest.mark.parametrize(
    "text",
    [
        "What the council decided",
        "A long wait for the islands",
        "Mayor Jane Doe opened the terminal with a speech",
        "3. The lighthouse",
        "What happens next?",
        "Die Kosten",
        "港口重新开放",
    ],
)
def test_a_short_line_over_prose_is_a_heading(text: str) -> None:
    assert inside(text) is BlockKind.HEADING


@pytest.mark.parametrize(
    "text",
    [
        LEAD,
        "Photographs of the flood were shown in the town hall, and 4,000 people came to see them.",
        "Photo by photo, the archive has put the old harbour back together.",
        "Images via satellite showed the water reaching the church, the agency said.",
        "Getty Images sued the company on Friday, saying it had copied 12 million pictures without a licence.",
        "Getty said it would appeal.",
        "Copyright law protects the plans for 70 years, the court ruled.",
        "Copyright protects authors, she said, and libraries protect readers.",
        "Advertisement sales fell by a third, the company said in its report.",
        "Newsletter writers earn more than columnists now, according to the survey.",
        "Subscribers left in droves after the price went up.",
        "The newsletter, sent to 40,000 people each morning, told readers to click here and enter a password.",
        "Related industries lost 3,000 jobs in the same period.",
        "Watch sales rose by 4% in June.",
        "Read by millions, the series ended on Friday after 31 years.",
        "Follow-up tests on Twitter users found the same pattern.",
        "Share prices on the exchange fell by 2% on Monday.",
        "Sharing this view, the minister called for new elections.",
        "Joining us on the platform was the mayor, who had come by train.",
        "Correction officers said they had found the tunnel in May.",
        "By Monday, 300 people had left the town.",
        "By Jane Doe's account, the boat was already full.",
        "From left and right alike came calls for an inquiry.",
        "Left to right politics means little in the islands, he said.",
        "In this photo-mad town, nobody owns a camera any more.",
        "Editing genes by hand takes a year; the new machine needs a day.",
        "Reporting by local papers had already led to two resignations.",
        "Additional reporting rules will apply to banks from July.",
        "Source of the river is a spring near the village, the survey found.",
        "More than 20 people visited the site to see it.",
        "For more than 20 years he would visit the pier each morning.",
        "For more details they had to visit the town hall, which was shut, and many of them gave up after "
        "an hour in the rain and went home without having learned anything about the plan or about its cost.",
        "The views expressed by residents ranged from delight to fury.",
        "This story of loss and return has been told in the town for three centuries.",
        "This report was produced by a committee of nine, which met for two years.",
        "Home prices fell again in May.",
        "Video games are the town's main export, and its pride.",
        "Video of the storm shows the roof lifting off.",
        "Listen to the wind, she says, and you can hear the bells.",
        "Enter the harbour at noon and you will see forty boats.",
        "Get the best of them, he said, and the rest will follow.",
        "“Click here to win,” the message said, and 400 people did.",
        '"Follow us on Twitter," the mayor told the crowd.',
        '"Sign up for our newsletter," says every shop window in the street.',
        "He wrote on the wall:",
        "The council's letter, which was read aloud in the hall on Friday night, ended with these words:",
        "The ship left at 9 a.m. The second followed it an hour later and was never seen again [Watch the film",
        "She said no.",
        "Who would have thought, she asked on Friday, that the old pier would be the last thing to stand?",
        "Foto-foto banjir itu dipamerkan di balai kota, dan 4.000 orang datang melihatnya.",
        "Bilder der Flut wurden im Rathaus gezeigt, und 4.000 Menschen kamen.",
        "Baca adalah hobinya, kata wali kota.",
        "本地报纸报道说，码头在周五重新开放。",
    ],
)
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
