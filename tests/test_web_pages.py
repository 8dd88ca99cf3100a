"""The editor's form and its result, as HTML: what it shows, keeps and gives away, without a script."""

from __future__ import annotations

import html
import io
import json
import re
from dataclasses import fields
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from web_examples import ARTICLE, TITLE

from summarizer import Options, Summarizer, Summary, Verdict
from summarizer.engines import available
from summarizer.errors import UnusableArticleError
from summarizer.records import Context, DocumentBlock
from summarizer.settings import Settings
from web import create_app, picks, wording
from web.form import Form
from web.receipts import source_blocks
from web.wording import explain


@pytest.fixture(scope="module")
def app() -> Flask:
    return create_app(Settings())


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="module")
def summary() -> Summary:
    return Summarizer(Settings()).summarize(ARTICLE, options=Options(include=("text",)))


def parse(page: str) -> Any:
    """Return the page's tree after checking what must hold of every page."""
    root: Any = lxml_html.document_fromstring(page)
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids)), "an id stands twice"
    targets = [href[1:] for href in root.xpath("//a/@href") if href.startswith("#")]
    assert set(targets) <= set(ids), "a link leads nowhere"
    labelled = set(root.xpath("//label/@for"))
    for field in root.xpath("//textarea | //select | //input[not(@type='hidden')]"):
        assert field.get("id") in labelled or field.getparent().tag == "label", field.get("name")
    for attribute in ("aria-labelledby", "aria-describedby"):
        assert set(root.xpath(f"//@{attribute}")) <= set(ids)
    assert not root.xpath("//script[not(@src)] | //style | //@style | //@*[starts-with(name(), 'on')]")
    assert root.xpath("//html/@lang")
    return root


def test_the_form_offers_what_the_records_allow(client: FlaskClient) -> None:
    root = parse(client.get("/").text)
    assert root.xpath("//select[@name='length']/option/@value") == ["brief", "standard", "detailed"]
    ready = [engine.name for engine in available() if engine.ready and not engine.takes_model]
    assert root.xpath("//select[@name='engine']/option/@value") == ["auto", *ready]
    assert root.xpath("//select[@name='headline']/option/@value") == ["given", "written"]
    assert not root.xpath("//input[@name='url']")


def test_an_address_in_place_of_the_text_is_fetched_or_said_to_be_one(client: FlaskClient) -> None:
    answer = client.post("/", data={"text": " https://news.invalid/story\n"})
    assert answer.status_code == 400
    assert "This is an address." in answer.text
    fetching = create_app(Settings(web_fetch=True)).test_client()
    assert "address could not be fetched" in fetching.post("/", data={"text": "http://127.0.0.1:9/story"}).text


def test_the_form_asks_for_an_address_only_where_addresses_are_fetched() -> None:
    page = create_app(Settings(web_fetch=True)).test_client().get("/").text
    assert parse(page).xpath("//input[@name='url']")


def test_the_result_shows_each_highlight_and_marks_its_words_in_the_text(client: FlaskClient) -> None:
    response = client.post("/", data={"text": ARTICLE, "highlights": "3"})
    assert response.status_code == 200
    root = parse(response.text)
    assert root.xpath("string(//h1)") == TITLE
    points = root.xpath("//ol[@class='points']/li")
    assert len(points) == 3
    for number, point in enumerate(points, 1):
        assert point.xpath(f".//p[@class='point']/a[@href='#source-{number}']")
        assert root.xpath(f"//*[@id='source-{number}']")
        marked = "".join(root.xpath(f"//mark[contains(@class, ' p-{number}') and contains(@class, 'point')]/text()"))
        assert marked
        assert root.xpath(f"//a[@href='#highlight-{number}']")


def test_the_source_beside_the_result_is_the_whole_text(client: FlaskClient) -> None:
    root = parse(client.post("/", data={"text": ARTICLE}).text)
    words = root.xpath("//div[@class='words']")[0]
    for way_back in words.xpath(".//span[@class='to']"):
        way_back.drop_tree()
    assert " ".join(words.text_content().split()) == " ".join(ARTICLE.split())


def test_pasted_html_is_told_by_its_content_and_never_shown_as_markup(client: FlaskClient) -> None:
    markup = "".join(f"<p>{html.escape(part)}</p>" for part in ARTICLE.split("\n\n"))
    response = client.post("/", data={"text": f"{markup}<script>a()</script>", "title": '<b>Bold</b> & "quoted"'})
    root = parse(response.text)
    assert root.xpath("string(//h1)") == '<b>Bold</b> & "quoted"'
    assert "<p>" not in root.xpath("string(//div[@class='words'])")


