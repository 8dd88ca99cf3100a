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


def test_days_and_months_are_no_keywords_and_end_a_name() -> None:
    text = (
        "The council of New Mole Tuesday closed its bridge. On Tuesday and on Friday barges had hit the bridge of New "
        "Mole. In April the council of New Mole had paid for new piers. A march over the bridge is planned for Friday."
    )
    found = {keyword.text for keyword in keywords_of(text)}
    assert "New Mole" in found
    assert found.isdisjoint({"Tuesday", "Friday", "April", "New Mole Tuesday"})


def test_the_head_of_a_sentence_makes_no_name_and_a_name_is_told_once() -> None:
    text = (
        "Captain Ida Holm saved the ferry of Mole. Built in 1931, the ferry had lost its engine in the bay. Waste oil "
        "had clogged it, and Holm saw that the waste came from the yard. The mayor thanked Ida Holm and her crew."
    )
    found = [keyword.text for keyword in keywords_of(text)]
    assert not {"Built", "Captain", "Ida"} & set(found)
    assert sum("Holm" in each for each in found) == 1


def test_a_place_in_capitals_is_no_part_of_the_name_behind_it() -> None:
    text = (
        "MOLE Fishermen of the island asked for a pier on Monday. The pier of Mole broke in May. Fishermen say that "
        "Mole needs it. The island of Mole has no other pier, and its fishermen land their catch on the beach."
    )
    assert all("MOLE F" not in keyword.text for keyword in keywords_of(text))


def test_an_abbreviation_keeps_its_last_full_stop() -> None:
    text = (
        "The U.S. harbours need new piers, a report says. Ships wait for days before U.S. harbours. The report says "
        "that the U.S. government should pay for the piers. Two piers broke in May, and ships had to unload at sea."
    )
    assert "U.S." in {keyword.text for keyword in keywords_of(text)}


def test_a_french_article_and_japanese_grammar_are_no_part_of_a_keyword() -> None:
    french = (
        "L'aéroport de Mole sera agrandi. Le tramway ira jusqu'à l'aéroport en vingt minutes. La ville a voté la ligne "
        "de l'aéroport vendredi. Les habitants attendent le tramway depuis dix ans, et "
        "la ville promet d'ouvrir la ligne avant la fin de l'an prochain."
    )
    assert "aéroport" in {keyword.text for keyword in keywords_of(french)}
    japanese = (
        "港の橋は五月から閉鎖されている。橋は船がぶつかってから危険になっている。市は橋を来年まで閉鎖するとしている。"
        "橋の工事は来年から始まるとみられている。市長は橋の費用を国から受けたいと話している。"
    )
    assert {keyword.text for keyword in keywords_of(japanese)}.isdisjoint({"から", "てい", "まで"})
