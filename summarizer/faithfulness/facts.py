"""A fact of a statement, with the places of the article that carry it and those that could have stood instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from summarizer.faithfulness.aliases import Found, look_up
from summarizer.faithfulness.amounts import is_converted, same_unit, same_value
from summarizer.faithfulness.binding import Place
from summarizer.faithfulness.dates import Day, agree, find_days
from summarizer.faithfulness.derived import left_over, summed
from summarizer.faithfulness.evidence import Evidence, taken
from summarizer.faithfulness.names import PARTS, Name, find_names, is_ordinary
from summarizer.faithfulness.numbers import Quantity, find_quantities
from summarizer.faithfulness.places import is_place
from summarizer.faithfulness.reading import Reading

_JOINTS = ("-", "–")
_ROOT = 5  # letters that a word shares with its kin
_NOT_COUNTED = frozenset("of in at on to from by for with".split())
"""Words behind a number that count nothing."""
_TURNS = [[word] for word in ("half", "place", "thought", "thoughts", "time", "leg")]
"""What "second" makes a turn of phrase with."""
_PAIR = ("both", "pair", "couple", "twice", "duo", "twin", "twins", "double")
"""Words that say "two"."""
_FEW = 3  # as many at most may "the two" be that an article names and does not count


@dataclass(frozen=True, slots=True)
class Fact:
    """A number, date or name of a statement, from token to token."""

    kind: Literal["number", "date", "name"]
    first: int
    last: int
    found: Literal["whole", "part", "none"]
    """Whether the article carries it, carries it in other words or company, or not at all."""
    own: tuple[Place, ...]
    """Places of the article that carry it."""
    rivals: tuple[Place, ...]
    """Places of the article that carry something of its sort that it is not."""
    sort: Literal["place", "other"] = "other"
    """Sort of name; only names of one sort stand for one another."""
    leads: bool = False
    """Whether it stands in front of the statement's first colon, as who says the rest."""
    misbound: bool = False
    """Whether the article gives the noun that it counts to other numbers only."""


def find_facts(statement: Reading, evidence: Evidence, *, headline: bool = False) -> Iterator[Fact]:
    """Yield the numbers, dates and names of a statement."""
    days = find_days(statement, evidence.language)
    dated = taken(days)
    numbers = find_quantities(statement, evidence.language, taken=dated)
    for day in days:
        dated_fact = _date(day, evidence)
        if dated_fact.own or not _is_untold(day, evidence):
            yield dated_fact
    for number in numbers:
        if fact := _number(number, statement, evidence):
            yield fact
    counted = frozenset(token for number in numbers for token in range(number.first, number.last + 1))
    if evidence.language == "en":
        yield from _names(statement, evidence, skip=dated | counted, headline=headline)


def _date(day: Day, evidence: Evidence) -> Fact:
    published = evidence.document.published
    own = tuple(Place(told.first, told.last) for told in evidence.days if agree(day, told, published))
    rivals = tuple(
        Place(told.first, told.last)
        for told in evidence.days
        if told.part == day.part and Place(told.first, told.last) not in own
    )
    return Fact("date", day.first, day.last, "whole" if own else "none", own, rivals)


def _is_untold(day: Day, evidence: Evidence) -> bool:
    """Whether a date needs no witness: the year of publication, and one counted from a publication of unknown date."""
    published = evidence.document.published
    if published is not None:
        return day.part == "year" and day.year == published.year
    return day.part == "relative" and (day.spans or _is_first_of_its_sort(evidence))


def _is_first_of_its_sort(evidence: Evidence) -> bool:
    """Whether an article names no day of the week and none such as "yesterday"."""
    return all(other.part not in ("relative", "weekday") for other in evidence.days)


def _number(number: Quantity, statement: Reading, evidence: Evidence) -> Fact | None:
    told = evidence.quantities
    own = [
        other
        for other in told
        if (same_unit(number, other) and same_value(number, other)) or is_converted(number, other)
    ]
    rivals = [other for other in told if other not in own and same_unit(number, other)]
    if implied := left_over(number, statement, evidence) or (not own and summed(number, evidence)):
        own, rivals = implied, []
    if not own and _goes_unsaid(number, rivals, statement, evidence):
        return None
    if number.value == 1 and (number.unit == "ordinal" or (not number.plain and number.unit in ("", "day"))):
        return None
    if number.unit == "many" and own:
        rivals = []
    return Fact(
        "number",
        number.first,
        number.last,
        "whole" if own else "none",
        tuple(Place(other.first, other.last) for other in own),
        tuple(Place(other.first, other.last) for other in rivals),
        misbound=_is_misbound(number, own, rivals, statement, evidence),
    )