def test_text_is_escaped_wherever_it_stands(client: FlaskClient) -> None:
    attack = "</textarea><script>alert('x')</script>\"'><img src=x onerror=alert(1)>"
    sentence = f"The mayor of Ellery said that {attack} was written on the wall of the new harbour office."
    response = client.post("/", data={"text": f"{ARTICLE}\n\n{sentence}", "read_as": "text", "title": attack})
    assert response.status_code == 200
    root = parse(response.text)
    assert not root.xpath("//img | //script[contains(text(), 'alert')]")


def test_an_uploaded_file_is_summarised_and_its_text_comes_back_for_changes(client: FlaskClient) -> None:
    response = client.post("/", data={"file": (io.BytesIO(ARTICLE.encode()), "ferry.txt")})
    assert response.status_code == 200
    assert "night ferry running" in parse(response.text).xpath("string(//textarea[@id='text'])")


@pytest.mark.parametrize(
    ("sent", "status", "field"),
    [
        ({}, 400, "text"),
        ({"text": "  \n"}, 400, "text"),
        ({"text": ARTICLE, "highlights": "999"}, 400, "highlights"),
        ({"text": ARTICLE, "highlights": "many"}, 400, "highlights"),
        ({"text": ARTICLE, "language": "x" * 40}, 400, "language"),
        ({"text": ARTICLE, "engine": "nonesuch"}, 400, "engine"),
        ({"text": ARTICLE, "read_as": "runes"}, 400, "read_as"),
    ],
)
def test_a_wrong_field_is_marked_and_the_rest_keeps_its_input(
    client: FlaskClient, sent: dict[str, str], status: int, field: str
) -> None:
    response = client.post("/", data={"title": "Kept & safe", **sent})
    assert response.status_code == status
    root = parse(response.text)
    assert root.xpath(f"//*[@id='{field}'][@aria-invalid='true']")
    assert root.xpath("//*[@role='alert']")
    assert root.xpath("//input[@id='title']/@value") == ["Kept & safe"]
    assert root.xpath("string(//textarea[@id='text'])").strip() == sent.get("text", "").strip()


def test_what_is_wrong_is_said_above_the_form_with_the_name_of_its_field(client: FlaskClient) -> None:
    response = client.post("/", data={"text": ARTICLE, "highlights": "99"})
    assert parse(response.text).xpath("//*[@role='alert']//li/a/text()") == ["Highlights: This must be 20 or less."]


def test_every_field_of_the_form_has_a_name() -> None:
    assert {field.name for field in fields(Form)} | {"file"} == set(wording.LABELS)


def test_a_text_and_a_file_together_are_asked_about(client: FlaskClient) -> None:
    response = client.post("/", data={"text": ARTICLE, "file": (io.BytesIO(ARTICLE.encode()), "a.txt")})
    assert response.status_code == 400
    assert "more than one article" in response.text


def test_what_is_no_article_is_explained_and_kept(client: FlaskClient) -> None:
    response = client.post("/", data={"text": "Only this line."})
    assert response.status_code == 422
    root = parse(response.text)
    assert root.xpath("string(//*[@role='alert']//h2)") == "There is not enough text"
    assert root.xpath("string(//textarea[@id='text'])").strip() == "Only this line."


def test_every_verdict_has_words_for_an_editor() -> None:
    headings = {explain(UnusableArticleError(v, "Found.")).heading for v in Verdict if v is not Verdict.ARTICLE}
    assert len(headings) == len(Verdict) - 1


def test_a_form_over_the_limit_gets_a_page_and_not_a_crash() -> None:
    client = create_app(Settings(max_bytes=1_000)).test_client()
    response = client.post("/", data={"text": "x" * 200_000})
    assert response.status_code == 413
    assert "larger than can be read" in parse(response.text).xpath("string(//*[@role='alert'])")


def carried(page: str) -> str:
    """Return the summary that a result page carries."""
    return str(parse(page).xpath("//input[@name='summary']/@value")[0])


@pytest.mark.parametrize(
    ("name", "media_type", "suffix"), [("markdown", "text/markdown", "md"), ("json", "application/json", "json")]
)
def test_a_result_is_downloaded_from_what_its_page_carries(
    client: FlaskClient, name: str, media_type: str, suffix: str
) -> None:
    page = client.post("/", data={"text": ARTICLE}).text
    response = client.post("/", data={"summary": carried(page), "format": name, "pick": ["0", "1"]})
    assert response.status_code == 200
    assert response.mimetype == media_type
    expected = f'attachment; filename="harbour-town-votes-to-keep-its-night-ferry.{suffix}"'
    assert response.headers["Content-Disposition"] == expected
    if name == "json":
        saved = Summary.model_validate_json(response.data)
        assert len(saved.highlights) == 2
        assert saved.document.text is None


