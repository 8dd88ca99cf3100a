"""Printed summaries hold everything, and whatever an article contains stays words."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest
from articles import BY_LANGUAGE, LISTICLE, NEWS, NEWS_TITLE
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from summarizer import Summarizer, Summary
from summarizer.document import RawArticle, RawBlock
from summarizer.records import Context, Headline, Highlight, Method, Options, Statement
from summarizer.render import RENDERERS, to_html, to_json, to_markdown, to_text

SUMMARIZER = Summarizer(engine="extractive")
PLAIN = SUMMARIZER.summarize(NEWS, title=NEWS_TITLE)
ANY_LINE = st.text("ab 1.)-+=#>*_`[]()<&;!|~:\"'\\é", min_size=1).map(lambda text: " ".join(text.split())).filter(bool)


class Reader(HTMLParser):
    """What a browser would see: elements, attributes and text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.open: list[str] = []
        self.links: list[str] = []
        self.texts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.opened.append(tag)
        self.open.append(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append(data.strip())


def saying(text: str) -> Summary:
    """Return a summary that says one text everywhere."""
    context = Context(offset=0, length=len(text), quote=text)
    statement = Statement(text=text, method=Method.VERBATIM, contexts=(context,))
    point = Highlight(text=text, method=Method.VERBATIM, contexts=(context,), rank_score=1, support=(context,))
    return PLAIN.model_copy(
        update={
            "headline": statement,
            "summary": statement,
            "highlights": (point,),
            "document": PLAIN.document.model_copy(update={"byline": text}),
        }
    )


@pytest.mark.parametrize("form", sorted(RENDERERS))
@pytest.mark.parametrize("article", [*BY_LANGUAGE.values(), LISTICLE])
def test_every_format_says_headline_summary_and_each_highlight(form: str, article: str) -> None:
    summary = SUMMARIZER.summarize(article)
    printed = RENDERERS[form](summary)
    if form == "html":
        printed = "\n".join(Reader(printed).texts)
    elif form == "markdown":
        printed = re.sub(r"\\(.)", r"\1", printed)
    elif form == "json":
        printed = json.dumps(json.loads(printed), ensure_ascii=False).replace('\\"', '"')
    for statement in (summary.headline, summary.summary, *summary.highlights):
        assert statement.text in printed
    assert printed.strip()


def test_support_stands_under_its_point_where_there_is_room_for_it() -> None:
    point = next(point for point in PLAIN.highlights if point.support)
    for printed in (re.sub(r"\\(.)", r"\1", to_markdown(PLAIN)), "\n".join(Reader(to_html(PLAIN)).texts)):
        assert printed.index(point.text) < printed.index(point.support[0].quote)


def test_json_reads_back_as_the_summary() -> None:
    assert Summary.model_validate_json(to_json(PLAIN)) == PLAIN


def test_plain_text_has_a_line_a_statement() -> None:
    lines = to_text(PLAIN).splitlines()
    assert lines[:4] == [NEWS_TITLE, "", PLAIN.summary.text, ""]
    assert lines[4:] == [f"• {point.text}" for point in PLAIN.highlights]


@given(ANY_LINE)
def test_nothing_that_an_article_says_becomes_an_element(text: str) -> None:
    seen = Reader(to_html(saying(text)))
    assert seen.open == []
    assert set(seen.opened) <= {"article", "h1", "p", "strong", "section", "h2", "footer"}
    assert seen.texts[:4] == [text] * 4


def test_a_script_in_an_article_is_printed_as_words() -> None:
    hostile = '<script>alert("1")</script><img src=x onerror=alert(1)> & "quotes"'
    article = NEWS.replace("The council", f"The {hostile} council", 1)
    raw = RawArticle(
        blocks=tuple(map(RawBlock, article.split("\n\n"))), title=f"Vote {hostile}", byline=hostile, site="A<b>"
    )
    printed = to_html(SUMMARIZER.summarize(raw))
    assert "<script" not in printed
    assert "<img" not in printed
    assert f"Vote {hostile}" in Reader(printed).texts


def test_points_link_to_their_words_on_a_page_of_the_web_only() -> None:
    def links(url: str) -> list[str]:
        raw = RawArticle(blocks=tuple(map(RawBlock, NEWS.split("\n\n"))), url=url)
        return Reader(to_html(SUMMARIZER.summarize(raw))).links

    found = links('https://bay.example/a?b=1&c="2"#old')
    assert len(found) == 4
    assert all(link.startswith('https://bay.example/a?b=1&c="2"#:~:text=') for link in found)
    assert links("javascript:alert(1)") == links("data:text/html,x") == []


def test_html_names_its_language_and_lets_the_words_tell_their_direction() -> None:
    german = to_html(SUMMARIZER.summarize(BY_LANGUAGE["de"]))
    assert german.startswith('<article lang="de" dir="auto">')


def as_markdown_reads(printed: str) -> list[tuple[list[str], str]]:
    """Return the marks and the words of each line of text, read as CommonMark with tables and strikethrough."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(printed)
    lines = [token.children or [] for token in tokens if token.type == "inline"]
    return [
        ([child.type for child in line if child.type != "text"], "".join(child.content for child in line))
        for line in lines
    ]


@given(ANY_LINE)
def test_no_character_of_an_article_is_markdown(text: str) -> None:
    headline, standfirst, title, point, support, source = as_markdown_reads(to_markdown(saying(text)))
    assert headline == point == support == ([], text)
    assert standfirst == (["strong_open", "strong_close"], text)
    assert title == ([], "Key highlights")
    assert source == (["em_open", "em_close"], f"Source: {text}")


@pytest.mark.parametrize(
    "text",
    [
        "1986. A great year.",
        "2) two",
        "- a dash",
        "+ more",
        "# tag",
        "> quoted",
        "=== line",
        "--- line",
        "***",
        "&copy; 2024",
        "a | b",
        "https://bay.example/a_b_c",
        "C #",
        "5 * 3 * 2",
        "![image](x)",
        "ends with \\",
    ],
)
def test_a_line_that_opens_like_a_list_or_heading_is_only_words(text: str) -> None:
    headline, _, _, point, support, _ = as_markdown_reads(to_markdown(saying(text)))
    assert headline == point == support == ([], text)


def test_a_written_headline_is_printed_in_every_format() -> None:
    summary = SUMMARIZER.summarize(NEWS, title=NEWS_TITLE, options=Options(headline=Headline.WRITTEN))
    for form in RENDERERS.values():
        assert NEWS_TITLE not in form(
            summary.model_copy(update={"document": PLAIN.document.model_copy(update={"title": None})})
        )
