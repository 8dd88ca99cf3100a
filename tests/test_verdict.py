"""Rubbish gets its verdict with a sentence that helps; a true article is never refused for what stands around it."""

from __future__ import annotations

import json
import lzma
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.document import Document, RawArticle, RawBlock, Verdict
from summarizer.settings import Settings
from summarizer.text.assemble import assemble
from summarizer.verdict import judge

DATA = Path(__file__).parents[2] / "shared" / "data"
TEXTS = tomllib.loads((Path(__file__).parent / "data" / "verdicts.toml").read_text("utf-8"))
ARTICLES: dict[str, str] = TEXTS["articles"]
REFUSED: dict[str, list[str]] = TEXTS["refused"]
BRIEF = ARTICLES["a brief of six sentences"]
SETTINGS = Settings()


def document(text: str, *, title: str | None = None, page_text: str | None = None) -> Document:
    blocks = tuple(RawBlock(part) for part in text.split("\n\n") if part.strip())
    return assemble(RawArticle(blocks, title=title, page_text=page_text), settings=SETTINGS)


HEBREW = (
    "מועצת העיר החליטה ביום שלישי לבנות מחדש את המגדלור הישן באבן מקומית. ראש העיר אמר כי העלות תגיע לשני מיליון שקלים "
    "ותמומן מקרן השימור. איש לא נפגע בסערה שפקדה את החוף בחודש פברואר האחרון. חבר המועצה הזהיר כי המתנדבים עלולים שלא "
    "לעמוד בכללי הבטיחות הנדרשים. העבודות יתחילו בחודש מאי ויימשכו לפחות חצי שנה."
)


def verdict(text: str, *, title: str | None = None, page_text: str | None = None) -> Verdict:
    return judge(document(text, title=title, page_text=page_text), settings=SETTINGS)[0]


def said(text: str) -> str:
    return judge(document(text), settings=SETTINGS)[1]


@pytest.mark.parametrize(
    ("expected", "text"),
    [pytest.param(kind, text, id=f"{kind}-{n}") for kind, texts in REFUSED.items() for n, text in enumerate(texts)],
)
def test_rubbish_gets_its_verdict(expected: str, text: str) -> None:
    assert verdict(text) == expected


@pytest.mark.parametrize("name", ARTICLES)
def test_true_articles_pass(name: str) -> None:
    assert verdict(ARTICLES[name]) is Verdict.ARTICLE


@pytest.mark.parametrize(
    "title", ["Page not found", "We use cookies", "Subscribe to continue reading", "Just a moment..."]
)
def test_no_title_refuses_an_article(title: str) -> None:
    assert verdict(BRIEF, title=title) is Verdict.ARTICLE


@pytest.mark.parametrize("kind", [kind for kind in REFUSED if kind not in ("too_short", "unsupported_language")])
def test_rubbish_around_a_long_article_does_not_refuse_it(kind: str) -> None:
    article = "\n\n".join(
        ARTICLES[name] for name in ("a brief of six sentences", "about newsletters", "about a 404 page")
    )
    around = min(REFUSED[kind], key=len)
    assert verdict(f"{around}\n\n{article}\n\n{around}") is Verdict.ARTICLE


def test_every_verdict_says_what_was_found_and_what_to_do() -> None:
    assert said(REFUSED["consent_wall"][1]).startswith(
        "This looks like a cookie banner rather than an article (“This website uses"
    )
    assert "Subscribe to continue reading" in said(REFUSED["paywall_stub"][0])
    assert "“404 Not Found”" in said("404 Not Found")
    assert "list of 7 headlines" in said(REFUSED["listing"][0])
    assert "picture gallery with 5 captions" in said(REFUSED["gallery"][0])
    assert "source code or data" in said(REFUSED["not_text"][0])
    assert "Thai" in said(REFUSED["unsupported_language"][0])
    assert said("The mayor resigned on Friday. No successor was named.") == (
        "This is too short to summarise: 2 sentences and 9 words, where at least 3 sentences and 40 words are needed."
    )
    assert said("") == "There is no article text here: paste at least a few full sentences."
    assert said(BRIEF) == "This is an article of 62 words."


@pytest.mark.parametrize("texts", REFUSED.values(), ids=REFUSED)
def test_messages_are_one_sentence_for_people(texts: list[str]) -> None:
    for text in texts:
        message = said(text)
        assert message[0].isupper()
        assert message.endswith(".")
        assert "\n" not in message
        assert len(message) < 300