def test_an_alternative_is_swapped_in_and_stands_in_reading_order(client: FlaskClient) -> None:
    page = client.post("/", data={"text": ARTICLE, "highlights": "3"}).text
    before = Summary.model_validate_json(carried(page))
    after_page = client.post("/", data={"summary": carried(page), "pick": ["1", "2", "3"], "length": "brief"}).text
    after = Summary.model_validate_json(carried(after_page))
    assert before.alternatives[0] in after.highlights
    assert before.highlights[0] in after.alternatives
    offsets = [highlight.contexts[0].offset for highlight in after.highlights]
    assert offsets == sorted(offsets)
    assert parse(after_page).xpath("//select[@id='length']/option[@selected]/@value") == ["brief"]


def test_without_any_tick_the_highlights_stay_and_the_page_says_so(client: FlaskClient) -> None:
    page = client.post("/", data={"text": ARTICLE}).text
    after = client.post("/", data={"summary": carried(page)}).text
    assert Summary.model_validate_json(carried(after)) == Summary.model_validate_json(carried(page))
    assert "Nothing was ticked" in after


@pytest.mark.parametrize("change", ["not json", "quote", "offset", "text", "blocks", "overlap", "flood"])
def test_a_result_that_was_tampered_with_is_refused(client: FlaskClient, summary: Summary, change: str) -> None:
    record = json.loads(summary.model_dump_json())
    if change == "quote":
        record["highlights"][0]["contexts"][0]["quote"] = "Invented words."
    if change == "offset":
        record["highlights"][0]["contexts"][0]["offset"] = 10**9
    if change == "text":
        record["document"]["text"] = None
    if change == "blocks":
        record["document"]["blocks"][0]["length"] = 10**9
    if change == "overlap":
        record["document"]["blocks"] *= 2
    if change == "flood":
        record["summary"]["contexts"] *= 2_000
    sent = "{" if change == "not json" else json.dumps(record)
    response = client.post("/", data={"summary": sent})
    assert response.status_code == 400
    assert "can no longer be used" in response.text


def test_a_number_that_was_tampered_with_beyond_reason_breaks_no_page(client: FlaskClient, summary: Summary) -> None:
    record = json.loads(summary.model_dump_json())
    record["document"] |= {"reading_seconds": 10**400, "words": -(10**400)}
    assert client.post("/", data={"summary": json.dumps(record)}).status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "http://localhost"}, 200),
        ({"Origin": "http://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
def test_a_form_from_another_site_is_refused(client: FlaskClient, headers: dict[str, str], status: int) -> None:
    assert client.post("/", data={"text": ARTICLE}, headers=headers).status_code == status


def test_a_missing_page_is_a_page_of_html(client: FlaskClient) -> None:
    response = client.get("/nothing-here")
    assert response.status_code == 404
    assert response.mimetype == "text/html"
    parse(response.text)


def test_the_api_is_described_on_a_page_without_a_script(client: FlaskClient) -> None:
    root = parse(client.get("/docs").text)
    assert "/api/v1/summaries" in root.text_content()
    assert not root.xpath("//script")
    assert not re.findall(r"https?://(?!localhost)", client.get("/docs").text)


TEXT = "First sentence here. Second one follows.\n\nA new paragraph stands alone."
BLOCKS = (DocumentBlock(kind="paragraph", offset=0, length=40), DocumentBlock(kind="paragraph", offset=42, length=29))
_SPANS = st.lists(
    st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT))).filter(lambda span: sum(span) <= len(TEXT)),
    max_size=4,
)


@hypothesis_settings(max_examples=200, deadline=None)
@given(points=st.lists(_SPANS, min_size=1, max_size=5), support=_SPANS)
def test_pieces_join_to_the_text_and_every_statement_begins_once(
    summary: Summary, points: list[list[tuple[int, int]]], support: list[tuple[int, int]]
) -> None:
    def contexts(spans: list[tuple[int, int]]) -> tuple[Context, ...]:
        return tuple(Context(offset=o, length=n, quote=TEXT[o : o + n]) for o, n in spans)

    highlights = tuple(
        summary.highlights[0].model_copy(update={"contexts": contexts(spans), "support": contexts(support)})
        for spans in points
    )
    empty = {"contexts": ()}
    made = summary.model_copy(
        update={
            "headline": summary.headline.model_copy(update=empty),
            "summary": summary.summary.model_copy(update=empty),
            "highlights": highlights,
            "alternatives": (),
            "document": summary.document.model_copy(update={"text": TEXT, "blocks": BLOCKS}),
        }
    )
    blocks = source_blocks(picks.restore(made.model_dump_json()))
    for block, shown in zip(BLOCKS, blocks, strict=True):
        assert "".join(piece.text for piece in shown.pieces) == TEXT[block.offset : block.offset + block.length]
    starts = [name for block in blocks for piece in block.pieces for name in piece.starts]
    assert len(starts) == len(set(starts))
