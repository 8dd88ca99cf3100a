"""Names in an English text: runs of capitalised words, but for what only its place or its title capitalises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from summarizer.faithfulness.dates import MONTHS, WEEKDAYS
from summarizer.faithfulness.places import places
from summarizer.faithfulness.reading import Reading
from summarizer.text.languages import stemmer
from summarizer.text.lexicon import lexicon

TITLES = frozenset(
    "mr mrs ms miss dr sir dame lord lady prof professor president vice prime minister chancellor king queen prince "
    "princess pope bishop archbishop rev reverend father sister judge justice senator sen rep gov governor mayor "
    "secretary general gen col colonel capt captain lt lieutenant sgt sergeant maj major cmdr commander adm admiral "
    "cpl spc sens reps govs profs drs senators officers detectives judges chief officer detective inspector coach "
    "chairman chairwoman ceo director st ambassador attorney congressman "
    "congresswoman councillor minister deputy former ex first lady sheikh ayatollah imam constable pc".split()
)
PARTS = frozenset("new north south east west saint san los las el la fort mount lake cape port".split())
"""Ordinary words that begin the names of places."""
_NOT_NAMES = frozenset(MONTHS + WEEKDAYS + [day + "s" for day in WEEKDAYS]) | frozenset(
    "i i'm i've i'd i'll ok tv dna ceo id mr mrs ms dr am pm a.m p.m internet web god english monday video photos "
    "photo more why how watch read ceos id'd ids oks not mps pms".split()
)
_OPENS = re.compile(r"[.!?:…•]\W*$|[\"“‘'`(]\s*$|^\s*[—–-]+\s")
_JOINS = re.compile(r"[ \u00a0]?|-|\. ?|[’'] ?|’s |'s ")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text, from token to token."""

    first: int
    last: int
    sure: bool = True
    """False where only its place at the head of a sentence may have capitalised it."""


@cache
def _ordinary() -> frozenset[str]:
    """Return the stems of English words that are written in lower case within a sentence."""
    stem = stemmer("en") or str
    more = files("summarizer.faithfulness").joinpath("data/common.txt").read_text("utf-8").splitlines()
    words = (word for line in more if not line.startswith("#") for word in line.split())
    return frozenset(map(stem, lexicon("en").ordinary.union(words)))


def is_ordinary(key: str) -> bool:
    """Whether a word, in lower case, is an English one that needs no capital within a sentence."""
    return (stemmer("en") or str)(key) in _ordinary()


def capitalised(reading: Reading, token: int) -> bool:
    """Whether a token has the capital of a name; a lone letter has it only as an initial."""
    surface = reading.surfaces[token]
    return surface[0].isupper() and (
        len(surface) > 1 or reading.text[reading.ends[token] : reading.ends[token] + 1] == "."
    )


def opens(reading: Reading, token: int, start: int = 0) -> bool:
    """Whether a token is the first of a sentence or of a quotation."""
    if token <= start:
        return True
    gap = reading.gap(token - 1)
    return gap != " " and _OPENS.search(gap) is not None and not _is_initial(reading, token - 1)


def _is_initial(reading: Reading, token: int) -> bool:
    return reading.gap(token).strip() == "." and (
        len(reading.surfaces[token]) <= 3 and reading.surfaces[token][0].isupper()
    )


def find_names(
    reading: Reading, *, skip: frozenset[int] = frozenset(), breaks: frozenset[int] = frozenset()
) -> Iterator[Name]:
    """Yield the runs of capitalised words of an English text; months, weekdays and titles alone are no names.

    A run ends at a title, and what only describes the bearer is a name of its own: "American | Jane Doe".
    """
    token, count = 0, len(reading)
    while token < count:
        if not reading.surfaces[token][0].isupper() or token in skip or not _may_begin(reading, token):
            token += 1
            continue
        last = token
        while last + 1 < count and last + 1 not in skip and last + 1 not in breaks and _goes_on(reading, last):
            last += 1
        yield from _pieces(reading, token, last)
        token = last + 1


def _pieces(reading: Reading, first: int, last: int) -> Iterator[Name]:
    """Cut a run of capitalised words at titles, and behind the ordinary words that lead it."""
    while first <= last:
        end = first
        while end < last and reading.keys[end + 1] not in TITLES:
            end += 1
        while first < end and reading.keys[first] in TITLES:
            first += 1
        lead = first
        while lead < end and _describes(reading.keys[lead]):
            lead += 1
        if " ".join(reading.keys[first : end + 1]) in places().named:
            lead = first
        if lead > first and not is_ordinary(reading.keys[end]) and reading.keys[lead - 1] not in PARTS:
            yield Name(first, lead - 1, sure=not is_ordinary(reading.keys[lead - 1]))
            first = lead
        if first < end or reading.keys[first] not in TITLES:
            labels = reading.gap(end).startswith(":") and not is_ordinary(reading.keys[end])
            yield Name(first, end, sure=labels or not (first == end and opens(reading, first)))
        first = end + 1


def _describes(key: str) -> bool:
    return key in TITLES or is_ordinary(key) or key in places().named


def _may_begin(reading: Reading, token: int) -> bool:
    key = reading.keys[token]
    if not capitalised(reading, token) or key in _NOT_NAMES:
        return False
    return bool(reading.terms[token]) or (
        not opens(reading, token) and len(key) > 1 and reading.surfaces[token].isupper()
    )


def _goes_on(reading: Reading, last: int) -> bool:
    gap = reading.gap(last)
    following = last + 1
    if (gap != " " and not _JOINS.fullmatch(gap)) or reading.surfaces[last].endswith(("'s", "’s")):
        return False
    if gap.startswith(".") and not _is_initial(reading, last):
        return False
    return (
        capitalised(reading, following)
        and reading.keys[following] not in _NOT_NAMES
        and bool(reading.terms[following] or reading.surfaces[following].isupper())
    )
