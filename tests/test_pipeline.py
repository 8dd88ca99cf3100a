"""From a source to a Summary: receipts that hold for any text, equal answers to equal questions, honest notices."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from articles import BY_LANGUAGE, LISTICLE, NEWS, NEWS_TITLE
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import Document, Options, Settings, Summarizer, SummarizerError, Summary, Verdict, summarize
from summarizer.document import BlockKind, RawArticle, RawBlock
from summarizer.errors import SourceError, TooLargeError, UnusableArticleError, UsageError
from summarizer.records import Headline, Method, StringIndexType

SUMMARIZER = Summarizer(engine="extractive")
LENIENT = Summarizer(Settings(min_sentences=1, min_words=1), engine="extractive")
SAMPLE = Path(__file__).parents[2] / "shared" / "sample" / "jack-ma-visits-kl.txt"

SENTENCES = st.sampled_from(
    [
        "The council of Harlow Bay voted on Tuesday to rebuild the lighthouse.",
        "But Mayor Ruth Adeyemi (of the Bay Party) said that the tower, which is old, would stand, reported Reuters.",
        "“It crossed my mind 👍 then,” he said, “and I laughed!”",
        "HARLOW BAY (Reuters) — Two boats struck the reef at 5 p.m. on Jan. 3.",
        "She would not say why…",
        "However, 14 masons from the U.S. did not come.",
        "灯塔将在五月重建。",
        "Ένας φάρος χτίζεται ξανά.",
        "The crew",
        "- one",
        "1986. A bad year?",
        "a\u0301\u00ad b\u200b c\x00 \ud800",
    ]
)
TEXTS = st.lists(st.tuples(SENTENCES | st.text(max_size=40), st.sampled_from([" ", "\n", "\n\n"]))).map(
    lambda pieces: "".join(chain.from_iterable(pieces))
)
OPTIONS = st.builds(
    Options,
    highlights=st.integers(1, 6),
    headline=st.sampled_from(Headline),
    string_index_type=st.sampled_from(StringIndexType),
    max_words=st.none() | st.integers(10, 80),
    max_characters=st.none() | st.integers(60, 500),
    language=st.none() | st.sampled_from(["en", "zh", "de"]),
    include=st.just(("text",)),
)


def cut(text: str, offset: int, length: int, unit: StringIndexType) -> str:
    if unit is StringIndexType.UTF16_CODE_UNIT:
        return text.encode("utf-16-le")[2 * offset : 2 * (offset + length)].decode("utf-16-le")
    return text[offset : offset + length]


def check_receipts(summary: Summary) -> None:
    text = summary.document.text
    assert text is not None
    unit = summary.string_index_type
    statements = [summary.headline, summary.summary, *summary.highlights, *summary.alternatives]
    contexts = [context for statement in statements for context in statement.contexts]
    contexts += [context for point in (*summary.highlights, *summary.alternatives) for context in point.support]
    for context in contexts:
        assert cut(text, context.offset, context.length, unit) == context.quote != ""
    for keyword in summary.keywords:
        assert cut(text, keyword.offset, keyword.length, unit) == keyword.text != ""
    for statement in statements:
        assert statement.contexts
        assert statement.text.strip() == statement.text != ""


@settings(max_examples=120)
@given(TEXTS, st.none() | st.text(max_size=30), OPTIONS)
def test_every_statement_of_any_text_has_its_receipts_or_the_text_its_refusal(
    text: str, title: str | None, options: Options
) -> None:
    try:
        summary = LENIENT.summarize(text, title=title, options=options)
    except UnusableArticleError:
        return
    check_receipts(summary)
    assert len(summary.highlights) <= options.highlight_count
    assert (len(summary.highlights) < options.highlight_count) == any(n.code == "shortfall" for n in summary.warnings)
    if summary.headline.method is not Method.GIVEN:
        assert len(summary.headline.text) <= 80


@pytest.mark.parametrize("text", [*BY_LANGUAGE.values(), LISTICLE])
@pytest.mark.parametrize("unit", StringIndexType)
def test_every_article_has_its_receipts_in_both_units(text: str, unit: StringIndexType) -> None:
    options = Options(string_index_type=unit, include=("text",), highlights=5)
    check_receipts(SUMMARIZER.summarize(text.replace(" ", " 👍 ", 3), options=options))


@pytest.mark.parametrize("text", [*BY_LANGUAGE.values(), LISTICLE])
def test_equal_questions_get_equal_answers(text: str) -> None:
    clock = {"generator": {"created_at", "elapsed_ms"}}
    first = SUMMARIZER.summarize(text).model_dump_json(exclude=clock)
    assert SUMMARIZER.summarize(text).model_dump_json(exclude=clock) == first
    assert Summarizer(engine="extractive").summarize(text).model_dump_json(exclude=clock) == first


@pytest.mark.parametrize("language", sorted(BY_LANGUAGE))
def test_the_answer_says_what_it_was_given(language: str) -> None:
    summary = SUMMARIZER.summarize(BY_LANGUAGE[language])
    assert summary.document.language == language
    assert summary.document.verdict is Verdict.ARTICLE
    assert summary.document.characters == len(BY_LANGUAGE[language])
    assert summary.document.words > 60
    assert summary.generator.engine == "extractive"
    assert summary.digital_source_type is None
    assert summary.document.text is None
    assert summary.document.blocks is None


def test_a_given_title_is_the_headline_and_the_first_block_however_long() -> None:
    title = "Harlow Bay votes " + "and votes again " * 8 + "to rebuild its lighthouse"
    summary = SUMMARIZER.summarize(NEWS, title=title, options=Options(include=("text",)))
    assert (summary.headline.text, summary.headline.method) == (title, Method.GIVEN)
    assert (summary.headline.contexts[0].offset, summary.headline.contexts[0].quote) == (0, title)
    assert summary.document.title == title
    assert summary.document.blocks is not None
    assert summary.document.blocks[0].kind is BlockKind.TITLE


def test_a_headline_is_written_when_asked_for_although_a_title_is_given() -> None:
    summary = SUMMARIZER.summarize(NEWS, title=NEWS_TITLE, options=Options(headline=Headline.WRITTEN))
    assert summary.headline.text != NEWS_TITLE
    assert summary.headline.method in (Method.VERBATIM, Method.TRIMMED)
    assert len(summary.headline.text) <= 80
    assert summary.document.title == NEWS_TITLE


def test_fewer_points_than_asked_for_are_noted() -> None:
    summary = SUMMARIZER.summarize(NEWS, options=Options(highlights=20))
    assert [notice.code for notice in summary.warnings] == ["shortfall"]
    assert "20" in summary.warnings[0].message
    assert SUMMARIZER.summarize(NEWS).warnings == ()


def test_a_budget_too_small_for_any_sentence_leaves_no_point_and_says_so() -> None:
    text = (
        "The council of Harlow Bay voted on Tuesday to rebuild the town's lighthouse with local stone and labour. " * 3
    )
    summary = SUMMARIZER.summarize(text, options=Options(max_characters=60))
    assert summary.highlights == ()
    assert [notice.code for notice in summary.warnings] == ["shortfall"]


def test_budgets_bound_all_points_together() -> None:
    for words in (20, 40, 60):
        points = SUMMARIZER.summarize(NEWS, options=Options(max_words=words)).highlights
        assert points
        assert sum(len(point.text.split()) for point in points) <= words
    for characters in (120, 300):
        points = SUMMARIZER.summarize(NEWS, options=Options(max_characters=characters)).highlights
        assert points
        assert sum(len(point.text) for point in points) <= characters


def test_sentences_left_out_are_noted() -> None:
    few = Summarizer(Settings(max_sentences=5), engine="extractive")
    summary = few.summarize(NEWS)
    assert [notice.code for notice in summary.warnings] == ["truncated"]
    assert summary.model_dump()["document"]["characters"] == len(NEWS)


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({"highlights": 0}, "highlights"),
        ({"highlights": 21}, "highlights"),
        ({"highlights": "three"}, "highlights"),
        ({"length": "endless"}, "length"),
        ({"max_words": 9}, "max_words"),
        ({"max_characters": 59}, "max_characters"),
        ({"language": "English!"}, "language"),
        ({"headline": "shouted"}, "headline"),
        ({"include": ["everything"]}, "include/0"),
        ({"policy": "hope"}, "policy"),
        ({"string_index_type": "Bytes"}, "string_index_type"),
        ({"highlight": 3}, "highlight"),
    ],
)
def test_an_option_that_makes_no_sense_names_itself(options: dict[str, Any], field: str) -> None:
    with pytest.raises(UsageError) as caught:
        Summarizer(**options)
    assert caught.value.pointer == f"/{field}"
    with pytest.raises(UsageError):
        summarize(NEWS, **options)


def test_a_setting_that_makes_no_sense_names_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZER_MAX_BYTES", "plenty")
    with pytest.raises(UsageError, match="SUMMARIZER_MAX_BYTES"):
        Summarizer()


def test_an_engine_that_does_not_exist_is_named_with_those_that_do() -> None:
    with pytest.raises(UsageError, match=r"'oracle'.*extractive"):
        Summarizer(engine="oracle").summarize(NEWS)


def test_a_str_is_text_and_a_path_is_a_file(tmp_path: Path) -> None:
    file = tmp_path / "story.txt"
    file.write_text(NEWS, encoding="utf-8")
    assert SUMMARIZER.summarize(file).highlights == SUMMARIZER.summarize(NEWS).highlights
    with pytest.raises(UnusableArticleError):
        SUMMARIZER.summarize(str(file))


def test_a_document_or_raw_article_is_taken_as_it_is() -> None:
    document = SUMMARIZER.document(NEWS)
    assert SUMMARIZER.summarize(document).highlights == SUMMARIZER.summarize(NEWS).highlights
    raw = RawArticle(blocks=tuple(RawBlock(text) for text in NEWS.split("\n\n")), byline="Ada Moor", site="Bay News")
    made = SUMMARIZER.summarize(raw).document
    assert (made.byline, made.site) == ("Ada Moor", "Bay News")


@pytest.mark.parametrize("name", ["missing.txt", ".", "story.txt/below"])
def test_a_path_that_cannot_be_read_is_a_source_error_that_names_it(tmp_path: Path, name: str) -> None:
    (tmp_path / "story.txt").write_text(NEWS, encoding="utf-8")
    with pytest.raises(SourceError, match=str(tmp_path)):
        SUMMARIZER.summarize(tmp_path / name)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no endless file here")
def test_a_file_without_an_end_is_read_up_to_the_limit_only() -> None:
    with pytest.raises(TooLargeError):
        Summarizer(Settings(max_bytes=1_000_000)).summarize(Path("/dev/zero"))


@pytest.mark.parametrize("source", [NEWS.encode(), None, ["a text"], 7])
def test_what_is_no_source_is_said_to_be_none(source: Any) -> None:
    with pytest.raises(UsageError, match="A source is a str of text, a Path"):
        SUMMARIZER.summarize(source)


def test_one_text_is_no_stream_of_its_letters() -> None:
    with pytest.raises(UsageError, match="letter by letter"):
        list(SUMMARIZER.stream(NEWS))


def test_a_stream_answers_in_order() -> None:
    answers = list(SUMMARIZER.stream([NEWS, LISTICLE]))
    assert [answer.document.sha256 for answer in answers] == [
        SUMMARIZER.summarize(text).document.sha256 for text in (NEWS, LISTICLE)
    ]


def test_an_empty_text_is_refused_kindly() -> None:
    with pytest.raises(UnusableArticleError, match="no article text") as caught:
        SUMMARIZER.summarize("")
    assert isinstance(caught.value, SummarizerError)
    assert caught.value.verdict == Verdict.TOO_SHORT


def test_a_document_without_sentences_is_refused_not_crashed_on() -> None:
    with pytest.raises(UnusableArticleError):
        LENIENT.summarize(Document(text="", blocks=(), sentences=(), language="und"))


@pytest.mark.skipif(not SAMPLE.exists(), reason="the shared sample is not here")
def test_the_sample_gives_its_story_and_none_of_its_furniture() -> None:
    summary = SUMMARIZER.summarize(SAMPLE, options=Options(include=("text",)))
    check_receipts(summary)
    assert 3 <= len(summary.highlights) <= 5
    said = " ".join(point.text for point in summary.highlights)
    for outside in ("Image via", "From left", "Catch up", "previously appointed"):
        assert outside not in said
    assert "office" in said
    assert "Mahathir" in said
