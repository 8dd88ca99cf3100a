"""Whether characters and words look like prose at all, in any language: no model, one short sample."""

from __future__ import annotations

import re

from summarizer.text.languages import stop_words

# Each limit lies outside every one of 9,000 shared articles (English and Indonesian) but one scrambled by its paywall,
# and inside the code, data and noise of the tests; in brackets, the articles' extreme and the noise's usual values.
_SAMPLE = 1_000
_FEWEST_CHARACTERS = 40
_LETTER_SHARE = 0.66  # letters and spaces (0.70; JSON 0.52, minified code 0.59)
_DIGIT_SHARE = 0.25  # (0.24, a page of race results; logs 0.27, tables 0.6)
_SYMBOL_SHARE = 0.06  # brackets, operators and slashes (0.05; JSON 0.07, code 0.09 to 0.4)
_CODE_SHARE = 0.025  # marks of programs a word, over the whole text (0.018, lists of players; code 0.03 to 0.5)
_LATIN_1_SHARE = 0.35  # upper half of Latin-1 (0.12; UTF-8 Cyrillic read as Latin-1 0.9)
_REPLACED_SHARE = 0.03  # U+FFFD and control characters (0; undecodable text 0.56)
_STOP_SHARE = 0.03  # function words (0.09; keyboard noise and lists of names 0)
_LONG_WORD_SHARE = 0.15  # letters in words of over 30 letters, spaced scripts only (0.01; one unbroken line 1)
_CLUSTER_SHARE = 0.25  # words with four consonants in a row (0.19; Base64 0.29, keyboard noise 0.7)
# Words that came before, whatever the language (0.12; noise 0.07): spares languages mistaken for another.
_REPEAT_SHARE = 0.1
_FEWEST_WORDS = 20  # under which no share of words means anything
_VARIETY = 0.15  # different words (0.18; one phrase over and over 0.07)
# With so few digits and marks and so many function words no other limit is in reach: 6,583 of 6,604 English articles.
_FEW_MARKS, _MUCH_GRAMMAR = 0.1, 0.2
_LETTER_BYTES = bytes({*b" \n", *range(65, 91), *range(97, 123), *range(128, 256)})

# Written onto other words, as Korean particles and Hebrew or Arabic conjunctions are, function words miss any list.
_JOINED_ON = frozenset({"ar", "fa", "he", "ko", "ur"})
_NO_LIST: frozenset[str] = frozenset()

# What programs write and articles hardly ever: calls, assignments, ends of headers, private names.
_CODE = (" = ", "()", "):", ");", ", _", "(_", "._", "->", "==", '="', '"""')

_LETTERS = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_SYMBOL = re.compile(r"[{}\[\]<>=;_|\\/+*#@$%^&~`]")
_LATIN_1 = re.compile(r"[\x80-\xff]")
_REPLACED = re.compile(r"[\ufffd\x00-\x08\x0e-\x1f\x7f]")
_CLUSTER = re.compile(r"[bcdfghjklmnpqrstvxz]{4}")
_UNSPACED = re.compile(r"[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uff00-\uffef]")


def oddity(text: str, language: str) -> str | None:
    """Say what a text looks like instead of prose ("source code or data"), or None if it may be prose."""
    if _is_code(text):
        return "source code or data"
    half = _SAMPLE // 2
    sample = text if len(text) <= _SAMPLE else f"{text[:half]} {text[len(text) // 2 :][:half]}"
    if len(sample) < _FEWEST_CHARACTERS:
        return None
    common = _NO_LIST if language in _JOINED_ON else stop_words(language)
    tokens = sample.lower().split()
    grammar = sum(map(common.__contains__, tokens)) / (len(tokens) or 1)
    code = sample.encode("utf-8", "replace")
    marks = len(code.translate(None, _LETTER_BYTES)) / len(code)
    if marks <= _FEW_MARKS and grammar >= _MUCH_GRAMMAR and len(set(tokens)) >= _VARIETY * len(tokens):
        return None
    return _odd_characters(sample) or _odd_words(sample, lacking=bool(common) and grammar < _STOP_SHARE)


def _is_code(text: str) -> bool:
    if " = " not in text and "()" not in text:
        return False  # two looks instead of eleven: nearly every article
    return sum(map(text.count, _CODE)) > _CODE_SHARE * (text.count(" ") + _FEWEST_WORDS)


def _odd_characters(sample: str) -> str | None:
    size = len(sample)
    if len(_REPLACED.findall(sample)) > _REPLACED_SHARE * size:
        return "characters that could not be decoded"
    if len(_LATIN_1.findall(sample)) > _LATIN_1_SHARE * size:
        return "text in a wrong encoding"
    if len(_DIGIT.findall(sample)) > _DIGIT_SHARE * size:
        return "a table of numbers"
    if len(_SYMBOL.findall(sample)) > _SYMBOL_SHARE * size:
        return "source code or data"
    letters = sum(map(str.isalpha, sample)) + sample.count(" ") + sample.count("\n")
    return "symbols and numbers" if letters < _LETTER_SHARE * size and not _UNSPACED.search(sample) else None


def _odd_words(sample: str, *, lacking: bool) -> str | None:
    words = _LETTERS.findall(sample.lower())
    if not words or _UNSPACED.search(sample):
        return None
    if sum(len(word) for word in words if len(word) > 30) > _LONG_WORD_SHARE * len(sample):
        return "encoded data"
    if len(words) < _FEWEST_WORDS:
        return None
    distinct = len(set(words))
    if distinct < _VARIETY * len(words):
        return "the same words over and over"
    if sum(1 for word in words if len(word) > 3 and _CLUSTER.search(word)) > _CLUSTER_SHARE * len(words):
        return "random characters"
    if lacking and len(words) - distinct < _REPEAT_SHARE * len(words):
        return "random characters or a bare list of words"
    return None
