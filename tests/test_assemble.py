"""From raw blocks to a document whose every span is in its place."""

from __future__ import annotations

import pytest
from articles import BY_LANGUAGE, LISTICLE, NEWS, NEWS_TITLE
from hypothesis import given
from hypothesis import strategies as st

from summarizer.document import BlockKind, Document, RawArticle, RawBlock
from summarizer.errors import TooLargeError
from summarizer.settings import Settings
from summarizer.sources import read_text
from summarizer.text.assemble import assemble
from summarizer.text.clean import clean

SETTINGS = Settings()
PIECES = st.text(max_size=60) | st.sampled_from(
    ["The lamp went dark. Two boats struck the reef!", "By Ruth Adeyemi", " \n ", "-"]
)
RAW = st.builds(
    RawArticle,
    blocks=st.lists(st.builds(RawBlock, PIECES, st.none() | st.sampled_from(list(BlockKind)[1:])), max_size=6).map(
        tuple
    ),
    title=st.none() | PIECES,
)


def of(text: str, *, title: str | None = None, language: str | None = None) -> Document:
    return assemble(read_text(text, settings=SETTINGS), title=title, language=language)


def check_spans(document: Document) -> None:
    at = 0
    for block in document.blocks:
        assert at <= block.start < block.end <= len(document.text)
        assert document.quote(block) == clean(document.quote(block)) != ""
        at = block.end + 1
    before = 0
    for sentence in document.sentences:
        block = document.blocks[sentence.block]
        assert block.kind.is_body
        assert max(before, block.start) <= sentence.start < sentence.end <= block.end
        assert document.quote(sentence).strip() == document.quote(sentence) != ""
        before = sentence.end


@given(RAW)
def test_blocks_and_sentences_lie_in_order_and_in_each_other(raw: RawArticle) -> None:
    check_spans(assemble(raw, settings=SETTINGS))


@given(RAW)
def test_no_character_is_lost_or_changed_but_by_cleaning(raw: RawArticle) -> None:
    document = assemble(raw, settings=SETTINGS)
    given_texts = [clean(raw.title or ""), *(clean(block.text) for block in raw.blocks)]
    kept = [text for text in given_texts if text]
    if len(kept) > 1 and clean(raw.title or "") and kept[1].casefold() == kept[0].casefold():
        del kept[1]
    assert document.text == "\n\n".join(kept)
    assert [document.quote(block) for block in document.blocks] == kept


@given(RAW)
def test_sentences_together_hold_every_letter_and_digit_of_the_body(raw: RawArticle) -> None:
    document = assemble(raw, settings=SETTINGS)
    for number, block in enumerate(document.blocks):
        if block.kind.is_body:
            said = "".join(document.quote(s) for s in document.sentences if s.block == number)
            assert list(filter(str.isalnum, said)) == list(filter(str.isalnum, document.quote(block)))


@pytest.mark.parametrize("text", [*BY_LANGUAGE.values(), LISTICLE])
def test_an_article_of_any_kind_has_its_spans_in_place(text: str) -> None:
    document = of(text)
    check_spans(document)
    assert len(document.sentences) >= 5


def test_a_given_title_is_the_first_block_and_no_sentence() -> None:
    document = of(NEWS, title=NEWS_TITLE)
    assert document.title == NEWS_TITLE
    assert document.text.startswith(f"{NEWS_TITLE}\n\nThe council")
    assert all(sentence.block > 0 for sentence in document.sentences)


def test_a_given_title_outranks_the_one_in_the_text() -> None:
    document = of(f"{NEWS_TITLE}\n\n{NEWS}", title="Lighthouse vote")
    assert document.title == "Lighthouse vote"
    assert NEWS_TITLE not in document.text


def test_a_title_of_white_space_is_no_title_and_leaves_the_text_its_own() -> None:
    assert of(f"{NEWS_TITLE}\n\n{NEWS}", title=" \n").title == NEWS_TITLE


def test_a_body_that_repeats_the_title_says_it_once() -> None:
    raw = RawArticle(blocks=(RawBlock(NEWS_TITLE.upper()), RawBlock("The lamp went dark. It burns.")), title=NEWS_TITLE)
    assert [block.kind for block in assemble(raw).blocks] == [BlockKind.TITLE, BlockKind.PARAGRAPH]


def test_a_given_language_is_believed_and_reduced_to_its_code() -> None:
    document = of(NEWS, language="ms-MY")
    assert (document.language, document.language_confidence) == ("ms", 1.0)


def test_headings_captions_credits_and_promotions_do_not_compete() -> None:
    document = of(LISTICLE)
    competing = " ".join(document.quote(sentence) for sentence in document.sentences)
    for outside in ("Cover image", "From left", "Image via", "Catch up", "Subscribe", "The carriages are not new"):
        assert outside in document.text
        assert outside not in competing
    headings = [document.quote(block) for block in document.of_kind(BlockKind.HEADING)]
    assert "Dogs may come, bicycles may not" in headings


def test_a_mark_without_a_word_does_not_compete() -> None:
    raw = RawArticle(blocks=tuple(map(RawBlock, ["The lamp burns. — The reef waits. /", "👍", "…"])))
    document = assemble(raw, language="en")
    assert all(any(map(str.isalnum, document.quote(sentence))) for sentence in document.sentences)
    assert len(document.sentences) == 2


def test_a_text_over_the_limit_is_refused() -> None:
    raw = RawArticle(blocks=(RawBlock("a" * 60), RawBlock("b" * 60)))
    with pytest.raises(TooLargeError, match="122 characters; the limit is 121"):
        assemble(raw, settings=Settings(max_characters=121))
    assert len(assemble(raw, settings=Settings(max_characters=122)).text) == 122


def test_sentences_over_the_limit_are_counted_not_kept() -> None:
    document = assemble(read_text("The lamp burns. " * 10, settings=SETTINGS), settings=Settings(max_sentences=4))
    assert (len(document.sentences), document.sentences_omitted) == (4, 6)


def test_what_the_file_says_of_itself_is_cleaned_and_kept() -> None:
    raw = RawArticle(
        blocks=(RawBlock("The lamp burns."),),
        byline="Ruth\u00a0Adeyemi\n",
        site=" Bay  News ",
        url="https://b.example/1",
    )
    document = assemble(raw)
    assert (document.byline, document.site, document.url) == ("Ruth Adeyemi", "Bay News", "https://b.example/1")
