"""Whether characters and words look like prose at all, in any language: no model, one short sample."""

from __future__ import annotations

import re

from summarizer.text.languages import stop_words

# Each limit lies outside every one of 12,000 shared articles (English and Indonesian) and inside nearly all of the code,
# data and noise that was tried; in brackets, the articles' extreme and the noise's usual values.
_SAMPLE = 1_500
_FEWEST_CHARACTERS = 40
_LETTER_SHARE = 0.66  # letters and spaces (0.70; JSON 0.55, Base64 with digits 0.8)
_DIGIT_SHARE = 0.25  # (0.24, a page of race results; tables 0.4)
_SYMBOL_SHARE = 0.06  # brackets, operators and slashes (0.05; code 0.08 to 0.2)
_LATIN_1_SHARE = 0.35  # upper half of Latin-1 (0.12; UTF-8 Cyrillic read as Latin-1 0.9; French 0.05, Vietnamese 0.2)
_REPLACED_SHARE = 0.03  # U+FFFD and control characters
_STOP_SHARE = 0.03  # function words (0.09; keyboard noise and lists of names 0)
_LONG_WORD_SHARE = 0.15  # letters in words of over 30 letters, spaced scripts only (0.01; Base64 0.9)
_CLUSTER_SHARE = 0.12  # words with five consonants in a row (0.09; keyboard noise 0.3)
_REPEAT_SHARE = (
    0.1  # words that came before, whatever the language (0.2; noise 0.02): spares languages mistaken for another
)
_FEWEST_WORDS = 20  # under which neither share means anything
_VARIETY = 0.12  # different words among the first 200 (0.38; one phrase over and over 0.05)

# Korean writes its particles onto words, so that a list of words misses them.
_SUFFIXED = frozenset({"ko"})
_NO_LIST: frozenset[str] = frozenset()

_LETTERS = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_SYMBOL = re.compile(r"[{}\[\]<>=;_|\\/+*#@$%^&~`]")
_LATIN_1 = re.compile(r"[\x80-\xff]")
_REPLACED = re.compile(r"[\ufffd\x00-\x08\x0e-\x1f\x7f]")
_CLUSTER = re.compile(r"[bcdfghjklmnpqrstvxz]{5}")
_UNSPACED = re.compile(r"[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uff00-\uffef]")


def oddity(text: str, language: str) -> str | None:
    """Say what a text looks like instead of prose ("source code or data"), or None if it may be prose."""
    sample = (
        text
        if len(text) <= _SAMPLE
        else text[: _SAMPLE // 2] + " " + text[(len(text) - _SAMPLE // 2) // 2 :][: _SAMPLE // 2]
    )
    if len(sample) < _FEWEST_CHARACTERS:
        return None
    return _odd_characters(sample) or _odd_words(sample, language)


def _odd_characters(sample: str) -> str | None:
    size = len(sample)
    if not sample.isascii():
        if len(_REPLACED.findall(sample)) > _REPLACED_SHARE * size:
            return "characters that could not be decoded"
        if len(_LATIN_1.findall(sample)) > _LATIN_1_SHARE * size:
            return "text in a wrong encoding"
    if len(_DIGIT.findall(sample)) > _DIGIT_SHARE * size:
        return "a table of numbers"
    return "source code or data" if len(_SYMBOL.findall(sample)) > _SYMBOL_SHARE * size else None


def _odd_words(sample: str, language: str) -> str | None:
    words = _LETTERS.findall(sample.lower())
    if sum(map(len, words)) + sample.count(" ") + sample.count("\n") < _LETTER_SHARE * len(sample):
        return "symbols and numbers"
    if not sample.isascii() and _UNSPACED.search(sample):
        return None
    if sum(len(word) for word in words if len(word) > 30) > _LONG_WORD_SHARE * len(sample):
        return "encoded data"
    if len(set(words)) < _VARIETY * min(len(words), 200):
        return "the same words over and over"
    if sum(1 for word in words if len(word) > 4 and _CLUSTER.search(word)) > _CLUSTER_SHARE * len(words):
        return "random characters"
    return "random characters or a bare list of words" if _lacks_grammar(words, language) else None


def _lacks_grammar(words: list[str], language: str) -> bool:
    """Tell words without function words, which neither the language's list nor mere repetition shows."""
    common = _NO_LIST if language in _SUFFIXED else stop_words(language)
    if not common or len(words) < _FEWEST_WORDS or len(words) - len(set(words)) > _REPEAT_SHARE * len(words):
        return False
    return sum(1 for word in words if word in common) < _STOP_SHARE * len(words)
