"""What the sentence splitter knows of words: learned parameters and abbreviation lists, by language.

The parameters were learned from news text by :mod:`summarizer.training.punkt` and lie in ``data/punkt.json.gz``. They
are read once, when the first English text comes.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from summarizer.text.abbreviations import BY_LANGUAGE, SHARED, STARTERS, Follow

ORDINAL_LANGUAGES = frozenset({"cs", "da", "de", "et", "fi", "hr", "hu", "is", "lv", "nb", "nn", "no", "sk", "sl", "sr"})
"""Languages that write an ordinal number with a full stop: *am 3. Oktober*."""

_SAME_LISTS = {"nb": "no", "nn": "no", "gl": "es", "ca": "es", "af": "nl", "uk": "ru", "be": "ru", "bg": "ru", "mr": "hi"}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words that decide whether a full stop ends a sentence. Lower-cased but for ``abbreviations``."""

    abbreviations: dict[str, Follow]
    """Word without its final full stop → what may follow; every accepted spelling has its own entry."""
    starters: frozenset[str]
    """Words that often open a sentence."""
    ordinary: frozenset[str]
    """Words that are written in lower case inside a sentence, so that their capital opens one."""
    ordinals: bool
    """Whether a number before a full stop may be an ordinal."""


@cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language, by its BCP 47 tag; one without lists of its own gets the English ones."""
    base = language.partition("-")[0].lower()
    own = _SAME_LISTS.get(base, base)
    name = own if own in BY_LANGUAGE else "en"
    abbreviations = {**_spellings(SHARED), **_spellings(BY_LANGUAGE[name])}
    starters = frozenset(STARTERS.get(name, "").split())
    ordinary = starters
    if name == "en":
        learned = _learned()
        abbreviations = {**_spellings({Follow.ANY: learned["abbreviations"]}), **abbreviations}
        ordinary |= frozenset(learned["ordinary"].split())
    return Lexicon(abbreviations, starters, ordinary, base in ORDINAL_LANGUAGES)


def _learned() -> dict[str, str]:
    parameters: dict[str, str] = json.loads(gzip.decompress((files(__package__) / "data/punkt.json.gz").read_bytes()))
    return parameters


def _spellings(lists: dict[Follow, str]) -> dict[str, Follow]:
    return {
        spelling: follow
        for follow, words in lists.items()
        for word in words.split()
        for spelling in (word, word[0].upper() + word[1:], word.upper() if follow is Follow.NAME else word)
    }