def test_both_settings_bound_what_is_too_short() -> None:
    short = document("The pier is open. It cost 14 million pounds. The mayor was there.")
    lenient = Settings(min_sentences=3, min_words=10)
    assert judge(short, settings=SETTINGS)[0] is Verdict.TOO_SHORT
    assert judge(short, settings=lenient)[0] is Verdict.ARTICLE
    assert judge(document(BRIEF), settings=Settings(min_sentences=7))[0] is Verdict.TOO_SHORT
    assert judge(document(BRIEF), settings=Settings(min_words=100))[0] is Verdict.TOO_SHORT


def test_one_phrase_over_and_over_is_no_text_in_any_language() -> None:
    blocks = (RawBlock("buy now " * 30),)
    for language in ("en", "de", "fi"):
        found = assemble(RawArticle(blocks), language=language, settings=SETTINGS)
        assert judge(found, settings=SETTINGS)[0] is Verdict.NOT_TEXT


def test_full_stops_without_a_space_still_end_sentences() -> None:
    assert verdict(BRIEF.replace(". ", ".")) is Verdict.ARTICLE


def test_a_page_whose_body_is_empty_is_judged_by_its_whole_text() -> None:
    menu = "\n".join(f"Section {number}" for number in range(8))
    assert verdict("", page_text=REFUSED["consent_wall"][0]) is Verdict.CONSENT_WALL
    assert verdict("", page_text=menu + "\n" + REFUSED["block_page"][0]) is Verdict.BLOCK_PAGE
    stub = "The mayor of Westmere resigned on Friday, a day after the auditors had reported."
    offer = "This article is only available to subscribers. Subscribe to continue reading."
    assert verdict(stub, page_text=f"{menu}\n{stub}\n{offer}") is Verdict.PAYWALL_STUB
    assert verdict(stub, page_text=f"{menu}\n{stub}\nAlready a subscriber? Log in") is Verdict.TOO_SHORT
    index = "\n".join(f"Headline number {number} of the day" for number in range(60))
    assert verdict("", page_text=index) is Verdict.LISTING
    assert verdict("", page_text="") is Verdict.TOO_SHORT


def test_an_article_passes_whatever_its_page_says_around_it() -> None:
    page = "\n".join([*REFUSED["consent_wall"][:3], BRIEF, *REFUSED["paywall_stub"][:3]])
    assert verdict(BRIEF, page_text=page) is Verdict.ARTICLE


@given(st.text(max_size=600), st.none() | st.text(max_size=300))
def test_any_text_gets_a_verdict_and_a_sentence(text: str, page_text: str | None) -> None:
    found, message = judge(document(text, page_text=page_text), settings=SETTINGS)
    assert isinstance(found, Verdict)
    assert message.endswith(".")


def test_as_many_lines_as_are_allowed_are_judged() -> None:
    assert verdict("\n\n".join(["word"] * SETTINGS.max_blocks)) in {
        Verdict.LISTING,
        Verdict.NOT_TEXT,
        Verdict.TOO_SHORT,
    }


def test_a_language_that_writes_its_small_words_onto_others_is_text() -> None:
    assert verdict(HEBREW) is Verdict.ARTICLE


def test_one_long_line_is_judged() -> None:
    assert verdict(BRIEF * 3_000) is Verdict.ARTICLE


@pytest.mark.skipif(not DATA.is_dir(), reason="shared articles are not here")
@pytest.mark.parametrize("name", ["titles/bbc", "cnndm/dev"])
def test_no_shared_article_is_refused(name: str) -> None:
    with lzma.open(DATA / f"{name}.jsonl.xz", "rt") as lines:
        texts = [json.loads(line)["text"].replace("\n", "\n\n") for line in lines][:400]
    assert [text[:80] for text in texts if verdict(text) is not Verdict.ARTICLE] == []


def test_markup_sent_as_text_is_refused_with_the_type_to_send_it_as() -> None:
    opening = "<script>var dataLayer = []; dataLayer.push({'id': 7});</script>\n"
    page = opening + "\n".join(f"<div class='row'><p>{line}</p></div>" for line in BRIEF.split(". "))
    assert verdict(page) is Verdict.NOT_TEXT
    assert said(page).endswith("paste the article's own words, or send it as text/html.")
