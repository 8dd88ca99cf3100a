"""Keywords stand in the text, and say what it is about."""

from __future__ import annotations

import pytest
from articles import BY_LANGUAGE, LISTICLE, NEWS

from summarizer import Summarizer
from summarizer.keywords import COUNT
from summarizer.records import Keyword

SUMMARIZER = Summarizer(engine="extractive")


def keywords_of(text: str) -> tuple[Keyword, ...]:
    return SUMMARIZER.summarize(text).keywords


@pytest.mark.parametrize("text", [*BY_LANGUAGE.values(), LISTICLE])
def test_each_keyword_stands_where_it_says(text: str) -> None:
    whole = SUMMARIZER.document(text).text
    found = keywords_of(text)
    assert 3 <= len(found) <= COUNT
    for keyword in found:
        assert whole[keyword.offset : keyword.offset + keyword.length] == keyword.text
        assert 0 < keyword.score <= 1


@pytest.mark.parametrize("text", [*BY_LANGUAGE.values(), LISTICLE])
def test_the_weightiest_comes_first_and_none_comes_twice(text: str) -> None:
    found = keywords_of(text)
    scores = [keyword.score for keyword in found]
    assert scores == sorted(scores, reverse=True)
    names = [keyword.text.casefold() for keyword in found]
    assert len(names) == len(set(names))


def test_the_subject_of_an_article_is_among_its_keywords() -> None:
    found = " ".join(keyword.text.casefold() for keyword in keywords_of(NEWS))
    assert "harlow bay" in found
    assert "lighthouse" in found or "stone" in found


def test_function_words_and_numbers_are_no_keywords() -> None:
    for keyword in keywords_of(NEWS):
        assert keyword.text.casefold() not in {"the", "of", "and", "said", "will", "not"}
        assert not keyword.text[0].isdigit()


def test_a_name_is_given_whole() -> None:
    text = (
        "Ruth Adeyemi opened the new harbour on Monday before a large crowd. Ruth Adeyemi has led the town since 2015 "
        "and promised it in her first speech. Many fishermen doubted that Ruth Adeyemi would find it in so poor a town."
    )
    assert keywords_of(text)[0].text == "Ruth Adeyemi"


def test_numbers_in_words_openers_and_units_are_no_keywords() -> None:
    text = (
        "According to the harbour board, Two ferries need new engines. According to its books, Two engines cost 40 "
        "million euros. Two captains have asked for the engines. Call the board before you sail, says the harbour "
        "master. The prime minister of Norland has seen the engines, and the prime minister wants them in a minute."
    )
    found = {keyword.text.casefold() for keyword in keywords_of(text)}
    assert found
    assert found.isdisjoint({"according", "two", "million", "euros", "call", "prime", "minute"})


def test_a_german_figure_leaves_neither_its_power_nor_its_unit() -> None:
    text = (
        "Der neue Hafen von Nordheim kostet 46 Mio. Euro und wird im Herbst gebaut. Die Stadt zahlt davon 12 Mio. "
        "Euro, das Land weitere 20 Mio. Euro. Der Hafen soll der Stadt im Jahr 3 Mio. Euro bringen, sagt die "
        "Bürgermeisterin. Gegen den Hafen sind vor allem die Fischer, die ihre Plätze am Kai verlieren und neue nicht "
        "bezahlen können."
    )
    assert {keyword.text for keyword in keywords_of(text)}.isdisjoint({"Mio", "Euro"})
