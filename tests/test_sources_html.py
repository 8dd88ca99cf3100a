from __future__ import annotations

import json
import lzma
import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from summarizer.document import BlockKind, RawArticle
from summarizer.errors import SummarizerError, TooLargeError
from summarizer.settings import Settings
from summarizer.sources import read_html

SETTINGS = Settings()
PAGES = Path(__file__).parents[2] / "shared" / "data" / "html" / "pages.jsonl.xz"
BODY = (
    "The harbour board voted on Tuesday to close the old fish market for eighteen months while its roof is rebuilt.",
    "Forty stallholders move to a car park behind the station, where the board has promised them water and light.",
    "“A slate came down in March,” said the board's chair, Ingrid Solberg, “and it landed where the children queue.”",
    "Work begins in May and should cost four million crowns, half of which the county has already agreed to pay.",
)
PAGE = """<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">
<title>Fish market to close | Harbour Gazette</title>
<meta property="og:title" content="Fish market to close | Harbour Gazette">
<meta property="og:site_name" content="Harbour Gazette">
{head}</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li>
<li><a href="/log-in">Log in</a></li></ul></nav>
<script>var hidden = "script text";</script>
<main><article><h1>Fish market to close</h1>{body}</article></main>
<footer><p><a href="/terms">Terms</a> <a href="/privacy">Privacy</a> Copyright Harbour Gazette</p></footer>
</body></html>"""
PARAGRAPHS = "".join(f"<p>{text}</p>" for text in BODY)


def texts(article: RawArticle) -> list[str]:
    return [block.text for block in article.blocks]


def page(*, head: str = "", body: str = PARAGRAPHS) -> RawArticle:
    return read_html(PAGE.replace("{head}", head).replace("{body}", body), settings=SETTINGS)


def fragment(html: str) -> RawArticle:
    return read_html(html, settings=SETTINGS)


def test_a_page_gives_its_article_without_navigation_and_footer() -> None:
    assert texts(page()) == list(BODY)


def test_the_title_has_no_site_name_and_is_not_a_block() -> None:
    article = page()
    assert article.title == "Fish market to close"
    assert article.site == "Harbour Gazette"
    assert "Fish market to close" not in texts(article)


