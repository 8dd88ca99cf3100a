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

from corruption_facts import Fact, facts, people
from corruption_sentences import negations, roles, speakers
from corruption_truth import makes_false

Pool = Mapping[str, Sequence[str]]
"""Class → facts of that class, from many articles, in a fixed order."""

_TRIES = 60
"""Replacements tried before a fact is left as it is."""
_COMMON = frozenset(["spelled", "ordinal", "plural"])
"""Classes of common words: capital only where the statement has one."""


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
        for fact in facts(article, known=people(article)):
            found.setdefault(fact.sort, {})[fact.text] = None
        for speaker in speakers(article):
            found.setdefault(f"speaker:{speaker.sort}", {})[speaker.text] = None
    return {sort: tuple(texts) for sort, texts in found.items()}


def corrupt(statement: str, article: str, *, others: Pool, seed: int = 0) -> list[Corruption]:
    """Return corruptions of a true statement about an article, at most one of each kind, class and origin.

    The same arguments give the same corruptions.
    """
    draw = random.Random(f"{seed}\n{statement}")
    candidates = [*_swapped(statement, article, others, draw), *_rebuilt(statement, article)]
    draw.shuffle(candidates)
    made: dict[tuple[str, str, str], Corruption] = {}
    for corruption in candidates:
        made.setdefault((corruption.kind, corruption.sort, corruption.origin), corruption)
    return [made[key] for key in sorted(made)]


def _swapped(statement: str, article: str, others: Pool, draw: random.Random) -> Iterator[Corruption]:
    own, known = _told(article)
    found = [(fact, fact.sort) for fact in facts(statement, known=known)]
    found += [(speaker, f"speaker:{speaker.sort}") for speaker in speakers(statement, known)]
    for fact, place in found:
        for origin, source in (("same", own), ("other", others)):
            listed = source.get(place, ())
            tried = draw.sample(listed, min(len(listed), _TRIES))
            false = (after for after in tried if makes_false(fact, after, statement, article, origin=origin))
            if (after := next(false, None)) is not None:
                yield _replaced(statement, fact, after, origin)


def _rebuilt(statement: str, article: str) -> Iterator[Corruption]:
    for kind, edits in (("negation", negations(statement)), ("role", roles(statement, article))):
        for sort, start, end, after in edits:
            text = statement[:start] + after + statement[end:]
            yield Corruption(kind, sort, "own", statement[start:end], after, statement, text)


@lru_cache(maxsize=4)
def _told(article: str) -> tuple[Pool, frozenset[str]]:
    return pool([article]), people(article)


def sentences(article: str, *, most: int = 3) -> list[str]:
    """Return some sentences of an article that stand alone, spread over it: statements true word for word."""
    split = re.split(r"(?<=[a-z\d]{2}[.!?])\s+(?=[A-Z])|\n+", article)
    whole = [text.strip() for text in split if re.fullmatch(r"[A-Z][^\n\"“”‘:;()]{60,220}[a-z\d]\.", text.strip())]
    step = max(len(whole) // most, 1)
    return whole[::step][:most]


def _replaced(statement: str, fact: Fact, after: str, origin: str) -> Corruption:
    before, start, end = statement[: fact.start], fact.start, fact.end
    if fact.sort in _COMMON:
        after = after[0].upper() + after[1:] if fact.text[0].isupper() else after[0].lower() + after[1:]
    article = re.search(r"\b([Aa])n? $", before)
    if article and fact.sort != "ordinal":
        vowel = re.match(r"[AEIOaeio8]|1[18]\b|U(?!ni|kr|\.|S|g)|u(?!ni)", after) is not None
        start = article.start()
        after = f"{article[1]}{'n' if vowel else ''} {after}"
    if fact.kind == "name" and re.match(r"['’] ", statement[end:]) and after[-1] != "s":
        after, end = f"{after}{statement[end]}s", end + 1
    text = statement[:start] + after + statement[end:]
    return Corruption(fact.kind, fact.sort, origin, statement[start:end], after, statement, text)


if __name__ == "__main__":
    from corruption_table import main

    main(sys.argv[1:])
