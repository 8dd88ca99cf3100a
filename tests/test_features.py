"""Features are finite, sized like the document, and mean what their names say."""

from __future__ import annotations

import numpy as np
import pytest
from articles import BY_LANGUAGE, LISTICLE, NEWS, NEWS_TITLE
from hypothesis import given
from hypothesis import strategies as st

from summarizer.document import Document, RawArticle, RawBlock
from summarizer.extract.features import FEATURES, features
from summarizer.extract.scoring import HandSetScorer
from summarizer.settings import Settings
from summarizer.sources import read_text
from summarizer.text.assemble import assemble
from summarizer.text.similarity import Floats, sentence_vectors
from summarizer.text.words import index_words, terms

SETTINGS = Settings()
LINES = st.lists(
    st.sampled_from(["He left.", "Ruth Adeyemi voted “no”.", "…!", "The of.", "2.4", "灯塔。", "But why?"]), min_size=1
)


def document_of(text: str, title: str | None = None) -> Document:
    return assemble(read_text(text, settings=SETTINGS), title=title)


def measure(document: Document) -> Floats:
    index = index_words([document.quote(s) for s in document.sentences], document.language)
    return features(document, index, sentence_vectors(index))


def column(document: Document, name: str) -> list[float]:
    values: list[float] = measure(document)[:, FEATURES.index(name)].tolist()
    return values


def test_names_are_distinct() -> None:
    assert len(set(FEATURES)) == len(FEATURES)


@pytest.mark.parametrize("text", [*BY_LANGUAGE.values(), LISTICLE])
def test_every_sentence_of_any_language_gets_finite_values(text: str) -> None:
    document = document_of(text)
    table = measure(document)
    assert table.shape == (len(document.sentences), len(FEATURES))
    assert np.isfinite(table).all()


@given(LINES, st.sampled_from(["en", "zh", "und"]))
def test_odd_sentences_break_nothing(lines: list[str], language: str) -> None:
    document = assemble(RawArticle(blocks=tuple(map(RawBlock, lines)), title="The reef"), language=language)
    if not document.sentences:
        return
    table = measure(document)
    assert table.shape == (len(document.sentences), len(FEATURES))
    assert np.isfinite(table).all()
    index = index_words([document.quote(s) for s in document.sentences], document.language)
    salience = HandSetScorer().score(document, index, sentence_vectors(index))
    assert ((salience >= 0) & (salience <= 1)).all()


def test_position_counts_from_the_beginning() -> None:
    document = document_of(NEWS)
    count = len(document.sentences)
    assert column(document, "lead") == pytest.approx([1 / (1 + i) for i in range(count)])
    assert column(document, "position") == pytest.approx([i / count for i in range(count)])
    firsts = [i == 0 or s.block != document.sentences[i - 1].block for i, s in enumerate(document.sentences)]
    assert column(document, "paragraph_first") == firsts


def test_new_terms_are_those_that_no_sentence_before_has() -> None:
    document = document_of(NEWS)
    seen: set[str] = set()
    expected = []
    for sentence in document.sentences:
        own = set(terms(document.quote(sentence)))
        expected.append(len(own - seen) / len(own))
        seen |= own
    assert column(document, "new_terms") == pytest.approx(expected)


def test_the_title_lifts_the_sentences_that_share_its_words() -> None:
    document = document_of(NEWS, title=NEWS_TITLE)
    overlap = column(document, "title")
    assert overlap[0] == max(overlap) > 0.5
    assert column(document_of(NEWS), "title") == [0.0] * len(document.sentences)


def test_a_heading_lifts_the_sentences_under_it() -> None:
    document = document_of(LISTICLE)
    overlap = column(document, "heading")
    under = next(i for i, s in enumerate(document.sentences) if "Bicycles were left out" in document.quote(s))
    assert overlap[under] > 0


def test_a_text_without_double_marks_is_read_for_single_ones() -> None:
    document = document_of(
        "The council's plan for the harbour was dropped in the '90s. 'We never asked for a second pier,' said Ruth "
        "Adeyemi. Anglers' boats can stay."
    )
    quoted = column(document, "quoted")
    assert quoted[0] == quoted[2] == 0
    assert 0.5 < quoted[1] < 0.8


def test_an_apostrophe_is_no_quotation_where_double_marks_quote() -> None:
    document = document_of("“No second pier,” said Ruth Adeyemi. The 'old guard' of the council agreed with her.")
    assert column(document, "quoted")[1] == 0


def test_questions_quotations_and_leaning_sentences_are_marked() -> None:
    lines = [
        "The tower of Harlow Bay fell.",
        "“I love that tower and always will.”",
        "Who will pay for it?",
        "He would not say.",
    ]
    document = assemble(RawArticle(blocks=(RawBlock(" ".join(lines)),)), language="en")
    assert column(document, "question") == [0, 0, 1, 0]
    assert column(document, "unresolved") == [0, 0, 0, 1]
    quoted = column(document, "quoted")
    assert quoted[0] == 0
    assert quoted[1] > 0.9
