"""True statements made false, one fact at a time: what the fact gate must catch.

As a module it makes corruptions, and imports nothing of the program; as a script it measures the gate with them:

    python tests/corruptions.py DATA.jsonl[.xz] [--limit N] [--json]

The idea is that of Kryściński et al., "Evaluating the factual consistency of abstractive text summarization", 2020.
A replacement is of the same class as what it replaces. It comes from the same article (``same``: the words are there,
but not of this) or from another (``other``); where nothing is replaced, the origin is ``own``.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corruption_facts import NUMERALS, ORDINALS, WORDS, Fact, facts, surnames
from corruption_sentences import negations, roles, speakers, swapped_speakers

Pool = Mapping[str, Sequence[str]]
"""Class → facts of that class, from many articles, in a fixed order."""

MOST_OVERLAP = 0.5
"""A replacement is refused where a sentence of the article has it beside this share of the statement's other words."""

_TRIES = 60
"""Replacements tried before a fact is left as it is."""

_WORD = re.compile(r"[^\W_]+(?:\.\d+)?")
_EMPTY = frozenset(["the", "of", "and", "al", "north", "south", "new", "united", "city", "million", "billion", "us", "department"])
_COMMON = frozenset(["spelled", "ordinal", "plural"])
"""Classes of common words: capital only where the statement has one."""
_SCALES = {"million": 1e6, "billion": 1e9, "trillion": 1e12, "bn": 1e9, "m": 1e6, "k": 1e3}
_GROUPS = [
    frozenset(group.lower().split("|") if "|" in group else re.findall(r"united states|\S+", group.lower()))
    for group in [*WORDS["same"]["groups"], *WORDS["speech"]["groups"]]
]
_UPPER_BOUND = re.compile(r"\b(?:less than|fewer than|under|up to|below|nearly|almost|at most|within|no more than)(?: \w+)? $", re.IGNORECASE)
_LOWER_BOUND = re.compile(r"(?<!\bno )\b(?:more than|over|at least|above|as many as|past|topped)(?: \w+)? $", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Corruption:
    """A statement with one fact made false."""

    kind: str
    """number, name, date, negation, attribution or role."""
    sort: str
    """What of its kind: percent, surname, weekday, inserted …"""
    origin: str
    """same, other or own."""
    before: str
    """The words replaced; empty where words were inserted."""
    after: str
    """What replaced them; empty where words were removed."""
    statement: str
    """The true statement."""
    text: str
    """The false one."""


def pool(articles: Iterable[str]) -> Pool:
    """Return the facts of many articles by class, and their ``speaker`` names."""
    found: dict[str, dict[str, None]] = {}
    for article in articles:
        for fact in facts(article, surnames=surnames(article)):
            found.setdefault(fact.sort, {})[fact.text] = None
        for speaker in speakers(article):
            found.setdefault(f"speaker:{speaker.sort}", {})[speaker.text] = None
    return {sort: tuple(texts) for sort, texts in found.items()}


def corrupt(statement: str, article: str, *, others: Pool, seed: int = 0) -> list[Corruption]:
    """Return corruptions of a true statement about an article, at most one of each kind, class and origin.

    The same arguments give the same corruptions.
    """
    draw = random.Random(f"{seed}\n{statement}")
    own, known = _told(article)
    made: dict[tuple[str, str, str], Corruption] = {}
    candidates: list[Corruption] = []
    for fact in facts(statement, surnames=known):
        for origin, source in (("same", own), ("other", others)):
            for after in _replacements(fact, statement, article, source.get(fact.sort, ()), origin=origin, draw=draw):
                candidates.append(_replaced(statement, fact, after, origin))
    for origin, source in (("same", own), ("other", others)):
        for fact, after in swapped_speakers(statement, source, known=known, draw=draw):
            if _may_replace(fact, after, statement, article, origin=origin):
                candidates.append(_replaced(statement, fact, after, origin))
    for kind, edits in (("negation", negations(statement)), ("role", roles(statement, article))):
        for sort, start, end, after in edits:
            text = statement[:start] + after + statement[end:]
            candidates.append(Corruption(kind, sort, "own", statement[start:end], after, statement, text))
    draw.shuffle(candidates)
    for corruption in candidates:
        made.setdefault((corruption.kind, corruption.sort, corruption.origin), corruption)
    return [made[key] for key in sorted(made)]


@lru_cache(maxsize=4)
def _told(article: str) -> tuple[Pool, frozenset[str]]:
    return pool([article]), surnames(article)


def sentences(article: str, *, most: int = 3) -> list[str]:
    """Return some sentences of an article that stand alone, the longest-spread first: statements true word for word."""
    split = re.split(r"(?<=[a-z\d]{2}[.!?])\s+(?=[A-Z])|\n+", article)
    whole = [text.strip() for text in split if re.fullmatch(r"[A-Z][^\n\"“”‘:;()]{60,220}[a-z\d]\.", text.strip())]
    step = max(len(whole) // most, 1)
    return whole[::step][:most]


def _replacements(
    fact: Fact, statement: str, article: str, source: Sequence[str], *, origin: str, draw: random.Random
) -> Iterator[str]:
    """Yield one replacement, if there is one that makes the statement false as far as can be told."""
    for after in draw.sample(source, min(len(source), _TRIES)):
        if _may_replace(fact, after, statement, article, origin=origin):
            yield after
            return


def _may_replace(fact: Fact, after: str, statement: str, article: str, *, origin: str) -> bool:
    words, new = _words(fact.text), _words(after)
    if words & new or new & _words(statement) or _same_thing(fact.text, after):
        return False
    if origin == "other":
        # What this article has, too, would not be another's.
        return not _stands_in(after, article) and not new & _names(article, fact) and _differs(fact, after, statement, article)
    return _differs(fact, after, statement, article) and not _told_too(fact, after, statement, article)


def _differs(fact: Fact, after: str, statement: str, article: str) -> bool:
    """Whether a number is another one, in the direction that its hedge needs, and is not said of the same thing."""
    if fact.kind == "name" or fact.kind == "attribution":
        return True
    following = re.match(r"[ -]?(?:percent|per cent|%)?[ -]?(\w*)", statement[fact.end :])
    if re.search(rf"(?<![\w.,]){re.escape(after)}(?:th|st|nd|rd)?(?![\d.,]\d)[ -]{following[1][:5]}", article, re.I) if following and following[1] else False:
        return False
    if fact.kind == "date":
        return True
    old, new = amount(fact.text), amount(after)
    if ("." in fact.text) != ("." in after) and fact.sort == "count":
        return False
    if old is None or new is None or 0.8 <= (old + 0.01) / (new + 0.01) <= 1.25 and fact.sort not in ("year", "spelled", "ordinal", "age"):
        return False
    if _LOWER_BOUND.search(statement[: fact.start]):
        return new > 1.25 * old
    return not _UPPER_BOUND.search(statement[: fact.start]) or new < 0.8 * old


def _stands_in(text: str, article: str) -> bool:
    return re.search(rf"(?<![\w.,]){re.escape(text)}(?!\w|[.,]\d)", article, re.IGNORECASE) is not None


def _names(article: str, fact: Fact) -> set[str]:
    """Return an article's words where a part of a name would be known, and nothing where whole numbers count."""
    return _words(article) if fact.kind in ("name", "attribution") else set()


def _told_too(fact: Fact, after: str, statement: str, article: str) -> bool:
    """Whether the article may say of the replacement what the statement says: a sentence of it has most of the words."""
    rest = _stems(statement[: fact.start] + statement[fact.end :])
    key = after.split()[-1]
    for sentence in re.split(r"(?<=[.!?])['\"”’]?\s+|\n", article):
        if re.search(rf"(?<!\w){re.escape(key)}(?!\w)", sentence) and fact.kind != "number":
            if len(rest & _stems(sentence)) > MOST_OVERLAP * len(rest):
                return True
    return False


def _replaced(statement: str, fact: Fact, after: str, origin: str) -> Corruption:
    before, start = statement[: fact.start], fact.start
    if fact.sort in _COMMON:
        after = after[0].upper() + after[1:] if fact.text[0].isupper() else after[0].lower() + after[1:]
    article = re.search(r"\b([Aa])n? $", before)
    if article and fact.sort != "ordinal":
        vowel = re.match(r"[AEIOaeio8]|1[18]\b|U(?!ni|kr|\.|S|g)|u(?!ni)", after) is not None
        start = article.start()
        after = f"{article[1]}{'n' if vowel else ''} {after}"
    text = statement[:start] + after + statement[fact.end :]
    return Corruption(fact.kind, fact.sort, origin, statement[start : fact.end], after, statement, text)


def amount(text: str) -> float | None:
    """Return what a number amounts to, currency aside, or None where it is not a number."""
    word = text.lower()
    if word in NUMERALS:
        return float(NUMERALS.index(word) + 2)
    if word in ORDINALS:
        return float(ORDINALS.index(word) + 3)
    figure = re.search(r"\d[\d,]*(?:\.\d+)?", text)
    if not figure:
        return None
    scale = next((value for unit, value in _SCALES.items() if re.search(rf"\d {unit}|\d{unit}\b", text)), 1.0)
    return float(figure.group().replace(",", "")) * scale


def _same_thing(first: str, second: str) -> bool:
    initials = {"".join(word[0] for word in text.split() if word[0].isupper()) for text in (first, second)}
    if {first.replace(".", ""), second.replace(".", "")} & {text for text in initials if len(text) > 1}:
        return True
    return any(first.lower() in group and second.lower() in group for group in _GROUPS)


def _words(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.lower()) if word not in _EMPTY}


def _stems(text: str) -> set[str]:
    return {word[:5] for word in _words(text) if len(word) > 3 or word.isdigit()}


if __name__ == "__main__":
    from corruption_table import main

    main(sys.argv[1:])