def _goes_unsaid(number: Quantity, rivals: Sequence[Quantity], statement: Reading, evidence: Evidence) -> bool:
    """Whether a number needs no witness: "second half", "No. 1", "the two", "both" for "two"."""
    before = statement.keys[number.first - 1] if number.first else ""
    if number.unit == "ordinal" and statement.keys[number.last + 1 : number.last + 2] in _TURNS:
        return not any(other.unit == "ordinal" and other.nouns[:1] == number.nouns[:1] for other in rivals)
    if number.unit == "ordinal" and not number.plain:
        return not any(other.unit == "ordinal" and other.value > 1 for other in rivals)
    if number.unit:
        return False
    if number.plain:
        return number.value == 1 and before == "no"
    return number.value <= _FEW and (
        before == "the" or (number.value == 2 and any(key in evidence.key_places for key in _PAIR))
    )


def _is_misbound(
    number: Quantity, own: Sequence[Quantity], rivals: Sequence[Quantity], statement: Reading, evidence: Evidence
) -> bool:
    """Tell whether the article gives the noun that a statement's number counts to other numbers only."""
    if not own or number.unit or not _has_noun(number, statement):
        return False
    if any(set(number.nouns[:2]) & set(other.nouns) for other in own):
        return False
    # A bare "one" is an article as often as a number.
    claimed = any(
        number.nouns[0] in other.nouns[:2] and other.unit != "many" and (other.value != 1 or other.plain)
        for other in rivals
    )
    return claimed and all(_has_noun(other, evidence.reading) for other in own)


def _has_noun(number: Quantity, reading: Reading) -> bool:
    """Whether a number counts what follows: not so "four of them" and the 3 and the 1 of "3-1"."""
    after = number.last + 1
    if not number.nouns or after >= len(reading) or reading.keys[after] in _NOT_COUNTED:
        return False
    joined = reading.gap(number.last) in _JOINTS and reading.surfaces[after][0].isdecimal()
    return not joined and not (number.first and reading.gap(number.first - 1) in _JOINTS)


def _names(statement: Reading, evidence: Evidence, *, skip: frozenset[int], headline: bool) -> Iterator[Fact]:
    names = list(find_names(statement, skip=skip))
    if headline:
        names = [Name(token, token, sure=False) for name in names for token in range(name.first, name.last + 1)]
    looked = []
    for name in names:
        found = look_up(name, statement, evidence)
        if _is_no_name(name, found, statement, evidence, headline=headline):
            continue
        if found.status != "whole" and evidence.byline.issuperset(statement.keys[name.first : name.last + 1]):
            continue
        looked.append((name, found))
    mentioned = {token for _, found in looked for token in found.mentions}
    rivals = {place: () if headline else _rivals(mentioned, evidence, place=place) for place in (True, False)}
    for name, found in looked:
        own = tuple(Place(at, at) for at in found.mentions) if headline else _whole(found.mentions, evidence)
        place = is_place(statement.keys[name.first : name.last + 1])
        leads = name.first == 0 and statement.gap(name.last).lstrip().startswith(":")
        sort: Literal["place", "other"] = "place" if place else "other"
        yield Fact("name", name.first, name.last, found.status, own, rivals[place], sort, leads)


def _rivals(mentioned: set[int], evidence: Evidence, *, place: bool) -> tuple[Place, ...]:
    """Return the names of places, or of others, that an article has and a statement does not mention."""
    return tuple(
        Place(name.first, name.last)
        for name in evidence.names
        if (name.first in evidence.names_of_places) is place and mentioned.isdisjoint(range(name.first, name.last + 1))
    )


def _whole(tokens: tuple[int, ...], evidence: Evidence) -> tuple[Place, ...]:
    """Return the names that tokens are part of, each once."""
    names = (evidence.name_at.get(token) for token in tokens)
    places = (
        Place(name.first, name.last) if name else Place(token, token) for name, token in zip(names, tokens, strict=True)
    )
    return tuple(dict.fromkeys(places))


def _has_root(key: str, evidence: Evidence) -> bool:
    """Whether the article writes small a word that begins as this one does, or that it is cut from ("Med students")."""
    return key[:_ROOT] in evidence.roots or (
        3 <= len(key) < _ROOT and any(root.startswith(key) for root in evidence.roots)
    )


def _is_no_name(name: Name, found: Found, statement: Reading, evidence: Evidence, *, headline: bool) -> bool:
    """Whether capitals come from a sentence's head or a headline alone: ordinary words that the article has small."""
    if name.sure and not headline:
        return False
    keys = statement.keys[name.first : name.last + 1]
    if found.status == "none":
        return all(is_ordinary(key) or key in PARTS or _has_root(key, evidence) for key in keys)
    return evidence.proper.isdisjoint(keys)
