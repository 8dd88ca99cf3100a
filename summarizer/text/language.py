"""Which language a text is in, offline.

The cascade: 1 the script, where it settles the matter · 2 function words, where one language's clearly lead ·
3 py3langid (Lui & Baldwin 2012) on the first thousand characters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache

from summarizer.text.languages import stop_words

SAMPLE_CHARACTERS = 1_000
"""Language is told from this much of the beginning."""

_SCRIPTS = {
    "th": re.compile("[\u0e01-\u0e5b]"),
    "lo": re.compile("[\u0e81-\u0edf]"),
    "my": re.compile("[\u1000-\u109f]"),
    "km": re.compile("[\u1780-\u17ff]"),
    "bo": re.compile("[\u0f00-\u0fff]"),
    "ja": re.compile("[\u3040-\u30ff]"),
    "ko": re.compile("[\uac00-\ud7af]"),
    "zh": re.compile("[\u3400-\u9fff]"),
}
_SCRIPT_SHARE = {"ja": 0.1}  # Japanese mixes kana into Han; any other script must hold a third of the letters
_LETTER = re.compile(r"[^\W\d_]")
_LATIN_WORD = re.compile(r"[a-zà-ÿœ]+(?:'[a-z]+)?")

# Function words settle the languages that they can; neighbours vote too, so that none is taken for one of those two.
# French and Spanish share so many that neither ever leads.
_SETTLED = frozenset({"en", "de"})
_VOTERS = ("en", "de", "nl", "da", "sv", "fr", "es")
# Measured on 7,702 English articles of nine sources, 1,500 Indonesian ones, and 43 of our paragraphs in 38 languages:
# 99.5 % of the English articles are settled here and no text of another language; the model told all others rightly.
_SHARE, _LEAD, _FEWEST = 0.28, 2.0, 40


def detect(text: str) -> tuple[str, float]:
    """Return the ISO 639-1 code of a text's language and the confidence, 0 to 1; ("und", 0.0) without letters."""
    sample = text[:SAMPLE_CHARACTERS]
    if not sample.isascii() and (script := _by_script(sample)):
        return script, 1.0
    if language := _by_function_words(sample):
        return language, 1.0
    if not _LETTER.search(sample):
        return "und", 0.0
    return _by_model(sample)


def _by_script(sample: str) -> str | None:
    letters = len(_LETTER.findall(sample))
    for language, script in _SCRIPTS.items():
        if letters and len(script.findall(sample)) >= _SCRIPT_SHARE.get(language, 1 / 3) * letters:
            return language
    return None


@cache
def _function_words() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for language in _VOTERS:
        for word in stop_words(language):
            table[word] = (*table.get(word, ()), language)
    return table


def _by_function_words(sample: str) -> str | None:
    found = _LATIN_WORD.findall(sample.lower().replace("’", "'"))
    if len(found) < _FEWEST:
        return None
    table = _function_words()
    votes = dict.fromkeys(_VOTERS, 0)
    for languages, times in Counter(map(table.get, found)).items():
        for language in languages or ():
            votes[language] += times
    best = max(votes, key=votes.__getitem__)
    most = votes.pop(best)
    second = max(votes.values())
    clear = most >= _SHARE * len(found) and most >= _LEAD * second
    return best if best in _SETTLED and clear else None


@cache
def _model() -> Callable[[str], tuple[str, float]]:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    classify: Callable[[str], tuple[str, float]] = LanguageIdentifier.from_model_file(
        MODEL_FILE, norm_probs=True
    ).classify
    return classify


def _by_model(sample: str) -> tuple[str, float]:
    language, confidence = _model()(sample)
    return str(language), round(float(confidence), 4)
