"""Words are found where they stand, and counted as what they mean."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.languages import WITHOUT_SPACES
from summarizer.text.words import index_words, remembered, terms, words

LANGUAGES = st.sampled_from(["en", "de", "id", "ru", "zh", "ja", "und"])
MIXED = st.text("abC é'’.-,&1 2市政府がмаяк\nक्षि") | st.text()


@given(MIXED, LANGUAGES)
def test_every_word_stands_in_the_text_in_order(text: str, language: str) -> None:
    at = 0
    for word in words(text, language):
        found = text.find(word, at)
        assert found >= 0
        # Bigrams of Chinese and Japanese share a character with the next one.
        at = found + (1 if language in WITHOUT_SPACES else len(word))


@given(MIXED, LANGUAGES)
def test_every_word_holds_a_letter_or_a_digit_and_no_space(text: str, language: str) -> None:
    for word in words(text, language):
        assert not any(map(str.isspace, word))
        assert word.strip("'’.,&-") == word != ""


@given(st.text(st.characters(max_codepoint=127), max_size=60))
def test_plain_letters_make_the_same_words_beside_others(text: str) -> None:
    assert [*words(text), "é"] == words(f"{text} é")


@given(st.lists(MIXED, max_size=6), LANGUAGES)
def test_the_index_says_of_each_sentence_what_the_sentence_says_alone(sentences: list[str], language: str) -> None:
    index = index_words(sentences, language)
    names = {number: term for term, number in index.vocabulary.items()}
    forms = list(index.forms)
    assert len(index.lengths) == len(sentences)
    for i, sentence in enumerate(sentences):
        here = slice(index.bounds[i], index.bounds[i + 1])
        assert index.words[here] == words(sentence, language)
        assert [forms[k] for k in index.form_ids[here]] == index.words[here]
        assert np.array_equal(index.form_terms[index.form_ids[here]], index.term_ids[here])
        ids = index.term_ids[here]
        assert [names[k] for k in ids if k >= 0] == terms(sentence, language)


@given(st.lists(st.text("ab cd", max_size=20), max_size=6))
def test_term_numbers_count_up_by_first_appearance(sentences: list[str]) -> None:
    known = [k for k in index_words(sentences).term_ids if k >= 0]
    assert list(dict.fromkeys(known)) == list(range(len(set(known))))


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "volunteer", "Volunteers"),
        ("en", "lighthouse", "lighthouse’s"),
        ("de", "Stadtrates", "Stadtrat"),
        ("fr", "voté", "voter"),
        ("id", "membangun", "dibangun"),
        ("ms", "pembinaan", "bina"),
        ("ru", "маяка", "маяк"),
        ("und", "lighthouse", "Lighthouse’s"),
    ],
)
def test_forms_of_one_word_are_one_term(language: str, one: str, other: str) -> None:
    assert terms(one, language) == terms(other, language) != []


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "It’s the one that wasn't"), ("de", "und die nicht von"), ("ms", "yang dan itu"), ("fr", "le des et")],
)
def test_words_that_say_nothing_are_no_terms(language: str, text: str) -> None:
    assert terms(text, language) == []


def test_numbers_names_and_contractions_are_single_words() -> None:
    text = "AT&T paid $2.4 million for O’Brien's re-election on 14,000 sites."
    assert words(text) == ["AT&T", "paid", "2.4", "million", "for", "O’Brien's", "re-election", "on", "14,000", "sites"]


def test_chinese_is_read_by_pairs_of_characters_and_latin_words_in_it_whole() -> None:
    assert words("市政府买了iPhone。", "zh") == ["市政", "政府", "府买", "买了", "iPhone"]


def test_vowel_signs_stay_in_their_word() -> None:
    assert words("बंदरगाह फिर से खुलेगा", "hi") == ["बंदरगाह", "फिर", "से", "खुलेगा"]


def test_the_terms_of_a_title_are_looked_up_not_added() -> None:
    index = index_words(["The lighthouse was rebuilt."])
    before = dict(index.vocabulary)
    assert index.ids("A lighthouse in Peru") == index.ids("lighthouse") == [index.vocabulary["lighthous"]]
    assert index.ids("The") == index.ids("Peru") == []
    assert index.vocabulary == before


def test_no_caller_can_fill_the_memory_with_words_or_languages() -> None:
    junk = "x" * 100_000
    for letter in "abcdefghijkl":
        assert terms(f"lighthouse {junk}", f"{letter}q") == ["lighthouse", junk]
    assert remembered.cache_info().currsize < len("abcdefghijkl")
    assert list(remembered("lq")) == ["lighthouse"]
