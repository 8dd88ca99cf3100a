"""Cleaning keeps what a reader sees, and removes what a reader cannot."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.clean import clean

ANY_TEXT = st.text(st.characters(exclude_categories=())) | st.text(" \n\t\u00a0\u00ad\u200b\u2028a\u0301e\ud800\ufeff")


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text)
    assert clean(once) == once


@given(ANY_TEXT)
def test_clean_text_is_one_line_in_normal_form_that_every_encoding_carries(text: str) -> None:
    cleaned = clean(text)
    assert cleaned == " ".join(cleaned.split())
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    assert not any(unicodedata.category(character) in ("Cc", "Cs") for character in cleaned)


@given(st.text("abc é“”’–…'\"€"))
def test_letters_and_smart_punctuation_pass_unchanged(text: str) -> None:
    assert clean(text) == " ".join(text.split())


@pytest.mark.parametrize(
    ("dirty", "tidy"),
    [
        ("\ufeffHarlow Bay", "Harlow Bay"),
        ("light\u00adhouse", "lighthouse"),
        ("zero\u200bwidth", "zerowidth"),
        ("2.4\u00a0million\u202fpounds", "2.4 million pounds"),
        ("two\r\nlines\x0band\u2029three", "two lines and three"),
        ("a\x00b\x1bc\x7f", "abc"),
        ("safe\u202eevil\u202c", "safeevil"),
        ("cafe\u0301", "café"),
        ("a lone \ud800 half\udc00", "a lone half"),
        (" \t\n", ""),
        ("", ""),
    ],
)
def test_what_breaks_offsets_or_cannot_be_seen_goes(dirty: str, tidy: str) -> None:
    assert clean(dirty) == tidy


@pytest.mark.parametrize("text", ["👩‍👩‍👧‍👦 at sea", "می‌خواهم", "שלום\u200f!", "Ⅷ ﬁrst ½"])
def test_joiners_and_marks_with_a_meaning_stay(text: str) -> None:
    assert clean(text) == text
