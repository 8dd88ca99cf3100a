"""What the sentence splitter knows of words: learned parameters and abbreviation lists, by language.

The parameters were learned from news text by :mod:`summarizer.training.punkt` and lie in ``data/punkt.json.gz``; the
lists are ours, in ``data/abbreviations.toml``. Both are read once, when the first text comes.
"""

from __future__ import annotations

import gzip
import json
import tomllib
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from pathlib import Path

ORDINAL_LANGUAGES = frozenset({"cs", "da", "de", "et", "fi", "hr", "hu", "is", "lv", "nb", "nn", "no", "sk", "sl"})
"""Languages that write an ordinal number with a full stop: *am 3. Oktober*."""

_LISTS_OF = {"nb": "no", "nn": "no", "gl": "es", "ca": "es", "af": "nl", "uk": "ru", "be": "ru", "bg": "ru", "mr": "hi"}


class Follow(Enum):
    """What must come after an abbreviation's full stop for the sentence to go on; the lists say more."""

    NAME = "name"
    PLACE = "place"
    NUMBER = "number"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words that decide whether a full stop ends a sentence; all in lower case but for ``abbreviations``."""

    abbreviations: dict[str, Follow]
    """Word without its final full stop → what may follow; every accepted spelling has its own entry."""
    starters: frozenset[str]
    """Words that often open a sentence."""
    ordinary: frozenset[str]
    """Words that are written in lower case inside a sentence, so that their capital opens one."""
    institutions: frozenset[str]
    """Such words that are capitalised after a country's initials: *U.S. Army*."""
    ordinals: bool
    """Whether a number before a full stop may be an ordinal."""


@lru_cache(maxsize=64)  # bounded: a caller names the language
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language, by its BCP 47 tag; one without lists of its own gets the English ones."""
    base = language.partition("-")[0].lower()
    name = _LISTS_OF.get(base, base)
    return _load(name if name in _lists() and name != "shared" else "en", ordinals=base in ORDINAL_LANGUAGES)


@cache
def _load(name: str, *, ordinals: bool) -> Lexicon:
    lists = _lists()[name]
    abbreviations = _spellings(_lists()["shared"]) | _spellings(lists)
    starters = ordinary = frozenset(lists.get("starters", "").split())
    if name == "en":
        learned = json.loads(gzip.decompress(_data("punkt.json.gz")))
        abbreviations = _spellings({Follow.ANY.value: learned["abbreviations"]}) | abbreviations
        starters |= frozenset(learned["starters"].split())
        ordinary = starters | frozenset(learned["ordinary"].split())
    return Lexicon(abbreviations, starters, ordinary, frozenset(lists.get("institutions", "").split()), ordinals)


@cache
def _lists() -> dict[str, dict[str, str]]:
    return tomllib.loads(_data("abbreviations.toml").decode())


def _data(name: str) -> bytes:
    return (Path(__file__).with_name("data") / name).read_bytes()


def _spellings(lists: dict[str, str]) -> dict[str, Follow]:
    return {
        spelling: follow
        for follow in Follow
        for word in lists.get(follow.value, "").split()
        for spelling in _cases(word, follow)
    }


def _cases(word: str, follow: Follow) -> tuple[str, ...]:
    # A single letter in the other case is an initial: "p. 5", but "P. Diddy".
    if len(word) == 1:
        return (word,)
    capitalised = word[0].upper() + word[1:]
    return (word, capitalised, word.upper()) if follow is Follow.NAME else (word, capitalised)
