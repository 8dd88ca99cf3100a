"""The facts that tests/corruptions.py swaps: found by rules of its own, apart from the program that it measures.

What is not surely of one class is left alone: a corruption that is true after all would count against the gate.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

WORDS: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "data" / "corruption_words.toml").read_text(encoding="utf-8")
)

NUMERALS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
    " nineteen twenty"
).split()
ORDINALS = "third fourth fifth sixth seventh eighth ninth tenth".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()

_MONTH = rf"(?:{'|'.join(MONTHS)})"
_SCALE = r"(?:[ -]?(?:million|billion|trillion)\b|(?<=\d)(?:bn|m|k)\b)"
_FIGURE = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_YEAR = r"(?:19|20)\d\d"
_NOT_PART = r"(?<![\w.,:/$£€-])"
_AFTER_IN = r"(?:(?<=[Ii]n )|(?<=[Ss]ince )|(?<=[Ff]rom )|(?<=[Uu]ntil )|(?<=last )|(?<=next ))"
_LARGE = "hundred|thousand|million|billion|trillion"
_NO_COUNT = rf"a\.m|p\.m|am\b|pm\b|{_LARGE}|percent|per cent|years?-old|thirds?\b|and\b|or\b|to\b|{_MONTH}"
_SPELLED = "|".join((*NUMERALS, *(word.title() for word in NUMERALS)))

_RULES: tuple[tuple[str, str, re.Pattern[str]], ...] = tuple(
    (kind, sort, re.compile(pattern))
    for kind, sort, pattern in (
        ("date", "day", rf"{_NOT_PART}(?P<x>\d{{1,2}})(?= {_MONTH}\b)"),
        ("date", "day", rf"\b{_MONTH} (?P<x>\d{{1,2}})\b(?![,.]?\d|\w|-)"),
        ("date", "year", rf"\b{_MONTH}(?: \d{{1,2}},?)? (?P<x>{_YEAR})\b"),
        ("date", "weekday", rf"\b(?P<x>{'|'.join(WEEKDAYS)})\b"),
        ("date", "month", rf"{_AFTER_IN}(?P<x>{_MONTH})\b(?! \d| [A-Z])"),
        ("date", "month", rf"\b(?P<x>{_MONTH})(?= \d{{1,2}}\b(?!,\d))"),
        ("date", "month", rf"(?<=\d )(?P<x>{_MONTH})\b"),
        ("number", "percent", rf"{_NOT_PART}(?P<x>{_FIGURE})(?= ?%| percent\b| per cent\b)"),
        ("number", "money", rf"(?<!\w)(?P<x>(?:US|A|C)?[$£€](?:{_FIGURE}){_SCALE}?)(?![\w%-]|[.,]\d)"),
        ("number", "age", r"(?<![\w.,-])(?P<x>\d{1,2})(?=-year-old\b)"),
        ("number", "age", r"\b[Aa]ged? (?:of )?(?P<x>\d{1,2})\b(?![-%\w])"),
        ("number", "age", r"(?<=[a-z], )(?P<x>\d{1,2})(?=, )"),
        ("number", "year", rf"{_AFTER_IN}(?P<x>{_YEAR})\b(?![-–,]?\d|s\b| [a-z]+s\b)"),
        ("number", "scaled", rf"{_NOT_PART}(?P<x>(?:{_FIGURE}) (?:million|billion|trillion))(?= [a-z])"),
        ("number", "count", rf"{_NOT_PART}(?!{_YEAR}\b)(?P<x>{_FIGURE})(?=[ -](?!{_NO_COUNT})[a-z])"),
        ("number", "spelled", rf"(?<![\w-])(?<![Aa]ll )(?P<x>{_SPELLED})(?=[ -](?!{_NO_COUNT})[a-z])"),
        ("number", "ordinal", rf"\b(?:the|a|his|her|its|their) (?P<x>{'|'.join(ORDINALS)})\b(?= [a-z])(?! of\b)"),
    )
)

_CAP = r"(?:Mc|Mac|O['’]|De|Di)?[A-Z][a-zà-ÿ]+(?:-[A-Z][a-zà-ÿ]+)?"
_NO_SURNAME = frozenset(
    "County City Street University Park Award Air Bay Hill Island Council Police Party Court Ministry Government Union"
    " Department Association Agency Group Company Water Bank Church Hospital School Airlines House Office The In On"
    " Northern Southern Western Eastern Grid Sound".split()
) | {*WEEKDAYS, *MONTHS, *WORDS["titles"].split()}
_FULL = re.compile(rf"\b(?P<first>{_CAP})(?: [A-Z]\.)? (?P<last>{_CAP})(?: (?P<more>{_CAP}))?")
_SURNAME = re.compile(rf"\b(?:{'|'.join(WORDS['titles'].split())})\.? (?P<x>{_CAP})\b(?! [A-Z])")
_CUED = re.compile(rf"(?<![A-Z]\w )\b(?P<x>{_CAP} {_CAP})(?=, \d\d, |,? who |,? (?:said|says|told|added)\b(?! by))")
_OPENERS = frozenset(
    "The A An In On At From For But And As When While After Before Of To By With If That Former Then Now So Gen He She"
    " We They It".split()
) | frozenset(WORDS["titles"].split())
_FIRST = frozenset(WORDS["first_names"].split())


class Fact(NamedTuple):
    """Words of a text that state one fact."""

    kind: str
    """number, date or name."""
    sort: str
    """Its class: only facts of one class are swapped."""
    start: int
    end: int
    text: str


def facts(text: str, *, known: frozenset[str] = frozenset()) -> list[Fact]:
    """Return the facts of a text in order, without overlaps; ``known`` are the people that its article tells of."""
    found: list[Fact] = []
    taken: set[int] = set()
    for fact in (*_dates_and_numbers(text), *_people(text, known), *_listed(text)):
        if taken.isdisjoint(range(fact.start, fact.end)):
            taken.update(range(fact.start, fact.end))
            found.append(fact)
    return sorted(found, key=lambda fact: fact.start)


def people(article: str) -> frozenset[str]:
    """Return whom an article names: full names, told by first names or by what is said of them, and surnames."""
    full = {fact.text for fact in _people(article, frozenset())}
    full |= {match["x"] for match in _CUED.finditer(article) if not _NO_SURNAME & set(match["x"].split())}
    last = {person.split()[-1] for person in full} | {match["x"] for match in _SURNAME.finditer(article)}
    return frozenset(full | {name for name in last - _FIRST - _places() - _NO_SURNAME - _OPENERS if len(name) > 2})


def _dates_and_numbers(text: str) -> Iterator[Fact]:
    for kind, sort, pattern in _RULES:
        for match in pattern.finditer(text):
            yield Fact(kind, sort, *match.span("x"), match["x"])


def _people(text: str, known: Iterable[str]) -> Iterator[Fact]:
    for match in _FULL.finditer(text):
        first, last, more = match["first"], match["last"], match["more"]
        if first not in _FIRST or last in _NO_SURNAME | _places() or more in _NO_SURNAME:
            continue
        if not _follows_capital(text, match.start()) and not _goes_on(text, match.end()):
            yield Fact("name", "person", *match.span(), match.group())
    for name in sorted(known, key=lambda name: (-len(name), name)):
        for match in re.finditer(rf"(?<![-\w]){re.escape(name)}\b(?!-)", text):
            if not _follows_capital(text, match.start()) and not _goes_on(text, match.end()):
                yield Fact("name", "person" if " " in name else "surname", *match.span(), name)


def _listed(text: str) -> Iterator[Fact]:
    for sort, pattern in _patterns():
        for match in pattern.finditer(text):
            if not _follows_capital(text, match.start()) and not _goes_on(text, match.end()):
                yield Fact("name", sort, *match.span(), match.group())


def _follows_capital(text: str, start: int) -> bool:
    """Whether the word before is capitalised: then "York" is of "New York", and "Texas" of "North Texas"."""
    before = re.search(r"(?:^|[\s(\"“‘'])([A-Z][\w’'-]*|[A-Z]\.|[A-Z][a-z]{1,3}\.) $", text[max(0, start - 30) : start])
    return before is not None and before[1].rstrip(".") not in _OPENERS


def _goes_on(text: str, end: int) -> bool:
    return re.match(r"(?:['’]s?)? [A-Z]|[./]\w| \d+(?![-\d])", text[end : end + 6]) is not None


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    lists = {**WORDS["organisations"], **WORDS["places"]}
    return tuple(
        (sort, re.compile(rf"(?<![\w-])(?:{_longest_first(listed)})\b(?!-)")) for sort, listed in lists.items()
    )


def _longest_first(listed: str) -> str:
    return "|".join(sorted(map(re.escape, listed.replace("\n", "").split("|")), key=len, reverse=True))


@cache
def _places() -> frozenset[str]:
    listed = "|".join(value.replace("\n", "") for value in WORDS["places"].values()).split("|")
    return frozenset(word for name in listed for word in name.split())