def test_json_ld_gives_byline_date_and_language() -> None:
    head = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "WebSite"},
    {"@type": ["NewsArticle"], "headline": "Market &amp; hall to close",
     "author": [{"name": "Ola Nord"}, {"name": "Kari Vik"}], "datePublished": "2024-03-05T08:30:00+01:00"}]}</script>"""
    article = page(head=head)
    assert article.title == "Market & hall to close"
    assert article.byline == "Ola Nord, Kari Vik"
    assert article.published == datetime(2024, 3, 5, 7, 30, tzinfo=UTC)
    assert article.language == "en-GB"


def test_meta_elements_speak_where_json_ld_is_broken() -> None:
    head = """<script type="application/ld+json">{"@type": "NewsArticle", </script>
    <meta name="author" content="By Ola Nord"><meta property="article:published_time" content="2024-03-05 08:30">"""
    article = page(head=head)
    assert article.byline == "Ola Nord"
    assert article.published == datetime(2024, 3, 5, 8, 30, tzinfo=UTC)


def test_the_page_text_holds_what_a_reader_sees_and_no_script() -> None:
    page_text = page().page_text
    assert page_text is not None
    assert "Log in" in page_text
    assert "Terms" in page_text
    assert "script text" not in page_text


def test_a_page_that_only_asks_for_scripts_says_so_in_its_page_text() -> None:
    html = "<html><body><noscript>Please enable JavaScript to continue</noscript><div id='app'></div></body></html>"
    article = read_html(html, settings=SETTINGS)
    assert article.page_text == "Please enable JavaScript to continue"


def test_a_short_article_is_not_lost_to_precision() -> None:
    assert texts(page(body=f"<p>{BODY[0]}</p><p>{BODY[1]}</p>")) == list(BODY[:2])


def test_an_article_in_several_containers_is_found_whole() -> None:
    story = [f"{text} It was the {i}th point on a long agenda." for i, text in enumerate(BODY * 6, 4)]
    parts = ["".join(f"<p>{text}</p>" for text in story[i : i + 6]) for i in range(0, len(story), 6)]
    teaser = '<div class="teaser"><a href="/x">Read next: the ferry that never came</a></div>'
    body = teaser.join(f'<div class="row"><div class="article__body grid">{part}</div></div>' for part in parts)
    assert texts(page(body=body)) == story


def test_two_articles_on_a_page_are_not_joined() -> None:
    story = [f"{text} It was the {i}th point on a long agenda." for i, text in enumerate(BODY * 3, 4)]
    other = [f"{text} Nobody in the {i}th row had heard of it." for i, text in enumerate(BODY * 3, 4)]
    both = ("".join(f"<p>{text}</p>" for text in texts) for texts in (story, other))
    body = "</article><article>".join(f'<div class="article__body">{part}</div>' for part in both)
    assert not {*story} & {*texts(page(body=body))} or not {*other} & {*texts(page(body=body))}


def test_a_fragment_keeps_every_block_with_its_kind() -> None:
    html = f"""<h2>What happened</h2><p>{BODY[0]}</p><ul><li>forty stalls</li><li><p>one car park</p></li></ul>
    <blockquote><p>{BODY[2]}</p></blockquote>
    <figure><img src="x.jpg"><figcaption>From left: a hall</figcaption></figure>
    <table><tr><th>Year</th><th>Cost</th></tr><tr><td>2024</td><td>4m</td></tr></table>loose words"""
    assert [(block.kind, block.text, block.level) for block in fragment(html).blocks] == [
        (BlockKind.HEADING, "What happened", 2),
        (BlockKind.PARAGRAPH, BODY[0], 0),
        (BlockKind.LIST_ITEM, "forty stalls", 0),
        (BlockKind.LIST_ITEM, "one car park", 0),
        (BlockKind.QUOTATION, BODY[2], 0),
        (BlockKind.CAPTION, "From left: a hall", 0),
        (BlockKind.TABLE, "Year | Cost\n2024 | 4m", 0),
        (None, "loose words", 0),
    ]


def test_a_heading_inside_a_list_item_is_a_heading() -> None:
    article = fragment("<ol><li><h3>The roof</h3><p>It leaks.</p></li></ol>")
    assert [block.kind for block in article.blocks] == [BlockKind.HEADING, BlockKind.LIST_ITEM]


def test_a_fragment_that_opens_with_a_first_heading_has_a_title() -> None:
    article = fragment("<h1>Market to close</h1><p>It closes.</p>")
    assert article.title == "Market to close"
    assert texts(article) == ["It closes."]


def test_line_breaks_split_at_blank_lines_and_sentence_ends_only() -> None:
    html = "<p>The market<br>closes.<br>It opens again<br><br>in two years</p>"
    assert texts(fragment(html)) == ["The market closes.", "It opens again", "in two years"]


def test_inline_elements_do_not_split_words_or_add_spaces() -> None:
    assert texts(fragment('<p>The <b>mar</b>ket <a href="/x">closes</a>, said <q>Solberg</q>.</p>')) == [
        "The market closes, said “Solberg”."
    ]


def test_scripts_hidden_elements_deletions_and_footnote_numbers_are_not_text() -> None:
    html = (
        "<p>The <del>old</del> market<sup><a href='#n1'>1</a></sup> closes.</p><script>x()</script><style>p{}</style>"
        "<p hidden>hidden</p><p style='display: none'>gone</p><template><p>later</p></template>"
    )
    assert texts(fragment(html)) == ["The market closes."]


def test_a_layout_table_is_read_as_paragraphs() -> None:
    html = f"<table><tr><td><p>{BODY[0]}</p><p>{BODY[1]}</p></td></tr></table>"
    assert texts(fragment(html)) == list(BODY[:2])


def test_whether_it_is_a_fragment_may_be_said() -> None:
    html = PAGE.replace("{head}", "").replace("{body}", PARAGRAPHS)
    assert "Terms Privacy Copyright Harbour Gazette" in texts(read_html(html, settings=SETTINGS, fragment=True))


def test_nesting_over_the_limit_is_refused() -> None:
    with pytest.raises(TooLargeError, match="nested too deeply"):
        fragment("<div>" * 100_000 + "word")
    with pytest.raises(TooLargeError, match="nested too deeply"):
        read_html("<div>" * 30 + "word", settings=Settings(max_depth=20))


def test_a_page_of_a_hundred_thousand_paragraphs_is_read_whole() -> None:
    html = "<html><body><nav><p>menu</p></nav>" + "<p>word</p>" * 100_000 + "</body></html>"
    assert len(read_html(html, settings=SETTINGS).blocks) == 100_000


@pytest.mark.parametrize("html", ["", " ", "\0", "<html></html>", "<!-- -->", "<html><body>\ud800</body></html>"])
def test_nothing_in_the_markup_gives_no_blocks(html: str) -> None:
    assert read_html(html, settings=SETTINGS).blocks == ()


MARKUP = st.sampled_from(
    ["<p>", "</p>", "<html>", "<body>", "<table>", "<tr>", "<td>", "<ul>", "<li>", "<q>", "<br>", "<h1>", "<svg>", "<a",
     "<script>", "</div>", "<title>", "<!--", "<![CDATA[", "&#0;", "&#xd800;", "&nbsp;", "\0", "\ud800",
     "words. ", "<<", "/>"]
)  # fmt: skip


@given(st.lists(MARKUP | st.text(max_size=8), max_size=30).map("".join))
@hypothesis_settings(deadline=None)
def test_no_markup_breaks_it(html: str) -> None:
    try:
        article = read_html(html, settings=SETTINGS)
    except SummarizerError:
        return
    assert all(block.text.strip() for block in article.blocks)


@pytest.mark.skipif(not PAGES.exists(), reason="needs the shared news pages")
def test_article_bodies_of_real_news_pages_are_found() -> None:
    scores = []
    with lzma.open(PAGES, "rt", encoding="utf-8") as lines:
        for line in lines:
            page = json.loads(line)
            found = " ".join(texts(read_html(page["html"], settings=SETTINGS, url=page["url"])))
            scores.append(token_f1(found, page["body"]))
    assert sum(scores) / len(scores) >= 0.972
    assert min(scores) > 0.5


def token_f1(found: str, wanted: str) -> float:
    a, b = (Counter(re.findall(r"\w+", text.lower())) for text in (found, wanted))
    return 2 * (a & b).total() / max(1, a.total() + b.total())


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        (
            "Storm hits coast | The Mole Gazette",
            "<article><h1>Storm Edda sinks two ferries off Mole</h1>{}</article>",
            "Storm Edda sinks two ferries off Mole",
        ),
        ("Storm hits coast | The Mole Gazette", "<h1>The Mole Gazette</h1>{}", "Storm hits coast"),
        ("Storm hits coast | The Mole Gazette", "<h1>News</h1>{}", "Storm hits coast"),
        ("Storm - News", "{}", "Storm"),
        ("Storm hits coast – Gazette", "{}", "Storm hits coast"),
        ("Storm hits coast – two ferries sank", "{}", "Storm hits coast – two ferries sank"),
        ("Storm hits coast - Mayor Resigns", "{}", "Storm hits coast - Mayor Resigns"),
    ],
)
def test_a_pages_title_is_its_headline_and_not_that_of_the_window(head: str, body: str, title: str) -> None:
    text = (
        "<p>The storm sank two ferries in the harbour on Monday, and the old bridge was closed for the night.</p>" * 6
    )
    page = f"<html><head><title>{head}</title></head><body>{body.format(text)}</body></html>"
    assert read_html(page, settings=Settings()).title == title
